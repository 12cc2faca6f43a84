"""The poster of what changed: the new version, marked, with what is gone as ghosts at its place."""

from __future__ import annotations

import io
import pathlib
import random
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
import random_edits
import samples
from calling import Capture, called
from hypothesis import given, settings
from marked_trees import between, drawn_tree, glossary, poster, sign_faults
from poster_trees import ROOT, SHAPES, real, tree_of, trees
from scene_checker import breaches
from scene_promises import paper_faults, squeezed

from woonboom import style
from woonboom.colours import LEAST_CONTRAST, contrast
from woonboom.diff.changes import Changes
from woonboom.formats import FORMATS
from woonboom.house import HouseColour, HouseStyle
from woonboom.layout.panels.poster import layout
from woonboom.model import Tree
from woonboom.papers.drawn_changes import changed_poster, new_drawing, old_drawing
from woonboom.press.grey import grey
from woonboom.scene import Group, Path, Rect, Scene

OLD = samples.of(
    {
        "a": [("Ja", "b"), ("Nee", "u")],
        "b": [("Ja", "c"), ("Nee", "w")],
        "c": [("Ja", "x"), ("Nee", "u")],
    }
)
CUT = replace(
    samples.of({"a": [("Ja", "w"), ("Nee", "n")], "n": [("Ja", "w"), ("Nee", "u")]}),
    version="2027-01",
)


def said(scene: Scene) -> str:
    words = " ".join(text.words for group in scene.groups for text in group.texts)
    return words.replace("\u00a0", " ")


def group(scene: Scene, id_: str) -> Group:
    return next(g for g in scene.groups if g.id == id_)


def signs(scene: Scene) -> dict[str, str]:
    """The ids of what has a sign, with the word that is heard."""
    groups = list(scene.groups)
    found = (card for card, sign in pairwise(groups) if sign.role == "mark")
    return {card.id: card.label.partition(":")[0] for card in found}


def faults(changes: Changes, scene: Scene) -> list[str]:
    """What is wrong with a poster, the words of its title aside: those of the union are others."""
    left_out = "Te veel om te tekenen" in said(scene) or "Too much to draw" in said(scene)
    tree = changes.new if left_out else drawn_tree(changes)
    found = [*breaches(scene, tree), *sign_faults(scene)]
    return [fault for fault in found if not fault.startswith(("no version", "no title"))]


# ---------------------------------------------------------------- the worked example


def test_one_number_marks_two_cards_and_shows_what_it_was() -> None:
    scene = changed_poster(glossary())
    cards = {"vraag-regeling": "Gewijzigd", "uitkomst-eerst_regeling": "Gewijzigd"}
    assert signs(scene) == cards
    assert "Minimaal 3 → 6 maanden." in said(scene)
    assert not faults(glossary(), scene)


def test_the_title_says_what_is_compared_and_the_note_that_it_is_no_poster() -> None:
    scene = changed_poster(glossary())
    words = said(scene)
    for told in (
        "Wat verandert er: Woonkansboom voor hulpverlenende instanties",
        "Versie begrippenlijst → 2023-05",
        "Zo leest u deze vergelijking",
        "Gewijzigd in versie 2023-05",
        "Dit is geen poster om te volgen.",
    ):
        assert told in words
    assert "Zo gebruikt u deze poster" not in words
    assert "Vervallen: stond" not in words  # nothing is
    assert "0 nieuw, 2 gewijzigd, 0 vervallen" in scene.description


def test_it_is_not_taken_for_a_version_that_can_be_out_of_date() -> None:
    scene = changed_poster(glossary())
    assert (scene.content, scene.fingerprint) == ("", "")
    assert len(scene.keywords) == 2


@pytest.mark.parametrize("paper", ["a1", "a3"])
@pytest.mark.parametrize("landscape", [False, True])
def test_it_keeps_to_its_paper(paper: str, landscape: bool) -> None:
    scene = changed_poster(glossary(), paper=paper, landscape=landscape)
    assert not list(paper_faults(scene, paper))
    page = scene.pages[0]
    assert (page.width > page.height) is landscape


def test_an_unknown_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown paper"):
        changed_poster(glossary(), paper="b1")


# ---------------------------------------------------------------- what is gone and new


