"""`python -m tests.hard.mutants`: every small change of the code that judges must be noticed.

    python -m tests.hard.mutants all [MODULE…]      every mutant of the modules that judge and add up
    python -m tests.hard.mutants some [COUNT [SEED]] so many drawn from checks, format and readers

Each mutant meets the quick tests of its room until one fails: with its functions put in the place
of the real ones where that can be, else in a copy of the tree. With --wide, what survives these
meets all tests that speak of it. Verdicts are kept in mutants/ (or
where --out says); the dead are not asked again. A survivor that changes nothing anyone could see is
explained in `equivalents.toml`. Exits 1 if an unexplained one lives. Takes hours; use `nice`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path

from tests.hard.met import copy_tree, failing, met_in_place, outcome, preload
from tests.hard.mutate import Mutant, mutants

ROOT = Path(__file__).parents[2]
EXPLAINED = Path(__file__).with_name("equivalents.toml")
# What judges and adds up: all mutants of these.
JUDGING = (
    "compiler/format/judgement.py",
    "compiler/format/linear.py",
    "compiler/format/totals.py",
    "compiler/format/expression.py",
    "compiler/format/grammar.py",
    "compiler/format/identity.py",
    "compiler/format/instances.py",
    "compiler/format/scope.py",
    "compiler/format/spoken_rule.py",
    "compiler/checks/identities.py",
    "compiler/checks/fold.py",
)
DRAWN_FROM = ("compiler/checks", "compiler/format", "compiler/readers")
# By the beginning of a module's path, the first that fits: the tests that every mutant meets,
# and those that only a survivor of these meets, where --wide is said. “-k” chooses as in pytest.
_EXAMPLES = "tests/catalogue/test_examples.py"
_JUDGED = "tests/judged/test_judged.py"
_CELLS = "tests/checks/test_every_cell.py"
_RULES = "tests/checks/test_rule_functions.py -k not recalculated"
_MANUAL = "tests/catalogue/test_manual.py -k would_make"
_WHOLE = ("tests/checks/test_findings.py", _EXAMPLES)
MEETS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "compiler/checks/identities.py",
        (_JUDGED, _CELLS, "tests/checks/test_years.py", _RULES),
        _WHOLE,
    ),
    ("compiler/checks/fold.py", (_JUDGED, _CELLS, "tests/checks/test_years.py"), _WHOLE),
    *(
        (
            module,
            (
                "tests/format/test_arithmetic.py",
                "tests/format/test_expression.py",
                _RULES,
                "tests/format/test_open_rows.py",
                _JUDGED,
            ),
            ("tests/format/test_declaration.py", "tests/checks/test_coverage.py", *_WHOLE),
        )
        for module in JUDGING
    ),
    *(
        (
            start,
            (
                "tests/checks/test_prose_rounds.py -k on_record",
                "tests/checks/test_prose.py",
                "tests/checks/test_prose_labels.py",
                "tests/checks/test_findings.py -k prose",
            ),
            (
                "tests/checks/test_quotation.py",
                "tests/foia/test_foia.py",
                "tests/rule_of_law/test_rule_of_law.py",
                "tests/edges/test_ready_made.py",
                _EXAMPLES,
            ),
        )
        for start in (
            "compiler/checks/prose",
            "compiler/format/lexicon.py",
            "compiler/format/spellings.py",
        )
    ),
    (
        "compiler/checks/diagnosing",
        (
            "tests/checks/test_slips_told.py",
            "tests/checks/test_causes.py",
            "tests/checks/test_repairs.py",
        ),
        (_EXAMPLES,),
    ),
    ("compiler/checks/quotation.py", ("tests/checks/test_quotation.py",), (_EXAMPLES,)),
    (
        "compiler/checks",
        (_EXAMPLES, "tests/checks/test_coverage.py", "tests/checks/test_years.py"),
        (
            "tests/checks/test_amounts_asked.py",
            "tests/checks/test_heading_numbers.py",
            "tests/whole/test_edition_2021.py",
            "tests/office/test_merge.py",
            "tests/checks/test_findings.py",
            "tests/checks/test_every_cell.py",
            "tests/checks/test_repairs.py",
            _MANUAL,
        ),
    ),
    (
        "compiler/format",
        (
            "tests/format/test_declaration.py",
            "tests/format/test_grid.py",
            f"{_EXAMPLES} -k declarations or layouts",
        ),
        (
            "tests/format/test_edition_words.py",
            "tests/format/test_keys.py",
            "tests/format/test_open_rows.py",
            "tests/format/test_form_value.py",
            _MANUAL,
            "tests/foia/test_foia.py",
            "tests/archive/test_archive.py -k retention",
            "tests/whole/test_figure_types.py",
            "tests/whole/test_any_form.py",
            _EXAMPLES,
            "tests/whole/test_layouts.py",
            "tests/whole/test_compile.py",
            _JUDGED,
            "tests/workbook/test_form.py",
            "tests/whole/test_third_format.py",
        ),
    ),
    (
        "compiler/readers",
        (
            f"{_EXAMPLES} -k workbooks or layouts or cells or numbers",
            "tests/readers/test_moved_tables.py",
            "tests/readers/test_reading.py",
            "tests/readers/test_web_page.py",
        ),
        (
            "tests/readers/test_seen.py",
            "tests/readers/test_line_rows.py",
            "tests/readers/test_lines_below.py",
            "tests/readers/test_peek.py",
            "tests/readers/test_other_formats.py",
            "tests/whole/test_any_form.py",
            "tests/whole/test_figure_types.py",
            _EXAMPLES,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A mutant of a module, and whether it is known by its name in what was kept."""

    module: str
    mutant: Mutant

    @property
    def name(self) -> str:
        return f"{self.module} {self.mutant.key}"

    @property
    def known_as(self) -> str:
        digest = hashlib.sha256(self.mutant.source.encode()).hexdigest()[:16]
        return f"{self.name} {digest}"


