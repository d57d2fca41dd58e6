"""The sheet 校验结果: every finding on a line, with a link to its cell and its token.

Given findings in their order and the styles of the workbook; gives the sheet's markup.
Must not know other sheets, except whether one of a name is there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import cast
from unicodedata import east_asian_width

from lxml import etree

from compiler.ooxml.cells.address import cell_name, parse_cell
from compiler.ooxml.cells.raw import RawSheet
from compiler.ooxml.cells.rich_text import clamped, escaped
from compiler.ooxml.markup import written
from compiler.output.marked import said
from compiler.output.marked.looks import OWN, RELATED, MarkStyles
from compiler.output.sentences import numbers_of
from compiler.text.language import Language
from compiler.values.findings import Finding, Severity

_WIDTHS = (6, 8, 8, 28, 46, 38, 8, 8, 8, 22)
_LINE = 15.5
_HIGHEST = 409  # points, Excel's limit for a row
# Above the findings there must be room for them on a small screen.
_MOST_FROZEN = 200
_PLACE = 4
_WIDEST_PLACE = 60


class _Looks:
    """The sheet's own styles, appended to the workbook's."""

    def __init__(self, styles: MarkStyles) -> None:
        self._styles = styles
        plain = self._font("")
        bold = self._font("<b/>")
        link = self._font("<u/>", "FF0563C1")
        edge = "".join(
            f'<{side} style="thin"><color rgb="FF8C8C8C"/></{side}>'
            for side in ("left", "right", "top", "bottom")
        )
        none = styles.append(
            "borders", styles.element("<border><left/><right/><top/><bottom/><diagonal/></border>")
        )
        grid = styles.append("borders", styles.element(f"<border>{edge}<diagonal/></border>"))
        self.title = self._xf(self._font("<b/>", size=15), none, 0)
        self.verdict = self._xf(bold, none, 0)
        self.text = self._xf(plain, none, 0, wrap=True)
        self.header = self._xf(bold, grid, self._solid("FFE9EEF4"), centred=True, wrap=True)
        self.cell = self._xf(plain, grid, 0, wrap=True)
        self.centred = self._xf(plain, grid, 0, centred=True)
        self.link = self._xf(link, grid, 0, wrap=True)
        self.level = {
            level: self._xf(bold, grid, self._solid(OWN[level]), centred=True) for level in Severity
        }
        self.related = self._xf(plain, grid, self._solid(RELATED[Severity.ERROR]), centred=True)

    def _font(self, marks: str, colour: str = "FF000000", size: int = 11) -> int:
        bold, underlined = ("<b/>" in marks) * "<b/>", ("<u/>" in marks) * "<u/>"
        return self._styles.append(
            "fonts",
            self._styles.element(
                f'<font>{bold}{underlined}<sz val="{size}"/><color rgb="{colour}"/>'
                '<name val="宋体"/></font>'
            ),
        )

    def _solid(self, colour: str) -> int:
        return self._styles.append("fills", self._styles.solid(colour))

    def _xf(
        self, font: int, border: int, fill: int, *, centred: bool = False, wrap: bool = False
    ) -> int:
        across = 'horizontal="center" ' if centred else ""
        wrapped = 'wrapText="1"' if wrap else ""
        return self._styles.append(
            "cellXfs",
            self._styles.element(
                f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" '
                'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
                f'<alignment {across}vertical="center" {wrapped}/></xf>'
            ),
        )


class _Sheet:
    """Rows of cells with texts, and links."""

    def __init__(self, namespace: str, widths: Sequence[int]) -> None:
        self._widths = widths
        self._height = 0.0
        self._tag = f"{{{namespace}}}"
        self.root = etree.Element(
            f"{self._tag}worksheet", nsmap=cast("dict[str, str]", {None: namespace})
        )
        settings = self.child(self.root, "sheetPr")
        self.child(settings, "pageSetUpPr", fitToPage="1")
        views = self.child(self.root, "sheetViews")
        self._view = self.child(views, "sheetView", workbookViewId="0", showGridLines="0")
        self.child(self.root, "sheetFormatPr", defaultRowHeight="15")
        columns = self.child(self.root, "cols")
        for number, width in enumerate(map(str, widths), 1):
            self.child(
                columns, "col", min=str(number), max=str(number), width=width, customWidth="1"
            )
        self._rows = self.child(self.root, "sheetData")
        self._links: list[tuple[str, str]] = []
        self._merges: list[str] = []

    def child(self, parent: etree._Element, name: str, **attributes: str) -> etree._Element:
        return etree.SubElement(parent, self._tag + name, attributes)

    def row(self, cells: Sequence[tuple[str, int]], lines: int = 0) -> None:
        """As high as its texts need (LibreOffice does not see to that), or as told."""
        number = len(self._rows) + 1
        line = self.child(self._rows, "row", r=str(number))
        texts = zip((text for text, _ in cells), self._widths, strict=False)
        lines = lines or max(_lines(text, width) for text, width in texts)
        height = min(_LINE * lines + 4, _HIGHEST)
        self._height += height
        line.set("ht", str(height))
        line.set("customHeight", "1")
        for column, (text, style) in enumerate(cells, 1):
            cell = self.child(line, "c", r=cell_name(number, column), s=str(style))
            if text:
                cell.set("t", "inlineStr")
                shown = self.child(self.child(cell, "is"), "t")
                shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                shown.text = escaped(clamped(text))

    def text(self, text: str, style: int) -> None:
        """A row of one text across all columns."""
        self.row([(text, style)], lines=_lines(text, sum(self._widths)))
        number = len(self._rows)
        self._merges.append(f"A{number}:{cell_name(number, len(self._widths))}")

    def freeze(self) -> None:
        """What stands here so far stays in sight, if that leaves room for the rest."""
        if self._height <= _MOST_FROZEN:
            row = len(self._rows)
            self.child(
                self._view,
                "pane",
                ySplit=str(row),
                topLeftCell=cell_name(row + 1, 1),
                activePane="bottomLeft",
                state="frozen",
            )

    def link(self, location: str) -> None:
        """From the place in the last row."""
        self._links.append((cell_name(len(self._rows), _PLACE), location))

    def markup(self) -> bytes:
        merges = self.child(self.root, "mergeCells", count=str(len(self._merges)))
        for ref in self._merges:
            self.child(merges, "mergeCell", ref=ref)
        if self._links:
            links = self.child(self.root, "hyperlinks")
            for ref, location in self._links:
                self.child(links, "hyperlink", ref=ref, location=escaped(location))
        self.child(
            self.root,
            "pageMargins",
            left="0.5",
            right="0.5",
            top="0.6",
            bottom="0.6",
            header="0.3",
            footer="0.3",
        )
        self.child(self.root, "pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
        return written(self.root)


def results_sheet(
    findings: Sequence[Finding],
    language: Language,
    styles: MarkStyles,
    sheets: Collection[str],
    *,
    title: str,
    told: said.Told,
    slips: str,
) -> bytes:
    """Findings by severity, otherwise in their order; `sheets` are those that links can lead to."""
    looks = _Looks(styles)
    sheet = _Sheet(styles.namespace, _widths(findings))
    sheet.row([(title, looks.title)], lines=2)
    sheet.row([(told.verdict, looks.verdict)], lines=1)
    for opening, text in told.lines:
        sheet.text(opening + text, looks.text)
    sheet.text(said.HELP.in_language(language).format(slips=slips), looks.text)
    levels = (
        (said.NAME[severity].in_language(language), looks.level[severity]) for severity in Severity
    )
    sheet.row([*levels, (said.RELATED_CELLS.in_language(language), looks.related)])
    sheet.row([(heading.in_language(language), looks.header) for heading in said.HEADER])
    sheet.freeze()
    for number, finding in enumerate(sorted(findings, key=lambda f: f.level.rank), 1):
        location = _location(finding, sheets)
        sheet.row(_row(number, finding, looks, language, linked=bool(location)))
        if location:
            sheet.link(location)
    return sheet.markup()


def _row(
    number: int, finding: Finding, looks: _Looks, language: Language, *, linked: bool
) -> list[tuple[str, int]]:
    return [
        (str(number), looks.centred),
        (said.NAME[finding.level].in_language(language), looks.level[finding.level]),
        (finding.code, looks.centred),
        (said.place(finding), looks.link if linked else looks.cell),
        (said.problem(finding, language), looks.cell),
        (finding.hint(language), looks.cell),
        *((value or "", looks.centred) for value in numbers_of(finding)),
        (finding.open_token, looks.cell),
    ]


def is_results(sheet: RawSheet, title: str) -> bool:
    """By what stands in it: a sheet of that name may be the user's own."""
    first = sheet.cells.get((1, 1))
    if first is None or first.text != title:
        return False
    headers = ({heading.zh for heading in said.HEADER}, {heading.en for heading in said.HEADER})
    for row in {row for row, column in sheet.cells if column == _PLACE}:
        texts = {c.text for n in range(1, _PLACE + 1) if (c := sheet.cells.get((row, n)))}
        if any(len(texts) == _PLACE and texts <= header for header in headers):
            return True
    return False


def _widths(findings: Sequence[Finding]) -> list[int]:
    """A link is never broken into lines by LibreOffice: its column is as wide as it."""
    places = max((_size(said.place(finding)) for finding in findings), default=0)
    widths = list(_WIDTHS)
    widths[_PLACE - 1] = min(max(places + 2, _WIDTHS[_PLACE - 1]), _WIDEST_PLACE)
    return widths


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of so many characters."""
    room = max(width - 2, 1)
    return sum(1 + max(_size(line) - 1, 0) // room for line in text.split("\n"))


def _size(text: str) -> int:
    """In the widths of a digit."""
    return sum(1 + (east_asian_width(character) in "WFA") for character in text)


def quoted(sheet: str) -> str:
    """A sheet's name as formulas and links write it."""
    return "'" + sheet.replace("'", "''") + "'"


def _location(finding: Finding, sheets: Collection[str]) -> str:
    at = finding.place
    if at.sheet not in sheets or at.sheet is None:
        return ""
    cell = at.cell if at.cell and parse_cell(at.cell) else "A1"
    return f"{quoted(at.sheet)}!{cell}"
