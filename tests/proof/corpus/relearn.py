"""Learns what nianbao writes, by looking: compiler/proof/listed/written.json.

    python tests/proof/corpus/relearn.py [--check]

Compiles the samples of every edition, a format of somebody's own, a draft, an English report,
every layout of tables and pages, a table alone on a page on its side and a report with every
line of its cover, and keeps for each kind of part which elements stand in which, with which
attributes and values. `--check` writes nothing and exits 1 if the file is
not what it would be. What other programs write is declared.toml's, by hand.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree

from compiler.document.paper import A4, LETTER, paper_of
from compiler.edges.machine import desk_of
from compiler.edges.shelf import shelf_of
from compiler.ooxml.package import Package, open_package
from compiler.ooxml.words.main_parts import part_root
from compiler.pipeline import compile_report
from compiler.proof.listed import allowance
from compiler.proof.listed.reached import reached
from tests.support.laid_out import ACCOUNTS, REQUESTS, laid_out, on_other_paper

ROOT = Path(__file__).resolve().parents[3]
TARGET = ROOT / "compiler" / "proof" / "listed" / "written.json"
SAMPLES, KEPT, CONTEXTS = (
    ROOT / "sample_workbooks",
    ROOT / "tests/kept/given",
    ROOT / "tests/prose/contexts",
)
# Parts that show something: of the others only that they are there is on the list.
SHOWN = ("document", "header", "footer", "styles", "settings", "fontTable")
# What is another in every document, or names nothing that is shown.
_ANY = {
    "bookmarkStart id", "bookmarkStart name", "bookmarkEnd id", "tblCaption val",
    "tblDescription val", "headerReference r:id", "footerReference r:id", "instrText xml:space",
    "style styleId", "style name", "name val", "basedOn val", "next val", "pStyle val",
    "tblStyle val", "document mc:Ignorable",
}  # fmt: skip
# Lengths that follow from the words and the grid: from the least to the greatest, and further
# as far as no limit of the page is met (`within.py` looks at what comes of them).
_FREE = {
    "gridCol w": (1, 13958), "tcW w": (1, 13958), "gridSpan val": (1, 200),
    "ind left": (0, 9179), "ind hanging": (0, 9179), "trHeight val": (1, 2000),
}  # fmt: skip
# Where what stands at the right of a line over a table ends: on any paper, either way.
_PAPERS = [paper_of(size, language) for size in (A4, LETTER) for language in ("zh", "en")]
_EDGES = {str(each.text_width) for paper in _PAPERS for each in (paper, paper.on_its_side())}
_FACES = {f"rFonts {face}" for face in ("ascii", "hAnsi", "eastAsia", "cs")} | {
    "font name",
    "altName val",
}
_NAMES = {space: prefix for prefix, space in allowance.SPACES.items() if prefix != "w"}


def learnt() -> dict[str, Any]:
    """What the file is to say."""
    seen: dict[str, dict[str, dict[str, set[str]]]] = {}
    relations: dict[str, set[str]] = {}
    fonts: set[str] = set()
    for package in _packages():
        for found in reached(package):
            relations.setdefault(found.by, set()).add(f"{found.kind} {found.content_type}")
            if found.kind in SHOWN:
                root = part_root(package, found.name)
                assert root is not None
                for element in root.iter():
                    _learn(element, seen.setdefault(found.kind, {}), fonts)
    return {
        "fonts": sorted(fonts),
        "relations": {kind: sorted(told) for kind, told in sorted(relations.items())},
        "marks": {kind: [*_lines(seen[kind])] for kind in SHOWN},
    }


def _learn(element: etree._Element, seen: dict[str, dict[str, set[str]]], fonts: set[str]) -> None:
    parent = element.getparent()
    name = _short(element.tag)
    attributes = seen.setdefault(f"{'' if parent is None else _short(parent.tag)}/{name}", {})
    if allowance.full_name("val") not in element.attrib:
        attributes.setdefault("", set())
    for key, value in element.attrib.items():
        attributes.setdefault(_short(key), set()).add(str(value))
        if f"{name} {_short(key)}" in _FACES:
            fonts.update(each.strip() for each in str(value).split(","))


def _short(name: Any) -> str:
    space, brace, local = str(name)[1:].partition("}")
    if not brace:
        return f":{name}"
    return local if space == allowance.SPACES["w"] else f"{_NAMES[space]}:{local}"


def _lines(seen: Mapping[str, Mapping[str, set[str]]]) -> Iterator[str]:
    for path, found in sorted(seen.items()):
        element = path.rpartition("/")[2]
        attributes = {key: values for key, values in found.items() if key}
        if "" in found and "val" in attributes:
            attributes["val"] = {*attributes["val"], "-"}
        told = [f"{key}={_told(element, key, found)}" for key, found in sorted(attributes.items())]
        yield " ".join((path, *told))


def _told(element: str, key: str, found: Iterable[str]) -> str:
    name = f"{element} {key}"
    if name in _ANY:
        return "*"
    if name in _FACES:
        return "@fonts"
    if name in _FREE:
        low, high = _FREE[name]
        assert all(low <= int(value) <= high for value in found), (name, found)
        return f"{low}..{high}"
    if name == "tab pos":
        assert set(found) <= _EDGES, found
        found = _EDGES
    words = sorted(found, key=lambda value: (re.fullmatch(r"-?\d+", value) is None, value.zfill(6)))
    assert len(words) <= 16, (name, words)
    assert not any(set(word) & set('"|') for word in words), words
    text = "|".join(words)
    return f'"{text}"' if " " in text else text


def _packages() -> Iterator[Package]:
    for name, data in documents():
        package = open_package(data, name, "docx")
        assert isinstance(package, Package), package
        yield package


def documents() -> Iterator[tuple[str, bytes]]:
    """The samples compiled, and what earlier versions compiled, by name."""
    with zipfile.ZipFile(ROOT / "tests" / "kept" / "0.1.0" / "documents.zip") as kept:
        for name in ("cangshan", "cangshan-draft", "library", "yunze-draft", "yunze-explained"):
            yield name, kept.read(f"{name}.docx")
    desk = desk_of()._replace(shelf=shelf_of({"NIANBAO_FORMATS": str(ROOT / "tests" / "library")}))
    good = SAMPLES / "cangshan-justice-2020.json"
    yield "good", _compiled(SAMPLES / "cangshan-justice-2020.xlsx", desk)
    yield "draft", _compiled(SAMPLES / "cangshan-justice-2020-faults.xlsx", desk, draft=True)
    for path in (
        KEPT / "yunze-2024.json",
        CONTEXTS / "city-2024.json",
        CONTEXTS / "town-2023.json",
    ):
        yield path.stem, _compiled(path, desk, draft=True)
    yield "library", _compiled(ROOT / "tests/library/statement-2023.json", desk, draft=True)
    for path in (ACCOUNTS, REQUESTS):
        for draft in (False, True):
            yield f"{path.stem} {draft}", laid_out(path, draft=draft)
    desk = desk_of()._replace(shelf=shelf_of({"NIANBAO_FORMATS": str(ROOT / "tests" / "foia")}))
    yield "foia", _compiled(ROOT / "tests/foia/foia-2023.json", desk, draft=True)
    deep = [{"level": level, "text": "1."} for level in ("heading2", "heading3", "body")]
    for path, section in ((ACCOUNTS, "units"), (REQUESTS, "outcomes")):
        yield f"{path.stem} on other paper", on_other_paper(path, {section: deep})
    with TemporaryDirectory() as folder:
        for name, covered in _covers().items():
            path = Path(folder, f"{name}.json")
            data = json.loads(good.read_text("utf-8"))
            path.write_text(json.dumps({**data, **covered(data)}), "utf-8")
            yield name, _compiled(path, desk, draft=True)


def _covers() -> dict[str, Any]:
    def agency(**lines: str) -> Any:
        return lambda data: {"agency": {**data["agency"], **lines}}

    return {
        "whole cover": lambda data: {
            "agency": {**data["agency"], "document_number": "仓司〔2021〕2号", "signatory": "仓山区司法局",
                       "date": "2021-01-15"},
            "attachments": ["第一个附件", "第二个附件，名称很长，一行写不完，要转到下一行才能写完的那一种"],
        },
        "date alone": agency(signatory="", date="2021-01-15"),
        "one attachment": lambda _: {"attachments": ["附件"]},
        "spaces": lambda data: {
            "narrative": {**data["narrative"], "other": [
                {"level": "body", "text": " 无\t其他  事项，增减-9项 "},
                {"level": "body", "text": "（一）网址。见 http://www.example.gov.cn。"},
            ]},
        },
    }  # fmt: skip


def _compiled(path: Path, desk: Any, *, draft: bool = False) -> bytes:
    outcome = compile_report(path, desk, draft=draft)
    assert outcome.document is not None, (path, [f.message("zh") for f in outcome.findings])
    return outcome.document


def text() -> str:
    return json.dumps(learnt(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    wanted = text()
    if "--check" in sys.argv:
        sys.exit(TARGET.read_text("utf-8") != wanted)
    TARGET.write_text(wanted, "utf-8")
