"""Last year's report of each unit, found among many by body, edition and year.

Given units and what lies in a folder, gives the report before each; never the unit's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from compiler.catalogue.u_work import NO_LAST_YEAR
from compiler.office.found import Candidate, Unit
from compiler.text.labels import folded
from compiler.values.findings import Finding, Place, Values

_AGE = re.compile(r"[-_]?\d+$")


def last_year_of(units: Iterable[Unit], earlier: Sequence[Candidate]) -> Mapping[str, Candidate]:
    """By the unit's folder; of several that which was saved last."""
    known: dict[tuple[str, int | None], list[Candidate]] = {}
    for each in earlier:
        if each.whose and each.whose.agency:
            known.setdefault((folded(each.whose.agency), each.whose.year), []).append(each)
    return dict(_matched(units, known))


def _matched(
    units: Iterable[Unit], known: Mapping[tuple[str, int | None], list[Candidate]]
) -> Iterator[tuple[str, Candidate]]:
    for unit in units:
        if unit.source is None or unit.whose.year is None:
            continue
        names = [unit.whose.agency, unit.name, *(unit.entry.aliases if unit.entry else ())]
        year = unit.whose.year - 1
        found = [
            c for name in dict.fromkeys(map(folded, names)) for c in known.get((name, year), ())
        ]
        same = [c for c in found if _format(c) == unit.whose.format]
        # The edition before it is another id of the same kind of report.
        kindred = [c for c in found if _AGE.sub("", _format(c)) == _AGE.sub("", unit.whose.format)]
        best = max(same or kindred, key=lambda c: (c.saved, c.modified, c.path), default=None)
        if best is not None:
            yield unit.folder, best


def _format(candidate: Candidate) -> str:
    return candidate.whose.format if candidate.whose else ""


def no_last_year(unit: Unit, folder: str) -> Finding:
    year = str(unit.whose.year - 1) if unit.whose.year else "?"
    values: Values = {"folder": folder, "unit": unit.name, "year": year}
    place = Place(file=unit.source.path if unit.source else None)
    return Finding(NO_LAST_YEAR, place, values, words=unit.name)
