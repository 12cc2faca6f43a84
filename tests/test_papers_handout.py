"""The handout: a tree in words, complete, with what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile
from pathlib import Path

import networkx as nx
import pytest
import random_trees
import samples
from hypothesis import given

from woonboom.document import (
    Contents,
    Document,
    Heading,
    Items,
    NewPage,
    Outcome,
    Paragraph,
    Question,
    Run,
    Table,
    Terms,
    anchors,
    parts,
    plain,
)
from woonboom.load import load
from woonboom.model import Organisation, Page, Tree
from woonboom.papers.handout import handout

TREES = Path(__file__).parent.parent / "trees"
REAL = ("hulpverleners", "corporaties")


def tree_of(name: str) -> Tree:
    tree, problems = load(TREES / f"{name}.yaml")
    assert tree is not None
    assert problems == []
    return tree


def questions(document: Document) -> list[Question]:
    return [part for part in parts(document) if isinstance(part, Question)]


def outcomes(document: Document) -> list[Outcome]:
    return [part for part in parts(document) if isinstance(part, Outcome)]


def headings(document: Document) -> list[str]:
    return [plain(part.words) for part in parts(document) if isinstance(part, Heading)]


def runs(document: Document) -> list[Run]:
    return [part for part in parts(document) if isinstance(part, Run)]


def terms_of(document: Document, number: int = 0) -> Terms:
    return [part for part in parts(document) if isinstance(part, Terms)][number]


def said(document: Document) -> str:
    return " ".join(run.text for run in runs(document))


def edges(document: Document, tree: Tree) -> set[tuple[str, str, str]]:
    """Every answer as the paper says it: from which question, its label, and where it leads."""
    names = {f"vraag-{number}": id_ for id_, number in tree.numbers.items()}
    names |= {f"uitkomst-{code}": id_ for id_, code in tree.codes.items()}
    return {
        (names[question.anchor], plain(option.label), names[run.link[1:]])
        for question in questions(document)
        for option in question.choice.options
        for run in option.onward
        if run.link
    }


def assert_says_the_tree(tree: Tree) -> None:
    document, graph = handout([tree]), tree.graph
    drawn = {(one, str(data["label"]), to) for one, to, data in graph.edges(data=True)}
    assert edges(document, tree) == {(a, " ".join(label.split()), b) for a, label, b in drawn}
    assert [one.number for one in questions(document)] == [
        str(number) for number in sorted(tree.numbers.values())
    ]
    assert [one.code for one in outcomes(document)] == list(tree.codes.values())


@pytest.mark.parametrize("name", REAL)
def test_the_tree_in_words_has_every_question_answer_destination_and_outcome(name: str) -> None:
    assert_says_the_tree(tree_of(name))


@given(random_trees.trees())
def test_any_tree_in_words_is_its_graph(tree: Tree) -> None:
    assert_says_the_tree(tree)


@pytest.mark.parametrize("name", REAL)
def test_every_text_of_the_tree_is_said(name: str) -> None:
    tree = tree_of(name)
    text = " ".join("".join(run.text for run in runs(handout([tree]))).split())
    for question in tree.questions.values():
        assert str(question.ask) in text
        assert str(question.help) in text
    for outcome in tree.outcomes.values():
        assert str(outcome.title) in text
        assert str(outcome.text) in text
        assert all(str(step) in text for step in outcome.steps)


def test_steps_after_an_outcome_are_numbered() -> None:
    steps = [
        block
        for outcome in outcomes(handout([tree_of("hulpverleners")]))
        for block in outcome.blocks
        if isinstance(block, Items)
    ]
    assert steps
    assert all(block.ordered for block in steps)


def test_links_lead_somewhere() -> None:
    for trees in ([tree_of(REAL[0])], [tree_of(REAL[1]), tree_of(REAL[0])]):
        document = handout(trees)
        known = list(anchors(document.blocks))
        assert len(known) == len(set(known))
        links = {run.link[1:] for run in runs(document) if run.link.startswith("#")}
        assert links
        assert links <= set(known)


def test_an_outcome_leads_to_its_information_page() -> None:
    document = handout([tree_of("hulpverleners")])
    onward = [run.text for run in runs(document) if run.link == "#info-tweedekansbeleid"]
    assert onward == ["Tweedekansbeleid"]


def test_notes_for_maintainers_are_not_in_it() -> None:
    tree = tree_of("hulpverleners")
    notes = [q.note for q in tree.questions.values()] + [o.note for o in tree.outcomes.values()]
    text = said(handout([tree]))
    assert [note for note in notes if note]
    assert not [note for note in notes if note and note in text]


def test_it_says_once_that_the_tree_advises() -> None:
    advice = "De boom geeft advies. U beslist."
    assert said(handout([tree_of("corporaties")])).count(advice) == 1


def test_a_term_is_explained_where_it_is_first_used() -> None:
    first = questions(handout([tree_of("hulpverleners")]))[1]
    assert "Opiumwet" in plain(first.ask) + plain(first.help)
    assert [run.text for run in first.help if run.italic] == ["Opiumwet", "hoarding", "overlast"]
    assert "Opiumwet: De wet over drugs." in plain(first.help)


def test_the_glossary_lists_the_terms_that_are_used_and_no_others() -> None:
    tree = tree_of("corporaties")
    more = {**tree.glossary, "zwerfpas": samples.text("Een pas die nergens genoemd wordt.")}
    listed = [plain(term) for term, _ in terms_of(handout([replace(tree, glossary=more)])).rows]
    assert listed == sorted(listed, key=str.casefold)
    assert "gedragsaanwijzing" in listed
    assert "zwerfpas" not in listed


def test_organisations_of_one_role_stand_together() -> None:
    named = {
        plain(who): plain(role) for who, role in terms_of(handout([tree_of("corporaties")]), 1).rows
    }
    six = "Nijestee, Lefier, De Huismeesters, Patrimonium, Woonborg, Wierden & Borgen"
    assert named["Groninger woningcorporaties"] == six
    assert named["Wender"] == "Vangt mensen zonder woning op en begeleidt hen."


def booklet() -> Document:
    return handout([tree_of("corporaties"), tree_of("hulpverleners")])


def test_a_booklet_has_both_trees_and_their_pages_once() -> None:
    found = headings(booklet())
    assert found.count("Zittende huurders traject") == 1
    assert found.count("De boom in woorden") == 2
    assert found.count("Woordenlijst") == 1
    assert sum(isinstance(part, Contents) for part in parts(booklet())) == 1


def test_in_a_booklet_a_referral_leads_to_the_other_tree() -> None:
    links = [run.link for run in runs(booklet())]
    assert "#boom-1-boom" in links
    assert "#boom-2-boom" in links


def test_a_booklet_of_two_versions_keeps_their_pages_apart() -> None:
    tree = tree_of("corporaties")
    pages = {
        id_: Page(id_, replace(page.text, value="# Anders\n\nNieuw."), page.path)
        for id_, page in tree.pages.items()
    }
    document = handout([tree, replace(tree, pages=pages)])
    assert "Anders" in headings(document)
    assert "info-zittende-huurders-2" in anchors(document.blocks)


def test_a_booklet_tells_its_trees_apart_by_their_check_numbers() -> None:
    assert booklet().imprint == (
        "Versie 2023-05",
        "Geldig vanaf 22 mei 2023",
        "Controlegetal D6MR-01JF",
        "Controlegetal VWK5-P90E",
    )


def test_a_handout_carries_the_content_of_its_tree_and_a_booklet_of_none() -> None:
    assert handout([tree_of("corporaties")]).fingerprint == "D6MR-01JF"
    assert booklet().content == ""


@pytest.mark.parametrize("tree", [samples.cyclic(), samples.grown(60, seed=3, merges=0.3)])
def test_a_tree_with_faults_is_told_all_the_same(tree: Tree) -> None:
    assert len(questions(handout([tree]))) == len(tree.questions)


def test_an_answer_that_leads_nowhere_says_so() -> None:
    tree = tree_of("corporaties")
    asked = tree.questions[tree.start]
    lost = replace(asked, answers=(replace(asked.answers[0], goto="kwijt"), *asked.answers[1:]))
    document = handout([replace(tree, questions={**tree.questions, tree.start: lost})])
    onward = plain(questions(document)[0].choice.options[0].onward)
    assert onward == "leidt nergens heen"


def headings_of(language: str) -> Sequence[str]:
    tree = replace(tree_of("corporaties"), language=language)
    return headings(handout([tree]))


def test_what_is_added_is_in_the_language_of_the_tree() -> None:
    assert "The tree in words" in headings_of("en")
    assert "De boom in woorden" in headings_of("nl")


def test_a_tree_without_words_organisations_or_sources_has_no_such_chapters() -> None:
    tree = samples.grown(5, seed=1, merges=0.2)
    bare = replace(tree, glossary={}, organisations={}, works={}, contact=None, audience=None)
    assert not {"Woordenlijst", "Organisaties", "Bronnen"} & set(headings(handout([bare])))


def test_paragraphs_are_never_empty() -> None:
    for name in REAL:
        for part in parts(handout([tree_of(name)])):
            assert not isinstance(part, Paragraph) or plain(part.words).strip()


# ---------------------------------------------------------------- what it begins with


def first_paragraph(document: Document) -> str:
    return next(plain(part.words) for part in parts(document) if isinstance(part, Paragraph))


def test_it_begins_with_what_the_tree_can_lead_to() -> None:
    assert first_paragraph(handout([tree_of("hulpverleners")])) == (
        "De boom wijst u de weg naar ‘Tweedekansbeleid’ of ‘WonenPlus’, of naar wat u anders kunt "
        "doen. De boom heeft 13 vragen en 10 uitkomsten. U beantwoordt er hooguit 7."
    )


@given(random_trees.trees())
def test_nobody_answers_more_questions_than_it_says(tree: Tree) -> None:
    said = first_paragraph(handout([tree]))
    graph = tree.graph.subgraph(tree.questions)
    if not nx.is_directed_acyclic_graph(graph):
        assert "hooguit" not in said
        return
    reached = graph.subgraph({tree.start, *nx.descendants(graph, tree.start)})
    most = nx.dag_longest_path_length(nx.MultiDiGraph(reached), weight="") + 1
    assert (f"hooguit {most}." in said) == (most < len(tree.questions))


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        (("Boom voor de zorg", "Boom voor corporaties"), "Boom voor de zorg en corporaties"),
        (("Wonen", "Werk", "Geld en schuld"), "Wonen, Werk en Geld en schuld"),
        (("Wonen", "Wonen in Groningen"), "Wonen en Wonen in Groningen"),
        (("Wonen", "Wonen"), "Wonen (2023-05) en (2023-05)"),
    ],
)
def test_a_booklet_is_called_after_its_trees(titles: Sequence[str], title: str) -> None:
    tree = tree_of("corporaties")
    trees = [replace(tree, title=samples.text(one)) for one in titles]
    assert handout(trees).title == f"Hand-out: {title}"


def test_the_outcomes_at_a_glance_are_all_in_order() -> None:
    tree = tree_of("hulpverleners")
    rows = next(part for part in parts(handout([tree])) if isinstance(part, Table)).rows
    titles = [f"{code} {tree.outcomes[id_].title}" for id_, code in tree.codes.items()]
    assert [plain(row[0]) for row in rows] == titles
    assert plain(rows[0][1]) == "Nee, dit kan niet"


def test_a_tree_that_is_seen_at_one_glance_has_no_table_of_outcomes() -> None:
    assert "De uitkomsten in het kort" in headings(handout([tree_of("hulpverleners")]))
    assert "De uitkomsten in het kort" not in headings(handout([tree_of("corporaties")]))


def test_what_is_about_one_sheet_of_paper_has_no_contents() -> None:
    bare = samples.grown(3, seed=1, merges=0)
    assert not any(isinstance(part, Contents) for part in parts(handout([bare])))
    assert any(isinstance(part, Contents) for part in parts(handout([tree_of("corporaties")])))


def test_a_booklet_says_once_which_tree_is_for_whom_and_how_to_use_it() -> None:
    rows = next(part for part in parts(booklet()) if isinstance(part, Table)).rows
    assert [[plain(cell) for cell in row] for row in rows] == [
        ["Woonkansboom voor de Groninger woningcorporaties",
         "Medewerkers van de Groninger woningcorporaties", "2023-05", "D6MR-01JF"],
        ["Woonkansboom voor hulpverlenende instanties",
         "Hulpverleners en hulpverlenende instanties in Groningen", "2023-05", "VWK5-P90E"],
    ]  # fmt: skip
    assert rows[0][0][0].link == "#boom-1-boom"
    assert said(booklet()).count("De boom geeft advies. U beslist.") == 1


def test_two_versions_of_one_tree_are_told_apart() -> None:
    tree = tree_of("corporaties")
    found = headings(handout([tree, replace(tree, version="2026-01")]))
    for version in ("2023-05", "2026-01"):
        assert f"Woonkansboom voor de Groninger woningcorporaties ({version})" in found


# ---------------------------------------------------------------- information pages


def with_page(tree: Tree, written: str, name: str = "zittende-huurders") -> Tree:
    page = tree.pages[name]
    changed = replace(page, text=replace(page.text, value=written))
    return replace(tree, pages={**tree.pages, name: changed})


def links_of(written: str) -> list[tuple[str, str]]:
    """The links in an information page as they are in a handout; the first leads to that page."""
    document = handout([with_page(tree_of("corporaties"), written)])
    after = dropwhile(lambda part: not is_page(part), parts(document))
    page = takewhile(lambda part: not isinstance(part, NewPage | Terms), after)
    return [(part.text, part.link) for part in page if isinstance(part, Run)][1:]


def is_page(part: object) -> bool:
    return isinstance(part, Heading) and part.anchor == "info-zittende-huurders"


@pytest.mark.parametrize(
    ("link", "goal"),
    [
        ("tweedekansbeleid.md", "#info-tweedekansbeleid"),
        ("nergens.md", ""),
        ("#uitkomst-U1", "#uitkomst-U1"),
        ("#vraag-2", "#vraag-2"),
        ("#vraag-99", ""),
        ("https://example.org/a.md", "https://example.org/a.md"),
    ],
)
def test_links_in_a_page_lead_to_what_is_in_the_handout(link: str, goal: str) -> None:
    assert links_of(f"# Titel\n\n[hier]({link})\n")[0] == ("hier", goal)
    assert ("hier", goal) in links_of(f"# Titel\n\n| a |\n| --- |\n| [hier]({link}) |\n")


def test_a_page_of_another_version_links_within_its_version() -> None:
    tree = tree_of("corporaties")
    other = with_page(with_page(tree, "# Nieuw", "tweedekansbeleid"), "[x](tweedekansbeleid.md)")
    document = handout([tree, other])
    assert [run.link for run in runs(document) if run.text == "x"] == ["#info-tweedekansbeleid-2"]


@pytest.mark.parametrize("written", ["", "| a |\n| --- |\n| b |", "Zomaar tekst.", "> citaat"])
def test_a_page_without_a_heading_goes_under_its_name(written: str) -> None:
    document = handout([with_page(tree_of("corporaties"), written)])
    assert "zittende-huurders" in headings(document)
    assert "info-zittende-huurders" in anchors(document.blocks)


def test_an_organisation_can_be_reached() -> None:
    tree = tree_of("corporaties")
    known = {
        "een": Organisation("een", "Een", "Helpt.", "Bel 14 050.", "https://een.example"),
        "twee": Organisation("twee", "Twee"),
    }
    rows = terms_of(handout([replace(tree, organisations=known)]), 1).rows
    assert [plain(who) for who, _ in rows] == ["Een", "Twee"]
    assert plain(rows[0][1]) == "Helpt. Bel 14 050. https://een.example"
    assert rows[0][1][-1].link == "https://een.example"
    assert rows[1][1] == ()
