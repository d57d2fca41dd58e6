"""Which sheet is which: by name, by a name that changed little, or by the heading it bears.

Given raw sheets and the names that are looked for, gives the match and what to say of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.catalogue import w_workbook as kinds
from compiler.format.declaration import Section
from compiler.format.form import Form
from compiler.format.words import FixedWords, words_of
from compiler.ooxml.cells.raw import RawSheet, RawWorkbook
from compiler.readers.workbook.units_read import is_of_units
from compiler.readers.workbook.unseen import hidden_sheet
from compiler.text.labels import closest, folded
from compiler.text.language import Text
from compiler.values.findings import Finding, Place, Values
from compiler.values.named_tuple import NamedTuple
from compiler.workbook.layout import HIDDEN_SHEET, LIST_HEADER

# A sheet's name has at most 31 characters; a program that copies one cuts it for its number.
_COPIED_NAME = 26

# A heading stands in the first row, or a few below where rows were put in.
_TOP = 6


class Sheets(NamedTuple):
    """Sheets by section id, the fixed ones by their name in the words, and the findings; `units`
    are those of the units of a report that was put together.
    """

    sections: Mapping[str, RawSheet]
    fixed: Mapping[str, RawSheet]
    findings: tuple[Finding, ...]
    units: tuple[RawSheet, ...] = ()


def find_sheets(raw: RawWorkbook, form: Form) -> Sheets:
    words = words_of(form.language)
    free = {
        s.name: s
        for s in raw.sheets
        if not s.name.startswith(HIDDEN_SHEET)
        and s.name != words.results  # a marked copy's
        and not is_of_units(s)
    }
    sections: dict[str, RawSheet] = {}
    fixed: dict[str, RawSheet] = {}
    findings: list[Finding] = []
    for section in form.sections:
        _claim(section.sheet, free, sections, section.id)
    findings.extend(_misnamed(sections, form))
    for name in words.fixed_sheets:
        _claim(name, free, fixed, name)
    for section in form.sections:
        if section.id not in sections:
            findings.append(_recognised(section, free, sections))
    for name in words.fixed_sheets:
        if name not in fixed and (close := closest(name, free)):
            fixed[name] = free.pop(close)
            findings.append(_renamed(close, name, None))
    if words.cover not in fixed:
        findings.append(_missing(words.cover, None, free))
    findings.extend(_hidden(words, sections, fixed, free))
    findings.extend(
        _extra(sheet) for sheet in free.values() if sheet.state == "visible" and sheet.cells
    )
    units = tuple(sheet for sheet in raw.sheets if is_of_units(sheet))
    return Sheets(sections, fixed, tuple(findings), units)


def _hidden(
    words: FixedWords,
    sections: Mapping[str, RawSheet],
    fixed: Mapping[str, RawSheet],
    free: dict[str, RawSheet],
) -> Iterator[Finding]:
    """The hidden sheets among those that the report is read from; their copies are taken."""
    read: list[tuple[RawSheet, str | None]] = [(s, id) for id, s in sections.items()]
    read += [(fixed[name], None) for name in (words.cover, words.slips) if name in fixed]
    for sheet, section in read:
        if sheet.state == "visible" or not _is_filled(sheet):
            continue
        copies = [n for n, s in free.items() if s.state == "visible" and _is_copy(s, sheet)]
        for name in copies:
            del free[name]
        yield hidden_sheet(sheet, copies, section)


def _is_filled(sheet: RawSheet) -> bool:
    """Whether anything stands on it below its own headings."""
    return any(row > LIST_HEADER for row, _ in sheet.cells)


def _is_copy(sheet: RawSheet, original: RawSheet) -> bool:
    """By its heading, or by the name that programs give to a copy: “六 (2)”, “六_2”."""
    heading = _heading(original)
    named = folded(sheet.name).startswith(folded(original.name)[:_COPIED_NAME])
    return named or (bool(heading) and _heading(sheet) == heading)


def _claim(name: str, free: dict[str, RawSheet], claimed: dict[str, RawSheet], key: str) -> None:
    exact = name if name in free else next((n for n in free if folded(n) == folded(name)), None)
    if exact is not None:
        claimed[key] = free.pop(exact)


def _misnamed(sections: Mapping[str, RawSheet], form: Form) -> Iterator[Finding]:
    """Sheets known by their names whose first heading is that of another section."""
    headings = {folded(each): s for s in form.sections for each in (s.title, s.heading) if each}
    for id, sheet in sections.items():
        top = [sheet.cells.get((row, 1)) for row in range(1, _TOP + 1)]
        said = (headings.get(folded(cell.text)) for cell in top if cell and cell.kind == "text")
        first = next(filter(None, said), None)
        if first is not None and first.id != id:
            place = Place(sheet=sheet.name, section=id)
            values = {"sheet": sheet.name, "found": first.title}
            yield Finding(kinds.ANOTHER_HEADING, place, values, words=first.id)


def _recognised(
    section: Section, free: dict[str, RawSheet], sections: dict[str, RawSheet]
) -> Finding:
    names = (section.sheet, section.short, section.heading, *section.variants)
    bearing = [
        s.name for s in free.values() if section.heading and _heading(s) == folded(section.title)
    ]
    if len(bearing) > 1:  # copies: which one counts cannot be told
        return _missing(section.sheet, section.id, {name: free[name] for name in bearing})
    close = bearing[0] if bearing else None
    for name in names:
        close = close or (closest(name, free) if name else None)
    if close is None:
        return _missing(section.sheet, section.id, free)
    sections[section.id] = free.pop(close)
    return _renamed(close, section.sheet, section.id)


def _heading(sheet: RawSheet) -> str:
    cell = sheet.cells.get((1, 1))
    return folded(cell.text) if cell else ""


def _renamed(found: str, wanted: str, section: str | None) -> Finding:
    place = Place(sheet=found, section=section)
    return Finding(kinds.RENAMED_SHEET, place, {"found": found, "sheet": wanted}, words=wanted)


def _missing(wanted: str, section: str | None, free: Mapping[str, RawSheet]) -> Finding:
    shown = "、".join(f"“{name}”" for name in list(free)[:8])
    if close := closest(wanted, free, cutoff=0.3):
        suggestion = Text(
            f"是不是“{close}”？是的话请把它改名为“{wanted}”。",
            f"Is it “{close}”? If so, rename it “{wanted}”.",
        )
    elif shown:
        suggestion = Text(
            f"请把对应的工作表改名为“{wanted}”。没有对上的工作表有：{shown}。",
            f"Rename the sheet that it is to “{wanted}”. Unmatched sheets: {shown}.",
        )
    else:
        suggestion = Text(
            "请从空白工作簿把这张工作表补回来。", "Bring the sheet back from a blank workbook."
        )
    values: Values = {"sheet": wanted, "suggestion": suggestion}
    return Finding(kinds.MISSING_SHEET, Place(sheet=wanted, section=section), values, words=wanted)


def _extra(sheet: RawSheet) -> Finding:
    place = Place(sheet=sheet.name)
    return Finding(kinds.EXTRA_SHEET, place, {"sheet": sheet.name}, words=sheet.name)
