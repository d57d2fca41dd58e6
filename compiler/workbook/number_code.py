"""The number format of a cell: what its figure looks like in the workbook, as it is printed.

Given a figure's type, gives Excel's code. A zero that the form leaves blank shows as 0 here:
who fills it in must tell it from a cell that is still empty.
"""

from __future__ import annotations

from collections.abc import Mapping

from compiler.format.figure_type import FigureType
from compiler.text.language import Language

GENERAL, AS_TEXT = "General", "@"
_DAY: Mapping[Language, str] = {"zh": 'yyyy"年"m"月"d"日"', "en": "d mmmm yyyy"}


def number_code(type: FigureType, language: Language) -> str:
    if type.kind == "date":
        return _DAY[language]
    if type.kind == "text":
        return AS_TEXT
    body, zero = _digits(type), _zero(type)
    if type.unit and type.printed_unit:
        label = _literal(type.unit.label)
        body = f"{label}{body}" if type.unit.before else f"{body}{label}"
    if type.plus:
        return f"+{body};-{body};{zero or body}"
    if zero is None or (body, zero) == (GENERAL, "0"):
        return body
    return f"[=0]{zero};{body}"


def _digits(type: FigureType) -> str:
    """Excel shows a point where decimals may be none: thousands are told only of a fixed number."""
    if not (type.fixed or (type.thousands and type.whole)):
        return GENERAL
    whole = "#,##0" if type.thousands else "0"
    return f"{whole}.{'0' * type.printed_decimals}" if type.printed_decimals else whole


def _zero(type: FigureType) -> str | None:
    """None where a zero looks like any other number."""
    if type.zero is None:
        return None
    return "0" if type.zero in ("", "0") else _literal(type.zero)


def _literal(text: str) -> str:
    return '"' + text.replace('"', '"\\""') + '"'
