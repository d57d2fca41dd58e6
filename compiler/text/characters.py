"""Characters that no part of a document can hold, and what stands in their place.

Given text; gives text. It knows no report and no file.
"""

from __future__ import annotations

import re
import unicodedata

# All but Char of XML 1.0, 2.2; said so, because the set of the others takes long to compile.
_ILLEGAL = "[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"

# What only the font of one program shows, most often as a bullet; `STANDARD` has its likeness.
_PRIVATE = "[\ue000-\uf8ff\U000f0000-\U0010fffd]"
STANDARD = dict(
    zip("\uf06c\uf0b7\uf09f\uf06e\uf0a7\uf075\uf076\uf0d8\uf0e0\uf0e8\uf0fc\uf0fe\uf0a8\uf06f\uf071\uf0ab\uf02d",
        "●••■▪◆❖➢→➔✓☑◻□❑★－", strict=True)
)  # fmt: skip

# Embeddings, overrides and isolates: a cell's text must not reorder the line it is quoted in.
_TURNING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")

# What a spreadsheet would calculate, had it not been typed as text; a row of equals signs is
# a line that somebody drew.
FORMULA = re.compile(r"\s*=[^=].*", re.DOTALL)


def is_han(character: str) -> bool:
    """Whether this one character is set in a Chinese face: in use, or of the rarer blocks."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


def illegal(text: str) -> list[str]:
    """Every character of a text that no part of a document can hold."""
    return [] if _is_plain(text) else re.findall(_ILLEGAL, text)


def private(text: str) -> list[str]:
    """Every character of a text that only the font of one program shows."""
    return [] if _is_plain(text) else re.findall(_PRIVATE, text)


def _is_plain(text: str) -> bool:
    """Whether none of these can be in it: what is printed is none of them, nor is a line's end."""
    return text.replace("\n", "").isprintable()


def printable(text: str) -> str:
    """The text with a mark for each character that no part of a document can hold."""
    if _is_plain(text):
        return text
    return re.sub(_ILLEGAL, "\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """The text on one line, without what would command a terminal or turn the line around."""
    kept = (
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
        for char in text
        if unicodedata.bidirectional(char) not in _TURNING
    )
    return "".join(kept)


def escaped(json: str) -> str:
    """A JSON text with each such character written by its number, as JSON allows."""
    if _is_plain(json):
        return json
    return re.sub(_ILLEGAL, lambda match: f"\\u{ord(match[0]):04x}", json)
