"""What an office has settled: taxonomy, deadlines, recusal profile, scoring."""
