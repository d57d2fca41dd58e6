"""The door: what each foreign, damaged or dangerous file is refused as."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from compiler.catalogue import w_files as files
from compiler.catalogue import w_parts as parts
from compiler.catalogue.all import family
from compiler.edges.machine import desk_of
from compiler.ooxml.cells.gather import Opened, RawWorkbook, open_workbook, read_workbook
from compiler.ooxml.package import Package, open_package
from compiler.ooxml.relations import kind_of_relation
from compiler.ooxml.sound import checked
from compiler.pipeline import compile_report, mark, verify_document
from compiler.values import limits
from compiler.values.findings import Finding, Kind
from compiler.values.origin import Source
from tests.support.damaged import (
    DOCUMENT,
    SHEET,
    WORKBOOK,
    encrypted,
    in_directory,
    refused,
    repacked,
    zipped,
)
from tests.support.documents import good_document, packed
from tests.support.office import converted
from tests.support.workbooks import GOOD, SAMPLES, parts_of, read


def test_good_files_pass() -> None:
    book = open_package(WORKBOOK, "a.xlsx", "xlsx")
    document = open_package(DOCUMENT, "a.docx", "docx")
    assert isinstance(book, Package)
    assert isinstance(document, Package)
    assert (book.main, document.main) == ("xl/workbook.xml", "word/document.xml")
    assert book.xml("XL/Workbook.xml") is not None
    assert book.xml("xl/none.xml") is None
    types = {each.type: each.target for each in book.relationships("xl/workbook.xml")}
    assert types["worksheet"] == SHEET


def test_what_files_share_stays_as_it_was_read() -> None:
    """Reading, checking, marking and proving leave the trees of parts that others have too."""

    workbook = (SAMPLES / f"{GOOD}.xlsx").read_bytes()
    outcome = compile_report(SAMPLES / f"{GOOD}.xlsx", desk_of("zh"))
    document = outcome.document
    assert document is not None

    def trees() -> list[bytes]:
        opened = (open_package(workbook, "a", "xlsx"), open_package(document, "a", "docx"))
        return [
            etree.tostring(root)
            for package in opened
            if isinstance(package, Package)
            for name in package.names
            if (root := package.xml(name)) is not None
        ]

    before = trees()
    assert mark(outcome, workbook, "a.xlsx") is not None
    verify_document(document, Source("a.docx", "docx", ""), desk_of("zh"), seen=True)
    assert trees() == before


def test_relationships_are_resolved() -> None:
    def more(content: bytes) -> bytes:
        return content.replace(
            b"</Relationships>",
            b'<Relationship Id="a" Type="http://purl.oclc.org/x/y" Target="/xl/styles.xml"/>'
            b'<Relationship Id="b" Type="y" Target="../%78l/styles.xml"/>'
            b'<Relationship Id="c" Type="y" Target="../../../../etc/passwd"/>'
            b'<Relationship Id="d" Type="y" Target="http://a/b" TargetMode="External"/>'
            b"</Relationships>",
        )

    data = repacked(WORKBOOK, {"xl/_rels/workbook.xml.rels": more})
    package = open_package(data, "a.xlsx", "xlsx")
    assert isinstance(package, Package)
    found = {each.id: each for each in package.relationships(package.main)}
    assert found["a"].target == found["b"].target == "xl/styles.xml"
    assert found["a"].type == "y"
    assert package.part(found["c"].target) is None
    assert (found["d"].target, found["d"].external) == ("http://a/b", True)


@pytest.mark.parametrize(
    ("ending", "kind"), [("xls", files.OLD_FORMAT), ("ods", files.OPEN_DOCUMENT)]
)
def test_real_files_of_an_office_program(tmp_path: Path, ending: str, kind: Kind) -> None:
    (tmp_path / "a.xlsx").write_bytes(WORKBOOK)
    [made] = converted([tmp_path / "a.xlsx"], tmp_path / "saved", to=ending)
    assert refused(made.read_bytes(), made.name).kind is kind


def test_too_many_members() -> None:
    data = repacked(WORKBOOK, extra={f"m/{n}.bin": b"" for n in range(1_000)})
    assert refused(data).kind is parts.TOO_MANY_MEMBERS


@pytest.mark.parametrize(
    "name", ["/etc/x", "../x", "xl/../../x", "..\\x", "\\x", "C:/x", "xl/a\x07b", "xl/a\nb"]
)
def test_unsafe_member_names(name: str) -> None:
    finding = refused(repacked(WORKBOOK, extra={name: b"x"}))
    assert finding.kind is parts.UNSAFE_MEMBER
    assert finding.message("zh").isprintable()


def test_backslashes_are_mended_by_saving_again() -> None:
    finding = refused(repacked(WORKBOOK, extra={"xl\\x": b"x"}))
    assert finding.kind is parts.BACKSLASH_MEMBER
    assert "另存为" in finding.hint("zh")


def test_an_empty_member_is_read() -> None:
    """Deflated to nothing at all, and an empty part of markup that nobody needs."""
    data = repacked(WORKBOOK, extra={"xl/media/empty.bin": b"", "xl/drawings/empty.xml": b""})
    assert isinstance(open_package(data, "a.xlsx", "xlsx"), Package)
    stored = repacked(WORKBOOK, extra={"zz": b""})
    at = stored.rindex(b"PK\x01\x02")
    header = struct.unpack_from("<L", stored, at + 42)[0]
    # As programs write it that call it deflated, with no byte of a stream.
    bare = bytearray(stored)
    size = struct.unpack_from("<L", stored, at + 20)[0]
    name = struct.unpack_from("<H", stored, header + 26)[0]
    start = header + 30 + name
    del bare[start : start + size]
    struct.pack_into("<L", bare, header + 18, 0)
    struct.pack_into("<L", bare, at - size + 20, 0)
    end = bytes(bare).rindex(b"PK\x05\x06")
    directory = struct.unpack_from("<L", bare, end + 16)[0]
    struct.pack_into("<L", bare, end + 16, directory - size)
    package = open_package(bytes(bare), "a.xlsx", "xlsx")
    assert isinstance(package, Package)
    assert package.part("zz") == b""


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [SHEET, SHEET.upper()])
def test_duplicate_members(name: str) -> None:
    assert refused(repacked(WORKBOOK, extra={name: b"<x/>"})).kind is parts.DUPLICATE_MEMBER


def test_encrypted_member() -> None:
    assert refused(in_directory(WORKBOOK, 8, b"\x01\x00")).kind is parts.ENCRYPTED_MEMBER


def test_unsupported_compression() -> None:
    finding = refused(in_directory(WORKBOOK, 10, struct.pack("<H", 14)))
    assert finding.kind is parts.UNKNOWN_COMPRESSION


def test_wrong_checksum() -> None:
    assert refused(in_directory(WORKBOOK, 16, b"\1\2\3\4")).kind is parts.DAMAGED_MEMBER


def test_declared_size_too_small_or_too_large() -> None:
    for size in (1, 1 << 30):
        data = in_directory(WORKBOOK, 24, struct.pack("<L", size))
        assert refused(data).kind is parts.DAMAGED_MEMBER


def test_bomb_by_ratio() -> None:
    finding = refused(repacked(WORKBOOK, extra={"xl/media/a.bin": bytes(4 << 20)}))
    assert finding.kind is parts.EXPANDS_TOO_FAR
    assert "xl/media/a.bin" in finding.message("zh")


def test_bomb_by_total(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EXPANDED", limits.EXPANDED._replace(most=3))
    noise = bytes(n * n % 251 for n in range(1 << 16)) * 40
    finding = refused(repacked(WORKBOOK, extra={"a.bin": noise, "b.bin": noise}))
    assert finding.kind is parts.EXPANDS_TOO_FAR


def test_a_lying_size_does_not_hide_a_bomb() -> None:
    bomb = repacked(WORKBOOK, extra={"xl/media/a.bin": bytes(8 << 20)})
    bomb = in_directory(bomb, 24, struct.pack("<L", 100))
    bomb = in_directory(bomb, 16, struct.pack("<L", zlib.crc32(bytes(100))))
    assert refused(bomb).kind in (parts.DAMAGED_MEMBER, parts.EXPANDS_TOO_FAR)


DOCTYPES = [
    b'<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet>&a;</worksheet>',
    b'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE w SYSTEM "file:///etc/passwd"><w/>',
    '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE w><w/>'.encode("utf-16"),
    '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE w><w/>'.encode("utf-16-le"),
    '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE w><w/>'.encode("utf-16-be"),
    b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE w+AD4-<w/>',
    b'<?xml version="1.0" encoding="iso-8859-1"?>\n<!-- \xe9 --><!DOCTYPE w><w/>',
]


@pytest.mark.parametrize("part", [SHEET, "xl/extra.xml", "xl/_rels/extra.rels", "xl/a.bin"])
@pytest.mark.parametrize("content", DOCTYPES)
def test_document_types(content: bytes, part: str) -> None:
    kinds = (
        {parts.DOCUMENT_TYPE, parts.MALFORMED_PART}
        if b"UTF-7" in content
        else {parts.DOCUMENT_TYPE}
    )
    if part == SHEET:
        data = repacked(WORKBOOK, {SHEET: lambda _: content})
    else:
        data = repacked(WORKBOOK, extra={part: content})
    outcome = open_package(data, "a.xlsx", "xlsx")
    if part == "xl/a.bin" and isinstance(outcome, Package):
        assert outcome.xml(part) is None, "what was not checked is not parsed"
    else:
        assert refused(data).kind in kinds


def test_malformed_part() -> None:
    for content in (b"<a><b></a>", b"<x:a/>", b"<a>&nbsp;</a>", b"<a>" * 300 + b"</a>" * 300):
        finding = refused(repacked(WORKBOOK, {SHEET: lambda _, c=content: c}))  # type: ignore[misc]
        assert finding.kind is parts.MALFORMED_PART
        assert SHEET in finding.message("zh")


def test_an_empty_sheet_is_refused_when_the_sheets_are_read() -> None:
    """An empty part that nobody needs passes the door; a sheet's does not pass the reader."""
    for number in range(1, 14):
        part = f"xl/worksheets/sheet{number}.xml"
        data = repacked((SAMPLES / f"{GOOD}.xlsx").read_bytes(), {part: lambda _: b""})
        reading = read(data)
        assert reading.report is None
        assert [f.kind for f in reading.findings] == [parts.MISSING_SHEET]


