"""Papers that were read, all of one run, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from woonboom.filled import Finding, Form, Sheet
from woonboom.filled.findings import found

Data = dict[str, object]


def shown(path: Path) -> str:
    """Return a path to print: a name can hold characters that a terminal obeys."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in str(path))


@dataclass(frozen=True)
class Papers:
    """Every file with what came of it: a sheet, a form, or the finding why it cannot be read."""

    read: tuple[tuple[Path, object], ...]

    @classmethod
    def of(cls, read: Iterable[tuple[Path, object]]) -> Papers:
        """Return papers, each copy with a finding that it is one."""
        first, told = dict[str, Path](), list[tuple[Path, object]]()
        for path, paper in read:
            if isinstance(paper, Sheet | Form) and paper.digest:
                before = first.setdefault(paper.digest, path)
                told.append((path, paper if before is path else _as_copy(paper, before)))
            else:
                told.append((path, paper))
        return cls(tuple(told))

    @cached_property
    def sheets(self) -> list[tuple[Path, Sheet]]:
        """The sheets among them."""
        return [(path, paper) for path, paper in self.read if isinstance(paper, Sheet)]

    @cached_property
    def forms(self) -> list[tuple[Path, Form]]:
        """The questionnaires among them."""
        return [(path, paper) for path, paper in self.read if isinstance(paper, Form)]

    @cached_property
    def refused(self) -> list[tuple[Path, Finding]]:
        """The files that could not be read."""
        return [(path, paper) for path, paper in self.read if isinstance(paper, Finding)]

    @cached_property
    def copies(self) -> int:
        """How many files are the same as one before them."""
        kinds = (finding.kind for _, paper in self.read for finding in problems_of(paper))
        return sum(kind == "copy" for kind in kinds)

    @property
    def exit_code(self) -> int:
        """2 when a file could not be read, 1 when something does not agree."""
        return 2 if self.refused else int(any(warned(paper) for _, paper in self.read))

    def as_data(self, language: str) -> Data:
        """Return them as data for JSON; the schema is `docs/schemas/read.json`."""
        read = (
            (path, paper) for path, paper in self.read if not isinstance(paper, Form)
        )  # fmt: skip
        return {
            "version": 1,
            "sheets": [_sheet(path, paper, language) for path, paper in read],
            "forms": [_form(path, form, language) for path, form in self.forms],
        }


def _as_copy(paper: Sheet | Form, of: Path) -> Sheet | Form:
    return replace(paper, problems=(*paper.problems, found("copy", file=shown(of))))


def problems_of(paper: object) -> tuple[Finding, ...]:
    """Return what was found about a paper."""
    if isinstance(paper, Finding):
        return (paper,)
    return paper.problems if isinstance(paper, Sheet | Form) else ()


def warned(paper: object) -> bool:
    """Tell whether something about a paper does not agree, or it could not be read."""
    return any(finding.severity != "info" for finding in problems_of(paper))


def _sheet(path: Path, paper: object, language: str) -> Data:
    """A sheet, or a file that cannot be read: what that would say is empty."""
    sheet = paper if isinstance(paper, Sheet) else None
    return {
        "file": str(path),
        "tree": sheet and sheet.tree,
        "tree_version": sheet and sheet.version,
        "fingerprint": sheet and sheet.fingerprint,
        "current": sheet and sheet.current,
        "answers": dict(sheet.answers) if sheet else {},
        "facts": dict(sheet.facts) if sheet else {},
        "about": dict(sheet.about) if sheet else {},
        "ticked": [end.id for end in sheet.ticked] if sheet else [],
        "outcome": sheet.outcome.id if sheet and sheet.outcome else None,
        "path": [{"question": p.question, "answer": p.answer} for p in sheet.path] if sheet else [],
        "now": _now(sheet) if sheet else None,
        "problems": _problems(problems_of(paper), language),
    }


def _now(sheet: Sheet) -> Data | None:
    now = sheet.now
    if now is None:
        return None
    return {
        "tree_version": now.version,
        "file": now.file,
        "outcomes": list(now.outcomes),
        "depends": list(now.depends),
        "differs": now.differs,
    }


def _form(path: Path, form: Form, language: str) -> Data:
    lines = [line for line in form.lines if line.answer or line.explanation]
    return {
        "file": str(path),
        "questionnaire": form.questionnaire,
        "questionnaire_version": form.version,
        "fingerprint": form.fingerprint,
        "answers": {line.field: line.answer for line in lines if line.answer},
        "explanations": {line.field: line.explanation for line in lines if line.explanation},
        "problems": _problems(form.problems, language),
    }


def _problems(findings: Iterable[Finding], language: str) -> list[Data]:
    return [finding.as_data(language) for finding in findings]
