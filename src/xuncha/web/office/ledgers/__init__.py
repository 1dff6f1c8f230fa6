"""Ledgers received: files handed in, their columns, what they hold; which months of which units are there."""
