"""From a report to its document: refused, drafted, proven, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler import __version__, pipeline
from compiler.document import table_markup as table
from compiler.document.compose import shown_text
from compiler.document.packing import custom_properties
from compiler.document.seal import SEAL_NAMESPACE, read_seal
from compiler.document.text_markup import text_run
from compiler.edges import files
from compiler.edges.machine import desk_of
from compiler.edges.shelf import shelf_of
from compiler.proof import proven as proven_by
from compiler.proof.prove import stretches
from compiler.report.data import to_data
from compiler.report.from_data import read_data
from compiler.report.quotes import Quotable
from compiler.values.origin import Source
from compiler.values.report import LEVELS, Report
from tests.golden import rebuild
from tests.support.documents import (
    SEALED,
    document_of,
    draft_document,
    good_document,
    members,
    paragraphs,
    tables,
    unbroken,
)  # fmt: skip
from tests.support.office import converted
from tests.support.running import nianbao
from tests.support.workbooks import FAULTY, GOOD, SAMPLES, form, parts_of

TITLE = "福州市仓山区司法局2020年政府信息公开工作年度报告"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLES / f"{GOOD}.xlsx", tmp_path / "年报.xlsx"))


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLES / f"{FAULTY}.xlsx", tmp_path / "年报.xlsx"))


def data() -> dict[str, Any]:
    """The good sample as plain data, to be changed at will."""
    content: dict[str, Any] = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    return content


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Where the document goes


def test_the_document_stands_beside_the_report_named_by_its_title(good: Path) -> None:
    ran = nianbao("compile", good)
    assert ran.code == 0
    assert names(good.parent) == ["年报.xlsx", f"{TITLE}.docx"]
    assert f"\n已写出：{good.parent / TITLE}.docx\n" in ran.out


def test_an_older_document_is_replaced(good: Path) -> None:
    target = good.with_suffix(".docx")
    target.write_bytes(b"old")
    assert nianbao("compile", good, "-o", target).code == 0
    assert target.read_bytes() == good_document()
    assert names(good.parent) == ["年报.docx", "年报.xlsx"]


def test_a_report_with_errors_gives_no_document_and_harms_none(faulty: Path) -> None:
    target = faulty.parent / f"{TITLE}.docx"
    target.write_bytes(b"old")
    ran = nianbao("compile", faulty, "--json")
    assert ran.code == 1
    assert ran.json["status"] == "errors"
    assert ran.json["outputs"] == []
    assert target.read_bytes() == b"old"
    assert names(faulty.parent) == ["年报.xlsx", target.name]


def test_a_report_is_never_its_own_output(good: Path) -> None:
    before = good.read_bytes()
    assert nianbao("compile", good, "-o", good).code == 2
    assert good.read_bytes() == before


@pytest.mark.parametrize("moment", ["_write_whole", "_put_in_place"])
def test_a_failure_while_writing_leaves_the_older_document_whole(
    good: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    target = good.with_suffix(".docx")
    target.write_bytes(b"old")
    monkeypatch.setattr(files, moment, full)
    ran = nianbao("compile", good, "-o", target)
    assert ran.code == 2
    assert "磁盘" in ran.out
    assert target.read_bytes() == b"old"
    assert names(good.parent) == ["年报.docx", "年报.xlsx"]


# Drafts


def test_a_draft_says_so_and_lists_what_is_open_at_its_front(faulty: Path) -> None:
    target = faulty.with_suffix(".docx")
    ran = nianbao("compile", faulty, "--draft", "-o", target, "--json")
    assert ran.code == 1
    assert ran.json["outputs"] == [str(target)]
    document = docx.Document(str(target))
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "草稿"
    assert section.even_page_header.paragraphs[0].text == "草稿"
    assert document.core_properties.content_status == "草稿"
    assert custom_properties(parts_of(target.read_bytes()))["draft"] == "true"
    front = [unbroken(p) for p in paragraphs(target.read_bytes())]
    first, *notes = front[: front.index(TITLE)]
    assert first == "本文是草稿，尚有下列问题没有解决，不能作为正式报告："
    open_ = [f for f in ran.json["findings"] if f["severity"] != "advice"]
    assert len(notes) == len(open_) >= 10
    for number, (note, finding) in enumerate(zip(notes, open_, strict=True), start=1):
        place = finding["place"]
        where = f"〔{place['sheet']} {place['cell']}〕" if place["cell"] else ""
        assert note == f"{number}. {where}{finding['message']}"


def test_a_draft_of_a_right_report_is_still_a_draft(good: Path) -> None:
    target = good.with_suffix(".docx")
    assert nianbao("compile", good, "--draft", "-o", target).code == 0
    assert paragraphs(target.read_bytes())[0].text.startswith("本文是草稿")
    assert target.read_bytes() != good_document()


def test_a_draft_shows_what_stands_in_its_cells() -> None:
    content = data()
    content["agency"]["name"] = ""
    content["year"] = None
    content["tables"]["requests"]["received"].update(natural_person="约3件", enterprise=None)
    content["tables"]["requests"]["received"].update(research="/", other="无\x01\ud800")
    document = document_of(content, draft=True)
    row = next(r for r in tables(document)[1] if r[0] == "一、本年新收政府信息公开申请数量")
    assert row[1:] == ["约3件", "", "/", "0", "0", "无\ufffd\ufffd", "0"]
    title = next(p for p in paragraphs(document) if p.style and p.style.name == "Title")
    assert unbroken(title) == "（机关全称）（报告年度）年政府信息公开工作年度报告"


def test_what_no_document_can_hold_gives_not_even_a_draft(tmp_path: Path) -> None:
    content = data()
    content["narrative"]["other"][0]["text"] = "无\x01。"
    report = tmp_path / "年报.json"
    report.write_text(json.dumps(content), "utf-8")
    assert nianbao("compile", report, "--draft").code == 1
    assert names(tmp_path) == ["年报.json"]


# What composition does to a paragraph

COMPOSED = (
    ("body", "　　全角空格开头，空格结尾 ", "全角空格开头，空格结尾"),
    ("body", "中间的\t制表符和  空格不动", "中间的\t制表符和  空格不动"),
    ("body", "收到申请{新收申请总数}件，｛ 新收申请总数 ｝件。", "收到申请0件，0件。"),
    ("body", "没有这个名称：{新收总数}", "没有这个名称：{新收总数}"),
    ("body", "(一)正文里的括号不动，2020年 12:00 也不动", "(一)正文里的括号不动，2020年 12:00 也不动"),
    ("heading2", "(一)主动公开(2020年)", "（一）主动公开(2020年)"),
    ("heading2", " ( 二 )依申请公开", "（二）依申请公开"),
    ("heading2", "（三）📊平台建设", "（三）📊平台建设"),
    ("heading2", "没有序号的小标题", "没有序号的小标题"),
    ("heading3", "1.发布数量", "1.发布数量"),
    ("heading3", "(2)行尾\N{NON-BREAKING HYPHEN}&<符号>", "(2)行尾\N{NON-BREAKING HYPHEN}&<符号>"),
)  # fmt: skip


def test_a_paragraph_is_shown_as_written_but_for_quotes_brackets_and_outer_blanks() -> None:
    content = data()
    content["narrative"]["overview"] = [
        {"level": level, "text": written} for level, written, _ in COMPOSED
    ]
    styles = {"heading2": "Heading 2", "heading3": "Heading 3", "body": "Body Text"}
    shown = [
        (p.style.name if p.style else "", p.text)
        for p in paragraphs(document_of(content, draft=True))
    ]
    first = shown.index(("Heading 1", "一、总体情况")) + 1
    expected = [(styles[level], text) for level, _, text in COMPOSED]
    assert shown[first : first + len(COMPOSED)] == expected


# The same bytes


def test_the_same_report_gives_the_same_bytes(good: Path) -> None:
    once, again = good.with_suffix(".docx"), good.with_name("again.docx")
    renamed = good.rename(good.with_name("another name.xlsx"))
    assert nianbao("compile", renamed, "-o", once).code == 0
    assert nianbao("compile", renamed, "-o", again).code == 0
    assert once.read_bytes() == again.read_bytes() == good_document()


def test_members_are_stored_so_that_no_compressor_shows() -> None:
    for document in (good_document(), draft_document()):
        found = members(document)
        assert {m.compress_type for m in found} == {zipfile.ZIP_STORED}
        assert {m.date_time for m in found} == {(1980, 1, 1, 0, 0, 0)}
        assert len({m.filename for m in found}) == len(found)


# What is in the package


def test_core_and_custom_properties_say_what_the_document_is(good: Path) -> None:
    parts = parts_of(good_document())
    seal = read_seal(parts).seal
    assert seal is not None
    custom = custom_properties(parts)
    package = custom.pop("package.sha256")
    assert re.fullmatch("[0-9a-f]{64}", package)
    assert custom == {
        "title": TITLE,
        "agency": "福州市仓山区司法局",
        "year": "2020",
        "edition": "disclosure-2019",
        "compiler": __version__,
        "source.sha256": hashlib.sha256(good.read_bytes()).hexdigest(),
        "seal.sha256": seal.digest,
    }
    core = docx.Document(BytesIO(good_document())).core_properties
    assert (core.title, core.author, core.subject) == (
        TITLE,
        custom["agency"],
        form().declaration.name,
    )


def test_times_are_the_reports_and_never_the_clocks() -> None:
    core = parts_of(good_document())["docProps/core.xml"].decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2021-01-15T00:00:00Z"}
    content = data()
    del content["agency"]["date"]
    core = parts_of(document_of(content))["docProps/core.xml"].decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2020-12-31T00:00:00Z"}


def test_a_name_longer_than_a_property_may_be_is_no_fault() -> None:
    content = data()
    content["agency"]["name"] = "某" * 300
    document = document_of(content)
    assert paragraphs(document)[0].text.startswith("某" * 300 + "2020年")
    assert docx.Document(BytesIO(document)).core_properties.author == "某" * 255


def test_no_legacy_part_and_no_font_of_the_theme() -> None:
    for document in (good_document(), draft_document()):
        parts = parts_of(document)
        assert not [n for n in parts if re.search("Effects|numbering|webSettings|thumbnail", n)]
        assert {"word/theme/theme1.xml", "word/fontTable.xml"} <= parts.keys()
        ours = [data for name, data in parts.items() if name != "word/theme/theme1.xml"]
        assert not any(
            re.search(rb"(asciiTheme|hAnsiTheme|eastAsiaTheme|cstheme)=", d) for d in ours
        )


def test_the_sealed_data_is_what_export_gives(good: Path) -> None:
    seal = read_seal(parts_of(good_document())).seal
    assert seal is not None
    assert json.loads(seal.data) == nianbao("export", good).json
    assert SEAL_NAMESPACE.encode() in parts_of(good_document())[SEALED]
    # Quotes as staff wrote them, and as they are shown.
    assert "{新收申请总数}件" in seal.data
    assert "{新收申请总数}" not in seal.resolved
    assert "本年新收政府信息公开申请0件" in seal.resolved


# Accepted by others


@pytest.fixture
def documents(tmp_path: Path) -> tuple[Path, Path]:
    good, draft = tmp_path / "good.docx", tmp_path / "draft.docx"
    good.write_bytes(good_document())
    draft.write_bytes(draft_document())
    return good, draft


def test_libreoffice_opens_both_documents(documents: tuple[Path, Path], tmp_path: Path) -> None:
    good, draft = converted(documents, tmp_path / "opened", to="pdf")
    assert good.read_bytes()[:5] == draft.read_bytes()[:5] == b"%PDF-"


def test_the_documents_are_the_golden_ones() -> None:
    """Part by part; `python tests/golden/rebuild.py` takes a wanted change over."""
    wanted = rebuild.products()
    assert rebuild.present() == set(wanted)
    for path, text in wanted.items():
        name = str(path.relative_to(rebuild.HERE))
        assert (name, path.read_text("utf-8").splitlines()) == (name, text.splitlines())


# The proof


def test_a_document_that_fails_its_proof_is_not_written(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dropping(text: str) -> str:
        return text_run("17" if text == "175" else text)

    target = good.with_suffix(".docx")
    target.write_bytes(b"old")
    monkeypatch.setattr(table, "text_run", dropping)
    ran = nianbao("compile", good, "-o", target, "--json")
    assert ran.code == 4
    assert ran.json["outputs"] == []
    [failed] = ran.json["findings"]
    assert (failed["code"], failed["expected"], failed["actual"]) == ("D106", "175", "17")
    assert failed["place"]["label"] == "其他对外管理服务事项 / 上一年项目数量"
    # Whoever is sent the message knows which report it was, and which nianbao.
    assert f"（报告 {good}，nianbao {__version__}）" in failed["message"]
    assert target.read_bytes() == b"old"
    assert names(good.parent) == ["年报.docx", "年报.xlsx"]


def test_sealed_data_that_is_not_the_reports_fails_the_proof(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetting(text: str) -> str:
        return text.replace("0591-00000000", "0591-00000009")

    monkeypatch.setattr("compiler.text.characters.escaped", forgetting)
    ran = nianbao("compile", good, "--json")
    assert ran.code == 4
    assert [f["code"] for f in ran.json["findings"]] == ["D106"]
    assert "0591-【00000009】" in ran.json["findings"][0]["message"]
    assert names(good.parent) == ["年报.xlsx"]


@settings(max_examples=70, deadline=None)
@given(*[st.lists(st.sampled_from("甲乙丙"), max_size=8)] * 2)
def test_what_is_aligned_is_all_of_both_sides_and_what_is_the_same_is_equal(
    before: list[str], after: list[str]
) -> None:
    parts = list(stretches(before, after))
    assert [block for _, old, _ in parts for block in before[old]] == before
    assert [block for _, _, new in parts for block in after[new]] == after
    assert all(before[old] == after[new] for same, old, new in parts if same)
    if before == after:
        assert all(not before[old] for same, old, _ in parts if not same)


def test_the_output_is_written_after_the_proof_only(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is refused at the last moment was proven by then."""
    proven: list[bytes] = []
    proof = proven_by.failures

    def watched(document: bytes, *rest: Any) -> Any:
        assert names(good.parent) == ["年报.xlsx"]
        proven.append(document)
        return proof(document, *rest)

    monkeypatch.setattr(proven_by, "failures", watched)
    assert nianbao("compile", good).code == 0
    assert proven == [good_document()]


