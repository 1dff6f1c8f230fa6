"""Pages that staff a whole round: what it needs, wishes, attempts at a plan, approval."""
