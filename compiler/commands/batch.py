"""`nianbao batch`: the reports of many units → a folder each, and an overview of all."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from compiler.catalogue import w_outputs
from compiler.catalogue.u_work import NO_WORKBOOKS
from compiler.commands.answer import NOT_WRITTEN, optional_path, rendered, unreadable
from compiler.commands.arguments import Arguments
from compiler.commands.batch_round import Batch, Round, one_round
from compiler.commands.batch_written import (
    OVERVIEW,
    Written,
    context_of,
    left_from_before,
    write_overview,
)
from compiler.commands.exit_codes import DONE, ERRORS, STRICT_WARNINGS, UNUSABLE
from compiler.edges.files import read_bytes, same_file
from compiler.edges.inbox import Digests, remove_leftovers
from compiler.edges.progress import progress
from compiler.edges.workers import Crew, processes
from compiler.office.overview import GOOD, Line, verdict
from compiler.office.result import Setting
from compiler.office.roster import Roster
from compiler.office.told import told_lines
from compiler.pipeline import read_roster
from compiler.report.desk import Desk
from compiler.report.outcome import Outcome
from compiler.values.findings import Finding, Kind, Place, Values


def run(asked: Arguments, desk: Desk) -> int:
    refused = _refused(asked)
    if refused:
        return unreadable(asked.manner, *refused, verdict=NOT_WRITTEN)
    roster = read_roster(Path(asked.roster), desk) if asked.roster else None
    if isinstance(roster, tuple):
        return unreadable(asked.manner, *roster, verdict=NOT_WRITTEN)
    crew = processes(asked.jobs)
    batch = _batch(asked, crew, roster)
    try:
        return once(asked, batch, desk, Digests())
    finally:
        crew.close(wait=False)


def _batch(asked: Arguments, crew: Crew, roster: Roster | None) -> Batch:
    setting = Setting(
        asked.lang, asked.format, asked.strict, asked.pdf, os.environ.get("NIANBAO_FORMATS") or None
    )
    paths = tuple(Path(path) for path in asked.paths)
    return Batch(paths, Path(asked.output or ""), setting, crew, optional_path(asked.prior), roster)


def _refused(asked: Arguments) -> list[Finding]:
    """What is wrong with the folders given; the one to be written is made if it is not there."""
    given = [Path(path) for path in (*asked.paths, *([asked.prior] if asked.prior else []))]
    missing = [found for path in given if not path.is_dir() and (found := _unread(path))]
    output = Path(asked.output or "")
    if missing:
        return missing
    if any(path.is_dir() and same_file(output, path) for path in given):
        return [_about(output, w_outputs.OUTPUT_IS_INPUT)]
    try:
        output.mkdir(exist_ok=True)
    except FileExistsError:
        return [_about(output, w_outputs.NOT_A_FOLDER)]
    except FileNotFoundError:
        return [_about(output, w_outputs.DESTINATION_MISSING)]
    except (OSError, ValueError):
        return [_about(output, w_outputs.DESTINATION_NOT_WRITABLE)]
    return []


def _unread(path: Path) -> Finding | None:
    data = read_bytes(path)
    return data if isinstance(data, Finding) else None


def _about(path: Path, kind: Kind) -> Finding:
    values: Values = {"file": str(path), "folder": str(path.parent), "lock": "", "number": ""}
    return Finding(kind, Place(file=str(path)), values)


def once(asked: Arguments, batch: Batch, desk: Desk, digests: Digests) -> int:
    """One pass over the folders, and what is to be said of it."""
    remove_leftovers(batch.output)
    with progress(sys.stderr, asked.lang, quiet=asked.quiet) as told:
        round_ = one_round(batch, desk, digests, told)
    if not any(unit.source for unit in round_.units):
        folder = ", ".join(map(str, batch.paths))
        found = Finding(NO_WORKBOOKS, Place(file=folder), {"folder": folder})
        return unreadable(asked.manner, found, verdict=NOT_WRITTEN)
    now = desk.now()
    today = now.date().isoformat() if isinstance(now, datetime) else ""
    context = context_of(batch, round_, desk, today)
    findings = _of_the_whole(batch, round_)
    written = write_overview(batch, round_, context, findings)
    return _answered(asked, batch, written, findings)


def _of_the_whole(batch: Batch, round_: Round) -> list[Finding]:
    """What is said of no unit: of the roster, and of folders that nobody needs."""
    listed = batch.roster.findings if batch.roster else ()
    return [*listed, *left_from_before(batch.output, round_.units, batch.setting)]


def _answered(asked: Arguments, batch: Batch, written: Written, findings: Sequence[Finding]) -> int:
    code = UNUSABLE if written.refused else exit_code(written.lines, strict=asked.strict)
    if asked.json and not written.refused:
        sys.stdout.flush()
        sys.stdout.buffer.write((batch.output / OVERVIEW).read_bytes())
        sys.stdout.buffer.flush()
        return code
    told = (*written.refused, *findings)
    text = rendered(
        asked.manner,
        Outcome.refused(*told),
        sys.stdout,
        verdict=verdict(written.lines, asked.lang),
        good=code == DONE,
        told=told_lines(written.lines, asked.lang),
        outputs=[str(path) for path in written.outputs],
    )
    sys.stdout.write(text)
    return code


def exit_code(lines: Sequence[Line], *, strict: bool) -> int:
    """A unit that is missing is a warning; any other that has no document is an error."""
    used = [line.status for line in lines if line.status != "superseded"]
    if any(status not in (*GOOD, "missing") for status in used):
        return ERRORS
    warned = any(status != "clean" for status in used)
    return STRICT_WARNINGS if warned and strict else DONE
