"""The tree of one rule file in, a Rule out, or every problem of the file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import cast, get_args

from factcheck import dates, facts, grammar, wording
from factcheck.checks import CHECKS
from factcheck.facts.page import Page, nearest
from factcheck.model import Category, Facts, Language, Rule, Severity
from factcheck.rules import examples, options
from factcheck.yamlfile import Entries, Node, Scalar

CATEGORIES: tuple[str, ...] = get_args(Category)
SEVERITIES: tuple[str, ...] = get_args(Severity)
STATUSES = ("active", "trial")

REQUIRED = ("check", "category", "severity", "message", "flags", "passes")
KEYS = (*REQUIRED, "date", "extends", "given", "link", "owner", "since", "status", "why")
"""Keys of every rule. Any other is an option of its check."""

_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")


def read(node: Node, id: str, page: Page) -> Rule | None:
    """The rule, typed. None where its parts don't make one; the page then says why."""
    if not isinstance(node, Entries):
        page.wrong(node, "rule-not-a-map")
        return None
    parts = {key.text: value for key, value in node.entries}
    check = _choice(parts.get("check"), page, tuple(CHECKS), "rule-unknown-check")
    _keys(node, check, page)
    status = _choice(parts.get("status"), page, STATUSES, "rule-not-one-of") or "active"
    severity = _choice(parts.get("severity"), page, SEVERITIES, "rule-not-one-of")
    message = _message(parts.get("message"), check, page)
    made = Rule(
        id=id,
        file=page.path,
        line=node.line,
        check=check or "",
        category=cast(Category, _choice(parts.get("category"), page, CATEGORIES, "rule-not-one-of")),
        # A rule on trial speaks, and stops nothing.
        severity="note" if status == "trial" else cast(Severity, severity),
        message=message,
        options=_options(parts, check, page),
        why=_why(parts.get("why"), page),
        owner=_text(parts.get("owner"), page),
        since=_since(parts.get("since"), page),
        link=_text(parts.get("link"), page),
        given=_given(parts.get("given"), page),
        date=_day(parts.get("date"), page),
        examples=examples.read(parts.get("flags"), parts.get("passes"), tuple(message), page),
        status="trial" if status == "trial" else "active",
    )
    return None if page.problems else made


def _choice(node: Node | None, page: Page, known: tuple[str, ...], code: str) -> str | None:
    word = _text(node, page)
    if node is None or word is None or word in known:
        return word
    page.unknown(node, code, word, known)
    return None


def _text(node: Node | None, page: Page) -> str | None:
    return None if node is None else options.text(node, page)


def _keys(node: Entries, check: str | None, page: Page) -> None:
    """Keys that are neither a rule's nor its check's, and those that are missing: unless one was only misspelt."""
    known = options.of(check) if check else {name: option for one in CHECKS for name, option in options.of(one).items()}
    given = {key.text for key, _ in node.entries}
    meant: set[str | None] = set()
    for key, _ in node.entries:
        if key.text not in (*KEYS, *known):
            page.unknown(key, "rule-unknown-key", key.text, (*KEYS, *known))
            meant.add(nearest(key.text, (*KEYS, *known)))
    for name in REQUIRED:
        if name not in given | meant:
            page.wrong(node, "rule-missing-key", key=name)
    for option in known.values() if check else ():
        if option.required and option.name not in given | meant:
            page.wrong(node, "rule-missing-option", key=option.name, check=check)


def _options(parts: Mapping[str, Node], check: str | None, page: Page) -> Mapping[str, object]:
    known = options.of(check) if check else {}
    return {name: options.read(option, parts[name], page) for name, option in known.items() if name in parts}


# ---------------------------------------------------------------- texts by language


def _message(node: Node | None, check: str | None, page: Page) -> Mapping[Language, str]:
    """Language to sentence."""
    if node is None:
        return {}
    if not isinstance(node, Entries) or not node.entries:
        page.wrong(node, "rule-message-not-a-map")
        return {}
    for _, value in node.entries:
        if isinstance(value, Scalar):
            _placeholders(value.text, value, check, page)
    return dict(_spoken(node, page))


def _why(node: Node | None, page: Page) -> Mapping[Language, str]:
    """Language to text; one text that names no language is for all of them."""
    if node is None:
        return {}
    if isinstance(node, Scalar):
        word = _text(node, page)
        return {"": word.strip()} if word else {}
    if not isinstance(node, Entries) or not node.entries:
        page.wrong(node, "rule-why-neither")
        return {}
    return dict(_spoken(node, page))


def _spoken(node: Entries, page: Page) -> Iterator[tuple[Language, str]]:
    known = tuple(sorted({*grammar.languages(), *wording.LANGUAGES}))
    for key, value in node.entries:
        if key.text not in known:
            page.unknown(key, "rule-unknown-language", key.text, known)
        sentence = options.text(value, page)
        if sentence is not None:
            yield key.text, sentence.strip()


def _placeholders(sentence: str, node: Node, check: str | None, page: Page) -> None:
    if check is None:
        return
    known = options.placeholders(check)
    for place in _BRACES.finditer(sentence):
        if place[1] not in known:
            page.unknown(node, "rule-unknown-placeholder", place[1] or place[0], known)


# ---------------------------------------------------------------- facts and dates


def _given(node: Node | None, page: Page) -> Facts | None:
    if node is None or (isinstance(node, Scalar) and not node.text):
        return None
    given, problems = facts.parse(node, page.path)
    page.problems.extend(problems)
    return given


def _day(node: Node | None, page: Page) -> dt.date | None:
    word = _text(node, page)
    day = dates.day(word) if word else None
    if node is not None and word and day is None:
        page.wrong(node, "rule-not-a-day", text=word)
    return day


def _since(node: Node | None, page: Page) -> str | None:
    word = _text(node, page)
    if node is not None and word and dates.parse(word) is None:
        page.wrong(node, "rule-not-a-day", text=word)
    return word
