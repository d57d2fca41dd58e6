"""An empty package with every style and the settings set.

Given a language and perhaps a reference document, gives a package ready for its pages and its
body. The numbers come from `gbt9704`; it knows no report and no section.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from compiler.document import gbt9704 as gbt
from compiler.document.gbt9704 import Face
from compiler.document.page_setup import add_font_table, settings
from compiler.document.skeleton import Skeleton, filled
from compiler.ooxml.markup import own_markup, written

if TYPE_CHECKING:
    from lxml import etree

    from compiler.document.reference.restyle import Reference

# Style ids of the composed roles; the names are Word's own, so that the navigation pane and
# python-docx know them. A style named "… Small" serves tables too wide for the larger type.
STYLE_OF_ROLE = {
    "draft": "DraftNote",
    "title": "Title",
    "number": "DocumentNumber",
    "heading1": "Heading1",
    "heading2": "Heading2",
    "heading3": "Heading3",
    "heading4": "Heading4",
    "heading5": "Heading5",
    "body": "BodyText",
    "caption": "Caption",
    "above": "TableLine",
    "note": "TableNote",
    "attachment": "AttachmentList",
    "signatory": "Signature",
    "date": "Date",
}
STYLE_OF_CELL = {
    "band": "TableHeader",
    "unit": "TableLabel",
    "corner": "TableHeader",
    "header": "TableHeader",
    "label": "TableLabel",
    "number": "TableHeader",
    "figure": "TableFigure",
    "text": "TableLabel",
    "blank": "TableLabel",
}
# Deeper headings, captions and lines round tables stand only in a document that uses them.
_COMMON_HEADINGS, _HEADINGS = 3, 5
UNCOMMON_ROLES = ("heading4", "heading5", "caption", "above", "note")
SMALL = "Small"
_TIGHT = gbt.CHARACTER_TIGHTENING
TABLE_STYLE = "ReportTable"


def styled_document(
    language: str = "zh",
    reference: Reference | None = None,
    roles: Iterable[str] = (),
    *,
    in_parts: bool = False,
) -> Skeleton:
    """An empty document with the standard's styles, in `language` ("zh" or "en"), and those of
    these roles; its pages are still to be set. With a reference document, its styles look as
    they do there. `in_parts`: level one are the headings of parts, 一、 is the second.
    """
    styles = _style_sheet(language, frozenset(roles), in_parts)
    fonts: tuple[gbt.Font, ...] = gbt.FONTS
    if reference is not None:
        from compiler.document.reference.restyle import font_table, restyle

        sheet = own_markup(styles)
        restyle(sheet, reference)
        styles, fonts = written(sheet), font_table(reference)
    skeleton = Skeleton(styles, filled("settings", settings(language)))
    add_font_table(skeleton, fonts)
    return skeleton


def style_sheet(language: str = "zh", roles: Iterable[str] = ()) -> etree._Element:
    """The styles that every document has, and those of these roles, as an element; the names
    are the same in every language.
    """
    return own_markup(_style_sheet(language, frozenset(roles)))


@lru_cache(maxsize=16)
def _style_sheet(
    language: str, roles: frozenset[str] = frozenset(), in_parts: bool = False
) -> bytes:
    """Every style. Word's own names, so that tools and the navigation pane know them."""
    body = _type(gbt.BODY_FACE, gbt.SAN_HAO, language, gbt.CHARACTER_TIGHTENING)
    sheet = "".join(
        (
            _defaults(language),
            # Pages of 22 lines each: no line is kept back for widows (5.2.3). Punctuation may
            # hang; written out because some readers take its absence for another rule.
            _paragraph_style(
                "Normal",
                "Normal",
                f'<w:widowControl w:val="{language != "zh":d}"/><w:overflowPunct w:val="1"/>',
                # With Latin letters in Chinese, LibreOffice parts the digits of numbers.
                f'{body}<w:lang w:val="en-US"/>',
                default=True,
                base="",
            ),
            *(
                _chinese_text(language, roles, in_parts)
                if language == "zh"
                else _english_text(language, roles)
            ),
            _draft_note(language),
            *_running_styles(language),
            *_table_styles(language),
        )
    )
    return filled("styles", sheet)


