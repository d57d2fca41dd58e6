"""How the examples in words are carried out: what a sentence of docs/examples does.

Given a row, gives what is found, in an empty folder of its own. Disks and programs that fail
are made to fail. A kind's example stands there; here is only the doing.
"""

from __future__ import annotations

import errno
import json
import os
import random
import re
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from docx.shared import Mm

from compiler.checks.every_check import check
from compiler.cli import main
from compiler.document.reference.specimen import reference_document
from compiler.edges import files
from compiler.edges.files import read_bytes, refusal, write_atomically
from compiler.edges.machine import desk_of
from compiler.edges.shelf import shelf_of
from compiler.format.declaration import Declaration
from compiler.format.load import load
from compiler.pipeline import read as read_any
from compiler.proof.laid_out import MOVED, PageDifference
from compiler.report.from_data import read_data
from compiler.report.prior import prior_of_report
from compiler.values import limits
from compiler.values.dataclass import replace
from compiler.values.findings import Finding
from compiler.values.laid import Page
from compiler.values.origin import Source
from docs.dialect import EXAMPLES, Told, written
from tests.support import damaged, documents, layouts, looks, merging, raw, units, workbooks
from tests.support.damaged import DOCUMENT, SHEET, WORKBOOK, in_directory, repacked
from tests.support.documents import (
    PROPERTIES,
    SEALED,
    draft_document,
    examined,
    good_document,
    outdated_document,
)
from tests.support.examples import (
    clean_data,
    declaration_of,
    findings_of_data,
    prior_of,
    report_of,
    workbook_of,
)
from tests.support.layouts import (
    LEFT,
    coloured,
    indented,
    landscape,
    loosened,
    low_lines,
    low_rows,
    one_footer,
    plain_rows,
    said,
    spaced,
    typed,
    unnumbered,
    wide,
    with_paragraph,
    with_section,
)
from tests.support.packages import pdf
from tests.support.running import nianbao
from tests.support.spending import (
    accounts,
    declared,
    edited,
    read_workbook,
    reading_of,
    spending,
    workbook,
)

ACROSS = EXAMPLES / "across.toml"
DECLARED = "formats/across.toml"
Found = Finding | Iterable[Finding] | None
Doing = Callable[..., Found]


def found_by(told: Told) -> tuple[Finding, ...]:
    """What is found when a row is carried out."""
    with TemporaryDirectory() as folder, chdir(folder):
        if told.way == "文件":
            found = _file(*told.cells)
        elif told.way == "声明里的":
            found = mistakes(_declared(*told.cells))
        else:
            found = _done(told.cells[0])
    return (found,) if isinstance(found, Finding) else tuple(found or ())


def _done(sentence: str) -> Found:
    for pattern, doing in WAYS.items():
        if match := re.fullmatch(pattern, sentence):
            return doing(*match.groups())
    raise AssertionError(f"no way for “{sentence}”")


# Commands, and what they say


@contextmanager
def recorded() -> Iterator[list[Finding]]:
    """Every finding that is made while this is open."""
    made: list[Finding] = []
    original: Callable[..., None] = Finding.__init__

    def recording(self: Finding, *args: Any, **named: Any) -> None:
        original(self, *args, **named)
        made.append(self)

    with patch.object(Finding, "__init__", recording):
        yield made


def ran(*words: str | Path, **environment: str) -> tuple[Finding, ...]:
    """The findings that a command tells, in their order."""
    with recorded() as made:
        told = nianbao(*words, "--json", **environment).json.get("findings", ())
    last = {finding.code: finding for finding in made}
    return tuple(_nameless(last[each["code"]]) for each in told)


def _nameless(finding: Finding) -> Finding:
    """Without the folder in which it was found."""
    return replace(finding, place=finding.place._replace(file=None))


# Reports

_SAVED = Path(__file__).parents[1] / "readers" / "saved" / "saved.zip"


def _data_file(**changes: object) -> Path:
    path = Path("年报.json")
    path.write_text(json.dumps({**clean_data(declaration_of()), **changes}), "utf-8")
    return path


def _old_workbook(*, unseen: bool = False) -> Path:
    """The sample as LibreOffice saves it; `unseen`: with a function in its totals that no formula
    of ours has.
    """
    with zipfile.ZipFile(_SAVED) as kept:
        data = kept.read("sample.xls")
    path = Path("年报.xls")
    known, other = (b"\x41" + struct.pack("<H", number) for number in (347, 351))
    path.write_bytes(data.replace(known, other) if unseen else data)
    return path


def _with_one_figure(name: str) -> Path:
    """The clean report with 3 where there was 0."""
    content = clean_data(declaration_of())
    content["tables"]["article20_5"]["other_services"]["previous"] = 3
    Path(name).write_text(json.dumps(content), "utf-8")
    return Path(name)


def _data(**changes: object) -> tuple[Finding, ...]:
    data = json.dumps({**clean_data(declaration_of()), **changes}).encode()
    return read_data(data, Source("", "json", ""), "", shelf_of(), None).findings


