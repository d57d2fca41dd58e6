"""`nianbao completion`: the script by which a shell completes what is typed after `nianbao`.

It is made by shtab of the declared commands and options, and loaded nowhere else.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence

import shtab

from compiler.catalogue.all import BY_CODE
from compiler.commands.answer import print_json
from compiler.commands.arguments import Arguments
from compiler.commands.exit_codes import DONE
from compiler.commands.option import PROGRAM, Bilingual
from compiler.commands.options import COMMANDS
from compiler.commands.options_of_formats import SHELLS
from compiler.report.desk import Desk
from compiler.text.language import Language

# What may stand for some options and arguments.
_CHOICES = {"lang": ("zh", "en"), "shell": SHELLS, "code": tuple(BY_CODE)}
_FILE = re.compile(r"REPORT|DOCX|PATH|\.[a-z]")


def run(asked: Arguments, desk: Desk) -> int:
    parser = _parser(asked.lang, tuple(desk.shelf.known()))
    script = shtab.complete(parser, shell=asked.shell)
    if asked.shell == "bash":  # file names where nothing else fits: a path may stand alone
        script = script.replace("complete -o bashdefault", "complete -o bashdefault -o default")
    if asked.json:
        return print_json({"shell": asked.shell, "script": script}, DONE)
    sys.stdout.write(script.rstrip("\n") + "\n")
    return DONE


def _parser(language: Language, editions: Sequence[str]) -> argparse.ArgumentParser:
    """The commands as shtab wants them told; nothing is ever parsed by it."""
    parser = argparse.ArgumentParser(prog=PROGRAM)
    commands = parser.add_subparsers()
    choices = {**_CHOICES, "format": editions, "edition": editions}
    for command in COMMANDS:
        words = _said(command.words, language)
        known = commands.add_parser(command.name, help=words, add_help=False)
        if subject := command.subject:
            action = known.add_argument(
                subject.dest,
                nargs="*" if subject.many else "?",
                help=_said(subject.words, language),
            )
            _complete(action, subject.value, choices)
        for option in (*command.options, *command.common):
            said = _said(option.words, language)
            if option.value is None:
                known.add_argument(*option.flags, help=said, action="store_true")
            else:
                action = known.add_argument(*option.flags, help=said)
                _complete(action, option.value, choices)
    return parser


def _complete(action: argparse.Action, value: str, choices: dict[str, Sequence[str]]) -> None:
    """What may stand there: one of a few words, a file or a folder, or what nobody can foresee."""
    action.choices = choices.get(action.dest)
    if action.choices:  # shtab offers these or files, not both
        return
    if _FILE.search(value):
        action.complete = shtab.FILE  # type: ignore[attr-defined]
    elif value == "FOLDER":
        action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]


def _said(words: Bilingual, language: Language) -> str:
    return words.of(language).replace("%", "%%")
