"""A finished document examined: intact, saved again, altered, or somebody else's.

Every edit is one that somebody could make by opening the package, or in Word.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler import __version__
from compiler.ooxml.markup import W
from compiler.ooxml.words.visible import AUTOMATIC_NUMBER
from tests.support.documents import (
    BODY,
    PROPERTIES,
    ROW,
    SEALED,
    codes,
    document_of,
    draft_document,
    edited,
    examined,
    exchanged,
    good_document,
    packed,
    with_one_more,
    without,
)  # fmt: skip
from tests.support.running import Ran, nianbao
from tests.support.workbooks import GOOD, SAMPLES, form, good_report, parts_of

WORKBOOK = SAMPLES / f"{GOOD}.xlsx"
Verify = Callable[..., Ran]


def said(words: str, found: dict[str, Any]) -> tuple[str, str, str]:
    """(was, now, and these keys of the place) of one change."""
    place = [str(found["place"][key]) for key in words.split()]
    return found["was"], found["now"], " ".join(place)


# Intact


def test_what_was_compiled_is_intact(verified: Verify) -> None:
    ran = verified(good_document())
    assert ran.code == 0
    assert ran.out.startswith("✓ 文档完好")
    assert verified(good_document(), "--json").json == {
        "nianbao": __version__,
        "report": {"format": "disclosure-2019", "year": 2020, "agency": "福州市仓山区司法局"},
        "evidence": "recompiled",
        "status": "intact",
        "changes": [],
        "findings": [],
    }


def test_a_draft_is_intact_and_said_to_be_a_draft(verified: Verify) -> None:
    ran = verified(draft_document(), "--json")
    assert (ran.code, ran.json["status"]) == (0, "intact")
    assert [code for code in codes(ran) if code.startswith("D")] == ["D109"]
    assert verified(draft_document()).out.startswith("✓ 文档完好")


def test_what_is_wrong_with_the_report_is_listed_whatever_became_of_the_document(
    verified: Verify, tmp_path: Path
) -> None:
    path = tmp_path / "草稿.docx"
    path.write_bytes(draft_document())
    assert codes(verified(draft_document(), "--json")) == codes(nianbao("check", path, "--json"))


def test_changing_the_name_of_the_file_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "another name"
    path.write_bytes(good_document())
    assert nianbao("verify", path).code == 0


# Altered


def test_every_figure_changed_is_named_and_no_other(verified: Verify) -> None:
    def other(markup: str) -> str:
        text = re.compile(r"<w:t>(-?\d+)(万元)?</w:t>")
        return text.sub(lambda m: f"<w:t>{int(m[1]) + 1}{m[2] or ''}</w:t>", markup)

    changes = verified(edited(good_document(), other), "--json").json["changes"]
    places = [tuple(c["place"][key] for key in ("table", "row", "column")) for c in changes]
    assert places == [tuple(figure) for figure in form().figures]
    assert all(int(c["now"]) == int(c["was"]) + 1 for c in changes)


INTRODUCTION = [p.text for p in good_report().narrative["introduction"]]
PROBLEMS = [p.text for p in good_report().narrative["problems"]]


def test_findings_on_altered_words_keep_their_id_when_others_move() -> None:
    edit = with_one_more("另附说明。", INTRODUCTION[1])
    alone = edited(good_document(), edit)
    moved = edited(alone, with_one_more("再附说明。", INTRODUCTION[0]))
    one, two = ({f.id for f in examined(document).findings} for document in (alone, moved))
    assert len(one) == 1
    assert len(two) == 2
    assert one < two


# What a reader cannot see


def _first_row(markup: str, properties: str) -> str:
    """The row of the sample's 175 with these properties besides."""
    row = next(row for row in ROW.findall(markup) if ">175<" in row)
    return markup.replace(row, row.replace("<w:cantSplit/>", f"<w:cantSplit/>{properties}"))


def _run(markup: str, properties: str) -> str:
    return markup.replace(
        "<w:r><w:t>175</w:t></w:r>", f"<w:r><w:rPr>{properties}</w:rPr><w:t>175</w:t></w:r>"
    )


