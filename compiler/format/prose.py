"""What a declaration says about prose: words and the parts they play in a sentence.

Values only; `lexicon` joins them with the labels of the tables, and how sentences are read
with them is the business of `checks/prose`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from compiler.values.dataclass import dataclass
from compiler.values.named_tuple import NamedTuple


class Said(NamedTuple):
    """Words for a line of a table.

    `says` are spellings: `a|b` either, `?` may be missing, `{set}` any word of that set.
    `line` is `table.row`, `table.column` or a label printed in the form; `also` are sums of
    lines that practice says with the same words. `alone`: the word says by itself what is
    counted. `every` is what must be 0 once the sentence says it of all;
    `timely`: said of all in time, it speaks of those that were due.
    """

    says: tuple[str, ...]
    line: str
    also: tuple[str, ...] = ()
    alone: bool = False
    every: str = ""
    timely: bool = False


@dataclass(frozen=True)
class Counted:
    """How the figures of one table are counted in sentences.

    `objects` name what is counted, `loose` do so only where nothing else is spoken of; a
    table without them is named by its rows. `units` are those of its counts; `row` and
    `column` are meant where a sentence names none, or sums of rows of `also`; `acts` are verbs that change nothing.
    Where there are words of `about`, a figure is sure only beside one of them. A line of
    `stock` counts what stands at the end of the year: words of accumulation do not change it.
    """

    table: str
    objects: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    row: str = ""
    column: str = ""
    also: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    stock: tuple[str, ...] = ()

    @cached_property
    def wholes(self) -> tuple[tuple[str, ...], ...]:
        """The rows that are meant where a sentence names none: `row`, then each sum of `also`."""
        told = (self.row, *self.also) if self.row else self.also
        return tuple(tuple(id.strip() for id in text.split("+")) for text in told)

    @cached_property
    def added(self) -> frozenset[str]:
        """Rows that are a whole only together with `row`, as what was carried in is."""
        sums = (ids for ids in self.wholes if self.row in ids)
        return frozenset(id for ids in sums for id in ids if id != self.row)

    @cached_property
    def instead(self) -> frozenset[str]:
        """Rows that by themselves are meant instead of `row`, as what was handled is."""
        return frozenset(ids[0] for ids in self.wholes if len(ids) == 1 and ids[0] != self.row)


class Basis(NamedTuple):
    """A legal basis: beside `cited` only this `decree` is right; or `right` instead of `wrong`."""

    cited: str = ""
    decree: str = ""
    wrong: str = ""
    right: str = ""


class Need(NamedTuple):
    """What a section must speak of: one of these words."""

    name: str
    words: tuple[str, ...]


class Prose(NamedTuple):
    """Everything of one declaration about sentences. `roles` and `sets` hold spellings.

    `governments`: what a place's government is called behind the place's name, in full first.
    """

    said: tuple[Said, ...] = ()
    counted: tuple[Counted, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = {}
    sets: Mapping[str, tuple[str, ...]] = {}
    bases: tuple[Basis, ...] = ()
    period: tuple[str, ...] = ()
    governments: tuple[str, ...] = ()
