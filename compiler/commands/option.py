"""What a command and an option are, and the options that several commands share.

Given nothing; gives values, explained in two languages. Must not know how a command line is
taken apart, nor what a command does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compiler.values.named_tuple import NamedTuple

if TYPE_CHECKING:
    from compiler.text.language import Language

PROGRAM = "nianbao"


class Bilingual(NamedTuple):
    zh: str
    en: str

    def of(self, speech: Language) -> str:
        return self.zh if speech == "zh" else self.en


class Option(NamedTuple):
    """One option; `value` names what follows it, None for a switch."""

    flags: tuple[str, ...]
    dest: str
    value: str | None
    words: Bilingual


class Subject(NamedTuple):
    """What a command is about: one thing, or `many`."""

    dest: str
    value: str
    words: Bilingual
    required: bool = True
    many: bool = False


class Command(NamedTuple):
    """`note` is what must be known besides what it does; `idle` are the options common to all
    commands that are taken but mean nothing to this one.
    """

    name: str
    words: Bilingual
    subject: Subject | None
    options: tuple[Option, ...]
    examples: tuple[str, ...]
    required: tuple[str, ...] = ()
    note: Bilingual | None = None
    idle: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """How it is typed."""
        return f"{PROGRAM} {self.name}".rstrip()

    @property
    def common(self) -> tuple[Option, ...]:
        """The options common to all commands that mean something to this one."""
        return tuple(option for option in (*COMMON, HELP) if option.dest not in self.idle)


def option(flag: str, value: str | None, zh: str, en: str, *, dest: str = "") -> Option:
    """An option known by what follows its two dashes."""
    dest = dest or flag.removeprefix("--").replace("-", "_")
    return Option((flag,), dest, value, Bilingual(zh, en))


def switch(flag: str, zh: str, en: str) -> Option:
    return option(flag, None, zh, en)


def output(value: str, zh: str, en: str) -> Option:
    """Where to write; a file may be named by its folder alone."""
    if value.endswith("|FOLDER"):
        zh, en = f"{zh}；只写文件夹时自动取名", f"{en}; into a folder by a name of its own"
    return Option(("-o", "--output"), "output", value, Bilingual(zh, en))


EDITION = "ID|FILE.toml"
REPORT_WORDS = Bilingual(
    "填好的工作簿（.xlsx，也可以是 .xls、.et、.ods）、数据文件（.json）或由本程序写出的文档（.docx）",
    "a filled workbook (.xlsx; .xls, .et or .ods as well), a data file (.json) or a document that nianbao wrote (.docx)",
)
REPORT = Subject("report", "REPORT", REPORT_WORDS)
FORMAT = option(
    "--format",
    EDITION,
    "年报格式：格式编号，或格式声明文件；不写时按报告自己所说的格式",
    "the edition: its id, or the path of a declaration; else the one that the report names",
)

PRIOR = option(
    "--prior",
    "REPORT",
    "上年报告，用来核对跨年关系：" + REPORT_WORDS.zh,
    "last year's report, to check the years against each other: " + REPORT_WORDS.en,
)

MARKED = option(
    "--marked",
    "OUT.xlsx",
    "另写出一份标出问题的工作簿副本，原来的文件不动",
    "also write a copy of the workbook with the mistakes marked; the original stays as it is",
)

HTML = option(
    "--html",
    "OUT.html",
    "另写一个网页文件，可以发送、打印：结论、全部问题和标出问题的各表",
    "also write one page to mail or print: the verdict, the findings and the tables marked",
)

FORCE = switch("--force", "已有同名文件时替换它", "replace a file that exists already")

REFERENCE = option(
    "--reference-doc",
    "MY.docx",
    "字体、字号、间距、缩进、对齐和边框取自这份文档里各样式，按样式的名称找；页面设置、页眉页脚和编号不取，仍按公文格式。用 nianbao reference-doc 写出一份来改",
    "take fonts, sizes, spacing, indents, alignment and borders from the styles of this document, found by their names; not its page set-up, headers, footers or numbering. nianbao reference-doc writes one to start from",
    dest="reference",
)

ROSTER = option(
    "--roster",
    "UNITS.xlsx|csv",
    "单位名册：谁没有交、谁迟交、谁的名称不在册",
    "the roster of units: who is missing, late, or not listed",
)

COMMON = (
    switch(
        "--json",
        "结果以一份机器可读的数据写到标准输出",
        "print the result as one JSON document on standard output",
    ),
    switch("--strict", "没有说明的警告也当作错误", "count unexplained warnings as errors"),
    option(
        "--lang",
        "zh|en",
        "用中文（zh）或英文（en）显示；不写时按系统的语言",
        "speak Chinese (zh) or English (en); else the language of the system",
    ),
    switch(
        "--quiet",
        "只说结论、错误、警告和写出的文件",
        "tell only the verdict, errors, warnings and files written",
    ),
)
HELP = Option(("-h", "--help"), "help", None, Bilingual("显示这份帮助", "show this help"))
