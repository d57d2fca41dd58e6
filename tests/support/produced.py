"""Every .docx and .xlsx that nianbao makes while a test runs: kept, and examined when it ends.

Documents, forms and marked copies are taken where their package is closed, whatever test
made them. Of those that differ only in words and numbers both validators see the first: of
some five hundred packages of a whole run, forty. What a document must never hold is looked
for in each of them (conftest calls `faults`).
"""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from compiler.document import packing
from compiler.ooxml.edited import EditedPackage
from compiler.ooxml.package import Package
from compiler.workbook.form import make as form
from tests.support.validators import audit_errors, installed, sdk_errors

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The folder in which the processes of one run tell each other what they have seen.
SEEN = "NIANBAO_PRODUCED"


@dataclass(frozen=True)
class Product:
    """One package; `source` gives the workbook of which a marked copy is a copy."""

    data: bytes
    ending: str
    source: Callable[[], bytes] | None = None


waiting: list[Product] = []


def watch() -> None:
    """Keep what is made from now on: all of it goes through the one writer of packages."""
    write, mark, begin = packing.zipped, EditedPackage.packed, EditedPackage.__init__

    def document(parts: Mapping[str, bytes], *, packed: bool) -> bytes:
        return _kept(Product(write(parts, packed=packed), ".docx"))

    def workbook(parts: Mapping[str, bytes], *, packed: bool, system: int) -> bytes:
        return _kept(Product(write(parts, packed=packed, system=system), ".xlsx"))

    def opened(self: EditedPackage, package: Package) -> None:
        begin(self, package)
        self.source = lambda: _packed(package)  # type: ignore[attr-defined]

    def marked(self: EditedPackage) -> bytes:
        return _kept(Product(mark(self), ".xlsx", self.source))  # type: ignore[attr-defined]

    packing.zipped, form.zipped = document, workbook  # type: ignore[assignment]
    EditedPackage.__init__, EditedPackage.packed = opened, marked  # type: ignore[method-assign]


def _kept(product: Product) -> bytes:
    waiting.append(product)
    return product.data


def _packed(package: Package) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in package.contents.items():
            archive.writestr(name, content)
    return target.getvalue()


def faults() -> list[str]:
    """What is wrong with the packages made since the last call."""
    found = []
    made = {product.data: product for product in waiting}
    waiting.clear()
    for product in made.values():
        found += unlawful(product.data) if product.ending == ".docx" else []
        if _first_of_its_structure(product.data):
            found += invalid(product)
    return found


def _first_of_its_structure(data: bytes) -> bool:
    try:
        Path(os.environ[SEEN], structure(data)).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def structure(data: bytes) -> str:
    """What a validator sees of a package: its parts, elements, their order and attributes.

    Of a value it matters whether there is one; of neighbours that are alike, one.
    """
    kinds = set()
    for name, content in _parts(data).items():
        part = re.sub(r"\d+", "#", name)
        root = _markup(name, content)
        for element in () if root is None else root.iter(etree.Element):
            values = {key: bool(value.strip()) for key, value in element.attrib.items()}
            children = [tag for tag, _ in groupby(child.tag for child in element)]
            kinds.add(repr((part, element.tag, sorted(values.items()), children)))
    return hashlib.sha256("\n".join(sorted(kinds)).encode()).hexdigest()


def invalid(product: Product) -> list[str]:
    """What the validators find; nothing in the copy of a workbook in which they find some."""
    found = _validated(product.data, product.ending)
    if found and product.source is not None and _validated(product.source(), product.ending):
        return []
    return found


def _validated(data: bytes, ending: str) -> list[str]:
    asked: list[Callable[[Path], list[str]]] = [audit_errors, sdk_errors]
    with TemporaryDirectory() as folder:
        path = Path(folder, f"produced{ending}")
        path.write_bytes(data)
        return [error for errors in asked if installed(errors) for error in errors(path)]


# What no document of ours may hold

_ACTIVE = re.compile(
    r"vbaProject|activeX|embeddings|\.bin$|stylesWithEffects|\.vml$|\.(ttf|odttf)$"
)
_FORBIDDEN = re.compile(
    r"(ins|del|move(From|To)\w*|\w+PrChange|vanish|specVanish|webHidden|rsids?|pict|object|sdt"
    r"|embed(Regular|Bold|Italic|BoldItalic)|altChunk|subDoc|attachedTemplate|comment\w*)"
)
_THEMED = re.compile(r"(ascii|hAnsi|eastAsia|cs)Theme|cstheme|rsid\w*")
_UNIQUE = ("bookmarkStart", "docPr")


def unlawful(data: bytes) -> list[str]:
    """Macros, links to outside, changes, hidden words, persons, themes, and ids used twice."""
    parts = _parts(data)
    found = [f"part {name}" for name in parts if _ACTIVE.search(name)]
    for name, content in parts.items():
        root = _markup(name, content)
        if root is not None and name.endswith(".rels"):
            found += [f"{name}: goes outside" for each in root if each.get("TargetMode")]
        elif root is not None and name.startswith("word/") and "theme" not in name:
            found += [f"{name}: {what}" for what in _in_markup(root)]
    found += _unnamed_fonts(parts)
    return found + _of_properties(parts)


def _in_markup(root: etree._Element) -> Iterator[str]:
    for element in root.iter(f"{W}*"):
        name = etree.QName(element).localname
        if _FORBIDDEN.fullmatch(name):
            yield name
        for key in element.attrib:
            if _THEMED.fullmatch(etree.QName(key).localname):
                yield f"{name} {etree.QName(key).localname}"
    for tag in _UNIQUE:
        # A docPr stands in a name space of drawings.
        marks = list(root.iter("{*}" + tag))
        for key in (f"{W}id", f"{W}name", "id"):
            counted = Counter(e.get(key) for e in marks if e.get(key) is not None)
            yield from (f"{tag} {value} twice" for value, n in counted.items() if n > 1)


def _unnamed_fonts(parts: dict[str, bytes]) -> list[str]:
    styles, table = (etree.fromstring(parts[f"word/{n}.xml"]) for n in ("styles", "fontTable"))
    named = {font.get(f"{W}name") for font in table}
    used = {
        value
        for fonts in styles.iter(f"{W}rFonts")
        for key, value in fonts.attrib.items()
        if key != f"{W}hint"
    }
    return [f"font {name} is not in the font table" for name in sorted(used - named)]


def _of_properties(parts: dict[str, bytes]) -> list[str]:
    """The author is the agency, which its own properties name; the language is said."""
    core = etree.fromstring(parts["docProps/core.xml"])
    said = {etree.QName(e).localname: e.text or "" for e in core}
    known = {"nianbao", "", packing.custom_properties(parts).get("agency", "")[:255]}
    persons = {said.get("creator", ""), said.get("lastModifiedBy", "")} - known
    application = etree.fromstring(parts["docProps/app.xml"])
    told = {etree.QName(e).localname for e in application} - {"Application"}
    settings = etree.fromstring(parts["word/settings.xml"])
    spoken = settings.find(f"{W}themeFontLang")
    language = None if spoken is None else spoken.get(f"{W}val")
    return [
        *(f"names {person}" for person in persons),
        *(f"docProps/app.xml: {each}" for each in told),
        *([] if said.get("language") in ("zh-CN", "en-US") else ["no language"]),
        *([] if language == said.get("language") else ["two languages"]),
    ]


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _markup(name: str, content: bytes) -> etree._Element | None:
    if not name.endswith((".xml", ".rels", ".vml")):
        return None
    return etree.fromstring(content, etree.XMLParser(recover=name.endswith(".vml")))
