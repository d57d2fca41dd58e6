"""A reference document's styles as the seal holds them, and read back from there.

Given what was taken from a reference document, gives plain data; given such data, what was
taken, or None where it says what no reference document can give.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compiler.document.gbt9704 import Font
from compiler.document.reference.restyle import Reference
from compiler.document.reference.taken import TAKEN
from compiler.document.reference.values import Values

_NAMES = {p: f"{' '.join(p.path)} {p.attribute}" for p in TAKEN}


def sealed_styles(reference: Reference) -> dict[str, Any]:
    """What nobody says is left out, and fonts that nothing is set in."""
    named = {
        value
        for values in reference.styles.values()
        for p, value in values.items()
        if p.path[-1] == "rFonts"
    }
    styles = {
        f"{type_} {name}": {_NAMES[p]: value for p, value in values.items() if value != p.absent}
        for (type_, name), values in reference.styles.items()
    }
    fonts = [
        [font.name, [*font.alternatives], font.family, font.charset]
        for font in reference.fonts
        if font.name in named
    ]
    return {"styles": styles, "fonts": fonts}


def unsealed_styles(told: Any, sha256: str) -> Reference | None:
    try:
        styles = {_key(key): _values(values) for key, values in dict(told["styles"]).items()}
        fonts = tuple(
            Font(str(name), tuple(map(str, others)), str(family), str(charset))
            for name, others, family, charset in told["fonts"]
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return Reference(sha256, styles, fonts)


def _key(text: str) -> tuple[str, str]:
    type_, _, name = text.partition(" ")
    return type_, name


def _values(told: Mapping[str, Any]) -> Values:
    """ValueError for a value that no reference document can give."""
    values = {p: str(told.get(_NAMES[p], p.absent)) for p in TAKEN}
    for p, value in values.items():
        within = p.range is None or p.range.least <= int(value) <= p.range.most
        if value != p.absent and not (p.allowed.fullmatch(value) and within):
            raise ValueError(value)
    return values