def every_case(modules: Sequence[str]) -> Iterator[Case]:
    for module in modules:
        for mutant in mutants((ROOT / module).read_text("utf-8")):
            yield Case(module, mutant)


def drawn_cases(count: int, seed: int) -> list[Case]:
    """So many of all mutants elsewhere: the same each time, and as far as it still stands the same
    when code elsewhere has changed, for each is drawn by its own name."""
    modules = sorted(
        path.relative_to(ROOT).as_posix()
        for folder in DRAWN_FROM
        for path in (ROOT / folder).rglob("*.py")
    )
    elsewhere = [module for module in modules if module not in JUDGING]
    drawn = nsmallest(count, every_case(elsewhere), key=lambda case: _lot(case, seed))
    return sorted(drawn, key=lambda case: (meets(case.module, wide=False), case.module))


def _lot(case: Case, seed: int) -> bytes:
    return hashlib.sha256(f"{seed} {case.name}".encode()).digest()


def meets(module: str, *, wide: bool) -> tuple[str, ...]:
    quick, others = next(tests for start, *tests in MEETS if module.startswith(start))
    return others if wide else quick


def judged(cases: Sequence[Case], kept: Path, *, wide: bool) -> Iterator[tuple[Case, str]]:
    """Each mutant with its verdict; those known already are not asked again."""
    known = _known(kept)
    preload()
    with tempfile.TemporaryDirectory(prefix="nianbao-mutants-") as scratch:
        folder = Path(scratch)
        copy_tree(folder)
        new = [case for case in cases if case.known_as not in known]
        known |= _judged_in_place(new, folder, kept, wide=wide)
        deaf: dict[str, list[str]] = {}
        why = explained()
        for case in cases:
            verdict = known.get(case.known_as, "")
            if not verdict or (verdict in _SURVIVED and case.name not in why):
                # In place, what a module does when it is loaded was not seen.
                verdict = _asked(case, folder, deaf, kept, wide=False)
            if verdict == "survived" and wide and case.name not in why:
                verdict = _asked(case, folder, deaf, kept, wide=True)
            yield case, verdict


