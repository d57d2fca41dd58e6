"""The overview of many units as a workbook: tables to sort and filter, with native charts.

Given lines, gives the bytes of an .xlsx. Whatever a unit wrote is text, never a formula.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import quote

from compiler.office.overview import Context, Line, check_words, tallied
from compiler.office.overview_page import WORDS, columns_of
from compiler.office.spread import outliers, sums
from compiler.text.characters import one_line, printable
from compiler.text.language import Text

_SHEETS: Mapping[str, Text] = {
    "summary": Text("汇总", "Summary"),
    "units": Text("各单位", "Units"),
    "heat": Text("问题", "Checks"),
    "figures": Text("数", "Figures"),
    "apart": Text("相差很大的数", "Apart"),
}
_NUMBER = Text("家数", "Units")
_ADVICE = Text("提示", "Advice")
_YEAR = Text("年度", "Year")
_FOLDER = Text("文件夹", "Folder")
_ROSTER = Text("名册", "Roster")
_TOTAL = Text("合计（可以定稿的各家）", "Sum of those ready")
# More bars than this no chart shows; the sheet has them all.
_MOST_BARS = 60
_COLOURS = {
    "clean": "#2E8B57", "warnings": "#D9A21B", "errors": "#C0392B", "unreadable": "#8E44AD",
    "failed": "#34495E", "missing": "#7F8C8D", "superseded": "#BDC3C7",
}  # fmt: skip
_MADE = datetime(2000, 1, 1)


class _Book:
    """The workbook that is written, its formats, and how a cell is filled."""

    def __init__(self, context: Context) -> None:
        # Not at the top: it takes as long to load as a report to read.
        from xlsxwriter import Workbook

        self.target = BytesIO()
        self.context, self.language = context, context.language
        self.book: Any = Workbook(self.target, {"in_memory": False, "strings_to_formulas": False})
        # The same lines give the same bytes.
        self.book.set_properties({"created": _MADE, "title": self.say(WORDS["title"])})
        self.bold = self.book.add_format({"bold": True, "bg_color": "#EEEEEA", "text_wrap": True})
        self.link = self.book.add_format({"font_color": "#0B57A4", "underline": 1})
        self.sum = self.book.add_format({"bold": True, "top": 1})

    def say(self, words: Text) -> str:
        return words.in_language(self.language)

    def sheet(self, key: str, header: Sequence[str], widths: Sequence[int]) -> Any:
        sheet = self.book.add_worksheet(self.say(_SHEETS[key]))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        for column, text in enumerate(header):
            sheet.write_string(0, column, _clean(text), self.bold)
        return sheet


def overview_book(lines: Sequence[Line], context: Context) -> bytes:
    book = _Book(context)
    for write in (_summary, _units, _heat, _figures, _apart):
        write(book, lines)
    book.book.close()
    return book.target.getvalue()


def _summary(book: _Book, lines: Sequence[Line]) -> None:
    """How many units have each status, drawn as a chart; then what most units have wrong."""
    sheet = book.sheet("summary", [book.say(WORDS["status"]), book.say(_NUMBER)], [26, 12])
    counts = [(status, number) for status, number in tallied(lines).items() if number]
    for row, (status, number) in enumerate(counts, start=1):
        sheet.write_string(row, 0, book.context.word(status))
        sheet.write_number(row, 1, number)
    name, last = book.say(_SHEETS["summary"]), len(counts)
    chart = book.book.add_chart({"type": "bar"})
    points = [{"fill": {"color": _COLOURS[status]}} for status, _ in counts]
    chart.add_series(
        {
            "name": book.say(_NUMBER),
            "categories": [name, 1, 0, last, 0],
            "values": [name, 1, 1, last, 1],
            "points": points,
            "data_labels": {"value": True},
        }
    )
    chart.set_legend({"none": True})
    chart.set_title({"name": book.say(WORDS["title"])})
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 720, "height": 90 + 45 * max(2, last)})
    sheet.insert_chart(1, 3, chart)


def _units(book: _Book, lines: Sequence[Line]) -> None:
    words = [WORDS[key] for key in ("name", "district", "status", "errors", "warnings")]
    header = [book.say(each) for each in (*words, _ADVICE, _YEAR, _FOLDER, _ROSTER)]
    sheet = book.sheet("units", header, [34, 14, 18, 8, 8, 8, 8, 40, 40])
    for row, line in enumerate(lines, start=1):
        for column, text in enumerate((line.name, line.district, book.context.word(line.status))):
            sheet.write_string(row, column, _clean(text))
        for column, number in enumerate(line.counts, start=3):
            sheet.write_number(row, column, number)
        if line.year is not None:
            sheet.write_number(row, 6, line.year)
        if line.outputs or line.letter:
            # Excel opens no more than 65,530 links.
            plain = "".join(c if not c.isascii() else quote(c) for c in line.folder)
            url = f"external:{plain}/"
            sheet.write_url(row, 7, url, book.link, _clean(line.folder)[:250])
        beside = [*([book.say(WORDS["late"])] if line.late else []), line.unlisted]
        if any(beside):
            sheet.write_string(row, 8, _clean(" ".join(beside)))
    sheet.autofilter(0, 0, max(1, len(lines)), len(header) - 1)


def _heat(book: _Book, lines: Sequence[Line]) -> None:
    """Units by checks in colours; the words of each check stand in the row below its code."""
    checks = columns_of(lines)
    codes = [check.partition(" ")[0] for check in checks]
    sheet = book.sheet("heat", [book.say(WORDS["name"]), *codes], [34, *[9] * len(codes)])
    for column, check in enumerate(checks, start=1):
        about = check_words(check, book.context.form, book.language)
        sheet.write_string(
            1, column, _clean(about), book.book.add_format({"text_wrap": True, "font_size": 8})
        )
    row = 1
    for line in lines:
        found = {check: 0 for check, severity, _ in line.checks if severity != "advice"}
        for check, severity, number in line.checks:
            if severity != "advice":
                found[check] += number
        if not found:
            continue
        row += 1
        sheet.write_string(row, 0, _clean(line.name))
        for column, check in enumerate(checks, start=1):
            if found.get(check):
                sheet.write_number(row, column, found[check])
    if row > 1 and checks:
        scale = {"type": "2_color_scale", "min_color": "#FDEBC0", "max_color": "#C0392B"}
        sheet.conditional_format(2, 1, row, len(checks), scale)
        sheet.autofilter(0, 0, row, len(checks))


def _figures(book: _Book, lines: Sequence[Line]) -> None:
    """The shown figures of every unit, their sum, and a chart of those most asked about."""
    shown = book.context.shown
    names = [f"{each.name}（{each.unit}）" if each.unit else each.name for each in shown]
    sheet = book.sheet("figures", [book.say(WORDS["name"]), *names], [34, *[13] * len(names)])
    reporting = [line for line in lines if any(line.figures)]
    for row, line in enumerate(reporting, start=1):
        sheet.write_string(row, 0, _clean(line.name))
        for column, text in enumerate(line.figures, start=1):
            if text:
                sheet.write_number(row, column, float(text))
    last = len(reporting)
    sheet.write_string(last + 1, 0, book.say(_TOTAL), book.sum)
    for column, text in enumerate(sums(lines, len(shown), book.context.good), start=1):
        sheet.write_number(last + 1, column, float(text), book.sum)
    for column in range(1, len(names) + 1):
        if last:
            sheet.conditional_format(
                1, column, last, column, {"type": "data_bar", "bar_solid": True}
            )
    if last and names:
        _charts(book, sheet, names, last)


def _charts(book: _Book, sheet: Any, names: Sequence[str], last: int) -> None:
    name, bars = book.say(_SHEETS["figures"]), min(last, _MOST_BARS)
    for place, title in enumerate(names[:4]):
        chart = book.book.add_chart({"type": "column"})
        chart.add_series(
            {
                "name": title,
                "categories": [name, 1, 0, bars, 0],
                "values": [name, 1, place + 1, bars, place + 1],
                "fill": {"color": "#3F6D9E"},
            }
        )
        chart.set_title({"name": title})
        chart.set_legend({"none": True})
        chart.set_size({"width": 960, "height": 320})
        sheet.insert_chart(last + 3 + 17 * place, 0, chart)


def _apart(book: _Book, lines: Sequence[Line]) -> None:
    shown = book.context.shown
    header = [book.say(WORDS[key]) for key in ("name", "figure", "value", "median")]
    sheet = book.sheet("apart", header, [34, 30, 14, 14])
    for row, each in enumerate(outliers(lines, len(shown)), start=1):
        sheet.write_string(row, 0, _clean(lines[each.line].name))
        sheet.write_string(row, 1, shown[each.figure].name)
        sheet.write_number(row, 2, float(each.value))
        sheet.write_number(row, 3, float(each.median))


def _clean(text: str) -> str:
    return printable(one_line(text))
