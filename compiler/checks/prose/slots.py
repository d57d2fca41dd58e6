"""What the words of one segment say: whose, when, of what, which lines; and what is unclear."""

from __future__ import annotations

from typing import NamedTuple

from compiler.checks.prose.segments import Segment
from compiler.checks.prose.tokens import Token
from compiler.format.lexicon import Meaning


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
