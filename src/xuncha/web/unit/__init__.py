"""The inspected unit's own pages."""
