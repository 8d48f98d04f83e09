"""country-codes.csv in, countries out: the short and formal names of the United Nations in French, English and Spanish."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from factcheck.facts.importing.rows import Place, Row
from factcheck.model import Facts

_LANGUAGES = {"fr": "French", "en": "English", "es": "Spanish"}
_BRACKETED = re.compile(r"\s*(?:\([^)]*\)|\*+)")
_ARTICLE = re.compile(r"^(?:la |le |les |l['’]|the |el |los |las )")
"""Small letters alone: `El Salvador` is the name."""


def read(data: bytes, facts: Facts) -> Iterator[Row]:  # noqa: ARG001 - every importer is called alike
    """Articles and stars go: `Comores (les)` is `Comores`, `the Republic of Kenya` is `Republic of Kenya`."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    if "ISO3166-1-Alpha-3" not in (rows.fieldnames or ()):
        raise ValueError("a column ISO3166-1-Alpha-3 is expected")
    for row in rows:
        short = _names(row, "Short")
        if short:
            capital = {"en": row["Capital"]} if row["Capital"] else {}
            found = re.search(r"Q\d+$", row.get("wikidata_id") or "")
            yield Place(row["ISO3166-1-Alpha-3"].lower(), short, _names(row, "Formal"), capital, found[0] if found else None)


def _names(row: Mapping[str, str], kind: str) -> Mapping[str, str]:
    written = {code: row.get(f"UNTERM {language} {kind}") or "" for code, language in _LANGUAGES.items()}
    bare = {code: _ARTICLE.sub("", _BRACKETED.sub("", name)).strip().replace("'", "’") for code, name in written.items()}
    return {code: name for code, name in bare.items() if name}
