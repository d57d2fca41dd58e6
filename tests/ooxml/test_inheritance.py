"""Styles upon styles, however deep: each read once, and the same from wherever it is asked."""

from __future__ import annotations

import re
from itertools import permutations

import pytest
from lxml import etree

from compiler.ooxml.markup import W
from compiler.ooxml.package import Package, open_package
from compiler.ooxml.words import appearance, formatting, main_parts, typeset
from compiler.ooxml.words.inheritance import Ancestry, Inherited
from compiler.ooxml.words.visible import AUTOMATIC_NUMBER, seen_in
from compiler.values.findings import Finding
from compiler.values.seen import SeenParagraph
from tests.support.documents import BODY, STYLES, counted, edited, good_document, packed
from tests.support.workbooks import parts_of

DEEPEST = 1000


def styles(*based: tuple[str, str]) -> dict[str, etree._Element]:
    rows = "".join(
        f'<w:style w:styleId="{id_}"><w:basedOn w:val="{base}"/></w:style>' for id_, base in based
    )
    sheet = etree.fromstring(f'<w:styles xmlns:w="{W}">{rows}</w:styles>')
    return {style.get(f"{{{W}}}styleId", ""): style for style in sheet}


def ways(ancestry: Ancestry) -> Inherited[str]:
    return Inherited(ancestry, "", lambda style, under: style.get(f"{{{W}}}styleId", "") + under)


@pytest.mark.parametrize(
    ("based", "expected"),
    [
        ([("a", "b"), ("b", "c"), ("c", "")], {"a": "abc", "b": "bc", "c": "c"}),
        ([("a", "not there")], {"a": "a", "not there": ""}),
        ([("a", "a")], {"a": "a"}),
        ([("a", "b"), ("b", "a")], {"a": "ab", "b": "b"}),
        ([("t", "a"), ("a", "b"), ("b", "a")], {"t": "tab", "a": "ab", "b": "b"}),
    ],
    ids=["a chain", "on none", "on itself", "a circle", "a circle behind another"],
)
def test_what_holds_is_the_same_in_whatever_order_it_is_asked(
    based: list[tuple[str, str]], expected: dict[str, str]
) -> None:
    for order in permutations(expected):
        ancestry = Ancestry(styles(*based))
        held = ways(ancestry)
        assert {id_: held.of(id_) for id_ in order} == expected
        walked = {id_: [s.get(f"{{{W}}}styleId") for s in ancestry.chain(id_)] for id_ in order}
        assert {id_: "".join(map(str, way)) for id_, way in walked.items()} == expected


def deep() -> Package:
    """As many paragraphs as styles, each with its own, each style upon the next."""

    def sheet(markup: str) -> str:
        rows = "".join(
            f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/>'
            f'<w:basedOn w:val="s{n + 1}"/></w:style>'
            for n in range(DEEPEST)
        )
        last = (
            f'<w:style w:type="paragraph" w:styleId="s{DEEPEST}"><w:name w:val="heading 1"/>'
            '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr><w:ind w:left="99"/></w:pPr>'
            '<w:rPr><w:sz w:val="30"/></w:rPr></w:style>'
        )
        return markup.replace("</w:styles>", f"{rows}{last}</w:styles>")

    def body(markup: str) -> str:
        rows = "".join(
            f'<w:p><w:pPr><w:pStyle w:val="s{n}"/></w:pPr><w:r><w:t>{n}</w:t></w:r></w:p>'
            for n in range(DEEPEST)
        )
        return re.sub(r"(<w:body>).*(<w:sectPr.*</w:body>)", rf"\1{rows}\2", markup, flags=re.S)

    data = edited(edited(good_document(), sheet, STYLES), body, BODY)
    lists = (
        f'<w:numbering xmlns:w="{W}"><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
        "</w:numbering>"
    )
    return opened(with_part(data, "numbering", "numbering.xml", lists, after=False))


def with_part(data: bytes, kind: str, name: str, markup: str, *, after: bool) -> bytes:
    """The document that refers to one more part, before or after its other references."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rIdMore" Type="{office}/{kind}" Target="{name}"/>'
    old = "</Relationships>" if after else "<Relationship "
    new = f"{link}{old}"
    links = "word/_rels/document.xml.rels"
    data = edited(data, lambda m: m.replace(old, new, 1), links)
    return packed({**parts_of(data), f"word/{name}": markup.encode()})


def opened(data: bytes) -> Package:
    package = open_package(data, "年报.docx", "docx")
    assert isinstance(package, Package)
    return package


def test_what_is_visible_costs_as_much_as_there_are_styles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    package = deep()
    asked = [counted(monkeypatch, appearance, name) for name in ("look_of", "value_of", "child")]
    blocks = seen_in(main_parts.main_parts(package))
    assert [*map(type, blocks)] == [SeenParagraph] * DEEPEST
    assert {block.role for block in blocks if isinstance(block, SeenParagraph)} == {"heading1"}
    assert all(block.text.startswith(AUTOMATIC_NUMBER) for block in blocks)
    assert sum(map(len, asked)) < 20 * DEEPEST


def test_how_it_is_set_costs_as_much_as_there_are_styles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    package = deep()
    asked = [
        counted(monkeypatch, module, name)
        for module, name in (
            (formatting, "child"), (formatting, "value_of"), (appearance, "look_of"),
            (typeset, "value_of"),
        )
    ]  # fmt: skip
    passages = typeset.typeset(package).passages
    assert len(passages) == DEEPEST
    assert {(p.role, p.numbered, p.setting.left, p.pieces[0][1].size) for p in passages} == {
        ("heading1", True, 99, 30)
    }
    assert sum(map(len, asked)) < 20 * DEEPEST


@pytest.mark.parametrize("after", [True, False], ids=["the last", "the first"])
def test_a_document_of_two_style_sheets_is_refused(after: bool) -> None:
    """One reader would go by the first, another by the last."""
    other = f'<w:styles xmlns:w="{W}"/>'
    data = with_part(good_document(), "styles", "other.xml", other, after=after)
    refused = open_package(data, "年报.docx", "docx")
    assert isinstance(refused, Finding)
    assert refused.code == "W138"
