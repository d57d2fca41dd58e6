"""The page of the standard, the settings of the file and its font table.

Given a python-docx Document, sets its section, running headers and footers and replaces
what its template brought. The numbers come from `gbt9704`; it knows no style and no report.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from compiler.document import gbt9704 as gbt
from compiler.document.gbt9704 import Font
from compiler.document.packing import add_part
from compiler.format.words import words_of
from compiler.ooxml.markup import W, refill, without_stock_names

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

_DECLARED = f'xmlns:w="{W}"'


def settings(language: str) -> str:
    spoken = "zh-CN" if language == "zh" else "en-US"
    compatible = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word"'
        f' w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),  # else Word shows the document as an old one
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        '<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
        # 7.5: the page number stands outside, left on even pages.
        '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        # 28 characters a line means that punctuation keeps its full width (5.2.3).
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat><w:doNotExpandShiftReturn/>{compatible}</w:compat>"
        f'<w:themeFontLang w:val="{spoken}" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    )


def add_font_table(document: Document, fonts: Iterable[Font]) -> None:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

    rows = "".join(map(_font_row, fonts))
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<w:fonts {_DECLARED}>{rows}</w:fonts>'
    add_part(
        document,
        "word/fontTable.xml",
        CONTENT_TYPE.WML_FONT_TABLE,
        text.encode(),
        RELATIONSHIP_TYPE.FONT_TABLE,
    )


def _font_row(font: Font) -> str:
    others = escape(",".join(font.alternatives))
    # Of a font that only a reference document knows, no more may be known than its name.
    alternatives = f'<w:altName w:val="{others}"/>' if others else ""
    charset = f'<w:charset w:val="{font.charset}"/>' if font.charset else ""
    return (
        f'<w:font w:name="{escape(font.name)}">{alternatives}{charset}'
        f'<w:family w:val="{font.family}"/><w:pitch w:val="variable"/></w:font>'
    )


def set_page(section: Section, draft: bool, language: str) -> None:
    page = (
        f'<w:pgSz w:w="{gbt.PAGE_WIDTH}" w:h="{gbt.PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{gbt.MARGIN_TOP}" w:right="{gbt.MARGIN_RIGHT}"'
        f' w:bottom="{gbt.MARGIN_BOTTOM}" w:left="{gbt.MARGIN_LEFT}"'
        f' w:header="{gbt.HEADER_DISTANCE}" w:footer="{gbt.FOOTER_DISTANCE}" w:gutter="0"/>'
        f'<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{gbt.LINE_PITCH}"/>'
    )
    # `_sectPr` is the only way to the grid of lines, which python-docx does not know.
    properties = section._sectPr
    properties.attrib.clear()
    refill(properties, page)
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        refill(footer._element, _page_number(side))
    if draft:
        for header in (section.header, section.even_page_header):
            header.is_linked_to_previous = False
            header.paragraphs[0].add_run(words_of(language).draft)
            without_stock_names(header._element)


def _page_number(side: str) -> str:
    """— 1 —, one character from the outer edge (7.5)."""

    def run(inside: str) -> str:
        return f"<w:r>{inside}</w:r>"

    def field(kind: str) -> str:
        return run(f'<w:fldChar w:fldCharType="{kind}"/>')

    def dash(text: str) -> str:
        return run(f'<w:t xml:space="preserve">{text}</w:t>')

    page = run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:{side}Chars="{gbt.FOOTER_INDENT_CHARACTERS}"'
        f' w:{side}="{gbt.FOOTER_INDENT}"/><w:jc w:val="{side}"/></w:pPr>'
        f"{dash('— ')}{field('begin')}{page}{field('separate')}"
        f"{run('<w:t>1</w:t>')}{field('end')}{dash(' —')}</w:p>"
    )


def drop(relationships: dict[str, object], kinds: Iterable[str]) -> None:
    """Remove the relationships of these kinds, and with them the parts only they reached."""
    wanted = tuple(f"/{kind}" for kind in kinds)
    for id_, relationship in tuple(relationships.items()):
        if getattr(relationship, "reltype", "").endswith(wanted):
            del relationships[id_]
