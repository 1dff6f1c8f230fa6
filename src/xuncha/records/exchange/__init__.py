"""Imports from and exports to the office's own spreadsheets."""
