"""The commands about the reports of many units, and what is taken by each."""

from __future__ import annotations

from compiler.commands.option import (
    FORMAT,
    ROSTER,
    Bilingual,
    Command,
    Subject,
    option,
    output,
    switch,
)

BATCH = Command(
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
        output(
            "FOLDER",
            "写到这个文件夹，一家单位一个子文件夹（必须写明）；再做一次只做有变化的",
            "where to write, a folder a unit (required); a second run does only what changed",
        ),
        option(
            "--prior",
            "FOLDER",
            "放着上年报告的文件夹，按机关全称、格式和年度逐家对应",
            "the folder of last year's reports, matched by agency, edition and year",
        ),
        ROSTER,
        switch(
            "--pdf",
            "每份文档另转一份 .pdf（要装有排版软件）",
            "also convert each document to .pdf (needs LibreOffice)",
        ),
        option(
            "--jobs",
            "N",
            "同时用几个进程；不写时按处理器的个数",
            "how many processes work at once; else as many as there are processors",
        ),
        option(
            "--dask",
            "ADDRESS",
            "交给这个地址上的集群去做，各机器要能看到同样的路径",
            "give the work to the Dask cluster at this address; its machines share the paths",
        ),
        switch(
            "--watch",
            "一直看着，哪份工作簿保存了就重做哪一份；按 Ctrl+C 停止",
            "keep watching, and do a unit again when its workbook is saved; Ctrl+C stops it",
        ),
        FORMAT,
    ),
    (
        "nianbao batch 收到的 -o 结果",
        "nianbao batch 收到的 -o 结果 --roster 名册.xlsx --prior 上年",
    ),
    required=("output",),
)

MERGE = Command(
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
        output("OUT.xlsx|FOLDER", "写成这个工作簿（必须写明）", "the workbook to write (required)"),
        FORMAT,
        option(
            "--year",
            "YEAR",
            "合并哪一年度的，四位数字；不写时按多数单位的",
            "the year to be merged, four digits; else that of most units",
        ),
        option(
            "--agency", "NAME", "上级机关的全称，填在封面上", "the superior's name, for the cover"
        ),
        ROSTER,
        switch("--with-errors", "有错误的报告也加进来", "add reports with errors, too"),
        option(
            "--prior",
            "FOLDER",
            "放着各单位上年报告的文件夹，逐家核对跨年关系",
            "the folder of the units' last reports, to compare every unit's years",
        ),
    ),
    (
        "nianbao merge 收到的 -o 全区.xlsx --agency 某某区人民政府",
        "nianbao merge 收到的 -o 全区.xlsx --roster 名册.xlsx --prior 上年收到的",
    ),
    required=("output",),
)
