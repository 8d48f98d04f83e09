"""A Report in, its findings out with all that a writer prints of them, in the order of path, span and rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factcheck import places
from factcheck.model import Assertion, FactUse, Finding, NotChecked, Reading, Report, Rule, Severity, Source, Span
from factcheck.places import Lines, Place

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""The worst first."""

MEMORY = "memory"
"""The source that verifies nothing: no address, no date."""


@dataclass(frozen=True, slots=True)
class Item:
    """A finding where it stands. `rule` is None for a rule that the report doesn't hold, `source` for a fact from memory."""

    reading: Reading
    finding: Finding
    lines: Lines
    rule: Rule | None
    source: Source | None
    said: Assertion | None
    """The reported speech that the finding is about."""

    @property
    def path(self) -> str:
        return self.reading.document.draft.path

    @property
    def start(self) -> Place:
        return self.lines.place(self.finding.span[0])

    @property
    def end(self) -> Place:
        return self.lines.place(self.finding.span[1])


def readings(report: Report) -> list[Reading]:
    """In the order of their paths."""
    return sorted(report.readings, key=lambda reading: reading.document.draft.path)


def of_draft(report: Report, reading: Reading, waived: bool = False) -> Iterator[Item]:
    """The findings of one draft that count, or with `waived` those that do not."""
    lines = places.lines(reading.document.draft.source)
    said = {assertion.id: assertion for assertion in reading.assertions}
    for finding in sorted(reading.findings, key=lambda finding: (finding.span, finding.rule, finding.fingerprint)):
        if (finding.waiver is not None) == waived:
            rule = report.rules.get(finding.rule)
            yield Item(reading, finding, lines, rule, source(report, finding), said.get(finding.assertion or ""))


def speech(reading: Reading) -> list[Assertion]:
    return sorted(reading.assertions, key=lambda said: (said.span, said.content, said.id))


def not_checked(reading: Reading) -> list[NotChecked]:
    return sorted(reading.not_checked, key=lambda item: (item.span, item.reason, sorted(item.values.items())))


def every(report: Report, waived: bool = False) -> Iterator[Item]:
    for reading in readings(report):
        yield from of_draft(report, reading, waived)


def source(report: Report, finding: Finding) -> Source | None:
    """The first source of the finding's fact that is more than memory."""
    return source_of(report, finding.fact)


def source_of(report: Report, fact: FactUse | None) -> Source | None:
    """The first source of a fact that is more than memory."""
    names = fact.origin.sources if fact else ()
    known = (report.sources.get(name) for name in names if name != MEMORY)
    return next((found for found in known if found), None)


def counts(report: Report) -> Mapping[str, int]:
    """The summary: what counts by severity, and how much was neither checked nor counted."""
    findings = [finding for reading in report.readings for finding in reading.findings]
    standing = [finding.severity for finding in findings if finding.waiver is None]
    return {
        "drafts": len(report.readings),
        "assertions": sum(len(reading.assertions) for reading in report.readings),
        **{severity: standing.count(severity) for severity in SEVERITIES},
        "not_checked": sum(len(reading.not_checked) for reading in report.readings),
        "suppressed": len(findings) - len(standing),
    }


def words(reading: Reading, span: Span) -> str:
    """The words of the draft at `span`, as the file has them."""
    return reading.document.draft.source[span[0] : span[1]]
