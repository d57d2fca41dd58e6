"""Reads what a declaration says about prose: words, their roles, how tables are counted.

Given the entries of a declaration file, gives a `Prose`; mistakes are noted with their
keys, and keys of earlier versions are named with what replaced them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from compiler.catalogue.w_declarations import REPLACED_KEY
from compiler.format.entry import Entry, Spelling
from compiler.format.keys import Key, Keys
from compiler.format.load_roles import ROLE_KEYS
from compiler.format.prose import Basis, Counted, Prose, Said
from compiler.text.language import Text

# What declarations said before sentences were read word by word.
_REPLACED = {
    "phrase": Text("[[word]]（词和它指的行或列）", "[[word]], words and the line they name"),
    "denial": Text("[[word]] 和 [roles] 里的 none、every", "[[word]] and the words of none and every in [roles]"),
    "scope": Text("[roles]（词的作用）", "[roles], what words do in a sentence"),
    "labelled": Text("行标签、列标签本身（不必另写）", "the labels of rows and columns themselves"),
    "whole": Text("句子自己说的总数（不必另写）", "the totals that sentences tell themselves"),
}  # fmt: skip
# Keys within them, met there or carried over to the tables that came instead.
_BY_ROLES = Text(
    "[roles]（词自己的作用，不必逐句另写）", "[roles], what words do, not written for each sentence"
)
_OF_WORDS = {
    "near": _BY_ROLES,
    "unlike": _BY_ROLES,
    "unless": _BY_ROLES,
    "of_last_year": Text("[roles] 里的 last_year", "last_year in [roles]"),
    "value": Text("[[word]] 里的 line", "line in [[word]]"),
    "figure": Text("[[word]] 里的 line", "line in [[word]]"),
    "allows": Text("[[word]] 里的 also", "also in [[word]]"),
    "stock": Text("[[counted]] 里的 stock", "stock in [[counted]]"),
    "severity": Text("句子读得是否明白（不必另写）", "how surely a sentence is understood"),
}  # fmt: skip
_OF_SCOPE = {
    "bodies": Text("[roles] 里的 others", "others in [roles]"),
    "channels": Text("[roles] 里的 channel", "channel in [roles]"),
    "kinds": Text("[roles] 里的 matter、aside", "matter and aside in [roles]"),
    "some_cases": Text("[roles] 里的 aside、restricts", "aside and restricts in [roles]"),
    "disclaimers": Text("[roles] 里的 disclaimer", "disclaimer in [roles]"),
    "plans": Text("[roles] 里的 plan", "plan in [roles]"),
    "speaks_of": Text("[[counted]] 里的 objects", "objects in [[counted]]"),
    "asked_for": Text("[[counted]] 里的 objects", "objects in [[counted]]"),
    "causes": Text("[[counted]] 里的 about", "about in [[counted]]"),
}  # fmt: skip
_WITHIN = {"phrase": _OF_WORDS, "denial": _OF_WORDS, "scope": _OF_SCOPE}
_LINE = Spelling(
    re.compile(r"[^\s+-]+(?:\s*[+-]\s*[^\s+-]+)*"),
    Text("“表.行”“表.列”或标签，可以用 + 相加", "table.row, table.column or a label, added with +"),
)

WORD_KEYS = Keys(
    "word",
    "[[word]]",
    "文字里的一种说法，指表的哪一行或哪一列。",
    "Other words for a row or a column of a table.",
)
_SAYS = WORD_KEYS.words(
    "says",
    "说法：a|b 任取其一，? 可有可无，{组} 代入 [sets] 的一组词。",
    "Spellings: a|b is either, ? after a piece says it may be missing, {set} is any word of that set.",
    mandatory=True,
)
_LINE_KEY = WORD_KEYS.text(
    "line",
    "指哪一行或列，几行可以相加减。",
    "The line it names; several may be added.",
    spelling=_LINE,
)
_WORD_ALSO = WORD_KEYS.texts(
    "also", "实践中同一说法的别的算法。", "Sums of lines that practice says with the same words."
)
_ALONE = WORD_KEYS.flag(
    "alone", "单说这个词，就知道数的是什么。", "The word says by itself what is counted."
)
_EVERY = WORD_KEYS.text(
    "every", "说“全部”时应为 0 的行。", "What must be 0 once the sentence says it of all.", ""
)
_TIMELY = WORD_KEYS.flag(
    "timely",
    "说的是到期的，不是所有的：按时答复。",
    "Said of all in time, it speaks of those that were due.",
)

COUNTED_KEYS = Keys(
    "counted",
    "[[counted]]",
    "一张表的数在文字里怎样数。",
    "How the figures of a table are counted in sentences.",
)
_TABLE = COUNTED_KEYS.text(
    "table", "哪张表。", "Which table.", written=Text("表的编号", "the id of a table")
)
_OBJECTS = COUNTED_KEYS.words(
    "objects",
    "数的是什么：申请、贷款；不写，由行的标签说。",
    "What is counted; without them, the labels of the rows say it.",
)
_LOOSE = COUNTED_KEYS.words(
    "loose",
    "没有说到别的事情时，也指它的词。",
    "Words that name it only where nothing else is spoken of.",
)
_UNITS = COUNTED_KEYS.words(
    "units", "量词：件、条。", "The words that counts are told with, such as items."
)
_ROW = COUNTED_KEYS.text(
    "row",
    "没有说哪一行时，指的行。",
    "The row that is meant where a sentence names none.",
    "",
    written=Text("行的编号", "the id of a row"),
)
_COLUMN = COUNTED_KEYS.text(
    "column",
    "没有说哪一列时，指的列。",
    "The column that is meant where a sentence names none.",
    "",
    written=Text("列的编号", "the id of a column"),
)
_COUNTED_ALSO = COUNTED_KEYS.texts(
    "also",
    "没有说哪一行时，也可能指的行或几行之和。",
    "Sums of rows that may be meant instead of `row`.",
)
_ACTS = COUNTED_KEYS.words(
    "acts", "说它怎样来、不改变数的动词：提出。", "Verbs that change nothing."
)
_ABOUT = COUNTED_KEYS.words(
    "about",
    "写了以后，只有旁边有这些词时，数才算确定。",
    "Where there are such words, a figure is sure only beside one of them.",
)
_STOCK = COUNTED_KEYS.texts(
    "stock",
    "说年末存量的行：“累计”不改变它。",
    "Lines that count what stands at the end of the year.",
)

BASIS_KEYS = Keys(
    "basis",
    "[[basis]]",
    "文字里引用的依据：名称和文号要相配，旧的要换成新的。",
    "A legal basis that the text cites: its decree must fit, what is outdated is replaced.",
)
_CITED = BASIS_KEYS.text("cited", "引用的文件名称。", "What is cited.", "")
_DECREE = BASIS_KEYS.text(
    "decree", "它正确的文号。", "The only decree that is right beside it.", ""
)
_WRONG = BASIS_KEYS.text("wrong", "不该再用的写法。", "What is no longer right.", "")
_RIGHT = BASIS_KEYS.text("right", "应改用的写法。", "What is right instead.", "")

PERIOD_KEYS = Keys(
    "period", "[period]", "文字里说统计期限的词。", "How the text tells the period it is about."
)
_PERIOD_WORDS = PERIOD_KEYS.words(
    "words",
    "说统计期限的词，如 统计期限、期限为。",
    "Words beside which dates tell the period of the report.",
)

GOVERNMENTS_KEYS = Keys(
    "governments",
    "[governments]",
    "一级政府怎样称呼：由此看得出机关管的是哪一级，怎样简称。",
    "What governments are called: it tells what kind of place a body governs, and its short names.",
)
_GOVERNMENT_WORDS = GOVERNMENTS_KEYS.words(
    "words",
    "跟在地名后面的名称，全称在前。",
    "Names behind that of the place, in full first.",
)

SETS = Keys(
    "sets",
    "[sets]",
    "几组常用的词，says 和 [roles] 里写 {组名} 代入；组名自定。",
    "Sets of words under names of your own; `says` and [roles] take them in by {name}.",
)
PROSE_KEYS = Keys()
_WORD = PROSE_KEYS.entries("word", WORD_KEYS)
_COUNTED = PROSE_KEYS.entries("counted", COUNTED_KEYS)
_ROLES = PROSE_KEYS.optional("roles", ROLE_KEYS)
_SETS = PROSE_KEYS.optional("sets", SETS)
_BASIS = PROSE_KEYS.entries("basis", BASIS_KEYS)
_PERIOD = PROSE_KEYS.optional("period", PERIOD_KEYS)
_GOVERNMENTS = PROSE_KEYS.optional("governments", GOVERNMENTS_KEYS)


def load_prose(top: Entry) -> Prose:
    """Everything about prose in one file; lines are not yet bound to their tables."""
    for key, instead in _REPLACED.items():
        if top.has(key):
            top.replaced(REPLACED_KEY, key, instead)
            _replaced(top.inside(key), _WITHIN.get(key, {}))
    return Prose(
        said=tuple(_said(e) for e in top.get(_WORD)),
        counted=tuple(_counted(e) for e in top.get(_COUNTED)),
        roles=_roles(top.get(_ROLES)),
        sets=_sets(top.get(_SETS)),
        bases=tuple(_basis(e) for e in top.get(_BASIS)),
        period=_words(top.get(_PERIOD), _PERIOD_WORDS),
        governments=_words(top.get(_GOVERNMENTS), _GOVERNMENT_WORDS),
    )


def _words(entry: Entry | None, key: Key[tuple[str, ...]]) -> tuple[str, ...]:
    """The words of a table that has nothing else."""
    if entry is None:
        return ()
    words = entry.get(key)
    entry.finish()
    return words


def _replaced(entries: Iterable[Entry], keys: Mapping[str, Text]) -> None:
    """Each key of earlier versions is named where it is met first."""
    told: set[str] = set()
    for entry in entries:
        for key, instead in keys.items():
            if entry.has(key) and key not in told:
                told.add(key)
                entry.replaced(REPLACED_KEY, key, instead)


def _roles(entry: Entry | None) -> dict[str, tuple[str, ...]]:
    if entry is None:
        return {}
    found = {key.name: entry.get(key) for key in ROLE_KEYS}
    _replaced((entry,), _OF_SCOPE)
    entry.finish()
    return found


def _sets(entry: Entry | None) -> dict[str, tuple[str, ...]]:
    if entry is None:
        return {}
    found = {name: entry.words(name) for name in entry.names()}
    entry.finish()
    return found


def _said(entry: Entry) -> Said:
    said = Said(
        says=entry.get(_SAYS),
        line=entry.get(_LINE_KEY),
        also=entry.get(_WORD_ALSO),
        alone=entry.get(_ALONE),
        every=entry.get(_EVERY),
        timely=entry.get(_TIMELY),
    )
    if not said.says:
        entry.missing("says")
    _replaced((entry,), _OF_WORDS)
    entry.finish()
    return said


def _counted(entry: Entry) -> Counted:
    counted = Counted(
        table=entry.get(_TABLE),
        objects=entry.get(_OBJECTS),
        loose=entry.get(_LOOSE),
        units=entry.get(_UNITS),
        row=entry.get(_ROW),
        column=entry.get(_COLUMN),
        also=entry.get(_COUNTED_ALSO),
        acts=entry.get(_ACTS),
        about=entry.get(_ABOUT),
        stock=entry.get(_STOCK),
    )
    entry.finish()
    return counted


def _basis(entry: Entry) -> Basis:
    basis = Basis(
        cited=entry.get(_CITED),
        decree=entry.get(_DECREE),
        wrong=entry.get(_WRONG),
        right=entry.get(_RIGHT),
    )
    entry.finish()
    return basis
