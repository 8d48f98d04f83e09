"""Known forms are found where they stand, whole, once, and with what the words beside a title make of it."""

from __future__ import annotations

import time
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import document, facts, grammar, mentions, yamlfile
from factcheck.mentions.folding import bare, bare_small, fold
from factcheck.model import Document, Draft, Facts, Mention

FACTS = """
offices:
  vd-president: {title: {fr: président|présidente, en: president, es: presidente|presidenta}, of: vdo}
  ld-president: {title: {fr: président de la République, en: president, es: presidente}, of: ldo}
  vd-defence:
    title: {fr: ministre de la Défense, en: defence minister, es: ministro de Defensa|ministra de Defensa}
    of: vdo
  ld-defence: {title: {fr: ministre de la Défense, en: defence minister, es: ministro de Defensa}, of: ldo}
  vd-secretary:
    also: {en: [Safety Council secretary]}
    title: {fr: secrétaire du Conseil de sûreté, en: secretary of the Safety Council, es: secretario del Consejo de Seguridad}
    wrong:
      fr: {secrétaire général du Conseil de sûreté: secrétaire du Conseil de sûreté}
      en: {secretary general of the Safety Council: secretary of the Safety Council}
      es: {secretario general del Consejo de Seguridad: secretario del Consejo de Seguridad}
    of: vd-safety
  league-secretary:
    title: {fr: secrétaire général de la Ligue, en: League secretary general, es: secretario general de la Liga}
    of: league
  xx-chief: {title: {fr: intendant général}, of: xx}
  vd-inspector: {title: {en: inspector-general}, of: vdo}
people:
  ada-lorne:
    name: {fr: Adeline Lornais, en: Adeline Lorne, es: Adelina Lorne}
    short: {fr: Lornais, en: Lorne, es: Lorne}
    also: {en: [Adelyn Lorne], fr: [Adélaïde Lornais]}
    wrong: {fr: {Lorne: Lornais}, en: {Lornais: Lorne}}
    offices: [{office: vd-president, from: 2020-01-01}]
  boris-mirandov:
    name: {fr: Boris Mirandov, en: Boris Mirandov, es: Borís Mirándov}
    short: {fr: Mirandov, en: Mirandov, es: Mirándov}
    offices: [{office: vd-defence, from: 2020-01-01}]
  cy-van-ostrel: {name: Cyril van Ostrel, short: van Ostrel, offices: [{office: ld-president, from: 2020-01-01}]}
  li-wen:
    name: Li Wen
    short: Li
    family_name_first: yes
    wrong: {fr: {M. Wen: Li Wen, président Wen: président Li}, en: {Mr Wen: Li Wen}}
treaties:
  lake: {name: {fr: Pacte du Lac, en: Lake Pact}, also: {fr: [pacte LAC I]}, wrong: {fr: {LAC II: Pacte du Lac}}}
  lake-two: {name: {fr: LAC II}}
organisations:
  vd-safety:
    name: {fr: Conseil de sûreté de Valdorie, en: Safety Council of Valdoria, es: Consejo de Seguridad de Valdoria}
    also: {fr: [Conseil de sûreté valdorien], en: [Valdorian Safety Council]}
    country: vdo
  league:
    name: {fr: Ligue, en: League, es: Liga}
    also: {fr: [États alliés], en: [Allied States]}
    wrong: {fr: {League: Ligue}}
countries:
  vdo:
    name: {fr: Valdorie, en: Valdoria, es: Valdoria}
    people: {fr: Valdorien|Valdorienne, en: Valdorian, es: valdoriano|valdoriana}
    capital: {fr: Port-Valdor, en: Valdor, es: Valdor}
    capital_wrong: {fr: [Brisac]}
  ldo: {name: {fr: Lorédanie, en: Loredania, es: Loredania}, people: {fr: Lorédan|Lorédane, en: Loredan, es: loredano|loredana}}
acts:
  act-12: {name: {fr: décret 12/2020}}
events:
  fair: {name: {fr: foire de Brisac, en: Brisac Fair}}
"""


@cache
def known() -> Facts:
    node, problems = yamlfile.parse(FACTS, "facts.yaml")
    assert node is not None and not problems
    found, mistakes = facts.parse(node, "facts.yaml")
    assert not mistakes
    return found


