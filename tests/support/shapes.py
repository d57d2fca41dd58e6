"""Inputs that are harmless and very large: one of each shape that once took too long.

Each is bounded, small on disk or of a few megabytes, and says nothing; the door must answer
it in time. `SHAPES` gives name and bytes of a file by the name of the shape.
"""

from __future__ import annotations

import io
import itertools
import json
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
MIB = 1 << 20
_BOOK = ROOT / "sample_workbooks" / "cangshan-justice-2020.xlsx"
_DATA = _BOOK.with_suffix(".json")
_FOREIGN = "foreign.xlsx"
_SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NIANBAO = "import sys; from compiler.cli import main; sys.exit(main())"
# So that nothing here shrinks as a bomb does: numbers without an order, the same each time.
_NOISE = (number * 7_919_993 % 999_983 for number in itertools.count(1))
_SENTENCE = "本年收到政府信息公开申请3件，其中自然人2件，法人1件；办结3件，收费12.5万元。"


# Data


def _data(**changes: Any) -> bytes:
    return json.dumps(json.loads(_DATA.read_bytes()) | changes, ensure_ascii=False).encode()


def _prose(texts: Iterable[str]) -> bytes:
    return _data(narrative={"overview": [{"level": "body", "text": text} for text in texts]})


def _nested(levels: int) -> bytes:
    return b'{"format": "disclosure-2019", "prior": ' + b"[" * levels + b"]" * levels + b"}"


def _repeated_keys() -> bytes:
    pairs = ", ".join(f'"k{number % 199_999}": 0' for number in range(200_000))
    return b'{"format": "disclosure-2019", "prior": {' + pairs.encode() + b"}}"


def _unknown_rows() -> bytes:
    return _data(tables={"requests": {f"r{number}": {} for number in range(300_000)}})


# Workbooks


def _repacked(path: Path, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def _book(change: Callable[[dict[str, bytes]], None]) -> bytes:
    return _repacked(_BOOK, change)


def _foreign(sheets: Mapping[str, str], merges: int = 0) -> bytes:
    """A workbook that is no report: rows of markup by the sheet's name."""
    made = io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package_relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="{kind}.worksheet+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package_relations}"><Relationship Id="a" '
            f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        listed = "".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="s{n}"/>' for n, name in enumerate(sheets, 1)
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook {_SPREADSHEET} xmlns:r="{relations}"><sheets>{listed}</sheets></workbook>',
        )
        links = "".join(
            f'<Relationship Id="s{n}" Type="{relations}/worksheet" Target="s{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package_relations}">{links}</Relationships>',
        )
        for n, rows in enumerate(sheets.values(), 1):
            package.writestr(f"xl/s{n}.xml", _sheet(rows, merges))
    return made.getvalue()


def _sheet(rows: str, merges: int = 0) -> str:
    merged = "".join(f'<mergeCell ref="C{2 * n + 1}:D{2 * n + 2}"/>' for n in range(merges))
    merged = f"<mergeCells>{merged}</mergeCells>" if merges else ""
    return f"<worksheet {_SPREADSHEET}><sheetData>{rows}</sheetData>{merged}</worksheet>"


def _rows(rows: int, columns: int, cell: str = "<c><v>{}</v></c>") -> str:
    return "".join(
        f"<row>{''.join(cell.format(next(_NOISE)) for _ in range(columns))}</row>"
        for _ in range(rows)
    )


def _with_sheet(number: int, markup: str) -> bytes:
    """The sample with the markup of one of its sheets, counted from 1, replaced."""
    return _book(lambda parts: parts.update({f"xl/worksheets/sheet{number}.xml": markup.encode()}))


