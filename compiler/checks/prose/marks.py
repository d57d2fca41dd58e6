"""Marks and gaps: what was left to be filled in, punctuation, words and marks written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.catalogue import p_wording as kinds
from compiler.checks.prose.faults import WORDY, Fault, is_chinese
from compiler.text.late_patterns import late
from compiler.values import limits
from compiler.values.report import Paragraph

# 张××, 周某某 hide a name; they are no gap in a text.
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马方任袁柳"
    "史唐薛雷贺汤罗齐郝毕安常傅康余顾孟黄萧尹姚邵汪毛米戴宋庞熊纪舒项祝董梁杜阮季贾江郭梅林徐"
    "邱高夏蔡田胡霍万管卢莫房丁邓洪崔程陆曾段侯龙叶黎白蒲牛廖温"
)
_PLACEHOLDER = re.compile(
    # Only these can begin one; other characters are passed over at once.
    r"(?=[XxＸ×✕_＿*待此请T某【（(〔\[])(?:" + "|".join((
        r"(?<![A-Za-z])[XxＸ]{2,}(?![A-Za-z])",
        rf"(?<![{_SURNAMES}])[×✕]{{2,}}",
        r"[_＿]{2,}",
        r"[XxＸ×]\s*月\s*[XxＸ×]\s*日",
        r"\*{2,}",
        r"(?<=[（(【：:])待(?:补充|填写|填|核实|定)",
        r"待(?:补充|填写)(?=[。，；）)】]|$)",
        r"此处填写|请填写|请补充|TODO",
        rf"(?<![{_SURNAMES}])某某",
        r"【(?:数量|单位|名称|年份|日期|金额|时间|填写[^】]*|请[^】]*|待[^】]*)】",
        r"（\s*）|\(\s*\)|〔\s*〕|【\s*】|\[\s*\]",
    )) + ")"
)  # fmt: skip
# Instead of a number: what follows the unit ends there, so that 怎么领？条件有哪些 asks.
_QUESTION = re.compile(
    r"(?<![?？])[?？]{1,3}(?:"
    r"\s{0,2}(?:[%％‰](?![0-9A-Fa-f]{2})"
    r"|(?:万?人次|[万亿]?元|场次|个?百分点|[件条份次个项人])(?=[，。、；：（()）的]|$))"
    r"|(?:(?<=[^因何认以称]为.)|(?<=[共计达约].))(?=\s{0,2}(?:[，。、；]|$)))"
)
_BEFORE_QUESTION = re.compile(rf"{WORDY}{{0,6}}$")
_NUMBER = late(
    r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+|[0-9０-９]+)(?:[.．][0-9０-９]+)?"
    "|[零〇一二两三四五六七八九十百千万]{8,}"
)
# Of such characters a long number consists; few texts hold so many of them in a row.
_OF_NUMBERS = "[0-9０-９,，.．零〇一二两三四五六七八九十百千万]"
_LONG = re.compile(f"{_OF_NUMBERS}{_OF_NUMBERS}{{{limits.DIGITS.most}}}")
_SHOWN = 12
# The mark stands first, so that a search goes from mark to mark.
_HALF_MARK = re.compile(r"[,;:?!.](?<=(.)[,;:?!.])(?=(\s*)(\S?))", re.DOTALL)
_HALF_BRACKET = re.compile(r"\(([^()]+)\)")
# The number of a heading is printed in full-width brackets however it was typed.
_HEADING_NUMBER = re.compile(r"\s*\([一二三四五六七八九十]+\)")
_DOUBLED_MARK = re.compile(r"([，。；：、])\s*[，。；：、]|,,|！！！|？？？")
# The bracket stands first, so that a search goes from bracket to bracket.
_NUMBER_BRACKETS = re.compile(
    "(?:" + "|".join(
        rf"{opening}(?<={WORDY}{opening})\d{{4}}{closing}"
        for opening, closing in ((r"\[", r"\]"), ("【", "】"), (r"\(", r"\)"), ("（", "）"))
    ) + r")\s*第?\d+号"
)  # fmt: skip
# Twice within so many characters the first one stands: others are passed over at once.
_DOUBLED_WORD = re.compile(
    r"(?=(?P<first>.).{0,7}(?P=first))(?:"
    rf"(?P<one>[的了和与及是在对将于])(?P=one)(?!确)|(?P<many>{WORDY}{{2,8}}?)(?P=many))"
)
# Repetitions that are words: 研究研究, 点点滴滴 are none of a report's slips.
_FINE_TWICE = re.compile(
    "研究|讨论|商量|考虑|再等|(.)\\1|[一二三四五六七八九十百千万]+|逐条|层层|一项|一个|方方"
)


def placeholders(text: str, own: str) -> Iterator[Fault]:
    """What is left to be filled in; 某某 in the body's own name is a name."""
    for match in _PLACEHOLDER.finditer(text):
        if not (own and match[0] in own):
            yield kinds.PLACEHOLDER, match[0], {}
    for words in dict.fromkeys(_questions(text)):
        yield kinds.PLACEHOLDER, words, {}