def _chinese_text(language: str, roles: frozenset[str], in_parts: bool) -> Iterable[str]:
    """Body, title and headings of the standard."""
    indent = f'<w:ind w:firstLineChars="{gbt.INDENT_CHARACTERS}" w:firstLine="{gbt.INDENT}"/>'
    body = _type(gbt.BODY_FACE, gbt.SAN_HAO, language, gbt.CHARACTER_TIGHTENING)
    # Lines as high as the grid's but not on it, for larger type would take two of its lines;
    # one empty line below (7.3.2).
    lines = (
        f'<w:snapToGrid w:val="0"/><w:spacing w:afterLines="100" w:after="{gbt.LINE_PITCH}"'
        f' w:line="{gbt.LINE_PITCH}" w:lineRule="exact"/><w:jc w:val="center"/>'
    )
    title = _type(gbt.TITLE_FACE, gbt.ER_HAO, language)
    yield _paragraph_style("BodyText", "Body Text", f'{indent}<w:jc w:val="both"/>', body)
    yield _paragraph_style("Title", "Title", f"<w:keepNext/>{lines}", title, following="BodyText")
    one, two, part = (
        _type(face, gbt.SAN_HAO, language, _TIGHT)
        for face in (gbt.HEADING1_FACE, gbt.HEADING2_FACE, gbt.TITLE_FACE)
    )
    headings = [(indent, one), (indent, two), (indent, body), (indent, body), (indent, body)]
    if in_parts:
        headings.insert(0, ('<w:jc w:val="center"/>', part))
    for level, (lines_, type_) in enumerate(headings[:_HEADINGS], 1):
        if level <= _COMMON_HEADINGS or f"heading{level}" in roles:
            yield _heading(level, lines_, type_)
    yield from _lines_from_the_cover(body)
    yield from _around_tables(language, roles)


def _lines_from_the_cover(body: str) -> Iterable[str]:
    """发文字号 under the title; 附件说明 and 署名, one empty line above each (7.3.4, 7.3.5).

    Where they stand is counted in characters: nothing is put between letters and characters.
    """
    whole = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    above, below = (
        f'<w:spacing w:{side}Lines="100" w:{side}="{gbt.LINE_PITCH}"/>'
        for side in ("before", "after")
    )
    right = f'<w:ind w:rightChars="{gbt.INDENT_CHARACTERS}" w:right="{gbt.INDENT}"/>'
    to_right = f'{right}<w:jc w:val="right"/>'
    for id_, name, paragraph, following in (
        ("DocumentNumber", "Document Number",
         f'<w:keepNext/>{whole}{below}<w:jc w:val="center"/>', "BodyText"),
        ("AttachmentList", "Attachment List", f"{whole}{above}<w:contextualSpacing/>", ""),
        ("Signature", "Signature", f"<w:keepNext/>{whole}{above}{to_right}", "Date"),
        ("Date", "Date", f"{whole}{to_right}", ""),
    ):  # fmt: skip
        yield _paragraph_style(id_, name, paragraph, body, following=following)


