"""Findings and people's reasons to live with them in, findings marked with a Waiver out: none is ever removed."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from factcheck import places
from factcheck.errors import Problem, UserError, problem
from factcheck.model import Finding, Reading, Report, Waiver
from factcheck.places import Lines

BASELINE_VERSION = 1
PRINT = 15
"""Characters of a fingerprint that name a finding: `v1:` and twelve hex digits. More are held to, fewer name nothing."""
_RECORDS = ("baseline", "decision")
"""Kinds that record what was there: they need no reason, and one that matches nothing any more is no fault."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A reason, and the findings it is for: one fingerprint, a rule's findings in these words, or a rule's findings on this line.

    `fact` is the version that the finding's fact had when the entry was written. `line` counts in the draft `waiver.file`.
    """

    waiver: Waiver
    fingerprint: str | None = None
    rule: str | None = None
    words: str | None = None
    line: int | None = None
    fact: str | None = None

    @property
    def key(self) -> Key:
        if self.fingerprint is not None:
            return (self.fingerprint[:PRINT],)
        return (self.rule or "", self.line if self.words is None else plain(self.words))


Key: TypeAlias = tuple[str] | tuple[str, str | int | None]
Index: TypeAlias = Mapping[Key, Sequence[Entry]]
Answer: TypeAlias = Literal["waived", "waiver-fact-changed", "waiver-expired", "waiver-undated"]
Match: TypeAlias = tuple[Finding, Entry, Answer]
Applied: TypeAlias = tuple[tuple[Reading, ...], tuple[Problem, ...]]


def fact_version(finding: Finding) -> str:
    """Eight hex digits that change when what the fact says changes: the form to print, or the dates between which it holds.

    A newer look at an unchanged source leaves them alone. Without a fact: the empty string.
    """
    if finding.fact is None:
        return ""
    said = "\0".join((finding.fact.id, finding.fact.valid, finding.suggestion or ""))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:8]


def apply(readings: Iterable[Reading], entries: Sequence[Entry], rules: Collection[str]) -> Applied:
    """The readings, their findings marked, and every warning: what suppressed nothing, and why.

    `entries` come from factcheck-ignore.yaml, baselines and decisions; those in the drafts are found here.
    `rules`: the ids of the run.
    """
    usable, problems = _known(entries, rules)
    index = _index(usable)
    used: set[Entry] = set()
    marked = []
    for reading in readings:
        own, faults = in_draft(reading)
        local, unknown = _known(own, rules)
        met = list(_matches(reading, _index(local), index))
        held = {id(finding): entry.waiver for finding, entry, answer in met if answer == "waived"}
        findings = tuple(replace(found, waiver=held.get(id(found), found.waiver)) for found in reading.findings)
        marked.append(replace(reading, findings=findings))
        used |= {entry for _, entry, _ in met}
        problems += [*faults, *unknown, *_doubts(met), *_idle(local, used)]
    problems += _idle((entry for entry in usable if entry.waiver.kind not in _RECORDS), used)
    return tuple(marked), tuple(sorted(set(problems)))


def matches(reading: Reading, entries: Iterable[Entry]) -> Iterator[Match]:
    """Every finding of the reading with each of these entries, or of the draft's own, that is for it, and what that does."""
    own, _ = in_draft(reading)
    yield from _matches(reading, _index(own), _index(entries))


def _known(entries: Iterable[Entry], rules: Collection[str]) -> tuple[list[Entry], list[Problem]]:
    usable, problems = [], []
    for entry in entries:
        if not entry.waiver.reason and entry.waiver.kind not in _RECORDS:
            problems.append(_complaint(entry, "waiver-no-reason"))
        elif entry.rule is not None and entry.rule not in rules:
            near = difflib.get_close_matches(entry.rule, sorted(rules), 1)
            code = "waiver-unknown-rule-near" if near else "waiver-unknown-rule"
            problems.append(_complaint(entry, code, rule=entry.rule, near="".join(near)))
        else:
            usable.append(entry)
    return usable, problems


def _complaint(entry: Entry, code: str, **values: str) -> Problem:
    return problem(entry.waiver.file, entry.waiver.line, 0, code, **values)


def _idle(entries: Iterable[Entry], used: Collection[Entry]) -> list[Problem]:
    return [_complaint(entry, "waiver-idle") for entry in entries if entry not in used]


def _index(entries: Iterable[Entry]) -> Index:
    index: dict[Key, list[Entry]] = {}
    for entry in entries:
        index.setdefault(entry.key, []).append(entry)
    return index


def _matches(reading: Reading, local: Index, common: Index) -> Iterator[Match]:
    """Every finding with the entries that are for it, until one holds: the draft's own first."""
    lines = places.lines(reading.document.draft.source)
    for finding in reading.findings:
        first, last = (lines.place(offset).line for offset in finding.span)
        here = [entry for line in sorted({first, last}) for entry in local.get((finding.rule, line), ())]
        printed = [entry for entry in common.get((finding.fingerprint[:PRINT],), ()) if _prints(entry, finding)]
        for entry in (*here, *printed, *common.get((finding.rule, plain(finding.text)), ())):
            answer = _judge(entry, finding, reading.date)
            yield finding, entry, answer
            if answer == "waived":
                break


