"""One report of many units: who is in it and who is not, and what adds up, U131 to U141."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

_FOLDER_PAGE = Text(
    "合并只加同一格式、同一年度的报告。没有写明 --format、--year 时，以多数单位的为准。",
    "Only reports of one edition and one year are added up: those given by --format and --year, else those of most units.",
)

UNIT_LEFT_OUT = Kind(
    code="U131",
    name="unit-left-out",
    severity=Severity.ERROR,
    message=Text(
        "“{unit}”的报告有 {count} 处错误，没有并入。",
        "The report of “{unit}” has {count} errors and was left out.",
    ),
    hint=Text(
        "请先请该单位改正（用 nianbao check 看是哪几处），再合并；一定要照样加进来，用 --with-errors。",
        "Have it corrected first (nianbao check tells what is wrong) and merge again; --with-errors adds it as it is.",
    ),
    page=Text(
        "有错误的数加进总数，总数也就错了，所以不加，并写明是哪一家。只核对本单位自己的数，与上年的比较不影响并入。",
        "Wrong figures make a wrong sum, so they are not added, and it is said whose they are. Only the report itself counts here; last year's figures do not.",
    ),
)

UNIT_WITH_ERRORS = Kind(
    code="U132",
    name="unit-added-with-errors",
    severity=Severity.WARNING,
    message=Text(
        "“{unit}”的报告有 {count} 处错误，照样加进来了。",
        "The report of “{unit}” has {count} errors and was added as it is.",
    ),
    hint=Text("改正以后请重新合并。", "Merge again once it is corrected."),
    page=Text(
        "用了 --with-errors，有错误的报告也加。读不出来的数按没有计。",
        "With --with-errors reports with errors are added too; what cannot be read counts as nothing.",
    ),
    of_report=False,
)

UNIT_OF_ANOTHER = Kind(
    code="U133",
    name="unit-of-another-edition-or-year",
    severity=Severity.ERROR,
    message=Text(
        "“{unit}”的报告是 {year} 年的（{format}），合并的是 {usual} 年的（{most}），没有并入。",
        "The report of “{unit}” is of {year} ({format}); those of {usual} ({most}) are merged, and it was left out.",
    ),
    hint=Text(
        "请核对它的封面；要合并的是那一年的，用 --year、--format 写明。",
        "Check its cover; if that is the year to be merged, give it by --year and --format.",
    ),
    page=_FOLDER_PAGE,
)

UNIT_UNREAD = Kind(
    code="U134",
    name="unit-cannot-be-read",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”读不出来，没有并入：{reason}",
        "“{file}” cannot be read and was left out: {reason}",
    ),
    hint=Text("{advice}", "{advice}"),
    page=Text(
        "读不出来的工作簿不猜测里面的数，写明是哪一个、为什么。",
        "Nothing is guessed of a workbook that cannot be read; it is said which one it is, and why.",
    ),
)

NOTHING_MERGED = Kind(
    code="U135",
    name="nothing-to-merge",
    severity=Severity.ERROR,
    message=Text(
        "没有一家单位的报告可以合并，没有写出。", "No report can be merged; nothing was written."
    ),
    hint=Text(
        "请先改正上面列出的问题。",
        "Mend what is listed above first.",
    ),
    page=_FOLDER_PAGE,
)

BLANKS_OF_UNITS = Kind(
    code="U136",
    name="blanks-counted-as-nothing",
    severity=Severity.WARNING,
    message=Text(
        "{units} 家单位共有 {count} 个数空着，按没有计：{named}。",
        "{count} figures of {units} units are blank and count as nothing: {named}.",
    ),
    hint=Text(
        "请问清是没有发生（填 0）还是漏填，再重新合并。",
        "Ask whether there was nothing (0) or something is missing, and merge again.",
    ),
    page=Text(
        "有的单位填了、有的单位空着的数，空着的按没有计。所有单位都空着的，合并后也空着；都填“/”的，合并后也是“/”。",
        "Where some units have a figure and others left it blank, the blank counts as nothing. What all left blank stays blank; what all marked “/” is “/”.",
    ),
    of_report=False,
)

NOT_ADDED = Kind(
    code="U137",
    name="figures-that-do-not-add",
    severity=Severity.ADVICE,
    message=Text(
        "“{table}”里有 {count} 个数不能相加，合并后空着：{named}。",
        "{count} figures of “{table}” do not add up and stay blank: {named}.",
    ),
    hint=Text(
        "请另行计算后填写；各单位的数在“各单位”的工作表里。",
        "Compute and write them yourself; the units' own stand on the sheets of the units.",
    ),
    page=Text(
        "百分数、中位数、平均、比率，几家的加起来没有意思。百分数总是不加，别的由格式声明说明；由表里的数算出来的照算。",
        "The sum of percentages, medians, averages or rates means nothing. Percentages are never added, others not where the declaration says adds = false; what a rule computes of the table is computed.",
    ),
)

CARRIED_OTHERWISE = Kind(
    code="U138",
    name="unit-carried-otherwise",
    severity=Severity.WARNING,
    message=Text(
        "“{unit}”的“{label}”与上年接不上：{words}，两边相差 {difference}。",
        "“{label}” of “{unit}” does not continue last year's: {words}, apart by {difference}.",
    ),
    hint=Text(
        "请该单位核对上年报告；上年的数更正过的，请它在自己的“情况说明”里写明。",
        "Have the unit look at last year's report; if that was corrected since, it says so in its explanations.",
    ),
    page=Text(
        "给出上年报告的文件夹（--prior）时，逐家核对跨年的关系，写明是哪一家断了：合并后的数也就在那里断。",
        "With the folder of last year's reports (--prior) every unit's years are compared, and it is said whose do not agree: there the sum's do not either.",
    ),
    of_report=False,
)

DIFFERS_FROM_UNITS = Kind(
    code="U139",
    name="differs-from-the-units",
    severity=Severity.WARNING,
    message=Text(
        "“{label}”填的是 {actual}，各单位合计是 {expected}，相差 {difference}。",
        "“{label}” says {actual}, the units come to {expected}, apart by {difference}.",
    ),
    hint=Text(
        "有正当原因的（如扣除了重复计算的），请在“情况说明”里写明；否则改成各单位的合计。",
        "If there is a good reason (what two units counted is counted once), explain it; else write what the units come to.",
    ),
    page=Text(
        "合并来的报告带着各单位的数。表里直接填的数与各单位的合计不同，可能是扣除了重复计算的，也可能是改错了，所以要说明。",
        "A merged report carries the figures of its units. A figure typed over may leave out what was counted twice, or be a slip; so it must be explained.",
    ),
)

UNIT_FIGURES_UNREADABLE = Kind(
    code="U140",
    name="unit-figures-unreadable",
    severity=Severity.WARNING,
    message=Text(
        "各单位的数里有 {count} 个读不出来，按没有计：{named}。",
        "{count} figures of the units cannot be read and count as nothing: {named}.",
    ),
    hint=Text("请在“各单位”的工作表里改正。", "Mend them on the sheets of the units."),
    page=Text(
        "“各单位”工作表里的数与表里的一样读：文字、错误值、划掉的数不当成数。",
        "Figures on the sheets of the units are read as those of the tables: words, errors and what is crossed out are no numbers.",
    ),
)

MERGED_IN_PARTS = Kind(
    code="U141",
    name="merged-in-parts",
    severity=Severity.ADVICE,
    message=Text(
        "{units} 家单位的数一个工作簿放不下，分成了 {count} 个；总的一份里一行是一个分册。",
        "The figures of {units} units are too many for one workbook and stand in {count}; a row of the main one is one of these.",
    ),
    hint=Text("请把各分册与总的一份放在一起保存。", "Keep the parts beside the main workbook."),
    page=Text(
        "一个工作簿能带的各单位的数有上限（与读入的上限一致）。超过时按收到的文件夹和名称的顺序分册，每册是它那几家的合并，总的一份是各册的合并，数一样精确。",
        "A workbook carries only so many figures of units, as many as can be read again. Beyond that, units are parted in the order of their folders and names; each part merges its own, the main workbook merges the parts, and the sums are as exact.",
    ),
)

NAMES_OF_LINES = Kind(
    code="U142",
    name="names-of-lines-differ",
    severity=Severity.WARNING,
    message=Text(
        "“{table}”里有 {count} 行，各单位的编码相同而名称不同，加在了一起，用的是前一个名称：{named}。",
        "{count} lines of “{table}” have one code and several names among the units; they were added, under the first name: {named}.",
    ),
    hint=Text(
        "请核对是不是同一项；不是的，请写错编码的单位改正后再合并。",
        "See whether they are the same; if not, have the unit that wrote a wrong code mend it, and merge again.",
    ),
    page=Text(
        "各单位自己加的行按编码相加。编码相同、名称不同，可能只是叫法不同，也可能是哪一家写错了编码，把两项加成了一项。",
        "Lines that units added are added up by their codes. The same code under two names may be two names for one thing, or a wrong code by which two things were added as one.",
    ),
    of_report=False,
)

WORDS_STAND_THERE = Kind(
    code="U143",
    name="words-would-be-lost",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”里已经写了文字，没有重新合并，原来的文件不动。",
        "Words were written in “{file}” already; it was not merged anew and stays as it is.",
    ),
    hint=Text(
        "请用 -o 另取一个名字合并，再把文字复制过去；文字不要了的，先删去这个文件。",
        "Merge under another name (-o) and copy the words over; if they are not wanted, delete the file first.",
    ),
    page=Text(
        "合并的工作簿文字空着，由上级单位填写。填写以后又收到一家，重新合并会把写好的文字和情况说明丢掉，所以不覆盖它；还没有写过文字的照常重新写出。",
        "A merged workbook has no words; the office that merges writes them. To merge anew once another unit has come in would lose these and the explanations, so it is not replaced; one in which nothing was written is.",
    ),
    of_report=False,
)
