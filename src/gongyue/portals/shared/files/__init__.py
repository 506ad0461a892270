"""Files and papers: the same screens for every desk, and pieces for the pages of others."""
