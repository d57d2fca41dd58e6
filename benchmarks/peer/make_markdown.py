"""Makes the Markdown of the report that pandoc is given; done once, outside the timing.

    python benchmarks/peer/make_markdown.py WORKBOOK.xlsx OUT.md

Tables are pipe tables: no cell is merged and the first row is the header, for that is what
the simplest of pandoc's tables can say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from make_template import grid
from plain_reading import KINDS, context, opened

MARKS = {"second": "## ", "third": "### ", "body": ""}


def main(workbook: str, out: str) -> None:
    Path(out).write_text("\n\n".join(_blocks(opened(workbook, "usual"))) + "\n", "utf-8")


def _blocks(book: Any) -> Iterator[str]:
    found = context(book)
    yield found["title"]
    for number, section in enumerate(found["sheets"]):
        if number:
            yield f"# {section['name']}"
        for each in section.get("paragraphs", ()):
            # A heading's own number is text, not the beginning of a list.
            yield MARKS[KINDS.get(each["level"], "body")] + each["text"].replace("1.", "1\\.")
        if "figures" in section:
            yield _table(book[section["name"]])
    yield found["signatory"]
    yield found["date"]


def _table(sheet: Any) -> str:
    values, width = grid(sheet)
    rows = ["| " + " | ".join(_cell(value) for value in row[:width]) + " |" for row in values]
    return "\n".join([rows[0], "|" + "---|" * width, *rows[1:]])


def _cell(value: Any) -> str:
    return "" if value is None else str(value).replace("\n", " ")


if __name__ == "__main__":
    main(*sys.argv[1:])
