"""The engine of the page, in a real browser: it decides exactly as `woonboom decide` does."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from calling import ROOT
from page_browser import as_json, decided_in, scripts_page
from random_trees import PlainCase, case_of, every_case, sketch, tree_of, values_of

from woonboom.conditions.forms import facts_of
from woonboom.decide import CaseProblem, decide
from woonboom.decide.ground import ground_of
from woonboom.decide.onward import journey
from woonboom.decide.walk import walk
from woonboom.facts import Fact, Value
from woonboom.load import load
from woonboom.model import Question, Tree
from woonboom.page.single import page as written_page
from woonboom.portable import values_of as as_values

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.node

KINDS: tuple[dict[str, bool], ...] = (
    {"assume": True},
    {"sound": True, "assume": True},
    {"broken": True, "assume": True},
    {"sound": True},
)


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with scripts_page("engine.js", "diagrams.js") as found:
        yield found


def loaded(path: Path) -> Tree:
    tree, problems = load(path)
    assert tree is not None, problems
    return tree


HELPERS = loaded(ROOT / "trees" / "hulpverleners.yaml")
LANDLORDS = loaded(ROOT / "trees" / "corporaties.yaml")


def expected(tree: Tree, case: Mapping[str, Value]) -> dict[str, Any]:
    """What `woonboom decide` finds, as the engine says it."""
    try:
        found = decide(tree, case)
    except CaseProblem as problem:
        places = [tree.assumptions.index(assumption) for assumption in problem.assumptions]
        conflict = {"facts": list(problem.facts), "questions": [], "assumptions": places}
        return _undecided(tree) | {"conflict": conflict}
    return _undecided(tree) | {
        "outcome": found.outcome,
        "kind": found.kind,
        "path": [{"question": question, "answer": answer} for question, answer in found.path],
        "at": found.at,
        "fault": found.fault,
        "clash": list(found.clash),
        "possible": list(found.possible),
        "used": as_values(found.used),
    }


def _undecided(tree: Tree) -> dict[str, Any]:
    return {
        "outcome": None, "kind": None, "path": [], "at": tree.start, "fault": False, "clash": [],
        "possible": [], "exact": True, "used": {}, "conflict": None,
    }  # fmt: skip


def assert_equal(page: Page, tree: Tree, given: Sequence[PlainCase]) -> None:
    for case, found in zip(given, decided_in(page, tree, given), strict=True):
        assert found == expected(tree, case), (case, sketch(tree))


# ---------------------------------------------------------------- against woonboom decide


def cell_values(tree: Tree) -> dict[str, list[Value]]:
    """For each fact a value on every cell: all that conditions tell apart."""
    space = ground_of(tree).space
    found: dict[str, list[Value]] = {}
    for fact, levels in space.span.items():
        axis = space.axes[levels.start]
        every = values_of(axis.fact) if axis.option else [cell.high for cell in axis.cells]
        found[fact] = list(every)
    return found


_EVERY_CELL = """([json, facts, domains]) => {
  const boom = new Boom(json), said = new Map(), found = [], at = facts.map(() => 0);
  for (let more = true; more; ) {
    const known = Object.fromEntries(facts.map((fact, n) => [fact, domains[n][at[n]]]));
    const { outcome, path, at: stop, ...rest } = boom.decide({ facts: known });
    const { fault, clash, possible, conflict } = rest;
    const steps = path.map(({ question, answer }) => [question, answer]);
    const one = JSON.stringify([outcome, steps, stop, fault, clash, possible, !!conflict]);
    if (!said.has(one)) said.set(one, said.size);
    found.push(said.get(one));
    let last = facts.length - 1;
    while (last >= 0 && at[last] === domains[last].length - 1) at[last--] = 0;
    more = last >= 0;
    if (more) at[last]++;
  }
  return [[...said.keys()].map((one) => JSON.parse(one)), found];
}"""


@pytest.mark.parametrize("tree", [HELPERS, LANDLORDS], ids=lambda tree: tree.id)
def test_every_cell_of_the_trees_is_decided_the_same(page: Page, tree: Tree) -> None:
    domains = cell_values(tree)
    sent = [[as_values({"": value})[""] for value in values] for values in domains.values()]
    said, found = page.evaluate(_EVERY_CELL, [as_json(tree), list(domains), sent])
    assumed = {fact for a in tree.assumptions for fact in facts_of(a.condition)}
    excluded = set[tuple[Value, ...]]()  # that facts exclude each other is not found out anew
    for values, at in zip(product(*domains.values()), found, strict=True):
        case = dict(zip(domains, values, strict=True))
        own = tuple(case[fact] for fact in domains if fact in assumed)
        wanted = None if own in excluded else plainly(tree, case)
        if wanted is None:
            excluded.add(own)
        assert said[at] == (wanted or [None, [], tree.start, False, [], [], True]), values


def plainly(tree: Tree, case: PlainCase) -> list[object] | None:
    try:
        found = decide(tree, case)
    except CaseProblem:
        return None
    path = [list(step) for step in found.path]
    possible = list(found.possible)
    return [found.outcome, path, found.at, found.fault, list(found.clash), possible, False]


def test_ten_thousand_random_cases_of_random_trees_are_decided_the_same(page: Page) -> None:
    for seed in range(250):
        draw = random.Random(seed).randrange
        tree = tree_of(draw, 4 + seed % 6, **KINDS[seed % len(KINDS)])
        assert_equal(page, tree, [case_of(draw, tree) for _ in range(40)])


def test_worked_cases_have_the_outcome_that_they_must_have(page: Page) -> None:
    for tree in (HELPERS, LANDLORDS):
        found = decided_in(page, tree, [case.given for case in tree.cases])
        assert [one["outcome"] for one in found] == [case.expect for case in tree.cases]


def test_axes_may_have_more_cells_than_a_number_has_bits(page: Page, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(WIDE, "utf-8")
    tree = loaded(tmp_path / "t.yaml")
    draw = random.Random(1).randrange
    given: list[PlainCase] = [{}, {"n": 10**15 - 1}, {"k": "k39"}, {"n": 34, "k": "k0"}]
    for _ in range(60):
        options = frozenset(f"r{at}" for at in range(35) if draw(9) == 0) or frozenset({"r3"})
        case: PlainCase = {"n": draw(80) - 5, "k": f"k{draw(40)}", "r": options}
        given += [case, {fact: value for fact, value in case.items() if draw(2)}]
    assert_equal(page, tree, given)


def _options(letter: str, count: int) -> str:
    return ", ".join(f"{letter}{at}: '{at}'" for at in range(count))


WIDE = f"""\
woonboom: 1
tree: t
title: T
start: een
facts:
  n: {{label: N, type: integer}}
  k: {{label: K, type: choice, options: {{{_options("k", 40)}}}}}
  r: {{label: R, type: choices, options: {{{_options("r", 35)}}}}}
