"""The page of the standard, the settings of the file and its font table.

Given a package in the making, sets its section, its running headers and footers and its font
table. The numbers come from `gbt9704`; it knows no style and no report.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from compiler.document import gbt9704 as gbt
from compiler.document.gbt9704 import Font
from compiler.document.skeleton import Skeleton, fill, filled
from compiler.document.text_markup import add_text
from compiler.format.words import words_of
from compiler.ooxml.markup import W

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


def add_font_table(skeleton: Skeleton, fonts: Iterable[Font]) -> None:
    rows = "".join(map(_font_row, fonts))
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<w:fonts {_DECLARED}>{rows}</w:fonts>'
    skeleton.add("word/fontTable.xml", "fontTable", text.encode())


def _font_row(font: Font) -> str:
    others = escape(",".join(font.alternatives))
    # Of a font that only a reference document knows, no more may be known than its name.
    alternatives = f'<w:altName w:val="{others}"/>' if others else ""
    charset = f'<w:charset w:val="{font.charset}"/>' if font.charset else ""
    return (
        f'<w:font w:name="{escape(font.name)}">{alternatives}{charset}'
        f'<w:family w:val="{font.family}"/><w:pitch w:val="variable"/></w:font>'
    )


def set_page(skeleton: Skeleton, draft: bool, language: str) -> None:
    page = (
        f'<w:pgSz w:w="{gbt.PAGE_WIDTH}" w:h="{gbt.PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{gbt.MARGIN_TOP}" w:right="{gbt.MARGIN_RIGHT}"'
        f' w:bottom="{gbt.MARGIN_BOTTOM}" w:left="{gbt.MARGIN_LEFT}"'
        f' w:header="{gbt.HEADER_DISTANCE}" w:footer="{gbt.FOOTER_DISTANCE}" w:gutter="0"/>'
        f'<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{gbt.LINE_PITCH}"/>'
    )
    fill(skeleton.section, page)
    for number, (kind, side) in enumerate((("default", "right"), ("even", "left")), 1):
        footer = filled("ftr", _page_number(side))
        id_ = skeleton.add(f"word/footer{number}.xml", "footer", footer)
        skeleton.refer("footerReference", kind, id_)
    for number, kind in enumerate(("default", "even") if draft else (), 1):
        header = filled("hdr", '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p>')
        add_text(header[0], words_of(language).draft)
        id_ = skeleton.add(f"word/header{number}.xml", "header", header)
        skeleton.refer("headerReference", kind, id_)


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
