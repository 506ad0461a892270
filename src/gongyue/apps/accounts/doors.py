"""How often one caller may use an open door that costs work: counted for all processes together.

A window begins with the clock, so that nothing but a count has to be kept. The count is in
Django's cache, which every web process of the machine shares (config/caches.py); several machines
count each for itself. What cannot be counted is let in: a full disk must not close the house.
"""

import logging
from dataclasses import dataclass

from django.core.cache import cache

from gongyue.apps.accounts.vault import keyed_hash

log = logging.getLogger("gongyue.doors")


@dataclass(slots=True)
class Door:
    """At most `most` uses in each `seconds` for one caller."""

    name: str
    most: int
    seconds: int

    def wait(self, caller: str, now: float, uses: int = 1) -> int:
        """Count the uses: 0, or in how many seconds the next one is allowed. `now`: the time of
        day in seconds, the same for all processes."""
        window = int(now // self.seconds)
        try:
            counted = self._count(f"{self.name}:{keyed_hash('door', caller)}:{window}", uses)
        except OSError:
            log.warning("a door could not count", extra={"door": self.name})
            return 0
        return 0 if counted <= self.most else max(1, int((window + 1) * self.seconds - now) + 1)

    def _count(self, key: str, uses: int) -> int:
        if cache.add(key, uses, timeout=2 * self.seconds):
            return uses
        try:
            return int(cache.incr(key, uses))
        except ValueError:  # it went between the two questions
            cache.add(key, uses, timeout=2 * self.seconds)
            return uses
