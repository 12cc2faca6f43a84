"""Files → values with places. The only package that knows PyYAML.

YAML is read as events and never loaded: every value stays the text that the author wrote, and what
it means is decided by whoever knows what belongs there. So `ja`, `no`, `012` and `1:30` cannot turn
into something else by accident, and nothing in a file is ever executed.
"""

from woonboom.source.compose import DUPLICATE_KEY, FIRST_HERE, parse
from woonboom.source.files import UNREADABLE_FILE, decode, read_text
from woonboom.source.values import Mapping, Node, Scalar, Sequence

__all__ = [
    "DUPLICATE_KEY", "FIRST_HERE", "UNREADABLE_FILE", "Mapping", "Node", "Scalar", "Sequence",
    "decode", "parse", "read_text",
]  # fmt: skip
