"""A tree as one JSON document that other systems decide with; the schema is docs/schemas/tree.json.

It holds the texts, the conditions as data and the exact decision diagrams, so that a reader needs
no condition language and decides precisely as `woonboom decide` does.
"""

from woonboom.portable.document import document_of, values_of

__all__ = ["document_of", "values_of"]
