"""The paragraphs of one narrative sheet, each with its level and its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from compiler.catalogue import w_workbook as kinds
from compiler.format.declaration import Section
from compiler.format.words import FixedWords
from compiler.ooxml.cells.address import cell_name
from compiler.ooxml.cells.raw import RawSheet
from compiler.readers.workbook.shown_text import not_as_shown, text_of, unprintable
from compiler.readers.workbook.unseen import unseen_words
from compiler.report.reading import parted
from compiler.text.labels import closest, folded
from compiler.text.language import Text
from compiler.values.dataclass import replace
from compiler.values.findings import Finding, Kind, Place, Values
from compiler.values.named_tuple import NamedTuple
from compiler.values.origin import CellRef
from compiler.values.report import Level, Paragraph
from compiler.workbook.layout import PROSE_HEADER

Chosen = TypeVar("Chosen")


class ProseReading(NamedTuple):
    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]


class Columns(NamedTuple):
    """Where level and text stand, and on a sheet of tables the place, one of `places`."""

    level: int
    text: int
    place: int | None = None
    places: Mapping[str, str | None] | None = None


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
    top, columns = header
    rows = sorted({r for r, _ in sheet.cells if r > top})
    reading = read_rows(sheet, rows, columns, section, words, date1904=date1904)
    read = {columns.level, columns.text}
    stray = [at for at in sheet.cells if at[1] not in read and (at[0] > top or at[1] > max(read))]
    stray += beside_nothing(sheet, rows, columns, words)
    findings = (*reading.findings, *stray_findings(sheet, section.id, stray))
    return ProseReading(reading.paragraphs, findings)


def read_rows(
    sheet: RawSheet,
    rows: Sequence[int],
    columns: Columns,
    section: Section,
    words: FixedWords,
    *,
    date1904: bool,
) -> ProseReading:
    """A paragraph for each row that has a text, and what is to be said of those cells."""
    paragraphs: list[Paragraph] = []
    findings: list[Finding] = []
    no_choices: list[Finding] = []
    for row in rows:
        cell = sheet.cells.get((row, columns.text))
        text = text_of(cell, date1904=date1904)
        if cell is None:
            continue
        level, after, faults = _choices(sheet, row, columns, section, words)
        no_choices += faults if text.strip() else []
        ref = CellRef(sheet.name, cell_name(row, columns.text))
        place = Place(sheet=ref.sheet, cell=ref.cell, section=section.id, label=section.title)
        if cell.kind != "text":
            told = unprintable(cell, place) or not_as_shown(cell, place, date1904=date1904)
            findings += [told] if told else []
        if text.strip():
            paragraphs.extend(parted(Paragraph(level, text, ref, after)))
    findings += _each_once(no_choices)
    texts = [(row, columns.text) for row in rows]
    findings += unseen_words(sheet, texts, section.id, date1904=date1904)
    return ProseReading(tuple(paragraphs), tuple(findings))


def beside_nothing(
    sheet: RawSheet, rows: Sequence[int], columns: Columns, words: FixedWords
) -> list[tuple[int, int]]:
    """What stands in a column of choices, is none of them, and has no paragraph beside it."""
    return [
        at
        for row in rows
        if not text_of(sheet.cells.get((row, columns.text))).strip()
        for at in no_choices(sheet, row, columns, words)
    ]


def no_choices(
    sheet: RawSheet, row: int, columns: Columns, words: FixedWords
) -> list[tuple[int, int]]:
    """What stands in the columns of choices of a row and is none of them."""
    known = {"", *map(folded, words.levels.values())}, {"", *map(folded, columns.places or ())}
    return [
        at
        for column, choices in zip((columns.level, columns.place), known, strict=True)
        if column and folded(text_of(sheet.cells.get(at := (row, column)))) not in choices
    ]


def _each_once(no_choices: list[Finding]) -> Iterator[Finding]:
    """The same word in many cells is one finding."""
    alike: dict[tuple[Kind, str], list[Finding]] = {}
    for finding in no_choices:
        alike.setdefault((finding.kind, finding.words), []).append(finding)
    for first, *others in alike.values():
        yield replace(first, related=tuple(other.place for other in others))


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


def _header(sheet: RawSheet, words: FixedWords) -> tuple[int, Columns] | None:
    """Row of the header and the columns of level and text."""
    for (row, column), cell in sorted(sheet.cells.items()):
        if row > PROSE_HEADER + 40:
            return None
        if cell.kind == "text" and folded(cell.text) == folded(words.text):
            levels = [
                c for (r, c), other in sheet.cells.items()
                if r == row and folded(other.text) == folded(words.level)
            ]  # fmt: skip
            return row, Columns(levels[0] if levels else column - 1, column)
    return None


def _choices(
    sheet: RawSheet, row: int, columns: Columns, section: Section, words: FixedWords
) -> tuple[Level, str | None, list[Finding]]:
    """The level and the place that were chosen, and what was no choice."""
    levels: dict[str, Level] = {label: level for level, label in words.levels.items()}
    at = (row, columns.level)
    level, wrong = _choice(sheet, at, levels, section, words.level, kinds.UNKNOWN_LEVEL)
    after, lost = None, None
    if columns.place:
        at, places = (row, columns.place), columns.places or {}
        after, lost = _choice(sheet, at, places, section, words.place, kinds.UNKNOWN_PLACE)
    return level or "body", after, [fault for fault in (wrong, lost) if fault]


def _choice(
    sheet: RawSheet,
    at: tuple[int, int],
    choices: Mapping[str, Chosen],
    section: Section,
    column: str,
    unknown: Kind,
) -> tuple[Chosen | None, Finding | None]:
    """What is chosen in a cell; None where it is blank or holds no choice."""
    found = text_of(sheet.cells.get(at)).strip()
    said = folded(found)
    for label, chosen in choices.items():
        if said == folded(label):
            return chosen, None
    if not found:
        return None, None
    label = closest(found, choices, cutoff=0.5) or column
    place = Place(sheet=sheet.name, cell=cell_name(*at), section=section.id, label=label)
    values: Values = {"found": found, "known": Text("、".join(choices), ", ".join(choices))}
    return None, Finding(unknown, place, values, words=found)