def _paragraphs_in_a_sheet(count: int, text: str) -> bytes:
    """The sample's third sheet, an introduction, with so many paragraphs below its header."""
    cell = '<c r="B{0}" t="inlineStr"><is><t>{1}</t></is></c>'
    header = (
        '<row r="4"><c r="A4" t="inlineStr"><is><t>级别</t></is></c>'
        + cell.format(4, "内容（一行一段）")
        + "</row>"
    )
    rows = "".join(
        f'<row r="{n}">{cell.format(n, f"{text}{next(_NOISE)}")}</row>' for n in range(5, 5 + count)
    )
    return _with_sheet(3, _sheet(header + rows))


def _shared_formulas(count: int) -> bytes:
    first = '<row><c><f t="shared" si="0" ref="A1:A9">SUM(B1:C1)</f><v>1</v></c></row>'
    follower = '<row><c><f t="shared" si="0"/><v>{}</v></c></row>'
    rows = "".join(follower.format(next(_NOISE)) for _ in range(count))
    return _with_sheet(5, _sheet(first + rows))


def _shared_texts(count: int) -> bytes:
    items = (
        f"<sst {_SPREADSHEET}>"
        + "".join(f"<si><t>{next(_NOISE)}</t></si>" for _ in range(count))
        + "</sst>"
    )
    return _book(lambda parts: parts.update({"xl/sharedStrings.xml": items.encode()}))


def _styles(count: int) -> bytes:
    formats = "".join(f'<xf numFmtId="{next(_NOISE)}"/>' for _ in range(count))
    markup = f"<styleSheet {_SPREADSHEET}><cellXfs>{formats}</cellXfs></styleSheet>"
    return _book(lambda parts: parts.update({"xl/styles.xml": markup.encode()}))


def _members(count: int) -> bytes:
    return _book(lambda parts: parts.update({f"m/{n}.bin": b"" for n in range(count)}))


def _small_parts(count: int) -> bytes:
    return _book(lambda parts: parts.update({f"m/{n}.xml": b"<x/>" for n in range(count)}))


# Documents


def _document(body: str) -> bytes:
    markup = f"<w:document {_WORD}><w:body>{body}</w:body></w:document>"
    return _repacked(_sealed(), lambda parts: parts.update({"word/document.xml": markup.encode()}))


