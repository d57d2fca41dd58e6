"""The numbers of headings within a section, and of what was typed as text and looks like one."""

from __future__ import annotations

import pytest

from tests.support.examples import clean_data, declaration_of, findings_of_data

Lines = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([("heading2", "（一）概述"), ("heading2", "（二）概况")], []),
        ([("body", "（一）概述"), ("heading2", "（二）概况")], []),
        ([("heading2", "（一）概述"), ("body", "（二）概况"), ("heading2", "（三）其他")], []),
        ([("heading2", "（零）概述")], ["S120"]),
        ([("heading2", "（一）概述"), ("heading2", "（二）概况"), ("heading2", "（一）其他")], ["S120"]),
    ],
)  # fmt: skip
def test_a_heading_counts_on_from_what_stands_before_it(lines: Lines, found: list[str]) -> None:
    assert _codes("disclosure-2021", "other", lines) == found


@pytest.mark.parametrize(
    ("edition", "section", "found"),
    [
        ("disclosure-2021", "other", ["S122"]),
        ("final-accounts", "terms", []),
    ],
)
def test_a_sections_number_is_one_only_where_sections_have_such(
    edition: str, section: str, found: list[str]
) -> None:
    assert _codes(edition, section, [("body", "一、基本支出：指日常支出。")]) == found


def _codes(edition: str, section: str, lines: Lines) -> list[str]:
    form = declaration_of(edition)
    data = clean_data(form)
    data["narrative"][section] = [{"level": level, "text": text} for level, text in lines]
    found = [finding.code for finding in findings_of_data(data, form)]
    return [code for code in found if code.startswith("S12")]
