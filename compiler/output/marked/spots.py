"""Which cells of the workbook are marked, in which colour, and what is said at each.

Given findings and likely causes; gives marks by sheet and cell. Must not know markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from compiler.ooxml.cells.address import parse_cell
from compiler.output.marked.looks import OWN, RELATED
from compiler.values.dataclass import dataclass
from compiler.values.diagnosis import Cause, Likely
from compiler.values.findings import Finding, Place, Severity

_Key = tuple[str, tuple[int, int]]


@dataclass(frozen=True)
class Mark:
    """One cell's colour, the findings that stand at it, the causes that name it, and that it is
    the one that is probably wrong.

    With none of them it is only related to what is wrong elsewhere.
    """

    colour: str
    findings: tuple[Finding, ...]
    causes: tuple[Cause, ...]
    likely: Likely | None = None


def marks_of(
    file: str, findings: Sequence[Finding], causes: Sequence[Cause], likely: Sequence[Likely] = ()
) -> dict[str, dict[tuple[int, int], Mark]]:
    """By sheet; a cell's own findings weigh more than what it is related to, but those that are
    due to another cell no more.
    """
    own: dict[_Key, list[Finding]] = {}
    related: dict[_Key, list[Finding]] = {}
    for finding in findings:
        # A finding on a whole table names its cells beside it: those are the bad ones.
        beside = related if finding.place.cell else own
        for place, group in [(finding.place, own), *((p, beside) for p in finding.related)]:
            if key := _key(place, file):
                group.setdefault(key, []).append(finding)
    named: dict[_Key, list[Cause]] = {}
    explained = _explained(findings)
    for cause in causes:
        for place in cause.places:
            if key := _key(place, file):
                named.setdefault(key, []).append(cause)
                theirs = [f for id in cause.findings for f in explained.get(id, ())]
                related.setdefault(key, []).extend(theirs)
    wrong = {key: each for each in likely if (key := _key(each.place, file))}
    due_elsewhere = {id for each in wrong.values() for id in each.findings}
    marks: dict[str, dict[tuple[int, int], Mark]] = {}
    for key in {**wrong, **own, **related}:
        here = own.get(key, [])
        if key in wrong:
            theirs = [f for id in wrong[key].findings for f in explained.get(id, ())]
            colour = OWN[_gravest([*here, *theirs])]
        elif of_itself := [f for f in here if f.id not in due_elsewhere]:
            colour = OWN[_gravest(of_itself)]
        else:
            colour = RELATED[_gravest(here or related[key])]
        mark = Mark(colour, tuple(here), tuple(named.get(key, ())), wrong.get(key))
        marks.setdefault(key[0], {})[key[1]] = mark
    return marks


def _explained(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    by_id: dict[str, list[Finding]] = {}
    for finding in findings:
        by_id.setdefault(finding.id, []).append(finding)
    return by_id


def _key(place: Place, file: str) -> _Key | None:
    """None for what is no cell, and for last year's report, which has cells too."""
    at = parse_cell(place.cell or "")
    here = place.file is None or PurePath(place.file).name == file
    return (place.sheet, at) if place.sheet and at and here else None


def _gravest(findings: Iterable[Finding]) -> Severity:
    levels = (Severity.ADVICE if finding.explained else finding.level for finding in findings)
    return min(levels, key=lambda level: level.rank, default=Severity.ERROR)
