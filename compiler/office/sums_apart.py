"""Workbooks that add up others of the same pile are no units of it: else these count twice.

Given what was found, gives what is left without them, and what is said of them. What was put
together of units that are not here is a unit itself, as a district is to its province.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compiler.catalogue.u_work import SUM_OF_OTHERS
from compiler.office.found import Candidate
from compiler.report.whose import Whose
from compiler.text.first_few import first_few
from compiler.text.labels import folded
from compiler.values.findings import Finding, Place, Values

_Known = tuple[str, str, int | None]


def sums_apart(candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Finding]]:
    given = list(candidates)
    here = {_known(each.whose.agency, each.whose) for each in given if each.whose}
    left, findings = list[Candidate](), list[Finding]()
    for each in given:
        added = list(_among(each.whose, here)) if each.whose else []
        if each.whose and added:
            findings.append(_told(each, each.whose, added))
        else:
            left.append(each)
    return left, findings


def _known(name: str, whose: Whose) -> _Known:
    return folded(name), whose.format, whose.year


def _among(whose: Whose, here: set[_Known]) -> Iterator[str]:
    """Which of its units are here by themselves, besides what has its own name."""
    for name in whose.units:
        known = _known(name, whose)
        if known in here and known[0] != folded(whose.agency):
            yield name


def _told(each: Candidate, whose: Whose, added: Sequence[str]) -> Finding:
    values: Values = {
        "file": each.path,
        "count": str(len(whose.units)),
        "number": str(len(added)),
        "named": first_few(added),
    }
    return Finding(SUM_OF_OTHERS, Place(file=each.path), values, words=each.path)
