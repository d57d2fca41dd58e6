"""Every command as people and programs call it: what it says, in which form, and its exit code."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from compiler import __version__
from compiler.catalogue.all import KINDS
from compiler.commands.options import COMMANDS
from compiler.values.findings import Kind
from tests.support.documents import edited, good_document
from tests.support.examples import declaration_of
from tests.support.running import Ran, nianbao
from tests.support.workbooks import FAULTY, GOOD, SAMPLES

WORKBOOK, BROKEN = SAMPLES / f"{GOOD}.xlsx", SAMPLES / f"{FAULTY}.xlsx"
FORM = "disclosure-2019"

RECORD = {
    "nianbao", "report", "status", "counts", "findings", "causes", "repairs", "outputs",
}  # fmt: skip
FINDING = {
    "code", "name", "severity", "message", "hint", "place", "related", "expected", "actual",
    "difference", "rule", "clause", "id", "token", "slip", "consequences",
}  # fmt: skip
PLACE = {"file", "sheet", "cell", "section", "table", "row", "column", "paragraph", "label"}
EDITION = {"id", "version", "language", "name", "authority", "years", "digest", "path", "guesses"}


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    """A report with one figure left blank: a warning and no error."""
    content = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    content["tables"]["article20_8"]["fees"]["previous"] = None
    path = tmp_path / "有提醒.json"
    path.write_text(json.dumps(content), "utf-8")
    return path


@pytest.fixture
def altered(tmp_path: Path) -> Path:
    path = tmp_path / "改过的.docx"
    path.write_bytes(edited(good_document(), lambda m: m.replace(">175<", ">176<")))
    return path


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "成文.docx"
    path.write_bytes(good_document())
    return path


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """An office's own declaration."""
    shipped = Path(declaration_of(FORM).declaration.path)
    text = shipped.read_text("utf-8").replace(f'"{FORM}"', '"my-form"')
    folder = tmp_path / "forms"
    shutil.copytree(shipped.parent / "shared", folder / "shared")
    path = folder / "my-form.toml"
    path.write_text(text, "utf-8")
    return path


# Exit codes


def test_0_is_done_without_errors(tmp_path: Path, document: Path, warned: Path) -> None:
    for line in (
        ["formats"],
        ["formats", FORM],
        ["new", "--format", FORM, "-o", tmp_path / "new.xlsx"],
        ["check", WORKBOOK],
        ["check", warned],
        ["compile", WORKBOOK, "-o", tmp_path / "new.docx"],
        ["export", WORKBOOK],
        ["verify", document],
        ["explain", "T201"],
        [],
        ["help"],
        ["--help"],
        [WORKBOOK],
        [SAMPLES / "*2020.xlsx"],
        ["compile", WORKBOOK, "-o", tmp_path],
        ["--version"],
    ):
        assert (line, nianbao(*line).code) == (line, 0)


def test_1_is_a_report_with_errors(tmp_path: Path, altered: Path) -> None:
    for line in (
        [BROKEN],
        [SAMPLES],
        ["check", BROKEN],
        ["compile", BROKEN, "-o", tmp_path / "new.docx"],
        ["compile", BROKEN, "-o", tmp_path / "draft.docx", "--draft"],
        ["check", altered],
        ["export", altered],
    ):
        assert (line[0], nianbao(*line).code) == (line[0], 1)
    assert not (tmp_path / "new.docx").exists()
    assert (tmp_path / "draft.docx").exists()


def test_2_is_wrong_usage_or_an_input_that_cannot_be_read(tmp_path: Path, document: Path) -> None:
    foreign = tmp_path / "别人的.xlsx"
    foreign.write_bytes(b"PK\x03\x04")
    for line in (
        ["chek"],
        ["nowhere.xlsx"],
        [foreign],
        ["check"],
        ["check", WORKBOOK, "--draft"],
        ["new"],
        ["formats", "nothing"],
        ["new", "--format", "nothing", "-o", tmp_path / "new.xlsx"],
        ["new", "--format", FORM, "-o", document],
        ["explain", "T999"],
        *([command, "nowhere.xlsx"] for command in ("check", "compile", "export", "verify")),
        *([command, foreign] for command in ("check", "compile", "export", "verify")),
        *([command, tmp_path] for command in ("check", "compile", "export", "verify")),
        ["compile", WORKBOOK, "-o", tmp_path / "no folder" / "new.docx"],
        ["check", WORKBOOK, "--format", "nothing"],
    ):
        ran = nianbao(*line)
        assert (line, ran.code) == (line, 2)
        assert "Traceback" not in ran.out + ran.err


