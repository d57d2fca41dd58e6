"""The sample workbooks are current, the good one is clean, the broken one has its planted faults."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from compiler.catalogue.all import BY_CODE
from compiler.edges.machine import desk_of
from compiler.pipeline import check_report, compile_report
from compiler.values.findings import Finding
from tests.support.validators import audit_errors, sdk_errors
from tests.support.workbooks import FAULTY, GOOD, SAMPLES, codes, good_report, report_of, said

BLANKS = sorted((Path(__file__).parents[2] / "templates").glob("*.xlsx"))
FAULTS: list[dict[str, Any]] = tomllib.loads((SAMPLES / "faults.toml").read_text("utf-8"))["fault"]


def test_they_are_what_the_command_would_make() -> None:
    command = [sys.executable, str(SAMPLES / "rebuild.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_file_that_is_not_current_is_named(tmp_path: Path) -> None:
    """The command is run on a copy of the samples in which one was changed."""
    folder = tmp_path / "sample_workbooks"
    folder.mkdir()
    for source in SAMPLES.iterdir():
        if source.is_file():
            (folder / source.name).write_bytes(source.read_bytes())
    (folder / f"{FAULTY}.xlsx").write_bytes((SAMPLES / f"{GOOD}.xlsx").read_bytes())
    command = [sys.executable, str(folder / "rebuild.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert f"not current: {folder / f'{FAULTY}.xlsx'}" in done.stdout.splitlines()


def test_the_good_sample_compiles_clean() -> None:
    compiled = compile_report(SAMPLES / f"{GOOD}.xlsx", desk_of())
    assert compiled.findings == (), said(compiled.findings)
    assert compiled.document is not None
    assert compiled.reading.report == good_report()


def test_the_good_sample_and_its_data_are_one_report() -> None:
    assert check_report(SAMPLES / f"{GOOD}.json", desk_of()).findings == ()
    assert report_of((SAMPLES / f"{GOOD}.xlsx").read_bytes()) == good_report()


def test_the_broken_sample_has_the_planted_faults_and_no_others() -> None:
    found = check_report(SAMPLES / f"{FAULTY}.xlsx", desk_of()).findings
    told = [each for fault in FAULTS for each in (fault["finds"], *fault.get("also", ()))]
    planted = sorted((each["code"], each["cell"]) for each in told)
    assert sorted((f.code, cell(f) or "") for f in found) == planted, said(found)


def cell(finding: Finding) -> str | None:
    """Where it stands; the blanks of a table are one finding about several cells."""
    return finding.place.cell or finding.related[0].cell


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["finds"]["code"])
def test_every_planted_fault_is_found_where_it_was_planted(fault: dict[str, Any]) -> None:
    found = check_report(SAMPLES / f"{FAULTY}.xlsx", desk_of()).findings
    (mine,) = (
        f for f in found if (f.code, cell(f)) == (fault["finds"]["code"], fault["finds"]["cell"])
    )
    touched = [(c["table"], c["row"], c["column"]) for c in fault.get("cells", ())]
    touched += [(p["section"], p["paragraph"]) for p in fault.get("prose", ())]
    places = [mine.place, *mine.related]
    at = {(p.table, p.row, p.column) for p in places} | {(p.section, p.paragraph) for p in places}
    assert set(touched) & at


def test_the_broken_sample_is_not_compiled() -> None:
    compiled = compile_report(SAMPLES / f"{FAULTY}.xlsx", desk_of())
    assert compiled.document is None
    assert set(codes(compiled.findings)) <= set(BY_CODE)


@pytest.mark.parametrize("path", [SAMPLES / f"{GOOD}.xlsx", SAMPLES / f"{FAULTY}.xlsx", *BLANKS])
@pytest.mark.parametrize("errors", [audit_errors, sdk_errors])
def test_both_validators_find_nothing(path: Path, errors: Any) -> None:
    assert errors(path) == []
