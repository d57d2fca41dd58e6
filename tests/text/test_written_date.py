"""Dates as staff write them: read in Arabic digits, and only where the calendar has the day."""

from __future__ import annotations

from datetime import date

import pytest

from compiler.text.dates import day_of


@pytest.mark.parametrize(
    "text",
    [
        "2021年1月5日", "2021年01月05日", " 2021 年 1 月 5 日", "2021-01-05", "2021.1.5",
        "2021/1/5", "２０２１年１月５日", "2021-01-05T00:00:00",
    ],
)  # fmt: skip
def test_a_day_in_any_usual_writing(text: str) -> None:
    assert day_of(text) == date(2021, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        "", "2021年02月30日", "2021年13月1日", "2021年2月29日", "0000年1月1日", "二〇二一年一月五日",
        "1/5/21", "2021年1月", "20210105", "2021年1月5日至6日",
    ],
)  # fmt: skip
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert day_of(text) is None


def test_the_leap_day_is_a_day_in_its_year() -> None:
    assert day_of("2020年2月29日") == date(2020, 2, 29)
