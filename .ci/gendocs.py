"""Write the generated parts of the documentation, or with --check tell which are out of date.

- `docs/rules.md` and `woonboom/rules/examples.json`: from the codes and the fixtures of the tests;
- `docs/commands.md`: from the commands' own help;
- `docs/schemas/woonboom.json` and its English sister: from the format, for editors;
- `docs/pictures/`: the drawings of the trees;
- the tables in `docs/format.md` and `docs/editing.md` between `<!-- generated: … -->` and
  `<!-- end -->`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import click

from woonboom.cli.run import COMMANDS, build
from woonboom.codes import all_codes
from woonboom.diagnostics import Code
from woonboom.diff.comparing import diff
from woonboom.facts import FACT_TYPES
from woonboom.formats import FORMATS
from woonboom.layout.panels.poster import layout
from woonboom.load import load
from woonboom.load.outline import order_of
from woonboom.load.shapes import SHAPES
from woonboom.model import KINDS, LANGUAGES, Tree
from woonboom.papers.drawn_changes import changed_poster
from woonboom.reports.words import SEVERITIES
from woonboom.schemas import written
from woonboom.units import UNITS

ROOT: Final = Path(__file__).parent.parent
FIXTURES: Final = ROOT / "tests" / "rules"
MARK = re.compile(r"[ \t]*# WB\d{3}( WB\d{3})*[ \t]*$", re.MULTILINE)
BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def example(code: Code, kind: str) -> str | None:
    """Return the first good or bad fixture of a code, its marks removed."""
    folders = sorted(FIXTURES.glob(f"{code.code}-*"))
    found = sorted(path for folder in folders for path in folder.glob(f"{kind}*"))
    if not found:
        return None
    files = [found[0]] if found[0].is_file() else sorted(filter(Path.is_file, found[0].rglob("*")))
    files = [file for file in files if file.suffix != ".ttf"]
    parts = [MARK.sub("", file.read_text("utf-8")).rstrip() for file in files]
    if len(files) > 1:
        names = [file.relative_to(found[0]).as_posix() for file in files]
        parts = [f"# {name}\n{part}" for name, part in zip(names, parts, strict=True)]
    return "\n\n".join(parts) + "\n"


def examples() -> dict[str, dict[str, str]]:
    """Return the wrong and the right example of every code that has both."""
    pairs = {code.code: (example(code, "bad"), example(code, "good")) for code in all_codes()}
    return {code: {"bad": bad, "good": good} for code, (bad, good) in pairs.items() if bad and good}


def rules_page() -> str:
    """Return the list of codes, each with its meaning and examples."""
    rows = [
        f"| [{c.code}](#{c.code.lower()}-{c.name}) | {c.name} | {SEVERITIES[c.severity].en} |"
        for c in all_codes()
    ]
    head = [
        "# Messages",
        "",
        "Made from the code and from the fixtures in `tests/rules/` by `make docs`. The same text,",
        "in Dutch too, comes from `woonboom explain CODE`.",
        "",
        "| code | name | severity |",
        "| --- | --- | --- |",
        *rows,
    ]
    known = examples()
    sections = [_section(code, known.get(code.code)) for code in all_codes()]
    return "\n".join(head) + "\n\n" + "\n".join(sections)


def _section(code: Code, pair: dict[str, str] | None) -> str:
    text = f"## {code.code} {code.name}\n\n{code.about.en}\n"
    if pair:
        text += f"\nWrong:\n\n```yaml\n{pair['bad']}```\n\nRight:\n\n```yaml\n{pair['good']}```\n"
    return text


def commands_page() -> str:
    """Return the help of every command."""
    group = build("en")
    context = click.Context(group, info_name="woonboom", max_content_width=88, terminal_width=88)
    helps = [("woonboom", group.get_help(context))]
    for name in COMMANDS:
        command = group.get_command(context, name)
        if command is not None:
            below = click.Context(command, info_name=name, parent=context, terminal_width=88)
            helps.append((f"woonboom {name}", command.get_help(below)))
    head = "# Commands\n\nMade from the commands' own help by `make docs`.\n"
    return head + "".join(f"\n## {name}\n\n```text\n{text}\n```\n" for name, text in helps)


def keys_table() -> Iterable[str]:
    """The keys of every block."""
    yield "| block | keys it needs | keys it may have |"
    yield "| --- | --- | --- |"
    for shape in SHAPES.values():
        needed, free = (
            ", ".join(f"`{key}`" for key in keys) for keys in (shape.needed, shape.free)
        )
        yield f"| {shape.name.en.lower()} | {needed} | {free} |"


def types_table() -> Iterable[str]:
    """The types of fact."""
    yield "| type | asked as | compared as |"
    yield "| --- | --- | --- |"
    for type_ in FACT_TYPES.values():
        yield f"| `{type_.name}` | {type_.widget} | {type_.compared} |"


def units_table() -> Iterable[str]:
    """The units that texts know, by what they measure."""
    yield "| language | units |"
    yield "| --- | --- |"
    for language, units in UNITS.items():
        words = dict.fromkeys(unit.many for unit in units.values())
        yield f"| {language} | {', '.join(f'`{word}`' for word in words)} |"


def kinds_list() -> Iterable[str]:
    """The kinds of outcome, and the languages."""
    yield f"Kinds of outcome: {', '.join(f'`{kind}`' for kind in KINDS)}."
    yield f"Languages of a tree: {', '.join(f'`{language}`' for language in LANGUAGES)}."


def order_table() -> Iterable[str]:
    """The order in which `woonboom fmt` writes the keys of every block."""
    yield "| block | its keys, in order |"
    yield "| --- | --- |"
    for name, shape in SHAPES.items():
        keys = ", ".join(f"`{key}`" for key in order_of(name))
        yield f"| {shape.name.en.lower()} | {keys} |"


TABLES: Final[dict[str, Callable[[], Iterable[str]]]] = {
    "keys": keys_table,
    "types": types_table,
    "units": units_table,
    "kinds": kinds_list,
    "order": order_table,
}


def with_tables(text: str) -> str:
    """Return a page with its tables made anew."""

    def filled(match: re.Match[str]) -> str:
        return f"{match[1]}{chr(10).join(TABLES[match[2]]())}\n{match[3]}"

    return BLOCK.sub(filled, text)


def picture(tree: str) -> str:
    """Return the drawing of a tree as SVG."""
    scene, _ = layout(read(tree), paper="a3")
    return FORMATS["svg"].write(scene).decode()


def picture_of_changes(old: str, new: str) -> str:
    """Return the drawing of what changed between two versions as SVG."""
    scene = changed_poster(diff(read(old), read(new)), paper="a3")
    return FORMATS["svg"].write(scene).decode()


def read(tree: str) -> Tree:
    """Return a tree of this repository, which has no problems."""
    found, problems = load(ROOT / "trees" / f"{tree}.yaml")
    if found is None or problems:
        raise SystemExit(f"trees/{tree}.yaml has problems: run `woonboom check`")
    return found


def generated() -> dict[Path, str]:
    """Return every generated file with what it should hold."""
    pages = [ROOT / "docs" / name for name in ("editing.md", "format.md")]
    pairs = json.dumps(examples(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return {
        ROOT / "woonboom" / "rules" / "examples.json": pairs,
        ROOT / "docs" / "rules.md": rules_page(),
        ROOT / "docs" / "commands.md": commands_page(),
        ROOT / "docs" / "schemas" / "woonboom.json": written(None, "nl"),
        ROOT / "docs" / "schemas" / "woonboom.en.json": written(None, "en"),
        **{page: with_tables(page.read_text("utf-8")) for page in pages},
        **{
            ROOT / "docs" / "pictures" / f"{tree}.svg": picture(tree)
            for tree in ("hulpverleners", "corporaties")
        },
        ROOT / "docs" / "pictures" / "wijzigingen.svg": picture_of_changes(
            "begrippenlijst/hulpverleners", "hulpverleners"
        ),
    }


def main() -> int:
    """Write or check the generated files; 1 when one is out of date."""
    wanted = generated()
    stale = [
        path for path, text in wanted.items()
        if not path.exists() or path.read_text("utf-8") != text
    ]  # fmt: skip
    for path in stale:
        if "--check" in sys.argv:
            print(f"{path.relative_to(ROOT)} is out of date: run `make docs`", file=sys.stderr)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(wanted[path], "utf-8", newline="\n")
            print(f"written: {path.relative_to(ROOT)}")
    return int("--check" in sys.argv and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
