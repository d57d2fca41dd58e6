"""The numbers by which a form counts its lines, 行次 and 栏次: they are no labels.

Given a block of a table and its columns of labels, gives both without them, and their heads.
"""

from __future__ import annotations

from collections.abc import Sequence

from compiler.learning.label_words import numbers_lines
from compiler.learning.rows_covered import Block, at, at_label, down
from compiler.values.dataclass import replace
from compiler.values.seen import SeenCell


def without_numbers(block: Block, labels: list[int]) -> tuple[Block, list[int], str, str]:
    """The block and its columns of labels without those that count lines (行次, 栏次), and the
    heads of these; nor is a row left whose number is all that it says.
    """
    counted = [row for row in block.head if _counts(row)]
    block = replace(block, head=[row for row in block.head if row not in counted])
    column_numbers = counted[-1][0].text if counted else ""
    for column in labels[1:]:
        head = (down(block.head, column) or ("",))[-1]
        numbers = [at(row, column) for row in block.body]
        if not (numbers_lines(head) and _count_on(numbers)):
            continue
        others = [each for each in labels if each != column]
        said = [any(at_label(row, each) for each in others) for row in block.body]
        if not block.groups:
            body = [row for row, here in zip(block.body, said, strict=True) if here]
            block = replace(block, body=body)
        return block, others, head, column_numbers
    return block, labels, "", column_numbers


def _counts(row: Sequence[SeenCell]) -> bool:
    """栏次 1 2 3: whether a row of heads is but the numbers of the columns."""
    texts = [cell.text for cell in row if cell.text]
    rest = [text for text in texts if not numbers_lines(text)]
    return numbers_lines(row[0].text) and bool(rest) and all(map(_is_number, rest))


def _count_on(texts: Sequence[str]) -> bool:
    numbers = [int(text) for text in texts if _is_number(text)]
    whole = len(numbers) == len(texts) > 0
    return whole and numbers == [*range(numbers[0], numbers[0] + len(numbers))]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 5
