"""The format audit: GB/T 9704's numbers in documents of ours, of others and of nobody.

The right document is made by python-docx with all formatting on the paragraphs themselves,
as offices make theirs; each case takes one thing away from it and says what is found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from compiler.audit.audit import audit
from compiler.catalogue.all import family
from compiler.ooxml.package import open_package
from compiler.values.findings import Finding, Severity
from docs.dialect import told as told_in_words
from tests.support.documents import (
    BODY,
    codes,
    document_of,
    draft_document,
    edited,
    good_document,
    packed,
)
from tests.support.examples import clean_data, declaration_of
from tests.support.layouts import (
    CENTER,
    SENTENCE,
    Edit,
    add,
    changed,
    face,
    found,
    loosened,
    one_footer,
    right,
    saved,
    spaced,
    typed,
)
from tests.support.office import converted
from tests.support.running import nianbao
from tests.support.workbooks import SAMPLES, parts_of

KINDS = family("D2")

STYLES, SETTINGS = "word/styles.xml", "word/settings.xml"


def told(data: bytes) -> list[tuple[str, str]]:
    return [(finding.code, finding.message("zh")) for finding in found(data)]


# A document as an office makes it


def test_every_kind_of_the_audit_is_shown_in_its_examples() -> None:
    shown = {code for row in told_in_words() for code in row.codes if row.example.file == "layouts"}
    assert shown == {kind.code for kind in KINDS}
    assert all(kind.severity is not Severity.ERROR for kind in KINDS)


def test_one_line_or_character_more_or_less_is_an_adjustment() -> None:
    level = {points: found(changed(spaced(points)))[0].level for points in (20, 30)}
    assert level == {20: Severity.WARNING, 30: Severity.ADVICE}
    [finding] = found(changed(loosened))
    assert finding.level is Severity.ADVICE
    assert (finding.expected, finding.actual, finding.difference) == ("28", "27", "-1")


# What is right, however it is said


def grid(document: Document) -> None:
    """As Word writes 22 × 28 under Document Grid, for a plain paragraph of 三号."""
    document.styles["Normal"].font.size = Pt(16)
    loosened(document)
    element = document.sections[0]._sectPr.find(qn("w:docGrid"))
    for name, value in (("type", "linesAndChars"), ("linePitch", "579"), ("charSpace", "-842")):
        element.set(qn(f"w:{name}"), value)
    for paragraph in document.paragraphs:
        paragraph.paragraph_format.line_spacing = 1.0


def in_styles(document: Document) -> None:
    """Type and indent of the body where its style is based on another."""
    base = document.styles.add_style("公文", 1)
    face_of = base.element.get_or_add_rPr().get_or_add_rFonts()
    face_of.set(qn("w:eastAsia"), "CESI仿宋-GB2312")
    base.font.size = Pt(16)
    style = document.styles.add_style("公文正文", 1)
    style.base_style = base
    style.paragraph_format.first_line_indent = Pt(32)
    for place in (1, 5):
        paragraph = document.paragraphs[place]
        paragraph.style = style
        paragraph.paragraph_format.first_line_indent = None
        paragraph.runs[0].font.size = None
        del paragraph.runs[0]._r.rPr.rFonts.attrib[qn("w:eastAsia")]


def by_theme(document: Document) -> None:
    """Headings in a theme's font: its own name beside it does not count."""
    fonts = document.paragraphs[2].runs[0]._r.rPr.rFonts
    fonts.set(qn("w:eastAsiaTheme"), "majorEastAsia")
    fonts.set(qn("w:eastAsia"), "宋体")
    part = document.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    theme = re.compile(r'(<a:majorFont>.*?<a:ea typeface=")', re.DOTALL)
    part._blob = theme.sub(r"\1黑体", part.blob.decode()).encode()


def by_blanks(document: Document) -> None:
    for paragraph in document.paragraphs[1:6]:
        paragraph.paragraph_format.first_line_indent = None
        paragraph.runs[0].text = "　　" + paragraph.text


def by_characters(document: Document) -> None:
    for paragraph in document.paragraphs[1:6]:
        indent = paragraph._p.pPr.find(qn("w:ind"))
        indent.set(qn("w:firstLineChars"), "200")
        indent.set(qn("w:firstLine"), "11")


def outside(document: Document) -> None:
    """One footer for all pages, its number in a frame at their outer side."""
    one_footer(document)
    frame = OxmlElement("w:framePr")
    frame.set(qn("w:xAlign"), "outside")
    document.sections[0].footer.paragraphs[0]._p.get_or_add_pPr().append(frame)


