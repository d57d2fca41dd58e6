"""What else a number can be meant for by the sentence around it: then nothing is said of it.

Given a sentence and the place of a number in it, tells whether the clauses beside it say of
what it is told. The tables' own other readings stand in `readings`.
"""

from __future__ import annotations

from decimal import Decimal

from compiler.checks.prose.agreement import is_in_company, values_of
from compiler.checks.prose.crossings import Candidate
from compiler.checks.prose.lists import items_of
from compiler.checks.prose.paragraph import Paragraph, home_of
from compiler.checks.prose.slots import Slots, ids_of
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.tokens import Token
from compiler.format.lexicon import Lexicon
from compiler.values.figures import FigureId

_OF_KINDS = ("包括", "包含", "含", "分别为", "分别是")
_OWING = ("需", "应", "须", "待", "共需", "共应")
_EITHER = ("前者", "后者")  # which of two is meant is told by their order
_POINTING = ("上述", "以上", "前述", "这", "这些", "该")
_BODIES = ("机关", "单位", "部门", "机构", "局", "委")


def meant_otherwise(paragraph: Paragraph, spoken: Spoken, position: int, said: Decimal) -> bool:
    """Whether anything around the number says that it is not the figure its words name."""
    slots = spoken.slots[position]
    return (
        other_unit(spoken, slots, paragraph.reader.lexicon)
        or any(t.text in _EITHER for t in slots.segment.tokens)
        or _with_the_rest(slots)
        or _said_of_others(spoken, position)
        or _outcome_follows(spoken, position)
        or _said_again(spoken, position)
        or _broken_down(spoken, position, said)
        or _includes(paragraph, spoken, position, said)
        or _due(paragraph, slots, said)
        or _inherits_another(paragraph, spoken, position)
        or _after_a_bracket(spoken, position)
        or _within_its_own(paragraph, spoken, position, said)
        or _among_strange_parts(spoken, position)
        or _of_what_is_told(paragraph, spoken, position)
        or _without_some(paragraph, spoken, position, said)
        or _beside_its_section(paragraph, spoken, position)
    )


def other_unit(spoken: Spoken, slots: Slots, lexicon: Lexicon) -> bool:
    """22件申请要求公开信息41项，公开23项: what is counted in another unit is another thing.

    Rows that are counted each for itself have units of their own: 规章2部, 规范性文件11件.
    """
    if not lexicon.how_counted(slots.table).row:
        return False
    amounts = [
        s.segment.amount
        for s in spoken.slots
        if (s.table == slots.table and s.stated) or (not s.table and not s.why)
    ]
    units = [a.number.unit for a in amounts if a and a.number and a.number.kind == "count"]
    own = slots.segment.amount
    usual = lexicon.how_counted(slots.table).units[:1]
    if own and own.number and own.number.unit in usual:
        return False
    return bool(
        units
        and own
        and own.number
        and own.number.kind == "count"
        and own.number.unit[:1] != units[0][:1]
    )


def _with_the_rest(slots: Slots) -> bool:
    """科研机构、律师事务所及其他8件: lines told together with a rest whose line is not named,
    or with something unknown."""
    amount = slots.segment.amount
    before = [t for t in slots.segment.tokens if amount is None or t.start < amount.start]
    lines = [n for n, t in enumerate(before) if t.word and t.word.meaning_in(slots.table)]
    examples = [n for n, t in enumerate(before) if t.has("such_as")]
    among = before[examples[-1] + 1 if examples else 0 : lines[-1]] if lines else []
    strange = any(t.is_unknown or (t.has("matter") and not t.has("plain")) for t in among)
    return slots.joined and (strange or any(t.has("rest") for t in slots.segment.tokens))


def _said_of_others(spoken: Spoken, position: int) -> bool:
    """复议案件14件，均以其他机关为被申请人: whose they are is told behind the number."""
    for slots in spoken.slots[position + 1 : position + 2]:
        tokens = slots.segment.tokens
        if slots.segment.amount is None and slots.every is not None:
            after = [t for t in tokens if t.start > slots.every.start]
            return any(_is_another_body(t, after[n + 1 :]) for n, t in enumerate(after))
    return False


_OWING_TO = ("因", "由于", "因为")


def _outcome_follows(spoken: Spoken, position: int) -> bool:
    """1件申请因涉及第三方权益，决定部分公开: behind its number a reason, then what came of it."""
    slots, after = spoken.slots[position], spoken.slots[position + 1 : position + 3]
    amount = slots.segment.amount
    tokens = slots.segment.tokens
    if amount is None or not any(t.text in _OWING_TO and t.start > amount.start for t in tokens):
        return False
    own = {m.ids for m in slots.rows}
    for following in after:
        if following.segment.amount is not None:
            return False
        if following.rows and following.table == slots.table:
            return bool(own) and own.isdisjoint(m.ids for m in following.rows)
    return False


