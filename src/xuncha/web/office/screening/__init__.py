"""Pages on red flags of ledgers: the queue, one flag in its rows, screenings, recurrence alerts, rules."""