@cache
def index(language: str) -> mentions.Index:
    return mentions.index(known(), language, grammar.load(language))


def found(text: str, language: str) -> tuple[Mention, ...]:
    return mentions.find(document.split(Draft("draft.txt", text, text), language, grammar.load(language)), index(language))


def told(text: str, language: str) -> list[str]:
    """`words: ids` and, where there are any, form, expected form, country and modifier."""
    return [_line(text, mention) for mention in found(text, language)]


def _line(text: str, mention: Mention) -> str:
    form = "" if mention.form in ("name", "short", "also") else mention.form
    rest = [part for part in (form, mention.expected, mention.country, mention.modifier) if part]
    return f"{text[slice(*mention.span)]}: {' '.join(mention.ids)}{''.join(f' | {part}' for part in rest)}"


FRENCH = [
    ("Adeline Lornais a parlé.", ["Adeline Lornais: ada-lorne"]),
    ("Selon Lornais, tout va.", ["Lornais: ada-lorne"]),
    ("Adeline\u00a0Lornais et Boris\nMirandov", ["Adeline\u00a0Lornais: ada-lorne", "Boris\nMirandov: boris-mirandov"]),
    ("Adeline  Lornais", ["Adeline  Lornais: ada-lorne"]),
    ("LORNAIS À PORT-VALDOR", ["LORNAIS: ada-lorne", "PORT-VALDOR: vdo | capital"]),
    ("Boris MIRANDOV attend.", ["Boris MIRANDOV: boris-mirandov"]),
    ("Il attend Lorne.", ["Lorne: ada-lorne | wrong | Lornais"]),
    ("Il attend Adeline Lorne.", ["Adeline Lorne: ada-lorne | wrong | Adeline Lornais"]),
    ("LORNE ARRIVE", ["LORNE: ada-lorne | wrong | LORNAIS"]),
    ("Il attend Claudine Lornais.", []),
    ("Il attend Mme Lornais.", ["Lornais: ada-lorne"]),
    ("La fondation Lornais Avenir ouvre.", []),
    ("Lornaisie et Lornaisiens", []),
    ("le duel Lornais-Mirandov", ["Lornais: ada-lorne", "Mirandov: boris-mirandov"]),
    ("Jean-Lornais arrive.", []),
    ("M. Wen et Li Wen", ["M. Wen: li-wen | wrong | Li Wen", "Li Wen: li-wen"]),
    ("le président Wen", ["président Wen: li-wen | wrong | président Li"]),
    ("Puis Li Chang a parlé à Li.", ["Li: li-wen"]),
    ("Voir @Lornais, #Lornais, lornais@lornais.org et https://exemple.org/Lornais.", []),
    ("un traité LAC II, puis LAC III", ["LAC II: lake lake-two | wrong | Pacte du Lac"]),
    ("le pacte du Lac et le Pacte du Lac 2", ["pacte du Lac: lake"]),
    ("la League, donc la Ligue", ["League: league | wrong | Ligue", "Ligue: league"]),
    ("le décret 12/2020 à la foire de Brisac", ["décret 12/2020: act-12", "foire de Brisac: fair"]),
    ("Brisac n’est pas Port-Valdor.", ["Brisac: vdo | capital-wrong | Port-Valdor", "Port-Valdor: vdo | capital"]),
    ("les Lornais et la Lornais", []),
    ("les Valdoriennes et l’armée valdorienne", ["Valdoriennes: vdo | demonym", "valdorienne: vdo | demonym"]),
    ("l’État de Valdorie, d’Adeline Lornais", ["Valdorie: vdo", "Adeline Lornais: ada-lorne"]),
    # titles
    ("le président valdorien", ["président valdorien: vd-president | vdo"]),
    ("le président lorédan", ["président lorédan: ld-president | ldo"]),
    ("la présidente de la Valdorie", ["présidente de la Valdorie: vd-president | vdo"]),
    ("le ministre valdorien de la Défense", ["ministre valdorien de la Défense: vd-defence | vdo"]),
    ("le ministre de la Défense de Lorédanie", ["ministre de la Défense de Lorédanie: ld-defence | ldo"]),
    ("Ministre de la défense", ["Ministre de la défense: vd-defence ld-defence"]),
    ("MINISTRE DE LA DEFENSE", ["MINISTRE DE LA DEFENSE: vd-defence ld-defence"]),
    ("Boris Mirandov, ministre de la Défense", [
        "Boris Mirandov: boris-mirandov", "ministre de la Défense: vd-defence ld-defence",
    ]),
    ("En Lorédanie, le ministre de la Défense", ["Lorédanie: ldo", "ministre de la Défense: ld-defence vd-defence"]),
    ("l’ancien ministre de la Défense", ["ministre de la Défense: vd-defence ld-defence | former"]),
    ("l’ex-ministre de la Défense", ["ministre de la Défense: vd-defence ld-defence | former"]),
    ("alors ministre de la Défense", ["ministre de la Défense: vd-defence ld-defence | then"]),
    ("le président valdorien par intérim", ["président valdorien: vd-president | vdo | acting"]),
    ("le président sortant valdorien", ["président sortant valdorien: vd-president | vdo | outgoing"]),
    ("la future ministre de la Défense", ["ministre de la Défense: vd-defence ld-defence | future"]),
    ("le vice-ministre de la Défense", []),
    ("le ministre de la Défense adjoint", []),
    ("les ministres de la Défense", []),
    ("le ministre de la Défense soudanais", []),
    ("le ministre de la Défense du Kastan", []),
    ("le président de la commission", []),
    ("l’intendant général zembrien", ["intendant général: xx-chief | xx"]),
    (
        "Le secrétaire général du Conseil de sûreté valdorien",
        [
            "secrétaire général du Conseil de sûreté valdorien: vd-secretary | wrong"
            " | secrétaire du Conseil de sûreté valdorien | vdo"
        ],
    ),
    ("le secrétaire du Conseil de sûreté de Valdorie", ["secrétaire du Conseil de sûreté de Valdorie: vd-secretary | vdo"]),
    ("le secrétaire général de la Ligue", ["secrétaire général de la Ligue: league-secretary"]),
    ("le secrétaire général du Conseil de sûreté de la Ligue", ["Ligue: league"]),
    ("le secrétaire général des États alliés", ["secrétaire général des États alliés: league-secretary"]),
    ("le secrétaire général des Etats alliés", ["secrétaire général des Etats alliés: league-secretary"]),
    ("Adélaïde Lorne", ["Adélaïde Lorne: ada-lorne | wrong | Adélaïde Lornais"]),
    # near misses
    ("Boris Mirandof attend.", ["Boris Mirandof: boris-mirandov | near | Boris Mirandov"]),
    ("Borris Mirandov attend.", ["Borris Mirandov: boris-mirandov | near | Boris Mirandov"]),
    ("Le ministre de la Défense Mirendov attend.", [
        "ministre de la Défense: vd-defence ld-defence", "Mirendov: boris-mirandov | near | Mirandov",
    ]),
    ("Mirendov attend.", []),
    ("Selon Boris Mirandof, tout va.", ["Boris Mirandof: boris-mirandov | near | Boris Mirandov"]),
    ("Cyril van Ostral attend.", ["Cyril van Ostral: cy-van-ostrel | near | Cyril van Ostrel"]),
    ("Claude Mirandof attend.", []),
    ("Adelyn Lorne a parlé.", ["Lorne: ada-lorne | wrong | Lornais"]),
]  # fmt: skip

