"""A sentence in, typed tokens out: each word looked up in the language's lexicon, a quotation or a date one token."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TypeAlias

from factcheck.grammar.lexicon import Lexicon, Phrase, Saying
from factcheck.model import Span

Fused: TypeAlias = tuple[int, int, str]
"""What is one token already, with the letter of its class."""

_MARKS = {",": ",", ";": ";", ":": ":", "–": "-", "—": "-", "―": "-", "?": "!", "!": "!", "…": "!"}
_CLOSING = {"(": ")", "[": "]"}
_BRACKETED = 300
"""Characters of the longest remark in brackets that is left out."""
_SHORT = 3
"""Letters of a word before a stop that may be an abbreviation."""
_LONGEST = 200
"""Tokens that are parsed at once: longer sentences are cut, so that time stays linear."""
_ACRONYM = 2
"""Letters of a known word that is none in capitals: US, IT."""
_SAYS = frozenset("SBY")
_NEXT = 40
"""Characters in which the next word begins and ends."""
_NAME, _WORD, _NUMBER, _TITLE = "N", "n", "9", "h"
_CARE = "\1"
_KNOWN = 1 << 16
"""Words whose class is remembered."""
_OPENED = re.compile(r"[(\[]")
_KEPT_IN_CAPITALS = frozenset("dehrtp&XkjL")
"""Classes that a known word keeps when it has a capital in mid-sentence; any other is part of a name there."""


@dataclass(slots=True, eq=False)
class Tokens:
    """`classes` has one letter a token; `spans` stand beside it. Stops, marks of quotation and what is in brackets are left out.

    `sayings`: token to the verb or noun of saying that it is a form of.
    """

    classes: str
    sayings: Mapping[int, Saying]
    located: Callable[[], Sequence[Span]]
    """Gives `spans`: not worked out before they are asked for, since most sentences report nothing."""
    _spans: Sequence[Span] | None = None

    @property
    def spans(self) -> Sequence[Span]:
        if self._spans is None:
            self._spans = self.located()
        return self._spans


@dataclass(slots=True, eq=False)
class _Sentence:
    """The regions of a sentence that are read, and the numbers of the words and marks in them that are no tokens."""

    text: str
    regions: Sequence[Fused]
    dropped: Collection[int]
    lexicon: Lexicon
    _spans: Sequence[Span] | None = None

    def spans(self) -> Sequence[Span]:
        if self._spans is None:
            found: list[Span] = []
            for start, end, letter in self.regions:
                if letter:
                    found.append((start, end))
                else:
                    found += [one.span() for one in self.lexicon.piece.finditer(self.text, start, end)]
            self._spans = [span for number, span in enumerate(found) if number not in self.dropped] if self.dropped else found
        return self._spans


def read(text: str, span: Span, fused: Sequence[Fused], lexicon: Lexicon) -> Iterator[Tokens]:
    """The tokens of a sentence, in pieces of bounded length."""
    regions, bracketed = _regions(text, span, fused)
    words: list[str] = []
    for start, end, letter in regions:
        words += ("\0" + letter,) if letter else lexicon.piece.findall(text, start, end)
    dropped = _dropped(text, regions, words, lexicon) if "." in words or "-" in words else frozenset[int]()
    if dropped:
        words = [word for number, word in enumerate(words) if number not in dropped]
    sentence = _Sentence(text, regions, dropped, lexicon)
    for first in range(0, len(words), _LONGEST):
        yield _typed(words[first : first + _LONGEST], sentence, first)
    for inside in bracketed:
        yield from read(text, inside, (), lexicon)


def _regions(text: str, span: Span, fused: Sequence[Fused]) -> tuple[list[Fused], list[Span]]:
    """What is one token already, and the text between; what stands in brackets apart from it."""
    regions: list[Fused] = []
    bracketed: list[Span] = []
    at, last = span
    for start, behind, letter in (*fused, (last, last, "")):
        if start < at:
            continue
        while opened := _OPENED.search(text, at, start):
            inside = opened.end()
            close = text.find(_CLOSING[opened.group()], inside, min(start, inside + _BRACKETED))
            regions.append((at, inside - 1, ""))
            bracketed += [(inside, close)] if close != -1 else []
            at = max(inside, close + 1)
        regions.append((at, start, ""))
        regions += [(start, behind, letter)] if letter else []
        at = behind
    return regions, bracketed


def _pieces(text: str, regions: Sequence[Fused], lexicon: Lexicon) -> Iterator[tuple[Span, int | None]]:
    """Where every word and mark stands, and where its region ends; None for what is one token already."""
    for start, end, letter in regions:
        if letter:
            yield (start, end), None
        else:
            yield from ((found.span(), end) for found in lexicon.piece.finditer(text, start, end))


def _dropped(text: str, regions: Sequence[Fused], words: list[str], lexicon: Lexicon) -> set[int]:
    """The numbers of stops that end no sentence and of hyphens that are no dash; the others are made tokens of `words`."""
    dropped: set[int] = set()
    before, aside = "", False
    for number, (span, limit) in enumerate(_pieces(text, regions, lexicon)):
        word = words[number]
        aside = aside and limit is not None
        if word == "-" and limit is not None:
            dash = _at_a_word(text, *span) or aside or _told(text, span[1], limit, lexicon)
            aside ^= dash
            word = words[number] = "–" if dash or before else ""
        elif word == ".":
            word = words[number] = "\0." if before and _is_whole(before, lexicon) else ""
        if word:
            before = word
        else:
            dropped.add(number)
    return dropped


def _at_a_word(text: str, start: int, end: int) -> bool:
    """Whether a hyphen stands at a word with a blank on its other side: -dijo Ana-, where a keyboard has no dash."""
    before, after = text[max(0, start - 1) : start] or " ", text[end : end + 1] or " "
    return (before.isspace() and after.isalpha()) or (before.isalnum() and after.isspace())


def _told(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a verb of saying stands next: behind it a hyphen between blanks is a dash, and so is the one that follows."""
    found = lexicon.word.search(text, start, min(end, start + _NEXT))
    return found is not None and letter(found.group(), lexicon) in _SAYS


