"""Rates that are named by a line: 纠错率14.2%, 予以公开率40.5%, and 办结率94.6% without operands.

Given a sentence, gives findings. The line's figure is divided by all that its table counts,
or by what is settled of it; any two numbers of the sentence that give the rate make it right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.crossings import Candidate, candidates
from compiler.checks.prose.items import Item
from compiler.checks.prose.lists import items_of
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.percent import gives, percent_of
from compiler.checks.prose.shares import is_former
from compiler.checks.prose.slip import level_of_share
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.format.lexicon import Meaning
from compiler.text.numerals import plain
from compiler.values.figures import FigureId
from compiler.values.findings import Finding, Values

_ALL = 100


def line_rate_findings(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    """Each rate that its line and what is counted do not give."""
    items = items_of((spoken,))
    told = {i.value for i in items}
    for slots in spoken.slots:
        claim = _claim(slots)
        if claim is None or slots.why not in ("", "strange") or slots.unknown or slots.on_time:
            continue
        line, token = claim
        number = token.number
        parts, wholes = _parts(paragraph, slots, line), _wholes(paragraph, slots, line)
        wholes = [w for w in wholes if parts and w > parts[0]]
        if number is None or not wholes or (len(told) > 1 and "finished" in slots.segment.roles):
            continue
        sums = {a + b for a in told for b in told if a != b}
        known = {*told, *sums, *wholes}
        added = sums if line.axis == "columns" else _added(items, line)
        if any(gives(a, b, number) for a in {*parts, *told, *added} for b in known if b):
            continue
        yield _finding(paragraph, slots, token, parts[0], wholes[0])


def _added(items: Sequence[Item], line: Meaning) -> set[Decimal]:
    """What is told of the line with each other number, but with those of the opposite: 不予公开."""
    own = {i.value for i in items if any(m.ids == line.ids for m in i.slots.rows)}
    others = {i.value for i in items if not any(map(_denies, i.slots.segment.tokens))}
    return {a + b for a in own or others for b in others if a != b}


def _denies(token: Token) -> bool:
    return bool(token.word and token.word.meanings) and token.text.startswith(_DENYING)


_DENYING = ("不", "无", "未")


def _claim(slots: Slots) -> tuple[Meaning, Token] | None:
    """The line and the percentage of a rate; 100% is said of what was due."""
    tokens = slots.segment.tokens
    for last, token in zip((None, *tokens), tokens, strict=False):
        named = token if token.has("finished") else last if token.has("rate") else None
        meaning = named.word.meaning_in(slots.table) if named and named.word else None
        if meaning is None:
            continue
        if meaning.axis == "rows" and not meaning.alone:
            return None  # 公开率: of what was granted in part, too
        behind = (
            t for n, t in enumerate(tokens)
            if t.start > token.start and t.number and not is_former(tokens, n)
        )  # fmt: skip
        share = next(behind, None)
        number = share.number if share else None
        if share and number and number.unit == "%" and not number.approximate:
            return (meaning, share) if number.value < _ALL else None
    return None


def _parts(paragraph: Paragraph, slots: Slots, line: Meaning) -> list[Decimal]:
    """What the line counts, in every way it can be meant."""
    reader = paragraph.reader
    named = slots._replace(why="", joined=False)
    named = named._replace(rows=(line,)) if line.axis == "rows" else named._replace(columns=(line,))
    found = candidates(named, reader.form, reader.lexicon)
    return [v for c in found if (v := reader.value(c)) is not None]


def _wholes(paragraph: Paragraph, slots: Slots, line: Meaning) -> list[Decimal]:
    """All that is counted with it, the likeliest first: what was settled, what there was."""
    counted = paragraph.reader.lexicon.how_counted(slots.table)
    if line.axis == "rows":
        sums = sorted(counted.wholes, key=counted.instead.isdisjoint)
        return [v for ids in sums if (v := _value(paragraph, slots.table, ids, counted.column))]
    rows = slots.rows or ((slots.carried_rows,) if slots.carried_rows else ())
    ids = tuple(dict.fromkeys(id for m in rows for id in m.ids))
    total = _value(paragraph, slots.table, ids, counted.column) if ids else None
    if not total:
        return []
    left = sum(
        (_value(paragraph, slots.table, ids, c) or Decimal(0) for c in counted.stock), Decimal(0)
    )
    return [total, total - left]


def _value(paragraph: Paragraph, table: str, rows: tuple[str, ...], column: str) -> Decimal | None:
    return paragraph.reader.value(Candidate(tuple(FigureId(table, row, column) for row in rows)))


def _finding(
    paragraph: Paragraph, slots: Slots, token: Token, part: Decimal, whole: Decimal
) -> Finding:
    assert token.number is not None
    percent = token.number
    expected = percent_of(part, whole, percent.decimals)
    values: Values = {
        "said": plain(percent.value) + "%", "expected": plain(expected),
        "part": plain(part), "whole": plain(whole), "reading": paragraph.read_as(None),
    }  # fmt: skip
    return paragraph.finding(
        kinds.WRONG_PERCENT, slots.segment.start, token.end, values,
        expected=plain(expected), actual=plain(percent.value),
        involved=(plain(part), plain(percent.value)),
        severity=level_of_share(part, whole, percent.value),
    )  # fmt: skip
