"""Joining the scripts of the page into one: a rule, and everything that does not keep to it."""

from __future__ import annotations

import re

import pytest
import rjsmin

from woonboom.page.given import scripts
from woonboom.page.joining import Unjoinable, joined, packed

GIVEN = """\
export const WORDS = {};
export const STYLES = "";
export const SIGNS = {};
export const HOUSE = {};
export const FONTS = [];
"""


def body(**files: str) -> str:
    """The joined script of `a.js`, without the function around it."""
    scripts = {f"{name}.js": text for name, text in files.items()}
    text = joined(scripts, "a.js")
    head, tail = '(() => {\n"use strict";\n', "\n})();\n"
    assert text.startswith(head)
    assert text.endswith(tail)
    return text.removeprefix(head).removesuffix(tail)


def refusal(**files: str) -> str:
    with pytest.raises(Unjoinable) as refused:
        body(**files)
    return str(refused.value)


def test_a_script_stands_after_those_that_it_imports() -> None:
    said = body(
        a='import { two } from "./b.js";\nimport { three } from "./c.js";\ntwo(three);\n',
        b='import { three } from "./c.js";\nexport function two() {\nreturn three;\n}\n',
        c="export const three = 3;\n",
    )
    assert said == "const three = 3;\nfunction two() {\nreturn three;\n}\ntwo(three);"


def test_a_script_that_nobody_imports_stays_out() -> None:
    assert body(a="const one = 1;\n", b="const two = 2;\n") == "const one = 1;"


def test_imports_may_take_several_lines_or_no_names() -> None:
    said = body(
        a='import "./c.js";\nimport {\n  one,\n  two,\n} from "./b.js";\nuse(one, two);\n',
        b="export class one {}\nexport async function two() {}\n",
        c="const before = 0;\n",
    )
    assert said == "const before = 0;\nclass one {}\nasync function two() {}\nuse(one, two);"


def test_notes_and_indents_are_left_out() -> None:
    said = body(
        a='// A note.\n/**\n * About f.\n */\nexport const f = () => {\n  return "// no";\n};\n'
    )
    assert said == 'const f = () => {\nreturn "// no";\n};'


def test_an_address_in_a_text_is_no_note() -> None:
    assert body(a='const a = "https://example.org"; // where\n') == (
        'const a = "https://example.org"; // where'
    )


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"a": 'import { x } from "./b.js";\n', "b": 'import { y } from "./a.js";\n'}, "go round"),
        ({"a": 'import { x } from "./b.js";\n'}, "b.js, which there is not"),
        ({"a": 'import { x } from "./b.js";\n', "b": "const x = 1;\n"}, "does not export"),
        ({"a": 'import "./b.js";\nconst x = 1;\n', "b": "let x = 2;\n"}, "both declare x"),
        (
            {"a": 'import { x as y } from "./b.js";\n', "b": "export const x = 1;\n"},
            "does not export",
        ),
        ({"a": 'import * as b from "./b.js";\n', "b": ""}, "not joined"),
        ({"a": "export default 3;\n"}, "not joined"),
        ({"a": "export { a };\n"}, "not joined"),
        ({"a": "const a = `one\n  two`;\n"}, "not joined"),
        ({"a": 'const a = "</SCRIPT>";\n'}, "would end the script"),
        ({"a": 'const a = "<!--";\n'}, "would end the script"),
    ],
)
def test_what_does_not_keep_to_the_rule_is_refused(files: dict[str, str], why: str) -> None:
    assert why in refusal(**files)


@pytest.mark.parametrize("entry", ["page.js", "boom.js"])
def test_our_own_scripts_keep_to_it(entry: str) -> None:
    text = joined({**scripts(), "given.js": GIVEN}, entry)
    assert not re.search(r"^(import|export)\b", text, re.MULTILINE)
    assert "customElements.define" in text


def test_what_is_sent_is_the_same_wherever_it_is_made() -> None:
    """The library that packs it has a part in C, which is not on every computer."""
    plain = rjsmin._make_jsmin(python_only=True)
    made = {**scripts(), "given.js": GIVEN}
    sent = packed(made, "page.js")
    assert sent == f"{plain(joined(made, 'page.js'))}\n"
    assert len(sent) < 0.95 * len(joined(made, "page.js"))


@pytest.mark.parametrize(
    "line",
    [
        "const a = `two  spaces ${1 + 1}  // no note`;",
        'const a = "two  spaces // no note";',
        "const a = /two  spaces [/]/u;",
    ],
)
def test_texts_and_patterns_are_sent_as_they_are(line: str) -> None:
    inner = re.split(r"[`\"/]", line, maxsplit=1)[1]
    assert inner.rstrip(";") in packed({"a.js": f"{line}\n"}, "a.js")


def test_every_script_is_used() -> None:
    """What the page does not need, it does not carry; and nothing lies about."""
    text = joined({**scripts(), "given.js": GIVEN}, "page.js")
    for name, script in scripts().items():
        alone = joined({**dict.fromkeys(scripts(), ""), name: _closed(script)}, name)
        first, last = alone.splitlines()[2], alone.splitlines()[-2]
        assert first in text, name
        assert last in text, name


def _closed(script: str) -> str:
    """A script as if it imported nothing."""
    return re.sub(r'^import [^"]*"[^"]*";\n', "", script, flags=re.MULTILINE)
