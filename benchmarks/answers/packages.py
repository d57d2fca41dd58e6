"""What people and programs do to a workbook or a document, done to its package.

An edit is given the parts, which it changes in place, and a source of chance; what it does
not name stays as it was, cached results too. Nothing takes a time from the clock.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from random import Random

from lxml import etree

from answers.slips import TYPED, WORDS

Parts = dict[str, bytes]
Edit = Callable[[Parts, Random], None]
Tree = etree._Element

X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRINGS, BOOK, DOCUMENT = "xl/sharedStrings.xml", "xl/workbook.xml", "word/document.xml"


def edited(data: bytes, edits: list[Edit], chance: Random) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for edit in edits:
        edit(parts, chance)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _write(parts: Parts, name: str, root: Tree) -> None:
    parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _remove(element: Tree) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _sheets(parts: Parts) -> Iterator[tuple[str, Tree]]:
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        yield name, etree.fromstring(parts[name])


# Cells


def _on_a_cell(computed: bool, change: Callable[[Tree, Random], None]) -> Edit:
    """Three figures, those that are typed or those that are added up, are changed."""

    def edit(parts: Parts, chance: Random) -> None:
        found = [
            (name, root, cell)
            for name, root in _sheets(parts)
            for cell in root.iter(f"{X}c")
            if cell.get("t") is None and cell.find(f"{X}v") is not None
            and (cell.find(f"{X}f") is not None) == computed
        ]  # fmt: skip
        for name, root, cell in chance.sample(found, min(3, len(found))):
            change(cell, chance)
            _write(parts, name, root)

    return edit


def _content(cell: Tree, kind: str | None, value: str | None, formula: str | None = None) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", "")
    if kind:
        cell.set("t", kind)
    if formula is not None:
        etree.SubElement(cell, f"{X}f").text = formula
    if kind == "inlineStr":
        inline = etree.SubElement(cell, f"{X}is")
        etree.SubElement(inline, f"{X}t").text = value
    elif value is not None:
        etree.SubElement(cell, f"{X}v").text = value


def _off_by_one(cell: Tree, _: Random) -> None:
    value = cell.find(f"{X}v")
    assert value is not None
    value.text = f"{float(value.text or 0) + 1:g}"


def _uncalculated(cell: Tree, _: Random) -> None:
    value = cell.find(f"{X}v")
    assert value is not None
    cell.remove(value)


def _typed_over(cell: Tree, chance: Random) -> None:
    value = cell.findtext(f"{X}v") or "0"
    _content(cell, None, f"{float(value) + chance.choice((0, 1)):g}")


# Rows and sheets


def _a_row(parts: Parts, chance: Random) -> tuple[str, Tree, Tree]:
    """A row of the report, below the heads of its sheet."""
    sheets = [(name, root) for name, root in _sheets(parts) if len(list(root.iter(f"{X}row"))) > 5]
    name, root = chance.choice(sheets)
    return name, root, chance.choice(list(root.iter(f"{X}row"))[4:])


def _hidden_row(parts: Parts, chance: Random) -> None:
    name, root, row = _a_row(parts, chance)
    row.set("hidden", "1")
    _write(parts, name, root)


def _lost_row(parts: Parts, chance: Random) -> None:
    name, root, row = _a_row(parts, chance)
    _remove(row)
    _moved(root, int(row.get("r", "1")), -1)
    _write(parts, name, root)


def _added_row(parts: Parts, chance: Random) -> None:
    name, root, row = _a_row(parts, chance)
    _moved(root, int(row.get("r", "1")), 1)
    _write(parts, name, root)


_CELL = re.compile(r"(?<![A-Z$])([A-Z]{1,2})(\d+)\b")


def _moved(root: Tree, first: int, by: int) -> None:
    """Rows from the first on, and what lies over them, as a program moves them."""

    def moved(match: re.Match[str]) -> str:
        row = int(match[2])
        return f"{match[1]}{row + by if row >= first else row}"

    for row in root.iter(f"{X}row"):
        number = int(row.get("r", "1"))
        row.set("r", str(number + by if number >= first else number))
    for tag in ("c", "mergeCell", "dataValidation", "conditionalFormatting", "hyperlink"):
        for element in root.iter(f"{X}{tag}"):
            for key in {"r", "ref", "sqref"} & set(element.attrib):
                element.set(key, _CELL.sub(moved, element.get(key, "")))


def _on_a_sheet(change: Callable[[Tree, Random], None]) -> Edit:
    def edit(parts: Parts, chance: Random) -> None:
        root = etree.fromstring(parts[BOOK])
        change(chance.choice(list(root.iter(f"{X}sheet"))[1:]), chance)
        _write(parts, BOOK, root)

    return edit


def _renamed(sheet: Tree, chance: Random) -> None:
    name = sheet.get("name", "")
    sheet.set("name", chance.choice((name[:-1], f"{name} ", f"{name}(2)"[:31], "Sheet1")))


# Words


def _on_a_text(shortest: int, longest: int, change: Callable[[Tree, Random], None]) -> Edit:
    def edit(parts: Parts, chance: Random) -> None:
        if STRINGS not in parts:
            return
        root = etree.fromstring(parts[STRINGS])
        texts = [t for t in root.iter(f"{X}t") if shortest <= len(t.text or "") <= longest]
        for text in chance.sample(texts, min(6, len(texts))):
            change(text, chance)
        _write(parts, STRINGS, root)

    return edit


def _reworded(text: Tree, chance: Random) -> None:
    said = text.text or ""
    ways = (
        said[:-1],
        f"{said}（含）",
        said.translate(str.maketrans("（）、：", "(),:")),
        f" {said}",
    )
    text.text = chance.choice(ways)


def _prose_changed(text: Tree, chance: Random) -> None:
    said = text.text or ""
    at = chance.randint(0, len(said))
    added = chance.choice(("\n", "\t", "，", "2019年", "{", "_x0001_", "  ", "共12件", "\u200b"))
    text.text = said[:at] + added + said[at:]


def _struck(text: Tree, _: Random) -> None:
    """The text becomes two runs, of which one is struck through."""
    item = text.getparent()
    assert item is not None
    said = text.text or ""
    item.remove(text)
    for part, marks in ((said[:4], ("strike",)), (said[4:], ())):
        run = etree.SubElement(item, f"{X}r")
        properties = etree.SubElement(run, f"{X}rPr")
        for mark in marks:
            etree.SubElement(properties, f"{X}{mark}")
        etree.SubElement(run, f"{X}t").text = part


# The package


def _replaced(pattern: str, old: bytes, new: bytes) -> Edit:
    """In every part whose name fits."""

    def edit(parts: Parts, _: Random) -> None:
        for name in [name for name in parts if re.search(pattern, name)]:
            parts[name] = re.sub(old, new, parts[name])

    return edit


def _without(pattern: str) -> Edit:
    def edit(parts: Parts, chance: Random) -> None:
        names = [name for name in parts if re.search(pattern, name)]
        if names:
            del parts[chance.choice(names)]

    return edit


def _with(name: str, content: bytes) -> Edit:
    def edit(parts: Parts, _: Random) -> None:
        parts[name] = content

    return edit


def _reordered(parts: Parts, chance: Random) -> None:
    """Saved again: the same parts in another order."""
    names = list(parts)
    chance.shuffle(names)
    for name in names:
        parts[name] = parts.pop(name)


WORKBOOK_EDITS: Mapping[str, Edit] = {
    "typed-text": _on_a_cell(False, lambda c, o: _content(c, "inlineStr", o.choice(TYPED))),
    "typed-words": _on_a_cell(False, lambda c, o: _content(c, "inlineStr", o.choice(WORDS))),
    "error-values": _on_a_cell(False, lambda c, o: _content(c, "e", o.choice(("#REF!", "#DIV/0!")))),
    "truth-values": _on_a_cell(False, lambda c, _: _content(c, "b", "1")),
    "formulas": _on_a_cell(False, lambda c, o: _content(c, None, o.choice(("3", None)), "1+2")),
    "cleared": _on_a_cell(False, lambda c, _: _content(c, None, None)),
    "noise": _on_a_cell(False, lambda c, o: _content(c, None, o.choice(("0.30000000000000004", "1E+21", "7.0", "-0")))),
    "stale-totals": _on_a_cell(True, _off_by_one),
    "uncalculated": _on_a_cell(True, _uncalculated),
    "typed-totals": _on_a_cell(True, _typed_over),
    "hidden-row": _hidden_row,
    "lost-row": _lost_row,
    "added-row": _added_row,
    "renamed-sheet": _on_a_sheet(_renamed),
    "hidden-sheet": _on_a_sheet(lambda sheet, _: sheet.set("state", "hidden")),
    "lost-sheet": _on_a_sheet(lambda sheet, _: _remove(sheet)),
    "reworded": _on_a_text(2, 30, _reworded),
    "prose": _on_a_text(40, 2000, _prose_changed),
    "struck": _on_a_text(40, 2000, _struck),
    "no-names": _replaced("workbook.xml$", rb"<definedNames>.*</definedNames>", b""),
    "other-program": _replaced("docProps", rb"Microsoft Excel|nianbao", b"Other"),
    "other-edition": _replaced("sharedStrings", rb"disclosure-20(19|21)", b"disclosure-2033"),
    "other-digest": _replaced("sharedStrings", rb"[0-9a-f]{64}", b"0" * 64),
    "other-levels": _replaced("sharedStrings", ">正文<".encode(), ">正文段<".encode()),
    "lost-part": _without(r"worksheets/|sharedStrings|styles|custom"),
    "macro": _with("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"),
    "reordered": _reordered,
}  # fmt: skip


# Documents


def _on_a_run(change: Callable[[Tree, Random], None]) -> Edit:
    def edit(parts: Parts, chance: Random) -> None:
        root = etree.fromstring(parts[DOCUMENT])
        texts = [t for t in root.iter(f"{W}t") if any(ch.isdigit() for ch in t.text or "")]
        for text in chance.sample(texts, min(2, len(texts))):
            change(text, chance)
        _write(parts, DOCUMENT, root)

    return edit


def _other_digit(text: Tree, chance: Random) -> None:
    said = text.text or ""
    at = chance.choice([n for n, ch in enumerate(said) if ch.isdigit()])
    text.text = said[:at] + str((int(said[at]) + chance.randint(1, 9)) % 10) + said[at + 1 :]


def _lost(text: Tree, _: Random) -> None:
    _remove(next(text.iterancestors(f"{W}r")))


def _inserted(text: Tree, _: Random) -> None:
    """The run becomes a tracked insertion."""
    run = next(text.iterancestors(f"{W}r"))
    mark = etree.Element(f"{W}ins", {f"{W}id": "9001", f"{W}author": "x"})
    run.addprevious(mark)
    mark.append(run)


def _bigger(text: Tree, _: Random) -> None:
    run = next(text.iterancestors(f"{W}r"))
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    etree.SubElement(properties, f"{W}sz").set(f"{W}val", "48")


def _foreign(parts: Parts, _: Random) -> None:
    """Nothing is left that says who wrote it: a document like anybody's."""
    for name in [name for name in parts if name.startswith(("customXml/", "docProps/custom"))]:
        del parts[name]
    for name, content in parts.items():
        if name.endswith((".rels", "[Content_Types].xml")):
            parts[name] = re.sub(
                rb"<\w+ [^>]*(customXml|custom\.xml|custom-properties)[^>]*/>", b"", content
            )


