"""`nianbao explain CODE` where the build has worked the page out: told before all else is loaded."""

from __future__ import annotations

import sys

from compiler.commands.arguments import Arguments
from compiler.commands.exit_codes import DONE
from compiler.edges.console import terminal_width
from compiler.edges.explained import Page, page_at_hand
from compiler.text.widths import wrap


def told_at_once(asked: Arguments) -> int | None:
    """None where it takes more than that."""
    if asked.json or not asked.code:
        return None
    page = page_at_hand(asked.code.strip().upper(), asked.lang)
    return None if page is None else tell(page)


def tell(page: Page) -> int:
    width = terminal_width(sys.stdout)
    lines = [page.title, ""]
    for label, text in page.said:
        lines += wrap(text, width, f"{label}  ", "    ")
    sys.stdout.write("\n".join(lines) + "\n")
    return DONE
