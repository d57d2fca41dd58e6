"""The first few of many names, for a message that must stay short."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.text.language import Text

_MOST = 5


def first_few(names: Sequence[str]) -> Text:
    shown, more = names[:_MOST], len(names) > _MOST
    return Text(
        "、".join(shown) + ("等" if more else ""), ", ".join(shown) + (" …" if more else "")
    )
