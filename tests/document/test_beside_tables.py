"""Prose in a section of tables: where it is printed, and that its document holds it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.checks.every_check import check
from compiler.document.compose import compose
from compiler.document.tree import TableBlock
from compiler.edges.shelf import shelf_of
from compiler.format.form import Form
from compiler.report.data import to_data
from compiler.report.from_data import read_data
from compiler.report.match import match
from compiler.report.reading import Reading
from compiler.report.schema import json_schema
from compiler.values.origin import Source
from compiler.workbook.form.make import write_form
from tests.report.test_match import seen_of
from tests.support.documents import document_of, edited, examined, with_one_more, without
from tests.support.examples import clean_data, declaration_of
from tests.support.packages import archived, form_rows
from tests.support.running import nianbao
from tests.support.workbooks import read

BODY = "word/document.xml"
EDITIONS = ("disclosure-2019", "disclosure-2021")
Said = list[dict[str, str]]


def data_with(narrative: dict[str, Said], edition: str = "disclosure-2019") -> dict[str, Any]:
    data = clean_data(declaration_of(edition), year=2020 if edition.endswith("2019") else 2023)
    data["narrative"] |= narrative
    return data


def given_as(data: dict[str, Any]) -> Reading:
    text = json.dumps(data).encode()
    return read_data(text, Source("", "json", ""), "", shelf_of(), None)


def said(text: str, after: str | None = None, level: str = "body") -> dict[str, str]:
    return {"level": level, "text": text} | ({} if after is None else {"after": after})


NOTES = {
    "proactive": [said("表前的话。"), said("第一项的说明。", "article20_1"), said("表后的说明。", "article20_9")],
    "requests": [said("注：以上均为本机关受理的申请。", "requests")],
}  # fmt: skip


def drawn(data: dict[str, Any], section: str) -> list[str]:
    """The section's blocks in order: a paragraph's words, or the tables drawn together."""
    reading = given_as(data)
    assert reading.report is not None
    assert reading.form is not None
    return [
        "＋".join(b.tables) if isinstance(b, TableBlock) else b.text
        for b in compose(reading.report, reading.form).blocks
        if b.section == section
    ][1:]


def test_it_is_printed_before_the_tables_between_them_and_below() -> None:
    assert drawn(data_with(NOTES), "proactive") == [
        "表前的话。",
        "article20_1",
        "第一项的说明。",
        "article20_5＋article20_6＋article20_8＋article20_9",
        "表后的说明。",
    ]
    assert drawn(data_with(NOTES), "requests") == ["requests", NOTES["requests"][0]["text"]]


def test_data_in_any_order_keeps_it_and_is_printed_by_place() -> None:
    said_so = [said("后。", "requests"), said("前。")]
    data = data_with({"requests": said_so})
    assert drawn(data, "requests") == ["前。", "requests", "后。"]
    reading = given_as(data)
    assert reading.report is not None
    assert to_data(reading.report)["narrative"]["requests"] == said_so


def test_a_section_in_which_nothing_is_said_is_as_it_was() -> None:
    plain = given_as(data_with({}))
    empty = given_as(data_with({"requests": [], "proactive": [said(" \n ")]}))
    assert plain.report is not None
    assert empty.report is not None
    assert plain.report == empty.report
    assert "requests" not in to_data(empty.report)["narrative"]


@pytest.mark.parametrize(
    ("narrative", "codes"),
    [
        ({"requests": [said("甲。", "disputes")]}, ["W222"]),
        ({"requests": [{"level": "body", "text": "甲。", "after": 3}]}, ["W222"]),
        ({"requests": [{"level": "body", "text": "甲。", "after": None}]}, []),
        ({"overview": [said("甲。", "requests")]}, ["W221"]),
    ],
)
def test_a_table_that_the_section_does_not_have_is_told(
    narrative: dict[str, Said], codes: list[str]
) -> None:
    assert [f.code for f in given_as(data_with(narrative)).findings] == codes


def test_the_schema_knows_the_tables_of_each_section() -> None:
    schema = json_schema(declaration_of())
    jsonschema.validate(data_with(NOTES), schema)
    for wrong in ({"requests": [said("甲。", "disputes")]}, {"other": [said("甲。", "requests")]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(data_with(wrong), schema)


def test_it_is_checked_as_prose_is() -> None:
    data = data_with(
        {
            "requests": [said("本年收到政府信息公开申请7件。", "requests")],
            "disputes": [
                said("（一）说明", "disputes", "heading2"),
                said("（三）说明", "disputes", "heading2"),
                said("{新受申请总数}件。"),
            ],
        }
    )
    found = {(f.code, f.place.section, f.place.paragraph) for f in check(given_as(data))}
    assert found >= {
        ("P201", "requests", 1), ("S120", "disputes", 2), ("P101", "disputes", 3)
    }  # fmt: skip


@pytest.fixture(scope="module")
def document() -> bytes:
    return document_of(data_with(NOTES))


def test_the_document_is_proven_and_holds_the_same_data(document: bytes) -> None:
    proof = examined(document)
    assert proof.status == "intact"
    assert proof.report is not None
    assert {s: to_data(proof.report)["narrative"][s] for s in NOTES} == NOTES


def test_it_is_read_from_what_is_seen_alone(document: bytes) -> None:
    form: Form = declaration_of()
    reading = match(seen_of(document), form, Source("a.docx", "docx", ""))
    assert reading.report is not None
    narrative = to_data(reading.report)["narrative"]
    assert {s: narrative[s] for s in NOTES} == NOTES


def test_an_altered_note_is_told_where_it_stands(document: bytes) -> None:
    proof = examined(edited(document, lambda m: m.replace("第一项的说明", "第一项的解释"), BODY))
    assert proof.status == "altered"
    (change,) = proof.changes
    assert (change.place.section, change.place.paragraph) == ("proactive", 2)
    assert (change.was, change.now) == ("第一项的说明。", "第一项的解释。")
    assert proof.report is not None
    assert proof.report.narrative["proactive"][1].after == "article20_1"


def test_a_note_moved_to_the_other_side_of_its_table_is_an_alteration(document: bytes) -> None:
    text = NOTES["requests"][0]["text"]
    heading = "三、收到和处理政府信息公开申请情况"
    gone = edited(document, without(text))
    proof = examined(edited(gone, with_one_more(text, heading)))
    assert proof.status == "altered"
    assert {(c.was, c.now) for c in proof.changes} == {(text, ""), ("", text)}
    assert proof.report is not None
    assert [p.after for p in proof.report.narrative["requests"]] == [None]


def test_a_note_put_in_below_a_table_is_read_with_it(document: bytes) -> None:
    proof = examined(edited(document, with_one_more("又一句。", NOTES["requests"][0]["text"])))
    assert proof.status == "altered"
    assert proof.report is not None
    added = proof.report.narrative["requests"][-1]
    assert (added.text, added.after) == ("又一句。", "requests")


@given(st.data(), st.sampled_from(EDITIONS))
@settings(max_examples=12, deadline=None)
def test_data_to_workbook_and_document_and_back(drawing: st.DataObject, edition: str) -> None:
    form = declaration_of(edition)
    narrative = {
        section.id: [
            said(text, after, level)
            for text, after, level in drawing.draw(
                st.lists(
                    st.tuples(
                        st.sampled_from(["一句话。", "注：数字按年末统计。", "另有说明"]),
                        st.sampled_from((None, *section.tables)),
                        st.sampled_from(["body", "body", "heading2"]),
                    ),
                    min_size=1,
                    max_size=4,
                )
            )
        ]
        for section in form.table_sections
    }
    data = data_with(narrative, edition)
    reading = given_as(data)
    assert (reading.findings, reading.report is None) == ((), False)
    assert reading.report is not None
    again = read(write_form(form, reading.report)).report
    assert again is not None
    assert to_data(again) == to_data(reading.report)
    sealed = examined(document_of(data, draft=True))
    assert sealed.status == "intact"
    assert sealed.report is not None
    for section, paragraphs in narrative.items():
        assert to_data(sealed.report)["narrative"][section] == paragraphs


def test_the_archive_counts_the_tables_as_they_are_drawn(tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    source.write_text(json.dumps(data_with(NOTES)), "utf-8")
    assert archived(source, tmp_path / "包").code == 0
    assert form_rows(tmp_path / "包")["内容数据完整性"] == "通过"


def test_the_page_shows_a_note_with_findings_on_its_side_of_the_table(tmp_path: Path) -> None:
    notes = [said("本年收到政府信息公开申请7件。"), said("注：办理结果共8件。{无此数}", "requests")]
    source, page = tmp_path / "a.json", tmp_path / "a.html"
    source.write_text(json.dumps(data_with({"requests": notes})), "utf-8")
    assert nianbao("check", source, "--html", page).code == 1
    shown = page.read_text("utf-8")
    marks = ('id="p.requests.1"', "四、结转下年度继续办理", 'id="p.requests.2"')
    places = [shown.index(mark) for mark in marks]
    assert places == sorted(places)


def test_all_the_way_by_the_commands(tmp_path: Path) -> None:
    source, book = tmp_path / "a.json", tmp_path / "a.xlsx"
    source.write_text(json.dumps(data_with(NOTES)), "utf-8")
    made = nianbao("new", "--format", "disclosure-2019", "--from", source, "-o", book)
    assert made.code == 0, made.out
    paper, again = tmp_path / "a.docx", tmp_path / "b.json"
    assert nianbao("compile", book, "-o", paper).code == 0
    assert nianbao("verify", paper, "--against", source).code == 0
    assert nianbao("export", paper, "-o", again).code == 0
    exported = json.loads(again.read_text("utf-8"))
    report = given_as(data_with(NOTES)).report
    assert report is not None
    assert exported == to_data(report)
