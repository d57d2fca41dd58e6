"""Lists of a sentence: a whole and the parts named after 其中, and a total after its parts.

Given a sentence's slots, gives lists with all that their whole may be; whether they add up
is judged in `sums`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, islice, pairwise, takewhile

from compiler.checks.prose.closed_lists import (
    all_are_told,
    may_be_parted,
    of_columns,
    parts_by_kind,
    parts_of_named,
)
from compiler.checks.prose.distributed import IN_ORDER
from compiler.checks.prose.items import Item
from compiler.checks.prose.segments import SEMICOLONS
from compiler.checks.prose.slots import ids_of
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.values.named_tuple import NamedTuple

# 市级, 窗口, 图解类: names as short as these tell kinds, not what happened.
_SHORT_NAME = 4
# Further back nothing is the whole of a list.
_MOST_WHOLES = 6
# So many numbers are added up in a total at most.
_MOST_PARTS = 40
_WITHIN = ("中", "里", "内", "当中")
# A whole, two parts and the rest at least, where no word opens the list.
_LEAST_CLOSED = 3


class PartList(NamedTuple):
    """Parts in order, and the numbers before them of which each, or a sum, may be the whole.

    `closed`: the parts claim to be all, for 其他 or 其余 is named or each is told.
    `alike`: they are named alike, so that none is counted in two of them; `opened`: by 其中.
    """

    wholes: tuple[Item, ...]
    parts: tuple[Item, ...]
    closed: bool
    alike: bool
    total: Item | None = None
    opened: bool = False


def items_of(spokens: Sequence[Spoken]) -> list[Item]:
    """Every amount of these sentences; those told roughly are None of a list's business."""
    found: list[Item] = []
    for spoken in spokens:
        # 其余为工作动态，计322条: said a clause before its number.
        rest = parted = False
        for slots in spoken.slots:
            tokens, amount = slots.segment.tokens, slots.segment.amount
            spot = amount.start if amount else slots.segment.end
            rests = (
                [t.start for t in tokens if t.has("rest")] if "rest" in slots.segment.roles else []
            )
            rest = rest or (bool(rests) and rests[0] < spot)
            parted = parted or slots.segment.before in SEMICOLONS
            if amount and amount.number:
                found.append(Item(amount.number, amount, slots, len(found), rest, parted))
                parted = False
                rest = bool(rests) and rests[-1] > spot
    return found


def lists_of(spoken: Spoken, before: Spoken | None) -> Iterator[PartList]:
    """Each list that 其中 and its like open, and each total told after its parts."""
    here = items_of((spoken,))
    if not here:
        return
    opened_first = next(iter(spoken.sentence.tokens)).has("opens")
    earlier = items_of((before,)) if before and opened_first else []
    if before and not opened_first and parts_by_kind(spoken.slots[0]):
        earlier = [i for i in items_of((before,)) if may_be_parted(i, here)]
    overlap = "overlapping" in spoken.sentence.roles
    if overlap:
        return
    opened = list(_opened(spoken, here, earlier))
    yield from opened
    yield from _totalled(here)
    if not opened:
        yield from _closed(here, before)


def _opened(spoken: Spoken, here: list[Item], earlier: list[Item]) -> Iterator[PartList]:
    some_only = "open_end" in spoken.sentence.roles
    open_ends = [t.start for t in spoken.sentence.tokens if t.has("open_end")] if some_only else []
    for start, some, opened in _openings(spoken, here, bool(earlier)):
        before = [*earlier, *here[:start]] if start else earlier
        wholes = [i for i in before if not _is_average(i)]
        if not wholes or not wholes[-1].number.unit:
            continue
        whole = wholes[-1]
        if whole.slots.difference:
            continue
        parts = list(_parts(here[start:], whole))
        if len(parts) >= 2 or (opened and parts):
            partial = some or (bool(open_ends) and open_ends[-1] >= parts[0].slots.segment.start)
            told_all = not opened and len(parts) >= 3 and not partial
            if not start and not spoken.sentence.tokens[0].has("opens") and not of_columns(parts):
                continue
            closed = told_all or (
                not some and any(p.is_rest and not p.is_besides for p in parts[1:])
            )
            if not (closed or some or partial or some_only):
                closed = all_are_told(spoken, here[:start], parts)
            outer = _outside_brackets(wholes, whole) if parts[0].slots.segment.depth else wholes
            like = tuple(_like(outer, whole))
            yield PartList(like, tuple(parts), closed, _alike(parts), opened=opened)


