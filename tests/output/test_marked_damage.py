"""Marked copies of damaged and unusual workbooks: what can be read can be marked, and unmarked."""

from __future__ import annotations

import random
import re
from functools import cache

import pytest
from lxml import etree

from compiler.output.marked.memory import MARKS_SHEET
from tests.support.marks import (
    ERROR,
    at,
    colours,
    faulty,
    mark,
    marked_faulty,
    notes,
    overwritten,
    own_book,
)
from tests.support.validators import audit_errors, sdk_errors
from tests.support.workbooks import (
    MAIN,
    PROACTIVE,
    RELATIONS,
    findings,
    packed,
    part_of,
    parts_of,
    read,
)

# Damaged workbooks


@pytest.mark.parametrize(
    ("part", "pattern", "new"),
    [
        ("xl/workbook.xml", r' sheetId="\d+"', ' sheetId="one"'),
        ("xl/workbook.xml", r' activeTab="\d+"', ' activeTab="one"'),
        ("xl/workbook.xml", r' localSheetId="\d+"', ' localSheetId="-"'),
        ("sheet", r' width="[^"]*"', ' width="x"'),
        ("sheet", r' ht="[^"]*"', ' ht="1e999"'),
        ("sheet", r' min="\d+"', ' min=""'),
        ("sheet", r' spans="[^"]*"', ' spans="a:b"'),
    ],
)
def test_a_number_of_layout_that_is_none_is_no_fault(part: str, pattern: str, new: str) -> None:
    """The figures are read all the same, so their marks are made all the same."""
    name = part_of(parts_of(faulty()), PROACTIVE) if part == "sheet" else part
    damaged = overwritten(faulty(), name, pattern, new)
    assert findings(damaged) == findings(faulty())
    parts = parts_of(mark(damaged))  # other programs refuse to open some of these
    assert any(b"T401" in data for name, data in parts.items() if "Notes" in name)


def test_a_remembered_fill_that_was_damaged_is_no_fill() -> None:
    """What the hidden sheet keeps was in the user's hands."""
    marks = part_of(parts_of(marked_faulty()), MARKS_SHEET)
    damaged = overwritten(marked_faulty(), marks, r"&lt;fill[^&]*", "&lt;fill &lt;")
    # Styles that are not those that were left: the fills are needed.
    damaged = overwritten(damaged, "xl/styles.xml", "</cellXfs>", "<!-- saved --></cellXfs>")
    assert colours(mark(damaged), PROACTIVE)["C10"] == ERROR
    assert colours(mark(damaged, ()), PROACTIVE) == {}


COMMENTS = "xl/comments/comment1.xml"


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("<authors>.*</authors>", {"A1": "我的批注"}),
        ("<commentList>.*</commentList>", {}),
        ("<authors>.*</commentList>", {}),
        ("<text>.*</text>", {"A1": ""}),
        (' authorId="0"', {"A1": "我的批注"}),
    ],
)
def test_missing_lists_of_notes_are_made(pattern: str, left: dict[str, str]) -> None:
    damaged = overwritten(own_book(), COMMENTS, pattern, "")
    data = mark(damaged, (*at("表", "A1"), *at("表", "A2")))
    comments = etree.fromstring(parts_of(data)[COMMENTS])
    said = {c.get("ref"): "".join(c.itertext()) for c in comments.iter(f"{{{MAIN}}}comment")}
    assert said.keys() == {"A1", "A2"}
    assert "〔校验结果〕错误 C110" in said["A2"]
    after = parts_of(mark(data, ())).get(COMMENTS)
    root = etree.fromstring(after or b"<none/>")
    assert {c.get("ref"): "".join(c.itertext()) for c in root.iter(f"{{{MAIN}}}comment")} == left


def test_notes_that_are_no_markup_are_left_alone() -> None:
    parts = parts_of(own_book())
    links = "xl/worksheets/_rels/sheet1.xml.rels"
    parts[links] = parts[links].replace(b"/xl/comments/comment1.xml", b"/xl/media/a.bin")
    parts["xl/media/a.bin"] = b"\x00no markup"
    types = b'<Default Extension="bin" ContentType="application/octet-stream"/>'
    name = "[Content_Types].xml"
    parts[name] = re.sub(rb"(<Types[^>]*>)", rb"\1" + types, parts[name])
    data = mark(packed(parts), at("表", "A2"))
    assert parts_of(data)["xl/media/a.bin"] == parts["xl/media/a.bin"]
    assert any(b"C110" in part for part in parts_of(data).values())
    assert parts_of(mark(data, ())).keys() == parts.keys()


