"""The roster of the units that report: a table's rows → entries, found by name or alias.

Given rows of texts, the first of which has the headings, gives a `Roster` or why it cannot
be used. Must not know a file format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from compiler.catalogue import u_roster as kinds
from compiler.text.labels import folded
from compiler.text.language import Text
from compiler.text.likeness import alike
from compiler.values.findings import Finding, Place, Values
from compiler.values.named_tuple import NamedTuple

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("单位名称", "单位", "机关全称", "机关名称", "名称", "name", "unit", "agency"),
    "aliases": ("别名", "简称", "曾用名", "aliases", "alias"),
    "contact": ("联系人", "联系方式", "联系电话", "电话", "contact", "telephone"),
    "obliged": ("是否报送", "应报", "是否应报", "报送", "obliged"),
    "due": ("期限", "截止日期", "报送期限", "due", "deadline"),
    "district": ("区县", "地区", "县区", "所属地区", "district"),
}
_NOT_OBLIGED = frozenset(("否", "免报", "不报", "免", "no", "n", "false", "0"))
_PARTS = re.compile(r"[、；;，,\n/|]+")
_DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?(?:[ T]00:00:00)?")
# Above the headings may stand a title.
_LOWEST_HEADER = 10
_NO_NAMES = Text("前几行没有“单位名称”一栏", "its first rows have no heading “name”")
_NO_ROWS = Text("一家单位也没有", "it lists no unit")


class Entry(NamedTuple):
    """`due` is a day as 2021-01-31, "" where none is set; `row` counts from 1."""

    name: str
    aliases: tuple[str, ...] = ()
    contact: str = ""
    obliged: bool = True
    due: str = ""
    district: str = ""
    row: int = 0


class Roster:
    """Entries in their order, found by a name or an alias as people compare names."""

    def __init__(self, entries: Sequence[Entry], findings: Sequence[Finding] = ()) -> None:
        self.entries = tuple(entries)
        self.findings = tuple(findings)
        self._known: dict[str, Entry] = {}
        for entry in entries:
            for name in (entry.name, *entry.aliases):
                self._known.setdefault(folded(name).casefold(), entry)

    def entry(self, name: str) -> Entry | None:
        return self._known.get(folded(name).casefold())

    def unknown(self, name: str, file: str) -> Finding:
        """What is said of a name that is not in it, with the one that may be meant."""
        names = [entry.name for entry in self.entries]
        close = next(iter(alike(name, names, compared_as=folded)), None)
        said = Text(f"是不是“{close}”？", f"Did you mean “{close}”?") if close else Text("", "")
        values: Values = {"unit": name, "suggestion": said}
        return Finding(kinds.UNKNOWN_UNIT, Place(file=file), values, words=name)


def roster_of(rows: Sequence[Sequence[str]], file: str) -> Roster | Finding:
    """Rows below the headings that have a name; what is odd in them is told, and passed over."""
    headers = ((top, _columns(row)) for top, row in enumerate(rows[:_LOWEST_HEADER], start=1))
    top, columns = next(((t, c) for t, c in headers if "name" in c), (0, {}))
    if not columns:
        return _unusable(_NO_NAMES, file)
    findings: list[Finding] = []
    entries = list(_entries(rows, top, columns, file, findings))
    if not entries:
        return _unusable(_NO_ROWS, file)
    findings += _doubled(entries, file)
    return Roster(entries, findings)


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Where each heading stands, if this is the row of headings."""
    header = [folded(text).casefold() for text in row]
    found = (
        (key, next((n for n in map(folded, names) if n in header), ""))
        for key, names in _HEADINGS.items()
    )
    return {key: header.index(name) for key, name in found if name}


def _unusable(reason: Text, file: str) -> Finding:
    values: Values = {"file": file, "reason": reason}
    return Finding(kinds.ROSTER_UNREADABLE, Place(file=file), values, words=reason.zh)


def _entries(
    rows: Sequence[Sequence[str]],
    top: int,
    columns: Mapping[str, int],
    file: str,
    findings: list[Finding],
) -> Iterator[Entry]:
    for number, row in enumerate(rows[top:], start=top + 1):
        said = {key: row[at].strip() if at < len(row) else "" for key, at in columns.items()}
        if not said["name"]:
            continue
        due = _day(said.get("due", ""))
        if due is None:
            values: Values = {"row": str(number), "found": said["due"]}
            findings.append(Finding(kinds.WRONG_DUE, Place(file=file), values, words=str(number)))
        yield Entry(
            said["name"],
            tuple(part.strip() for part in _PARTS.split(said.get("aliases", "")) if part.strip()),
            said.get("contact", ""),
            said.get("obliged", "").casefold() not in _NOT_OBLIGED,
            due or "",
            said.get("district", ""),
            number,
        )


def _day(text: str) -> str | None:
    """A day as 2021-01-31, "" for none; None for what is no day."""
    if not text:
        return ""
    match = _DAY.fullmatch(text)
    try:
        return date(*(int(part) for part in match.groups())).isoformat() if match else None
    except ValueError:
        return None


def _doubled(entries: Sequence[Entry], file: str) -> Iterator[Finding]:
    first: dict[str, Entry] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            one = first.setdefault(folded(name).casefold(), entry)
            if one is not entry:
                values: Values = {"name": name, "one": str(one.row), "other": str(entry.row)}
                yield Finding(kinds.LISTED_TWICE, Place(file=file), values, words=name)


# What is said of units beside it


def roster_findings(
    roster: Roster | None, entry: Entry | None, name: str, file: str, saved: Sequence[str]
) -> Iterator[Finding]:
    """Of a unit with a report: that its name is unknown, or that no version was in time."""
    if roster is None:
        return
    if entry is None:
        yield roster.unknown(name, file)
    elif entry.due and saved and min(saved)[:10] > entry.due:
        values: Values = {"unit": entry.name, "due": entry.due, "saved": min(saved)[:10]}
        yield Finding(kinds.LATE, Place(file=file), values, words=entry.name)


def missing_finding(entry: Entry, today: str) -> Finding:
    """Of a unit without a report; the day it was due is told, and whether that is past."""
    due = Text("", "")
    if entry.due:
        over = entry.due < today
        due = Text(
            f"（期限 {entry.due}{'，已过' if over else ''}）",
            f" (due {entry.due}{', overdue' if over else ''})",
        )
    return Finding(
        kinds.MISSING_UNIT,
        Place(label=entry.name),
        {"unit": entry.name, "due": due},
        words=entry.name,
    )
