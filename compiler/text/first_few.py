"""The first few of many names, for a message that must stay short."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.text.language import Text

_MOST = 5


def first_few(names: Sequence[str], most: int = _MOST) -> Text:
    shown, more = names[:most], len(names) > most
    return Text(
        "、".join(shown) + ("等" if more else ""), ", ".join(shown) + (" …" if more else "")
    )
