"""The parts of a report's data, taken one by one; what does not fit is noted and never filled in.

Given what JSON decoding gave, numbers as they were written, gives the report and the findings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any

from compiler.catalogue import w_entries
from compiler.catalogue.c_cells import NUMBER_AS_TEXT
from compiler.format.declaration import Section
from compiler.format.form import Form, form_with
from compiler.report.data import datum_of
from compiler.report.line_data import Known, Wrong, read_rows
from compiler.report.reading import break_read_as_blank, one_line, parted
from compiler.report.typed import stored_number, typed
from compiler.report.unit_data import read_units
from compiler.text.language import Text
from compiler.text.likeness import suggestion
from compiler.text.numerals import plain, year_of
from compiler.values.figures import Absent, FigureId, Quantity, Unreadable
from compiler.values.findings import Finding, Kind, Place
from compiler.values.origin import Origin, Source
from compiler.values.report import (
    AGENCY_KEYS,
    ARCHIVE_KEYS,
    LEVELS,
    SLIP_KEYS,
    Lines,
    Paragraph,
    Report,
    Slip,
    UnitFigures,
)

_TOP_KEYS = (
    "format", "year", "agency", "narrative", "tables", "attachments", "slips", "archive", "prior",
    "units",
)  # fmt: skip


# What a key would be that the form has no place for.
_SECTION = Text("数据里的部分", "The section")
_TABLE = Text("数据里的表", "The table")
_ROW = Text("数据里的行", "The row")
_COLUMN = Text("数据里的列", "The column")
# Of one kind so many are told singly, the others by their number.
_MOST_TOLD = 100


class Lexical(str):
    """A JSON number as it was written."""

    __slots__ = ()


class DataReader:
    """Reads the parts of one data file, noting what does not fit."""

    def __init__(self, form: Form, name: str) -> None:
        self.form = form
        self._name = name
        self._noted: dict[Kind, int] = {}
        self.findings: list[Finding] = []

    def report(self, data: Mapping[str, Any], source: Source) -> Report:
        self._known(data, _TOP_KEYS, "")
        prior = data.get("prior")
        tables = self._mapping(data.get("tables", {}), "tables")
        lines, tables = rows_by_id(tables, self.form, self._wrong, self._known)
        self.form = form_with(self.form.declaration, lines)
        return Report(
            format=self.form.id,
            year=self._year(data.get("year")),
            agency=self._texts(data.get("agency", {}), "agency", AGENCY_KEYS),
            narrative=self._narrative(data.get("narrative", {})),
            figures=self._figures(tables),
            attachments=self._list_of_texts(data.get("attachments", []), "attachments"),
            slips=self._slips(data.get("slips", [])),
            archive=self._texts(data.get("archive", {}), "archive", ARCHIVE_KEYS),
            prior=_plain_numbers(prior) if isinstance(prior, dict) else None,
            lines=lines,
            units=self._units(data.get("units", [])),
            origin=Origin(source),
        )

    def _note(self, kind: Kind, key: str, **values: str | Text) -> None:
        place = Place(file=self._name, label=key)
        self._noted[kind] = self._noted.get(kind, 0) + 1
        if self._noted[kind] > _MOST_TOLD:
            return
        found = values.get("found", "")
        words = f"{key} {found.en if isinstance(found, Text) else found}"
        self.findings.append(Finding(kind, place, {"key": key, **values}, words=words))

    def untold(self) -> Iterator[Finding]:
        """One finding for all of a kind that were too many to tell."""
        for kind, count in self._noted.items():
            if count > _MOST_TOLD:
                more = str(count - _MOST_TOLD)
                values: dict[str, str | Text] = {
                    "key": "…", "found": Text(f"另外 {more} 处", f"{more} more"), "wanted": Text("规定的形式", "the stated form"),
                    "suggestion": Text("请先改正前面列出的。", "Mend those listed first."),
                }  # fmt: skip
                yield Finding(kind, Place(file=self._name), values, words="…")

    def _wrong(self, key: str, found: object, zh: str, en: str) -> None:
        self._note(w_entries.WRONG_DATA, key, found=_as_written(found)[:60], wanted=Text(zh, en))

    def _known(
        self,
        data: Mapping[str, Any],
        known: tuple[str, ...],
        where: str,
        kind: Kind = w_entries.UNKNOWN_DATA,
        axis: Text | None = None,
    ) -> None:
        """`axis` says what a key that is not known would be, of what belongs to the form."""
        if (*data,) == known:
            return
        for key in data:
            if key not in known:
                full = f"{where}.{key}".strip(".")
                # Likeness costs much: it is asked for as long as it is told.
                told = self._noted.get(kind, 0) < _MOST_TOLD
                close = suggestion(key, known) if told else ""
                found = Text(f"{axis.zh}“{full}”", f"{axis.en} “{full}”") if axis else full
                self._note(kind, full, found=found, suggestion=close)

    def _placed(
        self, data: Mapping[str, Any], known: tuple[str, ...], where: str, axis: Text
    ) -> None:
        """What the form has no place for would be missing from the document."""
        self._known(data, known, where, w_entries.NO_PLACE, axis)

    def _mapping(self, value: Any, key: str) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self._wrong(key, value, "一组名称和内容", "a set of names and values")
        return {}

    def _year(self, value: Any) -> int | None:
        year = year_of(value.strip()) if isinstance(value, str) else None
        if year is None and value is not None:
            self._wrong("year", value, "四位数字的年度", "a four-digit year")
        return year

    def _texts(self, value: Any, where: str, known: tuple[str, ...]) -> dict[str, str]:
        data = self._mapping(value, where)
        self._known(data, known, where)
        found = {}
        for key in known:
            text = data.get(key)
            if type(text) is str:
                if text.strip():
                    found[key] = self._one_line(text, f"{where}.{key}")
            elif text is not None:
                self._wrong(f"{where}.{key}", text, "文字", "text")
        return found

    def _one_line(self, text: str, key: str) -> str:
        line, changed = one_line(text)
        if changed:
            self.findings.append(break_read_as_blank(Place(file=self._name, label=key), key, line))
        return line

    def _list_of_texts(self, value: Any, where: str) -> tuple[str, ...]:
        if isinstance(value, list) and all(type(v) is str for v in value):
            filled = [v for v in value if v.strip()]
            return tuple(self._one_line(v, f"{where}[{n}]") for n, v in enumerate(filled, start=1))
        self._wrong(where, value, "文字的列表", "a list of texts")
        return ()

    def _narrative(self, value: Any) -> dict[str, tuple[Paragraph, ...]]:
        data = self._mapping(value, "narrative")
        sections = self.form.sections
        self._placed(data, tuple(s.id for s in sections), "narrative", _SECTION)
        found = {s.id: self._paragraphs(data.get(s.id, []), s) for s in sections}
        return {s.id: found[s.id] for s in sections if s.is_prose or found[s.id]}

    def _paragraphs(self, value: Any, section: Section) -> tuple[Paragraph, ...]:
        where = f"narrative.{section.id}"
        if not isinstance(value, list):
            self._wrong(where, value, "段落的列表", "a list of paragraphs")
            return ()
        found: list[Paragraph] = []
        for position, item in enumerate(value, start=1):
            key = f"{where}[{position}]"
            if not isinstance(item, dict) or type(item.get("text")) is not str:
                self._wrong(key, item, "带 level 和 text 的段落", "a paragraph with level and text")
                continue
            known = ("level", "text") if section.is_prose else ("level", "text", "after")
            self._known(item, known, key)
            level = item.get("level", "body")
            if level not in LEVELS:
                self._wrong(f"{key}.level", level, "、".join(LEVELS), ", ".join(LEVELS))
                level = "body"
            after = None if section.is_prose else self._after(item.get("after"), section, key)
            found.extend(parted(Paragraph(level, item["text"], None, after)))
        return tuple(found)

    def _after(self, value: Any, section: Section, key: str) -> str | None:
        """The table that a paragraph stands below; one that the section does not have is told."""
        known = next((table for table in section.tables if table == value), None)
        if value is None or known:
            return known
        zh, en = "、".join(section.tables), ", ".join(section.tables)
        self._wrong(f"{key}.after", value, f"本部分的表（{zh}）", f"a table of its section ({en})")
        return None

    def _slips(self, value: Any) -> tuple[Slip, ...]:
        if not isinstance(value, list):
            self._wrong("slips", value, "说明的列表", "a list of explanations")
            return ()
        slips = []
        for position, item in enumerate(value, start=1):
            data = self._mapping(item, f"slips[{position}]")
            reason = data.get("reason")
            lines = {key: value for key, value in data.items() if key != "reason"}
            texts = self._texts(lines, f"slips[{position}]", SLIP_KEYS)
            if type(reason) is str:  # the one text that may have several lines
                texts["reason"] = reason.strip()
            elif reason is not None:
                self._wrong(f"slips[{position}].reason", reason, "文字", "text")
            if any(texts.values()):
                token, reason, by, date = (texts.get(key, "") for key in SLIP_KEYS)
                slips.append(Slip(token, reason, by, date))
        return tuple(slips)

    def _figures(self, data: Mapping[str, Any]) -> dict[FigureId, Quantity]:
        form = self.form
        self._placed(data, tuple(t.id for t in form.tables), "tables", _TABLE)
        figures: dict[FigureId, Quantity] = dict.fromkeys(form.figures, Absent.BLANK)
        for table in form.tables:
            rows = self._mapping(data.get(table.id, {}), f"tables.{table.id}")
            self._placed(rows, tuple(r.id for r in table.rows), f"tables.{table.id}", _ROW)
            columns, in_order = tuple(c.id for c in table.columns), iter(table.figures)
            for row in table.rows:
                where = f"tables.{table.id}.{row.id}"
                cells = self._mapping(rows.get(row.id, {}), where)
                self._placed(cells, columns, where, _COLUMN)
                for figure in islice(in_order, len(columns)):
                    figures[figure] = self._quantity(cells.get(figure.column), figure)
        return figures

    def _units(self, value: Any) -> tuple[UnitFigures, ...]:
        def read(value: Any, figure: FigureId, where: str) -> Quantity:
            return self._quantity(value, figure, where)

        return read_units(value, self.form, self._wrong, self._known, read)

    def _quantity(self, value: Any, figure: FigureId, where: str | None = None) -> Quantity:
        """`where` says where a figure stands that is not the report's own."""
        form = self.form
        if value is None:
            return Absent.BLANK
        type_ = form.type_of(figure)
        if not type_.is_number and type(value) is not str:
            self._wrong(where or f"tables.{'.'.join(figure)}", value, "文字", "text")
            return Unreadable(_as_written(value))
        if isinstance(value, Lexical):
            number = stored_number(value)
            return Unreadable(str(value)) if number is None else number
        if isinstance(value, str):
            understood = typed(value, type_)
            if not understood.plain and isinstance(understood.quantity, Decimal) and not where:
                self._read_as(value, understood.quantity, figure)
            return understood.quantity
        return Unreadable(_as_written(value))

    def _read_as(self, text: str, number: Decimal, figure: FigureId) -> None:
        form = self.form
        label, read = form.label_of(figure), plain(number)
        place = Place(
            file=self._name, section=form.section_of[figure.table].id,
            table=figure.table, row=figure.row, column=figure.column, label=label,
        )  # fmt: skip
        values = {"label": label, "found": text, "read": read}
        self.findings.append(Finding(NUMBER_AS_TEXT, place, values, actual=read, involved=(text,)))


def _as_written(value: Any) -> str:
    """A value as JSON has it, a text without its quotes."""
    return (
        value if isinstance(value, str) else json.dumps(_plain_numbers(value), ensure_ascii=False)
    )


def _plain_numbers(value: Any) -> Any:
    """Last year's figures as they were written, each number exact."""
    if isinstance(value, Lexical):
        number = stored_number(value)
        return str(value) if number is None else datum_of(number)
    if isinstance(value, dict):
        return {key: _plain_numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain_numbers(item) for item in value]
    return value


def rows_by_id(
    tables: Mapping[str, Any], form: Form, wrong: Wrong, known: Known
) -> tuple[Lines, dict[str, Any]]:
    """The lines of the tables with open rows, and all tables with their rows by id."""
    read = {
        table.id: read_rows(tables.get(table.id), table, f"tables.{table.id}", wrong, known)
        for table in form.declaration.tables
        if table.open_rows
    }
    lines = {id: each.lines for id, each in read.items()}
    return lines, {**tables, **{id: each.figures for id, each in read.items()}}
