"""The parts of a page in, a self-contained HTML document out: its style and its script are its own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from factcheck.report.markup import Markup, element


def whole(title: str, body: Sequence[Markup], spoken: str) -> str:
    """`spoken` is the language of the labels."""
    return f"<!DOCTYPE html>\n{element('html', _head(title), element('body', *body), lang=spoken)}\n"


@cache
def _asset(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _head(title: str) -> Markup:
    """No request leaves the page, and no script runs but its own: the policy says so, whatever a draft holds."""
    digest = base64.b64encode(hashlib.sha256(_asset("page.js").encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Markup(_asset("page.css"))),
    )


def script() -> Markup:
    return element("script", Markup(_asset("page.js")))
