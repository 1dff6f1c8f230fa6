"""Terms, annual plans, rounds, inspections."""
