"""The nouns, in the order they come to exist. Imports nothing of ours.

Every span is half-open and counts Unicode code points of the decoded draft.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[int, int]
Language: TypeAlias = str
"""An ISO 639-1 code that has a grammar: fr, en, es."""

Polarity: TypeAlias = Literal["affirms", "denies", "asks", "hedged"]
Kind: TypeAlias = Literal["direct", "indirect", "mixed", "selon"]
Status: TypeAlias = Literal["sitting", "former", "future", "acting"]
Severity: TypeAlias = Literal["error", "warning", "note"]
Confidence: TypeAlias = Literal["high", "medium", "low"]
Category: TypeAlias = Literal["factual", "attribution", "quotation", "translation", "typography"]


# ---------------------------------------------------------------- the draft


class Kept:
    """Facts are kept pickled by the hundred thousand: by their values alone, without a walk through `dataclasses.fields`."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), tuple(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class FuzzyDate(Kept):
    """A date with the precision it was written with: `2012`, `2012-11` or `2012-11-06`.

    `first` and `last` are the earliest and latest day it can mean, both included.
    """

    text: str
    first: dt.date
    last: dt.date

    @property
    def exact(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as its reader gives it.

    `source` is the decoded file; `text` is the same length, markup blanked by spaces, line ends kept.
    For formats where that cannot be (docx) both are the extracted text and `extracted` is true.
    """

    path: str
    source: str
    text: str
    language: Language | None = None
    date: dt.date | None = None
    extracted: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: `span` takes the marks along, `inner` leaves them (and the blanks inside them) out."""

    span: Span
    inner: Span
    depth: int = 0
    """0 for an outermost quotation, 1 for one inside it, …"""


@dataclass(frozen=True, slots=True)
class MarkFault:
    """A quotation mark without its partner, with the repair that the text around it asks for."""

    span: Span
    repair: Literal["delete", "close", "open"]
    """`delete` this mark; `close`: a closing mark is missing at `at`; `open`: an opening mark is missing at `at`."""
    at: int
    reason: str
    """A key of `reasons:` in the language's words: why this repair and no other."""


@dataclass(frozen=True, slots=True)
class Document:
    """A draft cut up. Sentences are quotation-aware: none ends inside an outermost quotation."""

    draft: Draft
    language: Language
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    mark_faults: tuple[MarkFault, ...]

    @property
    def text(self) -> str:
        return self.draft.text


# ---------------------------------------------------------------- reported speech


@dataclass(frozen=True, slots=True)
class Cue:
    span: Span
    lemma: str
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class Apposition:
    """A title said of the speaker: `ancien ministre de la Défense`. `office` is an id of the facts, or None."""

    span: Span
    office: str | None
    status: Status


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to speak. `span` is the full noun phrase as written, or the pronoun.

    `name` is the fullest form that the draft itself gives, `entity` the id in the facts. `via` says how it was
    resolved: full-name, surname, office, office-facts, pronoun, inverted-pronoun, subject-drop, control,
    noun-cue, homologue, common-noun, organisation.
    """

    span: Span
    name: str | None = None
    entity: str | None = None
    via: str | None = None
    appositions: tuple[Apposition, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A time expression. `dates` tells whether it dates the saying or the event spoken of."""

    span: Span
    first: dt.date | None = None
    last: dt.date | None = None
    dates: Literal["saying", "event"] = "saying"


@dataclass(frozen=True, slots=True)
class Assertion:
    """One act of reported speech. `content` in reading order, marks and `que` taken along or left."""

    id: str
    kind: Kind
    frame: str
    span: Span
    content: tuple[Span, ...]
    cue: Cue
    speaker: Speaker | None = None
    when: When | None = None
    venue: Span | None = None
    medium: Span | None = None
    addressee: Span | None = None
    refers_to: tuple[str, ...] = ()
    confidence: Confidence = "high"


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A place of the draft about which nothing could be said. `reason` is a key of the language's `reasons:`."""

    span: Span
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)


# ---------------------------------------------------------------- the facts

Forms: TypeAlias = Mapping[Language, tuple[str, ...]]
"""Forms of a name, by language."""

WrongForms: TypeAlias = Mapping[Language, Mapping[str, str]]
"""Wrong form to form to print, by language."""

