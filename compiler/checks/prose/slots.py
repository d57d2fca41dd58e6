"""What the words of one segment say: whose, when, of what, which lines; and what is unclear.

Given a segment and what the clauses before it left open, gives its slots. It compares
nothing with the tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from compiler.checks.prose.carried import Carried, body_of, carried_body_of, period_of
from compiler.checks.prose.segments import Segment
from compiler.checks.prose.tokens import MARKS, Token
from compiler.format.lexicon import Lexicon, Meaning, Word

_OF_CHANGES = frozenset(("became", "more", "fewer", "compared"))
_OF_BODIES = frozenset(("own", "places", "others"))


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


def slots_of(
    segment: Segment, carried: Carried, lexicon: Lexicon, government: str
) -> tuple[Slots, Carried]:
    """The slots of a segment, and what the next one inherits."""
    amount = segment.amount
    spot = segment.tokens.index(amount) if amount else len(segment.tokens)
    before, after = segment.tokens[:spot], segment.tokens[spot + 1 :]
    told = _without_reason(before)
    if len(told) < len(before):
        segment = segment.without(before, told)
        before = told
    if carried.certain:
        own = carried.table or carried.former
        carried = carried._replace(table=own, foreign=False, body="")
    period, body = carried.period, carried.body
    onward = (carried.period, carried.this_year, carried.body)
    if segment.times:
        period, this_year = period_of(before, carried)
        onward = (period, this_year, carried.body)
        if amount is not None:
            onward = (*period_of(segment.tokens, carried), carried.body)
    if segment.unknown or not _OF_BODIES.isdisjoint(segment.roles):
        body = body_of(before, carried.body, government)
        onward = (*onward[:2], carried_body_of(segment, carried.body, government))
        if carried.certain:
            body, onward = "", (*onward[:2], "")
    said = before if _tells(before) or amount is None else (*before, *after)
    head, table, foreign, loose = _head(before, after, carried, lexicon)
    stated = head is not None
    if not stated and not (table and not foreign):
        table, foreign, loose, stated = _from_lines(said, carried)
    about = _about(segment.tokens, carried, table, lexicon)
    rows, columns, strange = _lines(said, table, about)
    if said is before:
        more = _lines(after, table, about)
        behind = _is_in(head, after)
        rows = (*rows, *(more[0] if rows or behind else ()))
        columns = (*columns, *(more[1] if behind else ()))
    if table and not foreign and not stated:
        stated = any(t.word and (m := t.word.meaning_in(table)) and m.alone for t in said)
    examples = _examples(segment.tokens) if "such_as" in segment.roles and segment.unknown else ()
    unknown = (
        tuple(t for t in segment.unknown if t not in examples) if examples else segment.unknown
    )
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
        rows[-1] if rows else (carried.rows if _same(carried.rows, table or carried.former) else None),
        columns[-1] if columns else None,
        *onward, about, stated or (carried.named and table == carried.table),
        table or carried.table or carried.former,
        foreign and (_counts(amount, carried, lexicon) or (carried.told and carried.foreign)),
        carried.certain,
    )  # fmt: skip


def _without_reason(before: tuple[Token, ...]) -> tuple[Token, ...]:
    """因所需资料不归本机关保管、即本机关不掌握的N件: why a line was chosen narrows nothing.

    Lines named in the reason are kept, for one of them may be what is meant.
    """
    if _REASONS.isdisjoint([t.text for t in before]):
        return before
    start = next(n for n, t in enumerate(before) if t.text in _REASONS)
    last = max((n for n, t in enumerate(before) if t.word and t.word.lines), default=-1)
    if last <= start:
        return before
    kept = tuple(
        t
        for t in before[start + 1 : last]
        if t.text in MARKS or (t.word and _of_line_or_plain(t.word))
    )
    return (*before[: start + 1], *kept, *before[last:])


def _of_line_or_plain(word: Word) -> bool:
    return bool(word.meanings) or word.roles.isdisjoint(_NARROWING)


_NARROWING = frozenset(("matter", "aside", "channel", "others", "narrow", "restricts"))
_REASONS = frozenset(("因", "由于", "因为", "属", "属于"))


def _is_in(head: Token | None, tokens: tuple[Token, ...]) -> bool:
    return any(token is head for token in tokens)


def _from_lines(said: Iterable[Token], carried: Carried) -> tuple[str, bool, bool, bool]:
    """What is counted where no noun says it: what was carried, else the table of a telling line."""
    table, foreign, loose = carried.table, carried.foreign, carried.loose
    if foreign and any(_back(t, carried) for t in said):
        return carried.former, False, loose, False
    if not table or foreign:
        table = next((m.table for t in said if t.word for m in t.word.meanings if m.alone), table)
        if table and not foreign:
            return table, False, False, True
    return table, foreign, loose, False


def _back(token: Token, carried: Carried) -> bool:
    """其中两件作了解读，现行有效63件: a column of what was spoken of before."""
    meaning = token.word.meaning_in(carried.former) if token.word and carried.former else None
    return meaning is not None and meaning.axis == "columns" and meaning.alone


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
    return any(t.word.tells for t in tokens if t.word)


def _head(
    before: tuple[Token, ...], after: tuple[Token, ...], carried: Carried, lexicon: Lexicon
) -> tuple[Token | None, str, bool, bool]:
    """The noun that is counted: the last one before the number, else the last one after it."""
    for tokens in (before, _nouns(after)):
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
                strange = strange and (carried.foreign or carried.table not in token.word.loose)
                return token, next(iter(token.word.loose)), strange, True
            if tokens is before and _is_telling(token, carried, lexicon):
                return None, carried.table, False, carried.loose
            acts = bool(carried.table) and carried.table in token.word.acts
            if token.has("matter") and not acts and not _of_line(previous, carried):
                return token, "", True, False
            follows = after[0].word if after else None
            if tokens is before and follows and follows.objects:
                continue  # the noun right behind its number: Central counted 52,310 visits
            table = "" if carried.foreign else _alone(token, lexicon)
            if table and (not carried.named or carried.table == table or _only_there(token)):
                return token, table, False, False
    return None, "", False, False


def _nouns(after: tuple[Token, ...]) -> tuple[Token, ...]:
    """What may be counted behind its number; of what is told of it no other matter is."""
    for n, token in enumerate(after[:2]):
        if token.text.startswith(_TELLING):
            return (*after[:n], *(t for t in after[n:] if not t.has("matter")))
    return after


# 1件正在征求意见: what follows tells of it, and is not what is counted.
_TELLING = ("正", "已", "尚", "仍", "因", "系", "经", "在", "需", "将", "均", "全部", "都")


def _is_telling(token: Token, carried: Carried, lexicon: Lexicon) -> bool:
    """不掌握: a line of what is spoken of that is no mere act, as 答复 is."""
    meaning = token.word.meaning_in(carried.table) if token.word and carried.table else None
    if meaning is None or carried.foreign or token.has("plain"):
        return False
    counted = lexicon.how_counted(carried.table)
    acts = {counted.row, *counted.added, *counted.instead}
    if not counted.row:
        return meaning.alone
    return meaning.axis == "rows" and not (set(meaning.ids) & acts)


def _only_there(token: Token) -> bool:
    """采购总金额: a column of one table, whatever was spoken of before."""
    meanings = token.word.meanings if token.word else ()
    return len(meanings) == 1 and meanings[0].axis == "columns"


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
    said: tuple[Token, ...], table: str, about: bool
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
        elif (
            table in word.objects
            or table in word.loose
            or "plain" in word.roles
            or (table in word.acts and (about or not word.meanings))
        ):
            continue
        elif word.meanings and strange is None:
            strange = token
    return tuple(rows), tuple(columns), strange


def _about(tokens: tuple[Token, ...], carried: Carried, table: str, lexicon: Lexicon) -> bool:
    counted = lexicon.counted.get(table)
    if counted is None or not counted.about:
        return carried.about if not table else True
    text = "".join(t.text for t in tokens)
    return any(word in text for word in counted.about) or (carried.about and carried.table != "")


def _inside(
    before: tuple[Token, ...], after: tuple[Token, ...], head: Token | None
) -> tuple[Token, ...]:
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
        if (
            n > first
            or kind
            or (following is head and head is not None and before[n].end == head.start)
        ):
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
    return not _JOINING.isdisjoint([t.text for t in said])


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
    if period and not (stock and _is_of_no_time(period, before)):
        return period
    if body:
        return "others"
    if "narrow" in slots.segment.roles:
        return "narrow"
    if "channel" in slots.segment.roles and _by_one_way(slots, before, lexicon):
        return "channel"
    for token in _near(before, slots, lexicon):
        named = token.word is not None and token.word.meaning_in(slots.table)
        if token.has("matter") and not token.has("plain") and slots.stated and not named:
            return "matter"
        if token.has("aside") and not (
            token.word and (token.word.meaning_in(slots.table) or slots.table in token.word.acts)
        ):
            return "aside"
    aside = "aside" in slots.segment.roles and any(t.has("aside") for t in after)
    if aside and not slots.rows and not slots.columns:
        return "aside"
    if strange is not None:
        return "strange"
    return "unknown" if slots.inside else ""


def _near(before: tuple[Token, ...], slots: Slots, lexicon: Lexicon) -> tuple[Token, ...]:
    """The words among which one of another thing would tell what the number counts."""
    if slots.segment.roles.isdisjoint(("matter", "aside")):
        return ()
    return before[_last_line(before, slots, lexicon) : _last_done(before, slots)]


def _by_one_way(slots: Slots, before: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """What came by one way is not all; behind its number a document is only published by it."""
    if any(t.has("channel") for t in before):
        return not _any_way(before)
    return bool(lexicon.how_counted(slots.table).row) or not slots.table


def _any_way(before: tuple[Token, ...]) -> bool:
    """通过网络、信函等渠道: whatever the way, all are meant."""
    return any(t.has("such_as") and after.text.startswith(_WAYS) for t, after in pairwise(before))


_WAYS = ("渠道", "方式", "途径", "形式", "申请渠道", "各种", "多种")


def _last_done(before: tuple[Token, ...], slots: Slots) -> int:
    """全部办结并送达申请人: what followed after all were settled changes nothing of it."""
    if slots.segment.amount is not None or slots.every is None:
        return len(before)
    done = [n for n, t in enumerate(before) if t.word and t.word.meaning_in(slots.table)]
    return done[-1] + 1 if done else len(before)


def _last_line(before: tuple[Token, ...], slots: Slots, lexicon: Lexicon) -> int:
    """The place of the last word that names a line that is no mere act; what stands before it
    tells how it came about."""
    counted = lexicon.how_counted(slots.table)
    acts = {counted.row, *counted.added, *counted.instead}
    for place in range(len(before) - 1, -1, -1):
        word = before[place].word
        meaning = word.meaning_in(slots.table) if word else None
        if meaning is not None and not set(meaning.ids) & acts:
            return place if meaning.alone or meaning.axis == "columns" else 0
    return 0


def _is_of_no_time(period: str, before: tuple[Token, ...]) -> bool:
    """What stands at the year's end is not gathered, nor of a part of the year told before."""
    own = any(t.has("part_of_year") or (t.number and t.number.kind == "time") for t in before)
    return period in ("cumulative", "gathered") or (period == "part_of_year" and not own)


def _is_stock(slots: Slots, lexicon: Lexicon) -> bool:
    counted = lexicon.counted.get(slots.table)
    if counted is None:
        return False
    return any(id in counted.stock for m in (*slots.rows, *slots.columns) for id in m.ids)