outcomes:
  x: {{kind: consult, title: X}}
  y: {{kind: consult, title: Y}}
  z: {{kind: consult, title: Z}}
questions:
  een:
    ask: Een
    answers:
      - {{label: Even, when: "{" or ".join(f"n == {at}" for at in range(0, 68, 2))}", goto: x}}
      - {{label: Niet, otherwise: true, goto: twee}}
  twee:
    ask: Twee
    answers:
      - {{label: Hoog, when: "k in [{", ".join(f"k{at}" for at in range(31, 40))}]", goto: drie}}
      - {{label: Laag, otherwise: true, goto: y}}
  drie:
    ask: Drie
    answers:
      - {{label: Wel, when: r34 in r, goto: y}}
      - {{label: Niet, otherwise: true, goto: z}}
"""


_WALKED = """([tree, given]) => {
  const boom = document.querySelector("woonkans-boom");
  let steps = [], said = [];
  boom.addEventListener("stap", ({ detail }) => steps.push(detail));
  boom.addEventListener("besluit", ({ detail }) => said.push(detail));
  boom.setAttribute("tree", tree);
  boom.trees = boom.trees;
  return given.map((facts) => {
    [steps, said] = [[], []];
    boom.known = { facts, answers: {} };
    const [{ outcome, path, at, possible }] = steps;
    return { outcome, path, at, possible, said: said.map((one) => [one.outcome, one.used]) };
  });
}"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("page") / "boom.html"
    found.write_bytes(written_page([HELPERS, LANDLORDS]))
    return found


