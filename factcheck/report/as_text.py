"""A Report in, what a person reads in a terminal out: each finding with the words marked, its fact and its source."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import Reading, Report, Severity
from factcheck.places import lines
from factcheck.report import cells, items, labels, posts
from factcheck.report.items import Item

COLOURS: dict[Severity, str] = {"error": "1;31", "warning": "1;33", "note": "1;36"}
_FAINT = "2"
_INDENT = "  "
_PLACES = 6
"""How many places a reason lists before it says how many more there are."""


def write(report: Report, colour: bool = False, width: int = 100) -> str:
    """Findings draft by draft, then what was not checked, then the summary. Colour only when asked for."""
    spoken = labels.language(report)
    return "".join(f"{line}\n" for line in _lines(report, spoken, colour, width))


def _lines(report: Report, spoken: str, colour: bool, width: int) -> Iterator[str]:
    for reading in items.readings(report):
        for item in items.of_draft(report, reading):
            yield from _finding(item, spoken, colour, width)
            yield ""
    for reading in items.readings(report):
        yield from _unchecked(reading, spoken)
    for reading in items.readings(report) if report.offices else ():
        yield from _posts(report, reading, spoken)
    yield summary(report, spoken)


def _posts(report: Report, reading: Reading, spoken: str) -> Iterator[str]:
    """Who holds what: a line for each person and office of the draft."""
    at = lines(reading.document.draft.source)
    for post in reading.posts:
        told = posts.told(reading, post, items.source_of(report, post.fact), spoken)
        yield f"{cells.clean(reading.document.draft.path)}:{at.place(post.span[0])}: {cells.clean(told)}"
    if reading.posts:
        yield ""


def _finding(item: Item, spoken: str, colour: bool, width: int) -> Iterator[str]:
    found = item.finding
    tint = COLOURS[found.severity] if colour else ""
    severity = paint(found.severity, tint)
    yield f"{cells.clean(item.path)}:{item.start}: {severity} {found.rule}: {cells.clean(found.message)}"
    yield from _excerpt(item, tint, width - len(_INDENT))
    for name, value in _grounds(item, spoken):
        yield f"{_INDENT}{paint(name, _FAINT if colour else '')} {cells.clean(value)}"


def _excerpt(item: Item, tint: str, width: int) -> Iterator[str]:
    """The line that the words start on, and marks beneath them. A finding over several lines is marked on its first."""
    row = cells.window(item.lines.text, item.lines.span(item.start.line), item.finding.span, width)
    shown = "".join(cell.shown for cell in row).rstrip()
    if shown:
        yield f"{_INDENT}{shown}"
        yield f"{_INDENT}{paint(cells.beneath(row, item.finding.span), tint)}"


def _grounds(item: Item, spoken: str) -> Iterator[tuple[str, str]]:
    found = item.finding
    if found.suggestion is not None:
        yield labels.label("suggestion", spoken), visible(found.suggestion)
    if found.fact:
        valid = [found.fact.valid.strip()] if found.fact.valid.strip() else []
        standing = [] if found.fact.standing == "firm" else [labels.label(f"standing-{found.fact.standing}", spoken)]
        place = f"{found.fact.origin.file}:{found.fact.origin.line}"
        yield labels.label("fact", spoken), ", ".join([f"{found.fact.id} ({place})", *valid, *standing])
    if item.source:
        as_of = f" ({labels.label('as-of', spoken, date=item.source.as_of.text)})" if item.source.as_of else ""
        yield labels.label("source", spoken), f"{item.source.url}{as_of}"


def visible(text: str) -> str:
    """Blanks that a reader could not see at the edge of a suggestion, or that are all of it, stand between marks."""
    return f"[{text}]" if text != text.strip() or not text else text


def _unchecked(reading: Reading, spoken: str) -> Iterator[str]:
    """Each reason once, with the places it holds for."""
    at = lines(reading.document.draft.source)
    reasons: dict[str, list[str]] = {}
    for item in items.not_checked(reading):
        reasons.setdefault(labels.reason(reading, item), []).append(str(at.place(item.span[0])))
    for reason, places in reasons.items():
        head = f"{cells.clean(reading.document.draft.path)}:{places[0]}"
        yield f"{head}: {labels.label('left', spoken, reason=cells.clean(reason))}{_elsewhere(places[1:], spoken)}"
    if reasons:
        yield ""


def _elsewhere(places: list[str], spoken: str) -> str:
    if not places:
        return ""
    more = [f"+{len(places) - _PLACES}"] if len(places) > _PLACES else []
    return f" ({labels.label('also-at', spoken)} {', '.join(places[:_PLACES] + more)})"


def summary(report: Report, spoken: str) -> str:
    """What counts, then what does not: a number for each, so that nothing is passed over."""
    counts = items.counts(report)
    named = {name: labels.label(f"count-{name.replace('_', '-')}", spoken) for name in counts}
    return " · ".join(f"{named[name]} {number}" for name, number in counts.items())


def paint(text: str, tint: str) -> str:
    return f"\x1b[{tint}m{text}\x1b[0m" if tint and text else text
