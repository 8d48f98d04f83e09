"""A sentence in, typed tokens out: each word looked up in the language's lexicon, a quotation or a date one token."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from factcheck.grammar.lexicon import Lexicon, Phrase, Saying
from factcheck.model import Span
from factcheck.tokens import codes

Fused: TypeAlias = tuple[int, int, str]
"""What is one token already, with the letter of its class."""
letter = codes.letter

_CLOSING = {"(": ")", "[": "]"}
_BRACKETED = 300
"""Characters of the longest remark in brackets that is left out."""
_SHORT = 3
"""Letters of a word before a stop that may be an abbreviation."""
_LONGEST = 200
"""Tokens that are parsed at once: longer sentences are cut, so that time stays linear."""
_SAYS = frozenset("SBY")
_NEXT = 40
"""Characters in which the next word begins and ends."""
_TITLE = "h"
_OPENED = re.compile(r"[(\[]")


class Tokens:
    """`classes` has one letter a token; `spans` stand beside it. Stops, marks of quotation and what is in brackets are left out.

    `sayings`: token to the verb or noun of saying that it is a form of. `first`: the classes as the words have them alone,
    before `rereads`. All but that is worked out when it is first asked for, since most sentences report nothing.
    """

    __slots__ = ("_words", "classes", "first", "sayings", "spans")
    classes: str
    sayings: Mapping[int, Saying]
    spans: Sequence[Span]

    def __init__(self, first: str, words: _Words) -> None:
        self.first = first
        self._words = words

    def __getattr__(self, name: str) -> object:
        """What was not asked for before."""
        match name:
            case "classes":
                found: object = _reread(self.first, self._words.sentence.lexicon)
            case "sayings":
                found = self._words.sayings()
            case "spans":
                found = self._words.spans()
            case _:
                raise AttributeError(name)
        setattr(self, name, found)
        return found


@dataclass(slots=True, eq=False)
class _Words:
    """The words of a piece, from the number `begins` in their sentence on, a phrase being the first of its words."""

    sentence: _Sentence
    begins: int
    words: Sequence[str]
    coded: str
    heads: Collection[int] = (0,)
    """Tokens at which a clause begins, where a capital tells nothing."""
    joined: Sequence[Span] = ()
    """First and last word of each phrase, the words of those before it counted as one."""
    phrases: Mapping[int, Phrase] = field(default_factory=dict)

    def sayings(self) -> Mapping[int, Saying]:
        lexicon = self.sentence.lexicon
        found = {number: phrase.saying for number, phrase in self.phrases.items() if phrase.saying}
        for place in codes.SAYING.finditer(self.coded):
            number = place.start()
            if saying := codes.look_up(lexicon, self.words[number], number in self.heads)[1]:
                found[number] = saying
        return dict(sorted(found.items())) if self.phrases else found

    def spans(self) -> Sequence[Span]:
        last = self.begins + len(self.words) + sum(end - start for start, end in self.joined)
        spans = list(self.sentence.spans()[self.begins : last])
        for start, end in self.joined:
            spans[start : end + 1] = [(spans[start][0], spans[end][1])]
        return spans


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


def first(text: str, span: Span, lexicon: Lexicon) -> Tokens:
    """The first piece of a phrase; without tokens where it has none."""
    return next(read(text, span, (), lexicon), None) or _typed((), _Sentence(text, (), (), lexicon), 0)


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


def _pieces(text: str, regions: Sequence[Fused], lexicon: Lexicon) -> Iterator[tuple[Span, int]]:
    """Where every word and mark stands, and where its region ends."""
    for start, end, letter in regions:
        if letter:
            yield (start, end), end
        else:
            yield from ((found.span(), end) for found in lexicon.piece.finditer(text, start, end))


def _dropped(text: str, regions: Sequence[Fused], words: list[str], lexicon: Lexicon) -> set[int]:
    """The numbers of stops that end no sentence and of hyphens that are no dash; the others are made tokens of `words`."""
    dropped: set[int] = set()
    places = list(_pieces(text, regions, lexicon)) if "-" in words else ()
    before, aside = "", False
    for number, word in enumerate(words):
        if word == ".":
            words[number] = "\0." if before and _is_whole(before, lexicon) else ""
        elif word == "-":
            span, limit = places[number]
            dash = _at_a_word(text, *span) or aside or _told(text, span[1], limit, lexicon)
            aside ^= dash
            words[number] = "–" if dash or before else ""
        elif word[0] == "\0":
            aside = False
        before = words[number] or before
        if not words[number]:
            dropped.add(number)
    return dropped


def _at_a_word(text: str, start: int, end: int) -> bool:
    """Whether a hyphen stands at a word with a blank on its other side: -dijo Ana-, where a keyboard has no dash."""
    before, after = text[max(0, start - 1) : start] or " ", text[end : end + 1] or " "
    return (before.isspace() and after.isalpha()) or (before.isalnum() and after.isspace())


def _told(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a verb of saying stands next: behind it a hyphen between blanks is a dash, and so is the one that follows."""
    found = lexicon.word.search(text, start, min(end, start + _NEXT))
    return found is not None and codes.letter(found.group(), lexicon) in _SAYS


