"""Number formats of OpenDocument as format codes: given a data style, gives the code.

OpenDocument 1.3 part 3, 16.29: a style is a row of pieces, and other styles may stand in for it
under a condition. Must not know cells.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from compiler.ooxml.markup import local_name

DATA_STYLES = (
    "number-style", "percentage-style", "currency-style", "date-style", "time-style",
    "text-style", "boolean-style",
)  # fmt: skip
_GENERAL = "General"
_DATES = {
    "year": ("yy", "yyyy"), "day": ("d", "dd"), "hours": ("h", "hh"), "minutes": ("m", "mm"),
    "seconds": ("s", "ss"), "am-pm": ("AM/PM", "AM/PM"), "day-of-week": ("aaa", "aaaa"),
}  # fmt: skip
_MOST_DIGITS = 30


def own(element: etree._Element, name: str, default: str = "") -> str:
    """An attribute by its name alone."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def codes_of(styles: Mapping[str, etree._Element]) -> dict[str, str]:
    """The code of each data style by its name."""
    return {name: _with_conditions(style, styles) for name, style in styles.items()}


def _with_conditions(style: etree._Element, styles: Mapping[str, etree._Element]) -> str:
    """Up to two others come before it, as sections of one code."""
    code = _code(style)
    maps = [
        (own(each, "condition").replace(" ", ""), styles.get(own(each, "apply-style-name")))
        for each in style
        if local_name(each) == "map"
    ]
    before = [
        (condition.removeprefix("value()"), _code(other))
        for condition, other in maps
        if other is not None and condition.startswith("value()")
    ][:2]
    if not before:
        return code
    # What is left is below nothing, or nothing: the sections without a condition say the same.
    if [condition for condition, _ in before] in ([">=0"], [">0", "<0"]):
        return ";".join([*(each for _, each in before), code])
    return ";".join([*(f"[{condition}]{each}" for condition, each in before), code])


def _code(style: etree._Element) -> str:
    kind = local_name(style)
    if kind == "text-style":
        return "@"
    if kind == "boolean-style":
        return _GENERAL
    pieces = [_piece(each, kind) for each in style]
    code = "".join(pieces)
    colour = any(
        local_name(each) == "text-properties" and own(each, "color").lower() == "#ff0000"
        for each in style
    )
    return f"[Red]{code}" if colour and code else code or _GENERAL


def _piece(piece: etree._Element, kind: str) -> str:
    name, text = local_name(piece), piece.text or ""
    if name == "number":
        return _number(piece)
    if name == "scientific-number":
        return f"{_number(piece)}E+{'0' * max(_count(piece, 'min-exponent-digits'), 1)}"
    if name == "fraction":
        return "# ?/?"
    if name in ("text", "currency-symbol"):
        return _words(text, bare="%" if kind == "percentage-style" else "")
    if name == "text-content":
        return "@"
    long = own(piece, "style") == "long"
    if name == "month":
        letters = "mmm" if own(piece, "textual") == "true" else "m"
        return letters + letters[0] if long else letters
    if name == "seconds":
        decimals = _count(piece, "decimal-places")
        return ("ss" if long else "s") + (f".{'0' * decimals}" if decimals else "")
    return _DATES[name][long] if name in _DATES else ""


def _words(text: str, bare: str) -> str:
    """In quotation marks, but for the sign that changes what the number is."""
    shown = "".join(c if c == bare else f"\\{c}" if c == '"' else f'"{c}"' for c in text)
    return shown.replace('""', "")


def _number(piece: etree._Element) -> str:
    whole = max(_count(piece, "min-integer-digits"), 0)
    places, grouping = own(piece, "decimal-places"), own(piece, "grouping") == "true"
    scale = own(piece, "display-factor", "1").count("0") // 3
    if not places and not grouping and whole <= 1 and not scale:
        return _GENERAL
    decimals = _count(piece, "decimal-places")
    least = _count(piece, "min-decimal-places") if own(piece, "min-decimal-places") else decimals
    digits = "0" * whole or "#"
    if grouping:
        digits = f"#,{digits.rjust(3, '#')}"
    after = "0" * min(least, decimals) + "#" * max(decimals - least, 0)
    return digits + "," * scale + (f".{after}" if after else "")


def _count(piece: etree._Element, name: str) -> int:
    text = own(piece, name)
    return (
        min(int(text), _MOST_DIGITS) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    )
