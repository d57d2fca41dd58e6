"""What is wrong with words themselves: years, legal bases, placeholders, names, marks.

Given a report's prose, gives family P's findings that no table is needed for. All of
them are the author's slips of the pen; none forbids a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from compiler.catalogue import prose as kinds
from compiler.checks.prose.verdicts import sentence_with
from compiler.findings import Finding, Kind
from compiler.format.declaration import Declaration
from compiler.format.prose import Prose
from compiler.labels import folded
from compiler.model import Report
from compiler.places import Places

_CJK = "\u3400-\u9fff"
# 张××, 周某某 hide a name; they are no gap in a text.
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马方任袁柳史唐薛雷贺汤罗齐郝毕安常傅康余顾孟黄萧尹姚邵汪毛米戴宋庞熊纪舒项祝董梁杜阮季贾江郭梅林徐邱高夏蔡田胡霍万管卢莫房丁邓洪崔程陆曾段侯龙叶黎白蒲牛廖温"
_PLACEHOLDER = re.compile(
    rf"(?<![A-Za-z])[XxＸ]{{2,}}(?![A-Za-z])|(?<![{_SURNAMES}])[×✕]{{2,}}|[_＿]{{2,}}"
    r"|[XxＸ×]\s*月\s*[XxＸ×]\s*日|\*{2,}|(?:(?<=[（(【：:])待(?:补充|填写|填|核实|定)|待(?:补充|填写)(?=[。，；）)】]|$))|此处填写|请填写|请补充|TODO"
    rf"|(?<![{_SURNAMES}])某某"
    r"|【(?:数量|单位|名称|年份|日期|金额|时间|填写[^】]*|请[^】]*|待[^】]*)】"
    r"|（\s*）|\(\s*\)|〔\s*〕|【\s*】|\[\s*\]"
)
_HALF_WIDTH = re.compile(
    rf"(?<=[{_CJK}》”）])[,;:?!](?=\s*[{_CJK}《“（]|$)|(?<=[{_CJK}])\.(?=\s*$|\s*[{_CJK}])"
)
_HALF_BRACKET = re.compile(rf"\((?=[{_CJK}])[^()]*\)|\([^()]*(?<=[{_CJK}])\)")
_DOUBLED_MARK = re.compile(r"([，。；：、])\s*[，。；：、]|,,|！！！|？？？")
_NUMBER_BRACKETS = re.compile(
    r"[\u4e00-\u9fff](\[\d{4}\]|【\d{4}】|\(\d{4}\)|（\d{4}）)\s*第?\d+号"
)
_DOUBLED_WORD = re.compile(
    rf"(?P<one>[的了和与及是在对将于])(?P=one)(?!确)|(?P<many>[{_CJK}]{{2,8}}?)(?P=many)"
)
# Repetitions that are words: 研究研究, 点点滴滴 are none of a report's slips.
_FINE_TWICE = re.compile(
    "研究|讨论|商量|考虑|再等|(.)\\1|[一二三四五六七八九十百千万]+|逐条|层层|一项|一个|方方"
)
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z-])1[3-9]\d(?:[ -]?\d{4}){2}(?![0-9A-Za-z])")
_DATE = re.compile(r"(\d{4})\s*年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?")
_REVISED = re.compile("修订|修改为|废止|取代|原条例|旧条例|不再|替代|修正|失效|更新为|改为")
_TITLE_YEAR = re.compile(r"(\d{4})\s*年度?\s*政府信息公开(?:工作)?年度报告")
_OTHER_REPORT = re.compile("上年|上一年度|去年|往年|历年")
_MAKING = re.compile(
    "编制|编写|起草|形成|现将|现予|现发布|公布如下|报告如下|特此|^[^，。]{0,24}年度报告$"
)
_OWN_YEAR = re.compile(r"(\d{4})\s*年度?[^，。；]{0,16}政府信息公开(?:工作)?情况")
_LEADING_YEAR = re.compile(r"^(?:（[一二三四五六七八九十]+）[^。]{0,12}?。?)?(\d{4})\s*年度?[，,]")
_COMPARED = re.compile("相比|同比|同期|以来|起|较|比|至今|第|《|〔|上年|去年|今年")
_BODY = (
    rf"[{_CJK}]{{2,20}}?(?:人民政府|街道办事处|管理委员会|管委会|委员会|局|厅)(?:办公室|办公厅)?"
)
_WAYS = "将|认真|严格|积极|坚持|深入|高度|切实|围绕|按照|持续|全面|扎实|继续|以|着力|不断"
_NAME = re.compile(
    rf"(?:本报告|报告)由(?P<by>{_BODY})(?:负责|根据|按照|依据|依照|编制|编写|起草)"
    rf"|(?:请|可)[与向](?P<with>{_BODY})(?:联系|咨询|反映)"
    rf"|(?:^|[，。])(?P<subject>{_BODY})(?=(?:{_WAYS})[^。；]{{0,30}}(?:信息公开|公开职责|公开条例|政务公开))"
    rf"|(?P<title>{_BODY})\s*\d{{4}}\s*年度?\s*政府信息公开"
)


def wording_findings(report: Report, declaration: Declaration, places: Places) -> list[Finding]:
    """Every occurrence in every paragraph; half-width marks once a section."""
    found: list[Finding] = []
    for section, paragraphs in report.narrative.items():
        halves: list[tuple[int, str, int]] = []
        for number, paragraph in enumerate(paragraphs, start=1):
            place = places.paragraph(section, number)
            for kind, words, more in _faults(paragraph.text, section, report, declaration.prose):
                values = {"words": words, "sentence": sentence_with(paragraph.text, words), **more}
                found.append(Finding(kind, place, values, actual=words, words=words))
            if marks := _half_width(paragraph.text):
                halves.append((number, *marks))
        if halves:
            found.append(_half_width_finding(section, halves, places))
    return found


def _half_width_finding(
    section: str, halves: list[tuple[int, str, int]], places: Places
) -> Finding:
    first, *others = (places.paragraph(section, number) for number, _, _ in halves)
    words, count = halves[0][1], sum(each[2] for each in halves)
    values = {"words": words, "count": str(count)}
    related = tuple(others)
    return Finding(kinds.HALF_WIDTH_MARK, first, values, related=related, actual=words, words=words)


def _half_width(text: str) -> tuple[str, int] | None:
    """The first half-width mark with what stands around it, and how many there are."""
    halves = [m for pattern in (_HALF_WIDTH, _HALF_BRACKET) for m in pattern.finditer(text)]
    if not halves:
        return None
    first = min(halves, key=lambda m: m.start())
    return text[max(0, first.start() - 4) : first.start() + 5], len(halves)


_Fault = tuple[Kind, str, dict[str, str]]


def _faults(text: str, section: str, report: Report, prose: Prose) -> Iterator[_Fault]:
    yield from _years(text, report, prose)
    yield from _bases(text, prose)
    for match in _PLACEHOLDER.finditer(text):
        yield kinds.PLACEHOLDER, match[0], {}
    yield from _names(text, report)
    yield from _marks(text)
    yield from _personal(text, section, report)


def _years(text: str, report: Report, prose: Prose) -> Iterator[_Fault]:
    """The period of the figures and the report's title must be the report's year."""
    if report.year is None:
        return
    expected = {"expected": str(report.year)}
    folded_text = text.translate(_DIGITS)
    for start, sentence in _pieces(folded_text, "。；！？\n"):
        for offset, clause in _pieces(sentence, "，,"):
            period = any(w in clause for w in prose.period) and not _OTHER_REPORT.search(sentence)
            dates = [*_DATE.finditer(clause)] if period else []
            wrong = [m for m in dates if int(m[1]) != report.year]
            if wrong:
                first, last = wrong[0].start(), wrong[-1].end()
                yield kinds.WRONG_PERIOD, _cut(text, start + offset, first, last), expected
        # Last year's report may be spoken of; this one is being made or published.
        titles = [*_TITLE_YEAR.finditer(sentence)] if _MAKING.search(sentence) else []
        titles += (
            [*_OWN_YEAR.finditer(sentence)]
            if "本报告" in sentence or "本年度报告" in sentence
            else []
        )
        for match in titles:
            if int(match[1]) != report.year:
                yield kinds.WRONG_PERIOD, _cut(text, start, *match.span()), expected
        leading = _LEADING_YEAR.match(sentence)
        spoken = f"{report.year}年" in sentence or _COMPARED.search(sentence)
        if leading and int(leading[1]) == report.year - 1 and not spoken:
            yield (
                kinds.UNEXPECTED_YEAR,
                _cut(text, start, leading.start(1), leading.end(1) + 1),
                expected,
            )


# Full-width digits as half-width ones, place by place.
_DIGITS = {0xFF10 + n: ord("0") + n for n in range(10)}


def _pieces(text: str, stops: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(f"[^{stops}]+", text):
        yield match.start(), match[0]


def _cut(text: str, start: int, first: int, last: int) -> str:
    return text[start + first : start + last]


def _bases(text: str, prose: Prose) -> Iterator[_Fault]:
    """A basis that no longer holds, unless the sentence tells of its revision."""
    for sentence in re.split("[。；！？\n]", text):
        if _REVISED.search(sentence):
            continue
        for basis in prose.bases:
            match = _basis_pattern(basis.wrong).search(sentence)
            if match and not _basis_pattern(basis.right).search(sentence):
                yield kinds.WRONG_BASIS, match[0], {"right": basis.right}


@lru_cache(maxsize=64)
def _basis_pattern(wrong: str) -> re.Pattern[str]:
    """A decree by its number, however it is written; a document number in any brackets."""
    if decree := re.fullmatch(r"国务院令第(\d+)号", wrong):
        number = decree[1]
        return re.compile(
            rf"国务院(?:令)?\s*第?\s*{number}\s*号(?:令)?|第\s*{number}\s*号\s*(?:国务院)?令|令\s*第?\s*{number}\s*号"
        )
    parts = [re.escape(p) for p in re.split(r"[〔〕]", wrong)]
    return re.compile(
        r"\s*[〔\[【(（]\s*".join(parts[:2]) + r"\s*[〕\]】)）]\s*" + "".join(parts[2:])
    )


def _names(text: str, report: Report) -> Iterator[_Fault]:
    own = [folded(n) for n in (report.name, report.agency.get("compiled_by", "")) if n]
    if not own:
        return
    for match in _NAME.finditer(text):
        name = next(group for group in match.groups() if group)
        # A government's report speaks of all its bureaux.
        if match["subject"] and _has_bureaux(report.name) and _is_bureau(name):
            continue
        if not any(_same_body(folded(name), mine) for mine in own):
            yield kinds.OTHER_BODY, name, {"own": report.name}


def _is_bureau(name: str) -> bool:
    return bool(re.search("(?:局|委员会|(?<!办公)厅|街道办事处|管委会)$", name))


def _has_bureaux(name: str) -> bool:
    """Governments of a county and above, and their offices."""
    own = re.sub("办公室|办公厅", "", name)
    return own.endswith("政府") and not re.search("(?:镇|乡)(?:人民)?政府$", own)


def _same_body(name: str, own: str) -> bool:
    """本局's own offices and shorter forms of its name are the same body."""
    if name in own or own in name:
        return True
    stem = re.sub("人民政府|政府|办公室|办公厅", "", name)
    return bool(stem) and stem in re.sub("人民政府|政府|办公室|办公厅", "", own)


