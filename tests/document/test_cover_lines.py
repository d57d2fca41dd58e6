"""发文字号, 附件说明, 署名 and 成文日期: printed as the cover has them, proven, read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler import pipeline
from compiler.document.placing import Indent, closing_indents
from compiler.edges.machine import desk_of
from compiler.edges.shelf import shelf_of
from compiler.proof.examination import Examination
from compiler.report.data import to_data
from compiler.report.from_data import read_data
from compiler.values.origin import Source
from tests.support.documents import document_of, edited, examined, paragraphs, unbroken
from tests.support.office import converted
from tests.support.running import nianbao
from tests.support.validators import audit_errors, sdk_errors
from tests.support.workbooks import GOOD, SAMPLES

LIBRARY = Path(__file__).parents[1] / "library"
LAST = "无其他需要报告的事项。"
NUMBER = "仓司综〔2021〕2号"
FULL: dict[str, Any] = {
    "signatory": "仓山区司法局",
    "date": "2021年1月15日",
    "document_number": NUMBER,
    "attachments": ["统计附表", "目录"],
}


def report(**given: Any) -> dict[str, Any]:
    """The good sample whose cover has, of these lines, only those that are given."""
    content: dict[str, Any] = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    content["attachments"] = given.pop("attachments", [])
    kept = {k: v for k, v in content["agency"].items() if k not in ("signatory", "date")}
    content["agency"] = {**kept, **given}
    return content


def _shown(data: bytes) -> list[tuple[str, str]]:
    return [(p.style.name or "" if p.style else "", unbroken(p)) for p in paragraphs(data)]


# What is printed

CLOSINGS: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "nothing": ({}, []),
    "both": (
        {"signatory": "仓山区司法局", "date": "2021年1月15日"},
        [("Signature", "仓山区司法局"), ("Date", "2021年1月15日")],
    ),
    "date": ({"date": "2021年01月15日"}, [("Date", "2021年01月15日")]),
    "typed with signs": ({"date": "2021-01-15"}, [("Date", "2021年1月15日")]),
    "no such day": ({"date": "2021-02-30"}, [("Date", "2021-02-30")]),
    "signatory": ({"signatory": "仓山区司法局"}, [("Signature", "仓山区司法局")]),
    "one attachment": ({"attachments": ["统计附表"]}, [("Attachment List", "附件：统计附表")]),
    "several attachments": (
        {"attachments": ["统计附表", "目录"], "date": "2021年1月15日"},
        [
            ("Attachment List", "附件：1.统计附表"),
            ("Attachment List", "2.目录"),
            ("Date", "2021年1月15日"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CLOSINGS)
def test_what_the_cover_has_closes_the_document_as_it_is_written(case: str) -> None:
    given, expected = CLOSINGS[case]
    shown = _shown(document_of(report(**given)))
    assert shown[shown.index(("Body Text", LAST)) + 1 :] == expected


def test_a_document_number_stands_under_the_title() -> None:
    title, number, *_ = _shown(document_of(report(document_number=NUMBER)))
    assert (title[0], number) == ("Title", ("Document Number", NUMBER))
    assert _shown(document_of(report()))[1][0] == "Body Text"


def test_an_english_report_closes_in_english() -> None:
    content = json.loads((LIBRARY / "statement-2023.json").read_text("utf-8"))
    content["attachments"] = ["Accounts", "List of branches"]
    with TemporaryDirectory() as folder:
        path, made = Path(folder, "report.json"), Path(folder, "report.docx")
        path.write_text(json.dumps(content), "utf-8")
        form = LIBRARY / "library-statement.toml"
        assert nianbao("compile", path, "--format", form, "-o", made).code == 0
        shown = _shown(made.read_bytes())
    assert [text for _, text in shown[-4:]] == [
        "Attachments: 1. Accounts", "2. List of branches", "Chief Librarian", "2024-02-20",
    ]  # fmt: skip


# Where it stands: in twips from the left of 8845; two characters of three are 630.
# 署名 of nine characters is 2835 long, the date 2030. A date near the margin may reach into it,
# so that it turns in no font.
INDENTS = (
    # The date begins two characters right of 署名.
    ("福州市仓山区司法局", "2021年1月15日", 8845 - 640 - 2835, 8845 - 640 - 2835 + 630, -640),
    # As long as one another: it ends at the margin, and must not turn for want of a point.
    ("一二三四五六七", "一二三四五六七", 6000, 6630, -640),
    # Longer: the date stands two characters from the right, 署名 begins two left of it.
    ("司法局", "2021年1月15日", 8845 - 640 - 2030 - 630, 8845 - 640 - 2030, -640),
    # Longer than a line: 署名 turns.
    ("某" * 40, "2021年1月15日", 0, 630, 0),
)


@pytest.mark.parametrize(("signatory", "date", "left", "date_left", "right"), INDENTS)
def test_indents_follow_from_how_long_the_lines_are(
    signatory: str, date: str, left: int, date_left: int, right: int
) -> None:
    found = closing_indents(signatory, date)
    assert found == (Indent(left), Indent(date_left, right=right))


def test_no_page_holds_a_signature_alone() -> None:
    document = docx.Document(BytesIO(document_of(report(**FULL))))
    last = next(p for p in document.paragraphs if p.text == LAST)
    attachment = next(p for p in document.paragraphs if p.text == "2.目录")
    assert last.paragraph_format.keep_with_next
    assert attachment.paragraph_format.keep_with_next
    assert document.styles["Signature"].paragraph_format.keep_with_next


# What is proven


def _changed(old: str, new: str) -> Examination:
    def edit(markup: str) -> str:
        assert markup.count(f">{old}<") == 1
        return markup.replace(f">{old}<", f">{new}<")

    return examined(edited(document_of(report(**FULL)), edit))


ALTERED = (
    ("署名", "仓山区司法局", "仓山区民政局", ("agency", "signatory")),
    ("成文日期", "2021年1月15日", "2021年1月25日", ("agency", "date")),
    ("发文字号", NUMBER, NUMBER.replace("2号", "3号"), ("agency", "document_number")),
)


@pytest.mark.parametrize(("label", "was", "now", "key"), ALTERED)
def test_a_line_altered_is_named_and_read_as_it_is_now(
    label: str, was: str, now: str, key: tuple[str, str]
) -> None:
    found = _changed(was, now)
    assert found.status == "altered"
    [change] = found.changes
    assert (change.was, change.now, change.place.label) == (was, now, label)
    [finding] = found.findings
    assert finding.message("zh") == (f"{label}的文字与封存的数据不同：原为“{was}”，现为“{now}”。")
    assert found.report is not None
    assert to_data(found.report)[key[0]][key[1]] == now
    assert found.report.narrative == (found.sealed.narrative if found.sealed else None)


ATTACHMENTS = (
    ("附件：1.统计附表", "附件：1.统计表", "附件 1", ("统计表", "目录")),
    ("2.目录", "2.目次", "附件 2", ("统计附表", "目次")),
    ("2.目录", "3.目录", "附件 2", ("统计附表", "3.目录")),
    ("2.目录", "", "附件 2", ("统计附表",)),
)


@pytest.mark.parametrize(("was", "now", "label", "names"), ATTACHMENTS)
def test_an_attachment_altered_is_named_and_read_as_it_is_now(
    was: str, now: str, label: str, names: tuple[str, ...]
) -> None:
    found = _changed(was, now)
    assert [(c.was, c.now, c.place.label) for c in found.changes] == [(was, now, label)]
    assert found.report is not None
    assert found.report.attachments == names


def test_a_signature_taken_out_is_altered_and_gone() -> None:
    found = _changed("仓山区司法局", "")
    assert [(c.now, c.place.label) for c in found.changes] == [("", "署名")]
    assert found.report is not None
    assert "signatory" not in found.report.agency


def test_a_paragraph_added_below_the_date_is_altered_and_read() -> None:
    added = "<w:p><w:r><w:t>另附一段。</w:t></w:r></w:p>"
    found = examined(
        edited(document_of(report(**FULL)), lambda m: m.replace("<w:sectPr", f"{added}<w:sectPr"))
    )
    [change] = found.changes
    assert (change.was, change.now, change.place.section) == ("", "另附一段。", "other")
    assert found.report is not None
    assert found.report.narrative["other"][-1].text == "另附一段。"


def test_where_the_title_is_broken_is_no_word_of_it() -> None:
    document = document_of(report(**FULL))
    joined = edited(document, lambda m: m.replace("</w:t><w:br/><w:t>2020年政府", "2020年政府"))
    assert "福州市仓山区司法局2020年政府信息公开工作年度报告" in unbroken(paragraphs(joined)[0])
    assert examined(joined).status == "resaved"


def _by_python_docx(path: Path) -> Path:
    docx.Document(str(path)).save(str(path))
    return path


def _by_libreoffice(path: Path) -> Path:
    return converted([path], path.parent / "saved", to="docx")[0]


@pytest.mark.parametrize("save", [_by_python_docx, _by_libreoffice])
def test_saving_again_alters_none_of_it(save: Callable[[Path], Path], tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(document_of(report(**FULL)))
    assert audit_errors(path) == []
    assert sdk_errors(path) == []
    found = examined(save(path).read_bytes())
    assert (found.status, found.changes) == ("resaved", ())
    roles = [getattr(block, "role", "table") for block in found.seen]
    assert roles[:2] == ["title", "number"]
    assert roles[-4:] == ["attachment", "attachment", "signatory", "date"]


def test_another_report_is_compared_line_by_line(tmp_path: Path) -> None:
    document, other = tmp_path / "年报.docx", tmp_path / "年报.json"
    document.write_bytes(document_of(report(**FULL)))
    other.write_text(json.dumps(report(**{**FULL, "signatory": "仓山区民政局"})), "utf-8")
    ran = nianbao("verify", document, "--against", other, "--json")
    assert ran.code == 4
    [change] = ran.json["changes"]
    assert (change["was"], change["now"]) == ("仓山区民政局", "仓山区司法局")
    assert change["place"]["label"] == "署名"


LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"))
ENTRY = st.text(LETTERS | st.sampled_from("附件：1.2.年月日"), min_size=1).filter(str.strip)


@settings(max_examples=15, deadline=None)
@given(ENTRY, ENTRY, ENTRY, st.lists(ENTRY, max_size=12))
def test_any_cover_comes_back_from_its_document(
    signatory: str, date: str, number: str, attachments: list[str]
) -> None:
    content = report(
        signatory=signatory, date=date, document_number=number, attachments=attachments
    )
    data = json.dumps(content).encode()
    expected = read_data(data, Source("", "json", ""), "", shelf_of(), None).report
    with TemporaryDirectory() as folder:
        path = Path(folder, "年报.docx")
        path.write_bytes(document_of(content, draft=True))
        reading = pipeline.read(path, desk_of())
    assert reading.report == expected
    assert [f.code for f in reading.findings] == ["D109"]


def test_lines_that_the_other_report_lacks_are_named_as_the_cover_names_them(
    tmp_path: Path,
) -> None:
    path, bare = tmp_path / "年报.docx", tmp_path / "没有.json"
    path.write_bytes(document_of(report(**FULL)))
    bare.write_text(json.dumps(report()), "utf-8")
    changes = nianbao("verify", path, "--against", bare, "--json").json["changes"]
    assert [(change["place"]["label"], change["now"]) for change in changes] == [
        ("发文字号", NUMBER),
        ("附件 1", "附件：1.统计附表"),
        ("附件 2", "2.目录"),
        ("署名", "仓山区司法局"),
        ("成文日期", "2021年1月15日"),
    ]
