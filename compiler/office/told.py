"""A batch as the terminal tells it: a line of each unit that needs somebody's attention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compiler.office.overview import GOOD, STATUS_WORDS, Line
from compiler.text.characters import one_line
from compiler.text.language import Language, Text

_MOST = 30
_COUNTED = (Text("错误 {}", "errors {}"), Text("警告 {}", "warnings {}"))
_MORE = Text("还有", "and")
_MORE_OF = Text("{} 家，见总览。", "{} more, see the overview.")


def told_lines(lines: Sequence[Line], language: Language) -> list[tuple[str, str]]:
    """As openings and texts: name, status, how much is wrong and which checks say so."""
    wanting = [line for line in lines if line.status not in GOOD]
    told = [_told(line, language) for line in wanting[:_MOST]]
    if len(wanting) > _MOST:
        rest = _MORE_OF.in_language(language).format(len(wanting) - _MOST)
        told.append((f"{_MORE.in_language(language)} ", rest))
    return told


def _told(line: Line, language: Language) -> tuple[str, str]:
    colon = "：" if language == "zh" else ": "
    separator = "，" if language == "zh" else ", "
    counted = [
        words.in_language(language).format(number)
        for words, number in zip(_COUNTED, line.counts, strict=False)
        if number
    ]
    status = STATUS_WORDS[line.status].in_language(language)
    text = separator.join([status, *counted])
    codes = _codes(check for check, severity, _ in line.checks if severity == "error")
    return f"{one_line(line.name)}{colon}", " ".join(filter(None, (text, codes)))


def _codes(checks: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(check.partition(" ")[0] for check in checks))
