"""Records that are probably the same person or firm: comparison, scores with reasons, groups.

`people.find` and `firms.find` take records in memory and give pairs and groups back. Nothing is
written anywhere: the database under the comparison lives in memory, may not spill to disk, and is
closed before the answer is given. docs/explain/linkage.md says how well it works, and where not.
"""
