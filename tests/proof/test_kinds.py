"""Ways of making a reader see something else with every stored word in place, kind by kind.

One row a way: what is edited, in which part. None may pass as intact or as saved again. Kinds
are those of the list's purpose: what a value can do to a character, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.documents import BODY, STYLES, edited, examined, good_document, packed
from tests.support.laid_out import accounts_document, layout_desk
from tests.support.workbooks import parts_of

SETTINGS, FONTS = "word/settings.xml", "word/fontTable.xml"
FOOTER, LINKS, TYPES = "word/footer1.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
RUN, ROW = "<w:r><w:t>175</w:t></w:r>", re.compile(r"<w:tr>(?:(?!<w:tr>).)*?>175<.*?</w:tr>", re.S)
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
Edit = Callable[[str], str]


class Way(NamedTuple):
    what: str
    edit: Edit
    part: str = BODY


def run(what: str, properties: str) -> Way:
    """One figure's run with these properties."""
    new = f"<w:r><w:rPr>{properties}</w:rPr><w:t>175</w:t></w:r>"
    return Way(what, lambda m: m.replace(RUN, new, 1))


def instead(what: str, new: str) -> Way:
    return Way(what, lambda m: m.replace(RUN, new, 1))


def around(what: str, opening: str, closing: str) -> Way:
    return instead(what, f"{opening}{RUN}{closing}")


def figure(what: str, properties: str) -> Way:
    """The paragraph of one figure with these properties."""
    here = re.compile(
        r'(<w:pStyle w:val="TableFigure[^"]*"/>(?:<w:keepNext/>)?)(</w:pPr><w:bookmarkStart [^>]*/><w:r><w:t>175<)'
    )
    return Way(what, lambda m: here.sub(rf"\1{properties}\2", m, count=1))


def body(what: str, properties: str) -> Way:
    """A paragraph of the body with these properties."""
    return Way(
        what,
        lambda m: m.replace(
            '<w:pStyle w:val="BodyText"/></w:pPr>',
            f'<w:pStyle w:val="BodyText"/>{properties}</w:pPr>',
            1,
        ),
    )


def cell(what: str, properties: str) -> Way:
    here = re.compile(r"<w:tcPr>((?:(?!<w:tcPr>).)*?)</w:tcPr>((?:(?!<w:tcPr>).)*?<w:t>175<)")
    return Way(what, lambda m: here.sub(rf"<w:tcPr>\1{properties}</w:tcPr>\2", m, count=1))


def exchange(markup: str, one: str, other: str) -> str:
    return markup.replace(one, "\0").replace(other, one).replace("\0", other)


def row(what: str, old: str, new: str) -> Way:
    def edit(markup: str) -> str:
        found = next(r for r in re.findall(r"<w:tr>.*?</w:tr>", markup, re.S) if ">175<" in r)
        return markup.replace(found, re.sub(old, new, found))

    return Way(what, edit)


def table(what: str, properties: str, old: str = "") -> Way:
    def edit(markup: str) -> str:
        return (
            re.sub(old, properties, markup, count=1)
            if old
            else markup.replace("<w:tblPr>", f"<w:tblPr>{properties}", 1)
        )

    return Way(what, edit)


def style(what: str, id_: str, properties: str, holder: str = "rPr") -> Way:
    here = re.compile(rf'(w:styleId="{id_}">(?:(?!</w:style>).)*?<w:{holder}>)', re.S)
    return Way(what, lambda m: here.sub(rf"\1{properties}", m, count=1), STYLES)


def styled(what: str, old: str, new: str, id_: str = "TableFigure") -> Way:
    """A value of one style replaced."""
    here = re.compile(rf'(w:styleId="{id_}">(?:(?!</w:style>).)*?){old}', re.S)
    return Way(what, lambda m: here.sub(rf"\g<1>{new}", m, count=1), STYLES)


def page(what: str, old: str, new: str) -> Way:
    return Way(what, lambda m: re.sub(old, new, m, count=1))