@pytest.mark.parametrize("tree", [HELPERS, LANDLORDS], ids=lambda tree: tree.id)
def test_the_file_itself_decides_the_same_without_a_network(
    page: Page, tree: Tree, file: Path
) -> None:
    given = [case for case in some_cases(tree) if not expected(tree, case)["conflict"]]
    walked = page.context.new_page()
    walked.goto(file.as_uri())
    found = walked.evaluate(_WALKED, [tree.id, [as_values(case) for case in given]])
    walked.close()
    for case, one in zip(given, found, strict=True):
        wanted = expected(tree, case)
        assert {
            key: one[key] for key in ("outcome", "path", "at", "possible")
        }.items() <= wanted.items()
        said = [[wanted["outcome"], wanted["used"]]] if wanted["outcome"] else []
        assert one["said"] == said, case


def some_cases(tree: Tree) -> list[PlainCase]:
    """The worked cases of a tree, each of them with a part of its facts too."""
    draw = random.Random(tree.id)
    whole = [{fact: case.given[fact] for fact in case.given} for case in tree.cases]
    return whole + [{f: value for f, value in c.items() if draw.random() < 0.6} for c in whole]


def test_names_that_mean_something_in_the_language_of_the_engine_are_just_names(
    page: Page, tmp_path: Path
) -> None:
    (tmp_path / "t.yaml").write_text(NAMED, "utf-8")
    tree = loaded(tmp_path / "t.yaml")
    assert_equal(page, tree, [{}, {"constructor": False}, {"constructor": True, "valueof": 3}])
    found = told(page, tree, {"facts": {}, "answers": {}})
    assert (found["toAsk"], found["conflict"]) == (["constructor"], None)


NAMED = """\
woonboom: 1
tree: t
title: T
start: constructor
facts:
  constructor: {label: C, type: boolean}
  valueof: {label: V, type: integer, range: [0, 9]}
outcomes:
  x: {kind: consult, title: X}
  y: {kind: consult, title: Y}
questions:
  constructor: {ask: C, fact: constructor, yes: hasownproperty, no: x}
  hasownproperty:
    ask: V
    answers:
      - {label: Lang, when: valueof > 2, goto: x}
      - {label: Kort, otherwise: true, goto: y}
"""


# ---------------------------------------------------------------- answers given directly


def holding(question: Question, case: PlainCase) -> list[str]:
    """The answers that hold for a complete case."""
    return [answer.id for answer in question.answers if answer.condition.holds(case)]


def completions(tree: Tree, known: Mapping[str, Any]) -> list[PlainCase]:
    """Every real case that is as is known; of a question that was answered just that holds."""
    return [
        case
        for case in every_case(tree)
        if all(case[fact] == value for fact, value in known["facts"].items())
        and all(holding(tree.questions[q], case) == [a] for q, a in known["answers"].items())
        and all(assumption.condition.holds(case) for assumption in tree.assumptions)
    ]


def drawn(seed: int) -> tuple[Tree, dict[str, Any]]:
    """A tree, and of a case some facts and some answers."""
    draw = random.Random(seed).randrange
    tree = tree_of(draw, 3 + seed % 4, max_cases=300, **KINDS[seed % len(KINDS)])
    whole = case_of(draw, tree, complete=True)
    own = {q.id: holding(q, whole) for q in tree.questions.values() if draw(2)}
    answers = {q: held[0] for q, held in own.items() if len(held) == 1}
    facts = {fact: value for fact, value in whole.items() if draw(4) == 0}
    return tree, {"facts": facts, "answers": answers}


_ALL = """([json, known]) => {
  const boom = new Boom(json), { at, ...decision } = boom.decide(known);
  const asked = boom.question(at);
  return {
    at, ...decision,
    choices: asked ? boom.choices(known, at) : [],
    toAsk: asked ? boom.toAsk(known, at) : [],
    settled: Object.fromEntries(json.questions.map(({ id }) => [id, boom.settled(known, id)])),
    values: Object.fromEntries(json.facts.map(({ id }) => [id, boom.values(known, id)])),
  };
}"""


def told(page: Page, tree: Tree, known: Mapping[str, Any]) -> dict[str, Any]:
    """All that the engine says of what is known."""
    sent = {**known, "facts": as_values(known["facts"])}
    found: dict[str, Any] = page.evaluate(_ALL, [as_json(tree), sent])
    return found


