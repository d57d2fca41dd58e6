"""Changes of a package's markup: of any element, and of cells, rows and sheets as such.

Each takes the package and a source of chance and gives the changed package. What an earlier
change has made unreadable stays as it is.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from random import Random

from lxml import etree

from tests.hard import odd
from tests.hard.change_package import Change, packed, unpacked

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STYLES = "xl/styles.xml"
_KINDS = ("s", "b", "e", "str", "inlineStr", "d", "n", "x", "")
_RAW = (
    (b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>'),
    (b"UTF-8", b"UTF-16"),
    (b"UTF-8", b"gb18030"),
    (b"UTF-8", b"nonsense"),
    (b"<?xml", b"\xef\xbb\xbf<?xml"),
    (b"</", b"&#0;</"),
    (b"</", b"&nbsp;</"),
    (b"</", b"\xff</"),
    (b"</", b"<![CDATA[<x>]]></"),
    (b"main", b"main2"),
    (b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main"),
    (b">", b">" + b"<x>" * 300),
    (b">", b">" + b"<x>" * 200 + b"</x>" * 200),
)  # fmt: skip
_NOT_MANY = 40


def _parsed(content: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _of_part(
    change: Callable[[etree._Element, Random], None], among: Callable[[str], bool]
) -> Change:
    """A part chosen among those of such names, changed as a tree."""

    def changed(data: bytes, rng: Random) -> bytes:
        members = unpacked(data)
        names = [at for at, (name, _) in enumerate(members or ()) if among(name)]
        if not members or not names:
            return data
        at = rng.choice(names)
        root = _parsed(members[at][1])
        if root is None:
            return data
        try:
            change(root, rng)
        except (ValueError, LookupError, TypeError):  # such a tree has no place for it
            return data
        members[at] = (members[at][0], etree.tostring(root, encoding="UTF-8", xml_declaration=True))
        return packed(members)

    return changed


def _markup(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/sheet")


def _main_part(name: str) -> bool:
    return name.startswith(
        ("xl/workbook.xml", "word/document.xml", "customXml/", "xl/sharedStrings", "content.xml")
    )


# Any element


def _any(root: etree._Element, rng: Random) -> etree._Element:
    return rng.choice(list(root.iter(etree.Element)))


def _dropped(root: etree._Element, rng: Random) -> None:
    for _ in range(rng.choice((1, 1, 1, 5))):
        element = _any(root, rng)
        if (parent := element.getparent()) is not None:
            parent.remove(element)


def _repeated(root: etree._Element, rng: Random) -> None:
    element = _any(root, rng)
    if sum(1 for _ in element.iter()) > 3_000:
        return
    for _ in range(rng.choice((1, 1, 2, 30))):
        element.addnext(copy.deepcopy(element))


def _moved(root: etree._Element, rng: Random) -> None:
    element, other = _any(root, rng), _any(root, rng)
    if element is not root and element not in set(other.iterancestors()) and other is not element:
        other.insert(rng.randint(0, len(other)), element)


def _renamed(root: etree._Element, rng: Random) -> None:
    element = _any(root, rng)
    space, _, name = str(element.tag).rpartition("}")
    other = str(_any(root, rng).tag)
    element.tag = rng.choice((other, name, f"{space}}}x" if space else "x", f"{{urn:x}}{name}"))


def _attribute(root: etree._Element, rng: Random) -> None:
    element = _any(root, rng)
    names = list(element.attrib) or list(_any(root, rng).attrib) or ["x"]
    name = rng.choice(names)
    if rng.random() < 0.25 and name in element.attrib:
        del element.attrib[name]
    else:
        element.set(name, _writable(odd.attribute(rng)))


def _text(root: etree._Element, rng: Random) -> None:
    element = _any(root, rng)
    if rng.random() < 0.8:
        element.text = _writable(odd.text(rng))
    else:
        element.tail = _writable(odd.text(rng))


def _remark(root: etree._Element, rng: Random) -> None:
    at = _any(root, rng)
    at.insert(0, rng.choice((etree.Comment("x"), etree.ProcessingInstruction("x", "y"))))


def _writable(text: str) -> str:
    """What XML 1.0 cannot hold is left out: lxml would not set it."""
    return "".join(c for c in text if c >= " " or c in "\t\n\r" if c not in "\uffff\ufffe")


def raw(data: bytes, rng: Random) -> bytes:
    """A part changed as text: document types, encodings, references, depth."""
    members = unpacked(data)
    parts = [at for at, (name, _) in enumerate(members or ()) if _markup(name)]
    if not members or not parts:
        return data
    at = rng.choice(parts)
    old, new = rng.choice(_RAW)
    name, content = members[at]
    pieces = content.split(old)
    if len(pieces) > 1:
        cut = rng.randrange(1, len(pieces))
        content = old.join(pieces[:cut]) + new + old.join(pieces[cut:])
    members[at] = (name, content)
    return packed(members)


# Cells, rows and sheets


def _chosen(root: etree._Element, tag: str, rng: Random) -> Iterable[etree._Element]:
    found = list(root.iter(f"{_MAIN}{tag}"))
    return rng.sample(found, min(len(found), rng.choice((1, 1, 3, _NOT_MANY))))


def _cell_value(root: etree._Element, rng: Random) -> None:
    for cell in _chosen(root, "c", rng):
        kind = rng.choice(_KINDS)
        cell.set("t", kind)
        cell[:] = []
        if kind == "inlineStr":
            inside = etree.SubElement(etree.SubElement(cell, f"{_MAIN}is"), f"{_MAIN}t")
            inside.text = _writable(odd.text(rng))
        elif rng.random() < 0.95:
            value = etree.SubElement(cell, f"{_MAIN}v")
            value.text = _writable(rng.choice((rng.choice(odd.NUMBERS), odd.text(rng))))


def _cell_number(root: etree._Element, rng: Random) -> None:
    """A number where a number belongs: the rest of the report is asked about it."""
    for cell in _chosen(root, "c", rng):
        cell.attrib.pop("t", None)
        cell[:] = []
        etree.SubElement(cell, f"{_MAIN}v").text = rng.choice(odd.NUMBERS)


def _cell_formula(root: etree._Element, rng: Random) -> None:
    for cell in _chosen(root, "c", rng):
        formula = etree.Element(f"{_MAIN}f")
        formula.text = rng.choice(odd.FORMULAS)
        if rng.random() < 0.5:
            formula.set("t", rng.choice(("shared", "array", "dataTable", "x")))
            formula.set("si", rng.choice(odd.NUMBERS))
            formula.set("ref", rng.choice(odd.REFERENCES))
        cell.insert(0, formula)


def _cell_place(root: etree._Element, rng: Random) -> None:
    for cell in _chosen(root, rng.choice(("c", "c", "row")), rng):
        value = rng.choice(odd.REFERENCES if cell.tag.endswith("c") else odd.NUMBERS)
        if value:
            cell.set("r", value)
        else:
            cell.attrib.pop("r", None)


def _cell_style(root: etree._Element, rng: Random) -> None:
    for cell in _chosen(root, "c", rng):
        cell.set("s", rng.choice(odd.NUMBERS))


def _hidden(root: etree._Element, rng: Random) -> None:
    for row in _chosen(root, rng.choice(("row", "col", "sheetFormatPr")), rng):
        name = rng.choice(("hidden", "ht", "customHeight", "zeroHeight", "min", "max", "width"))
        row.set(name, rng.choice(("1", "0", "true", *odd.NUMBERS)))


def _merged(root: etree._Element, rng: Random) -> None:
    found = root.find(f"{_MAIN}mergeCells")
    if found is None:
        found = etree.SubElement(root, f"{_MAIN}mergeCells")
    for _ in range(rng.choice((1, 3, 20))):
        row, column = rng.randint(1, 40), rng.choice("ABCDEFGH")
        ends = f"{column}{row}:{rng.choice('ABCDEFGHIJKL')}{row + rng.randint(0, 9)}"
        place = rng.choice((ends, ends, rng.choice(odd.REFERENCES)))
        etree.SubElement(found, f"{_MAIN}mergeCell").set("ref", place)


def _number_format(root: etree._Element, rng: Random) -> None:
    formats = root.find(f"{_MAIN}numFmts")
    if formats is None:
        formats = etree.Element(f"{_MAIN}numFmts")
        root.insert(0, formats)
    code, number = rng.choice(odd.FORMAT_CODES), rng.choice(("164", "0", "14", "200"))
    etree.SubElement(formats, f"{_MAIN}numFmt", {"numFmtId": number, "formatCode": code})
    for style in _chosen(root, "xf", rng):
        style.set("numFmtId", number)


def _sheet_named(root: etree._Element, rng: Random) -> None:
    for sheet in _chosen(root, "sheet", rng):
        name = rng.choice(("name", "state", "sheetId"))
        value = rng.choice(("hidden", "veryHidden", odd.text(rng)[:60], "封面", "校验"))
        sheet.set(name, _writable(value))


CHANGES: dict[str, Change] = {
    "an element dropped": _of_part(_dropped, _markup),
    "an element repeated": _of_part(_repeated, _markup),
    "an element moved": _of_part(_moved, _markup),
    "an element renamed": _of_part(_renamed, _markup),
    "an attribute changed": _of_part(_attribute, _markup),
    "a text changed": _of_part(_text, _markup),
    "a remark": _of_part(_remark, _markup),
    "an element of the main part dropped": _of_part(_dropped, _main_part),
    "an element of the main part moved": _of_part(_moved, _main_part),
    "an attribute of the main part changed": _of_part(_attribute, _main_part),
    "a text of the main part changed": _of_part(_text, _main_part),
    "markup as text": raw,
}
CELLS: dict[str, Change] = {
    "values of cells": _of_part(_cell_value, _sheet),
    "numbers of cells": _of_part(_cell_number, _sheet),
    "formulas of cells": _of_part(_cell_formula, _sheet),
    "places of cells": _of_part(_cell_place, _sheet),
    "styles of cells": _of_part(_cell_style, _sheet),
    "hidden rows and columns": _of_part(_hidden, _sheet),
    "merged cells": _of_part(_merged, _sheet),
    "number formats": _of_part(_number_format, lambda name: name == _STYLES),
    "sheets": _of_part(_sheet_named, lambda name: name == "xl/workbook.xml"),
    "an element of a sheet dropped": _of_part(_dropped, _sheet),
    "an element of a sheet moved": _of_part(_moved, _sheet),
    "an attribute of a sheet changed": _of_part(_attribute, _sheet),
}
