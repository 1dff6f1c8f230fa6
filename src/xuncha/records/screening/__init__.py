"""Screening of ledgers: runs, red flags and what people made of them, alerts of watches, rules of an office's own."""
