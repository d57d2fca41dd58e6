"""Title, headings and paragraphs against GB/T 9704-2012: type, indent, lines and characters.

Given a document as it is set, gives deviations, paragraph by paragraph. What a paragraph is
its style says; where styles say nothing, as in most documents of others, its own words do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import ceil

from compiler.audit.deviation import Deviation, points, standard_type, type_text
from compiler.audit.roles import CENTRED, fills_a_line, largest, roles
from compiler.catalogue import d_lettering as kinds
from compiler.document import gbt9704 as gbt
from compiler.ooxml.words.contrast import BLACK
from compiler.ooxml.words.formatting import Type
from compiler.ooxml.words.typeset import PageSection, Passage, Typeset, first_words
from compiler.text.characters import is_han
from compiler.text.language import Text
from compiler.text.numerals import plain
from compiler.text.run_in import numbered_level
from compiler.text.widths import has_long_word
from compiler.values.findings import Kind, Severity

_FLUSH = ("both", "distribute", "lowKashida", "mediumKashida", "highKashida", "thaiDistribute")
# The face and size of each role, and what people call it.
_TYPES = {
    "title": (gbt.TITLE_FACE, gbt.ER_HAO, Text("标题", "The title")),
    "heading1": (gbt.HEADING1_FACE, gbt.SAN_HAO, Text("一级标题", "Headings of level one")),
    "heading2": (gbt.HEADING2_FACE, gbt.SAN_HAO, Text("二级标题", "Headings of level two")),
    "heading3": (gbt.BODY_FACE, gbt.SAN_HAO, Text("三级标题", "Headings of level three")),
    "body": (gbt.BODY_FACE, gbt.SAN_HAO, Text("正文", "The body")),
}
# Single spacing of Chinese type, in twips to a half point: 1.3 of its height.
_SINGLE = 13
# Words this near to the end are looked at for a date.
_LAST = 8
_DATE = re.compile(r"[0-9]{4}年([0-9]{1,2})月([0-9]{1,2})日")
_OTHER_DATE = re.compile(
    r"[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}|"
    r"[〇○零一二三四五六七八九０-９]{4}年[〇○零一二三四五六七八九十０-９]{1,3}月"
    r"[〇○零一二三四五六七八九十０-９]{1,3}日"
)
_INKS = {
    "FF0000": Text("红色", "red"),
    "0000FF": Text("蓝色", "blue"),
    "FFFFFF": Text("白色", "white"),
}


def text_deviations(document: Typeset) -> Iterator[Deviation]:
    known = tuple(roles(document.passages))
    for role, passage in known:
        section = document.sections[passage.section]
        if role == "title":
            yield from _title(passage)
        elif role in _TYPES:
            yield from _type(role, passage)
            yield from _indent(role, passage)
        if role == "body" and fills_a_line(passage):
            yield from _lines(passage, section)
            yield from _characters(passage, section, document.plain)
            yield from _justified(passage)
    yield from _colours(document, known)
    yield from _date([passage for _, passage in known[-_LAST:]])


def _main_type(passage: Passage) -> Type:
    """The type in which most of it is set."""
    lengths: dict[Type, int] = {}
    for text, type_ in passage.pieces:
        weight = sum(map(is_han, text)) or (1 if text.strip() else 0)
        lengths[type_] = lengths.get(type_, 0) + weight
    return max(lengths, key=lambda type_: lengths[type_])


def _wrong_type(passage: Passage, role: str) -> Type | None:
    """The type of most characters that are not set as the standard asks."""
    face, size, _ = _TYPES[role]
    asked = gbt.typeface_of(face.east_asian)
    wrong: dict[Type, int] = {}
    for text, type_ in _judged(passage, role):
        han = any(map(is_han, text))
        other_face = han and gbt.typeface_of(type_.han or "") is not asked
        # The 三号 of lead type is 15.75 points, between two that files can name.
        if text.strip() and (other_face or abs((type_.size or 0) - size) > 1):
            wrong[type_] = wrong.get(type_, 0) + len(text)
    return max(wrong, key=lambda type_: wrong[type_], default=None)


def _judged(passage: Passage, role: str) -> Iterator[tuple[str, Type]]:
    """The pieces; of a paragraph that begins with its own heading, those after it."""
    skipped = 0
    if role == "body" and numbered_level(passage.text):
        skipped = passage.text.find("。") + 1
    for text, type_ in passage.pieces:
        if skipped < len(text):
            yield text[max(skipped, 0) :], type_
        skipped -= len(text)


def _type(role: str, passage: Passage) -> Iterator[Deviation]:
    wrong = _wrong_type(passage, role)
    if wrong is None:
        return
    face, size, name = _TYPES[role]
    asked = gbt.typeface_of(face.east_asian)
    assert asked is not None
    kind = kinds.WRONG_BODY_TYPE if role == "body" else kinds.WRONG_HEADING_TYPE
    values = {"role": name, "asked": standard_type(asked, size)}
    yield Deviation(kind, type_text(wrong), first_words((passage,)), role, values)


def _title(passage: Passage) -> Iterator[Deviation]:
    wrong = _wrong_type(passage, "title")
    centred = passage.setting.alignment == "center"
    if wrong is None and centred:
        return
    actual = type_text(wrong or _main_type(passage))
    if not centred:
        actual = Text(f"没有居中的{actual.zh}", f"{actual.en}, not centred")
    asked = standard_type(gbt.XIAO_BIAO_SONG, gbt.ER_HAO)
    values = {"asked": asked}
    yield Deviation(kinds.WRONG_TITLE, actual, first_words((passage,)), values=values)


def _indent(role: str, passage: Passage) -> Iterator[Deviation]:
    """In characters of the paragraph's own size or of the standard's: a size is told as such."""
    if passage.numbered or passage.setting.alignment in CENTRED or "\t" in passage.text:
        return
    setting, type_ = passage.setting, _main_type(passage)
    typed = passage.text[: len(passage.text) - len(passage.text.lstrip())]
    spaces = sum(1 if char == "\N{IDEOGRAPHIC SPACE}" else 0.5 for char in typed)
    for size in (gbt.SAN_HAO, type_.size or gbt.SAN_HAO):
        first = _in_characters(setting.first_characters, setting.first, size) + spaces
        left = _in_characters(setting.left_characters, setting.left, size)
        if abs(first + left - 2) <= _A_LITTLE and abs(left) <= _A_LITTLE:
            return
    zh, en = f"首行缩进 {_short(first)} 字", f"first line {_short(first)} characters in"
    if abs(left) > _A_LITTLE:
        zh, en = f"{zh}、整段左缩进 {_short(left)} 字", f"{en}, all lines {_short(left)}"
    yield Deviation(
        kinds.WRONG_INDENT,
        Text(zh, en),
        first_words((passage,)),
        about="body" if role == "body" else "heading",
        values={"role": _TYPES["body"][2] if role == "body" else Text("各级标题", "Headings")},
    )


_A_LITTLE = 0.25


def _in_characters(hundredths: int | None, twips: int | None, size: int) -> float:
    """Characters count before lengths, unless they are none (ECMA-376 Part 1, 17.3.1.12)."""
    return hundredths / 100 if hundredths else (twips or 0) / (size * 10)


def _short(number: float) -> str:
    return plain(Decimal(number).quantize(Decimal("0.1")))


def _lines(passage: Passage, section: PageSection) -> Iterator[Deviation]:
    """How many of its lines 225 mm hold; margins that are wrong are told as such."""
    pitch = _pitch(passage, section)
    if pitch is None:
        return
    lines = int(gbt.TEXT_HEIGHT / pitch + _ROUNDING)
    if lines != gbt.LINES:
        said = plain(points(pitch))
        yield _counted(
            kinds.LINES_PER_PAGE,
            gbt.LINES,
            lines,
            passage,
            Text(f"行距 {said} 磅，合 {lines} 行", f"{said} pt a line, {lines} lines"),
        )


# 28 characters of 15.8 points are 0.1 mm too many for 156 mm, as programs fill in their grids.
_ROUNDING = 0.05


def _pitch(passage: Passage, section: PageSection) -> float | None:
    setting = passage.setting
    natural = (largest(passage) or gbt.SAN_HAO) * _SINGLE
    single: float = natural
    if section.grid and section.pitch and setting.on_grid is not False:
        single = section.pitch * ceil(natural / section.pitch)
    line = setting.line
    if line is None:
        return single
    if setting.rule in ("exact", "atLeast"):
        pitch = line if setting.rule == "exact" else max(line, single)
        return pitch if pitch > 0 else None
    return single * line / 240 if line > 0 else None


def _characters(passage: Passage, section: PageSection, plain_type: Type) -> Iterator[Deviation]:
    """How many of its characters 156 mm hold, where their size is the standard's."""
    type_ = _main_type(passage)
    if abs((type_.size or 0) - gbt.SAN_HAO) > 1:
        return
    width = _advance(type_, section, plain_type, passage.setting.on_grid is not False)
    if width <= 0:
        return
    characters = int(gbt.TEXT_WIDTH / width + _ROUNDING)
    if characters != gbt.CHARACTERS:
        said = plain(points(width))
        yield _counted(
            kinds.CHARACTERS_PER_LINE,
            gbt.CHARACTERS,
            characters,
            passage,
            Text(
                f"字宽 {said} 磅，合 {characters} 字",
                f"{said} pt a character, {characters} characters",
            ),
        )


