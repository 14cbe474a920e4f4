"""Evidence: where a fact stands in a document, whether it still stands there, and where documents differ."""
