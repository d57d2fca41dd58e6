"""The file for Windows, as far as it can be looked at elsewhere: nothing here runs it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = (ROOT / "docs" / "windows" / "nianbao.cmd").read_bytes()
LINES = DATA.decode("utf-8").split("\r\n")


def test_its_lines_end_as_the_command_processor_wants_them() -> None:
    """With bare line feeds it loses its labels; a byte order mark would be its first command."""
    assert DATA.count(b"\n") == DATA.count(b"\r\n") > 0
    assert DATA.startswith(b"@echo off\r\n")
    kept = subprocess.run(
        ["git", "check-attr", "text", "docs/windows/nianbao.cmd"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    assert not kept or kept.strip().endswith("unset"), "git leaves them as they are"


def test_the_code_page_comes_before_the_first_chinese_word() -> None:
    first = next(number for number, line in enumerate(LINES) if not line.isascii())
    assert LINES.index("chcp 65001 >nul") < first


def test_paths_with_blanks_stay_whole() -> None:
    for line in LINES:
        if line.startswith(("rem", "set", "for", "echo")):
            continue
        for path in re.finditer(r"%(?:ROOT|NIANBAO)%", line):
            assert line[: path.start()].count('"') % 2 == 1, line
    assert '"%NIANBAO%" %*' in LINES, "each dropped name comes in quotation marks of its own"


def test_every_jump_has_its_label_and_ends_at_a_pause() -> None:
    wanted = set(re.findall(r"goto (\w+)", "\n".join(LINES)))
    assert {line[1:] for line in LINES if line.startswith(":")} == wanted
    assert LINES[-3:] == ["pause", "exit /b %CODE%", ""]
