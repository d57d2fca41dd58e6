"""A reference document read: what its named styles say, or why nothing can be taken from it.

Given the bytes of a .docx; gives the values of the styles that the document needs and the
digest of the file. Text, headers, page set-up, numbering and properties are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from lxml import etree

from compiler.catalogue import d_reference as kinds
from compiler.document import gbt9704 as gbt
from compiler.document import readable
from compiler.document.gbt9704 import Font
from compiler.document.reference.restyle import Reference, shown_styles
from compiler.document.reference.uses import IN_TABLES, key_of, keys_of, shown_name
from compiler.document.reference.values import StyleValues, Values
from compiler.document.style import UNCOMMON_ROLES, style_sheet
from compiler.ooxml.markup import value_of, w
from compiler.ooxml.package import open_package
from compiler.ooxml.words.contrast import LEAST, contrast
from compiler.ooxml.words.main_parts import part_root, related_parts
from compiler.ooxml.words.theme import theme_fonts
from compiler.text.language import Text
from compiler.values.findings import Finding, Place
from compiler.values.sha256 import sha256

_FAMILIES = re.compile("auto|decorative|modern|roman|script|swiss")
_CHARSET = re.compile("[0-9A-Fa-f]{2}")
_FONT_NAMES = re.compile(r"[^\x00-\x1f<>\"]{1,200}")


def read_reference(data: bytes, name: str) -> Reference | tuple[Finding, ...]:
    """What is taken from the document, or every reason why it cannot serve."""
    package = open_package(data, name, "docx")
    if isinstance(package, Finding):
        return (package,)
    related = related_parts(package)
    sheet, theme, settings, fonts = (
        part_root(package, related.get(kind))
        for kind in ("styles", "theme", "settings", "fontTable")
    )
    given = StyleValues(sheet, theme_fonts(theme, settings))
    matched, missing = _matched(given)
    if missing:
        shown = [shown_name(style_name) for style_name in missing]
        styles = Text(*("、".join(t.zh for t in shown), ", ".join(t.en for t in shown)))
        values: Mapping[str, str | Text] = {"file": name, "styles": styles}
        return (Finding(kinds.REFERENCE_STYLES_MISSING, Place(file=name), values),)
    said = {key: given.said(style) for key, style in matched.items()}
    unusable = tuple(
        Finding(
            kinds.REFERENCE_STYLE_UNUSABLE,
            Place(file=name),
            {"file": name, "style": shown_name(key[1]), "reason": reason},
            words=key[1],
        )
        for key, stated in said.items()
        for reason in _reasons(key[0], stated.values, stated.unclear, cell=key[1] in IN_TABLES)
    )
    if unusable:
        return unusable
    styles_said = {key: stated.values for key, stated in said.items()}
    return Reference(sha256(data).hexdigest(), styles_said, tuple(_fonts(fonts)))


def _matched(
    given: StyleValues,
) -> tuple[dict[tuple[str, str], etree._Element], list[str]]:
    """The document's style for each that is needed, and the names of those it has not."""
    present: dict[tuple[str, str], etree._Element] = {}
    for style in given.styles:
        key = style.get(w("type"), ""), key_of(value_of(style, "name") or "")
        present.setdefault(key, style)
    matched: dict[tuple[str, str], etree._Element] = {}
    missing: list[str] = []
    needed = [(type_, name) for type_, name, _ in shown_styles(style_sheet())]
    # Of what only some forms use, an older reference document says nothing: what stands there
    # under names that are Word's own too is what the program put there that saved it.
    every = shown_styles(style_sheet(roles=UNCOMMON_ROLES if _knows_tables(present) else ()))
    for type_, name, _ in every:
        keys = [(type_, key) for key in keys_of(name) if (type_, key) in present]
        if keys:
            matched[type_, name] = present[keys[0]]
        elif (type_, name) in needed:
            missing.append(name)
    return matched, missing


def _knows_tables(present: Collection[tuple[str, str]]) -> bool:
    """Whether it was written with the styles round tables, one of which no other program has."""
    return any(("paragraph", key) in present for key in keys_of("Table Line"))


