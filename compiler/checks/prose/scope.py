"""Whose figure a sentence speaks of, which year's, and of what kind.

Given the span of some words, the skeleton around it and the declaration's words of
scope, gives one word: "own" for this body's figure of this year, or what narrows or
widens it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from compiler.checks.prose.amounts import MARK, SENTENCE_ENDS, Skeleton, is_mark, since

# 司法局 alone may be another place's; with its place it is this one.
_SHORTEST_NAME = 4

Scope = Literal["own", "last_year", "cumulative", "part_of_year", "body", "kind", "channel", "plan"]
ScopeWords = Mapping[str, tuple[str, ...]]

_CLAUSE = SENTENCE_ENDS + "，,：:（("
# A named body: a place or an office, as long as it is not a word for this body itself.
_BODY = re.compile(
    "[\u4e00-\u9fff]{1,8}?(?:县|区|镇|乡|街道|局|委|办公室|管委会|开发区|分局|支队|中心|公司|学院|医院)"
)
# These contain such an ending but name no other body.
_NO_BODY = re.compile(
    "专区|全区|全县|全镇|全乡|城区|社区|地区|辖区|区域|全局|我局|本局|我委|本委|我县|我区|我镇|我乡|本县|本区|"
    "本镇|办公室|局长|委员|党委|中心工作|围绕中心|街道办|该局"
)
# 由1165件增至1412件, 117件→151件: the first is last year's.
_ONWARD = (
    "→", "增至", "增加到", "增加至", "上升到", "上升至", "升至", "降至", "下降到", "减至", "减少到",
    "提高到",
)  # fmt: skip
_YEARS = re.compile(f"({MARK})[至到—~-]+({MARK})")
_MONTHS = re.compile(f"({MARK})(?!{MARK})")
_PERIOD = re.compile(f"({MARK})({MARK})[至到—~-]+({MARK})({MARK})")


def scope_of(
    span: tuple[int, int],
    skeleton: Skeleton,
    words: ScopeWords,
    year: int | None,
    *,
    stock: bool = False,
    of_last_year: bool = False,
    names: tuple[str, ...] = (),
) -> Scope:
    """The first of these that the sentence says: year, accumulation, part, kind, body, way.

    `span` is that of the words in the skeleton; a `stock` is not changed by accumulation,
    what is `of_last_year` not by last year's name; `names` are those of the body itself.
    """
    sentence = since(skeleton.text, span[0])
    phrase = skeleton.text[span[0] : span[1]]
    this_year = of_last_year or phrase.startswith(_ONWARD)
    if not this_year and _of_last_year(sentence + phrase[:-1], skeleton, span[1], words, year):
        return "last_year"
    if not stock and _cumulative(sentence + phrase, skeleton, words, year):
        return "cumulative"
    near = _tail_clauses(sentence) + phrase
    if _has(near, words.get("part_of_year", ())) or _part_of_year(sentence, near, skeleton):
        return "part_of_year"
    if _has(near, words.get("plans", ())):
        return "plan"
    if _of_another_kind(sentence, phrase, skeleton.text[span[1] :], words):
        return "kind"
    clause = _nameless(since(skeleton.text, span[0], _CLAUSE), names)
    if _other_body(clause, _nameless(sentence, names), words):
        return "body"
    return "channel" if _narrowed(clause, phrase, words) else "own"


def words_for(words: ScopeWords, name: str) -> ScopeWords:
    """Words for a place, 全市 and 我县, mean a government itself and are others to a department."""
    whose = "own" if re.search("(?:政府|街道办事处)(?:办公室|办公厅)?$", name) else "bodies"
    return {**words, whose: (*words.get(whose, ()), *words.get("places", ()))}


def own_names(name: str) -> tuple[str, ...]:
    """The body's name and, for a government, the short form that everyone uses."""
    government = re.search("([省市县区州])人民政府$", name)
    return tuple(filter(None, (name, f"{government[1]}政府" if government else "")))


def _nameless(text: str, names: tuple[str, ...]) -> str:
    """The text without the body's own name, in full or without the places it begins with."""
    for name in names:
        for start in range(max(1, len(name) - _SHORTEST_NAME + 1)):
            # Its office is another body, with a report of its own.
            found = re.compile(re.escape(name[start:]) + "(?!办公)")
            if found.search(text):
                text = found.sub("本机关", text)
                break
    return text


