"""Every unit in short: what became of it, which checks found what, and its figures.

Given units and their results one by one, gives a line of each; the whole result of a unit is
never held for longer than its line takes. Must not know the disk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from compiler import __version__
from compiler.catalogue.all import BY_CODE
from compiler.catalogue.u_roster import LATE, UNKNOWN_UNIT
from compiler.format.form import Form
from compiler.office.found import Unit, other_year, pile_findings, superseded
from compiler.office.result import STATUSES
from compiler.office.roster import Roster, missing_finding, roster_findings
from compiler.office.shown_figures import Shown, shown_figures
from compiler.office.year_before import no_last_year
from compiler.output.record import Record, finding_record
from compiler.text.characters import one_line
from compiler.text.language import Language, Text
from compiler.values.findings import Finding
from compiler.values.named_tuple import NamedTuple

STATUS_WORDS: Mapping[str, Text] = {
    "clean": Text("可以定稿", "ready"),
    "warnings": Text("可以定稿，有警告", "ready, with warnings"),
    "errors": Text("有错误", "errors"),
    "unreadable": Text("无法读取", "unreadable"),
    "failed": Text("没有做完", "failed"),
    "missing": Text("没有交", "missing"),
    "superseded": Text("没有采用", "superseded"),
}
# Where warnings count as errors.
HELD_BACK = Text("有警告，按严格要求不能定稿", "held back by warnings")
SEVERITIES = ("error", "warning", "advice")
GOOD = ("clean", "warnings")


class Line(NamedTuple):
    """One unit, or one version that was not used: `checks` are (check, severity, how often),
    `figures` stand in the order of those that the overview shows, "" where there is none;
    `unlisted` is what is said of a name that the roster has not.
    """

    name: str
    folder: str
    district: str
    source: str
    status: str
    counts: tuple[int, int, int]
    checks: tuple[tuple[str, str, int], ...] = ()
    figures: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    letter: str = ""
    year: int | None = None
    late: bool = False
    unlisted: str = ""


class Context(NamedTuple):
    """What is said of a unit besides its own result."""

    language: Language
    usual: tuple[str, int | None] | None = None
    roster: Roster | None = None
    prior_folder: str = ""
    today: str = ""
    form: Form | None = None
    strict: bool = False

    @property
    def shown(self) -> tuple[Shown, ...]:
        return shown_figures(self.form) if self.form else ()

    @property
    def good(self) -> tuple[str, ...]:
        """The statuses of units that have a document."""
        return ("clean",) if self.strict else GOOD

    def word(self, status: str) -> str:
        held = self.strict and status == "warnings"
        return (HELD_BACK if held else STATUS_WORDS[status]).in_language(self.language)


def besides(unit: Unit, context: Context, *, has_prior: bool) -> list[Finding]:
    """What the pile, the roster and last year's folder say of a unit."""
    if unit.source is None:
        return [missing_finding(unit.entry, context.today)] if unit.entry else []
    found = [*pile_findings(unit), *other_year(unit, context.usual)]
    saved = [each.saved for each in (unit.source, *unit.older, *unit.same)]
    agency = unit.whose.agency
    if agency:
        found += roster_findings(context.roster, unit.entry, agency, unit.source.path, saved)
        if context.prior_folder and not has_prior:
            found.append(no_last_year(unit, context.prior_folder))
    return found


def unit_record(
    unit: Unit, result: Mapping[str, Any] | None, extra: Sequence[Finding], language: Language
) -> Record:
    """The unit as `overview.json` tells it; `outputs` are names within its folder."""
    own = [*(result["findings"] if result else ())]
    findings = sorted([*own, *(finding_record(f, language) for f in extra)], key=_rank)
    status = result["status"] if result else "missing" if unit.source is None else "failed"
    counts = {severity: _open(findings, severity) for severity in SEVERITIES}
    if status == "clean" and counts["warning"]:
        status = "warnings"
    return {
        "name": unit.name,
        "source": unit.source.path if unit.source else None,
        "status": status,
        "counts": counts,
        "findings": findings,
        "outputs": list(result["outputs"]) if result else [],
    }


def superseded_records(unit: Unit, language: Language) -> Iterator[Record]:
    """The versions of a unit that were not used."""
    for each, finding in superseded(unit):
        findings = [finding_record(finding, language)]
        counts = {severity: _open(findings, severity) for severity in SEVERITIES}
        yield {
            "name": unit.name,
            "source": each.path,
            "status": "superseded",
            "counts": counts,
            "findings": findings,
            "outputs": [],
        }


def line_of(
    unit: Unit, record: Record, result: Mapping[str, Any] | None, shown: Sequence[Shown]
) -> Line:
    """The record in short."""
    found: Any = record["findings"]
    counted = Counter((check_of(f), f["severity"]) for f in found if not _explained(f))
    figures = result.get("figures", {}) if result else {}
    counts: Any = record["counts"]
    outputs: Any = record["outputs"]
    return Line(
        unit.name,
        unit.folder,
        unit.district,
        str(record["source"] or ""),
        str(record["status"]),
        (counts["error"], counts["warning"], counts["advice"]),
        tuple((check, severity, number) for (check, severity), number in counted.items()),
        tuple(str(figures.get(".".join(each.figure), "")) for each in shown),
        tuple(outputs),
        year=unit.whose.year,
        late=any(f["code"] == LATE.code for f in found),
        unlisted=next((f["message"] for f in found if f["code"] == UNKNOWN_UNIT.code), ""),
    )  # fmt: skip


def _explained(finding: Mapping[str, Any]) -> bool:
    slip = finding.get("slip")
    return bool(slip and slip.get("state") == "valid")


def _open(findings: Iterable[Mapping[str, Any]], severity: str) -> int:
    return sum(f["severity"] == severity and not _explained(f) for f in findings)


def _rank(finding: Mapping[str, Any]) -> int:
    return SEVERITIES.index(finding["severity"])


def check_of(finding: Mapping[str, Any]) -> str:
    """Which check found it: its code, with the rule where it is one of several."""
    rule = finding.get("rule")
    return f"{finding['code']} {rule}" if rule else str(finding["code"])


def check_words(check: str, form: Form | None, language: Language) -> str:
    """What a check is about, in words that staff know."""
    code, _, rule = check.partition(" ")
    rules = form.declaration.rules if form else ()
    said = next((r.words for r in rules if r.id == rule), "")
    kind = BY_CODE.get(code)
    if said or kind is None:
        return one_line(said or check)
    return one_line(kind.page.in_language(language).split("。")[0].split(". ")[0])


def tallied(lines: Iterable[Line]) -> dict[str, int]:
    """How many units, and versions that were not used, have each status; all of them named."""
    return tally(line.status for line in lines)


def tally(statuses: Iterable[str]) -> dict[str, int]:
    counted = Counter(statuses)
    return {status: counted[status] for status in STATUSES}


def head_of(lines: Iterable[Line]) -> Record:
    return {"nianbao": __version__, "counts": tallied(lines)}


def verdict(lines: Sequence[Line], context: Context) -> str:
    """All of it in one sentence."""
    language = context.language
    counts = tallied(lines)
    units = sum(counts.values()) - counts["superseded"]
    parts = [
        f"{context.word(status)} {number}"
        for status, number in counts.items()
        if number and status != "superseded"
    ]
    left = counts["superseded"]
    if language == "zh":
        rest = f"；另有 {left} 份没有采用。" if left else "。"
        return f"共 {units} 家：{'，'.join(parts)}{rest}"
    rest = f"; {left} other versions were not used." if left else "."
    return f"{units} units: {', '.join(parts)}{rest}"
