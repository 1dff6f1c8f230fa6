"""Sealed reports from the public, in a database of their own: nothing here can be read on this machine."""
