"""Version 1: one file a resource. A shape only grows; what must change otherwise becomes v2."""
