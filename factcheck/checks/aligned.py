"""Two rows of words in, where they differ out, and whether a word that differs tells something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of one row and what stands for it in the other, half-open, by number; `same` where they are equal."""

    ours: tuple[int, int]
    theirs: tuple[int, int]
    same: bool


def steps(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Step]:
    """From the first row to the second, equal and other stretches in turn, with as few changes as can be."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - most drafts have no quotation to align, and need not wait for it

    last: Step | None = None
    for code in Indel.opcodes(ours, theirs):
        one = Step((code.src_start, code.src_end), (code.dest_start, code.dest_end), code.tag == "equal")
        if last is not None and not last.same and not one.same:
            last = Step((last.ours[0], one.ours[1]), (last.theirs[0], one.theirs[1]), False)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def telling(word: re.Match[str], denials: Sequence[str]) -> bool:
    """Whether a word is a number, a denial, or a name: a capital that does not open a sentence or a quotation."""
    text, before = word.group(), word.string[max(0, word.start() - 2) : word.start()].strip()
    name = text[0].isupper() and before[-1:] not in ("", ".", "!", "?", "…", ":", "«", "“", '"', "]")
    return text[0].isdigit() or name or text.lower() in denials


def difference(ours: Sequence[str], theirs: Sequence[str], around: int = 2) -> str:
    """`we will {-not-}{+never+} close`: what was said and the draft leaves out, what the draft has instead."""
    pieces: list[str] = []
    for step in steps(theirs, ours):
        kept, put = list(theirs[slice(*step.ours)]), list(ours[slice(*step.theirs)])
        if step.same:
            pieces += kept if len(kept) <= 2 * around + 1 else [*kept[:around], "…", *kept[-around:]]
        else:
            pieces.append((f"{{-{' '.join(kept)}-}}" if kept else "") + (f"{{+{' '.join(put)}+}}" if put else ""))
    return " ".join(pieces)
