"""Numbers of the year before, compared with last year's report: 上年收到申请40件.

Given a sentence, gives findings. Only where last year's report is known, and the sentence
names that year and no other one.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.amounts import ProseNumber
from compiler.checks.prose.certainty import certainty
from compiler.checks.prose.crossings import Candidate, candidates
from compiler.checks.prose.distributed import IN_ORDER
from compiler.checks.prose.doubts import restricted
from compiler.checks.prose.equality import counted_in, in_unit, says_something, unit_of
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.readings import sums_and_gaps
from compiler.checks.prose.slip import is_slip
from compiler.checks.prose.slots import Slots, adds
from compiler.checks.prose.thread import Spoken
from compiler.format.judgement import Figures
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Severity

_OF_MORE_YEARS = ("cumulative", "gathered", "plan", "part_of_year")


def former_findings(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    """Each number of the year before that can be a slip of last year's report."""
    prior = paragraph.reader.prior
    if prior is None or not _of_one_year(spoken):
        return
    for position, slots in enumerate(spoken.slots):
        if slots.why == "last_year" and not slots.difference and not slots.unknown:
            own = _before(spoken, position) or slots._replace(why="")
            yield from _judged(paragraph, spoken, position, own, prior)


def _of_one_year(spoken: Spoken) -> bool:
    """Whether the only other year named is the one before."""
    others = (t for t in spoken.sentence.tokens if t.has("last_year") or _is_year(t.number))
    roles = spoken.sentence.roles
    return roles.isdisjoint(_OF_MORE_YEARS) and all(t.has("year_before") for t in others)


def _is_year(number: ProseNumber | None) -> bool:
    return number is not None and number.unit in ("年", "年度")


def _judged(
    paragraph: Paragraph, spoken: Spoken, position: int, slots: Slots, prior: Figures
) -> Iterator[Finding]:
    amount, reader = slots.segment.amount, paragraph.reader
    number = amount.number if amount else None
    if amount is None or number is None or number.approximate or number.ordinal:
        return
    if not slots.rows and any(t.text.startswith(IN_ORDER) for t in slots.segment.tokens):
        return  # 复议568件、诉讼208件，尚未审结的分别为70件、53件
    if not says_something(slots) or not counted_in(slots, number, paragraph) or adds(slots):
        return
    found = candidates(slots, reader.form, reader.lexicon)
    known = [(c, v) for c in found if (v := reader.value(c, prior)) is not None]
    said = in_unit(number, unit_of(paragraph, found[0])) if found else None
    if said is None or not known or restricted(paragraph, spoken, position):
        return
    likely = next((one for one in known if is_slip(said, one[1])), None)
    if likely is None or certainty(slots, likely[0]) not in (Severity.ERROR, Severity.WARNING):
        return
    if said not in _meant(paragraph, known):
        yield _finding(paragraph, slots, said, likely)


def _before(spoken: Spoken, position: int) -> Slots | None:
    """收到申请52件（上年为40件）: nothing but the year, so that it is of the number told before."""
    slots = spoken.slots[position]
    last = spoken.slots[position - 1] if position else None
    if last is None or last.why or last.unknown or last.segment.amount is None:
        return None
    if not all(t.has("year_before") or t.has("plain") or t.number for t in slots.segment.tokens):
        return None
    old, new = last.segment.amount, slots.segment.amount
    tokens = tuple(new if t is old and new else t for t in last.segment.tokens)
    return last._replace(segment=last.segment._replace(amount=new, tokens=tokens))


def _meant(paragraph: Paragraph, known: list[tuple[Candidate, Decimal]]) -> set[Decimal]:
    """Last year's figures, sums of them, and this year's, for the year may be of something else."""
    reader = paragraph.reader
    own = {v for c, _ in known if (v := reader.value(c)) is not None}
    return own | set(sums_and_gaps(list(dict.fromkeys(v for _, v in known))))


def _finding(
    paragraph: Paragraph, slots: Slots, said: Decimal, likely: tuple[Candidate, Decimal]
) -> Finding:
    candidate, expected = likely
    amount = slots.segment.amount
    assert amount is not None
    assert amount.number is not None
    values = {
        "said": paragraph.written(amount.number), "figure": plain(expected),
        "label": paragraph.label(candidate), "reading": paragraph.reading(candidate),
    }  # fmt: skip
    return paragraph.finding(
        kinds.UNLIKE_LAST_YEAR, min(slots.segment.start, amount.start), amount.end, values,
        related=paragraph.related(candidate), expected=plain(expected), actual=plain(said),
        involved=(plain(said), plain(expected)),
    )  # fmt: skip
