"""Two contents of a tree → what changed, element by element, and the same in words.

A content is what `woonboom.fingerprint.content` makes: data, so that a version on paper can be
compared long after its files are gone. `changes` finds what differs; `words` says it.
"""

from woonboom.compared.changes import Change, changes

__all__ = ["Change", "changes"]
