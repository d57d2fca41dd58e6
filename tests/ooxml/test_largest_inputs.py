"""Every file is answered: the largest shapes, each in a process of its own.

One that takes a minute is ended and fails; how long each takes, and that it is five seconds
at most, is told by `benchmarks/largest_inputs.py`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.largest_inputs import MOST_MB, made, measured
from compiler.edges.machine import desk_of
from compiler.pipeline import check_report, mark
from compiler.values import limits
from compiler.values.dataclass import replace
from compiler.values.report import Paragraph, Slip
from compiler.workbook.form.make import write_form
from tests.support.shapes import SHAPES
from tests.support.workbooks import form, full_report, read, said

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="asks the system for its figures")


# One of each kind; all of them are the benchmark's.
FEW = {name.split(":")[0]: name for name in SHAPES}


@pytest.mark.parametrize("shape", FEW.values())
def test_a_large_input_is_answered(shape: str, tmp_path: Path) -> None:
    answered = measured(made(shape, tmp_path))
    assert answered.code in (0, 1, 2, 3), answered
    assert answered.megabytes <= MOST_MB, answered


@pytest.mark.unexamined
def test_the_largest_report_can_be_written_and_read_again(tmp_path: Path) -> None:
    """What nianbao writes is within its own limits, the marked copy too."""
    words = "字" * (limits.CHARACTERS.most // limits.PARAGRAPHS.most)
    report = replace(
        full_report(),
        narrative={"other": (Paragraph("body", words),) * limits.PARAGRAPHS.most},
        attachments=("附件",) * 2_000,
        slips=tuple(Slip(f"P201-{n}", "原因", "某人", "2021年1月5日") for n in range(9_000)),
    )
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_form(form(), report))
    outcome = check_report(path, desk_of())
    assert outcome.report is not None, said(outcome.findings)
    assert len(outcome.report.slips) == 9_000
    copy = mark(outcome, path.read_bytes(), path.name)
    assert copy is not None
    assert len(copy) < limits.FILE.most * limits.FILE.scale
    marked = read(copy)
    assert marked.report is not None, said(marked.findings)
