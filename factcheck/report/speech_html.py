"""Readings in, a self-contained page of their reported speech out: the draft with its parts marked, beside who said what."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck import places
from factcheck.model import Assertion, Reading
from factcheck.report import as_html, cards, items, labels, marked, page
from factcheck.report.marked import Layer
from factcheck.report.markup import Markup, element
from factcheck.wording import LANGUAGES


def write(readings: Sequence[Reading]) -> str:
    spoken = _shared(readings)
    sections = [_section(reading, number, spoken) for number, reading in enumerate(readings, 1)]
    paths = [reading.document.draft.path for reading in readings]
    title = f"factcheck · {paths[0] if len(paths) == 1 else labels.label('drafts', spoken, number=len(paths))}"
    return page.whole(title, (_masthead(readings, spoken), element("main", *sections)), spoken)


def _shared(readings: Sequence[Reading]) -> str:
    """The language of all the drafts, if there is one that has labels."""
    found = {reading.document.language for reading in readings}
    (only,) = found if len(found) == 1 else (labels.DEFAULT,)
    return only if only in LANGUAGES else labels.DEFAULT


def _masthead(readings: Sequence[Reading], spoken: str) -> Markup:
    counts = {
        "assertions": sum(len(reading.assertions) for reading in readings),
        "not-checked": sum(len(reading.not_checked) for reading in readings),
    }
    shown = [
        element("li", element("b", str(number)), " ", labels.label(f"count-{name}", spoken), class_=name)
        for name, number in counts.items()
    ]
    key = [element("li", element("span", labels.label(f"part-{part}", spoken), class_=part)) for part in marked.PARTS]
    return element(
        "header",
        element("h1", "factcheck", class_="wordmark"),
        element("ul", *shown, class_="counts"),
        element("ul", *key, class_="counts said"),
        class_="masthead",
    )


def _section(reading: Reading, number: int, spoken: str) -> Markup:
    draft = reading.document.draft
    layers = [layer for said in items.speech(reading) for layer in _layers(said, number)]
    layers += [
        Layer(left.span, marked.UNCHECKED, f"u{number}-{count}", "") for count, left in enumerate(items.not_checked(reading), 1)
    ]
    shown = element("div", *marked.lines(draft, layers), class_="draft said", lang=reading.document.language or None)
    return element(
        "section",
        as_html.heading(reading, spoken),
        element("div", shown, element("div", *_rows(reading, number, spoken), class_="cards"), class_="sheet"),
        id=f"d{number}",
    )


def _layers(said: Assertion, number: int) -> list[Layer]:
    parts = [(span, "content") for span in said.content] + [(said.cue.span, "cue")]
    parts += [(said.speaker.span, "speaker")] if said.speaker else []
    parts += [(said.when.span, "when")] if said.when else []
    return [Layer(span, part, f"a{number}-{said.id}", "") for span, part in parts if span[0] < span[1]]


def _rows(reading: Reading, number: int, spoken: str) -> list[Markup]:
    lines = places.lines(reading.document.draft.source)
    said = [cards.speech(reading, one, spoken, lines, name=f"a{number}-{one.id}") for one in items.speech(reading)]
    left = [cards.unchecked(reading, one, f"u{number}-{count}", lines) for count, one in enumerate(items.not_checked(reading), 1)]
    rows = (
        [element("ol", *said, class_="speech")]
        if said
        else [element("p", labels.label("nothing-said", spoken), class_="nothing")]
    )
    if left:
        rows.append(element("section", element("h3", labels.label("section-not-checked", spoken)), element("ul", *left)))
    return rows
