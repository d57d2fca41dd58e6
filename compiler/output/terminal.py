"""Findings as a person reads them on a terminal: plain text, one verdict, then each fault.

Given findings in their order, a language and a width; gives text. Must not know the
streams it goes to, nor how anything was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from compiler.ooxml.cells.address import parse_cell
from compiler.ooxml.cells.ranges import ranges
from compiler.output.sentences import (
    RELATED,
    opened,
    sentences_of,
    where_parts,
)
from compiler.text.characters import one_line
from compiler.text.language import Language, Text
from compiler.text.widths import wrap
from compiler.values.findings import SEVERITY_NAMES, Finding, Place, Severity

_INDENT = "    "
_MOST_RELATED = 6
_NAMED_RELATED = 2

_MARK = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.ADVICE: "·"}
_COLOUR = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}
_BOLD, _FAINT, _GREEN = "1", "2", "32"

_CELLS = re.compile(r"(?<![A-Z0-9])([A-Z]{1,3}[0-9]+)(?::([A-Z]{1,3}[0-9]+))?(?![0-9])")
_MORE = Text("等 {0} 处", "and so on, {0} places")
_WRITTEN = Text("已写出：", "Written: ")


def render(
    findings: Iterable[Finding],
    language: Language,
    verdicts: Iterable[tuple[str, bool]] = (),
    *,
    colour: bool = False,
    width: int = 80,
    quiet: bool = False,
    outputs: Iterable[Path | str] = (),
    headings: Mapping[str, str] | None = None,
    diagnosed: Iterable[tuple[str, str]] = (),
) -> str:
    """The whole answer, ending in a line break.

    `verdicts` come first, each with whether it is good news; `diagnosed` is said right after
    them, as openings and texts. `headings` gives the words of a section's id, for reports that
    came as data; `quiet` leaves out advice.
    """
    known = tuple(findings)
    page = _Page(language, colour, width, headings or {}, _names_files(known))
    lines = [page.verdict(text, good=good) for text, good in verdicts]
    blocks = ["\n".join(lines)] if lines else []
    said = [page.diagnosed(opening, text) for opening, text in diagnosed]
    blocks += ["\n".join(said)] if said else []
    blocks += [
        page.finding(finding)
        for finding in known
        if not (quiet and finding.level is Severity.ADVICE)
    ]
    written = [page.written(str(path)) for path in outputs]
    blocks += ["\n".join(written)] if written else []
    return "\n\n".join(blocks) + "\n"


class _Page:
    """How this answer is set: language, colour, width and how places are named."""

    def __init__(
        self,
        language: Language,
        colour: bool,
        width: int,
        headings: Mapping[str, str],
        names_files: bool,
    ) -> None:
        self.language = language
        self.colour = colour
        self.width = width
        self.headings = headings
        self.names_files = names_files

    def verdict(self, text: str, *, good: bool) -> str:
        style = f"{_BOLD};{_GREEN if good else _COLOUR[Severity.ERROR]}"
        line = f"{'✓' if good else '✗'} {text}"
        return self._painted("\n".join(wrap(line, self.width, rest="  ")), style)

    def diagnosed(self, opening: str, text: str) -> str:
        return "\n".join(self._wrapped(text, opening))

    def finding(self, finding: Finding) -> str:
        lines = [self._heading(finding)]
        label, message = finding.place.label, finding.message(self.language)
        told = finding.place.sheet or self.headings.get(finding.place.section or "")
        if label and label != told and f"“{label}”" not in message:
            lines += self._wrapped(label)
        said = sentences_of(finding, self.language)
        for sentence in filter(None, (said.message, said.numbers, said.hint)):
            lines += self._wrapped(sentence.text, sentence.lead)
        lines += self._related(finding, message)
        for sentence in filter(None, (said.folded, said.slip, said.token)):
            lines += self._wrapped(sentence.text, sentence.lead)
        return "\n".join(lines)

    def written(self, path: str) -> str:
        """On one line whatever its length, so that it can be copied."""
        return self._say(_WRITTEN) + one_line(path)

    def _heading(self, finding: Finding) -> str:
        level = finding.level
        title = f"{_MARK[level]} {self._say(SEVERITY_NAMES[level])} {finding.code}"
        where = self._where(finding.place)
        painted = self._painted(title, f"{_BOLD};{_COLOUR[level]}")
        return f"{painted}  {self._painted(where, _BOLD)}" if where else painted

    def _where(self, place: Place) -> str:
        file = [PurePath(place.file).name] if place.file and self.names_files else []
        return one_line(" ".join([*file, *where_parts(place, self.headings, self.language)]))

    def _related(self, finding: Finding, message: str) -> list[str]:
        """The places that the message itself has not named."""
        places = [p for p in finding.related if not _is_named(p, finding.place, message)]
        named = [
            " ".join(filter(None, (self._beside(place, finding.place), place.label)))
            for place in places
        ]
        if len(named) > _NAMED_RELATED and all(place.cell for place in places):
            named = self._by_sheet(finding.place, places)
        named = list(dict.fromkeys(filter(None, named)))
        if not named:
            return []
        separator = "；" if self.language == "zh" else "; "
        listed = separator.join(named[:_MOST_RELATED])
        if len(named) > _MOST_RELATED:
            listed += separator + self._say(_MORE, len(named))
        return self._wrapped(listed, opened(RELATED, listed, self.language).lead)

    def _beside(self, place: Place, other: Place) -> str:
        """A place as it is said next to another: its sheet only where that is a different one."""
        if place.sheet == other.sheet and place.cell:
            return place.cell
        same = place.sheet == other.sheet and place.section == other.section
        return "" if same and place.label and place.paragraph is None else self._where(place)

    def _by_sheet(self, own: Place, places: Iterable[Place]) -> list[str]:
        """Many cells are named by their addresses alone, each sheet once."""
        cells: dict[str, list[str]] = {}
        for place in places:
            cells.setdefault(place.sheet or "", []).append(place.cell or "")
        separator = "、" if self.language == "zh" else ", "
        return [
            " ".join(
                filter(None, ("" if sheet == own.sheet else sheet, separator.join(ranges(cells_))))
            )
            for sheet, cells_ in cells.items()
        ]

    def _wrapped(self, text: str, opening: str = "") -> list[str]:
        lines = wrap(one_line(opening + text), self.width, first=_INDENT)
        if opening:
            lines[0] = lines[0].replace(opening, self._painted(opening, _FAINT), 1)
        return lines

    def _say(self, words: Text, *values: object) -> str:
        return words.in_language(self.language).format(*values)

    def _painted(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and text else text


def _is_named(place: Place, own: Place, message: str) -> bool:
    """By its cell, or where there are no cells by its label; a table's blanks by their row."""
    if place.cell:
        return _lies_in(place.cell, message)
    label = place.label or ""
    shown = label if own.row or own.paragraph else label.partition(" / ")[0]
    return bool(shown) and f"“{shown}”" in message


def _names_files(findings: tuple[Finding, ...]) -> bool:
    return len({PurePath(f.place.file).name for f in findings if f.place.file}) > 1


def _lies_in(cell: str, message: str) -> bool:
    """Whether a cell is named, alone or by a range."""
    at = parse_cell(cell)
    if at is None:
        return False
    for first, last in _CELLS.findall(message):
        start, end = parse_cell(first), parse_cell(last or first)
        if start and end and all(a <= b <= c for a, b, c in zip(start, at, end, strict=True)):
            return True
    return False
