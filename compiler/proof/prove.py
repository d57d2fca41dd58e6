"""The proof of a document: every visible word of its body compared with the tree.

Given the composed tree and the blocks that are visible, gives what differs, figure by
figure and paragraph by paragraph; nothing means that the document is proven. It knows no
XML: headers, footers and properties take no part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import accumulate, zip_longest
from typing import TypeVar, cast

from compiler.document.entries import ENTRY_OF_ROLE
from compiler.document.text_markup import as_shown
from compiler.document.tree import Block, DocumentTree, Role, TableBlock, TextBlock
from compiler.format.grid import GridCell
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple
from compiler.values.seen import Seen, SeenBlock, SeenCell, SeenParagraph, SeenTable

# Beyond this many pairs to weigh, blocks replaced by others are taken in their order.
_PAIRS_WEIGHED = 10_000
# Beyond this many pairs, words that stand everywhere align nothing: a document made to hold a
# paragraph a hundred thousand times would take for ever.
_PAIRS_MATCHED = 1_000_000

# Of a table's width: less than any column, more than what programs round.
_NEAR = 0.01


class Difference(NamedTuple):
    """One difference: what the tree says and what is visible ("" where there is nothing).

    `paragraph` counts from 1 within `section`; `label` is the tree's words for what is
    neither a figure nor staff's prose (title, heading, label of a table), `line` one
    whose words come from the cover. `moved`: the words are the same, but stand under
    another head; both sides say where.
    """

    was: str
    now: str
    section: str | None = None
    paragraph: int | None = None
    figure: FigureId | None = None
    label: str | None = None
    line: TextBlock | None = None
    moved: bool = False


Pair = tuple[Block | None, SeenBlock | None]
AnyBlock = TypeVar("AnyBlock", Block, SeenBlock)


def aligned(tree: DocumentTree, seen: Seen) -> list[Pair]:
    """Each block of the tree beside what is visible of it, in the order of the document."""
    expected, before = _with_words(tree.blocks)
    visible, after = _with_words(seen)
    return [
        pair
        for same, old, new in stretches(before, after)
        for pair in (
            zip(expected[old], visible[new], strict=True)
            if same
            else _paired(expected[old], visible[new])
        )
    ]


def stretches(
    before: Sequence[Hashable], after: Sequence[Hashable]
) -> Iterator[tuple[bool, slice, slice]]:
    """(whether they are equal, where before, where after) from the first to the last.

    What begins and ends alike is taken off first: of two that are equal nothing is left.
    """
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    most = shorter - head
    tail = next((n for n in range(most) if before[-1 - n] != after[-1 - n]), most)
    i2, j2 = len(before) - tail, len(after) - tail
    yield True, slice(head), slice(head)
    if shorter < max(len(before), len(after)) or head < shorter:
        from difflib import SequenceMatcher

        common = len(before) * len(after) > _PAIRS_MATCHED
        middle = SequenceMatcher(None, before[head:i2], after[head:j2], autojunk=common)
        for kind, i, to, j, until in middle.get_opcodes():
            old, new = slice(head + i, head + to), slice(head + j, head + until)
            yield kind == "equal", old, new
    yield True, slice(i2, None), slice(j2, None)


def _key(block: Block | SeenBlock) -> str:
    """What aligns two blocks: a paragraph's words; one table stands for any other."""
    if isinstance(block, TableBlock | SeenTable):
        return "\0table"
    return as_shown(_words(block)) if block.text.strip() else ""


def _with_words(blocks: Iterable[AnyBlock]) -> tuple[list[AnyBlock], list[str]]:
    """The blocks that say something, and what aligns each of them."""
    keyed = [(block, key) for block in blocks if (key := _key(block))]
    return [block for block, _ in keyed], [key for _, key in keyed]


def differences(pairs: Sequence[Pair]) -> tuple[Difference, ...]:
    """What the two sides of each pair say differently."""
    return tuple(_all_changes(pairs))


def _all_changes(pairs: Sequence[Pair]) -> Iterator[Difference]:
    section, paragraph, attachments = None, 0, 0
    for was, now in pairs:
        if isinstance(was, TableBlock):
            if was.section != section:  # else it stands below its heading, or more of its prose
                section, paragraph = was.section, 0
            yield from _table_changes(was, now if isinstance(now, SeenTable) else None)
        elif was is not None and was.entry:
            attachments += was.role == "attachment"
            # What is added below these lines follows the last section.
            if now is None or _key(was) != _key(now):
                yield Difference(was.text, _words(now), line=was)
        elif was is not None:
            section, paragraph = was.section, was.paragraph or 0
            if now is None or _key(was) != _key(now):
                label = None if was.paragraph else was.text
                yield Difference(was.text, _words(now), section, was.paragraph, label=label)
        elif isinstance(now, SeenParagraph) and now.role in ENTRY_OF_ROLE:
            attachments += now.role == "attachment"
            yield Difference("", _words(now), line=_added_line(now, attachments))
        else:
            paragraph += 1
            yield Difference("", _words(now), section, paragraph)


def _added_line(now: SeenParagraph, attachments: int) -> TextBlock:
    """A line that the cover did not give, as the entry that it would be."""
    number = str(attachments) if now.role == "attachment" else ""
    return TextBlock(cast(Role, now.role), "", entry=ENTRY_OF_ROLE[now.role] + number)


def _words(block: Block | SeenBlock | None) -> str:
    """Where a title is broken into lines belongs to its layout, not to its words."""
    if block is None or isinstance(block, TableBlock):
        return ""
    if isinstance(block, SeenParagraph | TextBlock) and block.role == "title":
        return block.text.replace("\n", "")
    return block.text


