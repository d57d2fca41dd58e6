"""The labelled sentences themselves: that each label can be trusted before a rule is judged by it.

`pytest -s tests/checks/test_prose_labels.py` prints how many there are of each kind.
"""

from __future__ import annotations

from collections import Counter

import pytest

from compiler.checks.every_check import check
from compiler.report.prior import prior_of_report
from compiler.values.findings import Severity
from tests.prose.measure import FILES, FOLDER, cases, read, wrong_words

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
    "average", "decimal", "nested", "ordinal", "other-growth", "other-things", "other-year", "range",
}  # fmt: skip


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
    reading = read(name)
    found = check(reading)
    assert reading.report is not None, found
    assert [f for f in found if f.level is not Severity.ADVICE] == []


@pytest.mark.parametrize("name", [n for n in CONTEXTS if n.endswith(".prior")])
def test_contexts_follow_from_last_year(name: str) -> None:
    this, last = read(name.removesuffix(".prior")), read(name)
    assert this.report is not None
    assert last.report is not None
    assert this.form is not None
    assert last.form is not None
    assert this.report.year is not None
    assert last.report.year == this.report.year - 1
    assert last.report.name == this.report.name
    found = check(this, prior_of_report(last.report, last.form, this.form))
    assert [f for f in found if f.level is not Severity.ADVICE] == []


def test_enough_of_each_kind() -> None:
    """Of every kind some true and some false, punctuation and names counted over all files."""
    true = {f: Counter(c["kind"] for c in cases(f) if "wrong" not in c) for f in FILES}
    false = {f: Counter(c["kind"] for c in cases(f) if "wrong" in c) for f in FILES}
    for file in FILES:
        print(f"\n{file}: {false[file].total()} false, {true[file].total()} true")
        for kind in KINDS:
            print(f"  {kind:14} {false[file][kind]:3} false {true[file][kind]:3} true")
        assert true[file].total() + false[file].total() >= 110
    all_true, all_false = sum(true.values(), Counter()), sum(false.values(), Counter())
    assert 0.3 <= all_false.total() / (all_true + all_false).total() <= 0.6
    assert all(all_true[kind] >= 5 <= all_false[kind] for kind in KINDS[:-1])
