"""A segment read into its slots, and what the next one inherits.

Given a segment and what the clauses before it left open, gives its slots. It compares
nothing with the tables.
"""

from __future__ import annotations

from collections.abc import Iterable

from compiler.checks.prose.carried import Carried, body_of, carried_body_of, period_of
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
    amount = segment.amount
    spot = segment.tokens.index(amount) if amount else len(segment.tokens)
    before, after = segment.tokens[:spot], segment.tokens[spot + 1 :]
    told = _without_reason(before)
    if len(told) < len(before):
        segment = segment.without(before, told)
        before = told
    if carried.certain:
        own = carried.table or carried.former
        period = "" if carried.period == "gathered" else carried.period
        carried = carried._replace(table=own, foreign=False, body="", period=period)
    period, body = carried.period, carried.body
    onward = (carried.period, carried.this_year, carried.body)
    if segment.times:
        period, this_year = period_of(before, carried)
        onward = (period, this_year, carried.body)
        if amount is not None:
            onward = (*period_of(segment.tokens, carried), carried.body)
    if carried.certain and period == "gathered":
        period = ""
    if segment.unknown or not _OF_BODIES.isdisjoint(segment.roles):
        body = body_of(before, carried.body, government)
        onward = (*onward[:2], carried_body_of(segment, carried.body, government))
        if carried.certain:
            body, onward = "", (*onward[:2], "")
    said = before if _tells(before) or amount is None else (*before, *after)
    head, table, foreign, loose = head_of(before, after, carried, lexicon)
    stated = head is not None
    if not stated and not (table and not foreign):
        table, foreign, loose, stated = from_lines(said, carried)
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
    slots.why = why_none(slots, foreign, period, body, before, after, strange, lexicon)
    return slots, Carried(
        table if table or not foreign else "", foreign, loose,
        rows[-1] if rows else (carried.rows if _same(carried.rows, table or carried.former) else None),
        columns[-1] if columns else None,
        *onward, about, stated or (carried.named and table == carried.table),
        table or carried.table or carried.former,
        foreign and (is_counted(amount, carried, lexicon) or (carried.told and carried.foreign)),
        carried.fresh and not (foreign and stated), carried.certain, carried.home,
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


def _same(meaning: Meaning | None, table: str) -> bool:
    return meaning is not None and meaning.table == table


def _first(tokens: Iterable[Token], role: str) -> Token | None:
    return next((t for t in tokens if t.has(role)), None)


def _tells(tokens: Iterable[Token]) -> bool:
    """Whether these words name anything that can be counted."""
    return any(t.word.tells for t in tokens if t.word)


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
