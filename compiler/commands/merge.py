"""`nianbao merge`: the reports of many units → the workbook of all of them."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from compiler.catalogue import u_merging as kinds
from compiler.catalogue.u_work import NO_WORKBOOKS
from compiler.commands.answer import (
    NOT_WRITTEN,
    Verdict,
    answer,
    optional_path,
    refuse,
    unreadable,
    verdict_of,
    wrong_ending,
)
from compiler.commands.arguments import Arguments
from compiler.commands.exit_codes import ERRORS
from compiler.edges.files import (
    default_output,
    is_folder,
    output_at,
    read_bytes,
    refusal,
    same_file,
    write_atomically,
)
from compiler.edges.inbox import REPORTS, WORKBOOKS, Digests, expanded, lying_in
from compiler.edges.progress import progress
from compiler.format.declaration import Declaration
from compiler.office.found import Candidate, Unit, pile_findings, superseded, units_of, usual_of
from compiler.office.merging import (
    Contribution,
    Merged,
    as_unit,
    merged,
    part_name,
    parted,
    too_many_lines,
)
from compiler.office.roster import Roster, missing_finding
from compiler.office.sums_apart import sums_apart
from compiler.office.year_before import last_year_of, no_last_year
from compiler.pipeline import check_report, read, read_prior, read_roster, whose
from compiler.report.bounds import refusal as over_limit
from compiler.report.desk import Desk, declaration_of
from compiler.report.outcome import Outcome
from compiler.report.prior import Prior
from compiler.report.reading import Reading
from compiler.text.language import Text
from compiler.values.dataclass import replace
from compiler.values.findings import Finding, Place, Severity, Values, counted
from compiler.values.limits import OPEN_LINES
from compiler.values.named_tuple import NamedTuple
from compiler.values.origin import Origin
from compiler.workbook.form.make import write_form

_MERGED = Text("合并", "merged")
Usual = tuple[str, int | None]
# So many workbooks that were read are held at most, whatever refers to itself in them.
_SWEPT_AFTER = 16


class Sorted(NamedTuple):
    """The units that are added, and what is said of all that lay there."""

    added: tuple[Contribution, ...]
    left: tuple[str, ...]
    findings: tuple[Finding, ...]
    missing: tuple[str, ...] = ()


def run(asked: Arguments, desk: Desk) -> int:
    folders = expanded(asked.paths)
    output = output_at(asked.output or "", Path(_named(asked)))
    if refused := _refused(asked, folders, output, desk):
        return unreadable(asked.manner, *refused, verdict=NOT_WRITTEN)
    roster = read_roster(Path(asked.roster), desk) if asked.roster else None
    if isinstance(roster, tuple):
        return unreadable(asked.manner, *roster, verdict=NOT_WRITTEN)
    lying, sums = sums_apart(_candidates(folders, WORKBOOKS, output, desk, asked.format))
    units = units_of(lying, roster)
    usual = _usual(units, asked)
    declaration = declaration_of(usual[0], desk.shelf, asked.format) if usual else None
    if usual is None or not isinstance(declaration, Declaration):
        folder = ", ".join(map(str, folders))
        nothing = Finding(NO_WORKBOOKS, Place(file=folder), {"folder": folder})
        found = declaration if isinstance(declaration, tuple) else (nothing,)
        return unreadable(asked.manner, *found, verdict=NOT_WRITTEN)
    said = (*(roster.findings if roster else ()), *sums)
    sorted_ = _sorted(units, usual, asked, desk)
    sorted_ = sorted_._replace(findings=(*said, *sorted_.findings, *_listed(units, roster, desk)))
    if not sorted_.added:
        findings = (Finding(kinds.NOTHING_MERGED, Place()), *sorted_.findings)
        verdicts = [Verdict(NOT_WRITTEN, good=False)]
        return answer(asked.manner, Outcome.refused(*findings), verdicts=verdicts)
    return _written(sorted_, declaration, usual, asked, output)


def _named(asked: Arguments) -> str:
    """What the workbook is called in a folder: whose it is, as far as that was said."""
    return default_output(Path(), asked.agency or _MERGED.in_language(asked.lang), ".xlsx").name


def _refused(asked: Arguments, folders: Sequence[Path], output: Path, desk: Desk) -> list[Finding]:
    given = [*folders, *([Path(asked.prior)] if asked.prior else [])]
    missing = [read_bytes(path) for path in given if not is_folder(path)]
    unread = [found for found in missing if isinstance(found, Finding)]
    files = [path for path in folders if path.is_file()]
    refused = wrong_ending(output, ".xlsx") or refusal(output, files) or _written_in(output, desk)
    return [*unread, *([refused] if refused else [])]


def _candidates(
    paths: Sequence[Path], endings: Sequence[str], output: Path, desk: Desk, wanted: str | None
) -> list[Candidate]:
    """What lies there and whose it is; what an earlier run wrote is none of it."""
    digests, found = Digests(), []
    for number, lying in enumerate(lying_in(paths, None, endings)):
        _swept(number)
        path = lying.path
        if same_file(path, output) or _is_part(path, output):
            continue
        digest, said = digests.of(lying), whose(path, desk, wanted)
        found.append(Candidate(str(path), path.name, digest, lying.modified, lying.folders, said))
    return found


def _is_part(path: Path, output: Path) -> bool:
    number = path.stem.removeprefix(f"{output.stem}-")
    beside = path.resolve().parent == output.resolve().parent
    return beside and path.stem != number and number.isascii() and number.isdigit()


def _usual(units: Sequence[Unit], asked: Arguments) -> Usual | None:
    """What is merged: as it is asked for, else the edition and year of most units."""
    known = [unit for unit in units if unit.whose.format]
    if asked.year:
        known = [unit for unit in known if unit.whose.year == asked.year] or known
    first = next(((unit.whose.format, unit.whose.year) for unit in known), None)
    usual = usual_of(known) or first
    return (usual[0], asked.year or usual[1]) if usual else None


def _sorted(units: Sequence[Unit], usual: Usual, asked: Arguments, desk: Desk) -> Sorted:
    """Reads every unit's report, one after the other."""
    priors = _priors(units, asked, desk)
    here = [unit for unit in units if unit.source]
    added, left, findings = list[Contribution](), list[str](), list[Finding]()
    with progress(sys.stderr, asked.lang, quiet=asked.quiet) as told:
        told("", len(here))
        for number, unit in enumerate(here):
            _swept(number)
            findings += pile_findings(unit)
            findings += (finding for _, finding in superseded(unit))
            found = _contribution(unit, usual, priors, asked, desk)
            findings += found.findings
            added += found.added
            left += [] if found.added else [unit.name]
            told(unit.name, len(here))
    missing = tuple(unit.name for unit in units if unit.source is None)
    return Sorted(tuple(added), tuple(left), tuple(findings), missing)


