"""Places, bodies, people, inspectors, ties."""
