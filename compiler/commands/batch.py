"""`nianbao batch`: the reports of many units → a folder each, and an overview of all."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from compiler.catalogue import w_outputs
from compiler.catalogue.u_work import NO_CLUSTER, NO_WORKBOOKS
from compiler.commands.answer import NOT_WRITTEN, Verdict, rendered, unreadable
from compiler.commands.arguments import Arguments
from compiler.commands.batch_round import Batch, one_round, seen
from compiler.commands.batch_written import (
    OVERVIEW,
    Written,
    context_of,
    left_from_before,
    write_overview,
)
from compiler.commands.exit_codes import DONE, ERRORS, STRICT_WARNINGS, UNUSABLE
from compiler.edges.files import is_folder, read_bytes, same_file
from compiler.edges.inbox import Digests, expanded, remove_leftovers
from compiler.edges.progress import progress
from compiler.edges.watching import changes
from compiler.edges.workers import Crew, cluster, processes
from compiler.office.overview import GOOD, Context, Line, verdict
from compiler.office.result import Setting
from compiler.office.roster import Roster
from compiler.office.told import told_lines
from compiler.pipeline import read_roster
from compiler.report.desk import Desk
from compiler.report.outcome import Outcome
from compiler.text.language import Text
from compiler.values.findings import Finding, Kind, Place, Values
from compiler.values.named_tuple import NamedTuple

_NO_PACKAGE = Text(
    "没有装这个程序包，可以用 pip install distributed 装上",
    "its package is not installed; pip install distributed",
)
_NO_ANSWER = Text("连接不上", "nobody answers")
_STOPPED = Text(
    "已经停下，做完的都在；再运行同一行命令，接着做。",
    "Stopped. What is done is kept; the same command goes on from here.",
)


def run(asked: Arguments, desk: Desk) -> int:
    refused = _refused(asked)
    if refused:
        return unreadable(asked.manner, *refused, verdict=NOT_WRITTEN)
    roster = _roster(asked, desk)
    if isinstance(roster, tuple):
        return unreadable(asked.manner, *roster, verdict=NOT_WRITTEN)
    crew = crew_of(asked)
    if isinstance(crew, Finding):
        return unreadable(asked.manner, crew, verdict=NOT_WRITTEN)
    batch = _batch(asked, crew, roster)
    try:
        if asked.watch:
            return _watched(asked, batch, desk)
        return answered(asked, batch, once(asked, batch, desk, Digests()))
    except KeyboardInterrupt:
        if not asked.quiet:
            sys.stderr.write(f"{_STOPPED.in_language(asked.lang)}\n")
        raise
    finally:
        crew.end()


def crew_of(asked: Arguments) -> Crew | Finding:
    """Who does the work."""
    if not asked.dask:
        return processes(asked.jobs)
    try:
        return cluster(asked.dask)
    except (ImportError, OSError, ValueError) as error:
        missing = isinstance(error, ImportError)
        values: Values = {"address": asked.dask, "reason": _NO_PACKAGE if missing else _NO_ANSWER}
        return Finding(NO_CLUSTER, values=values, words=asked.dask)


def _roster(asked: Arguments, desk: Desk) -> Roster | tuple[Finding, ...] | None:
    return read_roster(Path(asked.roster), desk) if asked.roster else None


def _batch(asked: Arguments, crew: Crew, roster: Roster | None) -> Batch:
    setting = Setting(
        asked.lang, asked.format, asked.strict, asked.pdf, os.environ.get("NIANBAO_FORMATS") or None
    )
    # Other machines have another folder to begin at.
    at = Path.cwd() if asked.dask else Path()
    paths = tuple(at / path for path in expanded(asked.paths))
    prior = at / asked.prior if asked.prior else None
    return Batch(paths, at / (asked.output or ""), setting, crew, prior, roster)


def _watched(asked: Arguments, batch: Batch, desk: Desk) -> int:
    """Until Ctrl-C, again whenever a file or the roster was saved; the last answer counts."""
    digests, code, now = Digests(), DONE, batch
    extra = [Path(asked.roster)] if asked.roster else []

    def look() -> tuple[object, ...]:
        return seen(batch), seen(batch._replace(paths=tuple(extra), prior=None))

    result: Whole | None = None
    try:
        for _ in changes(look):
            roster = _roster(asked, desk)
            if not isinstance(roster, tuple):  # else the one before it goes on
                now = batch._replace(roster=roster)
            result = once(asked, now, desk, digests)
            code = result.code if asked.json else answered(asked, now, result)
            sys.stdout.flush()
    except KeyboardInterrupt:
        if result is None:
            raise
    if result is not None and asked.json:
        answered(asked, now, result)
    return code


def _refused(asked: Arguments) -> list[Finding]:
    """What is wrong with the folders given; the one to be written is made if it is not there."""
    given = [*expanded(asked.paths), *([Path(asked.prior)] if asked.prior else [])]
    missing = [found for path in given if not is_folder(path) and (found := _unread(path))]
    output = Path(asked.output or "")
    if missing:
        return missing
    if any(is_folder(path) and same_file(output, path) for path in given):
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


class Whole(NamedTuple):
    """What came of one pass; `refused` is why there was none."""

    code: int
    written: Written = Written((), ())
    findings: tuple[Finding, ...] = ()
    refused: Finding | None = None
    context: Context = Context("zh")


def once(asked: Arguments, batch: Batch, desk: Desk, digests: Digests) -> Whole:
    """One pass over the folders."""
    remove_leftovers(batch.output)
    with progress(sys.stderr, asked.lang, quiet=asked.quiet) as told:
        round_ = one_round(batch, desk, digests, told)
    if not any(unit.source for unit in round_.units):
        folder = ", ".join(map(str, batch.paths))
        found = Finding(NO_WORKBOOKS, Place(file=folder), {"folder": folder})
        return Whole(UNUSABLE, refused=found)
    now = desk.now()
    today = now.date().isoformat() if isinstance(now, datetime) else ""
    context = context_of(batch, round_, desk, today)
    listed = batch.roster.findings if batch.roster else ()
    left = left_from_before(batch.output, round_.units, batch.setting)
    findings = (*listed, *round_.findings, *left)
    written = write_overview(batch, round_, context, findings)
    code = UNUSABLE if written.refused else exit_code(written.lines, strict=asked.strict)
    return Whole(code, written, findings, context=context)


def answered(asked: Arguments, batch: Batch, whole: Whole) -> int:
    """What is to be said of a pass."""
    if whole.refused is not None:
        return unreadable(asked.manner, whole.refused, verdict=NOT_WRITTEN)
    written, code = whole.written, whole.code
    if asked.json and not written.refused:
        sys.stdout.flush()
        sys.stdout.buffer.write((batch.output / OVERVIEW).read_bytes())
        sys.stdout.buffer.flush()
        return code
    said = verdict(written.lines, whole.context)
    text = rendered(
        asked.manner,
        Outcome.refused(*written.refused, *whole.findings),
        sys.stdout,
        verdicts=[Verdict(Text(said, said), code == DONE)],
        told=told_lines(written.lines, whole.context),
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
