"""Notes of the marked copy beside those of the user: nothing of theirs is lost or hidden."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from compiler.values.dataclass import replace
from compiler.values.report import Slip
from tests.support.marks import (
    RESULTS,
    Saves,
    at,
    faulty,
    libreoffice_saves,
    mark,
    marked_faulty,
    notes,
    openpyxl_saves,
    own_book,
)
from tests.support.workbooks import MAIN, PROACTIVE, findings, packed, parts_of

COMMENTS, DRAWING = "xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"
REPLY = "已与科室核对，数字是对的。——李四"


def canonical(data: bytes) -> bytes:
    return etree.tostring(etree.fromstring(data), method="c14n")


def rich_book() -> bytes:
    """The user's note with a bold name in it, as Excel writes one."""
    parts = parts_of(own_book())
    plain = re.search(rb"<text>.*</text>", parts[COMMENTS])
    assert plain
    runs = (
        "<text><r><rPr><b/><sz val='9'/></rPr><t xml:space='preserve'>张三:\n</t></r>"
        "<r><rPr><sz val='9'/></rPr><t>我的_x005F_x0041_批注</t></r></text>"
    )
    parts[COMMENTS] = parts[COMMENTS].replace(plain[0], runs.encode())
    return packed(parts)


def said_below(data: bytes, ref: str, words: str) -> bytes:
    """The copy after somebody wrote at the end of a note."""
    return _with_run(data, ref, "\n" + words, last=True)


def said_between(data: bytes, ref: str, words: str) -> bytes:
    """The copy after somebody wrote a line of their own below the first one."""
    return _with_run(data, ref, words + "\n", last=False)


def _with_run(data: bytes, ref: str, words: str, *, last: bool) -> bytes:
    parts = parts_of(data)
    for name in [n for n in parts if "omment" in n or "Notes" in n]:
        if not name.endswith(".xml") or f'ref="{ref}"'.encode() not in parts[name]:
            continue
        root = etree.fromstring(parts[name])
        [item] = root.xpath(f"//m:comment[@ref='{ref}']/m:text", namespaces={"m": MAIN})
        run = etree.Element(f"{{{MAIN}}}r")
        etree.SubElement(run, f"{{{MAIN}}}t").text = words
        item.insert(len(item) if last else 1, run)
        parts[name] = etree.tostring(root)
    return packed(parts)


HEAD = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel">'
)


def with_drawing(drawing: bytes) -> bytes:
    return packed(parts_of(own_book()) | {DRAWING: drawing})


def excel_book() -> bytes:
    """With the box of the note as Excel writes it."""
    return with_drawing(
        HEAD + b'<v:shape id="_x0000_s1025" type="#_x0000_t202" style="visibility:hidden">\n'
        b"<x:ClientData ObjectType='Note'><x:Anchor>\n  1, 15, 0, 2, 3, 31, 4, 1</x:Anchor>"
        b"<x:Row>0</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>"
    )


# The user's note on a cell that is wrong


@pytest.mark.parametrize("book", [own_book, rich_book, excel_book])
def test_our_words_stand_below_a_note_of_the_user_and_go_away_again(book) -> None:  # type: ignore[no-untyped-def]
    before = parts_of(book())
    data = mark(book(), at("表", "A1"))
    theirs = notes(book(), "表")["A1"]
    said = notes(data, "表")["A1"]
    assert said.startswith(f"{theirs}\n────────\n〔校验结果〕错误 C110\n")
    after = parts_of(mark(data, ()))
    assert list(after) == list(before)
    assert canonical(after[COMMENTS]) == canonical(before[COMMENTS])
    assert after[DRAWING] == before[DRAWING]


def test_a_box_of_the_user_has_room_for_both() -> None:
    before, after = (
        anchor(parts_of(data)[DRAWING])
        for data in (excel_book(), mark(excel_book(), at("表", "A1")))
    )
    assert after[:4] == before[:4]
    assert after[6] >= before[6]
    assert (after[6] - after[2]) * 20 >= 5 * 17, "five lines in rows of 20 pixels"


def test_a_box_that_the_user_drew_anew_stays_so() -> None:
    parts = parts_of(mark(excel_book(), at("表", "A1")))
    new = b"1, 1, 1, 1, 9, 9, 50, 9"
    parts[DRAWING] = re.sub(rb"(?<=<x:Anchor>)[^<]*", new, parts[DRAWING])
    assert anchor(parts_of(mark(packed(parts), ()))[DRAWING]) == [1, 1, 1, 1, 9, 9, 50, 9]


def anchor(drawing: bytes) -> list[int]:
    found = re.search(rb"Anchor>([^<]*)<", drawing)
    assert found
    return [int(each) for each in found[1].split(b",")]


@pytest.mark.parametrize("saves", [openpyxl_saves, libreoffice_saves])
def test_a_note_of_the_user_comes_back_from_another_program(saves: Saves, tmp_path: Path) -> None:
    data = saves(mark(own_book(), at("表", "A1")), tmp_path)
    assert notes(mark(data, ()), "表") == notes(saves(own_book(), tmp_path), "表")


def test_a_conversation_is_left_alone() -> None:
    """Excel shows the conversation in place of such a note."""
    parts = parts_of(own_book())
    parts[COMMENTS] = parts[COMMENTS].replace("张三".encode(), b"tc={1}")
    data = mark(packed(parts), at("表", "A1"))
    assert notes(data, "表")["A1"] == "我的批注"


