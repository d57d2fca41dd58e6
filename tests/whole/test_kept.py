"""What a release made stays readable: the same figures, the same words, the same verdict.

The files under kept/ were made by the versions that their folders name and are never rebuilt
(kept/make.py). Everything here goes through the command: it outlives the modules behind it.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple

import pytest

from tests.kept.make import DOCUMENTS, FORM, REFERENCE, seen
from tests.support.running import nianbao

KEPT = Path(__file__).parents[1] / "kept"
RELEASES = sorted(path.parent.name for path in KEPT.glob("*/expected.json"))


class Case(NamedTuple):
    release: str
    file: str
    asked: dict[str, str]
    expected: dict[str, Any]

    @property
    def name(self) -> str:
        return " ".join([f"{self.release}/{self.file}", *(f"--{key}" for key in self.asked)])


def _cases(release: str) -> Iterator[Case]:
    content = json.loads((KEPT / release / "expected.json").read_text("utf-8"))
    for each in content["read"]:
        answers = {key: each[key] for key in ("export", "check", "verify") if key in each}
        expected = {**answers, "report": content["reports"][each["report"]]}
        yield Case(release, each["file"], each["asked"], expected)


CASES = [case for release in RELEASES for case in _cases(release)]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of every release's folder, its documents unpacked."""
    copy = tmp_path_factory.mktemp("kept")
    for release in RELEASES:
        copytree(KEPT / release, copy / release)
        with zipfile.ZipFile(copy / release / DOCUMENTS) as packed:
            packed.extractall(copy / release)
    return copy


def _run(*words: str | Path) -> tuple[int, dict[str, Any]]:
    ran = nianbao(*words)
    return ran.code, ran.json


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_kept_file_is_read_as_when_it_was_made(case: Case, kept: Path) -> None:
    now = seen(_run, kept / case.release / case.file, case.asked)
    differing = list(_differences(case.expected, now))
    if differing:
        pytest.fail("\n".join([f"{case.name} is read otherwise:", *differing]), pytrace=False)


@pytest.mark.parametrize("release", RELEASES)
def test_every_kept_file_is_read(release: str, kept: Path) -> None:
    besides = {"expected.json", DOCUMENTS, FORM, REFERENCE}
    read = {case.file for case in CASES if case.release == release}
    assert {path.name for path in (kept / release).iterdir()} == read | besides


@pytest.mark.parametrize("release", RELEASES)
def test_a_kept_reference_document_still_serves(release: str, kept: Path) -> None:
    folder = kept / release
    words = ("--reference-doc", folder / REFERENCE, "-o", folder.parent / "again.docx")
    ran = nianbao("compile", folder / "cangshan.xlsx", *words, "--json")
    assert (ran.code, ran.json["status"]) == (0, "clean")


def _differences(was: Any, now: Any, at: str = "") -> Iterator[str]:
    """Each place in which two JSON values differ, with both."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in (*was, *(key for key in now if key not in was)):
            yield from _differences(was.get(key), now.get(key), f"{at}.{key}".lstrip("."))
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for number, (old, new) in enumerate(zip(was, now, strict=True), start=1):
            yield from _differences(old, new, f"{at}[{number}]")
    elif was != now:
        yield f"  {at}: was {was!r}, now {now!r}"
