"""A real report, from its data to a workbook and from the workbook to the finished document.

The published texts are not ours to copy: they are read from ../shared beside the clone, or
from where NIANBAO_SHARED says.
"""

from __future__ import annotations

import json
import re
import unicodedata
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest

from tests.support.documents import figures, paragraphs, tables, unbroken, whole_text
from tests.support.examples import REPORTS
from tests.support.running import nianbao

SEED = REPORTS / "cangshan-justice-2020.json"
SHANGHAI = REPORTS / "shanghai-office-2019.json"

pytestmark = pytest.mark.skipif(
    not SEED.is_file(),
    reason=f"{SEED} is not there; NIANBAO_SHARED can name the folder of the real reports",
)

PROACTIVE = ("article20_1", "article20_5", "article20_6", "article20_8", "article20_9")
HEADINGS = {
    "overview": "一、总体情况",
    "problems": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
}
OVER_TABLES = (
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
)
STYLES = {"heading2": "Heading 2", "heading3": "Heading 3", "body": "Body Text"}


class Journey(NamedTuple):
    data: dict[str, Any]
    checked: dict[str, Any]
    document: bytes


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    folder = tmp_path_factory.mktemp("seed")
    workbook, document = folder / "年报.xlsx", folder / "年报.docx"
    filled = nianbao("new", "--format", "disclosure-2019", "--from", SEED, "-o", workbook)
    assert filled.code == 0, filled.out
    checked = nianbao("check", workbook, "--json")
    assert checked.code == 0, checked.out
    compiled = nianbao("compile", workbook, "-o", document)
    assert compiled.code == 0, compiled.out
    return Journey(_data(SEED), checked.json, document.read_bytes())


def _data(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def _numbers(data: dict[str, Any], *names: str) -> list[str]:
    """The numbers of these tables in the order of the data, which is that of the form."""
    found = [
        value for name in names for row in data["tables"][name].values() for value in row.values()
    ]
    return [str(value) for value in found]


def _folded(text: str) -> str:
    """Without white space, and full-width forms as half-width ones."""
    return re.sub(r"[\s|]", "", unicodedata.normalize("NFKC", text))


# From the empty workbook to the finished document


def test_nothing_is_wrong_with_the_published_report(journey: Journey) -> None:
    assert journey.checked["counts"]["error"] == 0
    assert [f for f in journey.checked["findings"] if f["severity"] == "error"] == []


def test_each_number_stands_in_the_document_once_and_in_order(journey: Journey) -> None:
    proactive, requests, disputes = figures(journey.document)
    assert proactive == _numbers(journey.data, *PROACTIVE)
    assert requests == _numbers(journey.data, "requests")
    assert disputes == _numbers(journey.data, "disputes")
    assert (len(proactive), len(requests), len(disputes)) == (22, 161, 15)


def test_each_paragraph_stands_in_the_document_once_in_order_and_in_its_style(
    journey: Journey,
) -> None:
    expected = [("Title", "福州市仓山区司法局2020年政府信息公开工作年度报告")]
    for section, written in journey.data["narrative"].items():
        if section == "problems":
            expected += [("Heading 1", heading) for heading in OVER_TABLES]
        if section in HEADINGS:
            expected += [("Heading 1", HEADINGS[section])]
        expected += [(STYLES[p["level"]], _printed(p)) for p in written]
    found = [(p.style.name if p.style else "", unbroken(p)) for p in paragraphs(journey.document)]
    assert found == expected


def _printed(paragraph: dict[str, str]) -> str:
    """The published page has (一) where the form has （一）; nothing else is touched."""
    if paragraph["level"] == "heading2":
        return re.sub(r"^\((.)\)", r"（\1）", paragraph["text"])
    return paragraph["text"]


def test_the_document_is_the_published_page_character_for_character(journey: Journey) -> None:
    published = _folded(SEED.with_suffix(".txt").read_text("utf-8"))
    # Two heads of the first table lost their second line when the page was stored.
    published = published.replace("本年新本年新", "本年新制作数量本年新公开数量")
    published = published.removesuffix("扫一扫在手机上查看当前页面")
    title = "福州市仓山区司法局2020年政府信息公开工作年度报告"
    assert _folded(whole_text(journey.document)) == title + published


def test_no_number_takes_the_place_of_another(tmp_path: Path) -> None:
    """Most of the real numbers are 0: here each figure is a number of its own."""
    data = deepcopy(_data(SEED))
    rows = [row for table in data["tables"].values() for row in table.values()]
    cells = [(row, column) for row in rows for column in row]
    for number, (row, column) in enumerate(cells, start=1001):
        row[column] = number
    report, document = tmp_path / "年报.json", tmp_path / "年报.docx"
    report.write_text(json.dumps(data), "utf-8")
    assert nianbao("compile", report, "--draft", "-o", document).code == 1
    amount = [f"{number}万元" if number == 1022 else str(number) for number in range(1001, 1199)]
    assert [each for table in figures(document.read_bytes()) for each in table] == amount
    row = tables(document.read_bytes())[1][25]
    assert row == ["四、结转下年度继续办理", *map(str, range(1177, 1184))]


@pytest.mark.parametrize("path", [SEED, SHANGHAI], ids=lambda path: path.stem)
def test_the_data_of_a_real_report_is_read_and_written_unchanged(path: Path) -> None:
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    exported = nianbao("export", path).json
    assert exported == _data(path)
    jsonschema.validate(exported, nianbao("formats", "disclosure-2019", "--json").json["schema"])


# A report with blanks and forgotten totals, as one was published


@pytest.mark.skipif(not SHANGHAI.is_file(), reason=f"{SHANGHAI} is not there")
def test_every_forgotten_total_is_found_with_its_sum() -> None:
    checked = nianbao("check", SHANGHAI, "--json")
    found = checked.json["findings"]
    print("\n".join(f"{f['code']} {f['severity']} {f['message']}" for f in found))
    assert checked.code == 1

    requests = _data(SHANGHAI)["tables"]["requests"]
    sums = {
        name: sum(value for value in row.values() if value is not None)
        for name, row in requests.items()
        if row["total"] is None and any(value is not None for value in row.values())
    }
    offered = {
        f["place"]["row"]: f["expected"]
        for f in found
        if f["code"] == "C121" and f["place"]["column"] == "total"
    }
    assert offered == {name: str(value) for name, value in sums.items()}
    assert len(offered) == 11


@pytest.mark.skipif(not SHANGHAI.is_file(), reason=f"{SHANGHAI} is not there")
def test_blanks_are_one_warning_a_table_and_break_no_identity() -> None:
    found = nianbao("check", SHANGHAI, "--json").json["findings"]
    blanks = [f["place"]["table"] for f in found if f["code"] == "C120"]
    assert blanks == ["requests", "disputes"]
    assert [f for f in found if f["code"][0] in "TX" and f["severity"] == "error"] == []
