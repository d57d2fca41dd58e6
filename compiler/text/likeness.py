"""“Did you mean”: of the names there are, those most like the one that was written."""

from __future__ import annotations

import difflib

from compiler.text.language import Text


def suggestion(found: str, known: tuple[str, ...]) -> Text:
    """“Did you mean” one of the known names, else what may stand there."""
    close = difflib.get_close_matches(found, known, n=1, cutoff=0.6)
    if close:
        return Text(f"是不是“{close[0]}”？", f"Did you mean “{close[0]}”?")
    if not known:
        return Text("没有可用的名称。", "There is none to choose from.")
    more = " …" if len(known) > 12 else ""
    return Text(
        f"可以用的有：{'、'.join(known[:12])}{more}。", f"Known: {', '.join(known[:12])}{more}."
    )