FactKind: TypeAlias = Literal["office", "person", "treaty", "organisation", "country", "currency", "act", "event", "quote"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. `as_of` is the date that the source itself speaks for."""

    id: str
    url: str
    as_of: FuzzyDate | None


@dataclass(frozen=True, slots=True)
class Origin(Kept):
    """The line of a facts file that a fact stands on, and its sources (`memory` is the source that verifies nothing)."""

    file: str
    line: int
    sources: tuple[str, ...] = ()
    column: int = 1
    given: bool = False
    """True in the example of a rule: taken as firm without a source."""


@dataclass(frozen=True, slots=True)
class Named(Kept):
    """What every entry has. `name` and `short` hold masculine and feminine, or just one form."""

    id: str
    origin: Origin
    name: Forms
    short: Forms
    also: Forms
    wrong: WrongForms
    note: str | None
    not_to_confuse: tuple[str, ...]
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class DatedForm:
    """A form that is right from a date on (`also_from`)."""

    date: FuzzyDate
    forms: Forms
    origin: Origin


@dataclass(frozen=True, slots=True)
class Office:
    """A post. `named.name` holds its titles, masculine first. `of` is a country or an organisation."""

    named: Named
    of: str | None
    also_from: tuple[DatedForm, ...]
    shared: bool
    """True for a post that several people hold at once."""


@dataclass(frozen=True, slots=True)
class Spell(Kept):
    """A person's time in an office. `until` is the last day. `ended_unknown`: over, nobody noted when."""

    office: str
    start: FuzzyDate | None
    until: FuzzyDate | None
    ended_unknown: bool
    seen: FuzzyDate | None
    acting: bool
    origin: Origin
    scheduled: FuzzyDate | None = None
    """The day on which the time in office is due to end: announced, not yet true."""


@dataclass(frozen=True, slots=True)
class Person(Kept):
    named: Named
    native: str | None
    sex: Literal["m", "f"] | None
    born: FuzzyDate | None
    died: FuzzyDate | None
    family_name_first: bool
    speaks_for: str | None
    spells: tuple[Spell, ...]


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """A line of a treaty's life. `by` is the party that it concerns alone."""

    date: FuzzyDate
    event: str
    by: str | None
    to: FuzzyDate | None
    at: str | None
    origin: Origin
    due: FuzzyDate | None = None
    """The day on which the event takes effect, where that is later than its date."""


@dataclass(frozen=True, slots=True)
class Treaty:
    named: Named
    long: Forms
    level: Mapping[str, Severity]
    """Wrong form to the highest severity it may raise."""
    parties: tuple[str, ...]
    life: tuple[LifeEvent, ...]
    never_in_force: bool
    follows: tuple[str, ...]
    native: str | None = None
    depositary: str | None = None


@dataclass(frozen=True, slots=True)
class Members:
    count: int
    date: FuzzyDate
    who: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Organisation:
    named: Named
    country: str | None
    members: tuple[Members, ...]
    seat: str | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """`people`: demonyms, masculine first. `capital` and `capital_also` are right, `capital_wrong` often mistaken for it."""

    named: Named
    people: Forms
    capital: Forms
    capital_also: Forms
    capital_wrong: Forms
    adjective: Forms = field(default_factory=dict)
    """Where the adjective is another word than the demonym (Spaniard, Spanish): masculine first."""


@dataclass(frozen=True, slots=True)
class Currency:
    """`code` is that of ISO 4217, `of` the countries and bodies whose money it is."""

    named: Named
    plural: Forms
    symbol: str | None
    code: str | None
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """A decree, a law, a decision. `says` is what it says, `misread` what it is often said to say."""

    named: Named
    by: str | None
    date: FuzzyDate | None
    says: Forms
    misread: Forms


@dataclass(frozen=True, slots=True)
class Event:
    named: Named
    start: FuzzyDate | None
    until: FuzzyDate | None
    at: str | None


@dataclass(frozen=True, slots=True)
class KnownQuote:
    """Words that somebody did say. `text` per language, marks stripped."""

    id: str
    origin: Origin
    by: str
    date: FuzzyDate | None
    at: str | None
    text: Mapping[Language, str]
    medium: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of a run, by id. `digest` is a hash of the files' bytes in order, `sha256:…`."""

    sources: Mapping[str, Source]
    stale_after: int
    """Days."""
    offices: Mapping[str, Office]
    people: Mapping[str, Person]
    treaties: Mapping[str, Treaty]
    organisations: Mapping[str, Organisation]
    countries: Mapping[str, Country]
    acts: Mapping[str, Act]
    events: Mapping[str, Event]
    quotes: Mapping[str, KnownQuote]
    digest: str
    checked: FuzzyDate | None = None
    """The day on which the sources were last opened."""
    held_by: Mapping[str, tuple[tuple[str, Spell], ...]] = field(default_factory=dict)
    """An office to the people who held it, each with the time in it, in order of their files."""
    currencies: Mapping[str, Currency] = field(default_factory=dict)
    family_name_first: tuple[str, ...] = ()
    """The people whose family name comes first."""
    name_words: Mapping[str, None] = field(default_factory=dict)
    """Every word with a capital in a name of a person, in any language, wrong ones among them."""


@dataclass(frozen=True, slots=True)
class FactUse:
    """A fact as a conflict used it, and how far it can be trusted on that date.

    `firm`: exact edges, a source that is not memory, confirmed within `stale_after`. Nothing else raises an error.
    """

    id: str
    origin: Origin
    standing: Literal["firm", "fuzzy", "memory", "stale"] = "firm"
    valid: str = ""
    """The dates between which it holds, as written: `2012-11-06 – 2024-05-12`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody or something that the facts know, named in the draft.

    `ids` are the entries that the words can mean, the likeliest first. `form` says which kind of form matched;
    `wrong` and `near` ones carry the form to print in `expected`.
    """

    span: Span
    kind: FactKind
    ids: tuple[str, ...]
    form: Literal["name", "short", "also", "wrong", "near", "demonym", "capital", "capital-wrong"]
    expected: str | None = None
    country: str | None = None
    """Of an office: the country or body that the words beside it name (`russe`, `de l’ONU`)."""
    status: Status = "sitting"
    """Of an office: `ancien`, `ex-`, `futur`, `par intérim` beside it."""
    modifier: str = ""
    """Of an office: what the word beside it says: former, then, future, elect, acting, outgoing."""


# ---------------------------------------------------------------- rules and findings


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a rule. `spans` are the `[[…]]`, counted in `text` without the brackets; none: it must pass.

    `language` is None where the rule speaks several and the example does not say which.
    """

    text: str
    spans: tuple[Span, ...]
    line: int
    language: Language | None = None
    column: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """One file of a rules folder, typed. `options` are the keyword arguments of its check."""

    id: str
    file: str
    line: int
    check: str
    category: Category
    severity: Severity
    message: Mapping[Language, str]
    options: Mapping[str, object]
    why: Mapping[Language, str] = field(default_factory=dict)
    """Why the rule is there, by language; under "" where the file has one text that is for all of them."""
    owner: str | None = None
    since: str | None = None
    link: str | None = None
    given: Facts | None = None
    date: dt.date | None = None
    examples: tuple[Example, ...] = ()
    status: Literal["active", "trial"] = "active"
    """A rule on trial raises notes alone: its `severity` is already that."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a check found: no prose, no rule.

    `exact`: an exact form or date, not a near one. `ceiling` is the most that a rule may make of it, for reasons
    that the check alone knows. `values` fill the message's placeholders besides {found} and {expected}.
    """

    span: Span
    expected: str | None = None
    fact: FactUse | None = None
    exact: bool = True
    confidence: Confidence = "high"
    ceiling: Severity = "error"
    assertion: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why a finding does not count: a suppression, the baseline, a reviewer's decision."""

    kind: Literal["in-draft", "file", "baseline", "decision"]
    reason: str
    file: str = ""
    line: int = 0
    owner: str | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A conflict with the rule's words."""

    rule: str
    rule_file: str
    rule_line: int
    category: Category
    severity: Severity
    confidence: Confidence
    span: Span
    text: str
    message: str
    suggestion: str | None
    fact: FactUse | None
    assertion: str | None
    fingerprint: str
    waiver: Waiver | None = None


Answer: TypeAlias = Literal["held", "not-held", "unknown", "stale"]


@dataclass(frozen=True, slots=True)
class Post:
    """A person and an office that the draft names together, or one of them alone, and what the facts say on the draft's date.

    `person`, `office`: ids, None for whom or what the facts don't know or the words leave open. `name`: the form to print, or
    what the draft writes of a stranger; empty where it names nobody. `title`: as the draft writes it, or that of the facts.
    `elapsed`: of what is not held, whether it was before that day or will be later.
    """

    span: Span
    person: str | None
    name: str
    office: str | None
    title: str
    status: Status
    answer: Answer
    fact: FactUse | None = None
    elapsed: Literal["", "before", "later"] = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One draft, read and checked."""

    document: Document
    date: dt.date | None
    assertions: tuple[Assertion, ...]
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    posts: tuple[Post, ...] = ()
    """Who holds what, where it was asked for."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run stands on: version and content hashes."""

    factcheck: str
    rules: str
    facts: str
    grammars: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run, in the order of the drafts' paths. Writers read this and nothing else."""

    inputs: Inputs
    readings: tuple[Reading, ...]
    rules: Mapping[str, Rule]
    sources: Mapping[str, Source]
    warnings: tuple[str, ...] = ()
    """What is wrong with suppressions, `path:line: sentence`, in the language of the report."""
    offices: bool = False
    """Whether every format is to tell who holds what; the page does wherever it is known."""
