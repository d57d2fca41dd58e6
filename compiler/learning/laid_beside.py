"""What a declaration says of a form, line by line beside what the form itself shows.

Given two outlines, gives pairs in the order of the form: what stands on one side only has
nothing on the other. Labels are compared as people read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TypeVar

from compiler.learning.outline import Outline, OutlinedSection, OutlinedTable, Path
from compiler.learning.title_read import heading_pattern
from compiler.text.labels import folded
from compiler.text.language import Text
from compiler.values.dataclass import dataclass
from compiler.values.named_tuple import NamedTuple

T = TypeVar("T")

HEADING, BAND, CORNER = Text("标题", "heading"), Text("段名", "band"), Text("左上角", "corner")
UNIT_LINE = Text("单位行", "unit line")
HEAD = Text("标签列", "head of labels")
COLUMN, ROW, IN_A_LINE = Text("列", "column"), Text("行", "row"), Text("排法", "layout")
_ONE_LINE = Text("各行并排", "rows in one line")


class Beside(NamedTuple):
    """One thing on both sides: the texts of a path, outermost first; none where it is missing."""

    what: Text
    declared: Path
    form: Path
    same: bool


@dataclass(frozen=True)
class SideBySide:
    pairs: tuple[Beside, ...]

    @property
    def differences(self) -> int:
        return sum(not pair.same for pair in self.pairs)


def laid_beside(declared: Outline, form: Outline) -> SideBySide:
    pairs = _aligned(declared.sections, form.sections, lambda section: _undated(section.heading))
    return SideBySide(tuple(beside for pair in pairs for beside in _sections(*pair)))


def _sections(one: OutlinedSection | None, other: OutlinedSection | None) -> Iterator[Beside]:
    if (one and one.heading) or (other and other.heading):
        mine, theirs = ((s.heading,) if s and s.heading else () for s in (one, other))
        same = [*map(_undated, mine)] == [*map(_undated, theirs)]
        yield Beside(HEADING, mine, theirs, same)
    tables = zip_longest(one.tables if one else (), other.tables if other else ())
    for left, right in tables:
        yield from _tables(left or _NONE, right or _NONE)


_NONE = OutlinedTable((), ())


def _tables(one: OutlinedTable, other: OutlinedTable) -> Iterator[Beside]:
    texts = (
        (BAND, one.band, other.band),
        (UNIT_LINE, one.unit_line, other.unit_line),
        (CORNER, one.corner, other.corner),
    )
    yield from (_pair(what, *both) for what, *both in texts if any(both))
    if one.single_row or other.single_row:
        said = [(_ONE_LINE.zh,) if table.single_row else () for table in (one, other)]
        yield _beside(IN_A_LINE, *said)
    for what, mine, theirs in (
        (HEAD, one.added_heads, other.added_heads),
        (COLUMN, one.columns, other.columns),
        (ROW, one.rows, other.rows),
    ):
        for left, right in _aligned(mine, theirs, lambda path: tuple(map(folded, path))):
            yield _beside(what, left or (), right or ())


def _pair(what: Text, one: str, other: str) -> Beside:
    return _beside(what, (one,) if one else (), (other,) if other else ())


def _beside(what: Text, one: Path, other: Path) -> Beside:
    return Beside(what, one, other, [*map(folded, one)] == [*map(folded, other)])


def _undated(heading: str) -> str:
    """Whichever year it names: a declaration leaves it to the report."""
    return folded(heading_pattern(heading))


def _aligned(
    one: Sequence[T], other: Sequence[T], key: Callable[[T], object]
) -> Iterator[tuple[T | None, T | None]]:
    """In the order of both: those alike side by side, and those between them as they come."""
    matcher = SequenceMatcher(None, [*map(key, one)], [*map(key, other)], autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        yield from zip_longest(one[start:end], other[first:last])
