"""A text in, its words with the places where each stands out: one index for all the rules that look words up."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, compress

from factcheck.model import Document, Span

_JOINED = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
"""Accents written apart, and what nobody sees inside a word: a soft hyphen, a joiner."""
_TOKEN = re.compile(rf"[\w{_JOINED}]+|\s+|.", re.DOTALL)
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "′": "'", "‐": "-", "‑": "-", "−": "-"})
_MARKS = (" ", "\n", ",", ".", "")
"""Half of all tokens, by which nothing is ever looked up, and what is left of signs that nobody sees."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A text cut into words, blanks and signs, as they are compared.

    `places`: where each begins, and the text's end; `at`: which of the tokens each word is.
    """

    tokens: tuple[str, ...]
    places: tuple[int, ...]
    at: Mapping[str, Sequence[int]]

    def lettered(self) -> tuple[Sequence[str], Sequence[int]]:
        """The words of letters alone, and where each begins."""
        lettered = tuple(map(str.isalpha, self.tokens))
        return tuple(compress(self.tokens, lettered)), tuple(compress(self.places, lettered))

    def spans(self, wordings: Iterable[str]) -> Iterator[Span]:
        """Where the wordings stand, in no order, whatever their capitals, apostrophes and blanks."""
        for wording in wordings:
            tokens = compared(wording) or ("",)
            longest = max(tokens, key=len)
            back, size = tokens.index(longest), len(tokens)
            for first in (place - back for place in self.at.get(longest, ()) if place >= back):
                if self.tokens[first : first + size] == tokens:
                    yield self.places[first], self.places[first + size]


@lru_cache(maxsize=4)
def index(text: str) -> Indexed:
    """The text in tokens; kept, because all the rules of a run ask for the same draft one after the other."""
    raw = _TOKEN.findall(text)
    plain = {token: _plain(token) for token in set(raw)}
    tokens = tuple(map(plain.__getitem__, raw))
    at: defaultdict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(tokens):
        at[token].append(place)
    for mark in _MARKS:
        at.pop(mark, None)
    return Indexed(tokens, tuple(accumulate(map(len, raw), initial=0)), dict(at))


def _plain(token: str) -> str:
    """The token as it is compared: one kind of blank, of apostrophe, of hyphen, of letter."""
    if token.isspace():
        return "\n" if token.count("\n") > 1 else " "
    if token.isascii():
        return token.casefold()
    return unicodedata.normalize("NFC", token.translate(UNSEEN)).translate(_SAME).casefold()


_known = cache(_plain)
"""The words of the rules come again and again, those of drafts need not be kept."""


@cache
def compared(words: str) -> tuple[str, ...]:
    """The tokens of words of a rule: two wordings that find the same are equal."""
    return tuple(map(_known, _TOKEN.findall(words.strip())))


def beginning(words: str) -> str:
    """The first token of words that begin with no blank; nothing where it is a mark by which nothing is looked up."""
    token = _TOKEN.match(words)
    first = _known(token.group()) if token else ""
    return "" if first in _MARKS else first


def sentences_with(document: Document, wordings: Iterable[str]) -> Iterator[Span]:
    """The sentences in which one of the wordings begins, in their order."""
    return holding(document.sentences, index(document.text).spans(wordings))


def holding(stretches: Sequence[Span], spans: Iterable[Span], times: int = 1) -> Iterator[Span]:
    """The stretches of text, in their order, in which so many of the spans begin."""
    starts = [start for start, _ in stretches]
    found = Counter(bisect_right(starts, span[0]) - 1 for span in spans)
    return (stretches[n] for n in sorted(found) if n >= 0 and found[n] >= times)