def _questions(text: str) -> Iterator[str]:
    """Question marks instead of numbers, with the word before that tells which mark is meant."""
    if "？" not in text and "?" not in text:
        return
    for match in _QUESTION.finditer(text):
        before = _BEFORE_QUESTION.search(text[max(0, match.start() - 6) : match.start()])
        yield f"{before[0] if before else ''}{match[0]}"


def long_numbers(text: str) -> Iterator[Fault]:
    """Numbers of more digits than any figure has; no sentence about them is compared."""
    for match in _NUMBER.finditer(text) if _LONG.search(text) else ():
        if not limits.DIGITS.passed(len(match[0])):
            continue
        count = sum(character not in ",，.．" for character in match[0])
        if limits.DIGITS.passed(count):
            yield kinds.LONG_NUMBER, match[0][:_SHOWN], {"count": str(count)}


def half_width(paragraph: Paragraph) -> tuple[str, int] | None:
    """The first half-width mark with what stands around it, and how many there are."""
    text = paragraph.text
    if paragraph.level != "body":
        text = _HEADING_NUMBER.sub("", text, count=1)
    halves = [m.start() for m in _HALF_MARK.finditer(text) if _is_half_width(m)]
    halves += [
        m.start()
        for m in _HALF_BRACKET.finditer(text)
        if is_chinese(m[1][0]) or is_chinese(m[1][-1])
    ]
    if not halves:
        return None
    first = min(halves)
    return text[max(0, first - 4) : first + 5], len(halves)


def _is_half_width(mark: re.Match[str]) -> bool:
    """Whether a mark stands between Chinese characters or their marks, or ends a text of them."""
    before, blanks, after = mark.groups()
    if mark[0] == ".":
        return is_chinese(before) and is_chinese(after)
    if not after:
        return not blanks and (is_chinese(before) or before in "》”）")
    return (is_chinese(before) or before in "》”）") and (is_chinese(after) or after in "《“（")


def doubled(text: str) -> Iterator[Fault]:
    for match in _DOUBLED_MARK.finditer(text):
        yield kinds.DOUBLED_MARK, match[0], {}
    for match in _DOUBLED_WORD.finditer(text):
        many = match["many"]
        if many == "政府" and text.startswith("信息", match.end()):
            continue  # 某市人民政府政府信息公开工作年度报告
        if not many or (is_chinese(many) and not _FINE_TWICE.fullmatch(many)):
            yield kinds.DOUBLED_WORD, match[0], {}


def number_brackets(text: str) -> Iterator[Fault]:
    for match in _NUMBER_BRACKETS.finditer(text) if "号" in text else ():
        yield kinds.DOCUMENT_NUMBER_BRACKETS, match[0], {}
