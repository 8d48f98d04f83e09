"""An expression in, the characters that what it matches can begin with out: a look that saves most tries of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from re import _constants as sre  # lark reads expressions with these two as well
from re import _parser as parser
from typing import Any, TypeAlias

First: TypeAlias = tuple[frozenset[str], bool]
"""Characters of the alphabet, and whether nothing at all may be matched."""


def guarded(expression: str, alphabet: Collection[str]) -> str:
    """The same expression for texts of these characters, with a look at the first character before it where that tells."""
    first, empty = _sequence(parser.parse(expression), frozenset(alphabet))
    if empty or len(first) * 2 > len(alphabet):
        return f"(?:{expression})"
    return f"(?=[{''.join(map(re.escape, sorted(first)))}])(?:{expression})"


def _sequence(items: Iterable[Any], alphabet: frozenset[str]) -> First:
    found: frozenset[str] = frozenset()
    for operation, argument in items:
        first, empty = _one(operation, argument, alphabet)
        found |= first
        if not empty:
            return found, False
    return found, True


def _one(operation: Any, argument: Any, alphabet: frozenset[str]) -> First:
    """Anything for what is not known here."""
    match operation:
        case sre.ASSERT | sre.ASSERT_NOT | sre.AT:
            found: First = frozenset(), True
        case sre.LITERAL:
            found = frozenset(chr(argument)), False
        case sre.IN:
            found = _characters(argument, alphabet), False
        case sre.SUBPATTERN:
            found = _sequence(argument[3], alphabet)
        case sre.BRANCH:
            branches = [_sequence(branch, alphabet) for branch in argument[1]]
            found = frozenset().union(*(first for first, _ in branches)), any(empty for _, empty in branches)
        case sre.MAX_REPEAT | sre.MIN_REPEAT:
            first, empty = _sequence(argument[2], alphabet)
            found = first, empty or argument[0] == 0
        case _:
            found = alphabet, True
    return found


def _characters(some: Iterable[Any], alphabet: frozenset[str]) -> frozenset[str]:
    """Those of a set of characters, in the alphabet where it names others."""
    found: set[str] = set()
    negated = False
    for operation, argument in some:
        if operation is sre.NEGATE:
            negated = True
        elif operation is sre.LITERAL:
            found.add(chr(argument))
        else:
            return alphabet
    return alphabet - found if negated else frozenset(found)
