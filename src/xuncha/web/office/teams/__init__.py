"""Teams, authorisation, recusal."""
