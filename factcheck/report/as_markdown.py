"""A Report in, Markdown out: a summary and a table a draft, for a job summary, a merge request or an e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck import places
from factcheck.model import Reading, Report
from factcheck.report import as_text, cells, items, labels, posts
from factcheck.report.items import Item

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$&@])")
"""What Markdown, its tables and GitHub's mentions and entities could read as markup."""

SYMBOLS = {"error": "■", "warning": "▲", "note": "●"}


def write(report: Report) -> str:
    spoken = labels.language(report)
    return "\n".join(_lines(report, spoken)) + "\n"


def _lines(report: Report, spoken: str) -> Iterator[str]:
    yield "# factcheck"
    yield ""
    yield as_text.summary(report, spoken)
    for reading in items.readings(report):
        found = list(items.of_draft(report, reading))
        told = reading.posts if report.offices else ()
        if found or reading.not_checked or told:
            yield from ("", f"## {plain(reading.document.draft.path)}")
        if found:
            yield from ("", *_table(found, spoken))
        if reading.not_checked:
            yield from ("", f"**{labels.label('not-checked', spoken)}**", "", *_unchecked(reading))
        if told:
            yield from ("", f"**{labels.label('section-posts', spoken)}**", "", *_posts(report, reading, spoken))


def _table(found: list[Item], spoken: str) -> Iterator[str]:
    heads = ("line", "severity", "rule", "finding", "suggestion", "fact", "source")
    yield "| " + " | ".join(labels.label(f"column-{head}", spoken) for head in heads) + " |"
    yield "| ---: | --- | --- | --- | --- | --- | --- |"
    for item in found:
        yield "| " + " | ".join(_row(item, spoken)) + " |"


def _row(item: Item, spoken: str) -> Iterator[str]:
    found, fact = item.finding, item.finding.fact
    yield str(item.start)
    yield f"{SYMBOLS[found.severity]} {labels.label(found.severity, spoken)}"
    yield plain(found.rule)
    yield plain(found.message)
    yield plain(found.suggestion or "")
    yield plain(f"{fact.id} ({fact.origin.file}:{fact.origin.line})") if fact else ""
    yield f"<{item.source.url}>" if item.source and _address(item.source.url) else ""


def _unchecked(reading: Reading) -> Iterator[str]:
    lines = places.lines(reading.document.draft.source)
    for item in items.not_checked(reading):
        yield f"- {lines.place(item.span[0])}: {plain(labels.reason(reading, item))}"


def _posts(report: Report, reading: Reading, spoken: str) -> Iterator[str]:
    lines = places.lines(reading.document.draft.source)
    for post in reading.posts:
        told = posts.told(reading, post, items.source_of(report, post.fact), spoken)
        yield f"- {lines.place(post.span[0])}: {plain(told)}"


def _address(url: str) -> bool:
    return re.fullmatch(r"https?://[^\s<>|]+", url) is not None


def plain(text: str) -> str:
    """Words of a draft that stay words: no markup, no line end, nothing that a table or a link could be made of."""
    return _SPECIAL.sub(r"\\\1", cells.clean(text))