# What somebody answers in a note of ours


@pytest.mark.parametrize("saves", [None, openpyxl_saves, libreoffice_saves])
@pytest.mark.parametrize("writes", [said_below, said_between])
def test_an_answer_in_our_note_stays_as_a_note(writes, saves, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    data = writes(marked_faulty(), "C10", REPLY)
    data = saves(data, tmp_path) if saves else data
    unmarked = mark(data, ())
    assert notes(unmarked, PROACTIVE) == {"C10": REPLY}
    assert b"nianbao" not in b"".join(d for n, d in parts_of(unmarked).items() if "Notes" in n)
    again = mark(unmarked, findings(faulty()))
    assert notes(again, PROACTIVE)["C10"].startswith(f"{REPLY}\n────────\n〔校验结果〕错误 T401")
    assert notes(mark(again, ()), PROACTIVE) == {"C10": REPLY}


def test_marking_again_keeps_an_answer() -> None:
    data = mark(said_below(marked_faulty(), "C10", REPLY), findings(faulty()))
    assert notes(data, PROACTIVE)["C10"].startswith(f"{REPLY}\n────────\n")
    assert notes(data, PROACTIVE)["C10"].count("T401") == 1


def test_an_answer_to_our_words_below_a_note_of_the_user() -> None:
    data = mark(own_book(), at("表", "A1"))
    unmarked = mark(said_below(data, "A1", REPLY), ())
    assert notes(unmarked, "表") == {"A1": f"我的批注\n{REPLY}"}


# Boxes


def test_a_box_is_as_high_as_its_note() -> None:
    data = mark(own_book(), (*at("表", "C2"), *at("表", "C9"), *at("表", "C9")))
    texts = notes(data, "表")
    boxes = parts_of(data)[DRAWING].split(b"<v:shape ")[1:]
    for box, ref in zip(boxes, ("C2", "C9"), strict=True):
        lines = sum(1 + len(line) // 23 for line in texts[ref].split("\n"))
        height = re.search(rb"height:(\d+)pt", box)
        assert height
        assert int(height[1]) >= 12 * lines, "points"
        _, _, top, above, _, _, bottom, below = anchor(box)
        assert (bottom - top) * 20 + below - above >= 16 * lines, "pixels, in rows of 20"


@pytest.mark.parametrize(
    "damage",
    [
        b'<v:shape id="a">' * 40_000,
        b"<v:shape " * 40_000,
        b"<v:shape '" * 40_000,
        b"<v:shape a=\"b'" * 40_000,
        b"<v:rect/>" + b"</v:shape>" * 40_000,
        b"<v:shape><x:Row>" + b"<x:Row>1 " * 40_000 + b"</v:shape>",
        b"<v:shape>" + b"<x:Row>1</x:Row>" * 40_000 + b"</v:shape>",
        b"<v:rect/>" + b"</xml " * 40_000,
        b"<v:shape><x:Anchor>" + b"1," * 40_000 + b"</x:Anchor></v:shape>",
        b'<v:shape id="_x0000_s' + b"9" * 5000 + b'"><x:Row>' + b"9" * 5000 + b"</x:Row></v:shape>",
    ],
    ids=range(10),
)
@pytest.mark.unexamined
def test_a_damaged_drawing_outlives_the_marks(damage: bytes) -> None:
    """So long that it would take minutes where the cost grew faster than its length."""
    data = mark(with_drawing(HEAD + damage), (*at("表", "A1"), *at("表", "A2")))
    unmarked = mark(data, ())
    assert damage in parts_of(unmarked)[DRAWING]


def test_a_shape_without_an_end_tag_is_no_box_of_ours() -> None:
    mine = b'<v:shape id="mine" style="width:9pt"/>'
    data = parts_of(mark(own_book(), at("表", "A2")))
    ours = data[DRAWING].index(b"<v:shape ")
    data[DRAWING] = data[DRAWING][:ours] + mine + data[DRAWING][ours:]
    after = parts_of(mark(packed(data), ()))[DRAWING]
    assert mine in after
    assert b"Column>0<" in after, "the box of A1"
    assert after.count(b"Row>") == 2


# Long texts


def test_texts_and_rows_keep_to_the_limits_of_excel() -> None:
    found = next(f for f in findings(faulty()) if f.level == "warning" and f.place.cell)
    slip = Slip(found.token, "长\n" * 16_350 + "𠀀" * 10, "", "")
    data = mark(faulty(), (replace(found, slip=slip, slip_state="stale"),))
    sheet = load_workbook(BytesIO(data))[RESULTS]
    assert max(each.height or 0 for each in sheet.row_dimensions.values()) == 409
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    texts += notes(data, found.place.sheet or "").values()
    units = [len(str(text).encode("utf-16-le")) // 2 for text in texts]
    assert sorted(units)[-2:] == [32767, 32767]
    assert notes(mark(data, ()), found.place.sheet or "") == {}


def test_below_a_long_note_of_the_user_there_is_little_room() -> None:
    parts = parts_of(own_book())
    long = "长" * 32_740
    parts[COMMENTS] = parts[COMMENTS].replace("我的批注".encode(), long.encode())
    data = mark(packed(parts), at("表", "A1"))
    assert len(notes(data, "表")["A1"]) == 32767
    assert notes(mark(data, ()), "表")["A1"] == long
