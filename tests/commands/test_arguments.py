"""The command line: what is understood, what is refused, and how both are explained."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from compiler import __version__
from compiler.commands.arguments import Answer, Arguments, parse, plainly_sorted
from compiler.commands.option import COMMON, HELP, Command
from compiler.commands.options import COMMANDS
from compiler.commands.sorted_words import sort_words
from compiler.commands.usage import help_text
from compiler.text.widths import display_width

# The only words of Latin letters that Chinese help and errors may use: the program's, what
# is typed as it stands, and the names of what the user puts in its place.
ALLOWED = (
    {"nianbao", "zh", "en", "disclosure", "data"}
    | {"PATH", "UNITS", "ADDRESS", "N", "C", "Ctrl", "csv"}
    | {"SHELL", "bash", "zsh", "fish", "powershell", "Tab"}
    | {"FOLDER", "PERIOD", "NUMBER", "J", "BGS"}
    | {
        "xlsx",
        "xls",
        "et",
        "ods",
        "docx",
        "json",
        "toml",
        "html",
        "GB",
        "SHA",
        "guess",
        "FORM",
        "FILLED",
    }
    | {"ID", "FILE", "REPORT", "DOCX", "OUT", "YEAR", "NAME", "CODE", "T", "MY", "HEX"}
    | {command.name for command in COMMANDS}
    | {
        part
        for command in COMMANDS
        for option in (*command.options, *COMMON, HELP)
        for flag in (*option.flags, "--version")
        for part in re.findall("[A-Za-z]+", flag)
    }
)


@pytest.fixture(autouse=True)
def _chinese_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


def understood(line: str) -> dict[str, object]:
    given = parse(line.split())
    assert isinstance(given, Arguments), given
    return {name: value for name, value in vars(given).items() if value not in (None, False)}


def answered(line: str) -> Answer:
    answer = parse(line.split())
    assert isinstance(answer, Answer), answer
    return answer


def strange_words(text: str) -> set[str]:
    return set(re.findall("[A-Za-z]+", text)) - ALLOWED


# Understood


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("formats", {"command": "formats"}),
        ("formats my.toml", {"command": "formats", "edition": "my.toml"}),
        ("a.xlsx", {"paths": ["a.xlsx"]}),
        ("年报", {"paths": ["年报"]}),
        ("in/check --json --format f", {"paths": ["in/check"], "json": True, "format": "f"}),
        ("--format my.toml a.xlsx ../b *.et", {"format": "my.toml", "paths": ["a.xlsx", "../b", "*.et"]}),
        ("check a.xlsx", {"command": "check", "report": "a.xlsx"}),
        (
            "check --json a.xlsx --strict --quiet",
            {"command": "check", "report": "a.xlsx", "json": True, "strict": True, "quiet": True},
        ),
        ("check --format my.toml a", {"command": "check", "format": "my.toml", "report": "a"}),
        ("check -- -a.xlsx", {"command": "check", "report": "-a.xlsx"}),
        ("compile a -o b --draft", {"command": "compile", "report": "a", "output": "b", "draft": True}),
        ("compile -ob a", {"command": "compile", "report": "a", "output": "b"}),
        ("compile a --output=b", {"command": "compile", "report": "a", "output": "b"}),
        ("export a", {"command": "export", "report": "a"}),
        ("verify a --against b", {"command": "verify", "document": "a", "against": "b"}),
        ("explain T301", {"command": "explain", "code": "T301"}),
        (
            "new --format f --year 2020 --agency 某局 --from d.json --force -o a",
            {
                "command": "new", "format": "f", "year": 2020, "agency": "某局",
                "source": "d.json", "force": True, "output": "a",
            },
        ),
    ],
)  # fmt: skip
def test_a_command_line_is_understood(line: str, given: dict[str, object]) -> None:
    found = understood(line)
    assert {name: value for name, value in found.items() if value} == given | {"lang": "zh"}


@pytest.mark.parametrize("line", ["check a --lang en", "--lang en check a", "check --lang=en a"])
def test_the_language_may_be_said_anywhere(line: str) -> None:
    assert understood(line) == understood("check a") | {"lang": "en"}


def test_a_folder_is_no_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that is there is one; a command of the same name comes first."""
    monkeypatch.chdir(tmp_path)
    assert answered("received").status == 2
    for name in ("received", "check"):
        (tmp_path / name).mkdir()
    assert understood("received")["paths"] == ["received"]
    assert understood("check received")["report"] == "received"
    assert understood("./check")["paths"] == ["./check"]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_an_option_that_means_nothing_is_taken_all_the_same(command: Command) -> None:
    flags = [f"--{dest}" for dest in command.idle]
    assert isinstance(parse([*command.examples[0].split()[1:], *flags]), Arguments)


