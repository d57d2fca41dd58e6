"""Every command and option of nianbao, declared once, explained in two languages.

Given nothing; gives the tables from which the command line is taken apart and its help
is made. Must not know how either is done, nor what a command does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
    """`note` is what must be known besides what it does."""

    name: str
    words: Bilingual
    subject: Subject | None
    options: tuple[Option, ...]
    examples: tuple[str, ...]
    required: tuple[str, ...] = ()
    note: Bilingual | None = None


_EDITION = "ID|FILE.toml"
_REPORT_WORDS = Bilingual(
    "填好的工作簿（.xlsx，也可以是 .xls、.et、.ods）、数据文件（.json）或由本程序写出的文档（.docx）",
    "a filled workbook (.xlsx; .xls, .et or .ods as well), a data file (.json) or a document that nianbao wrote (.docx)",
)
_REPORT = Subject("report", "REPORT", _REPORT_WORDS)
_FORMAT = Option(
    ("--format",),
    "format",
    _EDITION,
    Bilingual(
        "年报格式：格式编号，或格式声明文件；不写时按报告自己所说的格式",
        "the edition: its id, or the path of a declaration; else the one that the report names",
    ),
)


_PRIOR = Option(
    ("--prior",),
    "prior",
    "REPORT",
    Bilingual(
        "上年报告，用来核对跨年关系：" + _REPORT_WORDS.zh,
        "last year's report, to check the years against each other: " + _REPORT_WORDS.en,
    ),
)

_MARKED = Option(
    ("--marked",),
    "marked",
    "OUT.xlsx",
    Bilingual(
        "另写出一份标出问题的工作簿副本，原来的文件不动",
        "also write a copy of the workbook with the mistakes marked; the original stays as it is",
    ),
)


_COVERAGE = Option(
    ("--coverage",),
    "coverage",
    None,
    Bilingual(
        "显示每一格有哪些勾稽关系核对，哪些格没有（要写明格式）",
        "show which rules guard each cell, and which cells nothing guards (of one edition)",
    ),
)
_HTML = Option(
    ("--html",),
    "html",
    "OUT.html",
    Bilingual(
        "另写一个网页文件，可以发送、打印：结论、全部问题和标出问题的各表",
        "also write one page to mail or print: the verdict, the findings and the tables marked",
    ),
)


_FORCE = Option(
    ("--force",),
    "force",
    None,
    Bilingual("已有同名文件时替换它", "replace a file that exists already"),
)
_REFERENCE = Option(
    ("--reference-doc",),
    "reference",
    "MY.docx",
    Bilingual(
        "字体、字号、间距、缩进、对齐和边框取自这份文档里各样式，按样式的名称找；页面设置、页眉页脚和编号不取，"
        "仍按公文格式。用 nianbao reference-doc 写出一份来改",
        "take fonts, sizes, spacing, indents, alignment and borders from the styles of this document, "
        "found by their names; not its page set-up, headers, footers or numbering. "
        "nianbao reference-doc writes one to start from",
    ),
)


def _output(name: str, zh: str, en: str) -> Option:
    return Option(("-o", "--output"), "output", name, Bilingual(zh, en))


# Each may stand on the cover instead; none of them has a default.
_FOR_ARCHIVE = (
    Option(
        ("--fonds",),
        "fonds",
        "CODE",
        Bilingual("全宗号；不写时按封面", "the fonds number; else as the cover says"),
    ),
    Option(
        ("--retention",),
        "retention",
        "PERIOD",
        Bilingual(
            "保管期限：永久、30年或10年；不写时按封面",
            "the retention: Y (permanent), D30 or D10 (years); else as the cover says",
        ),
    ),
    Option(
        ("--topic",),
        "topic",
        "CODE",
        Bilingual("机构或问题的代码；不写时按封面", "the body or topic; else as the cover says"),
    ),
    Option(
        ("--item",),
        "item",
        "NUMBER",
        Bilingual("件号，1 至 9999；不写时按封面", "the item, 1 to 9999; else as the cover says"),
    ),
)

COMMON = (
    Option(
        ("--json",),
        "json",
        None,
        Bilingual(
            "结果以一份机器可读的数据写到标准输出",
            "print the result as one JSON document on standard output",
        ),
    ),
    Option(
        ("--strict",),
        "strict",
        None,
        Bilingual("没有说明的警告也当作错误", "count unexplained warnings as errors"),
    ),
    Option(
        ("--lang",),
        "lang",
        "zh|en",
        Bilingual(
            "用中文（zh）或英文（en）显示；不写时按系统的语言",
            "speak Chinese (zh) or English (en); else the language of the system",
        ),
    ),
    Option(
        ("--quiet",),
        "quiet",
        None,
        Bilingual("只说结论、错误和警告", "tell only the verdict, errors and warnings"),
    ),
)
_ROSTER = Option(
    ("--roster",),
    "roster",
    "UNITS.xlsx|csv",
    Bilingual(
        "单位名册：谁没有交、谁迟交、谁的名称不在册",
        "the roster of units: who is missing, late, or not listed",
    ),
)

_BATCH = Command(
    "batch",
    Bilingual(
        "一次核对、编成许多家单位的报告，写出总览",
        "check and compile the reports of many units at once, with an overview of them",
    ),
    Subject(
        "paths",
        "PATH...",
        Bilingual(
            "放着工作簿的文件夹（连同各级子文件夹），或者工作簿；可以写几个",
            "folders of workbooks, searched to their depth, or workbooks; one or several",
        ),
        many=True,
    ),
    (
        _output(
            "FOLDER",
            "写到这个文件夹，一家单位一个子文件夹（必须写明）；再做一次只做有变化的",
            "where to write, a folder a unit (required); a second run does only what changed",
        ),
        Option(
            ("--prior",),
            "prior",
            "FOLDER",
            Bilingual(
                "放着上年报告的文件夹，按机关全称、格式和年度逐家对应",
                "the folder of last year's reports, matched by agency, edition and year",
            ),
        ),
        _ROSTER,
        Option(
            ("--pdf",),
            "pdf",
            None,
            Bilingual(
                "每份文档另转一份 .pdf（要装有排版软件）",
                "also convert each document to .pdf (needs LibreOffice)",
            ),
        ),
        Option(
            ("--jobs",),
            "jobs",
            "N",
            Bilingual(
                "同时用几个进程；不写时按处理器的个数",
                "how many processes work at once; else as many as there are processors",
            ),
        ),
        Option(
            ("--dask",),
            "dask",
            "ADDRESS",
            Bilingual(
                "交给这个地址上的集群去做，各机器要能看到同样的路径",
                "give the work to the Dask cluster at this address; its machines share the paths",
            ),
        ),
        Option(
            ("--watch",),
            "watch",
            None,
            Bilingual(
                "一直看着，哪份工作簿保存了就重做哪一份；按 Ctrl+C 停止",
                "keep watching, and do a unit again when its workbook is saved; Ctrl+C stops it",
            ),
        ),
        _FORMAT,
    ),
    (
        "nianbao batch 收到的 -o 结果",
        "nianbao batch 收到的 -o 结果 --roster 名册.xlsx --prior 上年",
    ),
    required=("output",),
)
_MERGE = Command(
    "merge",
    Bilingual(
        "把许多家单位的报告合并成上级的工作簿：数相加，文字留空",
        "add up the reports of many units in one workbook, prose left blank",
    ),
    Subject(
        "paths",
        "FOLDER",
        Bilingual(
            "放着各单位工作簿的文件夹（连同各级子文件夹），可以写几个",
            "folders of the units' workbooks, searched to their depth; one or several",
        ),
        many=True,
    ),
    (
        _output(
            "OUT.xlsx",
            "写成这个工作簿（必须写明）",
            "the workbook to write (required)",
        ),
        _FORMAT,
        Option(
            ("--year",),
            "year",
            "YEAR",
            Bilingual(
                "合并哪一年度的，四位数字；不写时按多数单位的",
                "the year to be merged, four digits; else that of most units",
            ),
        ),
        Option(
            ("--agency",),
            "agency",
            "NAME",
            Bilingual("上级机关的全称，填在封面上", "the superior's name, for the cover"),
        ),
        _ROSTER,
        Option(
            ("--with-errors",),
            "with_errors",
            None,
            Bilingual("有错误的报告也加进来", "add reports with errors, too"),
        ),
        Option(
            ("--prior",),
            "prior",
            "FOLDER",
            Bilingual(
                "放着各单位上年报告的文件夹，逐家核对跨年关系",
                "the folder of the units' last reports, to compare every unit's years",
            ),
        ),
    ),
    (
        "nianbao merge 收到的 -o 全区.xlsx --agency 某某区人民政府",
        "nianbao merge 收到的 -o 全区.xlsx --roster 名册.xlsx --prior 上年收到的",
    ),
    required=("output",),
)
HELP = Option(("-h", "--help"), "help", None, Bilingual("显示这份帮助", "show this help"))

COMMANDS = (
    Command(
        "formats",
        Bilingual(
            "列出已有的年报格式，或完整显示其中一种",
            "list the editions known, or show one in full",
        ),
        Subject(
            "edition",
            _EDITION,
            Bilingual(
                "格式编号，或格式声明文件；不写时列出全部",
                "an edition's id, or the path of a declaration; else all are listed",
            ),
            required=False,
        ),
        (
            _COVERAGE,
            Option(
                ("--form",),
                "form",
                "FORM.docx|html",
                Bilingual(
                    "与正式表样并排显示，两边不同的标出来（要写明格式）",
                    "show it beside the official form, with what differs marked (of one edition)",
                ),
            ),
        ),
        (
            "nianbao formats",
            "nianbao formats disclosure-2019",
            "nianbao formats disclosure-2019 --coverage",
            "nianbao formats 草稿.toml --form 表样.docx",
        ),
    ),
    Command(
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
            Option(
                ("--example",),
                "example",
                "FILLED.docx|html",
                Bilingual(
                    "按这份表样填好的一份文档，用它的数核对推测的总计和单位",
                    "the same form filled in; its figures try the totals and units that are guessed",
                ),
            ),
            _output(
                "OUT.toml",
                "写出的声明文件；不写时写到标准输出",
                "the declaration to write; else standard output",
            ),
            _FORCE,
        ),
        (
            "nianbao learn 表样.docx -o 草稿.toml",
            "nianbao learn 表样.docx --example 填好的.docx -o 草稿.toml",
        ),
        note=Bilingual(
            "标题、表、合并单元格的标签照表样写出；总计、勾稽关系、计量单位是推测的，逐处用 guess 标明。"
            "草稿只能用 nianbao formats 查看，对照正式表样核定、删去全部 guess 以后才能使用。",
            "Headings, tables and the labels of merged cells are written as the form has them; totals, "
            "rules and units are guessed, and each place is marked by `guess`. A draft can only be "
            "looked at by nianbao formats; settle every guess against the official form and delete it, "
            "and the declaration can be used.",
        ),
    ),
    Command(
        "new",
        Bilingual("生成供填写的工作簿", "make a workbook to be filled in"),
        None,
        (
            Option(
                ("--format",),
                "format",
                _EDITION,
                Bilingual(
                    "年报格式：格式编号，或格式声明文件（必须写明）",
                    "the edition: its id, or the path of a declaration (required)",
                ),
            ),
            Option(
                ("--year",),
                "year",
                "YEAR",
                Bilingual(
                    "报告所属年度，四位数字；不写时由填写人填在封面上",
                    "the year reported on, four digits; else staff type it on the cover",
                ),
            ),
            Option(
                ("--agency",),
                "agency",
                "NAME",
                Bilingual(
                    "机关全称；不写时由填写人填在封面上",
                    "the agency's full name; else staff type it on the cover",
                ),
            ),
            Option(
                ("--from",),
                "source",
                "REPORT",
                Bilingual(
                    "用已有报告的内容填好：" + _REPORT_WORDS.zh, "fill it from " + _REPORT_WORDS.en
                ),
            ),
            _PRIOR,
            _FORCE,
            _output(
                "OUT.xlsx",
                "写出的工作簿；不写时以报告标题为名",
                "the workbook to write; else it is named by the report's title",
            ),
        ),
        (
            "nianbao new --format disclosure-2019 --year 2020 -o 年报.xlsx",
            "nianbao new --format disclosure-2019 --from data.json -o 年报.xlsx",
        ),
        required=("format",),
    ),
    Command(
        "check",
        Bilingual("核对报告，列出全部问题", "check a report and list everything that is wrong"),
        _REPORT,
        (_FORMAT, _PRIOR, _MARKED, _HTML),
        (
            "nianbao check 年报.xlsx",
            "nianbao check 年报.xlsx --marked 标出问题.xlsx",
            "nianbao check 年报.xlsx --strict --json",
        ),
    ),
    Command(
        "compile",
        Bilingual(
            "核对报告，无误后编成文档", "check a report and, when it is right, write the document"
        ),
        _REPORT,
        (
            _output(
                "OUT.docx",
                "写出的文档；不写时放在报告旁边，以报告标题为名",
                "the document to write; else beside the report, named by its title",
            ),
            Option(
                ("--draft",),
                "draft",
                None,
                Bilingual(
                    "有错误也写出草稿，页眉注明草稿，未解决的问题列在前面",
                    "write a marked draft in spite of errors, with the open findings at its front",
                ),
            ),
            _REFERENCE,
            _FORMAT,
            _PRIOR,
            _MARKED,
            _HTML,
        ),
        (
            "nianbao compile 年报.xlsx -o 年报.docx",
            "nianbao compile 年报.xlsx --draft",
            "nianbao compile 年报.xlsx --reference-doc 参考文档.docx",
        ),
    ),
    Command(
        "reference-doc",
        Bilingual(
            "写出一份参考文档，供修改样式后编文档用",
            "write a reference document, whose styles can be edited and taken",
        ),
        None,
        (
            _output("OUT.docx", "写出的参考文档（必须写明）", "the document to write (required)"),
            Option(
                ("--format",),
                "format",
                _EDITION,
                Bilingual(
                    "为这种格式的语言写；不写时为中文",
                    "for documents in the language of this edition; else for Chinese",
                ),
            ),
            _FORCE,
        ),
        ("nianbao reference-doc -o 参考文档.docx",),
        required=("output",),
    ),
    Command(
        "export",
        Bilingual("把报告写成数据文件", "write a report as data"),
        _REPORT,
        (
            _output(
                "OUT.json",
                "写出的数据文件；不写时写到标准输出",
                "the data file to write; else standard output",
            ),
            _FORMAT,
        ),
        ("nianbao export 年报.xlsx -o 年报.json",),
    ),
    Command(
        "quote",
        Bilingual(
            "把文字里与表相符的数换成 {名称}，写成工作簿的一份副本",
            "replace numbers in sentences by the {names} of their figures, in a copy",
        ),
        Subject(
            "report", "REPORT.xlsx", Bilingual("填好的工作簿（.xlsx）", "a filled workbook (.xlsx)")
        ),
        (
            _output(
                "OUT.xlsx",
                "写出的工作簿（必须写明）；原来的文件不动",
                "the workbook to write (required); the original stays as it is",
            ),
            _FORMAT,
        ),
        ("nianbao quote 年报.xlsx -o 新年报.xlsx",),
        required=("output",),
        note=Bilingual(
            "换成名称以后，表中的数改了，文字里的数跟着改，明年接着用也不必再找。编成的文档一字不变。"
            "只换读得明白、与表相等、有名称可引用的阿拉伯数字；汉字数字、带千分位或换了单位的数、"
            "一格里有几种字体的文字都不动，逐处列出原因。",
            "A name follows its figure: when the table changes, or next year, the sentence does too. "
            "The document compiled stays the same to the letter. Only digits are replaced, whose "
            "sentence is understood, that equal the table and have a name to be quoted by. Numbers in "
            "words, with separators or in another unit, and cells with letters of several looks are "
            "left and listed with the reason.",
        ),
    ),
    Command(
        "verify",
        Bilingual("查验文档是否被改动过", "tell whether a document was altered"),
        Subject(
            "document",
            "DOCX",
            Bilingual("由本程序写出的文档（.docx）", "a document that nianbao wrote (.docx)"),
        ),
        (
            Option(
                ("--against",),
                "against",
                "REPORT",
                Bilingual(
                    "再与这份报告逐项比较：" + _REPORT_WORDS.zh,
                    "compare it with " + _REPORT_WORDS.en,
                ),
            ),
            Option(
                ("--sha256",),
                "sha256",
                "HEX",
                Bilingual(
                    "再与编成时打印的 SHA-256 对照：是不是同一个文件，一个字节也不差",
                    "compare it with the SHA-256 printed when it was compiled: the same file, byte for byte",
                ),
            ),
            Option(
                ("--render",),
                "render",
                None,
                Bilingual(
                    "再排出版面，与重新编成的逐页比较（要装有排版和读取版式文件的软件）",
                    "lay it out by LibreOffice and compare its pages with those compiled again "
                    "(needs LibreOffice and poppler)",
                ),
            ),
            Option(
                ("-o", "--output"),
                "output",
                "FOLDER",
                Bilingual(
                    "不同的各页的图片存到这个文件夹", "the pictures of the pages that differ"
                ),
            ),
            _FORMAT,
        ),
        ("nianbao verify 年报.docx", "nianbao verify 年报.docx --against 年报.xlsx"),
        note=Bilingual(
            "看得见的内容与封存的数据逐项比较，各项核对重做一遍，再按 GB/T 9704-2012 检查版式"
            "（别人编的文档也查；版式只提醒，不影响结论和退出码）。文字没有变，但有编成时不写、已知的软件"
            "另存时也不写的东西的，不能证明，逐样列出。"
            "有人把文字、封存的数据和摘要一起改写，各项核对又都相符，从文档本身查不出，"
            "要用编成时打印的 SHA-256 对照。",
            "What is visible is compared with the sealed data, every check is run again and the "
            "layout audited against GB/T 9704-2012 (other people's documents too; layout never "
            "changes the verdict or the exit code). Where the words are the same but something stands in "
            "it that neither nianbao nor a known program's saving writes, it is not proven and each "
            "thing is named. "
            "Someone who rewrites words, sealed data and digests together, every check satisfied, "
            "cannot be found out from the document itself: compare the SHA-256 that was printed "
            "when it was compiled.",
        ),
    ),
    _BATCH,
    _MERGE,
    Command(
        "archive",
        Bilingual(
            "核对报告，无误后连同来源、校验记录和元数据组成归档包",
            "check a report and, when it is right, make the package for the records archive",
        ),
        _REPORT,
        (
            _output(
                "FOLDER",
                "写出的归档包，一个还不存在或空着的文件夹（必须写明）",
                "the package to write: a folder that is empty or not there yet (required)",
            ),
            *_FOR_ARCHIVE,
            _FORMAT,
            _PRIOR,
            _REFERENCE,
        ),
        (
            "nianbao archive 年报.xlsx -o 归档包",
            "nianbao archive 年报.xlsx -o 归档包 --retention 永久 --topic BGS --item 1",
        ),
        required=("output",),
    ),
    Command(
        "explain",
        Bilingual(
            "说明一个问题编号的含义和改法", "explain a code: what it means and how to mend it"
        ),
        Subject(
            "code",
            "CODE",
            Bilingual("问题编号，例如 T301", "the code of a finding, such as T301"),
        ),
        (),
        ("nianbao explain T301",),
    ),
)