def _long_overview(length: str) -> Found:
    data = clean_data(declaration_of())
    data["narrative"]["overview"] = [{"level": "body", "text": "依法公开。" * (int(length) // 5)}]
    return [f for f in findings_of_data(data, declaration_of()) if f.code != "S130"]


def _nested(levels: int) -> object:
    """Lists in one another."""
    value: object = 0
    for _ in range(levels):
        value = [value]
    return value


def _long_paragraph(length: str, character: str = "长") -> Found:
    data = clean_data(declaration_of())
    data["narrative"]["other"] = [{"level": "body", "text": character * int(length)}]
    Path("年报.json").write_text(json.dumps(data), "utf-8")
    return ran("new", "--format", "disclosure-2019", "--from", "年报.json", "-o", "年报.xlsx")


def _beside_last_year(agency: str, year: str) -> Found:
    form = declaration_of()
    prior = replace(prior_of(dict.fromkeys(form.figures, 0)), agency=agency, year=int(year))
    return findings_of_data(clean_data(form), form, prior)


def _locked() -> Found:
    path = _data_file()
    Path("~$年报.json").touch()
    return [_nameless(finding) for finding in read_any(path, desk_of()).findings]


# Workbooks


@cache
def clean(of: str = "disclosure-2019") -> bytes:
    form = declaration_of(of)
    return workbook_of(report_of(clean_data(form), form), form)


def _workbook(data: bytes, wanted: str | None = None) -> tuple[Finding, ...]:
    return workbooks.read(data, wanted=wanted).findings


def _struck(sheet: str, address: str, text: str, struck: str) -> Found:
    """A cell whose first letters are crossed out."""
    letters = looks.runs((looks.STRUCK, struck), ("", text.removeprefix(struck)))
    return _workbook(workbooks.edited(clean(), sheet, {address: workbooks.content(letters)}))


def _cell(sheet: str, address: str, text: str) -> Found:
    return _workbook(workbooks.edited(clean(), sheet, {address: text.replace("⏎", "\n")}))


def _beside_a_table(section: str, after: str) -> Found:
    said = {"level": "body", "text": "一句说明。", "after": after}
    return _data(narrative={**clean_data(declaration_of())["narrative"], section: [said]})


def _swapped(sheet: str, one: str, other: str) -> Found:
    rows = {int(one): int(other), int(other): int(one)}
    return _workbook(workbooks.moved(clean(), sheet, lambda row: rows.get(row, row)))


def _inserted(sheet: str, below: str, address: str, text: str) -> Found:
    data = workbooks.moved(clean(), sheet, lambda row: row + (row > int(below)))
    return _workbook(workbooks.edited(data, sheet, {address: text}))


def _line_added(sheet: str, below: str | None, *cells: tuple[str, str]) -> Found:
    """A row put in, or a column beside the table; numbers as numbers."""
    data = clean()
    if below:
        data = workbooks.moved(data, sheet, lambda row: row + (row > int(below)))
    written = {at: float(text) if text.isdigit() else text for at, text in cells}
    return _workbook(workbooks.edited(data, sheet, written))


def _with_more(*path: str, value: object) -> tuple[Finding, ...]:
    """The clean data with one name too many."""
    content = clean_data(declaration_of())
    inside = content
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    return _data(**content)


def _other_version(data: bytes) -> bytes:
    return workbooks.replaced(
        data, "xl/sharedStrings.xml", declaration_of().declaration.digest, "0"
    )


def _unlabelled() -> Found:
    """A workbook that lost its hidden sheet and properties."""
    data = workbooks.without(clean(), "_nianbao")
    return _workbook(
        workbooks.replaced(data, "docProps/custom.xml", "nianbao.format", "format")
    )  # fmt: skip


def _older_with_less() -> Found:
    less = workbooks.edited(clean(), workbooks.PROACTIVE, {"A6": "其他"})
    return _workbook(_other_version(less))


# Packages


def _repacked(**how: Any) -> Finding:
    return damaged.refused(repacked(WORKBOOK, **how))


def _member(name: str, content: bytes = b"x") -> Doing:
    return lambda: _repacked(extra={name: content})


def _members(number: str) -> Found:
    extra = {f"m/{n}.bin": b"" for n in range({"一千": 1000, "九百": 900}[number])}
    return _opened(repacked(WORKBOOK, extra=extra))


def _opened(data: bytes) -> Found:
    package = damaged.open_package(data, "年报.xlsx", "xlsx")
    return package if isinstance(package, Finding) else None


def _second_main(links: bytes) -> bytes:
    kind = b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    second = b'<Relationship Id="rId99" Type="%s" Target="/xl/styles.xml"/>' % kind
    return links.replace(b"</Relationships>", second + b"</Relationships>")


def _directory(offset: int, value: bytes) -> Doing:
    return lambda: damaged.refused(in_directory(WORKBOOK, offset, value))


def _part(content: bytes) -> Doing:
    return lambda: _repacked(change={SHEET: lambda _: content})


def _sheet(inside: str) -> Doing:
    return lambda: raw.refused(raw.package(f"<sheetData>{inside}</sheetData>"))


def _listed(second: str) -> Doing:
    sheets = raw.SHEETS.replace("</sheets>", second + "</sheets>")
    return lambda: raw.refused(raw.package("<sheetData/>", sheets=sheets))


def _bomb() -> Found:
    # The ratio a bomb reaches depends on who packed it; its size does not.
    noise = random.Random(1).randbytes(2 << 20)
    with patch.object(limits, "EXPANDED", limits.EXPANDED._replace(most=3)):
        return _repacked(extra={"xl/media/a.bin": noise, "xl/media/b.bin": noise})


# Files of other programs


def _typed_as(ending: bytes, data: bytes = WORKBOOK) -> bytes:
    """The package of which the main part is of another type."""
    old = b"spreadsheetml.sheet.main" if data is WORKBOOK else b"wordprocessingml.document.main"
    if ending.startswith(b"vnd."):
        old = b"vnd.openxmlformats-officedocument." + old
    return damaged.retyped(old, ending, data)


CONTENTS: Mapping[str, Callable[[], bytes]] = {
    "什么也没有": bytes,
    "工作簿": lambda: WORKBOOK,
    "文档": lambda: DOCUMENT,
    "工作簿的前一半": lambda: WORKBOOK[: len(WORKBOOK) // 2],
    "加了密的工作簿": damaged.encrypted,
    "Excel 97 的工作簿": lambda: damaged.compound("Workbook"),
    "Excel 5 的工作簿": lambda: damaged.compound("Book"),
    "Word 97 的文档": lambda: damaged.compound("WordDocument"),
    "PDF": lambda: b"%PDF-1.7\n",
    "RTF": lambda: b"{\\rtf1 }",
    "照片": lambda: b"\xff\xd8\xff\xe0",
    "二百五十六个不同的字节": lambda: bytes(range(256)),
    "网页的表格": lambda: b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table></html>",
    "UTF-16 的网页": lambda: "<HTML><table>".encode("utf-16"),
    "Excel 2003 的 XML": lambda: (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    ),
    "GB18030 的逗号分隔文本": lambda: "项目,数量\n新收,3\n".encode("gb18030") * 900,
    "UTF-8 的逗号分隔文本": lambda: ("项目,数量\n新收,3\n" * 900).encode(),
    "UTF-16 的文本": lambda: "项目\t数量".encode("utf-16"),
    "LibreOffice 的表格模板": lambda: damaged.zipped(
        mimetype=b"application/vnd.oasis.opendocument.spreadsheet-template"
    ),
    "LibreOffice 的文档": lambda: damaged.zipped(
        mimetype=b"application/vnd.oasis.opendocument.text"
    ),
    "装着工作簿的压缩包": lambda: damaged.zipped(**{"年报.xlsx": WORKBOOK}),
    "版式文档 OFD": lambda: damaged.zipped(**{"OFD.xml": b"<OFD/>"}),
    "启用宏的工作簿": lambda: _typed_as(b"vnd.ms-excel.sheet.macroEnabled.main"),
    "启用宏的模板": lambda: _typed_as(b"vnd.ms-excel.template.macroEnabled.main"),
    "启用宏的文档": lambda: _typed_as(b"vnd.ms-word.document.macroEnabled.main", DOCUMENT),
    "带宏的工作簿": lambda: repacked(WORKBOOK, extra={"xl/vbaProject.bin": b"x"}),
    "二进制的工作簿": lambda: repacked(WORKBOOK, extra={"xl/workbook.bin": b"x"}),
    "工作簿的模板": lambda: _typed_as(b"spreadsheetml.template.main"),
    "文档的模板": lambda: _typed_as(b"wordprocessingml.template.main", DOCUMENT),
    "演示文稿": lambda: _typed_as(b"presentationml.presentation.main"),
}


def contents(name: str) -> bytes:
    """What a file of docs/examples/files.md holds."""
    return CONTENTS[name]()


def _file(name: str, holds: str, wanted: str) -> Found:
    expect = {"工作簿": "xlsx", "文档": "docx"}[wanted]
    return _opened_as(contents(holds), written(name), expect)


def _opened_as(data: bytes, name: str, expect: str) -> Found:
    package = damaged.open_package(data, name, "docx" if expect == "docx" else "xlsx")
    return damaged.refused(data, name, expect) if isinstance(package, Finding) else None


# Declarations


def mistakes(text: str | bytes) -> tuple[Finding, ...]:
    """What is wrong with a declaration of this text."""
    data = text if isinstance(text, bytes) else text.encode()
    loaded = load(data, DECLARED, read_bytes)
    return () if isinstance(loaded, Declaration) else loaded


def _spending(lines: str = "", *, at_least: int = 0) -> tuple[Finding, ...]:
    """A report whose office added these lines, in the order of their keys and names."""
    return check(reading_of(spending(filter(None, lines.split("、"))), declared(at_least)))


def _after_last_year(before: str, now: str) -> tuple[Finding, ...]:
    """The same with last year's lines."""
    last, this = (
        reading_of(spending(lines.split("、"), year))
        for lines, year in ((before, 2021), (now, 2022))
    )
    assert last.report
    assert last.form
    assert this.form
    return check(this, prior_of_report(last.report, last.form, this.form))


def _typed_over(cell: str, number: str) -> tuple[Finding, ...]:
    """Of a workbook of it; that openpyxl stores no results is left out."""
    data = edited(workbook(accounts(6)), lambda sheet: sheet.__setitem__(cell, int(number)))
    return tuple(finding for finding in check(read_workbook(data)) if finding.code != "C131")


def _declared(old: str, new: str) -> str | bytes:
    """The good declaration with one place in other words; `（末尾）` and `（开头）` add to it."""
    good = ACROSS.read_text("utf-8")
    text = written(new).replace("⏎", "\n")
    if old == "（编码）":
        return good.encode(text)
    if old in ("（末尾）", "（开头）"):
        return good + text if old == "（末尾）" else text + good
    assert written(old) in good, old
    return good.replace(written(old), text, 1)


# Reading and writing


def _reading(name: str, number: int) -> Doing:
    def doing() -> Found:
        with patch.object(Path, "open", side_effect=OSError(number, "")):
            return _told(read_bytes(Path(name)))

    return doing


def _told(read: bytes | Finding | None) -> Found:
    return read if isinstance(read, Finding) else None


def _misnamed(asked: str, there: str) -> Found:
    Path(there).touch()
    return _told(read_bytes(Path(asked)))


def _folder(name: str) -> Found:
    Path(name).mkdir()
    return _told(read_bytes(Path(name)))


def _large(more: int) -> Doing:
    def doing() -> Found:
        Path("年报.xlsx").write_bytes(bytes(files.LARGEST_INPUT + more))
        return _told(read_bytes(Path("年报.xlsx")))

    return doing


def _writing(name: str, number: int | None = None, *, beside: str = "", folder: str = "") -> Doing:
    def doing() -> Found:
        if beside:
            Path(beside).touch()
        if folder:
            Path(folder).mkdir()
        if number is None:
            return write_atomically(Path(name), b"new")
        with patch.object(os, "replace", side_effect=OSError(number, "")):
            return write_atomically(Path(name), b"new")

    return doing


def _refusal(name: str, *, of_input: bool) -> Doing:
    def doing() -> Found:
        Path(name).touch()
        return refusal(Path(name), [Path(name)] if of_input else [], replace=of_input)

    return doing


def _unsaid() -> Found:
    class Full(BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, "")

    path = _data_file()
    with (
        recorded() as made,
        redirect_stdout(TextIOWrapper(Full(), "utf-8")),
        redirect_stderr(StringIO()),
    ):
        main(["check", str(path)])
    return made


def _faulty() -> Found:
    """At a place that does not move when this file changes: the message names it."""
    fault = compile("\n" * 186 + "raise KeyError", "kind_runs.py", "exec")

    def broken(*_: object) -> None:
        exec(fault, {"__name__": "kind_runs"})

    path = _data_file()
    with patch("compiler.commands.check.check_report", broken), recorded() as made:
        nianbao("check", path)
    return made


def _twice() -> Found:
    for name in ("甲.toml", "乙.toml"):
        Path(name).write_bytes(ACROSS.read_bytes())
    return ran("formats", NIANBAO_FORMATS=".")


# Documents


def _document(old: str, new: str, part: str = documents.BODY) -> Found:
    return examined(
        documents.edited(good_document(), lambda m: m.replace(old, new, 1), part)
    ).findings


def _without(*parts: str) -> Found:
    kept = workbooks.parts_of(good_document())
    return examined(
        documents.packed({name: data for name, data in kept.items() if name not in parts})
    ).findings


def _unproven() -> Found:
    from compiler.document import table_markup as table
    from compiler.document.text_markup import text_run

    def wrong(text: str) -> str:
        return text_run("8" if text == "3" else text)

    path = _with_one_figure("年报.json")
    with patch.object(table, "text_run", wrong):
        return ran("compile", path)


def _against() -> Found:
    nianbao("compile", _data_file(), "-o", "年报.docx")
    return ran("verify", "年报.docx", "--against", _with_one_figure("改过.json"))


def _another_file() -> Found:
    nianbao("compile", _data_file(), "-o", "年报.docx")
    return ran("verify", "年报.docx", "--sha256", "0" * 64)


def _other_pages(page: str) -> Found:
    """As if LibreOffice had set one line of the page otherwise."""
    nianbao("compile", _data_file(), "-o", "年报.docx")
    document, again = (Page((("年报", x, 72.0),), b"") for x in (72.0, 80.0))
    found = (PageDifference(int(page), MOVED, document, again),)
    with patch("compiler.pipeline.laid_out", return_value=found):
        return ran("verify", "年报.docx", "--render")


def _restyled(old: str, new: str) -> Found:
    """Compiled with a reference document in whose styles a word was exchanged."""
    data = documents.edited(
        reference_document("zh"), lambda m: m.replace(f'"{old}"', f'"{new}"', 1), documents.STYLES
    )
    Path("参考文档.docx").write_bytes(data)
    return ran("compile", _data_file(), "--reference-doc", "参考文档.docx", "-o", "年报.docx")


def _laid_out(edit: layouts.Edit) -> Doing:
    return lambda: [_nameless(finding) for finding in layouts.found(layouts.changed(edit))]


# The archive


def _archived(output: str = "归档包", taken: str = "", **entries: Any) -> Doing:
    """A clean report put into a package, beside a file of this name."""

    def doing() -> Found:
        if taken:
            Path(taken).parent.mkdir(exist_ok=True)
            Path(taken).touch()
        return archived(output, **entries)

    return doing


def archived(
    output: str,
    archive: object = None,
    fonds: str = "J012",
    retention: str = "永久",
    agency: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """What is said of a clean report put into a package, where there is no LibreOffice."""
    content = clean_data(declaration_of())
    signed = {"date": "2021年1月15日", **content["agency"], **(agency or {})}
    path = _data_file(agency=signed, archive=archive or {})
    entries = {"--fonds": fonds, "--retention": retention, "--topic": "BGS", "--item": "1"}
    given = [word for option, value in entries.items() if value for word in (option, value)]
    return ran("archive", path, "-o", output, *given, PATH=str(Path.cwd()))


def _rendered_elsewhere() -> Found:
    """Converted by a LibreOffice that knows one Chinese font only."""
    with patch("compiler.commands.archive.rendered_pdf", lambda _: pdf("NotoSansCJKsc-Regular")):
        return archived("归档包")


def _saved_meanwhile() -> Found:
    reads = iter([read_bytes, lambda _: b"saved again"])
    with patch("compiler.edges.machine.read_bytes", lambda path: next(reads)(path)):
        return archived("归档包")


TABLE = "<h1>一、来信</h1><table><tr><td>来源<td>件数<tr><td>网站<td></table>"


def _of_a_form(page: str, *words: str) -> Doing:
    """A command on the page of a form, or on what was drafted of it."""

    def doing() -> Found:
        Path("表样.html").write_text(page, "utf-8")
        if "草稿.toml" in words:
            assert ran("learn", "表样.html", "-o", "草稿.toml") == ()
        return ran(*words)

    return doing


def _asked(edition: str) -> Found:
    found = shelf_of().asked(edition)
    return found if isinstance(found, tuple) else None


WAYS: Mapping[str, Doing] = {
    # reports
    r"“一、总体情况”写了(\d+)字的一段。": _long_overview,
    r"`--prior` 给的是(\D+) (\d+) 年的报告，本报告是某某县司法局 2020 年的。": _beside_last_year,
    # files
    r"压缩包里塞进(一千|九百)个部件的工作簿。": _members,
    r"部件名指到文件之外的工作簿。": _member("../sheet1.xml"),
    r"部件名用反斜杠的工作簿。": _member("xl\\a.bin"),
    r"有两个主要部件的工作簿。": lambda: _repacked(change={"_rels/.rels": _second_main}),
    r"同一部件有两份的工作簿。": _member(SHEET.upper()),
    r"有一个部件加了密的工作簿。": _directory(8, b"\x01\x00"),
    r"部件用少见的方式压缩的工作簿。": _directory(10, struct.pack("<H", 14)),
    r"部件内容与校验值不符的工作簿。": _directory(16, b"\1\2\3\4"),
    r"解压后超过上限的工作簿（上限调小为 3 兆字节）。": _bomb,
    r"部件带文档类型声明的工作簿。": _part(b"<!DOCTYPE a><worksheet/>"),
    r"部件写坏了的工作簿。": _part(b"<a><b></a>"),
    r"没有目录部件的工作簿。": lambda: _repacked(without=("xl/workbook.xml",)),
    r"目录里有、文件里没有的工作表。": _listed('<sheet name="表二" sheetId="2" r:id="rId4"/>'),
    r"两张同名的工作表。": _listed('<sheet name="表一" sheetId="2" r:id="rId1"/>'),
    r"一格写了两次的工作表。": _sheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
    r"格的位置写坏了的工作表。": _sheet('<row r="1"><c r="ZZZZ9"><v>1</v></c></row>'),
    r"指向没有的文字的一格。": _sheet('<row r="1"><c t="s"><v>120</v></c></row>'),
    # reading and writing
    r"`nianbao check (\S+)`，而文件夹里是“(\S+)”。": _misnamed,
    r"`nianbao check (\S+)`，而它是文件夹。": _folder,
    r"没有读取权限的文件。": _reading("年报.xlsx", errno.EACCES),
    r"比上限大的文件。": _large(1),
    r"正好到上限的文件。": _large(0),
    r"旁边有“~\$年报.json”的报告。": _locked,
    r"读到一半磁盘出错。": _reading("年报.xlsx", errno.EIO),
    r"归档途中又保存了一次的工作簿。": _saved_meanwhile,
    r"`-o 2020年/年报.docx`，而没有这个文件夹。": _writing("2020年/年报.docx"),
    r"`-o 2020年`，而它是文件夹。": _writing("2020年", folder="2020年"),
    r"`-o 2020年/年报.docx`，而有这个文件夹。": _writing("2020年/年报.docx", folder="2020年"),
    r"写到不许写的地方。": _writing("年报.docx", errno.EROFS),
    r"写出时文档正在 Word 里打开着。": _writing("年报.docx", beside="~$年报.docx"),
    r"写出时另一个文档正在 Word 里打开着。": _writing("年报.docx", beside="~$去年.docx"),
    r"写出时磁盘满了。": _writing("年报.docx", errno.ENOSPC),
    r"写出的文件名太长。": _writing("年" * 300 + ".docx"),
    r"`-o` 写成了读入的文件。": _refusal("年报.xlsx", of_input=True),
    r"`nianbao new` 写到已有的文件。": _refusal("年报.xlsx", of_input=False),
    r"写出时网络断了。": _writing("年报.docx", errno.EIO),
    r"`nianbao check 年报.json --marked 标出.xlsx`": lambda: ran("check", _data_file(), "--marked", "标出.xlsx"),
    r"`nianbao check 年报.xls --marked 标出.xlsx`": lambda: ran("check", _old_workbook(), "--marked", "标出.xlsx"),
    r"`nianbao quote 年报.xls -o 新年报.xlsx`": lambda: ran("quote", _old_workbook(), "-o", "新年报.xlsx"),
    r"`nianbao check 年报.xls`，它是从填好的工作簿另存的。": lambda: ran("check", _old_workbook()),
    r"`nianbao check 年报.xls`，它的合计用了少见的函数。": lambda: ran("check", _old_workbook(unseen=True)),
    r"`nianbao quote 年报.json -o 新年报.xlsx`": lambda: ran("quote", _data_file(), "-o", "新年报.xlsx"),
    r"`nianbao (compile|export) 年报.json -o (\S+)`": lambda command, name: ran(command, _data_file(), "-o", name),
    r"`nianbao new --format 草稿.toml`，而草稿里还有推测。": _of_a_form(TABLE, "new", "--format", "草稿.toml"),
    r"`nianbao formats 草稿.toml`，而草稿里还有推测。": _of_a_form(TABLE, "formats", "草稿.toml"),
    r"`nianbao learn 表样.html`，而网页里只有一句话。": _of_a_form("<p>见附件图片。</p>", "learn", "表样.html"),
    r"`nianbao learn 表样.html`，而网页里有一张表。": _of_a_form(TABLE, "learn", "表样.html"),
    r"结果写到满了的磁盘：`nianbao check 年报.json > 结果.txt`": _unsaid,
    r"`nianbao check`": lambda: ran("check"),
    r"`nianbao check 年报.json`": lambda: ran("check", _data_file()),
    r"`nianbao explain (\S+)`": lambda code: ran("explain", code),
    r"程序自身的故障（人为造成）。": _faulty,
    # editions
    r"`NIANBAO_FORMATS` 指向没有的文件夹。": lambda: ran("formats", NIANBAO_FORMATS="我们的格式"),
    r"文件夹里两个声明文件写了同一个编号。": _twice,
    r"`nianbao formats (\S+)`": _asked,
    # workbooks
    r"刚由 `nianbao new` 生成的工作簿。": lambda: _workbook(clean()),
    r"隐藏的工作表和文件属性都没有了的工作簿。": _unlabelled,
    r"工作簿是一种格式的，`--format` 却是另一种。": lambda: _workbook(clean(), str(ACROSS)),
    r"用旧版本格式生成的工作簿。": lambda: _workbook(_other_version(clean())),
    r"用旧版本格式生成、又少一行的工作簿。": _older_with_less,
    r"删去工作表“(.+)”。": lambda sheet: _workbook(workbooks.without(clean(), sheet)),
    r"工作表“(.+)”改名为“(.+)”。": lambda old, new: _workbook(workbooks.renamed(clean(), old, new)),
    r"工作表“(.+)”复制成“(.+)”。": lambda sheet, name: _workbook(workbooks.copied(clean(), sheet, name)),
    r"“(.+)”的 ([A-Z]+\d+) 改成“(.+)”。": _cell,
    r"“(.+)”的表下面写一行：位置“(.+)”，内容“(.+)”。": lambda sheet, place, text: _workbook(
        workbooks.with_line(clean(), sheet, place, text)
    ),
    r"数据文件里 `(\w+)` 写一段，`after` 是 `(\w+)`。": _beside_a_table,
    r"“(.+)”的 ([A-Z]+\d+) 和 ([A-Z]+\d+) 填公式 (.+)，没有计算结果。": lambda sheet, *cells: _workbook(
        workbooks.edited(clean(), sheet, dict.fromkeys(
            cells[:2], workbooks.content(f"<c><f>{cells[2]}</f></c>")))),
    r"“(.+)”的 ([A-Z]+\d+) 填公式 (.+)，没有计算结果。": lambda sheet, address, formula: _workbook(
        workbooks.edited(clean(), sheet, {address: workbooks.content(f"<c><f>{formula}</f></c>")})),
    r"“(.+)”的工作簿里，“([^”]+)”的 ([A-Z]+\d+) 填 (.+)，数字格式 `(.+)`。": (
        lambda form, sheet, address, number, code: _workbook(
            looks.shown_as(clean(str(EXAMPLES / form)), sheet, address, float(number), code),
            str(EXAMPLES / form),
        )
    ),
    r"“(.+)”的 ([A-Z]+\d+) 填 (.+)，数字格式 `(.+)`。": lambda sheet, address, number, code: _workbook(
        looks.shown_as(clean(), sheet, address, float(number), code)),
    r"“(.+)”的 ([A-Z]+\d+) 写“(.+)”，把“(.+)”划掉。": _struck,
    r"“(.+)”的 ([A-Z]+\d+) 放进一张图片。": lambda sheet, address: _workbook(
        workbooks.edited(clean(), sheet, {address: workbooks.content(looks.CELL_PICTURE)})),
    r"“(.+)”的 ([A-Z]+\d+) 写“(.+)”，第 (\d+) 行隐藏。": lambda sheet, address, text, row: _workbook(
        looks.row_with(workbooks.edited(clean(), sheet, {address: text}), sheet, int(row), hidden="1")),
    r"“(.+)”的 ([A-Z]+\d+) 写“(.+)”，再合并 (.+)。": lambda sheet, address, text, cells: _workbook(
        looks.merged_over(workbooks.edited(clean(), sheet, {address: text}), sheet, cells)),
    r"隐藏工作表“(.+)”。": lambda sheet: _workbook(looks.sheet_hidden(clean(), sheet)),
    r"工作表“(.+)”复制成“(.+)”，再隐藏原来的一张。": lambda sheet, name: _workbook(
        looks.sheet_hidden(workbooks.copied(clean(), sheet, name), sheet)),
    r"“(.+)”上画一个文本框，写“(.+)”。": lambda sheet, text: _workbook(
        looks.drawn_on(clean(), sheet, looks.text_box(text))),
    r"“(.+)”的第 (\d+) 行和第 (\d+) 行对换。": _swapped,
    r"“(.+)”第 (\d+) 行下面插入一行，(A\d+) 写“(.+)”。": _inserted,
    r"“(.+)”第 (\d+) 行下面插入一行，([A-Z]\d+) 写“(.+)”，([A-Z]\d+) 写 (\d+)。": lambda sheet, below, *cells: _line_added(
        sheet, below, cells[:2], cells[2:]),
    r"“(.+)”右边加一列，([A-Z]\d+) 写“(.+)”，([A-Z]\d+) 写 ?“?(.+?)”?。": lambda sheet, *cells: _line_added(
        sheet, None, cells[:2], cells[2:]),
    # data
    r"支出决算表的各行是：(.+)。": _spending,
    r"支出决算表上年的各行是：(.+)；今年的各行是：(.+)。": _after_last_year,
    r"支出决算表的工作簿里，(\w+) 的公式被 (\d+) 盖掉。": _typed_over,
    r"支出决算表一行也没有。": _spending,
    r"支出决算表有 (\d+) 行。": lambda count: _spending(
        "、".join(f"{n:03} 类" for n in range(int(count)))
    ),
    r"至少要有一行的支出决算表一行也没有。": lambda: _spending(at_least=1),
    r"数据文件里年度是 NaN。": lambda: _data(year=float("nan")),
    r"数据文件里多写一项 `years`。": lambda: _data(years=2020),
    r"数据文件里表 `(.+)` 多写一行 `(.+)`。": lambda table, row: _with_more("tables", table, row, value={"total": 3}),
    r"数据文件里表 `(.+)` 的 `(.+)` 多写一列 `(.+)`。": lambda table, row, column: _with_more(
        "tables", table, row, column, value=3),
    r"数据文件里多写一张表 `(.+)`。": lambda table: _with_more("tables", table, value={}),
    r"数据文件里多写一部分 `(.+)`，有一段话。": lambda section: _with_more(
        "narrative", section, value=[{"level": "body", "text": "附件说明。"}]),
    r"数据文件里年度是“二〇二〇”。": lambda: _data(year="二〇二〇"),
    r"数据文件里年度是 2020。": lambda: _data(year=2020),
    r"一段一万七千个生僻字（Excel 每个算两个字符）的数据文件。": lambda: _long_paragraph("17000", "𠮷"),
    r"套了四十层的数据文件。": lambda: _data(prior=_nested(40)),
    r"套了二十层的数据文件。": lambda: _data(prior=_nested(20)),
    r"一段三万字的数据文件。": lambda: _long_paragraph("30000"),
    # documents
    r"编成的文档，没有动过。": lambda: examined(good_document()).findings,
    r"把编成的文档里的 (\d+) 改成 (\d+)，再 `nianbao verify`。": lambda old, new: _document(f">{old}<", f">{new}<"),
    r"在编成的文档里把“(.+)”改成“(.+)”，再 `nianbao verify`。": _document,
    r"改动封存在文档里的数据，再 `nianbao verify`。": lambda: _document("175", "176", SEALED),
    r"删去封存的数据，再 `nianbao verify`。": lambda: _without(SEALED),
    r"Word 新建的文档。": lambda: _without(SEALED, PROPERTIES),
    r"写文档时把 3 写成了 8（人为造成）。": _unproven,
    r"`nianbao verify 年报.docx --against 改过.json`": _against,
    r"把文档的字体改过、另存。": lambda: _document("方正小标宋简体", "宋体", documents.STYLES),
    r"`--draft` 编成的草稿。": lambda: examined(draft_document()).findings,
    r"格式改正以前编成的文档，再 `nianbao verify`。": lambda: examined(outdated_document()).findings,
    r"`nianbao verify 年报.docx --sha256 …`，给的是另一个文件的。": _another_file,
    r"在编成的文档里给一个数套上域，更新后显示另外的数。": lambda: _document(
        "<w:r><w:t>175</w:t></w:r>",
        '<w:fldSimple w:instr=" =999 "><w:r><w:t>175</w:t></w:r></w:fldSimple>',
    ),
    r"在编成的文档里加一处批注。": lambda: _document(
        "<w:t>175</w:t>", '<w:t>175</w:t><w:commentReference w:id="1"/>'
    ),
    r"在编成的文档的页脚里添一句话。": lambda: _document(
        "</w:ftr>", "<w:p><w:r><w:t>本报告作废</w:t></w:r></w:p></w:ftr>", "word/footer1.xml"
    ),
    r"把编成的文档的装订线改得比纸还宽。": lambda: _document('w:gutter="0"', 'w:gutter="9000"'),
    r"删去编成的文档里的书签。": lambda: (
        examined(documents.edited(good_document(), lambda m: re.sub("<w:bookmark[^>]*>", "", m))).findings
    ),
    r"`nianbao verify 年报.docx --render`，第 (\d+) 页排出来不同。": _other_pages,
    r"改动文档属性里的年度。": lambda: _document(">2020<", ">2021<", PROPERTIES),
    r"参考文档里没有叫 (.+) 的样式，只有叫 (.+) 的。": _restyled,
    r"参考文档里正文的字是(白|黑)色的。": lambda colour: _restyled("000000", {"白": "FFFFFF", "黑": "010101"}[colour]),
    # the archive
    r"`nianbao archive 年报.json -o 归档包`，而“归档包”里已有文件。": _archived("归档包", "归档包/旧.txt"),
    r"`nianbao archive 年报.json -o 归档包`，而“归档包”是文件。": _archived("归档包", "归档包"),
    r"`nianbao archive 年报.json -o 旧归档包/新归档包`": _archived("旧归档包/新归档包", "旧归档包/bagit.txt"),
    r"`nianbao archive 年报.json -o 归档包`，封面和命令里都没有全宗号。": _archived(fonds=""),
    r"保管期限写的是“(.+)”。": lambda term: archived("归档包", retention=term),
    r"封面上的全宗号是 (\S+)，命令里是 `--fonds J012`。": lambda fonds: archived("归档包", archive={"fonds": fonds}),
    r"封面没有写成文日期。": _archived(agency={"date": ""}),
    r"没有装 LibreOffice 的机器。": _archived(),
    r"转换的机器上没有公文字体。": _rendered_elsewhere,
    # layouts
    r"照标准排的文档。": _laid_out(lambda _: None),
    r"纸张用 Letter。": _laid_out(with_section(page_width=Mm(215.9), page_height=Mm(279.4))),
    r"页边距用 Word 的默认值。": _laid_out(with_section(top_margin=Mm(25.4), left_margin=Mm(31.8))),
    r"页边距加 5 毫米装订线。": _laid_out(with_section(gutter=Mm(5))),
    r"行距固定为 (\d+) 磅。": lambda points: _laid_out(spaced(int(points)))(),
    r"字间距没有紧缩。": _laid_out(loosened),
    r"标题用小二黑体。": _laid_out(typed(0, "黑体", 18)),
    r"标题靠左。": _laid_out(with_paragraph(0, lambda p: setattr(p, "alignment", LEFT))),
    r"正文用四号仿宋。": _laid_out(typed(5, "仿宋", 14)),
    r"正文用三号宋体。": _laid_out(typed(5, "宋体", 16)),
    r"一级标题用宋体。": _laid_out(typed(2, "宋体", 16)),
    r"二级标题用微软雅黑。": _laid_out(typed(3, "微软雅黑", 16)),
    r"三级标题用小四。": _laid_out(typed(4, "仿宋", 12)),
    r"正文不缩进。": _laid_out(indented(0)),
    r"正文只缩进一个字。": _laid_out(indented(16)),
    r"正文整段缩进两个字。": _laid_out(indented(0, 32)),
    r"正文左对齐。": _laid_out(with_paragraph(5, lambda p: setattr(p, "alignment", LEFT))),
    r"没有页码。": _laid_out(unnumbered),
    r"单双页的页码都在右边。": _laid_out(one_footer),
    r"首页没有页码。": _laid_out(with_section(different_first_page_header_footer=True)),
    r"页码离版心太远。": _laid_out(with_section(footer_distance=Mm(8))),
    r"表格比版心宽。": _laid_out(wide),
    r"表格的行高固定为 8 磅。": _laid_out(low_rows),
    r"表格里的行距固定为 9 磅。": _laid_out(low_lines),
    r"表格的标题行不重复、行可以跨页断开。": _laid_out(plain_rows),
    r"有一段红色的字。": _laid_out(coloured(1)),
    r"有一段绿色的字。": _laid_out(coloured(1, 0, 128)),
    r"成文日期写成“(.+)”。": lambda date: _laid_out(said(7, date))(),
    r"横放的一页。": _laid_out(landscape),
    # many units
    **units.WAYS,
    # one report of many
    **merging.WAYS,
}  # fmt: skip
