"""What the marked copy says: the words of notes and of the sheet of results.

Given findings and the declaration's language; gives texts. Must not know cells or parts.
"""

from __future__ import annotations

from collections.abc import Sequence

from compiler.output.marked.notes import Note
from compiler.output.sentences import (
    ACTUAL,
    DIFFERENCE,
    EXPECTED,
    HINT,
    Sentence,
    opened,
    sentences_of,
)
from compiler.text.language import Language, Text
from compiler.text.numerals import plain
from compiler.values.dataclass import dataclass
from compiler.values.diagnosis import Cause, Likely
from compiler.values.findings import SEVERITY_NAMES, Finding


@dataclass(frozen=True)
class Told:
    """What is said of all findings together.

    `lines` are the likely causes and the smallest repairs, as openings and texts;
    `causes` are those causes with their places, `likely` the cells that are probably wrong.
    """

    verdict: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    causes: tuple[Cause, ...] = ()
    likely: tuple[Likely, ...] = ()


NAME = {level: Text(name.zh, name.en.capitalize()) for level, name in SEVERITY_NAMES.items()}
RELATED_CELLS = Text("相关的格", "Related cells")
HEAD = Text("〔校验结果〕", "[Check results] ")
HEADS = (HEAD.zh, HEAD.en)
HEADER = (
    Text("序号", "No."),
    Text("级别", "Level"),
    Text("编码", "Code"),
    Text("位置（单击查看）", "Place (click)"),
    Text("问题", "What is wrong"),
    *(Text(words.zh, words.en.capitalize()) for words in (HINT, EXPECTED, ACTUAL, DIFFERENCE)),
    Text("情况说明编号", "Token for a slip"),
)
HELP = Text(
    "这是标出问题的副本，原来的文件没有改动。有问题的格涂了颜色，批注里写着怎么改；改好后保存，再核对一次，"
    "标记会随之更新。情况属实、不必改的，把最后一列的编号复制到“{slips}”，写明原因。",
    "This is a copy with the mistakes marked; the original file was not touched. Coloured cells are "
    "wrong, and their notes say how to mend them. Save, check again, and the marks follow. Where a "
    "finding is right but has a good reason, copy its token to “{slips}” and write the reason.",
)
_CAUSE = Text("可能的原因", "Likely cause")
_WRONG = Text("最可能错的格", "The cell that is most likely wrong")
_TO = Text("好像应为 {0}。", "It should probably be {0}.")


def note(
    findings: Sequence[Finding],
    causes: Sequence[Cause],
    language: Language,
    wrong: Likely | None = None,
) -> Note:
    """One note for all findings of a cell, the gravest first, then the causes that name it; first
    of all that it is probably `wrong`.
    """
    head, cause = HEAD.in_language(language), _CAUSE.in_language(language)
    likely = [c.message.in_language(language) for c in causes]
    if wrong is not None:
        head += _WRONG.in_language(language)
        to = "" if wrong.to is None else _TO.in_language(language).format(plain(wrong.to))
        told = "\n".join(filter(None, (to, *likely)))
        if not findings:
            return Note(head, told)
        inner = note(findings, (), language)
        opening = inner.head.removeprefix(HEAD.in_language(language))
        return Note(head, "\n\n".join(filter(None, (told, f"{opening}\n{inner.text}"))))
    if not findings:
        return Note(head + cause, "\n".join(likely))
    ordered = sorted(findings, key=lambda finding: finding.level.rank)
    heads = [f"{NAME[finding.level].in_language(language)} {finding.code}" for finding in ordered]
    said = [_said(finding, language) for finding in ordered]
    blocks = [said[0], *(f"{h}\n{s}" for h, s in zip(heads[1:], said[1:], strict=True))]
    blocks += [str(opened(_CAUSE, message, language)) for message in likely]
    return Note(head + heads[0], "\n\n".join(blocks))


def problem(finding: Finding, language: Language) -> str:
    """What is wrong, with what follows from it and what was said of it."""
    said = sentences_of(finding, language)
    return _lines(said.message, said.folded, said.slip)


def place(finding: Finding) -> str:
    """Cell and sheet, the address first so that no narrow column hides it; or other words."""
    at = finding.place
    return " ".join(filter(None, (at.cell, at.sheet))) or at.label or ""


def _said(finding: Finding, language: Language) -> str:
    said = sentences_of(finding, language)
    return _lines(said.message, said.folded, said.slip, said.numbers, said.hint, said.token)


def _lines(*sentences: Sentence) -> str:
    return "\n".join(str(sentence) for sentence in sentences if sentence)
