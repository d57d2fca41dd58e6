"""What was probably done wrong: right, or not said; each kind once, and how it is told."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.planted_slips import KINDS, trial
from compiler.format.declaration import Declaration
from compiler.format.find import find_format
from tests.examples import clean_data, declaration_of
from tests.running import nianbao


def edition() -> Declaration:
    declaration = find_format("disclosure-2021")
    assert isinstance(declaration, Declaration)
    return declaration


@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_slip_is_named_rightly_or_not_at_all(kind: str) -> None:
    trials = (trial(edition(), kind, seed) for seed in range(0, 400, 2))
    named = [result[0] for result in islice((t for t in trials if t is not None), 10)]
    assert set(named) <= {"right", "withheld"}
    assert "right" in named


def test_swapped_digits_are_told_with_the_cell_and_the_repair(tmp_path: Path) -> None:
    data = clean_data(declaration_of())
    row = data["tables"]["requests"]["received"]
    row.update(natural_person=45, total=45)
    data["tables"]["requests"]["granted"].update(natural_person=45, total=45)
    data["tables"]["requests"]["handled"].update(natural_person=45, total=45)
    row["natural_person"] = 54
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data), "utf-8")
    answer = json.loads(nianbao("check", path, "--json").out)
    (cause,) = answer["causes"]
    assert cause["kind"] == "transposed"
    assert [(p["table"], p["row"], p["column"]) for p in cause["places"]] == [
        ("requests", "received", "natural_person")
    ]
    assert set(cause["findings"]) == {f["id"] for f in answer["findings"] if f["rule"]}
    ((change,),) = answer["repairs"]
    assert (change["from"], change["to"]) == ("54", "45")
    assert "可能的原因：" in nianbao("check", path).out
    assert "Likely cause: " in nianbao("check", path, "--lang", "en").out


def test_many_slips_at_once_are_said_to_be_untold(tmp_path: Path) -> None:
    data = clean_data(declaration_of())
    for n, row in enumerate(("received", "granted", "otherwise", "carried_in", "partly_granted")):
        data["tables"]["requests"][row]["natural_person"] = 3 + 4 * n
        data["tables"]["requests"][row]["enterprise"] = 5 + 7 * n
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data), "utf-8")
    said = nianbao("check", path).out
    assert "单凭数字看不出错在哪几格" in said
    assert json.loads(nianbao("check", path, "--json").out)["repairs"] == []


def test_a_report_that_agrees_has_neither_cause_nor_repair(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(clean_data(declaration_of())), "utf-8")
    answer = json.loads(nianbao("check", path, "--json").out)
    assert (answer["causes"], answer["repairs"]) == ([], [])
