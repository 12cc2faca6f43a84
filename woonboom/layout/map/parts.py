"""Cutting a large tree into parts that fit side by side; a chip leads to every part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from woonboom.layout.map.hanging import Setting, unit

_GAP: Final = 1.5
_CHANNEL: Final = {"down": 4.0, "right": 8.0}


@dataclass
class _Extent:
    """What a question and all that still hangs from it takes, across and along the flow."""

    own: tuple[float, float]
    children: dict[str, tuple[float, float]]

    def across(self) -> float:
        return max(self.own[0], sum(a + _GAP for a, _ in self.children.values()) - _GAP)

    def along(self, channel: float) -> float:
        if not self.children:
            return self.own[1]
        return self.own[1] + channel + max(along for _, along in self.children.values())


class Parts:
    """The sizes of a plan's questions, measured once, and the cuts that they ask for."""

    def __init__(self, setting: Setting) -> None:
        """Measure every question of the setting's plan."""
        self._plan, self._channel = setting.plan, _CHANNEL[setting.flow]
        self._own: dict[str, tuple[float, float]] = {}
        self.area = 0.0
        for question in self._plan.exits:
            made = unit(setting, question)
            sizes = (made.width, made.height)
            self._own[question] = sizes if setting.down else sizes[::-1]
            across, along = self._own[question]
            self.area += (across + _GAP) * (along + 0.75 * self._channel)

    def cuts(self, across: float, along: float) -> frozenset[str]:
        """Return the questions to cut off so that no part is larger, where that can be."""
        found: set[str] = set()
        done: dict[str, tuple[float, float]] = {}
        for root in self._plan.roots:
            for question in reversed(list(self._plan.below(root))):
                children = {q: done.pop(q) for q in self._plan.branches(question)}
                extent = _Extent(self._own[question], children)
                self._trim(extent, found, across, along)
                done[question] = (extent.across(), extent.along(self._channel))
        return frozenset(found)

    def _trim(self, extent: _Extent, found: set[str], across: float, along: float) -> None:
        while extent.children:
            wide = extent.across() > across
            if not wide and extent.along(self._channel) <= along:
                return
            side = 0 if wide else 1
            largest = max(extent.children, key=lambda q: (extent.children[q][side], q))
            found.add(largest)
            del extent.children[largest]