ONE_BY_ONE = [
    *(f"xl/worksheets/sheet{number}.xml" for number in range(1, 14)),
    "xl/sharedStrings.xml",
]


@pytest.mark.parametrize("part", ONE_BY_ONE)
@pytest.mark.parametrize(
    ("spoilt", "kind"),
    [
        (lambda content: content[:-5], parts.MALFORMED_PART),
        (lambda content: content.replace(b"?>", b"?><!DOCTYPE a>", 1), parts.DOCUMENT_TYPE),
    ],
    ids=["malformed", "document type"],
)
def test_what_is_checked_when_it_is_read_is_refused_as_at_the_door(
    part: str, spoilt: Callable[[bytes], bytes], kind: Kind
) -> None:
    """Sheets of which nothing is read among them."""
    data = repacked((SAMPLES / f"{GOOD}.xlsx").read_bytes(), {part: spoilt})
    at_the_door = open_package(data, "a.xlsx", "xlsx")
    assert isinstance(at_the_door, Finding)
    (said,) = read(data).findings
    assert said.kind is at_the_door.kind is kind
    assert part in said.message("zh")
    assert said.message("zh").replace(said.values["name"], "a.xlsx") == at_the_door.message("zh")


SHEET_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def typed_as_sheet(part: str) -> Callable[[bytes], bytes]:
    """The list of types with this part called a worksheet."""

    def retyped(content: bytes) -> bytes:
        kept = re.sub(rb'<Override PartName="/%b"[^>]*/>' % re.escape(part.encode()), b"", content)
        entry = b'<Override PartName="/%b" ContentType="%b"/></Types>' % (part.encode(), SHEET_TYPE)
        return kept.replace(b"</Types>", entry)

    return retyped


