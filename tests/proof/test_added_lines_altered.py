"""A document with lines that an office added, changed after it was written: each change is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from compiler.commands.exit_codes import DONE
from compiler.proof.examination import Examination
from compiler.proof.verify import examine
from compiler.report.desk import Only
from compiler.values.origin import Source
from tests.proof.test_additions import resealed
from tests.support.documents import SEALED, edited, exchanged
from tests.support.running import nianbao
from tests.support.spending import PATH, accounts, declared


@cache
def document() -> bytes:
    with TemporaryDirectory() as folder:
        source = Path(folder, "决算.json")
        source.write_text(json.dumps(accounts(6)), "utf-8")
        made = source.with_suffix(".docx")
        assert nianbao("compile", source, "--format", PATH, "-o", made).code == DONE
        return made.read_bytes()


def examined(data: bytes) -> Examination:
    return examine(data, Source("决算.docx", "docx", ""), "决算.docx", Only(declared()))


def name_changed() -> bytes:
    return exchanged(">第3项支出<", ">第三项支出<", data=document())


def name_changed_in_the_sealed_words() -> bytes:
    """Where it is seen and in the sealed words, but not in the data."""
    words = edited(
        name_changed(),
        lambda m: m.replace('"label": "第3项支出"', "\0").replace("第3项支出", "第三项支出").replace("\0", '"label": "第3项支出"'),
        SEALED,
    )  # fmt: skip
    return resealed(words)


@pytest.mark.parametrize(
    ("change", "codes", "was", "now"),
    [
        (name_changed, ["D102"], "第3项支出", "第三项支出"),
        (name_changed_in_the_sealed_words, ["D103", "D102"], "第3项支出", "第三项支出"),
        (lambda: exchanged(">2010103<", ">2010109<", data=document()), ["D102"], "2010103", "2010109"),
        (lambda: exchanged(">32<", ">33<", data=document()), ["D101"], "32", "33"),
    ],
)  # fmt: skip
def test_what_was_changed(
    change: Callable[[], bytes], codes: list[str], was: str, now: str
) -> None:
    found = examined(change())
    assert found.status == "altered"
    assert [f.code for f in found.findings] == codes
    assert [(c.was, c.now) for c in found.changes] == [(was, now)]


def test_a_line_that_was_taken_out() -> None:
    def without_line(markup: str) -> str:
        start = markup.rindex("<w:tr>", 0, markup.index(">2010103<"))
        return markup[:start] + markup[markup.index("</w:tr>", start) + len("</w:tr>") :]

    found = examined(edited(document(), without_line))
    assert found.status == "altered"
    assert ("2010103", "") in [(c.was, c.now) for c in found.changes]


def test_untouched() -> None:
    assert examined(document()).status in ("intact", "resaved")
