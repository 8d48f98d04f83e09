"""A place in a draft in, what stands around it out: its sentence, words and mentions beside it, the days it speaks of."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence

from factcheck import times
from factcheck.checks.scene import Scene
from factcheck.model import Mention, Span
from factcheck.times import TimeExpression

TOKEN = re.compile(r"[^\W\d_]+\.?|\S")
_LONGEST_GAP = 60
"""Characters that can stand between a person and an office: an adjective, an article, a form of address."""
_FAR = 2000
"""Characters of a paragraph around a place that are looked at: one without an end must not cost its square."""
_APPOSITION = 90
"""Characters of the longest apposition behind a name."""
_CLAUSE, _VERB = 120, 30
"""Characters before and behind a person in which the verb of the clause is looked for."""
_LONG_AGO = dt.timedelta(days=31)
"""From here on a time expression tells that the sentence speaks of another time than its own."""


# ---------------------------------------------------------------- words and mentions


def mentions_before(scene: Scene, at: int) -> tuple[Mention, ...]:
    """The last mentions that end before a place, the nearest first."""
    index = bisect_right(scene.mentions, at - 1, key=lambda mention: mention.span[0])
    return tuple(m for m in reversed(scene.mentions[max(0, index - 3) : index]) if m.span[1] <= at)


def mentions_after(scene: Scene, at: int) -> tuple[Mention, ...]:
    """The first mentions behind a place."""
    index = bisect_right(scene.mentions, at - 1, key=lambda mention: mention.span[0])
    return tuple(scene.mentions[index : index + 3])


def mentions_within(scene: Scene, span: Span) -> tuple[Mention, ...]:
    """The mentions that begin within a span."""
    first = bisect_right(scene.mentions, span[0] - 1, key=lambda mention: mention.span[0])
    return tuple(scene.mentions[first : bisect_right(scene.mentions, span[1] - 1, key=lambda mention: mention.span[0])])


def words_before(scene: Scene, at: int, count: int) -> tuple[str, ...]:
    """The last words and marks before a place, in lower case."""
    tokens = TOKEN.finditer(scene.document.text, max(0, at - 12 * count), at)
    return tuple(token.group().lower() for token in tokens)[-count:]


def word_behind(scene: Scene, at: int) -> tuple[str, ...]:
    """The first word or mark behind a place, in lower case."""
    found = TOKEN.search(scene.document.text, at, at + 24)
    return (found.group().lower().rstrip("."),) if found else ()


def gap(scene: Scene, span: Span) -> tuple[str, ...] | None:
    """The words between two mentions, in lower case, those of countries and peoples left out. None when they stand apart."""
    if not 0 <= span[1] - span[0] <= _LONGEST_GAP:
        return None
    at = bisect_right(scene.mentions, span[0] - 1, key=lambda mention: mention.span[0])
    inside = [m.span for m in scene.mentions[at : at + 6] if m.kind == "country" and m.span[1] <= span[1]]
    text, words = scene.document.text, []
    for token in TOKEN.finditer(text, *span):
        if not any(start <= token.start() < end for start, end in inside):
            words.append(token.group().lower().replace("’", "'"))
    return tuple(words)


def between(scene: Scene, one: Span, other: Span) -> tuple[str, ...] | None:
    """The words between two places, in lower case; None when they stand apart."""
    first, last = sorted((one, other))
    return gap(scene, (first[1], last[0]))


# ---------------------------------------------------------------- the time spoken of


def sentence(scene: Scene, at: int) -> Span:
    """The sentence around an offset."""
    index = bisect_right(scene.document.sentences, at, key=lambda span: span[0]) - 1
    return scene.document.sentences[index] if index >= 0 else (at, at)


def vicinity(scene: Scene, at: int) -> Span:
    """The paragraph around an offset, as far as anybody reads back for a name."""
    start, end = paragraph(scene, at)
    return max(start, at - _FAR), min(end, at + _FAR)


def paragraph(scene: Scene, at: int) -> Span:
    """The paragraph around an offset."""
    index = bisect_right(scene.document.paragraphs, at, key=lambda span: span[0]) - 1
    return scene.document.paragraphs[index] if index >= 0 else (at, at)


def times_in(scene: Scene, span: Span) -> Sequence[TimeExpression]:
    """The time expressions that begin within a span."""
    first = bisect_right(scene.times, span[0] - 1, key=lambda one: one.span[0])
    return scene.times[first : bisect_right(scene.times, span[1] - 1, key=lambda one: one.span[0])]


def other_days(scene: Scene, span: Span) -> tuple[dt.date, ...]:
    """The days long before the draft's date that the sentence, or a year earlier in the paragraph, says it speaks of."""
    if scene.date is None:
        return ()
    start, end = sentence(scene, span[0])
    around = times_in(scene, (max(paragraph(scene, span[0])[0], span[0] - _FAR), min(end, span[1] + _FAR)))
    spoken = [one for one in around if one.year is not None or one.span[0] >= start]
    days = [meant for one in spoken if (meant := times.resolve(one, scene.date))]
    return tuple(dict.fromkeys(day for first, last in days if last < scene.date - _LONG_AGO for day in (first, last)))


def narrated(scene: Scene, span: Span) -> bool:
    """Whether a verb before the words or right behind them is in a tense of narration: what they say may have been true then."""
    start, end = sentence(scene, span[0])
    text, words = scene.document.text, scene.grammar.words
    before = (token.group().lower() for token in TOKEN.finditer(text, max(start, span[0] - _CLAUSE), span[0]))
    behind = [token.group().lower() for token in TOKEN.finditer(text, span[1], min(max(end, span[1]), span[1] + _VERB))]
    if any(word in words["past_narration"] for word in (*before, *behind[:2])):
        return True
    at = behind_apposition(text, span[1], end)
    verb = word_behind(scene, at)
    return bool(verb) and verb[0].endswith(words["imperfect_endings"]) and verb[0] not in words["not_imperfect"]


def behind_apposition(text: str, at: int, end: int) -> int:
    """The place behind what stands in commas or brackets there; the place itself where nothing does."""
    closing = {",": ",", " (": ")"}.get(text[at : at + 2].rstrip() if text[at : at + 1] == "," else text[at : at + 2])
    found = text.find(closing, at + 2, min(end, at + _APPOSITION)) if closing else -1
    return found + 1 if found != -1 else at


def named_beside(scene: Scene, near: Mention) -> bool:
    """Whether the same sentence has the known person under the right name: then the other is somebody else."""
    beside = mentions_within(scene, sentence(scene, near.span[0]))
    return any(one.kind == "person" and one.form in ("name", "also") and set(one.ids) & set(near.ids) for one in beside)
