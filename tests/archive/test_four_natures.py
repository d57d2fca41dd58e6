"""The form of the four natures: what is 通过 is computed, what cannot be known is 未检测.

Each item that a good package passes is tried on one that was harmed just there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import openpyxl
import pytest

from compiler.archive import assemble
from compiler.archive.complete import completeness
from compiler.archive.evidence import Evidence, Item, Result
from compiler.archive.genuine import genuineness
from compiler.archive.natures_form import four_natures
from compiler.archive.usable import safety, usability
from tests.support.documents import packed, paragraphs, whole_text
from tests.support.packages import CODE, archived, form_rows
from tests.support.workbooks import GOOD, SAMPLES, parts_of

WORKBOOK = SAMPLES / f"{GOOD}.xlsx"
TITLE = "福州市仓山区司法局2020年政府信息公开工作年度报告"
AGENCY = "福州市仓山区司法局"


@cache
def evidence() -> Evidence:
    """What the tests of a package are made on, caught as it is made."""
    caught: list[Evidence] = []
    original = assemble.four_natures

    def catching(found: Evidence) -> Any:
        caught.append(found)
        return original(found)

    with TemporaryDirectory() as folder, patch.object(assemble, "four_natures", catching):
        assert archived(WORKBOOK, Path(folder, "包")).code == 0
    return caught[0]


def items(found: Evidence) -> dict[str, Item]:
    return {item.name: item for each in four_natures(found).values() for item in each}


UNKNOWABLE = {
    "固化信息有效性：电子签名、电子印章、时间戳", "连续编号不漏号", "归档范围", "病毒",
    "载体中多余文件、读取速度、外观", "归档过程安全性",
}  # fmt: skip


def test_what_no_software_can_know_is_never_passed() -> None:
    found = items(evidence())
    assert {name for name, item in found.items() if item.result is Result.UNTESTED} == UNKNOWABLE
    assert list(four_natures(evidence())) == ["真实性", "完整性", "可用性", "安全性"]


def test_all_else_is_passed_but_for_the_rendering_that_is_not_there() -> None:
    found = items(evidence())
    failed = [name for name, item in found.items() if item.result is Result.FAILED]
    assert failed == ["内容数据格式合规性"]
    assert "LibreOffice" in found[failed[0]].done


def _replaced(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def harm(files: dict[str, bytes]) -> None:
        assert old in files[name], old
        files[name] = files[name].replace(old, new)

    return harm


def _without(name: str) -> Callable[[dict[str, bytes]], None]:
    def harm(files: dict[str, bytes]) -> None:
        del files[name]

    return harm


def _added(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    def harm(files: dict[str, bytes]) -> None:
        files[name] = data

    return harm


META, DOCUMENT = "metadata.xml", "data/报告.docx"
HARMS: dict[str, Callable[[dict[str, bytes]], None]] = {
    "固化信息有效性：摘要": _replaced("data/数据.json", b'"body"', b'"Body"'),
    "固化信息有效性：文档内封存的数据": _replaced(DOCUMENT, b"<w:t>175</w:t>", b"<w:t>176</w:t>"),
    "元数据项数据长度、类型格式、值域、合理性": _replaced(META, "永久".encode(), "长期".encode()),
    "元数据项特殊字符": _replaced(META, "报告</题名>".encode(), "报\u200b告</题名>".encode()),
    "档号规范性": _replaced(META, b">J012<", b">J013<"),
    "元数据重复性": _replaced(META, b"<\xe5\xb9\xb4\xe5\xba\xa6>2020</\xe5\xb9\xb4\xe5\xba\xa6>", "<年度>2020</年度><年度>2021</年度>".encode()),
    "内容数据电子属性一致性": _replaced("data/工作簿.xlsx", b"PK\x03\x04", b"PK\x03\x04\x00"),
    "元数据与内容关联一致性": _replaced(META, f"<题名>{TITLE}".encode(), "<题名>别的报告".encode()),
    "内容数据与来源一致性": _replaced(DOCUMENT, b"<w:t>175</w:t>", b"<w:t>176</w:t>"),
    "说明文件、目录文件和信息包目录结构规范性": _added("data/多出的.txt", b""),
    "总件数、总字节数": _added("data/多出的.txt", b"x"),
    "元数据项完整性、必填项": _replaced(META, f"<责任者>{AGENCY}</责任者>".encode(), b""),
    "过程信息完整性": _without("data/校验记录.json"),
    "内容数据完整性": _replaced(DOCUMENT, "六、其他需要报告的事项</w:t>".encode(), "其他事项</w:t>".encode()),
    "元数据可读性": _replaced(META, b"</", b"<"),
    "内容数据可打开、可浏览": _replaced("data/数据.json", b"{", b"["),
    "软硬件环境信息": _replaced("说明.txt", "仿宋_GB2312".encode(), b""),
    "信息包无加密、无非公开压缩": _added("data/加密.pdf", b"%PDF-1.6 /Encrypt 5 0 R"),
    "信息包多余文件": _added("data/多出的.txt", b""),
}  # fmt: skip


OTHER_HARMS: list[tuple[str, Callable[[dict[str, bytes]], None]]] = [
    ("固化信息有效性：摘要", _replaced("说明.txt", b"nianbao", b"Nianbao")),
    ("固化信息有效性：摘要", _without("premis.xml")),
    ("元数据项数据长度、类型格式、值域、合理性", _replaced(META, b">20210115<", b">20210230<")),
    ("元数据项完整性、必填项", _replaced(META, "<日期>20210115</日期>".encode(), b"")),
    ("软硬件环境信息", _replaced("premis.xml", b"creatingApplicationVersion", b"creatingApplicationNote")),
    ("说明文件、目录文件和信息包目录结构规范性", _replaced("bagit.txt", b"1.0", b"0.97")),
    ("说明文件、目录文件和信息包目录结构规范性", _without("data/校验记录.json")),
    ("说明文件、目录文件和信息包目录结构规范性", _added("data/报告.docx/a", b"")),
    ("说明文件、目录文件和信息包目录结构规范性", _without("bag-info.txt")),
    ("说明文件、目录文件和信息包目录结构规范性", _added("manifest-sha256.txt", b"")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "harm"), OTHER_HARMS)
def test_more_that_must_not_pass(name: str, harm: Callable[[dict[str, bytes]], None]) -> None:
    good = evidence()
    files = dict(good.files)
    harm(files)
    computed = {i.name: i for i in _one_by_one(Evidence(good.material, good.held, files))}
    assert computed[name].result is Result.FAILED


def test_one_file_without_its_program_is_not_passed() -> None:
    good = evidence()
    text = good.files["premis.xml"].decode()
    start = text.rindex("<premis:creatingApplication>")
    end = text.index("</premis:creatingApplication>", start) + len("</premis:creatingApplication>")
    files = {**good.files, "premis.xml": (text[:start] + text[end:]).encode()}
    item = items(Evidence(good.material, good.held, files))["软硬件环境信息"]
    assert item.result is Result.FAILED
    assert "校验记录.docx" in item.done


def test_what_is_not_known_of_the_source_is_not_claimed() -> None:
    done = items(evidence())["软硬件环境信息"].done
    assert "工作簿.xlsx 由什么程序存成，无从知道" in done
    assert "报告.pdf" not in done


def test_the_digests_are_counted_as_they_are() -> None:
    done = items(evidence())["固化信息有效性：摘要"].done
    files = evidence().files
    lists = ("manifest-sha256.txt", "tagmanifest-sha256.txt", "sm3.txt")
    kept, beside, national = (files[name].count(b"\n") for name in lists)
    assert (
        f"data 内 {kept} 个文件、旁边 {beside} 个文件的 SHA-256，和其中 {national} 个文件的 SM3"
        in done
    )


@pytest.mark.parametrize("name", HARMS)
def test_each_passed_item_is_computed_and_fails_when_it_should(name: str) -> None:
    """The whole of it, so that a 通过 is never said without a look."""
    good = evidence()
    assert items(good)[name].result is Result.PASSED
    files = dict(good.files)
    HARMS[name](files)
    harmed = Evidence(good.material, good.held, files)
    computed = {i.name: i for i in _one_by_one(harmed)}
    assert computed[name].result is Result.FAILED
    assert computed[name].done != items(good)[name].done


def _one_by_one(found: Evidence) -> list[Item]:
    """Of each nature the items that can still be computed on what is left, in order."""
    result: list[Item] = []
    for nature in (genuineness, completeness, usability, safety):
        with suppress(KeyError):  # a file that another item needs is the one taken away
            result.extend(nature(found))
    return result


def test_every_passed_item_has_a_harm_that_is_tried() -> None:
    known = {name for name, item in items(evidence()).items() if item.result is Result.PASSED}
    assert known - set(HARMS) == {"附件完整性", "宏、嵌入对象、外部链接"}, (
        "which have tests of their own"
    )


def test_attachments_that_nobody_gave_are_not_passed(tmp_path: Path) -> None:
    data = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    (tmp_path / "a.json").write_text(json.dumps({**data, "attachments": ["统计附表"]}))
    assert archived(tmp_path / "a.json", tmp_path / "包").code == 0
    rows = form_rows(tmp_path / "包")
    assert rows["附件完整性"] == "未检测"


RELATED = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_LINKS = "xl/worksheets/_rels/sheet1.xml.rels"


def _workbook_with(links: str, **parts: bytes) -> Evidence:
    """The evidence of a package whose workbook's first sheet has these relations."""
    good = evidence()
    own = parts_of(good.files["data/工作簿.xlsx"])
    assert SHEET_LINKS not in own
    own[SHEET_LINKS] = f"<Relationships {RELATED}>{links}</Relationships>".encode()
    own.update(parts)
    files = {**good.files, "data/工作簿.xlsx": packed(own)}
    return Evidence(good.material, good.held, files)


