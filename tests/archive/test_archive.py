"""`nianbao archive`: what it asks for, what it writes and where, and that others find it whole."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest

from compiler.archive.bag import bag, listed
from compiler.edges.files import read_bytes
from compiler.edges.machine import desk_of, local_time
from compiler.format.words import words_of
from compiler.pipeline import compile_report
from tests.support.documents import whole_text
from tests.support.packages import (
    CODE,
    ENTRIES,
    EPOCH,
    archived,
    bagit_says,
    contents,
    form_rows,
    sums_hold,
    taken_by,
)
from tests.support.running import nianbao
from tests.support.workbooks import FAULTY, GOOD, SAMPLES

WORKBOOK, BROKEN = SAMPLES / f"{GOOD}.xlsx", SAMPLES / f"{FAULTY}.xlsx"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good sample's package, without a rendering; not to be changed."""
    folder = tmp_path_factory.mktemp("archive") / "归档包"
    assert archived(WORKBOOK, folder).code == 0
    return folder


@pytest.fixture
def own(package: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(package, tmp_path / "归档包"))


def data(**changes: Any) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    return {**content, **changes}


def given(folder: Path, **changes: Any) -> Path:
    path = folder / "年报.json"
    path.write_text(json.dumps(data(**changes)), "utf-8")
    return path


# Others find it whole


def test_an_independent_program_finds_the_bag_valid(package: Path) -> None:
    valid, said = bagit_says(package)
    assert valid, said


@pytest.mark.parametrize(
    "command",
    [
        ("sha256sum", "-c", "manifest-sha256.txt"),
        ("sha256sum", "-c", "tagmanifest-sha256.txt"),
        ("cksum", "-a", "sm3", "-c", "sm3.txt"),
    ],
)
def test_common_tools_check_every_file(own: Path, command: tuple[str, ...]) -> None:
    assert sums_hold(own, *command)
    for name in listed((own / command[-1]).read_bytes()):
        (own / name).write_bytes((own / name).read_bytes() + b" ")
        assert not sums_hold(own, *command), name
        (own / name).write_bytes((own / name).read_bytes()[:-1])


def test_the_three_lists_cover_every_file_but_those_that_cannot_list_themselves(
    package: Path,
) -> None:
    names = set(contents(package))
    payload = {name for name in names if name.startswith("data/")}
    lists = {name: set(listed((package / name).read_bytes())) for name in (
        "manifest-sha256.txt", "tagmanifest-sha256.txt", "sm3.txt",
    )}  # fmt: skip
    assert lists["manifest-sha256.txt"] == payload
    assert lists["tagmanifest-sha256.txt"] == names - payload - {"tagmanifest-sha256.txt"}
    assert lists["sm3.txt"] == names - {"tagmanifest-sha256.txt", "sm3.txt"}


def _changed(folder: Path) -> None:
    path = folder / "data" / "报告.docx"
    path.write_bytes(path.read_bytes().replace(b">175<", b">176<", 1))


@pytest.mark.parametrize(
    "harm",
    [
        _changed,
        lambda folder: (folder / "data" / "数据.json").unlink(),
        lambda folder: (folder / "data" / "多出的.txt").write_text("x"),
        lambda folder: (folder / "metadata.xml").write_text("x"),
        lambda folder: (folder / "premis.xml").unlink(),
    ],
    ids=["changed", "removed", "added", "description-changed", "description-removed"],
)
def test_an_independent_program_finds_what_was_done_to_it(own: Path, harm: Any) -> None:
    before = contents(own)
    harm(own)
    assert contents(own) != before
    assert not bagit_says(own)[0]


def test_it_survives_a_zip(package: Path, tmp_path: Path) -> None:
    packed = shutil.make_archive(str(tmp_path / "a"), "zip", package.parent, package.name)
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "out")
    assert contents(tmp_path / "out" / package.name) == contents(package)
    assert bagit_says(tmp_path / "out" / package.name)[0]


def test_it_survives_info_zip(package: Path, tmp_path: Path) -> None:
    assert sums_hold(package.parent, "zip", "-qr", str(tmp_path / "a.zip"), package.name)
    assert sums_hold(tmp_path, "unzip", "-q", "a.zip")
    assert bagit_says(tmp_path / package.name)[0]


