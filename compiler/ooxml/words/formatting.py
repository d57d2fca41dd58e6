"""How words and paragraphs are set in the end: each layer of formatting over the one below it.

Given a package's defaults, styles and theme, answers for a run or a paragraph (ECMA-376
Part 1, 17.7.2): document defaults, table style, paragraph style, character style, what
stands on it itself; each style over those it is based on. What nothing says is None, and so
is what cannot be understood: no value of a file raises. It knows no standard and no report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from lxml import etree

from compiler.ooxml.markup import W
from compiler.ooxml.package import Package
from compiler.ooxml.words.stylesheet import MainParts, is_on, part_root, value_of

_MEASURE = re.compile(r"(-?[0-9]{1,6}(?:\.[0-9]{1,6})?)(mm|cm|in|pt|pc|pi)?")
_POINTS = {
    "mm": Decimal(72) / Decimal("25.4"), "cm": Decimal(720) / Decimal("25.4"),
    "in": Decimal(72), "pt": Decimal(1), "pc": Decimal(12), "pi": Decimal(12),
}  # fmt: skip
TWIPS, HALF_POINTS = 20, 2
# Colours of a theme that are the ink of plain text.
_INKS = ("text1", "dark1")
BLACK = "000000"


class Type(NamedTuple):
    """How words are set: fonts, half points, twips between characters, width in per cent."""

    han: str | None = None
    latin: str | None = None
    size: int | None = None
    spacing: int | None = None
    scale: int | None = None
    ink: str | None = None
    on_grid: bool | None = None

    def over(self, under: Type) -> Type:
        return Type(*_said(self, under))


class Setting(NamedTuple):
    """How a paragraph is set: lengths in twips, lengths in characters in their hundredths.

    `line` is in twips, or in 1/240 of a line where `rule` is auto.
    """

    alignment: str | None = None
    first_characters: int | None = None
    first: int | None = None
    left_characters: int | None = None
    left: int | None = None
    line: int | None = None
    rule: str | None = None
    on_grid: bool | None = None

    def over(self, under: Setting) -> Setting:
        return Setting(*_said(self, under))


_PLAIN = Type()
_UNSET = Setting()


class Formatting:
    """Answers by paragraph style and table style; what styles say together is kept."""

    def __init__(self, package: Package, main: MainParts):
        related = main.related
        root = part_root(package, related.get("styles"))
        self._styles = main.styles
        self._theme = _theme_fonts(part_root(package, related.get("theme")))
        self._own_types = self._styles.inherited(
            _PLAIN, lambda style, under: self._type(child(style, "rPr")).over(under)
        )
        self._own_settings = self._styles.inherited(
            _UNSET, lambda style, under: _setting(child(style, "pPr")).over(under)
        )
        self._types: dict[tuple[str | None, str | None, str | None], Type] = {}
        self._settings: dict[tuple[str | None, str | None], Setting] = {}
        defaults = None if root is None else child(root, "docDefaults")
        run, paragraph = (child(defaults, f"{name}Default") for name in ("rPr", "pPr"))
        self._default_type = self._type(child(run, "rPr"))
        self._default_setting = _setting(child(paragraph, "pPr"))
        self.settings = part_root(package, related.get("settings"))

    @property
    def plain(self) -> Type:
        """The type of a plain paragraph: the grid's characters are as wide."""
        return self._styled(None, None, None)

    def type_of(self, run: etree._Element, paragraph: str | None, table: str | None = None) -> Type:
        own = child(run, "rPr")
        if own is None:
            return self._styled(None, paragraph, table)
        return self._type(own).over(self._styled(value_of(own, "rStyle"), paragraph, table))

    def setting_of(self, paragraph: etree._Element, table: str | None = None) -> Setting:
        own = child(paragraph, "pPr")
        style = None if own is None else value_of(own, "pStyle")
        if (style, table) not in self._settings:
            found = self._default_setting
            for id_ in self._layers(style, table):
                found = self._own_settings.of(id_).over(found)
            self._settings[style, table] = found
        styled = self._settings[style, table]
        only_named = own is None or (style is not None and len(own) == 1)
        return styled if only_named else _setting(own).over(styled)

    def _layers(self, paragraph: str | None, table: str | None) -> Iterator[str | None]:
        if table is not None:
            yield table
        yield paragraph or self._styles.default("paragraph")

    def _styled(self, character: str | None, paragraph: str | None, table: str | None) -> Type:
        asked = (character, paragraph, table)
        if asked not in self._types:
            found = self._default_type
            for id_ in (*self._layers(paragraph, table), character):
                found = self._own_types.of(id_).over(found)
            self._types[asked] = found
        return self._types[asked]

    def _type(self, properties: etree._Element | None) -> Type:
        if properties is None:
            return _PLAIN
        fonts = child(properties, "rFonts")
        return Type(
            self._font(fonts, "eastAsia"),
            self._font(fonts, "ascii"),
            _positive(measured(value_of(properties, "sz"), HALF_POINTS)),
            measured(value_of(properties, "spacing"), TWIPS),
            _positive(measured((value_of(properties, "w") or "").removesuffix("%"), 1)),
            _ink(child(properties, "color")),
            is_on(properties, "snapToGrid"),
        )

    def _font(self, fonts: etree._Element | None, script: str) -> str | None:
        """A theme's font where one is named, for it counts before the name beside it."""
        if fonts is None:
            return None
        theme = attribute(fonts, f"{script}Theme")
        return self._theme.get(theme or "") or attribute(fonts, script) or None