def _judged_in_place(
    cases: Sequence[Case], folder: Path, kept: Path, *, wide: bool
) -> Mapping[str, str]:
    """The verdicts of those that could be put in place; each file of tests is loaded once."""
    why = explained()
    met: dict[str, str] = {}
    for wider in (False, True) if wide else (False,):
        for test in dict.fromkeys(t for case in cases for t in meets(case.module, wide=wider)):
            left = [
                case
                for case in cases
                if test in meets(case.module, wide=wider)
                and met.get(case.known_as) != "killed"
                and not (wider and case.name in why)
            ]
            sources = [(case.module, case.mutant.source) for case in left]
            for number, seconds, fell in met_in_place(folder, test, sources) if left else ():
                met[left[number].known_as] = "killed" if fell else _SURVIVED[wider]
                if fell:
                    _keep(left[number], "killed", seconds, kept)
    for case in cases:
        if (verdict := met.get(case.known_as, "killed")) != "killed":
            _keep(case, verdict, 0, kept)
    return met


# Narrowly and widely.
_SURVIVED = ("survived", "survived all")


def _asked(case: Case, folder: Path, deaf: dict[str, list[str]], kept: Path, *, wide: bool) -> str:
    """The verdict of all tests of the room, and the line that keeps it."""
    started = time.monotonic()
    verdict = _verdict(case, folder, deaf, wide=wide)
    verdict = _SURVIVED[wide] if verdict == "survived" else verdict
    _keep(case, verdict, time.monotonic() - started, kept)
    return verdict


def _keep(case: Case, verdict: str, seconds: float, kept: Path) -> None:
    line = {"mutant": case.known_as, "verdict": verdict, "seconds": round(seconds, 1)}
    with kept.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")


def _verdict(case: Case, folder: Path, deaf: dict[str, list[str]], *, wide: bool) -> str:
    """Meets one file of tests after another; `deaf` are tests by file that fail without it."""
    path = folder / case.module
    original = path.read_text("utf-8")
    for test in meets(case.module, wide=wide):
        if test not in deaf:
            deaf[test] = failing(folder, test)
        path.write_text(case.mutant.source, "utf-8")
        verdict = outcome(folder, test, deaf[test], first=True)
        path.write_text(original, "utf-8")
        if verdict != "survived":
            return verdict
    return "survived"


def _known(kept: Path) -> dict[str, str]:
    """The last verdict of each, but for those that lived unexplained: a test may have come since."""
    if not kept.exists():
        return {}
    lines = map(json.loads, kept.read_text("utf-8").splitlines())
    last = {line["mutant"]: line["verdict"] for line in lines}
    why = explained()
    return {
        mutant: verdict
        for mutant, verdict in last.items()
        if not verdict.startswith("survived") or mutant.rpartition(" ")[0] in why
    }


# What is said of them


def explained() -> dict[str, str]:
    """Why a survivor changes nothing, by module and change."""
    if not EXPLAINED.exists():
        return {}
    told = tomllib.loads(EXPLAINED.read_text("utf-8"))
    return {f"{module} {key}": why for module, each in told.items() for key, why in each.items()}


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.hard.mutants")
    parser.add_argument("asked", choices=("all", "some"))
    parser.add_argument("rest", nargs="*", help="modules for all; a count and a seed for some")
    parser.add_argument("--out", type=Path, default=Path("mutants"), help="where verdicts are kept")
    parser.add_argument(
        "--wide", action="store_true", help="survivors meet all tests of their room"
    )
    given = parser.parse_args(words)
    if given.asked == "all":
        cases = list(every_case(given.rest or JUDGING))
    else:
        count, seed = (*map(int, given.rest), *(200, 12)[len(given.rest) :])
        cases = drawn_cases(count, seed)
    given.out.mkdir(parents=True, exist_ok=True)
    why = explained()
    counted = dict.fromkeys(("killed", "timed out", "survived", "explained"), 0)
    for case, verdict in judged(cases, given.out / "verdicts.jsonl", wide=given.wide):
        lives = verdict.startswith("survived")
        said = "explained" if lives and case.name in why else "survived" if lives else verdict
        counted[said] += 1
        if said == "survived":
            print(f"{case.module}:{case.mutant.line} {case.mutant.key}", flush=True)
    print(f"{len(cases)} mutants: " + ", ".join(f"{n} {what}" for what, n in counted.items()))
    return 1 if counted["survived"] else 0


if __name__ == "__main__":
    sys.exit(main())
