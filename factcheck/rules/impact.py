"""A rule before and after a change and a corpus in, the findings that are new and those that are lost out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from factcheck import wording
from factcheck.model import Finding, Reading, Span
from factcheck.places import Place, lines

_AROUND = 40
"""Characters shown on either side of a finding."""

_Key: TypeAlias = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding with what stands around it, on one line."""

    path: str
    place: Place
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change of a rule does to a corpus. Hits in the order of their drafts."""

    new: tuple[Hit, ...]
    lost: tuple[Hit, ...]
    kept: int
    drafts: int


def compare(pairs: Iterable[tuple[Reading | None, Reading]], rule: str) -> Impact:
    """The findings of `rule` in each draft before (None: there was no such rule yet) and after."""
    new: list[Hit] = []
    lost: list[Hit] = []
    kept = drafts = 0
    for before, after in pairs:
        old, now = _spans(before, rule), _spans(after, rule)
        new += _hits(after, now - old)
        lost += _hits(after, old - now)
        kept, drafts = kept + len(now & old), drafts + 1
    return Impact(tuple(new), tuple(lost), kept, drafts)


def _spans(reading: Reading | None, rule: str) -> frozenset[Span]:
    found: tuple[Finding, ...] = reading.findings if reading else ()
    return frozenset(finding.span for finding in found if finding.rule == rule)


def _hits(reading: Reading, spans: Iterable[Span]) -> Iterator[Hit]:
    draft = reading.document.draft
    at = lines(draft.source)
    for start, end in sorted(spans):
        before, after = draft.source[max(0, start - _AROUND) : start], draft.source[end : end + _AROUND]
        yield Hit(draft.path, at.place(start), _flat(before), _flat(draft.source[start:end]), _flat(after))


def _flat(text: str) -> str:
    return "".join(" " if letter in "\r\n\t" else letter for letter in text)


def as_text(impact: Impact, language: str) -> str:
    """`+` a new hit, `-` a lost one, each with its place; then the counts."""
    rows = [f"{sign} {_place(hit)}: {hit.before}[[{hit.text}]]{hit.after}" for sign, hit in _signed(impact)]
    return "\n".join((*rows, _counts(impact, language))) + "\n"


def as_markdown(impact: Impact, language: str) -> str:
    """The same for a pull request: a heading and a list for the new and for the lost."""
    parts = [_counts(impact, language)]
    for code, hits in (("rules-impact-new", impact.new), ("rules-impact-lost", impact.lost)):
        if hits:
            rows = (f"- `{_place(hit)}`: {_plain(hit.before)}**{_plain(hit.text)}**{_plain(hit.after)}" for hit in hits)
            parts.append("\n".join((f"### {wording.say(code, language, {})}", "", *rows)))
    return "\n\n".join(parts) + "\n"


def _signed(impact: Impact) -> Iterator[tuple[str, Hit]]:
    yield from (("+", hit) for hit in impact.new)
    yield from (("-", hit) for hit in impact.lost)


def _place(hit: Hit) -> str:
    return f"{hit.path}:{hit.place}"


def _counts(impact: Impact, language: str) -> str:
    counts = {"new": len(impact.new), "lost": len(impact.lost), "kept": impact.kept, "drafts": impact.drafts}
    return wording.say("rules-impact-counts", language, {name: str(count) for name, count in counts.items()})


def _plain(text: str) -> str:
    """Text that Markdown takes for nothing else."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#&" else sign for sign in text)
