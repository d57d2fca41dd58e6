"""Whether letters can be told from what is behind them: the contrast of two colours.

Given colours as six hexadecimal digits; gives the ratio of the Web's guidelines (WCAG 2.1,
1.4.3). It knows no document.
"""

from __future__ import annotations

import re
from functools import lru_cache

WHITE, BLACK = "FFFFFF", "000000"
# Light grey D9D9D9 and yellow on white fall short of it, the grey C0C0C0 does not.
LEAST = 1.5
_COLOUR = re.compile("[0-9A-Fa-f]{6}")
# The names of highlights (ECMA-376 Part 1, 17.18.40).
HIGHLIGHTS = {
    "black": BLACK, "blue": "0000FF", "cyan": "00FFFF", "darkblue": "00008B", "darkcyan": "008B8B",
    "darkgray": "A9A9A9", "darkgreen": "006400", "darkmagenta": "800080", "darkred": "8B0000",
    "darkyellow": "808000", "green": "00FF00", "lightgray": "D3D3D3", "magenta": "FF00FF",
    "red": "FF0000", "white": WHITE, "yellow": "FFFF00",
}  # fmt: skip


def is_colour(text: str) -> bool:
    return _COLOUR.fullmatch(text) is not None


@lru_cache(maxsize=256)
def contrast(one: str, other: str = WHITE) -> float:
    """1 for the same colour, 21 for black and white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = (s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return sum(w * s for w, s in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
