"""Staffing a whole round at once: what it needs, who can serve, attempts at a plan, and the one that is approved."""
