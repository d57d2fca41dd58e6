"""What the words of a printed form are: a label, a figure or a blank, a total, a unit.

Given the text of one cell or paragraph; gives what it is. It knows no table.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from compiler.text.characters import illegal

_HAN = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_WIDE = re.compile(f"[{_HAN}]")
_WIDE_MARK = re.compile("[\u3000-\u303f\uff00-\uff0f\uff1a-\uff20“”]")
_BROKEN = re.compile(rf"(?<=[{_HAN}])\s*\n\s*|\s*\n\s*(?=[{_HAN}])")
_UNITS = "亿元|万元|千元|百万元|元|£ ?million|£ ?thousand|\\$ ?million|\\$ ?thousand|£|\\$|€"
_COUNTERS = "件|项|人|次|个|条|户|宗|份"
_NUMBER = re.compile(
    rf"[+\-−]?(?:[£$€¥￥] ?)?(\d[\d,，]*(?:\.\d+)?) ?(?:%|{_UNITS}|{_COUNTERS})?", re.IGNORECASE
)
# What a blank form has where a figure is to be written, or where none can be.
_BLANK = re.compile(r"[\s_＿×xX*＊○□/／—–\-－…]*|N/?A|n/?a|不适用|暂?无|没有|[Nn]one|[Nn]il")
_MARKED_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*")
_TOTAL = re.compile(
    r".*(?:总计|合计|共计|小计)|(?:grand |sub-?)?totals?\b.*|all \w+( \w+)?|sum|(?:agency )?overall",
    re.IGNORECASE,
)
_UNIT_SAID = re.compile(
    rf"单位\s*[:：]\s*({_UNITS})|[（(]({_UNITS})[）)]|\bin ({_UNITS})|^({_UNITS})(?: |$)",
    re.IGNORECASE,
)
_MONEY_FIGURE = re.compile(rf"[+\-−]?\d[\d,，]*(?:\.\d+)? ?({_UNITS})", re.IGNORECASE)
_UNIT_LINE = re.compile(r"(?:金额)?单位\s*[:：]\s*(\S{1,8})|units?\s*:\s*(.{1,16})", re.IGNORECASE)
_CHANGE = re.compile(
    r"增\s*[/／（(]?\s*[-－]?减|增减|[（(][+＋]/[-－][）)]|\bchange\b", re.IGNORECASE
)
_MONEY = re.compile(r"金额|经费|\bamount\b|\bexpenditure\b|\bcosts?\b", re.IGNORECASE)
_NAMES_OF_LINES = re.compile(r".*(?:编码|代码|名称)|姓名|(?:code|name)\b.*", re.IGNORECASE)
_NUMBERS_OF_LINES = re.compile(r"行次|栏次|序号|编号|no\.?|line", re.IGNORECASE)
_NOTE = re.compile(r"(?:注|说明|备注|填表说明|notes?)\s*\d*\s*[:：.]", re.IGNORECASE)


# Braces in a declaration are for what a report fills in.
_NO_BRACES = str.maketrans("{}｛｝", "（）（）")


def tidied(text: str) -> str:
    """A text as a declaration writes it: on one line, its letters not spread, without braces."""
    text = text.translate(_NO_BRACES | {ord(c): None for c in illegal(text)})
    kept = (
        " " if unicodedata.category(c)[0] in "CZ" else c
        for c in _BROKEN.sub("", text)
        if unicodedata.category(c) != "Cf"
    )
    first, *words = "".join(kept).split() or [""]
    line, last = first, first
    for word in words:
        line += word if _belong(last, word) else f" {word}"
        last = word
    return line


def _belong(word: str, following: str) -> bool:
    """Whether a blank parts letters only: of 总　计, spread over a cell, or beside a wide mark."""
    wide = _WIDE.match(word[-1]) and _WIDE.match(following)
    marks = _WIDE_MARK.match(word[-1]) or _WIDE_MARK.match(following)
    return bool(wide and (marks or 1 in (len(word), len(following))))


def number_in(text: str) -> Decimal | None:
    """The number of a figure as a form prints it, whatever unit stands beside it."""
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None or len(text) > 40:
        return None
    try:
        number = Decimal(match[1].replace(",", ""))
    except InvalidOperation:
        return None
    return -number if text.strip()[0] in "-−－" else number


def is_label(text: str) -> bool:
    """Whether a cell says what stands beside or below it, and holds no figure, nor room for one."""
    return not _BLANK.fullmatch(text.strip()) and number_in(text) is None


def is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text.strip()))


def is_total(label: str) -> bool:
    """Whether a label says that its line is what others come to."""
    return bool(_TOTAL.fullmatch(bare(label)))


def bare(label: str) -> str:
    """Without the number before it: （七）总计 → 总计."""
    return _MARKED_NUMBER.sub("", label, count=1).strip()


def unit_said(label: str) -> str:
    """The unit of money that a label names."""
    match = _UNIT_SAID.search(label)
    return next(filter(None, match.groups())) if match else ""


def unit_beside(figure: str) -> str:
    """The unit of money printed with a number."""
    match = _MONEY_FIGURE.fullmatch(figure.strip())
    return match[1] if match else ""


def unit_line(text: str) -> str:
    """The unit that a line above a table says of all of it."""
    match = _UNIT_LINE.fullmatch(tidied(text))
    return next(filter(None, match.groups())).strip() if match else ""


def is_change(label: str) -> bool:
    return bool(_CHANGE.search(label))


def is_money(label: str) -> bool:
    return bool(_MONEY.search(label))


def is_unit_of_money(unit: str) -> bool:
    return bool(re.fullmatch(_UNITS, unit, re.IGNORECASE))


def numbers_lines(label: str) -> bool:
    """Whether the numbers below a head are printed, and count the rows."""
    return bool(_NUMBERS_OF_LINES.fullmatch(label.strip()))


def names_lines(label: str) -> bool:
    """Whether what is below a head are keys or names, be they still to be written."""
    return bool(_NAMES_OF_LINES.fullmatch(label.strip()))


def is_note(text: str) -> bool:
    return bool(_NOTE.match(text.strip()))
