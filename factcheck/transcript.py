"""Files of what was really said in, their words in order with who spoke them out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck import draft, languages
from factcheck.errors import Problem, UserError, problem
from factcheck.model import Language

_WORD = re.compile(r"[^\W_]+")
_TURN = re.compile(r"^[ \t]*(?P<name>[^\W\d_][^:\n«“\"]{0,60}?)[ \u00a0\u202f]?:(?=\s)", re.MULTILINE)
_FEWEST_TURNS = 2
"""Lines with a name and a colon that make a transcript one with turns."""
_GUESSED = 20_000
"""Characters from which the language is guessed."""


@dataclass(frozen=True, slots=True, eq=False)
class Transcript:
    """One file. `words` in small letters, `starts` and `ends` their places; `turns`: where each begins, and whose it is."""

    path: str
    text: str
    language: Language | None
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    turns: tuple[tuple[int, str], ...]

    def speaker(self, word: int) -> str | None:
        """Whose turn a word is in; None before the first turn and in a file without turns."""
        at = bisect_right(self.turns, self.starts[word], key=lambda turn: turn[0]) - 1
        return self.turns[at][1] if at >= 0 else None

    def said(self, first: int, last: int) -> str:
        """The text from one word to before another."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split()) if last > first else ""


def load(paths: Sequence[str]) -> tuple[Transcript, ...]:
    """Every file, in order. Raises UserError for those that cannot be read."""
    read: list[Transcript] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            read.append(of_text(path, draft.read(Path(path).with_suffix(".txt").name, Path(path).read_bytes()).text))
        except UserError as error:
            problems += error.problems
        except OSError as error:
            problems.append(problem(path, 0, 0, "draft-unreadable", why=error.strerror or type(error).__name__))
    if problems:
        raise UserError(problems)
    return tuple(read)


def of_text(path: str, text: str) -> Transcript:
    """The words of a text; the names of its turns are not among them."""
    turns = list(_TURN.finditer(text))
    turns = turns if len(turns) >= _FEWEST_TURNS else []
    bare = list(text)
    for turn in turns:
        bare[turn.start() : turn.end()] = " " * (turn.end() - turn.start())
    places = [word.span() for word in _WORD.finditer("".join(bare))]
    words = tuple(text[start:end].lower() for start, end in places)
    starts, ends = tuple(start for start, _ in places), tuple(end for _, end in places)
    named = tuple((turn.end(), " ".join(turn["name"].split())) for turn in turns)
    return Transcript(path, text, languages.guess(text[:_GUESSED]), words, starts, ends, named)
