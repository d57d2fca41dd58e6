"""A report read from its data, the JSON that every command takes.

What is not understood is a finding, never a default.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from compiler.catalogue import w_entries, w_workbook
from compiler.format.figure_type import FigureType
from compiler.format.form import Form, form_of, form_with
from compiler.report.bounds import data_over, prose_over, refusal, text_over, units_over
from compiler.report.data_reader import DataReader, Lexical, rows_by_id
from compiler.report.desk import Shelf, declaration_of
from compiler.report.reading import Reading
from compiler.report.typed import stored_number, typed
from compiler.text.language import Text
from compiler.values.figures import Absent, FigureId, Quantity, Said, Unreadable
from compiler.values.findings import Finding, Place
from compiler.values.limits import OPEN_LINES, TEXT
from compiler.values.origin import Source
from compiler.values.report import Lines


def read_data(
    data: bytes, source: Source, name: str, shelf: Shelf, wanted: str | None = None
) -> Reading:
    """`wanted` is the format asked for on the command line, if any."""
    if over := data_over(data):
        return Reading.refused(refusal(over, name))
    try:
        text = data.decode("utf-8-sig")
        document = json.loads(
            text,
            parse_float=Lexical,
            parse_int=Lexical,
            parse_constant=_not_a_number,
            object_pairs_hook=_without_repeats,
        )
    except UnicodeDecodeError:
        return _refused(name, Text("不是 UTF-8 编码", "it is not UTF-8"))
    except json.JSONDecodeError as fault:
        where = Text(
            f"第 {fault.lineno} 行第 {fault.colno} 个字符处写法不对",
            f"line {fault.lineno}, character {fault.colno} is malformed",
        )
        return _refused(name, where)
    except _DataError as fault:
        return _refused(name, fault.reason)
    # What is short as a whole holds no long text.
    if TEXT.passed(len(text)) and (over := text_over(document)):
        return Reading.refused(refusal(over, name))
    if not isinstance(document, dict) or not isinstance(document.get("format"), str):
        return _refused(name, Text("没有“format”一项", "it has no “format”"))
    declaration = declaration_of(document["format"], shelf, wanted)
    if isinstance(declaration, tuple):
        return Reading.refused(*declaration)
    form = form_of(declaration)
    if document["format"] != form.id:
        values = {"file": name, "found": document["format"], "wanted": form.id}
        return Reading.refused(Finding(w_workbook.FORMAT_DIFFERS, Place(file=name), values))
    reader = DataReader(form, name)
    report = reader.report(document, source)
    if OPEN_LINES.passed(added := sum(map(len, report.lines.values()))):
        return Reading.refused(refusal((OPEN_LINES, added), name))
    if over := prose_over(report.narrative) or units_over(report.units):
        return Reading.refused(refusal(over, name))
    return Reading(report, reader.form, (*reader.findings, *reader.untold()))


class _DataError(ValueError):
    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.reason = Text(zh, en)


def _not_a_number(text: str) -> Any:
    raise _DataError(f"“{text}”不是数", f"“{text}” is no number")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise _DataError(f"“{twice}”在同一处写了两次", f"“{twice}” is given twice in one place")
    return found


def _refused(name: str, reason: Text) -> Reading:
    return Reading.refused(
        Finding(w_entries.NOT_DATA, Place(file=name), {"file": name, "reason": reason})
    )


def recorded_of(tables: Mapping[str, Any], form: Form) -> tuple[dict[FigureId, Quantity], Lines]:
    """Those figures of the declaration that such tables hold, and the lines that were added;
    what is no number is unreadable, what does not fit is left out.
    """
    lines, tables = rows_by_id(tables, form, _unheard, _unheard)
    found: dict[FigureId, Quantity] = {}
    at_lines = form_with(form.declaration, lines)
    for figure in at_lines.figures:
        value: Any = tables
        for key in figure:
            value = value.get(key, _MISSING) if isinstance(value, Mapping) else _MISSING
        if value is not _MISSING:
            found[figure] = _recorded(value, at_lines.type_of(figure))
    return found, lines


def _unheard(*what: object) -> None:
    """Nothing is noted."""


_MISSING = object()


def _recorded(value: Any, type: FigureType) -> Quantity:
    if value is None:
        return Absent.BLANK
    said = typed(str(value), type).quantity
    if isinstance(said, Said) or not type.is_number:
        return said
    if value == "/":
        return Absent.NOT_APPLICABLE
    # repr of a float of at most 15 digits is the decimal it was written from.
    number = stored_number(str(value)) if not isinstance(value, bool) else None
    return Unreadable(str(value)) if number is None else number
