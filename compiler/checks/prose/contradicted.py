"""A number that is none of the figures its words can mean: what is said of it, if anything is.

Given a number and the figures, gives a finding, unless the sentence can be read in a way that
makes it true. Needed only where a number differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.agreement import is_in_company
from compiler.checks.prose.certainty import certainty
from compiler.checks.prose.crossings import Candidate, Differing, candidates
from compiler.checks.prose.doubts import restricted, some_were_done
from compiler.checks.prose.largest import beside, values_of_line
from compiler.checks.prose.meant_otherwise import meant_otherwise
from compiler.checks.prose.paragraph import NO_QUOTE, Paragraph
from compiler.checks.prose.readings import true_otherwise
from compiler.checks.prose.segments import SEMICOLONS
from compiler.checks.prose.slip import is_slip, is_ten_times, is_turned
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.format.expression import Cell
from compiler.format.lexicon import Meaning
from compiler.text.language import Text
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Severity, Values


def contradiction(
    paragraph: Paragraph, spoken: Spoken, before: Spoken | None, position: int, differing: Differing
) -> Iterator[Finding]:
    """The finding about the number of this clause, if it is not to be read otherwise."""
    differing = _with_likeliest(paragraph, spoken, position, differing)
    severity, said = _severity(differing), differing.said
    if severity is Severity.ADVICE and _is_meant(paragraph, spoken, position, differing):
        severity = Severity.WARNING
    turned = any(is_turned(said, value) for _, value in differing.known)
    silent = (
        severity is None
        or (
            not turned
            and (differing.part or some_were_done(differing.slots))
            and said <= max(value for _, value in differing.known)
        )
        or true_otherwise(paragraph, spoken, before, position, said)
        or (not (differing.behind or turned) and restricted(paragraph, spoken, position))
        or meant_otherwise(paragraph, spoken, position, said)
    )
    if not silent:
        yield _finding(paragraph, differing, severity)


def _with_likeliest(
    paragraph: Paragraph, spoken: Spoken, position: int, differing: Differing
) -> Differing:
    """With the figure first that the number can be a slip of: 直接起诉1件、复议后起诉3件，维持2件 may
    tell of one row or of all."""
    known = [*differing.known, *_of_all_rows(paragraph, spoken, position, differing.slots)]
    known.sort(key=lambda one: not is_slip(differing.said, one[1]))
    return differing._replace(known=known)


def _of_all_rows(
    paragraph: Paragraph, spoken: Spoken, position: int, slots: Slots
) -> Iterator[tuple[Candidate, Decimal]]:
    """What an outcome counts of all rows named before it, where it names none itself."""
    reader = paragraph.reader
    if slots.rows or not slots.columns or reader.lexicon.how_counted(slots.table).row:
        return
    rows: dict[str, None] = {}
    for before in reversed(spoken.slots[:position]):
        if before.table == slots.table and not before.columns:
            rows |= {id: None for m in before.rows for id in m.ids}
        if rows and before.segment.before in SEMICOLONS:
            break
    if not rows or (slots.carried_rows and set(rows) == set(slots.carried_rows.ids)):
        return
    all_rows = Meaning(slots.table, "rows", tuple(rows))
    for one in candidates(slots._replace(carried_rows=all_rows), reader.form, reader.lexicon):
        if (value := reader.value(one)) is not None:
            yield one, value


def _severity(differing: Differing) -> Severity | None:
    """Of what is not clearly said only a slip of the pen is a warning."""
    candidate, expected = differing.known[0]
    doubted = differing.part or differing.shared
    sure = Severity.ADVICE if doubted else certainty(differing.slots, candidate)
    if differing.number.approximate:
        told = sure is Severity.ERROR or is_ten_times(differing.said, expected)
        return Severity.WARNING if told and sure in (Severity.ERROR, Severity.WARNING) else None
    if sure is Severity.WARNING and not is_slip(differing.said, expected):
        return Severity.ADVICE
    return sure


_WITHIN = ("中", "里", "内")


def _is_meant(paragraph: Paragraph, spoken: Spoken, position: int, differing: Differing) -> bool:
    """Whether what is not clearly said is this figure all the same: its digits are in another
    order, or all numbers beside it are the tables'."""
    meant = [value for _, value in differing.known]
    slots = differing.slots
    if differing.shared:
        return False
    if any(is_turned(differing.said, value) for value in meant):
        return True
    if any(t.text in _WITHIN for t in slots.segment.tokens):
        return False  # 办结件中有1件: some of them
    if not (differing.part or slots.unknown) and _is_of_line_beside(paragraph, spoken, differing):
        return is_in_company(spoken.slots, position, paragraph.reader, few=True)
    clear = not differing.part and certainty(slots, differing.known[0][0])
    slip = any(is_slip(differing.said, value) for value in meant)
    if slots.unknown or not (slip or clear is Severity.WARNING):
        return False
    return is_in_company(spoken.slots, position, paragraph.reader)


def _is_of_line_beside(paragraph: Paragraph, spoken: Spoken, differing: Differing) -> bool:
    """予以公开5件，无法提供7件: the number of a line printed beside it, which the sentence does not name."""
    slots, reader = differing.slots, paragraph.reader
    lines = {m.ids: m for m in slots.rows}
    if len(lines) != 1 or slots.columns or not differing.said:
        return False
    line = next(iter(lines.values()))
    named = {m.ids for s in spoken.slots for m in s.rows}
    table = reader.form.table(slots.table)
    return line.alone and any(
        differing.said in [v for _, v in values_of_line(paragraph, slots, other)]
        for other in beside(table, line, paragraph)
        if other.ids not in named
    )


def _finding(paragraph: Paragraph, differing: Differing, severity: Severity | None) -> Finding:
    candidate, expected = differing.known[0]
    number, unit, said = differing.number, differing.unit, differing.said
    values: Values = {
        "said": paragraph.written(number),
        "figure": plain(expected) + (unit.label if unit and number.kind == "money" else ""),
        "label": paragraph.label(candidate),
        "reading": paragraph.reading(candidate),
        "quote": _quote_of(candidate, paragraph),
    }
    start, end = _words(differing.slots)
    kind = kinds.NARROWER_SCOPE if differing.part else kinds.CONTRADICTS_TABLE
    return paragraph.finding(
        kind, start, end, values, severity=severity, related=paragraph.related(candidate),
        expected=plain(expected), actual=plain(said), involved=(plain(said), plain(expected)),
    )  # fmt: skip


def _quote_of(candidate: Candidate, paragraph: Paragraph) -> Text:
    """How the figure may be quoted."""
    figures = paragraph.reader.form.key_figures
    meant = {Cell(figure) for figure in candidate.figures}
    name = next((f"{{{f.name}}}" for f in figures if meant == {f.value}), "")
    said = Text(f"，也可以写成 {name} 引用", f", which may quote the figure as {name}")
    return said if name else NO_QUOTE


def _words(slots: Slots) -> tuple[int, int]:
    """From the first word that tells something to the number."""
    tokens = slots.segment.tokens
    amount = slots.segment.amount
    first = next(
        (t for t in tokens if t is amount or (t.word and (t.word.meanings or t.word.objects or t.word.loose))),
        tokens[0],
    )  # fmt: skip
    first = tokens[0] if first is amount else first
    assert amount is not None
    return first.start, amount.end
