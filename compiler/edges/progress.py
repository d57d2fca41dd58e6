"""A bar for long work, on a terminal only: which unit, how many, how fast, how long still.

Given the stream, gives a function to be told of each unit that is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from compiler.text.characters import one_line
from compiler.text.language import Language, Text

_DOING = Text("正在处理", "Working")
_RATE = Text("{:.1f} 家/秒", "{:.1f} a second")


@contextmanager
def progress(
    stream: TextIO, language: Language, *, quiet: bool
) -> Iterator[Callable[[str, int], None]]:
    """The function takes the unit that is done ("" before the first) and how many there are."""
    if quiet or not stream.isatty():
        yield lambda name, total: None  # noqa: ARG005
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text as Shown

    class Rate(TextColumn):
        def render(self, task: Task) -> Shown:
            return Shown(_RATE.in_language(language).format(task.finished_speed or task.speed or 0))

    bar = Progress(
        TextColumn("{task.fields[unit]}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(""),
        TimeRemainingColumn(),
        console=Console(file=stream),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None, unit=_DOING.in_language(language))

        def told(name: str, total: int) -> None:
            shown = one_line(name)[:20] or _DOING.in_language(language)
            bar.update(task, total=total, advance=1 if name else 0, unit=shown)

        yield told
