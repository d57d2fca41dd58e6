"""The command line taken apart, and what is wrong with it said in the reader's language.

Given the words after `nianbao`; gives `Arguments`, or an `Answer` to print (help, version,
or what is wrong with the words). Must not read a file or know what the commands do; it asks
only whether a word that is no command is a path that is there.
Everything that argparse would say itself is said here instead, so that it is Chinese too
and the same on every version of Python; argparse only sorts words that are not plainly so
(`sorted_words`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING

from compiler import __version__
from compiler.commands.exit_codes import DONE, UNUSABLE
from compiler.commands.misuse import NEEDS_VALUE, Misuse
from compiler.commands.option import COMMON, HELP, PROGRAM, Bilingual, Command, Option
from compiler.commands.options import COMMANDS, DROPPED
from compiler.commands.options_of_formats import SHELLS
from compiler.edges.console import language
from compiler.values.named_tuple import NamedTuple

if TYPE_CHECKING:
    from compiler.text.language import Language


class Arguments(SimpleNamespace):
    """What was asked for; what a command does not take keeps the value given here."""

    command: str = ""
    report: str = ""
    paths: Sequence[str] = ()
    document: str = ""
    code: str = ""
    shell: str = ""
    edition: str | None = None
    form: str | None = None
    example: str | None = None
    format: str | None = None
    year: int | None = None
    sha256: str | None = None
    agency: str | None = None
    source: str | None = None
    prior: str | None = None
    force: bool = False
    output: str | None = None
    draft: bool = False
    reference: str | None = None
    marked: str | None = None
    html: str | None = None
    coverage: bool = False
    against: str | None = None
    render: bool = False
    fonds: str | None = None
    retention: str | None = None
    topic: str | None = None
    item: str | None = None
    roster: str | None = None
    pdf: bool = False
    jobs: int | None = None
    dask: str | None = None
    watch: bool = False
    with_errors: bool = False
    json: bool = False
    strict: bool = False
    quiet: bool = False
    lang: Language = "zh"
    help: bool = False

    @property
    def manner(self) -> Manner:
        """How the answer is to be given."""
        return Manner(self.lang, as_data=self.json, strict=self.strict, quiet=self.quiet)


class Manner(NamedTuple):
    """How a command answers: in which language, as JSON, with warnings counted as errors."""

    language: Language = "zh"
    as_data: bool = False
    strict: bool = False
    quiet: bool = False


class Answer(NamedTuple):
    """Text to print instead of running: on stdout with status 0, else on stderr.

    `as_data`: what is wrong was asked for as JSON.
    """

    text: str
    status: int
    language: Language = "zh"
    as_data: bool = False


_NO_COMMAND = Bilingual("请写明要执行的命令。", "name a command.")
_UNKNOWN_COMMAND = Bilingual("没有“{0}”这条命令。", 'there is no command "{0}".')
_UNKNOWN_OPTION = Bilingual("没有“{0}”这个选项。", 'there is no option "{0}".')
_DID_YOU_MEAN = Bilingual("您要的是不是“{1}”？", ' Did you mean "{1}"?')
_EXTRA = Bilingual(
    "多出了“{0}”。名字里有空格时，请用引号括起来。",
    'unexpected "{0}". Put a name that contains blanks in quotation marks.',
)
_MISSING_SUBJECT = Bilingual("缺少 {0}：{1}。", "{0} is missing: {1}.")
_MISSING_OPTION = Bilingual("缺少选项 {0}。", "the option {0} is missing.")
_ONE_OF = Bilingual(
    "选项 {0} 只能是 {1}，不能是“{2}”。", 'the option {0} is one of {1}, not "{2}".'
)
_NO_YEAR = Bilingual(
    "选项 {0} 应是四位数字的年度，不能是“{1}”。",
    'the option {0} is a year of four digits, not "{1}".',
)
_NO_COUNT = Bilingual(
    "选项 {0} 应是 1 到 999 的整数，不能是“{1}”。",
    'the option {0} is a whole number from 1 to 999, not "{1}".',
)
_NO_DIGEST = Bilingual(
    "选项 {0} 应是 64 位十六进制数，不能是“{1}”。",
    'the option {0} is 64 hexadecimal digits, not "{1}".',
)
_NO_SHELL = Bilingual("SHELL 只能是 {0}，不能是“{1}”。", 'SHELL is one of {0}, not "{1}".')

_MORE_HELP = Bilingual("查看用法：{0}", "For help: {0}")


def parse(words: Sequence[str]) -> Arguments | Answer:
    """Take the command line apart (without the program's own name)."""
    speech = language(_asked_language(words))
    known = {command.name: command for command in COMMANDS}
    name, rest = _command_and_rest(words)
    command = known.get(name or "")
    if command is None and name is not None and _is_path(name):
        command, rest = DROPPED, list(words)
    try:
        if command is None:
            return _without_command(name, rest, speech, known)
        return _arguments(command, rest, speech)
    except Misuse as misuse:
        return _usage_answer(misuse, speech, command, as_data="--json" in words)


def _is_path(word: str) -> bool:
    """Whether a word that stands first and is no command can only be a path: no command has
    such a name, or it is there.
    """
    return not word.isascii() or any(sign in word for sign in "./\\*?") or os.path.exists(word)  # noqa: PTH110 – pathlib is loaded late


def _arguments(command: Command, words: Sequence[str], speech: Language) -> Arguments | Answer:
    options = (*command.options, *COMMON, HELP)
    given = Arguments(command=command.name)
    extra = _sorted(command, options, words, given)
    if given.help:
        return _help(speech, command)
    _refuse_extra(extra, options)
    for option in options:
        if option.value and getattr(given, option.dest) == "":
            raise Misuse(NEEDS_VALUE, option.flags[0], option.value)
    subject = command.subject
    needed = subject and (subject.required or given.coverage or given.form)
    if subject and needed and not getattr(given, subject.dest):
        raise Misuse(_MISSING_SUBJECT, subject.value, subject.words.of(speech))
    for dest in command.required:
        if getattr(given, dest) is None:
            from compiler.commands.usage import option_of, signature

            raise Misuse(_MISSING_OPTION, signature(option_of(command, dest)))
    _take_values(given)
    given.lang = speech
    return given


def _sorted(
    command: Command, options: Sequence[Option], words: Sequence[str], given: Arguments
) -> list[str]:
    """Gives the words for which there is no place."""
    plain = plainly_sorted(options, words)
    subject = command.subject
    if plain is None or subject is None or not plain.others:
        from compiler.commands.sorted_words import sort_words

        return sort_words(command, options, words, given)
    vars(given).update(plain.given)
    setattr(given, subject.dest, plain.others if subject.many else plain.others[0])
    return [] if subject.many else plain.others[1:]


class PlainWords(NamedTuple):
    """What was given by options, by their names in `Arguments`, and the other words."""

    given: dict[str, str | bool]
    others: list[str]


def plainly_sorted(options: Sequence[Option], words: Sequence[str]) -> PlainWords | None:
    """The words sorted where each option is spelled as it is declared, with its value after it;
    None for any other line, which is argparse's to sort: to load that costs 1 MiB.
    """
    known = {flag: option for option in options for flag in option.flags}
    plain = PlainWords({}, [])
    rest = iter(words)
    for word in rest:
        option = known.get(word)
        if option is None:
            if word.startswith("-"):
                return None
            plain.others.append(word)
            continue
        value = next(rest, "-") if option.value else ""
        if value.startswith("-"):
            return None
        plain.given[option.dest] = value if option.value else True
    return plain


def _take_values(given: Arguments) -> None:
    """What was typed for each, as what it means, or what is wrong with it."""
    if given.year is not None:
        given.year = _year(str(given.year))
    if given.jobs is not None:
        given.jobs = _count(str(given.jobs))
    if given.sha256 is not None:
        given.sha256 = _digest(given.sha256)
    if given.lang not in ("zh", "en"):
        raise Misuse(_ONE_OF, "--lang", "zh|en", given.lang)
    if given.shell and given.shell not in SHELLS:
        raise Misuse(_NO_SHELL, "|".join(SHELLS), given.shell)


def _refuse_extra(extra: Sequence[str], options: Iterable[Option]) -> None:
    if not extra:
        return
    # An unknown option makes its value look like one word too many: name the option.
    for word in extra:
        if word.startswith("-") and len(word) > 1:
            flag = word.split("=", 1)[0]
            flags = [flag for option in options for flag in option.flags]
            raise _unknown(_UNKNOWN_OPTION, flag, flags)
    raise Misuse(_EXTRA, extra[0])


def _unknown(words: Bilingual, word: str, known: Iterable[str]) -> Misuse:
    from compiler.text.likeness import alike

    close = alike(word.lower(), known)
    if not close:
        return Misuse(words, word)
    asking = Bilingual(words.zh + _DID_YOU_MEAN.zh, words.en + _DID_YOU_MEAN.en)
    return Misuse(asking, word, close[0])


def _digest(text: str) -> str:
    """As it is compared: small letters, without blanks, or as `sha256sum` prints it with a name."""
    first, *_ = [*text.split(), ""]
    digest = (first if len(first) == 64 else "".join(text.split())).lower()
    if len(digest) != 64 or digest.strip("0123456789abcdef"):
        raise Misuse(_NO_DIGEST, "--sha256", text)
    return digest


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1000):
        raise Misuse(_NO_COUNT, "--jobs", text)
    return int(text)


