"""Numbers in Chinese prose, with their units, their spans and how sure they are.

Given a text, gives its skeleton: blanks gone, widths folded, and each number one mark, so
that a phrase is a pattern of few characters. It knows no figure and no declaration.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from compiler.values import limits
from compiler.values.named_tuple import NamedTuple

UnitKind = Literal["count", "money", "percent", "time", "none"]

# One private character stands for each number; a paragraph has far fewer than these.
FIRST_MARK, LAST_MARK = "\ue000", "\uf8ff"
_FIRST_PLACE, _MOST_MARKS = ord(FIRST_MARK), ord(LAST_MARK) - ord(FIRST_MARK)
MARKS = f"{FIRST_MARK}-{LAST_MARK}"
MARK = f"[{MARKS}]"
_MARK = re.compile(MARK)
# What ends the sentence of a claim, in a text and in its skeleton.
SENTENCE_ENDS = "。;；!！？?\n"

_COUNTERS = (
    "件次", "人次", "案次", "户次", "家次", "场次", "件", "宗", "份", "条", "项", "起", "个", "次", "篇", "期", "场", "人", "名",
    "家", "部", "册", "批", "例", "页", "户", "处", "类", "种", "倍", "字", "万次",
    "封", "笔", "张", "则", "款", "台", "本", "幅", "单", "通", "位", "间", "卷", "案", "组", "支", "辆", "亩", "所",
)  # fmt: skip
_TIMES = (
    "年度", "年", "月份", "月", "日", "季度", "号", "时", "分", "届", "个工作日", "工作日", "小时", "分钟",
    "天", "周", "个月", "个自然日", "岁", "周年",
)  # fmt: skip
_PERCENTS = ("%", "个百分点", "百分点", "成")
_KINDS: dict[str, UnitKind] = {
    "元": "money", **dict.fromkeys(_TIMES, "time"), **dict.fromkeys(_PERCENTS, "percent"),
    **dict.fromkeys(_COUNTERS, "count"),
}  # fmt: skip
_UNIT = "|".join(sorted((*_COUNTERS, *_TIMES, *_PERCENTS, "元"), key=len, reverse=True))
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHARACTERS = "零〇一二两三四五六七八九十百千"
_CHINESE = f"[{_CHARACTERS}]+(?:万[{_CHARACTERS}]*)?(?:点[零〇一二三四五六七八九]+)?"
_ABOUT_BEFORE = "约为?|近|逾|超过?|不足|不到|将近|大约|至少|最多"
_NO_AMOUNT_BEFORE = "第|每|任何|这|那|另|同|某"
_FRACTION_BEFORE = "[一二三四五六七八九十]分之|百分之"
# Every number begins with one of these; other characters are passed over at once.
_FIRST = f"[0-9{_CHARACTERS}约近逾超不将大至最第每任这那另同某]"
_NUMBER = re.compile(
    rf"(?={_FIRST})(?P<before>{_ABOUT_BEFORE}|{_NO_AMOUNT_BEFORE}|{_FRACTION_BEFORE})?"
    rf"(?:(?P<arabic>{_ARABIC})|(?P<chinese>{_CHINESE}))"
    r"(?P<about>余|多|几|来)?(?P<scale>万|亿)?(?P<about2>余|多)?"
    rf"(?P<unit>{_UNIT})?(?P<after>以上|左右|上下|以内|多)?",
    re.ASCII,
)
# What stands before a number that is told roughly.
ABOUT = frozenset(
    ("约", "约为", "近", "逾", "超", "超过", "不足", "不到", "将近", "大约", "至少", "最多")
)
_NO_AMOUNT = frozenset(("第", "每", "任何", "这", "那", "另", "同", "某"))
_ONE = Decimal(1)
_SCALE = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "": _ONE}
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}


# 两项合计, 三类之和: things told before, counted together.
_TOGETHER = frozenset(("项", "类", "种", "组"))
# 一次性, 一部分: what must not follow.
_PART_OF_A_WORD = {"次": "性", "部": "分"}
_SUMMED = "合计|总计|共|之和|相加|加起来|总和|加总|均|都|皆|全部|中|里|案件|数字|指标|结果|数据|情形|方面|占|最多|居多|较多|居前|为主"


class ProseNumber(NamedTuple):
    """A number in a text: `start` and `end` are its span in the text as written.

    `value` is in single units (3.2万元 is 32000); `decimals` how many were written; `step`
    is the unit of the last digit written (0.1万 is 1000).
    """

    start: int
    end: int
    value: Decimal
    unit: str
    kind: UnitKind
    approximate: bool
    ordinal: bool
    decimals: int
    step: Decimal


class Skeleton(NamedTuple):
    """`text` with numbers as marks; `origin[i]` is the place of its i-th character."""

    written: str
    text: str
    origin: tuple[int, ...]
    numbers: tuple[ProseNumber, ...]

    def number(self, mark: str) -> ProseNumber:
        return self.numbers[ord(mark) - _FIRST_PLACE]

    def numbers_between(self, start: int, end: int) -> list[ProseNumber]:
        if not self.numbers:
            return []
        marks = _MARK.findall(self.text, start, end)
        return [self.numbers[ord(mark) - _FIRST_PLACE] for mark in marks]

    def span(self, start: int, end: int) -> str:
        """The words as written between two places of the skeleton."""
        if start >= end:
            return ""
        ends = [
            self.number(c).end if is_mark(c) else place + 1
            for c, place in zip(self.text[start:end], self.origin[start:end], strict=True)
        ]
        first = min(self.origin[start:end])
        # A number that begins at one of these characters is shown whole.
        begun = {first, *(end - 1 for end in ends)}
        ends += [number.end for number in self.numbers if number.start in begun]
        return self.written[first : max(ends)]


def since(text: str, end: int, stops: str = SENTENCE_ENDS) -> str:
    """The text before a place as far back as the last of these characters."""
    return text[max(text.rfind(stop, 0, end) for stop in stops) + 1 : end]


def mark_of(position: int) -> str:
    """The mark of the number at this position among those of its text."""
    return chr(_FIRST_PLACE + position)


def is_mark(character: str) -> bool:
    return FIRST_MARK <= character <= LAST_MARK


def skeleton(written: str) -> Skeleton:
    """Half-width letters, digits and marks; no blanks; numbers replaced."""
    folded, places = _folded(written)
    text, origin = "", list[int]()
    numbers: list[ProseNumber] = []
    at = 0
    for match in _NUMBER.finditer(folded):
        start, end = _span_of(match)
        number = _number(match, places[start], places[end - 1] + 1)
        if number is None or len(numbers) > _MOST_MARKS:
            continue
        text += folded[at:start] + mark_of(len(numbers))
        origin += places[at : start + 1]
        numbers.append(number)
        at = end
    return Skeleton(written, text + folded[at:], (*origin, *places[at:]), tuple(numbers))


def with_years(words: Skeleton, year: int | None) -> Skeleton:
    """Last year, this year and next year by their words: 2024年 reads as 本年, 2024年度 as 本年度."""
    if year is None:
        return words
    marks = {mark_of(n) for n, number in enumerate(words.numbers) if _relative(number, year)}
    if not marks:
        return words
    years = [place for place, character in enumerate(words.text) if character in marks]
    text, origin, at = "", [], 0
    for place in years:
        number = words.number(words.text[place])
        said = _relative(number, year) + number.unit[1:]
        text += words.text[at:place] + said
        origin += [*words.origin[at:place], *[words.origin[place]] * len(said)]
        at = place + 1
    text, origin = text + words.text[at:], [*origin, *words.origin[at:]]
    return Skeleton(words.written, text, tuple(origin), words.numbers)


def _relative(number: ProseNumber, year: int) -> str:
    """上年, 本年 or 下年, if it is a year and one of these."""
    return _RELATIVE.get(number.value - year, "") if number.unit in ("年", "年度") else ""


_RELATIVE = {Decimal(-1): "上年", Decimal(0): "本年", Decimal(1): "下年"}


# Full-width letters, digits and signs as half-width ones, but for the marks of Chinese sentences.
_WIDTHS = {n: n - 0xFEE0 for n in range(0xFF01, 0xFF5F) if chr(n) not in "，；：！？（）"}
_WIDE = re.compile("[\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5e]")
_BLANK = re.compile(r"[\s\u200b\ufeff]")


def _folded(written: str) -> tuple[str, Sequence[int]]:
    """The text without blanks, and where each of its characters stood."""
    folded = written.translate(_WIDTHS) if _WIDE.search(written) else written
    if folded.isprintable() and " " not in folded:
        return folded, range(len(folded))
    # Neither other blanks nor what would pass for a mark can be printed.
    folded = "".join("\ufffd" if is_mark(character) else character for character in folded)
    blanks = set(_BLANK.findall(folded))
    if not blanks:
        return folded, range(len(folded))
    places = [place for place, character in enumerate(folded) if character not in blanks]
    return _BLANK.sub("", folded), places


def _span_of(match: re.Match[str]) -> tuple[int, int]:
    """From the first digit to the end of the unit; what is said of it behind that is no part of it."""
    if match["before"] == "百分之":
        start = match.start("before")
    else:
        start = match.start("arabic" if match["arabic"] else "chinese")
    return start, match.start("after") if match["after"] else match.end()


def _number(match: re.Match[str], start: int, end: int) -> ProseNumber | None:
    """The number from `start` to `end` of the text as written; None if it is no amount."""
    before, arabic, chinese, about, large, about2, unit, after = match.groups("")
    hundredth, digits = before == "百分之", arabic or chinese
    if chinese and not hundredth and (not unit or unit in _TIMES or unit == "本"):
        return None  # 一是, 三大类, 第二十条, 一本: words rather than amounts
    if limits.DIGITS.passed(len(digits)):
        return None  # its own finding says so
    if unit in _PART_OF_A_WORD and match.string.startswith(
        _PART_OF_A_WORD[unit], match.end("unit")
    ):
        return None
    if chinese and unit in _TOGETHER and re.match(_SUMMED, match.string[match.end("unit") :]):
        return None  # 两项合计, 三类之和: the things told before, not a number of them
    plain = Decimal(digits.replace(",", "")) if arabic else chinese_value(digits)
    tenths = unit == "成"
    fraction = digits.replace("点", ".").partition(".")[2]
    scale = _SCALE[large]
    value = plain * scale * (10 if tenths else 1)
    kind = "percent" if hundredth else _KINDS.get(unit, "none")
    roughly = bool(about or about2 or after) or before in ABOUT
    approximate = roughly or (before.endswith("分之") and not hundredth)
    decimals = -1 if tenths else len(fraction)
    step = _ONE.scaleb(-len(fraction)) * scale if fraction else scale
    unit = "%" if hundredth or tenths else unit
    return ProseNumber(
        start, end, value, unit, kind, approximate, before in _NO_AMOUNT, decimals, step
    )


def chinese_value(text: str) -> Decimal:
    """三千一百一十九 → 3119, 一百零三 → 103, 二〇二〇 → 2020; Decimal as figures are."""
    whole, point, fraction = text.partition("点")
    if point:
        return chinese_value(whole) + Decimal("0." + "".join(str(_DIGITS[c]) for c in fraction))
    head, ten_thousands, tail = text.partition("万")
    if ten_thousands:
        return chinese_value(head) * 10_000 + (chinese_value(tail) if tail else 0)
    if not any(place in head for place in _PLACES):
        return Decimal("".join(str(_DIGITS[c]) for c in head))
    total, digit = 0, 0
    for character in head:
        if character in _PLACES:
            total += (digit or 1) * _PLACES[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return Decimal(total + digit)
