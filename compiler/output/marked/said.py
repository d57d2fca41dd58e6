"""What the marked copy says: the words of notes and of the sheet of results.

Given findings and the declaration's language; gives texts. Must not know cells or parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compiler.output.marked.notes import Note
from compiler.output.sentences import compared
from compiler.text.language import Language, Text
from compiler.values.diagnosis import Cause
from compiler.values.findings import SEVERITY_NAMES, Finding


@dataclass(frozen=True)
class Told:
    """What is said of all findings together.

    `lines` are the likely causes and the smallest repairs, as openings and texts;
    `causes` are those causes with their places.
    """

    verdict: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    causes: tuple[Cause, ...] = ()


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
    Text("怎么改", "How to mend it"),
    Text("应为", "Expected"),
    Text("实为", "Found"),
    Text("相差", "Difference"),
    Text("情况说明编号", "Token for an explanation"),
)
HELP = Text(
    "这是标出问题的副本，原来的文件没有改动。有问题的格涂了颜色，批注里写着怎么改；改好后保存，再核对一次，"
    "标记会随之更新。情况属实、不必改的，把最后一列的编号复制到“{slips}”，写明原因。",
    "This is a copy with the mistakes marked; the original file was not touched. Coloured cells are "
    "wrong, and their notes say how to mend them. Save, check again, and the marks follow. Where a "
    "finding is right but has a good reason, copy its token to “{slips}” and write the reason.",
)
_CAUSE = Text("可能的原因", "Likely cause")
_COLON = Text("：", ": ")
_HINT = Text("怎么改：", "To mend it: ")
_TOKEN = Text("若情况属实，可写情况说明，编号：", "If it is so, write an explanation against: ")
_EXPLAINED = Text("已说明：", "Explained: ")
_STALE = Text("原有的情况说明已失效：", "The explanation no longer applies: ")
_FOLDED = Text(
    "另有 {} 条核对因此不成立或无法计算。", "Because of this, {} more fail or cannot be computed."
)


def note(findings: Sequence[Finding], causes: Sequence[Cause], language: Language) -> Note:
    """One note for all findings of a cell, the gravest first, then the causes that name it."""
    head, cause = HEAD.in_language(language), _CAUSE.in_language(language)
    likely = [each.message.in_language(language) for each in causes]
    if not findings:
        return Note(head + cause, "\n".join(likely))
    colon = _COLON.in_language(language)
    ordered = sorted(findings, key=lambda each: each.level.rank)
    heads = [f"{NAME[each.level].in_language(language)} {each.code}" for each in ordered]
    said = [_said(each, language) for each in ordered]
    blocks = [said[0], *(f"{h}\n{s}" for h, s in zip(heads[1:], said[1:], strict=True))]
    blocks += [f"{cause}{colon}{each}" for each in likely]
    return Note(head + heads[0], "\n\n".join(blocks))


def problem(finding: Finding, language: Language) -> str:
    """What is wrong, with what follows from it and what was said of it."""
    lines = [finding.message(language)]
    if finding.consequences:
        lines.append(_FOLDED.in_language(language).format(len(finding.consequences)))
    if finding.slip and finding.slip_state:
        words = _EXPLAINED if finding.explained else _STALE
        lines.append(words.in_language(language) + finding.slip.reason)
    return "\n".join(lines)


def place(finding: Finding) -> str:
    """Cell and sheet, the address first so that no narrow column hides it; or other words."""
    at = finding.place
    return " ".join(filter(None, (at.cell, at.sheet))) or at.label or ""


def _said(finding: Finding, language: Language) -> str:
    problem_said = problem(finding, language)
    lines = [problem_said]
    if numbers := compared(finding, problem_said, language):
        lines.append(numbers)
    if hint := finding.hint(language):
        lines.append(_HINT.in_language(language) + hint)
    if finding.open_token:
        lines.append(_TOKEN.in_language(language) + finding.open_token)
    return "\n".join(lines)
