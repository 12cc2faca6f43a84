"""The number of a tree: the same for what says the same, another for whatever differs."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
import samples
import yaml
from calling import python
from hypothesis import given
from hypothesis import strategies as st

from woonboom.fingerprint import canonical, content, fingerprint, fingerprint_of, read_content
from woonboom.load import load
from woonboom.model import Tree

TREES = Path(__file__).parent.parent / "trees"

VOCABULARY = """\
woonboom: 1
vocabulary: woorden
facts:
  schuld: {label: Heeft een schuld, type: boolean}
  maanden: {label: Looptijd, type: integer, unit: maanden, range: [0, 600]}
  reden:
    label: Reden
    type: choices
    options: {huur: Huurachterstand, last: Overlast}
  ander: {label: Van een andere boom, type: boolean}
parameters:
  minstens: {value: 6, unit: maanden, label: Zo lang, source: W 2}
  elders: {value: 9, unit: maanden, label: Elders, source: W 9}
assume: [not (schuld and last in reden), ander or not ander]
outcomes:
  gedeeld: {kind: consult, title: Overleg, source: W 5}
glossary: {schuld: Wat iemand nog moet betalen.}
sources: {W: Het werkboek, Z: Een ander boek}
organisations: {bureau: {name: Bureau Woonkans}}
"""
TREE = """\
woonboom: 1
tree: proef
title: Een proef
audience: Voor wie helpt
version: "2026-01"
valid_from: 2026-01-15
valid_until: 2027-01-15
language: nl
contact: Bureau Woonkans
url: https://example.org/proef
uses: [woorden.yaml]
start: schuld
questions:
  schuld:
    ask: Is er een schuld?
    help: Vraag het na.
    fact: schuld
    source: [W 1, W 3]
    note: Niet zeker.
    yes: lang
    no: gedeeld
  lang:
    ask: Loopt het minstens {minstens}?
    source: W 2
    answers:
      - {label: Ja, when: maanden >= minstens and huur in reden, goto: kan}
      - {label: Nee, otherwise: true, goto: mening}
  mening:
    ask: Wat vindt u?
    source: W 4
    answers:
      - {label: Goed, goto: kan}
      - {label: Niet goed, goto: niet}
outcomes:
  kan:
    kind: eligible
    title: Dit kan
    text: Na {minstens} kan het.
    steps: [Meld aan., Wacht af.]
    info: meer
    source: W 1
  niet: {kind: refer, title: Dit kan niet, tree: proef2, source: W 1}
cases:
  - {name: een, given: {schuld: nee}, expect: gedeeld}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "woorden.yaml").write_text(VOCABULARY, "utf-8")
    (tmp_path / "info").mkdir()
    (tmp_path / "info" / "meer.md").write_text("# Meer\n\nNog {elders}.\n", "utf-8")
    (tmp_path / "proef2.yaml").write_text(TREE.replace("tree: proef\n", "tree: proef2\n"), "utf-8")
    return tmp_path


def tree_of(folder: Path, text: str = TREE, name: str = "boom.yaml") -> Tree:
    (folder / name).write_text(text, "utf-8")
    tree, problems = load(folder / name)
    assert tree is not None
    assert not tree.flawed, problems
    return tree


def number(folder: Path, text: str = TREE) -> str:
    return fingerprint(tree_of(folder, text))


# ---------------------------------------------------------------- what it looks like


def test_it_can_be_read_from_paper_and_over_the_phone(folder: Path) -> None:
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", number(folder))


def test_the_shipped_trees_have_the_numbers_that_hang_on_walls() -> None:
    """When one of these changes, every poster of that version is out of date: is that meant?"""
    numbers = {}
    for name in ("hulpverleners", "corporaties"):
        tree, _ = load(TREES / f"{name}.yaml")
        assert tree is not None
        numbers[name] = fingerprint(tree)
    assert numbers == {"hulpverleners": "VWK5-P90E", "corporaties": "D6MR-01JF"}


def test_an_empty_content_has_the_number_of_its_sha_256() -> None:
    # SHA-256 of "{}" begins 44136fa3 55 (hex): 01000 10000 01001 10110 11111 01000 11010 10101
    assert fingerprint_of("{}") == "8G9P-Z8TN"


@given(st.text())
def test_every_content_has_a_number(text: str) -> None:
    assert len(fingerprint_of(canonical({"title": text}))) == 9


