"""Making what is not there yet or no longer right, and remembering what was made."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from woonboom import whole
from woonboom.production import manifest, workers
from woonboom.production.folder import Folder
from woonboom.production.inputs import digest, inputs_of, program
from woonboom.production.manifest import Earlier, Manifest, Record
from woonboom.production.previous import days_of
from woonboom.production.products import INDEX, Product, products_of
from woonboom.production.tasks import File, Made
from woonboom.production.workers import Failure


class NotWritten(Exception):
    """A file could not be written; `reason` is why."""

    def __init__(self, path: Path, reason: OSError) -> None:
        super().__init__(str(path))
        self.path = path
        self.reason = reason


class OtherFolder(Exception):
    """The products of another folder stand where ours would come; that folder is still there."""

    def __init__(self, source: Path) -> None:
        super().__init__(str(source))
        self.source = source


class InTheWay(Exception):
    """Files stand where ours would come, and nothing says that we made them; they stay."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)


@dataclass(frozen=True)
class Done:
    """A product that was made or could not be: with its files written, or the reason why not."""

    product: Product
    result: Made | Failure | NotWritten | InTheWay


class Build:
    """The products of a folder in another one: what there is, and what there is to do.

    With `force` everything is made again, in the place of whatever stands there.
    """

    def __init__(self, folder: Folder, output: Path, *, force: bool = False) -> None:
        """Read what was made earlier; raises `OtherFolder` where that is of another folder."""
        self.folder = folder
        self.output = output
        self.products = products_of(folder)
        self._force = force
        self._memory = _remembered(folder, output)
        self.left: list[str] = []
        """The files that no longer belong, but were changed since they were made."""
        self.todo = self.products if force else [p for p in self.products if not self._stands(p)]

    @property
    def index(self) -> Path:
        """The page that leads to all products."""
        return self.output / INDEX

    @property
    def files(self) -> set[str]:
        """The names of the files of all products that there are."""
        return self._memory.names

    def _stands(self, product: Product) -> bool:
        earlier = self._memory.products.get(product.name)
        return (
            earlier is not None
            and earlier.inputs == product.inputs
            and manifest.stands(self.output, earlier)
        )

    def make(self, count: int | None = None) -> Generator[Done, None, None]:
        """Make what there is to do, by so many processes; by default as many as there are cores.

        The files of a revision (a font) are there for one process only.

        Yields every product when its files are written, or could not be. However this ends, what
        was written is remembered. Raises `NotWritten` when nothing can be written at all.
        """
        if self.todo:
            _open(self.output)
        tasks = [(product, product.task) for product in _longest_first(self.todo)]
        most = workers.cores() if self.folder.path.is_dir() else 1
        try:
            for product, result in workers.done(tasks, count or most):
                yield Done(product, self._kept(product, result))
        finally:
            with suppress(NotWritten):  # the index is still to come, and it will say so
                self._remember()

    def _kept(
        self, product: Product, result: Made | Failure
    ) -> Made | Failure | NotWritten | InTheWay:
        """What came of a product after its files were written, and remembered at once."""
        if isinstance(result, Failure):
            return result
        strange = [file.name for file in result.files if self._is_strange(file.name, file.data)]
        if strange:
            return InTheWay(strange)
        written: list[File] = []
        try:
            for file in result.files:
                _write(self.output / file.name, file.data)
                written.append(file)
            self._keep(product, product.inputs, result, written)
            self._remember()
        except NotWritten as error:
            if len(written) < len(result.files):
                self._keep(product, "", result, written)
            return error
        return result

    def _keep(self, product: Product, inputs: str, made: Made, written: Sequence[File]) -> None:
        """Remember files; those of before go, but for a product that is not whole."""
        before = self._memory.products.get(product.name)
        old, records = before.records if before else (), tuple(map(manifest.record_of, written))
        if not inputs:
            new = {record.name for record in records}
            records, old = (*records, *(one for one in old if one.name not in new)), ()
        of = product.of.path.name if product.of else ""
        self._memory.products[product.name] = Earlier(of, inputs, made.about, records)
        self._remove(old)

    def _is_strange(self, name: str, data: bytes) -> bool:
        """Tell whether a file stands where ours would come that is not known to be ours."""
        path = self.output / name
        ours = {one.casefold() for one in self._memory.names}  # some disks see no difference
        if self._force or name.casefold() in ours or path.is_dir() or not os.path.lexists(path):
            return False
        return not manifest.is_as_made(self.output, name, manifest.number_of(data))

    def _remember(self) -> None:
        if self._memory == manifest.read(self.output):
            return
        try:
            manifest.write(self.output, self._memory)
        except OSError as error:
            raise NotWritten(self.output, error) from error

    def write_index(self) -> bool:
        """Write the page that leads to all products, unless it is there; tells whether it was not.

        Raises `NotWritten` and `InTheWay`.
        """
        memory, broken = self._memory, [repr(one) for one in self._known_by_name()]
        memory.days = self._days()
        order = [f"{paper.path.name} {inputs_of(paper)}" for paper in self.folder.papers]
        known = [repr(sorted(memory.products.items())), repr(sorted(memory.days.items()))]
        number = digest([program(), *known, *broken, *order])
        if number == memory.index and self._has_index():
            return False
        from woonboom.production.index import index

        data = index(memory.products, self.folder, memory.days)
        if not memory.index and self._is_strange(INDEX, data):
            raise InTheWay([INDEX])
        _write(self.index, data)
        memory.index, memory.index_file = number, manifest.number_of(data)
        self._remember()
        return True

    def _has_index(self) -> bool:
        was = self._memory.index_file
        return not self._force and manifest.is_as_made(self.output, INDEX, was)

    def _known_by_name(self) -> list[tuple[str, str, str]]:
        """What cannot be made, in names that are the same wherever the folder is."""
        found = ((one, one.other.name if one.other else "") for one in self.folder.broken)
        return [(one.path.name, one.reason, other) for one, other in found]

    def _days(self) -> dict[str, str]:
        """When what has no date was last changed; of what has errors, as of its last version."""
        broken = {one.path.name for one in self.folder.broken}
        before = {name: day for name, day in self._memory.days.items() if name in broken}
        return before | days_of(self.folder)

    # ------------------------------------------------------------ what no longer belongs

    def tidy(self) -> list[str]:
        """Remove the products of what is gone; returns the names of the files that went.

        What was made of a tree that has errors now stays: it is of its last good version.
        """
        wanted, broken = (
            {p.name for p in self.products},
            {one.path.name for one in self.folder.broken},
        )
        gone = [
            name for name, earlier in self._memory.products.items()
            if name not in wanted and not (earlier.file in broken or (broken and not earlier.file))
        ]  # fmt: skip
        earlier = [self._memory.products.pop(name) for name in gone]
        removed = self._remove([record for one in earlier for record in one.records])
        if gone:
            self._remember()
        return removed

    def _remove(self, records: Sequence[Record]) -> list[str]:
        """Remove files that belong to no product any more, unless somebody changed them."""
        kept = {name.casefold() for name in self._memory.names}  # some disks see no difference
        removed = []
        for record in records:
            path = self.output / record.name
            if record.name.casefold() in kept:
                continue
            if manifest.is_as_made(self.output, record.name, record.number):
                _unlink(path)
                removed.append(record.name)
            elif path.exists():
                self.left.append(record.name)
        return removed


def _remembered(folder: Folder, output: Path) -> Manifest:
    found = manifest.read(output)
    here = _from(output, folder.path)
    if found.source not in {"", here} and (output / found.source).is_dir():
        raise OtherFolder(output / found.source)
    found.source = here
    return found


def _from(top: Path, path: Path) -> str:
    """The way from one folder to another, so that both may move together."""
    try:
        return Path(os.path.relpath(path, top)).as_posix()
    except ValueError:  # on another drive
        return path.absolute().as_posix()


def _open(output: Path) -> None:
    """Make the folder, and see whether a file can be made in it; raises `NotWritten`."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=output):
            pass
    except OSError as error:
        file = next((path for path in (output, *output.parents) if path.is_file()), output)
        raise NotWritten(file, error) from error


def _write(path: Path, data: bytes) -> None:
    try:
        whole.write(path, data)
    except OSError as error:
        raise NotWritten(path, error) from error


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:  # on Windows somebody may have it open
        raise NotWritten(path, error) from error


def _longest_first(products: Sequence[Product]) -> list[Product]:
    return sorted(products, key=lambda product: (-product.effort, product.name))
