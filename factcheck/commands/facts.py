"""`factcheck facts`: lists, shows and lints facts files."""

from __future__ import annotations

import argparse


def run(asked: argparse.Namespace) -> int:
    raise NotImplementedError(asked.action)