def test_3_is_a_warning_under_strict_and_then_nothing_final_is_written(
    tmp_path: Path, warned: Path
) -> None:
    target = tmp_path / "new.docx"
    assert nianbao("check", warned, "--strict").code == 3
    assert nianbao(warned, "--strict").code == 3
    assert nianbao("check", WORKBOOK, "--strict").code == 0
    assert nianbao("check", BROKEN, "--strict").code == 1
    ran = nianbao("compile", warned, "-o", target, "--strict")
    assert (ran.code, target.exists()) == (3, False)
    assert ran.out.startswith("✗ 不能定稿：有 1 处警告。")
    assert nianbao("compile", warned, "-o", target).code == 0


def test_a_warning_explained_by_a_slip_is_none_under_strict(warned: Path) -> None:
    [found] = nianbao("check", warned, "--json").json["findings"]
    content = json.loads(warned.read_text("utf-8"))
    content["slips"] = [{"token": found["token"], "reason": "没有这项收费"}]
    warned.write_text(json.dumps(content), "utf-8")
    ran = nianbao("check", warned, "--strict", "--json")
    assert (ran.code, ran.json["status"], ran.json["counts"]["warning"]) == (0, "clean", 0)
    assert ran.json["findings"][0]["slip"]["state"] == "valid"


def test_4_is_a_document_that_is_not_what_was_compiled(altered: Path) -> None:
    """A document that fails its proof is another 4: test_compile."""
    assert nianbao("verify", altered).code == 4


