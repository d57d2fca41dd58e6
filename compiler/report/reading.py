"""What reading gives: a report with its declaration, and what was noticed on the way.

Every reader (workbook, data, document) gives a `Reading`; bad input is a value in it.
"""

from __future__ import annotations

import re

from compiler.catalogue.w_workbook import BREAK_READ_AS_BLANK
from compiler.format.form import Form
from compiler.values.dataclass import replace
from compiler.values.findings import Finding, Place
from compiler.values.named_tuple import NamedTuple
from compiler.values.report import Paragraph, Report


class Reading(NamedTuple):
    """`report` and `declaration` are None where the input could not be read at all."""

    report: Report | None
    form: Form | None
    findings: tuple[Finding, ...]

    @staticmethod
    def refused(*findings: Finding) -> Reading:
        return Reading(None, None, findings)


# A control character is no line break: it is told of, not replaced.
_BREAK = "[\t\n\r\x85\u2028\u2029]+"


def one_line(text: str) -> tuple[str, bool]:
    """The text of an entry that is one line: each line break or tab in it a single blank.

    Also whether there was one. Every reader uses it, so that an entry is the same in a
    workbook, in data and in a document.
    """
    bare = text.strip()
    if bare.isprintable() or not re.search(_BREAK, bare):
        return bare, False
    pieces = (piece.strip(" ") for piece in re.split(_BREAK, bare))
    return " ".join(filter(None, pieces)), True


def break_read_as_blank(place: Place, key: str, line: str) -> Finding:
    """What is said of it; `key` tells the entries of a report apart, wherever they stand."""
    values = {"label": place.label or "", "text": line[:60]}
    return Finding(BREAK_READ_AS_BLANK, place, values, words=f"{key} {line}")


def parted(paragraph: Paragraph) -> list[Paragraph]:
    """A line break inside a paragraph parts it; what follows a heading's first line is text."""
    lines = [line for line in paragraph.text.splitlines() if line.strip()]
    if len(lines) == 1 and lines[0] == paragraph.text:
        return [paragraph]
    return [
        replace(paragraph, level=paragraph.level if position == 0 else "body", text=line)
        for position, line in enumerate(lines)
    ]
