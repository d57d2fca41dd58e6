"""Looks for tests: the same workbook with cells hidden, struck out, merged over or drawn upon.

An edit changes the look it names and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from tests.support.workbooks import (
    MAIN,
    RELATIONS,
    Cell,
    cell_of,
    edited,
    packed,
    part_of,
    parts_of,
    remade,
    replaced,
)

STYLES = "xl/styles.xml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
MARKS = "http://schemas.openxmlformats.org/drawingml/2006/main"


def shown_as(
    data: bytes, sheet: str, address: str, value: Cell, code: str = "General", font: str = ""
) -> bytes:
    """A cell with a number format and a font of its own; `font` is what stands in the font."""
    parts = parts_of(edited(data, sheet, {address: value}))
    styles = etree.fromstring(parts[STYLES])
    formats, fonts, looks = (styles.find(f"{{{MAIN}}}{n}") for n in ("numFmts", "fonts", "cellXfs"))
    assert fonts is not None
    assert looks is not None
    if formats is None:
        formats = etree.Element(f"{{{MAIN}}}numFmts")
        styles.insert(0, formats)
    number = str(900 + len(formats))
    etree.SubElement(formats, f"{{{MAIN}}}numFmt", numFmtId=number, formatCode=code)
    fonts.append(etree.fromstring(f'<font xmlns="{MAIN}">{font}</font>'))
    look = {"numFmtId": number, "fontId": str(len(fonts) - 1)}
    etree.SubElement(looks, f"{{{MAIN}}}xf", look)
    parts[STYLES] = etree.tostring(styles)
    style = str(len(looks) - 1)
    return remade(packed(parts), sheet, lambda root: cell_of(root, address).set("s", style))


def row_with(data: bytes, sheet: str, row: int, **attributes: str) -> bytes:
    """A row's own attributes: hidden, ht."""

    def edit(root: etree._Element) -> None:
        cell = cell_of(root, f"A{row}")
        line = cell.getparent()
        assert line is not None
        line.attrib.update(attributes)

    return remade(data, sheet, edit)


def column_with(data: bytes, sheet: str, column: int, **attributes: str) -> bytes:
    """The column's entry replaced by one of these attributes."""

    def edit(root: etree._Element) -> None:
        columns = root.find(f"{{{MAIN}}}cols")
        assert columns is not None
        for each in list(columns):
            if int(each.get("min", "0")) <= column <= int(each.get("max", "0")):
                columns.remove(each)
        etree.SubElement(
            columns, f"{{{MAIN}}}col", {"min": str(column), "max": str(column), **attributes}
        )

    return remade(data, sheet, edit)


def merged_over(data: bytes, sheet: str, reference: str) -> bytes:
    """Cells merged with all that they hold kept, as LibreOffice does it."""

    def edit(root: etree._Element) -> None:
        merges = root.find(f"{{{MAIN}}}mergeCells")
        if merges is None:
            merges = etree.Element(f"{{{MAIN}}}mergeCells")
            lines = root.find(f"{{{MAIN}}}sheetData")
            assert lines is not None
            lines.addnext(merges)
        etree.SubElement(merges, f"{{{MAIN}}}mergeCell", ref=reference)

    return remade(data, sheet, edit)


def sheet_hidden(data: bytes, sheet: str, state: str = "hidden") -> bytes:
    old = f'<sheet name="{sheet}"'
    return replaced(data, "xl/workbook.xml", old, f'{old} state="{state}"')


def days_from_1904(data: bytes) -> bytes:
    return replaced(data, "xl/workbook.xml", "<workbookPr", '<workbookPr date1904="1"')


def drawn_on(data: bytes, sheet: str, *shapes: str) -> bytes:
    """A sheet with a drawing of these shapes."""
    parts = parts_of(data)
    part = part_of(parts, sheet)
    anchors = "".join(
        f'<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/>{shape}'
        "<xdr:clientData/></xdr:absoluteAnchor>"
        for shape in shapes
    )
    parts["xl/drawings/over.xml"] = (
        f'<xdr:wsDr xmlns:xdr="{DRAWING}" xmlns:a="{MARKS}">{anchors}</xdr:wsDr>'.encode()
    )
    return packed(_linked(parts, part, "drawing", "drawings/over.xml", "drawing"))


def old_drawing_on(data: bytes, sheet: str, kind: str) -> bytes:
    """A sheet with an old drawing: comments, buttons and pictures are such."""
    parts = parts_of(data)
    part = part_of(parts, sheet)
    parts["xl/drawings/old.vml"] = f'<xml><x:ClientData ObjectType="{kind}"><br></xml>'.encode()
    return packed(_linked(parts, part, "vmlDrawing", "drawings/old.vml", "legacyDrawing"))


def _linked(
    parts: Mapping[str, bytes], part: str, word: str, target: str, element: str
) -> dict[str, bytes]:
    folder, _, name = part.rpartition("/")
    links = f"{folder}/_rels/{name}.rels"
    link = f'<Relationship Id="over" Type="{RELATIONS}/{word}" Target="../{target}"/>'
    known = parts.get(links)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    listed = (
        known.replace(b"</Relationships>", f"{link}</Relationships>".encode())
        if known
        else f'<Relationships xmlns="{package}">{link}</Relationships>'.encode()
    )
    root = etree.fromstring(parts[part])
    etree.SubElement(root, f"{{{MAIN}}}{element}", {f"{{{RELATIONS}}}id": "over"})
    return {**parts, links: listed, part: etree.tostring(root)}


PICTURE = "<xdr:pic/>"
CHART = "<xdr:graphicFrame/>"
LINE = "<xdr:cxnSp/>"
EMPTY_SHAPE = "<xdr:sp><xdr:txBody><a:p/></xdr:txBody></xdr:sp>"


def text_box(text: str) -> str:
    return f"<xdr:sp><xdr:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"


def runs(*texts: tuple[str, str]) -> str:
    """The markup of a cell whose letters differ: (properties, text) of each run."""
    inside = "".join(f"<r><rPr>{look}</rPr><t>{text}</t></r>" for look, text in texts)
    return f'<c t="inlineStr"><is>{inside}</is></c>'


STRUCK, RAISED = "<strike/>", '<vertAlign val="superscript"/>'
LOWERED = '<vertAlign val="subscript"/>'
# What WPS stores for a picture placed in a cell.
CELL_PICTURE = '<c t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
