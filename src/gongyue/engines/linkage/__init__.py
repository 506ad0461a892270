"""Records that are probably the same person or firm: comparison, scores with reasons, groups."""