def _tiny(markup: str) -> str:
    exact = '<w:trHeight w:val="1" w:hRule="exact"/>'
    row = next(row for row in ROW.findall(markup) if ">175<" in row)
    return markup.replace(row, re.sub(r"<w:trHeight [^>]*/>", exact, row))


@pytest.mark.parametrize(
    "edit",
    [
        lambda m: _first_row(m, "<w:hidden/>"),
        _tiny,
        lambda m: _run(m, "<w:vanish/>"),
        lambda m: _run(m, "<w:specVanish/>"),
        lambda m: _run(m, '<w:color w:val="FFFFFF"/>'),
        lambda m: _run(m, '<w:color w:val="000000" w:themeColor="background1"/>'),
        lambda m: _run(m, '<w:sz w:val="1"/>'),
    ],
    ids=["row", "height", "vanish", "specVanish", "white", "theme", "size"],
)
def test_a_figure_that_nobody_can_see_is_gone(edit: Callable[[str], str]) -> None:
    found = examined(edited(good_document(), edit))
    assert found.status == "altered"
    assert ("175", "") in [(change.was, change.now) for change in found.changes]


@pytest.mark.parametrize(
    "edit",
    [
        lambda m: _first_row(m, '<w:hidden w:val="0"/>'),
        lambda m: _run(m, '<w:vanish w:val="false"/>'),
        lambda m: _run(m, '<w:color w:val="auto"/><w:sz w:val="18"/>'),
    ],
    ids=["row", "vanish", "smaller"],
)
def test_a_figure_that_everybody_can_see_is_there(edit: Callable[[str], str]) -> None:
    assert examined(edited(good_document(), edit)).status == "resaved"


@pytest.mark.parametrize(
    "edit",
    [
        lambda m: _run(m, '<w:color w:val="FF0000"/><w:sz w:val="18"/>'),
        lambda m: _run(m, '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>'),
        lambda m: _run(m, '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>'),
    ],
    ids=["red", "highlight", "shade"],
)
def test_a_figure_that_can_be_seen_in_colours_nobody_wrote_is_not_proven(
    edit: Callable[[str], str],
) -> None:
    found = examined(edited(good_document(), edit))
    assert (found.status, found.changes) == ("unproven", ())
    assert {f.code for f in found.findings} == {"D115"}


@pytest.mark.parametrize("style", ["Normal", "TableNormal", "ReportTable", "TableFigure"])
def test_a_figure_hidden_by_any_style_over_it_is_gone(style: str) -> None:
    def edit(markup: str) -> str:
        return re.sub(
            f'(w:styleId="{style}">.*?)</w:rPr>', r"\1<w:vanish/></w:rPr>", markup, count=1
        )

    found = examined(edited(good_document(), edit, "word/styles.xml"))
    assert ("175", "") in [(change.was, change.now) for change in found.changes]