def _is_whole(word: str, lexicon: Lexicon) -> bool:
    """Whether a word before a stop is no abbreviation, as a title may be: MM. Roe et Doe."""
    long = len(word) > _SHORT or (word[1:].isupper() and lexicon.letters.get(_PLAIN[word]) != _TITLE)
    return word[0] == "-" or (word.isalpha() and long)


def letter(word: str, lexicon: Lexicon) -> str:
    """The class of a word that stands alone."""
    code = _codes(lexicon)[word]
    return code if code != _CARE else _codes(lexicon).cases[word][0][1][0]


def _typed(words: Sequence[str], sentence: _Sentence, first: int) -> Tokens:
    lexicon = sentence.lexicon
    codes = "".join(map(_codes(lexicon).__getitem__, words))
    sayings: dict[int, Saying] = {}
    joined: list[Span] = []
    if _CARE in codes:
        codes = _resolved(words, codes, lexicon, sayings, joined)
    return Tokens(_reread(codes, lexicon), sayings, partial(_located, sentence, first, first + len(words), joined))


def _resolved(words: Sequence[str], codes: str, lexicon: Lexicon, sayings: dict[int, Saying], joined: list[Span]) -> str:
    """The classes where some words need care. `sayings` is given what they say, `joined` which tokens hold more than a word."""
    cases, plain, count = _codes(lexicon).cases, _PLAIN, len(words)
    letters: list[str] = []
    at = fewer = 0
    index = codes.find(_CARE)
    while index != -1:
        letters.append(codes[at:index])
        number = index - fewer
        initial = not number or (codes[index - 1] if at < index else letters[-2]) in ":-Q"
        readings, follow = cases[words[index]]
        letter, saying = readings[initial]
        at = index + 1
        if follow and at < count and (some := follow.get(plain[words[at]])) and (phrase := _phrase(some, words, at)):
            letter, saying, more = phrase.letter, phrase.saying, len(phrase.rest)
            joined.append((number, number + more))
            fewer, at = fewer + more, at + more
        if saying is not None:
            sayings[number] = saying
        letters.append(letter)
        index = codes.find(_CARE, at)
    return "".join((*letters, codes[at:]))


