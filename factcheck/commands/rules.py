"""`factcheck rules`: lists and tests rules."""

from __future__ import annotations

import argparse
from pathlib import Path

from factcheck import examples, gather, pipeline, rules, wording
from factcheck.config import find


def run(asked: argparse.Namespace) -> int:
    loaded = rules.load([Path(path) for path in asked.paths] or gather.sources("rules", asked.rules, find(Path.cwd())))
    failures = [failure for rule in loaded for failure in examples.run(rule, pipeline.example)]
    for failure in failures:
        print(f"{failure.file}:{failure.example.line}: {examples.difference(failure)}")
    print(len(loaded), sum(len(r.examples) for r in loaded), len(failures))
    return int(bool(failures))
