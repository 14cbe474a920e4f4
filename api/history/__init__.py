"""The history: what each revision did, and records as they stood at any of them."""
