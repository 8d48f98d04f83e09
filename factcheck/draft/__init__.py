"""A file's name and bytes in, a Draft out. READERS: suffix → reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from factcheck.draft import from_html, from_markdown, from_text
from factcheck.errors import UserError, problem
from factcheck.model import Draft

READERS: dict[str, Callable[[str, str], Draft]] = {
    ".htm": from_html.read,
    ".html": from_html.read,
    ".markdown": from_markdown.read,
    ".md": from_markdown.read,
    ".text": from_text.read,
    ".txt": from_text.read,
}


def read(path: str, data: bytes) -> Draft:
    """The draft in `data`. Raises UserError, located, for a suffix without a reader and for what is no text."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in READERS:
        raise UserError([problem(path, 0, 0, "draft-no-reader", suffix=suffix or "—", known=" ".join(sorted(READERS)))])
    return READERS[suffix](path, _decode(path, data))


def _decode(path: str, data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UserError([problem(path, 1, 1, "draft-utf16")])
    try:
        source = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise UserError([problem(path, line, column, "draft-not-utf8", byte=f"0x{data[error.start]:02x}")]) from None
    if "\0" in source:
        before = source[: source.index("\0")]
        raise UserError([problem(path, before.count("\n") + 1, len(before) - before.rfind("\n"), "draft-not-text")])
    return source
