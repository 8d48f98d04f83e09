"""Rules in, those out that may be silent where nobody expects it, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from factcheck.errors import Problem, problem
from factcheck.model import Rule
from factcheck.where import HELD, Where


def find(rules: Sequence[Rule], languages: Iterable[str]) -> tuple[Problem, ...]:
    """Every doubt about the rules of a run, at the line of its rule. None of them is a mistake for sure."""
    ordered = sorted(rules, key=lambda rule: rule.id)
    found = [one for rule in ordered for one in (*_without_message(rule, languages), *_never(rule))]
    found += [one for first, second in combinations(ordered, 2) for one in _overlap(first, second)]
    return tuple(sorted(set(found)))


def _doubt(rule: Rule, code: str, word: str) -> Problem:
    return problem(rule.file, rule.line, 1, code, rule=rule.id, word=word)


def _without_message(rule: Rule, languages: Iterable[str]) -> Iterator[Problem]:
    """A rule for one language is meant to be; one for two of three has likely been forgotten in the third."""
    missing = [language for language in languages if language not in rule.message]
    if len(rule.message) > 1:
        yield from (_doubt(rule, "rules-no-message", language) for language in missing)


def _never(rule: Rule) -> Iterator[Problem]:
    """Conditions that no assertion meets: a field is to be absent, and a part of it is asked for."""
    where = rule.options.get("where")
    if not isinstance(where, Where):
        return
    asked = [field for field, condition in where.tests if condition.present is not False and condition.without is None]
    asked += [HELD] if where.held else []
    for field, condition in where.tests:
        if condition.present is False:
            parts = (part for part in asked if part.startswith(f"{field}."))
            yield from (_doubt(rule, "rules-never", f"{field}, {part}") for part in parts)


def _overlap(first: Rule, second: Rule) -> Iterator[Problem]:
    """Two rules for a language that look for the same: only one of them is read when they disagree."""
    if first.check != second.check or not set(first.message) & set(second.message):
        return
    if first.options and repr(sorted(first.options.items())) == repr(sorted(second.options.items())):
        yield _doubt(second, "rules-same", first.id)
        return
    words, others = first.options.get("replace"), second.options.get("replace")
    if isinstance(words, dict) and isinstance(others, dict):
        both = {wrong.casefold() for wrong in words} & {wrong.casefold() for wrong in others}
        yield from (_doubt(second, "rules-words-twice", f"{wrong} ({first.id})") for wrong in sorted(both))
