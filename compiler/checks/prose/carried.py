"""What a clause leaves open for the next: what is counted, whose, of which time.

Given tokens and what was carried, gives the time and the body in force after them. It
knows no table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from compiler.checks.prose.faults import WORDY
from compiler.checks.prose.segments import OF_TIME, PERIODS, Segment
from compiler.checks.prose.tokens import Token
from compiler.format.lexicon import Meaning
from compiler.values.named_tuple import NamedTuple

# An unknown word that ends like this names a body or a place.
_BODY = re.compile(
    f"{WORDY}(?:局|委|厅|院|镇|乡|县|区|州|街道|公司|中心|支队|大队|政府|集团|办事处|部门|司法所|派出所)"
    "|^(?:局|委|厅|院|镇|乡|县|区|委员会)$|市$"
)
# Who helped, or who is told a share, is not whose figures follow.
_HELPING = frozenset(("helps", "share"))
_OF_BODIES = frozenset(("own", "places", "others"))


class Carried(NamedTuple):
    """What holds until something else is named: what is counted, whose, of which time."""

    table: str = ""
    foreign: bool = False
    loose: bool = False
    rows: Meaning | None = None
    columns: Meaning | None = None
    period: str = ""
    this_year: bool = False
    body: str = ""
    about: bool = False
    named: bool = False  # what is counted was named in this sentence
    former: str = ""  # the table spoken of before something foreign was
    told: bool = False  # the foreign thing was counted
    fresh: bool = False  # nothing foreign was named in this sentence
    certain: bool = False  # the report's own figures are spoken of, for they agree
    home: str = ""  # the only table of the section that is written in

    def next_sentence(self, goes_on: bool) -> Carried:
        """Time, body and lines end with the sentence, unless 其中 takes it up again.

        So does a foreign thing that was named and not counted.
        """
        if goes_on:
            return self
        back = self.foreign and not self.told and bool(self.former)
        return Carried(
            self.former if back else self.table, self.foreign and not back, self.loose or back,
            about=self.about, former=self.former, told=self.told, fresh=True, home=self.home,
        )  # fmt: skip


def period_of(tokens: Iterable[Token], carried: Carried) -> tuple[str, bool]:
    """The time in force after these words, and whether this year was named."""
    period, this_year, spanning, other = carried.period, carried.this_year, False, False
    last = ""
    for token in tokens:
        number, roles = token.number, token.word.roles if token.word else _NO_ROLES
        spanning = spanning or (other and token.text in _ONWARD)
        until, last = last in _UNTIL, token.text
        timeless = token.word is not None and roles.isdisjoint(OF_TIME)
        if timeless or ("this_year" in roles and until and not spanning):
            continue
        if "this_year" in roles and spanning:
            period, this_year = "cumulative", False
        elif "this_year" in roles or ("became" in roles and period in _BEFORE):
            period, this_year = "", True
        elif "whole_year" in roles:
            period = "" if _is_over(period, carried.period, spanning) else period
            this_year = this_year or not period
        elif number and number.unit in ("年", "年度") and 1980 < number.value < 2100:
            period, other = "last_year", True
        elif number and number.unit in ("月", "月份", "季度"):
            period = period if number.value == 12 else "part_of_year"
        elif number and number.unit in ("日", "号"):
            within = number.value != 31 and period in ("", "part_of_year", "beginning")
            period = "part_of_year" if within else period
        elif said := _period_said(roles, this_year):
            period, other = said, said == "last_year"
    return period, this_year


def _period_said(roles: frozenset[str], this_year: bool) -> str:
    """The time that a word names; what is gathered is this year's where that is told."""
    said = [r for r in PERIODS if r in roles and not (r == "gathered" and this_year)]
    if not said:
        return ""
    return "beginning" if "beginning" in roles and said[-1] == "part_of_year" else said[-1]


_NO_ROLES: frozenset[str] = frozenset()
# 由年初的30件降至22件: what it became is this year's.
_BEFORE = ("", "last_year", "beginning")


def _is_over(period: str, before: str, spanning: bool) -> bool:
    """自条例施行以来，…，全年新收22件: a clause before told a time of which 全年 is none."""
    return period in _SPANS and period == before and not spanning


# Times of which 全年 is none, told in a clause before it.
_SPANS = ("cumulative", "gathered", "part_of_year")
# 2020年至2024年: several years together.
_ONWARD = ("至", "到", "起", "以来")
# 截至本年12月 says until when, not from when.
_UNTIL = ("截至", "截止")


def body_of(tokens: Sequence[Token], carried: str, government: str) -> str:
    """Whose figures are told after these words."""
    body, own, last = carried, False, ""
    for n, token in enumerate(tokens, start=1):
        of_own, own, word = own, False, token.word
        following = tokens[n] if n < len(tokens) else None
        before, last = last, token.text
        if before == ASKED and is_asked(before, following):
            continue
        if word is None:
            if not token.is_unknown:
                continue
            if of_own and government in _SMALL:
                own = True  # 镇综合行政执法大队: a township's own
            elif _names_body(token.text):
                body = token.text
        elif not word.roles.isdisjoint(_OF_BODIES):
            own = "own" in word.roles
            if "others" in word.roles and following is not None and following.has("channel"):
                continue  # 市政府网站: a way, not a body
            if not (of_own and _is_itself(token, government)):
                body = "" if own or _is_its_place(token, government) else token.text
    return body


def is_asked(last: str, following: Token | None) -> bool:
    """向省教育厅申请行政复议: between these words stands who is asked, not whose figures follow."""
    return last == ASKED and following is not None and following.text.startswith(_ASKING)


ASKED = "向"
_ASKING = ("申请", "提出", "提起")


def _is_its_place(token: Token, government: str) -> bool:
    return token.has("places") and _is_governed(token, government)


def _is_governed(token: Token, government: str) -> bool:
    """全县 is not what a township governs."""
    level = next((c for c in token.text if c in _LEVELS), "")
    return bool(government) and (not level or government not in _LEVELS or level == government)


_SMALL = ("镇", "乡", "街道")
_LEVELS = "省市县区州盟旗镇乡"


def _is_itself(token: Token, government: str) -> bool:
    """厅本级: a department without its branches; a government's are all its departments."""
    return not government and token.text in ("本级", "机关")


@lru_cache(maxsize=4096)
def _names_body(unknown: str) -> bool:
    return bool(_BODY.search(unknown))


def tells_who_helped(segment: Segment) -> bool:
    """经各科室配合: who helped is not whose figures follow."""
    return not _HELPING.isdisjoint(segment.roles)
