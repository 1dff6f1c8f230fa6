"""A fictional prefecture, made from a seed: feeds the demo, the tests and the benchmarks."""

from xuncha.demo.city import generate
from xuncha.demo.rows import City, Size

__all__ = ["City", "Size", "generate"]
