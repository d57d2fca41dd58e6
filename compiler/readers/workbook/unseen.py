"""What is read although nobody sees it as it is printed: hidden, struck out, covered.

Given a sheet and the cells that were read of it, gives findings; also of hidden sheets, and
of what lies over the cells and is not read at all. The values themselves are not its business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from compiler.catalogue import c_seen as cells
from compiler.catalogue import w_seen as kinds
from compiler.ooxml.cells.address import cell_name, column_letters
from compiler.ooxml.cells.cell_looks import Letters
from compiler.ooxml.cells.raw import Range, RawSheet
from compiler.readers.workbook.shown_text import shows_nothing, text_of
from compiler.text.first_few import first_few
from compiler.text.language import Text
from compiler.values.findings import Finding, Kind, Place, Values

Cell = tuple[int, int]
# Excerpts and lists in a message.
_LONGEST, _MOST = 30, 8
_MOST_RELATED = 20
LOOKS: Mapping[Letters, Text] = {
    "struck": Text("划掉的（删除线）", "crossed out"),
    "raised": Text("上标", "superscript"),
    "lowered": Text("下标", "subscript"),
}
_FLOATING: Mapping[str, Text] = {
    "picture": Text("张图片", "picture"),
    "text box": Text("个文本框", "text box"),
    "chart": Text("张图表", "chart"),
    "control": Text("个控件", "control"),
}


def unseen_findings(
    sheet: RawSheet, read: Iterable[Cell], section: str | None, *, date1904: bool
) -> list[Finding]:
    """One warning for each way in which cells that were read are kept from sight."""
    return _out_of_sight(sheet, _filled(sheet, read), section, date1904=date1904)


def _out_of_sight(
    sheet: RawSheet, filled: Sequence[Cell], section: str | None, *, date1904: bool
) -> list[Finding]:
    return [
        *_hidden(sheet, filled, section, date1904=date1904),
        *_covered(sheet, filled, section, date1904=date1904),
    ]


def unseen_words(
    sheet: RawSheet, read: Iterable[Cell], section: str | None, *, date1904: bool
) -> list[Finding]:
    """The same of words, and what `look_findings` says of them."""
    filled = _filled(sheet, read)
    return [
        *_out_of_sight(sheet, filled, section, date1904=date1904),
        *_looks(sheet, filled, section, date1904=date1904),
    ]


def look_findings(
    sheet: RawSheet, read: Iterable[Cell], section: str | None, *, date1904: bool
) -> list[Finding]:
    """One warning for each look that words have and lose in print; figures are refused for it."""
    return _looks(sheet, _filled(sheet, read), section, date1904=date1904)


def _looks(
    sheet: RawSheet, filled: Sequence[Cell], section: str | None, *, date1904: bool
) -> list[Finding]:
    found: list[Finding] = []
    blank = [at for at in filled if shows_nothing(sheet.cells[at], date1904=date1904)]
    if blank:
        shown = _excerpt(sheet, blank[0], date1904=date1904)
        values: Values = {"where": _blank(blank), "found": shown}
        found.append(_about(cells.HIDDEN_CELLS, sheet, blank, section, values))
    by_look: dict[Letters, list[Cell]] = {}
    for at in filled:
        for letters in dict.fromkeys(mark.letters for mark in sheet.cells[at].marked):
            by_look.setdefault(letters, []).append(at)
    for letters, marked in by_look.items():
        first = next(m for m in sheet.cells[marked[0]].marked if m.letters == letters)
        values = {"look": LOOKS[letters], "found": first.text.strip()[:_LONGEST]}
        found.append(_about(cells.STRUCK_TEXT, sheet, marked, section, values))
    return found


def hidden_sheet(sheet: RawSheet, copies: Sequence[str], section: str | None) -> Finding:
    """What is said of a hidden sheet that was read; `copies` are visible ones like it."""
    place = Place(sheet=sheet.name, section=section)
    if not copies:
        return Finding(kinds.HIDDEN_SHEET, place, {"sheet": sheet.name}, words=sheet.name)
    values = {"sheet": sheet.name, "copy": copies[0]}
    related = tuple(Place(sheet=name, section=section) for name in copies)
    words = f"{sheet.name} {copies[0]}"
    return Finding(kinds.COPY_OF_HIDDEN, place, values, related=related, words=words)


def floating_findings(sheet: RawSheet, section: str | None) -> list[Finding]:
    """One advice for all that lies over a sheet's cells."""
    if not sheet.floating:
        return []
    numbers: dict[str, int] = {}
    for each in sheet.floating:
        numbers[each.kind] = numbers.get(each.kind, 0) + 1
    zh = " " + "、".join(f"{n} {_FLOATING[kind].zh}" for kind, n in numbers.items())
    en = " and ".join(
        f"a {_FLOATING[kind].en}"
        if n == 1
        else f"{n} {_FLOATING[kind].en}{'es' if kind == 'text box' else 's'}"
        for kind, n in numbers.items()
    )
    text = next((each.text for each in sheet.floating if each.text), "")[:_LONGEST]
    what = Text(zh + (f"（“{text}”）" if text else ""), en + (f" (“{text}”)" if text else ""))
    place = Place(sheet=sheet.name, section=section)
    return [Finding(kinds.FLOATING, place, {"sheet": sheet.name, "what": what}, words=text)]


