"""The talent pool beside its people: establishment, training, proofs of skill, absences."""