def test_what_a_command_does_not_take_has_its_usual_value() -> None:
    given = parse(["formats"])
    assert isinstance(given, Arguments)
    assert (given.report, given.output, given.year, given.draft) == ("", None, None, False)


# Refused


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("chek a", "nianbao：没有“chek”这条命令。您要的是不是“check”？"),
        ("Check a", "nianbao：没有“Check”这条命令。您要的是不是“check”？"),
        ("xyzzy", "nianbao：没有“xyzzy”这条命令。"),
        ("xyzzy --help", "nianbao：没有“xyzzy”这条命令。"),
        ("help chek", "nianbao：没有“chek”这条命令。您要的是不是“check”？"),
        ("hlep", "nianbao：没有“hlep”这条命令。您要的是不是“help”？"),
        ("a.xlsx --draft", "nianbao：没有“--draft”这个选项。"),
        ("--frob", "nianbao：没有“--frob”这个选项。"),
        ("--json", "nianbao：请写明要执行的命令。"),
        ("new", "nianbao new：缺少选项 --format ID|FILE.toml。"),
        ("new --format", "nianbao new：选项 --format 后面缺少 ID|FILE.toml。"),
        ("compile a -o", "nianbao compile：选项 -o 后面缺少 OUT.docx|FOLDER。"),
        ("compile a -o --draft", "nianbao compile：选项 -o 后面缺少 OUT.docx|FOLDER。"),
        ("compile a --output=", "nianbao compile：选项 -o 后面缺少 OUT.docx|FOLDER。"),
        ("check a --prior=", "nianbao check：选项 --prior 后面缺少 REPORT。"),
        ("check a --json=1", "nianbao check：选项 --json 后面不能带值。"),
        ("check a --jsn", "nianbao check：没有“--jsn”这个选项。您要的是不是“--json”？"),
        ("check a --js", "nianbao check：没有“--js”这个选项。您要的是不是“--json”？"),
        ("check --draft a", "nianbao check：没有“--draft”这个选项。"),
        ("check a -x b", "nianbao check：没有“-x”这个选项。"),
        ("check a b", "nianbao check：多出了“b”。名字里有空格时，请用引号括起来。"),
        ("new --format f b", "nianbao new：多出了“b”。名字里有空格时，请用引号括起来。"),
        ("check a --lang fr", "nianbao check：选项 --lang 只能是 zh|en，不能是“fr”。"),
        ("new --format f --year 20", "nianbao new：选项 --year 应是四位数字的年度，不能是“20”。"),
        ("check \x1b[31m b", "nianbao check：多出了“b”。名字里有空格时，请用引号括起来。"),
        ("\x1b[31m", "nianbao：没有“?[31m”这条命令。"),
    ],
)
def test_wrong_usage_is_answered_in_one_line_and_how_to_get_help(line: str, said: str) -> None:
    answer = answered(line)
    first, second = answer.text.splitlines()
    assert first == said
    assert answer.status == 2
    program = said.split("：")[0]
    assert second == f"查看用法：{program} --help"
    assert strange_words(answer.text) <= set(re.findall("[A-Za-z]+", line))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("chek a --lang en", 'nianbao: there is no command "chek". Did you mean "check"?'),
        ("--lang=en --json", "nianbao: name a command."),
        ("check a b --lang en", 'nianbao check: unexpected "b". Put a name that contains blanks in quotation marks.'),
        ("compile a --lang en -o", "nianbao compile: the option -o needs OUT.docx|FOLDER after it."),
        ("new --lang en", "nianbao new: the option --format ID|FILE.toml is missing."),
    ],
)  # fmt: skip
def test_wrong_usage_is_answered_in_english(line: str, said: str) -> None:
    answer = answered(line)
    assert answer.text.splitlines()[0] == said
    assert answer.text.isascii()


