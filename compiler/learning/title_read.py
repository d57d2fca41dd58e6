"""The title of a form → the pattern of the titles of its reports, and the form's own name.

What stands for the agency and the year in a printed form, or in a report made of it, is
recognised by its shape alone: a guess.
"""

from __future__ import annotations

import re

from compiler.text.language import Language

_YEAR = r"(?:\d{4}|[XxＸ×*＊_＿○〇\s]{2,8}|20[XxＸ×*＊_＿○〇]{2}|二[○〇零一二三四五六七八九]{3})"
_CHINESE = re.compile(rf"(?P<agency>.*?)(?P<year>{_YEAR})年(?P<rest>.*)")
_ENGLISH = re.compile(r"\b(?:19|20)\d\d\b|_{2,}|\bYYYY\b|\[year\]", re.IGNORECASE)
# The year that a heading names is that of the report.
_YEAR_IN_HEADING = re.compile(rf"(?:{_YEAR}|\{{year\}})(?=年)|\b20\d\d\b")
_AGENCY = re.compile(
    r"\[(?:name of )?(?:the )?(?:agency|body|library|office|authority)\]|<[^>]+>", re.IGNORECASE
)


def title_pattern(title: str, language: Language) -> str:
    """With {agency} and {year}; where a title shows no place for them they are put before it."""
    if language == "zh":
        found = _CHINESE.fullmatch(title)
        rest = found["rest"] if found else title
        return f"{{agency}}{{year}}年{rest or '年度报告'}"
    dated = _ENGLISH.sub("{year}", title, count=1)
    named = _AGENCY.sub("{agency}", dated, count=1)
    named = named if "{agency}" in named else f"{{agency}}: {named or 'Annual report'}"
    return named if "{year}" in named else f"{named}, {{year}}"


def heading_pattern(heading: str) -> str:
    """With {year} where it names one."""
    return _YEAR_IN_HEADING.sub("{year}", heading, count=1)


def name_in(title: str, language: Language) -> str:
    """What the kind of report is called."""
    if language == "zh":
        found = _CHINESE.fullmatch(title)
        return (found["rest"] if found else title).removeprefix("度").strip()
    plain = _ENGLISH.sub("", _AGENCY.sub("", title)).strip(" ,:–-")
    return re.sub(r"(?: (?:of|by|for|the))+[ ,:]*$", "", plain)
