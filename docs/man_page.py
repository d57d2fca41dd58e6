"""The manual page of the command, in roff, made of the declared commands and options."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from compiler import __version__
from compiler.commands.option import COMMON, HELP, PROGRAM, Bilingual, Command, Option
from compiler.commands.options import COMMANDS, DROPPED
from compiler.commands.usage import ABOUT, STATUS, signature
from compiler.text.language import Language

_HEADS = {
    "name": Bilingual("名称", "NAME"),
    "synopsis": Bilingual("用法", "SYNOPSIS"),
    "about": Bilingual("说明", "DESCRIPTION"),
    "commands": Bilingual("命令", "COMMANDS"),
    "common": Bilingual("通用选项", "COMMON OPTIONS"),
    "status": Bilingual("退出码", "EXIT STATUS"),
    "environment": Bilingual("环境变量", "ENVIRONMENT"),
    "examples": Bilingual("示例", "EXAMPLES"),
}
_ENVIRONMENT = (
    (
        "NIANBAO_FORMATS",
        Bilingual("本单位的格式声明所在的文件夹", "the folder of an office's own declarations"),
    ),
    ("NO_COLOR", Bilingual("不用颜色", "no colours")),
    (
        "LC_ALL, LC_MESSAGES, LANG",
        Bilingual("显示用的语言，不写 --lang 时", "the language spoken, without --lang"),
    ),
)
# Not before what closes, nor after what opens.
_BETWEEN = re.compile(r"(?<=[\u3001-\u9fff\uff01-\uffee])(?<![（“《])(?![，。；：、）”》？])(?=\S)")


def man_page(language: Language) -> str:
    """The page in one language; manual(1) reads it in UTF-8."""
    return "\n".join(_lines(language)) + "\n"


def _lines(language: Language) -> Iterator[str]:
    yield f'.TH NIANBAO 1 "" "nianbao {__version__}"'
    yield ".ad l"
    yield from _head("name", language)
    yield _escaped(f"{PROGRAM} - {ABOUT.of(language)}")
    yield from _head("synopsis", language)
    for words in ("PATH...", "COMMAND"):
        yield f".B {PROGRAM}"
        yield f".I {words} [options]"
        yield ".br"
    yield from _head("about", language)
    paths = DROPPED.subject
    assert paths is not None
    yield from _row(paths.value, paths.words, language)
    yield from _options(DROPPED.options, language)
    yield from _head("commands", language)
    for command in COMMANDS:
        yield from _command(command, language)
    yield from _head("common", language)
    yield from _options((*COMMON, HELP), language)
    yield from _head("status", language)
    for code, words in STATUS:
        yield from _row(str(code), words, language)
    yield from _head("environment", language)
    for name, words in _ENVIRONMENT:
        yield from _row(name, words, language)
    yield from _head("examples", language)
    yield ".nf"
    yield from (_escaped(example) for c in (DROPPED, *COMMANDS) for example in c.examples)
    yield ".fi"


def _head(name: str, language: Language) -> Iterator[str]:
    yield f".SH {_HEADS[name].of(language)}"


def _command(command: Command, language: Language) -> Iterator[str]:
    subject = command.subject
    value = subject.value if subject else ""
    yield _escaped(
        f".SS {command.called} {value if not subject or subject.required else f'[{value}]'}"
    )
    yield _escaped(command.words.of(language))
    if command.note:
        yield ".PP"
        yield _escaped(command.note.of(language))
    if subject:
        yield from _row(subject.value, subject.words, language)
    yield from _options(command.options, language)


def _options(options: Iterable[Option], language: Language) -> Iterator[str]:
    for option in options:
        yield from _row(signature(option), option.words, language)


def _row(name: str, words: Bilingual, language: Language) -> Iterator[str]:
    yield ".TP"
    yield _escaped(f".B {name}")
    yield _escaped(words.of(language))


def _escaped(text: str) -> str:
    """As roff prints it: a hyphen that can be copied, no command at the beginning of a line, and
    lines that break between Chinese characters.
    """
    text = _BETWEEN.sub(r"\\:", text.replace("\\", r"\e").replace("-", r"\-"))
    return re.sub(r"^'", r"\\&'", text)
