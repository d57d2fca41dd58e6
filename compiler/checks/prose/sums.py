"""Parts and wholes: accused only when no reading of the list adds up.

Each whole of the sentence, sums of wholes, each beginning of the list: if any of them
agrees, the sentence is right. Fewer than the whole is wrong only of a closed list, more
only of parts that share nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.crossings import share_nothing
from compiler.checks.prose.items import Item
from compiler.checks.prose.lists import PartList, lists_of, may_make_up
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slip import is_slip
from compiler.checks.prose.slots import ids_of
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Severity

# So many numbers before a total may be added up in any choice.
_MOST_ADDED = 8
# Of longer lists nothing more is looked for.
_MOST_TOLD = 40
_LEAST = 2


def sum_findings(paragraph: Paragraph) -> Iterator[Finding]:
    before = None
    for spoken in paragraph.spoken:
        for found in lists_of(spoken, before):
            yield from _judged(paragraph, found)
        before = spoken


def _judged(paragraph: Paragraph, found: PartList) -> Iterator[Finding]:
    found = found._replace(parts=_of_its_row(paragraph, found)) if found.wholes else found
    if found.opened and (excess := _excess(found)):
        yield _larger(paragraph, found.wholes[-1], excess)
        return
    if len(found.parts) < _LEAST:
        return
    values = [p.value for p in found.parts]
    if found.total is not None:
        yield from _total(paragraph, found, found.total, values)
        return
    wholes = _wholes(found.wholes)
    nearest = found.wholes[-1].number.value
    kept = _until_rest(found)
    if _adds_up(values[: len(kept)] if found.closed else values, wholes, found.closed):
        return
    if found.closed and (_adds_up(values, wholes, closed=True) or _ended(found, wholes)):
        return
    if len(once := _told_once(found.parts)) < len(values) and _adds_up(once, wholes, found.closed):
        return
    total = sum(values[: len(kept)], Decimal(0))
    short = total < nearest
    alike = found.alike and _exclusive(paragraph, kept)
    if (short and not found.closed) or (not short and not (alike or found.closed)):
        return
    if not short and not found.closed and any(total <= whole for whole in wholes):
        return
    shown = " ＋ ".join(f"{_named(p)}{plain(p.value)}" for p in kept)
    said = {"whole": plain(nearest), "sum": f"{shown} ＝ {plain(total)}"}
    whole = found.wholes[-1]
    start = (
        whole.token.start
        if whole.token.start < kept[-1].token.end and _same_text(whole, kept[0])
        else kept[0].slots.segment.start
    )
    yield paragraph.finding(
        kinds.PARTS_DO_NOT_ADD_UP, start, kept[-1].token.end, said,
        severity=_severity(found, values[: len(kept)], nearest),
        expected=plain(nearest), actual=plain(total), involved=(plain(nearest), plain(total)),
    )  # fmt: skip


def _excess(found: PartList) -> Item | None:
    """收到28件，其中本年62件: a first part that is more than any whole."""
    part, whole = found.parts[0], found.wholes[-1]
    segment = part.slots.segment
    named = any(t.text.startswith(_AMONG) and t.start < part.token.start for t in segment.tokens)
    alike = part.number.unit == whole.number.unit and not whole.number.approximate
    plain = all(i.slots.why in ("", "strange", "matter") for i in (part, whole))
    if not (named and alike and plain) or segment.depth > whole.slots.segment.depth:
        return None
    return part if part.value > max(_wholes(found.wholes)) else None


_AMONG = "其中"


def _larger(paragraph: Paragraph, whole: Item, part: Item) -> Finding:
    said = {
        "whole": plain(whole.number.value),
        "sum": f"{_named(part)}{plain(part.value)}",
    }
    start = whole.token.start if _same_text(whole, part) else part.slots.segment.start
    return paragraph.finding(
        kinds.PARTS_DO_NOT_ADD_UP, start, part.token.end, said, severity=Severity.WARNING,
        expected=plain(whole.number.value), actual=plain(part.value),
        involved=(plain(whole.number.value), plain(part.value)),
    )  # fmt: skip


def _exclusive(paragraph: Paragraph, parts: tuple[Item, ...]) -> bool:
    """Whether no line of the parts counts what another one counts, too."""
    lexicon = paragraph.reader.lexicon
    return all(
        share_nothing(
            {id for p in parts if p.slots.table == table for m in p.slots.rows for id in m.ids},
            table,
            lexicon,
        )
        for table in {p.slots.table for p in parts if p.slots.rows}
    )


def _told_once(parts: tuple[Item, ...]) -> list[Decimal]:
    """The parts but those that may tell of what the one before them is made."""
    behind = (p.value for before, p in pairwise(parts) if not may_make_up(p, before))
    return [parts[0].value, *behind]


def _ended(found: PartList, wholes: set[Decimal]) -> bool:
    """The parts before a semicolon, or before 另有, are already all: what follows is no part.

    直接起诉2件、复议后起诉2件，仅1件被纠正: nor is a column behind rows.
    """
    total, rows = Decimal(0), True
    for place, part in enumerate(found.parts):
        crossing = rows and bool(part.slots.columns) and not part.slots.rows
        parted = part.parted or part.is_besides or crossing
        rows = rows and bool(part.slots.rows)
        if place >= 2 and parted and total in wholes:
            return True
        total += part.value
    return False


def _severity(found: PartList, values: list[Decimal], whole: Decimal) -> Severity:
    """An error of a list that 其余 closes; a question where no one number can be a slip."""
    if not _by_a_slip(values, whole):
        return Severity.ADVICE
    return Severity.ERROR if any(p.is_rest for p in found.parts) else Severity.WARNING


def _by_a_slip(values: list[Decimal], whole: Decimal) -> bool:
    """Whether the whole, or one of the parts, written as a slip of the right number, explains it."""
    gap = whole - sum(values, Decimal(0))
    return is_slip(whole, whole - gap) or any(
        value + gap >= 0 and is_slip(value, value + gap) for value in values
    )


def _same_text(whole: Item, first: Item) -> bool:
    return whole.token.start < first.token.start


def _until_rest(found: PartList) -> tuple[Item, ...]:
    """The list ends with 其他 or 其余; what follows tells something else."""
    if any(p.is_rest for p in found.parts[1:]):
        last = max(n for n, p in enumerate(found.parts) if p.is_rest)
        return found.parts[: last + 1]
    return found.parts


def _wholes(items: tuple[Item, ...]) -> set[Decimal]:
    """Each number before the list, and sums of neighbours."""
    numbers = [i.number.value for i in items]
    found = set(numbers)
    for length in range(2, len(numbers) + 1):
        for start in range(len(numbers) - length + 1):
            found.add(sum(numbers[start : start + length], Decimal(0)))
    return found


def _adds_up(values: list[Decimal], wholes: set[Decimal], closed: bool) -> bool:
    """Whether any beginning of the list is a whole, or all but one number that lies in another.

    Of a closed list nothing is left out, but it may part its whole more than once.
    """
    if closed:
        return _in_runs(values, wholes)
    for length in range(2, len(values) + 1):
        total = sum(values[:length], Decimal(0))
        if total in wholes:
            return True
    if len(values) >= 3:
        total = sum(values, Decimal(0))
        return any(total - value in wholes for value in values) or _is_nested(values)
    return False


def _is_nested(values: list[Decimal]) -> bool:
    """其中6件已审结，维持3件、纠正1件、其他2件: one of the parts is what the next ones add up to."""
    values = values[:_MOST_TOLD]
    return any(
        sum(values[n + 1 : end], Decimal(0)) == values[n]
        for n in range(len(values))
        for end in range(n + 3, len(values) + 1)
    )


def _in_runs(values: list[Decimal], wholes: set[Decimal]) -> bool:
    """Whether the list falls into runs that each add up to a whole: 一审4件、二审3件，审结5件、在审2件."""
    if not values:
        return True
    for length in range(1 if len(values) == 1 else 2, len(values) + 1):
        if sum(values[:length], Decimal(0)) in wholes and _in_runs(values[length:], wholes):
            return True
    return False


def _total(
    paragraph: Paragraph, found: PartList, item: Item, values: list[Decimal]
) -> Iterator[Finding]:
    stated = item.number.value
    if stated in _sums(values):
        return
    count = _how_many(item)
    if stated in values and not count:
        return
    parts = found.parts[-count:] if count <= len(found.parts) else found.parts
    values = [p.value for p in parts]
    total = sum(values, Decimal(0))
    shown = " ＋ ".join(f"{_named(p)}{plain(p.value)}" for p in parts)
    said = {"whole": plain(stated), "sum": f"{shown} ＝ {plain(total)}"}
    yield paragraph.finding(
        kinds.PARTS_DO_NOT_ADD_UP, parts[0].slots.segment.start, item.token.end, said,
        severity=Severity.WARNING if _by_a_slip(values, stated) else Severity.ADVICE,
        expected=plain(total), actual=plain(stated),
        involved=(plain(stated), plain(total)),
    )  # fmt: skip


def _how_many(total: Item) -> int:
    """两类合计: how many are added up, if that is said; then none of them is itself the total."""
    sums = (t for t in total.slots.segment.tokens if t.has("sums"))
    return next((_COUNTS[t.text[0]] for t in sums if t.text[0] in _COUNTS), 0)


_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


def _of_its_row(paragraph: Paragraph, found: PartList) -> tuple[Item, ...]:
    """复议5件，其中维持3件；诉讼3件: the parts as far as another row is counted for itself."""
    whole = found.wholes[-1].slots
    counted = paragraph.reader.lexicon.how_counted(whole.table)
    own = ids_of(whole.rows)
    for place, part in enumerate(found.parts):
        rows = ids_of(part.slots.rows)
        same = part.slots.table == whole.table and not counted.row
        if place and part.parted and same and own and rows and own.isdisjoint(rows):
            return found.parts[:place]
    return found.parts


def _sums(values: list[Decimal]) -> set[Decimal]:
    """Of any two or more of the nearest numbers, and of every run of all of them."""
    near = values[-_MOST_ADDED:]
    found = {
        sum(some, Decimal(0))
        for size in range(2, len(near) + 1)
        for some in combinations(near, size)
    }
    runs = values[-_MOST_TOLD:]
    for length in range(2, len(runs) + 1):
        found |= {sum(runs[n : n + length], Decimal(0)) for n in range(len(runs) - length + 1)}
    return found


def _named(item: Item) -> str:
    """The words of a part, so that a verb taken for a part can be seen."""
    tokens = [
        t for t in item.slots.segment.tokens if t.start < item.token.start and not t.has("opens")
    ]
    return "".join(t.text for t in tokens if t.number is None)[-8:]
