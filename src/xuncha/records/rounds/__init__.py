"""Terms, annual plans, rounds and the inspections in them."""
