"""`nianbao PATH…`, and files dropped on its icon: each report checked, and what comes next."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from compiler import __version__
from compiler.catalogue.u_work import NO_WORKBOOKS
from compiler.commands.answer import Verdict, answer, exit_code, print_json, rendered, verdict_of
from compiler.commands.arguments import Arguments, Manner
from compiler.commands.exit_codes import (
    DONE,
    ERRORS,
    INTERNAL,
    STRICT_WARNINGS,
    UNUSABLE,
)
from compiler.commands.next_step import Step, offered, steps_after, steps_after_many
from compiler.commands.own_faults import fault_finding
from compiler.edges.console import terminal_width
from compiler.edges.files import is_folder
from compiler.edges.inbox import Lying, expanded, lying_in
from compiler.edges.progress import progress
from compiler.office.found import Candidate, stem_of, without_our_copies
from compiler.office.overview import Context, tally
from compiler.output.record import Record, counts, finding_record
from compiler.pipeline import check_report, whose
from compiler.report.desk import Desk
from compiler.report.order import ordered
from compiler.report.outcome import Outcome
from compiler.report.whose import Whose
from compiler.text.characters import one_line
from compiler.text.language import Language, Text
from compiler.values.diagnosis import NOTHING
from compiler.values.findings import Finding, Place, status
from compiler.values.named_tuple import NamedTuple

_GRAVEST_LAST = (DONE, STRICT_WARNINGS, ERRORS, UNUSABLE, INTERNAL)
# Of so many all that is wrong is told; of more, one line each.
_IN_FULL = 5
# Reports: a process that checks one puts off looking for garbage, and that of many piles up.
_SWEPT_AFTER = 16

_FAILED = Text("没有做完。", "It was not done.")
_NEXT = Text("接下来：", "Next: ")
_ALL = Text("共 {0} 份：{1}。", "{0} reports: {1}.")
_OF = Text("{0}：{1}", "{0}: {1}")


class Looked(NamedTuple):
    """What became of one path; `code` is the exit code that it means."""

    path: Path
    outcome: Outcome
    status: str
    code: int

    @property
    def good(self) -> bool:
        return self.code == DONE


def run(asked: Arguments, desk: Desk) -> int:
    paths = _reports(asked, desk)
    looked = (_looked_at(path, asked, desk) for path in paths)
    if asked.json:
        return _as_data(asked.manner, looked, len(paths))
    if len(paths) == 1:
        return _alone(asked.manner, *looked)
    return _together(asked, looked, len(paths))


def _reports(asked: Arguments, desk: Desk) -> list[Path]:
    """What is to be checked; a folder in which nothing lies stands for itself, to be told of.
    What is named is checked whatever it is; in a folder our marked copies are no other reports.
    """
    found: list[Path] = []
    for path in expanded(asked.paths):
        inside = _sent(lying_in([path], None), asked, desk) if is_folder(path) else []
        found += inside or [path]
    return found


def _sent(lying: Iterable[Lying], asked: Arguments, desk: Desk) -> list[Path]:
    candidates = [
        Candidate(
            str(each.path), each.path.name, "", each.modified, each.folders,
            _whose(each.path, asked, desk),
        )
        for each in lying
    ]  # fmt: skip
    return [Path(each.path) for each in without_our_copies(candidates)]


def _whose(path: Path, asked: Arguments, desk: Desk) -> Whose | None:
    """Only of what can be a marked copy or its original; what is wrong with it is told later."""
    if path.suffix.lower() != ".xlsx":
        return None
    with suppress(Exception):
        return whose(path, desk, asked.format)
    return None


def _looked_at(path: Path, asked: Arguments, desk: Desk) -> Looked:
    """Whatever is wrong with one, even with nianbao itself, the others are looked at."""
    try:
        if is_folder(path):
            nothing = Finding(NO_WORKBOOKS, Place(file=str(path)), {"folder": str(path)})
            return Looked(path, Outcome.refused(nothing), "unreadable", UNUSABLE)
        outcome = check_report(path, desk, asked.format)
    except Exception as fault:
        return Looked(path, Outcome.refused(fault_finding(fault)), "failed", INTERNAL)
    if outcome.report is None:
        return Looked(path, outcome, "unreadable", UNUSABLE)
    code = exit_code(asked.manner, outcome.findings)
    return Looked(path, outcome, status(outcome.findings), code)


def _gravest(codes: Sequence[int]) -> int:
    return max(codes, key=_GRAVEST_LAST.index, default=DONE)


# One


def _alone(manner: Manner, looked: Looked) -> int:
    answer(manner, looked.outcome, verdicts=[_verdict(manner, looked)])
    if not manner.quiet:
        steps = steps_after([(looked.path, looked.outcome, looked.good)], manner.language)
        _say_next(steps, manner.language)
    return looked.code


def _say_next(steps: Iterator[Step], language: Language) -> None:
    for step in steps:
        said = _NEXT.in_language(language) + step.said.in_language(language)
        sys.stdout.write(offered(said, step.commands, terminal_width(sys.stdout)))


# Several


def _together(asked: Arguments, looked: Iterator[Looked], number: int) -> int:
    """Each as soon as it is checked, and all of them in short at the end, where it is seen."""
    manner, in_full = asked.manner, number <= _IN_FULL
    told: list[tuple[Path, Outcome, bool]] = []
    codes, statuses = [], []
    for each in looked:
        shown = each.outcome
        if not in_full:
            shown = shown._replace(findings=(), diagnosis=NOTHING)
        text = rendered(
            manner, shown, sys.stdout, verdicts=[_of(each.path, _verdict(manner, each))]
        )
        sys.stdout.write(text + ("\n" if in_full else ""))
        sys.stdout.flush()
        codes.append(each.code)
        statuses.append(each.status)
        told.append((each.path, each.outcome if in_full else Outcome.refused(), each.good))
        if len(codes) % _SWEPT_AFTER == 0:
            gc.collect()
    code = _gravest(codes)
    whole = [Verdict(_in_short(statuses, manner), code == DONE)]
    sys.stdout.write(
        ("" if in_full else "\n") + rendered(manner, Outcome.refused(), sys.stdout, verdicts=whole)
    )
    if not manner.quiet:
        bad = [path for path, _, good in told if not good]
        several = steps_after_many(asked.paths, bad, manner.language)
        _say_next(steps_after(told, manner.language) if in_full else several, manner.language)
    return code


def _verdict(manner: Manner, each: Looked) -> Verdict:
    """Whether it can go out."""
    if each.status == "failed":
        return Verdict(_FAILED, good=False)
    outcome = each.outcome
    return verdict_of(manner, outcome.findings, unreadable=outcome.report is None)


def _of(path: Path, verdict: Verdict) -> Verdict:
    said, name = verdict.said, one_line(str(path))
    return verdict._replace(said=Text(_OF.zh.format(name, said.zh), _OF.en.format(name, said.en)))


def _in_short(statuses: Sequence[str], manner: Manner) -> Text:
    parts = []
    for language in ("zh", "en"):
        context = Context(language, strict=manner.strict)
        parts.append([f"{context.word(name)} {n}" for name, n in tally(statuses).items() if n])
    zh, en = parts
    number = len(statuses)
    return Text(_ALL.zh.format(number, "，".join(zh)), _ALL.en.format(number, ", ".join(en)))


# As data


def _as_data(manner: Manner, looked: Iterator[Looked], number: int) -> int:
    """As `batch` tells of units."""
    units, codes = list[Record](), list[int]()
    with progress(sys.stderr, manner.language, quiet=manner.quiet) as told:
        told("", number)
        for each in looked:
            units.append(_unit(each, manner.language))
            codes.append(each.code)
            told(each.path.name, number)
    content: Mapping[str, object] = {
        "nianbao": __version__,
        "counts": tally(str(unit["status"]) for unit in units),
        "findings": [],
        "units": units,
    }
    return print_json(content, _gravest(codes))


def _unit(each: Looked, language: Language) -> Record:
    outcome = each.outcome
    known = ordered(outcome.findings, outcome.form)
    return {
        "name": (outcome.report and outcome.report.name) or stem_of(each.path.name),
        "source": str(each.path),
        "status": each.status,
        "counts": counts(known),
        "findings": [finding_record(finding, language) for finding in known],
        "outputs": [],
    }
