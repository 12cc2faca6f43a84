"""A tree as a decision table of DMN 1.3 (Decision Model and Notation, Object Management Group).

One decision, whose table has hit policy UNIQUE: a column per fact (of a fact of several options at
once one per option), a rule per box of cases, and the outcome's id and kind. Cells are unary tests
of FEEL. `docs/export.md` says how to give facts, and what unknown ones come to.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from typing import Final
from xml.etree import ElementTree as ET

from woonboom.diagnostics import Message
from woonboom.exports.outcome_rules import Rule, Rules, rules_of
from woonboom.facts import Fact
from woonboom.fingerprint import fingerprint
from woonboom.model import Tree
from woonboom.regions.boxes import stretches
from woonboom.regions.space import Axis
from woonboom.units import unit_of

_MODEL: Final = "https://www.omg.org/spec/DMN/20191111/MODEL/"
_DMNDI: Final = "https://www.omg.org/spec/DMN/20191111/DMNDI/"
_DC: Final = "http://www.omg.org/spec/DMN/20180521/DC/"
_DI: Final = "http://www.omg.org/spec/DMN/20180521/DI/"
_PREFIXES: Final = {"dmndi": _DMNDI, "dc": _DC, "di": _DI}
_TYPES: Final = {"boolean": "boolean", "choice": "string", "integer": "number"}
_Names = Mapping[str, str]
"""What facts are called in FEEL, by their ids."""
_WIDE, _HIGH, _APART, _BETWEEN = 180, 45, 15, 160
"""Of the diagram, in pixels: a box, the room from a box to the next, and to the decision."""
_LEFT, _TOP = 160, 100
"""Where it begins: programs put a title in the corner."""
_LINES = 12
"""Of the decision, in pixels: from the end of an arrow to that of the next."""
_OWN: Final = frozenset({
    "and", "between", "contains", "context", "count", "date", "day", "days", "duration", "else",
    "every", "external", "false", "for", "function", "if", "in", "instance", "is", "list", "max",
    "mean", "min", "month", "months", "not", "null", "number", "of", "or", "range", "return",
    "satisfies", "some", "string", "sum", "then", "time", "true", "week", "weeks", "year", "years",
})  # fmt: skip
"""Words that mean something in FEEL, so that nothing else can be called so."""

_OUTCOME: Final = Message("Uitkomst", "Outcome")
_KIND: Final = Message("Soort", "Kind")
_DESCRIPTION: Final = Message(
    "{title}. Versie {version}, controlegetal {number}. Gemaakt door woonboom.",
    "{title}. Version {version}, check number {number}. Made by woonboom.",
)


def write(tree: Tree) -> bytes:
    """Return the tree as DMN. Raises `Unfit` when its table would be too large, or endless."""
    for prefix, address in _PREFIXES.items():
        ET.register_namespace(prefix, address)
    rules, names = rules_of(tree), _names(tree)
    told = {"id": _id("tree", tree.id), "name": _name(tree), "namespace": _namespace(tree)}
    root = ET.Element("definitions", {"xmlns": _MODEL, **told, "exporter": "woonboom"})
    words = {"title": str(tree.title), "version": tree.version, "number": fingerprint(tree)}
    _text(root, "description", _DESCRIPTION.say(tree.language, words))
    facts = _facts(rules)
    for fact in facts:
        if fact.kind.compared == "member":
            _list_type(root, fact, names)
    for fact in facts:
        _input_data(root, tree, fact, names)
    _decision(root, tree, rules, names)
    _diagram(root, tree, facts)
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return made + b"\n"


def _facts(rules: Rules) -> list[Fact]:
    facts = (rules.space.axes[level].fact for level in rules.levels)
    return list({fact.id: fact for fact in facts}.values())


def _list_type(root: ET.Element, fact: Fact, names: _Names) -> None:
    """What a fact of several options at once is: a list of some of its options."""
    found = _add(root, "itemDefinition", _id("type", fact.id), name=_type(fact, names))
    found.set("isCollection", "true")
    _text(found, "typeRef", "string")
    _text(_add(found, "allowedValues"), "text", _listed(fact.options))


def _input_data(root: ET.Element, tree: Tree, fact: Fact, names: _Names) -> None:
    name = names[fact.id]
    found = _add(root, "inputData", _id("input", fact.id), name=name)
    found.set("label", _label(tree, fact))
    _add(found, "variable", _id("variable", fact.id), name=name, typeRef=_type(fact, names))


def _decision(root: ET.Element, tree: Tree, rules: Rules, names: _Names) -> None:
    found = _add(root, "decision", _id("decision", tree.id), name=_name(tree))
    _text(found, "question", str(tree.title))
    _add(found, "variable", _id("outcome", tree.id), name=_name(tree))
    for fact in _facts(rules):
        needed = _add(found, "informationRequirement", _id("needs", fact.id))
        _add(needed, "requiredInput", href=f"#{_id('input', fact.id)}")
    table = _add(found, "decisionTable", _id("table", tree.id), hitPolicy="UNIQUE")
    for level in rules.levels:
        _column(table, tree, rules.space.axes[level], level, names)
    ends = dict.fromkeys(rule.outcome for rule in rules.rules)
    kinds = dict.fromkeys(tree.outcomes[end].kind for end in ends)
    _output(table, "outcome", _OUTCOME.say(tree.language), ends)
    _output(table, "kind", _KIND.say(tree.language), kinds)
    for number, rule in enumerate(rules.rules, 1):
        _rule(table, tree, rules, rule, number)


def _column(table: ET.Element, tree: Tree, axis: Axis, level: int, names: _Names) -> None:
    """A column for a fact, or for one of its options."""
    fact, option = axis.fact, axis.option
    label = _label(tree, fact, option)
    column = _add(table, "input", f"column_{level}", label=label)
    found = _add(column, "inputExpression", f"expression_{level}")
    found.set("typeRef", "boolean" if option is not None else _type(fact, names))
    name = names[fact.id]
    asked = name if option is None else f"list contains({name}, {_quoted(option)})"
    _text(found, "text", asked)
    possible = _possible(axis)
    if possible:
        _text(_add(column, "inputValues", f"values_{level}"), "text", possible)


def _label(tree: Tree, fact: Fact, option: str | None = None) -> str:
    """What people call a fact, with its unit, or one of its options."""
    if option is not None:
        return _clean(f"{fact.label}: {fact.options[option]}")
    unit = unit_of(fact.unit, tree.language) if fact.unit else None
    counted = unit.many if unit else fact.unit
    return _clean(f"{fact.label} ({counted})" if counted else fact.label)


def _possible(axis: Axis) -> str:
    """All values of a column, where FEEL does not know them."""
    if axis.option is not None or axis.fact.kind.compared == "alone":
        return ""
    if axis.fact.kind.compared == "option":
        return _listed(axis.fact.options)
    return "[{}..{}]".format(*axis.fact.range) if axis.fact.range else ""


def _output(table: ET.Element, name: str, label: str, values: Iterable[str]) -> None:
    output = _add(table, "output", f"output_{name}", name=name, label=label, typeRef="string")
    _text(_add(output, "outputValues", f"values_{name}"), "text", _listed(values))


def _rule(table: ET.Element, tree: Tree, rules: Rules, rule: Rule, number: int) -> None:
    found = _add(table, "rule", f"rule_{number}")
    end = tree.outcomes[rule.outcome]
    _text(found, "description", f"{tree.codes[end.id]} {end.title}")
    for level in rules.levels:
        mask = rule.masks.get(level)
        cell = "-" if mask is None else _test(rules.space.axes[level], mask)
        _text(_add(found, "inputEntry", f"rule_{number}_{level}"), "text", cell)
    for name, value in (("outcome", end.id), ("kind", end.kind)):
        _text(_add(found, "outputEntry", f"rule_{number}_{name}"), "text", _quoted(value))


def _test(axis: Axis, mask: int) -> str:
    """The cells of an axis as unary tests, of which one must hold; an unknown fact passes none."""
    if axis.option is not None or axis.fact.kind.compared == "alone":
        return "true" if mask == 2 else "false"
    if axis.fact.kind.compared == "option":
        return _listed(str(cell.low) for at, cell in enumerate(axis.cells) if mask >> at & 1)
    return ", ".join(_stretch(axis, low, high) for low, high in stretches(axis, mask))


def _stretch(axis: Axis, low: int, high: int) -> str:
    if low == high:
        return str(low)
    if low == axis.cells[0].low:
        return f"< {high + 1}"
    return f">= {low}" if high == axis.cells[-1].high else f"[{low}..{high}]"


def _diagram(root: ET.Element, tree: Tree, facts: list[Fact]) -> None:
    """The facts below each other, and the decision to the right of their middle."""
    drawing = ET.SubElement(ET.SubElement(root, f"{{{_DMNDI}}}DMNDI"), f"{{{_DMNDI}}}DMNDiagram")
    drawing.set("id", _id("diagram", tree.id))
    step, tall = _HIGH + _APART, max(80, _LINES * (len(facts) + 1))
    left = _LEFT + _WIDE + _BETWEEN
    top = _TOP + max(0, step * len(facts) - _APART - tall) // 2
    for number, fact in enumerate(facts):
        here = _TOP + step * number
        _shape(drawing, _id("input", fact.id), (_LEFT, here, _WIDE, _HIGH))
        there = top + tall * (number + 1) // (len(facts) + 1)
        _edge(drawing, _id("needs", fact.id), ((_LEFT + _WIDE, here + _HIGH // 2), (left, there)))
    _shape(drawing, _id("decision", tree.id), (left, top, _WIDE, tall))


def _shape(drawing: ET.Element, of: str, place: tuple[int, int, int, int]) -> None:
    told = {"id": f"shape_{of}", "dmnElementRef": of}
    shape = ET.SubElement(drawing, f"{{{_DMNDI}}}DMNShape", told)
    told = dict(zip(("x", "y", "width", "height"), map(str, place), strict=True))
    ET.SubElement(shape, f"{{{_DC}}}Bounds", told)


def _edge(drawing: ET.Element, of: str, ends: Iterable[tuple[int, int]]) -> None:
    told = {"id": f"edge_{of}", "dmnElementRef": of}
    edge = ET.SubElement(drawing, f"{{{_DMNDI}}}DMNEdge", told)
    for x, y in ends:
        ET.SubElement(edge, f"{{{_DI}}}waypoint", {"x": str(x), "y": str(y)})


def _add(parent: ET.Element, element: str, id_: str = "", **attributes: str) -> ET.Element:
    own = {"id": id_} if id_ else {}
    return ET.SubElement(parent, element, {**own, **attributes})


def _text(parent: ET.Element, element: str, text: str) -> None:
    ET.SubElement(parent, element).text = _clean(text)


def _id(kind: str, name: str) -> str:
    """An id that no other element has; XML's may not begin with a digit."""
    return f"{kind}_{name}"


