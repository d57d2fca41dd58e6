"""A batch as the terminal tells it: a line of each unit that needs somebody's attention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from compiler.catalogue.u_roster import UNKNOWN_UNIT
from compiler.office.overview import Context, Line
from compiler.text.characters import one_line
from compiler.text.language import Text

_MOST = 30
_COUNTED = (Text("错误 {}", "errors {}"), Text("警告 {}", "warnings {}"))
_UNLISTED = Text("名册上没有这个名称", "not in the roster by this name")
_MORE = Text("还有", "and")
_MORE_OF = Text("{} 家，见总览。", "{} more, see the overview.")


def told_lines(lines: Sequence[Line], context: Context) -> list[tuple[str, str]]:
    """As openings and texts: name, status, how much is wrong and which checks say so."""
    language = context.language
    wanting = [each for each in lines if each.status not in context.good or _is_unlisted(each)]
    told = [_told(line, context) for line in wanting[:_MOST]]
    if len(wanting) > _MOST:
        rest = _MORE_OF.in_language(language).format(len(wanting) - _MOST)
        told.append((f"{_MORE.in_language(language)} ", rest))
    return told


def _told(line: Line, context: Context) -> tuple[str, str]:
    language = context.language
    colon = "：" if language == "zh" else ": "
    separator = "，" if language == "zh" else ", "
    # That it is missing is the one warning there is.
    counts = () if line.status == "missing" else line.counts
    counted = [
        words.in_language(language).format(number)
        for words, number in zip(_COUNTED, counts, strict=False)
        if number
    ]
    counted += [_UNLISTED.in_language(language)] if _is_unlisted(line) else []
    text = separator.join([context.word(line.status), *counted])
    codes = _codes(check for check, severity, _ in line.checks if severity == "error")
    # Of a version that was not used it matters which.
    file = f" {PurePath(line.source).name}" if line.status == "superseded" else ""
    return f"{one_line(line.name + file)}{colon}", " ".join(filter(None, (text, codes)))


def _is_unlisted(line: Line) -> bool:
    return any(check == UNKNOWN_UNIT.code for check, _, _ in line.checks)


def _codes(checks: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(check.partition(" ")[0] for check in checks))
