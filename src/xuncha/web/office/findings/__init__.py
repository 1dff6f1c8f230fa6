"""Papers, findings, leads, reports, decisions."""