TOLD = range(200)


def test_with_answers_it_says_what_all_cases_that_are_left_come_to(page: Page) -> None:
    for tree, known, cases in possible_ones():
        found = told(page, tree, known)
        if not cases:
            assert found["conflict"]
            assert not found["possible"]
            continue
        ends = [walk(tree, case) for case in cases]
        outcomes = {end.outcome for end in ends if end.outcome}
        assert found["possible"] == [id_ for id_ in tree.codes if id_ in outcomes], known
        certain = len(outcomes) == 1 and not any(end.fault for end in ends)
        assert found["outcome"] == (next(iter(outcomes)) if certain else None)
        assert found["fault"] == (not outcomes)
        path = tuple((step["question"], step["answer"]) for step in found["path"])
        assert all(end.path[: len(path)] == path for end in ends)


def possible_ones() -> Iterator[tuple[Tree, dict[str, Any], list[PlainCase]]]:
    for seed in TOLD:
        tree, known = drawn(seed)
        yield tree, known, completions(tree, known)


def test_choices_are_the_answers_that_some_case_has_with_the_outcomes_they_lead_to(
    page: Page,
) -> None:
    for tree, known, cases in possible_ones():
        found = told(page, tree, known)
        question = tree.questions.get(found["at"])
        if not cases or question is None:
            continue
        for choice in found["choices"]:
            own = [case for case in cases if holding(question, case) == [choice["answer"]]]
            outcomes = {walk(tree, case).outcome for case in own}
            assert choice["possible"] == bool(own)
            assert choice["outcomes"] == [id_ for id_ in tree.codes if id_ in outcomes]


def test_an_answer_is_settled_when_no_other_can_be(page: Page) -> None:
    for tree, known, cases in possible_ones():
        found = told(page, tree, known)["settled"]
        for question in tree.questions.values() if cases else ():
            if question.id not in known["answers"]:
                patterns = [held for case in cases if len(held := holding(question, case)) == 1]
                every = {held[0] for held in patterns}
                assert found[question.id] == (every.pop() if len(every) == 1 else None)


def test_what_to_ask_is_enough_to_know_the_answer_and_no_more(page: Page) -> None:
    for tree, known, cases in possible_ones():
        found = told(page, tree, known)
        question = tree.questions.get(found["at"])
        if not cases or question is None:
            continue
        asked = found["toAsk"]
        assert tells(question, asked, cases)
        assert not set(asked) & set(known["facts"])
        for fact in asked:
            assert not tells(question, [other for other in asked if other != fact], cases)


def tells(question: Question, facts: Iterable[str], cases: Iterable[PlainCase]) -> bool:
    """Whether facts alone tell which answers of a question hold."""
    seen: dict[tuple[Value, ...], list[str]] = {}
    by = list(facts)
    return all(
        seen.setdefault(tuple(case[fact] for fact in by), held) == held
        for case in cases
        for held in [holding(question, case)]
    )


def test_values_of_a_fact_are_those_that_it_has_in_some_case(page: Page) -> None:
    for tree, known, _ in possible_ones():
        found = told(page, tree, known)["values"]
        for id_ in found:
            others = {fact: value for fact, value in known["facts"].items() if fact != id_}
            cases = completions(tree, {**known, "facts": others})
            assert found[id_] == limits(tree.facts[id_], {case[id_] for case in cases})


def limits(fact: Fact, values: set[Value]) -> dict[str, Any]:
    """What the engine says of a fact that has just these values."""
    if fact.type == "boolean":
        return {"values": [value for value in (True, False) if value in values]}
    if fact.type == "choice":
        return {"options": [option for option in fact.options if option in values]}
    if fact.type == "integer":
        numbers = sorted(int(value) for value in values if isinstance(value, int))
        lows = [n for n in numbers if n - 1 not in values]
        highs = [n for n in numbers if n + 1 not in values]
        return {"ranges": [list(pair) for pair in zip(lows, highs, strict=True)]}
    sets = [value for value in values if isinstance(value, frozenset)]
    return {
        "options": [option for option in fact.options if any(option in value for value in sets)],
        "required": [option for option in fact.options if sets and all(option in v for v in sets)],
    }


