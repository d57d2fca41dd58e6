"""Names of bodies where only the report's own may stand: compiler, contact, subject, title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from compiler.catalogue import p_wording as kinds
from compiler.checks.prose.faults import WORDY, Fault, holds_one, is_chinese
from compiler.format.prose import Prose
from compiler.text.labels import folded
from compiler.text.late_patterns import late
from compiler.values.report import Report

_BODY = rf"{WORDY}{{2,20}}?(?:人民政府|街道办事处|管理委员会|管委会|委员会|局|厅)(?:办公室|办公厅)?"
_WAYS = "将|认真|严格|积极|坚持|深入|高度|切实|围绕|按照|持续|全面|扎实|继续|以|着力|不断|始终|紧紧|依法"
_ASKED = "联系|咨询|反映|索取|查询"
_REPORT = "报告|年报"
_MADE = "负责|组织|牵头|根据|按照|依据|依照|遵照|编制|编写|编纂|编撰|汇编|起草|撰写|制作|形成|发布"
# Verbs and adverbs that stick to the name that follows: 现公布, 特此由.
_STUCK = late(
    "^(?:本?(?:年度)?(?:报告|年报)(?:由|系)|现|特|谨|兹|由|将|予以|公布|发布|公开|公告|报告|说明|其中|以及|编制|按照|根据|要求|和|与|及|在|对|是)+"
)
_OWN = late(
    "^(?:我|本|该|全|各|贵|某|原|市直|有关|相关|上级|其他|其它)|^.*(?:我|本|该)(?:局|委|厅|院|办|单位|机关)$"
)


@lru_cache(maxsize=16)
def _ways(
    duties: tuple[str, ...], subject: tuple[str, ...]
) -> tuple[tuple[Callable[[str], bool], tuple[str, ...]], ...]:
    """How a body is named, by what the text must hold besides: most hold none of it."""
    duty, title = ("|".join(map(re.escape, words)) or "(?!)" for words in (duties, subject))
    year = rf"\d{{4}}\s*年度?\s*(?:{title})"
    told = rf"(?:{_REPORT})[^，。；]{{0,6}}?(?:由|系)"
    return (
        (_tells_by_whom,
         (rf"{told}(?P<by>{_BODY})(?=[^，。；]{{0,12}}(?:{_MADE}))",)),
        (_asks_somebody, (rf"(?:报告|年报|疑问|问题)[^。；]{{0,20}}(?:[与向和]|联系)(?P<with>{_BODY})(?:[^，。；]{{0,10}})(?:{_ASKED})",)),
        (_tells_of_duties(duties), (rf"(?:^|[，。])(?P<subject>{_BODY})(?=(?:{_WAYS})[^。；]{{0,30}}(?:{duty}))",)),
        (_holds(year),
         (rf"由(?P<maker>{_BODY})(?:负责|牵头|组织)?(?:{_MADE})[^，。；]{{0,4}}{year}",
          rf"(?:^|[，。])(?P<author>{_BODY})(?:{_MADE})(?:并|和|、)?(?:{_MADE}|公布|发布|公开)?[^，。；]{{0,4}}{year}",
          rf"(?P<title>{_BODY})\s*{year}")),
    )  # fmt: skip


def _tells_by_whom(text: str) -> bool:
    """报告由, 年报系: with few characters between them."""
    reports = (part[:_NEAR] for word in _REPORT.split("|") for part in text.split(word)[1:])
    return any("由" in near or "系" in near for near in reports)


_NEAR = 7


def _asks_somebody(text: str) -> bool:
    """如对本报告有疑问，请与…联系: both in one sentence."""
    parts = text.replace("；", "。").split("。") if holds_one(text, _ASKED.split("|")) else ()
    return any(holds_one(part, _QUESTIONS) and holds_one(part, _ASKED.split("|")) for part in parts)


_QUESTIONS = (*_REPORT.split("|"), "疑问", "问题")


def _tells_of_duties(duties: Sequence[str]) -> Callable[[str], bool]:
    """某局认真…: a way of doing right behind a name's last character, and a duty."""
    ways = (*_WAYS.split("|"),)
    return lambda text: (
        holds_one(text, duties)
        and any(c in _LAST and text.startswith(ways, n) for n, c in enumerate(text, start=1))
    )


