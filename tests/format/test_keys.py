"""The keys of a declaration: read by their declarations alone, and each on the page of keys."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from compiler.format import keys
from compiler.format.keys import Keys, groups
from compiler.format.load import TOP

ROOT = Path(__file__).parents[2]
LOADERS = sorted((ROOT / "compiler" / "format").glob("load*.py"))
LOADERS.append(ROOT / "compiler" / "format" / "source.py")
PAGE = (ROOT / "docs" / "keys.md").read_text("utf-8")
GETTERS = {name for name in vars(Keys) if not name.startswith("_")} - {"join"}
ALL = [*groups(TOP), keys.ANYWHERE]


def plain(line: str) -> str:
    """As Markdown shows it."""
    return line.replace("\\|", "|").replace("\\*", "*").replace("&lt;", "<")


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node


@pytest.mark.parametrize("path", LOADERS, ids=lambda path: path.stem)
def test_nothing_is_read_by_a_key_that_is_not_declared(path: Path) -> None:
    """A group declares a key by its name; an entry is asked for the key, never for a name."""
    for call in calls(path):
        assert isinstance(call.func, ast.Attribute)
        of = call.func.value
        reads = call.func.attr in GETTERS and call.args and isinstance(call.args[0], ast.Constant)
        assert not reads or (isinstance(of, ast.Name) and of.id.lstrip("_").isupper()), call.lineno


@pytest.mark.parametrize("path", LOADERS, ids=lambda path: path.stem)
def test_every_key_that_is_declared_is_read(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    named = [
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.startswith("_") and target.id.isupper()
    ]
    read = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
    assert set(named) <= set(read)


@pytest.mark.parametrize("group", ALL, ids=lambda group: group.name)
def test_every_key_is_on_the_page_with_what_it_does(group: Keys) -> None:
    section = PAGE.partition(f'<a id="keys-{group.name}"></a>')[2].partition('<a id="keys-')[0]
    assert group.tells.zh in section
    assert group.tells.en in section
    for key in group:
        (row,) = [
            plain(line) for line in section.splitlines() if line.startswith(f"| `{key.name}` |")
        ]
        assert ("**必**" in row) == key.mandatory
        assert key.tells.zh in row
        assert key.tells.en in row
        assert key.tells.zh.endswith(("。", "："))
        assert not key.default or f"`{key.default}`" in row


def test_a_group_has_no_key_twice() -> None:
    assert len({group.name for group in ALL}) == len(ALL)
    for group in ALL:
        names = [key.name for key in group]
        assert len(set(names)) == len(names)
