"""The sheets about the report as a whole: cover, explanations, and what is hidden."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from compiler.catalogue import s_structure as structure
from compiler.catalogue import w_workbook as kinds
from compiler.format.words import FixedWords
from compiler.ooxml.cells.address import cell_name
from compiler.ooxml.cells.raw import RawCell, RawSheet, RawWorkbook
from compiler.readers.workbook.paragraphs import stray_findings
from compiler.readers.workbook.shown_text import day_shown, not_as_shown, text_of, unprintable
from compiler.readers.workbook.unseen import unseen_words
from compiler.report.bounds import data_over
from compiler.report.reading import break_read_as_blank, one_line
from compiler.text.labels import folded
from compiler.text.numerals import year_of
from compiler.values.findings import Finding, Place
from compiler.values.named_tuple import NamedTuple
from compiler.values.origin import CellRef
from compiler.values.report import Slip
from compiler.workbook.layout import HIDDEN_SHEET

_SHOWN = 60  # characters of an entry in a message
_AFTER_A_YEAR = re.compile("年?度?$")


class Cover(NamedTuple):
    """`year` is None where none can be read; `refs` say where each entry stands."""

    year: int | None
    agency: Mapping[str, str]
    archive: Mapping[str, str]
    attachments: tuple[str, ...]
    refs: Mapping[str, CellRef]
    findings: tuple[Finding, ...]


def read_cover(
    sheet: RawSheet, words: FixedWords, given: Mapping[str, str], *, date1904: bool
) -> Cover:
    """Entries by the label to the left of them, wherever the row stands."""
    entries, refs, findings = _entries(sheet, words, date1904=date1904)
    year = _year(entries.get("year", ""))
    return Cover(
        year,
        {k: entries[k] for k in words.agency if entries.get(k)},
        {k: entries[k] for k in words.archive if entries.get(k)},
        tuple(v for k, v in entries.items() if k.startswith("attachments")),
        _counted(refs, entries),
        (*findings, *_title_findings(entries, refs, year, given, words)),
    )


def _title_findings(
    entries: Mapping[str, str],
    refs: Mapping[str, CellRef],
    year: int | None,
    given: Mapping[str, str],
    words: FixedWords,
) -> Iterator[Finding]:
    """A year that is none, and what differs from what the workbook was made with."""
    written = entries.get("year", "")
    if written and year is None:
        place = Place(sheet=refs["year"].sheet, cell=refs["year"].cell, label=words.year)
        yield Finding(structure.WRONG_YEAR, place, {"found": written[:_SHOWN]}, involved=(written,))
    title = (
        ("year", words.year, given.get("year", ""), "" if year is None else str(year)),
        ("name", words.agency["name"], given.get("agency", ""), entries.get("name", "")),
    )
    for key, label, stated, typed in title:
        if stated and typed and folded(stated) != folded(typed):
            place = Place(sheet=refs[key].sheet, cell=refs[key].cell, label=label)
            values = {"what": label, "given": stated[:_SHOWN], "typed": typed[:_SHOWN]}
            yield Finding(
                kinds.STATED_OTHERWISE, place, values, words=key, involved=(stated, typed)
            )


def _counted(refs: Mapping[str, CellRef], entries: Mapping[str, str]) -> dict[str, CellRef]:
    """Where the entries stand; attachments are counted without those left blank."""
    found = {key: ref for key, ref in refs.items() if not key.startswith("attachments")}
    filled = (refs[key] for key in entries if key.startswith("attachments"))
    return found | {f"attachments{number}": ref for number, ref in enumerate(filled, start=1)}


def _year(text: str) -> int | None:
    """2020, 2020年, 2020年度 and their full-width forms; anything else is no year."""
    return year_of(_AFTER_A_YEAR.sub("", folded(text)))


def _entries(
    sheet: RawSheet, words: FixedWords, *, date1904: bool
) -> tuple[dict[str, str], dict[str, CellRef], list[Finding]]:
    keys = {folded(words.year): "year"}
    keys |= {folded(label): key for key, label in (*words.agency.items(), *words.archive.items())}
    attachment = re.compile(re.escape(folded(words.attachments)) + r"(\d+)")
    entries: dict[str, str] = {}
    refs: dict[str, CellRef] = {}
    findings: list[Finding] = []
    read: set[tuple[int, int]] = set()
    for (row, column), cell in sorted(sheet.cells.items()):
        label = folded(cell.text) if cell.kind == "text" and (row, column) not in read else ""
        numbered = attachment.fullmatch(label)
        key = f"attachments{numbered[1]}" if numbered else keys.get(label)
        if key is None or key in refs:
            continue
        refs[key] = CellRef(sheet.name, cell_name(row, column + 1))
        read.add((row, column + 1))
        value = sheet.cells.get((row, column + 1))
        place = Place(sheet=sheet.name, cell=refs[key].cell, label=cell.text)
        text, found = _entry(value, place, key, date1904=date1904)
        findings += found
        if text:
            entries[key] = text
    # An entry whose label is gone is not read; the other columns are ours.
    columns = {column for _, column in read}
    lost = [at for at in sheet.cells if at[1] in columns and at not in read]
    findings += unseen_words(sheet, read, None, date1904=date1904)
    return entries, refs, findings + stray_findings(sheet, None, lost)


def _entry(
    value: RawCell | None, place: Place, key: str, *, date1904: bool
) -> tuple[str, list[Finding]]:
    """The text of one entry, a line, and what is to be said of it."""
    if value is None:
        return "", []
    if fault := unprintable(value, place, key):
        return one_line(text_of(value))[0], [fault]
    if key == "date" and (day := day_shown(value, date1904=date1904)):
        return day, []
    line, changed = one_line(text_of(value, date1904=date1904))
    told = not_as_shown(value, place, date1904=date1904)
    found = [break_read_as_blank(place, key, line)] if changed else []
    return line, found + ([told] if told else [])


def read_slips(
    sheet: RawSheet | None, words: FixedWords, *, date1904: bool
) -> tuple[tuple[Slip, ...], list[Finding]]:
    """Rows below the header in which anything stands."""
    header = _slips_header(sheet, words)
    if sheet is None or header is None:
        return (), []
    top, left = header
    slips: list[Slip] = []
    findings: list[Finding] = []
    rows = sorted({r for r, _ in sheet.cells if r > top})
    for row in rows:
        texts, found = _slip_row(sheet, (row, left), words, date1904=date1904)
        findings += found
        if any(texts):
            token, reason, by, date = texts
            ref = CellRef(sheet.name, cell_name(row, left))
            slips.append(Slip(token, reason, by, date, ref))
    read = [(row, left + n) for row in rows for n in range(4)]
    findings += unseen_words(sheet, read, None, date1904=date1904)
    return tuple(slips), findings


def _slip_row(
    sheet: RawSheet, at: tuple[int, int], words: FixedWords, *, date1904: bool
) -> tuple[list[str], list[Finding]]:
    """Token, reason, author and date; the reason alone may have several lines."""
    texts: list[str] = []
    findings: list[Finding] = []
    row, left = at
    for n, label in enumerate(words.slips_header):
        cell = sheet.cells.get((row, left + n))
        text = text_of(cell, date1904=date1904).strip()
        place = Place(sheet=sheet.name, cell=cell_name(row, left + n), label=label)
        if cell is not None:
            told = unprintable(cell, place, f"slip {n}") or not_as_shown(
                cell, place, date1904=date1904
            )
            findings += [told] if told else []
            if n == 3:
                text = day_shown(cell, date1904=date1904) or text
        if n != 1:
            text, changed = one_line(text)
            if changed:
                findings.append(break_read_as_blank(place, f"slip {n}", text))
        texts.append(text)
    return texts, findings


def _slips_header(sheet: RawSheet | None, words: FixedWords) -> tuple[int, int] | None:
    wanted = folded(words.slips_header[0])
    cells = sorted(sheet.cells.items()) if sheet else ()
    return next((at for at, c in cells if c.kind == "text" and folded(c.text) == wanted), None)


def read_hidden(raw: RawWorkbook) -> dict[str, str]:
    """The name and value rows of the hidden sheet; empty where there is none."""
    sheet = next((s for s in raw.sheets if s.name == HIDDEN_SHEET), None)
    found: dict[str, str] = {}
    for (row, column), cell in sorted(sheet.cells.items() if sheet else ()):
        if column == 1:
            value = sheet.cells.get((row, 2)) if sheet else None
            found[cell.text] = found.get(cell.text, "") + text_of(value)
    return found


def prior_of(text: str) -> Mapping[str, object] | None:
    """Last year's figures as the hidden sheet keeps them."""
    if not text or data_over(text.encode("utf-8", "surrogatepass")):
        return None
    try:
        prior = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return prior if isinstance(prior, dict) else None


def _no_number(text: str) -> object:
    raise ValueError(text)
