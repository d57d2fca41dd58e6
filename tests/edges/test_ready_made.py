"""What the build works out of a declaration says what its TOML says, or is passed over."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from compiler.edges.ready_made import (
    code_at_work,
    make_ready,
    ready_folder,
    ready_made,
    shipped_folder,
)
from compiler.edges.shelf import FolderShelf, shelf_of
from compiler.format.declaration import Declaration
from compiler.format.form import form_of
from compiler.format.lexicon import Lexicon, lexicon_of
from compiler.format.load import load
from compiler.format.one_of_each import OneOfEach
from compiler.format.ready import worked_out
from compiler.readers.workbook.own_formulas import formulas_of
from tests.support.workbooks import GOOD, SAMPLES

IDS = sorted(shelf_of({}).known())


def from_toml(id: str) -> Declaration:
    """From another folder, so that what is derived of it is known by another key."""
    path = shipped_folder() / f"{id}.toml"
    declaration = load(path.read_bytes(), str(path), Path.read_bytes)
    assert isinstance(declaration, Declaration)
    return declaration


@pytest.mark.parametrize("id", IDS)
def test_of_equal_values_one_is_written(id: str) -> None:
    declaration = from_toml(id)
    written = worked_out(declaration, formulas_of)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(OneOfEach, "of", lambda _, value: value)
        plain = worked_out(declaration, formulas_of)
    assert len(written) < 0.95 * len(plain)


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A shipped folder of its own, whose first declaration is worked out."""
    folder = tmp_path / "templates"
    shutil.copytree(shipped_folder(), folder)
    ready_folder(folder).mkdir(parents=True)
    path = folder / f"{IDS[0]}.toml"
    made_of(path).write_bytes(make_ready(path, code_at_work(folder)))
    return folder


def made_of(path: Path) -> Path:
    return ready_folder(path.parent) / f"{path.stem}.pickle"


def taken(path: Path) -> Declaration | None:
    form_of.cache_clear()  # making it asked for its form, too
    lexicon_of.cache_clear()
    return ready_made(path, path.read_bytes())


@pytest.mark.parametrize("id", IDS)
def test_it_says_what_the_toml_says(id: str, templates: Path) -> None:
    path = templates / f"{id}.toml"
    made_of(path).write_bytes(make_ready(path, code_at_work(templates)))
    ready, read = taken(path), from_toml(id)
    assert ready is not None
    for name in Declaration.__annotations__:
        if name not in ("path", "ready"):
            assert getattr(ready, name) == getattr(read, name), name
    made, worked_out = form_of(ready), form_of(read)
    assert ready.ready is not None
    for name in ready.ready.form:
        assert made.__dict__[name] == getattr(worked_out, name), name
    assert ready.ready.formulas == formulas_of(worked_out)
    lines = any(table.open_rows for table in worked_out.tables)
    assert bool(ready.ready.formulas) == (not lines)


@pytest.mark.parametrize("id", IDS)
def test_its_words_are_those_of_the_toml(id: str, templates: Path) -> None:
    path = templates / f"{id}.toml"
    made_of(path).write_bytes(make_ready(path, code_at_work(templates)))
    ready = taken(path)
    assert ready is not None
    made, worked_out = lexicon_of(form_of(ready)), lexicon_of(form_of(from_toml(id)))
    assert made.denying == worked_out.denying
    assert made.counted == worked_out.counted
    text = (SAMPLES / f"{GOOD}.json").read_text("utf-8") + path.read_text("utf-8")
    assert any(words_of(made, text))
    assert words_of(made, text) == words_of(worked_out, text)


def words_of(lexicon: Lexicon, text: str) -> list[list[object]]:
    return [list(lexicon.beginning_at(text, at)) for at in range(len(text))]


def test_the_build_needs_nothing_that_is_not_here(tmp_path: Path) -> None:
    """No library is installed yet when it works out what is shipped."""
    command = [sys.executable, "-S", "-m", "compiler.edges.ready_made", str(tmp_path)]
    subprocess.run(command, cwd=shipped_folder().parent, check=True)
    assert {path.stem for path in tmp_path.iterdir()} == set(IDS)


def test_what_is_missing_or_damaged_is_passed_over(templates: Path) -> None:
    path = templates / f"{IDS[0]}.toml"
    whole = made_of(path).read_bytes()
    assert taken(path) is not None
    for place in (0, 31, 32, 40, len(whole) // 2, len(whole) - 1):
        changed = bytearray(whole)
        changed[place] ^= 1
        made_of(path).write_bytes(changed)
        assert taken(path) is None, place
    for damaged in (b"", whole[:20], whole[:-1], whole + b"\0"):
        made_of(path).write_bytes(damaged)
        assert taken(path) is None
    made_of(path).unlink()
    assert taken(path) is None


def test_one_of_another_declaration_or_other_code_is_passed_over(templates: Path) -> None:
    path = templates / f"{IDS[0]}.toml"
    included = templates / "shared" / "disclosure-prose.toml"
    for changed in (path, included):
        before = changed.read_bytes()
        changed.write_bytes(before + b"\n# changed\n")
        assert taken(path) is None, changed
        changed.write_bytes(before)
    assert taken(path) is not None
    included.unlink()
    assert taken(path) is None
    shutil.copy(shipped_folder() / "shared" / included.name, included)
    made_of(path).write_bytes(make_ready(path, "other code"))
    assert taken(path) is None


class Trap:
    """Loading its pickle makes a folder."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (self.path,)


def test_what_lies_in_the_folder_of_an_office_is_never_loaded(tmp_path: Path) -> None:
    office, sprung = tmp_path / "office", tmp_path / "sprung"
    office.mkdir()
    shutil.copytree(shipped_folder() / "shared", office / "shared")
    path = office / f"{IDS[0]}.toml"
    shutil.copy(shipped_folder() / path.name, path)
    trap = pickle.dumps(Trap(str(sprung)))
    for folder in (office / "ready", ready_folder(office)):
        folder.mkdir(parents=True)
        (folder / f"{path.stem}.pickle").write_bytes(trap)
    for shelf in (FolderShelf(shipped_folder(), office), FolderShelf(office)):
        assert isinstance(shelf.named(IDS[0]), Declaration)
    assert isinstance(shelf_of({}).asked(str(path)), Declaration)
    assert not sprung.exists()
    pickle.loads(trap)
    assert sprung.exists(), "the trap works"