def _outside_brackets(items: Sequence[Item], whole: Item) -> list[Item]:
    """不予公开15件（…）、不予处理11件（…）: what one bracket parts is no whole of another one's parts."""
    return [i for i in items if i.slots.segment.depth <= whole.slots.segment.depth]


def _is_average(item: Item) -> bool:
    """日均1.34件 is the whole of nothing."""
    return any(t.text.endswith("均") and t.has("part_of_year") for t in item.slots.segment.tokens)


def _acts_upon(item: Item) -> bool:
    """已整改79处, 加上2件: what became of it, or more of it, and no part."""
    tokens = [t for t in item.slots.segment.tokens if t.start < item.token.start]
    kind = any(t.has("kindword") for t in tokens)  # 节能审查类 is a name
    return any(
        (t.has("aside") and not kind) or t.has("adds") or t.text.startswith(("已", "未"))
        for t in tokens
    )


def is_part(item: Item) -> bool:
    """予以公开36件: a line that is itself one of several."""
    return any(m.alone for m in (*item.slots.rows, *item.slots.columns))


def _by_kind(spoken: Spoken, before: Item, item: Item) -> bool:
    """按提交方式分: a clause between two numbers that says how the first one is parted."""
    first = bisect_left(spoken.slots, before.token.end, key=lambda s: s.segment.start)
    between = takewhile(
        lambda s: s.segment.end <= item.slots.segment.start, islice(spoken.slots, first, None)
    )
    return any(map(parts_by_kind, between))


def is_within(item: Item) -> bool:
    """在129件申请中: a number whose noun is followed by 中; 1件尚在审理之中 has none."""
    if item.slots.segment.tokens[-1].text in _WITHIN and item.slots.rows:
        return True
    noun, last = [None, None, *item.slots.segment.tokens][-2:]
    if noun is None or last is None or last.text not in _WITHIN or noun.word is None:
        return False
    word = noun.word
    return bool(word.objects or word.loose) or any(m.axis == "rows" for m in word.meanings)


def _closed(here: list[Item], spoken_before: Spoken | None) -> Iterator[PartList]:
    """工单共100件，甲40件，乙35件，其余25件: no word opens the list, 其余 closes it.

    Its whole is the first number, or any number told before, or what was told before adds up to.
    """
    last = next((n for n, i in enumerate(here) if i.is_remainder), 0)
    if last < _LEAST_CLOSED or any(i.slots.difference for i in here[: last + 1]):
        return
    whole, parts = here[0], here[1 : last + 1]
    unit = whole.number.unit
    if not unit or any(i.number.unit not in ("", unit) or i.number.approximate for i in parts):
        return
    before = items_of((spoken_before,)) if spoken_before else []
    total = whole.value + sum((i.value for i in parts), Decimal(0))
    if total in {i.value for i in before}:
        return  # the first number is itself a part of what was told before
    if any(_acts_upon(i) for i in parts) or is_part(whole):
        return
    if whole.value < max(i.value for i in parts) or any(i.slots.segment.depth for i in parts):
        return
    yield PartList(tuple(_like([*before, whole], whole)), tuple(parts), True, False)


