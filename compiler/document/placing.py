"""Where the lines from the cover stand: what follows from their neighbours and their length.

Given a tree, gives what its paragraphs need beside their styles, lengths in twips (GB/T
9704-2012, 7.3.4 and 7.3.5). It knows no XML.
"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.document import gbt9704 as gbt
from compiler.document.tree import Block, DocumentTree, TableBlock, TextBlock
from compiler.text.widths import display_width
from compiler.values.named_tuple import NamedTuple

# A digit is half as wide as a Chinese character, a full stop of Latin type a quarter.
_HALF = gbt.SAN_HAO * 5
_STOPS = ".,"
_TWO = 2 * (2 * _HALF + gbt.CHARACTER_TIGHTENING)
_APART = 120
_CLOSING = ("attachment", "signatory", "date")


class Indent(NamedTuple):
    """Twips from the edges; `hanging` is how far the first line stands out."""

    left: int
    hanging: int = 0
    right: int = 0


class Placing(NamedTuple):
    """`keep`: on the page where the next paragraph begins; `space` before and after it, in twips.
    None: as the style says.
    """

    keep: bool = False
    lines_before: int | None = None
    lines_after: int | None = None
    space: tuple[int, int] | None = None
    indent: Indent | None = None


def placings(tree: DocumentTree, text_width: int = gbt.TEXT_WIDTH) -> Iterator[Placing]:
    """One for each block of the tree."""
    indents = _indents(tree, text_width)
    for before, block, after in _neighbours(tree.blocks):
        role, following = _role(block), _role(after)
        yield Placing(
            # No page of a signature alone, none of the last of a table's notes.
            keep=(following in _CLOSING and role not in ("", following, "signatory"))
            or role == following == "note",
            lines_before=1 if role == "date" and _role(before) != "signatory" else None,
            lines_after=0 if role == "title" and following == "number" else None,
            space=_space(before, role, after) if tree.language == "zh" else None,
            indent=indents.get(block) if isinstance(block, TextBlock) else None,
        )


def _neighbours(
    blocks: tuple[Block, ...],
) -> Iterator[tuple[Block | None, Block, Block | None]]:
    return zip((None, *blocks), blocks, (*blocks[1:], None), strict=False)


def _space(before: Block | None, role: str, after: Block | None) -> tuple[int, int] | None:
    """Between a table and the words around it, but for those that are spaced as its own."""
    if role != "body" and not role.startswith("heading"):
        return None
    sides = (isinstance(before, TableBlock), isinstance(after, TableBlock))
    return (_APART * sides[0], _APART * sides[1]) if any(sides) else None


def _role(block: Block | None) -> str:
    return block.role if isinstance(block, TextBlock) else ""


def _indents(tree: DocumentTree, text_width: int) -> dict[TextBlock, Indent]:
    """What the standard says of characters means nothing to Latin type."""
    if tree.language != "zh":
        return {}
    lines = [block for block in tree.blocks if isinstance(block, TextBlock) and block.entry]
    indents = {line: attachment_indent(line) for line in lines if line.role == "attachment"}
    by_role = {line.role: line for line in lines}
    signatory, date = by_role.get("signatory"), by_role.get("date")
    if signatory and date:
        indents[signatory], indents[date] = closing_indents(signatory.text, date.text, text_width)
    return indents


def attachment_indent(line: TextBlock) -> Indent:
    """Two characters in; a turned line begins under the first character of the name."""
    opening, mark = map(type_width, line.before)
    stands_out = opening + mark if line.text.startswith(line.before[0]) else mark
    return Indent(gbt.INDENT + opening + mark, stands_out)


def closing_indents(
    signatory: str, date: str, text_width: int = gbt.TEXT_WIDTH
) -> tuple[Indent, Indent]:
    """署名 two characters from the right, the date's first character two right of its first.

    A date that is longer stands two characters from the right, and 署名 moves in. Counted
    from the left, so that the first characters keep their distance where a program puts
    space between digits and characters although it is told not to (LibreOffice).
    """
    room = text_width - gbt.INDENT
    name, day = (min(type_width(text), room) for text in (signatory, date))
    first = room - name if day <= name else max(room - day - _TWO, 0)
    # A date near the margin must not turn for such space, nor for the wider digits of a font
    # that stands in for 仿宋.
    reaches = first + _TWO + day + 2 * _TWO > text_width
    return Indent(first), Indent(first + _TWO, right=-gbt.INDENT if reaches else 0)


def type_width(text: str) -> int:
    """How far a text of 三号 reaches, each character tightened as the body's are."""
    return sum(map(_advance, text))


def _advance(character: str) -> int:
    if character in _STOPS:
        return _HALF // 2 + gbt.CHARACTER_TIGHTENING
    columns = display_width(character)
    return columns * _HALF + gbt.CHARACTER_TIGHTENING if columns else 0
