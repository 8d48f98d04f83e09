"""Plain text in, a Draft out: nothing to blank but odd line ends."""

from __future__ import annotations

from factcheck.draft import lines
from factcheck.model import Draft


def read(path: str, source: str) -> Draft:
    return Draft(path=path, source=source, text=lines.unwrap(lines.plain(source)))
