"""Settings: `shared` says what always holds, the others what differs by process."""
