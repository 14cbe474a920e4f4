"""What pictures are made of: geometry without pages."""
