"""What is said to be the second, or the third, of its kind: 自然人最多，法律服务机构居第二位.

Given a sentence, gives findings. A line is compared with the lines printed beside it; where the
sentence has the most in another place of the table, with all of them. No line is wrong as long as
few enough count more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.crossings import Candidate
from compiler.checks.prose.differences import lines_named
from compiler.checks.prose.largest import STRANGE, beside, only_line, values_of_line
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.format.lexicon import Meaning
from compiler.values.findings import Finding, Severity

_RANK = re.compile(
    "(?:位居|居于|位列|排名|排在|名列|居|列|排|占)?第(?P<rank>[二三四234])(?:位|名|多|大)?$|次之$|居次$"
)
_SECOND = 2
_RANKS = {"三": 3, "3": 3, "四": 4, "4": 4}


def rank_findings(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    """Each line that is said to come second or third, and that more lines outdo."""
    first = _first(paragraph, spoken)
    for slots in spoken.slots:
        written = paragraph.skeleton.span(slots.segment.start, slots.segment.end)
        match = _RANK.search(re.sub(r"\s", "", written).rstrip("，。；,;.的"))
        if match is None or not _is_plain(slots, match[0]):
            continue
        rank = _RANKS.get(match["rank"] or "", _SECOND)
        rows, columns = lines_named(slots.segment.tokens, slots.table)
        own = slots._replace(rows=rows, columns=columns, why="")
        line = only_line(own, paragraph.reader.lexicon.how_counted(own.table))
        if line is not None:
            yield from _judged(paragraph, own, line, first, rank)


def _first(paragraph: Paragraph, spoken: Spoken) -> Meaning | None:
    """The line that the sentence says is the most."""
    for slots in spoken.slots:
        if "largest" in slots.segment.roles and slots.says_figure:
            return only_line(slots, paragraph.reader.lexicon.how_counted(slots.table))
    return None


def _is_plain(slots: Slots, rank: str) -> bool:
    """Whether the clause says nothing but a line and its rank."""
    if not slots.table or slots.why not in ("", "unknown") or slots.none or slots.joined:
        return False
    return not any(_is_strange(t, rank) for t in slots.segment.tokens)


def _is_strange(token: Token, rank: str) -> bool:
    if token.number is not None:
        return not token.number.ordinal and token.number.kind != "none"
    if token.is_unknown:
        return token.text not in rank
    return not token.has("plain") and any(token.has(role) for role in STRANGE)


def _judged(
    paragraph: Paragraph, slots: Slots, line: Meaning, first: Meaning | None, rank: int
) -> Iterator[Finding]:
    own = values_of_line(paragraph, slots, line)
    others = [values_of_line(paragraph, slots, o) for o in _compared(paragraph, line, first)]
    found: list[tuple[Candidate, Decimal]] = []
    for reading, (_, mine) in enumerate(own):
        told = [o[min(reading, len(o) - 1)] for o in others if o]
        larger = sorted((o for o in told if o[1] > mine), key=lambda o: o[1], reverse=True)
        if len(larger) < rank:
            return
        found = found or larger
    if not found:
        return
    other = found[rank - 1]
    values = {
        "label": paragraph.label(own[0][0]), "figure": str(own[0][1]),
        "other": paragraph.label(other[0]), "larger": str(other[1]),
    }  # fmt: skip
    yield paragraph.finding(
        kinds.NOT_THE_MOST, slots.segment.start, slots.segment.end, values,
        severity=Severity.WARNING, related=paragraph.related(other[0]),
        involved=(str(own[0][1]), str(other[1])),
    )  # fmt: skip


def _compared(paragraph: Paragraph, line: Meaning, first: Meaning | None) -> list[Meaning]:
    """The lines beside it; every single one where the first stands elsewhere in the table."""
    table = paragraph.reader.form.table(line.table)
    near = list(beside(table, line, paragraph))
    if first is None or (first.table, first.axis) != (line.table, line.axis):
        return near
    if any(set(first.ids) <= set(o.ids) for o in near):
        return near
    lines = table.rows if line.axis == "rows" else table.columns
    totals = {rule.defines for rule in paragraph.reader.form.declaration.rules if rule.defines}
    heads = {one.label[0] for one in lines if one.id in first.ids + line.ids}
    return [
        Meaning(line.table, line.axis, (one.id,))
        for one in lines
        if one.id not in line.ids and one.id not in totals
        and (line.axis == "columns" or one.label[0] in heads)
    ]  # fmt: skip