# The last characters of the names that `_BODY` knows.
_LAST = frozenset("府处会局厅室")


def _holds(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.search(text) is not None


@lru_cache(maxsize=16)
def _any_way(ways: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(ways))


def other_bodies(text: str, report: Report, prose: Prose) -> Iterator[Fault]:
    own = _folded(report.name, report.agency.get("compiled_by", ""))
    if not own or not holds_one(text, _ENDS):
        return
    ways = _ways(prose.roles.get("duties", ()), prose.roles.get("subject", ()))
    possible = tuple([way for holds_needed, alike in ways if holds_needed(text) for way in alike])
    for match in _any_way(possible).finditer(text) if possible else ():
        name = _STUCK.sub("", next(group for group in match.groups() if group))
        if len(name) < 2 or _OWN.match(name) or not is_chinese(name):
            continue
        # A government's report speaks of all its bureaux, and one of them may write it.
        if _has_bureaux(report.name) and _is_bureau(name) and not _of_another_place(name, report):
            continue
        if not any(_same_body(folded(name), mine) for mine in own):
            yield kinds.OTHER_BODY, name, {"own": report.name}


_ENDS = ("局", "政府", "委", "厅", "办事处")


@lru_cache(maxsize=16)
def _folded(*names: str) -> tuple[str, ...]:
    return tuple(folded(name) for name in names if name)


def _of_another_place(name: str, report: Report) -> bool:
    """梅林县水利局 in the report of 松岭县人民政府: the bureau of a place of the same kind."""
    place = re.match("[^省市县区州盟旗镇乡]{1,4}[省市县区州盟旗镇乡](?=.{2,}局)", name)
    own = re.search("([省市县区州盟旗镇乡])人民政府", report.name)
    return bool(place and own and place[0][-1] == own[1] and place[0] not in report.name)


def _is_bureau(name: str) -> bool:
    return bool(re.search("(?:局|委员会|(?<!办公)厅|街道办事处|管委会)(?:办公室)?$", name))


def _has_bureaux(name: str) -> bool:
    """Governments of a county and above, and their offices."""
    own = re.sub("办公室|办公厅", "", name)
    return own.endswith("政府") and not re.search("(?:镇|乡)(?:人民)?政府$", own)


def _same_body(name: str, own: str) -> bool:
    """The body's own offices, and every shorter form of its name: 区水务局, 市发改委.

    A short form has its characters in the order of the full name.
    """
    if any(name.endswith(tail) for tail in own_tails(own)):
        return True  # 向社会公布某区水务局
    stems = [re.sub("人民政府|政府|办公室|办公厅", "", text) for text in (name, own)]
    if name in own or own in name:
        return True
    if name.endswith(("局", "委", "厅", "会", "处")) or stems[0].endswith(
        ("局", "委", "厅", "会", "处")
    ):
        return _in_order(stems[0], stems[1])
    return bool(stems[0]) and stems[0] in stems[1]


def own_tails(own: str) -> Iterator[str]:
    """The name without the places it begins with, as long as it names a place and a body."""
    for match in re.finditer("[省市县区州盟旗镇乡]", own):
        tail = own[match.end() :]
        if len(tail) > _SHORTEST and re.match(
            "[^省市县区州盟旗镇乡]{1,5}[省市县区州盟旗镇乡]", tail
        ):
            yield tail


_SHORTEST = 4


def _in_order(short: str, full: str) -> bool:
    rest = iter(full)
    return bool(short) and all(character in rest for character in short)
