"""The mathematics of the transparency log: trees, tiles, notes, commitments, witnesses.

Pure: bytes in, bytes out. Storage is a `read(path)` and a `write(path, data)` the caller brings,
the clock and the keys are arguments. Formats: RFC 9162 (section 2) for the tree and its proofs;
C2SP tlog-tiles, signed-note, tlog-checkpoint, tlog-cosignature and tlog-witness for the texts.
docs/explain/evidence.md says what a proof proves and what it does not.
"""
