"""A quotation that runs into its reporting clause in, the comma between them out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from factcheck.checks import around
from factcheck.checks.scene import Scene
from factcheck.model import Assertion, Conflict, Quotation

PLACEHOLDERS: tuple[str, ...] = ()

_LAST_WORDS = re.compile(r"(?:[\w’'-]+[ \u00a0\u202f]){0,1}[\w’'-]+$")
_BLANK = " \u00a0\u202f"
_ENDS = ",.?!…:;—–-"
"""Marks inside the quotation after which no comma is missed."""
_LONGEST = 60
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE_END = re.compile(r"[,.;:!?\n«“\"—–]")
_FEWEST = 3
"""Words from which on a quotation can be a statement."""
_WITHIN = 5
"""Words behind a quotation in which the verb of its clause stands."""


def incise_comma(scene: Scene) -> Iterator[Conflict]:
    """`»` directly followed by the reporting clause: a comma is missing. The parse tells which clause reports: no guess."""
    by_end = {quotation.span[1]: quotation for quotation in scene.document.quotations if quotation.depth == 0}
    for assertion in scene.assertions:
        quotation = _quoted_before(scene, assertion, by_end)
        if quotation is None or scene.document.text[quotation.inner[1] - 1] in _ENDS:
            continue
        start, end = _last_words(scene, quotation), max(assertion.cue.span[1], quotation.span[1])
        yield Conflict((start, end), expected=_with_comma(scene, quotation, start, end), assertion=assertion.id)
    yield from _unparsed(scene, by_end)


def _unparsed(scene: Scene, by_end: Mapping[int, Quotation]) -> Iterator[Conflict]:
    """The quotations of no assertion that open their sentence and that a verb of saying follows: notes."""
    said = sorted(span for one in scene.assertions for span in one.content)
    for end, quotation in by_end.items():
        before = said[: bisect_left(said, (end, end))][-2:]
        parsed = any(last > quotation.inner[0] and first < quotation.inner[1] for first, last in before)
        if parsed or not _statement(scene, quotation):
            continue
        verb = _verb_behind(scene, end)
        if verb is not None:
            start = _last_words(scene, quotation)
            expected = _with_comma(scene, quotation, start, verb)
            yield Conflict((start, verb), expected=expected, exact=False, confidence="low", ceiling="note")


def _statement(scene: Scene, quotation: Quotation) -> bool:
    """Whether a quotation is no title and no scrap: it opens its sentence, has some words, and few capitals."""
    text = scene.document.text[slice(*quotation.inner)]
    words = _WORD.findall(text)
    small = sum(word[0].islower() for word in words)
    return len(words) >= _FEWEST and 2 * small > len(words) and text[-1] not in _ENDS and _opens(scene, quotation)


def _verb_behind(scene: Scene, at: int) -> int | None:
    """Where the verb of the clause behind a quotation ends: `a-t-elle dit`, `dijo`, `the mayor said`; no *that* behind."""
    words, text = scene.grammar.words, scene.document.text
    clause = _CLAUSE_END.search(text, at)
    told = list(_WORD.finditer(text, at, min(clause.start() if clause else len(text), at + _LONGEST)))
    subject = bool(told) and (told[0].group().lower() in words["incise_subjects"] or _named(told[0], words["incise_subjects"]))
    for n, word in enumerate(told[:_WITHIN]):
        saying = scene.grammar.lexicon.sayings.get(word.group().lower())
        if saying is not None:
            that = n + 1 < len(told) and told[n + 1].group().lower() in words["clause_openers"]
            return None if that or "incise" not in saying.takes else word.end()
        if not subject and word.group().lower() not in words["incise_openers"]:
            return None
    return None


def _named(word: re.Match[str], subjects: Sequence[str]) -> bool:
    """Whether a name may open the clause: where subjects come before the verb."""
    return bool(subjects) and word.group()[0].isupper()


def _last_words(scene: Scene, quotation: Quotation) -> int:
    first, last = quotation.inner
    words = _LAST_WORDS.search(scene.document.text, max(first, last - _LONGEST), last)
    return words.start() if words else last


def _quoted_before(scene: Scene, assertion: Assertion, by_end: Mapping[int, Quotation]) -> Quotation | None:
    """The quotation whose closing mark the cue or the speaker follows with nothing but blanks between.

    It is what they say: a newspaper's name in quotation marks that announces something is the subject of its clause.
    """
    if not assertion.content:
        return None
    told = assertion.speaker and assertion.speaker.span[1] >= assertion.content[0][0]
    speaker = assertion.speaker.span if assertion.speaker and told else assertion.cue.span
    clause = min(assertion.cue.span[0], speaker[0])
    if not any(end <= clause for _, end in assertion.content):
        return None
    quotation = by_end.get(_closed(scene.document.text, clause))
    if quotation is None or quotation.span[0] <= speaker[0] < quotation.span[1] or not _quotes(assertion, quotation):
        return None
    within = assertion.kind == "selon" and not _opens(scene, quotation)
    return None if within else quotation


def _opens(scene: Scene, quotation: Quotation) -> bool:
    """Whether the quotation opens its sentence: `« X », selon Y`. Words of a sentence need no comma: `il est « X » selon Y`."""
    start, _ = around.sentence(scene, quotation.span[0])
    return not scene.document.text[start : quotation.span[0]].strip()


def _closed(text: str, at: int) -> int:
    """Where the last sign before the blanks at `at` ends."""
    return at - 3 + len(text[at - 3 : at].rstrip(_BLANK)) if at >= 3 else 0


def _quotes(assertion: Assertion, quotation: Quotation) -> bool:
    return any(start < quotation.inner[1] and quotation.inner[0] < end for start, end in assertion.content)


def _with_comma(scene: Scene, quotation: Quotation, start: int, end: int) -> str:
    text = scene.document.text
    at = quotation.inner[1] if scene.grammar.tables["incise"]["comma"] == "inside" else quotation.span[1]
    rest = text[at:end]
    return text[start:at] + "," + (rest if at < quotation.span[1] else " " + rest.lstrip(_BLANK))
