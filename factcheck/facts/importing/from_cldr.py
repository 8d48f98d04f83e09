"""Territory names of Unicode CLDR in, countries out: a JSON map of language to the map of alpha-2 or alpha-3 code to name.

That is what `localenames.territories` of cldr-json holds, one map a language: `{"fr": {"FR": "France", …}, "es": {…}}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from factcheck.facts import codes
from factcheck.facts.importing.rows import Place, Row
from factcheck.model import Facts


def read(data: bytes, facts: Facts) -> Iterator[Row]:
    """Names by alpha-3 code; alpha-2 codes are told from the names that the facts have already."""
    loaded = json.loads(data)
    if not isinstance(loaded, dict) or not all(isinstance(names, dict) for names in loaded.values()):
        raise ValueError("a map of languages to maps of names is expected")
    known = {form: id for id, country in facts.countries.items() for forms in country.named.name.values() for form in forms}
    places: dict[str, dict[str, str]] = {}
    for language, names in sorted(loaded.items()):
        for code, name in names.items():
            places.setdefault(code.lower(), {})[language] = name.replace("'", "’")
    for code, forms in sorted(places.items()):
        id = code if code in codes.COUNTRIES else next((known[name] for name in forms.values() if name in known), None)
        if id is not None:
            yield Place(id, forms)
