"""A person and an office of a draft in, what a report says of them out: held, not held, unknown, stale, and by which line."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import Post, Reading, Source
from factcheck.report import labels


def told(reading: Reading, post: Post, source: Source | None, spoken: str) -> str:
    """All of it on one line."""
    stands_on = "; ".join(grounds(post, source, spoken))
    return f"{named(post)}: {verdict(reading, post, spoken)}" + (f" ({stands_on})" if stands_on else "")


def named(post: Post) -> str:
    """Who, and what."""
    return " — ".join(part for part in (post.name, " ".join(post.title.split())) if part)


def verdict(reading: Reading, post: Post, spoken: str) -> str:
    """The answer in words, for the draft's date."""
    if reading.date is None and (post.person or post.office):
        return labels.label("post-undated", spoken)
    return labels.label(f"post-{_code(post)}", spoken, date=reading.date.isoformat() if reading.date else "")


def _code(post: Post) -> str:
    if post.answer == "unknown" and post.person and not post.title:
        return "no-office"
    if post.answer == "unknown" and not post.name:
        return "nobody"
    return post.elapsed if post.answer == "not-held" and post.elapsed else post.answer


def grounds(post: Post, source: Source | None, spoken: str) -> Iterator[str]:
    """The dates, the line of the facts, how far it can be trusted, its source and the day that this speaks for."""
    fact = post.fact
    if fact is None:
        return
    if fact.valid.strip():
        yield fact.valid.strip()
    yield f"{fact.origin.file}:{fact.origin.line}"
    if fact.standing not in ("firm", "stale"):
        yield labels.label(f"standing-{fact.standing}", spoken)
    if source:
        yield source.url
        if source.as_of:
            yield labels.label("as-of", spoken, date=source.as_of.text)