def test_a_link_to_notes_that_leads_to_a_sheet_does_not_put_notes_there() -> None:
    parts = parts_of(own_book())
    links = "xl/worksheets/_rels/sheet1.xml.rels"
    parts[links] = parts[links].replace(b"/xl/comments/comment1.xml", b"/xl/worksheets/sheet1.xml")
    sheet = parts_of(mark(packed(parts), at("表", "A2")))["xl/worksheets/sheet1.xml"]
    assert b"comment" not in sheet


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "1.5", "Ⅷ", ""])
def test_what_is_no_number_in_the_hidden_sheet_counts_as_none(number: str) -> None:
    marks = part_of(parts_of(marked_faulty()), MARKS_SHEET)
    damaged = overwritten(
        marked_faulty(), marks, r"(?<=<t xml:space=\"preserve\">)\d+(?=</t>)", number
    )
    assert colours(mark(damaged), PROACTIVE)["C10"] == ERROR
    unmarked = mark(damaged, ())
    assert colours(unmarked, PROACTIVE) == {}
    assert notes(unmarked, PROACTIVE) == {}
    assert styles_used(unmarked)


def styles_used(data: bytes) -> bool:
    """Whether every cell of the sheet names a style that the workbook has."""
    parts = parts_of(data)
    styles = etree.fromstring(parts["xl/styles.xml"])
    known = int(styles.xpath("count(//*[local-name()='cellXfs']/*)"))
    used = re.findall(rb' s="([^"]*)"', parts[part_of(parts, PROACTIVE)])
    return all(style.isdigit() and int(style) < known for style in used)


def test_a_style_in_the_hidden_sheet_that_the_workbook_lacks_is_not_given_back() -> None:
    marks = part_of(parts_of(marked_faulty()), MARKS_SHEET)
    for style in ("9" * 5000, "4000", "²"):
        pattern = r'(<c r="B(?:[2-9]|\d\d+)" t="inlineStr"><is><t xml:space="preserve">)\d+'
        damaged = overwritten(marked_faulty(), marks, pattern, rf"\g<1>{style}")
        unmarked = mark(damaged, ())
        assert styles_used(unmarked)
        assert colours(unmarked, PROACTIVE) == {}


# Anything changed anywhere

_WORDS = ("", "²", "-1", "9" * 5000, "0", "x", "A1", "A1048577", "nianbao", "\u202e", "1e999")


@cache
def with_notes() -> bytes:
    """A marked form whose parts are all there: notes, boxes, results, memory."""
    return marked_faulty()


def fuzzed(seed: int) -> bytes:
    """One or two places of one part changed at random: gone, doubled, or saying something else."""
    chance = random.Random(seed)
    parts = parts_of(with_notes())
    names = [
        name for name in parts
        if "ianbao" in name or "styles" in name or name.endswith(("workbook.xml", ".rels"))
    ]  # fmt: skip
    name = chance.choice([*names, part_of(parts, PROACTIVE)])
    root = etree.fromstring(parts[name])
    for _ in range(chance.choice((1, 1, 2))):
        element = chance.choice(list(root.iter("*")))
        parent = element.getparent()
        act = chance.randrange(4)
        if act == 0 and parent is not None:
            parent.remove(element)
        elif act == 1 and parent is not None:
            parent.append(etree.fromstring(etree.tostring(element)))
        elif act == 2 and element.attrib:
            element.set(chance.choice(list(element.attrib)), chance.choice(_WORDS))
        else:
            element.text = chance.choice(_WORDS)
    parts[name] = etree.tostring(root)
    return packed(parts)


@pytest.mark.parametrize("start", range(0, 48, 12))
@pytest.mark.unexamined
def test_what_can_be_read_can_be_marked_and_unmarked(start: int) -> None:
    readable = 0
    for seed in range(start, start + 12):
        data = fuzzed(seed)
        if read(data).form is None:
            continue
        readable += 1
        again = mark(data, findings(faulty()))
        mark(again, ())
        mark(data, ())
    assert readable >= 6


# What other programs keep beside the cells

