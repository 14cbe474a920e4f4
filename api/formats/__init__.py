"""The formats beside JSON: records as they are answered, written for the tools of the field."""