def _marks(text: str) -> Iterator[_Fault]:
    for match in _DOUBLED_MARK.finditer(text):
        yield kinds.DOUBLED_MARK, match[0], {}
    for match in _NUMBER_BRACKETS.finditer(text):
        yield kinds.DOCUMENT_NUMBER_BRACKETS, match[0][1:], {}
    for match in _DOUBLED_WORD.finditer(text):
        if not (match["many"] and _FINE_TWICE.fullmatch(match["many"])):
            yield kinds.DOUBLED_WORD, match[0], {}


def _personal(text: str, section: str, report: Report) -> Iterator[_Fault]:
    for match in _IDENTITY.finditer(text):
        if _is_identity_number(match[0]):
            yield kinds.IDENTITY_NUMBER, match[0], {}
    contact = folded(report.agency.get("telephone", ""))
    for match in _MOBILE.finditer(text):
        if re.sub("[ -]", "", match[0]) not in contact and section != _contact_section(report):
            yield kinds.MOBILE_NUMBER, match[0], {}


def _contact_section(report: Report) -> str:
    """Contacts are given in the first section of the report."""
    return next(iter(report.narrative), "")


# GB 11643: the weights of the first seventeen digits, and the check character by remainder.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def _is_identity_number(text: str) -> bool:
    """A birth date that can be, and the right check character."""
    year, month, day = int(text[6:10]), int(text[10:12]), int(text[12:14])
    born = 1850 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31
    remainder = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False)) % 11
    return born and _CHECKS[remainder] == text[17].upper()
