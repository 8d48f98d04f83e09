"""HTML in, a Draft out: tags blanked, blocks parted by line ends, entities decoded in their place."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator

from factcheck import dates
from factcheck.draft import lines
from factcheck.model import Draft

_FILLER = "\u00ad"
"""Stands for the rest of an entity inside a word: a soft hyphen, which every reader of words leaves out."""

_START = re.compile(r"<(?=[a-zA-Z/!?])|&(?=[#a-zA-Z])")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_TAG_END = re.compile(r"(?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_DATED = re.compile(r"<(?:meta|time)\b[^<>]*>", re.I)
_ATTRIBUTE = re.compile(r"([a-zA-Z:-]{1,40})\s*=\s*(?:\"([^\"]{0,200})\"|'([^']{0,200})')")

_SILENT = frozenset(
    ["head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "textarea", "select", "code", "pre"]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_PUBLISHED = frozenset(("article:published_time", "date", "dc.date", "dcterms.date", "datepublished", "pubdate"))


def read(path: str, source: str) -> Draft:
    language, date = None, None
    parts: list[str] = []
    place = 0
    for start, end, name, text in _markup(source):
        parts += [source[place:start].replace("\r", " ").replace("\n", " "), text]
        place = end
        if name in ("html", "article", "body"):
            language = language or _attributes(source[start:end]).get("lang", "")[:2].lower() or None
        elif name in ("head", "meta", "time"):
            date = date or next(_published(source[start:end]), None)
    parts.append(source[place:].replace("\r", " ").replace("\n", " "))
    return Draft(path=path, source=source, text=lines.plain("".join(parts)), language=language, date=date)


def _published(markup: str) -> Iterator[dt.date]:
    for tag in _DATED.findall(markup):
        said = _attributes(tag)
        named = said.get("property", said.get("name", said.get("itemprop", "")))
        if named.lower() in _PUBLISHED and (day := dates.day(said.get("content", said.get("datetime", ""))[:10])):
            yield day


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(tag[:2000])}


def _markup(source: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, tag name, what stands in its place) of every tag, comment, silent element and entity.

    A quotation mark that is never closed is believed once: after it, a tag ends at the next `>`. So time stays linear.
    """
    place, trusting = 0, True
    while found := _START.search(source, place):
        start = found.start()
        if source[start] == "&":
            entity = _ENTITY.match(source, start)
            place = entity.end() if entity else start + 1
            if entity:
                yield start, place, "", _decoded(entity[0])
            continue
        tag = _TAG_END.match(source, start + 1) if trusting and not source.startswith("<!--", start) else None
        trusting = trusting and (tag is not None or source.startswith("<!--", start))
        place = tag.end() if tag else _after(source, "-->" if source.startswith("<!--", start) else ">", start)
        name = _name(source, start)
        if name in _SILENT and not source.startswith("</", start):
            place = _end_of_element(source, name, place)
        yield start, place, name, _blank(place - start, name)


def _name(source: str, start: int) -> str:
    found = _NAME.match(source, start)
    return found[1].lower() if found else ""


def _after(source: str, mark: str, start: int) -> int:
    end = source.find(mark, start)
    return end + len(mark) if end >= 0 else len(source)


def _end_of_element(source: str, name: str, start: int) -> int:
    close = re.compile(rf"</{name}\b", re.I).search(source, start)
    return _after(source, ">", close.end()) if close else len(source)


def _blank(length: int, name: str) -> str:
    return " " * length if name in _INLINE or not name else "\n" + " " * (length - 1)


def _decoded(entity: str) -> str:
    """The character that an entity means, at its end: what follows it stays beside it."""
    meant = html.unescape(entity)
    if len(meant) != 1 or meant == "\ufffd" or ord(meant) < 32:
        return entity
    return (_FILLER if meant.isalpha() or meant in "'’" else " ") * (len(entity) - 1) + meant