def _around_tables(language: str, roles: frozenset[str]) -> Iterable[str]:
    """Captions, and lines above and below a table: on no grid, kept together with it."""

    def lines(before: int, after: int) -> str:
        spacing = f'w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"'
        return f'<w:snapToGrid w:val="0"/><w:spacing {spacing}/>'

    chinese = language == "zh"
    face = gbt.HEADING1_FACE if chinese else gbt.BODY_FACE
    small = _type(gbt.TABLE_FACE, gbt.WU_HAO if chinese else gbt.XIAO_WU, language)
    side = "center" if chinese else "left"
    if "caption" in roles:
        caption = f'<w:keepNext/>{lines(120, 60)}<w:jc w:val="{side}"/>'
        type_ = _type(face, gbt.XIAO_SI, language, bold=not chinese)
        yield _paragraph_style("Caption", "caption", caption, type_)
    if "above" in roles:
        above = f'<w:keepNext/>{lines(0, 60)}<w:jc w:val="right"/>'
        yield _paragraph_style("TableLine", "Table Line", above, small)
    if "note" in roles:
        yield _paragraph_style(
            "TableNote", "Table Note", f'{lines(60, 60)}<w:jc w:val="left"/>', small
        )


def _english_text(language: str, roles: frozenset[str]) -> Iterable[str]:
    """What the standard says of characters means nothing to Latin type: headings are bold and
    stand apart, paragraphs have space between them, no line is on the grid.
    """

    def lines(before: int, after: int) -> str:
        return (
            f'<w:snapToGrid w:val="0"/><w:spacing w:before="{before}" w:after="{after}"'
            ' w:line="276" w:lineRule="auto"/>'
        )

    def type_(size: int, bold: bool = True) -> str:
        return _type(gbt.BODY_FACE, size, language, bold=bold)

    yield _paragraph_style("BodyText", "Body Text", lines(60, 60), type_(gbt.XIAO_SI, bold=False))
    yield _paragraph_style(
        "Title",
        "Title",
        f"<w:keepNext/>{lines(0, 360)}",
        type_(gbt.ER_HAO - 4),
        following="BodyText",
    )
    yield _heading(1, lines(360, 120), type_(gbt.SAN_HAO))
    yield _heading(2, lines(240, 60), type_(gbt.XIAO_SI + 2))
    for level in range(_COMMON_HEADINGS, _HEADINGS + 1):
        if level == _COMMON_HEADINGS or f"heading{level}" in roles:
            size = gbt.XIAO_SI if level == _COMMON_HEADINGS else gbt.WU_HAO
            yield _heading(level, lines(120, 60), type_(size))
    yield from _around_tables(language, roles)
    small = type_(gbt.XIAO_SI, bold=False)
    for id_, name, paragraph in (
        ("DocumentNumber", "Document Number", f"<w:keepNext/>{lines(0, 360)}"),
        ("AttachmentList", "Attachment List", f"{lines(360, 0)}<w:contextualSpacing/>"),
        ("Signature", "Signature", f"<w:keepNext/>{lines(360, 0)}"),
        ("Date", "Date", lines(0, 0)),
    ):
        yield _paragraph_style(id_, name, paragraph, small)


def _draft_note(language: str) -> str:
    return _paragraph_style(
        "DraftNote",
        "Draft Note",
        # One box around all notes, its lines within the type area, apart from the title.
        f"<w:pBdr>{_borders('top', 'left', 'bottom', 'right', space=4)}</w:pBdr>"
        '<w:snapToGrid w:val="0"/><w:spacing w:after="289"/>'
        '<w:ind w:left="113" w:right="113"/><w:contextualSpacing/>',
        _type(gbt.HEADING2_FACE, gbt.XIAO_SI, language),
    )


def _defaults(language: str) -> str:
    spoken = "zh-CN" if language == "zh" else "en-US"
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(gbt.BODY_FACE, language)}"
        f'<w:sz w:val="{gbt.SAN_HAO}"/><w:szCs w:val="{gbt.SAN_HAO}"/>'
        f'<w:lang w:val="{spoken}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        f"<w:rPr>{_fonts(gbt.BODY_FACE, language)}</w:rPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
        '<w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


def _heading(level: int, lines: str, run: str) -> str:
    return _paragraph_style(
        f"Heading{level}",
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/>{lines}<w:outlineLvl w:val="{level - 1}"/>',
        run,
        following="BodyText",
    )