def _advance(type_: Type, section: PageSection, plain_type: Type, on_grid: bool) -> float:
    """From one character to the next, in twips."""
    size = (type_.size or gbt.SAN_HAO) * 10
    width = size * (type_.scale or 100) / 100 + (type_.spacing or 0)
    if not on_grid or type_.on_grid is False:
        return width
    if section.grid == "linesAndChars":
        return width + section.spread
    cell = (plain_type.size or gbt.SAN_HAO) * 10 + section.spread
    if section.grid == "snapToChars" and cell > 0:
        return cell * ceil(width / cell)
    return width


def _counted(kind: Kind, asked: int, actual: int, passage: Passage, words: Text) -> Deviation:
    # The standard lets both be adjusted: one more or less is an adjustment.
    severity = Severity.ADVICE if abs(actual - asked) == 1 else None
    return Deviation(
        kind,
        words,
        first_words((passage,)),
        expected=Decimal(asked),
        actual=Decimal(actual),
        severity=severity,
    )


def _justified(passage: Passage) -> Iterator[Deviation]:
    alignment = passage.setting.alignment
    # Before a long address a justified line would be stretched.
    if alignment not in _FLUSH and not has_long_word(passage.text):
        actual = Text("左对齐", "aligned left")
        yield Deviation(kinds.NOT_JUSTIFIED, actual, first_words((passage,)))


def _colours(document: Typeset, known: Iterable[tuple[str, Passage]]) -> Iterator[Deviation]:
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    inside = (passage for cell in cells for passage in cell.passages)
    for passage in (*(passage for _, passage in known), *inside):
        inks = (type_.ink for text, type_ in passage.pieces if text.strip())
        ink = next((ink for ink in inks if ink not in (None, BLACK)), None)
        if ink is not None:
            colour = _INKS.get(ink) or Text(f"颜色 {ink}", f"colour {ink}")
            yield Deviation(kinds.NOT_BLACK, colour, first_words((passage,)))


def _date(last: Iterable[Passage]) -> Iterator[Deviation]:
    """A line that is a date and nothing else."""
    for passage in last:
        words = "".join(passage.text.split())
        match = _DATE.fullmatch(words)
        padded = match is not None and any(part.startswith("0") for part in match.groups())
        if padded or _OTHER_DATE.fullmatch(words):
            yield Deviation(kinds.WRONG_DATE_FORM, Text(words, words), words)
