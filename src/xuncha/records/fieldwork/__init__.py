"""What a team gathers on site: interviews, visits, documents on loan."""
