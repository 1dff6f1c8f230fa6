"""Calculations of the trade: plain Python, each knowing `domain` and no other engine."""
