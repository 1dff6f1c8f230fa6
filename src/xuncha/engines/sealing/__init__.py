"""Sealing what the public reports, and the keys, receipts and shares that go with it: the protocol is in README.md."""
