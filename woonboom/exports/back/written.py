"""The data of a tree's file → YAML as an author would write it."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from woonboom.diagnostics import SourceText
from woonboom.tidy import tidied

if TYPE_CHECKING:
    from ruamel.yaml import YAML

_WIDTH: Final = 100_000
"""Lines are broken when the whole is put in its tidy form."""
_BLOCKS: Final = ("facts", "parameters", "questions", "outcomes")
_INDENT: Final = "  "
# What may stand in a list on one line without a thought.
_SHORT: Final = re.compile(r"[\w .-]+")


def written(data: Mapping[str, object]) -> str:
    """Return the data of a tree's file as YAML in its tidy form."""
    parts = [dumped({key: value for key, value in data.items() if key not in _BLOCKS})]
    for name in _BLOCKS:
        block = data.get(name)
        if isinstance(block, Mapping):
            parts.append(_part(name, block))
    return tidied(SourceText("", "\n".join(parts)))


def _part(name: str, block: Mapping[str, object]) -> str:
    """A block: its facts and parameters close together, its questions and outcomes apart."""
    items = [textwrap.indent(dumped({id_: value}), _INDENT) for id_, value in block.items()]
    between = "\n" if name in ("questions", "outcomes") else ""
    return f"{name}:\n" + between.join(items)


def dumped(data: Mapping[str, object]) -> str:
    """Return data as YAML."""
    out = io.StringIO()
    _yaml().dump(_styled(data), out)
    return out.getvalue()


@cache
def _yaml() -> YAML:
    from ruamel.yaml import YAML

    yaml = YAML(pure=True)
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    return yaml


def _styled(value: object) -> Any:  # noqa: ANN401 (what ruamel takes)
    """Data with short lists on one line."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, Mapping):
        return CommentedMap((key, _styled(item)) for key, item in value.items())
    if isinstance(value, list):
        items = CommentedSeq(_styled(item) for item in value)
        if all(isinstance(i, int) or _SHORT.fullmatch(str(i)) for i in value):
            items.fa.set_flow_style()
        return items
    return value
