"""The annual report of a US agency on its FOIA requests, declared from the manual alone.

`foia.toml` is the form, `foia-2023.json` a report of it; no line of Python knows of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from tests.support.documents import codes, edited, tables, whole_text
from tests.support.running import Ran, nianbao

HERE = Path(__file__).parent
Data = dict[str, Any]


def run(*words: str | Path) -> Ran:
    return nianbao(*words, "--lang", "en", NIANBAO_FORMATS=str(HERE))


def good() -> Data:
    content = json.loads((HERE / "foia-2023.json").read_text("utf-8"))
    assert isinstance(content, dict)
    return content


LOW = '<w:spacing w:line="20" w:lineRule="exact"/>'


def part(document: Path) -> str:
    with ZipFile(document) as package:
        return package.read("word/document.xml").decode()


def line(data: Data, table: str, key: str) -> Data:
    (only,) = [row["figures"] for row in data["tables"][table] if row["key"] == key]
    assert isinstance(only, dict)
    return only


def figures(data: Data) -> dict[str, dict[str, Data]]:
    """By table and line, whatever else is said of a line."""
    return {
        table: {row["key"]: {c: f for c, f in row["figures"].items() if f is not None} for row in rows}
        for table, rows in data["tables"].items()
    }  # fmt: skip


def written(folder: Path, data: Data) -> Path:
    path = folder / "report.json"
    path.write_text(json.dumps(data), "utf-8")
    return path


def through(folder: Path, data: Data) -> tuple[Path, Data]:
    """Data → workbook → document: the document, and the data that it gives back."""
    book, document = folder / "report.xlsx", folder / "report.docx"
    made = run("new", "--format", "foia", "--from", written(folder, data), "-o", book, "--force")
    assert made.code == 0, made.out
    checked = run("check", book, "--strict")
    assert checked.code == 0, checked.out
    assert run("compile", book, "-o", document).code == 0
    assert run("verify", document, "--against", book).code == 0
    return document, run("export", document).json


def test_it_goes_all_the_way_and_back(tmp_path: Path) -> None:
    document, again = through(tmp_path, good())
    assert figures(again) == figures(good())
    assert again["narrative"] == good()["narrative"]
    shown = {table[0][0]: table for table in tables(document.read_bytes())}
    assert len(shown) > 1
    text = whole_text(document.read_bytes())
    assert "the number of requests rose by 4.2%. The Office of the Secretary received 655." in text
    assert "FOIA cost $2111774.00." in text
    rows = [row for table in tables(document.read_bytes()) for row in table]
    assert [
        "Agency overall",
        "22",
        "6.75",
        "28.75",
        "$2,004,673.45",
        "$107,100.55",
        "$2,111,774.00",
    ] in rows
    assert ["Office of the Secretary", "7", "8.2", "1", "18", "N/A", "N/A", "N/A", "N/A"] in rows
    assert ["Bureau of Records", "9", "11.4", "<1", "19", "42", "58.3", "21", "310"] in rows
    assert ["26 U.S.C. 6103", "Tax returns and return information", "2 October 1989", "31"] in rows
    # The line that ends a page on its side is as low as can be; no line of words may be.
    low = partial(re.sub, r"(<w:pPr><w:pStyle[^>]*/>)(</w:pPr><w:r>)", rf"\1{LOW}\2")
    tampered = tmp_path / "low.docx"
    tampered.write_bytes(edited(document.read_bytes(), low))
    assert LOW in part(document)
    assert part(tampered).count(LOW) > part(document).count(LOW)
    assert "D115" in codes(run("check", tampered, "--json"))
    # The year after begins with this year's lines, and its start is this year's end.
    book = tmp_path / "next.xlsx"
    made = run("new", "--format", "foia", "--prior", document, "-o", book)
    assert made.code == 0, made.out
    begun = run("export", book).json
    assert line(begun, "requests", "Bureau of Records")["opening"] == 165


def test_the_live_checks_are_headed_in_english(tmp_path: Path) -> None:
    book = tmp_path / "report.xlsx"
    assert run("new", "--format", "foia", "--from", written(tmp_path, good()), "-o", book).code == 0
    rows = openpyxl.load_workbook(book)["Checks"].iter_rows(values_only=True)
    header = next([text for text in row if text] for row in rows if "Result" in row)
    wanted = "No. | Table | Item | Check | Left | Right | Difference | Result | Go to"
    assert header == wanted.split(" | ")


def test_an_agency_without_components_appeals_or_statutes(tmp_path: Path) -> None:
    data = good()
    for table in ("statutes", "other_reasons", "appeals", "appeal_outcomes"):
        data["tables"][table] = [row for row in data["tables"][table] if row["key"] == "total"]
        total = line(data, table, "total")
        total.update(dict.fromkeys(total, None if table in ("statutes", "other_reasons") else 0))
    for row in data["tables"]["exemptions"]:
        row["figures"]["ex3"] = 0
    for row in data["tables"]["backlogs"]:
        row["figures"]["appeals"] = 0
    for row in data["tables"]["dispositions"]:
        row["figures"]["duplicate"] += row["figures"]["other"]
        row["figures"]["other"] = 0
    document, again = through(tmp_path, data)
    assert figures(again) == figures(data)
    text = whole_text(document.read_bytes())
    assert "relied on no statute under Exemption 3 in fiscal year 2023." in text
    assert "No request was denied for another reason." in text
    assert "Type of information withheld" not in text


def _set(table: str, key: str, column: str, value: object) -> Callable[[Data], None]:
    return lambda data: line(data, table, key).update({column: value})


def _one_more_component(data: Data) -> None:
    new = {
        "key": "Bureau of Maps",
        "figures": {"opening": 0, "received": 1, "processed": 1, "closing": 0},
    }
    data["tables"]["appeals"].insert(2, new)


def _says(text: str) -> Callable[[Data], None]:
    return lambda data: data["narrative"]["summary"][0].update(text=text)


RECORDS, INSPECTOR = "Bureau of Records", "Office of the Inspector General"


@pytest.mark.parametrize(
    ("break_it", "found"),
    [
        (_set("requests", RECORDS, "closing", 156), ("T201", "requests-closing")),
        (_set("dispositions", INSPECTOR, "grants", 98), ("T201", "dispositions-across")),
        (_set("other_reasons", RECORDS, "times", 9), ("X301", "other-reasons-told")),
        (_set("exemptions", "total", "ex5", 461), ("T201", "exemptions-total")),
        (_set("statutes", "26 U.S.C. 6103", "decided", "Fall 1989"), ("C115", None)),
        (_set("statutes", "26 U.S.C. 6103", "relied", 13), ("T201", "statutes-total")),
        (_one_more_component, ("T301", "appeals-are-disposed")),
        (_set("times", RECORDS, "simple_median", 91), ("T401", "median-between")),
        (_set("times", RECORDS, "simple_lowest", "n.a."), ("C101", None)),
        (_set("times", "total", "complex_highest", 310), ("T301", "longest-of-all")),
        (_set("expedited", RECORDS, "in_time", 40), ("T401", "in-time-within-adjudicated")),
        (_set("costs", RECORDS, "processing", 1284350.555), ("C114", None)),
        (_set("costs", RECORDS, "litigation", 9210), ("T201", "costs-across")),
        (_set("backlogs", INSPECTOR, "requests", 90), ("X401", "backlog-within-pending")),
        (_set("compared", INSPECTOR, "received", 420), ("X301", "compared-received")),
        (_says("The number of requests fell by {change of requests}."), ("P104", None)),
        (_says("{received by Office of Maps} came to the maps."), ("P101", None)),
        (_says("The Department processed 2,485 requests."), ("P201", None)),
    ],
)  # fmt: skip
def test_what_is_broken_is_found(
    break_it: Callable[[Data], None], found: tuple[str, str | None], tmp_path: Path
) -> None:
    data = good()
    break_it(data)
    ran = run("check", written(tmp_path, data), "--json")
    assert ran.code == 1
    errors = [f for f in ran.json["findings"] if f["severity"] == "error"]
    assert found in [(f["code"], f["rule"]) for f in errors]
