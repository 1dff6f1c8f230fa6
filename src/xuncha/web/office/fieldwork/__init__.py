"""Interviews, visits, documents on loan."""
