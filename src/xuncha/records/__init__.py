"""What is stored: Django apps, each with models, actions (writes) and queries (reads)."""
