"""A letter to a unit, as text to be pasted into a message: what is wrong and what to do.

Given a unit's record, gives the letter. What it says of a fault is what the findings say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from compiler.office.found import Unit
from compiler.output.record import Record
from compiler.text.characters import one_line, printable
from compiler.text.language import Language, Text

_MOST = 40
_TO = Text("{}：", "To {}:")
_WHAT = Text("贵单位的工作簿“{}”已经核对", 'Your workbook "{}" was checked')
_CLEAN = Text(
    "，没有发现问题，文档已经编成。", "; nothing was found wrong, and the document is made."
)
_WARNED = Text(
    "，可以定稿，文档已经编成；下面几处请再看一看。",
    "; it is ready and the document is made; please look at these once more.",
)
_WRONG = Text(
    "，现在还不能定稿，请按下面所列修改后重新交来。",
    "; it is not ready yet. Please mend what follows and send it again.",
)
_UNREAD = Text(
    "，但是读不了，请按下面所说重新交来。", ", but could not be read. Please send it again."
)
_FAILED = Text(
    "，但是没有处理完，问题在我们这里，处理好再联系。",
    "; we could not finish with it, and will write again.",
)
_MARKED = Text(
    "随信附上“{}”：出错的格涂了颜色、加了批注，可以直接在里面改，改好后把它交来。",
    'Attached is "{}": the cells at fault are coloured and noted. Mend them there and send it back.',
)
_SLIP = Text(
    "警告所说的情况如果属实，不用改数，请在工作簿的“情况说明”里抄上它的编号，写明原因。",
    "Where a warning is about what is really so, copy its number into the sheet of explanations and "
    "write the reason.",
)
_TOKEN = Text("（编号：{}）", " (number: {})")
_MISSING = Text(
    "没有收到贵单位的年度报告工作簿", "The workbook of your annual report has not come in"
)
_HURRY = Text("，请尽快填好交来。", ". Please fill it in and send it soon.")
_DUE = Text("，期限是 {}", "; it was due by {}")
_FAULTS = Text("错误", "Errors")
_WARNINGS = Text("警告", "Warnings")
_MORE = Text("……共 {} 处，其余见工作簿。", "… {} in all; the others stand in the workbook.")


def letter(unit: Unit, record: Record, language: Language) -> str:
    """The whole letter, each line ended as programs of Windows want it."""
    lines = list(_lines(unit, record, language))
    return "\r\n".join(lines) + "\r\n"


def _lines(unit: Unit, record: Record, language: Language) -> Iterator[str]:
    def say(words: Text, *values: object) -> str:
        return words.in_language(language).format(*values)

    contact = unit.entry.contact if unit.entry else ""
    yield say(_TO, _clean(" ".join(filter(None, (unit.name, contact)))))
    yield ""
    if unit.source is None:
        due = say(_DUE, unit.entry.due) if unit.entry and unit.entry.due else ""
        yield say(_MISSING) + due + say(_HURRY)
        return
    name = _clean(PurePath(unit.source.name).name)
    findings: Any = record["findings"]
    opening = {"clean": _CLEAN, "warnings": _WARNED, "unreadable": _UNREAD, "failed": _FAILED}
    yield say(_WHAT, name) + say(opening.get(str(record["status"]), _WRONG))
    if record["status"] == "failed":
        return
    for heading, severity in ((_FAULTS, "error"), (_WARNINGS, "warning")):
        yield from _listed([f for f in findings if _is_open(f, severity)], say(heading), language)
    outputs: Any = record["outputs"]
    marked = [name for name in outputs if str(name).lower().endswith(".xlsx")]
    if marked:
        yield from ("", say(_MARKED, PurePath(marked[0]).name))
    if any(_is_open(f, "warning") and _is_explained(f) for f in findings):
        yield from ("", say(_SLIP))


def _is_open(finding: Mapping[str, Any], severity: str) -> bool:
    slip = finding.get("slip")
    return finding["severity"] == severity and not (slip and slip.get("state") == "valid")


def _is_explained(finding: Mapping[str, Any]) -> bool:
    """What is said of names and days has no place among a report's explanations."""
    return bool(finding["severity"] == "warning" and finding["code"][0] != "U")


def _listed(
    findings: Sequence[Mapping[str, Any]], heading: str, language: Language
) -> Iterator[str]:
    if not findings:
        return
    yield from ("", heading)
    for number, finding in enumerate(findings[:_MOST], start=1):
        said = f"{finding['message']}{'' if language == 'zh' else ' '}{finding['hint']}"
        explained = _is_explained(finding)
        token = _TOKEN.in_language(language).format(finding["token"]) if explained else ""
        yield _clean(f"{number}. {_where(finding['place'], language)}{said}{token}")
    if len(findings) > _MOST:
        yield _MORE.in_language(language).format(len(findings))


def _where(place: Mapping[str, Any], language: Language) -> str:
    """The sheet and the cell, as the one who must go there reads it."""
    sheet, cell = place.get("sheet"), place.get("cell")
    where = " ".join(filter(None, (f"“{sheet}”" if sheet else "", cell)))
    return where and where + ("：" if language == "zh" else ": ")


def _clean(text: str) -> str:
    return printable(one_line(text))
