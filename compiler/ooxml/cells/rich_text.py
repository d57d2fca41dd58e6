"""The text of cells: from items of rich or plain text to the characters a user sees, and back.

Must not know cells, sheets or fonts.
"""

from __future__ import annotations

import re

from lxml import etree

from compiler.ooxml.cells.cell_looks import Letters, letters_of
from compiler.ooxml.markup import local_name
from compiler.values.named_tuple import NamedTuple

# Excel's own limit for the text of a cell or a note.
CELL_LIMIT = 32767
# ECMA-376 Part 1, 22.9.2.19: what markup cannot hold is written _xHHHH_, and so is an
# underscore that would otherwise begin such a word.
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
# Also a carriage return, which a parser would turn into a line feed.
_NOT_IN_MARKUP = "[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]"


def unescaped(text: str) -> str:
    """`a_x000D_b` → a carriage return between a and b; `_x005F_x41_` → `_x41_`."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    # Two escapes may be the halves of one character; a half alone has no meaning.
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def escaped(text: str) -> str:
    """`unescaped` the other way: every character as one that markup can hold."""
    known = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return re.sub(_NOT_IN_MARKUP, lambda match: f"_x{ord(match[0]):04X}_", known)


def length(text: str) -> int:
    """In the units that Excel counts: two for a character beyond the first 65,536."""
    return len(text) + sum(character > "\uffff" for character in text)


def clamped(text: str, most: int = CELL_LIMIT) -> str:
    """No longer than so many units, its end replaced by an ellipsis."""
    if length(text) <= most:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * max(most - 1, 0)]
    return (units.decode("utf-16-le", "ignore") + "…")[:most]


def item_of(text: str) -> str:
    """The markup of a text item; `item_text` gives the text back, except for half a character."""
    safe = escaped(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<si><t xml:space="preserve">{safe}</t></si>'


class RichText(NamedTuple):
    """A text, and the letters of its runs in order where any run has letters of its own.

    A run without properties looks as its cell does: its letters are None.
    """

    text: str
    runs: tuple[tuple[str, Letters | None], ...] = ()


def rich_text(item: etree._Element) -> RichText:
    """The runs of a text item; readings printed above characters are left out."""
    only = item[0] if len(item) == 1 else None
    if only is not None and local_name(only) == "t":
        return RichText(unescaped(only.text or ""))
    runs: list[tuple[str, Letters | None]] = []
    stored: list[str] = []
    for child in item:
        name = local_name(child)
        if name == "t":
            stored.append(child.text or "")
            runs.append((unescaped(stored[-1]), None))
        elif name == "r":
            properties = next((each for each in child if local_name(each) == "rPr"), None)
            letters = None if properties is None else letters_of(properties)
            stored.append("".join(run.text or "" for run in child if local_name(run) == "t"))
            runs.append((unescaped(stored[-1]), letters))
    own = any(letters is not None for _, letters in runs)
    return RichText(unescaped("".join(stored)), tuple(runs) if own else ())


def item_text(item: etree._Element) -> str:
    """The characters of a text item."""
    return rich_text(item).text