def test_what_is_gone_stands_at_the_answer_that_led_to_it() -> None:
    scene = poster(OLD, CUT)
    lines = {g.joins for g in scene.groups if g.role == "connector"}
    assert ("vraag-a", "vraag-oud-b") in lines
    assert ("vraag-oud-b", "vraag-oud-c") in lines
    assert group(scene, "vraag-oud-b").label == "Vervallen: vraag 2: Geldt b?"
    assert group(scene, "vraag-oud-c").label == "Vervallen: vraag 3: Geldt c?"
    assert group(scene, "vraag-n").label == "Nieuw: vraag 2: Geldt n?"
    assert "Vervallen: stond in versie 2026-01" in said(scene)
    assert not faults(between(OLD, CUT), scene)


def test_the_products_of_the_new_version_print_the_same_numbers() -> None:
    scene, (plain, _) = poster(OLD, CUT), layout(CUT)
    for own in (g for g in plain.groups if g.role in ("question", "outcome") and g.id):
        words = [t.words for t in group(scene, own.id).texts]
        assert words[0] == next(own.texts).words


def test_where_a_former_answer_led_is_told_by_its_code_and_is_not_struck_out() -> None:
    rows = {q.id: [(str(a.label), a.goto) for a in q.answers] for q in OLD.in_order}
    new = samples.of(rows | {"a": [("Ja", "b"), ("Nee", "c")]})
    scene = poster(OLD, replace(new, outcomes=OLD.outcomes))
    end = next(g for g in scene.groups if g.id.startswith("uitkomst-u.was"))
    assert (end.role, end.label, end.link) == ("chip", "Naar uitkomst U3", "uitkomst-u")
    assert [t.words for t in end.texts] == ["naar U3"]
    assert not [i for i in end.items if isinstance(i, Path) and i.stroke]
    assert style.HATCH not in str(end.items)
    assert not group(scene, "uitkomst-u").label.startswith("Vervallen")
    assert style.HATCH not in str(group(scene, "uitkomst-u").items)


def test_a_rename_has_no_mark() -> None:
    new = samples.of({"a": [("Ja", "bee"), ("Nee", "u")],
                      "bee": [("Ja", "c"), ("Nee", "w")],
                      "c": [("Ja", "x"), ("Nee", "u")]})  # fmt: skip
    asked = replace(new.questions["bee"], ask=OLD.questions["b"].ask)
    new = replace(new, questions={**new.questions, "bee": asked}, outcomes=OLD.outcomes)
    scene = poster(OLD, new)
    assert not signs(scene)
    assert "In deze tekening is de nieuwe versie gelijk aan de oude versie." in said(scene)


def test_a_beginning_that_was_replaced_stands_in_a_part_of_its_own() -> None:
    new = samples.of({"n": [("Ja", "w"), ("Nee", "u")]})
    scene = poster(OLD, replace(new, outcomes=OLD.outcomes))
    assert "Uit de vorige versie" in said(scene)
    assert signs(scene)["vraag-oud-a"] == "Vervallen"
    assert signs(scene)["vraag-n"] == "Nieuw"


def test_everything_that_is_gone_can_be_read_in_the_svg_and_the_pdf() -> None:
    scene = poster(OLD, CUT)
    svg = FORMATS["svg"].write(scene).decode()
    assert "Vervallen: vraag 3: Geldt c?" in svg
    page = pypdfium2.PdfDocument(io.BytesIO(FORMATS["pdf"].write(scene)))[0]
    words = squeezed(page.get_textpage().get_text_bounded())
    for text in (t for g in scene.groups for t in g.texts):
        assert squeezed(text.lines[0]) in words


def test_answers_that_are_gone_count_as_gone() -> None:
    asked = OLD.questions["c"]
    moved = tuple(replace(a, goto="w") if a.goto == "x" else a for a in asked.answers)
    new = replace(OLD, questions={**OLD.questions, "c": replace(asked, answers=moved)})
    scene = poster(OLD, replace(new, version="2027-01"))
    assert "van versie 2026-01 met versie 2027-01: 0 nieuw, 1 gewijzigd, 1 " in scene.description


def test_two_versions_with_one_name_are_called_old_and_new() -> None:
    scene = poster(OLD, replace(CUT, version=OLD.version))
    words = said(scene)
    assert "Versie 2026-01: oud → nieuw" in words
    assert "Nieuw in de nieuwe versie" in words
    assert "Vervallen: stond in de oude versie" in words
    assert "van de oude versie met de nieuwe versie" in scene.description


def test_the_number_of_a_ghost_is_that_of_the_old_version_and_is_seen_to_be_struck() -> None:
    card = group(poster(OLD, CUT), "vraag-oud-b")
    _, badge = (i for i in card.items if isinstance(i, Rect))
    lead = next(card.texts).lead
    assert lead
    assert (lead.words, lead.ground, badge.fill) == ("2", style.PAPER, style.PAPER)


