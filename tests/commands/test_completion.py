"""Completion: what a shell offers, in bash as it does it, in the others as far as they say."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from compiler.commands.options import COMMANDS
from compiler.commands.options_of_formats import SHELLS
from tests.support.running import nianbao

_ASK = """
source "$1"; shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
_shtab_nianbao 2>/dev/null
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("completion") / "nianbao.bash"
    path.write_bytes(nianbao("completion", "bash").raw)
    return path


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        (["ch"], ["check"]),
        (["re"], ["reference-doc"]),
        (["check", "--ma"], ["--marked"]),
        (["formats", "--st"], []),
        (["check", "a.xlsx", "--lang", ""], ["zh", "en"]),
        (["new", "--format", "disclosure-"], ["disclosure-2019", "disclosure-2021"]),
        (["explain", "T30"], ["T301"]),
        (["completion", "f"], ["fish"]),
        (["check", "年"], ["年报 一.xlsx", "年报"]),
        (["compile", "--prior", "年报 "], ["年报 一.xlsx"]),
    ],
    ids=" ".join,
)
def test_bash_completes(line: list[str], offered: list[str], script: Path, tmp_path: Path) -> None:
    (tmp_path / "年报 一.xlsx").write_bytes(b"")
    (tmp_path / "年报").mkdir()
    asked = ["bash", "-c", _ASK, "bash", script, "nianbao", *line]
    ran = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=True)
    found = {word.rstrip("/") for word in ran.stdout.splitlines() if word}
    assert found >= {*offered}
    assert offered or not found


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_is_told_of_every_command_and_option(shell: str) -> None:
    ran = nianbao("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert nianbao("completion", shell, "--json").json["script"].strip() == ran.out.strip()
    for command in COMMANDS:
        for option in (*command.options, *command.common):
            assert option.flags[-1].lstrip("-") in ran.out
        assert command.name in ran.out
        if shell != "bash":  # it shows no explanations
            assert command.words.zh.split("{")[0] in ran.out


def test_nothing_else_loads_what_makes_it() -> None:
    code = "import sys; from compiler.cli import main; main(['--help']); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert not {"shtab", "compiler.commands.completion"} & set(loaded.stdout.split())
