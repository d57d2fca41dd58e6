"""Reads how tables and sections stand on the page; what does not fit is noted.

Given an entry of a declaration, gives its printing. The shape is checked here, what refers to
other parts in `validate_printing`.
"""

from __future__ import annotations

from compiler.format.entry import Entry
from compiler.format.printing import SectionPrinting, TablePrinting

# No column is wider than a page.
WIDEST_FLOOR = 100


def table_printing(entry: Entry) -> TablePrinting:
    return TablePrinting(
        caption=entry.text("caption", ""),
        above=tuple(_pair(entry, line) for line in entry.lines("above")),
        notes=entry.shown_texts("notes"),
        small_print=entry.flag("small_print", default=False),
        beside=entry.text("beside", "") or None,
        level_with=tuple(entry.texts_by_key("level_with").items()),
        widths=entry.choice("widths", ("even", "content"), "even"),  # type: ignore[arg-type]
        least_width=_floor(entry),
        when_empty=entry.text("when_empty", ""),
        drawn_empty=entry.flag("drawn_empty", default=True),
    )


def section_printing(entry: Entry, above: tuple[str, ...]) -> SectionPrinting:
    """`above` are the headings over its own that its heading names."""
    part = entry.text("part", "")
    return SectionPrinting(
        above=(part, *above) if part else above,
        part=bool(part),
        landscape=entry.flag("landscape", default=False),
        new_page=entry.flag("new_page", default=False),
        when_empty=entry.text("when_empty", ""),
    )


def headings(entry: Entry) -> tuple[str, ...]:
    """A heading, or a list of those over it and itself; ("",) where there is none."""
    return entry.path("heading") if entry.is_list("heading") else (entry.text("heading", ""),)


def _pair(entry: Entry, line: tuple[str, ...]) -> tuple[str, str]:
    """One text stands at the right, as a unit does; of two the first at the left."""
    if len(line) > 2:
        entry.wrong("above", line, "一段或两段文字（左、右）", "one text or two (left, right)")
    return (line[0], line[1]) if len(line) == 2 else ("", line[0])


def _floor(entry: Entry) -> float:
    millimetres = entry.integer("least_width", WIDEST_FLOOR)
    return float(millimetres or 0)