# Explained


def test_version() -> None:
    assert answered("--version") == Answer(f"nianbao {__version__}\n", 0)


@pytest.mark.parametrize(
    "line", ["", "help", "--help", "-h", "--help --lang zh", "--lang zh", "a.xlsx --help"]
)
def test_help_lists_every_command(line: str) -> None:
    answer = answered(line)
    assert answer.status == 0
    for command in COMMANDS:
        assert f"  {command.name} " in answer.text
        assert command.words.zh in answer.text


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_documents_every_option_with_an_example(command: Command) -> None:
    for language, opening in (("zh", "用法："), ("en", "Usage: ")):
        answer = answered(f"{command.name} --help --lang {language}")
        assert answer.status == 0
        assert answer.text.startswith(f"{opening}nianbao {command.name} ")
        assert answer == answered(f"help {command.name} --lang {language}")
        listed = (*command.options, *command.common)
        for option in (*listed, *COMMON):
            lines = [f"  {', '.join(option.flags)}{end}" for end in (" ", "\n")]
            assert any(line in answer.text for line in lines) == (option in listed)
            assert option.words.zh
            assert option.words.en
        assert command.examples
        assert all(f"\n  {example}\n" in answer.text for example in command.examples)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_example_is_understood(command: Command) -> None:
    for example in command.examples:
        program, *rest = example.split()
        assert program == "nianbao"
        assert isinstance(parse(rest), Arguments)


@pytest.mark.parametrize("command", [None, *COMMANDS], ids=lambda c: c.name if c else "program")
def test_help_fits_the_terminal_and_speaks_one_language(command: Command | None) -> None:
    chinese, english = help_text("zh", command), help_text("en", command)
    assert strange_words(chinese) == set()
    assert all(display_width(line) <= 80 for line in (chinese + english).splitlines())
    without_examples = english.split("Examples:")[0]
    assert without_examples.isascii()


@given(
    st.sampled_from([each for each in COMMANDS if each.subject]),
    st.lists(st.sampled_from(["a", "乙.xlsx", "", "x=1", "-", "--", "-o", "--json", "--prior",
        "--form", "--lang", "--lang=en", "--output", "--out", "-ox", "-1", "--jobs", "--strict"]),
        min_size=1, max_size=6),
)  # fmt: skip
def test_words_sorted_plainly_are_sorted_as_argparse_does(
    command: Command, words: list[str]
) -> None:
    options = (*command.options, *COMMON, HELP)
    subject = command.subject
    plain = plainly_sorted(options, words)
    assume(subject and plain and plain.others)
    assert subject
    assert plain
    sorted_by_it = Arguments()
    extra = sort_words(command, options, words, sorted_by_it)
    taken = getattr(sorted_by_it, subject.dest)
    assert plain.others == [*(taken if subject.many else [taken]), *extra]
    assert plain.given == {k: v for k, v in vars(sorted_by_it).items() if k != subject.dest}


def test_the_command_line_needs_no_library() -> None:
    code = "import sys, compiler.commands.arguments; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"dataclasses", "inspect", "zipfile", "tomllib", "shutil", "difflib", "json",
                "hashlib", "decimal", "openpyxl", "docx", "lxml", "xlsxwriter"} & set(loaded)  # fmt: skip
