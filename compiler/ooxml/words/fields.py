"""The fields of a part: their codes, and what they show until somebody updates them.

Given a root, gives each field from its begin to its end; `whole` is one that begins and ends
in one paragraph, in order, with none inside it. It knows no report.
"""

from __future__ import annotations

import re

from lxml import etree

from compiler.ooxml.markup import attribute, w
from compiler.values.dataclass import dataclass, field

_P, _R, _T, _FIELD, _CODE = map(w, ("p", "r", "t", "fldChar", "instrText"))
PAGE = re.compile(r"\s*PAGE\s*(\\\*\s*(MERGEFORMAT|Arabic)\s*){0,2}", re.IGNORECASE)
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]*)"\s*(\\h\s*)?', re.IGNORECASE)
_SCHEMES = ("mailto:", "http://", "https://")


@dataclass
class Field:
    """`marks` are its marks and codes from the first on, `results` the runs of what it shows."""

    marks: list[etree._Element]
    code: str = ""
    shown: str = ""
    whole: bool = False
    results: list[etree._Element] = field(default_factory=list)


def fields(root: etree._Element) -> list[Field]:
    found: list[Field] = []
    now: Field | None = None
    separated = False
    home: etree._Element | None = None
    for element in root.iter(_FIELD, _CODE, _T):
        if element.tag == _FIELD:
            kind = attribute(element, "fldCharType")
            paragraph = next(element.iterancestors(_P), None)
            if kind == "begin":
                # One inside another leaves both unfinished.
                now, separated, home = Field([element]), False, paragraph
                found.append(now)
            elif now is None or paragraph is not home:
                found.append(Field([element]))
            elif kind == "separate":
                now.marks.append(element)
                separated = True
            else:
                now.marks.append(element)
                now.whole, now = separated, None
        elif now is None:
            if element.tag == _CODE:
                found.append(Field([element], element.text or ""))
        elif element.tag == _CODE:
            now.marks.append(element)
            now.code += element.text or ""
        elif separated:
            now.shown += element.text or ""
            run = element.getparent()
            if run is not None:
                now.results.append(run)
    return found


def addresses(root: etree._Element) -> list[Field]:
    """The fields that are links on addresses to those very addresses."""
    return [each for each in fields(root) if each.whole and is_address(each.code, each.shown)]


def is_address(code: str, shown: str) -> bool:
    """Whether it is a link on an address to that very address."""
    match = _HYPERLINK.fullmatch(code)
    if match is None or not shown:
        return False
    target = match[1].strip().rstrip("/")
    return any(target == scheme + shown.rstrip("/") for scheme in ("", *_SCHEMES))
