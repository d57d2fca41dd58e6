"""Where the paragraphs of a section stand among its tables.

Given a section's paragraphs in any order, gives them as they are printed: before the first
table, then below each. In a section of prose all of them stand before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from compiler.format.declaration import Section
from compiler.values.report import LEVELS, Level, Paragraph

# A paragraph by its number, which counts from 1 within its section as its source has it.
Numbered = tuple[int, Paragraph]


def standing(
    paragraphs: Iterable[Paragraph], section: Section
) -> Mapping[str | None, list[Numbered]]:
    """By the table that they stand below, None for those before the first."""
    places: dict[str | None, list[Numbered]] = {after: [] for after in (None, *section.tables)}
    for numbered in enumerate(paragraphs, start=1):
        places[numbered[1].after].append(numbered)
    return places


def role_of(level: Level, section: Section) -> str:
    """What a line of this level is in the document: below a heading of the second level staff's
    own headings are of the third and fourth.
    """
    return level if level == "body" else f"heading{int(level[-1]) + section.printing.level - 1}"


def level_of(role: str, section: Section) -> Level:
    """What staff would have written for a line of this role; plain text for any other."""
    return next((level for level in LEVELS if role_of(level, section) == role), "body")


def as_printed(paragraphs: Iterable[Paragraph], section: Section) -> Iterator[Numbered]:
    """One after the other from the section's heading to its end."""
    return chain.from_iterable(standing(paragraphs, section).values())
