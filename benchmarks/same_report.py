"""Whether two Word documents say the same report: every paragraph and every table cell.

    python benchmarks/same_report.py ONE.docx OTHER.docx

Given two documents, prints what was compared and exits 0, or prints each difference and
exits 1. White space inside a text does not count; order does.
"""

from __future__ import annotations

import difflib
import re
import sys
from pathlib import Path

import docx
from docx.oxml.ns import qn

FIGURE = re.compile(r"[-+]?\d+(?:\.\d+)?(?:元|万元)?|/")


def main(paths: list[str]) -> int:
    one, other = (_content(Path(path)) for path in paths)
    if one != other:
        print("the two documents do not say the same report:")
        print("\n".join(difflib.unified_diff(one, other, paths[0], paths[1], n=0, lineterm="")))
        return 1
    rows = [line.split("│")[1:] for line in one if line.startswith("│")]
    figures = sum(1 for row in rows for text in row if FIGURE.fullmatch(text))
    paragraphs = len(one) - len(rows)
    print(
        f"same report in both: {figures} figures, {paragraphs} paragraphs, {len(rows)} table rows"
    )
    return 0


def _content(path: Path) -> list[str]:
    """The body in its order: a paragraph a line, a table row a line of its filled cells."""
    lines: list[str] = []
    for block in docx.Document(str(path)).element.body:
        if block.tag == qn("w:p"):
            lines.append(_text(block))
        elif block.tag == qn("w:tbl"):
            for row in block.iter(qn("w:tr")):
                cells = (_text(cell) for cell in row.iter(qn("w:tc")))
                lines.append("".join(f"│{text}" for text in cells if text))
    return [line for line in lines if line]


def _text(element: object) -> str:
    texts = element.iter(qn("w:t"))  # type: ignore[attr-defined]
    return "".join("".join(text.text or "" for text in texts).split())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
