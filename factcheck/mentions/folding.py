"""A text in, the text that forms are matched against out, with the place in the original of every character.

Apostrophes, hyphens and blanks of every kind become one of each; runs of blanks become one blank, a paragraph break a line end;
letters written as base and accent become one letter; characters that nobody sees are left out.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

_BLANKS = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SAME = {"’": "'", "‘": "'", "ʼ": "'", "′": "'", "`": "'", "‐": "-", "‑": "-", **dict.fromkeys(_BLANKS, " ")}
_TABLE = str.maketrans(_SAME)
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ODD = re.compile(rf" [ {_UNSEEN}]+|[{_UNSEEN}]+|\w?[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """`places[i]` is the place in `original` of the character `i` of `text`; None where the two run in step."""

    text: str
    original: str
    places: array[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original of `[start, end)`: it takes in accents that belong to the last letter."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end]

    def line_ends(self, place: int) -> bool:
        """Whether the blank at `place` is, or holds, the end of a line."""
        if not 0 <= place < len(self.text):
            return True
        start, end = self.span(place, place + 1)
        return "\n" in self.original[start:end] or "\r" in self.original[start:end]

    def at(self, place: int) -> int:
        """Where the place of the original is in `text`."""
        return place if self.places is None else bisect_left(self.places, place)


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
    return text.lower() if text.isascii() else text.translate(_BARE_SMALL)


def _alike(text: str) -> str:
    """Character for character. One pass for each odd character is faster than one with a table: most are not there."""
    for odd, plain in _SAME.items():
        text = text.replace(odd, plain)
    return text


def fold(text: str) -> Folded:
    """The text as forms are matched against."""
    same = _alike(text)
    if not _ODD.search(same):
        return Folded(same, text, None)
    pieces: list[str] = []
    places = array("L" if array("L").itemsize == 8 else "Q")
    for piece, start in _pieces(same, text):
        pieces.append(piece)
        places.extend(range(start, start + len(piece)))
    places.append(len(text))
    return Folded("".join(pieces), text, places)


def _pieces(same: str, text: str) -> Iterator[tuple[str, int]]:
    """Pieces of the folded text: what it reads, never longer than what was written, and where that begins."""
    done = 0
    for odd in _ODD.finditer(same):
        if odd.start() > done:
            yield same[done : odd.start()], done
        yield _plain(odd[0], text[odd.start() : odd.end()]), odd.start()
        done = odd.end()
    if done < len(same):
        yield same[done:], done


def _plain(odd: str, written: str) -> str:
    if odd[0] == " ":
        return "\n" if written.replace("\r\n", "\n").count("\n") > 1 else " "
    return unicodedata.normalize("NFC", odd.strip(_UNSEEN))
