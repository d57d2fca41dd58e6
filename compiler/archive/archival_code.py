"""What the office must say for a package to be found again, and the archival code (档号).

Given the cover's entries and the command's, gives an `ArchivalCode`, or all that is missing,
wrong or in disagreement, as findings. Nothing is filled in that nobody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from compiler.catalogue import d_archive as kinds
from compiler.format.form import Form
from compiler.format.words import words_of
from compiler.report.places import Places
from compiler.text.dates import day_of
from compiler.text.labels import folded
from compiler.text.language import Text
from compiler.values.dataclass import dataclass
from compiler.values.findings import Finding, Values
from compiler.values.report import Report

# DA/T 13: the class of documents in the written form of business (文书档案).
CLASS = "WS"
# DA/T 22-2015: how a code writes each retention, and the period in full.
RETENTIONS = {"Y": "永久", "D30": "定期30年", "D10": "定期10年"}
_SPELLINGS = {
    **{code.lower(): code for code in RETENTIONS},
    **{words: code for code, words in RETENTIONS.items()},
    "30年": "D30",
    "10年": "D10",
    "permanent": "Y",
    "30years": "D30",
    "10years": "D10",
}
CODE = re.compile(
    r"(?P<fonds>[A-Za-z0-9]+)-WS·(?P<year>\d{4})-(?P<retention>Y|D30|D10)"
    r"-(?P<topic>[^\W_]+)-(?P<item>\d{4})"
)


@dataclass(frozen=True, slots=True)
class ArchivalCode:
    """The parts of an archival code; `retention` is a key of RETENTIONS, `item` 1 to 9999."""

    fonds: str
    year: int
    retention: str
    topic: str
    item: str

    @property
    def text(self) -> str:
        """全宗号-档案门类代码·年度-保管期限-机构（问题）代码-件号 (DA/T 22-2015)."""
        return f"{self.fonds}-{CLASS}·{self.year}-{self.retention}-{self.topic}-{self.item}"


@dataclass(frozen=True, slots=True)
class _CodeEntry:
    """`read` gives the part of the code that a text means, None if it means none."""

    key: str
    option: str
    example: Text
    wanted: Text
    read: Callable[[str], str | None]


def _matching(pattern: str) -> Callable[[str], str | None]:
    return lambda text: text if re.fullmatch(pattern, text) else None


def _item(text: str) -> str | None:
    plain = re.fullmatch(r"0*([1-9][0-9]{0,3})", text)
    return plain[1].zfill(4) if plain else None


_ENTRIES = (
    _CodeEntry(
        "fonds",
        "--fonds",
        Text("J012", "J012"),
        Text(
            "由字母和数字组成、不超过 20 个字符的全宗号",
            "a fonds number of 1 to 20 letters and digits",
        ),
        _matching("[A-Za-z0-9]{1,20}"),
    ),
    _CodeEntry(
        "retention",
        "--retention",
        Text("永久", "Y"),
        Text("永久、30年或10年", "permanent, 30 years or 10 years (Y, D30 or D10)"),
        lambda text: _SPELLINGS.get(folded(text).lower()),
    ),
    _CodeEntry(
        "organisation_or_topic",
        "--topic",
        Text("BGS", "BGS"),
        Text(
            "由汉字、字母、数字组成、不超过 20 个字的代码或名称（不含空格、横线、斜杠和其他符号）",
            "a code or name of 1 to 20 characters, letters and digits (no blanks or other signs)",
        ),
        _matching(r"[^\W_]{1,20}"),
    ),
    _CodeEntry(
        "item_number",
        "--item",
        Text("1", "1"),
        Text("1 至 9999 的整数", "a whole number from 1 to 9999"),
        _item,
    ),
)


def archival_code_of(
    report: Report,
    form: Form,
    given: Mapping[str, str],
    unread: Collection[str] = (),
) -> tuple[ArchivalCode | None, tuple[Finding, ...]]:
    """`given` are the command's entries by the report's keys; a blank one counts as none.

    `unread` are keys of which was said already that what stands there could not be read: that
    they are missing is no second fault. None comes with the findings that say why, or where
    the report has no year or an entry was not read.
    """
    places = Places(form, report)
    parts: dict[str, str] = {}
    findings: list[Finding] = []
    for entry in _ENTRIES:
        cover, said = report.archive.get(entry.key, "").strip(), given.get(entry.key, "").strip()
        if not cover and entry.key in unread:
            continue
        faults = list(_faults(entry, cover, said, places, form))
        findings += faults
        if not faults:
            parts[entry.key] = entry.read(cover or said) or ""
    if findings or report.year is None or len(parts) < len(_ENTRIES):
        return None, tuple(findings)
    fonds, retention, topic, item = (parts[entry.key] for entry in _ENTRIES)
    return ArchivalCode(fonds, report.year, retention, topic, item), ()


def date_findings(report: Report, form: Form) -> tuple[Finding, ...]:
    """A date on the cover that catalogue and metadata could not take over as a day.

    Without one there is no finding here: the tests of the four natures count it as missing.
    """
    written = report.agency.get("date", "")
    if not written or day_of(written):
        return ()
    label = words_of(form.language).agency["date"]
    values: Values = {
        "label": label,
        "found": written[:60],
        "example": Text("2021年1月15日", "2021-01-15"),
        "wanted": Text(
            "历法上有的、用阿拉伯数字写全年月日的日期", "a day of the calendar, in digits"
        ),
    }
    place = Places(form, report).agency("date", label)
    return (Finding(kinds.ENTRY_WRONG, place, values, words=f"date {written}"),)


def _faults(
    entry: _CodeEntry, cover: str, said: str, places: Places, form: Form
) -> Iterator[Finding]:
    label = words_of(form.language).archive[entry.key]
    place = places.agency(entry.key, label)
    words: Values = {
        "label": label,
        "option": entry.option,
        "wanted": entry.wanted,
        "example": entry.example,
        "cover": cover[:60],
        "given": said[:60],
        "where": Text(
            f"“{place.sheet}”的 {place.cell} 格" if place.cell else "封面",
            f"cell {place.cell} of “{place.sheet}”" if place.cell else "the cover",
        ),
    }
    if not (cover or said):
        zh, en = (f"{entry.option} {example}" for example in (entry.example.zh, entry.example.en))
        yield Finding(
            kinds.ENTRY_MISSING, place, {**words, "example": Text(zh, en)}, words=entry.key
        )
    for text in dict.fromkeys(filter(None, (cover, said))):
        if entry.read(text) is None:
            values = {**words, "found": text[:60]}
            yield Finding(kinds.ENTRY_WRONG, place, values, words=f"{entry.key} {text}")
    if cover and said and (entry.read(cover) or cover) != (entry.read(said) or said):
        yield Finding(kinds.ENTRIES_DISAGREE, place, words, words=entry.key)
