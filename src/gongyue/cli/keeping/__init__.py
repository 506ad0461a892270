"""Copies of a whole system: one archive out, one archive in, and proof that nothing changed.

Nothing here loads Django: a copy can be made and restored where the code itself is in trouble.
"""
