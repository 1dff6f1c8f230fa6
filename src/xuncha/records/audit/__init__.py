"""The append-only trail: every write is one event in a hash chain."""

OFFICE = "default"
"""The database of the office, with its chain."""
TIPS = "tips"
"""The database of sealed tips, with a chain of its own: nothing of it stands in the office's."""
CHAINS = {"office": OFFICE, "tips": TIPS}
"""The chains by the names the command and its exports use."""