@pytest.mark.parametrize("command", ["check", "compile", "export", "verify", "formats"])
def test_70_is_a_fault_of_our_own_in_one_line(
    monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(f"compiler.commands.{command}.Path", broken, raising=False)
    monkeypatch.setattr("compiler.edges.shelf.FolderShelf.known", broken)
    ran = nianbao(command, *([] if command == "formats" else [WORKBOOK]))
    assert (ran.code, ran.out) == (70, "")
    assert re.fullmatch(
        r"I101 程序本身出了故障（ZeroDivisionError \S*test_commands:\d+）.*\n", ran.err
    )


# One JSON document and nothing else

OVERVIEW = {"nianbao", "counts", "findings", "units"}


def _records(folder: Path, document: Path) -> list[tuple[list[str | Path], set[str]]]:
    return [
        ([WORKBOOK], OVERVIEW),
        (["nowhere.xlsx", folder], OVERVIEW),
        (["check", WORKBOOK], RECORD),
        (["check", BROKEN], RECORD),
        (["check", "nowhere.xlsx"], RECORD),
        (["check", BROKEN, "--quiet"], RECORD),
        (["compile", WORKBOOK, "-o", folder / "new.docx"], RECORD),
        (["compile", BROKEN], RECORD),
        (["compile", BROKEN, "--draft", "-o", folder / "draft.docx"], RECORD),
        (["compile", WORKBOOK, "-o", folder], RECORD),
        (["new", "--format", FORM, "-o", folder / "new.xlsx"], RECORD),
        (["new", "--format", FORM, "-o", document], RECORD),
        (["export", WORKBOOK, "-o", folder / "new.json"], RECORD),
        (["export", BROKEN, "-o", folder], RECORD),
        (["export", "nowhere.xlsx"], RECORD),
        (["export", WORKBOOK], {"format", "year", "agency", "narrative", "tables"}),
        (["batch", WORKBOOK, "--jobs", "1", "-o", folder / "units"], OVERVIEW),
        (["batch", "nowhere", "-o", folder / "units"], RECORD),
        (
            ["merge", WORKBOOK, "-o", folder / "merged.xlsx"],
            RECORD | {"merged", "left_out", "missing"},
        ),
        (["merge", "nowhere", "-o", folder / "merged.xlsx"], RECORD),
        (["archive", WORKBOOK, "-o", folder / "package"], RECORD),
        (["archive", BROKEN, "-o", folder / "package"], RECORD),
        (["archive", "nowhere.xlsx", "-o", folder / "package"], RECORD),
        (["verify", document], {"nianbao", "report", "evidence", "status", "changes", "findings"}),
        (["verify", WORKBOOK], {"nianbao", "report", "evidence", "status", "changes", "findings"}),
        (
            ["verify", "nowhere.docx"],
            {"nianbao", "report", "evidence", "status", "changes", "findings"},
        ),
        (["reference-doc", "-o", folder / "reference.docx"], RECORD),
        (["reference-doc", "-o", document], RECORD),
        (["compile", WORKBOOK, "--reference-doc", document, "-o", folder / "new.docx"], RECORD),
        (["compile", WORKBOOK, "--reference-doc", WORKBOOK], RECORD),
        (["quote", WORKBOOK, "-o", folder / "quoted.xlsx"], RECORD | {"replacements", "left"}),
        (["quote", document, "-o", folder / "quoted.xlsx"], RECORD | {"replacements", "left"}),
        (["formats"], {"formats", "findings"}),
        (["formats", FORM], EDITION | {"schema"}),
        (["formats", "nothing"], RECORD),
        (["formats", FORM, "--form", document], EDITION | {"beside", "differences"}),
        (["learn", document], RECORD | {"declaration", "guesses"}),
        (["learn", document, "-o", folder / "draft.toml"], RECORD | {"guesses"}),
        (["learn", WORKBOOK], RECORD),
        (
            ["explain", "T201"],
            {
                "code",
                "name",
                "title",
                "severity",
                "message",
                "hint",
                "page",
                "clauses",
                "explaining",
            },
        ),
        (["completion", "bash"], {"shell", "script"}),
        (["explain", "T999"], {"nianbao", "findings"}),
        (["check"], {"nianbao", "findings"}),
        (["chek", BROKEN], {"nianbao", "findings"}),
        (["compile", WORKBOOK, "-o", ""], {"nianbao", "findings"}),
    ]


def _check_shape(content: dict[str, Any]) -> None:
    if "report" in content:
        assert content["nianbao"] == __version__
        assert set(content["report"]) == {"format", "year", "agency"}
    ranks = [["error", "warning", "advice"].index(f["severity"]) for f in content["findings"]]
    assert ranks == sorted(ranks)
    for finding in content["findings"]:
        assert set(finding) == FINDING
        for place in (finding["place"], *finding["related"]):
            assert set(place) == PLACE
        for consequence in finding["consequences"]:
            assert set(consequence) == {"rule", "place"}
            assert consequence["rule"]
        for number in (finding["expected"], finding["actual"], finding["difference"]):
            assert number is None or Decimal(number).is_finite()


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
def test_json_is_one_document_of_the_published_keys_on_any_console(
    tmp_path: Path, document: Path, encoding: str
) -> None:
    for line, keys in _records(tmp_path, document):
        ran = nianbao(*line, "--json", encoding=encoding)
        assert (line, set(ran.json)) == (line, keys)
        if line != ["export", WORKBOOK]:  # data alone, findings beside it
            assert ran.err == ""
        assert "\\u" not in ran.raw.decode("utf-8")
        if "findings" in keys:
            _check_shape(ran.json)


def test_statuses_and_counts_of_the_record(warned: Path) -> None:
    clean, broken = (
        nianbao("check", WORKBOOK, "--json").json,
        nianbao("check", BROKEN, "--json").json,
    )
    assert clean["report"] == {"format": FORM, "year": 2020, "agency": "福州市仓山区司法局"}
    assert (clean["status"], clean["counts"]["error"]) == ("clean", 0)
    assert broken["status"] == "errors"
    severities = [finding["severity"] for finding in broken["findings"]]
    assert broken["counts"] == {n: severities.count(n) for n in ("error", "warning", "advice")}
    assert severities == sorted(severities, key=["error", "warning", "advice"].index)
    assert nianbao("check", warned, "--json").json["status"] == "warnings"
    unread = nianbao("check", "nowhere.xlsx", "--json").json
    assert unread["status"] == "unreadable"
    assert unread["report"] == {"format": None, "year": None, "agency": None}


def test_a_finding_of_a_workbook_names_its_cell_and_one_of_data_does_not(tmp_path: Path) -> None:
    exported = tmp_path / "数据.json"
    nianbao("export", BROKEN, "-o", exported)
    of_workbook, of_data = (
        {
            (f["code"], f["place"]["row"], f["place"]["column"]): f
            for f in nianbao("check", path, "--json").json["findings"]
        }
        for path in (BROKEN, exported)
    )
    key = ("T201", "granted", "total")
    assert (of_workbook[key]["place"]["sheet"], of_workbook[key]["place"]["cell"]) == (
        "三、收到和处理政府信息公开申请情况", "J9",
    )  # fmt: skip
    assert (of_data[key]["place"]["sheet"], of_data[key]["place"]["cell"]) == (None, None)
    assert of_workbook[key]["token"] == of_data[key]["token"]


# People


def test_quiet_says_the_verdict_errors_and_warnings(tmp_path: Path) -> None:
    content = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    content["tables"]["article20_5"]["other_services"]["previous"] = "１７５"
    report = tmp_path / "年报.json"
    report.write_text(json.dumps(content), "utf-8")
    target = tmp_path / "new.docx"
    loud, quiet = (
        nianbao("compile", report, "-o", target, *words).out for words in ([], ["--quiet"])
    )
    assert "提示" in loud
    assert str(target) in loud
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    assert quiet == f"✓ 可以定稿，另有 1 条提示。\n\n已写出：{target}\nSHA-256：{digest}\n"
    assert "✗ 错误" in nianbao("check", BROKEN, "--quiet").out


LINES = (
    ["formats"],
    ["formats", "nothing"],
    ["check", BROKEN],
    ["check", "nowhere.xlsx"],
    ["verify", WORKBOOK],
    ["compile", BROKEN],
    ["explain", "T201"],
    ["explain", "T999"],
)


@pytest.mark.parametrize("line", LINES, ids=lambda line: " ".join(map(str, line))[:20])
def test_the_language_is_the_one_asked_for_else_the_locales(line: list[str | Path]) -> None:
    def said(*words: str, **environment: str) -> str:
        ran = nianbao(*line, *words, **environment)
        return ran.out + ran.err

    chinese, english = said("--lang", "zh"), said("--lang", "en")
    if line != ["formats"]:
        assert chinese != english
    for locale in ("zh_CN.UTF-8", "C", "POSIX", "fr_FR.UTF-8"):
        assert said(LC_ALL=locale) == chinese
    for locale in ("en_US.UTF-8", "en_GB"):
        assert said(LC_ALL=locale) == english
    assert said("--lang", "en", LC_ALL="zh_CN.UTF-8") == english
    assert said("--lang", "zh", LC_ALL="en_US.UTF-8") == chinese


def test_chinese_output_has_no_english_word() -> None:
    """But file names, codes, the addresses of cells and the names of programs."""
    text = nianbao("check", BROKEN).out
    # T201-1a2b3c4d-9f3e21 is the token that a slip is written against.
    known = re.compile(
        r"[A-Z]\d{3}(?:-[0-9a-f]{8}-[0-9a-f]{6})?\b|\b[A-Z]{1,2}\d{1,3}\b|[\w./-]+\.(xlsx|json|docx)|Excel|WPS"
    )
    assert re.findall("[A-Za-z_]{2,}", known.sub("", text)) == []


def test_json_speaks_the_language_asked_for() -> None:
    english = nianbao("check", "nowhere.xlsx", "--json", "--lang", "en").json["findings"][0]
    chinese = nianbao("check", "nowhere.xlsx", "--json").json["findings"][0]
    assert english["message"] == 'There is no file "nowhere.xlsx".'
    assert chinese["message"] == "没有找到文件“nowhere.xlsx”。"
    assert english["token"] == chinese["token"]


@pytest.mark.parametrize("line", LINES, ids=lambda line: " ".join(map(str, line))[:20])
def test_a_gbk_console_shows_everything(line: list[str | Path]) -> None:
    on_gbk, on_utf8 = nianbao(*line, encoding="gbk"), nianbao(*line)
    assert on_gbk.code == on_utf8.code
    for shown, meant in ((on_gbk.out, on_utf8.out), (on_gbk.err, on_utf8.err)):
        assert shown == meant.replace("✓", "√").replace("✗", "×")


def test_a_whole_process_under_a_code_page_of_old() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0", "LC_ALL": "C"}
    command = [sys.executable, "-m", "compiler", "check", str(BROKEN)]
    plain, as_json = (
        subprocess.run([*command, *words], env=environment, capture_output=True, check=False)
        for words in ([], ["--json"])
    )
    assert (plain.returncode, plain.stderr) == (1, b"")
    assert plain.stdout.decode("gbk").startswith("× 不能定稿：")
    assert json.loads(as_json.stdout.decode("utf-8"))["status"] == "errors"


def test_nothing_said_where_nothing_is_wanted_is_no_verdict_on_the_report(tmp_path: Path) -> None:
    """An empty workbook is not “ready to go out”."""
    target = tmp_path / "空白.xlsx"
    new = ("new", "--format", FORM, "-o", target)
    assert nianbao(*new).out == f"✓ 工作簿已生成。\n\n已写出：{target}\n"
    assert nianbao(*new).out.startswith("✗ 没有写出。\n")
    assert nianbao(*new, "--force").code == 0


# Editions


def test_formats_lists_the_editions() -> None:
    assert nianbao("formats").out.startswith(f"{FORM}  ")
    [first, *_] = nianbao("formats", "--json").json["formats"]
    assert set(first) == EDITION
    assert first["id"] == FORM
    assert re.fullmatch("[0-9a-f]{64}", first["digest"])


def test_one_edition_is_shown_in_full() -> None:
    text = nianbao("formats", FORM).out
    shipped = declaration_of(FORM)
    for section in shipped.sections:
        assert (section.heading or section.sheet) in text
    for table in shipped.tables:
        for line in (*table.rows, *table.columns):
            assert line.leaf[:20] in text
    for rule in shipped.declaration.rules:
        assert rule.words in text
        assert f"[{rule.id}" in text
    for figure in shipped.declaration.key_figures:
        assert f"{{{figure.name}}}" in text


def test_an_offices_own_edition_is_known_by_its_folder(form: Path) -> None:
    environment = {"NIANBAO_FORMATS": str(form.parent)}
    listed = nianbao("formats", "--json", **environment).json["formats"]
    assert [each["id"] for each in listed] == [FORM, "disclosure-2021", "final-accounts", "my-form"]
    assert nianbao("formats", "my-form", **environment).code == 0
    assert nianbao("formats", "my-form").code == 2
    assert nianbao("formats", form).out == nianbao("formats", "my-form", **environment).out


def test_an_offices_edition_is_known_by_its_id_whatever_its_file_is_called(
    form: Path, tmp_path: Path
) -> None:
    renamed = form.rename(form.with_name("2020年的格式.toml"))
    target = tmp_path / "年报.xlsx"
    assert nianbao("new", "--format", renamed, "--year", "2020", "-o", target).code == 0
    environment = {"NIANBAO_FORMATS": str(form.parent)}
    checked = nianbao("check", target, "--json", **environment).json
    assert checked["report"]["format"] == "my-form"
    assert nianbao("formats", "my-form", **environment).code == 0
    assert nianbao("formats", renamed.stem, **environment).code == 2


def test_what_is_wrong_with_the_offices_folder_is_said(form: Path, tmp_path: Path) -> None:
    missing = {"NIANBAO_FORMATS": str(tmp_path / "nowhere")}
    for line in (["formats"], ["formats", FORM], ["check", WORKBOOK]):
        ran = nianbao(*line, **missing)
        assert (line, ran.code) == (line, 2)
        assert "W310" in ran.out
    (form.parent / "x.toml").mkdir()
    folder = {"NIANBAO_FORMATS": str(form.parent)}
    ran = nianbao("formats", **folder)
    assert (ran.code, "my-form" in ran.out, "x.toml" in ran.out) == (2, True, True)
    assert nianbao("formats", "x", "--json", **folder).json["findings"][0]["code"] == "W151"
    assert nianbao("formats", form.parent / "x.toml").code == 2
    assert nianbao("check", WORKBOOK, **folder).code == 0


@pytest.mark.parametrize(
    "name", ["nowhere.toml", "a" * 300 + ".toml", "a\0.toml", "../x", "x" * 9999]
)
def test_no_name_of_an_edition_makes_anything_fail(name: str, tmp_path: Path) -> None:
    target = tmp_path / "new.xlsx"
    for line in (
        ["formats", name],
        ["new", "--format", name, "-o", target],
        ["check", WORKBOOK, "--format", name],
    ):
        assert (line, nianbao(*line).code) == (line, 2)


def test_no_report_chooses_a_file_that_is_opened(form: Path, tmp_path: Path) -> None:
    """What a report says of its edition is an id; a path is only what a person asks for."""
    content = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    report = tmp_path / "年报.json"
    for name in (str(form), f"{FORM}.toml", "a" * 300 + ".toml", f"../templates/{FORM}", ""):
        report.write_text(json.dumps({**content, "format": name}), "utf-8")
        ran = nianbao("check", report, "--json")
        assert ran.code == 2
        assert [f["code"] for f in ran.json["findings"]] == ["W201"]


def test_an_edition_without_authority_and_years_is_listed_without_them(
    form: Path,
) -> None:
    text = form.read_text("utf-8")
    text = re.sub(r"(?m)^(authority|years) = .*$", "", text)
    form.write_text(text, "utf-8")
    listed = nianbao("formats", NIANBAO_FORMATS=str(form.parent)).out.splitlines()
    assert all(line == line.rstrip() for line in listed)
    assert listed[-1].endswith(declaration_of(FORM).declaration.name)
    head = nianbao("formats", form).out.splitlines()[:3]
    assert not any(line.startswith(("依据", "年度")) for line in head)


def test_mistakes_of_a_declaration_are_said_together_with_what_was_meant(form: Path) -> None:
    text = form.read_text("utf-8")
    form.write_text(
        text.replace('"warning"', '"warnig"', 1).replace("years = ", "yeers = "), "utf-8"
    )
    ran = nianbao("formats", form)
    assert ran.code == 2
    for said in ("my-form.toml", "“warning”", "“years”"):
        assert said in ran.out
    assert len(nianbao("formats", form, "--json").json["findings"]) >= 2


def test_a_mistake_in_a_rule_names_the_rule_and_what_was_meant(form: Path) -> None:
    text = form.read_text("utf-8")
    form.write_text(text.replace("sum(granted .. otherwise)", "sum(granted .. otherwis)"), "utf-8")
    ran = nianbao("formats", form)
    assert ran.code == 2
    assert "requests-handled" in ran.out
    assert "“otherwise”" in ran.out


@pytest.mark.parametrize("how", ["path", "folder"])
def test_every_command_takes_an_offices_own_edition(form: Path, tmp_path: Path, how: str) -> None:
    words = ["--format", str(form)] if how == "path" else []
    environment = {} if how == "path" else {"NIANBAO_FORMATS": str(form.parent)}

    def run(*line: str | Path, **more: str) -> Ran:
        ran = nianbao(*line, *words, **environment, **more)
        assert ran.code == 0, (line, ran.out, ran.err)
        return ran

    data, workbook, document = (tmp_path / f"年报.{end}" for end in ("json", "xlsx", "docx"))
    text = (SAMPLES / f"{GOOD}.json").read_text("utf-8").replace(f'"{FORM}"', '"my-form"')
    data.write_text(text, "utf-8")
    named = [] if how == "path" else ["--format", "my-form"]
    run("new", *named, "--from", data, "-o", workbook)
    for report in (data, workbook):
        run("check", report)
        run("compile", report, "-o", document)
    run("verify", document)
    run("verify", document, "--against", workbook)
    run("check", document)
    assert run("export", document).json == run("export", workbook).json == json.loads(text)


def test_the_wrong_edition_is_refused_and_both_are_named(form: Path) -> None:
    for report in (WORKBOOK, SAMPLES / f"{GOOD}.json"):
        ran = nianbao("check", report, "--format", form)
        assert ran.code == 2
        assert FORM in ran.out
        assert "my-form" in ran.out


# Findings that stand beside data or a draft


def test_export_tells_its_findings_beside_the_data_as_json_too() -> None:
    for words in ([], ["--json"]):
        ran = nianbao("export", BROKEN, *words)
        assert ran.json["format"] == FORM
        assert "C130" in ran.err


def test_a_draft_held_back_by_a_control_character_says_so(tmp_path: Path) -> None:
    content = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    content["narrative"]["other"] = [{"level": "body", "text": "没有\u0001了。"}]
    report, target = tmp_path / "年报.json", tmp_path / "草稿.docx"
    report.write_text(json.dumps(content), "utf-8")
    ran = nianbao("compile", report, "--draft", "-o", target)
    assert (ran.code, target.exists()) == (1, False)
    assert ran.out.startswith("✗ 不能定稿：有 1 处错误。草稿没有写出：文字里有")


def test_english_words_of_our_own_have_no_chinese_mark(tmp_path: Path) -> None:
    content = nianbao("export", BROKEN).json
    content["tables"]["requests"]["received"]["enterprise"] = None
    content["tables"]["requests"]["granted"] = dict.fromkeys(
        content["tables"]["requests"]["granted"]
    )
    report = tmp_path / "年报.json"
    report.write_text(json.dumps(content), "utf-8")
    for path in (BROKEN, report):
        findings = nianbao("check", path, "--json", "--lang", "en").json["findings"]
        assert findings
        for finding in findings:
            if finding["code"][0] in "TXC":
                own = re.sub("“[^”]*”", "", finding["message"])
                assert not re.search("[＋－＝＜＞]|、 | 等", own), finding["message"]


# Codes


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_code_is_explained_in_both_languages(kind: Kind) -> None:
    for language in ("zh", "en"):
        ran = nianbao("explain", kind.code, "--lang", language, COLUMNS="100")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(kind.code)
        assert not re.search(r"\{\w+\}", ran.out.replace("{名称}", "").replace("{name}", ""))
        content = nianbao("explain", kind.code.lower(), "--lang", language, "--json").json
        assert (content["code"], content["name"]) == (kind.code, kind.name)
        assert content["severity"] == kind.severity.value
        assert all(content[key] for key in ("message", "hint", "page"))


@pytest.mark.parametrize(
    "typed", ["ｔ２０１", "Ｔ201", " t201 ", "wrong-total", "Wrong-Total", "ｗrong-total"]
)
def test_a_code_is_known_in_full_width_and_by_its_name(typed: str) -> None:
    assert nianbao("explain", typed).out == nianbao("explain", "T201").out


def test_a_name_that_is_nearly_one_is_answered_with_the_near_ones() -> None:
    ran = nianbao("explain", "wrong-totl")
    assert ran.code == 2
    assert "wrong-total" in ran.err


def test_an_unknown_code_is_answered_with_those_like_it() -> None:
    ran = nianbao("explain", "T2O1")
    assert (ran.code, ran.out) == (2, "")
    assert "T201" in ran.err


def test_every_command_is_tested_here() -> None:
    """Whoever adds a command adds its JSON form above."""
    lines = [line[0] for line, _ in _records(Path(), Path())]
    assert {line for line in lines if line in {c.name for c in COMMANDS}} == {
        command.name for command in COMMANDS
    }


# Files


def test_a_workbook_open_elsewhere_is_read_with_advice(tmp_path: Path) -> None:
    report = Path(shutil.copy(WORKBOOK, tmp_path / "年报.xlsx"))
    (tmp_path / "~$年报.xlsx").write_bytes(b"")
    ran = nianbao("check", report, "--json")
    assert ran.code == 0
    assert [f["severity"] for f in ran.json["findings"]] == ["advice"]


@pytest.mark.parametrize(
    "line",
    [
        lambda report, target: ["compile", report, "-o", target],
        lambda report, target: ["export", report, "-o", target],
        lambda report, target: ["new", "--format", FORM, "--from", report, "--force", "-o", target],
    ],
)
def test_an_output_held_open_is_refused_with_the_old_file_whole(
    tmp_path: Path, line: Callable[[Path, Path], list[str | Path]]
) -> None:
    target = tmp_path / "成文.docx"
    target.write_bytes(b"old")
    (tmp_path / ".~lock.成文.docx#").write_bytes(b"")
    ran = nianbao(*line(WORKBOOK, target))
    assert ran.code == 2
    assert "成文.docx" in ran.out
    assert target.read_bytes() == b"old"