@pytest.mark.parametrize(
    "part",
    ["xl/styles.xml", "docProps/custom.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels",
     "xl/sharedStrings.xml", "docProps/core.xml"],
)  # fmt: skip
def test_what_is_only_called_a_sheet_is_read_as_what_it_is(part: str) -> None:
    whole = (SAMPLES / f"{GOOD}.xlsx").read_bytes()
    data = repacked(whole, {"[Content_Types].xml": typed_as_sheet(part)})
    opened = []
    for one_by_one in (True, False):
        package = open_package(data, "a.xlsx", "xlsx", one_by_one=one_by_one)
        assert isinstance(package, Package)
        book = open_workbook(package)
        assert isinstance(book, Opened)
        opened.append((book.listed, book.texts, book.looks, book.properties, book.read()))
    assert opened[0] == opened[1]
    assert len(opened[0][2]) > 20  # the looks of cells


@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "xl/styles.xml", "docProps/custom.xml", "xl/_rels/workbook.xml.rels",
     "_rels/.rels", "xl/theme/theme1.xml", "docProps/app.xml"],
)  # fmt: skip
def test_what_is_only_called_a_sheet_is_refused_where_it_is_spoilt(part: str) -> None:
    whole = (SAMPLES / f"{GOOD}.xlsx").read_bytes()
    called = {"[Content_Types].xml": typed_as_sheet(part)}
    for spoilt in (lambda content: content[:-5], lambda content: b"<a>" + content):
        assert read(repacked(whole, {**called, part: spoilt})).report is None