# ---------------------------------------------------------------- words


def reworded(**fields: object) -> Scene:
    """The poster of a tree in which one outcome is another."""
    other = replace(OLD.outcomes["u"], **fields)  # type: ignore[arg-type]
    return poster(OLD, replace(OLD, outcomes={**OLD.outcomes, "u": other}, version="2027-01"))


def lines_on(card: Group) -> int:
    """How many lines lie through or under words."""
    flat = (i for i in card.items if isinstance(i, Path) and len(i.commands) == 2)
    return sum(i.commands[0][2] == i.commands[1][2] for i in flat)


def test_an_old_title_is_struck_out_before_the_new_one_wherever_it_stands() -> None:
    title = str(OLD.outcomes["u"].title)
    scene = reworded(title=samples.text("Elders kijken"))
    cards = [g for g in scene.groups if "uitkomst-u" in (g.id, g.link) and g.role == "outcome"]
    assert len(cards) == 2
    for card in cards:
        assert f"{title} Elders kijken" in next(card.texts).words
        assert lines_on(card) >= 2
        assert card.label.endswith(f"Elders kijken (eerst: {title})")
    assert "Nieuwe woorden zijn onderstreept" in said(scene)


def test_an_old_kind_is_told_before_the_new_one() -> None:
    assert OLD.outcomes["u"].kind == "eligible"
    scene = reworded(kind="consult")
    assert "Ja, dit kan Overleg eerst." in said(scene)
    assert len([g for g in scene.groups if g.role == "mark"]) == 2  # seen on both


def test_a_text_that_changed_marks_only_the_card_that_it_stands_on() -> None:
    scene = reworded(text=samples.text("Vraag het na bij de corporatie."))
    assert signs(scene) == {"uitkomst-u": "Gewijzigd"}


def test_what_is_not_on_the_card_is_told_beside_the_drawing() -> None:
    scene = reworded(steps=(samples.text("Bel eerst."),))
    assert not signs(scene)
    code = OLD.codes["u"]
    assert f"Ook gewijzigd, maar niet op deze poster: {code}. Zie het verslag." in said(scene)


def test_long_words_that_are_gone_are_shortened() -> None:
    long = "Daarna kunt u de persoon aanmelden bij het bureau dat daarover gaat in de stad."
    row = {**OLD.questions, "a": replace(OLD.questions["a"], help=samples.text(f"Kijk. {long}"))}
    now = {**OLD.questions, "a": replace(OLD.questions["a"], help=samples.text("Kijk."))}
    words = said(poster(replace(OLD, questions=row), replace(OLD, questions=now)))
    assert "Kijk. Daarna kunt u de persoon aanmelden bij …" in words
    assert "bureau dat" not in words


# ---------------------------------------------------------------- any two trees


def test_unrelated_trees_are_not_drawn_over_each_other() -> None:
    old, new = tree_of("grown"), OLD
    changes = between(old, replace(new, version="2027-01"))
    scene = changed_poster(changes)
    gone = len(old.questions) + len(old.outcomes)
    assert f"Te veel om te tekenen: {gone} vragen en uitkomsten uit versie" in said(scene)
    assert "oud-" not in str([g.id for g in scene.groups])
    assert not faults(changes, scene)


ODD = (
    "nothing", "only an outcome", "only outcomes", "rounds and gaps", "a question without answers",
    "loose outcomes", "questions of 300 characters", "words longer than a line", "English",
    "40 sources", "fan of 9", "merges",
)  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_every_pair_gets_a_drawing(name: str) -> None:
    for changes in (between(OLD, SHAPES[name]()), between(SHAPES[name](), OLD)):
        assert not faults(changes, changed_poster(changes))
        old_drawing(changes)
        new_drawing(changes)


def test_more_than_a_sheet_can_hold_becomes_an_atlas() -> None:
    old = samples.grown(220, seed=7, merges=0.2)
    gone = [q for q in old.questions if q != old.start][5:45:8]
    questions = {
        q.id: replace(q, answers=tuple(replace(a, goto="u1") if a.goto in gone else a
                                       for a in q.answers))
        for q in old.questions.values() if q.id not in gone
    }  # fmt: skip
    changes = between(old, replace(old, questions=questions, version="2027-01"))
    scene = changed_poster(changes)
    assert len(scene.pages) > 2
    assert not faults(changes, scene)
    for question in gone:
        assert signs(scene)[f"vraag-oud-{question}"] == "Vervallen"


