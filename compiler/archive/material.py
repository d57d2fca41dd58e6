"""What a package is made from, and the files in which it is kept.

Given a checked report with its document, gives the payload, each file with what it is.
What the workbook was called before is told in premis.xml.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime

from compiler.archive.archival_code import ArchivalCode
from compiler.archive.digests import sha256
from compiler.archive.names import (
    DATA,
    DOCUMENT,
    PRIOR,
    READABLE_RECORD,
    RECORD,
    RENDERING,
    SLIPS,
    SOURCES,
)
from compiler.archive.pdf import Rendering
from compiler.format.form import Form
from compiler.ooxml.package import open_package
from compiler.ooxml.words.main_parts import fonts_in
from compiler.report.data import to_data, to_json
from compiler.text.characters import escaped
from compiler.text.language import Text
from compiler.values.dataclass import dataclass
from compiler.values.diagnosis import Diagnosis
from compiler.values.findings import Finding
from compiler.values.report import Report

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")

FORMATS = {
    ".docx": "DOCX（ISO/IEC 29500 Transitional）",
    ".xlsx": "XLSX（ISO/IEC 29500）",
    ".xls": "XLS（Microsoft Excel 97-2003）",
    ".ods": "ODS（ISO/IEC 26300:2015）",
    ".json": "JSON（RFC 8259，UTF-8）",
}
# Keys of the register of formats PRONOM (The National Archives, www.nationalarchives.gov.uk/PRONOM).
_PRONOM = {
    FORMATS[".docx"]: "fmt/412",
    FORMATS[".xlsx"]: "fmt/214",
    FORMATS[".xls"]: "fmt/61",
    FORMATS[".ods"]: "fmt/295",
    FORMATS[".json"]: "fmt/817",
    "PDF/A-2A": "fmt/476",
    "PDF/A-2B": "fmt/477",
    "PDF/A-2U": "fmt/478",
}


@dataclass(frozen=True)
class Material:
    """`rendering` is a Text that says why where there is none; `findings` are in order and
    name files without their folders; `at` is the time of the act, with its zone.
    """

    report: Report
    form: Form
    findings: tuple[Finding, ...]
    diagnosis: Diagnosis
    title: str
    document: bytes
    source: bytes
    source_name: str
    rendering: Rendering | Text
    archival_code: ArchivalCode
    at: datetime

    @property
    def document_sha256(self) -> str:
        return sha256(self.document)


@dataclass(frozen=True, slots=True)
class Holding:
    """One file of the payload; `original` is the name it came with, where it had another."""

    name: str
    data: bytes
    what: str
    format: str
    original: str = ""

    @property
    def pronom(self) -> str:
        return _PRONOM[self.format]


def fonts_of(document: bytes) -> tuple[str, ...]:
    """The fonts that the document's styles ask for, in their order; none are in the file."""
    package = open_package(document, DOCUMENT, "docx")
    return () if isinstance(package, Finding) else fonts_in(package)


def on_one_line(name: str) -> str:
    """A file's name as lists and papers can tell it: line breaks and controls escaped."""
    return _CONTROLS.sub(lambda match: f"\\x{ord(match[0]):02x}", name)


def holdings(material: Material, record: bytes, readable_record: bytes) -> tuple[Holding, ...]:
    """The payload in the order in which it is told of; the check record comes in two forms."""
    return tuple(_holdings(material, record, readable_record))


def _holdings(material: Material, record: bytes, readable_record: bytes) -> Iterator[Holding]:
    report, rendering = material.report, material.rendering
    yield _held(DOCUMENT, material.document, "正式文档（正本），由下列来源编成")
    if isinstance(rendering, Rendering):
        what = "版式文件，由正式文档转换而成"
        yield Holding(RENDERING, rendering.data, what, rendering.flavour)
    name = SOURCES[report.origin.source.kind]
    yield _held(
        name, material.source, "来源，编成文档所用的文件，一个字节没有动过", material.source_name
    )
    yield _held(DATA, to_json(report).encode("utf-8", "backslashreplace"), "报告的数据")
    yield _held(RECORD, record, "校验记录，供程序读取")
    yield _held(READABLE_RECORD, readable_record, "校验记录，供人阅读")
    data = to_data(report)
    if "slips" in data:
        yield _held(SLIPS, _json(data["slips"]), "情况说明，属实而不必改的问题的原因")
    if "prior" in data:
        yield _held(PRIOR, _json(data["prior"]), "核对所用的上年数据和它的来源摘要")


def _held(name: str, data: bytes, what: str, original: str = "") -> Holding:
    return Holding(name, data, what, FORMATS[name[name.rindex(".") :]], original)


def _json(value: object) -> bytes:
    return (escaped(json.dumps(value, ensure_ascii=False, indent=1)) + "\n").encode()
