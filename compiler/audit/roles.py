"""What each paragraph of a document is: its title, a heading, a paragraph of sentences.

Given paragraphs as they are set, gives each with its role. Its style says what it is; where
styles say nothing, as in most documents of others, its own words and its place do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.document import gbt9704 as gbt
from compiler.ooxml.words.contrast import BLACK
from compiler.ooxml.words.typeset import Passage
from compiler.text.run_in import NUMERAL, level_alone, numbered_level

_PART = re.compile(rf"\s*第{NUMERAL}[部编章]")
_SENTENCE_ENDS = "。！？；…”"
CENTRED = ("center", "right", "end")


def roles(passages: tuple[Passage, ...]) -> Iterator[tuple[str, Passage]]:
    """Each paragraph from the title on and its role, "other" for what no rule is about.

    What stands before the title, as the red head of an office, has rules of its own.
    """
    title = _title_among(passages)
    begin = 0 if title is None else passages.index(title)
    in_parts = any(p.role == "heading1" and _PART.match(p.text) for p in passages)
    for passage in passages[begin:]:
        yield ("title" if passage is title else _role(passage, in_parts=in_parts)), passage


def _title_among(passages: tuple[Passage, ...]) -> Passage | None:
    styled = next((p for p in passages if p.role == "title"), None)
    if styled is not None:
        return styled
    leading = []
    for passage in passages:
        if passage.role == "draft" or _is_natural(passage) or numbered_level(passage.text):
            break
        if all(type_.ink in (None, BLACK) for _, type_ in passage.pieces):
            leading.append(passage)
    return max(leading, key=largest, default=None)


def _role(passage: Passage, *, in_parts: bool) -> str:
    if in_parts and passage.role.startswith("heading"):
        # The standard numbers no parts: below them 一、 is of its level one, whatever its style.
        return numbered_level(passage.text) or "other"
    if passage.role != "body":
        return passage.role
    if role := level_alone(passage.text):
        return role
    return "body" if _is_natural(passage) else "other"


def _is_natural(passage: Passage) -> bool:
    """Whether it is a paragraph of sentences, not a line that stands for itself."""
    text = passage.text.strip()
    if passage.setting.alignment in CENTRED or text.startswith("附件"):
        return False
    return len(text) > gbt.CHARACTERS or text.endswith(tuple(_SENTENCE_ENDS))


def fills_a_line(passage: Passage) -> bool:
    """Whether it fills a line: shorter ones show neither spacing nor justification."""
    return len(passage.text.strip()) > gbt.CHARACTERS


def largest(passage: Passage) -> int:
    """Of its largest type, in half points."""
    return max((type_.size or 0 for _, type_ in passage.pieces), default=0)
