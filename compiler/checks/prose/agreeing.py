"""Numbers that are figures of the tables, told by words that can mean these: they can be quotes."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.certainty import certainty
from compiler.checks.prose.crossings import Candidate, candidates
from compiler.checks.prose.doubts import restricted
from compiler.checks.prose.equality import counted_in, in_unit, says_something, unit_of
from compiler.checks.prose.meant_otherwise import other_unit
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.thread import Spoken
from compiler.values.findings import Severity
from compiler.values.named_tuple import NamedTuple


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
        if number is None or slots.none or not says_something(slots):
            continue
        if number.approximate or number.ordinal or not counted_in(slots, number, paragraph):
            continue
        if restricted(paragraph, spoken, position) or other_unit(spoken, slots, reader.lexicon):
            continue
        found = candidates(slots, reader.form, reader.lexicon)
        unit = unit_of(paragraph, found[0]) if found else None
        said = in_unit(number, unit)
        meant = next((c for c in found if said is not None and reader.value(c) == said), None)
        severity = certainty(slots, found[0]) if found else None
        if meant is not None and severity is not None:
            sure = meant is found[0] and severity is Severity.ERROR
            one = in_unit(number._replace(value=number.step.scaleb(number.decimals)), unit)
            yield Agreeing(number, meant, sure, one == 1)
