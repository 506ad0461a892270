"""How keeping says no."""


class CannotKeep(Exception):
    """A copy cannot be made or restored; the message is for the operator, in two languages."""
