"""Wholes of shares that are told: 占个人申请的92%, and 收到92件，其中科研机构22件，占23.9%.

Given a share's part and the words of its whole, gives the whole's values, and tells whether
both operands are the tables'.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from compiler.checks.prose.agreement import values_of
from compiler.checks.prose.differences import lines_named
from compiler.checks.prose.items import Item
from compiler.checks.prose.paragraph import Paragraph
from compiler.checks.prose.slots import Slots
from compiler.checks.prose.tokens import Token


def of_columns(paragraph: Paragraph, part: Slots, inside: Sequence[Token]) -> list[Decimal]:
    """占法人和其他组织申请的73.5%: the row of the part in the columns that are named."""
    rows, columns = lines_named(tuple(inside), part.table)
    if rows or not columns:
        return []
    named = part._replace(columns=columns, joined=len(columns) > 1, why="")
    return sorted(values_of(named, paragraph.reader))


def both_stand(paragraph: Paragraph, items: Sequence[Item], part: Item, whole: Decimal) -> bool:
    """收到92件，其中科研机构22件，占38.6%: both operands are told, and are the tables'."""
    wholes = [i for i in items if i.value == whole and i.token.start < part.token.start]
    stands = bool(wholes) and whole in values_of(wholes[-1].slots, paragraph.reader)
    own = bool(part.slots.columns) and not part.slots.why and part.slots.says_figure
    return stands and own and part.value in values_of(part.slots, paragraph.reader)
