"""A segment read into its slots, and what the next one inherits.

Given a segment and what the clauses before it left open, gives its slots. It compares
nothing with the tables.
"""

from __future__ import annotations

from collections.abc import Iterable

from compiler.checks.prose.carried import (
    ASKED,
    Carried,
    body_of,
    is_asked,
    period_of,
    tells_who_helped,
)
from compiler.checks.prose.heads import from_lines, head_of, is_counted
from compiler.checks.prose.no_figure import why_none
from compiler.checks.prose.segments import Segment
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.tokens import MARKS, Token
from compiler.format.lexicon import Lexicon, Meaning, Word

_OF_CHANGES = frozenset(("became", "more", "fewer", "compared"))
_OF_BODIES = frozenset(("own", "places", "others"))


def slots_of(
    segment: Segment, carried: Carried, lexicon: Lexicon, government: str
) -> tuple[Slots, Carried]:
    """The slots of a segment, and what the next one inherits."""
    segment, before, after = _parted(segment)
    carried = _settled(carried) if carried.certain else carried
    time_and_body, onward = _time_and_body(segment, before, after, carried, government)
    said = (*before, *after) if after and not _tells(before) else before
    head, table, foreign, loose = head_of(before, after, carried, lexicon)
    stated = head is not None
    if not stated and (foreign or not table):
        table, foreign, loose, stated = from_lines(said, carried)
    about = _about(segment.tokens, carried, table, lexicon)
    rows, columns, strange = _lines(said, table, about)
    if said is before and after:
        rows, columns = _with_those_behind(
            rows, columns, _lines(_not_predicated(after), table, about), head in after
        )
    if table and not foreign and not stated:
        stated = any(t.word and (m := t.word.meaning_in(table)) and m.alone for t in said)
    unknown, narrowing, examples = _strangers(segment, before, after, head)
    difference = not _OF_CHANGES.isdisjoint(segment.roles) and _difference(before)
    slots = Slots(
        segment, "" if foreign else table, stated, loose or examples, rows, columns,
        None if rows else _of(table, carried.rows), None if columns else _of(table, carried.columns),
        unknown, narrowing, "matter" if foreign else "difference" if difference else "",
        _first(said, "none") if "none" in segment.roles else None,
        _first(segment.tokens, "every") if "every" in segment.roles else None,
        "on_time" in segment.roles, not segment.texts.isdisjoint(_JOINING) and _joined(said),
        difference, about,
    )  # fmt: skip
    if not slots.why and (why := why_none(slots, time_and_body, before, after, strange, lexicon)):
        slots = slots._replace(why=why)
    return slots, Carried(
        table if table or not foreign else "", foreign, loose,
        rows[-1] if rows else _of(table or carried.former, carried.rows),
        columns[-1] if columns else None,
        *onward, about, stated or (carried.named and table == carried.table),
        table or carried.table or carried.former,
        foreign and (is_counted(segment.amount, carried, lexicon) or (carried.told and carried.foreign)),
        carried.fresh and not (foreign and stated), carried.certain, carried.home,
    )  # fmt: skip


def _parted(segment: Segment) -> tuple[Segment, tuple[Token, ...], tuple[Token, ...]]:
    """The words before its number and those behind it, without a reason that narrows nothing."""
    before, after = segment.tokens, _NO_TOKENS
    if segment.amount is not None:
        spot = before.index(segment.amount)
        before, after = before[:spot], before[spot + 1 :]
    if segment.texts.isdisjoint(_REASONS):
        return segment, before, after
    told = _without_reason(before)
    return (segment if told is before else segment.without(before, told)), told, after


_NO_TOKENS: tuple[Token, ...] = ()


def _settled(carried: Carried) -> Carried:
    """The report's own figures are spoken of, whatever was carried says."""
    own = carried.table or carried.former
    period = "" if carried.period == "gathered" else carried.period
    return carried._replace(table=own, foreign=False, body="", period=period)


def _time_and_body(
    segment: Segment, before: tuple[Token, ...], after: tuple[Token, ...], carried: Carried,
    government: str,
) -> tuple[tuple[str, str], tuple[str, bool, str]]:  # fmt: skip
    """The time and the body that its number is of; time, whether this year was named, and
    body for the next segment.
    """
    period, this_year, body = carried.period, carried.this_year, carried.body
    later = body
    now = period
    if segment.times:
        now, this_year = period_of(before, carried)
        period = now
        if segment.amount is not None:
            period, this_year = period_of(segment.tokens, carried)
    if carried.certain and now == "gathered":
        now = ""
    if carried.certain:
        if segment.unknown or not _OF_BODIES.isdisjoint(segment.roles):
            body = later = ""
    elif segment.unknown or not _OF_BODIES.isdisjoint(segment.roles):
        body = body_of(before, carried.body, government)
        if segment.amount is None:
            later = carried.body if tells_who_helped(segment) else body
        else:
            later = body_of(segment.tokens, carried.body, government) if after else body
    return (now, body), (period, this_year, later)


