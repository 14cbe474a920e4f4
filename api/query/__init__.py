"""The engine: reads a declared collection, and knows its tables by the declaration alone."""
