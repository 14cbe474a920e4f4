"""The network of parties and persons: who met, mediated between, signed with and spoke of whom."""
