"""How often one address may use an open door that costs work: kept in this process only.

A cache shared by several processes would count more strictly; here each of them is generous.
"""

from collections import OrderedDict, deque
from threading import Lock

MOST_ADDRESSES = 10_000  # so that a flood of addresses cannot fill the memory


class Throttle:
    """At most `most` uses in `seconds` for each address."""

    def __init__(self, *, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._uses: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, address: str, now: float) -> float:
        """Count a use: 0, or how many seconds until the next one is allowed (then not counted).

        `now`: seconds of a clock that never goes back.
        """
        with self._lock:
            uses = self._uses.setdefault(address, deque())
            self._uses.move_to_end(address)
            while uses and uses[0] <= now - self.seconds:
                uses.popleft()
            if len(uses) >= self.most:
                return uses[0] + self.seconds - now
            uses.append(now)
            if len(self._uses) > MOST_ADDRESSES:
                self._uses.popitem(last=False)
            return 0

    def forget(self) -> None:
        """Begin anew, for tests."""
        self._uses.clear()
