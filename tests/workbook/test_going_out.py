"""What goes out is safe: no formula from words, no character that markup cannot hold, no name
that Windows refuses.
"""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from compiler.edges.files import default_output
from compiler.values.dataclass import replace
from compiler.values.report import Paragraph, Slip
from compiler.workbook.form.make import write_form
from tests.support.workbooks import form, full_report, parts_of, read

FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "＝1", "{=1}", "=HYPERLINK(1)"]
TEXTS = st.sampled_from(FORMULAS) | st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=20
)
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?")


@settings(max_examples=12, deadline=None)
@given(TEXTS)
@example("=1+1\x01\ufffe_x0041_")
def test_words_never_become_a_formula(text: str) -> None:
    report = full_report()
    hostile = replace(
        report,
        agency={**report.agency, "name": text, "signatory": text},
        narrative={**report.narrative, "other": (Paragraph("body", text),)},
        attachments=(text,),
        slips=(Slip(text, text, text, text),),
    )
    plain = replace(
        report,
        narrative={**report.narrative, "other": (Paragraph("body", "无。"),)},
        attachments=("甲",),
        slips=(Slip("甲", "乙", "丙", "丁"),),
    )
    assert formulas(write_form(form(), hostile)) == formulas(write_form(form(), plain))


def formulas(data: bytes) -> list[str]:
    """Every formula of the workbook; each part of markup is parsed on the way."""
    found = []
    for name, content in parts_of(data).items():
        root = etree.fromstring(content)
        if name.startswith("xl/worksheets/"):
            found += [each.text or "" for each in root.iter("{*}f")]
            assert not [each for each in root.iter("{*}hyperlink") if each.get("location") is None]
    return found


def test_what_was_written_reads_as_text() -> None:
    report = replace(
        full_report(),
        narrative={
            "other": tuple(Paragraph("body", text) for text in FORMULAS if text == text.strip())
        },
    )
    again = read(write_form(form(), report)).report
    assert again is not None
    assert [p.text for p in again.narrative["other"]] == [p.text for p in report.narrative["other"]]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=140))
@example("CON")
@example("aux.2020")
@example("a:b<c>|d?.. ")
@example("\u202e年报\x07")
@example("~$年报")
@example("..\\..\\x")
@example("COM¹")
def test_a_made_up_name_stands_on_windows(title: str) -> None:
    name = default_output(Path("folder", "a.xlsx"), title, ".docx").name
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert not RESERVED.fullmatch(name)
    assert name.removesuffix(".docx").strip(". ") == name.removesuffix(".docx") != ""
    assert len(name.encode()) <= 240
