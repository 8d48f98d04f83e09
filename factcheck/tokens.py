"""A sentence in, typed tokens out: each word looked up in the language's lexicon, a quotation or a date one token."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
_KNOWN = 1 << 16
"""Words whose class is remembered."""
_OPENED = re.compile(r"[(\[]")
_KEPT_IN_CAPITALS = frozenset("dehrtp&XkjL")
"""Classes that a known word keeps when it has a capital in mid-sentence; any other is part of a name there."""


class Tokens:
    """`classes` has one letter a token; `spans` stand beside it. Stops, marks of quotation and what is in brackets are left out.

    `sayings`: token to the verb or noun of saying that it is a form of. `first`: the classes as the words have them alone,
    before `rereads`. All but that is worked out when it is asked for, since most sentences report nothing.
    """

    __slots__ = ("_classes", "_sayings", "_spans", "_words", "first")

    def __init__(self, first: str, words: _Words) -> None:
        self.first = first
        self._words = words
        self._classes: str | None = None
        self._sayings: Mapping[int, Saying] | None = None
        self._spans: Sequence[Span] | None = None

    @property
    def classes(self) -> str:
        if self._classes is None:
            self._classes = _reread(self.first, self._words.sentence.lexicon)
        return self._classes

    @property
    def sayings(self) -> Mapping[int, Saying]:
        if self._sayings is None:
            self._sayings = self._words.sayings()
        return self._sayings

    @property
    def spans(self) -> Sequence[Span]:
        if self._spans is None:
            self._spans = self._words.spans()
        return self._spans


@dataclass(slots=True, eq=False)
class _Words:
    """The words of a piece, from the number `begins` in their sentence on, a phrase being the first of its words."""

    sentence: _Sentence
    begins: int
    words: Sequence[str]
    codes: str
    heads: Collection[int] = (0,)
    """Tokens at which a clause begins, where a capital tells nothing."""
    joined: Sequence[Span] = ()
    """First and last word of each phrase, the words of those before it counted as one."""
    phrases: Mapping[int, Phrase] = field(default_factory=dict)

    def sayings(self) -> Mapping[int, Saying]:
        lexicon = self.sentence.lexicon
        found = {number: phrase.saying for number, phrase in self.phrases.items() if phrase.saying}
        for place in _SAYING.finditer(self.codes):
            number = place.start()
            if saying := _look_up(lexicon, self.words[number], number in self.heads)[1]:
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
    known = _codes(lexicon)
    return known.initial[known[word]]


def _typed(words: Sequence[str], sentence: _Sentence, begins: int) -> Tokens:
    known = _codes(sentence.lexicon)
    codes = "".join(map(known.__getitem__, words))
    read = _Words(sentence, begins, words, codes)
    if _PAIR.search(codes):
        read = _joined(read, known)
        codes = read.codes
    letters = "".join(map(known.inside.__getitem__, codes))
    if _HEAD.search(codes):
        read.heads = {found.end() for found in _HEAD.finditer(codes)}
        for number in read.heads:
            letters = letters[:number] + known.initial[codes[number]] + letters[number + 1 :]
    return Tokens(letters, read)


def _joined(read: _Words, known: _Codes) -> _Words:
    """The same with each phrase as one word: the longest that begins at a word counts."""
    words, codes = read.words, read.codes
    kept: list[str] = []
    letters: list[str] = []
    joined: list[Span] = []
    phrases: dict[int, Phrase] = {}
    at = 0
    for pair in _PAIR.finditer(codes):
        first = pair.start()
        some = known.phrases[_PLAIN[words[first]]].get(_PLAIN[words[first + 1]])
        if some is None or first < at or not (phrase := _phrase(some, words, first + 1)):
            continue
        kept += words[at : first + 1]
        letters += codes[at:first], phrase.letter
        number, more = len(kept) - 1, len(phrase.rest)
        joined.append((number, number + more))
        phrases[number] = phrase
        at = first + 1 + more
    if not phrases:
        return read
    return _Words(read.sentence, read.begins, (*kept, *words[at:]), "".join((*letters, codes[at:])), (0,), joined, phrases)


def _phrase(some: Sequence[Phrase], words: Sequence[str], second: int) -> Phrase | None:
    for phrase in some:
        if len(phrase.rest) == 1 or tuple(map(_PLAIN.__getitem__, words[second : second + len(phrase.rest)])) == phrase.rest:
            return phrase
    return None


Reading: TypeAlias = tuple[str, Saying | None]
"""The class of a word and what it says."""
_KINDS, _OPENS, _SECOND, _SAYS_IT, _ENDS = 0xF0000, 0x4000, 0x2000, 0x1000, 0xF8000
"""Where the private characters begin and end that stand for words which a letter alone does not tell. Their bits say whether such
a word can open a phrase, be the second of one, and say something."""


def _having(bit: int) -> str:
    """The private characters that have the bit, for an expression."""
    return "".join(f"{chr(start)}-{chr(start + bit - 1)}" for start in range(_KINDS + bit, _ENDS, 2 * bit))


_PAIR = re.compile(f"[{_having(_OPENS)}](?=[{_having(_SECOND)}])")
_SAYING = re.compile(f"[{_having(_SAYS_IT)}]")
_HEAD = re.compile(f"(?:^|[:Q-])(?=[{chr(_KINDS)}-{chr(_ENDS - 1)}])")


class _Codes(dict[str, str]):
    """Word to its code: the letter of its class, or a private character where more than that has to be known of it."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.phrases = lexicon.phrases
        self.seconds = frozenset(second for some in lexicon.phrases.values() for second in some)
        self.kinds: dict[tuple[int, str, str], str] = {}
        self.inside = _Letters()
        self.initial = _Letters()

    def __missing__(self, word: str) -> str:
        if len(self) >= _KNOWN:
            self.clear()
        plain = _PLAIN[word]
        inside, initial = _look_up(self.lexicon, word, False), _look_up(self.lexicon, word, True)
        bits = _OPENS * (plain in self.phrases) | _SECOND * (plain in self.seconds)
        bits |= _SAYS_IT * bool(inside[1] or initial[1])
        self[word] = code = self._kind(bits, inside[0], initial[0]) if bits or inside != initial else inside[0]
        return code

    def _kind(self, bits: int, inside: str, initial: str) -> str:
        """The private character of all words that are read so."""
        kind = bits, inside, initial
        if kind not in self.kinds:
            self.kinds[kind] = code = chr(_KINDS + bits + sum(known[0] == bits for known in self.kinds))
            self.inside[code], self.initial[code] = inside, initial
        return self.kinds[kind]


class _Letters(dict[str, str]):
    """Code to the letter of a class: itself where it is one."""

    def __missing__(self, code: str) -> str:
        self[code] = code
        return code


@lru_cache(maxsize=8)
def _codes(lexicon: Lexicon) -> _Codes:
    return _Codes(lexicon)


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