def test_facts_and_answers_that_cannot_be_together_are_named(page: Page) -> None:
    known = {"facts": {"huurt_van_corporatie": True}, "answers": {"ontruimd": "yes"}}
    conflict = told(page, HELPERS, known)["conflict"]
    assert conflict == {
        "facts": ["huurt_van_corporatie"], "questions": ["ontruimd"], "assumptions": [0],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("ontruimd", "ja"),
        ("reden_ontruiming", []),
        ("reden_ontruiming", ["huur"]),
        ("maanden_regeling", -1),
        ("maanden_regeling", 601),
        ("maanden_regeling", 1.5),
        ("maanden_regeling", "6"),
    ],
)
def test_a_value_that_a_fact_cannot_have_is_named_and_decides_nothing(
    page: Page, fact: str, value: object
) -> None:
    script = "([json, facts]) => new Boom(json).decide({ facts })"
    found = page.evaluate(script, [as_json(HELPERS), {fact: value}])
    assert found["conflict"] == {"facts": [fact], "questions": [], "assumptions": []}
    assert (found["outcome"], found["possible"]) == (None, [])


def test_what_is_not_known_may_be_null_and_other_facts_do_not_matter(page: Page) -> None:
    script = "([json, facts]) => new Boom(json).decide({ facts })"
    found = page.evaluate(script, [as_json(HELPERS), {"ontruimd": None, "schoenmaat": 43}])
    assert found == expected(HELPERS, {})


def test_the_example_of_the_documentation_runs(page: Page) -> None:
    text = (ROOT / "docs" / "tree-json.md").read_text("utf-8")
    code = text.partition("```js\n")[2].partition("```")[0].partition("\n")[2]
    fetch = "const fetch = async () => ({ json: async () => json });"
    found = page.evaluate(
        f"async (json) => {{ {fetch} {code} return boom.decide(known); }}", as_json(HELPERS)
    )
    assert (found["at"], found["conflict"]) == ("termijn", None)


# ---------------------------------------------------------------- on to another tree


_CARRIED = """([json, other, known]) => {
  const [one, two] = [new Boom(json), new Boom(other)], carried = one.carry(known, two);
  return {
    carried,
    values: Object.fromEntries(other.facts.map(({ id }) => [id, two.values(carried, id)])),
    left: Object.fromEntries(json.facts.map(({ id }) => [id, one.values(known, id)])),
  };
}"""


