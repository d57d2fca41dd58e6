"""Every example in words finds exactly what it says; what is said of each kind is on record.

Reports are run in tests/checks/test_findings.py.
"""

from __future__ import annotations

import re
import tomllib

import pytest

from compiler.catalogue.all import KINDS
from compiler.values.findings import Finding, Kind, Severity
from docs.dialect import EXAMPLES, Told, chosen, examples, reports, told
from tests.support.said import TERMINAL, WORDS, products
from tests.support.ways import DECLARED, found_by, mistakes

GOOD = (EXAMPLES / "across.toml").read_text("utf-8")


@pytest.mark.parametrize("row", told(), ids=lambda row: f"{row.example.file}: {row.cells[0]}")
def test_example(row: Told) -> None:
    found = found_by(row)
    assert [finding.code for finding in found] == list(row.codes)
    for finding in found:
        for language in ("zh", "en"):
            assert finding.message(language)
            assert finding.hint(language)
    for line, finding in zip(row.example.messages, found, strict=False):
        assert line in (finding.message("zh"), f"{finding.message('zh')} {finding.hint('zh')}")
    if row.way == "文件":
        assert [finding.place.file for finding in found] == [row.cells[0].strip("`")][: len(found)]
    if row.way == "声明里的":
        assert row.example.messages
        _assert_of_a_declaration(found)
    if row.example.file == "layouts":
        assert all(finding.level is not Severity.ERROR for finding in found)
        assert len(row.example.messages) == len(found)


def _assert_of_a_declaration(found: tuple[Finding, ...]) -> None:
    """A mistake that has another in its train is told first, and in English has no Chinese."""
    assert all(finding.place.file == DECLARED for finding in found)
    english = f"{found[0].message('en')} {found[0].hint('en')}"
    assert not re.search("[一-鿿]", re.sub("“.*?”|（.*?）", "", english))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_has_its_example(kind: Kind) -> None:
    assert kind.code in chosen()
    assert chosen()[kind.code].given


def test_every_example_is_run_and_there_are_some_of_nothing_wrong() -> None:
    run = {example.name for example in (*reports(), *(row.example for row in told()))}
    assert [e.name for e in examples() if e.name not in run and e.file != "numbers"] == []
    assert any(not example.codes for example in reports())
    assert any(not row.codes for row in told())


def test_what_is_said_of_each_is_on_record() -> None:
    """`python -m tests.support.said` renews it."""
    for path, text in products().items():
        assert (path.name, path.read_text("utf-8")) == (path.name, text)


def test_the_record_has_every_kind_once_and_in_order() -> None:
    for path in (WORDS, TERMINAL):
        assert list(tomllib.loads(path.read_text("utf-8"))) == [kind.code for kind in KINDS]


def test_the_declaration_that_is_changed_has_no_mistakes() -> None:
    assert mistakes(GOOD) == ()
    assert mistakes(b"\xef\xbb\xbf" + GOOD.encode()) == ()
