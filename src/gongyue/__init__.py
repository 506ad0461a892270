"""工约 Gongyue: the record of work both sides can trust, and the services a city builds on it."""

__version__ = "0.1.0"
