"""Runs that bring up the kinds which no report, declaration or foreign file brings up.

By code: what was given, and what is run for it in an empty folder; disks are made to fail.
"""

from __future__ import annotations

import errno
import json
import os
import random
import struct
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest.mock import patch

from compiler.cli import main
from compiler.edges import files
from compiler.edges.files import read_bytes, refusal, write_atomically
from tests.catalogue import test_catalogue as workbooks
from tests.ooxml import test_cells as cells
from tests.ooxml.test_package import SHEET, WORKBOOK, in_directory, refused, repacked
from tests.support.cases import FINDINGS
from tests.support.documents import (
    PROPERTIES,
    SEALED,
    draft_document,
    edited,
    examined,
    good_document,
)
from tests.support.documents import packed as packed_document
from tests.support.examples import clean_data, declaration_of
from tests.support.running import nianbao
from tests.support.workbooks import edited as edited_workbook
from tests.support.workbooks import parts_of, read, replaced

Run = Callable[[], object]


def _member(name: str, content: bytes = b"x") -> Run:
    return lambda: refused(repacked(WORKBOOK, extra={name: content}))


def _directory(offset: int, value: bytes) -> Run:
    return lambda: refused(in_directory(WORKBOOK, offset, value))


def _part(content: bytes) -> Run:
    return lambda: refused(repacked(WORKBOOK, {SHEET: lambda _: content}))


def _sheet(inside: str) -> Run:
    return lambda: cells.refused(cells.package(f"<sheetData>{inside}</sheetData>"))


def _listed(second: str) -> Run:
    sheets = cells.SHEETS.replace("</sheets>", second + "</sheets>")
    return lambda: cells.refused(cells.package("<sheetData/>", sheets=sheets))


def _reading(name: str, number: int | None = None) -> Run:
    def run() -> None:
        with patch.object(Path, "open", side_effect=OSError(number, "")):
            read_bytes(Path(name))

    return run if number else lambda: read_bytes(Path(name))


def _bomb() -> None:
    # The ratio a bomb reaches depends on who packed it; its size does not.
    noise = random.Random(1).randbytes(2 << 20)
    with patch("compiler.ooxml.members.MOST_BYTES", 3 << 20):
        refused(repacked(WORKBOOK, extra={"xl/media/a.bin": noise, "xl/media/b.bin": noise}))


def _large() -> None:
    Path("年报.xlsx").write_bytes(bytes(files.LARGEST_INPUT + 1))
    read_bytes(Path("年报.xlsx"))


def _writing(name: str, number: int | None = None, *, beside: str = "", folder: str = "") -> Run:
    def run() -> None:
        if beside:
            Path(beside).touch()
        if folder:
            Path(folder).mkdir()
        if number is None:
            write_atomically(Path(name), b"new")
            return
        with patch.object(os, "replace", side_effect=OSError(number, "")):
            write_atomically(Path(name), b"new")

    return run


def _refusal(name: str, *, of_input: bool) -> Run:
    def run() -> None:
        Path(name).touch()
        refusal(Path(name), [Path(name)] if of_input else [], replace=of_input)

    return run


def _data_file() -> Path:
    path = Path("年报.json")
    path.write_text(json.dumps(clean_data(declaration_of())), "utf-8")
    return path


def _locked() -> None:
    Path("~$年报.json").touch()
    nianbao("check", _data_file())


def _twice() -> None:
    for name in ("甲.toml", "乙.toml"):
        Path(name).write_bytes((FINDINGS / "across.toml").read_bytes())
    nianbao("formats", NIANBAO_FORMATS=".")


def _older_with_less() -> None:
    less = edited_workbook(workbooks.clean(), workbooks.PROACTIVE, {"A6": "其他"})
    read(replaced(less, "xl/sharedStrings.xml", declaration_of().declaration.digest, "0"))


def _document(old: str, new: str, part: str) -> Run:
    return lambda: examined(edited(good_document(), lambda m: m.replace(old, new, 1), part))


def _unsealed() -> None:
    parts = parts_of(good_document())
    examined(packed_document({name: data for name, data in parts.items() if name != SEALED}))


def _unproven() -> None:
    from compiler.document import table_markup as table
    from compiler.document.text_markup import add_text

    def wrong(paragraph: object, text: str) -> None:
        add_text(paragraph, "8" if text == "3" else text)  # type: ignore[arg-type]

    content = clean_data(declaration_of())
    content["tables"]["article20_5"]["other_services"]["previous"] = 3
    Path("年报.json").write_text(json.dumps(content), "utf-8")
    with patch.object(table, "add_text", wrong):
        nianbao("compile", "年报.json")