ENGLISH = [
    ("Lorne’s plan", ["Lorne: ada-lorne"]),
    ("Adelyn Lorne spoke.", ["Adelyn Lorne: ada-lorne"]),
    ("Defence Minister Boris Mirandov", ["Defence Minister: vd-defence ld-defence", "Boris Mirandov: boris-mirandov"]),
    ("the Valdorian president", ["Valdorian president: vd-president | vdo"]),
    ("Loredania's former defence minister", ["Loredania's former defence minister: ld-defence | ldo | former"]),
    ("the former Loredan defence minister", ["Loredan defence minister: ld-defence | ldo | former"]),
    ("the president of Valdoria", ["president of Valdoria: vd-president | vdo"]),
    ("Valdorian Safety Council Secretary", ["Valdorian Safety Council Secretary: vd-secretary | vdo"]),
    ("President-elect Lorne", ["President: vd-president ld-president | elect", "Lorne: ada-lorne"]),
    ("the deputy defence minister", []),
    ("the Zembrian defence minister", []),
    ("Zembria’s defence minister", []),
    ("the president of the bank", []),
    (
        "the secretary general of Valdoria’s Safety Council",
        ["secretary general of Valdoria’s Safety Council: vd-secretary | wrong | secretary of Valdoria's Safety Council | vdo"],
    ),
    ("Inspector-General Roe", ["Inspector-General: vd-inspector"]),
    ("the secretary general of the Allied States", ["secretary general of the Allied States: league-secretary"]),
    ("the Allied States’ secretary general", ["Allied States’ secretary general: league-secretary"]),
    ("Mr Wen and Li Wen", ["Mr Wen: li-wen | wrong | Li Wen", "Li Wen: li-wen"]),
    ("Lorne Meets Mirandov In Valdor As Talks Begin", ["Lorne: ada-lorne", "Mirandov: boris-mirandov", "Valdor: vdo | capital"]),
    ("Claudia Lorne met the Lorne Foundation.", []),
]

