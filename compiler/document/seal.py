"""The seal: the report's data inside the document, and whether it is still what was sealed.

Given what is to be sealed, gives the custom XML part and its digest; given the parts of
any document, gives back the seal and what its digests say. It knows no report: the data
and the visible texts are JSON texts to it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from lxml import etree

from compiler.document.packing import (
    PACKAGE_DIGEST,
    SEAL_DIGEST,
    custom_properties,
    package_digest,
)
from compiler.document.skeleton import Skeleton
from compiler.ooxml.markup import parsed, written
from compiler.values.named_tuple import NamedTuple
from compiler.values.sha256 import sha256

SEAL_NAMESPACE = "urn:nianbao:seal:1"
_MARKS = tuple(SEAL_NAMESPACE.encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be"))
# uuid5(NAMESPACE_URL, SEAL_NAMESPACE): it follows from the name space, not from chance.
_SEAL_ID = "{1C66E34D-9823-507E-B7EC-D7C1CFE6CE7B}"
_PROPS = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_SEAL_PART = "customXml/item1.xml"


class Seal(NamedTuple):
    """What travels inside the document.

    `data` is the report as JSON with its quotes unresolved, `resolved` the visible texts as
    JSON; the edition is named by id, version and digest; the counts are those of the
    findings at writing, `draft_notes` the findings a draft shows at its front;
    `reference_sha256` is that of the reference document whose styles were taken, if one was;
    `made_with` is JSON of what else the document follows from (`recipe.py`); documents of
    before do not have it. Both are sealed only where they say something.
    """

    data: str
    resolved: str
    edition: str
    edition_version: str
    edition_digest: str
    compiler_version: str
    source_sha256: str
    errors: int = 0
    warnings: int = 0
    advice: int = 0
    draft: bool = False
    draft_notes: tuple[str, ...] = ()
    reference_sha256: str = ""
    made_with: str = ""

    @property
    def digest(self) -> str:
        canonical = json.dumps(_values(self), ensure_ascii=True, sort_keys=True)
        return sha256(canonical.encode()).hexdigest()


def _values(seal: Seal) -> dict[str, object]:
    """What is sealed, by name; what later versions added is left out where it is empty."""
    return {
        name: value
        for name, value in seal._asdict().items()
        if value or name not in ("reference_sha256", "made_with")
    }


class SealReading(NamedTuple):
    """What the parts of a document say: `ours` if either seal or properties are there.

    `holds`: the digest in the properties is that of the seal found. `untouched`: every part
    is as it was written; a document saved again by any program is not. `properties` are our
    own custom ones, without their prefix.
    """

    seal: Seal | None
    ours: bool
    holds: bool
    untouched: bool
    properties: Mapping[str, str] = {}


def add_seal(skeleton: Skeleton, seal: Seal) -> None:
    """Put the seal into the package."""
    names = f'xmlns:ds="{_PROPS}"'
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<ds:datastoreItem {names} ds:itemID="{_SEAL_ID}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{SEAL_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    skeleton.add(_SEAL_PART, "customXml", _seal_xml(seal))
    skeleton.add("customXml/itemProps1.xml", "customXmlProps", text.encode(), source=_SEAL_PART)


def read_seal(parts: Mapping[str, bytes]) -> SealReading:
    """Find the seal by its name space, whatever its part is called now."""
    properties = custom_properties(parts)
    roots = [root for name in sorted(parts) if (root := _seal_root(name, parts[name])) is not None]
    seal = _seal(roots[0]) if roots else None
    # A second seal cannot come from saving again: neither is to be believed.
    holds = len(roots) == 1 and seal is not None and seal.digest == properties.get(SEAL_DIGEST)
    untouched = properties.get(PACKAGE_DIGEST) == package_digest(parts, properties)
    return SealReading(seal, bool(roots or properties), holds, untouched, properties)


def _seal_root(name: str, data: bytes) -> etree._Element | None:
    if not name.startswith("customXml/") or not any(mark in data for mark in _MARKS):
        return None
    root = parsed(data)
    return root if root is not None and root.tag == f"{{{SEAL_NAMESPACE}}}seal" else None


def _seal_xml(seal: Seal) -> bytes:
    root = etree.Element(f"{{{SEAL_NAMESPACE}}}seal", nsmap={"seal": SEAL_NAMESPACE})
    for name, value in _values(seal).items():
        if name == "draft_notes":
            for note in seal.draft_notes:
                etree.SubElement(root, f"{{{SEAL_NAMESPACE}}}draft_note").text = note
        else:
            spoken = str(value).lower() if isinstance(value, bool) else str(value)
            etree.SubElement(root, f"{{{SEAL_NAMESPACE}}}{name}").text = spoken
    return written(root)


def _seal(root: etree._Element) -> Seal | None:
    """The seal as written; None if it can no longer be read as one."""

    def words(name: str) -> str:
        return root.findtext(f"{{{SEAL_NAMESPACE}}}{name}", default="")

    try:
        return Seal(
            data=words("data"),
            resolved=words("resolved"),
            edition=words("edition"),
            edition_version=words("edition_version"),
            edition_digest=words("edition_digest"),
            compiler_version=words("compiler_version"),
            source_sha256=words("source_sha256"),
            errors=int(words("errors")),
            warnings=int(words("warnings")),
            advice=int(words("advice")),
            draft=words("draft") == "true",
            draft_notes=tuple(
                note.text or "" for note in root.iterchildren(f"{{{SEAL_NAMESPACE}}}draft_note")
            ),
            reference_sha256=words("reference_sha256"),
            made_with=words("made_with"),
        )
    except ValueError:
        return None
