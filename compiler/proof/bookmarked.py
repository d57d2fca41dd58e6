"""Whether each figure's bookmark still stands at its figure.

Given the tables of a document beside those that were composed, and the bookmarks that the
figures were given, says which figures have none or another's. It knows no XML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from compiler.document.tree import TableBlock
from compiler.proof.prove import Pair
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple
from compiler.values.seen import SeenCell, SeenTable


class Misplaced(NamedTuple):
    """A figure without its bookmark; `now` are the bookmarks of figures that stand there."""

    figure: FigureId
    was: str
    now: tuple[str, ...]


def misplaced(
    pairs: Sequence[Pair], wanted: Mapping[FigureId, str], *, certain: bool
) -> tuple[Misplaced, ...]:
    """`wanted` are the names by figure; not `certain` where the document may have been given
    others, and then it is judged only if it has exactly those.
    """
    stand = dict(_figures(pairs))
    known = set(wanted.values())
    present = Counter(name for cell in stand.values() for name in {*cell.marks} & known)
    if not certain and {name for cell in stand.values() for name in cell.marks} != known:
        return ()
    return tuple(
        Misplaced(figure, name, tuple(sorted({*stand[figure].marks} & known)))
        for figure, name in wanted.items()
        if figure in stand and (name not in stand[figure].marks or present[name] != 1)
    )


def _figures(pairs: Sequence[Pair]) -> Iterator[tuple[FigureId, SeenCell]]:
    for was, now in pairs:
        if isinstance(was, TableBlock) and isinstance(now, SeenTable):
            planned = sorted((cell for cell in was.grid.cells), key=lambda c: (c.row, c.column))
            visible = [cell for row in now.by_row() for cell in row]
            if len(planned) == len(visible):
                for cell, seen in zip(planned, visible, strict=True):
                    if cell.figure is not None:
                        yield cell.figure, seen
