"""A departure from the standard's numbers, in words people use, and many of them as one finding.

Given deviations as they are met, gives one finding for each thing that deviates: three
hundred paragraphs in the wrong size are one, with their number and the first of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from compiler.document import gbt9704 as gbt
from compiler.ooxml.words.formatting import Type
from compiler.text.language import Text
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Kind, Place, Severity
from compiler.values.named_tuple import NamedTuple

# Of different ways to deviate this many are told; a document can hold thousands.
_MOST_TOLD = 3


class Deviation(NamedTuple):
    """`about` is what makes one finding of several, `found` how it is; `label` its first words.

    `expected` and `actual` are numbers where the deviation is one of number.
    """

    kind: Kind
    found: Text
    label: str = ""
    about: str = ""
    values: Mapping[str, Text] = {}
    expected: Decimal | None = None
    actual: Decimal | None = None
    severity: Severity | None = None


def folded(deviations: Iterable[Deviation], file: str) -> tuple[Finding, ...]:
    groups: dict[tuple[str, str], list[Deviation]] = {}
    for deviation in deviations:
        groups.setdefault((deviation.kind.code, deviation.about), []).append(deviation)
    return tuple(_finding(group, file) for group in groups.values())


def _finding(group: list[Deviation], file: str) -> Finding:
    first = group[0]
    ways = Counter(deviation.found for deviation in group)
    told = Text(_told(ways, "zh"), _told(ways, "en"))
    graver = min(group, key=lambda d: (d.severity or d.kind.severity).rank)
    asked, actual = (first.expected, first.actual) if len(ways) == 1 else (None, None)
    gap = None if asked is None or actual is None else actual - asked
    return Finding(
        first.kind,
        Place(file=file, label=first.label or None),
        {**first.values, "count": str(len(group)), "label": first.label, "found": told},
        severity=graver.severity,
        expected=None if asked is None else plain(asked),
        actual=None if actual is None else plain(actual),
        difference=None if gap is None else plain(gap),
        words=first.about,
        involved=(told.zh,),
    )


def _told(ways: Counter[Text], language: str) -> str:
    zh = language == "zh"
    told = [((way.zh if zh else way.en), number) for way, number in ways.most_common(_MOST_TOLD)]
    if len(ways) == 1:
        return told[0][0]
    said = [f"{way}（{number} 处）" if zh else f"{way} ({number})" for way, number in told]
    if len(ways) > _MOST_TOLD:
        said.append(f"另有 {len(ways) - _MOST_TOLD} 种" if zh else f"{len(ways) - _MOST_TOLD} more")
    return ("、" if zh else ", ").join(said)


def listed(texts: Iterable[Text]) -> Text:
    known = tuple(texts)
    return Text("、".join(text.zh for text in known), ", ".join(text.en for text in known))


def millimetres(twips: int) -> Decimal:
    return (Decimal(twips) * 127 / 7200).quantize(Decimal("0.1"))


def points(twips: float) -> Decimal:
    return Decimal(twips / 20).quantize(Decimal("0.01"))


def size_text(half_points: int | None) -> Text:
    if half_points is None:
        return Text("没有指定字号", "no size given")
    size = plain(Decimal(half_points) / 2)
    name = gbt.SIZE_NAMES.get(half_points)
    return Text(f"{name}（{size} 磅）" if name else f"{size} 磅", f"{size} pt")


def type_text(type_: Type) -> Text:
    size, font = size_text(type_.size), type_.han
    known = Text(font, font) if font else Text("没有指定的字体", "no font named")
    return Text(f"{size.zh}{known.zh}", f"{size.en} {known.en}")


def standard_type(face: gbt.Typeface, half_points: int) -> Text:
    size = size_text(half_points)
    return Text(f"{size.zh}{face.name}", f"{size.en} {face.english}")
