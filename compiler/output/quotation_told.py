"""What `quote` tells of the numbers that it replaced and left: as lines and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from compiler.checks.quotation import Quotation, Reason, Replacement
from compiler.output.record import Record, place_record
from compiler.output.sentences import where_parts
from compiler.text.language import Language, Text

REASONS: dict[Reason, Text] = {
    "unnamed": Text("表中这个数没有可引用的名称", "this figure has no name to be quoted by"),
    "unsure": Text(
        "这一句也可以读成别的意思，或有没读懂的词；确实是这个数的，请自己写上名称",
        "the sentence may be read otherwise, or has words that are not understood; where it is this figure, write the name yourself",
    ),
    "blank": Text("这个名称引用的数没有填全", "a figure that the name stands for is blank"),
    "spelled": Text(
        "换了以后印出来的写法会变（汉字、全角、千分位、小数或单位）",
        "it would be printed otherwise (words, separators, decimals or another unit)",
    ),
    "cell": Text(
        "这一格是公式，或者一格里有几种字体", "the cell is a formula or has letters of several looks"
    ),
}  # fmt: skip
_DONE = Text("换成名称 {0} 处，另有 {1} 处没有换。", "{0} numbers are quotes now, {1} were left.")
_ALL_DONE = Text("换成名称 {0} 处。", "{0} numbers are quotes now.")
_NOTHING = Text(
    "没有可以换的数，副本与原来的工作簿相同。", "There is no number to replace; the copy is the workbook itself."
)  # fmt: skip
_NOTHING_BUT = Text(
    "没有换，有 {1} 处没有把握或不能换；副本与原来的工作簿相同。",
    "Nothing was replaced, {1} numbers were left; the copy is the workbook itself.",
)  # fmt: skip
_COPY = Text("新", "new-")
_BECOMES = Text("{0} → {1}", "{0} → {1}")
_LEFT = Text("没有换：{0}（{1}）。{2}。", "left: {0} ({1}): {2}.")
_COLON = Text("：", ": ")


def copy_beside(source: Path, language: Language) -> Path:
    """Where the copy goes of which nobody said where."""
    return source.with_name(_COPY.in_language(language) + source.name)


def verdict(told: Quotation) -> Text:
    """How many were replaced and left."""
    if told.replacements:
        said = _DONE if told.left else _ALL_DONE
    else:
        said = _NOTHING_BUT if told.left else _NOTHING
    counts = len(told.replacements), len(told.left)
    return Text(said.zh.format(*counts), said.en.format(*counts))


def lines(told: Quotation, language: Language) -> Iterator[tuple[str, str]]:
    """Where, and what: each replacement, then what is left and why."""
    for one in told.replacements:
        yield _where(one, language), _BECOMES.in_language(language).format(one.context, one.now)
    for one, reason in told.left:
        why, named = REASONS[reason].in_language(language), one.now or one.reading
        said = _LEFT.in_language(language).format(one.context, named, why)
        yield _where(one, language), said


def _where(one: Replacement, language: Language) -> str:
    return " ".join(where_parts(one.place, {}, language)) + _COLON.in_language(language)


def told_record(told: Quotation | None, language: Language) -> Record:
    """The keys that `quote --json` has besides those of every answer."""
    replacements = told.replacements if told else ()
    left = told.left if told else ()
    return {
        "replacements": [
            {"place": place_record(one.place), "from": one.was, "to": one.now}
            for one in replacements
        ],
        "left": [
            {
                "place": place_record(one.place),
                "from": one.was,
                "to": one.now or None,
                "reason": reason,
                "message": REASONS[reason].in_language(language),
            }
            for one, reason in left
        ],
    }
