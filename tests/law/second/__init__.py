"""Second opinions: every figure of the law worked out again, from the articles alone."""
