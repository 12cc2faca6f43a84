"""The decision sheet: all of a tree is on it, and a case filled in is what `decide` decides."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import houses
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from random_trees import cases, trees
from reading import FACTS, HEAD, OUTCOMES, asking, sound

from woonboom.decide import Decision, decide
from woonboom.document import (
    Choice,
    Document,
    Labelled,
    Outcome,
    Question,
    Run,
    TextField,
    Tick,
    Ticks,
    anchors,
    parts,
    plain,
)
from woonboom.facts import Value
from woonboom.fingerprint import canonical, content, fingerprint
from woonboom.layout import wording
from woonboom.layout.wording import say
from woonboom.load import load
from woonboom.look import look_of
from woonboom.model import Tree
from woonboom.papers.sheet import sheet
from woonboom.papers.sheet_case import Filling

TREES = Path(__file__).parent.parent / "trees"
FILES = (
    "corporaties", "hulpverleners", "begrippenlijst/corporaties", "begrippenlijst/hulpverleners",
)  # fmt: skip
DAY = date(2026, 1, 31)


def real(name: str) -> Tree:
    tree, problems = load(TREES / f"{name}.yaml")
    assert tree is not None
    assert not problems
    return tree


HULP = real("hulpverleners")
every_tree = pytest.mark.parametrize("tree", [real(name) for name in FILES], ids=FILES)


def questions(document: Document) -> list[Question]:
    return [block for block in document.blocks if isinstance(block, Question)]


def outcomes(document: Document) -> list[Outcome]:
    return [block for block in document.blocks if isinstance(block, Outcome)]


def fields(document: Document) -> list[TextField | Choice | Tick]:
    return [p for p in parts(document) if isinstance(p, TextField | Choice | Tick)]


def said(document: Document) -> str:
    return "\n".join(part.text for part in parts(document) if isinstance(part, Run))


# ---------------------------------------------------------------- all of the tree


@every_tree
def test_every_question_and_answer_is_there_with_where_it_leads(tree: Tree) -> None:
    _holds_all(tree, sheet(tree))


@settings(max_examples=60)
@given(tree=trees(max_questions=9, broken=True))
def test_so_for_any_tree(tree: Tree) -> None:
    _holds_all(tree, sheet(tree))


@pytest.mark.parametrize(
    "tree",
    [
        samples.of({"q": [("Ja", "u"), ("Nee", "nowhere")]}),
        samples.cyclic(), samples.merging(), samples.chain(5), samples.many_answers(40),
        samples.grown(280), samples.tree([], [samples.outcome("u")], start="u"),
    ],
    ids=("dead end", "cyclic", "merging", "five", "many answers", "many questions", "no question"),
)  # fmt: skip
def test_so_for_trees_of_every_shape(tree: Tree) -> None:
    _holds_all(tree, sheet(tree))


def _holds_all(tree: Tree, document: Document) -> None:
    places = {f"vraag {n}": id_ for id_, n in tree.numbers.items()}
    places |= {f"uitkomst {code}": id_ for id_, code in tree.codes.items()}
    blocks = questions(document)
    assert [block.number for block in blocks] == [str(tree.numbers[q.id]) for q in tree.in_order]
    for question, block in zip(tree.in_order, blocks, strict=True):
        assert plain(block.ask) == str(question.ask)
        assert str(question.help or "") in plain(block.help)
        assert block.choice.name == f"antwoord_{question.id}"
        assert not block.lit
        for answer, option in zip(question.answers, block.choice.options, strict=True):
            assert (option.value, plain(option.label)) == (answer.id, str(answer.label))
            onward = plain(option.onward)
            found = places.get(onward.removeprefix("ga naar "))
            assert answer.goto == found or onward == "leidt nergens heen"
            spoken = f"Vraag {block.number}: {question.ask} {answer.label}, {onward}"
            assert option.spoken == spoken
    _holds_outcomes(tree, outcomes(document))
    _links_lead_somewhere(document)
    _fields_are_in_order(tree, document)


def _holds_outcomes(tree: Tree, blocks: list[Outcome]) -> None:
    assert [block.code for block in blocks] == list(tree.codes.values())
    for id_, block in zip(tree.codes, blocks, strict=True):
        outcome = tree.outcomes[id_]
        assert (block.kind, plain(block.title)) == (outcome.kind, str(outcome.title))
        assert block.tick is not None
        assert block.tick.name == f"uitkomst_{id_}"
        kind = say(tree, wording.KINDS[outcome.kind])
        assert block.tick.spoken == f"Uitkomst {block.code}, {kind}: {outcome.title}"
        shown = said(Document("", "nl", block.blocks))
        for text in (outcome.text, *outcome.steps):
            assert str(text or "") in shown


def _links_lead_somewhere(document: Document) -> None:
    known = set(anchors(document.blocks))
    links = [part.link for part in parts(document) if isinstance(part, Run) and part.link]
    assert {link.removeprefix("#") for link in links} <= known
    named = [b.anchor for b in document.blocks if isinstance(b, Question | Outcome)]
    assert len(named) == len(set(named))


def _fields_are_in_order(tree: Tree, document: Document) -> None:
    found = fields(document)
    assert all(field.spoken.strip() for field in found)
    assert all(re.fullmatch(r"[a-z0-9_-]+", field.name) for field in found)
    names = [field.name for field in found]
    facts = [name for name in names if name.startswith("feit_")]
    rest = [name for name in names if not name.startswith("feit_")]
    assert rest == [
        "blad_referentie", "blad_datum", *(f"antwoord_{q.id}" for q in tree.in_order),
        *(f"uitkomst_{id_}" for id_ in tree.codes),
        "blad_opmerkingen", "blad_medewerker", "blad_functie",
    ]  # fmt: skip
    allowed = {f"feit_{f.id}" for f in tree.facts.values()}
    allowed |= {f"feit_{f.id}-{option}" for f in tree.facts.values() for option in f.options}
    assert set(facts) <= allowed
    assert len(names) == len(set(names)), "a field in two places: pdf.js fills in one of them"


# ---------------------------------------------------------------- what it says of itself


def test_it_tells_which_tree_it_is_of() -> None:
    document = sheet(HULP)
    assert document.title == "Beslisblad: Woonkansboom voor hulpverlenende instanties"
    assert document.subtitle == "Hulpverleners en hulpverlenende instanties in Groningen"
    number = fingerprint(HULP)
    assert document.imprint == ("Versie 2023-05", "Geldig vanaf 22 mei 2023",
                                f"Controlegetal {number}")  # fmt: skip
    assert document.foot == (
        "Woonkansboom voor hulpverlenende instanties · versie 2023-05 · geldig vanaf 22 mei 2023 · "
        f"controlegetal {number}"
    )
    assert document.keywords == ("beslisboom", "hulpverleners", number)
    assert (document.language, document.published) == ("nl", "2023-05-22")
    assert document.description.endswith(
        f"en de uitkomsten. Versie 2023-05. Geldig vanaf 22 mei 2023. Controlegetal {number}."
    )


@every_tree
def test_its_file_carries_the_tree(tree: Tree) -> None:
    document = sheet(tree)
    assert document.content == canonical(content(tree))
    assert document.fingerprint == fingerprint(tree)
    assert json.loads(document.content)["tree"] == tree.id


@every_tree
def test_it_says_once_that_the_tree_advises(tree: Tree) -> None:
    own = sum(str(text).count("De boom geeft advies") for text in tree.texts())
    own -= sum(str(page.text).count("De boom geeft advies") for page in tree.pages.values())
    assert said(sheet(tree)).count("De boom geeft advies. U beslist.") == 1
    assert said(sheet(tree)).count("De boom geeft advies") == 1 + own


def test_it_asks_for_no_personal_data() -> None:
    document = sheet(HULP)
    labels = [plain(part.label).lower() for part in parts(document) if isinstance(part, Labelled)]
    for word in ("naam", "adres", "geboorte", "bsn", "telefoon", "e-mail"):
        assert not any(word in label for label in labels)
    assert "Schrijf geen namen of andere persoonsgegevens op." in said(document)


def test_it_begins_at_the_start_and_says_so() -> None:
    assert "Begin bij vraag 1." in said(sheet(HULP))


def test_an_information_page_is_named() -> None:
    found = {block.code: said(Document("", "nl", block.blocks)) for block in outcomes(sheet(HULP))}
    assert "‘Tweedekansbeleid’" in found[HULP.codes["tweedekans"]]
    assert "hand-out" not in found[HULP.codes["geen_traject"]]


def test_the_same_tree_gives_the_same_sheet() -> None:
    assert sheet(real("hulpverleners")) == sheet(HULP)


def test_a_tree_in_english() -> None:
    tree = samples.tree(
        [samples.question("a", [("Yes", "u"), ("No", "nowhere")], ask="Is there a debt?")],
        [samples.outcome("u", title="Apply")], language="en", audience=None, contact=None,
    )  # fmt: skip
    document = sheet(tree)
    (block,) = questions(document)
    yes, no = block.choice.options
    assert document.title == "Decision sheet: Een boom"
    assert yes.spoken == "Question 1: Is there a debt? Yes, go to outcome O1"
    assert plain(no.onward) == "leads nowhere"
    assert "The tree advises. You decide." in said(document)
    for dutch in ("vraag", "uitkomst", "Opmerkingen", "invullen"):
        assert dutch not in said(document)


def test_a_question_without_answers_says_so() -> None:
    (block,) = questions(sheet(samples.of({"z": []})))
    assert plain(block.help) == "Bij deze vraag staan geen antwoorden."


def test_it_wears_the_style_of_the_house(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(houses.LOGO.format(""), "utf-8")
    style = "  organisation: Gemeente\n  logo: logo.svg\n  colours: {main: '#7A1F5C'}"
    houses.vocabulary(tmp_path, style)
    (tmp_path / "boom.yaml").write_text(houses.TREE.format(uses="huis.yaml"), "utf-8")
    tree, problems = load(tmp_path / "boom.yaml")
    assert tree is not None
    assert not problems
    document = sheet(tree)
    assert (document.organisation, document.palette) == ("Gemeente", look_of(tree).palette)
    assert document.palette
    assert document.logo is not None
    assert document.logo.alt == "Logo van Gemeente"


# ---------------------------------------------------------------- facts beside the questions


def noted(tree: Tree) -> dict[str, list[str]]:
    """The names of the fields beside each question."""
    found = {}
    for question, block in zip(tree.in_order, questions(sheet(tree)), strict=True):
        named = [f.name for f in fields(Document("", "nl", (block,)))]
        found[question.id] = [name for name in named if name.startswith("feit_")]
    return found


def test_the_facts_of_the_woonkansboom() -> None:
    reasons = [f"feit_reden_ontruiming-{o}" for o in HULP.facts["reden_ontruiming"].options]
    assert {id_: names for id_, names in noted(HULP).items() if names} == {
        "reden": reasons,
        "termijn": ["feit_maanden_sinds_ontruiming"],
        "regeling": ["feit_maanden_regeling", "feit_bewindvoering"],
        "ingeschreven": ["feit_maanden_ingeschreven"],
    }


def test_what_counts_as_which_answer_stands_beside_it() -> None:
    block = questions(sheet(HULP))[HULP.numbers["regeling"] - 1]
    assert [plain(option.rule) for option in block.choice.options] == [
        "6 maanden of langer; of 4 maanden of langer, onder bewindvoering",
        "in alle andere gevallen",
    ]


def test_a_number_says_its_unit_and_a_date_how_it_is_counted() -> None:
    asked = {f.name: (f, labelled) for block in questions(sheet(HULP)) for labelled in block.facts
             for f in [labelled.field] if isinstance(f, TextField)}  # fmt: skip
    number, months = asked["feit_maanden_regeling"]
    assert (number.kind, months.after) == ("number", "maanden")
    assert number.spoken == "Vraag 5: Zo lang loopt de betalingsregeling al goed, aantal maanden"
    day, since = asked["feit_maanden_sinds_ontruiming"]
    assert (day.kind, since.after) == ("date", "zoals 31-01-2026")
    assert plain(since.hint) == "De datum, of het aantal hele maanden tot de datum van invullen."


@every_tree
def test_nothing_is_cut_off_a_number_or_a_date(tree: Tree) -> None:
    """A viewer stores "€ 300" of "€ 30000" in a field for five letters, and says nothing."""
    written = [part for part in parts(sheet(tree)) if isinstance(part, TextField)]
    assert {field.kind for field in written if field.most} == {"text"}


BOTH = """
ask: Hoe zit het?
answers:
  - {label: Zo, when: maanden >= grens and waar, goto: x}
  - {label: Anders, otherwise: true, goto: y}
