"""The talent pool beside its people: establishment, training, proofs, absences, pools against need."""
