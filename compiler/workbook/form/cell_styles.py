"""The looks of the workbook's cells, said once. It knows no declaration."""

from __future__ import annotations

from typing import Any

from compiler.values.dataclass import dataclass

_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
# Columns are measured by digits of the workbook's own font: it is that of its cells, which
# Chinese machines have.
_CHINESE = {"default_format_properties": {"font_name": "宋体", "font_size": 11}}
_INDENTED = {"align": "left", "indent": 1}
_GRID = {**_FONT, "border": 1, "border_color": "#8C8C8C", "text_wrap": True}
INPUT = "#FFF8DC"
LABEL = "#E9EEF4"
COMPUTED = "#F0F0F0"


@dataclass(frozen=True)
class Styles:
    """xlsxwriter formats by the role of the cell."""

    heading: Any
    help: Any
    cover_help: Any
    summary: Any
    header: Any
    label: Any
    group: Any
    unit_line: Any
    number: Any
    computed: Any
    text_input: Any
    line_mark: Any
    cover_label: Any
    cover_input: Any
    prose_level: Any
    prose_text: Any
    line_choice: Any
    line_text: Any
    cell: Any
    shown: Any
    state: Any
    link: Any
    bad: Any
    disagreeing: Any
    good: Any
    pending: Any
    guide: Any
    count: Any
    prior: Any
    prior_note: Any


def defaults_of(language: str) -> dict[str, Any]:
    """What a book's own font is, as xlsxwriter takes it: the letters of an English one are
    everywhere.
    """
    return _CHINESE if language == "zh" else {}


def styles_of(book: Any, language: str) -> Styles:
    """Registers the formats with the book."""

    def add(look: dict[str, Any]) -> Any:
        return book.add_format(_in_type_of(look, language))

    return Styles(
        heading=add({**_FONT, "font_name": "黑体", "font_size": 15}),
        help=add({**_FONT, "font_color": "#595959", "text_wrap": True}),
        cover_help=add({**_FONT, **_INDENTED, "font_color": "#595959", "text_wrap": True}),
        summary=add({**_FONT, "bold": True}),
        header=add({**_GRID, "bold": True, "align": "center", "bg_color": LABEL}),
        label=add({**_GRID, **_INDENTED, "bg_color": LABEL}),
        group=add({**_GRID, "align": "center", "bg_color": LABEL}),
        unit_line=add({**_FONT, "align": "right"}),
        number=add({**_GRID, "align": "center", "bg_color": INPUT, "locked": False}),
        computed=add({**_GRID, "align": "center", "bg_color": COMPUTED}),
        text_input=add(
            {**_GRID, **_INDENTED, "bg_color": INPUT, "locked": False, "num_format": "@"}
        ),
        line_mark=add({**_FONT, "font_size": 9, "font_color": "#7F7F7F"}),
        cover_label=add({**_GRID, **_INDENTED, "bg_color": LABEL, "bold": True}),
        cover_input=add(
            {**_GRID, **_INDENTED, "bg_color": INPUT, "locked": False, "num_format": "@"}
        ),
        prose_level=add({**_GRID, "align": "center", "valign": "top", "bg_color": INPUT}),
        prose_text=add({**_GRID, "valign": "top", "bg_color": INPUT, "num_format": "@"}),
        line_choice=add({**_GRID, "align": "center", "bg_color": INPUT, "locked": False}),
        line_text=add(
            {**_GRID, **_INDENTED, "bg_color": INPUT, "locked": False, "num_format": "@"}
        ),
        cell=add({**_GRID, **_INDENTED}),
        shown=add({**_GRID, "align": "right", "indent": 1}),
        state=add({**_GRID, "align": "center", "bold": True}),
        link=add({**_GRID, "align": "center", "font_color": "#0563C1", "underline": 1}),
        bad=add({"bg_color": "#F8CBAD", "font_color": "#9C0006"}),
        # No fill: over a marked copy's colours it would hide how grave a finding is.
        disagreeing=add(
            {
                "bold": True,
                "font_color": "#C00000",
                "border": 1,
                "border_color": "#FF0000",
            }
        ),
        good=add({"bg_color": "#E2EFDA", "font_color": "#375623"}),
        pending=add({"bg_color": "#FFF2CC", "font_color": "#7F6000"}),
        guide=add({**_FONT, "text_wrap": True, "font_size": 12}),
        count=add({**_FONT, "font_color": "#595959", "align": "left"}),
        prior=add({**_GRID, "align": "center", "font_color": "#A6A6A6", "font_size": 9}),
        prior_note=add({**_FONT, "font_color": "#A6A6A6", "font_size": 9}),
    )


def _in_type_of(look: dict[str, Any], language: str) -> dict[str, Any]:
    """An English workbook has one Latin face throughout."""
    latin = language != "zh" and "font_name" in look
    return {**look, "font_name": "Arial", "font_family": 2} if latin else look


def numbers_as(book: Any, code: str, language: str, *, computed: bool) -> Any:
    """A cell whose number looks as this code says."""
    own = {"bg_color": COMPUTED} if computed else {"bg_color": INPUT, "locked": False}
    look = {**_GRID, "align": "center", **own, "num_format": code}
    return book.add_format(_in_type_of(look, language))


def print_on_a4(sheet: Any, *, landscape: bool) -> None:
    """One page wide, as many high as it needs, page numbers below."""
    _on_a4(sheet, landscape=landscape)
    sheet.fit_to_pages(1, 0)


def print_on_many(sheet: Any) -> None:
    """As many pages as it needs both ways, each with the names in the first column."""
    _on_a4(sheet, landscape=True)
    sheet.repeat_columns(0)


def _on_a4(sheet: Any, *, landscape: bool) -> None:
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C&A    &P / &N")


def lock(sheet: Any) -> None:
    """Locked without a password, widths and heights free."""
    sheet.protect(
        "", {"format_columns": True, "format_rows": True, "objects": True, "scenarios": True}
    )
