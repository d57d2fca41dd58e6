"""The reports of docs/examples as tests give them: their data, what is typed, what is found.

How they are written is said in docs/dialect.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from compiler.format.declaration import Line, Section, Table
from compiler.format.form import Form
from compiler.format.words import words_of
from compiler.report.prior import Prior
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, FigureId, Quantity, Unreadable
from compiler.values.findings import Finding
from compiler.values.report import LEVELS, Level
from docs.dialect import APART, Example, reports, written
from tests.support.examples import (
    Data,
    clean_data,
    declaration_of,
    findings_of_data,
    findings_of_workbook,
    prior_of,
    report_of,
    with_cached_values,
    with_live_totals,
    workbook_of,
)
from tests.support.workbooks import edited

_PLAIN = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
_FIELDS = {"应为": "expected", "实为": "actual", "读作": "actual", "相差": "difference"}
_GRADES = {"（错误）": "error", "（警告）": "warning", "（提示）": "advice"}
_FINDING = re.compile(r"([WSCTXYPD]\d{3})\s*(.*)")
_FOLLOWING = re.compile(r"随 ([WSCTXYPD]\d{3})：(.+)（(.+)）")
# ␀ to ␟ stand for the control characters that Markdown cannot show.
_CONTROLS = {0x2400 + code: chr(code) for code in range(32)}

Where = tuple[str | int | None, ...]


@dataclass(frozen=True)
class Expected:
    """A finding at a place; what is not stated is not compared."""

    code: str
    where: Where
    severity: str | None
    stated: dict[str, str] = field(hash=False)


@dataclass(frozen=True)
class Written:
    """A slip of a case: its token and what it does (valid, stale or nothing)."""

    token: str
    state: str | None


@dataclass
class Case:
    """One report, what is found in it, and how it can be given."""

    name: str
    file: str
    form: Form
    data: Data
    typed: dict[FigureId, str] = field(default_factory=dict)
    live: dict[FigureId, str | None] = field(default_factory=dict)
    prior: dict[FigureId, str] | None = None
    prior_prose: dict[str, str] = field(default_factory=dict)
    year: str | None = None
    expected: list[Expected] = field(default_factory=list)
    following: list[tuple[str, str, FigureId]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    slips: list[Written] = field(default_factory=list)
    only: str = ""

    @property
    def as_data(self) -> bool:
        return not self.live and self.only != "只在工作簿"

    @property
    def as_workbook(self) -> bool:
        return self.only != "只在数据"


def cases() -> list[Case]:
    """Every case of every file, in order."""
    return [case_of(example) for example in reports()]


def case_of(example: Example) -> Case:
    form = declaration_of(str(example.form)) if example.form else declaration_of()
    case = Case(example.name, example.file, form, clean_data(form))
    case.messages, case.only = example.messages, example.only
    reader = _CaseReader(case)
    for header, rows in example.tables:
        reader.table(header, rows)
    return case


class _CaseReader:
    """Puts each table of a case where it belongs."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._form = case.form
        self._words = words_of(case.form.language)

    def table(self, header: list[str], rows: list[list[str]]) -> None:
        name = header[0]
        if name in APART:
            return
        if name == self._words.cover:
            self._cover(rows)
        elif name == self._words.slips:
            self._slips(rows)
        elif section := self._prose(name):
            self._paragraphs(section, rows)
        elif section := self._prose(name.removeprefix("上年 ")):
            self._case.prior = self._case.prior or {}
            self._case.prior_prose[section.id] = rows[0][1]
        else:
            assert header[-1] == "finds" or name.startswith("上年 "), header
            self._figures(name, header, rows)

    def _prose(self, name: str) -> Section | None:
        known = self._form.prose_sections
        return next((s for s in known if name in (s.heading, s.sheet, s.id)), None)

    def _cover(self, rows: list[list[str]]) -> None:
        keys = {label: key for key, label in self._words.agency.items()}
        for label, value, finds in rows:
            text = value.translate(_CONTROLS)
            if label != self._words.year:
                self._case.data["agency"][keys[label]] = text
            elif re.fullmatch(r"\d{4}", text, re.ASCII) or not text:
                self._case.data["year"] = int(text) if text else None
            else:
                self._case.data["year"] = self._case.year = text
            self._finds(finds, lambda _, label=label: (label,))

    def _slips(self, rows: list[list[str]]) -> None:
        states = {"有效": "valid", "失效": "stale", "不起作用": None}
        slips = self._case.data.setdefault("slips", [])
        for token, reason, state, *finds in rows:
            slips.append({"token": written(token), "reason": reason})
            self._case.slips.append(Written(written(token).strip(), states[state]))
            self._finds("；".join(finds), lambda _: (self._words.slips,))

    def _paragraphs(self, section: Section, rows: list[list[str]]) -> None:
        levels: dict[str, Level] = {self._words.levels[level]: level for level in LEVELS}
        paragraphs: list[dict[str, str]] = []
        self._case.data["narrative"][section.id] = paragraphs
        for label, text, finds in rows:
            position = None
            if text:
                level = levels[label] if label else "body"
                paragraphs.append({"level": level, "text": text.translate(_CONTROLS)})
                position = len(paragraphs)
            self._finds(finds, lambda _, at=position: (section.id, at))

    def _figures(self, name: str, header: list[str], rows: list[list[str]]) -> None:
        last_year = name.startswith("上年 ")
        table = self._table(name.removeprefix("上年 "))
        columns = header[1:] if last_year and header[-1] != "finds" else header[1:-1]
        for label, *cells in rows:
            row = _line(table.rows, label)
            for column, cell in zip(columns, cells, strict=False):
                figure = FigureId(table.id, row.id, _line(table.columns, column).id)
                if last_year:
                    self._case.prior = {**(self._case.prior or {}), figure: cell}
                else:
                    self._cell(figure, cell)
            if not last_year:
                self._finds(cells[-1], lambda column, row=row: _where(table, row, column))

    def _table(self, name: str) -> Table:
        for table in self._form.tables:
            section = self._form.section_of[table.id]
            alone = len(section.tables) == 1
            if name in (table.id, table.band) or (alone and name in (section.short, section.sheet)):
                return table
        raise AssertionError(f"no table {name}")

    def _cell(self, figure: FigureId, cell: str) -> None:
        value: object
        if cell.startswith("∑"):
            self._case.live[figure] = cell.removeprefix("∑").strip() or None
            return
        if not cell:
            value = None
        elif _PLAIN.fullmatch(cell):
            value = float(cell) if "." in cell else int(cell)
        else:
            value = self._case.typed[figure] = written(cell)
        self._case.data["tables"][figure.table][figure.row][figure.column] = value

    def _finds(self, text: str, where: Callable[[str], Where]) -> None:
        for part in filter(None, (p.strip() for p in text.split("；"))):
            if match := _FOLLOWING.fullmatch(part):
                code, column, rule = match.groups()
                place = where(column)
                assert len(place) == 3, part
                self._case.following.append((code, rule, FigureId(*map(str, place))))
                continue
            match = _FINDING.fullmatch(part)
            assert match, f"{self._case.name}: {part}"
            code, rest = match.groups()
            grade = next((g for g in _GRADES if g in rest), None)
            rest = rest.replace(grade or "", "")
            column, *_ = re.split("|".join(_FIELDS), rest)
            stated = {
                _FIELDS[word]: value
                for word, value in re.findall(rf"({'|'.join(_FIELDS)})\s*(\S+)", rest)
            }
            severity = _GRADES[grade] if grade else None
            self._case.expected.append(Expected(code, where(column.strip()), severity, stated))


