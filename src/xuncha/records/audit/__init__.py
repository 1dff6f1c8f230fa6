"""The append-only trail: every write is one event in a hash chain."""
