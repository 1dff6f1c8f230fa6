"""Running rules: `Duck` on one machine, `Spark` on a cluster, the same rule text; `screening` chooses, runs and ranks."""
