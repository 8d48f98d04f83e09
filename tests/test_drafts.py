"""The sample drafts against the golden reports beside them. `UPDATE_GOLDEN=1` rewrites those: read the difference."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DRAFTS = sorted(path for path in (ROOT / "seeds" / "drafts").iterdir() if path.suffix in (".txt", ".md"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _check(path: Path, *options: str) -> str:
    shown = path.relative_to(ROOT).as_posix()
    command = [sys.executable, "-m", "factcheck", "check", shown, "--date", "2025-01-24", "--fail-on", "never", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True).stdout


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda path: path.name)
def test_the_report_is_the_golden_one(draft: Path) -> None:
    golden = draft.with_name(draft.name + ".report")
    report = _check(draft)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(report, encoding="utf-8")
    assert report == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda path: path.name)
def test_every_span_reads_back(draft: Path) -> None:
    source = draft.read_text(encoding="utf-8")
    for read in json.loads(_check(draft, "--format", "json"))["drafts"]:
        assert read["assertions"] and read["findings"]
        for finding in read["findings"]:
            assert source[slice(*finding["span"])] == finding["text"]
        for said in read["assertions"]:
            assert source[slice(*said["cue"]["span"])] == said["cue"]["text"]
            assert all(source[start:end].strip() for start, end in said["content"])


def test_the_readme_shows_what_is_printed() -> None:
    shown = re.findall(r"<!-- example: .+ -->\n```text\n(.*?)```", README, re.S)
    printed = (ROOT / "seeds/drafts/kremlin-call.txt.report").read_text(encoding="utf-8")
    assert len(shown) == 1
    for part in shown[0].strip().split("\n\n"):
        assert part in printed