def _openings(spoken: Spoken, here: list[Item], earlier: bool) -> Iterator[tuple[int, bool, bool]]:
    """The place of the first part of each list, whether it names only some, and whether 其中 opens it."""
    opens = "opens" in spoken.sentence.roles
    openers = [t for t in spoken.sentence.tokens if t.has("opens")] if opens else []
    for place, item in enumerate(here):
        if earlier and not place and parts_by_kind(spoken.slots[0]):
            yield place, False, True  # 收到35件。从申请主体看，自然人15件
            continue
        opener = _opener(item, here[place - 1] if place else None, openers)
        if place and _by_kind(spoken, here[place - 1], item):
            yield place, False, True  # 按提交方式分，网络86件
            continue
        if place and is_within(here[place - 1]):
            yield place, False, True  # 在129件申请中，自然人100件
            continue
        marked = item.slots.segment.before in ("（", "(", "：", ":") and place > 0
        whole = opener is not None and opener.text.startswith((*IN_ORDER, "具体"))
        if whole and item.parted:
            continue
        if opener is not None and (place or earlier):
            yield place, opener.text == "含", not whole
        elif marked and not item.parted:
            yield place, False, False


def _opener(item: Item, before: Item | None, openers: list[Token]) -> Token | None:
    """The first word that opens a list, of its own words or else since the number before it."""
    if not openers:
        return None
    own = (t for t in item.slots.segment.tokens if t.start < item.token.start and t.has("opens"))
    after = before.token.end if before else 0
    since = (t for t in openers if after <= t.start < item.token.start)
    return next(own, None) or next(since, None)


def _parts(items: list[Item], whole: Item) -> Iterator[Item]:
    """The numbers of the list: of the whole's unit or bare, and outside deeper brackets."""
    depth = items[0].slots.segment.depth if items else 0
    told: list[Item] = []
    for item in items:
        segment, later = item.slots.segment, item is not items[0]
        again = segment.before in ("（", "(") and later and depth > 0
        if segment.depth < depth or (again and segment.depth == depth) or _beyond(item, whole):
            return
        if later and (_beside(item, whole) or (item.parted and _is_of_another(item, whole))):
            return
        tokens = segment.tokens
        nested = later and any(t.has("opens") for t in tokens if t.start < item.token.start)
        if nested or any(t.has("compared") or (t.has("sums") and t.text != "共") for t in tokens):
            return
        if segment.depth > depth or item.number.kind != whole.number.kind:
            continue
        if item.number.unit not in ("", whole.number.unit) or item.slots.difference:
            continue
        if item.number.approximate:
            return
        if _sums_up(item, told):
            return
        told.append(item)
        yield item


def _sums_up(item: Item, told: Sequence[Item]) -> bool:
    """5件不掌握，1件没有现成信息，无法提供的共6件: what the parts right before it come to."""
    if not any(t.has("sums") for t in item.slots.segment.tokens):
        return False
    sums = accumulate(part.value for part in reversed(told))
    return item.value in islice(sums, 1, None)


def may_make_up(item: Item, before: Item) -> bool:
    """行政查询2件，个人、企业各1件: the part before it, told once more by what it is made of."""
    tokens = [t for t in item.slots.segment.tokens if t.start < item.token.start]
    names = 1 + sum(t.text.count("、") for t in tokens)
    each = bool(tokens) and tokens[-1].text == "各"
    return each and names > 1 and names * item.number.value == before.value


def _is_of_another(item: Item, whole: Item) -> bool:
    """；行政诉讼146件: behind a semicolon another row, or table, that is counted for itself, or another
    year.
    """
    slots, rows = item.slots, whole.slots.rows
    if "last_year" in slots.segment.roles:
        return True
    if not slots.stated or not slots.table or not rows or slots.rows == rows:
        return False
    alone = not slots.columns and any(m.alone for m in slots.rows)
    return slots.table != whole.slots.table or alone


def _beyond(item: Item, whole: Item) -> bool:
    """不予公开24件，其中…；不予处理18件: rows that are none of the whole's.

    Of a single row others may be parts, as outcomes are of what was received.
    """
    carried = (whole.slots.carried_rows,) if whole.slots.carried_rows else ()
    own = ids_of(whole.slots.rows or carried)
    same = item.slots.table == whole.slots.table
    return same and len(own) > 1 and _is_apart(own, ids_of(item.slots.rows))


