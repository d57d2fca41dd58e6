"""A batch as the terminal tells it: a line of each unit that needs somebody's attention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from compiler.office.overview import Context, Line
from compiler.text.characters import one_line
from compiler.text.language import Text

_MOST = 30
_COUNTED = (Text("错误 {}", "errors {}"), Text("警告 {}", "warnings {}"))
_MORE = Text("还有", "and")
_MORE_OF = Text("{} 家，见总览。", "{} more, see the overview.")


def told_lines(lines: Sequence[Line], context: Context) -> list[tuple[str, str]]:
    """As openings and texts: name, status, how much is wrong and which checks say so."""
    language = context.language
    wanting = [line for line in lines if _is_wanting(line, context)]
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
    said = [one_line(line.unlisted)] if line.unlisted else []
    text = separator.join([context.word(line.status), *counted, *said])
    codes = _codes(check for check, severity, _ in line.checks if severity == "error")
    # Of a version that was not used it matters which.
    file = f" {PurePath(line.source).name}" if line.status == "superseded" else ""
    return f"{one_line(line.name + file)}{colon}", " ".join(filter(None, (text, codes)))


def _is_wanting(line: Line, context: Context) -> bool:
    """Of a file that came twice nothing is wanted, but of an older version whether it counts."""
    if line.status == "superseded":
        return line.counts[1] > 0
    return line.status not in context.good or bool(line.unlisted)


def _codes(checks: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(check.partition(" ")[0] for check in checks))
