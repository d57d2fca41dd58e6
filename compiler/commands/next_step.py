"""What comes next, as a sentence and the commands that do it, to be copied as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from compiler.commands.option import PROGRAM
from compiler.report.outcome import Outcome
from compiler.text.characters import one_line
from compiler.text.language import Language, Text
from compiler.text.widths import wrap
from compiler.values.named_tuple import NamedTuple

_RESULT = Text("结果", "results")

_COMPILE = Text("编成 Word 文档：", "Compile the document:")
_VERIFY = Text(
    "发布、归档前查验文档有没有改动过：",
    "Before it is published or filed, verify that the document was not altered:",
)
_MEND = Text(
    "按上面所说改好、保存，再核对一次。",
    "Mend what is said above, save it and check it again.",
)
_MARK = Text(
    "按上面所说改好、保存，再核对一次；要一份涂色标出问题的副本：",
    "Mend what is said above, save it and check it again; for a copy with the mistakes marked:",
)
_AGAIN = Text(
    "没有核对成的，照“怎么改”办好，再核对一次。",
    "What could not be checked: do as is said above, and check it again.",
)
_BATCH = Text(
    "一次编成各份、写出总览和各家的通知：",
    "Compile them all at once, with an overview and a letter to each:",
)
_ONE = Text("看其中一份的全部问题：", "For all that is wrong with one of them:")
# Such words mean the same to every shell as they stand.
_PLAIN = re.compile(r"[\w./\\:@%+=,~-]+")


class Step(NamedTuple):
    """What to do, and the commands that do it; there may be none."""

    said: Text
    commands: tuple[str, ...] = ()


def steps_after(looked: Sequence[tuple[Path, Outcome, bool]], language: Language) -> Iterator[Step]:
    """What comes next of reports that were checked, each with whether it can go out."""
    good = [(path, outcome) for path, outcome, ready in looked if ready]
    bad = [(path, outcome) for path, outcome, ready in looked if not ready and outcome.report]
    if bad:
        from compiler.office.result import NAMES

        marked = [path for path, outcome in bad if _kind(outcome) == "xlsx"]
        ending = NAMES["marked"].in_language(language)
        copies = [(path, path.with_name(f"{path.stem}-{ending}")) for path in marked]
        commands = [command_line("check", path, "--marked", copy) for path, copy in copies]
        yield Step(_MARK if marked else _MEND, tuple(commands))
    if len(good) + len(bad) < len(looked):
        yield Step(_AGAIN)
    documents = [path for path, outcome in good if _kind(outcome) == "docx"]
    sources = [path for path, outcome in good if _kind(outcome) != "docx"]
    if sources:
        yield Step(_COMPILE, tuple(command_line("compile", path) for path in sources))
    if documents:
        yield Step(_VERIFY, tuple(command_line("verify", path) for path in documents))


def steps_after_many(
    paths: Sequence[str], bad: Sequence[Path], language: Language
) -> Iterator[Step]:
    """What comes next where there were too many to tell of each what is wrong."""
    if bad:
        yield Step(_ONE, (command_line("check", bad[0]),))
    result = _RESULT.in_language(language)
    yield Step(_BATCH, (command_line("batch", *paths, "-o", result),))


def _kind(outcome: Outcome) -> str:
    return outcome.report.origin.source.kind if outcome.report else ""


def offered(said: str, commands: Sequence[str], width: int) -> str:
    """After a blank line; each command on one line whatever its length, so that it can be copied."""
    return "\n".join(("", *wrap(said, width), *(f"    {command}" for command in commands), ""))


def command_line(*words: str | Path) -> str:
    """The command as it must be typed: names that a shell would take apart in quotation marks."""
    return " ".join([PROGRAM, *map(_word, words)])


def _word(word: str | Path) -> str:
    text = one_line(str(word))
    if _PLAIN.fullmatch(text):
        return text
    sign = "'" if any(special in text for special in '$`"!') else '"'
    return f"{sign}{text}{sign}"