def _against() -> None:
    path = _data_file()
    nianbao("compile", path, "-o", "年报.docx")
    content = json.loads(path.read_bytes())
    content["tables"]["article20_5"]["other_services"]["previous"] = 3
    Path("改过.json").write_text(json.dumps(content), "utf-8")
    nianbao("verify", "年报.docx", "--against", "改过.json")


def _another_file() -> None:
    nianbao("compile", _data_file(), "-o", "年报.docx")
    nianbao("verify", "年报.docx", "--sha256", "0" * 64)


def _unsaid() -> None:
    class Full(BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, "")

    with redirect_stdout(TextIOWrapper(Full(), "utf-8")), redirect_stderr(StringIO()):
        main(["check", str(_data_file())])


def _archived(output: str = "归档包", taken: str = "", **entries: Any) -> Run:
    """A clean report put into a package, beside a file of this name."""

    def run() -> None:
        folder = workbooks.holding(Path(), taken) if taken else Path()
        workbooks.archived(folder, output, **entries)

    return run


def _saved_meanwhile() -> None:
    reads = iter([read_bytes, lambda _: b"saved again"])
    with patch("compiler.edges.desk.read_bytes", lambda path: next(reads)(path)):
        workbooks.archived(Path())


def _faulty() -> None:
    def broken(*_: object) -> None:
        raise KeyError

    with patch("compiler.commands.check.check_report", broken):
        nianbao("check", _data_file())


