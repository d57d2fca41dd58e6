"""The numbers of a finding in words: expected, found, difference.

Given a finding, gives what its message has not said; the terminal and the marked copy
say it in the same way.
"""

from __future__ import annotations

from compiler.catalogue.table_kinds import BOUNDS
from compiler.text.language import Language, Text
from compiler.values.findings import Finding

_EXPECTED = Text("应为 {0}", "Expected {0}")
_BOUND = Text("界限为 {0}", "The bound is {0}")
_ACTUAL = Text("实为 {0}", "found {0}")
_DIFFERENCE = Text("相差 {0}", "difference {0}")


def compared(finding: Finding, message: str, language: Language) -> str:
    """One line, or nothing where `message` says every number of it."""
    numbers = (
        (_BOUND if finding.kind in BOUNDS else _EXPECTED, finding.expected),
        (_ACTUAL, finding.actual),
        (_DIFFERENCE, finding.difference),
    )
    said = [words.in_language(language).format(n) for words, n in numbers if n is not None]
    if all(each in message for each in said):
        return ""
    return ("，" if language == "zh" else ", ").join(said)
