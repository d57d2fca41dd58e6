"""The standardized workbook, blank or filled from a report, as bytes.

Given a declaration and perhaps a report, writes the sheets in order; what each kind of
sheet holds stands in `form_cover`, `form_tables`, `form_prose` and `form_checks`. Same
input, same parts: times come from the report, never from the clock.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import datetime

from compiler import __version__
from compiler.catalogue.w_workbook import TOO_LONG_FOR_A_CELL
from compiler.format.form import Form
from compiler.format.judgement import State, judge_all
from compiler.format.words import words_of
from compiler.ooxml.cells.rich_text import CELL_LIMIT, item_of, length
from compiler.ooxml.zipped import UNIX, unzipped, zipped
from compiler.report.places import Places
from compiler.report.prior import Prior, own_prior
from compiler.text.characters import printable
from compiler.text.language import Text
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, Unreadable
from compiler.values.findings import Finding, Place
from compiler.values.report import Report
from compiler.workbook.form.cell_styles import defaults_of, styles_of
from compiler.workbook.form.checks_sheet import write_checks, write_quotable
from compiler.workbook.form.cover_sheet import write_cover, write_guide, write_slips
from compiler.workbook.form.filling import Filling, as_kept
from compiler.workbook.form.prose_sheet import write_prose
from compiler.workbook.form.table_sheet import write_tables
from compiler.workbook.form.units_written import write_units
from compiler.workbook.layout import HIDDEN_SHEET, Layout, layout_of
from compiler.workbook.line_checks import state_of_lines
from compiler.workbook.live_checks import LiveCheck

# A formula that shows nothing must still be told from one that was never calculated.
_SHOWS_NOTHING = re.compile(rb"<c ([^>]*)><f>([^<]*)</f><v></v></c>")


def blank_report(form: Form, year: int | None, agency: str | None) -> Report:
    """A report in which nothing is filled in but what is given."""
    return Report(
        format=form.id,
        year=year,
        agency={"name": agency} if agency else {},
        narrative={s.id: () for s in form.prose_sections},
        figures=dict.fromkeys(form.figures, Absent.BLANK),
        lines={table.id: () for table in form.tables if table.open_rows},
    )


def too_long(form: Form, report: Report) -> list[Finding]:
    """Every text of the report that no cell can hold: the form must not be written."""
    places = Places(form, report)
    figures = as_kept(report.figures)
    texts = [
        *places.texts(),
        *(
            (places.figure(figure), "", quantity.text)
            for figure, quantity in figures.items()
            if isinstance(quantity, Unreadable)
        ),
    ]
    return [
        Finding(
            TOO_LONG_FOR_A_CELL,
            place,
            {"what": _what(place), "length": str(length(text))},
            words=key,
        )
        for place, key, text in texts
        if length(text) > CELL_LIMIT
    ]


def _what(place: Place) -> Text:
    label = place.label or ""
    if place.paragraph is None:
        return Text(f"“{label}”", f"“{label}”")
    return Text(f"“{label}”第 {place.paragraph} 段", f"Paragraph {place.paragraph} of “{label}”")


def write_form(form: Form, report: Report) -> bytes:
    """The workbook's bytes; `report` is a `blank_report` or a filled one."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, **defaults_of(form.language)}
    book = Workbook(target, options)
    layout = layout_of(form)
    report = replace(report, figures=as_kept(report.figures))
    prior = own_prior(report, form)
    # The live checks across years stand as far as last year's figures are shown.
    states = tuple(_states(layout, report, prior))
    filling = Filling(
        book,
        layout.form,
        layout,
        words_of(form.language),
        styles_of(book, form.language),
        report,
        states,
        prior,
    )
    _properties(filling)
    write_guide(filling)
    write_cover(filling)
    for sheet in layout.sheets:
        write_prose(filling, sheet) if sheet.grid is None else write_tables(filling, sheet)
    write_checks(filling)
    write_units(filling)
    write_slips(filling)
    write_quotable(filling)
    _write_hidden(filling)
    book.get_worksheet_by_name(filling.words.cover).activate()
    # xlsxwriter takes some texts for markup and escapes others wrongly; it is given numbers
    # in their place, and the part that holds them is written here.
    texts = tuple(book.str_table.string_table)
    book.str_table.string_table = {str(index): index for index in range(len(texts))}
    book.close()
    return _finished(target.getvalue(), texts)


def _states(
    layout: Layout, report: Report, prior: Prior | None
) -> Iterator[tuple[LiveCheck, State]]:
    """The checks that can be made, each as it stands."""
    last = prior.figures if prior else None
    for check in layout.checks:
        judged = judge_all(check.identities, layout.form, report.figures, last)
        states = [judgement.state for judgement in judged]
        asks_last_year = check.along is not None and check.along.needs_prior
        if check.of_lines and (last is not None or not asks_last_year):
            yield check, state_of_lines(states)
        elif not check.of_lines and states:
            yield check, states[0]


def _properties(filling: Filling) -> None:
    form, report = filling.form, filling.report
    filling.book.set_properties(
        {
            "title": form.declaration.name,
            "subject": form.declaration.authority,
            "author": printable(report.name),
            "comments": "",
            # No clock: a workbook is as old as the year it reports on.
            "created": datetime(report.year or 2000, 12, 31),
        }
    )
    filling.book.set_custom_property("nianbao.format", form.id)
    filling.book.set_custom_property("nianbao.format.version", form.declaration.version)
    filling.book.set_custom_property("nianbao.version", __version__)


def _write_hidden(filling: Filling) -> None:
    """What the reader must know and staff need not see, as name and value rows."""
    form, report = filling.form, filling.report
    sheet = filling.book.add_worksheet(HIDDEN_SHEET)
    sheet.very_hidden()
    known = {
        "nianbao": __version__,
        "format": form.id,
        "version": form.declaration.version,
        "digest": form.declaration.digest,
        "year": "" if report.year is None else str(report.year),
        "agency": report.name,
        "prior": "" if report.prior is None else json.dumps(report.prior, ensure_ascii=False),
    }
    row = 0
    for name, value in known.items():  # a long value stands in several rows
        for start in range(0, max(len(value), 1), CELL_LIMIT):
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 1, value[start : start + CELL_LIMIT])
            row += 1


def _finished(data: bytes, texts: tuple[str, ...]) -> bytes:
    parts = unzipped(data)
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            parts[name] = _SHOWS_NOTHING.sub(rb'<c \1 t="str"><f>\2</f><v></v></c>', part)
        elif name == "xl/sharedStrings.xml":
            items = "".join(map(item_of, texts))
            parts[name] = part[: part.index(b"<si>")] + items.encode() + b"</sst>"
    # As the workbooks say that are already in the offices.
    return zipped(parts, packed=True, system=UNIX)
