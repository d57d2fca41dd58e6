"""What a console can show: its language, its characters, its colour, its width.

Given the process's streams and environment; gives decisions. This is where
the locale enters the program. Must not know what is said; imports only what every
process has loaded anyway, for `--help` passes through here.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from compiler.text.language import Language

_USUAL_WIDTH = 80
_WIDEST = 100  # longer lines are tiresome to read, however wide the window
_NARROWEST = 40

# What stands in for a character that the console's code page lacks, best first.
_STAND_INS: dict[str, tuple[str, ...]] = {
    "✓": ("√", "v"),
    "✗": ("×", "x"),
    "×": ("x",),
    "—": ("-",),
    "–": ("-",),
    "−": ("-",),
    "“": ('"',),
    "”": ('"',),
    "‘": ("'",),
    "’": ("'",),
    "…": ("...",),
    "·": (".",),
    "•": ("·", "*"),
    "→": ("->",),
    "≥": (">=",),
    "≤": ("<=",),
    "≠": ("!=",),
    "、": (",",),
    "。": (".",),
    "《": ("<",),
    "》": (">",),
    "「": ('"',),
    "」": ('"',),
}


def language(explicit: str | None = None) -> Language:
    """The language asked for, else the locale's; Chinese unless that is English, or unless
    the console has no Chinese at all.
    """
    if explicit in ("zh", "en"):
        return "en" if explicit == "en" else "zh"
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:  # the first that is set decides, as for any other program
            return "en" if value.lower().startswith("en") or not _shows_chinese() else "zh"
    return "en" if _windows_speaks_english() or not _shows_chinese() else "zh"


def _shows_chinese() -> bool:
    try:
        "年报".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def prepare_streams() -> None:
    """Let no code page make output fail: what it lacks is shown by its nearest likeness."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # started without a console
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            make_lenient(stream)


def make_lenient(stream: io.TextIOWrapper) -> None:
    """Replace, on this stream, what its encoding cannot say."""
    # One handler an encoding: the error itself names all code pages of one byte "charmap".
    handler = f"nianbao-{stream.encoding.lower()}"
    codecs.register_error(handler, _stand_in_handler(stream.encoding))
    stream.reconfigure(errors=handler)


def uses_colour(stream: TextIO) -> bool:
    """Whether colour is welcome: a capable terminal, and nobody set NO_COLOR."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    try:
        return stream.isatty() and _terminal_understands_colour()
    except ValueError:  # the stream is closed
        return False


def terminal_width(stream: TextIO) -> int:
    """The columns to write in: the terminal's own within reason, 80 where there is none."""
    try:
        width = int(os.environ.get("COLUMNS", "")) or _USUAL_WIDTH
    except ValueError:
        try:
            width = os.get_terminal_size(stream.fileno()).columns or _USUAL_WIDTH
        except (OSError, ValueError, AttributeError):
            width = _USUAL_WIDTH
    return max(_NARROWEST, min(width, _WIDEST))


def _stand_in_handler(encoding: str) -> Callable[[UnicodeError], tuple[str, int]]:
    def shown(text: str) -> bool:
        try:
            text.encode(encoding)
        except UnicodeError:
            return False
        return True

    def stand_in(char: str) -> str:
        candidates = (*_STAND_INS.get(char, ()), unicodedata.normalize("NFKC", char), "?")
        return next(filter(shown, candidates), "")

    def handler(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        return "".join(map(stand_in, error.object[error.start : error.end])), error.end

    return handler


def _windows_speaks_english() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    primary_language = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
    return bool(primary_language == 0x09)  # LANG_ENGLISH


def _terminal_understands_colour() -> bool:
    if sys.platform != "win32":
        return True
    import ctypes

    # Consoles of Windows 10 and later do once ENABLE_VIRTUAL_TERMINAL_PROCESSING is set.
    kernel32 = ctypes.windll.kernel32
    handle = kernel32.GetStdHandle(-11)
    mode = ctypes.c_ulong()
    if not kernel32.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(kernel32.SetConsoleMode(handle, mode.value | 0x0004))
