"""Rules, grammars and facts are found in a wheel, in a checkout and in an editable install."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DRAFT = "Selon Jeanne Roe, tout va bien. . Le port est fermé.\n"


def _finds(place: Path, elsewhere: Path) -> list[str]:
    """The rules that speak when factcheck is run from another folder, with only `place` on the path before the dependencies."""
    (elsewhere / "draft.txt").write_text(DRAFT, encoding="utf-8")
    command = [sys.executable, "-m", "factcheck", "check", "draft.txt", "--lang", "fr", "--format", "json"]
    found = {**os.environ, "PYTHONPATH": str(place)}
    done = subprocess.run(command, cwd=elsewhere, capture_output=True, text=True, encoding="utf-8", env=found, check=False)
    assert done.returncode == 1, done.stderr
    return [finding["rule"] for finding in json.loads(done.stdout)["drafts"][0]["findings"]]


def test_in_a_checkout(tmp_path: Path) -> None:
    assert _finds(ROOT, tmp_path) == ["doubled-stop"]


def test_in_a_wheel(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("factcheck_desk-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    (tmp_path / "elsewhere").mkdir()
    assert _finds(tmp_path / "site", tmp_path / "elsewhere") == ["doubled-stop"]
    for folder in ("rules", "grammars", "seeds"):
        assert {path.name for path in (ROOT / folder).rglob("*.*")} - {".DS_Store"} == {
            path.name for path in (tmp_path / "site" / "factcheck" / "shipped" / folder).rglob("*.*")
        }


def test_in_an_editable_install(tmp_path: Path) -> None:
    try:
        origin = distribution("factcheck-desk").read_text("direct_url.json")
    except PackageNotFoundError:
        pytest.skip("factcheck is not installed, only on the path")
    if not origin or not json.loads(origin).get("dir_info", {}).get("editable"):
        pytest.skip("this is not an editable install")
    (tmp_path / "elsewhere").mkdir()
    assert _finds(tmp_path, tmp_path / "elsewhere") == ["doubled-stop"]
