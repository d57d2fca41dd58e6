"""Reports for tests: a small clean one, a full consistent one, and the ways they are given.

A report is written as data (the JSON form, plain dicts) and given to nianbao as a data
file, or as a workbook that staff typed it into.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from compiler.checks.every_check import check
from compiler.edges.shelf import shelf_of
from compiler.format.declaration import Declaration, Section
from compiler.format.figure_type import FigureType
from compiler.format.form import Form, form_of
from compiler.format.judgement import Figures, defined_value
from compiler.readers.workbook.read import read_form
from compiler.report.from_data import read_data
from compiler.report.prior import Prior
from compiler.report.reading import Reading
from compiler.values.dataclass import replace
from compiler.values.figures import FigureId, Quantity
from compiler.values.findings import Finding
from compiler.values.origin import Source
from compiler.values.report import Paragraph, Report
from compiler.workbook.form.make import write_form
from compiler.workbook.layout import layout_of
from tests.support.workbooks import MAIN, remade

HERE = Path(__file__).parents[1]
# Real published reports, where they are at hand.
REPORTS = Path(os.environ.get("NIANBAO_SHARED") or HERE.parents[1] / "shared") / "reports"

Data = dict[str, Any]


def declaration_of(name: str = "disclosure-2019") -> Form:
    """A shipped edition by its id, or a declaration by its path."""
    declaration = shelf_of().asked(name)
    assert isinstance(declaration, Declaration), [f.message("zh") for f in declaration]
    return form_of(declaration)


def clean_data(form: Form, year: int = 2020) -> Data:
    """The smallest report without a finding: every figure 0, each section just what it must say."""
    return {
        "format": form.id,
        "year": year,
        "agency": {"name": "某某县司法局"},
        "narrative": {
            s.id: [{"level": "body", "text": decent_prose(s)}]
            for s in form.prose_sections
            if s.required
        },
        "tables": {
            t.id: {r.id: {c.id: _nothing(t.type_at(r, c)) for c in t.columns} for r in t.rows}
            for t in form.tables
        },
    }


def _nothing(type: FigureType) -> object:
    """What a cell says that has nothing to say."""
    if type.kind == "date":
        return "2020-12-31"
    return 0 if type.is_number else [*type.choices, "无"][0]


def decent_prose(section: Section) -> str:
    """Says every aspect and need of the section, or “无。” where nothing is asked for."""
    spoken = [said.words[0] for said in (*section.aspects, *section.needs)]
    return f"一年来的{'、'.join(spoken)}都写在这里。" if spoken else "无。"


def prior_of(figures: Figures, paragraphs: Mapping[str, str] | None = None) -> Prior:
    """Last year's report as far as it is compared; a paragraph by its section."""
    narrative = {
        section: (Paragraph("body", text),) for section, text in (paragraphs or {}).items()
    }
    return Prior(2019, "某某县司法局", "last.xlsx", "", figures, narrative)


def full_data() -> Data:
    """A consistent report of 2019's form in which every figure is above 3.

    The bounds are just kept, so that one more or one less breaks them: 本年新公开 equals
    对外公开总数量, and 增/减 takes away all there was.
    """
    form = declaration_of()
    data = clean_data(form)
    figures: dict[FigureId, int] = {}
    for position, figure in enumerate(form.figures):
        figures[figure] = 4 + position * 7 % 19
    for row in ("rules", "normative_documents"):
        total = FigureId("article20_1", row, "total_public")
        figures[total] = figures[total._replace(column="published")]
    for figure in form.figures:
        if figure.column == "change":
            figures[figure] = -figures[figure._replace(column="previous")]
    _balance(figures, form)
    for figure, number in figures.items():
        put(data, figure, number)
    return data


def _balance(figures: dict[FigureId, int], form: Form) -> None:
    """Sums every total, and lets 本年新收 be what balances its column."""
    table = form.table("requests")
    outcomes = [r.id for r in table.rows if r.id not in ("received", "carried_in", "carried_out")]
    outcomes.remove("handled")
    applicants = [c.id for c in table.columns if c.id != "total"]
    for column in applicants:
        column_of = {r.id: FigureId("requests", r.id, column) for r in table.rows}
        figures[column_of["handled"]] = sum(figures[column_of[r]] for r in outcomes)
        leaving = figures[column_of["handled"]] + figures[column_of["carried_out"]]
        figures[column_of["received"]] = leaving - figures[column_of["carried_in"]]
    for row in table.rows:
        parts = (figures[FigureId("requests", row.id, c)] for c in applicants)
        figures[FigureId("requests", row.id, "total")] = sum(parts)
    for group in form.table("disputes").rows:
        parts = (
            figures[FigureId("disputes", group.id, c.id)]
            for c in form.table("disputes").columns
            if c.id != "total"
        )
        figures[FigureId("disputes", group.id, "total")] = sum(parts)


def put(data: Data, figure: FigureId, value: object) -> None:
    """Puts a number, text or None where this figure stands."""
    data["tables"][figure.table][figure.row][figure.column] = value


def read_example(data: Data, form: Form) -> Reading:
    """The data form as `nianbao` reads a data file."""
    text = json.dumps(data, ensure_ascii=False, default=str).encode()
    return read_data(
        text, Source("a.json", "json", ""), "a.json", shelf_of(), form.declaration.path
    )


def report_of(data: Data, form: Form) -> Report:
    report = read_example(data, form).report
    assert report is not None
    return report


def findings_of_data(data: Data, form: Form, prior: Prior | None = None) -> tuple[Finding, ...]:
    return check(read_example(data, form), prior)


def findings_of_workbook(
    workbook: bytes, form: Form, prior: Prior | None = None
) -> tuple[Finding, ...]:
    source = Source("a.xlsx", "xlsx", "")
    return check(read_form(workbook, source, "a.xlsx", shelf_of(), form.declaration.path), prior)


def workbook_of(report: Report, form: Form) -> bytes:
    """As `nianbao new --from` writes it; a quantity that is `Unreadable` is typed as text."""
    return write_form(form, report)


def with_live_totals(report: Report, live: Iterable[FigureId], form: Form) -> Report:
    """The report with these totals as Excel's own formulas show them: text is left out."""
    figures: dict[FigureId, Quantity] = dict(report.figures)
    for figure in live:
        value = defined_value(form.totals[figure][0], figures)
        assert value is not None
        figures[figure] = value
    return replace(report, figures=figures)


def with_cached_values(workbook: bytes, stored: Mapping[FigureId, str | None], form: Form) -> bytes:
    """The workbook with other results stored beside the formulas of these totals.

    None: no result at all, as programs leave it that do not calculate.
    """
    for figure, value in stored.items():
        ref = layout_of(form).addresses[figure]
        workbook = remade(
            workbook, ref.sheet, lambda root, at=ref.cell, v=value: _store(root, at, v)
        )
    return workbook


def _store(root: etree._Element, address: str, value: str | None) -> None:
    cell = next(each for each in root.iter(f"{{{MAIN}}}c") if each.get("r") == address)
    formula = cell.find(f"{{{MAIN}}}f")
    assert formula is not None
    cell[:] = [formula]
    if value is not None:
        etree.SubElement(cell, f"{{{MAIN}}}v").text = value
