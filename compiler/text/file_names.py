"""Words as the name of a file or folder that Windows, macOS and Linux all accept.

Given any text, gives a name or "". Must not know the disk.
"""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 100
# ext4, APFS and most network shares allow 255 bytes a name; a Chinese character takes three.
LONGEST_NAME_BYTES = 240

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_FORBIDDEN = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_RESERVED = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
    + [f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³"]
)


def file_name(title: str) -> str:
    """The title without what a name cannot hold; "" where nothing is left."""
    printable = "".join(
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
        for char in title
        if unicodedata.category(char) not in ("Cf", "Cs")
    )
    # A leading dot hides the file; a trailing one Windows drops in silence.
    name = " ".join(printable.translate(_FORBIDDEN).split()).strip(". ")
    first = name.split(".")[0].rstrip().upper()
    return f"_{name}" if first in _RESERVED or name.startswith("~$") else name


def fitting(stem: str, suffix: str = "", most: int = LONGEST_NAME) -> str:
    """The stem cut so that it and its ending are a name of at most so many characters."""
    while len(stem + suffix) > most or len((stem + suffix).encode()) > LONGEST_NAME_BYTES:
        stem = stem[:-1]
    return stem.rstrip(". ")
