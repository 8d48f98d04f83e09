"""What the tests share: a desk of one's own in a folder, and the command line as a user has it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("project", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("project")

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def _no_cache_of_this_machine(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def factcheck(tmp_path: Path) -> Command:
    """Run the command in a folder of its own, which counts as a repository's root."""
    (tmp_path / ".git").mkdir()

    def run(*arguments: object, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "factcheck", *map(str, arguments)], cwd=tmp_path, input=stdin, capture_output=True, text=True,
            encoding="utf-8", env={**os.environ, "LANG": "en_GB.UTF-8", "LC_ALL": "", **environment}, check=False,
        )  # fmt: skip

    return run
