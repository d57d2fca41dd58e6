"""A formula of OpenDocument in the notation of other workbooks: `of:=SUM([.B3:.B9];1)` →
`SUM(B3:B9,1)`. Must not know cells.
"""

from __future__ import annotations

import re

_PREFIX = re.compile(r"(?:of:|oooc:|msoxl:)?=")
# A text in quotation marks, a reference in brackets, a sign between arguments.
_PIECE = re.compile(r"\"(?:[^\"]|\"\")*\"|\[[^\[\]]*\]|;")
# The sheet, by name or in quotation marks, and the cell after the point.
_CELL = re.compile(r"(?:\$?('(?:[^']|'')*'|[^.':]*))?\.(\$?[A-Z]{1,3}\$?[0-9]{1,7})")


def in_other_notation(formula: str) -> str:
    """Without its equals sign."""
    start = _PREFIX.match(formula)
    return _PIECE.sub(_translated, formula[start.end() :] if start else formula)


def _translated(match: re.Match[str]) -> str:
    piece = match[0]
    if piece == ";":
        return ","
    return _CELL.sub(_cell, piece[1:-1]) if piece.startswith("[") else piece


def _cell(match: re.Match[str]) -> str:
    sheet, cell = match[1] or "", match[2].replace("$", "")
    if not sheet:
        return cell
    return f"{sheet}!{cell}" if sheet.startswith("'") else f"'{sheet}'!{cell}"
