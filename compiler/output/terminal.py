"""Findings as a person reads them on a terminal: plain text, one verdict, then each fault.

Given findings in their order, a language and a width; gives text. Must not know the
streams it goes to, nor how anything was found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from compiler.output.sentences import compared
from compiler.text.language import Language, Text
from compiler.text.widths import wrap
from compiler.values.findings import SEVERITY_NAMES, Finding, Place, Severity, counted, holds_back

_INDENT = "    "
_MOST_RELATED = 6
_NAMED_RELATED = 2

_MARK = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.ADVICE: "·"}
_COLOUR = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}
_BOLD, _FAINT, _GREEN = "1", "2", "32"

_HINT = Text("怎么改：", "To mend it: ")
_FOLDED = Text(
    "另有 {0} 条核对因此不成立或无法计算。",
    "Because of this, {0} more {1} or cannot be computed.",
)
_RELATED = Text("相关：", "See also: ")
_MORE = Text("等 {0} 处", "and so on, {0} places")
_EXPLAINED = Text("已说明：", "Explained: ")
_STALE = Text(
    "原有的情况说明已失效，数值已不是当时的数值：",
    "The slip no longer applies, the values have changed since: ",
)
_TOKEN = Text("若情况属实，可写情况说明，编号：", "If it is so, write a slip against: ")
_PARAGRAPH = Text("第 {0} 段", "paragraph {0}")
_WRITTEN = Text("已写出：", "Written: ")

_UNREADABLE = Text("无法读取，没有核对。", "It cannot be read; nothing was checked.")
_READY = Text("可以定稿", "Ready to go out")
_NOT_READY = Text("不能定稿", "Not ready to go out")
_HELD_BACK_BY = Text("：有 ", ": ")
_BESIDES = Text("，另有 ", ", with ")
_CLEAN = Text("：没有发现问题。", ": nothing was found wrong.")


def render(
    findings: Iterable[Finding],
    language: Language,
    *,
    colour: bool = False,
    width: int = 80,
    unreadable: bool = False,
    strict: bool = False,
    quiet: bool = False,
    verdict: str | None = None,
    good: bool | None = None,
    outputs: Iterable[Path | str] = (),
    headings: Mapping[str, str] | None = None,
    diagnosed: Iterable[tuple[str, str]] = (),
) -> str:
    """The whole answer, ending in a line break.

    `verdict` replaces the first line where a command has another question to answer, and
    `good` whether the answer is a good one where the findings do not decide it;
    `headings` gives the words of a section's id, for reports that came as data; `quiet`
    leaves out advice and what was written; `diagnosed` is said right after
    the verdict, as openings and texts.
    """
    known = tuple(findings)
    page = _Page(language, colour, width, headings or {}, _names_files(known))
    if good is None:
        good = not unreadable and not holds_back(known, strict=strict)
    line = verdict or verdict_line(known, language, unreadable=unreadable, strict=strict)
    mark = "✓" if good else "✗"
    blocks = [page.verdict(f"{mark} {line}", good=good)]
    said = [page.diagnosed(opening, text) for opening, text in diagnosed]
    blocks += ["\n".join(said)] if said else []
    blocks += [
        page.finding(finding)
        for finding in known
        if not (quiet and finding.level is Severity.ADVICE)
    ]
    written = [] if quiet else [str(path) for path in outputs]
    if written:
        blocks.append("\n".join(map(page.written, written)))
    return "\n\n".join(blocks) + "\n"


def verdict_line(
    findings: Iterable[Finding],
    language: Language,
    *,
    unreadable: bool = False,
    strict: bool = False,
) -> str:
    """One sentence: whether the report can go out, and what stands against it."""
    known = tuple(findings)
    if unreadable:
        return _UNREADABLE.in_language(language)
    number = {severity: counted(known, severity) for severity in Severity}
    held_back = holds_back(known, strict=strict)
    opening = (_NOT_READY if held_back else _READY).in_language(language)
    if not any(number.values()):
        return opening + _CLEAN.in_language(language)
    opening += (_HELD_BACK_BY if held_back else _BESIDES).in_language(language)
    if language == "zh":
        listed = "、".join(
            f"{n} {'条' if each is Severity.ADVICE else '处'}{SEVERITY_NAMES[each].zh}"
            for each, n in number.items()
            if n
        )
        return f"{opening}{listed}。"
    listed = ", ".join(_counted_in_english(n, each) for each, n in number.items() if n)
    return f"{opening}{listed}."


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
        return self._painted("\n".join(wrap(text, self.width, rest="  ")), style)

    def diagnosed(self, opening: str, text: str) -> str:
        return "\n".join(self._wrapped(text, opening))

    def finding(self, finding: Finding) -> str:
        lines = [self._heading(finding)]
        label, message = finding.place.label, finding.message(self.language)
        if label and label != finding.place.sheet and f"“{label}”" not in message:
            lines += self._wrapped(label)
        lines += self._wrapped(message)
        if numbers := compared(finding, message, self.language):
            lines += self._wrapped(numbers)
        hint = finding.hint(self.language)
        if hint:
            lines += self._wrapped(hint, self._say(_HINT))
        lines += self._related(finding, message)
        lines += self._folded(finding)
        lines += self._slip(finding)
        return "\n".join(lines)

    def written(self, path: str) -> str:
        """On one line whatever its length, so that it can be copied."""
        return self._say(_WRITTEN) + plain(path)

    def _heading(self, finding: Finding) -> str:
        level = finding.level
        title = f"{_MARK[level]} {self._say(SEVERITY_NAMES[level])} {finding.code}"
        where = self._where(finding.place)
        painted = self._painted(title, f"{_BOLD};{_COLOUR[level]}")
        return f"{painted}  {self._painted(where, _BOLD)}" if where else painted

    def _where(self, place: Place) -> str:
        file = [PurePath(place.file).name] if place.file and self.names_files else []
        return plain(" ".join([*file, *where_parts(place, self.headings, self.language)]))

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
        return self._wrapped(listed, self._say(_RELATED))

    def _beside(self, place: Place, other: Place) -> str:
        """A place as it is said next to another: its sheet only where that is a different one."""
        return place.cell or "" if place.sheet == other.sheet and place.cell else self._where(place)

    def _by_sheet(self, own: Place, places: Iterable[Place]) -> list[str]:
        """Many cells are named by their addresses alone, each sheet once."""
        cells: dict[str, list[str]] = {}
        for place in places:
            cells.setdefault(place.sheet or "", []).append(place.cell or "")
        separator = "、" if self.language == "zh" else ", "
        return [
            " ".join(filter(None, ("" if sheet == own.sheet else sheet, separator.join(each))))
            for sheet, each in cells.items()
        ]

    def _folded(self, finding: Finding) -> list[str]:
        number = len(finding.consequences)
        checks = "check fails" if number == 1 else "checks fail"
        return self._wrapped(self._say(_FOLDED, number, checks)) if number else []

    def _slip(self, finding: Finding) -> list[str]:
        lines: list[str] = []
        if finding.slip and finding.slip_state:
            slip = finding.slip
            signed = " ".join(filter(None, (slip.by, slip.date)))
            brackets = "（{}）" if self.language == "zh" else " ({})"
            words = slip.reason + (brackets.format(signed) if signed else "")
            lines += self._wrapped(words, self._say(_EXPLAINED if finding.explained else _STALE))
        if finding.open_token:
            lines += self._wrapped(finding.open_token, self._say(_TOKEN))
        return lines

    def _wrapped(self, text: str, opening: str = "") -> list[str]:
        lines = wrap(plain(opening + text), self.width, first=_INDENT)
        if opening:
            lines[0] = lines[0].replace(opening, self._painted(opening, _FAINT), 1)
        return lines

    def _say(self, words: Text, *values: object) -> str:
        return words.in_language(self.language).format(*values)

    def _painted(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and text else text


def where_parts(place: Place, headings: Mapping[str, str], language: Language) -> list[str]:
    """The sheet or else the section, and the cell or else the paragraph, as far as known.

    `headings` are the sections' titles by id: the id itself is none of the reader's words.
    """
    parts = [place.sheet or headings.get(place.section or "", "")]
    if place.cell:
        parts.append(place.cell)
    elif place.paragraph is not None:
        parts.append(_PARAGRAPH.in_language(language).format(place.paragraph))
    return [part for part in parts if part]


def plain(text: str) -> str:
    """The text on one line, without what would command the terminal or turn it around."""
    kept = (
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
        for char in text
        if unicodedata.bidirectional(char) not in _TURNING
    )
    return "".join(kept)


# Embeddings, overrides and isolates: a cell's text must not reorder the line it is quoted in.
_TURNING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def _is_named(place: Place, own: Place, message: str) -> bool:
    """By its cell, or where there are no cells by its label; a table's blanks by their row."""
    if place.cell:
        return re.search(rf"(?<![A-Z0-9]){place.cell}(?![0-9])", message) is not None
    label = place.label or ""
    shown = label if own.row or own.paragraph else label.partition(" / ")[0]
    return bool(shown) and f"“{shown}”" in message


def _names_files(findings: tuple[Finding, ...]) -> bool:
    return len({PurePath(f.place.file).name for f in findings if f.place.file}) > 1


def _counted_in_english(number: int, severity: Severity) -> str:
    name = SEVERITY_NAMES[severity].en
    if severity is Severity.ADVICE:
        return f"{number} {'piece' if number == 1 else 'pieces'} of advice"
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
