"""The demo city: everything of the embedded system, plus logins by one click. Never for real."""

from gongyue.config.settings.base import *  # noqa: F403

DEMO = True
