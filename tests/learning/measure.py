"""How well declarations are drafted: what share of a shipped edition is learnt of its own form.

    python -m tests.learning.measure

Each edition's form is compiled blank and filled in, and one form was made by hand
(forms/by-hand-2021.html, saved as .docx by LibreOffice). What is drafted of a form is compared
with the edition itself: headings; labels and merged cells as they are drawn; how figures are
typed; rules as equations over labels. A rule that was drafted and is none of the edition's is
wrong. The rules of an edition rest also on texts that its form does not print.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

from compiler.checks.consistent import consistent
from compiler.edges.shelf import shelf_of
from compiler.format.declaration import Declaration
from compiler.format.figure_type import FigureType
from compiler.format.form import Form, form_of
from compiler.format.identity import Identity
from compiler.learning.learnt import Learnt, learnt
from compiler.learning.outline import Outline
from compiler.learning.sections_seen import outline_seen
from compiler.pipeline import written
from compiler.readers.official_form import read_official_form
from compiler.report.outcome import Outcome
from compiler.report.reading import Reading
from compiler.text.labels import folded
from compiler.values.figures import Absent, FigureId
from compiler.values.report import Paragraph, Report

FORMS = Path(__file__).parent / "forms"
EDITIONS = ("disclosure-2019", "disclosure-2021")
BY_HAND = ("by-hand-2021.docx", "by-hand-2021.html")


class Share(NamedTuple):
    right: int
    of: int

    def __str__(self) -> str:
        return f"{self.right}/{self.of}"


@dataclass(frozen=True)
class Measure:
    headings: Share
    labels: Share
    merges: Share
    types: Share
    rules: Share
    wrong_rules: int


@cache
def edition(id: str) -> Form:
    declaration = shelf_of({}).asked(id)
    assert isinstance(declaration, Declaration)
    return form_of(declaration)


@cache
def compiled(id: str, *, filled: bool) -> bytes:
    """The form as this program prints it, blank or with figures that keep every rule."""
    form = edition(id)
    numbers = consistent(form).now if filled else {}
    said = {s.id: (Paragraph("body", "（略）"),) for s in form.prose_sections}
    figures = {figure: numbers.get(figure, Absent.BLANK) for figure in form.figures}
    report = Report(id, 2023, {"name": "某某县司法局"}, said, figures)
    outcome = written(
        Outcome(Reading(report, form, ()), ()), report, form, "表样", None, draft=False
    )
    assert outcome.document is not None, [f.message("zh") for f in outcome.findings]
    return outcome.document


def outline(data: bytes, name: str) -> Outline:
    seen = read_official_form(data, name)
    assert isinstance(seen, tuple), seen
    return outline_seen(seen)


def drafted(form: Outline, example: Outline | None = None) -> Learnt:
    result = learnt(form, example, "表样.docx")
    assert isinstance(result, Learnt), result
    return result


def measured(result: Learnt, wanted: Form) -> Measure:
    found = form_of(result.declaration)
    headings = [folded(s.heading) for s in found.sections]
    cells, mine = dict(_labels(wanted)), dict(_labels(found))
    merged = {at: span for at, (_, span) in cells.items() if span != (1, 1)}
    types, own = _types(wanted), _types(found)
    rules, drafts = _rules(wanted), _rules(found)
    known = {equation for equations in rules.values() for equation in equations}
    given = {equation for equations in drafts.values() for equation in equations}
    return Measure(
        Share(sum(folded(s.heading) in headings for s in wanted.sections), len(wanted.sections)),
        Share(
            sum(at in mine and mine[at][0] == text for at, (text, _) in cells.items()), len(cells)
        ),
        Share(sum(at in mine and mine[at][1] == span for at, span in merged.items()), len(merged)),
        Share(sum(own.get(figure) == kind for figure, kind in types.items()), len(types)),
        Share(sum(equations <= given for equations in rules.values()), len(rules)),
        sum(not equations <= known for equations in drafts.values()),
    )


Drawn = tuple[tuple[str, int, int], tuple[str, tuple[int, int]]]


def _labels(form: Form) -> Iterator[Drawn]:
    """Every cell of words by its place in its section: what it says, and how far it reaches."""
    for section in form.table_sections:
        for cell in form.grid(section).cells:
            if cell.figure is None:
                at = folded(section.heading), cell.row, cell.column
                yield at, (folded(cell.text), (cell.height, cell.width))


Named = tuple[str, ...]


def _names(form: Form) -> Mapping[FigureId, Named]:
    """Each figure by its section, the position of its table, and its labels."""
    names: dict[FigureId, Named] = {}
    for section in form.table_sections:
        for position, table in enumerate(form.tables_of(section)):
            for figure in table.figures:
                row, column = table.row(figure.row).label, table.column(figure.column).label
                path = (section.heading, str(position), *row, "×", *column)
                names[figure] = tuple(map(folded, path))
    return names


def _types(form: Form) -> Mapping[Named, tuple[FigureType, str]]:
    kinds = {}
    for figure, name in _names(form).items():
        unit = form.unit_of(figure)
        # No form shows from which amount on one asks about the unit.
        kind = form.type_of(figure)._replace(asks_above=None)
        kinds[name] = (kind, unit.label if unit else "")
    return kinds


Equation = tuple[str, frozenset[tuple[Named, bool, Fraction]]]


def _rules(form: Form) -> Mapping[str, frozenset[Equation]]:
    names = _names(form)
    rules: dict[str, set[Equation]] = {}
    for identity in form.identities:
        rules.setdefault(identity.rule.id, set()).add(_equation(identity, names))
    return {rule: frozenset(equations) for rule, equations in rules.items()}


def _equation(identity: Identity, names: Mapping[FigureId, Named]) -> Equation:
    """Its coefficients by names, the same whichever side they stood on."""
    terms = identity.difference or {}
    named = {
        (names[cell.figure], cell.prior): coefficient
        for cell, coefficient in terms.items()
        if cell is not None and coefficient
    }
    sign = 1 if not named or named[min(named)] > 0 or identity.holds.relation != "==" else -1
    return identity.holds.relation, frozenset((*key, sign * k) for key, k in named.items())


def results() -> Iterator[tuple[str, Measure]]:
    """Each form that is measured, by its name."""
    for id in EDITIONS:
        blank, filled = (outline(compiled(id, filled=f), f"{id}.docx") for f in (False, True))
        yield f"{id}, compiled, blank", measured(drafted(blank), edition(id))
        yield f"{id}, compiled, with an example", measured(drafted(blank, filled), edition(id))
    for name in BY_HAND:
        form = outline((FORMS / name).read_bytes(), name)
        yield f"{name}, blank", measured(drafted(form), edition("disclosure-2021"))
        filled = outline(compiled("disclosure-2021", filled=True), "filled.docx")
        yield (
            f"{name}, with an example",
            measured(drafted(form, filled), edition("disclosure-2021")),
        )


def main() -> int:
    heads = ("headings", "labels", "merges", "types", "rules", "wrong rules")
    print(f"{'form':44}" + "".join(f"{head:>12}" for head in heads))
    for name, found in results():
        values = (getattr(found, head.replace(" ", "_")) for head in heads)
        print(f"{name:44}" + "".join(f"{value!s:>12}" for value in values))
    return 0


if __name__ == "__main__":
    sys.exit(main())