def _tail_clauses(sentence: str) -> str:
    """The clause at hand and the one before it: a heading phrase often stands there."""
    return "".join(re.split("[，,]", sentence)[-2:])


def _has(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _of_last_year(
    text: str, skeleton: Skeleton, end: int, words: ScopeWords, year: int | None
) -> bool:
    """Whether the last year spoken of is another than the report's, or what follows says so."""
    if skeleton.text[end:].startswith(_ONWARD):
        return True
    other = _last_place(text, words.get("last_year", ()))
    this = _last_place(text, words.get("this_year", ()))
    for place, character in enumerate(text):
        if _is_year(character, skeleton):
            value = skeleton.number(character).value
            if year is not None and value == year:
                this = max(this, place)
            elif value > 1900:
                other = max(other, place)
    return other > this


def _is_year(character: str, skeleton: Skeleton) -> bool:
    return is_mark(character) and skeleton.number(character).unit in ("年", "年度")


def _cumulative(text: str, skeleton: Skeleton, words: ScopeWords, year: int | None) -> bool:
    if _spans_years(text, skeleton):
        return True
    if not _has(text, words.get("cumulative", ())):
        return False
    own_year = any(_is_year(c, skeleton) and skeleton.number(c).value == year for c in text)
    # 全年累计, 2024年累计: the year's own sum. 历年累计 is not.
    strong = _has(text, ("历年", "以来", "历次", "多年", "年间"))
    return strong or not (own_year or _has(text, words.get("this_year", ())))


def _spans_years(text: str, skeleton: Skeleton) -> bool:
    """2020年至2024年: several years together."""
    for match in _YEARS.finditer(text):
        first, last = skeleton.number(match[1]), skeleton.number(match[2])
        if last.unit in ("年", "年度") and first.value < last.value and last.value > 1900:
            return True
    return False


def _part_of_year(sentence: str, near: str, skeleton: Skeleton) -> bool:
    """1至6月, 8月份, 5月15日至12月31日: less than the whole year."""
    for match in _PERIOD.finditer(sentence):
        first, last = (
            tuple(int(skeleton.number(match[n]).value) for n in pair) for pair in ((1, 2), (3, 4))
        )
        months = skeleton.number(match[1]).unit == "月"
        if months and (first, last) != ((1, 1), (12, 31)):
            return True
    units = [skeleton.number(m[1]).unit for m in _MONTHS.finditer(near)]
    return any(unit in ("月", "月份", "季度") for unit in units)


def _last_place(text: str, words: Iterable[str]) -> int:
    return max((text.rfind(word) for word in words), default=-1)


def _of_another_kind(sentence: str, phrase: str, after: str, words: ScopeWords) -> bool:
    """政府信息公开申请 says itself what it is; a bare 申请 or 答复 takes it from its sentence."""
    rest = re.split(f"[{SENTENCE_ENDS}]", after, maxsplit=1)[0]
    if _has(sentence + rest, words.get("disclaimers", ())):
        return True
    explicit = _has(phrase, words.get("speaks_of", ()))
    return _has(phrase if explicit else sentence + phrase, words.get("kinds", ()))


def _other_body(clause: str, sentence: str, words: ScopeWords) -> bool:
    """Another body named after the last word for this one."""
    own = max((clause.rfind(w) + len(w) for w in words.get("own", ()) if w in clause), default=0)
    rest = clause[own:]
    if _has(rest, words.get("bodies", ())):
        return True
    if own == 0 and (not rest.strip("共计，") or "其中" in sentence):
        rest = sentence
    return bool(_BODY.search(_NO_BODY.sub("", rest)))


def _narrowed(clause: str, phrase: str, words: ScopeWords) -> bool:
    """规划类行政许可, 尚未审结的复议案件, 网络申请: some of them only."""
    if re.search("(?<!公开)(?:类|型|领域|方面)的?$", clause):
        return True
    named = _has(clause, words.get("speaks_of", ())) or re.search(
        "(?:收到|受理|[我本全].)的$", clause
    )
    if clause.endswith("的") and not named:
        return True
    return _has(clause + phrase, words.get("channels", ()))
