"""Conditions of `where` in, why no assertion can meet them out, and whether those that meet one meet another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck.checks.where import COUNTED, FIELDS, HELD, Condition, Held, Where

_MANY = COUNTED | {"content"} | {field for field in FIELDS if field.startswith("speaker.appositions.")}
"""Fields that may hold several values at a time, so that two words do not exclude each other."""
_ALWAYS = frozenset({"confidence", "cue.polarity", "kind"})
"""Fields of few words that no assertion is without."""


def contradictions(where: Where) -> Iterator[str]:
    """Each field that cannot be what is asked for; nothing where an assertion may meet all conditions."""
    fields = {field: [test for name, test in where.tests if name == field] for field, _ in where.tests}
    asked = [field for field, tests in fields.items() if any(map(_asks, tests))] + ([HELD] if where.held else [])
    for field, tests in fields.items():
        if any(map(_absent, tests)):
            yield from (f"{field}, {part}" for part in asked if part.startswith(f"{field}."))
        if _bounds_cross(tests) or _nothing_left(field, tests) or (any(map(_absent, tests)) and any(map(_asks, tests))):
            yield field
    if any(_opposed(one, other) for one in where.held for other in where.held):
        yield HELD


def _absent(test: Condition) -> bool:
    return test.present is False or (test.without is not None and test.without == Condition(present=True))


def _asks(test: Condition) -> bool:
    """Whether the field must hold something."""
    return bool(test.present or test.words or test.contains or test.at_least)


def _bounds_cross(tests: Sequence[Condition]) -> bool:
    least = max((test.at_least for test in tests if test.at_least is not None), default=0)
    most = min((test.at_most for test in tests if test.at_most is not None), default=least)
    return least > most


def _nothing_left(field: str, tests: Sequence[Condition]) -> bool:
    """Every word that the field could be is excluded, by `not` or by another line of words."""
    excluded = {_plain(word) for test in tests if test.without and _only_words(test.without) for word in test.without.words}
    groups = [{_plain(word) for word in test.words} for test in tests if test.words]
    groups += [set(FIELDS[field])] if field in _ALWAYS else []
    if field in _MANY:
        return any(map(_holds_and_not, tests)) or any(group <= excluded for group in groups)
    return (bool(groups) and set.intersection(*groups) <= excluded) or any(map(_holds_and_not, tests))


def _only_words(test: Condition) -> bool:
    return test == Condition(words=test.words)


def _holds_and_not(test: Condition) -> bool:
    """The same words are to be in a text and not in it."""
    inner = test.without
    return bool(inner and test.contains and inner == Condition(contains=inner.contains) and {*test.contains} <= {*inner.contains})


def _opposed(one: Held, other: Held) -> bool:
    return one.at == other.at and not one.negated and other.negated and {*one.offices} <= {*other.offices}


def _plain(word: str) -> str:
    return word.casefold()


# ---------------------------------------------------------------- one within the other


def ordered(where: Where) -> Where:
    """The same conditions in one order."""
    tests = sorted(((field, _ordered(test)) for field, test in where.tests), key=repr)
    return Where(tuple(tests), tuple(sorted((replace(held, offices=_sorted(held.offices)) for held in where.held), key=repr)))


def _ordered(test: Condition) -> Condition:
    without = _ordered(test.without) if test.without else None
    return replace(test, words=_sorted(test.words), contains=_sorted(test.contains), without=without)


def _sorted(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(map(_plain, words)))


def within(inner: Where, outer: Where) -> bool:
    """Whether each assertion that meets `inner` meets `outer` too, as far as the words tell."""
    if not {field for field, _ in outer.tests} <= {field for field, _ in inner.tests}:
        return False
    tests = all(any(field == name and _implies(own, test) for name, own in inner.tests) for field, test in outer.tests)
    return tests and {*outer.held} <= {*inner.held}


def _implies(one: Condition, other: Condition) -> bool:
    return (
        (other.present is None or other.present == one.present or (other.present and _asks(one)))
        and (not other.words or (bool(one.words) and _all(one.words, other.words)))
        and (not other.contains or (bool(one.contains) and _all(one.contains, other.contains)))
        and (other.at_least is None or (one.at_least or 0) >= other.at_least)
        and (other.at_most is None or (one.at_most is not None and one.at_most <= other.at_most))
        and (other.without is None or (one.without is not None and _implies(other.without, one.without)))
    )


def _all(some: Sequence[str], others: Sequence[str]) -> bool:
    return {_plain(word) for word in some} <= {_plain(word) for word in others}


# ---------------------------------------------------------------- in words


def told(where: Where) -> Iterator[str]:
    """A line a field, as a rule writes it."""
    yield from (f"{field}: {_condition(test)}" for field, test in where.tests)
    for held in where.held:
        asked = f"{{office: {_some(held.offices)}, at: {held.at}}}"
        yield f"{HELD}: {f'{{not: {asked}}}' if held.negated else asked}"


def _condition(test: Condition) -> str:
    if test.present is not None:
        return "present" if test.present else "absent"
    if test.words:
        return _some(test.words)
    numbers = {"at_least": test.at_least, "at_most": test.at_most}
    parts = [f"contains: {_some(test.contains)}"] if test.contains else []
    parts += [f"{name}: {number}" for name, number in numbers.items() if number is not None]
    parts += [f"not: {_condition(test.without)}"] if test.without else []
    return f"{{{', '.join(parts)}}}"


def _some(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"[{', '.join(words)}]"
