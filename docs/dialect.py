"""Reads docs/examples: what is given, as Markdown tables, and what is found, beside the rows.

One file per family, one example a heading. Tests run every example; the manual and `explain`
show one of each kind. A report is given as its tables:

    ## A total that leaves out one applicant
    | 表三 | 自然人 | 商业企业 | 总计 | finds |
    |---|---|---|---|---|
    | 一、本年新收 | 60 | 2 | 60 | T201 总计应为 62 |

The first header cell names a table of the declaration, a prose section, 封面 or 情况说明;
“上年 表三” and “上年 引言” give last year's report. Cells that are not shown are 0, sections
that are not shown say what they must, or “无。”. An empty cell is blank, `code` is typed as
text, ∑ 5 is a live total whose stored result is 5, ∑ alone one without a result, ␁ a control
character. The last column says what is found in this row, with the column where it is:
`T201 总计应为 62`, `C130 自然人读作 3`, `T401 对外公开总数量（警告）`; and what merely follows,
with its root and rule: `随 T201：总计（requests-balance）`. Lines that begin with > are messages
that are given. “只在工作簿” or “只在数据” says that a case has only one form, “格式：” in the
head of a file its declaration.

What is no report is told in words, a row an example: under 做法 what is done, under 文件 what a
file holds, under 声明里的 what a declaration says instead, a break written ⏎.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

EXAMPLES = Path(__file__).parent / "examples"
# Tables that are no part of a report: `numbers.md` has a test of its own.
TOLD = ("做法", "文件", "声明里的")
APART = ("写法", *TOLD)
_CODE = re.compile(r"[WSCTXYPDUI]\d{3}")


@dataclass(frozen=True)
class Example:
    """What stands under one heading; `form` is the declaration that the file names."""

    name: str
    file: str
    form: Path | None
    lines: tuple[str, ...]

    @property
    def tables(self) -> list[tuple[list[str], list[list[str]]]]:
        return list(tables_of(self.lines))

    @property
    def is_report(self) -> bool:
        return any(header[0] not in APART for header, _ in self.tables)

    @property
    def messages(self) -> list[str]:
        return [line.removeprefix("> ").strip() for line in self.lines if line.startswith("> ")]

    @property
    def only(self) -> str:
        """“只在工作簿” or “只在数据”, where it has only one form."""
        said = [line for line in self.lines if line.startswith("只在")]
        return re.split("[，。：]", said[-1])[0] if said else ""

    @property
    def codes(self) -> list[str]:
        """What is found in a report, not what merely follows."""
        cells = [row[-1] for header, rows in self.tables if header[-1] == "finds" for row in rows]
        return [code for cell in cells for code in codes_in(cell)]

    @property
    def given(self) -> str:
        """The Markdown without what is found."""
        kept: list[str] = []
        finds = False
        for line in self.lines:
            if line.startswith("|"):
                cells = line.strip().removesuffix("|").split("|")
                if "finds" in line or not kept or not kept[-1].startswith("|"):
                    finds = cells[-1].strip() == "finds"
                kept.append("|".join(cells[:-1]) + "|" if finds else line)
            elif not line:
                kept.append("")
        return "\n".join(kept).strip()


@dataclass(frozen=True)
class Told:
    """An example in words: `way` is the first header cell, `cells` what stands in the row."""

    example: Example
    way: str
    header: tuple[str, ...]
    cells: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def given(self) -> str:
        if len(self.header) == 1:
            return self.cells[0]
        header, row = (f"| {' | '.join(cells)} |" for cells in (self.header, self.cells))
        return f"{header}\n|{'---|' * len(self.header)}\n{row}"


@cache
def examples() -> tuple[Example, ...]:
    """Every heading of every file, in order."""
    return tuple(
        example for path in sorted(EXAMPLES.glob("*.md")) for example in _examples_of(path)
    )


def _examples_of(path: Path) -> Iterator[Example]:
    head, *sections = re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)
    named = re.search(r"^格式：(\S+)$", head, re.MULTILINE)
    form = path.parent / named[1] if named else None
    for section in sections:
        name, *lines = section.splitlines()
        yield Example(name.strip(), path.stem, form, tuple(lines))


def reports() -> tuple[Example, ...]:
    """The examples that are reports."""
    return tuple(example for example in examples() if example.is_report)


@cache
def told() -> tuple[Told, ...]:
    """The examples in words, a row each."""
    return tuple(
        Told(
            example,
            header[0],
            tuple(header[:-1]),
            tuple(row[:-1]),
            tuple(filter(None, row[-1].split("；"))),
        )
        for example in examples()
        for header, rows in example.tables
        if header[0] in TOLD
        for row in rows
    )


@cache
def chosen() -> Mapping[str, Example | Told]:
    """The example of each kind, by its code: the simplest report, else the first in words.

    A report that people know says more than an invented form.
    """
    best: dict[str, Example | Told] = {}
    for example in sorted(reports(), key=_weight):
        for code in example.codes:
            best.setdefault(code, example)
    for beside in (False, True):  # what is found alone, or first, shows it best
        for each in told():
            for code in each.codes if beside else each.codes[:1]:
                best.setdefault(code, each)
    return best


def _weight(example: Example) -> tuple[bool, int, int]:
    return example.form is not None, len(example.codes), len(example.given)


def tables_of(lines: Iterable[str]) -> Iterator[tuple[list[str], list[list[str]]]]:
    """(header, rows) of every Markdown table."""
    block: list[list[str]] = []
    for line in (*lines, ""):
        if line.startswith("|"):
            inside = line.strip().removeprefix("|").removesuffix("|")
            block.append([cell.strip() for cell in inside.split("|")])
        elif block:
            yield block[0], block[2:]
            block = []


def codes_in(cell: str) -> list[str]:
    """The codes that a cell says are found."""
    parts = (part.strip() for part in cell.split("；"))
    return [match[0] for part in parts if (match := _CODE.match(part))]


def written(cell: str) -> str:
    """What is typed: the inside of a code span verbatim, else the cell's own text."""
    code = re.fullmatch(r"`(.*)`", cell)
    return code[1] if code else cell
