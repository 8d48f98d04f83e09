"""A document in, the places that are worth a parse out: words of saying, and quotations that read as statements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from factcheck import times, tokens
from factcheck.assertions import worth
from factcheck.grammar import Grammar
from factcheck.grammar.lexicon import Lexicon
from factcheck.model import Document, Quotation, Span
from factcheck.tokens import Fused, Tokens

_STATEMENT = 3
"""Words from which on a quotation reads as a statement."""
_FINITE = frozenset("v2AESBWY71")
_LOOKED_AT = 200
"""Characters of a quotation that tell whether it is a statement."""


@dataclass(frozen=True, slots=True)
class Spots:
    """`cues`: where words of saying begin; `quoted`: the outermost quotations, each with the class of its token; `dates`: where
    words begin that a time expression may have."""

    cues: Sequence[int]
    quoted: Sequence[Fused]
    starts: Sequence[int]
    dates: Sequence[int]

    def quotations(self, span: Span) -> Sequence[Fused]:
        first = bisect_left(self.starts, span[0])
        if first == len(self.starts) or self.starts[first] >= span[1]:
            return ()
        return self.quoted[first : bisect_left(self.starts, span[1])]

    def speaks(self, span: Span) -> bool:
        """Whether a word of saying stands in `span`."""
        first = bisect_left(self.cues, span[0])
        return first < len(self.cues) and self.cues[first] < span[1]


def spots(document: Document, grammar: Grammar) -> Spots:
    text, lexicon = document.text, grammar.lexicon
    outer = (quotation for quotation in document.quotations if quotation.depth == 0)
    quoted = [(*q.span, "Q" if _introduced(text, q) or _states(text, q.inner, lexicon) else "q") for q in outer]
    return Spots(_cues(text, lexicon), quoted, [start for start, _, _ in quoted], times.anchors(text, grammar))


def read(text: str, span: Span, quoted: Sequence[Fused], spots: Spots, grammar: Grammar) -> list[Tokens]:
    """The tokens of a sentence, quotations and time expressions fused: those pieces of it in which something may be reported."""
    dated = [(*found.span, "T") for found in times.find(text, *span, grammar, spots.dates)]
    fused = sorted([*quoted, *dated], key=lambda one: (one[0], -one[1])) if dated else quoted
    return [piece for piece in tokens.read(text, span, fused, grammar.lexicon) if worth.promising(piece, grammar)]


def _introduced(text: str, quotation: Quotation) -> bool:
    """Whether a colon stands before a quotation of more than a word: somebody speaks."""
    start, (first, last) = quotation.span[0], quotation.inner
    return text[max(0, start - 3) : start].rstrip().endswith(":") and len(text[first : min(last, first + _LOOKED_AT)].split()) > 1


def _states(text: str, inner: Span, lexicon: Lexicon) -> bool:
    """Whether a quotation reads as a statement: no name or title, and more than a word or two."""
    end = min(inner[1], inner[0] + _LOOKED_AT)
    words = text[inner[0] : end].split()
    if len(words) < _STATEMENT or words[-1][-1] in ".!?…,":
        return bool(words) and words[-1][-1] in ".!?…,"
    if any(tokens.letter(found.group(), lexicon) in _FINITE for found in lexicon.word.finditer(text, inner[0], end)):
        return True
    return len(words) > _STATEMENT and not words[0][0].isupper()


@lru_cache(maxsize=8)
def _automaton(lexicon: Lexicon) -> ahocorasick_rs.AhoCorasick:
    forms = {form for cue in lexicon.cues for form in (cue, cue.capitalize())}
    forms |= {form.replace("’", "'") for form in forms}
    return ahocorasick_rs.AhoCorasick(sorted(forms), store_patterns=False)


def _cues(text: str, lexicon: Lexicon) -> list[int]:
    """Where a word of saying stands: sentences worth a parse."""
    found = _automaton(lexicon).find_matches_as_indexes(text, overlapping=True)
    return sorted(start for _, start, end in found if not text[start - 1 : start].isalpha() and not text[end : end + 1].isalpha())
