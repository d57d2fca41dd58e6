"""What of a report is drawn, as a declaration's file says it.

No part of a workbook, a check or a document depends on it, so it is left out of the digest
by which a workbook knows its declaration.
"""

from __future__ import annotations

from compiler.format.declaration import Picture
from compiler.format.entry import Entry
from compiler.format.keys import Keys
from compiler.text.language import Text

PICTURE_KEYS = Keys(
    "picture",
    "[[picture]]",
    "核对网页开头画的图：几个可引用数据各是一条，给了上年报告的，上年的画在旁边。",
    "Drawn at the head of the page of a check: some quotable figures as bars, last year's beside them where it is given.",
)
_TITLE = PICTURE_KEYS.text("title", "图的标题。", "What stands over it.")
_FIGURES = PICTURE_KEYS.texts(
    "figures",
    "画哪些数，由上到下：[[figure]] 的名称。",
    "Which figures are drawn, from top to bottom: names of [[figure]].",
    written=Text("名称的列表", "a list of names"),
)


def load_picture(entry: Entry) -> Picture:
    picture = Picture(entry.get(_TITLE), entry.get(_FIGURES))
    entry.finish()
    return picture
