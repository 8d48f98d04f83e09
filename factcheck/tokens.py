"""A sentence in, typed tokens out: each word looked up in the language's lexicon, a quotation or a date one token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from factcheck.grammar.lexicon import Lexicon, Phrase, Saying
from factcheck.model import Span

Fused: TypeAlias = tuple[int, int, str]
"""What is one token already, with the letter of its class."""

_MARKS = {",": ",", ";": ";", ":": ":", "–": "-", "—": "-", "―": "-", "?": "!", "!": "!", "…": "!"}
_CLOSING = {"(": ")", "[": "]"}
_BRACKETED = 300
"""Characters of the longest remark in brackets that is left out."""
_NEXT_CAPITAL = re.compile(r"\s+[«“\"]?\s?[^\W\d_a-zà-ÿ]")
_SHORT = 3
"""Letters of a word before a stop that may be an abbreviation."""
_LONGEST = 200
"""Tokens that are parsed at once: longer sentences are cut, so that time stays linear."""
_ACRONYM = 2
"""Letters of a known word that is none in capitals: US, IT."""
_SAYS = frozenset("SBY")
_NEXT = 40
"""Characters in which the next word begins and ends."""
_NAME, _WORD, _NUMBER = "N", "n", "9"
_KEPT_IN_CAPITALS = frozenset("dehrtp&XkjL")
"""Classes that a known word keeps when it has a capital in mid-sentence; any other is part of a name there."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """`classes` has one letter a token; `spans` stand beside it. Stops, marks of quotation and what is in brackets are left out.

    `sayings`: token to the verb or noun of saying that it is a form of.
    """

    classes: str
    spans: Sequence[Span]
    sayings: Mapping[int, Saying]


def read(text: str, span: Span, fused: Sequence[Fused], lexicon: Lexicon) -> Iterator[Tokens]:
    """The tokens of a sentence, in pieces of bounded length."""
    words: list[str] = []
    spans: list[Span] = []
    bracketed: list[Span] = []
    at = span[0]
    for start, end, letter in fused:
        if start >= at:
            bracketed += _split(text, at, start, lexicon, words, spans)
            words.append("\0" + letter)
            spans.append((start, end))
            at = end
    bracketed += _split(text, at, span[1], lexicon, words, spans)
    for first in range(0, len(words), _LONGEST):
        yield _typed(words[first : first + _LONGEST], spans[first : first + _LONGEST], lexicon)
    for inside in bracketed:
        yield from read(text, inside, (), lexicon)


def _split(text: str, start: int, end: int, lexicon: Lexicon, words: list[str], spans: list[Span]) -> list[Span]:
    """Words and marks between `start` and `end`, added to `words` and `spans`; what stands in brackets is returned."""
    skipped, aside = start, False
    bracketed = []
    for found in lexicon.word.finditer(text, start, end):
        word, place = found.group(), found.span()
        if place[0] < skipped:
            continue
        if word[0].isalnum() or word in _MARKS or word[-1].isalnum() or word[-1] in "'’":
            words.append(word)
            spans.append(place)
        elif word == "-" and (_at_a_word(text, *place) or aside or _told(text, place[1], end, lexicon)):
            aside = not aside
            words.append("–")
            spans.append(place)
        elif word in _CLOSING:
            close = text.find(_CLOSING[word], place[1], min(end, place[1] + _BRACKETED))
            skipped = close + 1 if close != -1 else place[1]
            bracketed += [(place[1], close)] if close != -1 else []
        elif word == "-" and words:
            words.append("–")
            spans.append(place)
        elif word == "." and words and _is_whole(words[-1]) and _NEXT_CAPITAL.match(text, place[1], end):
            words.append("\0.")
            spans.append(place)
    return bracketed


def _at_a_word(text: str, start: int, end: int) -> bool:
    """Whether a hyphen stands at a word with a blank on its other side: -dijo Ana-, where a keyboard has no dash."""
    before, after = text[max(0, start - 1) : start] or " ", text[end : end + 1] or " "
    return (before.isspace() and after.isalpha()) or (before.isalnum() and after.isspace())


def _told(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a verb of saying stands next: behind it a hyphen between blanks is a dash, and so is the one that follows."""
    found = lexicon.word.search(text, start, min(end, start + _NEXT))
    return found is not None and letter(found.group(), lexicon) in _SAYS


def _is_whole(word: str) -> bool:
    """Whether a word before a stop is no abbreviation."""
    return word[0] == "-" or (word.isalpha() and (len(word) > _SHORT or word[1:].isupper()))


def letter(word: str, lexicon: Lexicon) -> str:
    """The class of a word that stands alone."""
    return _look_up(lexicon, word, True)[0]


def _typed(words: Sequence[str], spans: Sequence[Span], lexicon: Lexicon) -> Tokens:
    letters: list[str] = []
    kept: list[Span] = []
    sayings: dict[int, Saying] = {}
    index, count = 0, len(words)
    while index < count:
        initial = not letters or letters[-1] in ":-Q"
        letter, saying, follow = _look_up(lexicon, words[index], initial)
        last = index
        if follow and index + 1 < count and (phrase := _phrase(follow, words, index + 1)):
            letter, saying, last = phrase.letter, phrase.saying, index + len(phrase.rest)
        if saying is not None:
            sayings[len(letters)] = saying
        letters.append(letter)
        kept.append((spans[index][0], spans[last][1]))
        index = last + 1
    return Tokens(_reread("".join(letters), lexicon), kept, sayings)


def _phrase(follow: Mapping[str, tuple[Phrase, ...]], words: Sequence[str], second: int) -> Phrase | None:
    for phrase in follow.get(_plain(words[second]), ()):
        if tuple(map(_plain, words[second : second + len(phrase.rest)])) == phrase.rest:
            return phrase
    return None


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    """As the lexicon writes it."""
    return word.lower().replace("'", "’").replace("‑", "-")


@lru_cache(maxsize=1 << 16)
def _look_up(lexicon: Lexicon, word: str, initial: bool) -> tuple[str, Saying | None, Mapping[str, tuple[Phrase, ...]]]:
    """The class of a word, what it says, and the phrases that it may begin. `initial`: a capital tells nothing here."""
    if word[0] == "\0":
        return word[1], None, {}
    if word in _MARKS:
        return _MARKS[word], None, {}
    plain = _plain(word)
    letter = lexicon.letters.get(plain)
    follow = lexicon.phrases.get(plain, {})
    told = not initial or (len(word) == _ACRONYM and word.isupper() and word.isalpha())
    if word[0].isupper() and told and letter not in _KEPT_IN_CAPITALS:
        return _NAME, None, follow
    if letter is not None:
        return letter, lexicon.sayings.get(plain), follow
    if word[0].isdigit():
        return _NUMBER, None, follow
    return _NAME if word[0].isupper() else _guess(lexicon, plain), None, follow


def _guess(lexicon: Lexicon, plain: str) -> str:
    """What an unknown word's ending tells."""
    return next((letter for ending, letter in lexicon.endings if plain.endswith(ending) and len(plain) > len(ending) + 2), _WORD)


def _reread(classes: str, lexicon: Lexicon) -> str:
    for found, letter in lexicon.rereads:
        classes = found.sub(letter, classes)
    return classes
