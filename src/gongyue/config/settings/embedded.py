"""One firm or one office on one machine: SQLite, no other service. The default of `gongyue up`."""

from gongyue.config.settings.base import *  # noqa: F403