def _relation(kind: str, target: str, mode: str = "") -> str:
    return f"<Relationship Id='r1' Type='{OFFICE}/{kind}' Target='{target}'{mode}/>"


@pytest.mark.parametrize(
    "found",
    [
        lambda: _workbook_with(_relation("image", "http://x.cn/a.png", " TargetMode='External'")),
        lambda: _workbook_with(_relation("image", "http://x.cn/a", ' TargetMode = "External"')),
        lambda: _workbook_with(_relation("oleObject", "../odd/thing.bin"), **{"xl/odd/thing.bin": b"x"}),
        lambda: _workbook_with(_relation("package", "../odd/thing.bin"), **{"xl/odd/thing.bin": b"x"}),
        lambda: _workbook_with(_relation("hyperlink", "file:///C:/a.exe", " TargetMode='External'")),
        lambda: _workbook_with(_relation("externalLinkPath", "b.xlsx", " TargetMode='External'")),
        lambda: _workbook_with("", **{"xl/activeX/a.bin": b"x"}),
    ],
    ids=["single-quotes", "spaces", "object", "package", "program", "workbook", "unrelated-part"],
)  # fmt: skip
def test_what_is_embedded_or_loaded_from_outside_is_not_passed(
    found: Callable[[], Evidence],
) -> None:
    item = items(found())["宏、嵌入对象、外部链接"]
    assert item.result is Result.FAILED
    assert "工作簿.xlsx" in item.done


