"""The tokens of a piece in, whether a frame can be in it out: by the classes that every frame needs, and what its verb takes."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.grammar import Grammar
from factcheck.grammar.lexicon import Lexicon, Saying
from factcheck.tokens import Tokens

_PROMISING = "[SPBYGILs@xQC4]|[X].*[k]|[X][t]|^[U]"
"""Classes that a frame needs: a noun of saying says nothing without a clause."""
_UNASKED = "[QL@x]|[4].*[k]|[SPBYIGC].*[q]|[q].*[SPBYIGC]|[X].*[k]|^[U].*,|[mc].*[SPB]|,[d][k].*[SPB]"
"""The same, for languages in which a claim never follows its verb without a mark of it: what asks nothing of the verb, or words
in marks."""
_INCISED = "[,!-].{0,3}[SPBYC]|[,!-].*[SBYC].*[j]"
_MARKED = f"{_UNASKED}|[SPBYIGC].*[kf3iI:x]|{_INCISED}"
_INCISE = re.compile(_INCISED)
_BORNE = {"that": "kx", "whether": "f3l", "colon": ":", "infinitive": "iI", "of_infinitive": "iI", "doing": "iI"}
"""What must stand somewhere behind a verb for its complement."""
_WORDLESS = "[SPB](?:[.,;!]|$)"
"""The same for frames in which no words are reported."""


def promising(piece: Tokens, grammar: Grammar) -> bool:
    """Whether a frame may be in a piece, by the classes of its words alone: most hold a word of saying and nothing said."""
    return _possible(grammar).search(piece.first) is not None


def borne(piece: Tokens, lexicon: Lexicon) -> bool:
    """Whether what a frame needs is there, and of what a verb takes its mark."""
    if _needed(lexicon).search(piece.classes):
        return True
    verbs = [(place, _taken(saying)) for place, saying in piece.sayings.items()] if _marks(lexicon) else []
    if any(_borne_behind(takes).match(piece.classes, place) for place, takes in verbs):
        return True
    return any("incise" in takes for _, takes in verbs) and _INCISE.search(piece.classes) is not None


def _taken(saying: Saying) -> frozenset[str]:
    """What a verb takes, with or without a reflexive pronoun."""
    return saying.takes | saying.reflexive.takes if saying.reflexive else saying.takes


@lru_cache(maxsize=1 << 8)
def _borne_behind(takes: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f".*[{classes}]" if (classes := "".join(_BORNE[one] for one in sorted(takes & _BORNE.keys()))) else "(?!)")


@lru_cache(maxsize=8)
def _needed(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(_UNASKED if _marks(lexicon) else _PROMISING)


@lru_cache(maxsize=8)
def _marks(lexicon: Lexicon) -> bool:
    """Whether a claim never follows its verb without a mark of it."""
    return not any("zero_that" in saying.takes for saying in lexicon.sayings.values())


@lru_cache(maxsize=8)
def _possible(grammar: Grammar) -> re.Pattern[str]:
    """The classes that a frame needs, each with all those that may be reread as it."""
    lexicon, bare = grammar.lexicon, "bare_frames" in grammar.frames.starts
    needed = "|".join((_MARKED if _marks(lexicon) else _PROMISING, *([_WORDLESS] if bare else ())))
    return re.compile(re.sub(r"(?<=\[)[^]]+", lambda some: "".join(sorted(_origins(some[0], lexicon))) + some[0], needed))


def _origins(classes: str, lexicon: Lexicon) -> frozenset[str]:
    """The classes of which rereads can make one of these."""
    found = frozenset(letter for _, made, read, _ in lexicon.rereads if made in classes for letter in read)
    return found if found <= set(classes) else found | _origins(classes + "".join(found), lexicon)
