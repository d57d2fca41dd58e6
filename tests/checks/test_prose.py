"""Prose read against the tables, measured on the labelled sentences of tests/prose.

`pytest -s tests/checks/test_prose.py` prints precision and recall by kind, held_out.toml apart: its
sentences were written before the rules and are never looked at.
"""

from __future__ import annotations

import pytest

from compiler.catalogue.all import family
from compiler.values.findings import Kind, Severity
from tests.prose.measure import (
    FILES,
    HELD_OUT,
    SAID,
    SHOWN,
    Score,
    main,
    measure,
    report,
    told,
)

KINDS = family("P")


def test_all_labelled_sentences() -> None:
    total = sum((measure(file).total for file in FILES), Score())
    for file in FILES:
        print("", *report(file), sep="\n")
    print(f"\nin all: {total}")
    assert total.precision >= 0.95
    assert total.recall >= 0.85


@pytest.mark.parametrize(
    "kind",
    [k for k in KINDS if k.code >= "P2" and k.severity is not Severity.ADVICE],
    ids=lambda kind: kind.code,
)
def test_what_is_more_than_advice_is_hardly_ever_wrong(kind: Kind) -> None:
    """A kind that has not shown it stays advice."""
    score = sum((measure(file).by_code[kind.code] for file in FILES), Score())
    print(f"\n{kind.code} {score}")
    assert score.found > 0
    assert score.precision >= 0.95


@pytest.mark.parametrize("file", SHOWN)
def test_what_is_said_of_sentences_is_on_record(file: str) -> None:
    assert told(file) == (SAID / f"{file}.txt").read_text("utf-8")


def test_held_out_sentences_alone() -> None:
    """Only numbers are compared, so that no failure prints a sentence."""
    score = measure(HELD_OUT).total
    print(f"\nheld out: {score}")
    precision, recall = score.precision, score.recall
    assert precision >= 0.92
    assert recall >= 0.90


def test_held_out_sentences_are_never_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["tests/prose/held_out.toml", "--show"])
    assert capsys.readouterr().out == ""
