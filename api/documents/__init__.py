"""Evidence: where a fact stands in a document, whether it still does, where documents differ."""
