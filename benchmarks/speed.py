"""Cold start and MB/s of `factcheck check` and `parse`, beside a named peer on the same text.

usage: python benchmarks/speed.py [--megabytes 3] [--runs 5] [--text FILE]

Whole processes, medians over the runs. The text is made from the sample drafts, names and figures varied so that no cache of
seen words helps, or is a file of your own. The peer is codespell, a word list without grammar or facts (`pip install codespell`).
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DRAFTS = Path(__file__).resolve().parent.parent / "seeds" / "drafts"
SYLLABLES = [
    "ba",
    "ber",
    "cor",
    "da",
    "del",
    "fa",
    "gar",
    "hol",
    "in",
    "ka",
    "lan",
    "mar",
    "no",
    "or",
    "pe",
    "quin",
    "ra",
    "sol",
    "tan",
    "ul",
    "vin",
    "wes",
]


def text(megabytes: float, language: str) -> str:
    """About so many megabytes of news in one language: the sample drafts again and again, every capitalised name another one."""
    chance = random.Random(7)
    models = [path.read_text(encoding="utf-8") for path in sorted(DRAFTS.glob(f"*.{language}.txt"))]
    models = models or [path.read_text(encoding="utf-8") for path in sorted(DRAFTS.glob("*.txt"))]
    made: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        model = chance.choice(models)
        made.append(_varied(model, chance))
        size += len(made[-1].encode())
    return "\n".join(made)


def _varied(model: str, chance: random.Random) -> str:
    names: dict[str, str] = {}
    varied = re.sub(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][a-zà-ÿ]{3,}", lambda found: _another(found[0], names, chance), model)
    return re.sub(r"\d", lambda _: str(chance.randrange(10)), varied)


def _another(name: str, names: dict[str, str], chance: random.Random) -> str:
    """Half of the names stay as they are: the facts know them."""
    if name not in names:
        names[name] = name if chance.random() < 0.5 else "".join(chance.choices(SYLLABLES, k=3)).capitalize()
    return names[name]


def seconds(command: list[str], runs: int) -> float:
    """Median wall time of the whole process, after one run that does not count."""
    times = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, check=False)
        times.append(time.perf_counter() - began)
        if done.returncode not in (0, 1, 64, 65):
            sys.exit(f"{' '.join(command)} failed: {done.stderr.decode()[-300:]}")
    return statistics.median(times[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=3.0)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--lang", default="fr")
    asked = parser.parse_args()
    ours = [sys.executable, "-m", "factcheck"]
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small.txt"), Path(folder, "large.txt")
        body = asked.text.read_text(encoding="utf-8") if asked.text else text(asked.megabytes, asked.lang)
        large.write_text(body, encoding="utf-8")
        small.write_text(body[:3000], encoding="utf-8")
        options = ["--lang", asked.lang, "--date", "2025-01-24"]
        rows = [
            ("factcheck check", [*ours, "check", *options, "--fail-on", "never", "--format", "json"]),
            ("factcheck check --no-cache", [*ours, "check", *options, "--no-cache", "--fail-on", "never", "--format", "json"]),
            ("factcheck parse", [*ours, "parse", *options, "--format", "jsonl"]),
        ]
        if peer := shutil.which("codespell", path=str(Path(sys.executable).parent)) or shutil.which("codespell"):
            rows.append(("codespell", [peer]))
        print(f"{'':28} {'cold, 3 KB':>11} {f'{len(body.encode()) / 1e6:.1f} MB':>9} {'MB/s':>6}")
        for name, command in rows:
            cold = seconds([*command, str(small)], asked.runs)
            whole = seconds([*command, str(large)], max(1, asked.runs // 2))
            rate = len(body.encode()) / 1e6 / max(whole - cold, 1e-6)
            print(f"{name:28} {cold:9.3f} s {whole:7.2f} s {rate:6.2f}")


if __name__ == "__main__":
    main()
