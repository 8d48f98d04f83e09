"""Findings and the reasons people gave for living with them in, findings marked with a Waiver out: none is ever removed."""

from __future__ import annotations

import hashlib

from factcheck.model import Finding


def fact_version(finding: Finding) -> str:
    """Eight hex digits that change when what the fact says changes: the form to print, or the dates between which it holds.

    A newer look at an unchanged source leaves them alone.
    """
    said = "\0".join((finding.fact.id, finding.fact.valid, finding.suggestion or "")) if finding.fact else ""
    return hashlib.sha256(said.encode()).hexdigest()[:8]
