"""What stands on the page, measured in millimetres: the numbers of GB/T 9704-2012, part 5 to 7."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from tests.support.documents import document_of, draft_document
from tests.support.examples import declaration_of
from tests.support.rendered import Page, rendered
from tests.support.workbooks import GOOD, SAMPLES

# 156 mm × 225 mm within A4 (5.2.1); a line is 225 / 22, a character 156 / 28 (5.2.3).
LEFT, TOP, RIGHT, BOTTOM = 28, 37, 184, 262
LINE, CHARACTER = 225 / 22, 156 / 28
EDITIONS = ("disclosure-2019", "disclosure-2021")
PROSE = "各科室按照职责分工认真做好信息公开工作并且及时更新有关内容方便群众查阅"
# The first and the last row of each, by words that stand on one line.
GROUPS = (
    ("1.属于国家秘密", "8.属于行政查询事项"),
    ("1.本机关不掌握", "3.补正后申请"),
    ("1.信访举报投诉类申请", "5.要求行政机关"),
)
FIRST_ROW, LAST_ROW = "一、本年新收政府信息公开申请数量", "四、结转下年度继续办理"


def _almost_empty(edition: str) -> dict[str, Any]:
    form = declaration_of(edition)
    tables: dict[str, Any] = {}
    for figure in form.figures:
        tables.setdefault(figure.table, {}).setdefault(figure.row, {})[figure.column] = 0
    said = [{"level": "body", "text": "无。"}]
    return {
        "format": edition,
        "year": 2020 if edition == EDITIONS[0] else 2024,
        "agency": {"name": "某县司法局"},
        "narrative": {section.id: said for section in form.prose_sections},
        "tables": tables,
    }


def _long() -> dict[str, Any]:
    """40 paragraphs of 3,900 characters in the first section."""
    whole = PROSE * 3
    texts = [whole[: 96 + number % 2] + "。" for number in range(40)]
    assert sum(map(len, texts)) == 3900
    report = _almost_empty(EDITIONS[1])
    report["narrative"]["overview"] = [{"level": "body", "text": text} for text in texts]
    return report


def _sample(**agency: str) -> dict[str, Any]:
    report: dict[str, Any] = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    report["agency"].update(agency)
    return report


def _pushed(lines: int) -> dict[str, Any]:
    """The sample with so many more lines before its tables."""
    report = _sample()
    report["narrative"]["overview"] += [{"level": "body", "text": "补写一段。"}] * lines
    return report


def _with_attachments() -> dict[str, Any]:
    report = _sample(document_number="仓司综〔2021〕2号", signatory="司法局")
    report["attachments"] = ["统计附表", PROSE, "目录"]
    return report


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[Page]]:
    reports = {
        "long": _long(),
        "closing": _sample(),
        "attachments": _with_attachments(),
        **{edition: _almost_empty(edition) for edition in EDITIONS},
        **{f"pushed-{lines}": _pushed(lines) for lines in range(9)},
    }
    documents = {name: document_of(report) for name, report in reports.items()}
    drawn = rendered({**documents, "draft": draft_document()}, tmp_path_factory.mktemp("pages"))
    return drawn.__getitem__


def _body(page: Page) -> list[tuple[float, float, str]]:
    return [(line.left, line.right, line.text) for line in page.lines if line.middle < BOTTOM]


def test_a_full_page_has_22_lines_and_a_full_line_28_characters(
    pages: Callable[[str], list[Page]],
) -> None:
    # 40 paragraphs of four lines: all of these pages are theirs.
    for page in pages("long")[1:7]:
        assert len(_body(page)) == 22
        for left, right, text in _body(page):
            if right > RIGHT - CHARACTER:
                # Two characters of a paragraph's first line are its indent (7.3.3).
                assert len(text) == (28 if left < LEFT + CHARACTER else 26), text
        heights = [line.middle for line in page.lines if line.middle < BOTTOM]
        pitches = [after - before for before, after in pairwise(heights)]
        assert max(abs(pitch - LINE) for pitch in pitches) < 0.1


def test_the_margins_are_the_standards(pages: Callable[[str], list[Page]]) -> None:
    page = pages("long")[2]
    printed = page.ink(bottom=BOTTOM + 2)
    # What of a line its characters do not fill stands half above and half below them.
    blank = (LINE - 16 * 25.4 / 72) / 2
    assert printed.left == pytest.approx(LEFT, abs=1)
    assert printed.right == pytest.approx(RIGHT, abs=1)
    assert printed.top - blank == pytest.approx(TOP, abs=1)
    assert printed.bottom + blank == pytest.approx(BOTTOM, abs=1)


def test_the_page_number_stands_outside_and_its_dash_7_mm_below(
    pages: Callable[[str], list[Page]],
) -> None:
    for page in pages("long"):
        number = page.ink(top=BOTTOM + 2)
        # One character of 四号 from the edge of the type area (7.5).
        character = 14 * 25.4 / 72
        if page.number % 2:
            assert number.right == pytest.approx(RIGHT - character, abs=1)
        else:
            assert number.left == pytest.approx(LEFT + character, abs=1)
        dash = page.ink(top=BOTTOM + 2, right=number.left + 2)
        assert dash.top == pytest.approx(BOTTOM + 7, abs=1)
        assert dash.bottom - dash.top < 1
        assert page.lines[-1].text == f"—{page.number}—"


@pytest.mark.parametrize("lines", range(9))
def test_a_table_begins_where_it_can_and_is_parted_between_its_groups(
    pages: Callable[[str], list[Page]], lines: int
) -> None:
    drawn = pages(f"pushed-{lines}")
    (first,), (last,) = (
        [page.number for page in drawn if row in page.text] for row in (FIRST_ROW, LAST_ROW)
    )
    # The heading stays with it, the heads are repeated.
    assert "三、收到和处理政府信息公开申请情况" in drawn[first - 1].text
    assert all("申请人情况" in page.text for page in drawn[first - 1 : last])
    for group, end in GROUPS:
        assert len([page for page in drawn if group in page.text or end in page.text]) == 1
    for page, following in pairwise(drawn):
        if following.lines[0].text[:2] in ("二、", "三、", "四、"):
            left = BOTTOM - page.ink(bottom=BOTTOM + 2).bottom
            assert left < (BOTTOM - TOP) / 4


@pytest.mark.parametrize("name", [*EDITIONS, "draft", "long"])
def test_nothing_stands_outside_the_type_area(
    pages: Callable[[str], list[Page]], name: str
) -> None:
    for page in pages(name):
        # A table's outer rules are drawn on its edges.
        printed = page.ink(top=TOP - 5, bottom=BOTTOM + 2)
        assert printed.left > LEFT - 0.5
        assert printed.right < RIGHT + 0.5


def test_the_title_is_centred_in_lines_broken_by_meaning(
    pages: Callable[[str], list[Page]],
) -> None:
    above, below = pages("closing")[0].lines[:2]
    assert above.text == "福州市仓山区司法局"
    assert below.text == "2020年政府信息公开工作年度报告"
    for line in (above, below):
        assert (line.left + line.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)


def test_signature_and_date_stand_as_the_standard_says(
    pages: Callable[[str], list[Page]],
) -> None:
    page = pages("closing")[-1]
    *_, text, signatory, date, _ = page.lines
    assert (signatory.text, date.text) == ("福州市仓山区司法局", "2021年1月15日")
    assert signatory.middle - text.middle == pytest.approx(2 * LINE, abs=0.5)
    assert date.middle - signatory.middle == pytest.approx(LINE, abs=0.5)
    assert RIGHT - signatory.right == pytest.approx(2 * CHARACTER, abs=0.5)
    assert date.left - signatory.left == pytest.approx(2 * CHARACTER, abs=0.5)


def test_a_date_longer_than_the_signature_moves_it_in(
    pages: Callable[[str], list[Page]],
) -> None:
    page = pages("attachments")[-1]
    signatory, date = page.line("司法局"), page.line("2021年1月15日")
    assert date.left - signatory.left == pytest.approx(2 * CHARACTER, abs=0.5)
    assert date.text == "2021年1月15日", "the date stands on one line, whatever its font"
    # LibreOffice puts a fifth of a character between digits and characters, at five places here.
    spaced = 5 * 16 / 5 * 25.4 / 72
    # A font that stands in for 仿宋 may have digits wider than half a character.
    wider = max(0, date.right - date.left - spaced - (3 + 7 / 2) * CHARACTER)
    assert wider < CHARACTER
    assert RIGHT - date.right == pytest.approx(2 * CHARACTER - spaced - wider, abs=0.5)


def test_a_turned_line_of_an_attachment_stands_under_its_name(
    pages: Callable[[str], list[Page]],
) -> None:
    # The number of a page may stand between them.
    lines = [line for p in pages("attachments") for line in p.lines if line.middle < BOTTOM]
    first = next(n for n, line in enumerate(lines) if line.text.startswith("附件："))
    one, two, turned = lines[first : first + 3]
    assert one.text == "附件：1.统计附表"
    assert one.left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.5)
    assert two.left - one.left == pytest.approx(3 * CHARACTER, abs=0.5)
    assert turned.text in PROSE
    mark = (0.5 + 0.25) * CHARACTER
    assert turned.left - two.left == pytest.approx(mark, abs=1)


def test_a_document_number_stands_centred_under_the_title(
    pages: Callable[[str], list[Page]],
) -> None:
    _, title, number, text, *_ = pages("attachments")[0].lines
    assert number.text == "仓司综〔2021〕2号"
    assert (number.left + number.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)
    assert number.middle - title.middle == pytest.approx(LINE, abs=0.5)
    assert text.middle - number.middle == pytest.approx(2 * LINE, abs=0.5)
