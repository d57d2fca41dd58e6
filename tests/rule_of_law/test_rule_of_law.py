"""法治政府建设年度报告: prose in parts and annexes on their side, declared from the manual alone.

Annexes have lines of each department, words, dates and a table that may be empty. No line of
Python knows of the form.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.documents import tables, whole_text
from tests.support.running import Ran, nianbao

HERE = Path(__file__).parent
Data = dict[str, Any]
RULINGS = "南河县人民政府2023年没有行政复议案件，本表为空。"


def run(*words: str | Path) -> Ran:
    return nianbao(*words, NIANBAO_FORMATS=str(HERE))


def good() -> Data:
    content = json.loads((HERE / "rule-of-law-2023.json").read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def written(folder: Path, data: Data, name: str = "报告.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(data), "utf-8")
    return path


def last_year(folder: Path, penalties: int) -> Path:
    """Its report with so many penalties more, all of them of the first department."""
    data = good()
    data["year"] = 2022
    data["narrative"] = {
        section: [{"level": "body", "text": f"上年{section}：科学决策，严格执法。"}]
        for section in data["narrative"]
    }
    for row in (data["tables"]["enforcement"][0], data["tables"]["enforcement"][-1]):
        row["figures"]["ordinary"] += penalties
        row["figures"]["penalties"] += penalties
    return written(folder, data, "上年.json")


def rows(data: Data, table: str) -> list[tuple[str, Data]]:
    return [(row["key"], row["figures"]) for row in data["tables"][table]]


@pytest.mark.parametrize(
    ("more", "told"), [(40, "比上年下降4.9%"), (-31, "比上年增长4.1%"), (0, "比上年持平")]
)
def test_it_goes_all_the_way_and_back(more: int, told: str, tmp_path: Path) -> None:
    book, document, prior = (
        tmp_path / "报告.xlsx",
        tmp_path / "报告.docx",
        last_year(tmp_path, more),
    )
    source = written(tmp_path, good())
    made = run("new", "--format", "rule-of-law", "--from", source, "--prior", prior, "-o", book)
    assert made.code == 0, made.out
    done = run("compile", book, "--strict", "-o", document)
    assert done.code == 0, done.out
    assert run("verify", document, "--against", book).code == 0
    again = run("export", document).json
    for table in good()["tables"]:
        assert rows(again, table) == rows(good(), table)
    text = whole_text(document.read_bytes())
    assert told in text
    assert RULINGS in text
    shown = [row for table in tables(document.read_bytes()) for row in table]
    assert ["2", "交通运输局", "830", "962", "140", "205", "345", "118.50"] in shown
    assert ["1", "县人民政府", "南河县城市养犬管理办法", "2023年3月1日", "2023年4月1日"] in shown


def test_annexes_without_lines(tmp_path: Path) -> None:
    """What must have lines says so; what has a sentence for it stands empty."""
    data, prior = good(), last_year(tmp_path, 0)
    data["narrative"]["progress"][3]["text"] = "各部门严格执法。"
    data["tables"]["enforcement"] = [{"key": "total", "figures": dict.fromkeys(rows(data, "enforcement")[0][1], 0)}]  # fmt: skip
    data["tables"]["documents"] = []
    ran = run("check", written(tmp_path, data), "--prior", prior, "--json")
    errors = [(f["code"], f["place"]["table"]) for f in ran.json["findings"] if f["severity"] == "error"]  # fmt: skip
    assert errors == [("S154", "enforcement")]


def _figure(table: str, line: int, column: str, value: object) -> Callable[[Data], None]:
    return lambda data: data["tables"][table][line]["figures"].update({column: value})


def _ruling(outcome: str) -> Callable[[Data], None]:
    figures = {"matter": "行政处罚", "outcome": outcome, "decided": "2023-05-06"}
    line = {"key": "1", "label": "林业局", "figures": figures}
    return lambda data: data["tables"]["rulings"].append(line)


def _again(data: Data) -> None:
    data["tables"]["documents"][1]["key"] = "1"


@pytest.mark.parametrize(
    ("break_it", "code", "rule"),
    [
        (_figure("enforcement", 1, "ordinary", 250), "T201", "penalties"),
        (_figure("enforcement", 4, "fines", 481.91), "T201", "all-departments"),
        (_figure("enforcement", 3, "fines", 0.5), "T401", "fines-need-penalties"),
        (_figure("enforcement", 0, "fines", "214.361"), "C114", None),
        (_figure("documents", 0, "issued", "2023年春"), "C115", None),
        (_figure("documents", 0, "issued", "2023-05-01"), "T401", "in-force-after-issued"),
        (_figure("documents", 1, "pages", 3), "W232", None),
        (_ruling("驳回"), "C116", None),
        (_again, "S151", None),
    ],
)
def test_what_is_broken_is_found(
    break_it: Callable[[Data], None], code: str, rule: str | None, tmp_path: Path
) -> None:
    data, prior = good(), last_year(tmp_path, 40)
    break_it(data)
    ran = run("check", written(tmp_path, data), "--prior", prior, "--json")
    assert ran.code == 1
    errors = [(f["code"], f["rule"]) for f in ran.json["findings"] if f["severity"] == "error"]
    assert (code, rule) in errors
