"""Cold start and MB/s of `factcheck check` and `parse`, beside a named peer on the same text.

usage: python benchmarks/speed.py [--megabytes 3] [--runs 5] [--text FILE]

Whole processes, medians over the runs. The text is made from the sample drafts, the tests' sentences and sentences that report
nothing, names and figures varied, so that about half of it holds a word of saying; or it is a file of your own. The peer is
codespell, a word list without grammar or facts (`pip install codespell`).
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
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
SENTENCES = HERE.parent / "tests" / "sentences"
DRAFTS = HERE.parent / "seeds" / "drafts"
SYLLABLES = re.findall(r"\w+", "ba ber cor da del fa gar hol in ka lan mar no or pe quin ra sol tan ul vin wes")


def text(megabytes: float, language: str) -> str:
    """About so many megabytes of news in one language, in paragraphs of one to four sentences, names and figures varied.

    Every other sentence is taken from the sample drafts and the tests, where most report speech; the others tell what happened.
    """
    chance = random.Random(7)
    telling, plain = _telling(language), (HERE / f"plain.{language}.txt").read_text(encoding="utf-8").splitlines()
    made: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        some = [chance.choice(chance.choice((telling, plain))) for _ in range(chance.randint(1, 4))]
        made.append(_varied(" ".join(some), chance))
        size += len(made[-1].encode()) + 1
    return "\n".join(made)


def _telling(language: str) -> list[str]:
    """Paragraphs of the sample drafts and the sentences of the tests, without their marks."""
    drafts = [path.read_text(encoding="utf-8") for path in sorted(DRAFTS.glob(f"*.{language}.*")) if path.suffix != ".report"]
    paragraphs = [" ".join(block.split()) for draft in drafts for block in draft.split("\n\n")[1:]]
    tested = yaml.load((SENTENCES / f"{language}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    sentences = (re.sub(r"</?\w+>", "", line) for line in _strings(tested))
    return [line for line in (*paragraphs, *sentences) if line[-1:] in ".!?»”" and " " in line and "{" not in line]


def _strings(node: object) -> Iterator[str]:
    """The sentences of a file of tests: list items, and what stands under `text`."""
    if isinstance(node, dict):
        yield from ([node["text"]] if isinstance(node.get("text"), str) else chain.from_iterable(map(_strings, node.values())))
    elif isinstance(node, list):
        for item in node:
            yield from [item] if isinstance(item, str) else _strings(item)


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
