"""Taxonomy, deadlines, recusal profile, scoring schemes."""
