"""Reported speech against a folder of gold corpora: our figures beside the published ones.

usage: python benchmarks/accuracy.py FOLDER [--pattern '*.jsonl'] [--jobs N]

FOLDER holds `*.jsonl` gold files (one document a line: id, lang, text, quotes with spans), `predict.py` and `score.py`.
Each corpus is predicted and scored apart. IoU: overlap over union of the content's letters at least one half. GGT: overlap
over the gold's length above 0.3 / 0.8.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

PUBLISHED = (
    ("Gender Gap Tracker 7.0, English, 98 articles, dependency parser", None, None, 83.7, 76.1),
    ("Radar de Parité 7.0, French, 54 articles, dependency parser", None, None, 81.7, 72.6),
)


def score(gold: Path, folder: Path, jobs: int) -> dict[str, float]:
    """F of content, of content with speaker, and of GGT's two criteria, in percent."""
    with tempfile.TemporaryDirectory() as place:
        predicted, table = Path(place, "predicted.jsonl"), Path(place, "score.json")
        with predicted.open("wb") as out:
            subprocess.run([sys.executable, str(folder / "predict.py"), str(gold), "--jobs", str(jobs)], stdout=out, check=True)
        subprocess.run([sys.executable, str(folder / "score.py"), str(gold), str(predicted), "--json", str(table)],
                       stdout=subprocess.DEVNULL, check=True)  # fmt: skip
        rows = json.loads(table.read_text(encoding="utf-8"))
    row = rows.get("all") or rows[min(rows)]
    if not row["gold"]:
        row = next(rows[name] for name in sorted(rows) if rows[name]["gold"])
    return {key: 100 * row[key]["F"] for key in ("iou.5", "attributed", "ggt.3", "ggt.8")} | {
        "P": 100 * row["iou.5"]["P"], "R": 100 * row["iou.5"]["R"]
    }  # fmt: skip


def _cell(value: float | None) -> str:
    return f"{value:7.1f}" if value is not None else f"{'–':>7}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pattern", default="*.jsonl")
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args()
    print(f"{'F, in percent':66} {'P':>7} {'R':>7} {'IoU .5':>7} {'+spkr':>7} {'GGT .3':>7} {'GGT .8':>7}")
    for gold in sorted(asked.folder.glob(asked.pattern)):
        figures = score(gold, asked.folder, asked.jobs)
        print(f"{gold.stem:66}", *(_cell(figures[key]) for key in ("P", "R", "iou.5", "attributed", "ggt.3", "ggt.8")))
    for name, content, both, loose, tight in PUBLISHED:
        print(f"{name:66}", *(_cell(value) for value in (None, None, content, both, loose, tight)))


if __name__ == "__main__":
    main()