"""


def test_a_yes_or_no_that_decides_with_others_is_asked(tmp_path: Path) -> None:
    tree = sound(tmp_path, asking(BOTH))
    assert noted(tree) == {"a": ["feit_maanden", "feit_waar"]}
    (block,) = questions(sheet(tree))
    field = block.facts[1].field
    assert isinstance(field, Choice)
    assert [(o.value, plain(o.label), o.spoken) for o in field.options] == [
        ("ja", "Ja", "Vraag 1: Waar: Ja"), ("nee", "Nee", "Vraag 1: Waar: Nee"),
    ]  # fmt: skip


def asked_before(first: str) -> str:
    """A tree in which the question `a` asks whether it is true, before `b` needs that."""
    b = "".join(f"    {line}\n" for line in BOTH.strip().split("\n"))
    return f"{HEAD}{OUTCOMES}{FACTS}questions:\n  a: {{ask: 'Is het zo?', {first}}}\n  b:\n{b}"


def test_not_when_everybody_has_answered_it_before(tmp_path: Path) -> None:
    tree = sound(tmp_path, asked_before("fact: waar, yes: b, no: y"))
    assert noted(tree) == {"a": [], "b": ["feit_maanden"]}


def test_but_it_is_when_only_some_have(tmp_path: Path) -> None:
    text = asked_before("yes: c, no: b") + "  c: {ask: 'Is het waar?', fact: waar, yes: b, no: y}\n"
    assert noted(sound(tmp_path, text))["b"] == ["feit_maanden", "feit_waar"]


def test_options_are_ticks_unless_the_answers_are_the_options(tmp_path: Path) -> None:
    two = ("ask: Kleur?\nanswers:\n  - {label: Warm, when: kleur == rood, goto: x}\n"
           "  - {label: Koud, otherwise: true, goto: y}\n")  # fmt: skip
    tree = sound(tmp_path, asking(two))
    assert noted(tree) == {"a": ["feit_kleur-rood", "feit_kleur-groen", "feit_kleur-blauw"]}
    each = "".join(f"  - {{label: {c}, when: kleur == {c}, goto: x}}\n" for c in
                   ("rood", "groen", "blauw"))  # fmt: skip
    tree, _ = load_asking(tmp_path, "ask: Kleur?\nanswers:\n" + each)
    assert noted(tree) == {"a": []}


def load_asking(folder: Path, question: str) -> tuple[Tree, object]:
    path = folder / "kleur.yaml"
    path.write_text(asking(question), "utf-8")
    tree, problems = load(path)
    assert tree is not None
    return tree, problems


def test_a_fact_of_two_questions_is_noted_once(tmp_path: Path) -> None:
    b = "when: maanden > 80, goto: x}\n      - {label: Nee, otherwise: true, goto: y}\n"
    text = asking(BOTH.replace("and waar, goto: x", "and waar, goto: b"))
    text += f"  b:\n    ask: En nu?\n    answers:\n      - {{label: Ja, {b}"
    tree = sound(tmp_path, text)
    assert noted(tree) == {"a": ["feit_maanden", "feit_waar"], "b": []}
    hints = [plain(labelled.hint) for block in questions(sheet(tree)) for labelled in block.facts]
    assert hints == ["Ook voor vraag 2.", ""]
    assert [plain(block.help) for block in questions(sheet(tree))] == [
        "", "‘Maanden’ vult u in bij vraag 1.",
    ]  # fmt: skip


def test_an_option_never_has_the_field_of_another_fact(tmp_path: Path) -> None:
    more = "facts:\n  reden_wet: {label: Hoe lang, type: integer, unit: maanden, range: [0, 9]}\n"
    when = "wet in reden and reden_wet > 3"
    text = asking(BOTH.replace("maanden >= grens and waar", when)).replace("facts:\n", more)
    tree = sound(tmp_path, text)
    names = noted(tree)["a"]
    assert len(names) == len(set(names)) == 4


# ---------------------------------------------------------------- a case filled in


def values(document: Document) -> Iterator[tuple[str, str]]:
    """What is filled in, by the names of the fields."""
    for field in fields(document):
        if isinstance(field, Tick):
            value = "ja" if field.ticked else ""
        else:
            value = field.chosen if isinstance(field, Choice) else field.value
        if value:
            yield field.name, value


def assert_filled(tree: Tree, decision: Decision) -> None:
    document = sheet(tree, Filling(decision, DAY))
    found = dict(values(document))
    answers = {
        n.removeprefix("antwoord_"): v for n, v in found.items() if n.startswith("antwoord_")
    }
    assert answers == dict(decision.path)
    ticked = [name.removeprefix("uitkomst_") for name in found if name.startswith("uitkomst_")]
    assert ticked == ([decision.outcome] if decision.outcome and decision.at is None else [])
    assert found["blad_datum"] == "31-01-2026"
    lit = [q.id for q, block in zip(tree.in_order, questions(document), strict=True) if block.lit]
    stops = [decision.at] if decision.at in tree.questions else []
    assert set(lit) == {*decision.questions, *stops}
    assert [b.code for b in outcomes(document) if b.lit] == [tree.codes[o] for o in ticked]
    for fact, value in facts_in(tree, found).items():
        assert decision.case[fact] == value


def facts_in(tree: Tree, found: Mapping[str, str]) -> dict[str, Value]:
    """The facts that are filled in, read as someone would who has only the sheet."""
    read: dict[str, Value] = {}
    for fact in tree.facts.values():
        options = frozenset(o for o in fact.options if f"feit_{fact.id}-{o}" in found)
        if options:
            read[fact.id] = options if fact.type == "choices" else next(iter(options))
        elif f"feit_{fact.id}" in found:
            written = found[f"feit_{fact.id}"]
            read[fact.id] = written == "ja" if fact.type == "boolean" else int(written.split()[0])
    return read


@every_tree
def test_every_worked_case_is_filled_in_as_it_is_decided(tree: Tree) -> None:
    assert tree.cases
    for case in tree.cases:
        decision = decide(tree, case.given)
        assert decision.outcome == case.expect
        assert_filled(tree, decision)


@settings(max_examples=60)
@given(data=st.data(), tree=trees(max_questions=8))
def test_so_is_any_case_of_any_tree(data: st.DataObject, tree: Tree) -> None:
    case = data.draw(cases(tree))
    assert_filled(tree, decide(tree, case))


def test_the_facts_that_the_path_asks_for_are_filled_in() -> None:
    given = {"ontruimd": True, "reden_ontruiming": ["overlast"], "maanden_sinds_ontruiming": 22,
             "huurschuld": False, "hulpverlening": False, "maanden_regeling": 3}  # fmt: skip
    found = dict(values(sheet(HULP, Filling(decide(HULP, given), DAY))))
    assert {n: v for n, v in found.items() if n.startswith("feit_")} == {
        "feit_reden_ontruiming-overlast": "ja",
        "feit_maanden_sinds_ontruiming": "22 maanden",
    }


def test_of_a_case_that_is_open_all_that_is_known_is_filled_in() -> None:
    given = {"ontruimd": True, "reden_ontruiming": ["overlast"], "maanden_regeling": 3}
    decision = decide(HULP, given)
    found = dict(values(sheet(HULP, Filling(decision, DAY))))
    assert decision.outcome is None
    assert found["feit_maanden_regeling"] == "3"
    assert "feit_reden_ontruiming-overlast" in found


def test_a_fact_that_was_given_as_a_date_is_filled_in_as_that_date() -> None:
    given = {"ontruimd": True, "reden_ontruiming": ["overlast"], "maanden_sinds_ontruiming": 22}
    dates = {"maanden_sinds_ontruiming": date(2024, 3, 1)}
    found = dict(values(sheet(HULP, Filling(decide(HULP, given), DAY, dates))))
    assert found["feit_maanden_sinds_ontruiming"] == "01-03-2024"


def test_an_empty_sheet_has_nothing_filled_in() -> None:
    assert dict(values(sheet(HULP))) == {}
    assert not any(isinstance(p, Ticks) and any(t.ticked for t, _ in p.boxes)
                   for p in parts(sheet(HULP)))  # fmt: skip
