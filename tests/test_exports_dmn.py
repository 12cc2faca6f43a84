"""A tree as a decision table of DMN, against the tree itself and by programs that read DMN."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import samples
from calling import ROOT, called
from conftest import DMN_ENGINES, DMN_JS, NODE_MODULES
from random_trees import PlainCase, case_of, every_case, sketch, tree_of, values_of

from woonboom.conditions import And, Condition, Has, Not, Or, Truth
from woonboom.decide import decide
from woonboom.decide.conflict import conflict
from woonboom.decide.ground import ground_of
from woonboom.decide.walk import walk
from woonboom.exports import Unfit, dmn, outcome_rules
from woonboom.exports.outcome_rules import rules_of
from woonboom.facts import Fact, Value
from woonboom.load import load
from woonboom.model import Tree
from woonboom.portable import values_of as as_values
from woonboom.regions import Region
from woonboom.regions.boxes import Box

if TYPE_CHECKING:
    from playwright.sync_api import Page

DMN = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"
MODEL_1_1 = "http://www.omg.org/spec/DMN/20151101/dmn.xsd"
"""What stands in DMN 1.1 for the namespace of 1.3; tables are written the same in both."""

ENGINE = """
const { Decision } = require("imicros-feel-interpreter");
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = asked.map(([xml, cases]) => {
  const decision = new Decision();
  if (!decision.parse({ xml })) throw new Error(xml);
  return cases.map((one) => decision.evaluate(one));
});
process.stdout.write(JSON.stringify(found));
"""
"""Reads DMN 1.3 as it is, but no numbers below zero."""

OTHER_ENGINE = """
const { decisionTable } = require("@hbtgmbh/dmn-eval-js");
require("loglevel").getLogger("dmn-eval-js").setLevel("silent");
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
Promise.all(asked.map(async ([xml, cases]) => {
  const decisions = await decisionTable.parseDmnXml(xml);
  const [id] = Object.keys(decisions);
  return cases.map((one) => decisionTable.evaluateDecision(id, decisions, one) ?? null);
})).then((found) => process.stdout.write(JSON.stringify(found)));
"""
"""Reads tables of DMN 1.1; it checks that no two rules hold at once."""


def shipped(name: str) -> Tree:
    tree, problems = load(ROOT / "trees" / f"{name}.yaml")
    assert tree is not None, problems
    return tree


HELPERS, LANDLORDS = shipped("hulpverleners"), shipped("corporaties")


def random_tree(seed: int) -> tuple[random.Random, Tree]:
    source = random.Random(seed)
    return source, tree_of(source.randrange, 6, sound=seed % 2 == 0, assume=True)


def read(tree: Tree) -> ET.Element:
    return ET.fromstring(dmn.write(tree))


def texts(element: ET.Element, path: str) -> list[str]:
    """The texts of elements below one: `path` goes without the namespace."""
    whole = "/".join(DMN + name for name in path.split("/"))
    return [found.text or "" for found in element.iterfind(whole)]


# ---------------------------------------------------------------- the rules


def test_every_case_with_an_outcome_follows_one_rule() -> None:
    for seed in range(150):
        _, tree = random_tree(seed)
        found = rules_of(tree)
        boxes = [(Box(found.space, rule.masks), rule.outcome) for rule in found.rules]
        for case in every_case(tree):
            ends = [outcome for box, outcome in boxes if case in box]
            outcome = walk(tree, case).outcome
            assert ends == ([outcome] if outcome else []), f"{sketch(tree)}\n{case}"


@pytest.mark.parametrize("tree", [HELPERS, LANDLORDS], ids=["hulpverleners", "corporaties"])
def test_the_rules_of_a_shipped_tree_are_all_its_cases(tree: Tree) -> None:
    found = rules_of(tree)
    regions = [Box(found.space, rule.masks).region for rule in found.rules]
    real = Region(found.space, found.space.real)
    assert sum(region.count for region in regions) == real.count
    assert [rule.outcome for rule in found.rules] == sorted(
        (rule.outcome for rule in found.rules), key=list(tree.codes).index
    )
    assert len(regions) < 40


def test_a_tree_that_goes_round_has_no_table() -> None:
    first, second = (
        samples.question(id_, [("Ja", goto), ("Nee", "klaar")])
        for id_, goto in (("a", "b"), ("b", "a"))
    )
    tree = samples.tree([first, second], [samples.outcome("klaar")])
    fact = Fact("fact", "Feit", "boolean")
    with pytest.raises(Unfit) as problem:
        dmn.write(replace(tree, facts={"fact": fact}))
    assert "rondgaan" in problem.value.said.say("nl")


def test_a_table_that_would_be_too_large_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(outcome_rules, "MOST_RULES", 10)
    path = ROOT / "trees" / "hulpverleners.yaml"
    code, said, told = called(capsys, "export", path, "--to", "dmn")
    assert (code, said) == (2, "")
    assert "‘hulpverleners’ is te groot voor één beslistabel" in told
    assert "meer dan 10 regels" in told


# ---------------------------------------------------------------- the file


def test_the_file_is_a_unique_table_with_its_input_data() -> None:
    root = read(HELPERS)
    assert root.tag == f"{DMN}definitions"
    (table,) = root.iterfind(f"{DMN}decision/{DMN}decisionTable")
    assert table.get("hitPolicy") == "UNIQUE"
    inputs = [found.get("name") for found in root.iterfind(f"{DMN}inputData")]
    assert inputs == [fact for fact in HELPERS.asked if fact in inputs]
    first, *_ = HELPERS.codes
    assert texts(table, "rule/description")[0] == f"U1 {HELPERS.outcomes[first].title}"
    columns, rules = table.findall(f"{DMN}input"), table.findall(f"{DMN}rule")
    assert {len(rule.findall(f"{DMN}inputEntry")) for rule in rules} == {len(columns)}
    assert {len(rule.findall(f"{DMN}outputEntry")) for rule in rules} == {2}


def test_values_are_said_in_feel() -> None:
    root = read(HELPERS)
    asked = texts(root, "decision/decisionTable/input/inputExpression/text")
    assert 'list contains(reden_ontruiming, "opiumwet")' in asked
    assert "[0..600]" in texts(root, "decision/decisionTable/input/inputValues/text")
    cells = set(texts(root, "decision/decisionTable/rule/inputEntry/text"))
    assert {"-", "true", "false", "< 4", "[4..5]", ">= 6"} <= cells
    labels = [found.get("label") for found in root.iter(f"{DMN}input")]
    assert "Reden van de ontruiming: Opiumwet" in labels
    assert "Tijd sinds de ontruiming (maanden)" in labels
    (listed,) = root.iterfind(f"{DMN}itemDefinition")
    assert (listed.get("name"), listed.get("isCollection")) == ("reden_ontruiming_list", "true")


@pytest.mark.parametrize("seed", range(20))
def test_all_that_is_named_in_the_file_is_there_once(seed: int) -> None:
    tree = random_tree(seed)[1] if seed > 1 else (HELPERS, LANDLORDS)[seed]
    root = read(tree)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    meant = [
        name.removeprefix("#")
        for element in root.iter()
        for key in ("href", "dmnElementRef")
        if (name := element.get(key))
    ]
    assert set(meant) <= set(ids)
    needs = len(list(root.iter(f"{DMN}informationRequirement")))
    assert len(meant) == needs + (needs + 1) + needs  # what is needed, boxes, lines


def test_the_same_tree_gives_the_same_bytes() -> None:
    assert dmn.write(HELPERS) == dmn.write(shipped("hulpverleners"))


AWKWARD = {"date": "fact_date", "and_so": "and_so", "2e_kans": "fact_2e_kans", "list": "fact_list"}
"""Ids of facts, and what they can be called in FEEL."""


def awkward_tree() -> Tree:
    """A tree with ids that mean something in FEEL, and texts with marks of XML and FEEL."""
    facts = {id_: Fact(id_, f'Feit "{id_}" <&>', "boolean") for id_ in AWKWARD}
    facts["list"] = Fact("list", "Lijst", "choices", options={"if": "Als", "not_in": "\x00 & 1"})
    made = samples.question("q0", [("Ja", "u0"), ("Nee", "u1")])
    when: Condition = Or((And((Truth("date"), Truth("2e_kans"))), Has("if", "list")))
    yes = And((when, Truth("and_so")))
    conditions: tuple[Condition, ...] = (yes, Not(yes))
    answers = tuple(
        replace(answer, condition=condition)
        for answer, condition in zip(made.answers, conditions, strict=True)
    )
    ends = [samples.outcome("u0", title='Zo: "ja" & <nee>'), samples.outcome("u1", "refer")]
    tree = samples.tree([replace(made, facts=tuple(facts), answers=answers)], ends)
    title = samples.text('2 "bomen": <oud> & nieuw (kort)')
    return replace(tree, facts=facts, title=title)


def test_names_are_what_feel_allows() -> None:
    title = samples.text("Boom: ‘oud’ & <nieuw> (kort)")
    assert read(replace(LANDLORDS, title=title)).get("name") == "Boom oud nieuw kort"
    root = read(awkward_tree())
    assert root.get("name") == "tree_sample"
    names = {found.get("name") for found in root.iterfind(f"{DMN}inputData")}
    assert names == set(AWKWARD.values())


def facts_named(*ids: str) -> Tree:
    """A tree that asks for yes/no facts in turn, and needs all of them to be true."""
    facts = {id_: Fact(id_, id_, "boolean") for id_ in ids}
    made = samples.question("q0", [("Ja", "u0"), ("Nee", "u1")])
    all_true = And(tuple(map(Truth, ids)))
    conditions: tuple[Condition, ...] = (all_true, Not(all_true))
    answers = tuple(
        replace(answer, condition=condition)
        for answer, condition in zip(made.answers, conditions, strict=True)
    )
    ends = [samples.outcome("u0"), samples.outcome("u1")]
    tree = samples.tree([replace(made, facts=ids, answers=answers)], ends)
    return replace(tree, facts=facts, title=samples.text("fact_date"))


@pytest.mark.parametrize(
    ("ids", "names"),
    [
        (("date", "fact_date"), {"fact_fact_date", "fact_date"}),
        (("fact_date", "date"), {"fact_fact_date", "fact_date"}),
        (
            ("2e", "fact_2e", "fact_fact_2e", "list"),
            {"fact_fact_fact_2e", "fact_2e", "fact_fact_2e", "fact_list"},
        ),
    ],
)
def test_no_two_things_have_one_name(ids: tuple[str, ...], names: set[str]) -> None:
    root = read(facts_named(*ids))
    assert {found.get("name") for found in root.iterfind(f"{DMN}inputData")} == names
    assert set(texts(root, "decision/decisionTable/input/inputExpression/text")) == names
    assert root.get("name") not in names  # the decision gives its name to what it finds
    assert root.get("name") == ("tree_sample" if "fact_date" in names else "fact_date")


def test_a_decision_is_not_called_by_a_word_of_feel() -> None:
    assert read(replace(LANDLORDS, title=samples.text("if"))).get("name") == "tree_corporaties"


@pytest.mark.node
def test_another_engine_tells_facts_with_like_names_apart() -> None:
    tree = facts_named("date", "fact_date")
    cases = [{"fact_fact_date": first, "fact_date": second}
             for first in (True, False) for second in (True, False)]  # fmt: skip
    for engine in (ENGINE, OTHER_ENGINE):
        (found,) = evaluated(engine, [(tree, cases)])
        assert [(made or {}).get("outcome") for made in found] == ["u0", "u1", "u1", "u1"]


def test_the_command_writes_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = called(capsys, "export", ROOT / "trees/corporaties.yaml", "--to", "dmn")
    assert (code, said.encode()) == (0, dmn.write(LANDLORDS))


# ---------------------------------------------------------------- another engine


def evaluated(
    engine: str, asked: Sequence[tuple[Tree, Sequence[Mapping[str, Value]]]]
) -> list[list[dict[str, str] | None]]:
    """What an engine for DMN makes of cases, their facts by the names that they have there."""
    data = []
    for tree, cases in asked:
        text = dmn.write(tree).decode()
        text = text.replace(DMN.strip("{}"), MODEL_1_1) if engine == OTHER_ENGINE else text
        data.append([text, [as_values(case) for case in cases]])
    node = Path(shutil.which("node") or "")
    paths = (NODE_MODULES, DMN_ENGINES[1] / "node_modules")
    run = subprocess.run(
        [node, "-e", engine], input=json.dumps(data), capture_output=True, text=True,
        env={"NODE_PATH": ":".join(map(str, paths))}, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found: list[list[dict[str, str] | None]] = json.loads(run.stdout)
    return found


def whole(tree: Tree, source: random.Random) -> PlainCase:
    """A complete case, its numbers beside thresholds."""
    space, case = ground_of(tree).space, dict[str, Value]()
    for id_, levels in space.span.items():
        cell = source.choice(space.axes[levels.start].cells)
        numbers = [number for number in (cell.low, cell.high) if type(number) is int]
        is_number = tree.facts[id_].type == "integer"
        case[id_] = source.choice(numbers if is_number else values_of(tree.facts[id_]))
    return case


@pytest.mark.node
@pytest.mark.parametrize("engine", [ENGINE, OTHER_ENGINE], ids=["imicros", "dmn-eval-js"])
def test_another_engine_decides_the_same(engine: str) -> None:
    source = random.Random(11)
    asked = [(tree, [whole(tree, source) for _ in range(1000)]) for tree in (HELPERS, LANDLORDS)]
    for (tree, cases), found in zip(asked, evaluated(engine, asked), strict=True):
        for case, made in zip(cases, found, strict=True):
            outcome = walk(tree, case).outcome
            assert outcome
            assert made == {"outcome": outcome, "kind": tree.outcomes[outcome].kind}, case


@pytest.mark.node
def test_another_engine_decides_the_same_in_random_trees() -> None:
    asked = []
    for seed in range(150):
        source, tree = random_tree(seed)
        if rules_of(tree).rules:
            cases = [case_of(source.randrange, tree, complete=True) for _ in range(10)]
            asked.append((tree, cases))
    for (tree, cases), found in zip(asked, evaluated(OTHER_ENGINE, asked), strict=True):
        for case, made in zip(cases, found, strict=True):
            outcome = walk(tree, case).outcome
            assert (made or {}).get("outcome") == outcome, f"{sketch(tree)}\n{case}"
    assert sum(len(cases) for _, cases in asked) >= 1000


@pytest.mark.node
@pytest.mark.parametrize("engine", [ENGINE, OTHER_ENGINE], ids=["imicros", "dmn-eval-js"])
def test_with_facts_left_out_it_says_the_same_or_nothing(engine: str) -> None:
    source, cases = random.Random(5), list[PlainCase]()
    while len(cases) < 300:
        case = whole(HELPERS, source)
        case = {id_: value for id_, value in case.items() if source.randrange(4)}
        if conflict(HELPERS, case) is None:
            cases.append(case)
    (found,) = evaluated(engine, [(HELPERS, cases)])
    outcomes = [(made or {}).get("outcome") for made in found]
    for case, outcome in zip(cases, outcomes, strict=True):
        assert outcome in (None, decide(HELPERS, case).outcome), case
    assert len([outcome for outcome in outcomes if outcome]) > 50


@pytest.mark.node
def test_nothing_follows_from_an_empty_list() -> None:
    case: PlainCase = {**whole(HELPERS, random.Random(1)), "ontruimd": True}
    empty = {**case, "reden_ontruiming": frozenset[str]()}
    without = {id_: value for id_, value in case.items() if id_ != "reden_ontruiming"}
    for engine in (ENGINE, OTHER_ENGINE):
        (found,) = evaluated(engine, [(HELPERS, [empty, without])])
        assert not any(found), "an engine says {} or null where no rule holds"


@pytest.mark.node
def test_another_engine_reads_awkward_names() -> None:
    tree = awkward_tree()
    cases = [{AWKWARD[id_]: value for id_, value in case.items()} for case in every_case(tree)]
    (found,) = evaluated(OTHER_ENGINE, [(tree, cases)])
    outcomes = [(made or {}).get("outcome") for made in found]
    assert outcomes == [walk(tree, case).outcome for case in every_case(tree)]


# ---------------------------------------------------------------- a viewer

VIEWER = """async (xml) => {
  const viewer = new DmnJS({ container: "#shown" });
  const { warnings } = await viewer.importXML(xml);
  const views = viewer.getViews();
  const kinds = views.map((view) => view.type);
  const boxes = document.querySelectorAll("#shown [data-element-id^='input_']").length;
  await viewer.open(views.find((view) => view.type === "decisionTable"));
  const rows = [...document.querySelectorAll("#shown tbody tr")].map((row) => row.innerText);
  viewer.destroy();
  return { warnings: warnings.map(String), kinds, boxes, rows };
}"""


@pytest.fixture(scope="module")
def viewer() -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.set_content('<div id="shown" style="height: 900px"></div>')
        page.add_script_tag(path=DMN_JS / "dist" / "dmn-viewer.production.min.js")
        yield page
        browser.close()


def viewed(viewer: Page, tree: Tree) -> dict[str, Any]:
    found: dict[str, Any] = viewer.evaluate(VIEWER, dmn.write(tree).decode())
    return found


@pytest.mark.node
@pytest.mark.parametrize("tree", [HELPERS, LANDLORDS, awkward_tree()])
def test_a_viewer_shows_diagram_and_table(viewer: Page, tree: Tree) -> None:
    found = viewed(viewer, tree)
    assert found["warnings"] == []
    assert found["kinds"] == ["drd", "decisionTable"]
    root = read(tree)
    assert found["boxes"] == len(root.findall(f"{DMN}inputData"))
    rules = texts(root, "decision/decisionTable/rule/description")
    assert len(found["rows"]) == len(rules)
    shown = zip(found["rows"], rules, strict=True)
    assert all(" ".join(rule.split()) in " ".join(row.split()) for row, rule in shown)