@cache
def _sealed() -> Path:
    """The sample's document, compiled once for all shapes."""
    import atexit
    import subprocess
    import sys
    import tempfile

    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    path = Path(folder.name, "sealed.docx")
    command = [sys.executable, "-c", _NIANBAO, "compile", str(_BOOK), "-o", str(path)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return path


_P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def _table(rows: int, columns: int) -> str:
    row = lambda: "".join(f"<w:tc>{_P.format(next(_NOISE))}</w:tc>" for _ in range(columns))  # noqa: E731
    return "<w:tbl>" + "".join(f"<w:tr>{row()}</w:tr>" for _ in range(rows)) + "</w:tbl>"


def _within_tables(levels: int, inside: str) -> str:
    return "<w:tbl><w:tr><w:tc>" * levels + inside + "</w:tc></w:tr></w:tbl>" * levels


# Old workbooks and OpenDocument: the saved sample, its first sheet of a table made another.


def _saved(name: str) -> bytes:
    with zipfile.ZipFile(ROOT / "tests" / "readers" / "saved" / "saved.zip") as kept:
        return kept.read(name)


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _old_cells(count: int) -> bytes:
    """Numbers, 250 a row."""
    return b"".join(
        _record(0x0203, struct.pack("<HHHd", 900 + n // 250, n % 250, 0, next(_NOISE)))
        for n in range(count)
    )


def _old_workbook(records: bytes) -> bytes:
    """[MS-CFB] with one stream: the sample's, its sixth sheet with these records at the end."""
    from compiler.ooxml.biff.compound import open_compound

    stream = open_compound(_saved("sample.xls"), "Workbook").streams["Workbook"]
    at, listed = 0, list[int]()
    while len(listed) < 6:
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == 0x0085:
            listed.append(at + 4)
        at += 4 + length
    (start,) = struct.unpack_from("<I", stream, listed[-1])
    at = start
    while struct.unpack_from("<H", stream, at)[0] != 0x000A:
        at += 4 + struct.unpack_from("<H", stream, at + 2)[0]
    moved = len(stream).to_bytes(4, "little")
    stream = stream[: listed[-1]] + moved + stream[listed[-1] + 4 :]
    return _compound(stream + stream[start:at] + records + _record(0x000A, b""))


def _compound(stream: bytes) -> bytes:
    """One stream, then the directory, then the tables of chains."""
    used = -(-len(stream) // 512)
    tables = -(-(used + 1) // 127)
    more = max(-(-(tables - 109) // 127), 0)
    chain = [*range(1, used), 0xFFFFFFFE, 0xFFFFFFFE, *[0xFFFFFFFD] * tables, *[0xFFFFFFFC] * more]
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    first, last = used + 1, used + 1 + tables
    places = list(range(first, last)) + [0xFFFFFFFF] * (109 + more * 127 - tables)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6) + struct.pack(
        "<9I", 0, tables, used, 0, 4096, 0xFFFFFFFE, 0, last if more else 0xFFFFFFFE, more
    )
    header += struct.pack("<109I", *places[:109])
    beyond = b"".join(
        struct.pack("<128I", *places[109 + 127 * n : 236 + 127 * n],
                    last + n + 1 if n + 1 < more else 0xFFFFFFFE)
        for n in range(more)
    )  # fmt: skip
    root = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
    entries = (root + _entry("Workbook", 2, 0xFFFFFFFF, 0, len(stream))).ljust(512, b"\0")
    body = stream.ljust(used * 512, b"\0") + entries
    return header + body + struct.pack(f"<{len(chain)}I", *chain) + beyond


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    head = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack(
        "<HBB", 2 * len(name) + 2, kind, 1
    )
    return (
        head
        + struct.pack("<3I", 0xFFFFFFFF, 0xFFFFFFFF, child)
        + struct.pack("<36xIQ", start, size)
    )


def _ods_rows(rows: int, columns: int) -> str:
    cell = '<table:table-cell office:value-type="float" office:value="{}"><text:p>1</text:p></table:table-cell>'
    return "".join(
        "<table:table-row>"
        + "".join(cell.format(next(_NOISE)) for _ in range(columns))
        + "</table:table-row>"
        for _ in range(rows)
    )


def _ods_empty(rows: int, columns: int) -> Iterable[list[str]]:
    """Cells that differ in their looks and in nothing else."""
    for _ in range(rows):
        yield [f'<table:table-cell table:style-name="ce{next(_NOISE)}"/>' for _ in range(columns)]


def _spreadsheet(rows: str) -> bytes:
    """The sample's content with these rows at the head of its sixth sheet."""
    with zipfile.ZipFile(io.BytesIO(_saved("sample.ods"))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    tables = parts["content.xml"].split(b"</table:table>")
    head, first, rest = tables[5].partition(b"<table:table-row")
    tables[5] = head + rows.encode() + first + rest
    parts["content.xml"] = b"</table:table>".join(tables)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


SHAPES: Mapping[str, Callable[[], tuple[str, bytes]]] = {
    "data: 200,000 paragraphs": lambda: ("a.json", _prose(["依法公开。"] * 200_000)),
    "data: 200,000 paragraphs of figures": lambda: ("a.json", _prose([_SENTENCE] * 100_000)),
    "data: one paragraph of 20 MB": lambda: ("a.json", _prose(["公" * (6 * MIB)])),
    "data: one paragraph of 20 MB of digits": lambda: ("a.json", _prose(["9" * (19 * MIB)])),
    "data: 300,000 unknown rows": lambda: ("a.json", _unknown_rows()),
    "data: a number of 50,000 digits in a sentence": lambda: (
        "a.json", _prose([f"本年收到政府信息公开申请{'9' * 50_000}件。"])
    ),
    "data: 5,000,000 numbers": lambda: ("a.json", _data(attachments=[0] * 5_000_000)),
    "data: 300,000 explanations": lambda: (
        "a.json", _data(slips=[{"token": "x", "reason": "y"}] * 300_000)
    ),
    "data: 200,000 names, the last one twice": lambda: ("a.json", _repeated_keys()),
    "data: nested 100,000 deep": lambda: ("a.json", _nested(100_000)),
    "data: nested 31 deep": lambda: ("a.json", _nested(29)),
    "data: 64 MiB": lambda: ("a.json", b'{"a": "' + b"x" * (63 * MIB) + b'"}'),
    "data: 24,000 unknown rows": lambda: (
        "a.json", _data(tables={"requests": {f"r{number}": {} for number in range(24_000)}})
    ),
    "data: 24,000 texts that are none": lambda: ("a.json", _data(slips=[0] * 24_000)),
    "data: 24,000 attachments": lambda: ("a.json", _data(attachments=["依法公开"] * 24_000)),
    "data: 12,000 explanations": lambda: (
        "a.json", _data(slips=[{"token": f"x{n}", "reason": "y"} for n in range(12_000)])
    ),
    "data: prose up to its limits": lambda: ("a.json", _prose([_SENTENCE * 2] * 990)),
    "data: three paragraphs up to their limit": lambda: (
        "a.json", _prose([(_SENTENCE * 900)[:32_700]] * 3)
    ),
    "data: one paragraph of digits": lambda: ("a.json", _prose(["9" * 32_000] * 3)),
    "data: one paragraph of numerals": lambda: ("a.json", _prose(["一二三" * 10_000] * 3)),
    "data: one paragraph of brackets": lambda: ("a.json", _prose(["（(《" * 10_000] * 3)),
    "data: one paragraph of blanks": lambda: ("a.json", _prose([" ，" * 16_000] * 3)),
    "data: one paragraph of quotes": lambda: ("a.json", _prose(["{新收申请总数}" * 4_000] * 3)),
    "data: one paragraph of names": lambda: ("a.json", _prose(["某县人民政府" * 5_400] * 3)),
    "data: one paragraph of sums": lambda: ("a.json", _prose(["共3条，其中A1条、B2条，" * 2_000] * 2)),
    "data: figures of 30 digits": lambda: ("a.json", _prose(["申请" + "9" * 30 + "件。"] * 990)),
    "workbook: 199,000 cells": lambda: ("a.xlsx", _with_sheet(5, _sheet(_rows(19_900, 10)))),
    "workbook: 199,000 cells of text": lambda: (
        "a.xlsx",
        _with_sheet(5, _sheet(_rows(19_900, 10, "<c t='inlineStr'><is><t>规章{}</t></is></c>"))),
    ),
    "workbook: 29,000 shared formulas": lambda: ("a.xlsx", _shared_formulas(29_000)),
    "workbook: 1,000,000 rows in the order of the sheet": lambda: (
        "a.xlsx", _with_sheet(5, _sheet(_rows(1_048_576, 1, '<c s="{}"/>')))
    ),
    "old workbook: 199,000 cells": lambda: ("a.xls", _old_workbook(_old_cells(199_000))),
    "old workbook: 1,000,000 records": lambda: (
        "a.xls", _old_workbook(b"\xff\x01\x00\x00" * 999_000)
    ),
    "old workbook: 4,900,000 records": lambda: (
        "a.xls", _old_workbook(b"\xff\x01\x00\x00" * 4_900_000)
    ),
    "spreadsheet: 199,000 cells": lambda: ("a.ods", _spreadsheet(_ods_rows(19_900, 10))),
    "spreadsheet: 490,000 elements that say nothing": lambda: (
        "a.ods", _spreadsheet("<table:table-row>" + "".join(f'<text:p text:style-name="{next(_NOISE)}"/>' for _ in range(490_000)) + "</table:table-row>")
    ),
    "spreadsheet: 490,000 cells without contents": lambda: (
        "a.ods", _spreadsheet("".join(f"<table:table-row>{''.join(cells)}</table:table-row>" for cells in _ods_empty(70, 7_000)))
    ),
    "document: 39,000 cells": lambda: ("a.docx", _document(_table(3_900, 10))),
    "document: 390,000 empty paragraphs": lambda: ("a.docx", _document("<w:p/>" * 390_000)),
    "document: 90,000 runs in a paragraph": lambda: (
        "a.docx",
        _document("<w:p>" + "".join(f"<w:r><w:t>{n}</w:t></w:r>" for n in range(90_000)) + "</w:p>"),
    ),
    "document: 300,000 bookmarks in tables within tables": lambda: (
        "a.docx",
        _document(_within_tables(22, "".join(f'<w:bookmarkStart w:name="{next(_NOISE)}"/>' for _ in range(300_000)))),
    ),
    "workbook: 16,384 columns": lambda: (
        "a.xlsx", _with_sheet(5, _sheet(_rows(100, 16_384)))
    ),
    "workbook: 16,384 columns of text": lambda: (
        "a.xlsx",
        _with_sheet(5, _sheet(_rows(60, 16_384, "<c t='inlineStr'><is><t>规章{}</t></is></c>"))),
    ),
    "workbook: 1,000,000 rows without contents": lambda: (
        "a.xlsx", _with_sheet(5, _sheet(_rows(1_000_000, 1, '<c s="{}"/>')))
    ),
    "workbook: 1,000,000 cells": lambda: ("a.xlsx", _with_sheet(5, _sheet(_rows(100_000, 10)))),
    "workbook: 20,000 paragraphs": lambda: ("a.xlsx", _paragraphs_in_a_sheet(20_000, "依法公开。")),
    "workbook: 3,000 paragraphs of figures": lambda: (
        "a.xlsx", _paragraphs_in_a_sheet(3_000, _SENTENCE)
    ),
    "workbook: 200,000 shared formulas": lambda: ("a.xlsx", _shared_formulas(200_000)),
    "workbook: 2,000,000 shared texts": lambda: ("a.xlsx", _shared_texts(2_000_000)),
    "workbook: 500,000 styles": lambda: ("a.xlsx", _styles(500_000)),
    "workbook: 40,000 merges": lambda: ("a.xlsx", _with_sheet(5, _sheet(_rows(1, 1), 40_000))),
    "workbook: 60,000 members": lambda: ("a.xlsx", _members(60_000)),
    "workbook: 900 small parts": lambda: ("a.xlsx", _small_parts(900)),
    "foreign workbook: 1,000,000 cells": lambda: (
        _FOREIGN, _foreign({"数据": _rows(100_000, 10)})
    ),
    "foreign workbook: 200 sheets": lambda: (
        _FOREIGN, _foreign({f"表{n}": _rows(2_000, 10) for n in range(200)})
    ),
    "document: 100,000 cells": lambda: ("a.docx", _document(_table(10_000, 10))),
    "document: 100,000 cells in a row": lambda: ("a.docx", _document(_table(1, 100_000))),
    "document: 200,000 paragraphs": lambda: ("a.docx", _document("".join(_P.format(next(_NOISE)) for _ in range(200_000)))),
    "document: one paragraph of 9 MB": lambda: ("a.docx", _document(_P.format("".join(f"公{next(_NOISE)}" for _ in range(MIB))))),
    "document: 300,000 runs in a paragraph": lambda: (
        "a.docx", _document("<w:p>" + "".join(f"<w:r><w:t>{next(_NOISE)}</w:t></w:r>" for _ in range(300_000)) + "</w:p>")
    ),
    "document: 64 MiB of spaces": lambda: ("a.docx", _document(" " * (64 * MIB))),
}  # fmt: skip
