"""The one kind of error that a user can cause: where it is, what is wrong, what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A place and a sentence. `line` and `column` are 1-based; 0 where a whole file is meant.

    `code` names the sentence in the wording files, `values` fill it. Equal problems are one problem.
    """

    path: str
    line: int
    column: int
    code: str
    values: tuple[tuple[str, str], ...] = field(default=())


class UserError(Exception):
    """Every problem of a run, at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("; ".join(f"{p.path}:{p.line}:{p.column}: {p.code}" for p in self.problems))


def problem(path: str, line: int, column: int, code: str, /, **values: object) -> Problem:
    """A Problem with its values given by keyword."""
    return Problem(path, line, column, code, tuple(sorted((key, str(value)) for key, value in values.items())))
