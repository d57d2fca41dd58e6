"""What a declaration says of headings, pages and the lines around tables, in words.

Given a section, gives lines of text; none where it says nothing. What is left to the report is
shown in braces, as it is declared.
"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.format.declaration import Section, Table
from compiler.format.form import Form
from compiler.text.language import Language, Text

_ABOVE, _LANDSCAPE = Text("上级标题", "Headings above"), Text("横页", "Pages on their side")
_NEW_PAGE, _EMPTY = Text("另起一页", "Begins a page"), Text("没有时写", "Where there is nothing")
_CAPTION, _LINE = Text("表题", "Caption"), Text("表上方", "Above the table")
_NOTE, _LEFT_OUT = Text("表注", "Note"), Text("（不画表）", " (the table is left out)")


def section_printing(section: Section, language: Language) -> Iterator[str]:
    """Of the section itself."""
    printing = section.printing
    if printing.above:
        yield _told(_ABOVE, " / ".join(printing.above), language)
    for here, name in ((printing.landscape, _LANDSCAPE), (printing.new_page, _NEW_PAGE)):
        if here:
            yield f"  {name.in_language(language)}"
    if printing.when_empty:
        yield _told(_EMPTY, printing.when_empty, language)


def tables_printing(section: Section, form: Form, language: Language) -> Iterator[str]:
    """Of its tables, in order."""
    for table in form.tables_of(section):
        yield from _of_table(table, language)


def _of_table(table: Table, language: Language) -> Iterator[str]:
    printing = table.printing
    if printing.caption:
        yield _told(_CAPTION, printing.caption, language)
    for sides in printing.above:
        yield _told(_LINE, " | ".join(sides), language)
    for note in printing.notes:
        yield _told(_NOTE, note.strip(), language)
    if printing.when_empty:
        gone = "" if printing.drawn_empty else _LEFT_OUT.in_language(language)
        yield _told(_EMPTY, printing.when_empty + gone, language)


def _told(name: Text, text: str, language: Language) -> str:
    return f"  {name.in_language(language)}  {text}"