def _reasons(type_: str, values: Values, unclear: Iterable[str], *, cell: bool) -> Iterator[Text]:
    """Why a style cannot be taken over: it would hide words, or says what nobody understands."""
    for text in unclear:
        yield Text(f"有一处写法读不懂（{text}）", f"one value cannot be understood ({text})")
    for p, value in values.items():
        if p.range is not None and not p.range.least <= int(value) <= p.range.most:
            least, most, is_ = map(p.range.told, (p.range.least, p.range.most, int(value)))
            yield Text(
                f"{p.range.shown.zh}是 {is_.zh}，不在 {least.zh} 到 {most.zh} 之间",
                f"{p.range.shown.en} is {is_.en}, not within {least.en} to {most.en}",
            )
    if type_ == "table":
        return
    by_name = {(p.path[-1], p.attribute): value for p, value in values.items()}
    for attribute, face in (
        ("eastAsia", Text("中文字体", "East Asian font")),
        ("ascii", Text("西文字体", "Latin font")),
    ):
        if not by_name["rFonts", attribute]:
            yield Text(f"没有写明{face.zh}", f"it names no {face.en}")
    yield from _unseen(by_name, cell)


def _unseen(by_name: Mapping[tuple[str, str], str], cell: bool) -> Iterator[Text]:
    """What hides words though each value by itself is in its range."""
    ink, size = by_name["color", "val"], int(by_name["sz", "val"])
    if ink != "auto" and contrast(ink) < LEAST:
        yield Text(
            f"字是白色或近于白色的（{ink}），印出来看不见",
            f"its letters are white or nearly white ({ink}) and would not be seen",
        )
    if size > (readable.LARGEST_IN_CELLS if cell else readable.LARGEST):
        yield Text("字号过大，格子或版面容不下", "its letters are too large for where they stand")
    if readable.MOVED_PER_SIZE * abs(int(by_name["position", "val"])) > size:
        yield Text(
            "字符位置的升降超过字号的一半", "its letters are moved by more than half their size"
        )
    tracking = int(by_name["spacing", "val"])
    if tracking < -size:
        half = tracking < -5 * size
        yield Text(
            f"字符间距紧缩超过字号的{'一半' if half else '十分之一'}，数字会叠在一起",
            "its letters are pressed together by more than "
            f"{'half' if half else 'a tenth of'} their size",
        )
    if tracking > readable.APART_PER_SIZE * size:
        yield Text("字符间距加宽超过一个字", "its letters are set apart by more than one letter")
    line, rule = int(by_name["spacing", "line"]), by_name["spacing", "lineRule"]
    lowest = {
        "exact": readable.LINE_PER_SIZE * size,
        "auto": readable.LEAST_OF_A_LINE,
    }.get(rule, 0)
    if line < lowest // 2:
        yield Text("行距不到字高的一半，字会被切掉", "its lines are lower than half its letters")
    elif line < lowest:
        yield Text("行距低于字高，字会被切掉", "its lines are lower than its letters and cut them")
    yield from _off_the_page(by_name, size, cell)


def _off_the_page(by_name: Mapping[tuple[str, str], str], size: int, cell: bool) -> Iterator[Text]:
    """Indents that move words off the paper or leave them no room; characters rule lengths."""

    def indent(name: str) -> int:
        characters = int(by_name["ind", f"{name}Chars"])
        return characters * size // 10 if characters else int(by_name["ind", name])

    left, right, first = indent("left"), indent("right"), indent("firstLine")
    least = left + min(first, -indent("hanging"))
    if cell:
        fits = max(map(abs, (left, right, first, least))) <= readable.MOST_IN_CELLS
    else:
        room = gbt.TEXT_WIDTH - left - max(right, 0) - first
        fits = least >= -readable.MOST_IN_CELLS and room >= readable.ROOM_PER_SIZE * size
    if not fits:
        yield Text(
            "缩进把字移出版面或挤成一条", "its indents move words off the page or leave no room"
        )


def _fonts(table: etree._Element | None) -> Iterator[Font]:
    """The document's own font table as far as it can be understood; no font is taken out of it."""
    for row in () if table is None else table.iterchildren(w("font")):

        def told(name: str, allowed: re.Pattern[str], row: etree._Element = row) -> str:
            text = value_of(row, name) or ""
            return text if allowed.fullmatch(text) else ""

        others = told("altName", _FONT_NAMES)
        alternatives = tuple(filter(None, (other.strip() for other in others.split(","))))
        family = told("family", _FAMILIES) or "auto"
        yield Font(row.get(w("name"), ""), alternatives, family, told("charset", _CHARSET))
