"""Text measured in columns, a Chinese character taking two, and broken into lines of so many.

Given text, gives widths and lines. Must not know what the text says nor where it goes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_OPENING = r"（《「『【〔〈“‘(\[{"
_CLOSING = r"，。；：！？、）》」』】〕〉”’…—％·,.;:!?)\]}"
# A piece that a line break must not part: a word of narrow letters or one character, with
# the brackets that open before it and the punctuation that closes after it.
_PIECE = re.compile(rf"\s+|[{_OPENING}]*(?:[!-~¡-ɏ]+|\S)[{_CLOSING}]*")

# A quarter of a line of a document, which a justified line would be stretched by.
_LONG_WORD = re.compile("[!-~]{14,}")


def has_long_word(text: str) -> bool:
    """Whether something in it, such as an address, is not broken where Chinese is."""
    return _LONG_WORD.search(text) is not None


def display_width(text: str) -> int:
    """The columns a text takes; what may be either is counted wide, as Chinese consoles do."""
    return sum(map(_character_width, text))


def padded(text: str, width: int) -> str:
    """The text filled with blanks to so many columns."""
    return text + " " * (width - display_width(text))


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Lines of at most `width` columns, broken where Chinese and English typesetting allow.

    `first` opens the first line, `rest` (else blanks as wide) each other one. A word that
    is longer than a line is left whole, so that a path can still be copied.
    """
    following = " " * display_width(first) if rest is None else rest
    lines: list[str] = []
    line, blank, empty = first, "", True
    for piece in _PIECE.findall(text):
        if piece.isspace():
            blank = "" if empty else piece
        elif empty or display_width(line + blank + piece) <= width:
            line, blank, empty = line + blank + piece, "", False
        else:
            lines.append(line)
            line, blank = following + piece, ""
    return [*lines, line]


@lru_cache(maxsize=4096)
def _character_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1