def test_what_is_read_back_is_what_was_written(folder: Path) -> None:
    said = content(tree_of(folder))
    assert read_content(canonical(said)) == said
    assert canonical(said).isascii()
    for other in ("", "[]", "{}", '{"form": 2}', "{"):
        assert read_content(other) is None


# ---------------------------------------------------------------- from files of others

FOREIGN = '{"form": 1, "tree": "t", "version": "1", "x": %s}'
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@pytest.mark.parametrize(
    "odd", ["NaN", "Infinity", "-Infinity", "[NaN]", "1e999", "0.5", "1" * 9999]
)
def test_only_whole_numbers_are_read(odd: str) -> None:
    assert read_content(FOREIGN % 12) is not None
    assert read_content(FOREIGN % odd) is None


@pytest.mark.parametrize(("left", "right"), [("[", "]"), ('{"a":', "}")])
def test_what_is_nested_deeper_than_a_content_is_not_read(left: str, right: str) -> None:
    for depth, read in ((5, True), (6, False), (500, False), (100_000, False)):
        found = read_content(FOREIGN % f"{left * depth}1{right * depth}")
        assert (found is not None) is read


@pytest.mark.parametrize("field", ["tree", "version"])
@pytest.mark.parametrize("odd", [None, 3, ["t"], {"t": "t"}])
def test_a_content_says_in_words_what_it_is_of(field: str, odd: object) -> None:
    said = json.loads(FOREIGN % 1)
    assert read_content(json.dumps(said)) == said
    assert read_content(json.dumps(said | {field: odd})) is None


def test_what_a_terminal_obeys_is_left_out() -> None:
    escape = "\x1b[31m\x9b2J\x07\r\n\x7f\ud800"
    odd = canonical(
        {"form": 1, "tree": f"t{escape}", "version": escape, escape: [{escape: escape}]}
    )
    left = "[31m2J"
    assert read_content(odd) == {
        "form": 1, "tree": f"t{left}", "version": left, left: [{left: left}]
    }  # fmt: skip


@given(VALUES)
def test_whatever_is_read_can_be_printed(value: object) -> None:
    found = read_content(FOREIGN % json.dumps(value))
    if found is not None:
        said = json.dumps(found, ensure_ascii=False)
        assert not {"Cc", "Cs"} & set(map(unicodedata.category, said))


# ---------------------------------------------------------------- the same


def reversed_keys(value: object) -> object:
    """The same YAML with its keys the other way round."""
    if isinstance(value, dict):
        return {key: reversed_keys(inner) for key, inner in reversed(value.items())}
    return [reversed_keys(v) for v in value] if isinstance(value, list) else value


def test_the_order_of_keys_makes_no_difference(folder: Path) -> None:
    before = number(folder)
    for name, text in (("woorden.yaml", VOCABULARY), ("boom.yaml", TREE)):
        turned = reversed_keys(yaml.load(text, yaml.BaseLoader))
        (folder / name).write_text(yaml.safe_dump(turned, sort_keys=False), "utf-8")
    tree, _ = load(folder / "boom.yaml")
    assert tree is not None
    assert list(tree.questions) == ["mening", "lang", "schuld"]
    assert fingerprint(tree) == before


SAME = {
    "a comment": ("title: Een proef", "title: Een proef # ons eigen"),
    "spaces": ("ask: Is er een schuld?", "ask:    Is er\n      een schuld?"),
    "quotes": ("help: Vraag het na.", "help: 'Vraag het na.'"),
    "how a condition is laid out": ("maanden >= minstens", "(maanden)>=  minstens"),
    "the order of sources": ("[W 1, W 3]", "[W 3, W 1]"),
    "a note": ("note: Niet zeker.", "note: Wel zeker."),
    "a worked case": ("name: een", "name: twee"),
    "what a version is": ('version: "2026-01"', "version: '2026-01'"),
}


@pytest.mark.parametrize("case", SAME)
def test_what_nobody_reads_makes_no_difference(folder: Path, case: str) -> None:
    old, new = SAME[case]
    assert old in TREE
    assert number(folder, TREE.replace(old, new)) == number(folder)


