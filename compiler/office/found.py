"""A pile of workbooks sorted into units: which is whose, which of several versions counts.

Given what was found in the folders and whose each is, gives units with the version that is
used, the others told of by findings. Must not know the disk, nor what a report says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count

from compiler.catalogue import u_work as kinds
from compiler.office.roster import Entry, Roster
from compiler.report.whose import Whose
from compiler.text.file_names import file_name, fitting
from compiler.text.labels import folded
from compiler.text.language import Text
from compiler.values.findings import Finding, Place, Values
from compiler.values.named_tuple import NamedTuple

# Room for the folder before it and the file in it, within the 260 characters of Windows.
_LONGEST_FOLDER = 60
# What mail programs and file managers add to the name of a copy.
_COPIED = re.compile(
    r"(?:\s*[-_ ]*(?:副本|复件|拷贝|copy)\s*|\s*[（(]\d+[)）]\s*)+$"
    r"|^(?:copy of |(?:副本|复件|拷贝)\s*(?:[（(]\d+[)）])?)\s*",
    re.I,
)


class Candidate(NamedTuple):
    """One file: `modified` is its time in ISO 8601 and universal time, `folders` those between
    it and the folder that was given.
    """

    path: str
    name: str
    sha256: str
    modified: str
    folders: tuple[str, ...] = ()
    whose: Whose | None = None

    @property
    def saved(self) -> str:
        """When it was saved, as the workbook tells; else the time of the file."""
        return (self.whose.saved if self.whose else "") or self.modified


class Unit(NamedTuple):
    """`source` is the version that is used, None of a unit of which there is none."""

    name: str
    folder: str
    district: str
    source: Candidate | None
    entry: Entry | None = None
    older: tuple[Candidate, ...] = ()
    same: tuple[Candidate, ...] = ()

    @property
    def whose(self) -> Whose:
        return (self.source and self.source.whose) or Whose()


def stem_of(name: str) -> str:
    """A file's name without its ending and without what copying added to it."""
    stem = name.rpartition(".")[0] or name
    return _COPIED.sub("", stem).strip() or stem


def units_of(candidates: Iterable[Candidate], roster: Roster | None = None) -> tuple[Unit, ...]:
    """Units in the order of the roster, then of districts and names; those missing included."""
    given = list(candidates)
    entries = dict(_entries(given, roster))
    piles: dict[tuple[object, ...], list[Candidate]] = {}
    for each in given:
        piles.setdefault(_key(each, entries.get(each.path)), []).append(each)
    districts = _districts(given)
    found = [_unit(pile, districts, entries) for pile in piles.values()]
    found += _missing(found, roster)
    found.sort(key=lambda unit: _order(unit, roster))
    return tuple(_in_folders(found))


def _entries(candidates: Sequence[Candidate], roster: Roster | None) -> Iterator[tuple[str, Entry]]:
    """Who each file is in the roster, by its path. One that does not say whose it is goes by
    its own name, if nothing else came from there: it did come, even if nobody can read it.
    """
    if roster is None:
        return
    here = set()
    for each in candidates:
        if (agency := _agency(each)) and (entry := roster.entry(agency)):
            here.add(entry.name)
            yield each.path, entry
    for each in candidates:
        entry = None if _agency(each) else roster.entry(stem_of(each.name))
        if entry is not None and entry.name not in here:
            yield each.path, entry


def _agency(each: Candidate) -> str:
    return each.whose.agency if each.whose else ""


def _key(each: Candidate, entry: Entry | None) -> tuple[object, ...]:
    """What makes two files versions of one report; a file of nobody stands for itself."""
    agency, whose = _agency(each), each.whose or Whose()
    if entry is None and not agency:
        return (each.path,)
    return (entry.name if entry else folded(agency), whose.format, whose.year)


def _unit(
    pile: list[Candidate], districts: Mapping[str, str], entries: Mapping[str, Entry]
) -> Unit:
    ranked = sorted(pile, key=_rank, reverse=True)
    # Of one file that came several times, that to whose name nothing was added.
    best = next((e for e in ranked if _is_same(e, ranked[0]) and _is_plain(e)), ranked[0])
    rest = [each for each in ranked if each is not best and not _is_our_copy(each, best)]
    whose = best.whose or Whose()
    entry = entries.get(best.path)
    name = entry.name if entry else whose.agency or stem_of(best.name)
    district = entry.district if entry and entry.district else districts[best.path]
    same = tuple(each for each in rest if _is_same(each, best))
    older = tuple(each for each in rest if not _is_same(each, best))
    return Unit(name, "", district, best, entry, older, same)


def _is_same(each: Candidate, other: Candidate) -> bool:
    """Of files that cannot be opened nobody knows it."""
    return each.sha256 == other.sha256 != ""


