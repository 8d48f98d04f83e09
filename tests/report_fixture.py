"""A report about invented people, built by hand: two drafts, every severity, a waiver, something not checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from factcheck.model import (
    Apposition,
    Assertion,
    Cue,
    Document,
    Draft,
    FactUse,
    Finding,
    FuzzyDate,
    Inputs,
    Mention,
    NotChecked,
    Origin,
    Reading,
    Report,
    Rule,
    Source,
    Span,
    Speaker,
    Waiver,
    When,
)

DAY = dt.date(2025, 3, 7)

FRENCH = (
    "Le chantier du pont de Lorvane reprendra au printemps.\n"
    "\n"
    "« Les fonds sont là  ; nous n’attendons plus que la crue baisse », a déclaré vendredi Anselme Quertoy, "
    "ministre de l’Équipement de Valdorie, lors d’un point de presse à Lorvane. "
    "Selon la secrétaire générale du Conseil des rives, Mirabelle Ostrander-Vick, « rien n’est signé.\n"
    "Interrogé par <la radio> & les agences, il a nié que la Convention de Port-Sable de 1987 soit caduque ; "
    "l’entreprise Tessel & fils n’a pas répondu.\n"
)
ENGLISH = (
    "The ferry will sail again, port warden Ida Quill said on Friday.\n"
    "“We are ready”, she said. Nobody from the Harbour Trust commented.\n"
)


def at(text: str, words: str) -> Span:
    """Where `words` first stand in `text`: only the fixture searches, the engine never does."""
    start = text.index(words)
    return start, start + len(words)


def rule(name: str, category: str, severity: str, why: Mapping[str, str]) -> Rule:
    messages = {"fr": "…", "en": "…"}
    return Rule(
        id=name, file=f"rules/{name}.yaml", line=1, check=name.replace("-", "_"), category=category,  # type: ignore[arg-type]  # literals
        severity=severity, message=messages, options={}, why=why, owner="foreign desk", since="2025-01-02",  # type: ignore[arg-type]
        link="https://style.example/titles" if category == "factual" else None,
    )  # fmt: skip


def finding(name: str, category: str, severity: str, span: Span, text: str, message: str, **more: object) -> Finding:
    given = {"confidence": "high", "suggestion": None, "fact": None, "assertion": None, "waiver": None, **more}
    return Finding(
        rule=name, rule_file=f"rules/{name}.yaml", rule_line=1, category=category, severity=severity,  # type: ignore[arg-type]
        span=span, text=text[span[0] : span[1]], message=message, fingerprint=f"v1:{name}-{span[0]:04}", **given,  # type: ignore[arg-type]
    )  # fmt: skip


def _date(text: str) -> FuzzyDate:
    day = dt.date.fromisoformat(text)
    return FuzzyDate(text, day, day)


SOURCES = {
    "gazette": Source("gazette", "https://gazette.example/decree/1142?a=1&b=2", _date("2025-02-20")),
    "un-treaties": Source("un-treaties", "https://treaties.example/port-sable", _date("2024-11-30")),
}
RULES = {
    made.id: made
    for made in (
        rule("office-title", "factual", "error", {"": "Readers look people up by the title we print.\nA wrong one misleads."}),
        rule("quotation-marks", "quotation", "warning", {"": "A quotation that never ends puts our words in somebody's mouth."}),
        rule("space-before-semicolon", "typography", "note", {"": "One narrow no-break space, never two blanks."}),
        rule("treaty-name", "factual", "warning", {"": "A treaty has one name."}),
        rule("cue-lexicon", "attribution", "note", {"": "To deny is a strong word."}),
    )
}


def french() -> Reading:
    text = FRENCH
    speaker = Speaker(
        at(text, "Anselme Quertoy"), "Anselme Quertoy", "anselme-quertoy", "full-name",
        (Apposition(at(text, "ministre de l’Équipement de Valdorie"), "vd-works-minister", "sitting"),),
    )  # fmt: skip
    quoted = at(text, "« Les fonds sont là  ; nous n’attendons plus que la crue baisse »")
    sentence = (quoted[0], at(text, "à Lorvane.")[1])
    assertions = (
        Assertion(
            "a1", "direct", "quote_said_speaker", sentence, (quoted,), Cue(at(text, "a déclaré"), "déclarer", "affirms"), speaker,
            When(at(text, "vendredi"), DAY, DAY), venue=at(text, "à Lorvane"), medium=at(text, "lors d’un point de presse"),
        ),
        Assertion(
            "a2", "indirect", "speaker_said_that", at(text, "il a nié que la Convention de Port-Sable de 1987 soit caduque"),
            (at(text, "que la Convention de Port-Sable de 1987 soit caduque"),), Cue(at(text, "a nié"), "nier", "denies"),
            Speaker((at(text, "il a nié")[0], at(text, "il a nié")[0] + 2), "Anselme Quertoy", "anselme-quertoy", "pronoun"),
            addressee=at(text, "la radio> & les agences"), refers_to=("a1",),
        ),
    )  # fmt: skip
    office = FactUse("vd-works-minister", Origin("facts/valdorie.yaml", 12, ("gazette",)), "firm", "2023-06-01 – ")
    council = FactUse("vd-banks-secretary", Origin("facts/valdorie.yaml", 31, ("memory",)), "memory", "2021 – 2024-08")
    treaty = FactUse("port-sable", Origin("facts/treaties.yaml", 4, ("memory", "un-treaties")), "stale", "1986-05-01 – ")
    findings = (
        finding(
            "space-before-semicolon", "typography", "note", at(text, "  ;"), text, "Deux blancs avant le point-virgule.",
            suggestion="\u202f;",
        ),
        finding(
            "office-title", "factual", "error", at(text, "ministre de l’Équipement de Valdorie"), text,
            "« ministre de l’Équipement de Valdorie » : le titre exact est « ministre des Travaux publics » (https://gazette.example).",
            suggestion="ministre des Travaux publics de Valdorie", fact=office, assertion="a1",
        ),
        finding(
            "office-title", "factual", "warning", at(text, "secrétaire générale du Conseil des rives, Mirabelle Ostrander-Vick"),
            text, "Mirabelle Ostrander-Vick n’était plus secrétaire générale du Conseil des rives ce jour-là.",
            confidence="medium", fact=council,
        ),
        finding(
            "quotation-marks", "quotation", "warning", at(text, "« rien n’est signé.\nInterrogé"), text,
            "Le guillemet ouvert n’est jamais fermé.",
        ),
        finding(
            "treaty-name", "factual", "warning", at(text, "Convention de Port-Sable de 1987"), text,
            "La convention date de 1986.",
            suggestion="Convention de Port-Sable de 1986", confidence="low", fact=treaty, assertion="a2",
        ),
        finding(
            "cue-lexicon", "attribution", "note", at(text, "a nié que la Convention"), text,
            "« nier » : a-t-il démenti, ou refusé de répondre ?", assertion="a2",
        ),
        finding(
            "office-title", "factual", "error", at(text, "Tessel & fils"), text,
            "« Tessel & fils » : le nom exact est « Tessel et fils ».", fact=office, suggestion="Tessel et fils",
            waiver=Waiver("in-draft", "l’enseigne l’écrit <ainsi>", "drafts/pont.txt", 4, "desk économie", dt.date(2025, 12, 31)),
        ),
    )  # fmt: skip
    draft = Draft("drafts/pont.txt", text, text, "fr", DAY)
    mentions = (Mention(at(text, "Anselme Quertoy"), "person", ("anselme-quertoy",), "name"),)
    unchecked = (
        NotChecked(at(text, "Mirabelle Ostrander-Vick"), "fixture-unknown", {"name": "Mirabelle Ostrander-Vick"}),
        NotChecked(at(text, "Selon la secrétaire"), "fixture-open"),
    )
    return Reading(Document(draft, "fr", (), (), (), ()), DAY, assertions, mentions, findings, unchecked)


def english(language: str = "en") -> Reading:
    text = ENGLISH
    said = Assertion(
        "a1", "indirect", "claim_speaker_said", (0, at(text, "on Friday.")[1]), (at(text, "The ferry will sail again"),),
        Cue(at(text, "said"), "say", "affirms"), Speaker(at(text, "port warden Ida Quill"), "Ida Quill", None, "full-name"),
        When(at(text, "on Friday")),
    )  # fmt: skip
    found = finding("quotation-marks", "typography", "note", at(text, "”,"), text, "The comma stands inside.", suggestion=",”")
    return Reading(Document(Draft("drafts/ferry.md", text, text), language, (), (), (), ()), None, (said,), (), (found,), ())


def report(*readings: Reading, warnings: tuple[str, ...] = ()) -> Report:
    inputs = Inputs("0.1.0", "sha256:" + "1" * 64, "sha256:" + "2" * 64, "sha256:" + "3" * 64)
    return Report(inputs, readings or (french(), english()), RULES, SOURCES, warnings)


def reasons(_: str) -> Mapping[str, str]:
    """Why something was not checked, for the codes of this fixture alone: stands in for the sentences of a language."""
    return {"fixture-open": "on ne voit pas où finit la citation", "fixture-unknown": "les faits ne connaissent pas {name}"}
