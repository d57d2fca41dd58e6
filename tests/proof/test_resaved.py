"""Documents of ours as known programs save them: none is accused.

The corpus is made by corpus/resave.py; the list of what nianbao writes by corpus/relearn.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.ooxml.package import Package, open_package
from compiler.proof.listed.allowance import SPACES, Values, allowance, full_name
from compiler.proof.listed.reached import reached
from tests.proof.corpus import relearn
from tests.proof.corpus.resave import SAVES
from tests.support.documents import examined, good_document
from tests.support.laid_out import layout_desk

SAVED = sorted((Path(__file__).parent / "corpus" / "saved").glob("*.docx"))
SHELF = layout_desk().shelf
# Programs of which nobody may hear that a document of theirs is not proven.
RUN = (
    "libreoffice",
    "python-docx",
    "docxtpl",
    "recompressed",
    "utf-16",
    "attributes",
    "prefixes",
    "strict",
)


def test_the_corpus_has_every_program_and_both_editions() -> None:
    names = {path.stem for path in SAVED}
    assert {
        f"{program}-{document}" for program in SAVES for document in ("good", "second")
    } <= names
    assert {
        f"libreoffice-{document}" for document in ("good", "second", "draft", "restyled")
    } <= names
    for document in ("accounts", "requests"):
        assert {f"{program}-{document}" for program in ("libreoffice", "word", "wps")} <= names
    assert len(SAVED) > 50


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_a_known_programs_saving_is_innocent(path: Path) -> None:
    found = examined(path.read_bytes(), SHELF)
    told = [finding.message("zh") for finding in found.findings if finding.level.value == "error"]
    expected = "intact" if path.stem.startswith("recompressed") else "resaved"
    assert (found.status, [t for t in told if "编成时" in t or "书签" in t]) == (expected, [])
    assert found.changes == ()
    assert found.evidence == ("digest" if expected == "intact" else "words")


@pytest.mark.parametrize("program", [p for p in SAVES if p in RUN and p != "docxtpl"])
def test_what_is_saved_today_is_innocent_too(program: str) -> None:
    assert examined(SAVES[program](good_document())).status in ("intact", "resaved")


def test_the_list_is_what_is_written_today() -> None:
    """After a change of layout: python tests/proof/corpus/relearn.py, and these tests again."""
    assert relearn.TARGET.read_text("utf-8") == relearn.text()


# How a line of the list is read


def _of(line: str) -> dict[str, Values]:
    from compiler.proof.listed.allowance import parsed_lines

    (attributes,) = parsed_lines([line], {"fonts": ["宋体"]}).values()
    return dict(attributes)


@pytest.mark.parametrize(
    ("line", "holds", "not_"),
    [
        ("rPr/sz val=18..44", ["18", "44", "16pt"], ["17", "45", "1mm", "", "big", "４４"]),
        ("pPr/jc val=left|center", ["left", "center"], ["right", "LEFT", "left|center"]),
        ("rPr/b val=?", ["1", "0", "true", "off"], ["yes", "2"]),
        ("rPr/x val=@fonts", ["宋体"], ["黑体"]),
        ('rPr/x val="a b|c"', ["a b", "c"], ["a", "b"]),
        ("rPr/x val=/[ab]+/", ["abba"], ["abc"]),
        ("rPr/x val=*", ["", "anything"], []),
        ("pPr/ind val=-20..20", ["-20", "1pt"], ["21", "2pt", "-1cm"]),
    ],
)
def test_a_line_says_what_may_stand(line: str, holds: list[str], not_: list[str]) -> None:
    values = _of(line)[full_name("val")]
    assert [text for text in holds if not values.hold(text)] == []
    assert [text for text in not_ if values.hold(text)] == []


@pytest.mark.parametrize("line", ["sz val=1", "rPr/sz 1", "rPr/sz val"])
def test_a_line_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="sz"):
        _of(line)


def test_every_entry_names_the_program_that_writes_it() -> None:
    import tomllib
    from importlib.resources import files

    text = (files("compiler.proof.listed") / "declared.toml").read_text("utf-8")
    entries = tomllib.loads(text)["writes"]
    assert all(
        entry["program"] and (entry.get("marks") or entry.get("relations")) for entry in entries
    )
    assert {"document", "header", "footer", "styles", "settings", "fontTable"} <= set(
        allowance().marks
    )
    assert set(SPACES) >= {"w", "r", "mc"}


def test_every_part_is_reached_by_a_relation() -> None:
    package = open_package(good_document(), "a.docx", "docx")
    assert isinstance(package, Package)
    kinds = {found.kind for found in reached(package)}
    assert {
        "document",
        "styles",
        "settings",
        "fontTable",
        "footer",
        "customXml",
        "customXmlProps",
    } <= kinds
