"""Machine access, with the same permissions."""
