"""The page against GB/T 9704-2012: paper, margins, page numbers.

Given a document as it is set, gives deviations, section by section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from compiler.audit.deviation import Deviation, listed, millimetres, size_text
from compiler.catalogue import d_paper as kinds
from compiler.document import gbt9704 as gbt
from compiler.ooxml.words.numbering import PageNumber
from compiler.ooxml.words.typeset import PageSection, Typeset
from compiler.text.language import Text
from compiler.text.numerals import plain

# 一字线, and what programs and fonts take for one.
_DASH = "[\N{EM DASH}\N{HORIZONTAL BAR}\N{BOX DRAWINGS LIGHT HORIZONTAL}\N{FULLWIDTH HYPHEN-MINUS}]"
_DASHED = re.compile(rf"\s*{_DASH}\s*\d*\s*{_DASH}\s*")
_NUMBER_FACE = gbt.typeface_of(gbt.PAGE_NUMBER_FACE.latin)
# How high the dash stands depends on the reader's line; half a line is not told apart.
_HALF_LINE = gbt.SI_HAO * 13 // 2
_MOST_SECTIONS = 6
_SIDES = {
    "right": Text("在右", "right"),
    "left": Text("在左", "left"),
    "center": Text("居中", "centred"),
    "inside": Text("在内侧", "inside"),
}


def page_deviations(document: Typeset) -> Iterator[Deviation]:
    met: dict[str, list[int]] = {}
    deviations: list[Deviation] = []
    for number, section in enumerate(document.sections, start=1):
        for deviation in chain(_paper(section), _numbers(section, document.even_apart)):
            met.setdefault(deviation.kind.code, []).append(number)
            deviations.append(deviation)
    for deviation in deviations:
        where = _where(met[deviation.kind.code], len(document.sections))
        yield deviation._replace(values={"where": where})


def _where(numbers: list[int], sections: int) -> Text:
    """Which sections; nothing where it is all of them."""
    if len(numbers) == sections:
        return Text("", "")
    told, more = [*map(str, numbers[:_MOST_SECTIONS])], len(numbers) > _MOST_SECTIONS
    zh, en = "、".join(told), ", ".join(told)
    return Text(
        f"第 {zh} {'等' if more else ''}节的", f"Section {en}{' and more' if more else ''}: "
    )


def _paper(section: PageSection) -> Iterator[Deviation]:
    sides = sorted((section.width, section.height))
    standard = (gbt.PAGE_WIDTH, gbt.PAGE_HEIGHT)
    if any(abs(a - b) > gbt.TOLERANCE for a, b in zip(sides, standard, strict=True)):
        size = f"{_mm(section.width)} × {_mm(section.height)}"
        yield Deviation(kinds.WRONG_PAPER, Text(f"{size} 毫米", f"{size} mm"))
    elif section.landscape and not _stands_as_bound(section):
        yield Deviation(kinds.LANDSCAPE_SECTION, Text("横向", "landscape"))
    elif wrong := () if section.landscape else tuple(_margins(section)):
        yield Deviation(kinds.WRONG_MARGINS, listed(wrong))


def _stands_as_bound(section: PageSection) -> bool:
    """Whether the number of a page on its side is at its left, read from there (7.4)."""
    numbers = [number for number in section.numbers.values() if number is not None]
    return bool(numbers) and all(number.turned for number in numbers)


def _margins(section: PageSection) -> Iterator[Text]:
    """What 天头, 订口 and 版心 are; of the other two margins they leave nothing open."""
    height = section.height - section.top - section.bottom
    for zh, en, actual, standard in (
        ("上边距", "top margin", section.top, gbt.MARGIN_TOP),
        ("左边距", "left margin", section.left, gbt.MARGIN_LEFT),
        ("版心宽", "width of the type area", section.text_width, gbt.TEXT_WIDTH),
        ("版心高", "height of the type area", height, gbt.TEXT_HEIGHT),
    ):
        if abs(actual - standard) > gbt.TOLERANCE:
            measured, asked = _mm(actual), _whole_mm(standard)
            yield Text(
                f"{zh} {measured} 毫米（标准 {asked}）", f"{en} {measured} mm (standard {asked})"
            )


def _numbers(section: PageSection, even_apart: bool) -> Iterator[Deviation]:
    wrong = tuple(dict.fromkeys(_wrong_numbers(section, even_apart)))
    if wrong:
        yield Deviation(kinds.WRONG_PAGE_NUMBER, listed(wrong))
    number = section.numbers.get("default")
    if number is None or number.floats or section.landscape:
        return
    below = section.bottom - section.footer - _HALF_LINE
    if abs(below - gbt.DASH_BELOW_TEXT) > _HALF_LINE:
        asked, measured = Decimal(_whole_mm(gbt.DASH_BELOW_TEXT)), millimetres(below)
        yield Deviation(
            kinds.PAGE_NUMBER_DISTANCE,
            Text(f"{plain(measured)} 毫米", f"{plain(measured)} mm"),
            expected=asked,
            actual=measured,
        )


def _wrong_numbers(section: PageSection, even_apart: bool) -> Iterator[Text]:
    odd, even = section.numbers.get("default"), section.numbers.get("even")
    if odd is None:
        yield Text("没有页码", "there is none")
        return
    if section.first_apart and section.numbers.get("first") is None:
        yield Text("首页没有页码", "none on the first page")
    yield from _set_otherwise(odd)
    if not even_apart:
        if odd.side not in ("outside", None):
            side = _SIDES[odd.side]
            yield Text(
                f"单双页都{side.zh}（标准单页居右、双页居左）",
                f"{side.en} on all pages (standard: right on odd, left on even ones)",
            )
    elif even is None:
        yield Text("双页没有页码", "none on even pages")
    else:
        yield from _set_otherwise(even)
        yield from _side(odd, "right", Text("单页", "odd pages"))
        yield from _side(even, "left", Text("双页", "even pages"))


def _side(number: PageNumber, outer: str, pages: Text) -> Iterator[Text]:
    if number.side not in (outer, "outside", None):
        side = _SIDES[number.side]
        yield Text(f"{pages.zh}{side.zh}", f"{side.en} on {pages.en}")


def _set_otherwise(number: PageNumber) -> Iterator[Text]:
    if not _DASHED.fullmatch(number.text):
        yield Text("左右没有一字线", "no dash on each side")
    if abs((number.type.size or 0) - gbt.SI_HAO) > 1:
        actual, asked = size_text(number.type.size), size_text(gbt.SI_HAO)
        yield Text(f"{actual.zh}（标准{asked.zh}）", f"{actual.en} (standard {asked.en})")
    if gbt.typeface_of(number.type.latin or "") is not _NUMBER_FACE:
        font = number.type.latin
        zh, en = (font, font) if font else ("没有指定的字体", "no font named")
        yield Text(f"数字为{zh}（标准半角宋体）", f"digits in {en} (standard Song)")


def _mm(twips: int) -> str:
    return plain(millimetres(twips))


def _whole_mm(twips: int) -> str:
    return str(round(millimetres(twips)))
