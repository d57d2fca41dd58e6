"""Nothing about an edition stands in the Python code: it is said once, in its declaration.

Every label, id, heading, name and authority of the declarations in templates/ is looked
for in the string literals of compiler/. Docstrings are not code and are left out.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from compiler.edges.shelf import shipped_folder
from compiler.format.declaration import Line
from compiler.format.form import Form
from tests.support.examples import HERE, declaration_of

# Words that mean something of their own in the code, and happen to be ids of an edition too.
ALLOWED = {
    "change": "a type of figure, and the id of a column",
    "amount": "a type of figure, and the id of a column",
    "items": "a word of JSON Schema, and the id of a column",
    "other": "a number format that is neither date nor percent, and the id of a column",
    "rules": "a key of the coverage map in the contract, and the id of a row",
    "total": "what a draft calls a total whose label has no Latin words, and the id of a row"
    " and a column",
    "项目": "a column of records kept for people, and the head of a table",
    "合计": "a column of the coverage map, and the label of a row",
    "金额": "the name of a type of figure, and the label of a row",
    "made": "reports that were made, and the id of a column",
}
# A label of so many Chinese characters is an edition's own words even inside a longer text.
TELLING = 4


def editions() -> list[Form]:
    return [declaration_of(path.stem) for path in sorted(shipped_folder().glob("*.toml"))]


def words_of(form: Form) -> Iterator[str]:
    """Whatever names a part of the edition, to programs or to people."""
    yield from (form.id, form.declaration.name, form.declaration.authority, form.declaration.title)
    for section in form.sections:
        yield from (section.id, section.heading, section.sheet, section.short, section.help)
        yield from section.variants
        yield section.heading.partition("、")[2]
    for table in form.tables:
        yield from (table.id, table.band, table.corner)
        yield from (word for line in (*table.rows, *table.columns) for word in _words(line))
    for rule in form.declaration.rules:
        yield from (rule.id, rule.words, rule.clause, rule.hint, rule.exceptions)
    for figure in form.declaration.key_figures:
        yield figure.name
    for kind in ("subject", "duties"):
        yield from form.prose.roles.get(kind, ())


def _words(line: Line) -> Iterator[str]:
    yield line.id
    yield line.help
    for label in line.label:
        yield from (label, _bare(label))


def _bare(label: str) -> str:
    """A label without its number: （一）予以公开 → 予以公开."""
    return re.sub(r"^(（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+\.)", "", label)


def literals(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if text and id(node) not in docstrings:
            yield node.lineno, node.value


def test_no_word_of_an_edition_stands_in_the_code() -> None:
    words = {word for each in editions() for word in words_of(each) if word}
    telling = [w for w in words if len(w) >= TELLING and not w.isascii()]
    assert len(words) > 150
    found = []
    for path in sorted((HERE.parent / "compiler").rglob("*.py")):
        for line, text in literals(path):
            hits = {text} & words | {
                word for word in telling if word in text and word not in ALLOWED
            }
            found += [
                f"{path.relative_to(HERE.parent)}:{line} {hit}" for hit in sorted(hits - {*ALLOWED})
            ]
    assert found == []


def test_every_allowance_is_needed() -> None:
    words = {word for each in editions() for word in words_of(each)}
    used = {text for path in (HERE.parent / "compiler").rglob("*.py") for _, text in literals(path)}
    assert words & used >= set(ALLOWED)
