"""What the words of one segment say: whose, when, of what, which lines; and what is unclear."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.checks.prose.segments import Segment
from compiler.checks.prose.tokens import Token
from compiler.format.lexicon import Ids, Meaning
from compiler.values.named_tuple import NamedTuple


class Slots(NamedTuple):
    """A segment taken apart. `why` says why it names no figure: a role, or a word for it."""

    segment: Segment
    table: str = ""
    stated: bool = False  # what is counted is named in this clause
    loose: bool = False  # by a word that may mean other things
    rows: tuple[Meaning, ...] = ()
    columns: tuple[Meaning, ...] = ()
    carried_rows: Meaning | None = None
    carried_columns: Meaning | None = None
    unknown: tuple[Token, ...] = ()
    inside: tuple[Token, ...] = ()  # unknown words between what is counted and its number
    why: str = ""
    none: Token | None = None
    every: Token | None = None
    on_time: bool = False
    joined: bool = False  # two lines named together
    difference: bool = False  # a change, not a figure
    about: bool = True

    @property
    def says_figure(self) -> bool:
        return bool(self.table) and not self.why


def ids_of(meanings: Iterable[Meaning]) -> set[str]:
    """The rows, or columns, that any of these lines means."""
    return {id for meaning in meanings for id in meaning.ids}


def adds(slots: Slots) -> bool:
    """Whether the clause speaks of several things together, or of what remains of one.

    连同上年结转的2件 tells what is added; 行政复议共4件 adds nothing up.
    """
    if slots.joined and len(_widest(slots)) != 1:
        return True
    told = False
    for token in slots.segment.tokens:
        if (token.has("adds") and told) or (token.has("sums") and not told):
            return True
        told = told or (token.word is not None and bool(token.word.meanings))
    return False


def _widest(slots: Slots) -> set[Ids]:
    """The lines named, but for those within another one: 因不掌握、需制作等原因无法提供 is one."""
    named = {m.ids for m in (*slots.rows, *slots.columns)}
    return {ids for ids in named if not any(set(ids) < set(other) for other in named)}
