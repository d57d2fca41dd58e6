"""The help of nianbao and of each of its commands, in the reader's language.

Given the tables of `compiler.commands`; gives text. Must not know the streams or what
was typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compiler.commands.exit_codes import DONE, ERRORS, INTERNAL, STRICT_WARNINGS, UNPROVEN, UNUSABLE
from compiler.commands.option import COMMON, HELP, PROGRAM, Bilingual, Command, Option
from compiler.commands.options import COMMANDS, DROPPED
from compiler.text.widths import display_width, padded, wrap

if TYPE_CHECKING:
    from compiler.text.language import Language

_EXPLANATIONS_FROM = 26  # the column
_WIDTH = 80

_USAGE = Bilingual("用法：", "Usage: ")
_COMMAND = Bilingual("命令", "COMMAND")
_OPTIONS = Bilingual("[选项]", "[options]")
_HEADINGS = {
    "commands": Bilingual("命令", "Commands"),
    "subject": Bilingual("参数", "Argument"),
    "options": Bilingual("选项", "Options"),
    "common": Bilingual("通用选项（写在命令之后）", "Common options (after the command)"),
    "examples": Bilingual("示例", "Examples"),
    "status": Bilingual("退出码", "Exit codes"),
}
ABOUT = Bilingual(
    "年报：把填好的工作簿核对无误，编成规范的年度报告文档。",
    "nianbao checks a workbook that staff filled in and compiles it into a formatted annual report.",
)
_VERSION = Bilingual("显示版本号", "show the version")
_EACH_COMMAND = Bilingual(
    f"各条命令的用法：{PROGRAM} 命令 --help", f"For help on a command: {PROGRAM} COMMAND --help"
)
_COLON = Bilingual("：", ":")
STATUS = (
    (DONE, Bilingual("完成，没有错误", "done, no errors")),
    (ERRORS, Bilingual("报告有错误", "the report has errors")),
    (
        UNUSABLE,
        Bilingual("用法不对，或文件无法读取", "wrong usage, or an input that cannot be read"),
    ),
    (STRICT_WARNINGS, Bilingual("按严格要求，有警告", "warnings, under --strict")),
    (UNPROVEN, Bilingual("写出的文档与报告不符，或文档被改动过", "the document failed its proof")),
    (INTERNAL, Bilingual("程序自身的故障", "a fault of nianbao itself")),
)


def help_text(speech: Language, command: Command | None = None) -> str:
    """The help of one command, or of the program."""
    if command is None or command is DROPPED:
        return _program_help(speech)
    subject = command.subject
    usage = [command.called]
    if subject:
        usage.append(subject.value if subject.required else f"[{subject.value}]")
    for option in (option_of(command, dest) for dest in command.required):
        usage += [option.flags[0], option.value or ""]
    blocks = [
        _USAGE.of(speech) + " ".join([*usage, _OPTIONS.of(speech)]),
        _sentence(command.words.of(speech), speech),
    ]
    if command.note:
        blocks.append("\n".join(wrap(command.note.of(speech), _WIDTH)))
    if subject:
        blocks.append(_section("subject", [(subject.value, subject.words)], speech))
    if command.options:
        blocks.append(_section("options", map(_row, command.options), speech))
    blocks.append(_section("common", map(_row, command.common), speech))
    blocks.append(_examples(command.examples, speech))
    return "\n\n".join(blocks) + "\n"


def _program_help(speech: Language) -> str:
    paths = DROPPED.subject
    assert paths is not None
    opening, options = _USAGE.of(speech), _OPTIONS.of(speech)
    commands = [(command.name, command.words) for command in COMMANDS]
    version = Option(("--version",), "version", None, _VERSION)
    blocks = [
        f"{opening}{PROGRAM} {paths.value} {options}\n"
        f"{' ' * display_width(opening)}{PROGRAM} {_COMMAND.of(speech)} {options}",
        "\n".join(wrap(ABOUT.of(speech), _WIDTH)),
        _section("subject", [(paths.value, paths.words)], speech),
        _section("commands", commands, speech),
        _section("options", map(_row, (*DROPPED.options, version, HELP)), speech),
        _section("common", map(_row, COMMON), speech),
        _examples([command.examples[0] for command in (DROPPED, *COMMANDS)], speech),
        _section("status", [(str(code), words) for code, words in STATUS], speech),
        _EACH_COMMAND.of(speech),
    ]
    return "\n\n".join(blocks) + "\n"


def _section(heading: str, rows: Iterable[tuple[str, Bilingual]], speech: Language) -> str:
    lines = [_HEADINGS[heading].of(speech) + _COLON.of(speech)]
    for name, words in rows:
        opening = f"  {name}"
        if display_width(opening) + 2 > _EXPLANATIONS_FROM:
            lines.append(opening)
            opening = ""
        lines += wrap(words.of(speech), _WIDTH, first=padded(opening, _EXPLANATIONS_FROM))
    return "\n".join(lines)


def _examples(examples: Iterable[str], speech: Language) -> str:
    heading = _HEADINGS["examples"].of(speech) + _COLON.of(speech)
    return "\n".join([heading, *(f"  {example}" for example in examples)])


def _row(option: Option) -> tuple[str, Bilingual]:
    return signature(option), option.words


def signature(option: Option) -> str:
    """The option with what follows it, as the help lists it."""
    flags = ", ".join(option.flags)
    return f"{flags} {option.value}" if option.value else flags


def option_of(command: Command, dest: str) -> Option:
    """The command's own option that fills this argument."""
    return next(option for option in command.options if option.dest == dest)


def _sentence(words: str, speech: Language) -> str:
    return f"{words}。" if speech == "zh" else f"{words[0].upper()}{words[1:]}."