def test_every_name_is_one_that_every_system_keeps(package: Path) -> None:
    names = [part for name in contents(package) for part in name.split("/")]
    for name in names:
        # macOS decomposes names, old zip programs in China write them in GBK.
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            assert unicodedata.normalize(form, name) == name
        assert name.encode("gbk").decode("gbk") == name
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f%]', name)
        assert not name.endswith((".", " "))
        assert not name.startswith(("-", "~", ".", " "))
        assert len(name.encode()) <= 64
    files = [name.casefold() for name in contents(package)]
    assert len(set(files)) == len(files)


def test_names_that_break_a_list_are_encoded_as_the_standard_says(tmp_path: Path) -> None:
    """RFC 8493, 2.1.3; no name of ours needs it, but the bag is right for any."""
    payload = {"a\nb": b"1", "a\rb": b"2", "中 文.txt": b"3"}
    made = bag(payload, {"说明.txt": b"5"}, ())
    for name, content in made.items():
        path = tmp_path.joinpath("bag", *name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    valid, said = bagit_says(tmp_path / "bag")
    assert valid, said


def test_a_percent_sign_is_encoded_too() -> None:
    """bagit 1.9 does not decode it, which is one reason why no name of ours has one."""
    payload = {"a%b": b"1", "100%0A": b"2", "a\nb": b"3"}
    manifest = bag(payload, {}, ())["manifest-sha256.txt"]
    assert [line[66:] for line in manifest.decode().splitlines()] == [
        "data/100%250A", "data/a%0Ab", "data/a%25b",
    ]  # fmt: skip
    assert set(listed(manifest)) == {f"data/{name}" for name in payload}


# What is in it


def test_the_document_is_the_one_that_compile_writes(package: Path) -> None:
    assert (package / "data" / "报告.docx").read_bytes() == compile_report(
        WORKBOOK, desk_of()
    ).document
    assert nianbao("verify", package / "data" / "报告.docx", "--json").json["status"] == "intact"
    against = nianbao(
        "verify", package / "data/报告.docx", "--against", package / "data/工作簿.xlsx"
    )
    assert against.code == 0


def test_a_reference_document_gives_the_same_document_as_for_compile(tmp_path: Path) -> None:
    styles = tmp_path / "参考.docx"
    assert nianbao("reference-doc", "-o", styles).code == 0
    with_styles = ("--reference-doc", styles)
    assert nianbao("compile", WORKBOOK, "-o", tmp_path / "a.docx", *with_styles).code == 0
    assert archived(WORKBOOK, tmp_path / "包", *ENTRIES, *with_styles).code == 0
    assert (tmp_path / "包/data/报告.docx").read_bytes() == (tmp_path / "a.docx").read_bytes()
    assert (tmp_path / "a.docx").read_bytes() != compile_report(WORKBOOK, desk_of()).document


def test_the_source_is_kept_to_the_byte_and_the_data_is_the_export(package: Path) -> None:
    assert (package / "data" / "工作簿.xlsx").read_bytes() == WORKBOOK.read_bytes()
    assert (package / "data" / "数据.json").read_bytes() == nianbao("export", WORKBOOK).raw


@pytest.mark.parametrize(("kind", "name"), [("json", "来源数据.json"), ("docx", "来源文档.docx")])
def test_data_or_a_document_may_be_the_source(tmp_path: Path, kind: str, name: str) -> None:
    source = tmp_path / f"年报.{kind}"
    document = compile_report(WORKBOOK, desk_of()).document
    assert document is not None
    source.write_bytes(json.dumps(data()).encode() if kind == "json" else document)
    assert archived(source, tmp_path / "包").code == 0
    assert (tmp_path / "包" / "data" / name).read_bytes() == source.read_bytes()
    assert (tmp_path / "包/data/报告.docx").read_bytes() == compile_report(
        source, desk_of()
    ).document
    assert bagit_says(tmp_path / "包")[0]


def test_a_report_of_an_office_s_own_format_has_its_package_too(tmp_path: Path) -> None:
    """In English, with the package's own papers in Chinese, for the archive that takes it."""
    library = Path(__file__).parents[1] / "library"
    words = ("--format", library / "library-statement.toml", *ENTRIES)
    assert archived(library / "statement-2023.json", tmp_path / "包", *words).code == 0
    assert bagit_says(tmp_path / "包")[0]
    rows = form_rows(tmp_path / "包")
    assert [name for name, result in rows.items() if result == "未通过"] == ["内容数据格式合规性"]


def test_the_same_report_at_the_same_time_gives_the_same_bytes(
    tmp_path: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = tmp_path / "别处"
    moved.mkdir()
    copy = Path(shutil.copy(WORKBOOK, moved))
    monkeypatch.chdir(moved)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert archived(Path(copy.name), Path("包")).code == 0
    assert contents(moved / "包") == contents(package)


def test_a_name_that_is_no_text_does_no_harm(tmp_path: Path) -> None:
    source = tmp_path / os.fsdecode(b"\xc4\xea\xb1\xa8.xlsx")
    try:
        shutil.copy(WORKBOOK, source)
    except OSError:
        pytest.skip("this file system takes no such name")
    assert archived(source, tmp_path / "包").code == 0
    assert bagit_says(tmp_path / "包")[0]


def test_no_folder_of_the_machine_is_told(package: Path) -> None:
    for name, content in contents(package).items():
        assert str(SAMPLES).encode() not in content, name


def test_the_time_is_that_of_the_act(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compiler.edges.libreoffice.office_program", lambda: None)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = local_time()
    assert nianbao("archive", WORKBOOK, "-o", tmp_path / "包", *ENTRIES).code == 0
    after = local_time()
    text = (tmp_path / "包" / "premis.xml").read_text("utf-8")
    [told] = set(re.findall("<premis:eventDateTime>(.*)</premis:eventDateTime>", text))
    assert before.replace(microsecond=0).isoformat() <= told <= after.isoformat()
    assert re.search(r"[+-]\d\d:\d\d$", told), "a time without its zone is no time"


def test_the_time_given_is_used(package: Path) -> None:
    assert EPOCH == "1615770123"
    assert "\nBagging-Date: 2021-03-15\n" in (package / "bag-info.txt").read_text("utf-8")


def test_people_are_told_the_time_as_it_is_said_in_china(package: Path) -> None:
    told = "2021年3月15日 9:02:03（北京时间）"
    assert f"生成时间：{told}\r\n" in (package / "说明.txt").read_bytes().decode()
    assert f"核对时间：{told}" in whole_text((package / "data/校验记录.docx").read_bytes())
    assert f"检测时间：{told}。" in whole_text((package / "四性检测.docx").read_bytes())
    for name in ("data/校验记录.docx", "四性检测.docx", "data/报告.docx"):
        assert "T01:02:03" not in whole_text((package / name).read_bytes())


def test_a_package_made_after_midnight_in_beijing_is_of_that_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 16:30 in UTC.
    monkeypatch.setattr("tests.support.packages.EPOCH", "1615825800")
    assert archived(WORKBOOK, tmp_path / "包").code == 0
    assert "\nBagging-Date: 2021-03-16\n" in (tmp_path / "包/bag-info.txt").read_text("utf-8")
    assert "2021年3月16日 0:30:00（北京时间）" in (tmp_path / "包/说明.txt").read_text("utf-8")


# What the office must say


def codes(ran: Any) -> list[tuple[str, str]]:
    return [(f["code"], f["place"]["label"]) for f in ran.json["findings"]]


def test_all_that_is_missing_is_told_at_once_with_its_cell_and_option(tmp_path: Path) -> None:
    ran = archived(WORKBOOK, tmp_path / "包", "--json")
    assert ran.code == 1
    assert codes(ran) == [
        ("D301", "全宗号"), ("D301", "保管期限"), ("D301", "机构或问题"), ("D301", "件号"),
    ]  # fmt: skip
    for finding, option in zip(
        ran.json["findings"], ("fonds", "retention", "topic", "item"), strict=True
    ):
        assert f"“封面”的 {finding['place']['cell']} 格" in finding["hint"]
        assert f"--{option} " in finding["hint"]
    assert ran.json["outputs"] == []
    assert list(tmp_path.iterdir()) == []


def test_the_cover_says_it_as_well_as_the_command(tmp_path: Path) -> None:
    entries = {"fonds": "J012", "retention": "永久", "organisation_or_topic": "BGS"}
    source = given(tmp_path, archive={**entries, "item_number": "0007"})
    workbook = tmp_path / "年报.xlsx"
    assert nianbao("new", "--format", "disclosure-2019", "--from", source, "-o", workbook).code == 0
    for number, report in enumerate((source, workbook)):
        output = tmp_path / f"包{number}"
        assert archived(report, output, "--quiet").code == 0
        assert f"External-Identifier: {CODE}\n" in (output / "bag-info.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("永久", "Y"), ("Y", "Y"), ("30年", "D30"), ("定期30年", "D30"), ("定期 30 年", "D30"),
        ("10年", "D10"), ("D10", "D10"),
        # What the cover offers in either language.
        *((words, code) for language in ("zh", "en")
          for words, code in zip(words_of(language).retentions, ("Y", "D30", "D10"), strict=True)),
    ],
)  # fmt: skip
def test_a_retention_in_any_writing_of_its_meaning(tmp_path: Path, written: str, code: str) -> None:
    words = ("--fonds", "J012", "--retention", written, "--topic", "BGS", "--item", "7")
    assert archived(WORKBOOK, tmp_path / "包", *words).code == 0
    assert f"-{code}-BGS-0007" in (tmp_path / "包" / "bag-info.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("option", "written"),
    [
        ("--retention", "长期"), ("--retention", "30"), ("--retention", "20年"), ("--item", "七"),
        ("--item", "0"), ("--item", "10000"), ("--item", "1.5"), ("--item", "-1"), ("--item", "７"),
        ("--fonds", "J 012"), ("--fonds", "J-012"), ("--topic", "BGS-1"), ("--topic", "办公 室"),
    ],
)  # fmt: skip
def test_what_has_no_meaning_is_not_guessed(tmp_path: Path, option: str, written: str) -> None:
    words = list(ENTRIES)
    words[words.index(option) + 1] = written
    words[words.index(option) : words.index(option) + 2] = [f"{option}={written}"]
    ran = archived(WORKBOOK, tmp_path / "包", *words, "--json")
    assert ran.code == 1
    assert [f["code"] for f in ran.json["findings"]] == ["D302"]
    assert f"“{written}”" in ran.json["findings"][0]["message"]
    assert list(tmp_path.iterdir()) == []


def test_cover_and_command_must_not_disagree(tmp_path: Path) -> None:
    source = given(tmp_path, archive={"fonds": "J013", "retention": "永久", "item_number": "8"})
    ran = archived(source, tmp_path / "包", *ENTRIES, "--json")
    assert ran.code == 1
    assert codes(ran) == [("D303", "全宗号"), ("D303", "件号")]
    assert not (tmp_path / "包").exists()


def test_two_writings_of_one_value_do_not_disagree(tmp_path: Path) -> None:
    source = given(tmp_path, archive={"retention": "Y", "item_number": "0007"})
    assert archived(source, tmp_path / "包", *ENTRIES).code == 0


@pytest.mark.parametrize("written", ["2021年02月30日", "二〇二一年一月五日", "1/5/21", "2021年1月"])
def test_a_date_that_is_no_day_is_told_with_its_cell(tmp_path: Path, written: str) -> None:
    source = given(tmp_path, agency={**data()["agency"], "date": written})
    workbook = tmp_path / "年报.xlsx"
    assert nianbao("new", "--format", "disclosure-2019", "--from", source, "-o", workbook).code == 0
    ran = archived(workbook, tmp_path / "包", *ENTRIES, "--json")
    assert ran.code == 1
    [finding] = [f for f in ran.json["findings"] if f["severity"] == "error"]
    assert (finding["code"], finding["place"]["label"]) == ("D302", "成文日期")
    assert finding["place"]["sheet"] == "封面"
    assert finding["place"]["cell"]
    assert f"“{written}”" in finding["message"]
    assert not (tmp_path / "包").exists()


@pytest.mark.parametrize("written", ["机" * 400, "a/b\\c<>"])
def test_what_is_no_topic_is_told_the_rule_it_breaks(tmp_path: Path, written: str) -> None:
    words = (*ENTRIES[:5], written, *ENTRIES[6:])
    ran = archived(WORKBOOK, tmp_path / "包", *words, "--json")
    [finding] = ran.json["findings"]
    assert finding["code"] == "D302"
    assert "汉字、字母、数字" in finding["message"]
    assert "不超过 20 个字" in finding["message"]
    assert "斜杠和其他符号" in finding["message"]


@pytest.mark.parametrize("entries", [{"item_number": 12345}, 12345])
def test_an_entry_that_could_not_be_read_is_not_called_missing(
    tmp_path: Path, entries: object
) -> None:
    ran = archived(given(tmp_path, archive=entries), tmp_path / "包", *ENTRIES[:6], "--json")
    assert ran.code == 1
    assert [f["code"] for f in ran.json["findings"]] == ["W222"]


# What the tests of the four natures found


def test_what_failed_is_told_and_how_many_tests_there_were(tmp_path: Path) -> None:
    source = given(tmp_path, agency={**data()["agency"], "date": ""})
    ran = archived(source, tmp_path / "包")
    assert ran.code == 0
    counted = list(form_rows(tmp_path / "包").values())
    for result in ("通过", "未通过", "未检测"):
        assert f"{result} {counted.count(result)} 项" in ran.out.replace("\n  ", "")
    assert counted.count("未通过") == 2
    plain = "".join(ran.out.split())
    for name, result in form_rows(tmp_path / "包").items():
        assert (result == "未检测") is (
            name in plain.partition("未检测")[2].partition("工具检测")[0]
        )
    [failed] = [f for f in archived(source, tmp_path / "包2", *ENTRIES, "--json").json["findings"]
                if f["code"] == "D305"]  # fmt: skip
    assert failed["severity"] == "warning"
    assert "第 13 项“元数据项完整性、必填项”未通过：没有值的必填项：日期" in failed["message"]


def test_what_failed_keeps_a_package_back_that_is_to_be_without_warnings(tmp_path: Path) -> None:
    source = given(tmp_path, agency={**data()["agency"], "date": ""})
    ran = archived(source, tmp_path / "包", *ENTRIES, "--strict", "--json")
    assert (ran.code, ran.json["outputs"]) == (3, [])
    assert not (tmp_path / "包").exists()
    assert archived(WORKBOOK, tmp_path / "包", *ENTRIES, "--strict").code == 0


@pytest.mark.parametrize("epoch", ["now", "-1", "1.5", "253402300800", "9" * 40, "１"])
def test_a_time_that_is_none_is_wrong_usage(tmp_path: Path, epoch: str) -> None:
    words = ("archive", WORKBOOK, "-o", tmp_path / "包", *ENTRIES, "--json")
    ran = nianbao(*words, SOURCE_DATE_EPOCH=epoch)
    assert ran.code == 2
    [finding] = ran.json["findings"]
    assert finding["code"] == "W190"
    assert f"SOURCE_DATE_EPOCH 的值“{epoch}”" in finding["message"]
    assert not (tmp_path / "包").exists()


# What makes no package


def test_a_report_with_errors_makes_none_and_tells_all_at_once(tmp_path: Path) -> None:
    ran = archived(BROKEN, tmp_path / "包", "--json")
    assert ran.code == 1
    found = {f["code"] for f in ran.json["findings"]}
    assert "D301" in found
    assert found > {f["code"] for f in nianbao("check", BROKEN, "--json").json["findings"]}
    assert list(tmp_path.iterdir()) == []


def test_a_report_with_warnings_makes_one_unless_strict(tmp_path: Path) -> None:
    content = data()
    content["tables"]["article20_8"]["fees"]["previous"] = None
    source = given(tmp_path, tables=content["tables"])
    ran = archived(source, tmp_path / "包", *ENTRIES, "--strict", "--json")
    assert (ran.code, ran.json["status"]) == (3, "warnings")
    assert not (tmp_path / "包").exists()
    assert archived(source, tmp_path / "包", *ENTRIES).code == 0
    assert bagit_says(tmp_path / "包")[0]


def test_what_cannot_be_read_makes_none(tmp_path: Path) -> None:
    ran = archived(tmp_path / "没有.xlsx", tmp_path / "包", *ENTRIES, "--json")
    assert (ran.code, ran.json["status"]) == (2, "unreadable")


def test_the_answer_is_that_of_compile_with_the_folder_written(tmp_path: Path) -> None:
    ran = archived(WORKBOOK, tmp_path / "包", *ENTRIES, "--json")
    compiled = nianbao("compile", WORKBOOK, "-o", tmp_path / "a.docx", "--json").json
    assert ran.json.keys() == compiled.keys()
    assert ran.json["outputs"] == [str(tmp_path / "包")]
    assert [f["code"] for f in ran.json["findings"]] == ["D304"]
    assert "LibreOffice" in ran.json["findings"][0]["message"]


# Where it may be written


def test_an_empty_folder_is_filled(tmp_path: Path, package: Path) -> None:
    output = tmp_path / "包"
    output.mkdir()
    assert archived(WORKBOOK, output).code == 0
    assert contents(output) == contents(package)
    assert list(taken_by(tmp_path)) == ["包"]


def _full(folder: Path) -> Path:
    (folder / "满").mkdir()
    (folder / "满" / "旧.txt").write_text("旧")
    return folder / "满"


def _file(folder: Path) -> Path:
    (folder / "文件").write_text("旧")
    return folder / "文件"


def _within(folder: Path) -> Path:
    (folder / "旧包" / "data").mkdir(parents=True)
    (folder / "旧包" / "bagit.txt").touch()
    return folder / "旧包" / "data" / "新包"


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (_full, "W185"), (_file, "W186"), (_within, "W187"),
        (lambda folder: folder / "没有" / "包", "W170"),
        (lambda folder: folder / "年报.xlsx", "W176"),
    ],
    ids=["full", "file", "within", "nowhere", "input"],
)  # fmt: skip
def test_a_place_that_would_do_harm_is_refused(tmp_path: Path, place: Any, code: str) -> None:
    source = Path(shutil.copy(WORKBOOK, tmp_path / "年报.xlsx"))
    output = place(tmp_path)
    before = contents(tmp_path)
    ran = archived(source, output, *ENTRIES, "--json")
    assert (ran.code, ran.json["findings"][0]["code"]) == (2, code)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("after", [0, 3, 11])
