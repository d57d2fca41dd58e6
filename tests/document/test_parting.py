"""Where tables may be parted, heads broken, and how paragraphs stand beside them."""

from __future__ import annotations

import json
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from compiler.document.parting import kept_rows, kept_rows_of_a_tall_one, set_in
from compiler.format.declaration import Line, Table
from compiler.format.grid import GridCell, draw
from tests.support.documents import document_of
from tests.support.examples import declaration_of
from tests.support.running import nianbao
from tests.support.workbooks import GOOD, SAMPLES

PAGE = 12756


def _written(texts: list[str], **agency: str) -> Any:
    return docx.Document(BytesIO(_bytes(texts, **agency)))


def _bytes(texts: list[str], **agency: str) -> bytes:
    report = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    report["agency"].update(agency)
    report["narrative"]["other"] = [{"level": "body", "text": text} for text in texts]
    return document_of(report)


def _labels_before_seams(edition: str, section: str) -> list[str]:
    """The last label of each part that may be parted from the next."""
    form = declaration_of(edition)
    grid = form.grid(next(s for s in form.sections if s.id == section))
    kept = kept_rows(grid, 369 if grid.columns > 8 else 454, PAGE)
    rows = grid.by_row()
    texts = [[c.text for c in cells if c.kind == "label"][-1:] for cells in rows]
    return [texts[n][0] for n in range(grid.rows - 1) if not kept[n]]


# Tables


def test_the_tables_of_the_form_may_be_parted_between_their_groups() -> None:
    assert _labels_before_seams("disclosure-2019", "proactive") == [
        "规范性文件", "其他对外管理服务事项", "行政强制", "行政事业性收费",
    ]  # fmt: skip
    assert _labels_before_seams("disclosure-2021", "requests") == [
        "二、上年结转政府信息公开申请数量", "5.属于三类内部事务信息", "8.属于行政查询事项",
        "3.补正后申请内容仍不明确",
        "5.要求行政机关确认或重新出具已获取信息", "3.其他",
    ]  # fmt: skip
    assert _labels_before_seams("disclosure-2021", "disputes") == []


@pytest.mark.parametrize("edition", ["disclosure-2019", "disclosure-2021"])
@pytest.mark.parametrize("section", ["proactive", "requests"])
def test_no_part_of_a_table_takes_a_quarter_of_a_page_with_it(edition: str, section: str) -> None:
    form = declaration_of(edition)
    grid = form.grid(next(s for s in form.sections if s.id == section))
    height = 369 if grid.columns > 8 else 454
    ends = [n for n, kept in enumerate(kept_rows(grid, height, PAGE)) if not kept]
    heights = [after - before for before, after in pairwise((-1, *ends))]
    assert max(heights) * height * 4 <= PAGE


def test_a_group_however_high_is_cut_until_no_part_takes_a_quarter_of_a_page_with_it() -> None:
    groups = [("甲组", 3), ("乙组", 20)]
    lines = tuple(Line(f"{g}{n}", (g, f"第{n}行")) for g, rows in groups for n in range(rows))
    kept = kept_rows(draw((Table("t", lines, (Line("a", ("甲",)),), "项目"),)), 454, PAGE)
    ends = [n for n, stays in enumerate(kept) if not stays]
    assert max(after - before for before, after in pairwise((-1, *ends))) * 454 * 4 <= PAGE


def test_a_table_taller_than_a_page_does_not_end_with_one_row_on_a_page_of_its_own() -> None:
    lines = tuple(Line(f"r{n}", (f"第{n}行",)) for n in range(40))
    kept = kept_rows_of_a_tall_one(draw((Table("t", lines, (Line("a", ("甲",)),), "项目"),)))
    assert kept == [True] + [False] * 38 + [True, False]


@pytest.mark.parametrize(("rows", "seams"), [(6, 0), (7, 4)])
def test_a_low_table_is_not_parted_and_no_row_stands_alone(rows: int, seams: int) -> None:
    lines = tuple(Line(f"r{n}", (f"第{n}行",)) for n in range(rows))
    grid = draw((Table("t", lines, (Line("a", ("甲",)),), "项目"),))
    kept = kept_rows(grid, 454, PAGE)
    assert kept.count(False) - 1 == seams
    if seams:  # the head and two rows, and two rows at the end
        assert kept[:2] == [True, True]
        assert kept[-3:] == [False, True, False]


