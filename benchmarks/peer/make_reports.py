"""Workbooks with the figures and words of one, in each every paragraph a sentence longer.

    python benchmarks/peer/make_reports.py WORKBOOK.xlsx FOLDER

No two have a paragraph in common, so that nothing of a sentence is known from the one before.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from compiler.edges.machine import desk_of
from compiler.pipeline import read
from compiler.values.dataclass import replace
from compiler.workbook.form.make import write_form

NUMBERS = "甲乙丙丁戊己庚辛壬癸"


def main(workbook: str, folder: str) -> None:
    reading = read(Path(workbook), desk_of("zh"))
    assert reading.report is not None
    assert reading.form is not None
    for number in NUMBERS:
        narrative = {
            section: tuple(
                replace(said, text=f"{said.text}有关材料存放在{number}字柜。")
                if said.level == "body"
                else said
                for said in paragraphs
            )
            for section, paragraphs in reading.report.narrative.items()
        }
        report = replace(reading.report, narrative=narrative)
        Path(folder, f"{number}.xlsx").write_bytes(write_form(reading.form, report))


if __name__ == "__main__":
    main(*sys.argv[1:])
