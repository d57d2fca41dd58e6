"""Lines that the cover gives to the document: 发文字号, 附件说明, 署名 and 成文日期.

Given a report, gives them as words of the tree, only those that the cover has and as it has
them; given what is visible of them, gives the report's entries back. It knows no XML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.document.tree import Role, TextBlock
from compiler.format.words import words_of
from compiler.text.dates import day_in_words, day_of
from compiler.text.language import Language
from compiler.values.dataclass import replace
from compiler.values.report import Report

_ATTACHMENT = "attachments"
# The cover's key of each line that comes from there; attachments are numbered after it.
ENTRY_OF_ROLE = {
    "number": "document_number",
    "signatory": "signatory",
    "date": "date",
    "attachment": _ATTACHMENT,
}


def number_line(report: Report) -> Iterator[TextBlock]:
    """发文字号, below the title.

    GB/T 9704-2012, 7.2.5 centres it under the organ's mark, which a report published without
    a red head does not have; gazettes then print it under the title.
    """
    yield from _line(report, "number", "document_number")


def closing_lines(report: Report, language: Language) -> Iterator[TextBlock]:
    """附件说明 (7.3.4), then 署名 and 成文日期 (7.3.5)."""
    yield from _attachments(report, language)
    yield from _line(report, "signatory", "signatory")
    yield from _date(report, language)


def _line(report: Report, role: Role, key: str) -> Iterator[TextBlock]:
    text = report.agency.get(key, "").strip()
    if text:
        yield TextBlock(role, text, entry=key)


def _date(report: Report, language: Language) -> Iterator[TextBlock]:
    """One written 2021-01-15 stands as documents say it (7.3.5.4); any other as it is written."""
    written = report.agency.get("date", "").strip()
    day = day_of(written) if language == "zh" and written.isascii() else None
    if written:
        yield TextBlock("date", day_in_words(day, language) if day else written, entry="date")


def _attachments(report: Report, language: Language) -> Iterator[TextBlock]:
    """Numbered only where there are several; nothing is put after a name."""
    names = [name.strip() for name in report.attachments]
    chinese = language == "zh"
    opening = words_of(language).attachments + ("：" if chinese else ": ")
    for number, name in enumerate(names, start=1):
        mark = f"{number}." + ("" if chinese else " ") if len(names) > 1 else ""
        before = (opening, mark)
        shown = mark if number > 1 else opening + mark
        yield TextBlock("attachment", shown + name, entry=f"{_ATTACHMENT}{number}", before=before)


def label_of(entry: str, language: Language) -> str:
    """What the cover sheet calls an entry."""
    words = words_of(language)
    return words.agency.get(entry) or f"{words.attachments} {entry.removeprefix(_ATTACHMENT)}"


def with_entries(report: Report, seen: Mapping[str, tuple[TextBlock, str]]) -> Report:
    """The report with what is visible of changed lines; an entry that is gone is left out."""
    agency = dict(report.agency)
    attachments: dict[int, str] = dict(enumerate(report.attachments, start=1))
    for entry, (line, text) in seen.items():
        if line.role == "attachment":
            attachments[int(entry.removeprefix(_ATTACHMENT))] = _name(line, text)
        else:
            agency[entry] = text.strip()
    return replace(
        report,
        agency={key: text for key, text in agency.items() if text or key not in seen},
        attachments=tuple(name for name in attachments.values() if name),
    )


def _name(line: TextBlock, text: str) -> str:
    for before in ("".join(line.before), line.before[1]):
        if before and text.startswith(before):
            return text.removeprefix(before).strip()
    return text.strip()