@pytest.mark.parametrize(
    ("words", "fitting", "of_a_line"),
    [
        ("商业企业", 3, 2),
        ("社会公益组织", 3, 2),
        ("法律服务机构", 5, 4),
        ("自然人", 3, 3),
        ("结果维持", 2, 2),
        ("其他(1)", 3, 3),
        ("法人组织类", 3, 3),
        ("公务用车购置费", 5, 4),
        ("公务用车购置费", 6, 4),
        ("公务用车运行维护费", 5, 5),
        ("年初结转和结余", 4, 4),
    ],
)
def test_a_head_is_broken_after_an_even_number_of_characters(
    words: str, fitting: int, of_a_line: int
) -> None:
    room = fitting * 180 + 28
    inwards = set_in(GridCell(0, 0, 1, 1, "header", words), words, room, 180)
    assert (room - 2 * inwards) // 180 == of_a_line


# Paragraphs


def test_there_is_space_between_a_table_and_the_words_around_it() -> None:
    body = _written(["无。"]).element.body
    for table in body.iterchildren(qn("w:tbl")):
        above, below = table.getprevious(), table.getnext()
        assert above.find(f"{qn('w:pPr')}/{qn('w:spacing')}").get(qn("w:after")) == "120"
        assert below.find(f"{qn('w:pPr')}/{qn('w:spacing')}").get(qn("w:before")) == "120"


def test_a_heading_that_runs_in_is_set_as_level_two_up_to_its_stop(tmp_path: Path) -> None:
    whole, short = (
        "（一）重视程度不够。个别科室公开不及时，内容不完整，更新也慢。",
        "（二）人手不足。兼职多。",
    )
    sentence = "（三）全年收到意见12件。都已答复。"
    *_, one, two, three, _, _ = _written([whole, short, sentence]).paragraphs
    assert [run.text for run in one.runs] == ["（一）重视程度不够。", whole[10:]]
    assert [run.text for run in two.runs] == ["（二）人手不足。", "兼职多。"]
    assert [run.text for run in three.runs] == [sentence]
    for run, face in zip(one.runs, ("楷体_GB2312", None), strict=True):
        fonts = run._r.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert (None if fonts is None else fonts.get(qn("w:eastAsia"))) == face
    path = tmp_path / "报告.docx"
    path.write_bytes(_bytes([whole, short, sentence]))
    told = nianbao("verify", path, "--json").json
    assert told["status"] == "intact"
    assert [finding["code"] for finding in told["findings"]] == []


@pytest.mark.parametrize(
    "text", ["（一）主动公开", "（二）重视程度不够。", "（三）全年收到意见12件。"]
)
def test_a_heading_typed_as_text_is_set_as_level_two(text: str, tmp_path: Path) -> None:
    *_, heading, _, _, _ = _written([text, "正文一句，再一句。"]).paragraphs
    assert [run.text for run in heading.runs] == [text]
    fonts = heading.runs[0]._r.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    assert fonts.get(qn("w:eastAsia")) == "楷体_GB2312"
    path = tmp_path / "报告.docx"
    path.write_bytes(_bytes([text, "正文一句，再一句。"]))
    told = nianbao("verify", path, "--json").json
    assert (told["status"], told["findings"]) == ("intact", [])


def test_check_tells_of_a_sections_number_before_verify_does(tmp_path: Path) -> None:
    report = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    report["narrative"]["other"] = [{"level": "body", "text": "一、其他事项"}]
    source = tmp_path / "年报.json"
    source.write_text(json.dumps(report, ensure_ascii=False), "utf-8")
    assert [f["code"] for f in nianbao("check", source, "--json").json["findings"]] == ["S122"]


def test_a_sign_stays_with_its_number_and_is_read_as_typed() -> None:
    text = "行政许可比上年增减-9项，电话0591-8888。"
    (*_, paragraph, _, _) = _written([text]).paragraphs
    assert paragraph.text == text
    assert len(paragraph._p.findall(f".//{qn('w:noBreakHyphen')}")) == 1


def test_a_line_before_a_long_address_is_not_stretched(tmp_path: Path) -> None:
    text = "本报告可以在县人民政府门户网站上查阅和下载，网址是http://www.example.gov.cn/zwgk。"
    data = _bytes([text])
    (*_, paragraph, _, _) = docx.Document(BytesIO(data)).paragraphs
    assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == "left"
    path = tmp_path / "报告.docx"
    path.write_bytes(data)
    assert nianbao("verify", path, "--json").json["findings"] == []