# Any report: data → document → data

LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"))
WORDS = st.text(
    LETTERS | st.sampled_from(" \t\u3000\xa0（(一)）1.．，,。“”‘’<&>{}…—\u2011\U0001f4ca"),
    min_size=1,
)
QUOTES = st.sampled_from(sorted(form().quotable)).map(lambda name: f"{{{name}}}")
# Composition leaves blanks around a paragraph to the style, and a paragraph of nothing else
# is none: data does not keep it either.
TEXTS = st.lists(WORDS | QUOTES, min_size=1, max_size=4).map("".join).filter(str.strip)
PARAGRAPHS = st.lists(st.fixed_dictionaries({"level": st.sampled_from(LEVELS), "text": TEXTS}))
NUMBERS = st.integers(-(10**15), 10**15) | st.decimals(
    -(10**9), 10**9, places=4, allow_nan=False
).map(str)
EXACT = st.from_regex(r"[1-9][0-9]{15,19}(\.[0-9]{1,5})?", fullmatch=True)
CELLS = (
    st.none() | NUMBERS | EXACT | st.sampled_from(["/", "无", "约3件", "１２", "3.1.4", "251000元"])
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any prose, and every figure anything a cell may hold."""
    content = data()
    content["narrative"] = {section: draw(PARAGRAPHS) for section in content["narrative"]}
    cells = draw(st.lists(CELLS, min_size=1, max_size=40))
    for number, figure in enumerate(form().figures):
        row = content["tables"][figure.table][figure.row]
        row[figure.column] = cells[number % len(cells)]
    reading = read_data(json.dumps(content).encode(), Source("", "json", ""), "", shelf_of(), None)
    assert reading.report is not None
    return reading.report


@settings(max_examples=40, deadline=None)
@given(reports())
def test_any_report_comes_back_from_its_document(report: Report) -> None:
    document = document_of(to_data(report), draft=True)
    with TemporaryDirectory() as folder:
        path = Path(folder, "年报.docx")
        path.write_bytes(document)
        reading = pipeline.read(path, desk_of())
    assert reading.report == report
    # Nothing but the advice that it is a draft.
    assert [f.code for f in reading.findings] == ["D109"]


@settings(max_examples=20, deadline=None)
@given(reports())
def test_any_report_is_read_by_other_programs_as_it_is_shown(report: Report) -> None:
    """python-docx knows nothing of the sealed data: it sees what a person sees."""
    found = [p.text for p in paragraphs(document_of(to_data(report), draft=True))]
    quotable = Quotable(form(), report)
    expected = [
        shown_text(paragraph, quotable, "zh")
        for section in form().prose_sections
        for paragraph in report.narrative[section.id]
    ]
    remaining = iter(found)
    assert all(text in remaining for text in expected)  # each, in order
