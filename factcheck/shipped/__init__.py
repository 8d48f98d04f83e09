"""The name of a shipped folder in, its path out: in a wheel, an editable install, a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@cache
def folder(name: str) -> Path:
    """The path of `rules`, `grammars` or `seeds`: in this folder (wheel), else beside the package (checkout, editable)."""
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parent.parent / name
