"""`nianbao quote` as people and programs call it; what it writes compiles to the same document."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from compiler.values.dataclass import replace
from compiler.values.report import Paragraph
from compiler.workbook.form.make import write_form
from tests.support.documents import BODY, good_document
from tests.support.examples import REPORTS
from tests.support.running import nianbao
from tests.support.workbooks import FAULTY, GOOD, SAMPLES, form, full_report, parts_of

CONTEXTS = SAMPLES.parent / "tests" / "prose" / "contexts"
RECORD = {
    "nianbao", "report", "status", "counts", "findings", "causes", "repairs", "outputs",
    "replacements", "left",
}  # fmt: skip
PLACE = {"file", "sheet", "cell", "section", "table", "row", "column", "paragraph", "label"}
SAID = "新收政府信息公开申请12681件，上年结转二百零一件，予以公开243件。"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    paragraphs = (*full_report().narrative["overview"], Paragraph("body", SAID))
    report = replace(full_report(), narrative={**full_report().narrative, "overview": paragraphs})
    path = tmp_path / "年报.xlsx"
    path.write_bytes(write_form(form(), report))
    return path


def test_a_copy_is_written_and_the_original_stays(workbook: Path) -> None:
    before, target = workbook.read_bytes(), workbook.with_name("新年报.xlsx")
    ran = nianbao("quote", workbook, "-o", target)
    assert ran.code == 0
    assert workbook.read_bytes() == before
    overview = nianbao("export", target).json["narrative"]["overview"]
    assert overview[-1]["text"] == (
        "新收政府信息公开申请{新收申请总数}件，上年结转二百零一件，予以公开{予以公开数}件。"
    )


def test_what_was_replaced_and_left_is_told(workbook: Path) -> None:
    ran = nianbao("quote", workbook, "-o", workbook.with_name("新年报.xlsx"))
    said = "".join(line.removeprefix("    ") for line in ran.out.splitlines())
    assert ran.out.startswith("✓ 换成名称 2 处，另有 1 处没有换。\n")
    assert "一、总体情况 B9：新收政府信息公开申请【12681】件，上年结转… → {新收申请总数}" in said
    assert (
        "上年结转【二百零一件】，予以公开2…（{上年结转申请总数}）。换了以后印出来的写法会变" in said
    )
    assert ran.out.endswith(f"已写出：{workbook.with_name('新年报.xlsx')}\n")
    quiet = nianbao("quote", workbook, "-o", workbook.with_name("新年报.xlsx"), "--quiet")
    assert quiet.out == (
        f"✓ 换成名称 2 处，另有 1 处没有换。\n\n已写出：{workbook.with_name('新年报.xlsx')}\n"
    )
    english = nianbao("quote", workbook, "-o", workbook.with_name("a.xlsx"), "--lang", "en")
    assert english.out.startswith("✓ 2 numbers are quotes now, 1 were left.\n")


def test_the_same_as_data(workbook: Path) -> None:
    target = workbook.with_name("新年报.xlsx")
    ran = nianbao("quote", workbook, "-o", target, "--json")
    assert ran.code == 0
    assert set(ran.json) == RECORD
    assert ran.json["outputs"] == [str(target)]
    for each in ran.json["replacements"]:
        assert set(each) == {"place", "from", "to"}
        assert set(each["place"]) == PLACE
    told = [(e["from"], e["to"], e["place"]["cell"]) for e in ran.json["replacements"]]
    assert told == [("12681", "{新收申请总数}", "B9"), ("243", "{予以公开数}", "B9")]
    (left,) = ran.json["left"]
    assert (left["from"], left["to"], left["reason"]) == (
        "二百零一件",
        "{上年结转申请总数}",
        "spelled",
    )
    assert left["place"]["sheet"] == "一、总体情况"
    assert left["message"]


def test_a_workbook_without_such_numbers_is_copied(tmp_path: Path) -> None:
    source, target = tmp_path / "年报.xlsx", tmp_path / "新年报.xlsx"
    shutil.copy(SAMPLES / f"{GOOD}.xlsx", source)
    ran = nianbao("quote", source, "-o", target)
    assert (ran.code, target.read_bytes()) == (0, source.read_bytes())
    assert "没有可以换的数" in ran.out


def test_quoting_twice_changes_nothing_more(workbook: Path) -> None:
    once, twice = workbook.with_name("一.xlsx"), workbook.with_name("二.xlsx")
    assert nianbao("quote", workbook, "-o", once).code == 0
    ran = nianbao("quote", once, "-o", twice, "--json")
    assert ran.json["replacements"] == []
    assert twice.read_bytes() == once.read_bytes()


# The document and the findings stay the same


def _reports() -> list[Path]:
    """Those that come with the tests, and the real ones where they are at hand."""
    paths = [path for path in CONTEXTS.glob("*.json") if ".prior" not in path.name]
    assert paths
    return sorted([*paths, *REPORTS.glob("*.json")])


@pytest.mark.parametrize("name", [GOOD, FAULTY])
def test_the_samples_compile_to_the_same_document(name: str, tmp_path: Path) -> None:
    _assert_same_document(SAMPLES / f"{name}.xlsx", tmp_path)


@pytest.mark.parametrize("report", _reports(), ids=lambda path: path.stem)
def test_reports_made_into_workbooks_compile_to_the_same_document(
    report: Path, tmp_path: Path
) -> None:
    source = tmp_path / "年报.xlsx"
    edition = json.loads(report.read_text("utf-8"))["format"]
    assert nianbao("new", "--format", edition, "--from", report, "-o", source).code < 2
    _assert_same_document(source, tmp_path)


def _assert_same_document(source: Path, folder: Path) -> None:
    """As drafts, so that a report with errors has one too: its findings stand at the front."""
    target = folder / "新年报.xlsx"
    assert nianbao("quote", source, "-o", target).code < 2
    bodies = []
    for path in (source, target):
        document = folder / f"{path.stem}.docx"
        nianbao("compile", path, "--draft", "-o", document)
        bodies.append(parts_of(document.read_bytes())[BODY])
    assert bodies[0] == bodies[1]


def test_a_figure_that_changes_changes_its_sentence(workbook: Path) -> None:
    """What it is for: next year's figure is printed without touching the sentence."""
    target, data = workbook.with_name("新年报.xlsx"), workbook.with_name("年报.json")
    assert nianbao("quote", workbook, "-o", target).code == 0
    content = nianbao("export", target).json
    content["tables"]["requests"]["received"]["total"] = 12690
    data.write_text(json.dumps(content), "utf-8")
    document = workbook.with_name("年报.docx")
    nianbao("compile", data, "--draft", "-o", document)
    assert "新收政府信息公开申请12690件" in parts_of(document.read_bytes())[BODY].decode()


