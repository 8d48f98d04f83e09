"""A claim in, the place out where the narrator takes over behind it: *said the vote was fair, while others doubted it*."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.grammar import Grammar
from factcheck.tokens import Tokens

_VERB = re.compile("[v2AESBW]")
_CLAUSE = re.compile("[mM]b*(?:o|[^,;:Qqv2AESBWkot]{1,10})[bZ]*[v2AESBWYC]")
"""A conjunction, a subject and its verb."""
_SAME_SUBJECT = re.compile("k?b*o")
"""A claim whose subject is a pronoun: behind *but*, a pronoun goes on with it."""


def takes_over(text: str, piece: Tokens, claim: tuple[int, int], grammar: Grammar) -> int:
    """The token at which a claim ends: a comma before listed words, or before *as* or *but* with a clause.

    Quoted words behind it are still the speaker's, and so is all before them.
    """
    classes, (start, end) = piece.classes, claim
    openers = grammar.words.get("narrator_openers", ())
    comma = classes.find(",", start, end) if openers else -1
    while 0 <= comma < end - 1:
        quoted = "Q" in classes[comma:end] or "q" in classes[comma:end]
        if not quoted and _VERB.search(classes, start, comma) and _narrates(text, piece, claim, comma + 1, grammar):
            return comma
        comma = classes.find(",", comma + 1, end)
    return end


def _narrates(text: str, piece: Tokens, claim: tuple[int, int], at: int, grammar: Grammar) -> bool:
    if _opening(grammar.words["narrator_openers"]).match(text, piece.spans[at][0]):
        return True
    return _opens_clause(text, piece, claim, at, grammar)


def _opens_clause(text: str, piece: Tokens, claim: tuple[int, int], at: int, grammar: Grammar) -> bool:
    """Whether a conjunction and a clause of the narrator's own stand there."""
    speaks = text[slice(*piece.spans[at])].lower() in grammar.words.get("claim_openers", ())
    if speaks or not _CLAUSE.match(piece.classes, at, claim[1]):
        return False
    goes_on = piece.classes[at] == "M" and piece.classes[at + 1] == "o" and _SAME_SUBJECT.match(piece.classes, *claim)
    return not goes_on


@lru_cache(maxsize=8)
def _opening(openers: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(openers, key=lambda words: (-len(words), words))
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
