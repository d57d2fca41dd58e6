"""One cascade: proof, audit and reference document answer alike, and as Word shows it."""

from __future__ import annotations

import re

import pytest

from compiler.document.reference.values import StyleValues
from compiler.ooxml.markup import W, own_markup, parsed, w
from compiler.ooxml.package import Package, open_package
from compiler.ooxml.words.cascade import StyleSheet
from compiler.ooxml.words.formatting import Formatting
from compiler.ooxml.words.main_parts import MainParts, main_parts
from compiler.ooxml.words.theme import theme_fonts
from compiler.ooxml.words.visible import seen_in
from compiler.values.seen import SeenParagraph, SeenTable
from tests.support.documents import STYLES, edited, good_document

SETTINGS = "word/settings.xml"
THEME = parsed(
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:fontScheme>'
    '<a:majorFont><a:latin typeface="Cambria"/><a:ea typeface="黑体"/><a:cs typeface=""/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface="Arial"/>'
    '<a:font script="Hans" typeface="宋体"/><a:font script="Hant" typeface="新細明體"/>'
    '<a:font script="Jpan" typeface="ＭＳ 明朝"/></a:minorFont></a:fontScheme></a:theme>'.encode()
)


@pytest.mark.parametrize(
    ("language", "font"),
    [
        ("zh-CN", "宋体"),
        ("zh-TW", "新細明體"),
        ("ja-JP", "ＭＳ 明朝"),
        ("ko-KR", ""),
        (None, "宋体"),
    ],
)
def test_a_theme_without_east_asian_font_follows_the_language(
    language: str | None, font: str
) -> None:
    said = "" if language is None else f'<w:themeFontLang w:eastAsia="{language}"/>'
    settings = own_markup(f'<w:settings xmlns:w="{W}">{said}</w:settings>')
    fonts = theme_fonts(THEME, settings)
    assert fonts["minorEastAsia"] == font
    assert (fonts["majorEastAsia"], fonts["minorHAnsi"], fonts["minorBidi"]) == (
        "黑体", "Calibri", "Arial",
    )  # fmt: skip


def test_no_theme_no_fonts() -> None:
    assert theme_fonts(None, None) == {}


def opened(data: bytes) -> tuple[Package, MainParts]:
    package = open_package(data, "年报.docx", "docx")
    assert isinstance(package, Package)
    return package, main_parts(package)


THEMED = '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="30"/>'


@pytest.mark.parametrize("language", ["zh-CN", "ja-JP"])
def test_audit_and_reference_document_read_one_style_alike(language: str) -> None:
    data = edited(
        good_document(),
        lambda m: re.sub(r'(w:styleId="BodyText">.*?)<w:rPr>.*?</w:rPr>', rf"\1<w:rPr>{THEMED}</w:rPr>", m, count=1),
        STYLES,
    )  # fmt: skip
    data = edited(
        data, lambda m: re.sub("(themeFontLang [^>]*eastAsia=)\"[^\"]*\"", rf'\1"{language}" ', m), SETTINGS,
    ) if language != "zh-CN" else data  # fmt: skip
    package, main = opened(data)
    formatting = Formatting(package, main)
    theme, styles = (package.xml(main.related[kind]) for kind in ("theme", "styles"))
    values = StyleValues(styles, theme_fonts(theme, formatting.settings))
    assert styles is not None
    for style in values.styles:
        if style.get(w("type")) == "paragraph":
            said = {(p.path[-1], p.attribute): v for p, v in values.said(style).values.items()}
            run = own_markup(f'<w:r xmlns:w="{W}"/>')
            type_ = formatting.type_of(run, style.get(w("styleId")))
            assert (type_.han, type_.latin, str(type_.size)) == (
                said["rFonts", "eastAsia"], said["rFonts", "ascii"], said["sz", "val"],
            )  # fmt: skip


def test_the_style_of_tables_that_name_none_holds_in_tables_alone() -> None:
    hidden = "<w:rPr><w:vanish/>"
    data = edited(
        good_document(),
        lambda m: re.sub(r'(w:styleId="TableNormal">.*?)<w:rPr>', rf"\1{hidden}", m, count=1, flags=re.S),
        STYLES,
    )  # fmt: skip
    seen, good = seen_in(opened(data)[1]), seen_in(opened(good_document())[1])
    paragraphs = [block for block in good if isinstance(block, SeenParagraph)]
    assert [block for block in seen if isinstance(block, SeenParagraph)] == paragraphs
    tables = [block for block in seen if isinstance(block, SeenTable)]
    assert tables
    assert not any(cell.text for table in tables for cell in table.cells)


def test_type_too_small_to_be_seen_in_any_unit() -> None:
    def shrunk(size: str) -> bytes:
        return edited(
            good_document(),
            lambda m: re.sub(r'(w:styleId="BodyText">.*?)<w:sz w:val="\d+"/>', rf'\1<w:sz w:val="{size}"/>', m, count=1, flags=re.S),
            STYLES,
        )  # fmt: skip

    small, points = (seen_in(opened(shrunk(size))[1]) for size in ("4", "2pt"))
    assert small == points != seen_in(opened(good_document())[1])


def test_of_two_styles_with_one_id_each_is_read_and_the_last_is_meant() -> None:
    sheet = StyleSheet(own_markup(
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="a"/><w:style w:styleId="b">'
        '<w:basedOn w:val="a"/></w:style><w:style w:styleId="a"><w:basedOn w:val="c"/></w:style>'
        '<w:style w:styleId="c"/></w:styles>'
    ))  # fmt: skip
    assert [sheet.depth(style) for style in sheet.styles] == [0, 2, 1, 0]
    assert [sheet.is_shadowed(style) for style in sheet.styles] == [True, False, False, False]
