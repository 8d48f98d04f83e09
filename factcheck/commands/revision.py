"""A file and a git revision in, the file's bytes as they were then out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import late
from factcheck.errors import UserError, problem

if TYPE_CHECKING:
    import subprocess
else:
    subprocess = late.module("subprocess")


def content(path: Path, revision: str, option: str) -> bytes | None:
    """None when the file was not there. Raises UserError, which names the option, for a revision that is none."""
    if _git(path.parent, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") is None:
        raise UserError([problem(option, 0, 0, "no-revision", revision=revision)])
    return _git(path.parent, "show", f"{revision}:./{path.name}")


def _git(folder: Path, *arguments: str) -> bytes | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
