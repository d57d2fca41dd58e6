"""Of what something is said of all or none, where its own clause names it loosely or not at all.

Given a sentence and the place of such a clause, tells whether it is of another thing than the
year's, and which row a bare noun means.
"""

from __future__ import annotations

from compiler.checks.prose.agreement import values_of
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.thread import Spoken
from compiler.format.lexicon import Meaning


def is_of_something_else(
    paragraph: Paragraph, spoken: Spoken, position: int, meaning: Meaning
) -> bool:
    """受理信访举报386件，办结率100%: what was told right before is a kind of its own, or its
    number is none of these tables' while no noun says that it should be.
    """
    before = spoken.slots[position - 1] if position else None
    if before is None or before.table != meaning.table or spoken.slots[position].rows[1:]:
        return False
    counted = paragraph.reader.lexicon.how_counted(meaning.table)
    acts = {counted.row, *counted.also, *counted.added, *counted.instead}
    acts |= {id for ids in counted.wholes for id in ids} | {id for _, id in meaning.every}
    narrow = [m for m in before.rows if m is not meaning and not acts.intersection(m.ids)]
    if counted.row and narrow and (len(before.rows) > 1 or before.segment.amount is None):
        return True
    number = before.segment.amount.number if before.segment.amount else None
    if number is None or before.stated or not before.rows:
        return False
    return number.value not in values_of(before, paragraph.reader)


def is_parted_in_full(paragraph: Paragraph, spoken: Spoken, position: int) -> bool:
    """收到12件，其中自然人10件，法人或其他组织2件，全部办结: 其中 named every column, so that what follows is
    said of the whole.
    """
    table = spoken.slots[position].table
    if not table or "opens" not in spoken.sentence.roles:
        return False
    before = [s for s in spoken.slots[:position] if s.table == table]
    total = paragraph.reader.lexicon.how_counted(table).column
    every = {column.id for column in paragraph.reader.form.table(table).columns}
    return {id for s in before for m in s.columns for id in m.ids} == every - {total}


def with_its_row(paragraph: Paragraph, slots: Slots) -> Slots:
    """制发规范性文件2件，未废止文件: a noun that ends the name of the row told before it is that row."""
    row, tokens = slots.carried_rows, slots.segment.tokens
    if slots.why != "matter" or row is None or slots.rows or not slots.columns:
        return slots
    if len(tokens) != len(("未", "废止", "文件")) or tokens[0] is not slots.none:
        return slots
    noun = tokens[-1].text
    labels = [paragraph.reader.form.table(slots.table).row(id).leaf for id in row.ids]
    called = len(noun) > 1 and all(label.endswith(noun) for label in labels)
    return slots._replace(why="") if called else slots
