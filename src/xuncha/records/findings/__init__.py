"""Working papers, findings, leads, inspection reports and decisions."""
