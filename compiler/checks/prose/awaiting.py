"""Rows of which no outcome was told yet: 复议38件、诉讼23件，其中被纠正5件 speaks of both.

Given a sentence and the place of an outcome in it, gives the rows that it may be the outcome
of, put together.
"""

from __future__ import annotations

from compiler.checks.prose.thread import Spoken
from compiler.format.lexicon import Lexicon, Meaning


def awaiting_rows(spoken: Spoken, position: int, lexicon: Lexicon) -> Meaning | None:
    """All rows named since the last outcome, where a table is counted by its rows; None for one."""
    slots = spoken.slots[position]
    if slots.rows or not slots.columns or lexicon.how_counted(slots.table).row:
        return None
    found: list[Meaning] = []
    for before in reversed(spoken.slots[:position]):
        if before.table != slots.table or before.columns:
            break
        found += reversed(before.rows)
    ids = tuple(dict.fromkeys(id for m in reversed(found) for id in m.ids))
    kinds = {m.ids for m in found}
    return Meaning(slots.table, "rows", ids) if len(kinds) > 1 else None