SPANISH = [
    ("el expresidente valdoriano", ["expresidente valdoriano: vd-president | vdo | former"]),
    ("la ministra valdoriana de Defensa", ["ministra valdoriana de Defensa: vd-defence | vdo"]),
    ("el viceministro de Defensa", []),
    ("el presidente electo de Loredania", ["presidente electo de Loredania: ld-president | ldo | elect"]),
    ("los valdorianos y las loredanas", ["valdorianos: vdo | demonym", "loredanas: ldo | demonym"]),
    (
        "el secretario general del Consejo de Seguridad valdoriano",
        [
            "secretario general del Consejo de Seguridad valdoriano: vd-secretary | wrong"
            " | secretario del Consejo de Seguridad valdoriano | vdo"
        ],
    ),
    ("Adelina Lorne y Borís Mirándov", ["Adelina Lorne: ada-lorne", "Borís Mirándov: boris-mirandov"]),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french(text: str, expected: list[str]) -> None:
    assert told(text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text: str, expected: list[str]) -> None:
    assert told(text, "en") == expected


@pytest.mark.parametrize(("text", "expected"), SPANISH)
def test_spanish(text: str, expected: list[str]) -> None:
    assert told(text, "es") == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [("l’ancien président", "former"), ("le futur président", "future"), ("le président élu", "future"),
     ("le président par intérim", "acting"), ("le président sortant", "sitting"), ("le président", "sitting")],
)  # fmt: skip
def test_the_words_beside_a_title_tell_its_status(text: str, status: str) -> None:
    assert [mention.status for mention in found(text, "fr")] == [status]


def test_accents_written_apart_match() -> None:
    text = "l’armée de Lore\u0301danie."
    assert told(text, "fr") == ["Lore\u0301danie: ldo"]


def test_an_unknown_adjective_may_be_that_of_a_country_the_facts_have_no_words_for() -> None:
    assert told("l’intendant général soudanais", "fr") == ["intendant général: xx-chief | xx"]


@given(st.text(alphabet="Adelin Lornas’'-.\u00a0\n«»président valdorien\u0301", max_size=80))
def test_mentions_are_in_order_and_inside_the_text(text: str) -> None:
    spans = [mention.span for mention in found(text, "fr")]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(st.text(alphabet="ab é\u0301\u00a0\u200b\n’", max_size=60))
