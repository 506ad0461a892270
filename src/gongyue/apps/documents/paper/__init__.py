"""Paper: A4 documents by typst. Pure Python: no Django, no database, usable by the command line."""
