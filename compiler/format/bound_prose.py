"""A declaration's prose with every expression bound to figures, ready to read with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from compiler.format.declaration import Declaration
from compiler.format.expression import Cell, Name, Node
from compiler.format.identity import Tables, bind_value
from compiler.format.prose import Labelled, Phrase, Prose
from compiler.values.figures import FigureId


def bound_prose(declaration: Declaration, tables: Tables) -> Prose:
    """Raises UnresolvedError for a name that is neither a figure nor a key figure."""
    prose = declaration.prose
    return replace(
        prose,
        phrases=tuple(_labelled(prose.labelled, tables))
        + tuple(
            replace(
                p,
                value=bind_named(p.value, declaration, tables),
                allows=tuple(bind_named(a, declaration, tables) for a in p.allows),
            )
            for p in prose.phrases
        ),
        denials=tuple(
            replace(d, value=bind_named(d.value, declaration, tables)) for d in prose.denials
        ),
        wholes=tuple(bind_named(w, declaration, tables) for w in prose.wholes),
    )


def bind_named(node: Node, declaration: Declaration, tables: Tables) -> Node:
    """A single name is a key figure's, a path of three a figure's."""
    if isinstance(node, Name) and len(node.path) == 1:
        known = {f.name: f.value for f in declaration.key_figures}
        return bind_value(known.get(node.path[0], node), tables)
    return bind_value(node, tables)


_COUNTERS = "件|宗|份|条|项|起"
# The numbering and the explanation of a printed label are no words of a sentence.
_PRINTED_ONLY = re.compile(
    "^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|[0-9]+[.．])|[（(].*[）)]$"
)


def _labelled(declared: Iterable[Labelled], tables: Tables) -> Iterator[Phrase]:
    """Rows whose own printed label names their figure: 重复申请32件."""
    for labelled in declared:
        table = tables[labelled.table]
        for row in table.rows:
            label = _PRINTED_ONLY.sub("", _PRINTED_ONLY.sub("", row.leaf)).strip()
            if len(label) >= 4:
                cell = Cell(FigureId(table.id, row.id, labelled.column))
                says = (f"{label} 的? N{_COUNTERS}",)
                yield Phrase(f"label-{row.id}", says, cell, unlike=labelled.unlike)