def measured(text: str | None, per_point: int) -> int | None:
    """A length of OOXML in `per_point` units a point; a bare number counts in them already."""
    match = _MEASURE.fullmatch(text or "")
    if match is None:
        return None
    factor = _POINTS[match[2]] * per_point if match[2] else Decimal(1)
    return round(Decimal(match[1]) * factor)


def attribute(element: etree._Element | None, name: str) -> str | None:
    return None if element is None else element.get(f"{{{W}}}{name}")


def length(element: etree._Element | None, name: str) -> int | None:
    """An attribute in twips."""
    return measured(attribute(element, name), TWIPS)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first element of this name inside, if either is there."""
    return None if element is None else next(element.iterchildren(f"{{{W}}}{name}"), None)


def _said(upper: tuple[Any, ...], lower: tuple[Any, ...]) -> Iterator[Any]:
    """What the upper layer says, and where it says nothing the lower one."""
    return (under if own is None else own for own, under in zip(upper, lower, strict=True))


def _positive(number: int | None) -> int | None:
    return number if number is not None and number > 0 else None


def _ink(color: etree._Element | None) -> str | None:
    if color is None:
        return None
    if attribute(color, "themeColor") in _INKS:
        return BLACK
    ink = (attribute(color, "val") or "").upper()
    return BLACK if ink in ("AUTO", "") else ink


def _setting(properties: etree._Element | None) -> Setting:
    if properties is None:
        return _UNSET
    indent, spacing = child(properties, "ind"), child(properties, "spacing")
    hanging = length(indent, "hanging")
    return Setting(
        value_of(properties, "jc"),
        measured(attribute(indent, "firstLineChars"), 1),
        -hanging if hanging else length(indent, "firstLine"),
        measured(attribute(indent, "leftChars") or attribute(indent, "startChars"), 1),
        measured(attribute(indent, "left") or attribute(indent, "start"), TWIPS),
        length(spacing, "line"),
        attribute(spacing, "lineRule"),
        is_on(properties, "snapToGrid"),
    )


def _theme_fonts(root: etree._Element | None) -> dict[str, str]:
    """The fonts that the words of `eastAsiaTheme` and `asciiTheme` mean, as far as named."""
    found: dict[str, str] = {}
    if root is None:
        return found
    for word, fonts in (("major", "majorFont"), ("minor", "minorFont")):
        scheme = next(root.iter("{*}" + fonts), None)
        if scheme is None:
            continue
        named = {etree.QName(font).localname: font.get("typeface", "") for font in scheme}
        scripts = {
            font.get("script", ""): font.get("typeface", "")
            for font in scheme.iterchildren("{*}font")
        }
        # An empty font is the one that the theme has for the language: simplified Chinese.
        found[f"{word}EastAsia"] = named.get("ea") or scripts.get("Hans", "")
        found[f"{word}Ascii"] = found[f"{word}HAnsi"] = named.get("latin", "")
    return found
