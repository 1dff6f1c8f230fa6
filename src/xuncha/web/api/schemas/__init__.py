"""What the API says of each kind of record, one module a word."""
