"""What is said to be the most of its kind: 不予公开的理由以行政查询事项居多.

Given a sentence, gives findings. A line is compared with the lines printed beside it, under
the same heading; where any of these counts more, the sentence is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.crossings import Candidate, candidates
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slots import Slots, ids_of
from compiler.checks.prose.thread import Spoken
from compiler.format.declaration import Line, Table
from compiler.format.lexicon import Ids, Meaning
from compiler.format.prose import Counted
from compiler.values.findings import Finding, Severity

STRANGE = ("matter", "channel", "others", "restricts", "narrow", "rest", "last_year", "aside")


def largest_findings(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    for position, slots in enumerate(spoken.slots):
        strange = any(t.text not in _RANKING for t in slots.unknown)
        if "largest" not in slots.segment.roles or not slots.says_figure or strange:
            continue
        if "principle" in slots.segment.roles or any(
            t.has(role) for t in slots.segment.tokens for role in STRANGE if not t.has("plain")
        ):
            continue  # 以公开为主 is no count
        counted = paragraph.reader.lexicon.how_counted(slots.table)
        one = _said_of_number(spoken, position, counted)
        if one is None and slots.segment.tokens[0].text in _RANKING:
            continue  # what is named behind it is of what it is the most
        one = one or slots
        line = only_line(one, counted)
        if line is not None:
            yield from _judged(paragraph, one, line)


def _said_of_number(spoken: Spoken, position: int, counted: Counted) -> Slots | None:
    """无法提供21件，是各类办理结果中数量最多的一类: the line that a number right before it tells.

    What the clause names itself is of what it is the most, if the line lies within it.
    """
    slots, last = spoken.slots[position], spoken.slots[position - 1] if position else None
    if last is None or last.segment.amount is None or not last.says_figure or last.unknown:
        return None
    follows = slots.segment.before in ("，", ",") and slots.segment.depth == last.segment.depth
    whole = {counted.row, *counted.added, *counted.instead}
    own = ids_of(slots.rows)
    told = ids_of(_narrowest(last.rows))
    if last.table != slots.table or slots.columns or not follows or told <= whole:
        return None
    if not slots.segment.tokens[0].text.startswith(_PREDICATES):
        return None
    if own and not (own <= whole or told < own):
        return None
    segment = last.segment._replace(tokens=(*last.segment.tokens, *slots.segment.tokens))
    return last._replace(segment=segment)


# 居各类理由之首.
_RANKING = frozenset(("居", "位居", "列", "位列", "名列", "排", "居于", "占据"))
_PREDICATES = ("是", "为", "系", "居", "占", "列", "数量", "位", "在", "最多", "件数", "均")


def only_line(slots: Slots, counted: Counted) -> Meaning | None:
    """The narrowest line of one axis that is named; None where two are.

    办理结果以无法提供为主: what was handled is of what it is said.
    """
    acts = {counted.row, *counted.added, *counted.instead}
    lines = (
        slots.columns or tuple(m for m in slots.rows if not acts.issuperset(m.ids)) or slots.rows
    )
    if slots.joined or slots.none:
        return None
    narrow = _narrowest(lines)
    return narrow[0] if len({m.ids for m in narrow}) == 1 else None


def _narrowest(lines: tuple[Meaning, ...]) -> list[Meaning]:
    return [m for m in lines if not any(set(o.ids) < set(m.ids) for o in lines)]


def _judged(paragraph: Paragraph, slots: Slots, line: Meaning) -> Iterator[Finding]:
    """Only where the other line counts more in every reading of the words."""
    own = values_of_line(paragraph, slots, line)
    for other in beside(paragraph.reader.form.table(line.table), line, paragraph):
        theirs = values_of_line(paragraph, slots, other)
        pairs = list(zip(own, theirs, strict=False))
        if pairs and all(more > mine for (_, mine), (_, more) in pairs):
            yield _finding(paragraph, slots, own[0], theirs[0])
            return


def values_of_line(
    paragraph: Paragraph, slots: Slots, line: Meaning
) -> list[tuple[Candidate, Decimal]]:
    rows = (line,) if line.axis == "rows" else tuple(m for m in slots.rows if m.axis == "rows")
    columns = (line,) if line.axis == "columns" else slots.columns
    reader = paragraph.reader
    found = candidates(slots._replace(rows=rows, columns=columns), reader.form, reader.lexicon)
    return [(c, v) for c in found if (v := reader.value(c)) is not None]


def beside(table: Table, line: Meaning, paragraph: Paragraph) -> Iterator[Meaning]:
    """The lines under the same heading, but for totals."""
    lines = table.rows if line.axis == "rows" else table.columns
    totals = {rule.defines for rule in paragraph.reader.form.declaration.rules if rule.defines}
    path = _path(lines, line.ids)
    if not path:
        return
    found: dict[tuple[str, ...], list[str]] = {}
    for one in lines:
        if one.label[: len(path) - 1] == path[:-1] and one.label[: len(path)] != path:
            found.setdefault(one.label[: len(path)], []).append(one.id)
    for ids in found.values():
        if totals.isdisjoint(ids):
            yield Meaning(line.table, line.axis, tuple(ids))


def _path(lines: tuple[Line, ...], ids: Ids) -> tuple[str, ...]:
    """The heading under which these lines stand and no others."""
    labels = [one.label for one in lines if one.id in ids]
    for length in range(1, min(map(len, labels), default=0) + 1):
        heads = {label[:length] for label in labels}
        head = next(iter(heads))
        under = {one.id for one in lines if one.label[:length] == head}
        if len(heads) == 1 and under == set(ids):
            return head
    return ()


def _finding(
    paragraph: Paragraph, slots: Slots, own: tuple[Candidate, Decimal],
    other: tuple[Candidate, Decimal],
) -> Finding:  # fmt: skip
    values = {
        "label": paragraph.label(own[0]), "figure": str(own[1]),
        "other": paragraph.label(other[0]), "larger": str(other[1]),
    }  # fmt: skip
    return paragraph.finding(
        kinds.NOT_THE_MOST, slots.segment.start, slots.segment.end, values,
        severity=Severity.WARNING, related=paragraph.related(other[0]),
        involved=(str(own[1]), str(other[1])),
    )  # fmt: skip