def _located(sentence: _Sentence, first: int, last: int, joined: Sequence[Span]) -> Sequence[Span]:
    """Where the tokens stand that words `first` to `last` of a sentence became."""
    spans = list(sentence.spans()[first:last])
    for start, end in joined:
        spans[start : end + 1] = [(spans[start][0], spans[end][1])]
    return spans


Reading: TypeAlias = tuple[str, Saying | None]
"""The class of a word and what it says."""
Case: TypeAlias = tuple[tuple[Reading, Reading], Mapping[str, tuple[Phrase, ...]]]
"""How a word is read inside a clause and at the head of one, and the phrases that it may begin, by their second word."""


class _Codes(dict[str, str]):
    """Word to the letter of its class, or to `_CARE` where that depends on its place, or it says something or begins a phrase."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.cases: dict[str, Case] = {}

    def __missing__(self, word: str) -> str:
        if len(self) >= _KNOWN:
            self.clear()
        inside, initial = _look_up(self.lexicon, word, False), _look_up(self.lexicon, word, True)
        follow = self.lexicon.phrases.get(_PLAIN[word], {})
        if follow or inside[1] or inside != initial:
            self.cases[word] = (inside, initial), follow
            inside = _CARE, None
        self[word] = inside[0]
        return inside[0]


@lru_cache(maxsize=8)
def _codes(lexicon: Lexicon) -> _Codes:
    return _Codes(lexicon)


def _phrase(some: Sequence[Phrase], words: Sequence[str], second: int) -> Phrase | None:
    for phrase in some:
        if tuple(map(_PLAIN.__getitem__, words[second : second + len(phrase.rest)])) == phrase.rest:
            return phrase
    return None


class _Plain(dict[str, str]):
    """Words as the lexicon writes them."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _KNOWN:
            self.clear()
        self[word] = plain = word.lower().replace("'", "’").replace("‑", "-")
        return plain


_PLAIN = _Plain()


def _look_up(lexicon: Lexicon, word: str, initial: bool) -> Reading:
    """The class of a word and what it says. `initial`: a capital tells nothing here."""
    if word[0] == "\0":
        return word[1], None
    if word in _MARKS:
        return _MARKS[word], None
    plain = _PLAIN[word]
    letter = lexicon.letters.get(plain)
    told = not initial or (len(word) == _ACRONYM and word.isupper() and word.isalpha())
    if word[0].isupper() and told and letter not in _KEPT_IN_CAPITALS:
        return _NAME, None
    if letter is not None:
        return letter, lexicon.sayings.get(plain)
    if word[0].isdigit():
        return _NUMBER, None
    return _NAME if word[0].isupper() else _guess(lexicon, plain), None


def _guess(lexicon: Lexicon, plain: str) -> str:
    """What an unknown word's ending tells."""
    endings = lexicon.endings
    longest = min(len(plain) - 3, lexicon.longest_ending)
    return next((endings[plain[-size:]] for size in range(longest, 0, -1) if plain[-size:] in endings), _WORD)


def _reread(classes: str, lexicon: Lexicon) -> str:
    present = set(classes)
    for found, letter, read, before in lexicon.rereads:
        if not present.isdisjoint(read) and not (before and present.isdisjoint(before)):
            classes = found.sub(letter, classes)
            present.add(letter)
    return classes
