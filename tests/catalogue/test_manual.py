"""The manual and the examples of `explain` are current, and every code has its page."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from compiler.catalogue.all import KINDS
from compiler.edges.shelf import shelf_of
from compiler.values.findings import Kind
from tests.support.running import nianbao

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "manual"
EXAMPLES = tomllib.loads((ROOT / "compiler/catalogue/examples.toml").read_text("utf-8"))


def test_it_is_what_the_command_would_make() -> None:
    command = [sys.executable, str(ROOT / "docs" / "rebuild.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr[-2000:]


def test_every_link_leads_somewhere() -> None:
    for page in MANUAL.glob("*.md"):
        text = page.read_text("utf-8")
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            name, _, anchor = target.partition("#")
            path = (MANUAL / name).resolve() if name else page
            assert path.is_file(), (page.name, target)
            assert not anchor or f'id="{anchor}"' in path.read_text("utf-8"), target


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_code_has_a_section_with_an_example(kind: Kind) -> None:
    text = (MANUAL / f"{kind.code[0]}.md").read_text("utf-8")
    section = text.partition(f'<a id="{kind.code.lower()}"></a>')[2].partition('<a id="')[0]
    for heading in ("查什么，为什么", "什么时候可以说明而不改", "怎么改", "**例**"):
        assert heading in section
    for language in ("zh", "en"):
        example = EXAMPLES[kind.code][language]
        assert set(example) == {"message", "hint"}
        assert all(text.strip() for text in example.values())
        assert "…" not in example["message"][:-1] or "…" not in kind.message.zh
    assert section.count("```text") == 2


def test_every_edition_has_a_page() -> None:
    for id in shelf_of({}).known():
        assert (MANUAL / f"{id}.md").is_file()


def test_explain_shows_what_was_really_said() -> None:
    text = nianbao("explain", "T301", COLUMNS="200").out
    assert re.search(r"例如  表三“.*”列：.*应为 .*，实为 .*，相差 ", text, re.DOTALL)
    found = nianbao("explain", "T301", "--json").json
    assert found["message"] == EXAMPLES["T301"]["zh"]["message"]
    assert "{" not in found["message"] + found["hint"]


def test_explain_names_the_clause_and_when_a_slip_will_do() -> None:
    text = nianbao("explain", "T301", COLUMNS="200").out
    assert "依据  国办公开办函〔2019〕60号" in text
    assert "能否说明  错误必须改正" in text
    across = nianbao("explain", "Y301", COLUMNS="400").out
    assert "情况说明" in across.partition("能否说明  ")[2]
    milder = nianbao("explain", "T401", "--json").json
    assert {each["format"] for each in milder["clauses"]} <= set(shelf_of({}).known())
    assert nianbao("explain", "W150", "--json").json["clauses"] == []


def test_no_example_names_a_folder_of_the_machine_it_was_run_on() -> None:
    for path in (*MANUAL.glob("*.md"), ROOT / "compiler/catalogue/examples.toml"):
        assert not re.search(r"/tmp/|/home/|/work/|[A-Z]:\\\\", path.read_text("utf-8")), path