def _beside(item: Item, whole: Item) -> bool:
    """商业企业74件，其中网上50件，自然人1286件: no column is part of another; what 其中 names first is
    claimed to be.
    """
    same = item.slots.table == whole.slots.table
    return same and _is_apart(ids_of(whole.slots.columns), ids_of(item.slots.columns))


def _is_apart(own: set[str], others: set[str]) -> bool:
    return bool(own and others) and own.isdisjoint(others)


def _like(items: list[Item], whole: Item) -> list[Item]:
    """The nearest of the whole's unit, in order."""
    alike = (item for item in reversed(items) if item.number.unit == whole.number.unit)
    return [*islice(alike, _MOST_WHOLES)][::-1]


def _alike(parts: Sequence[Item]) -> bool:
    """Named by lines of one axis, or by nouns with an ending in common."""
    rows = [bool(p.slots.rows) and not p.slots.columns for p in parts]
    columns = [bool(p.slots.columns) for p in parts]
    if all(rows) or all(columns):
        return True
    names = [_name(p) for p in parts]
    if not all(names):
        return False
    enumerated = len(parts) >= 3 and all(p.slots.segment.before == "、" for p in parts[1:])
    if enumerated and not any(rows) and not any(columns):
        return True
    if len({n[-2:] for n in names}) == 1 or len({n[-1] for n in names}) == 1:
        return True
    if any(t.has("aside") for p in parts for t in p.slots.segment.tokens):
        return False
    return all(len(n) <= _SHORT_NAME for n in names) or len({n[0] for n in names}) == 1


def _name(item: Item) -> str:
    """The words right before a number, but for those that only lead to it."""
    tokens = [t for t in item.slots.segment.tokens if t.start < item.token.start]
    return "".join(
        t.text for t in tokens if not t.has("opens") and t.text not in ("共", "有", "为", "的")
    )


# A total told behind its parts is that of two at least.
_LEAST_ADDED = 2


def _totalled(here: list[Item]) -> Iterator[PartList]:
    for place, item in enumerate(here):
        tokens = [t for t in item.slots.segment.tokens if t.start < item.token.start]
        if named := parts_of_named(tokens, here[:place], item):
            yield PartList((), named, True, True, item)
            continue
        sums = place >= _LEAST_ADDED and "sums" in item.slots.segment.roles
        if not sums or not item.number.unit or not _only_sums(tokens):
            continue
        near = here[max(0, place - _MOST_PARTS) : place]
        parts = [p for p in near if _may_be_added(p, item)]
        of_rest = any(
            p.is_rest and p.slots.segment.clause == item.slots.segment.clause for p in near
        )
        if len(parts) >= _LEAST_ADDED and not of_rest and not _adds_all(near, item):
            yield PartList((), tuple(parts), True, True, item)


def _may_be_added(part: Item, total: Item) -> bool:
    """Not what is told in a bracket with other words, of another year, as a change, or as what is left out."""
    slots = part.slots
    alone = slots.segment.before in ("（", "(") and slots.segment.tokens[0] == part.token
    if (slots.segment.depth > total.slots.segment.depth and not alone) or slots.difference:
        return False
    if slots.why == "last_year" or slots.segment.tokens[0].text.startswith("除"):
        return False
    return part.number.unit == total.number.unit


def _adds_all(items: Sequence[Item], total: Item) -> bool:
    """通报37期、提示264条，合计301条: what is counted in other units may be added, too."""
    values = [i.value for i in items]
    return any(
        sum(values[start:], Decimal(0)) == total.value for start in range(max(0, len(values) - 1))
    )


def _only_sums(tokens: Sequence[Token]) -> bool:
    """合计, 两项相加为: a total of what stood before, and of nothing else."""
    plain = all(
        t.has("sums")
        or t.has("plain")
        or t.has("whole_year")
        or (t.is_unknown and len(t.text) <= 2)
        for t in tokens
    )
    if any(t.has("rest") for t in tokens):
        return False
    if any(a.is_unknown and b.has("sums") for a, b in pairwise(tokens)):
        return False
    strange = any(t.word and (t.word.meanings or t.word.objects) for t in tokens)
    return plain and not strange and any(t.has("sums") for t in tokens)
