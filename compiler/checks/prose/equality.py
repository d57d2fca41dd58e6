"""Numbers that name a figure of the tables must be it, in one of the ways they can be meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.crossings import Candidate, candidates
from compiler.checks.prose.doubts import restricted
from compiler.checks.prose.paragraph import Paragraph, Spoken
from compiler.checks.prose.readings import true_otherwise
from compiler.checks.prose.slots import Slots
from compiler.format.declaration import Unit
from compiler.format.lexicon import Lexicon
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Severity

# A count so many times another is hardly a slip of it: something else is meant.
_FAR = 20
_FEW = 100


def equality_findings(
    paragraph: Paragraph, spoken: Spoken, before: Spoken | None
) -> Iterator[Finding]:
    told = tuple(_told_apart(spoken))
    apart = tuple(_carried_in_apart(spoken, paragraph.reader.lexicon))
    for position, slots in enumerate(spoken.slots):
        amount = slots.segment.amount
        if amount is None or amount.number is None or slots.none:
            continue
        for found in _equal(paragraph, slots, amount.number, (*told, *apart)):
            said = Decimal(found.actual or 0)
            silent = (
                _other_unit(spoken, slots)
                or true_otherwise(paragraph, spoken, before, position, said)
                or restricted(paragraph, spoken, position)
            )
            if not silent:
                yield found


def _other_unit(spoken: Spoken, slots: Slots) -> bool:
    """22件申请要求公开信息41项，公开23项: what is counted in another unit is another thing."""
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


def _told_apart(spoken: Spoken) -> Iterator[Decimal]:
    """Numbers of what was withdrawn, not accepted and the like: an answer may leave them out."""
    for slots in spoken.slots:
        amount = slots.segment.amount
        if amount and amount.number and slots.why == "aside":
            yield amount.number.value


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
    for _, value in known:
        if _same(said, value, number, unit) or any(said + t == value for t in told):
            return
    severity = Severity.ADVICE if part else _severity(slots, known[0][0])
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
    if slots.unknown:
        return Severity.ADVICE
    if _two_acts(slots):
        return Severity.ADVICE
    full = slots.stated and not slots.loose
    if full and not candidate.inherited and slots.about:
        return Severity.ERROR
    if slots.loose and not (slots.rows or slots.columns):
        return Severity.ADVICE
    return Severity.WARNING if _ends(slots) else Severity.ADVICE


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
    return sum(not t.has("plain") for t in after) <= 1


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
        if restricted(paragraph, spoken, position) or _other_unit(spoken, slots):
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