RUNS: Mapping[str, tuple[str, Run]] = {
    "W121": ("压缩包里塞进两千个部件的工作簿。", lambda: refused(
        repacked(WORKBOOK, extra={f"m/{n}.bin": b"" for n in range(2_000)}))),
    "W122": ("部件名指到文件之外的工作簿。", _member("../sheet1.xml")),
    "W123": ("同一部件有两份的工作簿。", _member(SHEET.upper())),
    "W124": ("有一个部件加了密的工作簿。", _directory(8, b"\x01\x00")),
    "W125": ("部件用少见的方式压缩的工作簿。", _directory(10, struct.pack("<H", 14))),
    "W126": ("部件内容与校验值不符的工作簿。", _directory(16, b"\1\2\3\4")),
    "W127": ("解压后超过上限的工作簿（上限调小为 3 兆字节）。", _bomb),
    "W128": ("部件带文档类型声明的工作簿。", _part(b"<!DOCTYPE a><worksheet/>")),
    "W129": ("部件写坏了的工作簿。", _part(b"<a><b></a>")),
    "W130": ("没有目录部件的工作簿。", lambda: refused(repacked(WORKBOOK, without=("xl/workbook.xml",)))),
    "W131": ("目录里有、文件里没有的工作表。", _listed('<sheet name="表二" sheetId="2" r:id="rId4"/>')),
    "W132": ("两张同名的工作表。", _listed('<sheet name="表一" sheetId="2" r:id="rId1"/>')),
    "W133": ("一格写了两次的工作表。", _sheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')),
    "W134": ("格的位置写坏了的工作表。", _sheet('<row r="1"><c r="ZZZZ9"><v>1</v></c></row>')),
    "W135": ("指向没有的文字的一格。", _sheet('<row r="1"><c t="s"><v>120</v></c></row>')),
    "W150": ("`nianbao check 年度报.xlsx`，而文件夹里是“年报.xlsx”。", lambda: (Path("年报.xlsx").touch(), read_bytes(Path("年度报.xlsx")))),
    "W151": ("`nianbao check 2020年`，而它是文件夹。", lambda: (Path("2020年").mkdir(), read_bytes(Path("2020年")))),
    "W152": ("没有读取权限的文件。", _reading("年报.xlsx", errno.EACCES)),
    "W153": ("比上限大的文件。", _large),
    "W154": ("旁边有“~$年报.json”的报告。", _locked),
    "W155": ("读到一半磁盘出错。", _reading("年报.xlsx", errno.EIO)),
    "W156": ("归档途中又保存了一次的工作簿。", _saved_meanwhile),
    "W170": ("`-o 2020年/年报.docx`，而没有这个文件夹。", _writing("2020年/年报.docx")),
    "W171": ("`-o 2020年`，而它是文件夹。", _writing("2020年", folder="2020年")),
    "W172": ("写到不许写的地方。", _writing("年报.docx", errno.EROFS)),
    "W173": ("写出时文档正在 Word 里打开着。", _writing("年报.docx", beside="~$年报.docx")),
    "W174": ("写出时磁盘满了。", _writing("年报.docx", errno.ENOSPC)),
    "W175": ("写出的文件名太长。", _writing("年" * 300 + ".docx")),
    "W176": ("`-o` 写成了读入的文件。", _refusal("年报.xlsx", of_input=True)),
    "W177": ("`nianbao new` 写到已有的文件。", _refusal("年报.xlsx", of_input=False)),
    "W178": ("写出时网络断了。", _writing("年报.docx", errno.EIO)),
    "W179": ("`nianbao check 年报.json --marked 标出.xlsx`", lambda: nianbao("check", _data_file(), "--marked", "标出.xlsx")),
    "W180": ("`nianbao compile 年报.json -o 年报.pdf`", lambda: nianbao("compile", _data_file(), "-o", "年报.pdf")),
    "W181": ("结果写到满了的磁盘：`nianbao check 年报.json > 结果.txt`", _unsaid),
    "W185": ("`nianbao archive 年报.json -o 归档包`，而“归档包”里已有文件。", _archived("归档包", "归档包/旧.txt")),
    "W186": ("`nianbao archive 年报.json -o 归档包`，而“归档包”是文件。", _archived("归档包", "归档包")),
    "W187": ("`nianbao archive 年报.json -o 旧归档包/新归档包`", _archived("旧归档包/新归档包", "旧归档包/bagit.txt")),
    "W190": ("`nianbao check`", lambda: nianbao("check", "--json")),
    "W215": ("用旧版本格式生成、又少一行的工作簿。", _older_with_less),
    "W224": ("一段三万多字的数据文件。", lambda: workbooks.too_long(Path())),
    "W310": ("`NIANBAO_FORMATS` 指向没有的文件夹。", lambda: nianbao("formats", NIANBAO_FORMATS="我们的格式")),
    "W311": ("文件夹里两个声明文件写了同一个编号。", _twice),
    "D102": ("在编成的文档里把“总体情况”改成“总的情况”，再 `nianbao verify`。", _document("总体情况", "总的情况", "word/document.xml")),
    "D103": ("改动封存在文档里的数据，再 `nianbao verify`。", _document("175", "176", SEALED)),
    "D104": ("删去封存的数据，再 `nianbao verify`。", _unsealed),
    "D105": ("Word 新建的文档。", lambda: examined(packed_document({k: v for k, v in parts_of(good_document()).items() if k not in (SEALED, PROPERTIES)}))),
    "D106": ("写文档时把 3 写成了 8（人为造成）。", _unproven),
    "D107": ("`nianbao verify 年报.docx --against 改过.json`", _against),
    "D108": ("把文档的字体改过、另存。", _document("方正小标宋简体", "宋体", "word/styles.xml")),
    "D109": ("`--draft` 编成的草稿。", lambda: examined(draft_document())),
    "D301": ("`nianbao archive 年报.json -o 归档包`，封面和命令里都没有全宗号。", _archived(fonds="")),
    "D302": ("保管期限写的是“很久”。", _archived(retention="很久")),
    "D303": ("封面上的全宗号是 J013，命令里是 `--fonds J012`。", _archived(archive={"fonds": "J013"})),
    "D305": ("封面没有写成文日期。", _archived(agency={"date": ""})),
    "D304": ("没有装 LibreOffice 的机器。", _archived()),
    "D110": (
        "`nianbao verify 年报.docx --sha256 …`，给的是另一个文件的。",
        _another_file,
    ),
    "D111": (
        "在编成的文档里给一个数套上域，更新后显示另外的数。",
        _document(
            "<w:r><w:t>175</w:t></w:r>",
            '<w:fldSimple w:instr=" =999 "><w:r><w:t>175</w:t></w:r></w:fldSimple>',
            "word/document.xml",
        ),
    ),
    "D112": (
        "在编成的文档里加一处批注。",
        _document("<w:t>175</w:t>", '<w:t>175</w:t><w:commentReference w:id="1"/>', "word/document.xml"),
    ),
    "D113": (
        "在编成的文档的页脚里添一句话。",
        _document("</w:ftr>", "<w:p><w:r><w:t>本报告作废</w:t></w:r></w:p></w:ftr>", "word/footer1.xml"),
    ),
    "D114": ("改动文档属性里的年度。", _document(">2020<", ">2021<", PROPERTIES)),
    "I101": ("程序自身的故障（人为造成）。", _faulty),
}  # fmt: skip
