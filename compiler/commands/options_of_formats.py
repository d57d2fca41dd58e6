"""The commands about formats and findings, and what is taken by each."""

from __future__ import annotations

from compiler.commands.option import (
    EDITION,
    FORCE,
    Bilingual,
    Command,
    Subject,
    option,
    output,
    switch,
)

_COVERAGE = switch(
    "--coverage",
    "显示每一格有哪些勾稽关系核对，哪些格没有（要写明格式）",
    "show which rules guard each cell, and which cells nothing guards (of one edition)",
)

FORMATS = Command(
    "formats",
    Bilingual(
        "列出已有的年报格式，或完整显示其中一种", "list the editions known, or show one in full"
    ),
    Subject(
        "edition",
        "ID|FILE.toml",
        Bilingual(
            "格式编号，或格式声明文件；不写时列出全部",
            "an edition's id, or the path of a declaration; else all are listed",
        ),
        required=False,
    ),
    (
        _COVERAGE,
        option(
            "--form",
            "FORM.docx|html",
            "与正式表样并排显示，两边不同的标出来（要写明格式）",
            "show it beside the official form, with what differs marked (of one edition)",
        ),
    ),
    (
        "nianbao formats",
        "nianbao formats disclosure-2019",
        "nianbao formats disclosure-2019 --coverage",
        "nianbao formats 草稿.toml --form 表样.docx",
    ),
    idle=("strict", "quiet"),
)

LEARN = Command(
    "learn",
    Bilingual(
        "由正式表样起草格式声明，推测的地方都标出来",
        "draft a declaration from an official form, with every guess marked",
    ),
    Subject(
        "form",
        "FORM.docx|html",
        Bilingual(
            "正式表样：空白的文档（.docx）或网页（.html）",
            "the official form: a blank document (.docx) or a page (.html)",
        ),
    ),
    (
        option(
            "--example",
            "FILLED.docx|html",
            "按这份表样填好的一份文档，用它的数核对推测的总计和单位",
            "the same form filled in; its figures try the totals and units that are guessed",
        ),
        output(
            "OUT.toml|FOLDER",
            "写出的声明文件；不写时写到标准输出",
            "the declaration to write; else standard output",
        ),
        FORCE,
    ),
    (
        "nianbao learn 表样.docx -o 草稿.toml",
        "nianbao learn 表样.docx --example 填好的.docx -o 草稿.toml",
    ),
    note=Bilingual(
        "标题、表、合并单元格的标签照表样写出；总计、勾稽关系、计量单位是推测的，逐处用 guess 标明。草稿只能用 nianbao formats 查看，对照正式表样核定、删去全部 guess 以后才能使用。",
        "Headings, tables and the labels of merged cells are written as the form has them; totals, rules and units are guessed, and each place is marked by `guess`. A draft can only be looked at by nianbao formats; settle every guess against the official form and delete it, and the declaration can be used.",
    ),
    idle=("strict",),
)

REFERENCE_DOC = Command(
    "reference-doc",
    Bilingual(
        "写出一份参考文档，供修改样式后编文档用",
        "write a reference document, whose styles can be edited and taken",
    ),
    None,
    (
        output("OUT.docx|FOLDER", "写出的参考文档（必须写明）", "the document to write (required)"),
        option(
            "--format",
            EDITION,
            "为这种格式的语言写；不写时为中文",
            "for documents in the language of this edition; else for Chinese",
        ),
        FORCE,
    ),
    ("nianbao reference-doc -o 参考文档.docx",),
    required=("output",),
    idle=("strict", "quiet"),
)

EXPLAIN = Command(
    "explain",
    Bilingual("说明一个问题编号的含义和改法", "explain a code: what it means and how to mend it"),
    Subject(
        "code",
        "CODE",
        Bilingual(
            "问题编号，例如 T301；不写则列出全部",
            "the code of a finding, such as T301; without it, all are listed",
        ),
        required=False,
    ),
    (),
    ("nianbao explain", "nianbao explain T301"),
    idle=("strict", "quiet"),
)
SHELLS = ("bash", "zsh", "fish", "powershell")
COMPLETION = Command(
    "completion",
    Bilingual(
        "写出命令行的补全脚本：按 Tab 补全命令、选项和文件名",
        "print the script by which a shell completes commands, options and file names",
    ),
    Subject(
        "shell",
        "SHELL",
        Bilingual("bash、zsh、fish 或 powershell", "bash, zsh, fish or powershell"),
    ),
    (),
    ("nianbao completion bash",),
    note=Bilingual(
        "脚本写到标准输出，开头说明放在哪里。",
        "The script goes to standard output; its head says where to put it.",
    ),
    idle=("strict", "quiet"),
)