def test_an_old_drawing_is_passed_over_whatever_it_is_called() -> None:
    whole = (SAMPLES / f"{GOOD}.xlsx").read_bytes()
    listed = {"[Content_Types].xml": typed_as_sheet("xl/drawings/v.vml")}
    data = repacked(whole, listed, {"xl/drawings/v.vml": b"<xml><br></xml>"})
    assert read(data).findings == ()


def test_of_a_part_that_comes_again_the_tree_is_kept_of_another_it_is_not() -> None:
    once, again = (b"<a>%d</a>" % number for number in (20261201, 20261202))
    trees = {data: [checked(data)[0] for _ in range(3)] for data in (once, again)}
    for first, second, third in trees.values():
        assert first is not second
        assert second is third
    large = b"<a>" + bytes(1 << 15).replace(b"\0", b" ") + b"</a>"
    assert checked(large)[0] is not checked(large)[0]


def test_the_theme_is_parsed_for_who_asks_for_it() -> None:
    package = open_package(DOCUMENT, "a.docx", "docx")
    assert isinstance(package, Package)
    theme, styles = "word/theme/theme1.xml", "word/styles.xml"
    assert package.xml(styles) is package.xml(styles)
    assert package.xml(theme) is not package.xml(theme)
    assert len(package.xml(theme)) == 3  # type: ignore[arg-type]


def test_a_sheet_that_no_list_names_is_checked_too() -> None:
    entry = b'<Override PartName="/xl/worksheets/lost.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    listed = {"[Content_Types].xml": lambda content: content.replace(b"</Types>", entry)}
    whole = (SAMPLES / f"{GOOD}.xlsx").read_bytes()
    for content, expected in ((b"<worksheet/>", []), (b"<worksheet>", [parts.MALFORMED_PART])):
        data = repacked(whole, listed, {"xl/worksheets/lost.xml": content})
        assert [f.kind for f in read(data).findings] == expected


def test_a_large_part_is_checked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compiler.ooxml.sound.LARGEST_TREE", 100)
    assert isinstance(open_package(WORKBOOK, "a.xlsx", "xlsx"), Package)
    broken = repacked(WORKBOOK, {SHEET: lambda content: content[:-5]})
    assert refused(broken).kind is parts.MALFORMED_PART
    typed = repacked(WORKBOOK, {SHEET: lambda content: content.replace(b"<work", b"<!DOCTYPE a><work", 1)})  # fmt: skip
    assert refused(typed).kind is parts.DOCUMENT_TYPE


