"""What a text refers to: the years of its figures and its title, and its legal bases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from compiler.catalogue import p_wording as kinds
from compiler.checks.prose.faults import Fault, holds_one
from compiler.format.prose import Basis, Prose
from compiler.values.report import Report

_ENDS = str.maketrans("。；！？", "\n\n\n\n")
# Full-width digits as half-width ones, place by place.
_DIGITS = {0xFF10 + n: ord("0") + n for n in range(10)}
# Most patterns are compiled where a text asks for them: few name another year or a decree.
_DATE = r"(\d{4})\s*年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?"
# The end of a period from the first day of a year.
_END = re.compile(
    r"年\s*0?1\s*月\s*0?1\s*日\s*起?\s*(?:至|到|止|[-—－–~～])+\s*(?:(?:\d{4}|同|当|本)\s*年)?"
    r"\s*(?P<until>(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日)"
)
_LAST_DAY = ("12", "31")
_YEAR = re.compile(r"(\d{4})\s*年")
_OTHER_REPORT = "上年|上一年度|去年|往年|历年"
_MAKING = "编制|编写|起草|形成|现将|现就|现予|现发布|公布如下|报告如下|特此|^[^，。]{0,24}年度报告$"
# 现将2023年度情况报告如下, 本报告所称“本年度”是指2023年: the year of this report, whatever it is called.
_PRESENTED = (
    r"现(?:将|就|把|予公布|公布|发布)[^。；]{0,24}?(\d{4})\s*年(?![^，。；]{0,8}(?:修订|施行|印发))|本年度”?[，,]?(?:是|系)?指(\d{4})\s*年"
    r"|(?:本报告|本年度报告|本年报)[^，。；]{0,8}(?:反映|为|是|系)(\d{4})\s*年"
)
_LEADING_YEAR = r"^(?:（[一二三四五六七八九十]+）[^。]{0,12}?。?)?(\d{4})\s*年(?:度|全年)?[，,]"
_UNTIL = r"截[至止](\d{4})年(?:12月31日|12月底|底|年底|末|年末)"
_THIS_YEARS = "本年度?|全年|当年"
_COUNTED = r"\d\s*[件条份宗]"
_AHEAD = r"将|计划|拟|力争|下一步|预计|继续|要|1\s*月|1\s*日"
# A sentence that starts from another year and then speaks of 本年度 took its head from last year's text.
_THIS_YEAR = "本年度?(?:工作|情况|的|将|重点|总体)|作为本年"
_COMPARED = "相比|同比|同期|以来|起|较|比|至今|第|《|〔|上年|去年|今年"
# A sentence that tells of a revision names the old basis rightly.
_REVISED = "修订(?!后的|的)|修改为|废止|取代|原条例|旧条例|不再|替代|修正|失效|更新为|改为"


def wrong_years(text: str, report: Report, prose: Prose) -> Iterator[Fault]:
    """The period of the figures and the report's title must be of the report's year."""
    if report.year is None:
        return
    expected = {"expected": str(report.year)}
    if holds_one(text, prose.period):
        yield from _cut_short(text, report.year, prose)
    if all(int(year) == report.year for year in _YEAR.findall(text)):
        return
    for start, sentence in _pieces(text.translate(_DIGITS), "。；！？\n"):
        year = report.year
        spans = [
            *_periods(sentence, year, prose), *_until(sentence, year), *_titles(sentence, year, prose)
        ]  # fmt: skip
        spans = [s for n, s in enumerate(spans) if not any(_overlap(s, o) for o in spans[:n])]
        for first, last in spans:
            yield kinds.WRONG_PERIOD, text[start + first : start + last], expected
        if leading := _last_year_first(sentence, report.year):
            first, last = leading
            later = text[start + first : start + first + 4].translate(_DIGITS) > str(report.year)
            sure = later or f"{report.year + 1}年" in sentence or re.search(_THIS_YEAR, sentence)
            kind = kinds.WRONG_PERIOD if sure else kinds.UNEXPECTED_YEAR
            yield kind, text[start + first : start + last], expected


def _periods(sentence: str, year: int, prose: Prose) -> Iterator[tuple[int, int]]:
    """统计期限为2019年1月1日至12月31日: from the first wrong date to the last, clause by clause."""
    if re.search(_OTHER_REPORT, sentence):
        return
    for offset, clause in _pieces(sentence, "，,"):
        if holds_one(clause, prose.period):
            wrong = [m for m in re.finditer(_DATE, clause) if int(m[1]) != year]
            if wrong:
                yield offset + wrong[0].start(), offset + wrong[-1].end()


def _cut_short(text: str, year: int, prose: Prose) -> Iterator[Fault]:
    """统计期限为2021年1月1日至11月30日: a year ends on its last day."""
    for start, clause in _pieces(text.translate(_DIGITS), "。；！？\n，,"):
        end = _END.search(clause) if holds_one(clause, prose.period) else None
        if end is not None and end.group("month", "day") != _LAST_DAY:
            words = text[start + end.start("until") : start + end.end("until")]
            yield kinds.PERIOD_CUT_SHORT, words, {"expected": str(year)}


def _until(sentence: str, year: int) -> Iterator[tuple[int, int]]:
    """截至2022年12月31日，本年度公开…: the end of another year than the one that is told of."""
    if re.search(_THIS_YEARS, sentence) and f"{year}年" not in sentence:
        for match in re.finditer(_UNTIL, sentence):
            if abs(int(match[1]) - year) == 1:
                yield match.start(1), match.end()


def _titles(sentence: str, year: int, prose: Prose) -> Iterator[tuple[int, int]]:
    """Last year's report may be spoken of; this one is being made or published."""
    subject = prose.roles.get("subject", ())
    if not subject:
        return
    title_year, own_year = _years_of(subject)
    patterns = [title_year] if re.search(_MAKING, sentence) else []
    if "本报告" in sentence or "本年度报告" in sentence:
        patterns.append(own_year)
    spans = [m.span() for p in patterns for m in p.finditer(sentence) if int(m[1]) != year]
    yield from spans
    for match in re.finditer(_PRESENTED, sentence):
        group = match.lastindex or 1
        first, last = match.span(group)
        if int(match[group]) != year and not any(a <= first < b for a, b in spans):
            yield first, last + 1


