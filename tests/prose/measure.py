"""How well prose is read: precision and recall over the labelled sentences, by kind and in all.

    python tests/prose/measure.py [FILE…] [--show] [--write]

Each sentence is put alone into its section of its context and the report is checked, with
last year's where there is one. Errors and warnings of family P count, advice does not. A
finding hits a `wrong` whose words it overlaps; one that hits none is false, a `wrong` that
none hits is missed. `--show` prints both, but never for held_out.toml: who has seen these
sentences cannot measure by them any more. What is said of the others, advice too, is on record in `said/`;
`--write` renews it, and whoever does reads what changed.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from compiler.checks.every_check import check
from compiler.edges.shelf import shelf_of
from compiler.report.from_data import read_data
from compiler.report.prior import Prior, prior_of_report
from compiler.report.reading import Reading
from compiler.values.dataclass import replace
from compiler.values.findings import Finding, Severity
from compiler.values.origin import Source
from compiler.values.report import Paragraph, Report

FOLDER = Path(__file__).resolve().parent
FILES = ("development", "development_2", "development_3", "kinds", "held_out")
HELD_OUT = "held_out"
SAID = FOLDER / "said"
SHOWN = tuple(sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != HELD_OUT))
Case = dict[str, Any]


@dataclass
class Score:
    """Wrong words found, findings that are false, wrong words missed."""

    found: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.found + other.found, self.false + other.false, self.missed + other.missed)

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f}  recall {self.recall:.3f}"
            f"  ({self.found} found, {self.false} false, {self.missed} missed)"
        )


@dataclass
class Measure:
    """The scores of one file by kind of sentence and by code of finding, and what was got wrong."""

    by_kind: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    by_code: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    failures: list[str] = field(default_factory=list)

    @property
    def total(self) -> Score:
        return sum(self.by_kind.values(), Score())


@cache
def cases(file: str) -> tuple[Case, ...]:
    return tuple(tomllib.loads((FOLDER / f"{file}.toml").read_text("utf-8"))["case"])


@cache
def measure(file: str) -> Measure:
    """Checks every sentence of a file. Each wrong counts once, and so does each false finding."""
    measured = Measure()
    for case in cases(file):
        wrongs = wrong_words(case)
        found = [f for f in _findings(case) if f.level is not Severity.ADVICE]
        hits = [{w for w in wrongs if _overlap(case["text"], w, f.words)} for f in found]
        told = set().union(*hits)
        score = measured.by_kind[case["kind"]]
        score.found += len(told)
        score.false += hits.count(set())
        score.missed += len(wrongs) - len(told)
        for f, hit in zip(found, hits, strict=True):
            measured.by_code[f.code] += Score(found=bool(hit), false=not hit)
        measured.failures += [
            f"false   {f.code} {f.rule or ''} “{f.words}” {case['context']}: {case['text']}"
            for f, hit in zip(found, hits, strict=True)
            if not hit
        ]
        measured.failures += [
            f"missed  {case['kind']} “{w}” {case['context']}: {case['text']}"
            for w in wrongs
            if w not in told
        ]
    return measured


def wrong_words(case: Case) -> list[str]:
    wrong = case.get("wrong", [])
    return [wrong] if isinstance(wrong, str) else wrong


def _overlap(text: str, one: str, other: str) -> bool:
    first, second = text.find(one), text.find(other)
    return first >= 0 <= second and first < second + len(other) and second < first + len(one)


def _findings(case: Case) -> list[Finding]:
    reading, prior = _context(case["context"])
    found = check(saying_only(reading, case["text"], case["section"]), prior)
    return [f for f in found if f.code[0] == "P"]


def saying_only(
    reading: Reading, text: str, section: str = "overview", report: Report | None = None
) -> Reading:
    """The reading of its report, or of another one of the form, in which this stands alone."""
    report = report or reading.report
    assert report is not None
    narrative: dict[str, tuple[Paragraph, ...]] = dict.fromkeys(report.narrative, ())
    narrative[section] = (Paragraph("body", text),)
    return reading._replace(report=replace(report, narrative=narrative))


def as_last_year(reading: Reading, report: Report | None = None) -> Prior:
    """Its report, or another one of the form, as if it were that of the year before."""
    report, form = report or reading.report, reading.form
    assert report is not None
    assert report.year is not None
    assert form is not None
    return prior_of_report(replace(report, year=report.year - 1), form, form)


def told(file: str) -> str:
    """All that is said of a file's sentences, a line for each finding: what, of which words, why."""
    assert file != HELD_OUT
    lines = [
        f"{number} {f.code} {f.level.value} “{f.words}” {f.actual}, not {f.expected}\n"
        for number, case in enumerate(cases(file))
        for f in _findings(case)
    ]
    return "".join(lines)


@cache
def _context(name: str) -> tuple[Reading, Prior | None]:
    this = read(name)
    if not _path(f"{name}.prior").exists():
        return this, None
    last = read(f"{name}.prior")
    assert this.form is not None
    assert last.form is not None
    assert last.report is not None
    return this, prior_of_report(last.report, last.form, this.form)


@cache
def read(name: str) -> Reading:
    path = _path(name)
    return read_data(path.read_bytes(), Source(str(path), "json", ""), path.name, shelf_of(), None)


def _path(name: str) -> Path:
    return FOLDER / "contexts" / f"{name}.json"


def report(file: str) -> Iterator[str]:
    """The scores of a file, a line a kind."""
    measured = measure(file)
    yield f"{file}: {measured.total}"
    for kind, score in sorted(measured.by_kind.items()):
        yield f"  {kind:14} {score}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", metavar="FILE", help="all of them if none is given")
    parser.add_argument("--show", action="store_true", help="print what was got wrong")
    parser.add_argument("--write", action="store_true", help="renew the record of what is said")
    asked = parser.parse_args(arguments)
    files = [Path(name).stem for name in asked.files] or list(FILES)
    if asked.show and HELD_OUT in files and asked.files:
        parser.error("held_out.toml is never shown")
    for file in files:
        print(*report(file), sep="\n")
        if asked.show and file != HELD_OUT:
            print(*measure(file).failures, sep="\n")
    for file in SHOWN if asked.write else ():
        (SAID / f"{file}.txt").write_text(told(file), "utf-8", newline="\n")
    if len(files) > 1:
        print(f"in all: {sum((measure(f).total for f in files), Score())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
