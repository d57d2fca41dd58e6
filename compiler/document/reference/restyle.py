"""The styles of a reference document put in the place of the standard's numbers.

Given a style sheet and what holds for the styles of a reference document, changes in the
sheet what differs and nothing else: with the reference document as it was written, the
sheet stays as it is. It knows no file and no report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from compiler.document.gbt9704 import FONTS, Font
from compiler.document.reference.taken import FONTS as FACES
from compiler.document.reference.taken import WHOLE, Path
from compiler.document.reference.values import StyleValues, Values, element_at
from compiler.ooxml.markup import child, local_name, value_of, w
from compiler.values.dataclass import dataclass

# ECMA-376 Part 1, 17.3.1.26, 17.3.2.28, 17.7.6.4 …: the order in which elements must stand.
_ORDER = {
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "pPr": "keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang",
    "pBdr": "top left bottom right between bar",
    "tblPr": "tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
}
_RANK = {
    holder: {n: rank for rank, n in enumerate(names.split())} for holder, names in _ORDER.items()
}


@dataclass(frozen=True)
class Reference:
    """A reference document as far as anything is taken from it.

    `styles` are the values by type and name, as the program's own sheet names them; `fonts`
    what the document's font table says of the fonts in them.
    """

    sha256: str
    styles: Mapping[tuple[str, str], Values]
    fonts: tuple[Font, ...] = ()


def shown_styles(sheet: etree._Element) -> Iterator[tuple[str, str, etree._Element]]:
    """(type, name, element) of the styles that staff see in Word, in the sheet's order."""
    for style in sheet.iterchildren(w("style")):
        name = value_of(style, "name")
        if name is not None and child(style, "semiHidden") is None:
            yield style.get(w("type"), ""), name, style


def restyle(sheet: etree._Element, reference: Reference) -> None:
    """Change the sheet in place so that each style looks as the reference document's does."""
    known = StyleValues(sheet)
    # A style inherits what was changed before it.
    by_depth = sorted(shown_styles(sheet), key=lambda shown: known.depth(shown[2]))
    for type_, name, style in by_depth:
        present = known.said(style).values
        # Of styles that most documents do without, a reference document says nothing.
        wanted = reference.styles.get((type_, name), present)
        for p, value in wanted.items():
            if value == present[p] or not _belongs(p.path, type_):
                continue
            element = _made(style, p.path)
            for q in (q for q in wanted if q == p or (q.path == p.path and p.path[1] in WHOLE)):
                element.set(w(q.attribute), wanted[q])
            if p.path[1] == "tblCellMar":
                element.set(w("type"), "dxa")


def font_table(reference: Reference) -> tuple[Font, ...]:
    """The rows of the font table: the standard's fonts, then those of the reference document.

    A font that stands among the alternatives of one of the standard's shares the others.
    """
    used = {
        value
        for values in reference.styles.values()
        for p, value in values.items()
        if p.path[-1] == "rFonts" and p.attribute in FACES
    }
    told = {font.name: font for font in reference.fonts}
    rows = {font.name: font for font in FONTS}
    for name in sorted(used - rows.keys()):
        rows[name] = _kin(name) or told.get(name, Font(name, (), "auto", ""))
    return tuple(rows.values())


def _kin(name: str) -> Font | None:
    """The row of a font that may stand in for one of the standard's, and for one alone."""
    kin = [font for font in FONTS if name in font.alternatives]
    if len(kin) != 1:
        return None
    others = (
        kin[0].name,
        *(alternative for alternative in kin[0].alternatives if alternative != name),
    )
    return Font(name, others, kin[0].family, kin[0].charset)


def _belongs(path: Path, type_: str) -> bool:
    """A table style gives lines and margins; what stands in its cells has styles of its own."""
    return (path[0] == "tblPr") == (type_ == "table")


def _made(style: etree._Element, path: Path) -> etree._Element:
    """The element at `path`, put where the schema wants it if it is not there."""
    parent, holder = style, "style"
    for name in path:
        element = element_at(parent, (name,))
        if element is None:
            element = etree.Element(w(name))
            rank = _RANK[holder]
            after = [c for c in parent if rank.get(local_name(c), -1) <= rank[name]]
            parent.insert(len(after), element)
        parent, holder = element, name
    return parent
