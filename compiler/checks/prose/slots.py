"""What the words of one segment say: whose, when, of what, which lines; and what is unclear.

Given a segment and what the clauses before it left open, gives its slots. It compares
nothing with the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from compiler.checks.prose.clauses import OF_TIME, PERIODS, Segment
from compiler.checks.prose.tokens import Token
from compiler.format.lexicon import Lexicon, Meaning

# An unknown word that ends like this names a body or a place.
_BODY = re.compile(
    "[\u4e00-\u9fff](?:局|委|厅|院|镇|乡|县|区|州|街道|公司|中心|支队|大队|政府|集团|办事处|部门|司法所|派出所)"
    "|^(?:局|委|厅|院|镇|乡|县|区|委员会)$|市$"
)
_OF_CHANGES = frozenset(("became", "more", "fewer", "compared"))
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

    def next_sentence(self, goes_on: bool) -> Carried:
        """Time, body and lines end with the sentence, unless 其中 takes it up again.

        So does a foreign thing that was named and not counted.
        """
        if goes_on:
            return self
        back = self.foreign and not self.told and bool(self.former)
        return Carried(
            self.former if back else self.table, self.foreign and not back, self.loose or back,
            about=self.about, former=self.former, told=self.told,
        )  # fmt: skip


@dataclass(slots=True)
class Slots:
    """A segment taken apart, and not changed any more. `why` says why it names no figure: a role, or a word for it."""

    segment: Segment
    table: str = ""
    stated: bool = False  # what is counted is named in this clause
    loose: bool = False  # by a word that may mean other things
    rows: tuple[Meaning, ...] = ()
    columns: tuple[Meaning, ...] = ()
    carried_rows: Meaning | None = None
    carried_columns: Meaning | None = None
    unknown: tuple[Token, ...] = ()
    inside: tuple[Token, ...] = ()  # unknown words between what is counted and its number
    why: str = ""
    none: Token | None = None
    every: Token | None = None
    on_time: bool = False
    joined: bool = False  # two lines named together
    difference: bool = False  # a change, not a figure
    about: bool = True

    @property
    def says_figure(self) -> bool:
        return bool(self.table) and not self.why


def slots_of(segment: Segment, carried: Carried, lexicon: Lexicon, government: bool) -> tuple[Slots, Carried]:
    """The slots of a segment, and what the next one inherits."""
    amount = segment.amount
    spot = next((n for n, t in enumerate(segment.tokens) if t is amount), len(segment.tokens))
    before, after = segment.tokens[:spot], segment.tokens[spot + 1 :]
    period, body = carried.period, carried.body
    onward = (carried.period, carried.this_year, carried.body)
    if segment.times:
        period, _ = _period(before, carried)
        onward = (*_period(segment.tokens, carried), carried.body)
    if segment.unknown or not _OF_BODIES.isdisjoint(segment.roles):
        body = _body(before, carried.body, government)
        onward = (*onward[:2], _carried_body(segment, carried.body, government))
    said = before if _tells(before) or amount is None else (*before, *after)
    head, table, foreign, loose = _head(before, after, said, carried, lexicon)
    stated = head is not None
    if not stated:
        table, foreign, loose = carried.table, carried.foreign, carried.loose
        if not table or foreign:
            table = next((m.table for t in said if t.word for m in t.word.meanings if m.alone), table)
            if table and not foreign:
                stated, loose = True, False
    about = _about(segment.tokens, carried, table, lexicon, stated)
    rows, columns, strange = _lines(said, table, lexicon, about)
    if said is before:
        more = _lines(_until_next(after), table, lexicon, about)
        behind = _is_in(head, after)
        rows = (*rows, *(more[0] if rows or behind else ()))
        columns = (*columns, *(more[1] if behind else ()))
    if table and not foreign and not stated:
        stated = any(t.word and (m := t.word.meaning_in(table)) and m.alone for t in said)
    examples = _examples(segment.tokens) if "such_as" in segment.roles and segment.unknown else ()
    unknown = tuple(t for t in segment.unknown if t not in examples) if examples else segment.unknown
    inside = _inside(before, after, head) if unknown else ()
    slots = Slots(
        segment, "" if foreign else table, stated, loose or bool(examples), rows, columns,
        None if rows else carried.rows if _same(carried.rows, table) else None,
        None if columns else carried.columns if _same(carried.columns, table) else None,
        unknown, tuple(t for t in inside if t not in examples) if examples else inside, "",
        _first(said, "none") if "none" in segment.roles else None,
        _first(segment.tokens, "every") if "every" in segment.roles else None,
        "on_time" in segment.roles,
        _joined(said), not _OF_CHANGES.isdisjoint(segment.roles) and _difference(before), about,
    )  # fmt: skip
    slots.why = _why(slots, foreign, period, body, before, after, strange, lexicon)
    return slots, Carried(
        table if table or not foreign else "", foreign, loose,
        rows[-1] if rows else (carried.rows if _same(carried.rows, table) else None),
        columns[-1] if columns else None,
        *onward, about, stated or (carried.named and table == carried.table),
        table or carried.table or carried.former,
        foreign and (_counts(amount, carried, lexicon) or (carried.told and carried.foreign)),
    )  # fmt: skip


def _is_in(head: Token | None, tokens: tuple[Token, ...]) -> bool:
    return any(token is head for token in tokens)


def _counts(amount: Token | None, carried: Carried, lexicon: Lexicon) -> bool:
    """Whether something foreign is counted as figures are: 三类 is no such number."""
    counted = lexicon.counted.get(carried.former or carried.table)
    if amount is None or amount.number is None:
        return False
    return counted is None or not counted.units or amount.number.unit in counted.units


def _same(meaning: Meaning | None, table: str) -> bool:
    return meaning is not None and meaning.table == table


def _first(tokens: Iterable[Token], role: str) -> Token | None:
    return next((t for t in tokens if t.has(role)), None)


def _tells(tokens: Iterable[Token]) -> bool:
    """Whether these words name anything that can be counted."""
    return any(t.word and t.word.tells for t in tokens)


def _period(tokens: Iterable[Token], carried: Carried) -> tuple[str, bool]:
    """The time in force after these words, and whether this year was named."""
    period, this_year, spanning, other = carried.period, carried.this_year, False, False
    last = ""
    for token in tokens:
        number, roles = token.number, token.word.roles if token.word else frozenset()
        spanning = spanning or (other and token.text in _ONWARD)
        until, last = last in _UNTIL, token.text
        if token.word and roles.isdisjoint(OF_TIME):
            continue
        if token.has("this_year") and until and not spanning:
            continue
        if token.has("this_year") and spanning:
            period, this_year = "cumulative", False
        elif token.has("this_year") or token.has("became") and period in ("", "last_year"):
            period, this_year = "", True
        elif token.has("whole_year"):
            this_year = this_year or not period
        elif number and number.unit in ("年", "年度") and 1980 < number.value < 2100:
            period, other = "last_year", True
        elif number and number.unit in ("月", "月份", "季度"):
            period = period if number.value == 12 else "part_of_year"
        elif number and number.unit in ("日", "号"):
            period = "part_of_year" if number.value != 31 and period in ("", "part_of_year") else period
        elif token.word:
            for role in PERIODS:
                if token.has(role) and not (role == "gathered" and this_year):
                    period, other = role, role == "last_year"
    return period, this_year


# 2020年至2024年: several years together.
_ONWARD = ("至", "到", "起", "以来")
# 截至本年12月 says until when, not from when.
_UNTIL = ("截至", "截止")


def _body(tokens: Iterable[Token], carried: str, government: bool) -> str:
    body = carried
    for token in tokens:
        if token.word is None:
            if token.is_unknown and _names_body(token.text):
                body = token.text
        elif token.word.roles.isdisjoint(_OF_BODIES):
            continue
        elif token.has("own") or (token.has("places") and government):
            body = ""
        else:
            body = token.text
    return body


@lru_cache(maxsize=4096)
def _names_body(unknown: str) -> bool:
    return bool(_BODY.search(unknown))


def _carried_body(segment: Segment, carried: str, government: bool) -> str:
    """经各科室配合: who helped is not whose figures follow."""
    helped = segment.amount is None and "helps" in segment.roles
    return carried if helped else _body(segment.tokens, carried, government)


def _head(
    before: tuple[Token, ...], after: tuple[Token, ...], said: tuple[Token, ...], carried: Carried, lexicon: Lexicon
) -> tuple[Token | None, str, bool, bool]:
    """The noun that is counted: the last one before the number, else the last one after it."""
    for tokens in (before, after):
        for place in range(len(tokens) - 1, -1, -1):
            token = tokens[place]
            if token.word is None:
                continue
            previous = tokens[place - 1] if place else None
            if token.word.objects:
                return token, next(iter(token.word.objects)), False, False
            if row := _row_object(token, lexicon):
                return token, row.table, False, False
            if token.word.loose:
                strange = previous is not None and previous.is_unknown
                return token, next(iter(token.word.loose)), strange, True
            if token.has("matter") and not _of_line(previous, carried):
                return token, "", True, False
            follows = after[0].word if after else None
            if tokens is before and follows and follows.objects:
                continue  # the noun right behind its number: Central counted 52,310 visits
            if not carried.foreign and (table := _alone(token, lexicon)):
                if not carried.named or carried.table == table:
                    return token, table, False, False
    return None, "", False, False


def _of_line(previous: Token | None, carried: Carried) -> bool:
    """不予处理事项: a noun that only goes with a line of what is spoken of."""
    if previous is None or previous.word is None:
        return False
    meaning = previous.word.meaning_in(carried.table)
    return meaning is not None and meaning.alone


def _alone(token: Token, lexicon: Lexicon) -> str:
    """无法提供: a line that by itself says what is counted, in a table that can do with one line."""
    meanings = token.word.meanings if token.word else ()
    return next((m.table for m in meanings if m.alone and _complete(m.table, lexicon)), "")


def _complete(table: str, lexicon: Lexicon) -> bool:
    counted = lexicon.counted.get(table)
    return counted is not None and bool(counted.row)


def _row_object(token: Token, lexicon: Lexicon) -> Meaning | None:
    """行政复议, 规范性文件: a row that is what its table counts."""
    if token.word is None:
        return None
    for meaning in token.word.meanings:
        counted = lexicon.counted.get(meaning.table)
        if meaning.axis == "rows" and (counted is None or not counted.objects):
            return meaning
    return None


def _lines(
    said: tuple[Token, ...], table: str, lexicon: Lexicon, about: bool
) -> tuple[tuple[Meaning, ...], tuple[Meaning, ...], Token | None]:
    """Rows and columns named, and the first word that names a line of another table only."""
    rows: list[Meaning] = []
    columns: list[Meaning] = []
    strange: Token | None = None
    for token in said:
        word = token.word
        if word is None:
            continue
        meaning = word.meaning_in(table) if table else None
        if meaning is not None:
            (rows if meaning.axis == "rows" else columns).append(meaning)
        elif table in word.objects or table in word.loose or "plain" in word.roles:
            continue
        elif table in word.acts and (about or not word.meanings):
            continue
        elif word.meanings and strange is None:
            strange = token
    return tuple(rows), tuple(columns), strange


def _until_next(after: tuple[Token, ...]) -> tuple[Token, ...]:
    return after


def _about(
    tokens: tuple[Token, ...], carried: Carried, table: str, lexicon: Lexicon, stated: bool
) -> bool:
    counted = lexicon.counted.get(table)
    if counted is None or not counted.about:
        return carried.about if not table else True
    text = "".join(t.text for t in tokens)
    return any(word in text for word in counted.about) or (carried.about and carried.table != "")


def _inside(before: tuple[Token, ...], after: tuple[Token, ...], head: Token | None) -> tuple[Token, ...]:
    """Unknown words that narrow what is counted: between the first telling word and the number,
    or between the number and its noun."""
    unknown = [n for n, t in enumerate(before) if t.is_unknown]
    place = next((n for n, t in enumerate(after) if t is head), 0)
    found = [t for t in after[:place] if t.is_unknown]
    if not unknown:
        return tuple(found)
    first = next((n for n, t in enumerate(before) if t.word and t.word.tells), len(before))
    for n in unknown:
        following = before[n + 1] if n + 1 < len(before) else None
        kind = following is not None and following.has("kindword")
        if n > first or kind or (following is head and head is not None and before[n].end == head.start):
            found.append(before[n])
    return tuple(found)


def _examples(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """道路运输、超限运输等行政许可: unknown words before 等 are examples of the noun that follows."""
    for place in range(1, len(tokens) - 1):
        follows = tokens[place + 1].word
        if tokens[place].has("such_as") and follows and (follows.meanings or follows.objects):
            return tuple(t for t in tokens[:place] if t.is_unknown)
    return ()


def _joined(said: tuple[Token, ...]) -> bool:
    return any(t.text in _JOINING for t in said)


_JOINING = frozenset(("和", "与", "及", "、", "以及", "或"))


def _difference(before: tuple[Token, ...]) -> bool:
    """比上年增加N件, 多N件: a change. 增至N件 is a figure."""
    changes = False
    for token in before:
        if token.word is None or token.word.roles.isdisjoint(_OF_CHANGES):
            continue
        changes = not token.has("became")
    return changes


def _why(
    slots: Slots, foreign: bool, period: str, body: str, before: tuple[Token, ...], after: tuple[Token, ...],
    strange: Token | None, lexicon: Lexicon,
) -> str:  # fmt: skip
    """Why these words name no figure of the tables; empty if they do."""
    if foreign:
        return "matter"
    if slots.difference:
        return "difference"
    stock = _is_stock(slots, lexicon)
    if period and not (stock and period in ("cumulative", "gathered")):
        return period
    if body:
        return "others"
    for role in ("channel", "narrow"):
        if role in slots.segment.roles:
            return role
    for token in before:
        if token.has("matter") and not token.has("plain") and slots.stated:
            return "matter"
        if token.has("aside") and not (token.word and (token.word.meaning_in(slots.table) or slots.table in token.word.acts)):
            return "aside"
    aside = "aside" in slots.segment.roles and any(t.has("aside") for t in after)
    if aside and not slots.rows and not slots.columns:
        return "aside"
    if strange is not None:
        return "strange"
    return "unknown" if slots.inside else ""


def _is_stock(slots: Slots, lexicon: Lexicon) -> bool:
    counted = lexicon.counted.get(slots.table)
    if counted is None:
        return False
    return any(id in counted.stock for m in (*slots.rows, *slots.columns) for id in m.ids)
