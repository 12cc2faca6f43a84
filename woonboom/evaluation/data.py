"""One round, or two beside each other → the figures as data for JSON.

The schema is `docs/schemas/evaluate.json`. As in the report the names at the head of the forms are
not in it, nor those of files, which are often called after people.
"""

from __future__ import annotations

from woonboom.evaluation.comments import comments
from woonboom.evaluation.comparison import Change, compare
from woonboom.evaluation.figures import FEWEST, Tally, groups, shown_apart, tallies, tally
from woonboom.evaluation.form import Asked, Form, Head, Part
from woonboom.evaluation.gathering import Round
from woonboom.evaluation.years import Years

Data = dict[str, object]


def as_data(now: Round, then: Round | None = None, years: Years | None = None) -> Data:
    """Return all figures of a report."""
    enough = len(now.responses) >= FEWEST
    compared = None
    if then:
        found = compare(then, now)
        compared = {
            **_round(then),
            "statements": [_change(change) for change in found.changes],
            "added": [_named(asked) for asked in found.added],
            "dropped": [_named(asked) for asked in found.dropped],
        }
    return {
        "version": 1,
        **_round(now),
        "statements": _statements(now, shown=enough),
        "groups": [_by_group(now, head) for head in now.form.groups],
        "comments": comments(now),
        "compared": compared,
        "years": _years(years) if years else None,
    }


def _round(round_: Round) -> Data:
    days = round_.days
    return {
        "form": _form(round_.form),
        "responses": len(round_.responses),
        "first_day": days[0].isoformat() if days else None,
        "last_day": days[1].isoformat() if days else None,
        "unread": round_.unread,
        "cut": round_.cut,
        "twice": round_.twice,
        "blank": round_.blank,
    }


def _form(form: Form) -> Data:
    return {
        "form": form.id,
        "form_version": form.version,
        "fingerprint": form.fingerprint,
        "title": form.title,
        "language": form.language,
        "scale": [{"id": point.id, "label": point.label} for point in form.scale],
    }


def _statements(round_: Round, *, shown: bool) -> list[Data]:
    form, counted = round_.form, tallies(round_.form, round_.responses)
    return [
        {
            **_asked(form, part, asked.id),
            **_tally(counted[asked.id], shown=shown),
        }
        for part in form.parts
        for asked in part.statements
    ]


def _asked(form: Form, part: Part, id_: str) -> Data:
    return {
        "id": id_,
        "part": part.id,
        "number": form.numbers[id_],
        "text": form.statements[id_].text,
    }


def _named(asked: Asked) -> Data:
    return {"id": asked.id, "text": asked.text}


def _tally(tallied: Tally, *, shown: bool = True) -> Data:
    if tallied.few or not shown:
        return {"counts": None, "percentages": None}
    against, neutral, favour = tallied.sides
    shares = {"disagree": against, "neutral": neutral, "agree": favour}
    return {"counts": list(tallied.counts), "percentages": shares if tallied.total else None}


def _by_group(round_: Round, head: Head) -> Data:
    """The figures per group; none where a group is too small to be shown."""
    found = groups(round_.responses, head)
    shown = shown_apart(found.values())
    named = [
        {
            "name": name or None,
            "responses": len(responses),
            "statements": {
                id_: list(tally(responses, id_).counts)
                for id_ in round_.form.statements
                if all(tally(group, id_).told for group in found.values())
            },
        }
        for name, responses in found.items()
    ]
    return {"id": head.id, "label": head.label, "groups": named if shown else None}


def _change(change: Change) -> Data:
    return {
        "id": change.id,
        "then": _tally(change.then),
        "now": _tally(change.now),
        "points": change.points,
        "reworded": change.reworded,
    }


def _years(years: Years) -> Data:
    rows = [
        {"year": year.year, "whole": year.whole, "part": year.part, "share": year.share}
        for year in years.years
    ]
    return {"whole": years.whole, "part": years.part, "years": rows}
