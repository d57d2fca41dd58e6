"""One unit of a batch, from its workbook to the files in its folder; done in any process.

Given a chunk of work, does each and gives what little of it the one that asked must know.
Whatever is wrong with one unit is its own finding. The result is written last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

from compiler.catalogue import u_work as kinds
from compiler.catalogue.i_internal import FAULT
from compiler.commands.own_faults import fault_finding
from compiler.edges.files import default_output, write_atomically
from compiler.edges.limited import OverLimitError, TooLongError, limited
from compiler.edges.machine import desk_of
from compiler.edges.shelf import shelf_of
from compiler.office.result import NAMES, Setting, Work, key_of, opened, result_record
from compiler.output.record import dumps
from compiler.pipeline import compile_report, mark, whose
from compiler.report.desk import Desk
from compiler.report.outcome import Outcome
from compiler.report.whose import Whose
from compiler.text.file_names import fitting
from compiler.values.findings import Finding, Place, Values, status
from compiler.values.limits import UNIT_MEMORY, UNIT_SECONDS
from compiler.values.named_tuple import NamedTuple


class Done(NamedTuple):
    """What became of a unit, in short."""

    name: str
    status: str


def whose_each(chunk: Sequence[tuple[str, Setting]]) -> list[Whose | None]:
    """Whose the workbook at each path is."""
    return [_whose(path, setting) for path, setting in chunk]


def _whose(path: str, setting: Setting) -> Whose | None:
    try:
        with _limits():
            return whose(Path(path), _desk(setting), setting.wanted)
    except (OverLimitError, Exception):  # what is wrong with it is told where it is read
        return None


def do_each(chunk: Sequence[tuple[Work, Setting]]) -> list[Done]:
    """Every unit done, its files in its folder."""
    return [done(work, setting) for work, setting in chunk]


def done(work: Work, setting: Setting) -> Done:
    desk, read = _reading_once(_desk(setting))
    source = Path(work.source)
    marked = None
    try:
        with _limits():
            prior = Path(work.prior) if work.prior else None
            outcome = compile_report(source, desk, setting.wanted, prior, strict=setting.strict)
            if outcome.document is None and source in read:
                marked = mark(outcome, read[source], source.name, strict=setting.strict)
    except OverLimitError as over:
        outcome = Outcome.refused(over_limit(over, work.source))
    except Exception as fault:
        outcome = Outcome.refused(fault_finding(fault))
    return _written(work, setting, outcome, marked)


def over_limit(over: OverLimitError, source: str) -> Finding:
    limit, kind = UNIT_MEMORY, kinds.TOOK_TOO_MUCH
    if isinstance(over, TooLongError):
        limit, kind = UNIT_SECONDS, kinds.TOOK_TOO_LONG
    values: Values = {"file": source, "limit": limit.measured(limit.most * limit.scale)}
    return Finding(kind, Place(file=source), values)


def _limits() -> AbstractContextManager[None]:
    return limited(UNIT_SECONDS.most, UNIT_MEMORY.most * UNIT_MEMORY.scale)


def _desk(setting: Setting) -> Desk:
    named = {"NIANBAO_FORMATS": setting.formats} if setting.formats else {}
    return desk_of(setting.language)._replace(shelf=shelf_of(named))


def _reading_once(desk: Desk) -> tuple[Desk, dict[Path, bytes]]:
    """A desk at which each file is read once, so that what is marked is what was checked."""
    kept: dict[Path, bytes] = {}

    def read(path: Path) -> bytes | Finding:
        if path not in kept:
            data = desk.read(path)
            if isinstance(data, Finding):
                return data
            kept[path] = data
        return kept[path]

    return desk._replace(read=read), kept


def lost(work: Work, setting: Setting) -> Done:
    """Of a unit that ended its process twice: what is told of it, and nothing else."""
    place, values = Place(file=work.source), {"file": work.source}
    return _written(work, setting, Outcome.refused(Finding(kinds.WORKER_DIED, place, values)), None)


def _written(work: Work, setting: Setting, outcome: Outcome, marked: bytes | None) -> Done:
    """The outputs, then the result; what an earlier run wrote besides is removed before it."""
    folder, result = Path(work.folder), result_path(work.folder, setting)
    files, wanting = _files(work, setting, outcome, marked)
    with suppress(OSError):  # the writing says why
        folder.mkdir(exist_ok=True)
    earlier = outputs_in(result)
    refused = _claimed(result, earlier, list(files), setting)
    for name, data in files.items() if refused is None else ():
        refused = refused or write_atomically(folder / name, data, [Path(work.source)])
    for name in set(earlier) - set(files):
        with suppress(OSError):
            (folder / name).unlink()
    told = (*([refused] if refused else []), *wanting, *outcome.findings)
    outcome = outcome._replace(findings=told)
    became = "failed" if refused else _status(outcome)
    again = bool(wanting) or became == "failed"
    key = "" if again else key_of(_as_read(work, outcome), setting)
    content = result_record(outcome, key, became, list(files), setting.language)
    refused = write_atomically(result, dumps(content))
    return Done(work.name, "failed" if refused else became)


def _claimed(
    result: Path, earlier: Sequence[str], names: Sequence[str], setting: Setting
) -> Finding | None:
    """Before files of other names are written it is written down that they are ours: a run that
    is killed leaves nothing that the next one does not know.
    """
    if set(names) <= set(earlier):
        return None
    every = [*dict.fromkeys((*earlier, *names))]
    content = result_record(Outcome.refused(), "", "failed", every, setting.language)
    return write_atomically(result, dumps(content))


def _status(outcome: Outcome) -> str:
    stopped = {kinds.TOOK_TOO_LONG, kinds.TOOK_TOO_MUCH, kinds.WORKER_DIED, FAULT}
    if not outcome.proven or any(finding.kind in stopped for finding in outcome.findings):
        return "failed"
    return status(outcome.findings) if outcome.report is not None else "unreadable"


def _as_read(work: Work, outcome: Outcome) -> Work:
    """It may have been saved since it was found: then the next run does it again."""
    report = outcome.report
    return work._replace(sha256=report.origin.source.sha256) if report else work


def result_path(folder: str, setting: Setting) -> Path:
    return Path(folder, NAMES["result"].in_language(setting.language))


def outputs_in(result: Path) -> Sequence[str]:
    """The names of the files that an earlier run wrote beside its result."""
    record = record_in(result)
    named = record["outputs"] if record else ()
    return [name for name in named if isinstance(name, str) and Path(name).name == name]


def record_in(result: Path) -> Mapping[str, Any] | None:
    """What an earlier run wrote down; None where there is nothing whole."""
    try:
        return opened(result.read_bytes())
    except OSError:
        return None


def _files(
    work: Work, setting: Setting, outcome: Outcome, marked: bytes | None
) -> tuple[dict[str, bytes], list[Finding]]:
    """What is to be written, by name, and what was asked for and cannot be had."""
    folder = Path(work.folder)
    if marked is not None:
        ending = NAMES["marked"].in_language(setting.language)
        return {f"{fitting(folder.name, ending)}-{ending}": marked}, []
    if outcome.document is None:
        return {}, []
    document = default_output(folder / "-", outcome.title, ".docx")
    files = {document.name: outcome.document}
    if not setting.pdf:
        return files, []
    from compiler.edges.libreoffice import rendered_pdf

    pdf = rendered_pdf(outcome.document)
    if isinstance(pdf, bytes):
        return files | {document.with_suffix(".pdf").name: pdf}, []
    return files, [Finding(kinds.NO_PDF, Place(file=work.source), {"reason": pdf})]
