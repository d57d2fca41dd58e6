"""Pages as they are laid out: what stands where, and what they look like.

Frozen values; nothing here knows who laid them out.
"""

from __future__ import annotations

from compiler.values.dataclass import dataclass, field


@dataclass(frozen=True, slots=True)
class Page:
    """`words` are (text, points from the left, points from the top); `picture` is a PNG."""

    words: tuple[tuple[str, float, float], ...]
    picture: bytes = field(repr=False)
