"""Jurisdictions, units, people, inspectors and the ties between them."""
