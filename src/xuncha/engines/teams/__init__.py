"""Forming teams: the problem, solving it, checking a plan, explaining. The contract is `docs/reference/team-problem.md`."""
