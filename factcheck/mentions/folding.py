"""A text in, the text that forms are matched against out, with the place in the original of every character.

Apostrophes, hyphens and blanks of every kind become one of each; runs of blanks become one blank, a paragraph break a line end;
letters written as base and accent become one letter; characters that nobody sees are left out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BLANKS = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SAME = {"’": "'", "‘": "'", "ʼ": "'", "′": "'", "`": "'", "‐": "-", "‑": "-", **dict.fromkeys(_BLANKS, " ")}
_TABLE = str.maketrans(_SAME)
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ACCENTS = frozenset(map(chr, range(0x300, 0x370)))
_BLANK_RUN = re.compile("  +")
_ODD = re.compile(rf" [ {_UNSEEN}]+|[{_UNSEEN}]+|\w?[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """`starts[n]` is where the piece `n` of `text` begins, `origins[n]` where it begins in `original`, the ends of both last;
    both empty where the two run in step. Within a piece they run in step."""

    text: str
    original: str
    starts: Sequence[int] = ()
    origins: Sequence[int] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original of `[start, end)`: it takes in accents that belong to the last letter."""
        return (self._place(start), self._place(end)) if self.starts else (start, end)

    def _place(self, place: int) -> int:
        piece = bisect_right(self.starts, place) - 1
        return self.origins[piece] + place - self.starts[piece]

    def line_ends(self, place: int) -> bool:
        """Whether the blank at `place` is, or holds, the end of a line."""
        if not 0 <= place < len(self.text):
            return True
        start, end = self.span(place, place + 1)
        return "\n" in self.original[start:end] or "\r" in self.original[start:end]

    def at(self, place: int) -> int:
        """Where the place of the original is in `text`."""
        if not self.starts:
            return place
        piece = bisect_right(self.origins, place) - 1
        ends = self.starts[min(piece + 1, len(self.starts) - 1)]
        return min(self.starts[piece] + place - self.origins[piece], ends)


def fold_form(form: str) -> str:
    """A form as it stands in folded text."""
    if form.isascii() and "`" not in form:
        return " ".join(form.split())
    return " ".join(unicodedata.normalize("NFC", form).translate(_TABLE).split())


def bare(text: str) -> str:
    """Without accents, as capitals are often set."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


class _BareSmall(dict[int, str]):
    """A letter to its small one without accents; itself where that is not one letter."""

    def __missing__(self, code: int) -> str:
        small = chr(code).lower()
        plain = bare(small)
        self[code] = plain if len(plain) == 1 else small if len(small) == 1 else chr(code)
        return self[code]


_BARE_SMALL = _BareSmall()


def bare_small(text: str) -> str:
    """As many characters as the text has."""
    small = text.lower()
    if text.isascii():
        return small
    if len(small) != len(text) or "Σ" in text:  # a letter that is two when small, one that is small by its place
        return text.translate(_BARE_SMALL)
    for letter in odd_letters(small):
        plain = _BARE_SMALL[ord(letter)]
        if plain != letter:
            small = small.replace(letter, plain)
    return small


_ASCII = bytes(range(128))


def odd_letters(text: str) -> frozenset[str]:
    """The characters of the text beyond ASCII, each once. A look at every single one would take ten times as long."""
    return frozenset(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))


def _alike(text: str, odd: frozenset[str]) -> str:
    """Character for character, one pass for each that is there: faster than one pass with a table."""
    for letter, plain in _SAME.items():
        if letter in odd or letter.isascii():
            text = text.replace(letter, plain)
    return text


def fold(text: str) -> Folded:
    """The text as forms are matched against."""
    odd = odd_letters(text)
    same = _alike(text, odd)
    plain = odd.isdisjoint(_UNSEEN) and odd.isdisjoint(_ACCENTS)
    if plain and "  " not in same:
        return Folded(same, text)
    pieces = [*_pieces(same, text, _BLANK_RUN if plain else _ODD), ("", len(text))]
    starts, place = [], 0
    for piece, _ in pieces:
        starts.append(place)
        place += len(piece)
    return Folded("".join(piece for piece, _ in pieces), text, starts, [origin for _, origin in pieces])


def _pieces(same: str, text: str, odd: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """Pieces of the folded text: what it reads, never longer than what was written, and where that begins."""
    done = 0
    for found in odd.finditer(same):
        if found.start() > done:
            yield same[done : found.start()], done
        yield _plain(found[0], text[found.start() : found.end()]), found.start()
        done = found.end()
    if done < len(same):
        yield same[done:], done


def _plain(odd: str, written: str) -> str:
    if odd[0] == " ":
        return "\n" if written.replace("\r\n", "\n").count("\n") > 1 else " "
    return unicodedata.normalize("NFC", odd.strip(_UNSEEN))
