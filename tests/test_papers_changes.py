"""What changes, and for whom: the report that a board gets, and all of it on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import changed_trees
import houses
import pdf_checker
import pytest
import random_edits
from changed_trees import found, glossary
from hypothesis import given, settings
from hypothesis import strategies as st

import woonboom
from woonboom.diff import Changes
from woonboom.document import (
    Beside,
    Block,
    Document,
    End,
    Folded,
    Heading,
    Notice,
    Paragraph,
    Part,
    Run,
    Table,
    Turn,
    anchors,
    parts,
    parts_of,
    plain,
)
from woonboom.formats.documents import DOCUMENT_FORMATS
from woonboom.papers.changes import Found, changes_document, changes_page


def paper(*changes: Changes) -> Document:
    return changes_document(found(*changes))


def said(parts_: Iterator[Part]) -> str:
    return "".join(part.text for part in parts_ if isinstance(part, Run))


def whole(document: Document) -> str:
    return said(parts(document))


def headings(document: Document) -> list[str]:
    return [plain(part.words) for part in parts(document) if isinstance(part, Heading)]


def turns(document: Document) -> list[Turn]:
    return [part for part in parts(document) if isinstance(part, Turn)]


def below(document: Document, heading: str) -> tuple[Block, ...]:
    """The blocks under a heading, up to the next one."""
    blocks = iter(document.blocks)
    for block in blocks:
        if isinstance(block, Heading) and plain(block.words) == heading:
            break
    return tuple(takewhile(lambda block: not isinstance(block, Heading), blocks))


def table_below(document: Document, heading: str) -> Table:
    (table,) = [block for block in below(document, heading) if isinstance(block, Table)]
    return table


def rows_of(document: Document) -> int:
    """How many groups stand in tables."""
    tables = [part for part in parts(document) if isinstance(part, Table)]
    return sum(len(table.rows) for table in tables if "Voor wie" in plain(table.head[0]))


def cells(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


# ---------------------------------------------------------------- for whom


def test_the_verdict_comes_first_and_losses_lead_it() -> None:
    first, *_ = paper(glossary()).blocks
    assert isinstance(first, Notice)
    assert plain(first.title) == "In het kort"
    text = said(parts_of(first.blocks))
    assert text.startswith("Zo lang moet de betalingsregeling goed lopen: was 3 maanden, wordt 6")
    assert "1 groep gevallen gaat erop achteruit" in text
    assert "wie eerst U6 kreeg, en voor wie geldt: met huurschuld" in text


def test_a_card_says_what_was_what_it_becomes_and_for_whom() -> None:
    first, *_ = turns(paper(glossary()))
    assert (first.was.label, first.was.kind, plain(first.was.title)) == (
        "Was", "eligible", "Tweedekansbeleid"
    )  # fmt: skip
    assert (first.becomes.label, first.becomes.kind_label) == ("Wordt", "Nog niet")
    text = said(parts_of((first,)))
    assert "betalingsregeling 3 maanden" in text
    assert "betalingsregeling 4 of 5 maanden, zonder bewindvoering" in text


def test_a_card_has_an_example_and_where_its_paths_part() -> None:
    first, *_ = turns(paper(glossary()))
    *_, example, parting = first.blocks
    assert isinstance(example, Paragraph)
    assert isinstance(parting, Paragraph)
    assert plain(example.words).startswith("Voorbeeld: uit huis gezet door een corporatie")
    assert plain(parting.words).startswith("De wegen gaan uiteen bij vraag 5")


def test_grades_are_headings_the_worst_first() -> None:
    found_ = headings(paper(changed_trees.twenty_edits()))
    grades = [
        "Gaat erop achteruit", "Krijgt in de nieuwe versie geen uitkomst meer",
        "Een andere uitkomst, niet beter of slechter", "Gaat erop vooruit",
    ]  # fmt: skip
    assert [one for one in found_ if one in grades] == grades


def test_a_version_without_an_outcome_for_a_case_says_so() -> None:
    ends = [part for part in parts(paper(changed_trees.without_an_outcome()))
            if isinstance(part, End)]  # fmt: skip
    assert any(end.kind == "" and end.kind_label == "Geen uitkomst" for end in ends)
    assert "Niemand gaat erop achteruit" not in whole(paper(changed_trees.without_an_outcome()))


def test_that_nothing_changes_for_anyone_is_said_as_proved() -> None:
    document = paper(changed_trees.reworded())
    first, *_ = document.blocks
    assert isinstance(first, Notice)
    assert "Voor niemand verandert de uitkomst" in said(parts_of(first.blocks))
    assert "bewezen" in said(parts_of(first.blocks))
    assert "zie hieronder" in said(parts_of(first.blocks))
    assert turns(document) == []


def test_two_versions_that_say_the_same_are_told_to() -> None:
    tree = changed_trees.tree_of("hulpverleners.yaml")
    document = paper(woonboom.diff(tree, tree))
    assert "Beide versies zeggen precies hetzelfde." in whole(document)
    assert headings(document) == ["Hoe is dit gevonden?"]
    newer = replace(tree, version="2030-01")
    assert "Alleen de versie of haar datum is anders." in whole(paper(woonboom.diff(tree, newer)))


def test_versions_that_cannot_be_compared_say_why_and_what_was_edited() -> None:
    old = changed_trees.tree_of("hulpverleners.yaml")
    changes = replace(
        changed_trees.reworded(), problem=woonboom.diff(old, replace(old, start="")).problem
    )
    document = paper(changes)
    assert "niet vergeleken" in whole(document)
    assert "geen steekproef" not in whole(document)
    assert "Wat is er bewerkt?" in headings(document)


def test_who_had_no_outcome_before_is_told_in_full_and_why() -> None:
    document = paper(changed_trees.with_an_option())
    text = said(parts_of(below(document, "Kon eerst niet worden beslist")))
    assert text.startswith("De oude versie kent ‘Woonfraude’ niet.")
    assert "uit huis gezet door een corporatie, reden van de ontruiming: wel ‘Opiumwet’" in text
    assert "De wegen gaan uiteen" not in text
    ends = [part for part in parts(document) if isinstance(part, End)]
    assert {(end.code, end.kind) for end in ends if end.label == "Was"} == {("", "")}


def test_where_the_paths_part_is_not_said_again() -> None:
    assert len(turns(paper(glossary()))) == 3
    assert whole(paper(glossary())).count("De wegen gaan uiteen bij vraag 5") == 1


def test_all_that_is_said_of_whom_it_concerns_is_whole() -> None:
    text = whole(paper(changed_trees.twenty_edits()))
    assert "andere groep" not in text
    assert "Wie hier niet staat, houdt dezelfde uitkomst." in text


def test_a_table_names_kinds_and_among_whom() -> None:
    table = next(part for part in parts(paper(changed_trees.twenty_edits()))
                 if isinstance(part, Table) and "Voor wie" in plain(part.head[0]))  # fmt: skip
    assert plain(table.head[0]) == "Voor wie (van wie eerst kreeg wat onder ‘Was’ staat)"
    kinds = ("ja, dit kan", "nog niet", "nee, dit kan niet", "overleg eerst", "verwijs door")
    assert all(plain(row[2]).endswith(tuple(f"({kind})" for kind in kinds)) for row in table.rows)


# ---------------------------------------------------------------- two trees


def test_two_different_trees_are_both_named_and_nothing_was_edited() -> None:
    document = paper(changed_trees.two_trees())
    old, new = (str(tree.title) for tree in changed_trees.elsewhere())
    assert document.title == "Wat is er anders, en voor wie"
    assert document.subtitle == f"‘{old}’ naast ‘{new}’"
    first, *_ = document.blocks
    assert isinstance(first, Notice)
    assert said(parts_of(first.blocks)).startswith("Dit zijn twee verschillende bomen.")
    assert "Wat is er bewerkt?" not in headings(document)
    assert {(turn.was.label, turn.becomes.label) for turn in turns(document)} == {(old, new)}
    page = changes_page(found(changed_trees.two_trees()))
    assert not [part for part in parts(page) if isinstance(part, Beside)]


def test_codes_that_stand_for_two_outcomes_are_left_out() -> None:
    document = paper(changed_trees.two_trees())
    assert not re.search(r"\bU\d", whole(document))
    assert {end.code for end in parts(document) if isinstance(end, End)} == {""}


def test_versions_of_one_name_are_called_old_and_new() -> None:
    document = paper(changed_trees.reworded())
    assert document.imprint == ("Nieuwe versie", "Geldig vanaf 22 mei 2023", "Was: oude versie")


def test_what_was_compared_as_two_facts_is_warned_of_at_the_top() -> None:
    first, *_ = paper(changed_trees.in_weeks()).blocks
    assert isinstance(first, Notice)
    (warning,) = [
        block for block in first.blocks
        if isinstance(block, Paragraph) and plain(block.words).startswith("Let op: ")
    ]  # fmt: skip
    assert all(run.bold for run in warning.words)


# ---------------------------------------------------------------- what was edited


def test_numbers_lead_with_the_places_where_they_are_used() -> None:
    table = table_below(paper(glossary()), "Getallen")
    assert cells(table)[0] == [
        "‘Zo lang moet de betalingsregeling goed lopen’", "3 maanden", "6 maanden",
        "vraag 5, uitkomst U4, informatiepagina tweedekansbeleid",
    ]  # fmt: skip
    assert cells(table)[1][1:3] == ["nieuw", "4 maanden"]


def test_texts_are_marked_word_by_word() -> None:
    (heading,) = [
        one for one in headings(paper(glossary())) if one.startswith("Vragen, uitkomsten")
    ]
    was, becomes = table_below(paper(glossary()), heading).rows[0][1:]
    assert [run.text for run in was if run.mark == "removed"] == ["3"]
    added = [run.text.strip() for run in becomes if run.mark == "added"]
    assert added == ["6", "Onder bewindvoering minimaal 4 maanden."]
    assert not any(run.mark == "added" for run in was)
    assert not any(run.mark == "removed" for run in becomes)


def test_conditions_are_said_as_cases_and_places_as_questions() -> None:
    text = whole(paper(glossary()))
    assert "betalingsregeling 3 maanden of langer" in text
    assert "maanden_regeling" not in text
    rows = cells(table_below(paper(changed_trees.twenty_edits()), "Vragen"))
    assert [
        "Vraag 4, antwoord ‘Nee’: waar het heen gaat",
        "vraag 6 (Is er hulpverlening betrokken?)",
        "vraag 7 (Kan het begeleidingsplan mee met de aanmelding?)",
    ] in rows


def test_questions_have_the_number_that_readers_find_now() -> None:
    old = changed_trees.tree_of("hulpverleners.yaml")
    one = old.questions["hulpverlening"]
    answers = (replace(a, goto="tweedekans") if a.id == "yes" else a for a in one.answers)
    questions = {**old.questions, one.id: replace(one, answers=tuple(answers))}
    del questions["begeleidingsplan"]
    document = paper(woonboom.diff(old, replace(old, questions=questions)))
    rows = cells(table_below(document, "Vragen"))
    gone = "vraag 7 van de oude versie (Kan het begeleidingsplan mee met de aanmelding?)"
    assert [row[1] for row in rows if row[0] == "Vraag 6, antwoord ‘Ja’: waar het heen gaat"] == [
        gone
    ]


def test_a_condition_that_means_the_same_is_said_to() -> None:
    document = paper(changed_trees.written_otherwise())
    ((where, was, becomes),) = cells(table_below(document, "Vragen"))
    assert where == "Vraag 5, antwoord ‘Ja’: de voorwaarde"
    assert was.startswith("betalingsregeling 6 maanden of langer")
    assert becomes == "anders opgeschreven, zelfde betekenis"


def test_worked_cases_come_and_go_as_a_whole() -> None:
    text = said(parts_of(below(paper(changed_trees.with_another_case()), "Voor de beheerder")))
    assert text == "Voorbeeld ‘Alleen de Opiumwet’ vervalt.Voorbeeld ‘Nog een’ is nieuw."


def test_a_board_reads_no_notes_and_no_ids() -> None:
    text = whole(paper(glossary()))
    assert "De notitie" not in text
    assert "(regeling)" not in text


def test_renames_sources_and_worked_cases_come_at_the_end() -> None:
    found_ = headings(paper(glossary()))
    assert found_[-2:] == ["Voor de beheerder", "Hoe is dit gevonden?"]
    text = said(parts_of(below(paper(glossary()), "Voor de beheerder")))
    assert "Vraag 5: de bron: ‘T begrippenlijst’ wordt ‘T bijlage 9’" in text


# ---------------------------------------------------------------- what it says of itself


def test_it_says_how_it_was_found_and_from_what() -> None:
    text = said(parts_of(below(paper(glossary()), "Hoe is dit gevonden?")))
    assert "Het is geen steekproef" in text
    assert "Wie hier niet staat, houdt dezelfde uitkomst." in text
    assert "Oude versie: versie begrippenlijst." in text
    assert "Controlegetal M67M-C9CN" in text
    assert "Bronnen bij wat veranderde: T bijlage 9, T 3.3.5. T: Iedereen verdient" in text


@pytest.mark.parametrize("count", [1, 2])
def test_it_says_once_that_the_professional_decides(count: int) -> None:
    text = whole(paper(*[glossary(), changed_trees.twenty_edits()][:count]))
    assert text.count("De boom geeft advies. De professional beslist.") == 1


def test_it_is_of_the_house_of_the_new_version(tmp_path: Path) -> None:
    style = "  organisation: Woonstad\n  colours: {main: '#5B2A86'}"
    old, new = glossary().old, houses.a_tree(tmp_path, style)
    document = paper(woonboom.diff(old, new))
    assert document.organisation == "Woonstad"
    assert document.palette


def test_it_says_what_it_is_but_carries_no_tree() -> None:
    document = paper(glossary())
    assert (document.content, document.fingerprint) == ("", "")
    assert document.title == "Wat verandert er, en voor wie"
    assert document.subtitle == "Woonkansboom voor hulpverlenende instanties"
    assert document.imprint == ("Versie 2023-05", "Geldig vanaf 22 mei 2023",
                                "Was: versie begrippenlijst")  # fmt: skip


def test_it_is_in_the_language_of_the_new_version() -> None:
    changes = glossary()
    document = paper(replace(changes, new=replace(changes.new, language="en")))
    assert document.title == "What changes, and for whom"
    assert "Worse off" in headings(document)
    assert "The tree advises. The professional decides." in whole(document)


# ---------------------------------------------------------------- how much there is


def test_paper_has_a_few_cards_and_then_rows() -> None:
    document = paper(changed_trees.twenty_edits())
    assert len(changed_trees.twenty_edits().groups) > 10
    assert len(turns(document)) == 10
    assert rows_of(document) == len(changed_trees.twenty_edits().groups) - 10


def test_a_page_has_all_of_it_and_both_drawings() -> None:
    changes = changed_trees.twenty_edits()
    document = changes_page(found(changes))
    assert len(turns(document)) == len(changes.groups)
    (drawings,) = [part for part in parts(document) if isinstance(part, Beside)]
    assert [plain(one.caption) for one in drawings.figures] == [
        "Was: oude versie", "Wordt: nieuwe versie"
    ]  # fmt: skip
    assert all(one.alt and one.data.startswith(b"<?xml") for one in drawings.figures)


def test_what_paper_leaves_out_it_counts() -> None:
    one = changed_trees.twenty_edits()
    many = replace(one, groups=one.groups * 20)
    document = paper(many)
    left = len(many.groups) - len(turns(document)) - rows_of(document)
    assert left > 0
    assert all(below(document, grade) for grade in headings(document) if "Gaat erop" in grade)
    counted = [int(n) for n in re.findall(r"En nog (\d+)\. De hele lijst", whole(document))]
    assert sum(counted) == left
    assert any(isinstance(part, Folded) for part in parts(document))


# ---------------------------------------------------------------- several trees


def test_several_trees_have_an_overview_and_a_part_each() -> None:
    same = woonboom.diff(glossary().new, glossary().new)
    document = paper(glossary(), changed_trees.reworded(), same)
    table = table_below(document, "In het kort")
    assert len(table.rows) == 3
    assert cells(table)[2][1] == "Beide versies zeggen precies hetzelfde."
    assert list(anchors(document.blocks)).count("boom-1") == 1
    links = [run.link for row in table.rows for run in row[0]]
    assert links == ["#boom-1", "#boom-2", ""]
    assert document.subtitle == "3 beslisbomen vergeleken"


def test_trees_that_went_lead_and_those_that_came_end_what_is_told_at_the_top() -> None:
    tree, other = glossary().new, changed_trees.tree_of("corporaties.yaml")
    document = changes_document(Found((glossary(),), added=(tree,), removed=(other,)))
    assert document.subtitle == (
        "1 beslisboom vergeleken · 1 beslisboom vervalt · 1 beslisboom is nieuw"
    )
    first, *_, last = cells(table_below(document, "In het kort"))
    assert first == [
        "Woonkansboom voor de Groninger woningcorporaties",
        "Deze boom vervalt (versie 2023-05). Niemand krijgt er nog een uitkomst van.",
    ]
    assert last[1] == "Deze boom is nieuw (versie 2023-05)."


# ---------------------------------------------------------------- as files


@pytest.mark.parametrize("make", [glossary, changed_trees.twenty_edits,
                                  changed_trees.without_an_outcome])  # fmt: skip
def test_the_pdf_is_tagged_and_says_all_of_it(make: type) -> None:
    document = paper(make())
    assert pdf_checker.problems(DOCUMENT_FORMATS["pdf"].write(document), document) == []


def test_the_same_versions_give_the_same_bytes() -> None:
    for make in (changes_document, changes_page):
        name = "pdf" if make is changes_document else "html"
        first, second = (DOCUMENT_FORMATS[name].write(make(found(glossary()))) for _ in range(2))
        assert first == second


@given(st.integers(0, 2**32), st.booleans())
@settings(max_examples=25, deadline=None)
def test_whatever_was_edited_can_be_reported(seed: int, related: bool) -> None:
    import random

    pick = random.Random(seed).randrange
    old, new = random_edits.edited(pick) if related else random_edits.unrelated(pick)
    changes = woonboom.diff(old, new, paths=True)
    document = paper(changes)
    assert len(turns(document)) == min(10, len(changes.groups))
    assert DOCUMENT_FORMATS["html"].write(document)


def test_trees_in_which_many_answers_come_together_are_not_drawn() -> None:
    old = changed_trees.tree_of("hulpverleners.yaml")
    questions = {
        id_: replace(one, answers=tuple(replace(a, goto="reden") for a in one.answers))
        for id_, one in old.questions.items()
        if id_ != "reden"
    }
    changes = replace(glossary(), new=replace(old, questions={**old.questions, **questions}))
    document = changes_page(found(changes))
    assert not [part for part in parts(document) if isinstance(part, Beside)]
    assert "De boom is te groot om hier te tekenen." in whole(document)


def test_a_draft_in_another_language_is_a_draft_too() -> None:
    old = replace(glossary().old, version="concept")
    changes = replace(glossary(), old=old)
    english = replace(changes, new=replace(changes.new, language="en", version="draft"))
    assert paper(english).imprint[0] == "New version"
    assert "Old version: version draft." in whole(paper(english))