def _is_our_copy(each: Candidate, best: Candidate) -> bool:
    """A marked copy in which nobody saved anything is no version of its own."""
    return _is_marked(each) and not _is_marked(best) and each.saved == best.saved


def without_our_copies(candidates: Sequence[Candidate]) -> list[Candidate]:
    """All but the marked copies, in which nobody saved anything, of others among them."""

    def version(each: Candidate) -> tuple[object, ...]:
        return (*_key(each, None), each.saved)

    originals = {version(each) for each in candidates if not _is_marked(each)}
    return [each for each in candidates if not _is_marked(each) or version(each) not in originals]


def _is_marked(each: Candidate) -> bool:
    return each.whose is not None and each.whose.marked


def _rank(each: Candidate) -> tuple[str, bool, str, bool, tuple[int, ...]]:
    """Saved last; of those saved at one time the original before its marked copy, the newer
    file, and the name to which nothing was added; then any, but always the same.
    """
    return (
        each.saved,
        not _is_marked(each),
        each.modified,
        _is_plain(each),
        tuple(-ord(c) for c in each.path),
    )


def _is_plain(each: Candidate) -> bool:
    return stem_of(each.name) == (each.name.rpartition(".")[0] or each.name)


def _districts(candidates: Sequence[Candidate]) -> dict[str, str]:
    """The first folder below the given one, where folders hold several files: else each unit
    has a folder of its own, and there are no districts.
    """
    firsts = Counter(each.folders[0] for each in candidates if each.folders)
    shared = any(count > 1 for count in firsts.values())
    return {e.path: e.folders[0] if shared and e.folders else "" for e in candidates}


def _missing(found: Sequence[Unit], roster: Roster | None) -> list[Unit]:
    here = {unit.entry.name for unit in found if unit.entry}
    entries = roster.entries if roster else ()
    return [
        Unit(entry.name, "", entry.district, None, entry)
        for entry in entries
        if entry.obliged and entry.name not in here
    ]


def _order(unit: Unit, roster: Roster | None) -> tuple[object, ...]:
    place = roster.entries.index(unit.entry) if roster and unit.entry else 1 << 30
    path = unit.source.path if unit.source else ""
    return place, unit.district, unit.name, unit.whose.year or 0, path


def _in_folders(units: Iterable[Unit]) -> Iterator[Unit]:
    """Each unit with a folder's name of its own, whatever the case of its letters."""
    taken: set[str] = set()
    for unit in units:
        plain = fitting(file_name(unit.name), most=_LONGEST_FOLDER) or "unit"
        names = [plain, *([f"{plain}（{unit.whose.year}年）"] if unit.whose.year else [])]
        numbered = (f"{plain}（{number}）" for number in count(2))
        name = next(n for n in chain(names, numbered) if folded(n).casefold() not in taken)
        taken.add(folded(name).casefold())
        yield unit._replace(folder=name)


# What is said of the pile


def pile_findings(unit: Unit) -> Iterator[Finding]:
    """Of the version that is used: that there are others."""
    if unit.source is not None and unit.older:
        others = [f"“{each.path}”" for each in unit.older]
        values: Values = {
            "unit": unit.name,
            "file": unit.source.path,
            "others": Text("、".join(others), ", ".join(others)),
        }
        place = Place(file=unit.source.path)
        yield Finding(kinds.SENT_TWICE, place, values, words=unit.name)


def superseded(unit: Unit) -> Iterator[tuple[Candidate, Finding]]:
    """The versions that are not used, each with the reason."""
    other = unit.source.path if unit.source else ""
    for kind, files in ((kinds.NEWER_VERSION, unit.older), (kinds.SAME_AGAIN, unit.same)):
        for each in files:
            values: Values = {"file": each.path, "unit": unit.name, "other": other}
            yield each, Finding(kind, Place(file=each.path), values, words=each.path)


def usual_of(units: Iterable[Unit]) -> tuple[str, int | None] | None:
    """The edition and year of most units; None where no two agree."""
    counted = Counter((u.whose.format, u.whose.year) for u in units if u.whose.format)
    most = counted.most_common(1)
    return most[0][0] if most and most[0][1] > 1 else None


def other_year(unit: Unit, usual: tuple[str, int | None] | None) -> Iterator[Finding]:
    """That a report is of another year or edition than most, and cannot be among them."""
    whose = unit.whose
    if unit.source is None or usual is None or not whose.format:
        return
    if (whose.format, whose.year) != usual:
        values: Values = {
            "year": str(whose.year or "?"),
            "format": whose.format,
            "usual": str(usual[1] or "?"),
            "most": usual[0],
        }
        place = Place(file=unit.source.path)
        yield Finding(kinds.OTHER_YEAR, place, values, words=f"{whose.year} {whose.format}")
