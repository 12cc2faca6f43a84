"""A tree whose texts mean something in the languages of other programs, and ids that do too."""

from __future__ import annotations

from dataclasses import replace

import samples

from woonboom.model import Tree

TEXTS = (
    '1. "b" <b>vet</b> `x` $$x^2$$ {y} [z] fa:fa-car **bold** _x_ \\n \\ C:\\',
    "- lijst? 50% %%{init}%% &amp; &lt; ; | ~ ^ ü € 😀",
    "# kop `end` <script>alert(1)</script> --> | a",
    "=1+1",
    "@home +31 -2",
    "'=al beschermd",
    'x" [color=red] //',
    "<<b>vet</b>>",
    "end",
)
"""What other programs may take for something else."""

IDS = ("end", "graph", "class", "node", "subgraph", "default", "style", "digraph")
"""Names that mean something in DOT or Mermaid."""


def awkward() -> Tree:
    """Return a tree with all of them."""
    made = samples.of(
        {
            "end": [(TEXTS[3], "graph"), (TEXTS[4], "class"), (TEXTS[5], "subgraph")],
            "graph": [(TEXTS[6], "class"), (TEXTS[7], "default")],
            "class": [(TEXTS[8], "node"), (TEXTS[0], "style")],
            "node": [(TEXTS[2], "digraph"), (TEXTS[1], "digraph")],
        }
    )
    asks = dict(zip(made.questions, TEXTS, strict=False))
    titles = dict(zip(made.outcomes, reversed(TEXTS), strict=False))
    return replace(
        made,
        title=samples.text('a: "x" & <b>'),
        questions={
            id_: replace(q, ask=samples.text(asks[id_]), help=samples.text(TEXTS[2]))
            for id_, q in made.questions.items()
        },
        outcomes={
            id_: replace(o, title=samples.text(titles[id_]), text=samples.text(TEXTS[0]))
            for id_, o in made.outcomes.items()
        },
    )
