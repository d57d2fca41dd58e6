"""Pages of `explain` that the build worked out say what is said without them, or are passed over."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.commands.explain import every_page
from compiler.edges.at_hand import AtHand
from compiler.edges.explained import FILE, Page, file_of, page_at_hand
from compiler.edges.ready_made import shipped_folder
from compiler.edges.shelf import shelf_of

PAGES = list(every_page(shelf_of({})))


@pytest.fixture
def shelf(tmp_path: Path) -> AtHand:
    templates, ready = tmp_path / "templates", tmp_path / "ready"
    shutil.copytree(shipped_folder(), templates)
    ready.mkdir()
    shelf = AtHand(str(templates), str(ready), installed=False)
    (ready / FILE).write_bytes(file_of(shelf, PAGES))
    return shelf


def test_every_page_comes_back(shelf: AtHand) -> None:
    assert len(PAGES) > 500
    assert [(code, lang, page_at_hand(code, lang, shelf)) for code, lang, _ in PAGES] == PAGES


@pytest.mark.parametrize("code", ["T999", "", "T301 zh", "\n", "表内不平衡"])
def test_no_page_of_what_is_no_code(code: str, shelf: AtHand) -> None:
    assert page_at_hand(code, "zh", shelf) is None


def _changed_clause(shelf: AtHand) -> None:
    path = Path(shelf.templates, "disclosure-2019.toml")
    path.write_text(path.read_text("utf-8").replace("clause = ", "clause  = ", 1), "utf-8")


def _changed_include(shelf: AtHand) -> None:
    path = Path(shelf.templates, "shared", "disclosure-prose.toml")
    path.write_bytes(path.read_bytes() + b"\n")


def _another_declaration(shelf: AtHand) -> None:
    Path(shelf.templates, "another.toml").write_bytes(b"")


def _cut_off(shelf: AtHand) -> None:
    path = Path(shelf.ready, FILE)
    path.write_bytes(path.read_bytes()[:5])


def _gone(shelf: AtHand) -> None:
    Path(shelf.ready, FILE).unlink()


@pytest.mark.parametrize(
    "change", [_changed_clause, _changed_include, _another_declaration, _cut_off, _gone]
)
def test_pages_of_another_state_are_passed_over(
    change: Callable[[AtHand], None], shelf: AtHand
) -> None:
    assert isinstance(page_at_hand("T301", "zh", shelf), Page)
    change(shelf)
    assert page_at_hand("T301", "zh", shelf) is None


def test_of_another_version_of_the_code_none(shelf: AtHand) -> None:
    assert page_at_hand("T301", "zh", shelf._replace(installed=True)) is None


def test_an_office_with_declarations_of_its_own_is_told_of_them(
    shelf: AtHand, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(os.environ, "NIANBAO_FORMATS", str(tmp_path))
    assert page_at_hand("T301", "zh", shelf) is None