def red_head(document: Document) -> None:
    """The office's name over the title, and a document number."""
    title = document.paragraphs[0]
    head = title.insert_paragraph_before()
    face(head.add_run("某县水利局文件"), "方正小标宋简体", 48)
    head.runs[0].font.color.rgb = RGBColor(255, 0, 0)
    line = title.insert_paragraph_before()
    face(line.add_run("某水〔2021〕2号"), "仿宋", 16)
    head.alignment = line.alignment = CENTER


def run_in(document: Document) -> None:
    """A paragraph that begins with its own heading."""
    paragraph = document.paragraphs[5]
    face(paragraph.insert_paragraph_before().add_run(""), "仿宋", 16)
    paragraph.runs[0].text = SENTENCE * 2
    heading = OxmlElement("w:r")
    paragraph.runs[0]._r.addprevious(heading)
    run = paragraph.runs[0]
    run.text = "（二）依申请公开。"
    face(run, "楷体", 16)


def smaller_margins(document: Document) -> None:
    """As far as the standard lets them be: ± 1 mm."""
    page = document.sections[0]
    page.top_margin, page.left_margin = Mm(36.1), Mm(28.9)


def hanging_table(document: Document) -> None:
    """As wide as programs make it by themselves: cell margins outside the type area."""
    for column in document.tables[0].columns:
        column.width = Emu(int(Mm(156 + 3.8) / 3))


def contents(document: Document) -> None:
    """A table of contents, whose lines are numbered as headings are."""
    style = document.styles.add_style("TOC 1", 1)
    line = document.paragraphs[1].insert_paragraph_before("一、总体情况1", style)
    line.paragraph_format.first_line_indent = None


SAME = [
    right, grid, in_styles, by_theme, by_blanks, by_characters, outside, red_head, run_in,
    smaller_margins, hanging_table, contents,
]  # fmt: skip


@pytest.mark.parametrize("edit", SAME[1:], ids=lambda edit: edit.__name__)
def test_the_same_said_otherwise_is_right(edit: Edit) -> None:
    assert told(changed(edit)) == []


def test_what_is_right_is_right() -> None:
    assert told(saved(right())) == []


def test_three_hundred_alike_are_one_with_their_number_and_the_first() -> None:
    document = right()
    for _ in range(300):
        add(document, SENTENCE, "宋体", 12)
    add(document, SENTENCE, "宋体", 10.5)
    by_code = {finding.code: finding for finding in found(saved(document))}
    assert by_code["D206"].message("zh") == (
        "正文有 301 段不是三号（16 磅）仿宋：小四（12 磅）宋体（300 处）、五号（10.5 磅）宋体（1 处），"
        "首见于“本年度共受理政府信息公开申请二…”。"
    )
    assert set(by_code) == {"D206"}


def test_sections_are_named_where_they_differ() -> None:
    document = right()
    second = document.add_section()
    assert found(saved(document)) == ()
    second.top_margin = Mm(20)
    assert told(saved(document))[0][1].startswith(
        "第 2 节的页边距与标准不同：上边距 20 毫米（标准 37）"
    )
    document.sections[0].top_margin = Mm(20)
    [(_, message)] = told(saved(document))
    assert message.startswith("页边距与标准不同：上边距 20 毫米")


STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main":
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships":
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    b"http://schemas.openxmlformats.org/drawingml/2006/main":
        b"http://purl.oclc.org/ooxml/drawingml/main",
}  # fmt: skip


def test_a_file_of_the_strict_standard_is_read_as_well() -> None:
    def strict(data: bytes) -> bytes:
        parts = parts_of(data)
        for old, new in STRICT.items():
            parts = {name: part.replace(old, new) for name, part in parts.items()}
        parts[BODY] = re.sub(rb'w:top="2098"', b'w:top="37mm"', parts[BODY])
        return packed(parts)

    assert told(strict(changed(by_theme))) == []
    assert [code for code, _ in told(strict(changed(typed(5, "宋体", 16))))] == ["D206"]


# Our own documents


@cache
def own() -> dict[str, bytes]:
    almost_empty = clean_data(declaration_of("disclosure-2021"), 2024)
    full = clean_data(declaration_of("disclosure-2021"), 2024)
    in_parts = json.loads((SAMPLES / "qinghe-culture-2023.json").read_text("utf-8"))
    full["narrative"]["overview"] = [
        {"level": level, "text": text}
        for _ in range(14)
        for level, text in (
            ("heading2", "（一）主动公开"), ("heading3", "1.门户网站"), ("body", SENTENCE * 4),
        )
    ]  # fmt: skip
    return {
        "2019": good_document(),
        "draft": draft_document(),
        "2021": document_of(full, draft=True),
        "almost empty": document_of(almost_empty),
        "in parts": document_of(in_parts),
    }


