"""What the software is called, and its version."""

TITLE = "Parley: structured conflict data, every fact traceable to its source"
VERSION = "0.5.0"