def _paired(expected: Sequence[Block], visible: Sequence[SeenBlock]) -> list[Pair]:
    """Blocks replaced by others, each beside the one most like it, in order."""
    if len(expected) * len(visible) > _PAIRS_WEIGHED:
        return list(zip_longest(expected, visible))
    # best[i][j]: the likeness still to be gained from expected[i:] and visible[j:].
    best = [[0.0] * (len(visible) + 1) for _ in range(len(expected) + 1)]
    alike = [[_likeness(was, now) for now in visible] for was in expected]
    for i in reversed(range(len(expected))):
        for j in reversed(range(len(visible))):
            together = best[i + 1][j + 1] + alike[i][j] if alike[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    pairs: list[Pair] = []
    i = j = 0
    while i < len(expected) or j < len(visible):
        here = best[i][j]
        if i < len(expected) and here == best[i + 1][j]:
            pairs.append((expected[i], None))
            i += 1
        elif j < len(visible) and here == best[i][j + 1]:
            pairs.append((None, visible[j]))
            j += 1
        else:
            pairs.append((expected[i], visible[j]))
            i, j = i + 1, j + 1
    return pairs


def _likeness(was: Block, now: SeenBlock) -> float:
    """The share of common characters; a little for any two of a kind, none across kinds."""
    if not (isinstance(was, TextBlock) and isinstance(now, SeenParagraph)):
        return float(isinstance(was, TableBlock) and isinstance(now, SeenTable))
    common = (Counter(was.text) & Counter(now.text)).total()
    return 0.01 + 2 * common / (len(was.text) + len(now.text))


Row = Sequence[tuple[GridCell, str]]


def _table_changes(was: TableBlock, table: SeenTable | None) -> Iterator[Difference]:
    now = () if table is None else table.by_row()
    rows: list[list[tuple[GridCell, str]]] = [[] for _ in range(was.grid.rows)]
    for cell, words in was.shown():
        rows[cell.row].append((cell, words))
    if [*map(len, rows)] == [*map(len, now)]:
        planned, edges = _columns(was, table)
        for old, new in zip(rows, now, strict=True):
            yield from _row_changes(was.section, old, new)
            yield from _moved(was.section, old, new, planned, edges)
        return
    # Rows or cells were taken out or put in: align the rows by all their words.
    before = [tuple(as_shown(words) for _, words in row) for row in rows]
    after = [tuple(as_shown(cell.text) for cell in row) for row in now]
    for same, i, j in stretches(before, after):
        for old, new in () if same else zip_longest(rows[i], now[j]):
            yield from _row_changes(was.section, old or (), new or ())


def _spot(cell: GridCell | SeenCell) -> str:
    """The unit cells it covers, rows and columns from 1, as R5C3 or R5C3:R6C4."""
    last = f"R{cell.row + cell.height}C{cell.column + cell.width}"
    first = f"R{cell.row + 1}C{cell.column + 1}"
    return first if first == last else f"{first}:{last}"


def _columns(was: TableBlock, table: SeenTable | None) -> tuple[Sequence[float], Sequence[float]]:
    """Where the columns begin and end as planned and as visible, by where they stand on the
    paper: programs part columns into finer ones as they like. Where nobody knows how wide they
    were planned, by their order.
    """
    if table is None:
        return (), ()
    if not was.grid.widths_mm:
        return _in_order(was.grid.cells), _in_order(table.cells)
    shares = [*accumulate(was.grid.widths_mm, initial=0.0)]
    return [share / shares[-1] for share in shares], table.edges


def _in_order(cells: Iterable[GridCell | SeenCell]) -> Sequence[float]:
    """The edges of unit columns, counted where a cell begins or ends."""
    edges = {edge for cell in cells for edge in (cell.column, cell.column + cell.width)}
    return [*accumulate(float(edge in edges) for edge in range(max(edges, default=-1) + 1))]


def _moved(
    section: str,
    old: Row,
    new: Sequence[SeenCell],
    planned: Sequence[float],
    edges: Sequence[float],
) -> Iterator[Difference]:
    """Words that are the same and stand under another head or over other rows."""
    for (cell, words), visible in zip(old, new, strict=True):
        if not _stands(cell, visible, planned, edges) and _same(words, visible.text):
            label = words if cell.figure is None else None
            was_at, now_at = f"{words} [{_spot(cell)}]", f"{visible.text} [{_spot(visible)}]"
            yield Difference(was_at, now_at, section, figure=cell.figure, label=label, moved=True)


def _stands(
    cell: GridCell, visible: SeenCell, planned: Sequence[float], edges: Sequence[float]
) -> bool:
    """Whether a cell is where it was planned, give or take a hundredth of the table's width."""
    if cell.row != visible.row or cell.height != visible.height:
        return False
    begin, end = visible.column, visible.column + visible.width
    if len(edges) <= end:
        return cell.column == begin and cell.width == visible.width
    left, right = planned[cell.column], planned[cell.column + cell.width]
    return abs(left - edges[begin]) < _NEAR and abs(right - edges[end]) < _NEAR


def _same(words: str, seen: str) -> bool:
    return words == seen or as_shown(words) == as_shown(seen)


def _row_changes(section: str, was: Row, now: Sequence[SeenCell]) -> Iterator[Difference]:
    if [words for _, words in was] == [cell.text for cell in now]:
        return
    for (cell, words), visible in zip_longest(was, now[: len(was)], fillvalue=None):  # type: ignore[misc]
        text = "" if visible is None else visible.text
        label = words if cell.figure is None else None
        if not _same(words, text):
            yield Difference(words, text, section, figure=cell.figure, label=label)
    added = [cell.text for cell in now[len(was) :]]
    if added:
        yield Difference("", "\t".join(added), section)
