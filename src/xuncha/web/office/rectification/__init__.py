"""Feedback, plans, tasks, review, close-out, look-back."""
