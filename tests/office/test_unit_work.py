"""One unit, from its workbook to its files: what is written, replaced, told, and when it is done."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from compiler.commands.unit_work import Done, do_each, done, lost, outputs_in, whose_each
from compiler.edges.limited import TooLongError
from compiler.office.result import NAMES, Setting, Work, key_of, opened
from compiler.pipeline import compile_report
from compiler.report.outcome import Outcome
from compiler.report.whose import Whose
from compiler.text.language import Text
from tests.readers.saved.rebuild import SAVED
from tests.support.workbooks import FAULTY, GOOD, SAMPLES, good_form, packed, parts_of

RESULT = NAMES["result"].zh
DOCUMENT = "福州市仓山区司法局2020年政府信息公开工作年度报告.docx"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    source = Path(shutil.copy(SAMPLES / f"{GOOD}.xlsx", tmp_path / "年报.xlsx"))
    return Work(str(source), "", str(tmp_path / "某局"), "某局")


def result(work: Work) -> dict[str, Any]:
    content = json.loads(Path(work.folder, RESULT).read_bytes())
    assert isinstance(content, dict)
    return content


def files(work: Work) -> set[str]:
    return {path.name for path in Path(work.folder).iterdir()}


def test_a_pdf_stands_beside_its_document(work: Work) -> None:
    with patch("compiler.edges.libreoffice.rendered_pdf", return_value=b"%PDF-1.7"):
        assert done(work, Setting(pdf=True)) == Done("某局", "clean")
    pdf = DOCUMENT.replace(".docx", ".pdf")
    assert files(work) == {DOCUMENT, pdf, RESULT}
    assert Path(work.folder, pdf).read_bytes() == b"%PDF-1.7"
    assert result(work)["key"]


def test_a_pdf_that_could_not_be_made_is_tried_again(work: Work) -> None:
    with patch("compiler.edges.libreoffice.rendered_pdf", return_value=Text("没有", "none")):
        assert done(work, Setting(pdf=True)).status == "warnings"
    content = result(work)
    assert ([f["code"] for f in content["findings"]], content["key"]) == (["U110"], "")
    assert files(work) == {DOCUMENT, RESULT}


def test_what_a_killed_run_wrote_down_is_known_to_the_next(work: Work) -> None:
    """Killed after its document, before its result: the workbook then turned out wrong."""
    with (
        patch("compiler.commands.unit_work.key_of", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        done(work, Setting())
    assert files(work) == {DOCUMENT, RESULT}
    assert result(work)["key"] == ""
    shutil.copy(SAMPLES / f"{FAULTY}.xlsx", work.source)
    assert done(work, Setting()).status == "errors"
    assert files(work) == {"某局-标出问题.xlsx", RESULT}


def test_files_of_others_in_the_folder_stay(work: Work) -> None:
    Path(work.folder).mkdir()
    own = Path(work.folder, "批示.docx")
    own.write_bytes(b"theirs")
    done(work, Setting())
    assert own.read_bytes() == b"theirs"


def test_a_result_names_no_file_outside_its_folder(tmp_path: Path) -> None:
    path = tmp_path / RESULT
    named = {"key": "", "status": "", "findings": [], "outputs": ["../a.docx", "/a", 1, "b.docx"]}
    path.write_text(json.dumps(named), "utf-8")
    assert outputs_in(path) == ["b.docx"]
    assert opened(b"[]") is opened(b"{") is None


@pytest.mark.parametrize("fault", [TooLongError, ZeroDivisionError])
def test_what_goes_wrong_with_one_is_its_own(fault: type[BaseException], work: Work) -> None:
    with patch(
        "compiler.commands.unit_work.compile_report", side_effect=[fault, Outcome.refused()]
    ):
        assert [each.status for each in do_each([(work, Setting())] * 2)] == [
            "failed",
            "unreadable",
        ]


def test_who_was_lost_is_done_again_the_next_time(work: Work) -> None:
    assert lost(work, Setting()).status == "failed"
    assert (result(work)["status"], result(work)["key"]) == ("failed", "")


def test_what_cannot_be_written_is_told_and_done_again(work: Work) -> None:
    Path(work.folder).mkdir()
    Path(work.folder, DOCUMENT).mkdir()
    assert done(work, Setting()).status == "failed"
    assert [f["code"] for f in result(work)["findings"]] == ["W171"]
    assert result(work)["key"] == ""


def test_every_input_is_in_the_key(work: Work) -> None:
    keys = {key_of(work, Setting())}
    for field in Work._fields:
        keys.add(key_of(work._replace(**{field: "another"}), Setting()))
    for field, value in (
        ("language", "en"),
        ("wanted", "a"),
        ("strict", True),
        ("pdf", True),
        ("formats", "a"),
    ):
        keys.add(key_of(work, Setting()._replace(**{field: value})))
    assert len(keys) == 1 + len(Work._fields) + 5


# Whose it is


def test_whose_is_told_from_the_cover_alone(tmp_path: Path) -> None:
    saved = parts_of(good_form())
    core = saved["docProps/core.xml"].replace(
        b"2020-12-31T00:00:00Z</dcterms:modified>", b"2021-01-20T09:30:00Z</dcterms:modified>"
    )
    assert core != saved["docProps/core.xml"]
    workbook, data, broken = (tmp_path / name for name in ("a.xlsx", "a.json", "b.xlsx"))
    workbook.write_bytes(packed({**saved, "docProps/core.xml": core}))
    shutil.copy(SAMPLES / f"{GOOD}.json", data)
    broken.write_bytes(b"PK")
    told = whose_each(
        [(str(path), Setting()) for path in (workbook, data, broken, tmp_path / "c.xlsx")]
    )
    agency = "福州市仓山区司法局"
    assert told == [
        Whose("disclosure-2019", agency, 2020, "2021-01-20T09:30:00"),
        Whose("disclosure-2019", agency, 2020),
        None,
        None,
    ]


@pytest.mark.parametrize("ending", ["xls", "et", "ods"])
def test_older_formats_are_units_like_any_other(ending: str, tmp_path: Path) -> None:
    """Whose they are is known, and a document is made; nothing is marked in them."""
    source = tmp_path / f"年报.{ending}"
    with zipfile.ZipFile(SAVED) as kept:
        source.write_bytes(kept.read(f"sample.{'ods' if ending == 'ods' else 'xls'}"))
    [said] = whose_each([(str(source), Setting())])
    assert said is not None
    assert (said.agency, said.year) == ("福州市仓山区司法局", 2020)
    work = Work(str(source), "", str(tmp_path / "某局"), "某局")
    assert done(work, Setting()).status in ("clean", "warnings")
    assert files(work) == {DOCUMENT, RESULT}
    with patch("compiler.commands.unit_work.compile_report", _without_document):
        done(work, Setting())
    assert files(work) == {RESULT}


def _without_document(*given: Any, **named: Any) -> Outcome:
    return compile_report(*given, **named)._replace(document=None)