def _is_whole(word: str, lexicon: Lexicon) -> bool:
    """Whether a word before a stop is no abbreviation, as a title may be: MM. Roe et Doe."""
    long = len(word) > _SHORT or (word[1:].isupper() and lexicon.letters.get(codes.PLAIN[word]) != _TITLE)
    return word[0] == "-" or (word.isalpha() and long)


def _typed(words: Sequence[str], sentence: _Sentence, begins: int) -> Tokens:
    known = codes.of(sentence.lexicon)
    coded = "".join(map(known.__getitem__, words))
    read = _Words(sentence, begins, words, coded)
    if codes.PAIR.search(coded):
        read = _joined(read, known)
        coded = read.coded
    letters = "".join(map(known.inside.__getitem__, coded))
    if codes.HEAD.search(coded):
        read.heads = {found.end() for found in codes.HEAD.finditer(coded)}
        for number in read.heads:
            letters = letters[:number] + known.initial[coded[number]] + letters[number + 1 :]
    return Tokens(letters, read)


def _joined(read: _Words, known: codes.Codes) -> _Words:
    """The same with each phrase as one word: the longest that begins at a word counts."""
    words, coded = read.words, read.coded
    kept: list[str] = []
    letters: list[str] = []
    joined: list[Span] = []
    phrases: dict[int, Phrase] = {}
    at = 0
    for pair in codes.PAIR.finditer(coded):
        first = pair.start()
        some = known.phrases[codes.PLAIN[words[first]]].get(codes.PLAIN[words[first + 1]])
        if some is None or first < at or not (phrase := _phrase(some, words, first + 1)):
            continue
        kept += words[at : first + 1]
        letters += coded[at:first], phrase.letter
        number, more = len(kept) - 1, len(phrase.rest)
        joined.append((number, number + more))
        phrases[number] = phrase
        at = first + 1 + more
    if not phrases:
        return read
    return _Words(read.sentence, read.begins, (*kept, *words[at:]), "".join((*letters, coded[at:])), (0,), joined, phrases)


def _phrase(some: Sequence[Phrase], words: Sequence[str], second: int) -> Phrase | None:
    for phrase in some:
        if len(phrase.rest) == 1 or tuple(map(codes.PLAIN.__getitem__, words[second : second + len(phrase.rest)])) == phrase.rest:
            return phrase
    return None


def _reread(classes: str, lexicon: Lexicon) -> str:
    present = set(classes)
    for found, letter, read, before in lexicon.rereads:
        if not present.isdisjoint(read) and not (before and present.isdisjoint(before)):
            classes = found.sub(letter, classes)
            present.add(letter)
    return classes
