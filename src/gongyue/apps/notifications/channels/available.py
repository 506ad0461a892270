"""Which personal channels this installation has."""


def open_channels() -> frozenset[str]:
    """Channels with a gateway behind them."""
    return frozenset()