ELSEWHERE = {
    "the glossary": ("Wat iemand nog moet betalen.", "Iets anders."),
    "an organisation": ("name: Bureau Woonkans", "name: Bureau Kansen"),
    "a fact that the tree does not read": ("Van een andere boom", "Anders"),
    "an assumption on such facts": ("ander or not ander", "not ander or ander"),
    "a work that is not cited": ("Een ander boek", "Weg"),
    "the value of a parameter of a page": ("elders: {value: 9", "elders: {value: 8"),
    "the order of options": (
        "huur: Huurachterstand, last: Overlast", "last: Overlast, huur: Huurachterstand"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ELSEWHERE)
def test_what_belongs_to_something_else_makes_no_difference(folder: Path, case: str) -> None:
    before, (old, new) = number(folder), ELSEWHERE[case]
    assert old in VOCABULARY
    (folder / "woorden.yaml").write_text(VOCABULARY.replace(old, new), "utf-8")
    assert number(folder) == before


def test_an_information_page_and_the_name_of_the_file_make_no_difference(folder: Path) -> None:
    before = number(folder)
    (folder / "info" / "meer.md").write_text("# Iets anders\n\n{elders}\n", "utf-8")
    assert fingerprint(tree_of(folder, name="hernoemd.yaml")) == before


def test_how_accents_and_line_ends_are_encoded_makes_no_difference(folder: Path) -> None:
    accented = TREE.replace("Een proef", "Één proef")
    before = number(folder, accented)
    assert before != number(folder)
    apart = unicodedata.normalize("NFD", accented)
    assert apart != accented
    assert number(folder, apart) == before
    (folder / "boom.yaml").write_bytes(accented.replace("\n", "\r\n").encode())
    tree, _ = load(folder / "boom.yaml")
    assert tree is not None
    assert fingerprint(tree) == before


def test_no_setting_of_the_machine_makes_a_difference() -> None:
    code = (
        "from woonboom import load; from woonboom.fingerprint import fingerprint\n"
        f"print(fingerprint(load({str(TREES / 'hulpverleners.yaml')!r})[0]))"
    )
    settings = ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Asia/Tokyo"})
    said = {python("-c", code, **each).stdout for each in settings}
    assert said == {"VWK5-P90E\n"}


# ---------------------------------------------------------------- another

OTHER = {
    "the id": ("tree: proef", "tree: proef3"),
    "the title": ("Een proef", "Een toets"),
    "the audience": ("Voor wie helpt", "Voor wie werkt"),
    "the version": ('version: "2026-01"', 'version: "2026-02"'),
    "the first day": ("valid_from: 2026-01-15", "valid_from: 2026-01-16"),
    "the last day": ("valid_until: 2027-01-15\n", ""),
    "the language": ("language: nl", "language: en"),
    "the contact": ("contact: Bureau Woonkans", "contact: Bureau"),
    "the address": ("example.org/proef", "example.org/toets"),
    "the first question": ("start: schuld", "start: lang"),
    "a question's id": ("mening", "oordeel"),
    "a question's text": ("Is er een schuld?", "Is er een huurschuld?"),
    "a question's help": ("    help: Vraag het na.\n", ""),
    "a question's source": ("[W 1, W 3]", "[W 1, W 4]"),
    "where an answer leads": ("no: gedeeld", "no: niet"),
    "an answer's label": ("label: Niet goed", "label: Slecht"),
    "an answer's id": ("{label: Goed,", "{id: fijn, label: Goed,"),
    "an answer's condition": ("maanden >= minstens", "maanden > minstens"),
    "what an answer is for": ("and huur in reden", "and last in reden"),
    "the order of answers": (
        "      - {label: Goed, goto: kan}\n      - {label: Niet goed, goto: niet}\n",
        "      - {label: Niet goed, goto: niet}\n      - {label: Goed, goto: kan}\n",
    ),
    "a parameter in another unit": ("{minstens} kan", "{minstens:maanden} mag"),
    "an outcome's kind": ("kind: eligible", "kind: not_yet"),
    "an outcome's title": ("title: Dit kan\n", "title: Dat kan\n"),
    "an outcome's text": ("Na {minstens} kan het.", "Na {minstens} mag het."),
    "an outcome's steps": ("Wacht af.", "Wacht niet."),
    "the order of steps": ("[Meld aan., Wacht af.]", "[Wacht af., Meld aan.]"),
    "an outcome's information page": ("    info: meer\n", ""),
    "the tree to go on in": ("tree: proef2", "tree: proef"),
    "an outcome's source": ("info: meer\n    source: W 1", "info: meer\n    source: W 6"),
}  # fmt: skip


@pytest.mark.parametrize("case", OTHER)
def test_whatever_the_tree_says_makes_a_difference(folder: Path, case: str) -> None:
    old, new = OTHER[case]
    assert old in TREE
    before = number(folder)
    (folder / "boom.yaml").write_text(TREE.replace(old, new), "utf-8")
    tree, _ = load(folder / "boom.yaml")
    assert tree is not None
    assert fingerprint(tree) != before


SHARED = {
    "a fact's label": ("Heeft een schuld", "Heeft schulden"),
    "a fact's range": ("range: [0, 600]", "range: [0, 601]"),
    "a fact's unit": ("unit: maanden, range", "unit: weken, range"),
    "how a fact is entered": ("range: [0, 600]", "range: [0, 600], entered_as: date"),
    "a fact's type": ("type: choices", "type: choice"),
    "an option": ("last: Overlast", "last: Overlast of geluid"),
    "a parameter's value": ("minstens: {value: 6", "minstens: {value: 7"),
    "a parameter's unit": ("unit: maanden, label: Zo lang", "unit: weken, label: Zo lang"),
    "a parameter's label": ("Zo lang", "Zo kort"),
    "a parameter's source": ("source: W 2", "source: W 7"),
    "the source of a parameter of a page": ("source: W 9", "source: W 8"),
    "an assumption": ("not (schuld and last in reden)", "not (schuld and huur in reden)"),
    "a shared outcome": ("title: Overleg", "title: Overleg eerst"),
    "the work that sources stand in": ("Het werkboek", "Het handboek"),
}


@pytest.mark.parametrize("case", SHARED)
def test_whatever_it_uses_of_a_vocabulary_makes_a_difference(folder: Path, case: str) -> None:
    before, (old, new) = number(folder), SHARED[case]
    assert old in VOCABULARY
    changed = VOCABULARY.replace(old, new)
    text = TREE
    if case == "a fact's type":  # a choice is compared otherwise
        changed = changed.replace("last in reden", "reden == last")
        text = TREE.replace("huur in reden", "reden == huur")
    (folder / "woorden.yaml").write_text(changed, "utf-8")
    (folder / "boom.yaml").write_text(text, "utf-8")
    tree, _ = load(folder / "boom.yaml")
    assert tree is not None
    assert fingerprint(tree) != before


def test_an_assumption_that_reaches_the_facts_by_way_of_another_counts(folder: Path) -> None:
    linked = VOCABULARY.replace("ander or not ander", "schuld or ander, ander or not ander")
    (folder / "woorden.yaml").write_text(linked, "utf-8")
    said = content(tree_of(folder))
    assert said["assumptions"] == [
        "ander or not ander", "not (schuld and last in reden)", "schuld or ander"
    ]  # fmt: skip
    assert [fact["id"] for fact in rows(said["facts"])] == ["ander", "maanden", "reden", "schuld"]


def rows(listed: object) -> list[dict[str, object]]:
    assert isinstance(listed, list)
    return listed


# ---------------------------------------------------------------- every single value


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a content that holds a value of its own."""
    if isinstance(value, Mapping):
        for key in value:
            yield from places(value[key], (*path, key))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for at, item in enumerate(value):
            yield from places(item, (*path, at))
    else:
        yield path


def test_every_value_of_a_content_counts(folder: Path) -> None:
    said = json.loads(canonical(content(tree_of(folder))))
    seen = {fingerprint_of(canonical(said))}
    found = list(places(said))
    assert len(found) > 100
    for path in found:
        other = deepcopy(said)
        inner = other
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = "iets anders"
        seen.add(fingerprint_of(canonical(other)))
    assert len(seen) == len(found) + 1


def test_trees_of_every_shape_have_numbers_of_their_own() -> None:
    trees = [samples.chain(5), samples.fan(4), samples.merging(), samples.cyclic()]
    trees += [samples.grown(40, seed=seed, merges=0.2) for seed in range(20)]
    trees.append(samples.tree([], [samples.outcome("u")], valid_from=date(2026, 1, 1)))
    assert len({fingerprint(tree) for tree in trees}) == len(trees)
