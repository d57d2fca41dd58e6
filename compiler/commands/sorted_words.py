"""The words of a command line sorted into options and subject, by argparse.

Given a command and words; fills the arguments. argparse takes a while to load, and help does
without it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import NoReturn

from compiler.commands.misuse import NEEDS_VALUE, NOT_UNDERSTOOD, TAKES_NO_VALUE, Misuse
from compiler.commands.option import Command, Option


def sort_words(
    command: Command, options: Sequence[Option], words: Sequence[str], given: SimpleNamespace
) -> list[str]:
    """The words for which there is no place. Raises Misuse."""
    parser = _Parser(command, options)
    many = command.subject is not None and command.subject.many
    # Only so may several things stand before and after the options.
    taken = parser.parse_known_intermixed_args if many else parser.parse_known_args
    try:
        _, extra = taken(words, given)
    except argparse.ArgumentError as error:
        raise _misread(error, options) from error
    return extra


_WIDTH = 80


class _Parser(argparse.ArgumentParser):
    """Sorts words into options and subject; whatever is wrong is judged by the caller."""

    def __init__(self, command: Command, options: Iterable[Option]) -> None:
        super().__init__(
            prog=command.called,
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
            # It prints nothing, and to look how wide the terminal is takes long.
            formatter_class=lambda prog: argparse.HelpFormatter(prog, width=_WIDTH),
        )
        if command.subject:
            self.add_argument(command.subject.dest, nargs="*" if command.subject.many else "?")
        for option in options:
            if option.value is None:
                self.add_argument(*option.flags, dest=option.dest, action="store_true")
            else:
                self.add_argument(*option.flags, dest=option.dest)

    def error(self, message: str) -> NoReturn:
        del message  # in English, and worded otherwise in each version of Python
        raise Misuse(NOT_UNDERSTOOD)


def _misread(error: argparse.ArgumentError, options: Iterable[Option]) -> Misuse:
    """What argparse objected to, found by the option and not by its English words."""
    for option in options:
        if "/".join(option.flags) == error.argument_name:
            if option.value is None:
                return Misuse(TAKES_NO_VALUE, option.flags[-1])
            return Misuse(NEEDS_VALUE, option.flags[0], option.value)
    return Misuse(NOT_UNDERSTOOD)
