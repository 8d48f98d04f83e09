"""A language's time phrases and a text in, each phrase found in it with what its words say out.

`time_patterns` of `grammars/xx.yaml` become one expression; the lists that they name say what each word means.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from factcheck.grammar import Grammar
from factcheck.model import Span


@dataclass(frozen=True, slots=True)
class Phrase:
    """`said`: slot of the pattern to what its word says; `core`: `span` without the article or preposition before it."""

    span: Span
    core: Span
    said: Mapping[str, str]


def find(text: str, start: int, end: int, grammar: Grammar, anchors: Sequence[int] | None = None) -> Iterator[Phrase]:
    """The time phrases of `text[start:end]`, left to right; none overlaps another. Habits and holidays are none.

    `anchors`: those of `text`, if they were looked for before.
    """
    reader = _reader(grammar)
    found = _anchors(text, start, end, reader) if anchors is None else anchors
    for match in _matches(text, start, end, found[bisect_left(found, start) : bisect_left(found, end)], reader):
        slots = [(slot, group) for slot, group in reader.slots[match.lastgroup or ""] if match[group] is not None]
        if slots[0][0] != "never":
            said = {slot: reader.values.get(slot, {}).get(_plain(match[group]), match[group]) for slot, group in slots}
            yield Phrase(match.span(), (min(match.start(group) for _, group in slots), match.end()), said)


def anchors(text: str, grammar: Grammar) -> Sequence[int]:
    """Where in a text words stand that may be anchors of time phrases, in order."""
    return _anchors(text, 0, len(text), _reader(grammar))


def _matches(text: str, start: int, end: int, places: Sequence[int], reader: _Reader) -> Iterator[re.Match[str]]:
    for at in places:
        anchor = reader.anchors.match(text, at, end) if at >= start else None
        if anchor is None:
            continue
        phrases = (reader.expression.match(text, first, end) for first in _openings(text, start, at, reader))
        phrase = next((phrase for phrase in phrases if phrase and phrase.end() > at), None)
        if phrase:
            yield phrase
        start = phrase.end() if phrase else anchor.end()


def _openings(text: str, start: int, at: int, reader: _Reader) -> Sequence[int]:
    """Where a phrase with an anchor at `at` can begin: there, and at the words before it that phrases are made of."""
    found = [at]
    for word in reversed(list(_WORD.finditer(text, max(start, at - _BEFORE), at))):
        if word[0].lower() not in reader.vocabulary and not word[0][0].isdigit():
            break
        found.append(word.start())
    return found[::-1]


def _anchors(text: str, start: int, end: int, reader: _Reader) -> Sequence[int]:
    found: set[int] = set()
    for number, first, last in reader.tokens.find_matches_as_indexes(text[start:end], overlapping=True):
        at, before = start + first, reader.before[number]
        if text[at - 1 : at].isalnum() or text[start + last : start + last + 1].isalpha():
            continue  # a part of another word
        found.add(at)
        if before:
            found.update(word.start() for word in _WORD.finditer(text, max(start, at - before), at))
    return sorted(found)


_DIGITS = {
    "day": r"0?[1-9]|[12]\d|3[01]",
    "day_above_12": r"1[3-9]|2\d|3[01]",
    "month_number": r"0?[1-9]|1[0-2]",
    "year": r"1[5-9]\d\d|20\d\d|2100",
    "count": r"[1-9]\d?",
}
_BLANK = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]{0,2})"
_MARKS = {"’": "['’]", "'": "['’]", "-": "[-‑]", "(": "(?:", " ": _BLANK}
_CENTURIES = ("15", "16", "17", "18", "19", "20", "21")
_PIECE = re.compile(r"\{(\w+)\}|(\[.+?\])|(.)", re.DOTALL)
_ANCHORS = ("weekday", "month", "relative_day", "unit", "here", "elsewhere", "never")
_BEFORE = 40
"""Characters before an anchor in which its phrase can begin."""
_WIDER = 2
"""Characters by which a blank may be longer than one."""
_WORD = re.compile(r"(?<!\w)\w+")
_SLOT = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class _Reader:
    """The phrases of a language as one expression. `values`: slot to lower-case word to what it says; `slots` by pattern.

    `anchors` matches the words that no phrase is without, and `tokens` finds the longest word of each, with `before` characters
    of the anchor before it: looking for those first is far faster than trying every word.
    """

    tokens: ahocorasick_rs.AhoCorasick
    before: Sequence[int]
    vocabulary: frozenset[str]
    """Every word that a phrase can hold, but for numbers."""
    anchors: re.Pattern[str]
    expression: re.Pattern[str]
    slots: Mapping[str, tuple[tuple[str, str], ...]]
    values: Mapping[str, Mapping[str, str]]


def _tables(grammar: Grammar) -> dict[str, dict[str, str]]:
    """Every slot that holds words: what each of them says."""
    words, tables = grammar.words, grammar.tables
    numbered = {
        "weekday": {word: str(n) for n, word in enumerate(words["weekdays"])},
        "month": {word: str(n) for n, word in enumerate(words["months"], 1)} | dict(tables.get("month_forms", {})),
    }
    listed = {
        slot: dict.fromkeys(words.get(section, ()), slot)
        for slot, section in (
            ("part", "parts_of_day"), ("this", "time_this"), ("last", "time_last"), ("next", "time_next"),
            ("ago", "time_ago"), ("ahead", "time_ahead"), ("here", "time_day_here"), ("elsewhere", "time_elsewhere"),
            ("never", "time_never"),
        )
    }  # fmt: skip
    valued = {
        slot: dict(tables.get(section, {}))
        for slot, section in (("relative_day", "relative_days"), ("unit", "time_units"), ("count", "number_words"),
                              ("day", "day_forms"))
    }  # fmt: skip
    return {**numbered, **listed, **valued}


def _cased(word: str) -> str:
    """As written or with a capital at the head of a sentence; the marks and blanks in it in all their forms."""
    first = f"[{word[0]}{word[0].upper()}]" if word[0].islower() else re.escape(word[0])
    return first + "".join(_MARKS.get(char, re.escape(char)) for char in word[1:])


def _slot(name: str, number: int, tables: Mapping[str, Mapping[str, str]], suffixes: tuple[str, ...]) -> str:
    words = [_cased(word) for word in sorted(tables.get(name, ()), key=lambda word: (-len(word), word))]
    digits = [_DIGITS[name]] if name in _DIGITS else []
    endings = "|".join(map(re.escape, suffixes)) if name == "day" else ""
    return f"(?P<{name}_{number}>{'|'.join(words + digits)})" + (f"(?:{endings})?" if endings else "")


def _branch(pattern: str, number: int, tables: Mapping[str, Mapping[str, str]], suffixes: tuple[str, ...]) -> str:
    """One phrase as an expression; its own group tells which phrase matched."""
    out = []
    for slot, kept, char in _PIECE.findall(pattern):
        if slot:
            out.append(_slot(slot, number, tables, suffixes))
        elif char.isalpha():
            out.append(f"[{char}{char.upper()}]")
        else:
            out.append(kept or _MARKS.get(char, char))
    return f"(?P<p{number}>{''.join(out)})"


@lru_cache(maxsize=8)
def _reader(grammar: Grammar) -> _Reader:
    tables = _tables(grammar)
    patterns = grammar.words["time_patterns"]
    branches = [_branch(p, n, tables, grammar.words.get("day_suffixes", ())) for n, p in enumerate(patterns)]
    expression = re.compile(rf"(?<!\w)(?:{'|'.join(branches)})(?!\w)")
    anchored = [word for slot in _ANCHORS for word in tables[slot]]
    anchors = "|".join(map(_cased, anchored))
    slots = {f"p{n}": tuple((slot, f"{slot}_{n}") for slot in re.findall(r"\{(\w+)\}", p)) for n, p in enumerate(patterns)}
    values = {slot: {_plain(word): value for word, value in said.items()} for slot, said in tables.items()}
    found = _tokens(anchored)
    automaton = ahocorasick_rs.AhoCorasick(list(found), store_patterns=False)
    anchor = re.compile(rf"(?<!\w)(?:\d\d\d\d|{anchors})(?!\w)")
    phrases = [*(word for said in tables.values() for word in said), *(_SLOT.sub(" ", pattern) for pattern in patterns)]
    vocabulary = frozenset(word for phrase in phrases for word in _WORD.findall(phrase.lower()))
    return _Reader(automaton, list(found.values()), vocabulary, anchor, expression, slots, values)


def _tokens(words: Iterable[str]) -> Mapping[str, int]:
    """The longest word of each anchor, in all its forms, and how many characters of the anchor may stand before it."""
    found = dict.fromkeys(_CENTURIES, 0)
    for word in words:
        token = max(word.split(" "), key=len)
        before = word.index(token)
        for first in (token, token[0].upper() + token[1:]):
            for form in (first, first.replace("’", "'"), first.replace("-", "‑"), first.replace("’", "'").replace("-", "‑")):
                found[form] = max(found.get(form, 0), before and before + _WIDER * word.count(" "))
    return found


def _plain(word: str) -> str:
    return " ".join(word.lower().replace("'", "’").replace("‑", "-").split())