def _where(table: Table, row: Line, column: str) -> Where:
    if not column:
        return (table.id, None, None)
    return (table.id, row.id, _line(table.columns, column).id)


def _line(lines: tuple[Line, ...], label: str) -> Line:
    """By id, label, whole path, or the beginning of a label where only one begins so."""
    for names in (lambda x: (x.id,), lambda x: (x.leaf,), lambda x: (" ".join(x.label),)):
        if exact := [line for line in lines if label in names(line)]:
            assert len(exact) == 1, label
            return exact[0]
    begun = [line for line in lines if line.leaf.startswith(label)]
    assert len(begun) == 1, f"“{label}” fits {[line.leaf for line in begun]}"
    return begun[0]


# The ways in which a case is given


def as_data(case: Case) -> tuple[Finding, ...]:
    return findings_of_data(case.data, case.form, last_year_of(case))


def as_typed(case: Case) -> tuple[Finding, ...]:
    """A workbook into which staff typed what the case shows, text as text."""
    year = "2020" if case.year else case.data["year"]
    report = report_of({**case.data, "year": year}, case.form)
    figures: dict[FigureId, Quantity] = dict(report.figures)
    figures |= {figure: Unreadable(text) for figure, text in case.typed.items()}
    report = with_live_totals(replace(report, figures=figures), case.live, case.form)
    workbook = with_cached_values(workbook_of(report, case.form), case.live, case.form)
    if case.year:
        workbook = edited(workbook, "封面", {"B4": case.year})
    return findings_of_workbook(workbook, case.form, last_year_of(case))


def as_new_from(case: Case) -> tuple[Finding, ...]:
    """`nianbao new --from` on the data, then `nianbao check` on the workbook."""
    workbook = workbook_of(report_of(case.data, case.form), case.form)
    return findings_of_workbook(workbook, case.form, last_year_of(case))


def last_year_of(case: Case) -> Prior | None:
    if case.prior is None:
        return None
    figures: dict[FigureId, Quantity] = dict.fromkeys(case.form.figures, Decimal(0))
    shown = {f: Decimal(cell) if cell else Absent.BLANK for f, cell in case.prior.items()}
    return prior_of(figures | shown, case.prior_prose)


def findings_of(case: Case) -> tuple[Finding, ...]:
    """As staff give it: a workbook, unless the case is one of data alone."""
    return as_typed(case) if case.as_workbook else as_data(case)
