"""Rules in, those out that may be silent where nobody expects it, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factcheck.checks.where import HELD, Where
from factcheck.errors import Problem, problem
from factcheck.model import Rule


def find(rules: Sequence[Rule], languages: Iterable[str]) -> tuple[Problem, ...]:
    """Every doubt about the rules of a run, at the line of its rule. None of them is a mistake for sure."""
    ordered = sorted(rules, key=lambda rule: rule.id)
    found = [one for rule in ordered for one in (*_without_message(rule, languages), *_never(rule))]
    return tuple(sorted({*found, *_overlaps(ordered)}))


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


def _overlaps(rules: Sequence[Rule]) -> Iterator[Problem]:
    """Two rules for one language that look for the same: where they disagree, only one of them is heard."""
    same: dict[str, list[Rule]] = {}
    words: dict[str, list[Rule]] = {}
    for rule in rules:
        kind = repr((rule.check, sorted(rule.options.items())))
        wrong = rule.options.get("replace")
        yield from (_doubt(rule, "rules-same", other.id) for other in same.get(kind, ()) if rule.options and _both(rule, other))
        for word in {word.casefold() for word in wrong} if isinstance(wrong, dict) else ():
            others = (other for other in words.get(word, ()) if _both(rule, other) and other not in same.get(kind, ()))
            yield from (_doubt(rule, "rules-words-twice", f"{word} ({other.id})") for other in others)
            words.setdefault(word, []).append(rule)
        same.setdefault(kind, []).append(rule)


def _both(first: Rule, second: Rule) -> bool:
    return bool(set(first.message) & set(second.message))
