"""A Report in, one self-contained page out: the draft with its marks on the left, a card a finding on the right."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from factcheck import places
from factcheck.model import NotChecked, Post, Reading, Report, Source, Span
from factcheck.report import cards, items, labels, marked, page, verdicts
from factcheck.report.items import SEVERITIES, Item
from factcheck.report.marked import Layer
from factcheck.report.markup import Markup, element

_SHORT = 8
"""Hex digits of a content hash at the head of the page."""

_KNOWN_FORMS = ("name", "short", "also", "demonym", "capital")
"""The forms of a mention that are right as they stand."""


def write(report: Report) -> str:
    spoken = labels.language(report)
    sheets = [_sheet(report, reading, number) for number, reading in enumerate(items.readings(report), 1)]
    drafts = [_draft(sheet, spoken) for sheet in sheets]
    parts = (_masthead(report, spoken), element("main", *drafts), verdicts.bar(spoken), _colophon(report, spoken), page.script())
    return page.whole(_title(report, spoken), parts, spoken)


def _title(report: Report, spoken: str) -> str:
    paths = [reading.document.draft.path for reading in items.readings(report)]
    return f"factcheck · {paths[0] if len(paths) == 1 else labels.label('drafts', spoken, number=len(paths))}"


# ---------------------------------------------------------------- above and below


def _masthead(report: Report, spoken: str) -> Markup:
    counts = items.counts(report)
    shown = ("error", "warning", "note", "not_checked", "suppressed", "assertions")
    cells = [_count(name, counts[name], spoken) for name in shown]
    index = _index(report, spoken) if len(report.readings) > 1 else ""
    return element(
        "header",
        element("h1", "factcheck", class_="wordmark"),
        element("ul", *cells, class_="counts"),
        element("p", element("a", *_stands_on(report, spoken), href="#inputs"), class_="stands-on"),
        index,
        _filters(report, spoken),
        class_="masthead",
    )


def _stands_on(report: Report, spoken: str) -> Iterator[str]:
    """Enough of each hash to tell two pages apart; the whole ones stand at the foot."""
    given = report.inputs
    yield f"factcheck {given.factcheck}"
    for name, value in (("rules", given.rules), ("facts", given.facts), ("grammars", given.grammars)):
        yield f" · {labels.label(f'input-{name}', spoken)} "
        yield element("code", value.removeprefix("sha256:")[:_SHORT])


def _count(name: str, number: int, spoken: str) -> Markup:
    symbol = next((cards.SYMBOLS[severity] for severity in SEVERITIES if severity == name), "")
    label = labels.label(f"count-{name.replace('_', '-')}", spoken)
    mark = element("span", symbol, " ", aria_hidden="true") if symbol else ""
    return element("li", element("b", str(number)), " ", mark, label, class_=name.replace("_", "-"))


def _index(report: Report, spoken: str) -> Markup:
    """The drafts of the page, each with what was found in it."""
    rows = []
    for number, reading in enumerate(items.readings(report), 1):
        found = [item.finding.severity for item in items.of_draft(report, reading)]
        tally = [f"{cards.SYMBOLS[severity]} {found.count(severity)}" for severity in SEVERITIES if severity in found]
        link = element("a", reading.document.draft.path, href=f"#d{number}")
        rows.append(element("li", link, " ", element("span", "  ".join(tally))))
    return element("nav", element("ol", *rows), aria_label=labels.label("count-drafts", spoken))


def _filters(report: Report, spoken: str) -> Markup | str:
    """Buttons that the page's script shows: without it they could do nothing."""
    found = [item.finding for item in items.every(report)]
    if not found:
        return ""
    severities = [severity for severity in SEVERITIES if any(one.severity == severity for one in found)]
    categories = sorted({one.category for one in found})
    buttons = [_button("severity", name, f"{cards.SYMBOLS[name]} {labels.label(name, spoken)}") for name in severities]
    buttons += [_button("category", name, labels.label(f"category-{name}", spoken)) for name in categories]
    keys = element("span", element("kbd", "n"), " ", element("kbd", "p"), f" {labels.label('keys', spoken)}", class_="keys")
    return element("div", *buttons, keys, class_="filters", role="group", aria_label=labels.label("show", spoken), hidden=True)


def _button(kind: str, name: str, label: str) -> Markup:
    return element("button", label, type="button", aria_pressed="true", data_filter=kind, data_value=name)


def _colophon(report: Report, spoken: str) -> Markup:
    """Version and content hashes: with the same, anybody gets the same page."""
    given = report.inputs
    rows = (("factcheck", given.factcheck), ("rules", given.rules), ("facts", given.facts), ("grammars", given.grammars))
    shown = [_input(labels.label(f"input-{name}", spoken), value) for name, value in rows]
    warnings = [element("li", warning) for warning in report.warnings]
    faults = [element("h2", labels.label("warnings", spoken)), element("ul", *warnings)] if warnings else []
    about = (element("h2", labels.label("inputs", spoken)), element("dl", *shown))
    return element("footer", *faults, *about, class_="colophon", id="inputs")


def _input(label: str, value: str) -> Markup:
    return element("div", element("dt", label), element("dd", element("code", value)))


