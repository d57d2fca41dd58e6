"""Rounds of sentences written without sight of the rules: what is accused, and how often rightly.

    python tests/prose/rounds.py [ROUND…] [--show] [--write]

A round is a file of `rounds/`: reports with tables of which the sentences tell, each with
its faults, the words that are false. Each was scored once before anyone had looked at it;
since then it is an example like any other. An accusation, an error or a warning of family
P, is right where it marks the number of a fault of its paragraph, or shares its words. A
table's row is the list of its figures in the order of the columns; last year's tables stand
under `prior`. All that is said of a round, advice too, is on record in `said/`: `--write` renews
it, and whoever does reads what changed.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from compiler.checks.every_check import check
from compiler.edges.shelf import shelf_of
from compiler.format.declaration import Declaration
from compiler.format.form import Form, form_of
from compiler.report.from_data import read_data
from compiler.values.findings import Finding, Severity
from compiler.values.origin import Source

FOLDER = Path(__file__).resolve().parent / "rounds"
SAID = FOLDER / "said"
ROUNDS = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


@dataclass(frozen=True)
class RoundScore:
    """Accusations and those of them that are right; faults and those of them that are found."""

    said: int
    right: int
    faults: int
    found: int
    failures: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.faults if self.faults else 1.0

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f} of {self.said}  "
            f"recall {self.recall:.3f} of {self.faults}"
        )


@cache
def _round(name: str) -> tuple[tuple[dict[str, Any], list[Finding]], ...]:
    """The reports of a round, each with what is said of its prose."""
    reports = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return tuple((report, _checked(report)) for report in reports)


def told(name: str) -> str:
    """All that is said of a round, a line for each finding: where, what, of which words, and why."""
    lines = [
        " ".join((str(number), _place(f), f.code, f.level.value, f"“{f.words}”", *_numbers_of(f)))
        for number, (_, found) in enumerate(_round(name))
        for f in found
    ]
    return "".join(f"{line}\n" for line in lines)


def _place(finding: Finding) -> str:
    return f"{finding.place.section}.{finding.place.paragraph}"


def _numbers_of(finding: Finding) -> Iterator[str]:
    if finding.expected is not None or finding.actual is not None:
        yield f"{finding.actual}, not {finding.expected}"


@cache
def score(name: str) -> RoundScore:
    """What the sentences of a round are accused of."""
    said = right = faults = found = 0
    failures: list[str] = []
    for number, (report, findings) in enumerate(_round(name)):
        accusations = [f for f in findings if f.level is not Severity.ADVICE]
        planted = report["faults"]
        faults += len(planted)
        said += len(accusations)
        for accusation in accusations:
            if any(_about(accusation, fault) for fault in planted):
                right += 1
            else:
                failures.append(f"false   {number} {accusation.code} {accusation.message('zh')}")
        for fault in planted:
            if any(_about(accusation, fault) for accusation in accusations):
                found += 1
            else:
                failures.append(f"missed  {number} {fault['text']}, should be {fault['should']}")
    return RoundScore(said, right, faults, found, tuple(failures))


def _checked(report: dict[str, Any]) -> list[Finding]:
    data = json.dumps(_as_data(report), ensure_ascii=False).encode()
    reading = read_data(data, Source("", "json", ""), "", shelf_of(), None)
    assert reading.report is not None, [f.message("zh") for f in reading.findings]
    return [f for f in check(reading) if f.code[0] == "P"]


def _as_data(report: dict[str, Any]) -> dict[str, Any]:
    """The report as `check` reads it, with the names of levels and columns."""
    form = _form(report["format"])
    return {
        **{key: report[key] for key in ("format", "year", "agency")},
        "narrative": {
            section: [
                {"level": "body", "text": p}
                if isinstance(p, str)
                else {"level": level, "text": text}
                for p in paragraphs
                for level, text in (p.items() if isinstance(p, dict) else [("body", p)])
            ]
            for section, paragraphs in report["narrative"].items()
        },
        "tables": _as_tables(report["tables"], form),
        **({"prior": _as_prior(report["prior"], form)} if "prior" in report else {}),
    }


def _as_prior(prior: dict[str, Any], form: Form) -> dict[str, Any]:
    """Last year's figures, in the same form."""
    return {**prior, "tables": _as_tables(prior["tables"], form)}


def _as_tables(tables: dict[str, Any], form: Form) -> dict[str, Any]:
    return {
        table: {
            row: dict(zip((c.id for c in form.table(table).columns), figures, strict=True))
            for row, figures in rows.items()
        }
        for table, rows in tables.items()
    }


@cache
def _form(format: str) -> Form:
    declaration = shelf_of().asked(format)
    assert isinstance(declaration, Declaration)
    return form_of(declaration)


def _about(finding: Finding, fault: dict[str, Any]) -> bool:
    place = finding.place
    if (place.section, place.paragraph) != (fault["section"], fault["paragraph"] + 1):
        return False
    said, words = _bare(finding.words or ""), _bare(fault["text"])
    numbers = set(_numbers(words))
    if numbers:
        return bool(numbers & set(_numbers(said))) or words in said
    return (
        words in said
        or said in words
        or any(words[n : n + 4] in said for n in range(max(1, len(words) - 3)))
    )


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _numbers(text: str) -> Iterator[str]:
    yield from re.findall(r"\d+(?:\.\d+)?", text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="*", default=ROUNDS)
    parser.add_argument("--show", action="store_true", help="what was got wrong")
    parser.add_argument("--write", action="store_true", help="renew the record of what is said")
    asked = parser.parse_args()
    for name in asked.rounds:
        print(name, score(name))
        if asked.show:
            print(*score(name).failures, sep="\n")
        if asked.write:
            (SAID / f"{name}.txt").write_text(told(name), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
