"""What the four natures are tested on: the package's own bytes, opened again.

Given the material and the files that will be in the package, gives them parsed, and the
values in which a test's result is told. It judges nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cached_property

from lxml import etree

from compiler.archive.bag import PAYLOAD
from compiler.archive.material import Holding, Material
from compiler.archive.names import DOCUMENT, METADATA
from compiler.format.form import Form
from compiler.ooxml.markup import parsed
from compiler.ooxml.package import Package, open_package
from compiler.proof.examination import Examination
from compiler.proof.verify import examine
from compiler.report.desk import Only
from compiler.values.dataclass import dataclass
from compiler.values.findings import Finding
from compiler.values.origin import Source


class Result(Enum):
    PASSED = "通过"
    FAILED = "未通过"
    UNTESTED = "未检测"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the form; `done` says what was done and found, or why nothing was."""

    name: str
    done: str
    result: Result


def passed(name: str, good: bool, done: str, fault: str) -> Item:
    """The result of something computed: `done` where it is good, else `fault`."""
    return Item(name, done if good else fault, Result.PASSED if good else Result.FAILED)


def untested(name: str, why: str) -> Item:
    return Item(name, why, Result.UNTESTED)


@dataclass(frozen=True)
class Evidence:
    """`files` are those of the package by name, but for this form and what lists it."""

    material: Material
    held: Sequence[Holding]
    files: Mapping[str, bytes]

    @cached_property
    def document(self) -> bytes:
        return self.files[PAYLOAD + DOCUMENT]

    @cached_property
    def examined(self) -> Examination:
        """The document in the package, opened and read back."""
        form: Form = self.material.form
        return examine(
            self.document, Source(DOCUMENT, "docx", ""), DOCUMENT, Only(form.declaration)
        )

    @cached_property
    def packages(self) -> Mapping[str, Package | Finding]:
        """The Office files of the payload behind the door, by their names."""
        opened: dict[str, Package | Finding] = {}
        for holding in self.held:
            if holding.name.endswith(".docx"):
                opened[holding.name] = open_package(
                    self.files[PAYLOAD + holding.name], holding.name, "docx"
                )
            elif holding.name.endswith(".xlsx"):
                opened[holding.name] = open_package(
                    self.files[PAYLOAD + holding.name], holding.name, "xlsx"
                )
        return opened

    def xml(self, name: str) -> etree._Element | None:
        return parsed(self.files.get(name, b""))

    @cached_property
    def described(self) -> list[tuple[str, str]]:
        """Every element of the metadata that has a text, in order."""
        root = self.xml(METADATA)
        elements = () if root is None else root.iter()
        return [(str(e.tag), e.text) for e in elements if e.text and e.text.strip()]

    def said(self, name: str) -> list[str]:
        """What the metadata says under this name."""
        return [text for tag, text in self.described if tag == name]
