"""The sections of a declaration file, read key by key; what does not fit is noted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.format.declaration import Section
from compiler.format.entry import ID, Entry
from compiler.format.keys import Keys
from compiler.format.load_printing import HEADING, PRINTED_SECTION, section_printing
from compiler.format.printed_texts import BRACES
from compiler.format.prose import Need
from compiler.text.language import Text

_FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")
LONGEST_SHEET_NAME = 31

_NEED = Keys(
    "need",
    "aspects / needs = [{ … }]",
    "一部分文字该说到的一件事。",
    "One thing that a text should speak of.",
)
_NEED_NAME = _NEED.text("name", "问题里怎样称呼它。", "What a finding calls it.")
_NEED_WORDS = _NEED.texts(
    "words", "说到其中一个词，就算说到了。", "It is spoken of where one of these words stands."
)

SECTION_KEYS = Keys(
    "section",
    "[[section]]",
    "报告的一部分：写了 tables 的是表，没有写的是文字。次序就是报告里的次序。",
    "A part of the report, in its order: of tables where it names some, else of text.",
)
_SECTION_ID = SECTION_KEYS.text("id", "编号，数据里用它。", "Its id in data.", spelling=ID)
SECTION_KEYS.join(PRINTED_SECTION)
_SHEET = SECTION_KEYS.text(
    "sheet",
    "工作表的名称；不写，就是标题。",
    "What its sheet is called; else as its heading.",
    "",
    written=Text(
        f"{LONGEST_SHEET_NAME} 个字以内、不含 [ ] : * ? / \\ 的文字",
        f"at most {LONGEST_SHEET_NAME} characters without [ ] : * ? / \\",
    ),
)
_SHORT_SECTION = SECTION_KEYS.text(
    "short",
    "问题里怎样称呼它；不写，就是工作表的名称。",
    "What messages call it; else its sheet's name.",
    "",
)
_TABLES = SECTION_KEYS.texts(
    "tables",
    "这一部分的表，按次序。",
    "Its tables, in order.",
    written=Text("表的编号的列表", "a list of ids of tables"),
)
_REQUIRED = SECTION_KEYS.flag(
    "required",
    "必须写、必须填；false，可以空着。",
    "It must be written or filled in.",
    default=True,
)
_VARIANTS = SECTION_KEYS.texts(
    "variants",
    "读别人编的文档时，标题的别的写法。",
    "Other ways to write its heading, for documents that are read.",
)
_HELP_SECTION = SECTION_KEYS.text(
    "help", "工作表上面的填写说明。", "What its sheet says at the top.", ""
)
_ASPECTS = SECTION_KEYS.entries(
    "aspects",
    _NEED,
    Text(
        "最好说到的事，没有说到就提示。", "What it should speak of; what it leaves out is advice."
    ),
)
_NEEDS = SECTION_KEYS.entries(
    "needs",
    _NEED,
    Text(
        "必须说到的事，没有说到是警告。", "What it must speak of; what it leaves out is warned of."
    ),
)
_LONGEST = SECTION_KEYS.integer("longest", "文字最多多少字。", "At most so many characters.")
_SHORTEST = SECTION_KEYS.integer("shortest", "文字至少多少字。", "At least so many characters.")


def load_section(entry: Entry) -> Section:
    *above, heading = entry.get(HEADING)
    named = heading and not set(heading) & set(BRACES)
    sheet = entry.get(_SHEET) or ("" if entry.has("sheet") or not named else sheet_name(heading))
    if not sheet:
        entry.missing("sheet")
    elif _FORBIDDEN_IN_SHEET_NAMES.search(sheet) or len(sheet) > LONGEST_SHEET_NAME:
        entry.wrong(
            "sheet",
            sheet,
            "31 个字以内、不含 [ ] : * ? / \\ 且两头没有单引号的文字",
            "at most 31 characters without [ ] : * ? / \\, nor ' at either end",
        )
    section = Section(
        id=entry.get(_SECTION_ID),
        heading=heading,
        sheet=sheet,
        short=entry.get(_SHORT_SECTION) or ("" if entry.has("short") else sheet),
        tables=entry.get(_TABLES),
        required=entry.get(_REQUIRED),
        variants=entry.get(_VARIANTS),
        help=entry.get(_HELP_SECTION),
        aspects=_needs(entry.get(_ASPECTS)),
        needs=_needs(entry.get(_NEEDS)),
        longest=entry.get(_LONGEST),
        shortest=entry.get(_SHORTEST),
        printing=section_printing(entry, tuple(above)),
    )
    entry.finish()
    return section


def _needs(entries: Iterator[Entry]) -> tuple[Need, ...]:
    needs = []
    for need in entries:
        needs.append(Need(need.get(_NEED_NAME), need.get(_NEED_WORDS)))
        need.finish()
    return tuple(needs)


def sheet_name(heading: str) -> str:
    """What the sheet of a section is called that names none."""
    return _FORBIDDEN_IN_SHEET_NAMES.sub(" ", heading)[:LONGEST_SHEET_NAME].strip()