def _swept(number: int) -> None:
    """A command is begun as a short one, in which nothing is collected."""
    if number % _SWEPT_AFTER == 0:
        gc.collect()


def _listed(units: Sequence[Unit], roster: Roster | None, desk: Desk) -> Iterator[Finding]:
    """Who of the roster is missing from the sum, and whose name it does not have."""
    now = desk.now()
    today = now.date().isoformat() if isinstance(now, datetime) else ""
    for unit in units:
        if unit.source is None:
            yield from [missing_finding(unit.entry, today)] if unit.entry else []
        elif roster and unit.entry is None and unit.whose.agency:
            yield roster.unknown(unit.whose.agency, unit.source.path)


def _priors(units: Sequence[Unit], asked: Arguments, desk: Desk) -> Mapping[str, Candidate]:
    folder = optional_path(asked.prior)
    if folder is None:
        return {}
    return last_year_of(units, _candidates([folder], REPORTS, Path(), desk, None))


def _contribution(
    unit: Unit, usual: Usual, priors: Mapping[str, Candidate], asked: Arguments, desk: Desk
) -> Sorted:
    """One unit's report if it may be added, and what is said of it."""
    path = Path(unit.source.path if unit.source else "")
    whose_ = unit.whose
    if whose_.format and (whose_.format, whose_.year) != usual:
        values: Values = {
            "unit": unit.name, "year": str(whose_.year or "?"), "format": whose_.format,
            "usual": str(usual[1] or "?"), "most": usual[0],
        }  # fmt: skip
        return _left(unit, Finding(kinds.UNIT_OF_ANOTHER, Place(file=str(path)), values))
    outcome = check_report(path, desk, asked.format)
    report, form = outcome.report, outcome.form
    if report is None or form is None:
        return _left(unit, _unread(path, outcome))
    said: list[Finding] = []
    if errors := counted(outcome.findings, Severity.ERROR):
        kind = kinds.UNIT_WITH_ERRORS if asked.with_errors else kinds.UNIT_LEFT_OUT
        values = {"unit": unit.name, "count": str(errors)}
        said.append(Finding(kind, Place(file=str(path)), values, words=unit.name))
        if not asked.with_errors:
            return Sorted((), (unit.name,), tuple(said))
    prior: Prior | None = None
    if asked.prior:
        last = priors.get(unit.folder)
        read = read_prior(Path(last.path), desk, form) if last else ()
        prior = None if isinstance(read, tuple) else read
        if prior is None:
            said.append(no_last_year(unit, asked.prior))
    # Of thousands of reports nothing is kept but what is added.
    kept = replace(report, narrative={}, slips=(), origin=Origin(report.origin.source))
    prior = prior and replace(prior, narrative={})
    added = Contribution(unit.name, kept, form, prior, unit.district)
    return Sorted((added,), (), tuple(said))


