"""Conditions through CEL: met, not met, or unknown where a fact that decides is not given.

CEL asks for a name when it reaches it, and an unknown side of && or || does not matter where the
other side decides. So what is read here is what mattered.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongyue.law.policies.kinds import CHOICE, MOST, WHOLE, WHOLE_IS, YES_NO, Fact, in_cel
from gongyue.law.policies.reading import Condition, Policy

Given = Callable[[str], Any]  # the fact of that name; None where nobody gave it


@dataclass(slots=True)
class Judged:
    """Each condition with what was found (None: unknown), and the figures read on the way."""

    met: list[bool | None] = field(default_factory=list)
    figures: dict[str, None] = field(default_factory=dict)

    @property
    def all_met(self) -> bool | None:
        """One that fails decides, whatever is not known of the others."""
        if False in self.met:
            return False
        return None if None in self.met else True


def judged(policy: Policy, given: Given, figures: Mapping[str, int]) -> Judged:
    """`figures` as CEL takes them. Raises BadFacts for a fact that cannot be, and whatever
    `given` raises where the answer hangs on it."""
    found = Judged()
    for condition in policy.conditions:
        reader = _Reader(policy, given, figures)
        found.met.append(reader.truth(condition))
        found.figures |= reader.figures_read
    return found


def missing(policy: Policy, given: Given, figures: Mapping[str, int]) -> tuple[Fact, ...]:
    """The facts not given that can still move an unknown condition, in order; where no single
    one moves it, all that it names."""
    found: dict[str, None] = {}
    for condition in policy.conditions:
        if _Reader(policy, given, figures).truth(condition) is None:
            open_ = [n for n in condition.names if n in policy.fact_named and given(n) is None]
            moving = [n for n in open_ if _moves(policy, condition, n, given, figures)]
            found |= dict.fromkeys(moving or open_)
    return tuple(policy.fact_named[name] for name in found)


def _moves(
    policy: Policy, condition: Condition, name: str, given: Given, figures: Mapping[str, int]
) -> bool:
    """Whether some value of the fact settles the condition with what else is known."""
    for value in _trials(policy.fact_named[name], figures):
        reader = _Reader(policy, given, figures, (name, value))
        if reader.truth(condition) is not None:
            return True
    return False


def _trials(fact: Fact, figures: Mapping[str, int]) -> Iterator[Any]:
    """Values on both sides of everything a condition could turn at, as CEL takes them."""
    if fact.kind == YES_NO:
        yield from (True, False)
    elif fact.kind == CHOICE:
        yield from fact.choices
    else:
        yield from (0, in_cel(fact, MOST[fact.kind]))
        yield from (value + step for value in figures.values() for step in (-1, 0, 1))


@dataclass(slots=True)
class _Reader:
    """Answers what CEL asks for. What `given` raises is kept: CEL would only print it."""

    policy: Policy
    given: Given
    figures: Mapping[str, int]
    trial: tuple[str, Any] | None = None
    figures_read: dict[str, None] = field(default_factory=dict)
    unknown: bool = False
    raised: Exception | None = None

    def truth(self, condition: Condition) -> bool | None:
        from cel import Context

        context = Context()
        context.set_variable_resolver(self)
        try:
            return bool(condition.program.execute(context))
        except RuntimeError:
            if self.raised:
                raise self.raised from None
            if not self.unknown:
                raise
            return None

    def __call__(self, name: str) -> Any:
        if name == WHOLE:
            return WHOLE_IS
        if name in self.figures:
            self.figures_read[name] = None
            return self.figures[name]
        if self.trial and self.trial[0] == name:
            return self.trial[1]
        return self._fact(name)

    def _fact(self, name: str) -> Any:
        """None makes the name undefined for CEL."""
        try:
            value = self.given(name)
            if value is not None:
                return in_cel(self.policy.fact_named[name], value)
        except Exception as raised:
            self.raised = self.raised or raised
        self.unknown = True
        return None
