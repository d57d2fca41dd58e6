"""Reports of docs/examples/spending.toml, whose table has the lines that an office adds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from compiler.edges.files import read_bytes
from compiler.format.declaration import Declaration
from compiler.format.form import form_of
from compiler.format.load import load
from compiler.readers.workbook.read import read_form
from compiler.report.desk import Only
from compiler.report.from_data import read_data
from compiler.report.reading import Reading
from compiler.values.origin import Source
from compiler.workbook.form.make import blank_report, write_form
from docs.dialect import EXAMPLES

Data = dict[str, Any]
PATH = EXAMPLES / "spending.toml"


@cache
def declared(at_least: int = 0) -> Declaration:
    text = PATH.read_text("utf-8")
    # As it stands in the file, so that commands given the file know it again.
    return loaded(text.replace("at_most", f"at_least = {at_least}\nat_most") if at_least else text)


def by_level() -> Declaration:
    """The same form, but for a column of levels in place of keys that tell them."""
    text = PATH.read_text("utf-8")
    return loaded(text.replace("key_lengths = [3, 5, 7]", 'level = "级次"'))


def loaded(text: str) -> Declaration:
    declaration = load(text.encode(), str(PATH), read_bytes)
    assert isinstance(declaration, Declaration), declaration
    return declaration


def reading_of(data: Data, declaration: Declaration | None = None) -> Reading:
    shelf = Only(declaration or declared())
    return read_data(json.dumps(data).encode(), Source("决算.json", "json", ""), "决算.json", shelf)


def workbook(data: Data, declaration: Declaration | None = None) -> bytes:
    reading = reading_of(data, declaration)
    assert reading.report is not None
    assert reading.form is not None
    return write_form(reading.form, reading.report)


def blank_workbook(declaration: Declaration | None = None) -> bytes:
    form = form_of(declaration or declared())
    return write_form(form, blank_report(form, 2022, "青山县财政局"))


def read_workbook(data: bytes, declaration: Declaration | None = None) -> Reading:
    source = Source("决算.xlsx", "xlsx", "")
    return read_form(data, source, "决算.xlsx", Only(declaration or declared()))


def edited(data: bytes, edit: Callable[[Worksheet], object]) -> bytes:
    """The workbook after an edit of its table, as openpyxl saves it: without stored results."""
    book = load_workbook(BytesIO(data))
    edit(book["支出决算表"])
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def spending(lines: Iterable[str], year: int = 2022) -> Data:
    """Data with these lines, each “key name”, or “（无） name” without a key; every figure is 0."""
    rows = [_row("total"), *(_line(*each.partition(" ")[::2]) for each in lines)]
    return {
        "format": "spending",
        "year": year,
        "agency": {"name": "青山县财政局"},
        "narrative": {"notes": [{"level": "body", "text": "支出平稳。"}]},
        "tables": {"spending": rows},
    }


def _line(key: str, name: str) -> Data:
    return _row("" if key == "（无）" else key) | {"label": name}


def _row(key: str, basic: int = 0, project: int = 0) -> Data:
    figures = {"total": basic + project, "basic": basic, "project": project}
    return {"key": key, "figures": figures}


def accounts(items: int, year: int = 2022) -> Data:
    """Data that adds up, with so many 项 in their 款 and 类: five to a 款, four 款 to a 类."""
    data = spending((), year)
    rows = data["tables"]["spending"]
    tops = [*_classes(items)]
    rows[0]["figures"] = _sum(tops)
    for top in tops:
        rows += _flat(top)
    return data


def _classes(items: int) -> Iterator[Data]:
    """Each with the rows below it."""
    for first in range(0, items, 20):
        key = str(201 + first // 20)
        groups = [
            _group(f"{key}{n // 5 + 1:02}", range(first + n, min(first + n + 5, items)))
            for n in range(0, min(20, items - first), 5)
        ]
        yield {
            "key": key,
            "label": f"第{key}类",
            "level": 1,
            "figures": _sum(groups),
            "below": groups,
        }


def _group(key: str, numbers: Iterable[int]) -> Data:
    items = [
        _row(f"{key}{at:02}", n * 10 + 1, n * 3 + 5) | {"label": f"第{n + 1}项支出", "level": 3}
        for at, n in enumerate(numbers, start=1)
    ]
    return {"key": key, "label": f"第{key}款", "level": 2, "figures": _sum(items), "below": items}


def _sum(rows: Iterable[Data]) -> dict[str, int]:
    figures = [row["figures"] for row in rows]
    return {c: sum(f[c] for f in figures) for c in ("total", "basic", "project")}


def _flat(row: Data) -> Iterator[Data]:
    yield {key: value for key, value in row.items() if key != "below"}
    for each in row.get("below", ()):
        yield from _flat(each)