# ---------------------------------------------------------------- one draft


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A draft as the page has it: its number, and its findings and unchecked places with the number that each goes by."""

    reading: Reading
    number: int
    found: tuple[tuple[str, Item], ...]
    unchecked: tuple[tuple[str, NotChecked], ...]
    waived: tuple[Item, ...]
    posts: tuple[tuple[Post, Source | None], ...] = ()
    """Who holds what, each with the source of its fact."""

    def card(self, count: str) -> str:
        return f"f{self.number}-{count}"

    def left(self, count: str) -> str:
        return f"u{self.number}-{count}"


def _sheet(report: Report, reading: Reading, number: int) -> _Sheet:
    found = tuple((str(count), item) for count, item in enumerate(items.of_draft(report, reading), 1))
    unchecked = tuple((str(count), item) for count, item in enumerate(items.not_checked(reading), 1))
    told = tuple((post, items.source_of(report, post.fact)) for post in reading.posts)
    return _Sheet(reading, number, found, unchecked, tuple(items.of_draft(report, reading, waived=True)), told)


def _draft(sheet: _Sheet, spoken: str) -> Markup:
    reading = sheet.reading
    layers = [Layer(item.finding.span, item.finding.severity, sheet.card(count), count) for count, item in sheet.found]
    layers += [Layer(item.span, marked.UNCHECKED, sheet.left(count), "") for count, item in sheet.unchecked]
    lines = marked.lines(reading.document.draft, layers)
    shown = element("div", *lines, class_="draft", lang=reading.document.language or None)
    return element(
        "section",
        heading(reading, spoken),
        element(
            "div",
            element("div", shown, _speech(reading, spoken), _posts(sheet, spoken)),
            element("div", *_sections(sheet, spoken), class_="cards"),
            class_="sheet",
        ),
        id=f"d{sheet.number}",
    )


def _speech(reading: Reading, spoken: str) -> Markup | str:
    """Who is said to have said what, folded away: what every attribution check stands on."""
    if not reading.assertions:
        return ""
    lines = places.lines(reading.document.draft.source)
    rows = [cards.speech(reading, said, spoken, lines) for said in items.speech(reading)]
    summary = element("summary", f"{labels.label('count-assertions', spoken)} ({len(rows)})")
    return element("details", summary, element("ol", *rows), class_="speech")


def _posts(sheet: _Sheet, spoken: str) -> Markup | str:
    """Who holds what by the facts, folded away: that nothing was objected does not say that anything is known."""
    if not sheet.posts:
        return ""
    lines = places.lines(sheet.reading.document.draft.source)
    rows = [cards.post(sheet.reading, told, source, spoken, lines) for told, source in sheet.posts]
    summary = element("summary", f"{labels.label('section-posts', spoken)} ({len(rows)})")
    return element("details", summary, element("ol", *rows), class_="speech posts")


def heading(reading: Reading, spoken: str) -> Markup:
    date = labels.label("dated", spoken, date=reading.date.isoformat()) if reading.date else labels.label("undated", spoken)
    about = " · ".join(part for part in (reading.document.language, date) if part)
    return element("div", element("h2", reading.document.draft.path), element("p", about), class_="heading")


def _sections(sheet: _Sheet, spoken: str) -> Iterator[Markup]:
    """What must be mended, what must be verified, what may be looked at; then all that was neither."""
    for severity in SEVERITIES:
        chosen = [(count, item) for count, item in sheet.found if item.finding.severity == severity]
        made = [cards.card(item, count, sheet.card(count), spoken) for count, item in chosen]
        yield from _section(f"section-{severity}", made, spoken)
    if not sheet.found:
        yield element("p", labels.label("nothing-found", spoken), class_="nothing")
    lines = places.lines(sheet.reading.document.draft.source)
    left = [cards.unchecked(sheet.reading, item, sheet.left(count), lines) for count, item in sheet.unchecked]
    yield from _section("section-not-checked", left, spoken, "ul")
    yield from _section("section-suppressed", [cards.waived(item, spoken) for item in sheet.waived], spoken, "ul")
    yield from _section("section-known", _known(sheet.reading), spoken, "ul")


def _section(code: str, inside: Sequence[Markup], spoken: str, around: str = "div") -> Iterator[Markup]:
    if inside:
        yield element("section", element("h3", labels.label(code, spoken)), element(around, *inside), class_=code)


def _known(reading: Reading) -> list[Markup]:
    """Names that the facts know and no finding is about: each once, in the order of the draft."""
    touched = _touched(reading)
    known: dict[tuple[str, str], None] = {}
    for mention in sorted(reading.mentions, key=lambda mention: mention.span):
        if mention.form in _KNOWN_FORMS and mention.ids and not touched(mention.span):
            known[items.words(reading, mention.span), mention.ids[0]] = None
    return [element("li", words, " ", element("code", name)) for words, name in known]


def _touched(reading: Reading) -> Callable[[Span], bool]:
    """Whether a span shares a character with a finding, by bisection."""
    spans = sorted(finding.span for finding in reading.findings)
    starts = [start for start, _ in spans]
    ends = list(accumulate((end for _, end in spans), max))

    def touches(span: Span) -> bool:
        before = bisect_left(starts, span[1])
        return before > 0 and ends[before - 1] > span[0]

    return touches