def _year(text: str) -> int:
    from compiler.text.numerals import year_of

    year = year_of(text)
    if year is None:
        raise Misuse(_NO_YEAR, "--year", text)
    return year


def _asked_language(words: Sequence[str]) -> str | None:
    """What --lang says, wherever it stands: even a wrong command line is answered in it."""
    asked = None
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word == "--":
            break
        if word == "--lang":
            asked = following
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return asked


def _command_and_rest(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """The command is the first word that is no option; options before it count as its own."""
    after_lang = False
    for index, word in enumerate(words):
        if not after_lang and not word.startswith("-"):
            return word, [*words[:index], *words[index + 1 :]]
        after_lang = word == "--lang" and not after_lang
    return None, list(words)


def _without_command(
    name: str | None, rest: Sequence[str], speech: Language, known: Mapping[str, Command]
) -> Answer:
    """What is said where no command is run: help is asked for, or nothing that there is."""
    if "--version" in rest:
        return Answer(f"{PROGRAM} {__version__}\n", DONE)
    if name == "help":
        about, _ = _command_and_rest(rest)
        if about is not None and about not in known:
            raise _unknown(_UNKNOWN_COMMAND, about, known)
        return _help(speech, known.get(about or ""))
    if name is not None:
        raise _unknown(_UNKNOWN_COMMAND, name, (*known, "help"))
    strange = [word for word in rest if word.startswith("-")]
    if "-h" in rest or "--help" in rest or not [w for w in strange if not w.startswith("--lang")]:
        return _help(speech)
    _refuse_extra([word for word in strange if word.split("=")[0] not in _COMMON_FLAGS], COMMON)
    raise Misuse(_NO_COMMAND)


def _help(speech: Language, command: Command | None = None) -> Answer:
    from compiler.commands.usage import help_text

    return Answer(help_text(speech, command), DONE)


_COMMON_FLAGS = frozenset(flag for option in COMMON for flag in option.flags)


def _usage_answer(
    misuse: Misuse, speech: Language, command: Command | None, *, as_data: bool
) -> Answer:
    program = command.called if command else PROGRAM
    values = ("".join(c if c.isprintable() else "?" for c in value) for value in misuse.values)
    said = misuse.words.of(speech).format(*values)
    separator = "：" if speech == "zh" else ": "
    more = _MORE_HELP.of(speech).format(f"{program} --help")
    return Answer(f"{program}{separator}{said}\n{more}\n", UNUSABLE, speech, as_data)