# Refused


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    document = tmp_path / "年报.docx"
    document.write_bytes(good_document())
    target = tmp_path / "新年报.xlsx"
    for source in (SAMPLES / f"{GOOD}.json", document):
        ran = nianbao("quote", source, "-o", target, "--json")
        assert (ran.code, ran.json["status"]) == (2, "unreadable")
        assert [f["code"] for f in ran.json["findings"]] == ["W182"]
        assert (ran.json["replacements"], ran.json["left"], ran.json["outputs"]) == ([], [], [])
    assert not target.exists()


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_what_cannot_be_read_is_refused(content: bytes, tmp_path: Path) -> None:
    source = tmp_path / "年报.xlsx"
    source.write_bytes(content)
    ran = nianbao("quote", source, "-o", tmp_path / "新年报.xlsx")
    assert ran.code == 2
    assert ran.out.startswith("✗ 没有写出。\n"), "an older format is read, but nothing is written"
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize(
    ("target", "code"), [("年报.xlsx", "W176"), ("没有的/a.xlsx", "W170"), ("a.docx", "W180")]
)
def test_a_copy_that_cannot_stand_there_is_refused(target: str, code: str, workbook: Path) -> None:
    before = workbook.read_bytes()
    ran = nianbao("quote", workbook, "-o", workbook.parent / target, "--json")
    assert (ran.code, ran.json["findings"][0]["code"], ran.json["outputs"]) == (2, code, [])
    assert ran.json["replacements"] == []
    assert workbook.read_bytes() == before
    assert list(workbook.parent.iterdir()) == [workbook]


def test_the_copy_must_be_named(workbook: Path) -> None:
    ran = nianbao("quote", workbook)
    assert ran.code == 2
    assert "缺少选项 -o, --output OUT.xlsx|FOLDER。" in ran.err


# `check` offers it


def test_check_offers_it_in_one_sentence(workbook: Path) -> None:
    ran = nianbao("check", workbook)
    assert ran.out.count("nianbao quote") == 1
    command = f"    nianbao quote {workbook} -o {workbook.with_name('新年报.xlsx')}\n"
    assert ran.out.endswith(f"文字里有 2 个数与表相符，可以写成 {{名称}}，随表变动：\n{command}")


def test_check_offers_nothing_where_it_would_be_noise(workbook: Path, tmp_path: Path) -> None:
    quoted = tmp_path / "新年报.xlsx"
    assert nianbao("quote", workbook, "-o", quoted).code == 0
    data = tmp_path / "年报.json"
    assert nianbao("export", workbook, "-o", data).code == 0
    for words in (
        [workbook, "--quiet"], [workbook, "--json"], [quoted], [data],
        [SAMPLES / f"{GOOD}.xlsx"], [SAMPLES / f"{FAULTY}.xlsx"],
    ):  # fmt: skip
        assert "nianbao quote" not in nianbao("check", *words).out
