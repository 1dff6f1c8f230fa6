"""Accounts, roles, the access table."""
