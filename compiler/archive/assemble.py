"""The package from beginning to end: record, payload, descriptions, tests, lists.

Given the material, gives every file of the bag by its name, and the results of the tests. The same material gives the
same bytes; the time is part of the material.
"""

from __future__ import annotations

from collections.abc import Mapping

from compiler import __version__
from compiler.archive.bag import bag
from compiler.archive.catalogue_line import catalogue_line
from compiler.archive.check_record import checked, record_json
from compiler.archive.evidence import Evidence, Item
from compiler.archive.guide import guide
from compiler.archive.material import Material, holdings
from compiler.archive.metadata import metadata
from compiler.archive.names import CATALOGUE_LINE, GUIDE, METADATA, NATURES_FORM, PREMIS
from compiler.archive.natures_form import form, four_natures
from compiler.archive.premis import premis
from compiler.archive.readable_record import readable_record
from compiler.text.dates import in_beijing
from compiler.values.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Assembled:
    """`items` are the tests of the four natures in the order of the form."""

    files: Mapping[str, bytes]
    items: tuple[Item, ...]


def package_of(material: Material) -> Assembled:
    rows = checked(material.report, material.form)
    held = holdings(material, record_json(material, rows), readable_record(material, rows))
    payload = {holding.name: holding.data for holding in held}
    tags = {
        GUIDE: guide(material, held),
        METADATA: metadata(material, held),
        PREMIS: premis(material, held),
        CATALOGUE_LINE: catalogue_line(material),
    }
    # The form tells of all the others, so it comes when they are there.
    evidence = Evidence(material, held, bag(payload, tags, _information(material)))
    natures = four_natures(evidence)
    tags[NATURES_FORM] = form(evidence, natures)
    items = tuple(item for of_nature in natures.values() for item in of_nature)
    return Assembled(bag(payload, tags, _information(material)), items)


def _information(material: Material) -> tuple[tuple[str, str], ...]:
    """What RFC 8493, 2.2.2, gives a label for and the report knows."""
    agency = material.report.agency
    return (
        ("Source-Organization", material.report.name),
        ("Organization-Address", agency.get("address", "")),
        ("Contact-Phone", agency.get("telephone", "")),
        ("Contact-Email", agency.get("email", "")),
        ("External-Description", material.title),
        ("External-Identifier", material.archival_code.text),
        ("Bagging-Date", in_beijing(material.at).date().isoformat()),
        ("Bag-Software-Agent", f"nianbao {__version__}"),
    )
