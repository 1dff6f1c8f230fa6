"""The inspection office, teams, reviewers and administrators."""
