"""Numbers that name a figure of the tables must be it, in one of the ways they can be meant."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.awaiting import awaiting_rows
from compiler.checks.prose.crossings import Candidate, candidates, of_the_same_name
from compiler.checks.prose.doubts import restricted
from compiler.checks.prose.meant_otherwise import meant_otherwise, other_unit
from compiler.checks.prose.paragraph import Paragraph, home_of
from compiler.checks.prose.readings import true_otherwise
from compiler.checks.prose.slip import is_slip
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.checks.prose.told_apart import carried_in_apart, told_apart
from compiler.format.figure_type import Unit
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Severity

# 1430项行政许可决定; 行政许可16项 are entries of a list.
_OF_DECISIONS, _DECISIONS = ("项",), ("决定", "决定书")
# So many numbers that agree, or one as large as this, show that the tables are spoken of.
_AGREEING, _LARGE = 2, 5


def equality_findings(
    paragraph: Paragraph, spoken: Spoken, before: Spoken | None
) -> Iterator[Finding]:
    doubted = any(not slots.about for slots in spoken.slots)
    sure = _agrees(paragraph, spoken) if doubted else set[str]()
    told = tuple(told_apart(spoken, paragraph.reader.lexicon))
    apart = tuple(carried_in_apart(spoken, paragraph.reader.lexicon))
    for position, slots in enumerate(spoken.slots):
        amount = slots.segment.amount
        if amount is None or amount.number is None or slots.none:
            continue
        one = slots._replace(about=True) if slots.table in sure and not slots.about else slots
        if _follows_its_row(spoken, position):
            one = one._replace(rows=spoken.slots[position - 1].rows, carried_rows=None)
        both = awaiting_rows(spoken, position, paragraph.reader.lexicon)
        if both and (one.carried_rows is None or "opens" in slots.segment.roles):
            one = one._replace(carried_rows=both)
        behind = _told_behind(paragraph, spoken, position)
        one = behind or one
        for found in _equal(paragraph, one, amount.number, (*told, *apart)):
            said = Decimal(found.actual or 0)
            silent = (
                true_otherwise(paragraph, spoken, before, position, said)
                or (behind is None and restricted(paragraph, spoken, position))
                or meant_otherwise(paragraph, spoken, position, said)
            )
            if not silent:
                yield found


def _agrees(paragraph: Paragraph, spoken: Spoken) -> set[str]:
    """The tables of which this sentence tells figures rightly, whatever words it leaves out."""
    reader = paragraph.reader
    right: dict[str, list[Decimal]] = {}
    for slots in spoken.slots:
        number = slots.segment.amount.number if slots.segment.amount else None
        if number is None or not slots.table or slots.why not in ("", "strange"):
            continue
        named = slots._replace(why="") if slots.why else slots
        found = candidates(named, reader.form, reader.lexicon)
        if number.value and any(reader.value(c) == number.value for c in found):
            right.setdefault(slots.table, []).append(number.value)
    home = home_of(reader, paragraph.section)
    return {
        t for t, some in right.items()
        if t == home or len(some) >= _AGREEING or max(some) >= _LARGE
    }  # fmt: skip


def _follows_its_row(spoken: Spoken, position: int) -> bool:
    """诉讼均未经复议直接起诉，共8件: the clause before the number names its row."""
    slots, before = spoken.slots[position], spoken.slots[position - 1] if position else None
    if before is None or before.segment.amount is not None or not before.rows or slots.rows:
        return False
    tokens = [t for t in slots.segment.tokens if t.number is None]
    alone = all(t.has("sums") or t.has("plain") for t in tokens)
    alone = alone and (bool(tokens) or slots.segment.before in ("(", "（"))
    return alone and before.table == slots.table and not before.why and not before.columns


def _equal(
    paragraph: Paragraph, slots: Slots, number: ProseNumber, told: tuple[Decimal, ...]
) -> Iterator[Finding]:
    reader = paragraph.reader
    if not _says_something(slots):
        return
    if number.approximate or number.ordinal or not _counted_in(slots, number, paragraph):
        return
    part = slots.why in ("channel", "narrow", "unknown") and slots.stated and bool(slots.rows)
    found = candidates(slots._replace(why="") if part else slots, reader.form, reader.lexicon)
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
    others = [Candidate((f,)) for f in of_the_same_name(slots, reader.form, reader.lexicon)]
    if any(reader.value(c) == said for c in others):
        return
    severity = Severity.ADVICE if part or others else _severity(slots, known[0][0])
    if severity is Severity.WARNING and not is_slip(said, known[0][1]):
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


def _told_behind(paragraph: Paragraph, spoken: Spoken, position: int) -> Slots | None:
    """尚有4件申请因需征求意见，结转下年: what is left is named by the clause behind it."""
    slots = spoken.slots[position]
    if slots.rows or slots.columns or "remains" not in slots.segment.roles:
        return None
    if slots.why not in ("", "aside", "unknown"):
        return None
    for behind in spoken.slots[position + 1 : position + 2]:
        stock = set(paragraph.reader.lexicon.how_counted(behind.table).stock)
        rows = {id for m in behind.rows for id in m.ids}
        if behind.segment.amount is None and rows and rows <= stock and not behind.why:
            tokens, amount = slots.segment.tokens, slots.segment.amount
            spot = tokens.index(amount) + 1 if amount else len(tokens)
            return slots._replace(segment=slots.segment._replace(tokens=tokens[:spot]), table=behind.table, rows=behind.rows, stated=True, loose=True, why="",
                unknown=(), inside=(), about=True,
            )  # fmt: skip
    return None


def _says_something(slots: Slots) -> bool:
    """A number without any word of its own is no claim about the clause before."""
    if slots.stated or slots.rows or slots.columns or "became" in slots.segment.roles:
        return True
    return any(t.word and slots.table in t.word.acts for t in slots.segment.tokens)


def _severity(slots: Slots, candidate: Candidate) -> Severity | None:
    """An error only where everything is stated and understood; silence where too little is.

    What is carried or loosely named accuses only in a short clause that ends with its number.
    """
    if not slots.about and not slots.stated:
        return None
    if slots.unknown and not _leads(slots):
        return Severity.ADVICE
    if _of_a_kind(slots):
        return Severity.ADVICE
    if _two_acts(slots):
        return Severity.ADVICE
    full = slots.stated and not slots.loose and not slots.unknown
    if full and not candidate.inherited and slots.about:
        return Severity.ERROR
    if slots.loose and not (slots.rows or slots.columns):
        return Severity.ADVICE
    return Severity.WARNING if _ends(slots) else Severity.ADVICE


def _of_a_kind(slots: Slots) -> bool:
    """信访类诉求不予处理3件: a group of lines right behind another thing is only some of it."""
    tokens, amount = slots.segment.tokens, slots.segment.amount
    before = tokens[: tokens.index(amount)] if amount else tokens
    lines = [n for n, t in enumerate(before) if t.word and t.word.meaning_in(slots.table)]
    if not lines or not lines[-1]:
        return False
    meaning = before[lines[-1]].word.meaning_in(slots.table)  # type: ignore[union-attr]
    leading = before[lines[-1] - 1]
    group = meaning is not None and meaning.axis == "rows" and len(meaning.ids) > 1
    return group and leading.has("matter") and not leading.has("plain")


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


def _counted_in(slots: Slots, number: ProseNumber, paragraph: Paragraph) -> bool:
    """Whether such figures are counted in this unit."""
    counted = paragraph.reader.lexicon.counted.get(slots.table)
    if number.kind == "money":
        return True
    if counted is None or not counted.units:
        return number.kind in ("count", "none")
    if number.unit in _OF_DECISIONS:
        ends = any(t.text.endswith(_DECISIONS) for t in slots.segment.tokens)
        return ends or number.unit in counted.units
    return not number.unit or number.unit in counted.units


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


class Agreeing(NamedTuple):
    """A number that is a figure which its words can mean.

    `sure`: that is their first meaning, all of it is stated and understood, and nothing
    narrows it. `as_kept`: it is written in the unit in which the figure is kept.
    """

    number: ProseNumber
    candidate: Candidate
    sure: bool
    as_kept: bool


def agreeing(paragraph: Paragraph, spoken: Spoken) -> Iterator[Agreeing]:
    """The numbers of a sentence that are right in one of the ways they can be meant."""
    reader = paragraph.reader
    for position, slots in enumerate(spoken.slots):
        number = slots.segment.amount.number if slots.segment.amount else None
        if number is None or slots.none or not _says_something(slots):
            continue
        if number.approximate or number.ordinal or not _counted_in(slots, number, paragraph):
            continue
        if restricted(paragraph, spoken, position) or other_unit(spoken, slots, reader.lexicon):
            continue
        found = candidates(slots, reader.form, reader.lexicon)
        unit = _unit(paragraph, found[0]) if found else None
        said = _in_unit(number, unit)
        meant = next((c for c in found if said is not None and reader.value(c) == said), None)
        severity = _severity(slots, found[0]) if found else None
        if meant is not None and severity is not None:
            sure = meant is found[0] and severity is Severity.ERROR
            one = _in_unit(number._replace(value=number.step.scaleb(number.decimals)), unit)
            yield Agreeing(number, meant, sure, one == 1)
