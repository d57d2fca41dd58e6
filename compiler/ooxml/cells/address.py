"""Cell addresses: given numbers gives A1 names, given A1 names gives numbers.

Rows and columns count from 1. Must not know sheets, workbooks or declarations.
"""

from __future__ import annotations

import re
from functools import lru_cache

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384  # XFD

_A1 = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column > 0:
        column, remainder = divmod(column - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters


@lru_cache(maxsize=4096)
def cell_name(row: int, column: int) -> str:
    """(3, 2) → B3."""
    return f"{column_letters(column)}{row}"


@lru_cache(maxsize=4096)
def parse_cell(name: str) -> tuple[int, int] | None:
    """B3 → (3, 2), a row and a column; None for what is no cell of a sheet.

    Only the form stored in files is read: capitals, no `$`, no leading zero, ASCII digits.
    """
    match = _A1.fullmatch(name)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """A → 1, AA → 27; the letters are capitals."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
