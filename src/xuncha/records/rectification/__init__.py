"""Feedback, plans, tasks, evidence, joint review, close-out and look-back."""