def _prints(entry: Entry, finding: Finding) -> bool:
    return entry.fingerprint is not None and finding.fingerprint.startswith(entry.fingerprint)


def plain(text: str) -> str:
    """Words as people compare them: any blank is one space, both apostrophes are one."""
    return " ".join(text.replace("’", "'").split())


def _judge(entry: Entry, finding: Finding, day: date | None) -> Answer:
    """Whether the entry holds on the draft's own date. There is no other clock: an undated draft cannot show that it does."""
    if entry.fact is not None and entry.fact != fact_version(finding):
        return "waiver-fact-changed"
    if entry.waiver.until is None:
        return "waived"
    if day is None:
        return "waiver-undated"
    return "waived" if day <= entry.waiver.until else "waiver-expired"


def _doubts(matches: Iterable[Match]) -> Iterator[Problem]:
    """Entries that would have held but for a date or a changed fact, and those that could not tell if the fact changed."""
    for finding, entry, answer in matches:
        version = fact_version(finding)
        if answer != "waived":
            yield _complaint(entry, answer, until=str(entry.waiver.until or ""), fact=version, rule=finding.rule)
        elif version and entry.fact is None and entry.fingerprint is None:
            yield _complaint(entry, "waiver-no-fact", fact=version)


# ---------------------------------------------------------------- in the draft

_COMMENT = re.compile(r"<!--[ \t]{0,20}factcheck\b([^\n]{0,400}?)-->", re.IGNORECASE)
_INNER = re.compile(
    r"[ \t]*:[ \t]*ignore[ \t]+(?P<rule>[a-z][a-z0-9-]*)(?:[ \t]+fact:(?P<fact>[0-9a-f]{8}))?(?:[ \t]+(?P<reason>\S.*?))?[ \t]*"
)


def in_draft(reading: Reading) -> tuple[list[Entry], list[Problem]]:
    """The suppressions of a draft's own comments: for the line that a comment ends, or for the next line when it stands alone."""
    draft = reading.document.draft
    lines = places.lines(draft.source)
    entries, problems = [], []
    for comment in _COMMENT.finditer(draft.source):
        line = lines.place(comment.start()).line
        inner = _INNER.fullmatch(comment[1])
        if draft.text[comment.start() : comment.end()].strip():
            problems.append(problem(draft.path, line, 0, "waiver-not-here"))
        elif inner is None:
            problems.append(problem(draft.path, line, 0, "waiver-malformed"))
        else:
            waiver = Waiver("in-draft", inner["reason"] or "", draft.path, line)
            entries.append(Entry(waiver, rule=inner["rule"], line=_target(lines, line), fact=inner["fact"]))
    return entries, problems


def _target(lines: Lines, line: int) -> int:
    """The line itself when more than comments stands on it, else the next one of which that is true."""
    for number in range(line, len(lines.starts) + 1):
        start, end = lines.span(number)
        if _COMMENT.sub("", lines.text[start:end]).strip():
            return number
    return line


# ---------------------------------------------------------------- baselines


def baseline(report: Report) -> str:
    """The findings that count today, as a file that makes them not count tomorrow. Those already in the baseline stay in it."""
    kept = (
        {"fingerprint": found.fingerprint, "fact": fact_version(found), "rule": found.rule, "path": reading.document.draft.path}
        for reading in report.readings
        for found in reading.findings
        if found.waiver is None or found.waiver.kind == "baseline"
    )
    rows = sorted(kept, key=lambda row: (row["path"], row["rule"], row["fingerprint"]))
    return json.dumps({"version": BASELINE_VERSION, "findings": rows}, ensure_ascii=False, indent=1) + "\n"


def read_baseline(text: str, path: str) -> tuple[Entry, ...]:
    """What `baseline` wrote. Raises UserError."""
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError):
        loaded = None
    rows = loaded.get("findings") if isinstance(loaded, dict) and loaded.get("version") == BASELINE_VERSION else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) and isinstance(row.get("fingerprint"), str) for row in rows):
        raise UserError([problem(path, 0, 0, "waiver-not-baseline")])
    return tuple(_baseline_entry(row, path) for row in rows)


def _baseline_entry(row: Mapping[str, object], path: str) -> Entry:
    fact = row.get("fact")
    return Entry(Waiver("baseline", "", path), fingerprint=str(row["fingerprint"]), fact=fact if isinstance(fact, str) else None)


def as_before(findings: Iterable[Finding], where: str) -> tuple[Entry, ...]:
    """Entries for findings that were there before, at the revision `where`."""
    waiver = Waiver("baseline", "", where)
    return tuple(Entry(waiver, fingerprint=found.fingerprint, fact=fact_version(found)) for found in findings)
