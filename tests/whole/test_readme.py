"""What README promises: two command lines that do everything, and every command explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compiler.commands import exit_codes as codes
from compiler.commands.arguments import Arguments, parse
from compiler.commands.options import COMMANDS
from tests.support.documents import paragraphs, unbroken
from tests.support.running import nianbao

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = {
    language: block.strip().splitlines()
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
}
COMPILING, TESTING = BLOCKS["sh"]
FRESH = "python3 -m venv .venv && .venv/bin/pip install -q "


# Two command lines


def test_there_are_two_command_lines_and_each_stands_once() -> None:
    for line in (COMPILING, TESTING):
        assert line.startswith(FRESH)
        assert README.count(line) == 1
    assert README.count("python3 -m venv") == 2


def test_the_first_compiles_the_good_sample_to_a_document_in_the_clone(tmp_path: Path) -> None:
    install, command = COMPILING.removeprefix(FRESH).split(" && ")
    assert install == "."
    program, verb, sample, o, target = command.split()
    assert (program, verb, o) == (".venv/bin/nianbao", "compile", "-o")
    assert sample == "sample_workbooks/cangshan-justice-2020.xlsx"
    assert Path(target).name == target
    document = tmp_path / target
    assert nianbao(verb, ROOT / sample, o, document).code == 0
    title = "福州市仓山区司法局2020年政府信息公开工作年度报告"
    assert unbroken(paragraphs(document.read_bytes())[0]) == title
    # What it leaves in the clone is not to be committed.
    assert f"/*{document.suffix}" in (ROOT / ".gitignore").read_text("utf-8").split()


def test_the_second_runs_every_test() -> None:
    install, command = TESTING.removeprefix(FRESH).split(" && ")
    assert install == '-e ".[test]"'
    assert command == ".venv/bin/python -m pytest -n auto"


def test_the_lines_for_windows_are_the_same() -> None:
    there = (
        ("python3 ", "py "),
        (".venv/bin/", ".venv\\Scripts\\"),
        ("sample_workbooks/", "sample_workbooks\\"),
    )
    for unix, windows in zip((COMPILING, TESTING), BLOCKS["bat"], strict=True):
        for old, new in there:
            unix = unix.replace(old, new)
        assert windows == unix


def test_the_machine_check_runs_the_line_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "README.md" in script
    assert TESTING not in script
    assert next(line for line in README.splitlines() if "pytest" in line) == TESTING


# Commands


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_every_command_is_documented(name: str) -> None:
    assert f"nianbao {name}" in README


def test_every_command_line_shown_is_understood() -> None:
    shown = re.findall(r"^nianbao (.+)$", README, re.MULTILINE)
    assert len(shown) >= 4
    for line in shown:
        assert isinstance(parse(line.split()), Arguments), line


def test_every_option_mentioned_exists() -> None:
    known = {flag for c in COMMANDS for option in c.options for flag in option.flags}
    common = {"--json", "--strict", "--lang", "--quiet", "--help"}
    prose = re.sub(r"^```.*?^```", "", README, flags=re.DOTALL | re.MULTILINE)
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z0-9-]*", prose)) <= known | common


def test_the_exit_codes_are_those_of_the_program() -> None:
    table = [int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)]
    assert table == [
        codes.DONE, codes.ERRORS, codes.UNUSABLE, codes.STRICT_WARNINGS, codes.UNPROVEN,
        codes.INTERNAL,
    ]  # fmt: skip


def test_every_link_leads_somewhere() -> None:
    for page in (README, (ROOT / "CONTRIBUTING.md").read_text("utf-8")):
        for target in re.findall(r"\]\(([^)#]+)\)", page):
            if not target.startswith("http"):
                assert (ROOT / target).exists(), target


@pytest.mark.parametrize("page", ["SECURITY.md", "CONTRIBUTING.md"])
def test_every_test_that_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    paths = set(re.findall(r"`((?:tests|compiler|docs|benchmarks)/[\w/.-]+)`", text))
    modules = set(re.findall(r"python -m (tests[\w.]+)", text))
    assert paths | modules, "it names some"
    for path in paths:
        assert (ROOT / path).exists(), path
    for module in modules:
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module
