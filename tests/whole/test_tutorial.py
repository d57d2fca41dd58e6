"""The tutorials of docs/: followed step by step, every command prints what is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compiler.edges.files import read_bytes
from compiler.format.declaration import Declaration
from compiler.format.load import load
from tests.support.tutorial import TUTORIALS, Tutorial, declared, performed

each_tutorial = pytest.mark.parametrize("tutorial", TUTORIALS, ids=lambda t: t.page.stem)


@each_tutorial
def test_every_command_prints_what_the_tutorial_shows(tutorial: Tutorial, tmp_path: Path) -> None:
    """`python -m tests.support.tutorial` renews what is shown. The finished form compiles."""
    shown = tutorial.page.read_text("utf-8")
    assert performed(tutorial, tmp_path) == shown
    made = tmp_path / tutorial.declaration
    assert isinstance(load(made.read_bytes(), str(made), read_bytes), Declaration)
    assert list(tmp_path.glob("*.docx"))


@each_tutorial
def test_it_needs_no_python(tutorial: Tutorial) -> None:
    text = tutorial.page.read_text("utf-8")
    assert "```python" not in text
    assert not re.search(r"\$ (?!nianbao )", text)


@each_tutorial
def test_the_whole_declaration_stands_among_the_examples(tutorial: Tutorial) -> None:
    if tutorial.kept is not None:
        assert tutorial.kept.read_text("utf-8") == declared(tutorial.page.read_text("utf-8"))