def _filled(sheet: RawSheet, read: Iterable[Cell]) -> list[Cell]:
    return sorted(at for at in sheet.cells.keys() & read if sheet.cells[at].text.strip())


def _about(
    kind: Kind, sheet: RawSheet, at: Sequence[Cell], section: str | None, values: Values
) -> Finding:
    """A finding at the first of these cells that is related to the others."""
    places = [Place(sheet=sheet.name, cell=cell_name(*each), section=section) for each in at]
    given: Values = {"sheet": sheet.name, "cell": places[0].cell or "", **values}
    related = tuple(places[1:_MOST_RELATED])
    words = f"{sheet.name if section is None else ''} {values['found']}".strip()
    return Finding(kind, places[0], given, related=related, words=words)


def _excerpt(sheet: RawSheet, at: Cell, *, date1904: bool) -> str:
    return text_of(sheet.cells[at], date1904=date1904).strip()[:_LONGEST]


def _merges_among(sheet: RawSheet, filled: Sequence[Cell]) -> list[Range]:
    """The merges that reach these cells at all: most of a form's are headers and labels."""
    if not filled or not sheet.merges:
        return []
    first_row, last_row = filled[0][0], filled[-1][0]
    columns = [column for _, column in filled]
    first, last = min(columns), max(columns)
    return [
        (top, left, bottom, right)
        for top, left, bottom, right in sheet.merges
        if top <= last_row and bottom >= first_row and left <= last and right >= first
    ]


def _hidden(
    sheet: RawSheet, filled: Sequence[Cell], section: str | None, *, date1904: bool
) -> Iterator[Finding]:
    if not sheet.hidden_rows and not sheet.hidden_columns:
        return
    rows = [at for at in filled if at[0] in sheet.hidden_rows]
    columns = [at for at in filled if at not in rows and sheet.hides(*at)]
    for hidden, where in (
        (rows, _rows(dict.fromkeys(row for row, _ in rows))),
        (columns, _columns(dict.fromkeys(column for _, column in columns))),
    ):
        if hidden:
            found = _excerpt(sheet, hidden[0], date1904=date1904)
            values: Values = {"where": where, "found": found}
            yield _about(cells.HIDDEN_CELLS, sheet, hidden, section, values)


def _rows(rows: Mapping[int, None]) -> Text:
    few = first_few([str(row) for row in rows], _MOST)
    word = "row" if len(rows) == 1 else "rows"
    return Text(f"第 {few.zh} 行已隐藏，", f"{word} {few.en}")


def _columns(columns: Mapping[int, None]) -> Text:
    few = first_few([column_letters(column) for column in columns], _MOST)
    word = "column" if len(columns) == 1 else "columns"
    return Text(f" {few.zh} 列已隐藏，", f"{word} {few.en}")


def _blank(filled: Sequence[Cell]) -> Text:
    few = first_few([cell_name(*at) for at in filled], _MOST)
    return Text(
        f" {few.zh} 格的数字格式不显示内容，", f"what is in {few.en} (by its number format)"
    )


def _covered(
    sheet: RawSheet, filled: Sequence[Cell], section: str | None, *, date1904: bool
) -> Iterator[Finding]:
    merges = _merges_among(sheet, filled)
    if not merges:
        return
    covered = [
        at for at in filled
        if any(
            top <= at[0] <= bottom and left <= at[1] <= right and at != (top, left)
            for top, left, bottom, right in merges
        )
    ]  # fmt: skip
    if covered:
        found = _excerpt(sheet, covered[0], date1904=date1904)
        yield _about(cells.COVERED_CELL, sheet, covered, section, {"found": found})
