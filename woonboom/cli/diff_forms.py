"""The forms in which `woonboom diff` tells what differs: printed, or as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

import click

from woonboom.cli.context import current
from woonboom.cli.diff_told import Told
from woonboom.cli.diff_wish import Wish
from woonboom.cli.trees import own_names

if TYPE_CHECKING:
    from woonboom.diff.weighed import Weighed

# ---------------------------------------------------------------- what is printed


def _text(told: Told, _: Wish) -> None:
    from woonboom.cli.diff_text import told_changes
    from woonboom.cli.screen import screen_of

    call = current()
    screen = screen_of(call.language)
    text = told_changes(told, screen, quiet=call.quiet)
    click.echo(text, nl=False, color=screen.colour)


def _json(told: Told, _: Wish) -> None:
    from woonboom.diff.document import as_json, document_of, documents_of

    language = current().language
    documents = (
        document_of(changes, language, _caseload(weighed, language))
        for changes, weighed in zip(told.changes, told.weighed, strict=True)
    )
    several = told.several or not told.changes
    found = documents_of(documents, told.added, told.removed) if several else next(documents)
    for piece in as_json(found):
        click.echo(piece, nl=False)
    click.echo()


def _caseload(weighed: Weighed | None, language: str) -> dict[str, object] | None:
    if weighed is None:
        return None
    from woonboom.diff.weighed import weighed_data

    return weighed_data(weighed, language)


def _markdown(told: Told, _: Wish) -> None:
    from woonboom.papers.changes_comment import changes_comment

    click.echo(changes_comment(told.found).decode(), nl=False)


# ---------------------------------------------------------------- what becomes files


def _page(told: Told, _: Wish) -> dict[str, bytes]:
    from woonboom.formats.documents import DOCUMENT_FORMATS
    from woonboom.papers.changes import changes_page

    return {f"{told.name}.html": DOCUMENT_FORMATS["html"].write(changes_page(told.found))}


def _paper(told: Told, wish: Wish) -> dict[str, bytes]:
    if wish.poster:
        return _posters(told, wish, "pdf")
    from woonboom.formats.documents import DOCUMENT_FORMATS
    from woonboom.papers.changes import changes_document

    return {f"{told.name}.pdf": DOCUMENT_FORMATS["pdf"].write(changes_document(told.found))}


def _drawing(told: Told, wish: Wish) -> dict[str, bytes]:
    return _posters(told, wish, "svg")


def _posters(told: Told, wish: Wish, form: str) -> dict[str, bytes]:
    from woonboom.cli.drawing import CHANGES_ON_SEVERAL, tell
    from woonboom.formats import FORMATS
    from woonboom.papers.drawn_changes import changed_poster, drawing_problems

    own_names(changes.new.path for changes in told.changes)
    call, found = current(), dict[str, bytes]()
    for changes in told.changes:
        scene = changed_poster(changes, paper=wish.paper, landscape=wish.landscape)
        tell(changes.new, scene, wish.paper, call, several=CHANGES_ON_SEVERAL)
        if problems := drawing_problems(changes.new):
            call.problems(problems, [changes.new])
        found |= FORMATS[form].files(scene, f"{changes.new.path.stem}-wijzigingen-poster")
    return found


TO_PRINT: Final[Mapping[str, Callable[[Told, Wish], None]]] = {
    "text": _text,
    "json": _json,
    "md": _markdown,
}
"""What prints each form that comes on the screen."""
TO_WRITE: Final[Mapping[str, Callable[[Told, Wish], dict[str, bytes]]]] = {
    "html": _page,
    "svg": _drawing,
    "pdf": _paper,
}
"""What makes each form that becomes files: how they are called, and what is in them."""