def _name(tree: Tree) -> str:
    """The title as a name in FEEL, which has no quotes, colons or brackets; no fact has it."""
    taken = {*_names(tree).values(), *_OWN}
    kept = " ".join(re.sub(r"[^\w.+*'/-]+", " ", str(tree.title)).split())
    if kept[:1].isalpha() and kept not in taken:
        return kept
    return _free("tree", tree.id, taken)


def _names(tree: Tree) -> _Names:
    """What facts are called in FEEL: by their ids where these can be names there."""
    return {
        id_: id_ if id_[0].isalpha() and id_ not in _OWN else _free("fact", id_, tree.facts)
        for id_ in tree.facts
    }


def _free(before: str, name: str, taken: Container[str]) -> str:
    """A name with a word before it, as often as it takes to be the only one."""
    found = f"{before}_{name}"
    return _free(before, found, taken) if found in taken else found


def _type(fact: Fact, names: _Names) -> str:
    return _TYPES.get(fact.type) or f"{names[fact.id]}_list"


def _namespace(tree: Tree) -> str:
    return f"urn:woonboom:{tree.id}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    """An id as a text in FEEL; ids have only letters, digits and underscores."""
    return f'"{word}"'


def _clean(text: str) -> str:
    """A text without the few characters that XML cannot hold."""
    return "".join(letter for letter in text if letter in "\n\t" or letter.isprintable())
