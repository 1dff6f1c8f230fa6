"""What people see: one folder per audience, no rules, no models."""
