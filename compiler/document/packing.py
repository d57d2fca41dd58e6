"""The package around the body: its parts, its properties and its bytes.

Given a package in the making, gives the bytes of a .docx that are the same for the same parts
on every machine; given parts, gives the properties written into them. It knows no report: what the properties say is told to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from lxml import etree

from compiler.document.skeleton import CORE_PART, Skeleton
from compiler.format.words import words_of
from compiler.ooxml.markup import as_markup, parsed, written
from compiler.ooxml.zipped import zipped
from compiler.values.named_tuple import NamedTuple
from compiler.values.sha256 import sha256

CUSTOM_PART = "docProps/custom.xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# The one format id that custom properties may have (ECMA-376, Part 1, 22.3.2.2).
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PREFIX = "nianbao."
SEAL_DIGEST, PACKAGE_DIGEST = "seal.sha256", "package.sha256"

_CORE = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dcmitype": "http://purl.org/dc/dcmitype/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Word keeps no more of a core property, and python-docx refuses to.
_LONGEST_PROPERTY = 255
# Programs that guess a file's kind from its first members look for these in this order.
_FIRST = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")


class Properties(NamedTuple):
    """What the file says of itself; `created` is the report's time, never the clock's.

    `subject` is for readers and goes into every copy of the document; `edition` is the id.
    """

    title: str
    subject: str
    agency: str
    year: int | None
    edition: str
    compiler_version: str
    source_sha256: str
    created: datetime


def set_core_properties(
    skeleton: Skeleton, properties: Properties, language: str, draft: bool
) -> None:
    """Title, author and times; the author is the agency, never a person's account."""
    agency = properties.agency[:_LONGEST_PROPERTY]
    created = f"{properties.created:%Y-%m-%dT%H:%M:%SZ}"
    told: dict[str, str | None] = {
        "dc:title": properties.title[:_LONGEST_PROPERTY],
        "dc:subject": properties.subject[:_LONGEST_PROPERTY],
        "dc:creator": agency,
        "cp:keywords": None,
        "dc:description": "",
        "cp:lastModifiedBy": agency,
        "cp:revision": "1",
        "dcterms:created": created,
        "dcterms:modified": created,
        "cp:category": None,
        "dc:language": "zh-CN" if language == "zh" else "en-US",
    }
    if draft:
        told["cp:contentStatus"] = words_of(language).draft
    root = etree.Element(f"{{{_CORE['cp']}}}coreProperties", nsmap=_CORE)
    for name, text in told.items():
        prefix, _, local = name.partition(":")
        element = etree.SubElement(root, f"{{{_CORE[prefix]}}}{local}")
        element.text = text
        if prefix == "dcterms":
            element.set(f"{{{_CORE['xsi']}}}type", "dcterms:W3CDTF")
    skeleton.put(CORE_PART, written(root))


def custom_values(properties: Properties, seal_digest: str, draft: bool) -> dict[str, str]:
    """The custom properties of a document, all but the digest of its parts."""
    values = {
        "title": properties.title,
        "agency": properties.agency,
        "year": "" if properties.year is None else str(properties.year),
        "edition": properties.edition,
        "compiler": properties.compiler_version,
        "source.sha256": properties.source_sha256,
        SEAL_DIGEST: seal_digest,
    }
    return values | ({"draft": "true"} if draft else {})


def add_application(skeleton: Skeleton, compiler_version: str) -> None:
    """Which program wrote the file; nothing is counted, for only a layout knows its pages."""
    names = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    told = as_markup(f"nianbao {compiler_version}".strip())
    text = f'{_HEAD}<Properties xmlns="{names}"><Application>{told}</Application></Properties>'
    skeleton.add("docProps/app.xml", "extended-properties", text.encode(), source="")


def package_bytes(skeleton: Skeleton, custom: Mapping[str, str] | None = None) -> bytes:
    """The .docx: members in a fixed order, stored, dated 1980, with the digest of its parts.

    The digest stands among our custom properties; without those there is none, and the
    document carries no report and proves nothing.
    """
    if custom is not None:
        skeleton.add(CUSTOM_PART, "custom-properties", b"", source="")
    parts = {**skeleton.parts(), "[Content_Types].xml": _content_types(skeleton.types)}
    if custom is not None:
        digest = package_digest(parts, custom)
        parts[CUSTOM_PART] = _custom_xml({**custom, PACKAGE_DIGEST: digest})
    return _zipped(parts)


def package_digest(parts: Mapping[str, bytes], custom: Mapping[str, str]) -> str:
    """One digest over the names and digests of all parts but the one that carries it.

    Of that one, over our custom properties but itself.
    """
    whole = sha256()
    for name in sorted(custom.keys() - {PACKAGE_DIGEST}):
        whole.update(f"{name}={custom[name]}\n".encode())
    for name in sorted(parts):
        if name != CUSTOM_PART:
            whole.update(f"{sha256(parts[name]).hexdigest()}  {name}\n".encode())
    return whole.hexdigest()


def custom_properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Our custom properties, without their prefix; none in a document that is not ours."""
    root = parsed(parts.get(CUSTOM_PART, b""))
    if root is None or root.tag != f"{{{_CUSTOM}}}Properties":
        return {}
    properties = {}
    for entry in root.iterchildren(f"{{{_CUSTOM}}}property"):
        name = entry.get("name", "")
        if name.startswith(_PREFIX):
            properties[name.removeprefix(_PREFIX)] = "".join(map(str, entry.itertext()))
    return properties


def _custom_xml(values: Mapping[str, str]) -> bytes:
    rows = "".join(
        # 0 and 1 are reserved: the numbers of properties begin with 2.
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{as_markup(_PREFIX + name)}">'
        f"<vt:lpwstr>{as_markup(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    text = f'{_HEAD}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}">{rows}</Properties>'
    return text.encode()


def _content_types(kinds: Mapping[str, str]) -> bytes:
    names = "http://schemas.openxmlformats.org/package/2006/content-types"
    default = (("rels", "application/vnd.openxmlformats-package.relationships+xml"),)
    rows = [f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in default]
    rows.append('<Default Extension="xml" ContentType="application/xml"/>')
    rows.extend(
        f'<Override PartName="/{name}" ContentType="{kinds[name]}"/>'
        for name in sorted(kinds)
        if kinds[name] != "application/xml"
    )
    return f'{_HEAD}<Types xmlns="{names}">{"".join(rows)}</Types>'.encode()


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    rest = sorted(name for name in parts if name not in _FIRST)
    return zipped({name: parts[name] for name in (*_FIRST, *rest)}, packed=False)
