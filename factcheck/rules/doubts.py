"""Rules in, those out that may be silent where nobody expects it, each with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from factcheck.checks.indexed import compared
from factcheck.checks.where import Where
from factcheck.errors import Problem, problem
from factcheck.model import Rule
from factcheck.rules import conditions, options


def find(rules: Sequence[Rule], languages: Iterable[str]) -> tuple[Problem, ...]:
    """Every doubt about the rules of a run, at the line of its rule. None of them is a mistake for sure."""
    ordered = sorted(rules, key=lambda rule: rule.id)
    found = [one for rule in ordered for one in (*_without_message(rule, languages), *_never(rule))]
    return tuple(sorted({*found, *_overlaps(ordered), *_shadowed(ordered)}))


def _doubt(rule: Rule, code: str, word: str) -> Problem:
    return problem(rule.file, rule.line, 1, code, rule=rule.id, word=word)


def _without_message(rule: Rule, languages: Iterable[str]) -> Iterator[Problem]:
    """A rule for one language is meant to be; one for two of three has likely been forgotten in the third.

    Not where it says why in the third: then its author thought of it, and means it for drafts in the other two.
    """
    missing = [language for language in languages if language not in rule.message and language not in rule.why]
    if len(rule.message) > 1:
        yield from (_doubt(rule, "rules-no-message", language) for language in missing)


def _never(rule: Rule) -> Iterator[Problem]:
    """Conditions that no assertion meets, wrong words that the rule itself lets pass."""
    where, wrong, passed = (rule.options.get(name) for name in ("where", "replace", "unless"))
    if isinstance(where, Where):
        yield from (_doubt(rule, "rules-never", fields) for fields in conditions.contradictions(where))
    if isinstance(wrong, dict) and isinstance(passed, tuple):
        let_pass = {compared(words) for words in passed}
        yield from (_doubt(rule, "rules-words-pass", words) for words in wrong if compared(words) in let_pass)


def _overlaps(rules: Sequence[Rule]) -> Iterator[Problem]:
    """Two rules for one language that look for the same: where they disagree, only one of them is heard."""
    same: dict[str, list[Rule]] = {}
    words: dict[tuple[str, ...], list[Rule]] = {}
    for rule in rules:
        kind = repr((rule.check, sorted(_options(rule).items())))
        twin = next((other for other in same.get(kind, ()) if _both(rule, other)), None)
        same.setdefault(kind, []).append(rule)
        if twin:
            yield _doubt(rule, "rules-same", twin.id)
            continue
        wrong = rule.options.get("replace")
        for plain, word in {compared(word): word for word in wrong}.items() if isinstance(wrong, dict) else ():
            others = (other for other in words.get(plain, ()) if _both(rule, other))
            yield from (_doubt(rule, "rules-words-twice", f"{word} ({other.id})") for other in others)
            words.setdefault(plain, []).append(rule)


def _options(rule: Rule) -> Mapping[str, object]:
    """The options with their defaults, in one order where the order tells nothing."""
    written = {**options.defaults(rule.check), **rule.options}
    return {name: tuple(sorted(value.items())) if isinstance(value, dict) else _ordered(value) for name, value in written.items()}


def _ordered(value: object) -> object:
    if isinstance(value, Where):
        return conditions.ordered(value)
    return tuple(sorted(map(str, value))) if isinstance(value, tuple) else value


def _shadowed(rules: Sequence[Rule]) -> Iterator[Problem]:
    """A rule over reported speech that finds nothing but what a wider one finds at the same words."""
    asking = [(rule, where) for rule in rules if isinstance(where := rule.options.get("where"), Where)]
    counted = Counter(key for _, where in asking for keys in _words(where) for key in keys)
    by_word: dict[tuple[str, str], list[tuple[Rule, Where]]] = {}
    for rule, where in asking:
        # Under the words that the fewest rules ask for: a thousand rules for one verb are not held each against each.
        rarest = min(_words(where), key=lambda keys: max(counted[key] for key in keys), default=(("", ""),))
        for key in rarest:
            by_word.setdefault(key, []).append((rule, where))
    for rule, where in asking:
        looked_up = {("", ""), *(keys[0] for keys in _words(where))}
        wider = {other.id: (other, outer) for key in looked_up for other, outer in by_word.get(key, ())}
        for other, outer in wider.values():
            if conditions.within(where, outer) and _marks_same(rule, other) and not conditions.within(outer, where):
                yield _doubt(rule, "rules-shadowed", other.id)


def _words(where: Where) -> list[tuple[tuple[str, str], ...]]:
    """Of each field that must be one of some words: the field with each of them."""
    return [tuple((field, word.casefold()) for word in test.words) for field, test in where.tests if test.words]


def _marks_same(rule: Rule, other: Rule) -> bool:
    return rule is not other and _both(rule, other) and _options(rule)["mark"] == _options(other)["mark"]


def _both(first: Rule, second: Rule) -> bool:
    return bool(set(first.message) & set(second.message))
