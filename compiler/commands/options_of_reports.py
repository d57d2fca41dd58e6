"""The commands about one report, and what is taken by each."""

from __future__ import annotations

from compiler.commands.option import (
    EDITION,
    FORCE,
    FORMAT,
    HTML,
    MARKED,
    PRIOR,
    REFERENCE,
    REPORT,
    REPORT_WORDS,
    Bilingual,
    Command,
    Subject,
    option,
    output,
    switch,
)

NEW = Command(
    "new",
    Bilingual("生成供填写的工作簿", "make a workbook to be filled in"),
    None,
    (
        option(
            "--format",
            EDITION,
            "年报格式：格式编号，或格式声明文件（必须写明）",
            "the edition: its id, or the path of a declaration (required)",
        ),
        option(
            "--year",
            "YEAR",
            "报告所属年度，四位数字；不写时由填写人填在封面上",
            "the year reported on, four digits; else staff type it on the cover",
        ),
        option(
            "--agency",
            "NAME",
            "机关全称；不写时由填写人填在封面上",
            "the agency's full name; else staff type it on the cover",
        ),
        option(
            "--from",
            "REPORT",
            "用已有报告的内容填好：" + REPORT_WORDS.zh,
            "fill it from " + REPORT_WORDS.en,
            dest="source",
        ),
        PRIOR,
        FORCE,
        output(
            "OUT.xlsx|FOLDER",
            "写出的工作簿；不写时以报告标题为名",
            "the workbook to write; else it is named by the report's title",
        ),
    ),
    (
        "nianbao new --format disclosure-2019 --year 2020 -o 年报.xlsx",
        "nianbao new --format disclosure-2019 --from data.json -o 年报.xlsx",
    ),
    required=("format",),
)

CHECK = Command(
    "check",
    Bilingual("核对报告，列出全部问题", "check a report and list everything that is wrong"),
    REPORT,
    (
        FORMAT,
        PRIOR,
        MARKED,
        HTML,
    ),
    (
        "nianbao check 年报.xlsx",
        "nianbao check 年报.xlsx --marked 标出问题.xlsx",
        "nianbao check 年报.xlsx --strict --json",
    ),
)

COMPILE = Command(
    "compile",
    Bilingual(
        "核对报告，无误后编成文档", "check a report and, when it is right, write the document"
    ),
    REPORT,
    (
        output(
            "OUT.docx|FOLDER",
            "写出的文档；不写时放在报告旁边，以报告标题为名",
            "the document to write; else beside the report, named by its title",
        ),
        switch(
            "--draft",
            "有错误也写出草稿，页眉注明草稿，未解决的问题列在前面",
            "write a marked draft in spite of errors, with the open findings at its front",
        ),
        REFERENCE,
        FORMAT,
        PRIOR,
        MARKED,
        HTML,
    ),
    (
        "nianbao compile 年报.xlsx -o 年报.docx",
        "nianbao compile 年报.xlsx --draft",
        "nianbao compile 年报.xlsx --reference-doc 参考文档.docx",
    ),
)

EXPORT = Command(
    "export",
    Bilingual("把报告写成数据文件", "write a report as data"),
    REPORT,
    (
        output(
            "OUT.json|FOLDER",
            "写出的数据文件；不写时写到标准输出",
            "the data file to write; else standard output",
        ),
        FORMAT,
    ),
    ("nianbao export 年报.xlsx -o 年报.json",),
)

QUOTE = Command(
    "quote",
    Bilingual(
        "把文字里与表相符的数换成 {名称}，写成工作簿的一份副本",
        "replace numbers in sentences by the {names} of their figures, in a copy",
    ),
    Subject(
        "report", "REPORT.xlsx", Bilingual("填好的工作簿（.xlsx）", "a filled workbook (.xlsx)")
    ),
    (
        output(
            "OUT.xlsx|FOLDER",
            "写出的工作簿（必须写明）；原来的文件不动",
            "the workbook to write (required); the original stays as it is",
        ),
        FORMAT,
    ),
    ("nianbao quote 年报.xlsx -o 新年报.xlsx",),
    required=("output",),
    note=Bilingual(
        "换成名称以后，表中的数改了，文字里的数跟着改，明年接着用也不必再找。编成的文档一字不变。只换读得明白、与表相等、有名称可引用的阿拉伯数字；汉字数字、带千分位或换了单位的数、一格里有几种字体的文字都不动，逐处列出原因。",
        "A name follows its figure: when the table changes, or next year, the sentence does too. The document compiled stays the same to the letter. Only digits are replaced, whose sentence is understood, that equal the table and have a name to be quoted by. Numbers in words, with separators or in another unit, and cells with letters of several looks are left and listed with the reason.",
    ),
)

