"""Data in and out: seed files read, checked, loaded and written again byte for byte."""
