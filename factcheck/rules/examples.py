"""A rule's own sentences in, what they should have shown and did not out."""

from __future__ import annotations

import datetime as dt
import difflib
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from factcheck.facts.page import Page
from factcheck.model import Example, Facts, Finding, Language, Rule, Span
from factcheck.yamlfile import Entries, Items, Node, Scalar

Read: TypeAlias = Callable[[str, Language | None, dt.date | None, Facts | None, Rule], tuple[Finding, ...]]
"""Reads a text as a draft of that language and day, by these facts, and gives the findings of the rule alone."""

_MARKS = re.compile(r"\[\[|\]\](?!\])")
"""The last two of three closing brackets: `[[[sic]]]` marks `[sic]`."""


# ---------------------------------------------------------------- reading


def read(flags: Node | None, passes: Node | None, languages: Sequence[Language], page: Page) -> tuple[Example, ...]:
    """The examples of a rule file, in its order. `languages`: those that the rule has a message for."""
    flagged = tuple(_examples(flags, languages, page))
    passing = tuple(_examples(passes, languages, page))
    for example in flagged:
        if example is not None and not example.spans:
            page.wrong(Scalar("", example.line, example.column), "rule-example-unmarked")
    for example in passing:
        if example is not None and example.spans:
            page.wrong(Scalar("", example.line, example.column), "rule-example-marked")
    return tuple(example for example in (*flagged, *passing) if example is not None)


def _examples(node: Node | None, languages: Sequence[Language], page: Page) -> Iterator[Example | None]:
    """Sentences in a list, or in one list a language."""
    only = languages[0] if len(languages) == 1 else None
    if node is None:
        return
    if isinstance(node, Items) and node.items:
        for item in node.items:
            yield _example(item, only, page)
    elif isinstance(node, Entries) and node.entries:
        for key, items in node.entries:
            if languages and key.text not in languages:
                page.unknown(key, "rule-example-language", key.text, languages)
            for item in items.items if isinstance(items, Items) else (items,):
                yield _example(item, key.text, page)
    else:
        page.wrong(node, "rule-not-a-list")


def _example(node: Node, language: Language | None, page: Page) -> Example | None:
    node = _whole(node)
    if not isinstance(node, Scalar) or not node.text.strip():
        page.wrong(node, "rule-example-not-text" if isinstance(node, Scalar) else "rule-example-split")
        return None
    text, spans = _unmarked(node.text)
    if spans is None:
        page.wrong(node, "rule-example-marks")
        return None
    return Example(text, spans, node.line, language, node.column)


def _whole(node: Node) -> Node:
    """A sentence that is marked from end to end looks like a list in a list to YAML."""
    match node:
        case Items((Items((Scalar() as text,)),)):
            return Scalar(f"[[{text.text}]]", node.line, node.column)
    return node


def _unmarked(marked: str) -> tuple[str, tuple[Span, ...] | None]:
    """The sentence without its `[[…]]`, and where they were; None where they don't pair or hold nothing."""
    pieces, spans, length, done, start = [], [], 0, 0, -1
    for mark in _MARKS.finditer(marked):
        pieces.append(marked[done : mark.start()])
        length, done = length + mark.start() - done, mark.end()
        if (mark[0] == "[[") != (start < 0) or length == start:
            return marked, None
        if start >= 0:
            spans.append((start, length))
        start = length if start < 0 else -1
    return "".join((*pieces, marked[done:])), tuple(spans) if start < 0 else None


# ---------------------------------------------------------------- running


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that a rule did not keep. `missed`: spans it should have flagged; `extra`: spans it should not have."""

    rule: str
    file: str
    example: Example
    kind: Literal["flags", "passes"]
    missed: tuple[Span, ...]
    extra: tuple[Span, ...]

    @property
    def expected(self) -> str:
        return marked(self.example.text, self.example.spans)

    @property
    def found(self) -> str:
        kept = tuple(span for span in self.example.spans if span not in self.missed)
        return marked(self.example.text, (*kept, *self.extra))


def run(rule: Rule, read: Read) -> tuple[Failure, ...]:
    """Every example of the rule whose findings are not exactly its marks."""
    return tuple(failure for example in rule.examples if (failure := _failure(rule, example, read)))


def _failure(rule: Rule, example: Example, read: Read) -> Failure | None:
    findings = read(example.text, example.language, rule.date, rule.given, rule)
    found = {finding.span for finding in findings if finding.rule == rule.id}
    missed = tuple(span for span in example.spans if span not in found)
    extra = tuple(sorted(found - set(example.spans)))
    if not missed and not extra:
        return None
    return Failure(rule.id, rule.file, example, "flags" if example.spans else "passes", missed, extra)


def marked(text: str, spans: Sequence[Span]) -> str:
    """The text with `[[…]]` around the spans; where spans overlap the brackets nest or cross as they fall."""
    opens = sorted(start for start, _ in spans)
    closes = sorted(end for _, end in spans)
    places = sorted({0, len(text), *opens, *closes})
    pieces = [text[a:b] + "]]" * closes.count(b) + "[[" * opens.count(b) for a, b in itertools.pairwise(places)]
    return "[[" * opens.count(0) + "".join(pieces)


def difference(failure: Failure) -> str:
    """Word by word: `{-…-}` what was asked for and is not there, `{+…+}` what is there and was not asked for."""
    expected, found = (re.findall(r"\[\[|\]\]|\s+|\w+|.", text) for text in (failure.expected, failure.found))
    steps = difflib.SequenceMatcher(None, expected, found, autojunk=False).get_opcodes()
    return "".join(_step(kind, "".join(expected[a:b]), "".join(found[c:d])) for kind, a, b, c, d in steps)


def _step(kind: str, expected: str, found: str) -> str:
    if kind == "equal":
        return expected
    return (f"{{-{expected}-}}" if expected else "") + (f"{{+{found}+}}" if found else "")