@lru_cache(maxsize=16)
def _years_of(subject: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """2020年政府信息公开工作年度报告, and 2020年…政府信息公开工作情况."""
    named = "|".join(map(re.escape, subject))
    return (
        re.compile(rf"(\d{{4}})\s*年度?\s*(?:{named})(?:工作)?年度报告"),
        re.compile(rf"(\d{{4}})\s*年度?[^，。；]{{0,16}}(?:{named})(?:工作)?情况"),
    )


def _last_year_first(sentence: str, year: int) -> tuple[int, int] | None:
    """A sentence that starts from last year and compares it with nothing, or counts what the
    next year has not brought yet."""
    leading = re.match(_LEADING_YEAR, sentence)
    compared = f"{year}年" in sentence or re.search(_COMPARED, sentence)
    if leading is None or compared:
        return None
    ahead = (
        int(leading[1]) == year + 1
        and re.search(_COUNTED, sentence)
        and not re.search(_AHEAD, sentence)
    )
    if int(leading[1]) != year - 1 and not ahead:
        return None
    return leading.start(1), leading.end(1) + 1


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _pieces(text: str, stops: str) -> Iterator[tuple[int, str]]:
    """What stands between these marks, and where."""
    start, mark = 0, stops[0]
    for piece in text.translate(dict.fromkeys(map(ord, stops), mark)).split(mark):
        if piece:
            yield start, piece
        start += len(piece) + 1


def wrong_bases(text: str, prose: Prose) -> Iterator[Fault]:
    """A basis that is not the right one, unless the sentence tells of its revision."""
    bases = [basis for basis in prose.bases if _may_be_told(basis, text)]
    if not bases:
        return
    for sentence in text.translate(_ENDS).split("\n"):
        wrong = (*_wrong_decrees(sentence, bases), *_wrong_numbers(sentence, bases))
        if wrong and re.search(_REVISED, sentence):
            known = {number for basis in bases for number in _numbers(basis.wrong)}
            wrong = tuple(w for w in wrong if _is_its_own(sentence, w[0], bases, known))
        told: set[str] = set()
        for words, right in wrong:
            if words not in told:
                told.add(words)
                yield kinds.WRONG_BASIS, words, {"right": right}


def _is_its_own(sentence: str, words: str, bases: list[Basis], known: set[str]) -> bool:
    """《…条例》（国务院令第771号）: right behind its name, and no number that it ever had."""
    behind = any(re.search(rf"{re.escape(b.cited)}》?[（(]{re.escape(words)}", sentence)
                 for b in bases if b.cited)  # fmt: skip
    return behind and known.isdisjoint(_numbers(words))


def _may_be_told(basis: Basis, text: str) -> bool:
    """Whether a text has its name and a number beside it, or all the digits of a wrong one."""
    if basis.cited and basis.cited in text and "号" in text:
        return True
    return bool(basis.wrong) and all(number in text for number in _numbers(basis.wrong))


@lru_cache(maxsize=64)
def _numbers(wrong: str) -> list[str]:
    return "".join(c if c in "0123456789" else " " for c in wrong).split()


def _wrong_decrees(sentence: str, bases: list[Basis]) -> Iterator[tuple[str, str]]:
    """Beside the regulation's name stands no decree but its own."""
    for basis in bases:
        if basis.cited and basis.cited in sentence:
            yield from _beside(sentence, basis)


def _beside(sentence: str, basis: Basis) -> Iterator[tuple[str, str]]:
    """A decree by its number; of a document's number 〔2020〕109号 the year or the number may be wrong."""
    numbered = any(bracket in basis.decree for bracket in "〔[【(（")
    document = re.fullmatch(_DOCUMENT, basis.decree) if numbered else None
    if document is None:
        told = "号" in sentence.replace(basis.decree, "")  # another one than its own
        for match in re.finditer(_DECREE, sentence) if told else ():
            if match["number"] not in basis.decree:
                yield match[0], basis.decree
        return
    after = sentence[sentence.index(basis.cited) + len(basis.cited) :]
    beside = re.match(r"[^《，。；]{0,8}?[（(]" + _DOCUMENT, after)
    if beside is None or beside["who"] != document["who"]:
        return
    if beside.group("year", "number") != document.group("year", "number"):
        yield after[beside.start("who") : beside.end()], basis.decree


_DOCUMENT = r"(?P<who>[^〔\[【(（\s]{2,8})\s*[〔\[【(（]\s*(?P<year>\d{4})\s*[〕\]】)）]\s*(?P<number>\d+)\s*号"


def _wrong_numbers(sentence: str, bases: list[Basis]) -> Iterator[tuple[str, str]]:
    for basis in bases:
        if basis.wrong:
            match = _basis_pattern(basis.wrong).search(sentence)
            if match and not _basis_pattern(basis.right).search(sentence):
                yield match[0], basis.right


_DECREE = r"(?:国务院|国)令?\s*第?\s*(?P<number>\d{2,4})\s*号(?:令)?"


@lru_cache(maxsize=64)
def _basis_pattern(wrong: str) -> re.Pattern[str]:
    """A decree by its number, however it is written; a document number in any brackets."""
    if decree := re.fullmatch(r"国务院令第(\d+)号", wrong):
        number = decree[1]
        return re.compile(
            rf"国务院(?:令)?\s*第?\s*{number}\s*号(?:令)?"
            rf"|第\s*{number}\s*号\s*(?:国务院)?令"
            rf"|令\s*第?\s*{number}\s*号"
        )
    parts = [re.escape(p) for p in re.split(r"[〔〕]", wrong)]
    return re.compile(
        r"\s*[〔\[【(（]\s*".join(parts[:2]) + r"\s*[〕\]】)）]\s*" + "".join(parts[2:])
    )
