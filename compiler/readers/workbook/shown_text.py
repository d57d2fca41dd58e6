"""FixedWords from a cell, as the screen shows them, or why they cannot be printed.

Given one raw cell, gives text or a finding. It knows no sheet beyond that cell.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from compiler.catalogue import c_cells as cells
from compiler.catalogue import c_seen as kinds
from compiler.ooxml.cells.raw import RawCell
from compiler.ooxml.cells.shown import meaning_of, shown_value, shown_words
from compiler.report.typed import as_excel_shows, stored_number
from compiler.text.language import Text
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Place, Values

_DAY = 'yyyy"年"m"月"d"日"'
_MOMENT = f'{_DAY} h"时"mm"分"'
_WORDS = Text("文字", "words")
_PLAIN_FORMATS = ("General", "@")


def text_of(cell: RawCell | None, *, date1904: bool = False) -> str:
    """What a cell shows, as text; where its format shows nothing, what is stored."""
    if cell is None or cell.kind in ("error", "empty", "picture"):
        return ""
    if cell.kind == "boolean":
        return "TRUE" if cell.text in ("1", "true") else "FALSE"
    code = cell.look.code
    if cell.kind == "text":
        return cell.text if code in _PLAIN_FORMATS else shown_words(cell.text, code) or cell.text
    shown = _number_shown(cell, date1904=date1904)
    return shown or _stored(cell)


def day_shown(cell: RawCell, *, date1904: bool) -> str:
    """2025年1月10日, however the date is shown; empty where the cell holds no date."""
    number, code = _number(cell)
    if number is None or meaning_of(code) != "date":
        return ""
    from compiler.ooxml.cells.shown_date import day_of

    day = day_of(number, date1904=date1904 and cell.kind == "number")
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"


def unprintable(cell: RawCell, place: Place, key: str = "") -> Finding | None:
    """Why a cell for words gives none: an error value, no result, a picture.

    `key` names the entry where several have no other name in the declaration.
    """
    label = place.label or ""
    if cell.kind == "picture":
        return Finding(kinds.PICTURE, place, {"label": label}, words=f"{key} picture".strip())
    if cell.kind == "error":
        values: Values = {"label": label, "found": cell.text, "wanted": _WORDS}
        return Finding(cells.ERROR_VALUE, place, values, words=f"{key} {cell.text}".strip())
    if cell.kind == "empty":
        values = {"label": label, "found": f"={cell.formula}", "wanted": _WORDS}
        words = f"{key} {cell.formula or ''}".strip()
        return Finding(cells.NEVER_CALCULATED, place, values, words=words)
    return None


def not_as_shown(cell: RawCell, place: Place, *, date1904: bool) -> Finding | None:
    """What is said of a number whose format cannot be followed."""
    if _number(cell)[0] is None:
        return None
    if _number_shown(cell, date1904=date1904) is not None:
        return None
    found = _stored(cell)
    values = {"label": place.label or "", "code": cell.look.code, "found": found}
    return Finding(kinds.NOT_AS_SHOWN, place, values, words=found)


def shows_nothing(cell: RawCell, *, date1904: bool) -> bool:
    """Whether the format alone keeps what is stored from being seen."""
    if cell.kind == "text":
        code = cell.look.code
        return code not in _PLAIN_FORMATS and not shown_words(cell.text, code).strip()
    if cell.kind in ("number", "date"):
        shown = _number_shown(cell, date1904=date1904)
        return shown is not None and not shown.strip()
    return False


def _number_shown(cell: RawCell, *, date1904: bool) -> str | None:
    """None for what is no number, or a format that cannot be followed."""
    number, code = _number(cell)
    if number is None:
        return None
    shown = shown_value(number, code, date1904=date1904 and cell.kind == "number")
    return None if shown is None else " ".join(shown.split("\n")).strip()


def _number(cell: RawCell) -> tuple[Decimal | None, str]:
    """The number stored and the code that shows it; a date in ISO 8601 becomes a day number."""
    if cell.kind not in ("number", "date"):
        return None, cell.look.code
    if cell.kind == "number":
        number = stored_number(cell.text)
        return (None if number is None else as_excel_shows(number)), cell.look.code
    try:
        moment = datetime.fromisoformat(cell.text.strip().removesuffix("Z"))
    except ValueError:
        return None, cell.look.code
    past = moment.replace(tzinfo=None) - datetime(1899, 12, 30)
    number = Decimal(past.days) + Decimal(past.seconds) / 86400
    if meaning_of(cell.look.code) == "date":
        return number, cell.look.code
    return number, _MOMENT if past.seconds else _DAY


def _stored(cell: RawCell) -> str:
    number = stored_number(cell.text) if cell.kind == "number" else None
    return cell.text if number is None else plain(as_excel_shows(number))
