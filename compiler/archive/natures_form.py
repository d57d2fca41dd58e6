"""四性检测.docx: the self-run tests as the form that the office signs and files.

A document and not a table of data, because it is printed, signed and kept with the
hand-over papers. Given the evidence, gives its items and the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler import __version__
from compiler.archive.complete import completeness
from compiler.archive.evidence import Evidence, Item, Result
from compiler.archive.genuine import genuineness
from compiler.archive.printed import Column, heading, line, paper, table
from compiler.archive.usable import safety, usability
from compiler.document.tree import Block, TextBlock
from compiler.text.dates import moment_in_words

_COLUMNS: tuple[Column, ...] = (
    ("序号", 11.0, "figure"),
    ("检测项目", 42.0, "label"),
    ("做了什么、结果如何", 86.0, "label"),
    ("结论", 17.0, "figure"),
)


def four_natures(evidence: Evidence) -> Mapping[str, tuple[Item, ...]]:
    """In the order of DA/T 70-2018."""
    return {
        "真实性": tuple(genuineness(evidence)),
        "完整性": tuple(completeness(evidence)),
        "可用性": tuple(usability(evidence)),
        "安全性": tuple(safety(evidence)),
    }


def form(evidence: Evidence, natures: Mapping[str, tuple[Item, ...]]) -> bytes:
    return paper("四性检测表", _blocks(evidence, natures), evidence.material)


def _blocks(evidence: Evidence, natures: Mapping[str, tuple[Item, ...]]) -> Iterator[Block]:
    material = evidence.material
    items = [item for of_nature in natures.values() for item in of_nature]
    count = {result: sum(item.result is result for item in items) for result in Result}
    yield line(f"档号：{material.archival_code.text}")
    at = moment_in_words(material.at)
    yield line(f"检测环节：归档。检测时间：{at}。检测工具：nianbao {__version__}（自检）。")
    yield line(
        f"共 {len(items)} 项：通过 {count[Result.PASSED]} 项，"
        f"未通过 {count[Result.FAILED]} 项，未检测 {count[Result.UNTESTED]} 项。"
    )
    yield line(
        "项目按 DA/T 70-2018 的次序。“通过”的各项都由程序当场算出；程序无从知道的写“未检测”，请人工或用其他工具检测。"
    )
    yield heading("检测结果")
    rows: list[tuple[str, ...]] = []
    for nature, of_nature in natures.items():
        rows.append((nature,))
        for item in of_nature:
            number = str(1 + sum(len(row) > 1 for row in rows))
            rows.append((number, item.name, item.done, item.result.value))
    yield table("natures", _COLUMNS, rows)
    yield TextBlock("body", "检测人：　　　　　　　　　　　　日期：")