def test_an_object_is_known_by_its_content_type() -> None:
    good = evidence()
    own = parts_of(good.files["data/工作簿.xlsx"])
    types = own["[Content_Types].xml"]
    kind = b"<Override PartName='/xl/odd.bin' ContentType='application/vnd.ms-office.activeX'/>"
    own["[Content_Types].xml"] = types.replace(b"</Types>", kind + b"</Types>")
    files = {**good.files, "data/工作簿.xlsx": packed({**own, "xl/odd.bin": b"x"})}
    item = items(Evidence(good.material, good.held, files))["宏、嵌入对象、外部链接"]
    assert item.result is Result.FAILED


def test_an_address_that_waits_for_a_click_is_listed_and_no_fault(tmp_path: Path) -> None:
    """Excel makes one of every mail address that is typed; opening the file loads nothing."""
    source = tmp_path / "年报.xlsx"
    book = openpyxl.load_workbook(WORKBOOK)
    book["六、其他需要报告的事项"]["B5"].hyperlink = "https://example.cn/"
    book.save(source)
    # openpyxl leaves out what formulas showed; that is advice, and no error.
    ran = archived(source, tmp_path / "包")
    assert ran.code == 0, ran.out
    assert form_rows(tmp_path / "包")["宏、嵌入对象、外部链接"] == "通过"
    text = whole_text((tmp_path / "包" / "四性检测.docx").read_bytes())
    assert "工作簿.xlsx 有 1 处网址或邮件地址的超链接（https://example.cn/）" in text


def test_the_form_shows_every_item_and_its_sums(tmp_path: Path) -> None:
    package = tmp_path / "包"
    assert archived(WORKBOOK, package).code == 0
    expected = {name: item.result.value for name, item in items(evidence()).items()}
    rows = form_rows(package)
    assert rows.pop("检测项目") == "结论"
    assert rows == expected
    text = whole_text((package / "四性检测.docx").read_bytes())
    for result in Result:
        assert f"{result.value} {list(rows.values()).count(result.value)} 项" in text
    assert CODE in text
    title = paragraphs((package / "四性检测.docx").read_bytes())[0].text
    assert title.split("\n") == [f"{AGENCY}2020年", "政府信息公开工作年度报告四性检测表"]


def test_the_chapter_for_archivists_tells_of_every_item() -> None:
    chapter = (Path(__file__).parents[2] / "docs" / "archive.md").read_text("utf-8").splitlines()
    for nature, each in four_natures(evidence()).items():
        for item in each:
            [line] = [x for x in chapter if x.startswith(f"| {nature} | {item.name} |")]
            untested = "未检测：" in line or line.endswith("| 未检测 |")
            assert untested == (item.result is Result.UNTESTED), line
