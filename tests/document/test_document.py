"""From the composed tree to a .docx, and from any .docx back to what is visible."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.catalogue.all import family
from compiler.document.packing import CUSTOM_PART
from compiler.document.seal import Seal, read_seal
from compiler.document.tree import DocumentTree, TableBlock, TextBlock
from compiler.document.write import Properties, write
from compiler.format.declaration import Line, Table
from compiler.format.grid import draw
from compiler.ooxml.package import Package, open_package
from compiler.ooxml.words.main_parts import main_parts
from compiler.ooxml.words.visible import seen_in
from compiler.proof.prove import Difference, aligned, differences
from compiler.values.figures import FigureId
from compiler.values.seen import Seen, SeenParagraph, SeenTable
from tests.support.documents import edited, packed
from tests.support.office import converted
from tests.support.workbooks import parts_of

KINDS = family("D1")

TITLE = "苍山县司法局2020年政府信息公开工作年度报告"
SEAL = Seal('{"年":  2020, "空": " "}', "[]", "disclosure-2019", "1", "ab", "0.1", "cd", warnings=2)
PROPERTIES = Properties(
    TITLE,
    "年度报告（试行格式）",
    "苍山县司法局",
    2020,
    "disclosure-2019",
    "0.1",
    "cd",
    datetime(2021, 1, 20),
)
OUTCOMES = ("结果维持", "结果纠正", "总计")


def _lines(*labels: str | tuple[str, ...]) -> tuple[Line, ...]:
    paths = ((label,) if isinstance(label, str) else label for label in labels)
    return tuple(Line(f"l{number}", path) for number, path in enumerate(paths))


PROACTIVE = (
    Table(
        "rules",
        _lines("规章", "规范性文件"),
        _lines("制作", "公开", "总数"),
        "信息内容",
        "第（一）项",
    ),
    Table(
        "fees", _lines("行政事业性收费"), _lines("上一年", "本年增/减"), "信息内容", "第（八）项"
    ),
)
REQUESTS = Table(
    "requests",
    _lines(
        "一、本年新收",
        *(("三、本年度办理结果", "（三）不予公开", f"{n}.属于国家秘密") for n in range(12)),
        ("三、本年度办理结果", "（七）总计"),
    ),
    _lines(
        ("申请人情况", "自然人"),
        *(
            ("申请人情况", "法人或其他组织", name)
            for name in ("企业", "机构", "组织", "服务", "其他")
        ),
        ("申请人情况", "总计"),
    ),
    corner="（勾稽关系）",
    label_widths=(8, 14, 38),
)
DISPUTES = Table(
    "disputes",
    (Line("reconsideration", ("行政复议",)), Line("direct", ("行政诉讼", "未经复议直接起诉"))),
    tuple(Line(f"o{number}", (label,)) for number, label in enumerate(OUTCOMES)),
    single_row=True,
)


def _block(section: str, *tables: Table) -> TableBlock:
    grid = draw(tables)
    words = (str(n) if cell.figure else cell.text for n, cell in enumerate(grid.cells))
    return TableBlock(section, grid, tuple(words))


TREE = DocumentTree(
    TITLE,
    "zh",
    False,
    (
        TextBlock("title", TITLE),
        TextBlock("body", "根据《条例》要求，编制本报告。", "introduction", 1),
        TextBlock("heading1", "一、总体情况", "overview"),
        TextBlock("heading2", "（一）主动公开", "overview", 1),
        TextBlock("body", "公开信息12条，其中“三安全一稳定”\t3条——完。", "overview", 2),
        TextBlock("heading3", "1.依申请公开", "overview", 3),
        TextBlock("body", "收到申请 24 件。", "overview", 4),
        TextBlock("heading1", "二、主动公开政府信息情况", "proactive"),
        _block("proactive", *PROACTIVE),
        TextBlock("heading1", "三、收到和处理政府信息公开申请情况", "requests"),
        _block("requests", REQUESTS),
        TextBlock("heading1", "四、行政复议、行政诉讼情况", "disputes"),
        _block("disputes", DISPUTES),
    ),
)


@cache
def _written() -> bytes:
    return write(TREE, PROPERTIES, SEAL)


def _changes(data: bytes, tree: DocumentTree = TREE) -> tuple[Difference, ...]:
    return differences(aligned(tree, _visible(data)))


def _edited(edit: Callable[[str], str]) -> tuple[Difference, ...]:
    return _changes(edited(_written(), edit))


def _visible(data: bytes) -> Seen:
    package = open_package(data, "年报.docx", "docx")
    assert isinstance(package, Package)
    return seen_in(main_parts(package))


@pytest.fixture(params=["final", "draft", "english"])
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    notes = (TextBlock("draft", "草稿：尚有 1 处错误。"), *TREE.blocks)
    tree = {
        "final": TREE,
        "draft": TREE._replace(draft=True, blocks=notes),
        "english": TREE._replace(language="en"),
    }[request.param]
    path = tmp_path / f"{request.param}.docx"
    path.write_bytes(write(tree, PROPERTIES, SEAL))
    return path


# What is written


def test_the_proof_holds() -> None:
    assert _changes(_written()) == ()


def test_ids_are_unique(document: Path) -> None:
    for name, data in parts_of(document.read_bytes()).items():
        for attribute in (rb"w:id", rb"w:styleId", rb"\bId", rb"pid", rb"PartName"):
            found = re.findall(rb'\s%s="([^"]*)"' % attribute, data)
            assert len(found) == len(set(found)), (name, attribute)


def test_members_are_stored_and_dated_1980() -> None:
    with zipfile.ZipFile(BytesIO(_written())) as archive:
        kinds = {(i.compress_type, i.date_time, i.create_system) for i in archive.infolist()}
        assert kinds == {(zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0), 0)}
        assert len(set(archive.namelist())) == len(archive.namelist())


def test_no_theme_fonts_and_four_fonts_on_every_style() -> None:
    parts = parts_of(_written())
    assert not any(b"Theme=" in parts[f"word/{n}.xml"] for n in ("styles", "document"))
    assert {"word/theme/theme1.xml", "word/fontTable.xml"} <= set(parts)
    assert not [name for name in parts if "Effects" in name or "thumbnail" in name]
    styles = re.findall(r"<w:style .*?</w:style>", parts["word/styles.xml"].decode(), re.DOTALL)
    for style in (s for s in styles if "NoList" not in s):
        assert re.search(r'w:ascii="[^"]+" w:hAnsi="[^"]+" w:eastAsia="[^"]+" w:cs="', style), style


def test_the_page_is_the_standards() -> None:
    section = docx.Document(BytesIO(_written())).sections[0]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [edge and round(edge.mm) for edge in edges] == [37, 35, 28, 26]
    paper = (section.page_width, section.page_height)
    assert [length and round(length.mm) for length in paper] == [210, 297]
    assert section.footer.paragraphs[0].text == "— 1 —"
    assert section.even_page_footer.paragraphs[0].text == "— 1 —"
    assert section.header.is_linked_to_previous


def test_a_draft_says_so_on_every_page() -> None:
    for language, mark in (("zh", "草稿"), ("en", "DRAFT")):
        data = write(TREE._replace(draft=True, language=language), PROPERTIES, SEAL)
        document = docx.Document(BytesIO(data))
        section = document.sections[0]
        assert section.header.paragraphs[0].text == mark
        # Only where even pages have their number elsewhere do they have a header of their own.
        even = section.even_page_header.paragraphs[0].text
        assert even == (mark if language == "zh" else "")
        assert document.core_properties.content_status == mark


def test_core_properties_name_the_agency_and_no_person() -> None:
    core = docx.Document(BytesIO(_written())).core_properties
    assert (core.title, core.author, core.last_modified_by) == (TITLE, *2 * ("苍山县司法局",))
    assert (core.language, core.revision, core.subject) == ("zh-CN", 1, "年度报告（试行格式）")
    assert core.created.replace(tzinfo=None) == core.modified.replace(tzinfo=None)
    assert core.created.replace(tzinfo=None) == datetime(2021, 1, 20)


def test_headings_are_words_own() -> None:
    document = docx.Document(BytesIO(_written()))
    names = [p.style.name or "" for p in document.paragraphs if p.style]
    assert names[0] == "Title"
    assert [n for n in names if n.startswith("Heading")][:3] == [
        "Heading 1", "Heading 2", "Heading 3",
    ]  # fmt: skip


def test_merged_headers_stand_where_expected() -> None:
    proactive, requests, disputes = docx.Document(BytesIO(_written())).tables
    assert {cell.text for cell in proactive.rows[0].cells} == {"第（一）项"}
    assert [cell.text for cell in proactive.rows[5].cells][2:] == ["本年增/减"] * 2
    assert [cell.text for cell in requests.rows[0].cells] == ["（勾稽关系）"] * 3 + [
        "申请人情况"
    ] * 7
    assert [cell.text for cell in requests.rows[2].cells][:4] == ["（勾稽关系）"] * 3 + ["自然人"]
    assert [row.cells[0].text for row in requests.rows][4:17] == ["三、本年度办理结果"] * 13
    assert [cell.text for cell in disputes.rows[0].cells] == ["行政复议"] * 3 + ["行政诉讼"] * 3
    assert [cell.text for cell in disputes.rows[2].cells] == list(OUTCOMES) * 2


def test_tables_fill_the_type_area_and_clip_nothing() -> None:
    xml = parts_of(_written())["word/document.xml"].decode()
    for table in re.findall(r"<w:tbl>.*?</w:tbl>", xml, re.DOTALL):
        assert sum(map(int, re.findall(r'<w:gridCol w:w="(\d+)"', table))) == 8845
        assert table.count("<w:cantSplit/>") == table.count("<w:tr>")
        assert 'w:hRule="exact"' not in table
        assert re.search(r'<w:tblCaption w:val="[二三四]、', table)
    # Bands that may be parted repeat no head.
    assert xml.count("<w:tblHeader/>") == 0 + 3 + 3


def test_what_xml_cannot_hold_is_refused() -> None:
    for bad in ("\x0b", "\x00", "\ud800", "\uffff"):
        tree = TREE._replace(blocks=(TextBlock("body", f"一{bad}二", "other", 1),))
        with pytest.raises(ValueError, match=r".+"):
            write(tree, PROPERTIES, SEAL)


# XML's characters but for NEL and the line separators, which no form asks for.
_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"))
    | st.sampled_from("\t\n<&>\"'"),
    min_size=1,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(_TEXT, min_size=1, max_size=4))
def test_any_text_comes_back(texts: list[str]) -> None:
    words = tuple(TextBlock("body", text, "other", n) for n, text in enumerate(texts, start=1))
    tree = TREE._replace(blocks=words)
    assert _changes(write(tree, PROPERTIES, SEAL), tree) == ()


# What is found


def test_a_changed_digit_is_found_at_its_figure() -> None:
    block = TREE.blocks[10]
    assert isinstance(block, TableBlock)
    place, cell = next((n, c) for n, c in enumerate(block.grid.cells) if c.figure)
    was = block.words[place]
    marker = f"<w:t>{was}</w:t>"

    def edit(xml: str) -> str:
        table = xml.index("（勾稽关系）")
        return xml[:table] + xml[table:].replace(marker, "<w:t>9999</w:t>", 1)

    expected = Difference(was, "9999", "requests", figure=cell.figure)
    assert _edited(edit) == (expected,)
    assert cell.figure == FigureId("requests", "l0", "l0")


def test_a_changed_label_is_found() -> None:
    found = _edited(lambda xml: xml.replace("行政事业性收费", "行政性收费"))
    assert found == (
        Difference("行政事业性收费", "行政性收费", "proactive", label="行政事业性收费"),
    )


def test_a_changed_paragraph_is_found() -> None:
    found = _edited(lambda xml: xml.replace("收到申请 24 件。", "收到申请 42 件。"))
    assert found == (Difference("收到申请 24 件。", "收到申请 42 件。", "overview", 4),)


def test_a_removed_paragraph_is_one_change() -> None:
    found = _edited(lambda xml: re.sub(r"<w:p>(?:(?!<w:p>).)*收到申请.*?</w:p>", "", xml))
    assert found == (Difference("收到申请 24 件。", "", "overview", 4),)


def test_an_added_paragraph_is_one_change() -> None:
    added = "<w:p><w:r><w:t>附记</w:t></w:r></w:p>"
    mark = "1.依申请公开</w:t></w:r></w:p>"
    found = _edited(lambda xml: xml.replace(mark, mark + added))
    assert found == (Difference("", "附记", "overview", 4),)


def test_a_changed_title_and_heading_are_found_by_their_words() -> None:
    found = _edited(
        lambda xml: xml.replace(TITLE, "报告", 1).replace(">一、总体情况<", ">一、概况<")
    )
    assert found == (
        Difference(TITLE, "报告", label=TITLE),
        Difference("一、总体情况", "一、概况", "overview", label="一、总体情况"),
    )


def test_a_row_taken_out_is_found_cell_by_cell() -> None:
    rows = re.compile(r"<w:tr>(?:(?!</w:tr>).)*规范性文件.*?</w:tr>")
    found = _edited(lambda xml: rows.sub("", xml))
    assert [change.now for change in found] == [""] * 4
    assert found[0].label == "规范性文件"
    assert found[1].figure == FigureId("rules", "l1", "l0")


def test_a_table_taken_out_is_found() -> None:
    found = _edited(lambda xml: re.sub(r"<w:tbl>(?:(?!</w:tbl>).)*勾稽.*?</w:tbl>", "", xml))
    assert {change.now for change in found} == {""}
    assert {change.section for change in found} == {"requests"}


def test_hidden_and_deleted_text_is_not_visible_and_inserted_text_is() -> None:
    def edit(xml: str) -> str:
        return xml.replace(
            "<w:r><w:t>收到申请 24 件。</w:t></w:r>",
            '<w:ins w:id="1" w:author="a"><w:r><w:t>收到</w:t></w:r></w:ins>'
            '<w:del w:id="2" w:author="a"><w:r><w:delText>退回</w:delText></w:r></w:del>'
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
            "<w:sdt><w:sdtContent><w:r><w:t>申请 </w:t></w:r></w:sdtContent></w:sdt>"
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>= 20+4</w:instrText>'
            '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>24</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:hyperlink><w:r><w:t> 件。</w:t></w:r>'
            "</w:hyperlink>",
        )

    assert _edited(edit) == ()


def test_a_figure_hidden_by_its_style_is_found() -> None:
    parts = parts_of(_written())
    styles = parts["word/styles.xml"].replace(b'w:styleId="Heading1">', b'w:styleId="Heading1">', 1)
    hidden = re.sub(
        rb'(w:styleId="Heading1">.*?<w:b w:val="0"/><w:bCs w:val="0"/>)',
        rb"\1<w:vanish/>",
        styles,
        count=1,
        flags=re.DOTALL,
    )
    found = _changes(packed({**parts, "word/styles.xml": hidden}))
    assert [change.was[0] for change in found] == list("一二三四")


def test_words_in_a_text_box_are_found() -> None:
    names = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    box = f"<w:r><w:pict {names}><v:textbox><w:txbxContent><w:p><w:r><w:t>作废</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    found = _edited(
        lambda xml: xml.replace(
            "收到申请 24 件。</w:t></w:r>", f"收到申请 24 件。</w:t></w:r>{box}"
        )
    )
    assert [(change.was, change.now) for change in found] == [("", "作废")]


# The seal


def test_the_seal_comes_back_and_holds() -> None:
    reading = read_seal(parts_of(_written()))
    assert reading.seal == SEAL
    assert (reading.ours, reading.holds, reading.untouched) == (True, True, True)


def test_an_altered_seal_does_not_hold() -> None:
    parts = parts_of(_written())
    altered = parts["customXml/item1.xml"].replace(b"2020", b"2021")
    reading = read_seal({**parts, "customXml/item1.xml": altered})
    assert reading.seal is not None
    assert (reading.ours, reading.holds, reading.untouched) == (True, False, False)


def test_a_lost_seal_is_told_from_a_foreign_document() -> None:
    parts = parts_of(_written())
    lost = {name: data for name, data in parts.items() if not name.startswith("customXml/")}
    assert (read_seal(lost).seal, read_seal(lost).ours) == (None, True)
    foreign = {name: data for name, data in lost.items() if name != CUSTOM_PART}
    assert (read_seal(foreign).seal, read_seal(foreign).ours) == (None, False)


# Saved again by other programs


def _by_python_docx(data: bytes, _folder: Path) -> bytes:
    stream = BytesIO()
    docx.Document(BytesIO(data)).save(stream)
    return stream.getvalue()


def _by_libreoffice(data: bytes, folder: Path) -> bytes:
    source = folder / "source.docx"
    source.write_bytes(data)
    [saved] = converted([source], folder / "saved", to="docx")
    return saved.read_bytes()


@pytest.mark.parametrize("save", [_by_python_docx, _by_libreoffice])
def test_saving_again_changes_nothing_visible(
    save: Callable[[bytes, Path], bytes], tmp_path: Path
) -> None:
    saved = save(_written(), tmp_path)
    assert _changes(saved) == ()
    reading = read_seal(parts_of(saved))
    assert reading.seal == SEAL
    assert (reading.holds, reading.untouched) == (True, False)
    roles = [b.role for b in _visible(saved) if isinstance(b, SeenParagraph)]
    assert roles == [block.role for block in TREE.blocks if isinstance(block, TextBlock)]


def _tables(data: bytes) -> Iterator[SeenTable]:
    return (b for b in _visible(data) if isinstance(b, SeenTable))


def test_spans_are_read_as_drawn() -> None:
    drawn = (block for block in TREE.blocks if isinstance(block, TableBlock))
    for block, table in zip(drawn, _tables(_written()), strict=True):
        assert (table.rows, table.columns) == (block.grid.rows, block.grid.columns)
        assert [(c.row, c.column, c.height, c.width) for c in table.cells] == [
            (c.row, c.column, c.height, c.width) for c in block.grid.cells
        ]


# The catalogue


def test_kinds_of_family_d_are_told_apart_and_speak_both_languages() -> None:
    assert len({kind.code for kind in KINDS}) == len({kind.name for kind in KINDS}) == len(KINDS)
    for kind in KINDS:
        assert re.fullmatch(r"D1\d\d", kind.code)
        for text in (kind.message, kind.hint, kind.page):
            assert text.zh
            assert text.en
            assert re.findall(r"{\w+}", text.zh) != [] or "{" not in text.en
