"""Titles broken by meaning: short ones stay whole, long ones make a trapezoid or a diamond."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.document.title import title_lines

TEMPLATE = "{agency}{year}年政府信息公开工作年度报告"
REPORT = "2020年政府信息公开工作年度报告"

# The name as it must stand, a line for each break.
BROKEN = (
    "某县司法局",
    "福州市仓山区司法局",
    "某某省某某市某某区人民政府办公室",
    "福州市鼓楼区人民政府东街街道办事处",
    "广西壮族自治区百色市\n隆林各族自治县者浪乡人民政府",
    "新疆维吾尔自治区伊犁哈萨克自治州霍城县",
    # 市, 区, 县, 乡 and 镇 that belong to another word.
    "福州市市场监督管理局",
    "湖南省某某市某某县城市管理和综合执法局",
    "某某壮族自治区某某市\n某某县住房和城乡建设管理委员会",
    "湖南省常德市\n津市市人民政府驻广州办事处联络处",
    "江西省景德镇市人民政府\n发展和改革研究中心办公室秘书处",
)


@pytest.mark.parametrize("name", BROKEN)
def test_a_title_is_broken_by_meaning(name: str) -> None:
    agency = name.replace("\n", "")
    assert "\n".join(title_lines(TEMPLATE, agency, "2020", "zh")) == f"{name}\n{REPORT}"


def test_a_rectangle_gives_way_to_a_diamond() -> None:
    name = "某某省某某市某某县某某镇人民政府经济发展和科学技术服务综合办公室"
    assert title_lines(TEMPLATE, name, "2020", "zh") == (
        "某某省某某市某某县某某镇人民政府",
        "经济发展和科学技术服务综合办公室2020年",
        "政府信息公开工作年度报告",
    )


def test_a_title_that_fits_on_a_line_is_not_broken() -> None:
    title = "司法局2020年政府信息公开工作年度报告"
    assert title_lines(TEMPLATE, "司法局", "2020", "zh") == (title,)


def test_a_title_that_would_leave_one_character_for_a_second_line_is_broken() -> None:
    """20 characters, but programs put space beside the digits."""
    assert title_lines(TEMPLATE, "某县司法局", "2020", "zh") == ("某县司法局", REPORT)


def test_what_cannot_be_broken_well_is_left_to_the_program() -> None:
    name = "中国" * 15
    assert title_lines(TEMPLATE, name, "2020", "zh") == (f"{name}{REPORT}",)


def test_other_languages_are_left_to_the_program() -> None:
    template = "Annual statement of {agency}, {year}"
    name = "the Public Library of Ashford Vale and Northgate"
    assert title_lines(template, name, "2023", "en") == (template.format(agency=name, year=2023),)


@given(st.text("省市县区镇乡州人民政府委员会街道办事处司法局2 ", max_size=60), st.just("2020"))
def test_the_lines_are_the_title_and_none_is_too_short_or_too_long(name: str, year: str) -> None:
    lines = title_lines(TEMPLATE, name, year, "zh")
    assert "".join(lines) == TEMPLATE.format(agency=name, year=year)
    if len(lines) > 1:
        assert all(len(line) >= 4 for line in lines)
        assert all(sum(1 if char > "~" else 0.5 for char in line) <= 20 for line in lines)


@pytest.mark.parametrize("agency", ["福州市仓山区司法局", "中华人民共和国国家市场监督管理总局"])
def test_a_paper_about_the_report_is_named_on_a_line_of_its_own(agency: str) -> None:
    """Without its seam the name would make the title's words too long for any line."""
    template = "{agency}{year}年政府信息公开工作年度报告"
    lines = title_lines(template, agency, "2020", "zh", "归档“四性”检测表")
    assert lines == (agency, "2020年政府信息公开工作年度报告", "归档“四性”检测表")
