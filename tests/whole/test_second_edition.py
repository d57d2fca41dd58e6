"""The form of 2021 from its data to a workbook and a proven document, last year's beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from compiler.document.seal import read_seal
from tests.golden.rebuild import CONTEXTS
from tests.support.documents import edited, figures, tables, whole_text
from tests.support.office import converted
from tests.support.running import nianbao
from tests.support.workbooks import parts_of

CITY, LAST_YEAR = CONTEXTS / "city-2024.json", CONTEXTS / "city-2024.prior.json"
DATA: dict[str, Any] = json.loads(CITY.read_text("utf-8"))
LAPSED = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("2024") / "年报.xlsx"
    words = ("--format", "disclosure-2021", "--from", CITY, "--prior", LAST_YEAR)
    assert nianbao("new", *words, "-o", path).code == 0
    return path


@pytest.fixture(scope="module")
def document(workbook: Path) -> Path:
    path = workbook.with_suffix(".docx")
    ran = nianbao("compile", workbook, "--prior", LAST_YEAR, "-o", path)
    assert ran.code == 0, ran.out
    return path


def _without_prior(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != "prior"}


def test_the_workbook_holds_the_data_and_nothing_is_wrong(workbook: Path) -> None:
    assert _without_prior(nianbao("export", workbook).json) == _without_prior(DATA)
    checked = nianbao("check", workbook, "--prior", LAST_YEAR, "--json")
    assert (checked.code, checked.json["status"]) == (0, "clean")


def test_each_number_stands_in_the_document_once_and_in_order(document: Path) -> None:
    columns = [
        [str(number) for row in table.values() for number in row.values()]
        for table in DATA["tables"].values()
    ]
    proactive = [number for name in columns[:4] for number in name]
    assert figures(document.read_bytes()) == [proactive, *columns[4:]]


def test_the_long_labels_stand_in_the_document_whole(document: Path) -> None:
    labels = [cell for row in tables(document.read_bytes())[1] for cell in row]
    assert [label for label in labels if label in LAPSED] == list(LAPSED)


def test_the_largest_table_stands_on_one_page(document: Path, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    [pdf] = converted((document,), tmp_path, to="pdf")
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode()
    pages = ["".join(page.split()) for page in text.split("\f")]
    [page] = [page for page in pages if "四、结转下年度继续办理" in page]
    assert "一、本年新收政府信息公开申请数量" in page


def test_last_years_figures_travel_in_the_document_which_stays_intact(document: Path) -> None:
    seal = read_seal(parts_of(document.read_bytes())).seal
    assert seal is not None
    prior = json.loads(seal.data)["prior"]
    assert (prior["year"], prior["agency"]) == (2023, DATA["agency"]["name"])
    assert prior["source"] == LAST_YEAR.name
    verified = nianbao("verify", document, "--json")
    assert (verified.code, verified.json["status"], verified.json["changes"]) == (0, "intact", [])
    assert verified.json["report"]["format"] == "disclosure-2021"
    assert nianbao("export", document).json["prior"] == prior


def test_the_document_is_a_report_again(document: Path, workbook: Path, tmp_path: Path) -> None:
    assert _without_prior(nianbao("export", document).json) == _without_prior(DATA)
    assert nianbao("verify", document, "--against", workbook).code == 0
    again = tmp_path / "again.docx"
    assert nianbao("compile", document, "-o", again).code == 0
    assert whole_text(again.read_bytes()) == whole_text(document.read_bytes())


def test_a_figure_altered_is_named_by_the_new_rows(document: Path, tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    paid = str(DATA["tables"]["requests"]["lapsed_fee_unpaid"]["total"])
    label = LAPSED[1]

    def edit(markup: str) -> str:
        head, found, rest = markup.partition(label)
        return head + found + rest.replace(f"<w:t>{paid}</w:t>", "<w:t>99</w:t>", 1)

    path.write_bytes(edited(document.read_bytes(), edit))
    [change] = nianbao("verify", path, "--json").json["changes"]
    assert (change["was"], change["now"]) == (paid, "99")
    assert change["place"]["row"] == "lapsed_fee_unpaid"


# A workbook is a workbook whatever lies in it, and a document a document


def test_a_workbook_that_holds_a_document_is_read_as_a_workbook(
    workbook: Path, document: Path, tmp_path: Path
) -> None:
    import zipfile

    path = Path(shutil.copy(workbook, tmp_path / "年报.xlsx"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as package:
        package.writestr("xl/embeddings/说明.docx", document.read_bytes())
        package.writestr("word/document.xml", b"<nothing/>")
    assert nianbao("check", path, "--prior", LAST_YEAR).code == 0
    assert openpyxl.load_workbook(BytesIO(path.read_bytes())).sheetnames


@pytest.mark.parametrize("name", ["年报.xlsx", "年报", "年报.json"])
def test_a_document_is_read_as_a_document_whatever_its_name(
    document: Path, tmp_path: Path, name: str
) -> None:
    path = Path(shutil.copy(document, tmp_path / name))
    assert nianbao("export", path).json == nianbao("export", document).json