def _is_another_body(token: Token, following: list[Token]) -> bool:
    """其他机关: in one word, or in two."""
    if token.has("others"):
        return token.text.endswith(_BODIES)
    return token.has("rest") and bool(following) and following[0].text.endswith(_BODIES)


def _said_again(spoken: Spoken, position: int) -> bool:
    """制作文件11件，11件全部公开: the same number again, of which all is said."""
    slots, before = spoken.slots[position], spoken.slots[position - 1] if position else None
    amount = slots.segment.amount
    if amount and any(t.text in _POINTING and t.start < amount.start for t in slots.segment.tokens):
        return slots.every is not None  # 上述29件申请已全部办结: what is claimed is that all were
    if before is None or slots.every is None or before.segment.amount is None:
        return False
    first, again = before.segment.amount.number, slots.segment.amount
    return bool(first and again and again.number and first.value == again.number.value)


def _broken_down(spoken: Spoken, position: int, said: Decimal) -> bool:
    """提供信息的17件（公开9件、部分公开8件）: the bracket behind it says what is meant."""
    own = spoken.slots[position]
    depth, parts = own.segment.depth, list[Decimal]()
    opened = False
    for slots in spoken.slots[position + 1 :]:
        opened = opened or any(t.text in _OF_KINDS for t in slots.segment.tokens)
        if slots.segment.depth <= depth and not (opened and _tells_other_rows(slots, own)):
            break
        if slots.segment.amount and slots.segment.amount.number:
            parts.append(slots.segment.amount.number.value)
            if len(parts) > 1 and sum(parts) == said and opened:
                return True
    return len(parts) > 1 and sum(parts) == said


def _includes(paragraph: Paragraph, spoken: Spoken, position: int, said: Decimal) -> bool:
    """公开9件（含部分公开3件）: a line that the bracket says is counted with it."""
    own, inside = spoken.slots[position], spoken.slots[position + 1 : position + 2]
    if not inside or inside[0].segment.depth <= own.segment.depth:
        return False
    if not any(t.text in ("含", "包含", "包括") for t in inside[0].segment.tokens):
        return False
    values = values_of(own, paragraph.reader)
    more = values_of(inside[0], paragraph.reader)
    return any(a + b == said for a in values for b in more)


def _tells_other_rows(slots: Slots, whole: Slots) -> bool:
    """行政案件6件，包括行政复议1件: a row that is none of the whole's, so that more is meant by it."""
    own = ids_of(whole.rows)
    return bool(slots.rows) and slots.table == whole.table and bool(own)


def _inherits_another(paragraph: Paragraph, spoken: Spoken, position: int) -> bool:
    """收到复议申请214件，其中维持11件: what is not the table's number has parts of its own."""
    slots = spoken.slots[position]
    if slots.rows or not slots.carried_rows:
        return False
    between: Decimal | None = None
    for source in reversed(spoken.slots[:position]):
        amount = source.segment.amount.number if source.segment.amount else None
        own = slots.segment.amount.number if slots.segment.amount else None
        if source.rows and amount and own and amount.unit != own.unit:
            return False  # 许可事项61项，处理决定879件
        if source.rows and source.why == "last_year" and "became" in slots.segment.roles:
            return False  # 由上年的40件减少到22件
        if source.rows and source.why != "difference":
            values = values_of(source._replace(why=""), paragraph.reader)
            if amount is not None and between not in (None, amount.value):
                return True  # 其中3件直接起诉，4件的结果是维持1件
            return amount is not None and bool(values) and amount.value not in values
        level = source.segment.depth == slots.segment.depth and source.table == slots.table
        level = level and not source.difference  # 制发43件，同比增加5件，现行有效536件
        if amount is not None and level and not source.columns and between is None:
            between = amount.value
    return False


def _after_a_bracket(spoken: Spoken, position: int) -> bool:
    """作出公开决定（含部分公开）的58件: the bracket adds a line to what stands before it."""
    slots = spoken.slots[position]
    if slots.segment.before not in (")", "）") or slots.rows or slots.columns:
        return False
    for inside in reversed(spoken.slots[:position]):
        if inside.segment.depth <= slots.segment.depth:
            return False
        if inside.segment.amount is None and (inside.rows or inside.columns):
            return True
    return False


