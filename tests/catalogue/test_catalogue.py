"""The catalogue of findings: stable codes, words in both languages, each kind reported somewhere.

Examples stand in docs/examples; test_examples runs them.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from compiler.catalogue.all import KINDS
from compiler.text.language import Text
from compiler.values.findings import Kind, Severity
from tests.support.examples import HERE
from tests.support.running import nianbao

# What may stand in Chinese words: names of programs, formats, files and what is typed.
NAMES = {
    "nianbao", "new", "export", "Excel", "WPS", "Word", "UTF-8", "TOML", "JSON", "MiB", "F9",
    "NIANBAO_FORMATS", "REF", "VALUE", "XFD1048576", "sum", "o", "GB", "T", "XX", "N", "explain", "quote",
    "A4", "SHA-256", "GB2312", "reference-doc", "heading", "docx", "LibreOffice", "PDF", "A-2",
    "learn", "formats", "guess", "check", "pandoc", "AbiWord", "docxcompose",
    "DA", "Wingdings", "Symbol", "U", "F000", "F0FF",
    "min", "max", "average", "lines", "children", "parent", "count", "round", "if", "except",
}  # fmt: skip
FILE_OR_OPTION = re.compile(r"(?<!\w)\.[a-z]+|--[a-z-]+|\.~lock|~\$")
PLACEHOLDER = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
# Chinese that is itself what an English hint speaks of: how a document's number is written.
QUOTED = re.compile("〔\\d{4}〕\\d+号")
CHINESE = re.compile("[一-鿿]")


def texts(kind: Kind) -> dict[str, Text]:
    return {"message": kind.message, "hint": kind.hint, "page": kind.page}


def blanks(text: str) -> set[str]:
    """The values that a template asks for."""
    return set(PLACEHOLDER.findall(text))


def test_codes_and_names_are_unique_and_well_formed() -> None:
    codes, names = [k.code for k in KINDS], [k.name for k in KINDS]
    assert codes == sorted(set(codes))
    assert len(set(names)) == len(names)
    for kind in KINDS:
        assert re.fullmatch(r"[WSCTXYPDUI]\d{3}", kind.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.name), kind.name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_words_of_a_kind(kind: Kind) -> None:
    for part, text in texts(kind).items():
        assert text.zh.strip(), part
        assert text.en.strip(), part
        foreign = set(
            re.findall(r"[A-Za-z][\w\-]*", FILE_OR_OPTION.sub("", bare(text.zh)), re.ASCII)
        )
        assert foreign <= NAMES, part
        assert not CHINESE.search(QUOTED.sub("", bare(text.en))), part
        assert not re.search("(?<=[一-鿿])[,;:!?]", text.zh), part
        if part != "page":  # which is shown as it stands
            assert blanks(text.zh) == blanks(text.en), part
    assert not re.search("请|建议", kind.message.zh), "only the hint advises"
    assert not re.search(r"\b(please|should be changed)\b", kind.message.en, re.IGNORECASE)


def bare(text: str) -> str:
    return PLACEHOLDER.sub("", text)


def test_every_kind_is_reported_somewhere() -> None:
    """No kind is declared that nothing gives."""
    used = set(chain.from_iterable(
        names(path) for path in (HERE.parent / "compiler").rglob("*.py")
        if path.parent.name != "catalogue"
    ))  # fmt: skip
    assert [kind.code for kind in KINDS if constant_of(kind) not in used] == []


def constant_of(kind: Kind) -> str:
    return constants()[kind.code]


@cache
def constants() -> dict[str, str]:
    """The name under which each kind is declared, by its code."""
    import importlib
    import pkgutil

    from compiler import catalogue

    found = {}
    for module in pkgutil.iter_modules(catalogue.__path__):
        inside = importlib.import_module(f"compiler.catalogue.{module.name}")
        found |= {v.code: name for name, v in vars(inside).items() if isinstance(v, Kind)}
    return found


@cache
def names(path: Path | str) -> frozenset[str]:
    """Every name and string of a file."""
    tree = ast.parse((HERE / path).read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
    return frozenset(found)


def test_warnings_and_advice_never_block() -> None:
    """Families that say the report is wrong are errors unless practice says otherwise: how a
    thing is written, what is only unlikely, and what differs between two years.
    """
    milder = {k.code for k in KINDS if k.severity is not Severity.ERROR}
    assert {code for code in milder if code[0] in "TXYDP"} <= MILDER


MILDER = {
    "D108", "D109", "D112", "D113", "D120", "D304", "D305", "D306", *(f"D{number}" for number in range(201, 218)), "P202", "P203", "P302", "P303", "P304", "P305", "P402", "P403", "P502", "P503", "P504", "P601", "P602", "P701", "P702", "P703",
    "P704", "P705", "P801", "P802", "P803", "Y503", "Y101", "Y102", "Y501", "Y502", "Y601", "Y602",
}  # fmt: skip


def test_each_kind_has_a_title_of_its_own_in_the_index() -> None:
    """`explain` without a code lists them all, by family, in either language."""
    kinds = nianbao("explain", "--json").json["kinds"]
    titles = [kind["title"] for kind in kinds]
    assert [kind["code"] for kind in kinds] == [kind.code for kind in KINDS]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    listed = nianbao("explain").out
    assert all(f"  {kind['code']}  {kind['title']}\n" in listed for kind in kinds)
