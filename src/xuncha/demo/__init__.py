"""A fictional prefecture, made from a seed: feeds the demo, the tests and the benchmarks."""