def _in_a_list(text: str, id_: int, mark: str, *, by_style: bool = False) -> bytes:
    """The good document with a list of this mark, and the paragraph of `text` in list `id_`."""
    numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{id_}"/></w:numPr>'
    names = f'xmlns:w="{W}"'
    parts = parts_of(good_document())
    parts["word/numbering.xml"] = (
        f'<w:numbering {names}><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{mark}"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    ).encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
    types = f'<Override PartName="/word/numbering.xml" ContentType="{kind}"/></Types>'
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
    link = f'<Relationship Id="rId99" Type="{related}" Target="numbering.xml"/></Relationships>'
    links = "word/_rels/document.xml.rels"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", types.encode())
    parts[links] = parts[links].replace(b"</Relationships>", link.encode())
    data = packed(parts)
    if by_style:
        style = re.compile('(w:styleId="BodyText">.*?<w:pPr>)')
        return edited(data, lambda m: style.sub(rf"\1{numbered}", m, count=1), "word/styles.xml")
    paragraph = re.compile(rf'(<w:pStyle w:val="BodyText"/>)((?:(?!<w:p>).)*{text})')
    return edited(data, lambda m: paragraph.sub(rf"\1{numbered}\2", m, count=1))


def test_automatic_numbering_is_an_addition() -> None:
    found = examined(_in_a_list("第五十条编写", 1, "%1."))
    assert [(c.was, c.now) for c in found.changes] == [
        (INTRODUCTION[0], AUTOMATIC_NUMBER + INTRODUCTION[0])
    ]
    assert len(examined(_in_a_list("", 1, "%1.", by_style=True)).changes) > 5


@pytest.mark.parametrize(("id_", "mark"), [(0, "%1."), (1, ""), (7, "%1.")])
def test_a_list_without_a_mark_changes_nothing(id_: int, mark: str) -> None:
    assert examined(_in_a_list("第五十条编写", id_, mark)).status == "resaved"


def test_of_alternatives_every_one_that_says_another_thing_is_read() -> None:
    """Which one is shown depends on the program: both must say what is sealed."""
    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x="urn:x"'

    def edit(other: str) -> Callable[[str], str]:
        chosen = '<mc:Choice Requires="x"><w:r><w:t>175</w:t></w:r></mc:Choice>'
        fallback = f"<mc:Fallback><w:r><w:t>{other}</w:t></w:r></mc:Fallback>"
        both = f"<mc:AlternateContent {names}>{chosen}{fallback}</mc:AlternateContent>"
        return lambda markup: markup.replace("<w:r><w:t>175</w:t></w:r>", both)

    same, other = (examined(edited(good_document(), edit(text))) for text in ("175", "176"))
    assert (same.status, [f.code for f in same.findings]) == ("altered", ["D111"])
    assert "176" in "".join(change.now for change in other.changes)


def test_another_document_put_in_when_opened_is_an_addition() -> None:
    edit = with_one_more("", INTRODUCTION[0])
    found = edited(
        good_document(),
        lambda m: edit(m).replace("<w:p><w:r><w:t></w:t></w:r></w:p>", "<w:altChunk/>"),
    )
    assert [(c.was, c.now) for c in examined(found).changes] == [("", "altChunk")]


@pytest.mark.parametrize(
    "cell",
    [
        "<w:tc><w:tcPr/><w:p><w:cellDel/>{}</w:p></w:tc>",
        "<w:tc><w:p><w:vMerge/>{}</w:p></w:tc>",
        "<w:tc><w:tcPr/><w:tcPr><w:cellDel/></w:tcPr><w:p>{}</w:p></w:tc>",
        "<w:tc><w:tcPr><w:tcPrChange><w:tcPr><w:vMerge/></w:tcPr></w:tcPrChange></w:tcPr><w:p>{}</w:p></w:tc>",
    ],
    ids=["in a paragraph", "without properties", "in other properties", "before a change"],
)
def test_only_the_properties_of_a_cell_say_that_it_is_none(cell: str) -> None:
    forged = cell.format("<w:r><w:t>另有</w:t></w:r>")
    document = edited(good_document(), lambda m: m.replace("</w:tr>", f"{forged}</w:tr>", 1))
    found = examined(document)
    assert (found.status, [c.now for c in found.changes]) == ("altered", ["另有"])


# Documents made to exhaust whoever reads them


def _nest(opening: str, closing: str, times: int) -> str:
    return opening * times + "<w:p><w:r><w:t>深处</w:t></w:r></w:p>" + closing * times


@pytest.mark.parametrize(
    "nest",
    [
        _nest("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>", 60),
        _nest("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 80),
        _nest("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 120),
        "<w:p>" + "<w:r><w:ruby><w:rubyBase>" * 80 + "<w:r><w:t>深处</w:t></w:r>"
        + "</w:rubyBase></w:ruby></w:r>" * 80 + "</w:p>",
    ],
    ids=["boxes", "tables", "controls", "ruby"],
)  # fmt: skip
def test_what_lies_however_deep_is_found_once_and_soon(nest: str) -> None:
    document = edited(good_document(), lambda m: m.replace("<w:body>", f"<w:body>{nest}"))
    changes = examined(document).changes
    assert (changes[0].was, changes[0].now.strip()) == ("", "深处")
    # A box is told as such besides.
    assert [change.now for change in changes[1:]] == ["图片、图形或对象"] * ("pict" in nest)


def test_notes_that_refer_to_one_another_end() -> None:
    names = f'xmlns:w="{W}"'
    refer = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(200)) * 2
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>注{n}</w:t></w:r>{refer}</w:p></w:footnote>'
        for n in range(200)
    )
    parts = parts_of(good_document())
    parts["word/footnotes.xml"] = f"<w:footnotes {names}>{notes}</w:footnotes>".encode()
    links = "word/_rels/document.xml.rels"
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    link = f'<Relationship Id="rId99" Type="{related}" Target="footnotes.xml"/></Relationships>'
    parts[links] = parts[links].replace(b"</Relationships>", link.encode())
    document = edited(packed(parts), lambda m: m.replace("<w:body>", f"<w:body><w:p>{refer}</w:p>"))
    found = examined(document)
    assert found.status == "altered"
    assert "注0" in [change.now for change in found.changes]


def test_a_number_too_long_for_a_span_is_no_fault() -> None:
    span = f'<w:gridSpan w:val="{"9" * 5000}"/>'
    document = edited(good_document(), lambda m: re.sub("<w:gridSpan [^>]*>", span, m, count=1))
    assert examined(document).status in ("unproven", "altered")


# Somebody else's


def test_somebody_elses_document_is_foreign(verified: Verify) -> None:
    stream = BytesIO()
    docx.Document().save(stream)
    ran = verified(stream.getvalue(), "--json")
    assert (ran.code, ran.json["status"], codes(ran)) == (2, "foreign", ["D105"])
    assert ran.json["report"] == {"format": None, "year": None, "agency": None}
    assert verified(stream.getvalue()).out.startswith("✗ 这不是本程序编成的文档。")


@pytest.mark.parametrize("data", [b"", b"{}", good_document()[:9000], WORKBOOK.read_bytes()])
def test_what_cannot_be_read_is_said_not_to_be(verified: Verify, data: bytes) -> None:
    ran = verified(data)
    assert ran.code == 2
    assert ran.out.startswith("✗ 无法读取")
    assert verified(data, "--json").json["status"] == "foreign"
    assert nianbao("verify", "nowhere.docx").code == 2


# Against another report


def test_against_the_workbook_it_came_from(verified: Verify) -> None:
    ran = verified(good_document(), "--against", WORKBOOK, "--json")
    assert (ran.code, ran.json["status"], ran.json["changes"]) == (0, "intact", [])


def test_against_a_report_that_says_otherwise(verified: Verify, tmp_path: Path) -> None:
    content = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    content["tables"]["article20_5"]["other_services"]["previous"] = 176
    content["narrative"]["introduction"].insert(0, {"level": "body", "text": "先加一段。"})
    del content["narrative"]["introduction"][2]
    content["year"] = 2019
    other = tmp_path / "去年.json"
    other.write_text(json.dumps(content), "utf-8")
    ran = verified(good_document(), "--against", other, "--json")
    assert (ran.code, ran.json["status"]) == (4, "altered")
    title = "福州市仓山区司法局{}年政府信息公开工作年度报告"
    assert [said("section paragraph column", c) for c in ran.json["changes"]] == [
        (title.format(2019), title.format(2020), "None None None"),
        ("先加一段。", "", "introduction 1 None"),
        ("", INTRODUCTION[1], "introduction 3 None"),
        ("176", "175", "proactive None previous"),
    ]
    assert {f["code"] for f in ran.json["findings"]} == {"D107"}
    assert verified(good_document(), "--against", other).out.startswith("✗ 文档与所给的报告不一致")


def test_against_a_report_without_quotes_only_what_is_shown_counts(
    verified: Verify, tmp_path: Path
) -> None:
    content = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    for paragraph in content["narrative"]["overview"]:
        paragraph["text"] = paragraph["text"].replace("{新收申请总数}", "0")
    other = tmp_path / "数据.json"
    other.write_text(json.dumps(content), "utf-8")
    assert verified(good_document(), "--against", other).code == 0


def test_a_change_since_writing_is_listed_once_though_it_differs_from_the_report_too(
    verified: Verify,
) -> None:
    ran = verified(exchanged(">175<", ">176<"), "--against", WORKBOOK, "--json")
    assert [(c["was"], c["now"]) for c in ran.json["changes"]] == [("175", "176")]
    assert codes(ran) == ["D101", "D107", "P201"]


def test_against_what_cannot_be_read(verified: Verify) -> None:
    ran = verified(good_document(), "--against", "nowhere.xlsx", "--json")
    assert (ran.code, ran.json["changes"]) == (2, [])


# An office's own declaration


def test_a_declaration_corrected_since_alters_no_document(verified: Verify, tmp_path: Path) -> None:
    own, shipped = tmp_path / "my-form.toml", Path(form().declaration.path)
    markup = shipped.read_text("utf-8")
    own.write_text(markup.replace('"disclosure-2019"', '"my-form"'), "utf-8")
    shutil.copytree(shipped.with_name("shared"), tmp_path / "shared")
    content = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8")) | {"format": "my-form"}
    report, target = tmp_path / "年报.json", tmp_path / "成文.docx"
    report.write_text(json.dumps(content), "utf-8")
    assert nianbao("compile", report, "--format", own, "-o", target).code == 0
    document = target.read_bytes()

    assert verified(document).code == 2  # the declaration is not at hand
    assert verified(document, "--format", own).code == 0
    assert nianbao("verify", target, NIANBAO_FORMATS=str(tmp_path)).code == 0

    own.write_text(own.read_text("utf-8").replace("其他对外管理服务事项", "其他事项"), "utf-8")
    ran = verified(document, "--format", own, "--json")
    assert (ran.code, ran.json["status"]) == (0, "intact")
    (told,) = [f for f in ran.json["findings"] if f["code"] == "D120"]
    assert told["severity"] == "advice"
    assert f"本程序 {__version__} 用格式“my-form”的另一个版本（1 " in told["message"]
    assert "D120" in verified(document, "--format", own).out
    altered = edited(document, lambda m: m.replace("其他对外管理服务事项", "其他事项"))
    assert verified(altered, "--format", own).code == 4


# The document as REPORT: what is visible is read


@pytest.fixture
def altered(tmp_path: Path) -> Path:
    path = tmp_path / "改过的.docx"
    document = exchanged(">175<", ">176<")
    document = edited(document, with_one_more("另附说明。", INTRODUCTION[0]))
    document = edited(document, without(PROBLEMS[-1]))
    path.write_bytes(edited(document, lambda m: m.replace("第五十条编写", "第五十条编制")))
    return path


def test_an_untouched_document_is_its_report(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(good_document())
    assert nianbao("check", path).code == 0
    assert nianbao("export", path).json == nianbao("export", WORKBOOK).json
    again = tmp_path / "again.docx"
    assert nianbao("compile", path, "-o", again).code == 0
    assert parts_of(again.read_bytes())[BODY] == parts_of(good_document())[BODY]


def test_what_is_visible_is_exported(altered: Path) -> None:
    content = nianbao("export", altered)
    assert content.code == 1
    assert content.json["tables"]["article20_5"]["other_services"]["previous"] == 176
    narrative = content.json["narrative"]
    texts = [paragraph["text"] for paragraph in narrative["introduction"]]
    assert texts == [INTRODUCTION[0].replace("编写", "编制"), "另附说明。", INTRODUCTION[1]]
    assert [p["text"] for p in narrative["problems"]] == PROBLEMS[:-1]
    # What nobody touched keeps its quotes.
    assert any("{新收申请总数}" in p["text"] for p in narrative["overview"])


def test_a_quote_is_read_as_shown_when_its_figure_was_altered(tmp_path: Path) -> None:
    content = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    received = content["tables"]["requests"]["received"]
    received["natural_person"] = received["total"] = 777
    path = tmp_path / "年报.docx"
    cell = "<w:t>777</w:t>"
    document = edited(
        document_of(content, draft=True),
        lambda m: "<w:t>778</w:t>".join(m.rsplit(cell, 1)),  # the total, not the sentence
    )
    path.write_bytes(document)
    found = nianbao("export", path).json
    assert found["tables"]["requests"]["received"]["total"] == 778
    assert any("公开申请777件" in p["text"] for p in found["narrative"]["overview"])


def test_a_visible_change_is_an_error_that_forbids_a_document(altered: Path) -> None:
    checked = nianbao("check", altered, "--json")
    assert checked.code == 1
    assert codes(checked) == ["D101", "D102", "D102", "D102", "P201"]
    target = altered.with_name("新的.docx")
    assert nianbao("compile", altered, "-o", target).code == 1
    assert not target.exists()


def test_a_workbook_is_filled_with_what_is_visible(altered: Path) -> None:
    workbook = altered.with_suffix(".xlsx")
    ran = nianbao("new", "--format", "disclosure-2019", "--from", altered, "-o", workbook)
    assert ran.code == 1
    assert "D101" in ran.out
    visible = nianbao("export", altered).json
    assert nianbao("export", workbook).json == visible


def test_a_document_without_its_seal_cannot_be_a_report(tmp_path: Path) -> None:
    parts = parts_of(good_document())
    path = tmp_path / "年报.docx"
    path.write_bytes(packed({n: d for n, d in parts.items() if not n.startswith("customXml/")}))
    ran = nianbao("check", path, "--json")
    assert (ran.code, ran.json["status"], codes(ran)) == (2, "unreadable", ["D104"])


# Whatever is in the file


@st.composite
def mutations(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Some bytes taken out, doubled or written over, a few times."""
    edits = draw(
        st.lists(
            st.tuples(
                st.floats(0, 1), st.integers(0, 400), st.sampled_from("dcw"), st.binary(max_size=9)
            ),
            min_size=1,
            max_size=4,
        )
    )

    def mutate(data: bytes) -> bytes:
        for share, length, kind, new in edits:
            at = int(share * len(data))
            piece = data[at : at + length]
            data = data[:at] + {"d": b"", "c": piece * 2, "w": new}[kind] + data[at + length :]
        return data

    return mutate


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([BODY, SEALED, PROPERTIES, "word/styles.xml", "_rels/.rels"]), mutations())
def test_no_part_however_mutilated_is_a_fault(part: str, mutate: Callable[[bytes], bytes]) -> None:
    parts = parts_of(good_document())
    found = examined(packed({**parts, part: mutate(parts[part])}))
    assert found.status in ("intact", "resaved", "unproven", "altered", "foreign")
    assert all(finding.message("zh") and finding.message("en") for finding in found.findings)
    if found.status == "intact":
        assert found.report == found.sealed


@settings(max_examples=60, deadline=None)
@given(mutations())
def test_no_file_however_mutilated_is_a_fault(mutate: Callable[[bytes], bytes]) -> None:
    data = mutate(good_document())
    found = examined(data)
    assert found.status in ("intact", "resaved", "unproven", "altered", "foreign")
    assert found.changes or found.status != "altered" or found.findings


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_digit_changed_in_any_visible_text_is_an_alteration(data: st.DataObject) -> None:
    markup = parts_of(good_document())[BODY].decode()
    shown = [(m.start(1), m.end(1)) for m in re.finditer(r"<w:t[^>]*>([^<]*\d[^<]*)</w:t>", markup)]
    start, end = data.draw(st.sampled_from(shown))
    digits = [n for n in range(start, end) if markup[n].isdecimal()]
    at = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != markup[at]]))
    found = examined(edited(good_document(), lambda m: m[:at] + digit + m[at + 1 :]))
    assert (found.status, len(found.changes)) == ("altered", 1)
