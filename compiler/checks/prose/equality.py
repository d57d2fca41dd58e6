"""Numbers that name a figure of the tables must be it, in one of the ways they can be meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from compiler.catalogue import prose as kinds
from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.figures import Candidate, candidates
from compiler.checks.prose.paragraph import Paragraph, Spoken
from compiler.checks.prose.slots import Slots
from compiler.findings import Finding, Severity
from compiler.format.declaration import Unit
from compiler.numerals import plain

# Unknown words that a sentence may hold besides what it says of the figure.
_UNKNOWN = 1
_LONGEST_UNKNOWN = 6


def equality_findings(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    told = tuple(_told_apart(spoken))
    apart = tuple(_carried_in_apart(spoken))
    for slots in spoken.slots:
        amount = slots.segment.amount
        if amount is None or amount.number is None or slots.none:
            continue
        yield from _equal(paragraph, slots, amount.number, (*told, *apart))


def _told_apart(spoken: Spoken) -> Iterator[Decimal]:
    """Numbers of what was withdrawn, not accepted and the like: an answer may leave them out."""
    for slots in spoken.slots:
        amount = slots.segment.amount
        if amount and amount.number and slots.why == "aside":
            yield amount.number.value


def _carried_in_apart(spoken: Spoken) -> Iterator[Decimal]:
    """当年办结N件，另办结上年结转M件: what was carried in is told apart from what was answered."""
    for slots in spoken.slots:
        amount = slots.segment.amount
        ids = {id for m in slots.rows for id in m.ids}
        if amount and amount.number and len(slots.rows) > 1 and "carried_in" in ids:
            yield amount.number.value


def _equal(
    paragraph: Paragraph, slots: Slots, number: ProseNumber, told: tuple[Decimal, ...]
) -> Iterator[Finding]:
    reader = paragraph.reader
    if not _says_something(slots):
        return
    if number.approximate or number.ordinal or not _counted_in(slots, number, paragraph):
        return
    part = slots.why in ("channel", "narrow", "unknown") and slots.stated and bool(slots.rows)
    found = candidates(replace(slots, why="") if part else slots, reader.declaration, reader.lexicon)
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
    if severity is None or part and said <= max(value for _, value in known):
        return
    candidate, expected = known[0]
    values = {
        "said": paragraph.written(number),
        "figure": plain(expected) + (unit.label if unit and number.kind == "money" else ""),
        "label": paragraph.label(candidate), "reading": paragraph.reading(candidate),
    }
    start, end = _words(slots, number, paragraph)
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

    An unknown word is borne only before a clause that says the rest in full.
    """
    full = slots.stated and not slots.loose
    if not slots.about and not slots.stated:
        return None
    if slots.unknown and not (full and len(slots.unknown) <= _UNKNOWN):
        return None
    if any(len(t.text) > _LONGEST_UNKNOWN for t in slots.unknown):
        return None
    sure = full and not slots.unknown and not candidate.inherited and slots.about
    return Severity.ERROR if sure else Severity.WARNING


def _counted_in(slots: Slots, number: ProseNumber, paragraph: Paragraph) -> bool:
    """Whether such figures are counted in this unit."""
    counted = paragraph.reader.lexicon.counted.get(slots.table)
    if number.kind == "money":
        return True
    if counted is None or not counted.units:
        return number.kind in ("count", "none")
    return number.unit in counted.units


def _unit(paragraph: Paragraph, candidate: Candidate) -> Unit | None:
    return paragraph.reader.declaration.unit_of(candidate.figures[0])


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


def _words(slots: Slots, number: ProseNumber, paragraph: Paragraph) -> tuple[int, int]:
    """From the first word that tells something to the number."""
    tokens = slots.segment.tokens
    amount = slots.segment.amount
    first = next(
        (t for t in tokens if t is amount or (t.word and (t.word.meanings or t.word.objects or t.word.loose))),
        tokens[0],
    )  # fmt: skip
    assert amount is not None
    return first.start, amount.end