VERIFY = Command(
    "verify",
    Bilingual("查验文档是否被改动过", "tell whether a document was altered"),
    Subject(
        "document",
        "DOCX",
        Bilingual("由本程序写出的文档（.docx）", "a document that nianbao wrote (.docx)"),
    ),
    (
        option(
            "--against",
            "REPORT",
            "再与这份报告逐项比较：" + REPORT_WORDS.zh,
            "compare it with " + REPORT_WORDS.en,
        ),
        option(
            "--sha256",
            "HEX",
            "再与编成时打印的 SHA-256 对照：是不是同一个文件，一个字节也不差",
            "compare it with the SHA-256 printed when it was compiled: the same file, byte for byte",
        ),
        switch(
            "--render",
            "再排出版面，与重新编成的逐页比较（要装有排版和读取版式文件的软件）",
            "lay it out by LibreOffice and compare its pages with those compiled again (needs LibreOffice and poppler)",
        ),
        output("FOLDER", "不同的各页的图片存到这个文件夹", "the pictures of the pages that differ"),
        FORMAT,
    ),
    (
        "nianbao verify 年报.docx",
        "nianbao verify 年报.docx --against 年报.xlsx",
    ),
    note=Bilingual(
        "看得见的内容与封存的数据逐项比较，各项核对重做一遍，再按 GB/T 9704-2012 检查版式（别人编的文档也查；版式只提醒，不影响结论和退出码）。文字没有变，但有编成时不写、已知的软件另存时也不写的东西的，不能证明，逐样列出。有人把文字、封存的数据和摘要一起改写，各项核对又都相符，从文档本身查不出，要用编成时打印的 SHA-256 对照。",
        "What is visible is compared with the sealed data, every check is run again and the layout audited against GB/T 9704-2012 (other people's documents too; layout never changes the verdict or the exit code). Where the words are the same but something stands in it that neither nianbao nor a known program's saving writes, it is not proven and each thing is named. Someone who rewrites words, sealed data and digests together, every check satisfied, cannot be found out from the document itself: compare the SHA-256 that was printed when it was compiled.",
    ),
    idle=("strict",),
)

ARCHIVE = Command(
    "archive",
    Bilingual(
        "核对报告，无误后连同来源、校验记录和元数据组成归档包",
        "check a report and, when it is right, make the package for the records archive",
    ),
    REPORT,
    (
        output(
            "FOLDER",
            "写出的归档包，一个还不存在或空着的文件夹（必须写明）",
            "the package to write: a folder that is empty or not there yet (required)",
        ),
        option(
            "--fonds", "CODE", "全宗号；不写时按封面", "the fonds number; else as the cover says"
        ),
        option(
            "--retention",
            "PERIOD",
            "保管期限：永久、30年或10年；不写时按封面",
            "the retention: Y (permanent), D30 or D10 (years); else as the cover says",
        ),
        option(
            "--topic",
            "CODE",
            "机构或问题的代码；不写时按封面",
            "the body or topic; else as the cover says",
        ),
        option(
            "--item",
            "NUMBER",
            "件号，1 至 9999；不写时按封面",
            "the item, 1 to 9999; else as the cover says",
        ),
        FORMAT,
        PRIOR,
        REFERENCE,
    ),
    (
        "nianbao archive 年报.xlsx -o 归档包",
        "nianbao archive 年报.xlsx -o 归档包 --retention 永久 --topic BGS --item 1",
    ),
    required=("output",),
)
