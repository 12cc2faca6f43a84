"""A page on this computer that follows the trees while they are edited."""

from __future__ import annotations

from typing import Final

PORT: Final = 8420
"""The port that the page has when it is free."""