def _running_styles(language: str) -> tuple[str, str]:
    """Header and footer: off the grid, so that their distance from the edge holds."""
    off_grid = '<w:snapToGrid w:val="0"/>'
    return (
        _paragraph_style(
            "Header",
            "header",
            f'{off_grid}<w:jc w:val="center"/>',
            _type(gbt.HEADING1_FACE, gbt.SAN_HAO, language),
        ),
        _paragraph_style(
            "Footer",
            "footer",
            off_grid,
            _type(gbt.PAGE_NUMBER_FACE, gbt.SI_HAO if language == "zh" else gbt.WU_HAO, language),
        ),
    )


def _table_styles(language: str) -> Iterable[str]:
    """Cells are single-spaced off the grid: a fixed or grid line would clip or swell the rows."""
    lines = '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>'
    for size, suffix, small in ((gbt.WU_HAO, "", ""), (gbt.XIAO_WU, SMALL, " Small")):
        for name, before, side in (
            ("Header", "<w:keepNext/>", "center"),
            ("Label", "", "left"),
            # Chinese forms centre their numbers; of others the units stand below one another.
            ("Figure", "", "center" if language == "zh" else "right"),
        ):
            id_, title = f"Table{name}{suffix}", f"Table {name}{small}"
            # The margins of cells are those of numbers: words stand clear of the lines.
            clear = f'<w:ind w:left="{gbt.LABEL_INDENT}" w:right="{gbt.LABEL_INDENT}"/>' * (
                name == "Label"
            )
            bold = name == "Header" and language != "zh"
            type_ = _type(gbt.TABLE_FACE, size, language, bold=bold)
            after = f'{clear}<w:jc w:val="{side}"/>'
            yield _paragraph_style(id_, title, f"{before}{lines}{after}", type_)
    # Latin labels break into lines more often; they are kept off the rules.
    above = 0 if language == "zh" else 40
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", above), ("left", 57), ("bottom", above), ("right", 57))
    )
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        f'<w:rPr>{_fonts(gbt.TABLE_FACE, language)}</w:rPr><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )
    every = _borders("top", "left", "bottom", "right", "insideH", "insideV")
    yield (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">'
        '<w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:rPr>{_fonts(gbt.TABLE_FACE, language)}</w:rPr>"
        f"<w:tblPr><w:tblBorders>{every}</w:tblBorders></w:tblPr></w:style>"
    )


def _paragraph_style(
    id_: str,
    name: str,
    paragraph: str,
    run: str,
    *,
    base: str = "Normal",
    following: str = "",
    default: bool = False,
) -> str:
    own = name.startswith(("Table ", "Draft ", "Document ", "Attachment "))
    marks = (' w:default="1"' if default else "") + (' w:customStyle="1"' if own else "")
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    then = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="paragraph"{marks} w:styleId="{id_}"><w:name w:val="{name}"/>'
        f"{based}{then}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _type(face: Face, size: int, language: str, spacing: int = 0, *, bold: bool = False) -> str:
    """Face, size, tightening; weight and black said outright, as Word's headings differ."""
    return (
        f'{_fonts(face, language)}<w:b w:val="{bold:d}"/><w:bCs w:val="{bold:d}"/><w:color w:val="000000"/>'
        f'<w:spacing w:val="{spacing}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


def _fonts(face: Face, language: str) -> str:
    # “ ” … — have no script of their own: the hint gives them the width of Chinese type.
    hint = ' w:hint="eastAsia"' if language == "zh" else ""
    latin = face.latin if language == "zh" else gbt.BODY_FACE.latin
    return (
        f'<w:rFonts{hint} w:ascii="{latin}" w:hAnsi="{latin}"'
        f' w:eastAsia="{face.east_asian}" w:cs="{latin}"/>'
    )


def _borders(*sides: str, space: int = 0) -> str:
    return "".join(
        f'<w:{side} w:val="single" w:sz="{gbt.TABLE_LINE}" w:space="{space}" w:color="000000"/>'
        for side in sides
    )
