"""Ledgers received from units: the office's one store of canonical tables, and who brought what into it."""
