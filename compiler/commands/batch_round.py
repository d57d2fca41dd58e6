"""One pass over the folders: what lies there, whose it is, what must be done, and its doing.

Given what is asked for, gives the units with what became of each; everything is on the disk
when it ends. What was done before and is unchanged is not done again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from compiler import __version__
from compiler.commands.unit_work import (
    Done,
    do_each,
    lost,
    outputs_in,
    record_in,
    result_path,
    whose_each,
)
from compiler.edges.files import write_atomically
from compiler.edges.inbox import REPORTS, STATE, WORKBOOKS, Digests, Lying, lying_in
from compiler.edges.workers import Crew, Lost, worked
from compiler.format.declaration import Declaration
from compiler.office.found import Candidate, Unit, units_of
from compiler.office.result import Setting, Work, key_of
from compiler.office.roster import Roster
from compiler.office.sums_apart import sums_apart
from compiler.office.year_before import last_year_of
from compiler.report.desk import Desk, declaration_of
from compiler.report.whose import Whose
from compiler.values.findings import Finding
from compiler.values.named_tuple import NamedTuple

Known = dict[str, Whose]
# Which unit is done, how many there are to do.
Told = Callable[[str, int], None]


class Batch(NamedTuple):
    """What is asked for."""

    paths: tuple[Path, ...]
    output: Path
    setting: Setting
    crew: Crew
    prior: Path | None = None
    roster: Roster | None = None


class Round(NamedTuple):
    """Units in their order, each with the work that it is and last year's report, if any;
    `findings` are of what lay there and is no unit.
    """

    units: tuple[Unit, ...]
    works: Mapping[str, Work]
    priors: Mapping[str, Candidate]
    done: int
    findings: tuple[Finding, ...] = ()


def one_round(batch: Batch, desk: Desk, digests: Digests, told: Told) -> Round:
    known = _known(batch.output)
    _remember(batch.output, known)  # from now on the folder is ours
    candidates = _candidates([*batch.paths], WORKBOOKS, batch, digests, known)
    earlier = _candidates([batch.prior], REPORTS, batch, digests, known) if batch.prior else []
    here = {each.sha256 for each in (*candidates, *earlier)}
    _remember(batch.output, {digest: known[digest] for digest in here & known.keys()})
    candidates, sums = sums_apart(candidates)
    units = units_of(candidates, batch.roster)
    priors = last_year_of(units, earlier)
    works = _works(units, priors, batch, desk)
    waiting = [work for work in works.values() if not _is_done(work, batch.setting)]
    done = 0
    for _ in _all_done(waiting, batch, told):
        done += 1
    # What the overview needs of memory is what they held.
    batch.crew.close()
    return Round(units, works, priors, done, tuple(sums))


def seen(batch: Batch) -> tuple[tuple[Path, tuple[int, int]], ...]:
    """All that a round would look at, with sizes and times."""
    lying = [*lying_in(batch.paths, batch.output)]
    lying += lying_in([batch.prior], batch.output, REPORTS) if batch.prior else []
    return tuple((each.path, each.stamp) for each in lying)


def _all_done(waiting: Sequence[Work], batch: Batch, told: Told) -> Iterator[Done]:
    told("", len(waiting))
    items = [(work, batch.setting) for work in waiting]
    for (work, setting), result in worked(items, do_each, batch.crew):
        done = lost(work, setting) if isinstance(result, Lost) else result
        told(done.name, len(waiting))
        yield done


def _candidates(
    paths: Sequence[Path], endings: Sequence[str], batch: Batch, digests: Digests, known: Known
) -> list[Candidate]:
    """What lies there, each with whose it is; only what was not seen before is looked into."""
    lying = list(lying_in(paths, batch.output, endings))
    found = [_candidate(each, digests) for each in lying]
    asked = list(
        {c.sha256: (c.path, batch.setting) for c in found if c.sha256 not in known}.values()
    )
    by_path = dict(worked(asked, whose_each, batch.crew))
    for each in found:
        whose = by_path.get((each.path, batch.setting))
        if each.sha256 and isinstance(whose, Whose):
            known[each.sha256] = whose
    return [each._replace(whose=known.get(each.sha256)) for each in found]


def _candidate(lying: Lying, digests: Digests) -> Candidate:
    path = lying.path
    return Candidate(str(path), path.name, digests.of(lying), lying.modified, lying.folders)


def _works(
    units: Sequence[Unit], priors: Mapping[str, Candidate], batch: Batch, desk: Desk
) -> dict[str, Work]:
    """What is to be done of each unit that there is, by its folder."""
    declared: dict[str, str] = {}
    works = {}
    for unit in units:
        if unit.source is None:
            continue
        own = unit.whose.format
        if own not in declared:
            found = declaration_of(own, desk.shelf, batch.setting.wanted)
            declared[own] = found.digest if isinstance(found, Declaration) else ""
        prior = priors.get(unit.folder)
        works[unit.folder] = Work(
            unit.source.path,
            unit.source.sha256,
            str(batch.output / unit.folder),
            unit.name,
            declared[own],
            prior.path if prior else "",
            prior.sha256 if prior else "",
        )
    return works


def _is_done(work: Work, setting: Setting) -> bool:
    """An earlier run did it with the same inputs, and all that it wrote is there."""
    result = result_path(work.folder, setting)
    record = record_in(result)
    if record is None or record["key"] != key_of(work, setting):
        return False
    return all((result.parent / name).is_file() for name in outputs_in(result))


# What is remembered from run to run


def _known(output: Path) -> Known:
    """Whose each file is, by its digest, as an earlier run of this version found out."""
    try:
        content = json.loads((output / STATE).read_bytes())
        if content["nianbao"] != __version__:
            return {}
        known = {digest: Whose(*whose) for digest, whose in content["whose"].items()}
        return {digest: whose._replace(units=tuple(whose.units)) for digest, whose in known.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _remember(output: Path, known: Known) -> None:
    content = {"nianbao": __version__, "whose": dict(sorted(known.items()))}
    data = json.dumps(content, ensure_ascii=False, indent=0).encode("utf-8", "backslashreplace")
    path = output / STATE
    with suppress(OSError):
        if path.read_bytes() == data:
            return
    write_atomically(path, data)
