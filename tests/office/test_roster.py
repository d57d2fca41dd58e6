"""The roster: how it is read from what offices have, and what is said of units beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from compiler.edges.machine import desk_of
from compiler.office.roster import Entry, Roster
from compiler.pipeline import read_roster
from compiler.values.findings import Finding
from tests.support.units import candidate, listed, told

TABLE = [
    ["2020年度报送名册"],
    ["序号", "单位名称", "别名", "联系人", "是否报送", "期限", "区县"],
    ["1", "甲局", "甲；老甲局", "张三 0591-00000000", "是", "2021-01-31", "东县"],
    ["2", "乙局", "", "", "免报", "2021年1月31日", ""],
    ["", "", "", "", "", "", ""],
]
ENTRIES = (
    Entry("甲局", ("甲", "老甲局"), "张三 0591-00000000", True, "2021-01-31", "东县", 3),
    Entry("乙局", (), "", False, "2021-01-31", "", 4),
)


def read(path: Path) -> Roster | tuple[Finding, ...]:
    return read_roster(path, desk_of("zh"))


def entries(path: Path) -> tuple[Entry, ...]:
    roster = read(path)
    assert isinstance(roster, Roster), roster
    assert roster.findings == ()
    return roster.entries


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_it_is_read_from_text(encoding: str, separator: str, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    rows = [[f'"{text}"' if separator in text else text for text in row] for row in TABLE]
    path.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    assert entries(path) == ENTRIES


def test_it_is_read_from_a_workbook_with_its_dates(tmp_path: Path) -> None:
    from datetime import date

    book = Workbook()
    for row in TABLE:
        book.active.append(
            [date(2021, 1, 31) if text == "2021-01-31" else text or None for text in row]
        )  # type: ignore[union-attr]
    path = tmp_path / "名册.xlsx"
    book.save(path)
    assert entries(path) == ENTRIES


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "单位名称"),
        ("单位名称\n".encode(), "一家单位也没有"),
        (b"\xff\xfe\x00\xd8\x00\x00", "编码"),
    ],
)
def test_one_that_cannot_be_used_says_why(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_bytes(data)
    [found] = read(path)  # type: ignore[misc]
    assert (found.code, found.place.file) == ("U124", str(path))
    assert reason in found.message("zh")


def test_a_workbook_that_the_door_refuses_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(b"PK\x03\x04 half of it")
    [found] = read(path)  # type: ignore[misc]
    assert found.code.startswith("W1")


def test_an_unknown_name_is_told_with_the_one_that_is_meant() -> None:
    roster = listed(("青禾县司法局", "", "否"), ("青禾县教育局", "", "否"))
    [found] = told([candidate("1.xlsx", "青禾司法局")], roster)
    assert found.message("zh") == "名册上没有“青禾司法局”。是不是“青禾县司法局”？"


def test_who_was_in_time_once_is_not_late_with_a_correction() -> None:
    roster = listed(("某局", "", "", "2021-01-31"))
    first = candidate("1.xlsx", "某局", saved="2021-01-30T08:00:00")
    corrected = candidate("2.xlsx", "某局", saved="2021-02-03T08:00:00")
    assert [f.code for f in told([corrected], roster)] == ["U123"]
    assert [f.code for f in told([first, corrected], roster)] == ["U106", "U104"]


def test_a_missing_unit_is_told_with_its_day() -> None:
    roster = listed(("甲局", "", "", "2021-02-01"), ("乙局", "", "", "2021-04-01"), ("丙局",))
    past, coming, none = told([], roster)
    assert "期限 2021-02-01，已过" in past.message("zh")
    assert "期限 2021-04-01）" in coming.message("zh")
    assert none.message("zh") == "丙局没有交来报告。"
