"""What reviewers decided in, a list in YAML or JSON; waiver entries, counts a rule, and the desk’s file with more in it out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast, get_args

from factcheck import waivers, yamlfile
from factcheck.errors import UserError
from factcheck.facts.page import Page
from factcheck.model import Severity, Waiver
from factcheck.yamlfile import Entries, Items, Node, Scalar

NAME = "factcheck-decisions.yaml"
EXPORT = "factcheck-decisions.json"
"""What the page calls the file that it gives."""

Verdict: TypeAlias = Literal["accepted", "rejected", "fact-wrong"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
REQUIRED = ("fingerprint", "verdict", "rule")
KEYS = ("fingerprint", "verdict", "rule", "words", "fact", "reason", "by")
"""In the order in which they are written."""

ENOUGH = 5
"""Decisions about a rule from which a share can be told."""
SHARE = 0.5
"""The share of a rule's findings that must be accepted."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One finding and what somebody made of it. `fact` is the version that its fact had then; empty: it stands on none."""

    fingerprint: str
    verdict: Verdict
    rule: str
    words: str
    fact: str
    reason: str
    by: str
    at: Scalar
    """The fingerprint, where it is written."""

    @property
    def key(self) -> Key:
        """A finding is decided on once for each version of its fact."""
        return self.fingerprint[: waivers.PRINT], self.fact


Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """How a rule fared. A wrong fact is no fault of the rule and counts on neither side."""

    accepted: int
    rejected: int

    @property
    def decided(self) -> int:
        return self.accepted + self.rejected


# ---------------------------------------------------------------- reading


def read(text: str, path: str) -> tuple[Decision, ...]:
    """The decisions of a file, in its order. Raises UserError with every problem, two that contradict each other among them."""
    page = Page(path)
    rows = _rows(text, page)
    found = tuple(made for row in rows.items if (made := _decision(row, page))) if rows else ()
    together = _together({}, found, path, page)
    if page.problems:
        raise UserError(page.problems)
    return tuple(together.values())


def _rows(text: str, page: Page) -> Items | None:
    node, problems = yamlfile.parse(text, page.path)
    page.problems.extend(fault for fault in problems if fault.code != "yaml-empty")  # a file of comments has no decision yet
    if node is not None and not isinstance(node, Items):
        page.wrong(node, "decisions-not-list")
    return node if isinstance(node, Items) else None


def _decision(row: Node, page: Page) -> Decision | None:
    if not isinstance(row, Entries):
        page.wrong(row, "decisions-not-entry")
        return None
    values = dict(_values(row, page))
    missing = [key for key in REQUIRED if not (key in values and values[key].text)]
    for key in missing:
        page.wrong(row, "decisions-missing", key=key)
    if missing:
        return None
    verdict, print_ = values["verdict"], values["fingerprint"]
    if verdict.text not in VERDICTS:
        page.unknown(verdict, "rule-not-one-of", verdict.text, VERDICTS)
    if len(print_.text) < waivers.PRINT:
        page.wrong(print_, "decisions-short", length=waivers.PRINT)
    said = {key: " ".join(value.text.split()) for key, value in values.items()}
    words, fact, reason, by = (said.get(key, "") for key in ("words", "fact", "reason", "by"))
    return Decision(said["fingerprint"], cast(Verdict, verdict.text), said["rule"], words, fact, reason, by, print_)


def _values(row: Entries, page: Page) -> Iterator[tuple[str, Scalar]]:
    for key, value in row.entries:
        if key.text not in KEYS:
            page.unknown(key, "rule-unknown-key", key.text, KEYS)
        elif isinstance(value, Scalar):
            yield key.text, value
        else:
            page.wrong(value, "rule-not-text")


def _together(known: Mapping[Key, Decision], found: Iterable[Decision], path: str, page: Page) -> Mapping[Key, Decision]:
    """The decisions of the file `path` and those not among them. One that another contradicts is a problem of the page."""
    together = dict(known)
    for made in found:
        other = together.setdefault(made.key, made)
        if other.verdict != made.verdict:
            place = f"{path}:{other.at.line}"
            page.wrong(made.at, "decisions-contradict", rule=made.rule, verdict=made.verdict, other=other.verdict, place=place)
    return together


# ---------------------------------------------------------------- what follows from them


def entries(decisions: Iterable[Decision], path: str) -> tuple[waivers.Entry, ...]:
    """A waiver for each finding whose last decision was that it is none, or that its fact is wrong."""
    last = {made.fingerprint[: waivers.PRINT]: made for made in decisions}
    return tuple(_entry(made, path) for made in last.values() if made.verdict != "accepted")


def _entry(made: Decision, path: str) -> waivers.Entry:
    waiver = Waiver("decision", made.reason, path, made.at.line, made.by or None)
    return waivers.Entry(waiver, made.fingerprint, fact=made.fact or None)


def tally(decisions: Iterable[Decision]) -> Mapping[str, Tally]:
    """The counts of each rule that was decided on."""
    verdicts: dict[str, list[str]] = {}
    for made in decisions:
        verdicts.setdefault(made.rule, []).append(made.verdict)
    return {rule: Tally(given.count("accepted"), given.count("rejected")) for rule, given in verdicts.items()}


def milder(severity: Severity, counted: Tally) -> Severity | Literal["off"] | None:
    """The severity that a rule below the bar should have. None: it is above, or too little has been decided."""
    if counted.decided < ENOUGH or counted.accepted >= SHARE * counted.decided:
        return None
    below: Mapping[Severity, Severity | Literal["off"]] = {"error": "warning", "warning": "note", "note": "off"}
    return below[severity]


# ---------------------------------------------------------------- applying


def merge(text: str, path: str, export: str, export_path: str) -> tuple[str, int]:
    """The desk's file with the decisions that it did not have yet at its end, and how many these are.

    What stands there stays as it is, comments and all. Raises UserError for a decision that contradicts one that stands there.
    """
    known = {made.key: made for made in read(text, path)}
    page = Page(export_path)
    together = _together(known, read(export, export_path), path, page)
    margin = _margin(text, path, page)
    if page.problems:
        raise UserError(page.problems)
    new = sorted((together[key] for key in together.keys() - known.keys()), key=lambda made: (made.rule, made.words, made.key))
    kept = text if not text or text.endswith("\n") else f"{text}\n"
    return kept + "".join(f"{margin}{line}\n" for made in new for line in _lines(made)), len(new)


def _margin(text: str, path: str, page: Page) -> str:
    """The blanks before the dashes of the list; a list in brackets has none, and cannot be added to."""
    node, _ = yamlfile.parse(text, path)
    if node is None:
        return ""
    if not text.splitlines()[node.line - 1][node.column - 1 :].startswith("-"):
        page.wrong(node, "decisions-brackets", path=path)
    return " " * (node.column - 1)


_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(:[A-Za-z0-9_-]+)*")


def _lines(made: Decision) -> Sequence[str]:
    values = [(key, getattr(made, key)) for key in KEYS]
    rows = [f"{key}: {_scalar(value)}" for key, value in values if value]
    return [f"{'  ' if number else '- '}{row}" for number, row in enumerate(rows)]


def _scalar(value: str) -> str:
    """As it is where nobody could read it otherwise; else between quotation marks, with what cannot be seen written out."""
    if _PLAIN.fullmatch(value):
        return value
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in json.dumps(value, ensure_ascii=False))
