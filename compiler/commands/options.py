"""Every command of nianbao, in the order in which help lists them.

From these the command line is taken apart, and its help is made.
"""

from __future__ import annotations

from compiler.commands.option import FORMAT, Bilingual, Command, Subject
from compiler.commands.options_of_formats import COMPLETION, EXPLAIN, FORMATS, LEARN, REFERENCE_DOC
from compiler.commands.options_of_piles import BATCH, MERGE
from compiler.commands.options_of_reports import (
    ARCHIVE,
    CHECK,
    COMPILE,
    EXPORT,
    NEW,
    QUOTE,
    VERIFY,
)

# What is meant where no command stands before paths: what dropping files on an icon does.
DROPPED = Command(
    "",
    Bilingual("逐份核对，说下一步做什么", "check each, and say what comes next"),
    Subject(
        "paths",
        "PATH...",
        Bilingual(
            "工作簿等报告，或放着工作簿的文件夹（连同各级子文件夹），可以写几个：逐份核对，说下一步做什么",
            "reports, or folders of workbooks, searched to their depth, one or several: each is checked, and what comes next is said",
        ),
        many=True,
    ),
    (FORMAT,),
    ("nianbao 年报.xlsx",),
)

COMMANDS: tuple[Command, ...] = (
    FORMATS,
    LEARN,
    NEW,
    CHECK,
    COMPILE,
    REFERENCE_DOC,
    EXPORT,
    QUOTE,
    VERIFY,
    BATCH,
    MERGE,
    ARCHIVE,
    EXPLAIN,
    COMPLETION,
)
