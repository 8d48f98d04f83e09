"""A word in, its code out: the letter of its class in a language's lexicon, or a private character where more must be known."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from factcheck.grammar.lexicon import Lexicon, Saying

_MARKS = {",": ",", ";": ";", ":": ":", "–": "-", "—": "-", "―": "-", "?": "!", "!": "!", "…": "!"}
_ACRONYM = 2
"""Letters of a known word that is none in capitals: US, IT."""
_NAME, _WORD, _NUMBER = "N", "n", "9"
_KNOWN = 1 << 16
"""Words whose class is remembered."""
_KEPT_IN_CAPITALS = frozenset("dehrtp&XkjL")
"""Classes that a known word keeps when it has a capital in mid-sentence; any other is part of a name there."""


Reading: TypeAlias = tuple[str, Saying | None]
"""The class of a word and what it says."""
_KINDS, _OPENS, _SECOND, _SAYS_IT, _ENDS = 0xF0000, 0x4000, 0x2000, 0x1000, 0xF8000
"""Where the private characters begin and end that stand for words which a letter alone does not tell. Their bits say whether such
a word can open a phrase, be the second of one, and say something."""


def _having(bit: int) -> str:
    """The private characters that have the bit, for an expression."""
    return "".join(f"{chr(start)}-{chr(start + bit - 1)}" for start in range(_KINDS + bit, _ENDS, 2 * bit))


PAIR = re.compile(f"[{_having(_OPENS)}](?=[{_having(_SECOND)}])")
SAYING = re.compile(f"[{_having(_SAYS_IT)}]")
HEAD = re.compile(f"(?:^|[:Q-])(?=[{chr(_KINDS)}-{chr(_ENDS - 1)}])")


class Codes(dict[str, str]):
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
        plain = PLAIN[word]
        inside, initial = look_up(self.lexicon, word, False), look_up(self.lexicon, word, True)
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
def of(lexicon: Lexicon) -> Codes:
    """The codes of a language's words, each worked out when it is first met."""
    return Codes(lexicon)


class _Plain(dict[str, str]):
    """Words as the lexicon writes them."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _KNOWN:
            self.clear()
        self[word] = plain = word.lower().replace("'", "’").replace("‑", "-")
        return plain


PLAIN = _Plain()


def look_up(lexicon: Lexicon, word: str, initial: bool) -> Reading:
    """The class of a word and what it says. `initial`: a capital tells nothing here."""
    if word[0] == "\0":
        return word[1], None
    if word in _MARKS:
        return _MARKS[word], None
    plain = PLAIN[word]
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


def letter(word: str, lexicon: Lexicon) -> str:
    """The class of a word that stands alone."""
    known = of(lexicon)
    return known.initial[known[word]]
