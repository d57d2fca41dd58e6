"""How cells look: given the styles part, gives the look of each style that cells name.

Of all that a style says, what changes what a reader sees: the number format, and letters
crossed out or raised. Must not know cells or sheets.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from lxml import etree

from compiler.ooxml.markup import local_name
from compiler.values.named_tuple import NamedTuple

Letters = Literal["plain", "struck", "raised", "lowered"]
_OFF = ("0", "false", "off")
_SCRIPTS: dict[str, Letters] = {"superscript": "raised", "subscript": "lowered"}

# ECMA-376 Part 1, 18.8.30: the formats without a code of their own, as the Chinese edition
# shows them; what the edition leaves to the system is written as it is in China.
_ACCOUNT = '_ * #,##0{0}_ ;_ * -#,##0{0}_ ;_ * "-"{1}_ ;_ @_ '
_MONEY = '_ "¥"* #,##0{0}_ ;_ "¥"* -#,##0{0}_ ;_ "¥"* "-"{1}_ ;_ @_ '
_YEAR_MONTH, _MONTH_DAY, _DAY = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
_HALF_DAY = '上午/下午h"时"mm"分"'
_CODES = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: _YEAR_MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m/d/yy", 31: _DAY,
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: _HALF_DAY, 35: f'{_HALF_DAY}ss"秒"',
    36: _YEAR_MONTH, 37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00", 41: _ACCOUNT.format("", ""), 42: _MONEY.format("", ""),
    43: _ACCOUNT.format(".00", "??"), 44: _MONEY.format(".00", "??"),
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: _YEAR_MONTH, 51: _MONTH_DAY, 52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY,
    55: _HALF_DAY, 56: f'{_HALF_DAY}ss"秒"', 57: _YEAR_MONTH, 58: _MONTH_DAY,
}  # fmt: skip


class Look(NamedTuple):
    """The code of the number format, and what the letters of the whole cell look like."""

    code: str = "General"
    letters: Letters = "plain"


PLAIN = Look()


def styles_in(styles: etree._Element | None) -> int:
    """How many styles cells can name."""
    groups = () if styles is None else styles
    listed = [group for group in groups if local_name(group) == "cellXfs"]
    return sum(local_name(item) == "xf" for item in listed[-1]) if listed else 0


def looks(styles: etree._Element | None) -> Mapping[str, Look]:
    """The look of each style, by its position as cells write it."""
    if styles is None:
        return {}
    codes: dict[str, str] = {}
    fonts: list[Letters] = []
    found: list[Look] = []
    for group in styles:
        name = local_name(group)
        if name == "numFmts":
            codes = {item.get("numFmtId", ""): item.get("formatCode", "") for item in group}
        elif name == "fonts":
            fonts = [letters_of(item) for item in group if local_name(item) == "font"]
        elif name == "cellXfs":
            found = [
                Look(_code(item.get("numFmtId", "0"), codes), _at(item.get("fontId", "0"), fonts))
                for item in group
                if local_name(item) == "xf"
            ]
    return {str(position): look for position, look in enumerate(found)}


def letters_of(font: etree._Element) -> Letters:
    """Of a font, or of the properties of a run: crossed out, else raised or lowered."""
    letters: Letters = "plain"
    for item in font:
        name = local_name(item)
        if name == "strike" and item.get("val", "true") not in _OFF:
            return "struck"
        if name == "vertAlign":
            letters = _SCRIPTS.get(item.get("val", ""), "plain")
    return letters


def _at(number: str, fonts: list[Letters]) -> Letters:
    index = _whole(number)
    return fonts[index] if index < len(fonts) else "plain"


def _code(number: str, codes: dict[str, str]) -> str:
    return codes[number] if number in codes else _CODES.get(_whole(number), "General")


def code_of(number: int, codes: Mapping[int, str]) -> str:
    """The code of a number format, one of the workbook's own or one that all know."""
    return codes[number] if number in codes else _CODES.get(number, "General")


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
