"""The name of a shipped folder in, its path out: in a wheel, an editable install, a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def folder(name: str) -> Path:
    """The path of `rules`, `grammars` or `seeds`: inside the package (wheel), else beside it (checkout, editable)."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
