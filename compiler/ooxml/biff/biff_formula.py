"""An old workbook's formula as text: its tokens in reverse Polish order ([MS-XLS] 2.5.198).

Reads what totals and rules are made of. What reaches beyond (other sheets, names, arrays,
functions not listed here) gives None: that there was a formula is known, not what it says.
"""

from __future__ import annotations

import struct

from compiler.ooxml.biff.biff_records import Texts
from compiler.ooxml.cells.address import cell_name

_BINARY = dict(
    zip(
        range(0x03, 0x0F),
        ["+", "-", "*", "/", "^", "&", "<", "<=", "=", ">=", ">", "<>"],
        strict=True,
    )
)
_BEFORE = {0x12: "+", 0x13: "-"}
# 2.5.198.17: number, name and, where a token does not say it, how many arguments.
_FUNCTIONS: dict[int, tuple[str, int]] = {
    0: ("COUNT", 1), 1: ("IF", 3), 4: ("SUM", 1), 5: ("AVERAGE", 1), 6: ("MIN", 1),
    7: ("MAX", 1), 24: ("ABS", 1), 25: ("INT", 1), 27: ("ROUND", 2), 32: ("LEN", 1),
    36: ("AND", 1), 37: ("OR", 1), 38: ("NOT", 1), 65: ("DATE", 3), 117: ("EXACT", 2),
    128: ("ISNUMBER", 1), 129: ("ISBLANK", 1), 131: ("N", 1), 169: ("COUNTA", 1),
    228: ("SUMPRODUCT", 1), 344: ("SUBTOTAL", 2), 345: ("SUMIF", 2), 346: ("COUNTIF", 2),
    347: ("COUNTBLANK", 1),
}  # fmt: skip
_MOST_TOKENS = 2_000
_RELATIVE_COLUMN, _RELATIVE_ROW = 0x4000, 0x8000


class _UnknownError(ValueError):
    """A token that is not read here."""


def formula_text(tokens: bytes, at: tuple[int, int]) -> str | None:
    """Without its equals sign; `at` is the cell's own row and column from 1."""
    stack: list[str] = []
    cursor = Texts((tokens,))
    try:
        for _ in range(_MOST_TOKENS):
            if cursor.at >= len(tokens):
                break
            _token(cursor, stack, at)
    except (_UnknownError, ValueError, struct.error, IndexError):
        return None
    return stack[0] if len(stack) == 1 and cursor.at == len(tokens) else None


def shared_by(tokens: bytes) -> tuple[int, int] | None:
    """The first cell of the group to which a formula belongs, which holds nothing of its own."""
    if len(tokens) >= 5 and tokens[0] == 0x01:
        row, column = struct.unpack_from("<HH", tokens, 1)
        return row + 1, column + 1
    return None


def _token(cursor: Texts, stack: list[str], at: tuple[int, int]) -> None:
    (kind,) = cursor.numbers("B")
    if kind in _BINARY:
        right, left = stack.pop(), stack.pop()
        stack.append(f"{left}{_BINARY[kind]}{right}")
    elif kind in _BEFORE:
        stack.append(_BEFORE[kind] + stack.pop())
    elif kind == 0x14:
        stack.append(f"{stack.pop()}%")
    elif kind == 0x15:
        stack.append(f"({stack.pop()})")
    elif kind == 0x19:
        _attribute(cursor, stack)
    elif kind < 0x20:
        stack.append(_constant(kind, cursor))
    else:
        _operand(kind & 0x1F | 0x20, cursor, stack, at)
    if sum(map(len, stack[-1:])) > 8192:  # Excel's own limit
        raise _UnknownError


def _attribute(cursor: Texts, stack: list[str]) -> None:
    """Spaces and jumps say nothing; a sum of one argument has a token of its own."""
    flags, number = cursor.numbers("BH")
    if flags & 0x04:
        cursor.take(2 * (number + 1))
    elif flags & 0x10:
        stack.append(f"SUM({stack.pop()})")


def _constant(kind: int, cursor: Texts) -> str:
    if kind == 0x16:
        return ""
    if kind == 0x17:
        return '"' + cursor.text("B").text.replace('"', '""') + '"'
    if kind == 0x1D:
        return "TRUE" if cursor.numbers("B")[0] else "FALSE"
    if kind == 0x1E:
        return str(cursor.numbers("H")[0])
    if kind == 0x1F:
        (number,) = cursor.numbers("d")
        return repr(number).removesuffix(".0")
    raise _UnknownError


def _operand(kind: int, cursor: Texts, stack: list[str], at: tuple[int, int]) -> None:
    if kind in (0x21, 0x22):
        _function(kind, cursor, stack)
    elif kind in (0x24, 0x2C):
        row, column = cursor.numbers("HH")
        stack.append(_reference(row, column, at, shared=kind == 0x2C))
    elif kind in (0x25, 0x2D):
        top, bottom, left, right = cursor.numbers("HHHH")
        first = _reference(top, left, at, shared=kind == 0x2D)
        stack.append(f"{first}:{_reference(bottom, right, at, shared=kind == 0x2D)}")
    else:
        raise _UnknownError


def _function(kind: int, cursor: Texts, stack: list[str]) -> None:
    if kind == 0x22:
        count, number = cursor.numbers("BH")
        name, _ = _known(number & 0x7FFF)
        count &= 0x7F
    else:
        name, count = _known(cursor.numbers("H")[0])
    if count > len(stack):
        raise _UnknownError
    given = stack[len(stack) - count :]
    del stack[len(stack) - count :]
    stack.append(f"{name}({','.join(given)})")


def _known(number: int) -> tuple[str, int]:
    if number not in _FUNCTIONS:
        raise _UnknownError
    return _FUNCTIONS[number]


def _reference(row: int, column: int, at: tuple[int, int], *, shared: bool) -> str:
    """What is relative in a shared formula is told from the cell's own place, round the edge."""
    across = column & 0xFF
    if not shared:
        return cell_name(row + 1, across + 1)
    if column & _RELATIVE_ROW:
        row = (at[0] - 1 + row) % 0x10000
    if column & _RELATIVE_COLUMN:
        across = (at[1] - 1 + across) % 0x100
    return cell_name(row + 1, across + 1)
