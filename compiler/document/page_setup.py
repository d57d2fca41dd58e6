"""The page of the standard, the settings of the file and its font table.

Given a package in the making and the paper, adds its running headers and footers and its font
table, and says what its sections have to say of their pages. It knows no style and no report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compiler.document import gbt9704 as gbt
from compiler.document.gbt9704 import Font
from compiler.document.paper import Paper
from compiler.document.skeleton import Skeleton, filled
from compiler.document.text_markup import text_run
from compiler.format.words import words_of
from compiler.ooxml.markup import W, as_markup
from compiler.values.dataclass import dataclass

_DECLARED = f'xmlns:w="{W}"'
_FOOT = '<w:pStyle w:val="Footer"/>'
# A line of 四号 on its side.
_FRAME_WIDTH = 400


def settings(language: str) -> str:
    spoken = "zh-CN" if language == "zh" else "en-US"
    # 7.5: the page number stands outside, left on even pages.
    outside = "<w:evenAndOddHeaders/>" if language == "zh" else ""
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
        f'<w:defaultTabStop w:val="420"/>{outside}'
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
    others = as_markup(",".join(font.alternatives))
    # Of a font that only a reference document knows, no more may be known than its name.
    alternatives = f'<w:altName w:val="{others}"/>' if others else ""
    charset = f'<w:charset w:val="{font.charset}"/>' if font.charset else ""
    return (
        f'<w:font w:name="{as_markup(font.name)}">{alternatives}{charset}'
        f'<w:family w:val="{font.family}"/><w:pitch w:val="variable"/></w:font>'
    )


@dataclass(frozen=True, slots=True)
class Pages:
    """What the sections of a document say of their pages: of upright ones and of turned ones.

    `running` are the references to their headers and footers.
    """

    upright: Paper
    running: Mapping[bool, str]

    def paper(self, turned: bool) -> Paper:
        return self.upright.on_its_side() if turned else self.upright

    def section(self, *, turned: bool) -> str:
        """The properties of a section; what runs above and below stands before all else."""
        return f"<w:sectPr>{self.running[turned]}{_page(self.paper(turned))}</w:sectPr>"


def pages(skeleton: Skeleton, paper: Paper, language: str, *, draft: bool, turning: bool) -> Pages:
    """Adds the running headers and footers; `turning`: some pages lie on their side."""

    def added(part: str, root: str, contents: Mapping[str, str], first: int = 1) -> str:
        """Each kind a part of its own, numbered from `first`."""
        return "".join(
            _reference(part, kind, skeleton.add(f"word/{part}{n}.xml", part, filled(root, content)))
            for n, (kind, content) in enumerate(contents.items(), first)
        )

    feet = _chinese_feet() if language == "zh" else {"default": _centred_number()}
    footers = added("footer", "ftr", feet)
    words = text_run(words_of(language).draft) if draft else ""
    header = f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{words}</w:p>'
    headers = added("header", "hdr", dict.fromkeys(feet, header)) if draft else ""
    running = {False: footers + headers}
    if turning:
        sideways = _turned_feet(paper.on_its_side()) if language == "zh" else {}
        running[True] = (added("footer", "ftr", sideways, len(feet) + 1) or footers) + headers
    return Pages(paper, running)


def _reference(part: str, kind: str, id_: str) -> str:
    return f'<w:{part}Reference w:type="{kind}" r:id="{id_}"/>'


def _page(paper: Paper) -> str:
    side = ' w:orient="landscape"' if paper.turned else ""
    grid = f'<w:docGrid w:type="lines" w:linePitch="{paper.pitch}"/>' if paper.pitch else ""
    return (
        f'<w:pgSz w:w="{paper.width}" w:h="{paper.height}"{side}/>'
        f'<w:pgMar w:top="{paper.top}" w:right="{paper.right}"'
        f' w:bottom="{paper.bottom}" w:left="{paper.left}"'
        f' w:header="{paper.header}" w:footer="{paper.footer}" w:gutter="0"/>'
        f'<w:cols w:space="425"/>{grid}'
    )


def _chinese_feet() -> dict[str, str]:
    """— 1 —, one character from the outer edge (GB/T 9704-2012, 7.5)."""
    return {
        kind: f"<w:p><w:pPr>{_FOOT}{_at_edge(side)}</w:pPr>{_number('— ', ' —')}</w:p>"
        for kind, side in (("default", "right"), ("even", "left"))
    }


def _turned_feet(paper: Paper) -> dict[str, str]:
    """The number where the other pages have it, on the paper as it is bound (7.4): at the left
    of a page on its side, read from there; a frame of its own, for no line stands there.
    """
    frame = (
        f'<w:framePr w:w="{_FRAME_WIDTH}" w:h="{paper.text_height}" w:hRule="exact"'
        f' w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="{paper.footer}" w:y="{paper.top}"/>'
    )
    upright = '<w:textDirection w:val="tbRl"/>'
    return {
        kind: f"<w:p><w:pPr>{_FOOT}{frame}{_at_edge(side)}{upright}</w:pPr>"
        f"{_number('— ', ' —')}</w:p><w:p><w:pPr>{_FOOT}</w:pPr></w:p>"
        for kind, side in (("default", "right"), ("even", "left"))
    }


def _centred_number() -> str:
    return f'<w:p><w:pPr>{_FOOT}<w:jc w:val="center"/></w:pPr>{_number("", "")}</w:p>'


def _at_edge(side: str) -> str:
    return (
        f'<w:ind w:{side}Chars="{gbt.FOOTER_INDENT_CHARACTERS}"'
        f' w:{side}="{gbt.FOOTER_INDENT}"/><w:jc w:val="{side}"/>'
    )


def _number(before: str, after: str) -> str:
    def run(inside: str) -> str:
        return f"<w:r>{inside}</w:r>"

    def field(kind: str) -> str:
        return run(f'<w:fldChar w:fldCharType="{kind}"/>')

    def dash(text: str) -> str:
        return run(f'<w:t xml:space="preserve">{text}</w:t>') if text else ""

    page = run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
    return (
        f"{dash(before)}{field('begin')}{page}{field('separate')}"
        f"{run('<w:t>1</w:t>')}{field('end')}{dash(after)}"
    )
