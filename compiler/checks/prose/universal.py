"""Said of none and said of all: 未收到申请, 全部办结. What they deny must be 0 in the tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.awaiting import awaiting_rows
from compiler.checks.prose.crossings import Candidate, candidates
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slots import Slots, adds, ids_of
from compiler.checks.prose.subjects import is_of_something_else, is_parted_in_full, with_its_row
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.format.lexicon import Meaning
from compiler.text.numerals import plain
from compiler.values.figures import FigureId
from compiler.values.findings import Finding, Severity
from compiler.values.named_tuple import NamedTuple


def universal_findings(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    every: list[_All] = []
    for position, slots in enumerate(spoken.slots):
        if _no_amount(slots) and (slots.none or _nought(slots)):
            every += _none(paragraph, spoken, position)
        elif slots.every or _percent_finished(slots):
            every += _every(paragraph, spoken, position)
    yield from _told_once(paragraph, every)
    yield from _outcomes(paragraph, spoken)


def _outcomes(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    """直接起诉1件，结果为维持: an outcome without a number is that of all that were told before."""
    reader = paragraph.reader
    for position, slots in enumerate(spoken.slots):
        before = _told_before(spoken, position)
        number = before.segment.amount.number if before and before.segment.amount else None
        if (
            before is None
            or number is None
            or before.why
            or before.columns
            or not before.rows
            or slots.why
        ):
            continue
        told = candidates(before, reader.form, reader.lexicon)[:1]
        if not told or reader.value(told[0]) != number.value or not _is_outcome(before, slots):
            continue
        one = Candidate(
            tuple(
                FigureId(f.table, f.row, c) for f in told[0].figures for c in slots.columns[-1].ids
            )
        )
        value, decided = reader.value(one), number.value - _open(paragraph, told[0])
        if value is None or value == number.value or (value == decided > 0):
            continue
        values = {
            "said": paragraph.written(number), "figure": plain(value),
            "label": paragraph.label(one), "reading": paragraph.reading(one),
        }  # fmt: skip
        yield paragraph.finding(
            kinds.CONTRADICTS_TABLE, before.segment.start, slots.segment.end, values,
            severity=Severity.WARNING, related=paragraph.related(one), expected=plain(value),
            actual=plain(number.value), involved=(plain(number.value), plain(value)),
        )  # fmt: skip


def _told_before(spoken: Spoken, position: int) -> Slots | None:
    """The clause before, or the one before that: 行政复议1件，已审结，结果为纠正."""
    before = spoken.slots[:position][::-1]
    if len(before) > 1 and before[0].segment.amount is None and not before[0].why:
        settled = before[0].columns and not before[0].rows and not before[0].unknown
        return before[1] if settled else before[0]
    return before[0] if before else None


def _open(paragraph: Paragraph, told: Candidate) -> Decimal:
    """Of how many nothing was decided by the end of the year: 9件均获维持 is said of the others."""
    reader, table = paragraph.reader, told.figures[0].table
    columns = reader.lexicon.how_counted(table).stock
    rows = {f.row for f in told.figures}
    some = Candidate(tuple(FigureId(table, row, column) for row in rows for column in columns))
    return reader.value(some) or Decimal(0)


def _is_outcome(before: Slots, slots: Slots) -> bool:
    """Whether the clause says nothing but one column of the row told before it."""
    if slots.segment.amount is not None or slots.table != before.table or len(slots.columns) != 1:
        return False
    if any(t.text in ("前者", "后者") for t in slots.segment.tokens):
        return False
    named = {m.ids for m in slots.rows}
    # What is said of all (均, 全部) is judged as that, once.
    if slots.none or slots.every or not named <= {m.ids for m in before.rows}:
        return False
    return all(
        t.has("plain") or (t.word and t.word.meaning_in(slots.table)) for t in slots.segment.tokens
    )


class _All(NamedTuple):
    """What is said of all or none: from where to where, what it denies, and whether it says so itself."""

    start: int
    end: int
    denied: Candidate
    total: Decimal
    sure: bool


def _told_once(paragraph: Paragraph, every: list[_All]) -> Iterator[Finding]:
    """全部办结，办结率100%: said twice, it is one claim."""
    for denied in dict.fromkeys(one.denied for one in every):
        alike = [one for one in every if one.denied == denied]
        value = plain(paragraph.reader.value(denied) or Decimal(0))
        total = plain(alike[0].total)
        yield paragraph.finding(
            kinds.CONTRADICTION, alike[0].start, alike[-1].end,
            {
                "label": paragraph.label(denied), "figure": value,
                "reading": paragraph.reading(denied),
            },
            related=paragraph.related(denied),
            severity=Severity.ERROR if any(one.sure for one in alike) else Severity.WARNING,
            expected="0", actual=total, involved=(total,),
        )  # fmt: skip


def _no_amount(slots: Slots) -> bool:
    """没有一件 has a number, and denies as well."""
    amount = slots.segment.amount
    if amount is None or amount.number is None:
        return True
    one = amount.number.value == 1 and slots.none is not None
    return one and slots.none is not None and slots.none.end <= amount.start


def _nought(slots: Slots) -> bool:
    return "nought" in slots.segment.roles


def _percent_finished(slots: Slots) -> bool:
    tokens = slots.segment.tokens
    if "finished" not in slots.segment.roles or slots.on_time:
        return False
    return any(t.number and t.number.unit == "%" and t.number.value == 100 for t in tokens)


def _none(paragraph: Paragraph, spoken: Spoken, position: int) -> Iterator[_All]:
    """Each thing that is denied, one by one: 行政复议、行政诉讼."""
    slots = with_its_row(paragraph, spoken.slots[position])
    if not slots.says_figure or slots.unknown or not (slots.stated or slots.rows or slots.columns):
        return
    tokens = slots.segment.tokens
    if any(
        _is_aside(t, slots)
        for t in (tokens[:-1] if slots is not spoken.slots[position] else tokens)
    ):
        return
    if slots.loose and not slots.rows and not slots.columns:
        return  # 未再计入办件量
    if _of_those_told(spoken, position):
        return
    if both := awaiting_rows(spoken, position, paragraph.reader.lexicon):
        slots = slots._replace(carried_rows=both)
    reader = paragraph.reader
    for candidate in _each(paragraph, slots):
        value = reader.value(candidate)
        if not value:
            continue
        sure = slots.stated and not slots.loose and not candidate.inherited
        start, end = _denying(slots)
        yield _All(start, end, candidate, value, sure)
        return


def _is_aside(token: Token, slots: Slots) -> bool:
    """Whether it is about something else; 收取 is only what is done with what is counted."""
    if token.word is None or slots.table in token.word.acts:
        return False
    if token.word.roles.isdisjoint(_ASIDE):
        return False
    return token.word.meaning_in(slots.table) is None


_ASIDE = ("matter", "aside", "channel")


_TAKEN_AS = ("作", "按", "以", "当作", "视", "视作")


def _of_those_told(spoken: Spoken, position: int) -> bool:
    """重复申请1件、信访3件，均未作为申请处理: denied of what was told, or a way to take it."""
    slots = spoken.slots[position]
    none = slots.none
    if none is None:
        return False
    after = [t for t in slots.segment.tokens if t.start >= none.end]
    told = position > 0 and spoken.slots[position - 1].segment.amount is not None
    told = told and bool(spoken.slots[position - 1].rows)
    return (told and none.text[0] in "均都皆") or any(t.text in _TAKEN_AS for t in after)


def _each(paragraph: Paragraph, slots: Slots) -> Iterator[Candidate]:
    counted = paragraph.reader.lexicon.counted.get(slots.table)
    acts = {counted.row, *counted.also} if counted else set()
    own = slots.none.word.meanings if slots.none and slots.none.word else ()
    named = tuple(m for m in slots.rows if m not in own) or slots.rows  # 不存在结转的情形
    kept = tuple(m for m in named if not (len(m.ids) == 1 and m.ids[0] in acts)) or named
    rows = _narrowest(kept) or (None,)
    for row in rows:
        one = slots._replace(rows=(row,) if row else (), joined=False)
        found = candidates(one, paragraph.reader.form, paragraph.reader.lexicon)
        if found:
            yield found[0]


def _narrowest(rows: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """以国家秘密为由不予公开: a line within another one is what is meant."""
    return tuple(m for m in rows if not any(set(o.ids) < set(m.ids) for o in rows))


def _denying(slots: Slots) -> tuple[int, int]:
    tokens = slots.segment.tokens
    first = slots.none or next(t for t in tokens if t.word and (t.word.meanings or t.word.objects))
    return first.start, slots.segment.end


def _every(paragraph: Paragraph, spoken: Spoken, position: int) -> Iterator[_All]:
    slots = spoken.slots[position]
    done = _done(slots)
    if slots.segment.tokens[-1].text in ("中", "里", "当中"):
        return  # 全部答复中，予以公开564件
    if (
        done is None
        or not (
            _of_all(paragraph, spoken, position, done[1])
            or _is_left_over(paragraph, spoken, position, done[1])
        )
        or _rest_is_told(spoken, position)
        or is_of_something_else(paragraph, spoken, position, done[1])
    ):
        return
    meaning = done[1]
    reader = paragraph.reader
    shown = _denied(paragraph, slots, meaning)
    values = [(sign, reader.value(one)) for sign, one in shown]
    if any(value is None for _, value in values):
        return
    total = sum((sign * value for sign, value in values if value is not None), Decimal(0))
    if total > 0:
        start = _clause_of(spoken, position)
        sure = slots.stated and not slots.loose
        yield _All(start, slots.segment.end, shown[0][1], total, sure)


def _clause_of(spoken: Spoken, position: int) -> int:
    """Where the clause begins: 上述134件申请已全部办结 claims it of its number."""
    slots = spoken.slots[position]
    before = spoken.slots[position - 1] if position else None
    if before and before.segment.amount and not before.why and before.table == slots.table:
        slots = before  # 全年应办22件，年底前已全部办结
    clause = slots.segment.clause
    return min(s.segment.start for s in spoken.slots if s.segment.clause == clause)


def _denied(paragraph: Paragraph, slots: Slots, meaning: Meaning) -> list[tuple[int, Candidate]]:
    """The figures that must be 0, each with its sign."""
    counted = paragraph.reader.lexicon.how_counted(meaning.table)
    if meaning.axis == "rows":
        return [
            (sign, Candidate((FigureId(meaning.table, id, counted.column),)))
            for sign, id in meaning.every
        ]
    told = slots.rows or ((slots.carried_rows,) if slots.carried_rows else ())
    rows = [id for m in told for id in m.ids]
    return [
        (sign, Candidate(tuple(FigureId(meaning.table, row, id) for row in rows)))
        for sign, id in meaning.every
    ]


def _done(slots: Slots) -> tuple[Token, Meaning] | None:
    """The word said of all."""
    for token in slots.segment.tokens:
        said = (
            token.has("finished")
            if _percent_finished(slots)
            else slots.every and token.start >= slots.every.start
        )
        if token.word and said:
            for meaning in token.word.meanings:
                late = slots.on_time and meaning.timely
                if meaning.every and meaning.table == slots.table and not late:
                    return token, meaning
    return None


def _of_all(paragraph: Paragraph, spoken: Spoken, position: int, meaning: Meaning) -> bool:
    """Whether all of the year's are spoken of: not those carried in, not those answered, not some."""
    slots, lexicon = spoken.slots[position], paragraph.reader.lexicon
    if not slots.says_figure or slots.unknown or slots.none:
        return False
    if any(_excepts(t) for s in spoken.slots[: position + 1] for t in s.segment.tokens):
        return False
    told = [s for s in spoken.slots[:position] if s.segment.amount]
    if meaning.axis == "columns":
        former = bool(told) and told[-1].why == "last_year"
        return not former and all(len(s.columns) < 2 for s in spoken.slots)
    some = any(s.columns for s in spoken.slots[:position] if s.table == slots.table)
    if slots.columns or (some and not is_parted_in_full(paragraph, spoken, position)):
        return False  # of some applicants only
    if told and (told[-1].why or told[-1].unknown):
        return False
    own = {id for m in slots.rows if m is not meaning for id in m.ids}
    if _adds_to(slots):
        own.add(lexicon.how_counted(meaning.table).row)  # 上述申请连同上年结转的2件
    before = {id for s in told if not s.none for m in s.rows for id in m.ids}
    if told and _adds_to(told[-1]):
        before.add(lexicon.how_counted(meaning.table).row)
    after = {id for s in spoken.slots[position + 1 :] if not s.none for m in s.rows for id in m.ids}
    denied = {id for _, id in meaning.every}
    if denied & (before | after):
        return False
    subject = own or (ids_of(told[-1].rows) if told else set())
    counted = lexicon.how_counted(meaning.table)
    if len(denied) > 1:  # all of those handled were granted
        return not subject or before <= {id for ids in counted.wholes for id in ids}
    together = own | before if slots.segment.before == "、" else own or before
    return not subject or counted.row in together


