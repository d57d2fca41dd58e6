"""What a title and headings leave to the report: {agency} and {year} filled in.

What is not known yet is said in brackets; a final document never needs that.
"""

from __future__ import annotations

from compiler.format.words import words_of
from compiler.text.language import Language
from compiler.values.named_tuple import NamedTuple


class Whose(NamedTuple):
    """The body and the year of a report as they are printed."""

    agency: str
    year: str

    def fill(self, text: str) -> str:
        return text.format(agency=self.agency, year=self.year)


def whose(name: str, year: int | None, language: Language) -> Whose:
    words = words_of(language)
    known = f"（{words.year}）" if year is None else str(year)
    return Whose(name or f"（{words.agency['name']}）", known)