def setting(what: str, added: str) -> Way:
    return Way(what, lambda m: m.replace("</w:settings>", f"{added}</w:settings>"), SETTINGS)


def footer(what: str, added: str) -> Way:
    return Way(what, lambda m: m.replace("</w:ftr>", f"{added}</w:ftr>"), FOOTER)


PICTURE = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="position:absolute;width:500pt;height:500pt" fillcolor="white"/></w:pict></w:r>'
OFF_THE_PAPER = [
    body("an indent wider than the page", '<w:ind w:left="20000"/>'),
    body("an indent out to the left", '<w:ind w:left="-9000"/>'),
    body("a hanging first line", '<w:ind w:left="0" w:hanging="8000"/>'),
    body("an indent counted in characters", '<w:ind w:leftChars="9000"/>'),
    body("an indent at the start", '<w:ind w:start="20000"/>'),
    body("an indent in inches", '<w:ind w:left="30in"/>'),
    body("room for one stroke", '<w:ind w:left="8840"/>'),
    body("an indent from the right", '<w:ind w:right="9000"/>'),
    figure("a figure indented out of its cell", '<w:ind w:left="3000"/>'),
    figure("a figure's first line out of its cell", '<w:ind w:firstLine="640"/>'),
    table("a table indented", '<w:tblInd w:w="20000" w:type="dxa"/>', "<w:jc w:val=\"center\"/>"),
    table("a table moved to the left", '<w:jc w:val="left"/><w:tblInd w:w="-60" w:type="pct"/>', "<w:jc w:val=\"center\"/>"),
    table("a floating table", '<w:tblpPr w:tblpX="20000"/>'),
    table("a table aligned to the right end", '<w:jc w:val="end"/>', "<w:jc w:val=\"center\"/>"),
    style("a style's indent", "BodyText", '<w:ind w:left="20000"/>', "pPr"),
    styled("a style's indent instead", '<w:ind [^>]*/>', '<w:ind w:left="20000"/>', "BodyText"),
    style("a table style's indent", "ReportTable", '<w:tblInd w:w="20000" w:type="dxa"/>', "tblPr"),
    page("a gutter", 'w:gutter="0"', 'w:gutter="9000"'),
    page("a narrow paper", 'w:w="11906"', 'w:w="3000"'),
    page("a low paper", 'w:h="16838"', 'w:h="4000"'),
    page("a margin wider than the paper", 'w:left="1587"', 'w:left="11000"'),
    page("the text above the paper", 'w:top="2098"', 'w:top="-9000"'),
    page("a wide cell", '<w:gridCol w:w="2722"/>', '<w:gridCol w:w="8845"/>'),
]  # fmt: skip
CUT = [
    row("an exact row", "<w:trHeight [^>]*/>", '<w:trHeight w:val="60" w:hRule="exact"/>'),
    row("an exact row that is high", "<w:trHeight [^>]*/>", '<w:trHeight w:val="100" w:hRule="exact"/>'),
    cell("a margin above", '<w:tcMar><w:top w:w="4000" w:type="dxa"/></w:tcMar>'),
    cell("a margin at the side", '<w:tcMar><w:left w:w="4000" w:type="dxa"/></w:tcMar>'),
    table("margins of the cells", '<w:tblCellMar><w:left w:w="4000" w:type="dxa"/></w:tblCellMar>'),
    style("a style's margins", "ReportTable", '<w:tblCellMar><w:left w:w="4000" w:type="dxa"/></w:tblCellMar>', "tblPr"),
    figure("exact lines", '<w:spacing w:line="20" w:lineRule="exact"/>'),
    figure("flat lines", '<w:spacing w:line="10" w:lineRule="auto"/>'),
    body("exact lines in the body", '<w:spacing w:line="240" w:lineRule="exact"/>'),
    styled("exact lines by style", 'w:line="240" w:lineRule="auto"', 'w:line="180" w:lineRule="exact"', "TableFigure"),
    page("a cell not as wide as its column", r'<w:tcW w:w="2722"', '<w:tcW w:w="1"'),
    page("columns of no width", r'<w:gridCol w:w="\d+"/>', '<w:gridCol w:w="0"/>'),
    table("space between the cells", '<w:tblCellSpacing w:w="3000" w:type="dxa"/>'),
    cell("letters fitted to the cell", "<w:tcFitText/>"),
    run("letters fitted to a width", '<w:fitText w:val="1"/>'),
    body("space below of a page", '<w:spacing w:after="31000"/>'),
    body("space above, unheard of", '<w:spacing w:before="-900"/>'),
]  # fmt: skip
PAINTED = [
    cell("a black pattern", '<w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>'),
    cell("a black cell", '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'),
    cell("a cell of a theme's colour", '<w:shd w:val="clear" w:themeFill="text1" w:fill="auto"/>'),
    body("a black paragraph", '<w:shd w:val="pct95" w:color="000000" w:fill="auto"/>'),
    run("a pattern behind letters", '<w:shd w:val="solid" w:color="000000"/>'),
    run("highlighted", '<w:highlight w:val="black"/>'),
    style("highlighted by style", "TableFigure", '<w:highlight w:val="black"/>'),
    style("a black paragraph by style", "TableFigure", '<w:shd w:val="clear" w:fill="000000"/>', "pPr"),
    style("black tables by style", "ReportTable", '<w:shd w:val="clear" w:fill="000000"/>', "tblPr"),
    Way("conditional format of a table style", lambda m: m.replace("</w:tblPr></w:style>", '</w:tblPr><w:tblStylePr w:type="wholeTable"><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr></w:tblStylePr></w:style>'), STYLES),
    Way("a page background", lambda m: m.replace("<w:body>", '<w:background w:color="000000"/><w:body>')),
    cell("a thick border", '<w:tcBorders><w:top w:val="single" w:sz="96" w:space="0" w:color="000000"/></w:tcBorders>'),
    run("a border round letters", '<w:bdr w:val="single" w:sz="96" w:color="000000"/>'),
    body("a border over letters", '<w:pBdr><w:top w:val="thick" w:sz="96" w:space="0" w:color="000000"/></w:pBdr>'),
]  # fmt: skip
SIZED = [
    run("white", '<w:color w:val="FFFFFF"/>'),
    run("white in small letters", '<w:color w:val="ffffff"/>'),
    run("white with a number sign", '<w:color w:val="#FFFFFF"/>'),
    run("white by its name", '<w:color w:val="white"/>'),
    run("a theme's white", '<w:color w:val="000000" w:themeColor="background1"/>'),
    run("a theme's colour tinted", '<w:color w:val="000000" w:themeColor="text1" w:themeTint="00"/>'),
    run("nearly white", '<w:color w:val="F0F0F0"/>'),
    run("red", '<w:color w:val="FF0000"/>'),
    run("half a point", '<w:sz w:val="1"/>'),
    run("half a point with its unit", '<w:sz w:val="0.5pt"/>'),
    run("a millimetre", '<w:sz w:val="1mm"/>'),
    run("no size", '<w:sz w:val="0"/>'),
    run("a size without a number", '<w:sz w:val="large"/>'),
    run("eight hundred points", '<w:sz w:val="1638"/>'),
    run("a title's size in a cell", '<w:sz w:val="44"/>'),
    run("pressed to strokes", '<w:w w:val="1"/>'),
    run("pressed to strokes, in per cent", '<w:w w:val="1%"/>'),
    run("size by a character style", '<w:rStyle w:val="Tiny"/><w:sz w:val="2"/>'),
    run("engraved in white", "<w:imprint/>"),
    run("outlined", "<w:outline/>"),
    run("with a 2010 fill", f'<w14:textFill {W14}><w14:noFill/></w14:textFill>'),
    run("two sizes", '<w:sz w:val="21"/><w:sz w:val="2"/>'),
    run("two colours", '<w:color w:val="000000"/><w:color w:val="auto"/>'),
    styled("a style's size", r'<w:sz w:val="\d+"', '<w:sz w:val="2"'),
    styled("a style's size in points", r'<w:sz w:val="\d+"', '<w:sz w:val="1pt"'),
    styled("a style's colour", '<w:color w:val="000000"', '<w:color w:val="FFFFFF"'),
    Way("the defaults' colour", lambda m: m.replace("<w:rPrDefault><w:rPr>", '<w:rPrDefault><w:rPr><w:color w:val="FFFFFF"/>'), STYLES),
    style("a table style's hidden words", "ReportTable", "<w:vanish/>"),
    style("a table style's struck words", "ReportTable", "<w:strike/>"),
    setting("another map of colours", '<w:clrSchemeMapping w:bg1="dark1" w:t1="light1"/>'),
]  # fmt: skip
MADE = [
    page("line numbers", "<w:cols ", '<w:lnNumType w:countBy="1"/><w:cols '),
    instead("a note", f'{RUN}<w:r><w:footnoteReference w:id="1"/></w:r>'),
    instead("a formula", f'{RUN}<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t></m:t></m:r></m:oMath>'),
    instead("a symbol", f'{RUN}<w:r><w:sym w:font="Wingdings" w:char=""/></w:r>'),
    instead("today's date", f"{RUN}<w:r><w:dayLong/></w:r>"),
    instead("a soft hyphen", "<w:r><w:t>17</w:t><w:softHyphen/><w:t>5</w:t></w:r>"),
    instead("a number of the page", f"{RUN}<w:r><w:pgNum/></w:r>"),
    around("a field", '<w:fldSimple w:instr=" =999 ">', "</w:fldSimple>"),
    instead("a field that is dirty", '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText> =9 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + RUN + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    setting("hyphens put in", '<w:autoHyphenation w:val="true"/>'),
    setting("fields updated when opened", '<w:updateFields w:val="true"/>'),
    run("all capitals", "<w:caps/>"),
    run("emphasis marks", '<w:em w:val="dot"/>'),
    run("a strike", "<w:strike/>"),
    instead("ruby", '<w:r><w:ruby><w:rt><w:r><w:t></w:t></w:r></w:rt><w:rubyBase><w:r><w:t>175</w:t></w:r></w:rubyBase></w:ruby></w:r>'),
]  # fmt: skip
ORDERED = [
    body("a paragraph from right to left", "<w:bidi/>"),
    run("letters from right to left", "<w:rtl/>"),
    around("letters turned around", '<w:bdo w:val="rtl">', "</w:bdo>"),
    table("a table from right to left", "<w:bidiVisual/>"),
    style("tables from right to left by style", "ReportTable", "<w:bidiVisual/>", "tblPr"),
    page("a section from right to left", "<w:cols ", "<w:bidi/><w:cols "),
    run("letters over one another", '<w:spacing w:val="-240"/>'),
    run("letters over one another, in points", '<w:spacing w:val="-12pt"/>'),
    run("letters far apart", '<w:spacing w:val="4000"/>'),
    run("combined letters", '<w:eastAsianLayout w:id="1" w:combine="1"/>'),
    run("upright letters", '<w:eastAsianLayout w:id="1" w:vert="1"/>'),
    run("a superscript", '<w:vertAlign w:val="superscript"/>'),
    run("raised", '<w:position w:val="60"/>'),
    instead("a page break within a number", '<w:r><w:t>17</w:t><w:br w:type="page"/><w:t>5</w:t></w:r>'),
    instead("a column break within a number", '<w:r><w:t>17</w:t><w:br w:type="column"/><w:t>5</w:t></w:r>'),
    Way("a line break within the year", lambda m: m.replace("<w:t>2020年政府信息公开工作年度报告", "<w:t>20</w:t><w:br/><w:t>20年政府信息公开工作年度报告", 1)),
    cell("figures on their side", '<w:textDirection w:val="tbRlV"/>'),
    cell("figures on their head", '<w:textDirection w:val="btLr"/>'),
    page("columns", "<w:cols ", '<w:cols w:num="2" '),
    row("a row of figures on every page", "<w:cantSplit/>", "<w:cantSplit/><w:tblHeader/>"),
]  # fmt: skip
LAYERS = [
    instead("a picture in front", RUN + PICTURE),
    instead("a drawing", f"{RUN}<w:r><w:drawing/></w:r>"),
    body("a frame", '<w:framePr w:w="1" w:h="1" w:hRule="exact" w:x="20000"/>'),
    style("a frame by style", "BodyText", '<w:framePr w:w="1" w:h="1" w:hRule="exact"/>', "pPr"),
    footer("a watermark", f"<w:p>{PICTURE}</w:p>"),
    footer("words below", "<w:p><w:r><w:t>作废</w:t></w:r></w:p>"),
    footer("a page of empty lines", "<w:p/>" * 60),
    footer("a table in the footer", "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
    Way("another number in the footer", lambda m: m.replace("— ", "— 9", 1), FOOTER),
    Way("another field in the footer", lambda m: m.replace(" PAGE ", " NUMPAGES "), FOOTER),
    Way("a number of the page that is reckoned", lambda m: m.replace(" PAGE ", " =PAGE+1 "), FOOTER),
    page("page numbers from 7", "<w:cols ", '<w:pgNumType w:start="7"/><w:cols '),
    page("a border of the page", "<w:cols ", '<w:pgBorders><w:top w:val="single" w:sz="96"/></w:pgBorders><w:cols '),
    page("the page's words at its foot", "<w:cols ", '<w:vAlign w:val="bottom"/><w:cols '),
    around("alternatives", f"<mc:AlternateContent {MC}><mc:Choice Requires=\"x\" xmlns:x=\"urn:x\">", f"</mc:Choice><mc:Fallback>{RUN}</mc:Fallback></mc:AlternateContent>"),
    Way("a name space to be ignored", lambda m: m.replace("<w:document ", f'<w:document {MC} mc:Ignorable="w" ', 1)),
    around("unknown marks", '<x:y xmlns:x="urn:x">', "</x:y>"),
    Way("another document put in", lambda m: m.replace("<w:sectPr", '<w:altChunk r:id="rId99" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/><w:sectPr', 1)),
]  # fmt: skip
PUSHED = [
    Way("a page of empty lines", lambda m: m.replace("<w:tbl>", "<w:p/>" * 40 + "<w:tbl>", 1)),
    Way("empty lines in a cell", lambda m: m.replace("<w:p><w:pPr><w:pStyle w:val=\"TableFigure\"/>", "<w:p/><w:p><w:pPr><w:pStyle w:val=\"TableFigure\"/>", 1)),
    Way("a figure wider than its cell", lambda m: re.sub(r'<w:pStyle w:val="TableFigureSmall"/>((?:(?!</w:p>).)*?)<w:r><w:t>0</w:t>', r'<w:pStyle w:val="BodyText"/>\1<w:r><w:t>0</w:t>', m, count=1)),
]  # fmt: skip
GLYPHS = [
    run("a symbol font", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
    run("a font of nobody", '<w:rFonts w:ascii="Upside Down"/>'),
    run("a bar code", '<w:rFonts w:ascii="Code 128" w:hAnsi="Code 128" w:cs="Code 128"/>'),
    run("a theme's font", '<w:rFonts w:asciiTheme="minorHAnsi"/>'),
    styled("a style's font", 'w:ascii="Times New Roman"', 'w:ascii="Webdings"'),
    Way("a font under another name", lambda m: re.sub('(w:name="Times New Roman"><w:altName w:val=)"[^"]*"', r'\1"Wingdings"', m), FONTS),
    Way("a font of symbols", lambda m: re.sub(r'(w:name="Times New Roman">.*?<w:charset w:val=)"00"', r'\1"02"', m), FONTS),
    Way("an embedded font", lambda m: m.replace("</w:font>", '<w:embedRegular w:fontKey="{0}"/></w:font>', 1), FONTS),
    setting("fonts to be embedded", '<w:embedTrueTypeFonts/>'),
]  # fmt: skip
CONTROLS = [
    around("a content control", "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    around("a control filled from elsewhere", '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent>', "</w:sdtContent></w:sdt>"),
    around("a control of placeholders", "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    around("a control that repeats", '<w:sdt><w:sdtPr><w15:repeatingSection xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/></w:sdtPr><w:sdtContent>', "</w:sdtContent></w:sdt>"),
    body("a collapsed heading", '<w15:collapsed xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>'),
    style("headings that collapse", "Heading1", '<w15:collapsed xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>', "pPr"),
    body("an outline level", '<w:outlineLvl w:val="3"/>'),
    around("custom markup", '<w:customXml w:element="a">', "</w:customXml>"),
    around("an insertion", '<w:ins w:id="9" w:author="a">', "</w:ins>"),
    instead("a deletion", f'{RUN}<w:del w:id="9" w:author="a"><w:r><w:delText>9</w:delText></w:r></w:del>'),
    instead("hidden words", f"{RUN}<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>"),
    setting("changes tracked", "<w:trackRevisions/>"),
    setting("protection", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
    run("hidden on the web", "<w:webHidden/>"),
]  # fmt: skip
READ_OTHERWISE = [
    Way("two bodies", lambda m: m.replace("</w:body>", "</w:body><w:body><w:p/></w:body>")),
    Way("two styles of one id", lambda m: m.replace("</w:styles>", '<w:style w:type="paragraph" w:styleId="TableFigure"><w:name w:val="x"/></w:style></w:styles>'), STYLES),
    Way("two defaults", lambda m: m.replace("</w:docDefaults>", "</w:docDefaults><w:docDefaults/>"), STYLES),
    Way("properties at the end", lambda m: m.replace(RUN, "<w:r><w:t>175</w:t><w:rPr/></w:r>", 1)),
    instead("a remark in a number", "<w:r><w:t>17<!-- -->5</w:t></w:r>"),
    instead("an instruction in a number", "<w:r><w:t>17<?x y?>5</w:t></w:r>"),
    Way("words beside the runs", lambda m: m.replace(RUN, f"{RUN}9", 1)),
    Way("spaces that are dropped", lambda m: m.replace("<w:t>年", "<w:t> 年", 1)),
    Way("two relations of one id", lambda m: m.replace("</Relationships>", '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme" Target="theme/theme1.xml"/></Relationships>'), LINKS),
    Way("another kind of relation", lambda m: m.replace("relationships/styles", "relationships/aStyles"), LINKS),
    Way("styles by another address", lambda m: m.replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles", "http://x/styles"), LINKS),
    Way("a template", lambda m: m.replace("</Relationships>", '<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://x/a.dotx" TargetMode="External"/></Relationships>'), LINKS),
    Way("a part of another type", lambda m: m.replace("wordprocessingml.styles+xml", "wordprocessingml.settings+xml"), TYPES),
]  # fmt: skip
OTHER_ROLES = [
    Way("words as a draft's note", lambda m: m.replace('<w:pStyle w:val="BodyText"/>', '<w:pStyle w:val="DraftNote"/>', 1)),
    Way("a heading as words", lambda m: m.replace('<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="BodyText"/>', 1)),
    Way("two styles exchanged", lambda m: exchange(m, 'w:styleId="Heading1"', 'w:styleId="DraftNote"'), STYLES),
    Way("footers exchanged", lambda m: exchange(m, "footer1.xml", "footer2.xml"), LINKS),
]  # fmt: skip
KINDS = {
    "another role": OTHER_ROLES, "off the paper": OFF_THE_PAPER, "cut": CUT, "painted over": PAINTED, "size and colour": SIZED,
    "made by the renderer": MADE, "order": ORDERED, "other layers": LAYERS, "pushed away": PUSHED, "glyphs": GLYPHS,
    "controls": CONTROLS, "read otherwise": READ_OTHERWISE,
}  # fmt: skip
WAYS = [pytest.param(way, id=f"{kind}: {way.what}") for kind, ways in KINDS.items() for way in ways]


@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_the_kind_passes(way: Way) -> None:
    found = examined(edited(good_document(), way.edit, way.part))
    assert found.status in ("unproven", "altered", "foreign")
    assert found.evidence is None
    assert any(f.level.value == "error" for f in found.findings)
    assert all(f.message("zh") and f.message("en") for f in found.findings)


def test_a_preview_picture_is_not_believed() -> None:
    """What a file dialog shows before the document is opened."""
    parts = parts_of(good_document())
    one = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
    link = f'<Relationship Id="rId99" Type="{one}" Target="docProps/thumbnail.jpeg"/>'
    kind = '<Default Extension="jpeg" ContentType="image/jpeg"/>'
    held = {
        "_rels/.rels": parts["_rels/.rels"].replace(b"</Rel", f"{link}</Rel".encode()),
        TYPES: parts[TYPES].replace(b"<Default", f"{kind}<Default".encode(), 1),
        "docProps/thumbnail.jpeg": b"\xff\xd8\xff\xd9",
    }
    found = examined(packed({**parts, **held}))
    assert found.status == "unproven"
    assert any("预览图" in f.message("zh") for f in found.findings)


# Of a page on its side: ours, and as LibreOffice saves it.
NUMBERS = "word/footer3.xml"
TURNED = [
    Way("the frame of the number over the text", lambda m: re.sub(r'w:x="\d+"', 'w:x="4000"', m), NUMBERS),
    Way("a frame as large as the page", lambda m: re.sub(r'w:w="400"', 'w:w="9000"', m), NUMBERS),
    Way("words in the frame", lambda m: m.replace("— ", "— 作废", 1), NUMBERS),
    Way("a page of another size", lambda m: m.replace('w:w="16838" w:h="11906"', 'w:w="12240" w:h="11906"', 1)),
    Way("margins of an upright page", lambda m: m.replace('w:top="1587" w:right="2098"', 'w:top="2098" w:right="1474"', 1)),
    Way("a tab that leads off the page", lambda m: re.sub(r'(w:val="right" w:pos=)"8845"', r'\1"20000"', m, count=1)),
    Way("a caption as words", lambda m: m.replace('<w:pStyle w:val="Caption"/>', '<w:pStyle w:val="BodyText"/>', 1)),
    Way("a heading one level up", lambda m: m.replace('<w:pStyle w:val="Heading3"/>', '<w:pStyle w:val="Heading2"/>', 1)),
]  # fmt: skip
BOXED = [
    Way("a box that covers", lambda m: m.replace('<a:alpha val="0"/>', "", 1), NUMBERS),
    Way("a box in the stead of it that covers", lambda m: re.sub(r"<v:fill [^>]*>", "", m), NUMBERS),
    Way("a box elsewhere", lambda m: m.replace("899795", "2000000", 1), NUMBERS),
    Way("a box wider than a line", lambda m: m.replace('cx="254000"', 'cx="5000000"'), NUMBERS),
    Way("a box that is filled", lambda m: m.replace('val="FFFFFF"', 'val="000000"'), NUMBERS),
    Way("another line in the box", lambda m: m.replace("<w:txbxContent>", "<w:txbxContent><w:p/>"), NUMBERS),
    Way("a style in the stead of it", lambda m: m.replace("width:20pt", "width:500pt"), NUMBERS),
]  # fmt: skip


@pytest.mark.parametrize("way", [*TURNED, *BOXED], ids=lambda way: way.what)
def test_nothing_of_the_kind_passes_on_a_page_on_its_side(way: Way) -> None:
    saved = Path(__file__).parent / "corpus" / "saved" / "libreoffice-accounts.docx"
    given = saved.read_bytes() if way in BOXED else accounts_document()
    found = examined(edited(given, way.edit, way.part), layout_desk().shelf)
    assert found.status in ("unproven", "altered")
    assert any(f.level.value == "error" for f in found.findings)
    assert all(f.message("zh") and f.message("en") for f in found.findings)
