"""Sets of cases, exact: `Space` says on which axes cases differ, a `Region` is a set of them.

>>> from woonboom.conditions import Names, parse
>>> from woonboom.facts import Fact
>>> facts = {"maanden": Fact("maanden", "Looptijd", "integer", range=(0, 600), unit="maanden"),
...          "bewind": Fact("bewind", "Onder bewindvoering", "boolean")}
>>> long, _ = parse("maanden >= 6 or bewind and maanden >= 4", Names(facts, {}))
>>> space = Space(facts.values(), [long])
>>> region = Region(space, space.of(long))
>>> region.count, (~region).count
(1192, 10)
>>> region.witness()
{'maanden': 6, 'bewind': False}
"""

from woonboom.regions.region import Region
from woonboom.regions.space import Space, space_of

__all__ = ["Region", "Space", "space_of"]
