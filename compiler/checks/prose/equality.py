"""Numbers that name a figure of the tables must be it, in one of the ways they can be meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.crossings import Candidate, candidates
from compiler.checks.prose.doubts import restricted
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.readings import true_otherwise
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.format.declaration import Unit
from compiler.format.lexicon import Lexicon
from compiler.text.numerals import plain
from compiler.values.figures import FigureId
from compiler.values.findings import Finding, Severity

# A count so many times another is hardly a slip of it: something else is meant.
_FAR = 20
_FEW = 100
_OWING = ("需", "应", "须", "待", "共需", "共应")
_OTHER = ("其他", "其它", "别的")
# So many numbers that agree, or one as large as this, show that the tables are spoken of.
_AGREEING, _LARGE = 2, 10


def equality_findings(
    paragraph: Paragraph, spoken: Spoken, before: Spoken | None
) -> Iterator[Finding]:
    sure = _agrees(paragraph, spoken)
    told = tuple(_told_apart(spoken, paragraph.reader.lexicon))
    apart = tuple(_carried_in_apart(spoken, paragraph.reader.lexicon))
    for position, slots in enumerate(spoken.slots):
        amount = slots.segment.amount
        if amount is None or amount.number is None or slots.none:
            continue
        one = replace(slots, about=True) if slots.table in sure else slots
        if _follows_its_row(spoken, position):
            one = replace(one, rows=spoken.slots[position - 1].rows, carried_rows=None)
        for found in _equal(paragraph, one, amount.number, (*told, *apart)):
            said = Decimal(found.actual or 0)
            silent = (
                _other_unit(spoken, slots, paragraph.reader.lexicon)
                or true_otherwise(paragraph, spoken, before, position, said)
                or restricted(paragraph, spoken, position)
                or _with_the_rest(slots)
                or _said_of_others(spoken, position)
                or _said_again(spoken, position)
                or _broken_down(spoken, position, said)
                or _due(paragraph, slots, said)
            )
            if not silent:
                yield found


def _other_unit(spoken: Spoken, slots: Slots, lexicon: Lexicon) -> bool:
    """22件申请要求公开信息41项，公开23项: what is counted in another unit is another thing.

    Rows that are counted each for itself have units of their own: 规章2部, 规范性文件11件.
    """
    if not lexicon.how_counted(slots.table).row:
        return False
    amounts = [
        s.segment.amount
        for s in spoken.slots
        if (s.table == slots.table and s.stated) or (not s.table and not s.why)
    ]
    units = [a.number.unit for a in amounts if a and a.number and a.number.kind == "count"]
    own = slots.segment.amount
    return bool(
        units
        and own
        and own.number
        and own.number.kind == "count"
        and own.number.unit[:1] != units[0][:1]
    )


def _agrees(paragraph: Paragraph, spoken: Spoken) -> set[str]:
    """The tables of which this sentence tells figures rightly, whatever words it leaves out."""
    reader = paragraph.reader
    right: dict[str, list[Decimal]] = {}
    for slots in spoken.slots:
        number = slots.segment.amount.number if slots.segment.amount else None
        if number is None or not slots.says_figure or not number.value:
            continue
        found = candidates(slots, reader.form, reader.lexicon)
        if any(reader.value(c) == number.value for c in found):
            right.setdefault(slots.table, []).append(number.value)
    return {t for t, some in right.items() if len(some) >= _AGREEING or max(some) >= _LARGE}


def _with_the_rest(slots: Slots) -> bool:
    """科研机构、律师事务所及其他8件: lines told together with a rest whose line is not named."""
    return slots.joined and any(t.has("rest") for t in slots.segment.tokens)


def _said_of_others(spoken: Spoken, position: int) -> bool:
    """复议案件14件，均以其他机关为被申请人: whose they are is told behind the number."""
    for slots in spoken.slots[position + 1 : position + 2]:
        tokens = slots.segment.tokens
        if slots.segment.amount is None and slots.every is not None:
            after = [t for t in tokens if t.start > slots.every.start]
            return any(t.text.startswith(_OTHER) for t in after)
    return False


def _follows_its_row(spoken: Spoken, position: int) -> bool:
    """诉讼均未经复议直接起诉，共8件: the clause before the number names its row."""
    slots, before = spoken.slots[position], spoken.slots[position - 1] if position else None
    if before is None or before.segment.amount is not None or not before.rows or slots.rows:
        return False
    tokens = [t for t in slots.segment.tokens if t.number is None]
    alone = bool(tokens) and all(t.has("sums") or t.has("plain") for t in tokens)
    return alone and before.table == slots.table and not before.why and not before.columns


def _said_again(spoken: Spoken, position: int) -> bool:
    """制作文件11件，11件全部公开: the same number again, of which all is said."""
    slots, before = spoken.slots[position], spoken.slots[position - 1] if position else None
    if before is None or slots.every is None or before.segment.amount is None:
        return False
    first, again = before.segment.amount.number, slots.segment.amount
    return bool(first and again and again.number and first.value == again.number.value)


def _broken_down(spoken: Spoken, position: int, said: Decimal) -> bool:
    """提供信息的17件（公开9件、部分公开8件）: the bracket behind it says what is meant."""
    depth = spoken.slots[position].segment.depth
    parts: list[Decimal] = []
    for slots in spoken.slots[position + 1 :]:
        if slots.segment.depth <= depth:
            break
        if slots.segment.amount and slots.segment.amount.number:
            parts.append(slots.segment.amount.number.value)
    return len(parts) > 1 and sum(parts) == said


def _due(paragraph: Paragraph, slots: Slots, said: Decimal) -> bool:
    """全年需答复24件: what there was to answer, be it answered or not."""
    counted = paragraph.reader.lexicon.how_counted(slots.table)
    rows = {id for m in slots.rows for id in m.ids}
    if not rows or not rows <= counted.instead:
        return False
    if not any(t.text.startswith(_OWING) for t in slots.segment.tokens):
        return False
    columns = [m.ids for m in slots.columns] or [(counted.column,)]
    found = (
        Candidate(tuple(FigureId(slots.table, r, c) for r in rows for c in column))
        for rows in counted.wholes
        for column in columns
    )
    return any(paragraph.reader.value(c) == said for c in found)


def _told_apart(spoken: Spoken, lexicon: Lexicon) -> Iterator[Decimal]:
    """Numbers of what was withdrawn, lapsed and the like: an answer may leave them out."""
    for slots in spoken.slots:
        amount = slots.segment.amount
        if (
            amount
            and amount.number
            and (
                slots.why == "aside"
                or slots.segment.tokens[0].text == "除"
                or _lapsed(slots, lexicon)
            )
        ):
            yield amount.number.value


def _lapsed(slots: Slots, lexicon: Lexicon) -> bool:
    """8件因申请人逾期不补正而不再处理: told beside the answers and counted among them."""
    counted = lexicon.how_counted(slots.table)
    if not counted.instead or not slots.says_figure:
        return False
    rows = {id for m in slots.rows for id in m.ids} - counted.instead
    return bool(rows) and any(
        t.has("none") or t.text.startswith("不") for t in slots.segment.tokens
    )


def _carried_in_apart(spoken: Spoken, lexicon: Lexicon) -> Iterator[Decimal]:
    """当年办结N件，另办结上年结转M件: what was carried in is told apart from what was answered."""
    for slots in spoken.slots:
        amount = slots.segment.amount
        if amount and amount.number and len(slots.rows) > 1 and _carries_in(slots, lexicon):
            yield amount.number.value


def _carries_in(slots: Slots, lexicon: Lexicon) -> bool:
    return any(not lexicon.how_counted(m.table).added.isdisjoint(m.ids) for m in slots.rows)


def _equal(
    paragraph: Paragraph, slots: Slots, number: ProseNumber, told: tuple[Decimal, ...]
) -> Iterator[Finding]:
    reader = paragraph.reader
    if not _says_something(slots):
        return
    if number.approximate or number.ordinal or not _counted_in(slots, number, paragraph):
        return
    part = slots.why in ("channel", "narrow", "unknown") and slots.stated and bool(slots.rows)
    found = candidates(replace(slots, why="") if part else slots, reader.form, reader.lexicon)
    known = [(c, v) for c in found if (v := reader.value(c)) is not None]
    if not known:
        return
    unit = _unit(paragraph, known[0][0])
    said = _in_unit(number, unit)
    if said is None or len(known) < len(found):
        return
    counted = reader.lexicon.how_counted(slots.table)
    acts = {counted.row, *counted.instead}
    for one, value in known:
        apart = told if {f.row for f in one.figures} <= acts or not counted.row else ()
        if _same(said, value, number, unit) or any(said + t == value for t in apart):
            return
    # What came by one way is no more than all that came.
    sure = slots.why == "channel" and not slots.unknown and not slots.loose
    severity = (
        (Severity.WARNING if sure else Severity.ADVICE) if part else _severity(slots, known[0][0])
    )
    if severity is Severity.WARNING and number.kind == "count" and _far(said, known[0][1]):
        severity = Severity.ADVICE
    if severity is None or (part and said <= max(value for _, value in known)):
        return
    candidate, expected = known[0]
    values = {
        "said": paragraph.written(number),
        "figure": plain(expected) + (unit.label if unit and number.kind == "money" else ""),
        "label": paragraph.label(candidate),
        "reading": paragraph.reading(candidate),
    }
    start, end = _words(slots)
    yield paragraph.finding(
        kinds.NARROWER_SCOPE if part else kinds.CONTRADICTS_TABLE, start, end, values, severity=severity,
        related=paragraph.related(candidate), expected=plain(expected), actual=plain(said),
        involved=(plain(said), plain(expected)),
    )  # fmt: skip


def _says_something(slots: Slots) -> bool:
    """A number without any word of its own is no claim about the clause before."""
    own = any(
        t.has("became") or (t.word and slots.table in t.word.acts) for t in slots.segment.tokens
    )  # fmt: skip
    return bool(slots.stated or slots.rows or slots.columns or own)


def _severity(slots: Slots, candidate: Candidate) -> Severity | None:
    """An error only where everything is stated and understood; silence where too little is.

    What is carried or loosely named accuses only in a short clause that ends with its number.
    """
    if not slots.about and not slots.stated:
        return None
    if slots.unknown and not _leads(slots):
        return Severity.ADVICE
    if _two_acts(slots):
        return Severity.ADVICE
    full = slots.stated and not slots.loose and not slots.unknown
    if full and not candidate.inherited and slots.about:
        return Severity.ERROR
    if slots.loose and not (slots.rows or slots.columns):
        return Severity.ADVICE
    return Severity.WARNING if _ends(slots) else Severity.ADVICE


def _leads(slots: Slots) -> bool:
    """告知不掌握的8件: unknown words only before a telling line, which its number follows at once."""
    tokens, amount = slots.segment.tokens, slots.segment.amount
    spot = tokens.index(amount) if amount else 0
    lead = [t for t in tokens[:spot] if not t.has("plain") or (t.word and t.word.meanings)]
    last = lead[-1] if lead else None
    if last is None or last.word is None or any(t.is_unknown for t in tokens[spot:]):
        return False
    return last.word.lines and any(m.table == slots.table and m.alone for m in last.word.meanings)


def _two_acts(slots: Slots) -> bool:
    """当年收到当年办结的N件: two lines, neither part of the other nor added to it."""
    if slots.joined or any(m.alone for m in slots.rows):
        return False
    return len({frozenset(m.ids) for m in slots.rows}) > 1


def _ends(slots: Slots) -> bool:
    """Whether the number ends its clause, or only its noun or verb follows."""
    tokens = slots.segment.tokens
    amount = slots.segment.amount
    after = tokens[tokens.index(amount) + 1 :] if amount else ()
    return sum(not t.has("plain") and not _is_of(t, slots.table) for t in after) <= 1


def _is_of(token: Token, table: str) -> bool:
    """尚有9件申请未到期限: more words for what the table counts."""
    word = token.word
    return word is not None and (
        table in word.objects or table in word.loose or word.meaning_in(table) is not None
    )


def _far(said: Decimal, value: Decimal) -> bool:
    low, high = sorted((said, value))
    return high > _FEW and low * _FAR < high


def _counted_in(slots: Slots, number: ProseNumber, paragraph: Paragraph) -> bool:
    """Whether such figures are counted in this unit."""
    counted = paragraph.reader.lexicon.counted.get(slots.table)
    if number.kind == "money":
        return True
    if counted is None or not counted.units:
        return number.kind in ("count", "none")
    return number.unit in counted.units


def _unit(paragraph: Paragraph, candidate: Candidate) -> Unit | None:
    return paragraph.reader.form.unit_of(candidate.figures[0])


def _in_unit(number: ProseNumber, unit: Unit | None) -> Decimal | None:
    """The number in the figure's own unit; money for counts and counts for money do not fit."""
    if number.kind == "money":
        factor = dict(unit.accepts).get(number.unit) if unit else None
        return None if factor is None else number.value * factor
    return None if unit else number.value


def _same(said: Decimal, value: Decimal, number: ProseNumber, unit: Unit | None) -> bool:
    """Equal, or equal as rounded to the last digit that was written."""
    step = number.step
    if number.kind == "money" and unit is not None:
        step *= dict(unit.accepts).get(number.unit, Decimal(1))
    if said == value or step <= 0:
        return said == value
    if number.kind == "count" and step == 1:
        return False
    return (value / step).to_integral_value(ROUND_HALF_UP) * step == said


def _words(slots: Slots) -> tuple[int, int]:
    """From the first word that tells something to the number."""
    tokens = slots.segment.tokens
    amount = slots.segment.amount
    first = next(
        (t for t in tokens if t is amount or (t.word and (t.word.meanings or t.word.objects or t.word.loose))),
        tokens[0],
    )  # fmt: skip
    assert amount is not None
    return first.start, amount.end
