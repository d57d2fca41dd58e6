"""Averages by what was counted beside them: 培训12期，服务1680户次，平均每期140户次.

Given the numbers of a sentence, gives what an average may be worked out of: all numbers told
before it in its own unit, and all in the unit by which they are parted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from compiler.checks.prose.items import Item
from compiler.checks.prose.paragraph import Paragraph

_BY = "期|场|次|件|篇|条|项|家|人|户|个|批|辆|份|本|册|部|所|处"
_AVERAGE = re.compile(f"(?:平均|均)每(?P<each>{_BY})|每(?P<apiece>{_BY})平均|(?P<short>{_BY})均")
Operands = tuple[list[Decimal], list[Decimal]]


def operands_of_average(paragraph: Paragraph, items: Sequence[Item], place: int) -> Operands | None:
    """What is parted, and by how many; None where no average is told, or one of them is not."""
    item, before = items[place], items[:place]
    start = max(item.slots.segment.start, before[-1].token.end) if before else item.token.start
    match = _AVERAGE.search(paragraph.skeleton.text[start : item.token.start])
    if match is None or item.number.approximate or item.number.kind not in ("count", "money"):
        return None
    by = match["each"] or match["apiece"] or match["short"]
    counts = [i for i in before if i.number.unit.startswith(by)]
    wholes = [i for i in before if i.number.unit[:1] == item.number.unit[:1] and i not in counts]
    if any(i.number.approximate or i.slots.difference for i in (*counts, *wholes)):
        return None
    told = [i.value for i in counts if i.value]
    return ([i.value for i in wholes], told) if wholes and told else None
