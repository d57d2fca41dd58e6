"""docs/declaring-a-format.md: followed step by step, every command prints what is shown."""

from __future__ import annotations

import re
from pathlib import Path

from compiler.edges.files import read_bytes
from compiler.format.declaration import Declaration
from compiler.format.load import load
from tests.support.tutorial import DECLARATION, TUTORIAL, performed


def test_every_command_prints_what_the_tutorial_shows(tmp_path: Path) -> None:
    """`python -m tests.support.tutorial` renews what is shown."""
    shown = TUTORIAL.read_text("utf-8")
    assert performed(shown, tmp_path) == shown


def test_the_finished_form_compiles(tmp_path: Path) -> None:
    performed(TUTORIAL.read_text("utf-8"), tmp_path)
    made = tmp_path / DECLARATION
    assert isinstance(load(made.read_bytes(), str(made), read_bytes), Declaration)
    assert list(tmp_path.glob("*.docx"))


def test_it_needs_no_python() -> None:
    text = TUTORIAL.read_text("utf-8")
    assert "```python" not in text
    assert not re.search(r"\$ (?!nianbao )", text)
