"""What the cell of a figure looks like, lets staff type, and tells them of it.

Given a figure and its type, gives its style, the data validation and the words beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from compiler.format.figure_type import PERCENT, FigureType
from compiler.format.words import FixedWords
from compiler.ooxml.cells.address import cell_name
from compiler.values.figures import FigureId
from compiler.workbook.form.cell_styles import numbers_as
from compiler.workbook.form.filling import Filling
from compiler.workbook.number_code import AS_TEXT, GENERAL, number_code

# What Excel shows; more of an error than its own dialog takes is cut by it.
_LONGEST, _LONGEST_ERROR = 255, 225


def figure_style(filling: Filling, figure: FigureId, *, computed: bool) -> Any:
    code = number_code(filling.form.type_of(figure), filling.form.language)
    if code == AS_TEXT:
        return filling.styles.text_input
    if code != GENERAL:
        return numbers_as(filling.book, code, filling.form.language, computed=computed)
    return filling.styles.computed if computed else filling.styles.number


def validation(filling: Filling, figure: FigureId, row: int, column: int) -> dict[str, Any]:
    """What Excel lets staff type, and what it tells them before and after."""
    allowed = _what_is_allowed(filling.form.type_of(figure), filling.words)
    return {
        **_allowed(filling.form.type_of(figure), cell_name(row + 1, column + 1)),
        "input_title": filling.words.input_title,
        "input_message": told(filling, figure, allowed),
        "error_title": filling.words.wrong_title,
        "error_message": _cut(allowed, _LONGEST_ERROR),
        "ignore_blank": True,
    }


def told(filling: Filling, figure: FigureId, allowed: str) -> str:
    """What its row and its column are, and how it is filled in."""
    table = filling.form.table(figure.table)
    lines = (table.row(figure.row), table.column(figure.column))
    apart = "" if filling.form.language == "zh" else " "
    return _cut(apart.join(filter(None, (*(line.help for line in lines), allowed))), _LONGEST)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _allowed(type: FigureType, here: str) -> dict[str, Any]:
    if type.kind != "text":
        return {"validate": "custom", "value": _rule(type, here)}
    if not type.choices:
        return {"validate": "any"}
    return {"validate": "list", "source": [*type.choices, *(["/"] if type.not_applicable else [])]}


def amiss(type: FigureType, here: str) -> str:
    """A condition that is true while the cell holds what it may not; empty where it may hold any."""
    if type.kind == "text":
        allowed = "".join(f',{here}="{choice}"' for choice in type.choices)
        slash = f',{here}="/"' if type.not_applicable else ""
        return f"NOT(OR(COUNTBLANK({here})=1{allowed}{slash}))" if allowed else ""
    words = "".join(f'+({here}="{word}")' for word in (*type.skipped, *type.nothings))
    return f"COUNTBLANK({here})+COUNT({here}){words}=0"


def _rule(type: FigureType, here: str) -> str:
    number = ",".join(_bounds(type, here))
    words = "".join(f'{here}="{word}",' for word in (*type.skipped, *type.nothings))
    return f"=OR({words}AND({number}){_texts(type, here)})"


def _bounds(type: FigureType, here: str) -> Iterator[str]:
    yield f"ISNUMBER({here})"
    if type.kind == "date":
        yield f"N({here})=INT(N({here}))"
        return
    if not type.signed:
        yield f"N({here})>=0"
    if type.whole:
        yield f"N({here})=INT(N({here}))"
    elif type.decimals is not None:
        yield f"N({here})=ROUND(N({here}),{type.decimals})"


def _texts(type: FigureType, here: str) -> str:
    """A number written with its unit, where that is printed; of 12% Excel makes 0.12."""
    unit = type.unit if type.printed_unit and type.kind == "amount" else None
    if unit is None or unit == PERCENT:
        return ""
    side = "LEFT" if unit.before else "RIGHT"
    labels = (unit.label, *(label for label, _ in unit.accepts))
    return "".join(f',{side}({here},{len(label)})="{label}"' for label in labels)


def _what_is_allowed(type: FigureType, words: FixedWords) -> str:
    general = _general_help(type, words)
    if type.choices:
        general += words.choice_help.format(choices=words.listed.join(type.choices))
    slash = words.not_applicable_help if type.not_applicable else ""
    others = words.listed.join(word for word, _ in type.words)
    slash += words.other_words_help.format(words=others) if others else ""
    return general + slash


def _general_help(type: FigureType, words: FixedWords) -> str:
    if not type.is_number:
        return words.date_help if type.kind == "date" else words.words_help * (not type.choices)
    if type.whole:
        return words.change_help if type.signed else words.count_help
    others = words.percent_help if type.unit == PERCENT else ""
    if type.decimals is not None:
        others += words.decimals_help.format(decimals=type.decimals)
    if type.signed:
        others += words.negative_help
    if type.unit is None or type.unit == PERCENT:
        return words.number_help.format(others=others)
    return words.amount_help.format(unit=type.unit.label, others=others)