def test_our_own_documents_are_right() -> None:
    assert {name: told(data) for name, data in own().items()} == {name: [] for name in own()}


def test_saved_again_by_others_they_stay_right(tmp_path: Path) -> None:
    sources = []
    for name, data in {**own(), "right": saved(right()), "grid": changed(grid)}.items():
        assert told(saved(docx.Document(BytesIO(data)))) == []
        sources.append(tmp_path / f"{name}.docx")
        sources[-1].write_bytes(data)
    again = converted(sources, tmp_path / "saved", to="docx")
    assert {path.stem: told(path.read_bytes()) for path in again} == {
        path.stem: [] for path in sources
    }


def test_other_languages_have_other_rules() -> None:
    wrong = changed(typed(1, "宋体", 12))
    assert found(wrong, "en") == ()
    assert found(wrong, "zh") != ()
    english = docx.Document()
    english.add_heading("Annual report 2020", 0)
    english.add_paragraph("The library held 12 events. " * 10 + "（一）")
    assert found(saved(english)) == ()


# In `verify`


def test_the_audit_never_changes_the_verdict(tmp_path: Path) -> None:
    path = tmp_path / "别人的.docx"
    path.write_bytes(changed(spaced(20)))
    for words in ((), ("--strict",)):
        ran = nianbao("verify", path, "--json", *words)
        assert (ran.code, ran.json["status"], codes(ran)) == (2, "foreign", ["D105", "D203"])
    own = tmp_path / "年报.docx"
    narrow = edited(good_document(), lambda m: m.replace('w:top="2098"', 'w:top="1440"'))
    own.write_bytes(narrow)
    ran = nianbao("verify", own, "--strict")
    assert ran.code == 4  # because the margin is not on the proof's list, not for the audit
    assert ran.out.startswith("✗ 不能证明")
    assert "上边距 25.4 毫米（标准 37）" in ran.out
    assert "情况说明" not in ran.out  # no slip explains a margin


# Whatever is in the file


ODD = st.sampled_from(
    ["", "-1", "0", "99999999999999999999", "abc", "50%", "-5pt", "1.5cm", "３", "NaN", "1e9", "true"]
)  # fmt: skip
ATTRIBUTE = re.compile(rb'(w:[A-Za-z]+)="[^"]*"')


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from([BODY, STYLES, SETTINGS, "word/footer1.xml"]),
    st.lists(st.tuples(st.floats(0, 0.999), ODD | st.none()), min_size=1, max_size=40),
)
def test_no_value_is_a_fault(part: str, edits: list[tuple[float, str | None]]) -> None:
    parts = parts_of(saved(right()))
    data = parts[part]
    for share, value in edits:
        every = [*ATTRIBUTE.finditer(data)]
        at = every[int(share * len(every))]
        new = b"" if value is None else at[1] + b'="' + value.encode() + b'"'
        data = data[: at.start()] + new + data[at.end() :]
    for finding in _audited(packed({**parts, part: data})):
        assert finding.level is not Severity.ERROR
        assert finding.message("zh")
        assert finding.message("en")


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([BODY, STYLES, SETTINGS, "word/footer1.xml", "word/theme/theme1.xml"]),
    st.lists(st.tuples(st.floats(0, 0.999), st.booleans()), min_size=1, max_size=12),
)
def test_no_element_is_needed(part: str, edits: list[tuple[float, bool]]) -> None:
    """Elements taken out, or put a second time."""
    document = right()
    document.add_section()
    parts = parts_of(saved(document))
    root = etree.fromstring(parts[part])
    for share, doubled in edits:
        below = [*root.iterdescendants()]
        element = below[int(share * len(below))]
        if doubled:
            element.addnext(deepcopy(element))
        else:
            element.getparent().remove(element)
        if not len(root):
            break
    for finding in _audited(packed({**parts, part: etree.tostring(root)})):
        assert finding.level is not Severity.ERROR


def _audited(data: bytes) -> Iterator[Finding]:
    package = open_package(data, "年报.docx", "docx")
    return iter(()) if isinstance(package, Finding) else iter(audit(package, "zh"))


def test_styles_based_on_one_another_end() -> None:
    normal = '<w:name w:val="Normal"/>'
    based = f'{normal}<w:basedOn w:val="BodyText"/>'
    round_about = edited(saved(right()), lambda m: m.replace(normal, based), STYLES)
    assert told(round_about) == []