def test_folding_keeps_places(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(place, place + 1) for place in range(len(folded.text))]
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] or left[0] <= right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize(
    "junk",
    ["a", " ", "Xa ", "e\u0301", "a.b/", "a@", "Lornais-", "président de ", "Boris ", "Selon A. B. "],
)
def test_time_grows_with_the_length_alone(junk: str) -> None:
    text = junk * (200_000 // len(junk))
    draft = Draft("draft.txt", text, text)
    whole = Document(draft, "fr", ((0, len(draft.text)),), ((0, len(draft.text)),), (), ())
    begun = time.process_time()
    mentions.find(whole, index("fr"))
    assert time.process_time() - begun < 4


@pytest.mark.parametrize("form", ["pacte de Défense", "Straße des Rates", "Pacte Ñandú-Œuvre", "accord 12/2020"])
def test_capitals_with_and_without_accents_are_the_same_form(form: str) -> None:
    node, _ = yamlfile.parse(f"treaties: {{t: {{name: {form}}}}}", "treaty.yaml")
    assert node is not None
    built = mentions.index(facts.parse(node, "treaty.yaml")[0], "fr", grammar.load("fr"))
    text = f"Le {form.upper()} vaut {bare(form.upper())}."
    named = mentions.find(document.split(Draft("d.txt", text, text), "fr", grammar.load("fr")), built)
    assert [text[slice(*mention.span)] for mention in named] == [form.upper(), bare(form.upper())]


@given(st.text())
def test_bare_small_letters_are_as_many(text: str) -> None:
    assert len(bare_small(text)) == len(text)


SHARED = """
offices:
  n-president: {title: {fr: président, en: president, es: presidente}, of: nmo}
  s-president: {title: {fr: président, en: president, es: presidente}, of: smo}
  v-president: {title: {fr: président, en: president, es: presidente}, of: vdo}
  n-defence: {title: {fr: ministre de la Défense, en: defence minister, es: ministro de Defensa}, of: nmo}
  s-defence: {title: {fr: ministre de la Défense, en: defence minister, es: ministro de Defensa}, of: smo}
  n-envoy: {title: {fr: émissaire, en: envoy, es: emisario}, of: nmo}
countries:
  nmo: {name: {fr: Morale du Nord, en: North Moral, es: Moral del Norte}, people: {fr: Moralais, en: Moralese, es: moralés}}
  smo: {name: {fr: Morale du Sud, en: South Moral, es: Moral del Sur}, people: {fr: Moralais, en: Moralese, es: moralés}}
  vdo: {name: {fr: Valdorie, en: Valdoria, es: Valdoria}, people: {fr: Valdorien, en: Valdorian, es: valdoriano}}
"""


@pytest.mark.parametrize(
    ("language", "text", "ids", "country"),
    [
        ("fr", "le président moralais", ("n-president", "s-president"), None),
        ("en", "the Moralese president", ("n-president", "s-president"), None),
        ("es", "el presidente moralés", ("n-president", "s-president"), None),
        ("fr", "le ministre moralais de la Défense", ("n-defence", "s-defence"), None),
        ("fr", "le président de Morale du Sud", ("s-president",), "smo"),
        ("fr", "le président valdorien", ("v-president",), "vdo"),
        ("fr", "l’émissaire moralais", None, None),
    ],
)
def test_a_demonym_of_two_countries_leaves_both_open(
    language: str,
    text: str,
    ids: tuple[str, ...] | None,
    country: str | None,
) -> None:
    node, _ = yamlfile.parse(SHARED, "shared.yaml")
    assert node is not None
    built = mentions.index(facts.parse(node, "shared.yaml")[0], language, grammar.load(language))
    read = document.split(Draft("d.txt", text, text), language, grammar.load(language))
    office = next((mention for mention in mentions.find(read, built) if mention.kind == "office"), None)
    assert (office and office.ids, office and office.country) == (ids, country)


@pytest.mark.parametrize(
    "unit",
    ["président ", "l’ex-président, ", "président Zorgalbide ", "président de Pays007, ", "Pays007 président "],
)
def test_a_title_of_many_countries_costs_linear_time(unit: str) -> None:
    many = "\n".join(f"  o{n}: {{title: {{fr: président|présidente}}, of: c{n}}}" for n in range(150))
    person = "  p{0}: {{name: Ada Zorgalb{0:03}x, short: Zorgalb{0:03}x, offices: [{{office: o{0}, from: 2020}}]}}"
    people = "\n".join(person.format(n) for n in range(150))
    countries = "\n".join(f"  c{n}: {{name: {{fr: Pays{n:03}}}}}" for n in range(150))
    node, _ = yamlfile.parse(f"offices:\n{many}\npeople:\n{people}\ncountries:\n{countries}\n", "many.yaml")
    assert node is not None
    built = mentions.index(facts.parse(node, "many.yaml")[0], "fr", grammar.load("fr"))
    text = unit * (100_000 // len(unit))
    read = document.split(Draft("d.txt", text, text), "fr", grammar.load("fr"))
    assert any(_cost(read, built) < 1.5 for _ in range(4)), "one of four runs is not held up by what else the machine does"


def _cost(read: Document, built: mentions.Index) -> float:
    """Seconds of this process's own time."""
    start = time.process_time()
    assert mentions.find(read, built)
    return time.process_time() - start
