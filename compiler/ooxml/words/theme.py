"""The fonts of a package's theme: what `asciiTheme`, `eastAsiaTheme` and their like stand for.

Given the roots of the theme and of the settings, gives a font's name for each of those words.
A theme that names no East Asian font has one for each script; which of them is meant, the
settings say by the language of East Asian text (ECMA-376 Part 1, 17.15.1.88, 20.1.4.1.16).
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from compiler.ooxml.markup import attribute, child

# Of all other languages the script is taken for simplified Chinese, as where none is said.
_SCRIPTS = {"zh-TW": "Hant", "zh-HK": "Hant", "ja-JP": "Jpan", "ko-KR": "Hang"}
_FACES = {"Ascii": "latin", "HAnsi": "latin", "EastAsia": "ea", "Bidi": "cs"}


def theme_fonts(theme: etree._Element | None, settings: etree._Element | None) -> Mapping[str, str]:
    """By words such as minorEastAsia; "" where the theme has no such font."""
    if theme is None:
        return {}
    language = attribute(child(settings, "themeFontLang"), "eastAsia") or ""
    script = _SCRIPTS.get(language, "Hans")
    return {
        f"{size}{face}": _font(scheme, element, script)
        for size in ("major", "minor")
        if (scheme := next(theme.iter(f"{{*}}{size}Font"), None)) is not None
        for face, element in _FACES.items()
    }


def _font(scheme: etree._Element, element: str, script: str) -> str:
    named = next(scheme.iterchildren("{*}" + element), None)
    font = "" if named is None else named.get("typeface", "")
    if font or element != "ea":
        return font
    rows = scheme.iterchildren("{*}font")
    return next((row.get("typeface", "") for row in rows if row.get("script") == script), "")