def _strangers(
    segment: Segment, before: tuple[Token, ...], after: tuple[Token, ...], head: Token | None
) -> tuple[tuple[Token, ...], tuple[Token, ...], bool]:
    """Unknown words, those that narrow what is counted, and whether others are mere examples."""
    if not segment.unknown:
        return (), (), False
    examples = tuple(_examples(segment.tokens)) if "such_as" in segment.roles else ()
    loose = bool(examples)
    if ASKED in segment.texts:
        examples += _asked(segment.tokens)
    if not examples:
        return segment.unknown, _inside(before, after, head), False
    unknown = tuple([t for t in segment.unknown if t not in examples])
    inside = _inside(before, after, head) if unknown else ()
    return unknown, tuple([t for t in inside if t not in examples]), loose


def _asked(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    return tuple(
        token
        for last, token, following in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if is_asked(last.text, following)
    )


def _without_reason(before: tuple[Token, ...]) -> tuple[Token, ...]:
    """因所需资料不归本机关保管、即本机关不掌握的N件: why a line was chosen narrows nothing.

    Lines named in the reason are kept, for one of them may be what is meant.
    """
    start = next((n for n, t in enumerate(before) if t.text in _REASONS), len(before))
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


def _of(table: str, meaning: Meaning | None) -> Meaning | None:
    return meaning if meaning is not None and meaning.table == table else None


def _first(tokens: Iterable[Token], role: str) -> Token | None:
    return next((t for t in tokens if t.has(role)), None)


def _tells(tokens: Iterable[Token]) -> bool:
    """Whether these words name anything that can be counted."""
    return any(t.word.tells for t in tokens if t.word)


# Rows, columns, and the first word that names a line of another table only.
Lines = tuple[tuple[Meaning, ...], tuple[Meaning, ...], Token | None]


def _lines(said: tuple[Token, ...], table: str, about: bool) -> Lines:
    rows: list[Meaning] = []
    columns: list[Meaning] = []
    strange: Token | None = None
    for token in said:
        word = token.word
        if word is None or not word.meanings:
            continue
        meaning = word.meaning_in(table) if table else None
        if meaning is not None:
            (rows if meaning.axis == "rows" else columns).append(meaning)
        elif (
            strange is None
            and table not in word.objects
            and table not in word.loose
            and "plain" not in word.roles
            and not (about and table in word.acts)
        ):
            strange = token
    return tuple(rows), tuple(columns), strange


def _with_those_behind(
    rows: tuple[Meaning, ...], columns: tuple[Meaning, ...], more: Lines, counted_behind: bool
) -> tuple[tuple[Meaning, ...], tuple[Meaning, ...]]:
    """Lines behind the number are named with it where what is counted is, or where rows go on."""
    return (
        (*rows, *more[0]) if rows or counted_behind else rows,
        (*columns, *more[1]) if counted_behind else columns,
    )


def _not_predicated(after: tuple[Token, ...]) -> tuple[Token, ...]:
    """收到的3件申请均由企业提出: what is said of all of them does not tell which ones are counted."""
    return after[: next((n for n, t in enumerate(after) if t.has("every")), len(after))]


def _about(tokens: tuple[Token, ...], carried: Carried, table: str, lexicon: Lexicon) -> bool:
    counted = lexicon.counted.get(table)
    if counted is None or not counted.about:
        return carried.about if not table else True
    if carried.about and carried.table:
        return True
    text = "".join([t.text for t in tokens])
    return any(word in text for word in counted.about)


def _inside(
    before: tuple[Token, ...], after: tuple[Token, ...], head: Token | None
) -> tuple[Token, ...]:
    """Unknown words that narrow what is counted: between the first telling word and the number,
    or between the number and its noun."""
    place = after.index(head) if head in after else 0
    found = [t for t in after[:place] if t.is_unknown]
    telling = False
    for n, token in enumerate(before, start=1):
        if token.word is not None:
            telling = telling or token.word.tells
        elif token.is_unknown and (
            telling or (n < len(before) and _clings(token, before[n], head))
        ):
            found.append(token)
    return tuple(found)


def _clings(token: Token, following: Token, head: Token | None) -> bool:
    """Whether the next word is one for a kind, or what is counted follows without a gap."""
    return following.has("kindword") or (following is head and token.end == following.start)


def _examples(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """道路运输、超限运输等行政许可: unknown words before 等 are examples of the noun that follows."""
    for place in range(1, len(tokens) - 1):
        follows = tokens[place + 1].word
        if tokens[place].has("such_as") and follows and (follows.meanings or follows.objects):
            return tuple(t for t in tokens[:place] if t.is_unknown)
    return ()


def _joined(said: tuple[Token, ...]) -> bool:
    return not _JOINING.isdisjoint([t.text for t in said])


_JOINING = frozenset(("和", "与", "及", "、", "以及", "或", "或者"))


def _difference(before: tuple[Token, ...]) -> bool:
    """比上年增加N件, 多N件: a change. 增至N件 is a figure."""
    changes = False
    for last, token in zip((None, *before), before, strict=False):
        if token.word is None or token.word.roles.isdisjoint(_OF_CHANGES):
            continue
        if last is not None and last.number and last.number.kind == "percent":
            continue  # 七成多
        changes = not token.has("became")
    return changes