DOCUMENT_EDITS: Mapping[str, Edit] = {
    "intact": lambda parts, chance: None,  # noqa: ARG005
    "reordered": _reordered,
    "digit": _on_a_run(_other_digit),
    "run-lost": _on_a_run(_lost),
    "tracked": _on_a_run(_inserted),
    "bigger": _on_a_run(_bigger),
    "sealed-changed": _replaced(r"^customXml/item\d*\.xml$", rb"(\d)(?=[,\s}])", b"7"),
    "sealed-lost": _without(r"^customXml/item\d*\.xml$"),
    "properties-changed": _replaced("custom.xml$", rb"[0-9a-f]{8}(?=<)", b"00000000"),
    "properties-lost": _without(r"docProps/custom\.xml$"),
    "margins": _replaced("document.xml$", rb'w:(left|top)="\d+"', rb'w:\1="1000"'),
    "fonts": _replaced("styles.xml$", "仿宋_GB2312".encode(), "宋体".encode()),
    "paper": _replaced("document.xml$", rb'w:w="11906" w:h="16838"', b'w:w="12240" w:h="15840"'),
    "landscape": _replaced("document.xml$", rb'w:h="16838"/>', b'w:h="16838" w:orient="landscape"/>'),
    "lines": _replaced("document.xml$", rb'w:linePitch="\d+"', b'w:linePitch="700"'),
    "red": _replaced("styles.xml$", rb"<w:rPr>", b'<w:rPr><w:color w:val="FF0000"/>'),
    "no-indent": _replaced("styles.xml$", rb"<w:ind [^>]*/>", b""),
    "left": _replaced("styles.xml$", rb'<w:jc w:val="\w+"/>', b'<w:jc w:val="left"/>'),
    "split-rows": _replaced("document.xml$", rb"<w:(cantSplit|tblHeader)/>", b""),
    "wide": _replaced("document.xml$", rb'<w:gridCol w:w="\d', b'<w:gridCol w:w="9'),
    "clipped": _replaced("(document|styles).xml$", rb"<w:pPr>", b'<w:pPr><w:spacing w:line="200" w:lineRule="exact"/>'),
    "footer": _replaced("footer1.xml$", rb" PAGE ", b" DATE "),
    "footer-words": _replaced("footer2.xml$", b"<w:t>1</w:t>", "<w:t>内部</w:t>".encode()),
    "drawing": _replaced("document.xml$", rb"</w:r></w:p></w:tc>", b"<w:drawing/></w:r></w:p></w:tc>"),
    "foreign": _foreign,
    "added-part": _with("word/comments.xml", b"<comments/>"),
}  # fmt: skip
STYLE_EDITS: Mapping[str, Edit] = {
    "intact": lambda parts, chance: None,  # noqa: ARG005
    "sizes": _replaced("styles.xml$", rb'w:sz w:val="32"', b'w:sz w:val="30"'),
    "fonts": _replaced("styles.xml$", "仿宋_GB2312".encode(), "宋体".encode()),
    "spacing": _replaced("styles.xml$", rb'w:line="\d+"', b'w:line="600"'),
    "lost-style": _replaced(
        "styles.xml$", rb'<w:name w:val="heading 2"', b'<w:name w:val="other 2"'
    ),
    "lost-part": _without(r"word/styles\.xml$"),
}
