"""Something costly to build in, the same thing out, quicker the second time.

What is kept is a function of the content hash in its name, so the folder may be deleted at any time and no answer changes.
`--no-cache` sets FACTCHECK_NO_CACHE, which worker processes inherit.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
_KEPT = 12
"""Files of one kind that stay: as many states of rules or facts as somebody goes to and fro between."""
SWITCH = "FACTCHECK_NO_CACHE"


def digest(parts: Iterable[bytes]) -> str:
    """`sha256:…` of the parts, each with its length before it, so that no two lists of parts share a hash."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return f"sha256:{total.hexdigest()}"


def remember(name: str, content: str, build: Callable[[], T]) -> T:
    """What `build` gives, kept under `name` and the hash of all that it is a function of. Kept files are the user's own."""
    if os.environ.get(SWITCH):
        return build()
    path = _folder() / f"{name}-{_code()}-{content.removeprefix('sha256:')[:32]}.pickle"
    try:
        with path.open("rb") as kept:
            found: T = pickle.load(kept)
            return found
    except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, IndexError):
        made = build()
        _keep(path, made)
        return made


@cache
def _code() -> str:
    """Which code made it: this Python, and the size and time of every file of the package."""
    files = sorted((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in Path(__file__).parent.rglob("*.py"))
    return f"{sys.implementation.cache_tag}-{digest([repr(files).encode()])[7:19]}"


def _folder() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "factcheck-desk"


class _Pickler(pickle.Pickler):
    """Frozen dataclasses are kept as a call of their class: half the time of filling their slots by name."""

    def reducer_override(self, made: object) -> Any:
        if dataclasses.is_dataclass(made) and not isinstance(made, type):
            return type(made), tuple(getattr(made, one.name) for one in dataclasses.fields(made))
        return NotImplemented


def _keep(path: Path, made: object) -> None:
    """Written under a name of its own and renamed: two runs at once never read half a file. A full or locked disk is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as fresh:
            _Pickler(fresh, protocol=pickle.HIGHEST_PROTOCOL).dump(made)
        Path(fresh.name).replace(path)
        older = sorted(path.parent.glob(f"{path.name.split('-')[0]}-*.pickle"), key=lambda kept: -kept.stat().st_mtime_ns)
        for kept in older[_KEPT:]:
            kept.unlink(missing_ok=True)
    except OSError:
        return