def test_binary_parts_are_not_parsed() -> None:
    """Printer settings have a type that says `openxmlformats`, and are no markup."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"
    entry = b'<Default Extension="bin" ContentType="' + kind + b'"/></Types>'
    data = repacked(
        WORKBOOK,
        {"[Content_Types].xml": lambda content: content.replace(b"</Types>", entry)},
        {"xl/printerSettings/p1.bin": b"\0\1<", "xl/drawings/v.vml": b"<xml><br></xml>"},
    )
    package = open_package(data, "a.xlsx", "xlsx")
    assert isinstance(package, Package)
    assert package.part("xl/printerSettings/p1.bin") == b"\0\1<"
    assert package.xml("xl/drawings/v.vml") is None


def test_main_part_missing() -> None:
    assert refused(repacked(WORKBOOK, without=("xl/workbook.xml",))).kind is parts.MISSING_PART


def test_every_kind_has_its_own_code_and_page() -> None:
    assert len({kind.code for kind in family("W10", "W11", "W12", "W13")}) == len(
        {kind.name for kind in family("W10", "W11", "W12", "W13")}
    )
    for kind in family("W10", "W11", "W12", "W13"):
        assert kind.page.zh
        assert kind.page.en


def outcome_of(data: bytes) -> None:
    package = open_package(data, "a.xlsx", "xlsx")
    if isinstance(package, Finding):
        assert package.message("zh")
        return
    workbook = read_workbook(package)
    assert isinstance(workbook, RawWorkbook) or workbook.message("zh")


STORED = zipped(
    **{info: zipfile.ZipFile(io.BytesIO(WORKBOOK)).read(info) for info in zipfile.ZipFile(io.BytesIO(WORKBOOK)).namelist()}
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([WORKBOOK, STORED, encrypted()]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=8),
    st.floats(0, 1),
)
def test_damage_never_raises(data: bytes, flips: list[tuple[float, int]], kept: float) -> None:
    damaged = bytearray(data)
    for where, value in flips:
        damaged[int(where * len(damaged))] = value
    outcome_of(bytes(damaged))
    outcome_of(bytes(damaged[: int(kept * len(damaged))]))


PARTS = {info: zipfile.ZipFile(io.BytesIO(WORKBOOK)).read(info) for info in zipfile.ZipFile(io.BytesIO(WORKBOOK)).namelist()}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(PARTS)),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(9, 126)), max_size=4),
)
def test_damaged_markup_with_a_right_checksum_never_raises(
    part: str, flips: list[tuple[float, int]]
) -> None:
    damaged = bytearray(PARTS[part])
    for where, value in flips:
        damaged[int(where * len(damaged))] = value
    outcome_of(zipped(**{**PARTS, part: bytes(damaged)}))


TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        (f"{TRANSITIONAL}styles", "styles"),
        (f"{STRICT}styles", "styles"),
        (f"{STRICT}customProperties", "custom-properties"),
        (f"{TRANSITIONAL}custom-properties", "custom-properties"),
        ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "core-properties"),
        ("http://schemas.microsoft.com/office/2007/relationships/styles", None),
        ("http://x/styles", None),
        ("styles", None),
        (f"{TRANSITIONAL}x/styles", None),
    ],
)  # fmt: skip
def test_a_relation_is_known_by_its_whole_address(address: str, kind: str | None) -> None:
    link = etree.Element("Relationship", Type=address)
    assert kind_of_relation(link) == (kind or address)


@pytest.mark.parametrize(
    ("part", "target"),
    [("_rels/.rels", "officeDocument"), ("word/_rels/document.xml.rels", "styles")],
)
@pytest.mark.parametrize("base", [TRANSITIONAL, STRICT])
def test_a_second_main_part_or_style_sheet_is_refused(part: str, target: str, base: str) -> None:
    members = parts_of(good_document())
    link = f'<Relationship Id="rId77" Type="{base}{target}" Target="/word/settings.xml"/>'
    more = f"{link}</Relationships>".encode()
    members[part] = members[part].replace(b"</Relationships>", more)
    found = open_package(packed(members), "a.docx", "docx")
    assert isinstance(found, Finding)
    assert (found.code, "word/settings.xml" in found.message("zh")) == ("W138", True)
