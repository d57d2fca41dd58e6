"""How words and paragraphs are set in the end: each layer of formatting over the one below it.

Given a package's defaults, styles and theme, answers for a run or a paragraph (ECMA-376
Part 1, 17.7.2): document defaults, table style, paragraph style, character style, what
stands on it itself; each style over those it is based on. What nothing says is None, and so
is what cannot be understood: no value of a file raises. It knows no standard and no report.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from compiler.ooxml.markup import attribute, child, is_on, value_of
from compiler.ooxml.package import Package
from compiler.ooxml.words.cascade import Cascade
from compiler.ooxml.words.contrast import BLACK
from compiler.ooxml.words.legible import ink_of
from compiler.ooxml.words.main_parts import MainParts, part_root
from compiler.ooxml.words.measures import TWIPS, length, measured, positive, type_size
from compiler.ooxml.words.theme import theme_fonts
from compiler.values.named_tuple import NamedTuple

# Colours of a theme that are the ink of plain text.
_INKS = ("text1", "dark1")


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


class Formatting:
    """Answers for the runs and paragraphs of one document."""

    def __init__(self, package: Package, main: MainParts):
        self.settings = part_root(package, main.related.get("settings"))
        self._fonts = theme_fonts(part_root(package, main.related.get("theme")), self.settings)
        self._types = Cascade(main.sheet, Type(), self._type, Type.over)
        self._settings = Cascade(main.sheet, Setting(), _setting, Setting.over)

    @property
    def plain(self) -> Type:
        """The type of a plain paragraph: the grid's characters are as wide."""
        return self._types.held(None)

    def type_of(self, run: etree._Element, paragraph: str | None, table: str | None = None) -> Type:
        own = child(run, "rPr")
        if own is None:
            return self._types.held(paragraph, table)
        styled = self._types.held(paragraph, table, value_of(own, "rStyle"))
        return self._type(run).over(styled)

    def setting_of(self, paragraph: etree._Element, table: str | None = None) -> Setting:
        own = child(paragraph, "pPr")
        style = None if own is None else value_of(own, "pStyle")
        styled = self._settings.held(style, table)
        only_named = own is None or (style is not None and len(own) == 1)
        return styled if only_named else _setting(paragraph).over(styled)

    def _type(self, holder: etree._Element) -> Type:
        properties = child(holder, "rPr")
        if properties is None:
            return Type()
        fonts = child(properties, "rFonts")
        return Type(
            self._font(fonts, "eastAsia"),
            self._font(fonts, "ascii"),
            type_size(properties),
            measured(value_of(properties, "spacing"), TWIPS),
            positive(measured((value_of(properties, "w") or "").removesuffix("%"), 1)),
            _ink(properties),
            is_on(properties, "snapToGrid"),
        )

    def _font(self, fonts: etree._Element | None, script: str) -> str | None:
        """A theme's font where one is named, for it counts before the name beside it."""
        theme = attribute(fonts, f"{script}Theme")
        return self._fonts.get(theme or "") or attribute(fonts, script) or None


def _said(upper: tuple[Any, ...], lower: tuple[Any, ...]) -> Iterator[Any]:
    """What the upper layer says, and where it says nothing the lower one."""
    return (under if own is None else own for own, under in zip(upper, lower, strict=True))


def _ink(properties: etree._Element) -> str | None:
    """What is automatic is black on paper."""
    if attribute(child(properties, "color"), "themeColor") in _INKS:
        return BLACK
    ink = ink_of(properties)
    return BLACK if ink in ("AUTO", "") else ink


def _setting(holder: etree._Element) -> Setting:
    properties = child(holder, "pPr")
    if properties is None:
        return Setting()
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