@pytest.mark.parametrize("standing", [True, False])
def test_a_full_disk_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int, standing: bool
) -> None:
    written: list[int] = []
    store = os.fsync

    def full(file: int) -> None:
        if len(written) == after:
            os.ftruncate(file, 10)
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(file)
        store(file)

    monkeypatch.setattr(os, "fsync", full)
    if standing:
        (tmp_path / "包").mkdir()
    ran = archived(WORKBOOK, tmp_path / "包", *ENTRIES, "--json")
    assert (ran.code, ran.json["findings"][0]["code"]) == (2, "W174")
    assert list(taken_by(tmp_path)) == (["包"] if standing else [])
    assert contents(tmp_path) == {}


def test_a_stop_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", stopped)
    assert archived(WORKBOOK, tmp_path / "包").code == 130
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_changes_what_is_written_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = os.fsync

    def losing(file: int) -> None:
        os.ftruncate(file, os.fstat(file).st_size - 1)
        store(file)

    monkeypatch.setattr(os, "fsync", losing)
    ran = archived(WORKBOOK, tmp_path / "包", *ENTRIES, "--json")
    assert (ran.code, ran.json["findings"][0]["code"]) == (2, "W178")
    assert list(tmp_path.iterdir()) == []


def test_a_source_saved_in_the_meantime_is_not_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = iter([read_bytes, lambda _: b"saved again"])
    monkeypatch.setattr("compiler.edges.machine.read_bytes", lambda path: next(reads)(path))
    ran = archived(WORKBOOK, tmp_path / "包", *ENTRIES, "--json")
    assert (ran.code, ran.json["findings"][0]["code"]) == (2, "W156")
    assert ran.json["findings"][0]["name"] == "changed-meanwhile"
    assert list(tmp_path.iterdir()) == []


def test_the_digest_of_the_document_stands_where_people_look_for_it(package: Path) -> None:
    digest = hashlib.sha256((package / "data" / "报告.docx").read_bytes()).hexdigest()
    for name in ("data/校验记录.json", "premis.xml", "manifest-sha256.txt", "说明.txt"):
        assert digest in (package / name).read_text("utf-8"), name
