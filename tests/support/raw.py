"""A workbook written by hand, markup and all."""

from __future__ import annotations

import io
import zipfile

from compiler.ooxml.cells.gather import read_workbook
from compiler.ooxml.package import open_package
from compiler.values.findings import Finding

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEETS = '<sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets>'
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
LINKS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"""
LINK = f'<Relationship Id="{{}}" Type="{RELATIONS}/{{}}" Target="{{}}"/>'


def package(
    sheet: str, strings: str = "", styles: str = "", sheets: str = SHEETS, root: str = "worksheet"
) -> bytes:
    """A workbook written by hand: `sheet` is the inside of its only worksheet part, `root` the
    name of what it stands in.
    """
    links = (
        LINK.format("rId1", "worksheet", "worksheets/sheet1.xml")
        + LINK.format("rId2", "sharedStrings", "sharedStrings.xml")
        + LINK.format("rId3", "styles", "styles.xml")
        + LINK.format("rId4", "worksheet", "worksheets/gone.xml")
        + LINK.format("rId5", "chartsheet", "chartsheets/sheet1.xml")
    )
    members = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": LINKS.format(LINK.format("r", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": LINKS.format(links),
        "xl/worksheets/sheet1.xml": f'<{root} xmlns="{MAIN}">{sheet}</{root}>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def refused(data: bytes) -> Finding:
    opened = open_package(data, "a.xlsx", "xlsx")
    assert not isinstance(opened, Finding), opened.message("zh")
    finding = read_workbook(opened)
    assert isinstance(finding, Finding)
    for language in ("zh", "en"):
        assert finding.message(language)
        assert finding.hint(language)
    return finding
