"""Ours beside CP-SAT and HiGHS given the whole team problem in one piece: time to a proven gap, gap at the limit, memory."""
