"""Which of a document's fonts its rendering has, and what stands for those it has not.

Given the bytes of both, gives the names. A PDF calls a font by its PostScript name, a document
by the family's: known pairs are listed, all else is compared letter by letter.
"""

from __future__ import annotations

import re

from compiler.archive.names import DOCUMENT
from compiler.archive.pdf import Rendering
from compiler.ooxml.package import open_package
from compiler.ooxml.words.typeset import Typeset, typeset
from compiler.text.language import Text
from compiler.values.dataclass import dataclass
from compiler.values.findings import Finding

_POSTSCRIPT = {
    "宋体": "SimSun",
    "新宋体": "NSimSun",
    "黑体": "SimHei",
    "仿宋": "FangSong",
    "仿宋_GB2312": "FangSong_GB2312",
    "楷体": "KaiTi",
    "楷体_GB2312": "KaiTi_GB2312",
    "方正小标宋简体": "FZXBSJW--GB1-0",
    "方正小标宋_GBK": "FZXBSK--GBK1-0",
    "华文中宋": "STZhongsong",
    "华文仿宋": "STFangsong",
    "华文楷体": "STKaiti",
    "等线": "DengXian",
    "微软雅黑": "MicrosoftYaHei",
    "Times New Roman": "TimesNewRomanPSMT",
}
# What a PostScript name adds to the family's for one face of it.
_FACE = re.compile(r"[-,](regular|roman|book|bold|italic|oblique|bolditalic|light|medium).*$")
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_LATIN = re.compile("[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Substitutes:
    """`missing` are the document's fonts that the rendering has not, `instead` those of the
    rendering that the document does not ask for.
    """

    missing: tuple[str, ...]
    instead: tuple[str, ...]

    @property
    def lacking(self) -> Text:
        """What it has not, as a clause."""
        if not self.missing:
            return Text(
                "文档用到的字体都有，但有的字符字体里没有",
                "all fonts are there, but not all characters in them",
            )
        return Text(
            f"缺少文档用到的字体（{'、'.join(self.missing)}）",
            f"it lacks fonts of the document ({', '.join(self.missing)})",
        )


def substitutes(document: bytes, rendering: Rendering) -> Substitutes:
    """Of the fonts that its letters are set in; a style that no letter has asks for nothing."""
    asked = {name: _plain(_POSTSCRIPT.get(name, name)) for name in _used(document)}
    there = {name: _plain(name) for name in rendering.fonts}
    return Substitutes(
        tuple(name for name, plain in asked.items() if plain not in there.values()),
        tuple(name for name, plain in there.items() if plain not in asked.values()),
    )


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]|psmt$", "", _FACE.sub("", name.lower()))


def _used(document: bytes) -> tuple[str, ...]:
    package = open_package(document, DOCUMENT, "docx")
    if isinstance(package, Finding):
        return ()
    return tuple(dict.fromkeys(name for name in _fonts(typeset(package)) if name))


def _fonts(set_: Typeset) -> list[str | None]:
    in_tables = (
        passage
        for table in set_.tables
        for row in table.rows
        for cell in row.cells
        for passage in cell.passages
    )
    fonts: list[str | None] = []
    for passage in (*set_.passages, *in_tables):
        for text, type in passage.pieces:
            fonts += [type.han] if _HAN.search(text) else []
            fonts += [type.latin] if _LATIN.search(text) else []
    for section in set_.sections:
        fonts += [number.type.latin for number in section.numbers.values() if number]
    return fonts
