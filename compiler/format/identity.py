"""An identity: one equation or inequality of an edition, its names bound to figures.

Says what it is made of and what hangs on it. It evaluates nothing.
"""

from __future__ import annotations

from functools import cached_property

from compiler.format.declaration import Axis, Rule
from compiler.format.expression import (
    CHILDREN,
    PARENT,
    Binary,
    Cell,
    Comparison,
    Name,
    Span,
    Word,
    cells,
    divides,
    passed_over,
    words,
)
from compiler.format.linear import Terms, beside, linear
from compiler.values.dataclass import dataclass
from compiler.values.figures import FigureId


@dataclass(frozen=True)
class Identity:
    """One instance of a rule: `holds` speaks of figures; `result` is where it is shown.

    `table`, `axis` and `line` say along which line it runs (None for a rule of single
    figures). `defined` is the figure that the workbook computes by it. `parent` is the line of
    a table with open rows whose lines below it are added up.
    """

    rule: Rule
    holds: Comparison
    result: FigureId
    defined: FigureId | None
    table: str | None
    axis: Axis | None
    line: str | None
    parent: str | None = None

    def __hash__(self) -> int:
        # Of all that is compared, enough to tell the identities of a form apart.
        return hash((self.rule.id, self.table, self.axis, self.line, self.parent))

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return (*cells(self.holds.left), *self.made_of)

    @cached_property
    def made_of(self) -> tuple[Cell, ...]:
        """What its result is made of."""
        return (*cells(self.holds.right),)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The cells of text and dates that it asks for."""
        return (*words(self.holds.left), *words(self.holds.right))

    @cached_property
    def figures(self) -> tuple[FigureId, ...]:
        """This year's figures of the identity."""
        return tuple(dict.fromkeys(c.figure for c in self.cells if not c.prior))

    @cached_property
    def needs_prior(self) -> bool:
        return any(c.prior for c in (*self.cells, *(word.cell for word in self.words)))

    @cached_property
    def difference(self) -> Terms | None:
        """left − right by figure (None: the constant); None where a side is not linear."""
        return linear(Binary("-", self.holds.left, self.holds.right))

    @cached_property
    def addends(self) -> frozenset[Cell]:
        """The parts of a total that only adds: one that does not apply adds nothing to it."""
        terms = linear(self.holds.right) if self.defined else None
        adds = terms and all(cell is not None and k == 1 for cell, k in terms.items())
        return frozenset(cell for cell in terms or () if cell is not None and adds)

    @cached_property
    def beside(self) -> Terms:
        """left − right by those figures that stand outside of all that is not linear."""
        return beside(Binary("-", self.holds.left, self.holds.right))

    @cached_property
    def passed_over(self) -> frozenset[Cell]:
        """Figures that functions take only where they are numbers."""
        return frozenset((*passed_over(self.holds.left), *passed_over(self.holds.right)))

    @cached_property
    def optional(self) -> frozenset[Cell]:
        """Figures that it does without where they do not apply."""
        return self.addends | self.passed_over

    @cached_property
    def rests_on(self) -> tuple[Cell, ...]:
        """What its result is made of and cannot do without."""
        return tuple(cell for cell in self.made_of if cell not in self.optional)

    @cached_property
    def divides(self) -> bool:
        """Whether a side is a quotient, which may not exist and need not be a decimal."""
        return divides(self.holds.left) or divides(self.holds.right)

    @property
    def tables(self) -> frozenset[str]:
        worded = (word.cell for word in self.words)
        return frozenset(c.figure.table for c in (*self.cells, *worded))


def adds_up_children(rule: Rule) -> bool:
    """Whether the rule makes a line the sum of those right below it, and of nothing else."""
    children = Name((CHILDREN,))
    return rule.defines == PARENT and rule.holds.right == Span(children, children)
