"""The labelled sentences themselves: that each label can be trusted before a rule is judged by it.

`pytest -s tests/test_prose_labels.py` prints how many there are of each kind.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from compiler.checks.check import check
from compiler.data import read_data
from compiler.findings import Severity
from compiler.model import Source
from compiler.reading import Reading

FOLDER = Path(__file__).parent / "prose"
FILES = ("held_out", "development")
CONTEXTS = sorted(p.stem for p in (FOLDER / "contexts").glob("*.json"))
SECTIONS = {"introduction", "overview", "problems", "other"}
KINDS = (
    "figure", "parts", "percent", "contradiction", "year", "basis", "placeholder", "agency",
    "punctuation", "personal", "none",
)  # fmt: skip
TRAPS = {
    # figures of another time, body or thing
    "cumulative", "last-year", "other-body", "part-of-city", "part-of-year", "part-of-whole",
    "other-kind", "channel", "plan", "no-table", "other-percent", "approximate", "carried-in",
    # wholes whose parts are not all told, or overlap
    "partial-list", "overlapping",
    # the same figure written otherwise
    "chinese-numeral", "full-width", "separator", "spaces", "unit", "zero", "quote",
    # numerals and marks that are no figures and no faults
    "law-number", "date", "section-reference", "document-number", "contact", "url", "english",
    "time", "reduplication", "letter-x", "ordinary-words", "on-time", "partner", "superior",
}  # fmt: skip
Case = dict[str, Any]


@cache
def cases(file: str) -> tuple[Case, ...]:
    return tuple(tomllib.loads((FOLDER / f"{file}.toml").read_text("utf-8"))["case"])


@cache
def context(name: str) -> Reading:
    path = FOLDER / "contexts" / f"{name}.json"
    return read_data(path.read_bytes(), Source(str(path), "json", ""), path.name, None)


def wrong_words(case: Case) -> list[str]:
    wrong = case.get("wrong", [])
    return [wrong] if isinstance(wrong, str) else wrong


@pytest.mark.parametrize("file", FILES)
def test_every_case_is_well_formed(file: str) -> None:
    for case in cases(file):
        assert case.keys() <= {"context", "section", "text", "kind", "wrong", "trap"}, case
        assert case["section"] in SECTIONS, case
        assert case["kind"] in KINDS, case
        assert case["context"] in CONTEXTS, case
        assert not case["context"].endswith(".prior"), case
        assert case["text"] == case["text"].strip() != "", case


@pytest.mark.parametrize("file", FILES)
def test_wrong_words_stand_once_in_their_sentence(file: str) -> None:
    for case in cases(file):
        if "wrong" in case:
            assert wrong_words(case), case
            assert case["kind"] != "none", case
            assert "trap" not in case, case
        for words in wrong_words(case):
            assert words, case
            assert case["text"].count(words) == 1, case


@pytest.mark.parametrize("file", FILES)
def test_traps_are_known(file: str) -> None:
    assert {case["trap"] for case in cases(file) if "trap" in case} <= TRAPS


def test_no_sentence_stands_twice() -> None:
    texts = Counter(case["text"] for file in FILES for case in cases(file))
    assert [text for text, count in texts.items() if count > 1] == []


@pytest.mark.parametrize("name", CONTEXTS)
def test_contexts_are_consistent(name: str) -> None:
    reading = context(name)
    found = check(reading)
    assert reading.report is not None, found
    assert [f for f in found if f.severity is not Severity.ADVICE] == []


@pytest.mark.parametrize("name", [n for n in CONTEXTS if n.endswith(".prior")])
def test_contexts_follow_from_last_year(name: str) -> None:
    this, last = context(name.removesuffix(".prior")), context(name)
    assert this.report is not None
    assert last.report is not None
    assert this.report.year is not None
    assert last.report.year == this.report.year - 1
    assert last.report.name == this.report.name
    found = check(this, last.report.figures)
    assert [f for f in found if f.severity is not Severity.ADVICE] == []


@pytest.mark.parametrize("file", FILES)
def test_enough_of_each_kind(file: str) -> None:
    true = Counter(case["kind"] for case in cases(file) if "wrong" not in case)
    false = Counter(case["kind"] for case in cases(file) if "wrong" in case)
    print(f"\n{file}: {len(cases(file))} sentences, {false.total()} false, {true.total()} true")
    for kind in KINDS:
        print(f"  {kind:14} {false[kind]:3} false {true[kind]:3} true")
    assert len(cases(file)) >= 110
    assert 0.4 <= false.total() / len(cases(file)) <= 0.6
    assert all(false[kind] >= 2 and true[kind] >= 2 for kind in KINDS if kind != "none")