def carried(page: Page, tree: Tree, other: Tree, known: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(_CARRIED, [as_json(tree), as_json(other), known])
    return found


def test_facts_that_answers_settle_are_known_in_the_other_tree(page: Page) -> None:
    answers = {"ontruimd": "no", "woonplek": "yes", "huurt": "yes", "dreiging": "yes"}
    known = {"facts": {"bewindvoering": True}, "answers": answers}
    assert carried(page, HELPERS, LANDLORDS, known)["carried"]["facts"] == {
        "ontruimd": False, "vaste_woonplek": True, "huurt_van_corporatie": True,
        "dreigt_ontruiming": True,
    }  # fmt: skip


def test_facts_alone_go_along_as_they_are(page: Page) -> None:
    known = {"facts": {"ontruimd": True, "huurschuld": True}}
    assert carried(page, HELPERS, LANDLORDS, known)["carried"] == {
        "facts": {"ontruimd": True}, "answers": {}, "within": {},
    }  # fmt: skip


def test_what_goes_along_rules_out_no_case_and_all_that_answers_ruled_out(page: Page) -> None:
    for tree, known, cases in possible_ones():
        if cases and known["answers"]:
            sent = {**known, "facts": as_values(known["facts"])}
            found = carried(page, tree, replace(tree, assumptions=()), sent)
            for id_, values in found["values"].items():
                wide, narrow = spread(values), spread(found["left"][id_])
                assert narrow <= wide
                if id_ in found["carried"]["within"]:
                    assert narrow == wide


def spread(limits: Mapping[str, Any]) -> set[object]:
    """What limits leave, as one set; an option that is not required may be absent."""
    options = limits.get("options", [])
    free = [option for option in options if option not in limits.get("required", options)]
    ranges = limits.get("ranges", [])
    return {
        *limits.get("values", []),
        *options,
        *(("no", option) for option in free),
        *(n for low, high in ranges for n in range(low, high + 1)),
    }


_FOLLOWED = """([trees, start, given]) => {
  const booms = new Map(trees.map((json) => [json.tree, new Boom(json)]));
  return given.map((facts) => {
    const { decisions, to, stop } = booms.get(start).follow({ facts }, (id) => booms.get(id));
    return [decisions.map(({ tree, outcome, path }) => [tree, outcome, path.length]), to, stop];
  });
}"""


def test_a_case_goes_on_in_the_other_tree_as_woonboom_decide_does(page: Page) -> None:
    trees = {tree.id: tree for tree in (HELPERS, LANDLORDS)}
    given = [case.given for tree in trees.values() for case in tree.cases]
    given += [random_case(seed) for seed in range(300)]
    sent = [as_values(case) for case in given]
    for start in trees.values():
        found = page.evaluate(_FOLLOWED, [[as_json(t) for t in trees.values()], start.id, sent])
        for case, one in zip(given, found, strict=True):
            assert one == went(start, case, trees), case


def random_case(seed: int) -> PlainCase:
    draw = random.Random(seed)
    domains = cell_values(HELPERS) | cell_values(LANDLORDS)
    return {f: draw.choice(values) for f, values in domains.items() if draw.random() < 0.6}


def went(start: Tree, case: Mapping[str, Value], trees: Mapping[str, Tree]) -> list[object]:
    try:
        found = journey(start, case, lambda _, id_: trees.get(id_))
    except CaseProblem:
        return [[[start.id, None, 0]], None, None]
    steps = [[d.tree.id, d.outcome, len(d.path)] for d in found.decisions if d.tree]
    return [steps, found.to, "conflict" if found.stop == "case" else found.stop]


def test_facts_reach_a_third_tree_when_the_second_does_not_read_them(
    page: Page, tmp_path: Path
) -> None:
    texts = {name: ON.format(name=name, fact=fact, to=to) for name, fact, to in THREE}
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    trees = {name: loaded(tmp_path / f"{name}.yaml") for name in texts}
    given: list[PlainCase] = [{"p": True, "q": True}, {"p": True}, {"p": False}]
    sent = [[as_json(tree) for tree in trees.values()], "een", [as_values(case) for case in given]]
    for case, one in zip(given, page.evaluate(_FOLLOWED, sent), strict=True):
        assert one == went(trees["een"], case, trees)


THREE = [("een", "p", "twee"), ("twee", "q", "drie"), ("drie", "p", "een")]
ON = """\
woonboom: 1
tree: {name}
title: T
start: a
facts:
  p: {{label: P, type: boolean}}
  q: {{label: Q, type: boolean}}
outcomes:
  x: {{kind: refer, title: X, tree: {to}}}
  y: {{kind: consult, title: Y}}
questions:
  a: {{ask: A, fact: {fact}, yes: x, no: y}}
"""


# ---------------------------------------------------------------- too entangled


def test_a_tree_without_diagrams_is_decided_as_far_as_facts_say(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("woonboom.regions.diagrams.MOST_EDGES", 3)
    tree = loaded(ROOT / "trees" / "hulpverleners.yaml")
    case: PlainCase = {"ontruimd": False, "vaste_woonplek": True}
    (found,) = decided_in(page, tree, [case])
    assert as_json(tree)["diagrams"] is None
    assert found == expected(tree, case) | {"exact": False}
    whole = [dict(case.given) for case in tree.cases]
    assert [one["exact"] for one in decided_in(page, tree, whole)] == [True] * len(whole)


def test_without_diagrams_all_that_can_be_asked_is_answered_all_the_same(page: Page) -> None:
    json = {**as_json(HELPERS), "diagrams": None}
    found = page.evaluate(_ALL, [json, {"facts": {"ontruimd": True}, "answers": {}}])
    assert (found["at"], found["toAsk"]) == ("reden", ["reden_ontruiming"])
    assert found["values"]["maanden_regeling"] == {"ranges": [[0, 600]]}
    assert "wonenplus" not in found["possible"]
    assert all(choice["possible"] for choice in found["choices"])


def test_sets_that_outgrow_memory_are_no_answer_and_no_error(page: Page) -> None:
    script = "(json) => new Boom(json).exactly(() => { throw new TooEntangled(); })"
    assert page.evaluate(script, as_json(HELPERS)) is None
