"""A report as a page draws it: its tables cell by cell, its paragraphs that findings are about.

Given a report and its findings; gives dictionaries for the template, bad and related cells
marked with the numbers of their findings. Must not know HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from compiler.document.compose import shown_figure
from compiler.format.declaration import Section
from compiler.format.form import Form
from compiler.format.grid import Grid, GridCell
from compiler.report.standing import Numbered, standing
from compiler.text.characters import one_line, printable
from compiler.values.diagnosis import Likely
from compiler.values.figures import Absent, FigureId
from compiler.values.findings import Finding, Place
from compiler.values.report import Report

_FIRST_LETTERS = 600
# More columns than this are drawn small, and printed on a page laid across.
_WIDE = 8


class Anchors:
    """The places that the page shows and a finding can lead to, and who speaks of them."""

    def __init__(
        self,
        findings: Sequence[Finding],
        named: Iterable[Place] = (),
        drawn: Iterable[Place] = (),
        likely: Sequence[Likely] = (),
    ) -> None:
        """`named` are places that causes and repairs speak of, `drawn` those of the picture,
        `likely` those that are probably wrong: what is due to them is related to them.
        """
        self._named = {_name(place) for place in named}
        self._drawn = {_name(place) for place in drawn}
        self._likely = {_name(each.place): "" for each in likely}
        due = {id: _name(each.place) for each in likely for id in each.findings}
        self._bad: dict[str, list[int]] = {}
        self._related: dict[str, list[int]] = {}
        self._severity: dict[str, str] = {}
        self._shown: set[str] = set()
        for number, finding in enumerate(findings, start=1):
            name = _name(finding.place)
            if other := due.get(finding.id):
                self._likely[other] = self._likely[other] or finding.level.value
            if name and name not in self._likely and finding.id in due:
                self._related.setdefault(name, []).append(number)
            elif name:
                self._bad.setdefault(name, []).append(number)
                self._severity.setdefault(name, finding.level.value)
            # A finding on a whole table names its cells beside it: those are the bad ones.
            whole = not name or name.startswith("s.")
            for place in finding.related:
                if other := _name(place):
                    (self._bad if whole else self._related).setdefault(other, []).append(number)
                    if whole:
                        self._severity.setdefault(other, finding.level.value)

    def of(self, place: Place) -> str:
        """The anchor of a place, "" for one that the page does not show."""
        name = _name(place)
        return name if name in self._shown else ""

    def show(self, name: str) -> dict[str, object]:
        """What a shown place carries: its name, the findings about it and its colour."""
        self._shown.add(name)
        bad, related = self._bad.get(name, []), self._related.get(name, [])
        named = name in self._named
        return {
            "anchor": name if bad or related or named or name in self._drawn else "",
            "numbers": [*dict.fromkeys((*bad, *related))],
            "named": named and not (bad or related),
            "likely": name in self._likely,
            "mark": self._likely.get(name)
            or self._severity.get(name, "related" if related or named else ""),
        }

    def speaks_of(self, name: str) -> bool:
        return name in self._bad or name in self._related


def sections_of(report: Report, form: Form, anchors: Anchors) -> list[dict[str, object]]:
    """Every section of tables, and of prose those with findings, in the order of the form.

    What stands between two tables of a section is shown below them.
    """
    sections = []
    for section in form.sections:
        own = _name(Place(section=section.id))
        said = standing(report.narrative.get(section.id, ()), section)
        above = _paragraphs(section, said[None], anchors)
        below = _paragraphs(section, chain(*(said[table] for table in section.tables)), anchors)
        if section.is_prose and not above and not anchors.speaks_of(own):
            continue
        grid = None if section.is_prose else form.grid(section)
        sections.append(
            {
                "heading": one_line(section.title),
                "rows": _rows(grid, report, form, anchors) if grid else [],
                "wide": bool(grid and grid.columns > _WIDE),
                "above": above,
                "below": below,
                **anchors.show(own),
            }
        )
    return sections


def _paragraphs(
    section: Section, said: Iterable[Numbered], anchors: Anchors
) -> list[dict[str, object]]:
    paragraphs = []
    for number, paragraph in said:
        name = _name(Place(section=section.id, paragraph=number))
        if anchors.speaks_of(name):
            text = printable(one_line(paragraph.text))
            short = text if len(text) <= _FIRST_LETTERS else text[:_FIRST_LETTERS] + "…"
            paragraphs.append({"text": short, **anchors.show(name)})
    return paragraphs


def _rows(
    grid: Grid, report: Report, form: Form, anchors: Anchors
) -> list[list[dict[str, object]]]:
    def view(cell: GridCell) -> dict[str, object]:
        # The last words before the figures stay in sight where a table is moved sideways.
        beside = cell.kind in ("label", "corner") and cell.column + cell.width == grid.label_columns
        return {**_cell(cell, report, form, anchors), "leaf": beside}

    return [[view(cell) for cell in row] for row in grid.by_row()]


def _cell(cell: GridCell, report: Report, form: Form, anchors: Anchors) -> dict[str, object]:
    view: dict[str, object] = {
        "tag": "td" if cell.figure else "th",
        "kind": cell.kind,
        "height": cell.height,
        "width": cell.width,
        "blank": False,
        "text": cell.text,
    }
    if cell.figure is None:
        return view | {"anchor": "", "numbers": [], "named": False, "likely": False, "mark": ""}
    quantity = report.figures[cell.figure]
    view["text"] = one_line(shown_figure(cell.figure, quantity, form))
    view["blank"] = quantity is Absent.BLANK
    return view | anchors.show(_figure_name(cell.figure))


def _figure_name(figure: FigureId) -> str:
    return f"c.{figure.table}.{figure.row}.{figure.column}"


def _name(place: Place) -> str:
    """The name of the anchor of a place: a cell, a paragraph or a section; else none."""
    if place.table and place.row and place.column:
        return f"c.{place.table}.{place.row}.{place.column}"
    if place.section and place.paragraph is not None:
        return f"p.{place.section}.{place.paragraph}"
    return f"s.{place.section}" if place.section else ""