def _left(unit: Unit, finding: Finding) -> Sorted:
    return Sorted((), (unit.name,), (finding,))


def _unread(path: Path, outcome: Outcome) -> Finding:
    """In one line: what the reading itself would say first."""
    first = outcome.findings[0]
    values: Values = {
        "file": path.name,
        "reason": Text(first.message("zh"), first.message("en")),
        "advice": Text(first.hint("zh"), first.hint("en")),
    }
    return Finding(kinds.UNIT_UNREAD, Place(file=str(path)), values, words=path.name)


# Writing


def _written(
    sorted_: Sorted, declaration: Declaration, usual: Usual, asked: Arguments, output: Path
) -> int:
    files = list(_files(sorted_.added, declaration, usual, asked, output))
    whole = files[-1][1]
    findings = [*sorted_.findings, *(f for _, each in files for f in each.findings)]
    if lines := too_many_lines(whole.report):
        refused = over_limit((OPEN_LINES, lines), output.name)
        return unreadable(asked.manner, refused, *findings, verdict=NOT_WRITTEN)
    if len(files) > 1:
        values: Values = {"units": str(len(sorted_.added)), "count": str(len(files) - 1)}
        findings.append(Finding(kinds.MERGED_IN_PARTS, Place(file=str(output)), values))
    outputs: list[str] = []
    for path, each in files:
        refused_ = write_atomically(path, write_form(each.form, each.report))
        if refused_ is not None:
            told = Outcome.refused(*findings)
            return refuse(asked.manner, told, refused_, beside=outputs, only=NOT_WRITTEN)
        outputs.append(str(path))
    outcome = Outcome(Reading(whole.report, whole.form, ()), tuple(findings))
    good = not sorted_.left and verdict_of(asked.manner, outcome.findings).good
    verdicts = [Verdict(_verdict(sorted_), good)]
    code = answer(asked.manner, outcome, outputs=outputs, verdicts=verdicts, keys=_record(sorted_))
    return max(code, ERRORS) if sorted_.left else code


def _written_in(output: Path, desk: Desk) -> Finding | None:
    """Words of the office that merges, which a new workbook in its place would lose."""
    earlier = read(output, desk).report if output.is_file() else None
    if earlier is None or not (earlier.slips or any(earlier.narrative.values())):
        return None
    return Finding(kinds.WORDS_STAND_THERE, Place(file=str(output)), {"file": output.name})


def _files(
    units: Sequence[Contribution],
    declaration: Declaration,
    usual: Usual,
    asked: Arguments,
    output: Path,
) -> Iterator[tuple[Path, Merged]]:
    """The parts, if there must be any, and the whole, which comes last."""
    parts = parted(units, declaration)
    if len(parts) == 1:
        yield output, merged(units, declaration, usual[1], asked.agency)
        return
    summed = []
    for number, part in enumerate(parts, start=1):
        name = part_name(part, number)
        each = merged(part, declaration, usual[1], name)
        summed.append(as_unit(each, name))
        yield output.with_name(f"{output.stem}-{number}{output.suffix}"), each
    whole = merged(summed, declaration, usual[1], asked.agency)
    # Of all the rest each part tells; what a line is called may differ between them, too.
    between = tuple(f for f in whole.findings if f.kind is kinds.NAMES_OF_LINES)
    yield output, whole._replace(findings=between)


def _verdict(sorted_: Sorted) -> Text:
    added, left = len(sorted_.added), len(sorted_.left)
    rest = Text(f"，{left} 家没有并入。", f", {left} were left out.") if left else Text("。", ".")
    if missing := len(sorted_.missing):
        rest = Text(f"，{missing} 家没有交{rest.zh}", f", {missing} are missing{rest.en}")
    return Text(f"合并了 {added} 家{rest.zh}", f"{added} units are merged{rest.en}")


def _record(sorted_: Sorted) -> dict[str, object]:
    return {
        "merged": [
            {"name": unit.name, "source": unit.report.origin.source.path} for unit in sorted_.added
        ],
        "left_out": list(sorted_.left),
        "missing": list(sorted_.missing),
    }
