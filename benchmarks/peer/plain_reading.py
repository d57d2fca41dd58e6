"""A workbook read as an office programmer would: each thing from where it is known to stand.

What it gives is what a template is filled with: a title, the sheets of the report in order,
each with its figures by their cells or its paragraphs, a signatory and a date. It checks
nothing, and a moved row would be read wrongly without a word.

    python benchmarks/peer/plain_reading.py WORKBOOK.xlsx DATA.json

writes the same flat, for template programs that are given data and know no paths.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

FIRST_ROW = 4
KINDS = {"小标题（一）": "second", "小标题1.": "third"}
QUOTE = re.compile(r"\{([^{}]+)\}")


def opened(workbook: str, manner: str) -> Any:
    """Read-only where sparing; else as it is most often written."""
    return load_workbook(workbook, read_only=manner == "sparing", data_only=True)


def context(book: Any) -> dict[str, Any]:
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    names = list(rows)
    cover = _labelled(rows["封面"])
    quotes = _labelled(rows["可引用数据"])
    sheets = [
        {"name": name, **_section(rows[name][FIRST_ROW - 1 :], quotes)}
        for name in names[names.index("引言") : names.index("校验")]
    ]
    return {
        "title": f"{cover['机关全称']}{cover['报告年度']}年政府信息公开工作年度报告",
        "sheets": sheets,
        "signatory": cover["署名"],
        "date": cover["成文日期"],
    }


def flat(found: dict[str, Any]) -> dict[str, Any]:
    """`s2_B4` is a figure of the sheet with that number, `s1` the paragraphs of another."""
    values = {name: found[name] for name in ("title", "signatory", "date")}
    for number, sheet in enumerate(found["sheets"]):
        for address, figure in sheet.get("figures", {}).items():
            values[f"s{number}_{address}"] = figure
        if "paragraphs" in sheet:
            values[f"s{number}"] = [
                {KINDS.get(each["level"], "body"): True, "text": each["text"]}
                for each in sheet["paragraphs"]
            ]
    return values


def _labelled(rows: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    """A sheet of names and values: the first two filled cells of each row."""
    pairs: dict[str, Any] = {}
    for row in rows:
        filled = [value for value in row if value is not None]
        if len(filled) >= 2:
            pairs[str(filled[0]).strip("{}")] = filled[1]
    return pairs


def _section(rows: list[tuple[Any, ...]], quotes: dict[str, Any]) -> dict[str, Any]:
    if rows[0][0] == "级别":
        return {"paragraphs": [p for row in rows[1:] for p in _paragraphs(row, quotes)]}
    figures = {
        f"{get_column_letter(c)}{r}": f"{value}"
        for r, row in enumerate(rows, FIRST_ROW)
        for c, value in enumerate(row, 1)
        if value is not None and not isinstance(value, str)
    }
    return {"figures": figures}


def _paragraphs(row: tuple[Any, ...], quotes: dict[str, Any]) -> list[dict[str, str]]:
    level, text = row[:2]
    filled = QUOTE.sub(lambda quote: str(quotes[quote.group(1)]), str(text or ""))
    return [{"level": level or "", "text": line} for line in filled.splitlines() if line.strip()]


if __name__ == "__main__":
    given, out = sys.argv[1:]
    data = flat(context(opened(given, "sparing")))
    Path(out).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
