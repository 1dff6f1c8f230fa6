"""Ledgers (账): canonical tables, import, rules that raise red flags, watches over what was rectified."""
