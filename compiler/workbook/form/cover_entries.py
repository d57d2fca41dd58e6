"""What may be written into an entry of the cover, and what staff are told of it.

Given an entry's key and its cell; gives the data validation, which asks before it takes what is
written otherwise, and the words beside it.
"""

from __future__ import annotations

from typing import Any

from compiler.workbook.form.filling import Filling

# Where the declaration says no year.
_SOME_YEAR = 2020


def cover_help(filling: Filling, key: str) -> str:
    """With a year of this format as the example; empty where the label says it all."""
    first = filling.form.declaration.years[0] or _SOME_YEAR
    return filling.words.cover_help.get(key, "").format(year=first, after=first + 1)


def cover_rule(filling: Filling, key: str, here: str) -> dict[str, Any]:
    words = filling.words
    if key == "kind":
        choices = {"validate": "list", "source": list(words.kinds_of_agency)}
        return {**choices, "error_type": "information"}
    if key == "retention":
        choices = {"validate": "list", "source": list(words.retentions)}
        return {**choices, "error_type": "warning"}
    rules = {"year": _is_year(filling, here), "date": _is_date(filling.form.language, here)}
    if key in rules:
        return {"validate": "custom", "value": rules[key], "error_type": "warning"}
    return {"validate": "any"}


def _is_year(filling: Filling, here: str) -> str:
    """Four digits, of a year that the format is for; the cell holds text."""
    first, last = filling.form.declaration.years
    bounds = ((">=", first), ("<=", last))
    within = "".join(f",VALUE({here}){sign}{year}" for sign, year in bounds if year is not None)
    return f"=AND(LEN({here})=4,ISNUMBER(VALUE({here})){within})"


def _is_date(language: str, here: str) -> str:
    """A day of the calendar, as a date or as text."""
    text = here
    if language == "zh":
        for sign, plain in (("年", "-"), ("月", "-"), (".", "-"), ("日", "")):
            text = f'SUBSTITUTE({text},"{sign}","{plain}")'
    return f"=OR(ISNUMBER({here}),ISNUMBER(DATEVALUE({text})))"
