"""A person as the subject of a sentence in, a comma alone between them and their verb out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.checks import around
from factcheck.checks.scene import Scene
from factcheck.model import Conflict, Mention, Span

PLACEHOLDERS = ("name",)

_OPENING = '«“"–—- \u00a0\u202f'
_VERB = re.compile(r",[ \u00a0](?P<verb>[\w’']+)(?=[ \u00a0])")
_BREAKS = re.compile(r"[,;:()\[\]«»“”\"—–\n]")
_WORDS = re.compile(r"[\w’'-]+")
_LONGEST = 90
"""Characters of the longest title before a name."""
_REST = 300
"""Characters of a sentence in which another comma makes of the verb a clause put in: `Roe, dit la radio, est parti`."""


def subject_comma(scene: Scene) -> Iterator[Conflict]:
    """`Le ministre Jean Roe, a dit`, `Jeanne Roe ministre des Ponts, a dit`: one comma, where none or two belong.

    Only where the subject opens the sentence and no other mark follows. {name}: the subject's name.
    """
    text = scene.document.text
    for mention in scene.mentions:
        begun = _begun(scene, mention) if mention.kind == "person" else None
        if begun is None:
            continue
        title = _title_behind(scene, mention)
        end = title.span[1] if title else mention.span[1]
        found = _VERB.match(text, end)
        if found and _is_verb(scene, found["verb"]) and _last_mark(scene, found.end()):
            name = text[slice(*mention.span)]
            head = text[begun : mention.span[1]] + (", " + text[slice(*title.span)] + "," if title else "")
            yield Conflict((begun, found.end()), expected=f"{head} {found['verb']}", exact=False, values={"name": name})


def _begun(scene: Scene, mention: Mention) -> int | None:
    """Where the sentence begins, when nothing but the person's title stands before the name."""
    text, lists = scene.document.text, scene.grammar.words
    start, _ = around.sentence(scene, mention.span[0])
    if mention.span[0] - start > _LONGEST:
        return None
    start += len(text[start : mention.span[0]]) - len(text[start : mention.span[0]].lstrip(_OPENING))
    if _BREAKS.search(text, start, mention.span[0]):
        return None
    words = [word.group().lower() for word in _WORDS.finditer(text, start, mention.span[0])]
    links = {*lists["title_links"], *lists["finite_verbs"]}
    return start if not words or (_is_title(scene, (start, mention.span[0]), words) and words[-1] not in links) else None


def _is_title(scene: Scene, span: Span, words: list[str]) -> bool:
    """Whether the words are an article and a title, or a title alone: a preposition before it makes no subject."""
    nouns, articles = scene.grammar.words["title_nouns"], scene.grammar.words["definite_articles"]
    named = any(m.kind == "office" and m.span[0] <= span[0] + len(words[0]) + 1 for m in around.mentions_within(scene, span))
    ahead = words[0].startswith(articles) and any(word.endswith(nouns) for word in words[:3])
    bare = words[0].startswith(articles) or words[0] in nouns or len(words) < 3
    return ahead or (named and bare)


def _title_behind(scene: Scene, mention: Mention) -> Mention | None:
    """The office that follows the name with a blank alone between."""
    following = next(iter(around.mentions_after(scene, mention.span[1])), None)
    apart = following is None or following.kind != "office" or following.span[0] != mention.span[1] + 1
    return None if apart or scene.document.text[mention.span[1]].isalnum() else following


def _is_verb(scene: Scene, word: str) -> bool:
    small = word.lower()
    return small in scene.grammar.words["finite_verbs"] and small not in scene.grammar.words["no_verbs_behind_comma"]


def _last_mark(scene: Scene, at: int) -> bool:
    end = around.sentence(scene, at)[1]
    return _BREAKS.search(scene.document.text, at, min(max(end, at), at + _REST)) is None