def _is_left_over(paragraph: Paragraph, spoken: Spoken, position: int, meaning: Meaning) -> bool:
    """还有1件转入下年，办结率100%: the sentence itself tells what it denies."""
    slots = spoken.slots[position]
    if not _percent_finished(slots) or slots.unknown or not slots.says_figure:
        return False
    if any(t.text.startswith("应") for t in slots.segment.tokens):
        return False  # of what was due
    denied = {one for _, one in _denied(paragraph, slots, meaning)}
    for before in spoken.slots[:position]:
        number = before.segment.amount.number if before.segment.amount else None
        told = Candidate(
            tuple(FigureId(before.table, id, c) for m in before.rows for id in m.ids
                  for c in (paragraph.reader.lexicon.how_counted(before.table).column,))
        )  # fmt: skip
        if number and told in denied and paragraph.reader.value(told) == number.value:
            return True
    return False


def _adds_to(slots: Slots) -> bool:
    """连同上年结转的2件: what is told is added to all the others."""
    return not adds(slots) and any(t.has("adds") for t in slots.segment.tokens)


def _excepts(token: Token) -> bool:
    """除1件尚在审理外，其余均已审结: all but some."""
    return token.has("rest") or token.text.startswith("除")


def _rest_is_told(spoken: Spoken, position: int) -> bool:
    return any(t.has("rest") for s in spoken.slots[position + 1 :] for t in s.segment.tokens)
