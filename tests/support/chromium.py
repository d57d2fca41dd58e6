"""Chromium in tests: pages as pictures and as the text that is seen, without a network.

Each run has a profile folder of its own and a time limit.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

_QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage",
)  # fmt: skip


# Blink's own number for what the system prefers; --force-dark-mode changes the browser's
# colours and leaves `prefers-color-scheme` as it is.
_DARK = "--blink-settings=preferredColorScheme=0"


def screenshot(page: Path, picture: Path, width: int, height: int, *, dark: bool = False) -> None:
    look = (_DARK,) if dark else ()
    _run(page, *look, f"--window-size={width},{height}", f"--screenshot={picture}")
    assert picture.is_file()


def document(page: Path) -> str:
    """The document as the browser understood it, as markup."""
    return _run(page, "--dump-dom").decode("utf-8")


def measured(page: Path, width: int, expression: str) -> str:
    """What a script makes of the page at this width.

    The page itself allows none, so a copy does; it stands in a frame, because no window of
    the browser is as narrow as a phone.
    """
    free = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text("utf-8"))
    script = f"<script>parent.document.documentElement.dataset.said = String({expression})</script>"
    inside = escape(free.replace("</body>", f"{script}</body>"))
    around = page.with_name(f"around-{page.name}")
    frame = f'<iframe style="width:{width}px;height:900px;border:0" srcdoc="{inside}"></iframe>'
    around.write_text(f'<!DOCTYPE html><meta charset="utf-8">{frame}', "utf-8")
    shown = _run(around, "--window-size=1400,1000", "--dump-dom").decode("utf-8")
    found = re.search(r'<html[^>]* data-said="([^"]*)"', shown)
    assert found
    return found[1]


def _run(page: Path, *asked: str) -> bytes:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if program is None:
        pytest.skip("Chromium is not installed")
    with TemporaryDirectory(prefix="nianbao-chromium-") as profile:
        done = subprocess.run(
            [program, *_QUIET, f"--user-data-dir={profile}", *asked, page.as_uri()],
            check=True, timeout=120, capture_output=True,
        )  # fmt: skip
    return done.stdout
