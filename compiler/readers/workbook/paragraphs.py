"""The paragraphs of one narrative sheet, each with its level and its cell."""

from __future__ import annotations

from typing import NamedTuple

from compiler.catalogue import w_workbook as kinds
from compiler.format.declaration import Section
from compiler.format.words import FixedWords
from compiler.ooxml.cells.address import cell_name, column_letters
from compiler.ooxml.cells.raw import RawSheet
from compiler.readers.workbook.shown_text import not_as_shown, text_of, unprintable
from compiler.readers.workbook.unseen import look_findings, unseen_findings
from compiler.report.reading import parted
from compiler.text.labels import closest, folded
from compiler.text.language import Text
from compiler.values.findings import Finding, Place, Values
from compiler.values.origin import CellRef
from compiler.values.report import Level, Paragraph
from compiler.workbook.layout import PROSE_HEADER


class ProseReading(NamedTuple):
    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]


def read_prose(
    sheet: RawSheet, section: Section, words: FixedWords, *, date1904: bool
) -> ProseReading:
    """Rows below the header that names the two columns; other columns are not read."""
    header = _header(sheet, words)
    if header is None:
        values: Values = {
            "sheet": sheet.name, "label": words.text, "axis": Text("列", "column"),
            "suggestion": Text(
                f"第 {PROSE_HEADER} 行应有“{words.level}”“{words.text}”两个列名，请补上。",
                f"Row {PROSE_HEADER} must name the two columns “{words.level}” and “{words.text}”.",
            ),
        }  # fmt: skip
        place = Place(sheet=sheet.name, section=section.id)
        return ProseReading((), (Finding(kinds.MISSING_LINE, place, values, words=words.text),))
    top, level_column, text_column = header
    paragraphs: list[Paragraph] = []
    findings: list[Finding] = []
    rows = sorted({r for r, _ in sheet.cells if r > top})
    for row in rows:
        cell = sheet.cells.get((row, text_column))
        text = text_of(cell, date1904=date1904)
        level, fault = _level(sheet, (row, level_column), section, words)
        if fault and text.strip():
            findings.append(fault)
        if cell is None:
            continue
        ref = CellRef(sheet.name, cell_name(row, text_column))
        place = Place(sheet=ref.sheet, cell=ref.cell, section=section.id, label=section.title)
        told = unprintable(cell, place) or not_as_shown(cell, place, date1904=date1904)
        findings += [told] if told else []
        if text.strip():
            paragraphs.extend(parted(Paragraph(level, text, ref)))
    texts = [(row, text_column) for row in rows]
    findings += unseen_findings(sheet, texts, section.id, date1904=date1904)
    findings += look_findings(sheet, texts, section.id, date1904=date1904)
    read = {level_column, text_column}
    stray = [at for at in sheet.cells if at[1] not in read and (at[0] > top or at[1] > max(read))]
    stray += _beside_nothing(sheet, top, level_column, text_column, words)
    findings.extend(stray_findings(sheet, section.id, stray))
    return ProseReading(tuple(paragraphs), tuple(findings))


def _beside_nothing(
    sheet: RawSheet, top: int, level_column: int, text_column: int, words: FixedWords
) -> list[tuple[int, int]]:
    """What stands in the column of levels, is none of them, and has no paragraph beside it."""
    levels = {folded(label) for label in words.levels.values()}
    return [
        (row, column)
        for (row, column), cell in sheet.cells.items()
        if row > top
        and column == level_column
        and folded(text_of(cell)) not in levels
        and not text_of(sheet.cells.get((row, text_column))).strip()
    ]


def stray_findings(
    sheet: RawSheet, section: str | None, cells: list[tuple[int, int]]
) -> list[Finding]:
    """One warning for all that stands outside the form on a sheet."""
    filled = sorted(at for at in cells if text_of(sheet.cells[at]).strip())
    if not filled:
        return []
    places = [Place(sheet=sheet.name, cell=cell_name(*at), section=section) for at in filled]
    first = places[0]
    values = {
        "sheet": sheet.name, "cell": first.cell or "",
        "found": text_of(sheet.cells[filled[0]]).strip()[:30],
    }  # fmt: skip
    related = tuple(places[1:20])
    return [Finding(kinds.STRAY_CONTENT, first, values, related=related, words=values["found"])]


def _header(sheet: RawSheet, words: FixedWords) -> tuple[int, int, int] | None:
    """Row of the header and the columns of level and text."""
    for (row, column), cell in sorted(sheet.cells.items()):
        if row > PROSE_HEADER + 40:
            return None
        if cell.kind == "text" and folded(cell.text) == folded(words.text):
            levels = [
                c for (r, c), other in sheet.cells.items()
                if r == row and folded(other.text) == folded(words.level)
            ]  # fmt: skip
            return row, levels[0] if levels else column - 1, column
    return None


def _level(
    sheet: RawSheet, at: tuple[int, int], section: Section, words: FixedWords
) -> tuple[Level, Finding | None]:
    found = text_of(sheet.cells.get(at)).strip()
    if not found:
        return "body", None
    for level, label in words.levels.items():
        if folded(found) == folded(label):
            return level, None
    known = "、".join(words.levels.values())
    close = closest(found, words.levels.values(), cutoff=0.5)
    place = Place(
        sheet=sheet.name, cell=f"{column_letters(at[1])}{at[0]}", section=section.id,
        label=close or words.level,
    )  # fmt: skip
    values = {"found": found, "known": known}
    return "body", Finding(kinds.UNKNOWN_LEVEL, place, values, words=found)