def _within_its_own(paragraph: Paragraph, spoken: Spoken, position: int, said: Decimal) -> bool:
    """不予公开2件（第三方不同意公开1件，执法案卷1件）: a bracket tells parts of the number before it.

    A part that has a line of its own is that line where all other numbers are the tables'.
    """
    slots = spoken.slots[position]
    own = ids_of(slots.rows)
    if not slots.segment.depth or not own:
        return False
    for outer in reversed(spoken.slots[:position]):
        if outer.segment.depth < slots.segment.depth:
            number = outer.segment.amount.number if outer.segment.amount else None
            rows = ids_of(outer.rows)
            counted = paragraph.reader.lexicon.how_counted(slots.table)
            lines = own < rows or own <= {counted.row, *counted.added, *counted.instead}
            if lines and is_in_company(spoken.slots, position, paragraph.reader):
                return False
            return number is not None and own <= rows and said <= number.value
    return False


def _among_strange_parts(spoken: Spoken, position: int) -> bool:
    """按内容分，环评审批21件、行政处罚14件，合计35件: a part of a list whose others are no lines."""
    items = items_of((spoken,))
    place = next((n for n, i in enumerate(items) if i.slots is spoken.slots[position]), None)
    if place is None or len(items) > _MOST_LISTED:
        return False
    told = {i.number.value for i in items}
    for start in range(place + 1):
        for end in range(max(place, start + 2) + 1, len(items) + 1):
            parts = items[start:end]
            others = [p for p in parts if p is not items[place] and not p.is_rest]
            strange = sum(not (p.slots.rows or p.slots.columns) for p in others)
            if strange and 2 * strange >= len(others):
                total = sum((p.value for p in parts), Decimal(0))
                if total in told - {p.number.value for p in parts}:
                    return True
    return False


_MOST_LISTED = 16


def _of_what_is_told(paragraph: Paragraph, spoken: Spoken, position: int) -> bool:
    """环保组织的6件，2件予以公开，2件不掌握，余下2件…: parts, with a rest, of a number that is not
    the table's.
    """
    items = items_of((spoken,))
    place = next((n for n, i in enumerate(items) if i.slots is spoken.slots[position]), 0)
    for last in range(place, min(len(items), _MOST_LISTED)):
        if not items[last].is_rest:
            continue
        for first in range(place, 0, -1):
            whole = items[first - 1]
            if whole.value == sum((i.value for i in items[first : last + 1]), Decimal(0)):
                known = values_of(whole.slots, paragraph.reader)
                return last > first and whole.value not in known
    return False


def _without_some(paragraph: Paragraph, spoken: Spoken, position: int, said: Decimal) -> bool:
    """若剔除上年转入的4件，新收67件: what the table has, without what was left out before; so it may be
    where only a line is named: 除尚未审结的以外，48件.
    """
    last = spoken.slots[position - 1].segment if position else None
    if (
        last
        and last.amount is None
        and last.tokens[0].text in _BUT
        and last.tokens[-1].text in _FOR
    ):
        return True
    for slots in spoken.slots[:position]:
        amount = slots.segment.amount.number if slots.segment.amount else None
        if amount and not slots.segment.texts.isdisjoint(_LEFT_OUT):
            return said + amount.value in values_of(spoken.slots[position], paragraph.reader)
    return False


_BUT, _FOR = ("除", "除了"), ("以外", "之外", "外", "除外")
_LEFT_OUT = ("剔除", "扣除", "除去", "减去", "不含", "不计")


def _beside_its_section(paragraph: Paragraph, spoken: Spoken, position: int) -> bool:
    """诉讼审结40件；12件留待下年: in a section about disputes what is left over is one of them."""
    slots, home = spoken.slots[position], home_of(paragraph.reader, paragraph.section)
    if not home or slots.table == home:
        return False
    before = [s for s in spoken.slots[:position] if s.segment.amount]
    named = any(t.word and slots.table in t.word.objects for t in slots.segment.tokens)
    return bool(before) and not named and all(s.table == home for s in before)


def _due(paragraph: Paragraph, slots: Slots, said: Decimal) -> bool:
    """全年需答复24件: what there was to answer, be it answered or not."""
    counted = paragraph.reader.lexicon.how_counted(slots.table)
    rows = ids_of(slots.rows)
    if not rows or not rows <= counted.instead:
        return False
    if not any(t.text.startswith(_OWING) for t in slots.segment.tokens):
        return False
    columns = [m.ids for m in slots.columns] or [(counted.column,)]
    found = (
        Candidate(tuple(FigureId(slots.table, r, c) for r in rows for c in column))
        for rows in counted.wholes
        for column in columns
    )
    return any(paragraph.reader.value(c) == said for c in found)