@pytest.mark.parametrize("seed", range(25))
def test_any_edit_keeps_every_promise(seed: int) -> None:
    old, new = random_edits.edited(random.Random(seed).randrange)
    changes = between(old, new)
    assert not faults(changes, changed_poster(changes))


@settings(max_examples=15, deadline=None)
@given(trees(), trees())
def test_any_two_trees_keep_every_promise(old: Tree, new: Tree) -> None:
    changes = between(old, new)
    assert not faults(changes, changed_poster(changes))


# ---------------------------------------------------------------- both versions beside each other


def test_the_old_version_shows_what_is_gone_and_the_new_one_what_is_new() -> None:
    changes = between(OLD, CUT)
    old, new = signs(old_drawing(changes)), signs(new_drawing(changes))
    assert {old["vraag-b"], old["vraag-c"], old["uitkomst-x"]} == {"Vervallen"}
    assert "Nieuw" not in old.values()
    assert new["vraag-n"] == "Nieuw"
    assert "Vervallen" not in new.values()
    for scene, tree in ((old_drawing(changes), OLD), (new_drawing(changes), CUT)):
        assert not breaches(scene, tree)
        assert not list(sign_faults(scene))


def test_beside_each_other_one_strikes_what_went_and_the_other_underlines_what_came() -> None:
    other = replace(OLD.outcomes["u"], title=samples.text("Elders kijken"))
    new = replace(OLD, outcomes={**OLD.outcomes, "u": other}, version="2027-01")
    changes = between(OLD, new)
    for scene, tree in ((old_drawing(changes), OLD), (new_drawing(changes), new)):
        card = group(scene, "uitkomst-u")
        assert str(tree.outcomes["u"].title) in next(card.texts).words
        assert lines_on(card) == len(next(card.texts).lines)
        assert not breaches(scene, tree)


# ---------------------------------------------------------------- looks


def test_the_language_is_that_of_the_new_version() -> None:
    new = SHAPES["English"]()
    words = said(poster(OLD, new))
    assert "What changes: A tree" in words
    assert "This is no poster to follow." in words


def test_a_house_style_keeps_its_colours_and_its_contrast() -> None:
    given_ = {"main": "#7A1FA2", "eligible": "#005A9C"}
    colours = tuple(HouseColour(name, value, samples.SPAN) for name, value in given_.items())
    house = HouseStyle(None, None, colours, None, samples.SPAN)
    vocabulary = replace(CUT.own, style=house)
    changes = between(OLD, replace(CUT, vocabularies=(vocabulary,)))
    scene = changed_poster(changes)
    assert "#7A1FA2" in str(scene.pages[0].groups)
    for text in (t for g in scene.groups for t in g.texts):
        assert contrast(text.fill, text.ground) >= LEAST_CONTRAST
    assert not faults(changes, scene)


def test_in_grey_nothing_is_lost() -> None:
    changes = between(OLD, CUT)
    assert not faults(changes, grey(changed_poster(changes)))


def test_the_same_versions_make_the_same_bytes_everywhere() -> None:
    words = (
        "import sys; sys.path.insert(0, 'tests'); import hashlib;"
        "from marked_trees import glossary;"
        "from woonboom.papers.drawn_changes import changed_poster;"
        "from woonboom.formats import FORMATS; scene = changed_poster(glossary());"
        "print([hashlib.sha256(FORMATS[f].write(scene)).hexdigest() for f in ('svg', 'pdf')])"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", words], cwd=ROOT, check=True, capture_output=True, text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(made) == 1


# ---------------------------------------------------------------- the command


def test_the_command_writes_the_marked_poster(tmp_path: pathlib.Path, capsys: Capture) -> None:
    old = ROOT / "trees" / "begrippenlijst" / "hulpverleners.yaml"
    new = real("hulpverleners").path
    code, _, _ = called(
        capsys, "diff", old, new, "--format", "svg", "--format", "pdf", "--poster",
        "--paper", "a3", "--portrait", "-o", tmp_path,
    )  # fmt: skip
    assert code == 1
    stem = "hulpverleners-wijzigingen-poster"
    assert "Gewijzigd: vraag 5" in (tmp_path / f"{stem}.svg").read_text("utf-8")
    page = pypdfium2.PdfDocument(tmp_path / f"{stem}.pdf")[0]
    assert page.get_height() / page.get_width() == pytest.approx(2**0.5, abs=0.01)
