"""Wiring: the one place where settings, addresses, commands and real parts are put together."""
