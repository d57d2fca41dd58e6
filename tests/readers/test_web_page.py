"""What is seen of a web page: its paragraphs and tables, in order, as a browser shows them."""

from __future__ import annotations

import pytest

from compiler.readers.official_form import read_official_form
from compiler.readers.web_page import seen_page
from compiler.values.findings import Finding
from compiler.values.seen import SeenCell, SeenParagraph, SeenTable


def seen(page: str) -> list[tuple[str, str]]:
    """Paragraphs by role and text, tables as `table` and their cells' texts."""
    return [
        (block.role, block.text)
        if isinstance(block, SeenParagraph)
        else ("table", "｜".join(cell.text for cell in block.cells))
        for block in seen_page(page.encode())
    ]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("", []),
        (" \n", []),
        ("一句话", [("body", "一句话")]),
        ("<p>一</p><p>二</p>", [("body", "一"), ("body", "二")]),
        ("<div>一</div><div>二</div>", [("body", "一"), ("body", "二")]),
        ("<div>一<div>二</div>三</div>四", [("body", each) for each in "一二三四"]),
        ("<ul><li>一</li><li>二</li></ul>", [("body", "一"), ("body", "二")]),
        ("<p>一<b>二</b><span>三</span>四</p>", [("body", "一二三四")]),
        ("<p>一\n 二</p>", [("body", "一 二")]),
        ("<p>一<br>二<br/>三</p>", [("body", "一\n二\n三")]),
        ("<p> </p><p>一</p><p><br></p>", [("body", "一")]),
        ("<head><title>题</title><style>p{}</style></head><p>一</p>", [("body", "一")]),
        ("<p>一<script>二</script>三</p>", [("body", "一三")]),
        ("<p>一<!-- 二 -->三</p>", [("body", "一三")]),
        ('<p style="display: none">一</p><p>二</p>', [("body", "二")]),
        ('<p>一<span style="visibility:hidden">二</span></p>', [("body", "一")]),
        ('<p style="color: red">一</p>', [("body", "一")]),
        ("<select><option>一</option></select><p>二</p>", [("body", "二")]),
    ],
)
def test_paragraphs(page: str, shown: list[tuple[str, str]]) -> None:
    assert seen(page) == shown


@pytest.mark.parametrize(
    ("page", "roles"),
    [
        ("<h1>一</h1><h2>二</h2><h3>三</h3>", ["title", "heading1", "heading2"]),
        ("<h1>一</h1><p>二</p>", ["heading1", "body"]),
        ("<h1>一</h1><h1>二</h1><h2>三</h2>", ["heading1", "heading1", "heading2"]),
        ("<h2>一</h2><h3>二</h3><h4>三</h4>", ["heading2", "heading3", "body"]),
    ],
)
def test_headings_have_roles_by_their_rank(page: str, roles: list[str]) -> None:
    assert [role for role, _ in seen(page)] == roles


def cell(row: int, column: int, text: str, height: int = 1, width: int = 1) -> SeenCell:
    return SeenCell(row, column, height, width, text)


@pytest.mark.parametrize(
    ("table", "rows", "columns", "cells"),
    [
        ("<tr><th>一</th><td>二</td></tr><tr><td>三</td></tr>", 2, 2,
         [cell(0, 0, "一"), cell(0, 1, "二"), cell(1, 0, "三")]),
        ("<tr><td colspan=2>一</td><td>二</td></tr>", 1, 3,
         [cell(0, 0, "一", width=2), cell(0, 2, "二")]),
        ("<tr><td rowspan=2>一</td><td>二</td></tr><tr><td>三</td></tr>", 2, 2,
         [cell(0, 0, "一", height=2), cell(0, 1, "二"), cell(1, 1, "三")]),
        ("<tr><td rowspan=9>一</td><td>二</td></tr><tr><td>三</td></tr>", 2, 2,
         [cell(0, 0, "一", height=2), cell(0, 1, "二"), cell(1, 1, "三")]),
        ("<tr><td rowspan=2>一</td><td rowspan=2>二</td></tr><tr><td>三</td></tr>", 2, 3,
         [cell(0, 0, "一", height=2), cell(0, 1, "二", height=2), cell(1, 2, "三")]),
        ("<tr><td colspan=0>一</td><td colspan=x>二</td><td colspan=999999>三</td></tr>", 1, 3,
         [cell(0, 0, "一"), cell(0, 1, "二"), cell(0, 2, "三")]),
        ("<tr><td colspan=2000>一</td></tr>", 1, 1000, [cell(0, 0, "一", width=1000)]),
        ("<thead><tr><td>一</td></tr></thead><tbody><tr><td><p>二</p><p>三</p></td></tr></tbody>", 2, 1,
         [cell(0, 0, "一"), cell(1, 0, "二\n三")]),
    ],
)  # fmt: skip
def test_a_table(table: str, rows: int, columns: int, cells: list[SeenCell]) -> None:
    [found] = seen_page(f"<table>{table}</table>".encode())
    assert found == SeenTable(rows, columns, tuple(cells))


def test_a_table_stands_after_its_caption_and_what_comes_before() -> None:
    page = "一<table><caption>表一</caption><tr><td>二</td></tr></table>三"
    assert seen(page) == [("body", "一"), ("body", "表一"), ("table", "二"), ("body", "三")]
    assert seen("<table></table><p>一</p>") == [("body", "一")]


def test_a_table_for_the_sake_of_layout_gives_its_contents() -> None:
    inner = "<table><tr><td>三</td></tr></table>"
    page = f"<table><tr><td><p>一</p></td><td>二{inner}</td></tr></table>"
    assert seen(page) == [("body", "一"), ("body", "二"), ("table", "三")]


def test_what_is_nested_too_deeply_is_read_as_text() -> None:
    deep = "<div>" * 120 + "<p>一</p><p>二</p>" + "</div>" * 120
    assert seen(deep) == [("body", "一 二")]
    for as_deep in (90, 98):
        assert seen("<div>" * as_deep + "<p>一</p><p>二</p>") == [("body", "一"), ("body", "二")]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "gb18030"),
        ("", "utf-16"),
        ("<meta charset=gb2312>", "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030"),
        ("<meta charset='big5'>", "big5"),
        ("<meta charset=utf-8>", "gb18030"),
        ("<meta charset=none-such>", "utf-8"),
    ],
)
def test_a_page_is_decoded_by_what_it_says_or_as_chinese_pages_are(
    head: str, encoding: str
) -> None:
    data = f"<html><head>{head}</head><p>主動公開</p></html>".encode(encoding)
    assert seen_page(data) == (SeenParagraph("body", "主動公開"),)


def test_a_page_is_known_by_its_name_and_a_document_by_what_it_holds() -> None:
    page = b"<p>\xe4\xb8\x80</p>"
    for name in ("a.html", "a.HTM"):
        assert read_official_form(page, name) == (SeenParagraph("body", "一"),)
    refused = read_official_form(page, "a.docx")
    assert isinstance(refused, Finding)
    assert refused.place.file == "a.docx"


def test_a_page_of_too_many_tags_or_characters_is_refused() -> None:
    many = read_official_form(b"<p>" * 400_001, "a.html")
    assert isinstance(many, Finding)
    long = read_official_form(b"<p>" + b"a" * 500_001, "a.html")
    assert isinstance(long, Finding)
    assert many.code == long.code
    assert many.message("zh") != long.message("zh")
