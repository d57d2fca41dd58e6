"""The sheets about the report as a whole: cover, explanations, and what is hidden."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from compiler.catalogue import structure
from compiler.catalogue import workbooks as kinds
from compiler.findings import Finding, Place
from compiler.labels import folded
from compiler.model import CellRef, Slip
from compiler.reading import too_deep
from compiler.typed import as_excel_shows, stored_number
from compiler.words import Words
from compiler.workbook.address import cell_name
from compiler.workbook.layout import HIDDEN_SHEET
from compiler.workbook.raw import RawSheet, RawWorkbook
from compiler.workbook.read_prose import no_text, stray_findings, text_of

_SHOWN = 60  # characters of an entry in a message
_YEAR = re.compile(r"(\d{4})\s*年?度?", re.ASCII)


@dataclass(frozen=True)
class Cover:
    """`year` is None where none can be read; `refs` say where each entry stands."""

    year: int | None
    agency: Mapping[str, str]
    archive: Mapping[str, str]
    attachments: tuple[str, ...]
    refs: Mapping[str, CellRef]
    findings: tuple[Finding, ...]


def read_cover(sheet: RawSheet, words: Words, given: Mapping[str, str], *, date1904: bool) -> Cover:
    """Entries by the label to the left of them, wherever the row stands."""
    entries, refs, findings = _entries(sheet, words, date1904=date1904)
    written = entries.get("year", "")
    year = year_of(written)
    if written and year is None:
        findings.append(_no_year(written, refs["year"], words))
    typed = {"year": "" if year is None else str(year), "name": entries.get("name", "")}
    stated = {"year": given.get("year", ""), "name": given.get("agency", "")}
    for key, label in {"year": words.year, "name": words.agency["name"]}.items():
        if stated[key] and typed[key] and folded(stated[key]) != folded(typed[key]):
            findings.append(_stated_otherwise(stated[key], typed[key], refs[key], label))
    attachments = tuple(v for k, v in entries.items() if k.startswith("attachments"))
    return Cover(
        year,
        {k: entries[k] for k in words.agency if entries.get(k)},
        {k: entries[k] for k in words.archive if entries.get(k)},
        attachments,
        refs,
        tuple(findings),
    )


def _no_year(written: str, ref: CellRef, words: Words) -> Finding:
    place = Place(sheet=ref.sheet, cell=ref.cell, label=words.year)
    found = written[:_SHOWN]
    return Finding(structure.WRONG_YEAR, place, {"found": found}, actual=found)


def _stated_otherwise(given: str, typed: str, ref: CellRef, label: str) -> Finding:
    place = Place(sheet=ref.sheet, cell=ref.cell, label=label)
    given, typed = given[:_SHOWN], typed[:_SHOWN]
    values = {"what": label, "given": given, "typed": typed}
    return Finding(kinds.STATED_OTHERWISE, place, values, expected=given, actual=typed)


def year_of(text: str) -> int | None:
    """2020, 2020年, 2020年度 and their full-width forms; anything else is no year."""
    match = _YEAR.fullmatch(folded(text))
    return int(match[1]) if match else None


def _entries(
    sheet: RawSheet, words: Words, *, date1904: bool
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
        if value is None:
            continue
        if value.kind in ("error", "empty"):
            place = Place(sheet=sheet.name, cell=refs[key].cell, label=cell.text)
            findings.append(no_text(place, value))
        text = text_of(value).strip()
        if value.kind == "number" and value.number_format == "date":
            text = _date(value.text, date1904=date1904)
        if text:
            entries[key] = text
    # An entry whose label is gone is not read; the other columns are ours.
    columns = {column for _, column in read}
    lost = [at for at in sheet.cells if at[1] in columns and at not in read]
    return entries, refs, findings + stray_findings(sheet, None, lost)


def _date(text: str, *, date1904: bool) -> str:
    number = stored_number(text)
    start = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30)
    try:
        day = start + timedelta(days=int(as_excel_shows(number))) if number is not None else None
    except OverflowError:
        day = None
    return text if day is None else f"{day.year}年{day.month}月{day.day}日"


def read_slips(sheet: RawSheet | None, words: Words) -> tuple[Slip, ...]:
    """Rows below the header that have a token or a reason."""
    if sheet is None:
        return ()
    wanted = folded(words.slips_header[0])
    header = next(
        (
            at
            for at, c in sorted(sheet.cells.items())
            if c.kind == "text" and folded(c.text) == wanted
        ),
        None,
    )
    if header is None:
        return ()
    top, left = header
    slips = []
    for row in sorted({r for r, _ in sheet.cells if r > top}):
        texts = [text_of(sheet.cells.get((row, left + n))).strip() for n in range(4)]
        if texts[0]:
            slips.append(Slip(*texts))
    return tuple(slips)


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
    if not text:
        return None
    try:
        prior = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return prior if isinstance(prior, dict) and not too_deep(prior) else None


def _no_number(text: str) -> object:
    raise ValueError(text)
