"""A pile of workbooks sorted: versions, copies, districts, names of folders, last year's."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler.edges.inbox import REPORTS, STATE, Digests, lying_in, remove_leftovers
from compiler.office.found import Unit, stem_of, units_of
from compiler.office.year_before import last_year_of
from compiler.text.file_names import file_name
from tests.support.units import candidate, listed


def sorted_out(*candidates: object) -> dict[str, Unit]:
    return {unit.name: unit for unit in units_of(candidates)}  # type: ignore[arg-type]


def source(unit: Unit) -> str:
    return unit.source.path if unit.source else ""


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("某局.xlsx", "某局"),
        ("某局(2).xlsx", "某局"),
        ("某局（3）.xlsx", "某局"),
        ("某局 - 副本.xlsx", "某局"),
        ("某局 - 副本 (2).xlsx", "某局"),
        ("副本某局.xlsx", "某局"),
        ("复件 (2) 某局.xls", "某局"),
        ("Copy of 某局.xlsx", "某局"),
        ("副本.xlsx", "副本"),
        ("年报2020.xlsx", "年报2020"),
    ],
)
def test_what_copying_adds_to_a_name_is_no_part_of_it(name: str, stem: str) -> None:
    assert stem_of(name) == stem


def test_of_two_versions_the_one_saved_last_is_used_whatever_it_is_called() -> None:
    old = candidate("a/某局(2).xlsx", "某局", saved="2021-01-15T08:00:00")
    new = candidate("b/某局.xlsx", saved="2021-01-16T08:00:00")
    for pile in ([old, new], [new, old]):
        unit = sorted_out(*pile)["某局"]
        assert (source(unit), unit.older) == (new.path, (old,))


def test_a_marked_copy_counts_once_it_was_saved() -> None:
    original, copy = candidate("某局.xlsx"), candidate("某局-标出问题.xlsx", "某局", marked=True)
    later = copy._replace(modified="2021-02-01T00:00:00")  # written after, but not saved by anyone
    unit = sorted_out(later, original)["某局"]
    assert (source(unit), unit.older) == (original.path, ()), "it is ours, and left alone"
    saved = candidate(copy.name, "某局", marked=True, saved="2021-01-16T08:00:00")
    assert source(sorted_out(original, saved)["某局"]) == copy.path


def test_the_same_file_twice_is_one_and_the_plain_name_is_used() -> None:
    copy, plain = candidate("某局(2).xlsx", "某局", sha256="1"), candidate("某局.xlsx", sha256="1")
    for each in (copy, copy._replace(modified="2021-02-01T00:00:00")):  # saved anew from the mail
        unit = sorted_out(each, plain)["某局"]
        assert (source(unit), unit.older, unit.same) == (plain.path, (), (each,))
    closed = [each._replace(sha256="") for each in (copy, plain)]
    assert sorted_out(*closed)["某局"].same == (), "what cannot be opened may be anything"


def test_names_are_compared_as_people_compare_them() -> None:
    one = candidate("1.xlsx", "某市（本级）司法局", saved="2021-01-15T08:00:00")
    other = candidate("2.xlsx", "某市 (本级)司法局", saved="2021-01-16T08:00:00")
    assert len(units_of([one, other])) == 1


def test_other_years_and_files_of_nobody_stand_for_themselves() -> None:
    pile = [candidate("某局.xlsx"), candidate("旧.xlsx", "某局", year=2019)]
    nobody = [candidate(name)._replace(whose=None) for name in ("乱.xlsx", "x/乱.xlsx")]
    units = units_of([*pile, *nobody])
    assert sorted(unit.folder for unit in units) == ["乱", "乱（2）", "某局", "某局（2020年）"]


def test_folders_are_names_that_windows_takes_and_differ_whatever_the_case() -> None:
    names = ["CON", "a/b:c", "A/B:C", "某局. ", "长" * 90]
    units = units_of(candidate(f"{n}.xlsx", name) for n, name in enumerate(names))
    folders = [unit.folder for unit in units]
    assert len({folder.casefold() for folder in folders}) == len(names)
    assert all(folder == file_name(folder) and len(folder) <= 80 for folder in folders)


def test_a_folder_that_holds_several_is_a_district() -> None:
    in_districts = [
        candidate("东县/甲局.xlsx"),
        candidate("东县/乙局.xlsx"),
        candidate("西县/丙局.xlsx"),
    ]
    assert {u.name: u.district for u in units_of(in_districts)} == {
        "甲局": "东县",
        "乙局": "东县",
        "丙局": "西县",
    }
    one_each = [candidate("甲局/年报.xlsx", "甲局"), candidate("乙局/年报.xlsx", "乙局")]
    assert {u.district for u in units_of(one_each)} == {""}


def test_the_roster_gives_name_order_and_district() -> None:
    roster = listed(
        ("乙局", "", "", "", "西县"),
        ("甲局", "甲", "", "", "东县"),
        header=("单位", "简称", "应报", "期限", "区县"),
    )
    units = units_of([candidate("1.xlsx", "甲"), candidate("2.xlsx", "丁局")], roster)
    assert [(u.name, u.district, u.source is None) for u in units] == [
        ("乙局", "西县", True), ("甲局", "东县", False), ("丁局", "", False),
    ]  # fmt: skip


def test_a_file_that_nobody_can_read_came_from_whom_its_name_says() -> None:
    broken = candidate("甲局(2).xlsx")._replace(whose=None)
    roster = listed(("甲局", "", "", ""), ("乙局", "", "", ""))
    [one, other] = units_of([broken], roster)
    assert (one.name, source(one), other.source) == ("甲局", broken.path, None)
    # What can be read is the report all the same.
    [one, _, rest] = units_of([broken, candidate("甲局.xlsx")], roster)
    assert (one.name, source(one), rest.name, source(rest)) == (
        "甲局", "甲局.xlsx", "甲局", broken.path,
    )  # fmt: skip


def test_last_year_is_of_the_same_edition_or_the_one_before_it() -> None:
    units = units_of([candidate("某局.xlsx", year=2021, format="disclosure-2021")])
    earlier = [
        candidate("1.xlsx", "某局", year=2020, format="final-accounts"),
        candidate("2.xlsx", "某局", year=2019, format="disclosure-2021"),
        candidate("3.xlsx", "另一局", year=2020, format="disclosure-2021"),
    ]
    assert last_year_of(units, earlier) == {}
    before = candidate("4.docx", "某局", year=2020, format="disclosure-2019")
    assert last_year_of(units, [*earlier, before])["某局"] == before
    same = candidate("5.xlsx", "某局", year=2020, format="disclosure-2021")
    assert last_year_of(units, [*earlier, before, same])["某局"] == same


# On the disk


def test_locks_hidden_files_and_our_own_folders_are_left_alone(tmp_path: Path) -> None:
    for name in (
        "某局.xlsx", "东县/乙局.XLSX", "丙局.et", "~$某局.xlsx", ".某局.xlsx", ".~lock.某局.xlsx#", "说明.docx",
        ".git/甲局.xlsx", "上次/甲局/甲局-标出问题.xlsx", f"上次/{STATE}", "归档包/bagit.txt", "归档包/data/某局.xlsx",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = [each.path.relative_to(tmp_path).as_posix() for each in lying_in([tmp_path], None)]
    assert sorted(found) == sorted(["丙局.et", "某局.xlsx", "东县/乙局.XLSX"])
    wider = [each.path.name for each in lying_in([tmp_path], None, REPORTS)]
    assert sorted(wider) == sorted(["丙局.et", "某局.xlsx", "乙局.XLSX", "说明.docx"])
    [own] = lying_in([tmp_path / "说明.docx"], None)
    assert own.folders == (), "a file that is named is taken, whatever it is"


def test_a_digest_is_that_of_the_contents_now(tmp_path: Path) -> None:
    path, digests = tmp_path / "a.xlsx", Digests()
    path.write_bytes(b"one")
    first = digests.of(next(lying_in([path], None)))
    path.write_bytes(b"other")
    assert first != digests.of(next(lying_in([path], None))) != ""


def test_what_a_killed_run_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "某局").mkdir()
    left = [".nianbao-0123456789ab.tmp", "某局/.nianbao-0123456789ab.tmp"]
    kept = ["某局/.nianbao-.tmp", "某局/年报.tmp"]
    for name in (*left, *kept):
        (tmp_path / name).touch()
    remove_leftovers(tmp_path)
    assert [name for name in (*left, *kept) if (tmp_path / name).exists()] == kept