X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
PERSONS = "http://schemas.microsoft.com/office/2017/10/relationships"
_WHO = "{11111111-2222-3333-4444-555555555555}"
_TABLE = (
    f'<table xmlns="{MAIN}" id="1" name="表1" displayName="表1" ref="J1:K2" totalsRowShown="0">'
    '<tableColumns count="2"><tableColumn id="1" name="甲"/><tableColumn id="2" name="乙"/>'
    "</tableColumns></table>"
)
_RULE = (
    f'<conditionalFormatting xmlns="{MAIN}" sqref="B8:B9"><cfRule type="cellIs" dxfId="0" '
    'priority="90" operator="greaterThan"><formula>100</formula></cfRule></conditionalFormatting>'
)
_EXTENSION = (
    f'<extLst xmlns="{MAIN}"><ext xmlns:x14="{X14}" uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}">'
    f'<x14:dataValidations xmlns:xm="{XM}" count="1"><x14:dataValidation type="list" '
    'allowBlank="1"><x14:formula1><xm:f>封面!$A$1:$A$3</xm:f></x14:formula1>'
    "<xm:sqref>J9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)
_CONVERSATION = (
    f'<ThreadedComments xmlns="{THREADED}"><threadedComment ref="B9" dT="2021-01-04T08:00:00.00" '
    f'personId="{_WHO}" id="{_WHO}"><text>请核对</text></threadedComment></ThreadedComments>'
)
_PERSONS = f'<personList xmlns="{THREADED}"><person displayName="张三" id="{_WHO}"/></personList>'
_LEGACY = (
    f'<comments xmlns="{MAIN}"><authors><author>tc={_WHO}</author></authors><commentList>'
    '<comment ref="B9" authorId="0"><text><t>[线程批注]请核对</t></text></comment></commentList>'
    "</comments>"
)
_BOX = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025"><x:ClientData '
    'ObjectType="Note"><x:Row>8</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>'
)
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@cache
def rich_form() -> bytes:
    """The faulty form after a user of Excel made it their own."""
    parts = parts_of(faulty())
    name = part_of(parts, PROACTIVE)
    root = etree.fromstring(parts[name])
    place = [etree.QName(each).localname for each in root]
    for markup in (_RULE,):
        root.insert(place.index("conditionalFormatting"), etree.fromstring(markup))
    drawing = etree.SubElement(root, f"{{{MAIN}}}legacyDrawing")
    drawing.set(f"{{{RELATIONS}}}id", "rIdBox")
    tables = etree.SubElement(root, f"{{{MAIN}}}tableParts", count="1")
    etree.SubElement(tables, f"{{{MAIN}}}tablePart").set(f"{{{RELATIONS}}}id", "rIdTable")
    root.append(etree.fromstring(_EXTENSION))
    parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    kinds = {
        "rIdTable": (f"{RELATIONS}/table", "xl/tables/table1.xml", _TABLE),
        "rIdNotes": (f"{RELATIONS}/comments", "xl/comments1.xml", _LEGACY),
        "rIdBox": (f"{RELATIONS}/vmlDrawing", "xl/drawings/vmlDrawing1.vml", _BOX),
        "rIdTalk": (f"{PERSONS}/threadedComment", "xl/threadedComments/threadedComment1.xml", _CONVERSATION),
    }  # fmt: skip
    links = "".join(
        f'<Relationship Id="{id}" Type="{kind}" Target="/{part}"/>'
        for id, (kind, part, _) in kinds.items()
    )
    relations = name.replace("worksheets/", "worksheets/_rels/") + ".rels"
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts[relations] = f'<Relationships xmlns="{namespace}">{links}</Relationships>'.encode()
    parts |= {part: markup.encode() for _, part, markup in kinds.values()}
    parts["xl/persons/person.xml"] = _PERSONS.encode()
    book = "xl/_rels/workbook.xml.rels"
    person = f'<Relationship Id="rIdWho" Type="{PERSONS}/person" Target="persons/person.xml"/>'
    parts[book] = parts[book].replace(b"</Relationships>", f"{person}</Relationships>".encode())
    types = "".join((
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>',
        f'<Override PartName="/xl/tables/table1.xml" ContentType="{_SHEET_TYPE}.table+xml"/>',
        f'<Override PartName="/xl/comments1.xml" ContentType="{_SHEET_TYPE}.comments+xml"/>',
        '<Override PartName="/xl/threadedComments/threadedComment1.xml" ContentType="application/vnd.ms-excel.threadedcomments+xml"/>',
        '<Override PartName="/xl/persons/person.xml" ContentType="application/vnd.ms-excel.person+xml"/>',
    ))  # fmt: skip
    listed = "[Content_Types].xml"
    parts[listed] = re.sub(rb"(<Types[^>]*>)", rb"\1" + types.encode(), parts[listed], count=1)
    return packed(parts)


def test_what_other_programs_keep_stays_byte_for_byte() -> None:
    before, copy = parts_of(rich_form()), mark(rich_form())
    assert colours(copy, PROACTIVE)["C10"] == ERROR
    for after in (parts_of(copy), parts_of(mark(copy, ()))):
        for name in (
            "xl/tables/table1.xml",
            "xl/threadedComments/threadedComment1.xml",
            "xl/persons/person.xml",
        ):
            assert after[name] == before[name]
        sheet = after[part_of(after, PROACTIVE)].decode()
        for markup in (_EXTENSION, _RULE, '<tableParts count="1">'):
            assert bare_of(markup) in bare_of(sheet), markup


def bare_of(markup: str) -> str:
    """Without the declarations of namespaces, which a writer puts where it likes."""
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", markup)


def test_what_other_programs_keep_comes_back_whole() -> None:
    before, after = parts_of(rich_form()), parts_of(mark(mark(rich_form()), ()))
    assert list(after) == list(before)
    for name, part in before.items():
        same = after[name] == part or (
            etree.tostring(etree.fromstring(after[name]), method="c14n")
            == etree.tostring(etree.fromstring(part), method="c14n")
        )
        assert same, name


def test_the_copy_of_what_other_programs_keep_is_a_sound_file(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for name, data in (("own", rich_form()), ("marked", mark(rich_form()))):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(data)
        assert (audit_errors(path), sdk_errors(path)) == ([], []), name
