"""A finding in, its card of the page out: what the draft says, what the facts say, until when, from where, by which rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.model import Assertion, Confidence, NotChecked, Post, Reading, Severity, Source, Span, Waiver
from factcheck.places import Lines
from factcheck.report import items, labels, posts, verdicts
from factcheck.report.as_text import visible
from factcheck.report.items import Item
from factcheck.report.markup import Markup, element, join, text

SYMBOLS: dict[Severity, str] = {"error": "■", "warning": "▲", "note": "●"}
_DOTS: dict[Confidence, str] = {"high": "●●●", "medium": "●●○", "low": "●○○"}
_PRINT = 19
"""Characters of a fingerprint that are shown: enough to name the finding to `explain` and in factcheck-ignore.yaml."""
_EXCERPT = 240
"""Characters that are quoted of a place that was not checked, and of reported speech."""


def card(item: Item, number: str, name: str, spoken: str) -> Markup:
    """`name` is its id in the page, `number` what stands for it in the draft."""
    found = item.finding
    rows = [*_said(item, spoken), *_known(item, spoken), *_speaker(item, spoken), *_rule(item, spoken)]
    return element(
        "article",
        _head(item, number, name, spoken),
        element("p", found.message, class_="message", lang=item.reading.document.language or None),
        element("dl", *rows),
        verdicts.buttons(item, spoken),
        id=name, class_=f"card {found.severity}", data_severity=found.severity, data_category=found.category, tabindex="-1",
    )  # fmt: skip


def _head(item: Item, number: str, name: str, spoken: str) -> Markup:
    found = item.finding
    confidence = labels.label("confidence", spoken, level=labels.label(f"confidence-{found.confidence}", spoken))
    severity = element("span", SYMBOLS[found.severity], aria_hidden="true"), f" {labels.label(found.severity, spoken)}"
    dots = element("span", _DOTS[found.confidence], aria_hidden="true", class_="dots")
    return element(
        "h4",
        element("a", number, href=f"#m-{name}", class_="number", title=labels.label("to-draft", spoken)),
        element("span", *severity, class_="severity"),
        element("span", labels.label(f"category-{found.category}", spoken), class_="category"),
        element("span", confidence, " ", dots, class_="confidence"),
    )


def _row(label: str, *inside: str, class_: str | None = None) -> Markup:
    return element("div", element("dt", label), element("dd", *inside), class_=class_)


def _said(item: Item, spoken: str) -> Iterator[Markup]:
    place = element("span", f"{item.start}", class_="place")
    words = element("q", visible(" ".join(item.finding.text.split("\n"))), lang=item.reading.document.language or None)
    yield _row(labels.label("draft-says", spoken), words, " ", place, class_="says")
    if item.finding.suggestion is not None and item.finding.fact is None:
        yield _row(labels.label("suggested", spoken), element("q", visible(item.finding.suggestion)), class_="print-this")


def _known(item: Item, spoken: str) -> Iterator[Markup]:
    fact = item.finding.fact
    if fact is None:
        return
    if item.finding.suggestion is not None:
        words = element("q", visible(item.finding.suggestion), lang=item.reading.document.language or None)
        yield _row(labels.label("facts-say", spoken), words, class_="print-this")
    origin = element("code", f"{fact.id} · {fact.origin.file}:{fact.origin.line}")
    yield _row(labels.label("on-file", spoken), origin)
    if fact.valid.strip():
        yield _row(labels.label("valid", spoken), fact.valid.strip())
    yield from _source(item, spoken)


def _source(item: Item, spoken: str) -> Iterator[Markup]:
    """An address is a link only when it is one of the web: facts files are edited by hand."""
    fact, source = item.finding.fact, item.source
    standing = labels.label(f"standing-{fact.standing}", spoken) if fact else ""
    doubt = element("span", standing, class_=f"standing {fact.standing if fact else ''}")
    if source is None:
        yield _row(labels.label("from", spoken), doubt)
        return
    as_of = f" {labels.label('as-of', spoken, date=source.as_of.text)}" if source.as_of else ""
    yield _row(labels.label("from", spoken), link(source.url), as_of, " · ", doubt)


def link(url: str) -> Markup:
    if not re.match(r"https?://", url):
        return text(url)
    return element("a", url, href=url, class_="source", rel="noopener noreferrer")


def _speaker(item: Item, spoken: str) -> Iterator[Markup]:
    if item.said is not None:
        yield _row(labels.label("speaker", spoken), who(item.reading, item.said, spoken))


def who(reading: Reading, said: Assertion, spoken: str) -> Markup:
    """The speaker, by the fullest name the draft gives and the id that the facts have for it, and the words of saying."""
    cue = element("q", items.words(reading, said.cue.span))
    if said.speaker is None:
        return join([labels.label("nobody", spoken), ", ", cue])
    name = said.speaker.name or items.words(reading, said.speaker.span)
    entity = [" ", element("code", said.speaker.entity)] if said.speaker.entity else []
    return join([name, *entity, ", ", cue])


def _rule(item: Item, spoken: str) -> Iterator[Markup]:
    found, rule = item.finding, item.rule
    about = [element("code", f"{found.rule} · {found.rule_file}:{found.rule_line}")]
    if rule and rule.owner:
        about.append(text(f" · {rule.owner}"))
    if rule and rule.link:
        about += [text(" · "), link(rule.link)]
    if rule and (why := labels.why(rule, spoken)):
        yield _row(labels.label("why", spoken), " ".join(why.split()), class_="why")
    about.append(element("code", found.fingerprint[:_PRINT], class_="fingerprint", title=found.fingerprint))
    yield _row(labels.label("rule", spoken), *about, class_="record")


def speech(reading: Reading, said: Assertion, spoken: str, lines: Lines, name: str | None = None) -> Markup:
    """`name` is its id in the page, where the draft has an anchor for it."""
    place = element("a" if name else "span", str(lines.place(said.span[0])), href=f"#m-{name}" if name else None, class_="place")
    language = reading.document.language or None
    words = [element("p", _excerpt(reading, span), class_="words", lang=language) for span in said.content]
    about = element("p", place, " ", who(reading, said, spoken), " ", element("code", f"{said.kind} · {said.cue.polarity}"))
    return element("li", about, *words, id=name)


def post(reading: Reading, told: Post, source: Source | None, spoken: str, lines: Lines) -> Markup:
    """Who holds what: the answer, the line of the facts and where that comes from."""
    fits = told.status == "former" and told.elapsed == "before"
    answer = element("strong", posts.verdict(reading, told, spoken), class_="held" if fits else told.answer)
    head = element("p", element("span", str(lines.place(told.span[0])), class_="place"), " ", posts.named(told), " · ", answer)
    if told.fact is None:
        return element("li", head)
    standing = "" if told.fact.standing in ("firm", "stale") else labels.label(f"standing-{told.fact.standing}", spoken)
    as_of = labels.label("as-of", spoken, date=source.as_of.text) if source and source.as_of else ""
    parts = (told.fact.valid.strip(), standing, link(source.url) if source else "", as_of)
    origin = element("code", f"{told.fact.id} · {told.fact.origin.file}:{told.fact.origin.line}")
    record = [piece for part in parts if part for piece in (" · ", part)]
    return element("li", head, element("p", origin, *record, class_="record"))


def _excerpt(reading: Reading, span: Span) -> str:
    words = reading.document.text[span[0] : min(span[1], span[0] + _EXCERPT)]
    return " ".join(words.split()) + ("…" if span[1] - span[0] > _EXCERPT else "")


def unchecked(reading: Reading, item: NotChecked, name: str, lines: Lines) -> Markup:
    """A place about which nothing could be said, and why."""
    place = element("a", str(lines.place(item.span[0])), href=f"#m-{name}", class_="place")
    quoted = element("q", _excerpt(reading, item.span), lang=reading.document.language or None)
    return element("li", place, " ", quoted, element("p", labels.reason(reading, item)), id=name)


def waived(item: Item, spoken: str) -> Markup:
    """A finding that does not count, with the reason that somebody gave."""
    found, waiver = item.finding, item.finding.waiver
    about = [] if waiver is None else [labels.waiver(waiver, spoken), waiver.owner or "", _until(waiver, spoken), _file(waiver)]
    return element(
        "li",
        element("span", f"{item.start}", class_="place"), " ", element("q", " ".join(found.text.split())),
        element("p", found.message),
        element("p", " · ".join(part for part in about if part), class_="reason"),
        element("p", element("code", f"{found.rule} · {found.fingerprint[:_PRINT]}"), class_="record"),
    )  # fmt: skip


def _until(waiver: Waiver, spoken: str) -> str:
    return labels.label("until", spoken, date=waiver.until) if waiver.until else ""


def _file(waiver: Waiver) -> str:
    return f"{waiver.file}:{waiver.line}" if waiver.line else waiver.file
