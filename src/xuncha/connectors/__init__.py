"""The outside world: one file per service, each a real one behind a protocol of the domain."""
