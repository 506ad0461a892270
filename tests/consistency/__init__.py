"""Checks of the code base itself.

Each check is a function `(root: Path) -> list[str]` that names what is wrong in the working copy at
`root`. tests/test_consistency.py runs them on this copy, and on spoilt copies to see them go red.
"""
