"""What can be wrong with a workbook or data file as a whole, W2xx."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

UNKNOWN_FORMAT = Kind(
    "W201", "unknown-format", ERROR,
    Text("没有名为“{found}”的报告格式。", "There is no report format named “{found}”."),
    Text(
        "{suggestion}也可以用 --format 给出声明文件的路径，或把它放进 NIANBAO_FORMATS 指定的文件夹。",
        "{suggestion} Or give the path of its declaration with --format, or put it into the folder named by NIANBAO_FORMATS.",
    ),
    Text(
        "报告格式按编号查找，也可以给出声明文件（.toml）的路径；单位自有的声明文件放在环境变量 NIANBAO_FORMATS 指定的文件夹里。",
        "A format is found by its id, or by the path of its declaration (.toml); an office's own stand in the folder named by NIANBAO_FORMATS.",
    ),
)  # fmt: skip

NOT_OURS = Kind(
    "W202", "not-our-workbook", ERROR,
    Text("“{file}”不是由本程序生成的工作簿，看不出它用的是哪一种报告格式。", "“{file}” was not made by nianbao, and its report format cannot be told."),
    Text("请用 nianbao new 生成空白工作簿，把内容填进去；如果确实是本程序的工作簿，用 --format 指明格式。", "Make a blank workbook with nianbao new and fill it in; if this is one, name its format with --format."),
    Text(
        "工作簿里有一张隐藏的工作表，记着它所用的格式、版本和内容摘要。没有它，就不能确定每个数该对到哪里，程序不猜测。",
        "A hidden sheet records the workbook's format, version and digest. Without it no figure's place is certain, and nothing is guessed.",
    ),
)  # fmt: skip

FORMAT_DIFFERS = Kind(
    "W203", "made-for-another-format", ERROR,
    Text("“{file}”用的是格式“{found}”，而指定的是“{wanted}”。", "“{file}” was made for the format “{found}”, not “{wanted}”."),
    Text("请去掉 --format，或者换用对应的工作簿。", "Leave out --format, or take the workbook made for it."),
    Text("两种格式的表格不同，不能互相代替。", "The two formats have different tables; one cannot stand for the other."),
)  # fmt: skip

OTHER_VERSION = Kind(
    "W204", "made-with-another-version", ADVICE,
    Text("工作簿用的是格式“{id}”的另一个版本（{found}，现为 {wanted}），各表的行、列都能对上，已照常读入。", "The workbook was made with another version of “{id}” ({found}, now {wanted}); every row and column was found, and it was read."),
    Text("不需要处理。", "Nothing needs to be done."),
    Text(
        "格式的说明文字改动后，已经发出去的工作簿仍可使用，只要需要的每一行、每一列都能按标签找到。",
        "A corrected hint does not strand workbooks already handed out, so long as every row and column is found by its label.",
    ),
)  # fmt: skip

MISSING_SHEET = Kind(
    "W205", "missing-sheet", ERROR,
    Text("缺少工作表“{sheet}”。", "The sheet “{sheet}” is missing."),
    Text("{suggestion}", "{suggestion}"),
    Text(
        "每个部分一张工作表。名称略有改动的能认出来；删掉的或改得认不出来的，需要改回原名。",
        "Each section has its sheet. A slightly changed name is recognised; one deleted or renamed beyond recognition must get its name back.",
    ),
)  # fmt: skip

RENAMED_SHEET = Kind(
    "W206", "renamed-sheet", ADVICE,
    Text("工作表“{found}”按“{sheet}”读入。", "The sheet “{found}” was read as “{sheet}”."),
    Text("如果不对，请把工作表改回原来的名称。", "If that is wrong, give the sheet its old name."),
    Text("工作表的名称改动不大、内容又对得上时，照常读入并作说明。", "A sheet whose name changed little and whose contents fit is read, and that is said."),
)  # fmt: skip

MISSING_LINE = Kind(
    "W207", "missing-row-or-column", ERROR,
    Text("工作表“{sheet}”里找不到“{label}”这一{axis}。", "On the sheet “{sheet}” the {axis} “{label}” cannot be found."),
    Text("{suggestion}", "{suggestion}"),
    Text(
        "表里的行、列按标签认。移动过位置的可以找到；标签删掉或改得认不出来的，需要改回原来的文字。",
        "Rows and columns are known by their labels. Moved ones are found; where a label was deleted or changed beyond recognition, it must get its words back.",
    ),
)  # fmt: skip

MOVED_LINES = Kind(
    "W208", "moved-rows-or-columns", ADVICE,
    Text("工作表“{sheet}”里有行或列移动过，已按标签找到。", "Rows or columns of the sheet “{sheet}” were moved; they were found by their labels."),
    Text("请看一眼读入的数是否对得上。", "Please make sure that the figures are those you meant."),
    Text("工作表里插入、移动过行或列时，按标签对应，不按位置。", "Where rows or columns were inserted or moved, labels decide, not positions."),
)  # fmt: skip

LABEL_CHANGED = Kind(
    "W209", "label-changed", WARNING,
    Text("标签“{label}”被改成了“{found}”。", "The label “{label}” was changed to “{found}”."),
    Text("请把标签改回正式文本的写法；Word 文档里用的是正式文本。", "Give the label its official words back; the document prints those."),
    Text("表格的标签是规定的文字，不能改动。改动不大时照常读入，但要提出来。", "The form's labels are prescribed. A small change is read but reported."),
)  # fmt: skip

REPEATED_LINE = Kind(
    "W210", "repeated-row-or-column", ERROR,
    Text("工作表“{sheet}”里“{label}”出现了两次（{cells}），不能确定以哪个为准。", "On the sheet “{sheet}” “{label}” occurs twice ({cells}); which one counts cannot be told."),
    Text("请删掉多出来的一处。", "Delete the one too many."),
    Text("同一标签出现两次时，程序不猜测哪一处是真的。", "Where a label occurs twice, nothing is guessed."),
)  # fmt: skip

STRAY_CONTENT = Kind(
    "W211", "content-outside-the-form", WARNING,
    Text("“{sheet}”的 {cell} 格里写了“{found}”，不在填写范围内，没有读入。", "On “{sheet}” the cell {cell} holds “{found}”, which lies outside the form and was not read."),
    Text("如果是需要的内容，请移到浅黄色的格里；不需要就清除。", "Move it to a pale yellow cell if it is needed, else clear it."),
    Text("填写范围以外的内容不会进入报告，所以要提出来，免得遗漏。", "What lies outside the form does not enter the report, so it is reported lest it be missed."),
)  # fmt: skip

STATED_OTHERWISE = Kind(
    "W212", "stated-otherwise", WARNING,
    Text("生成工作簿时{what}是“{given}”，封面上现在写的是“{typed}”。", "When the workbook was made, {what} was “{given}”; the cover now says “{typed}”."),
    Text("以封面上写的为准；如果不对，请改回来。", "The cover counts; change it back if it is wrong."),
    Text("办公室发下的工作簿已经写明机关和年度，填报时改动了，可能拿错了工作簿。", "The office handed out the workbook for one body and year; a change may mean that the wrong workbook was taken."),
)  # fmt: skip

UNKNOWN_LEVEL = Kind(
    "W213", "unknown-level", ERROR,
    Text("级别“{found}”不认识。", "The level “{found}” is unknown."),
    Text("请从下拉列表选：{known}；空着就是正文。", "Choose from the list: {known}; blank means text."),
    Text("级别决定一段文字在文档里的样子，认不出来的不猜测。", "The level decides how a paragraph looks; what is unknown is not guessed."),
)  # fmt: skip

EXTRA_SHEET = Kind(
    "W214", "extra-sheet", ADVICE,
    Text("工作表“{sheet}”不属于这份报告，没有读入。", "The sheet “{sheet}” does not belong to the report and was not read."),
    Text("如果里面有报告的内容，请移到对应的工作表。", "Move its contents to the sheet where they belong, if they do."),
    Text("自己加的工作表不会进入报告。", "Sheets that staff add do not enter the report."),
)  # fmt: skip

OTHER_VERSION_UNREAD = Kind(
    "W215", "another-version-does-not-fit", ADVICE,
    Text("工作簿用的是格式“{id}”的另一个版本（{found}，现为 {wanted}），其中的工作表、行或列对不上，没有读入。", "The workbook was made with another version of “{id}” ({found}, now {wanted}); its sheets, rows or columns do not fit, and it was not read."),
    Text("先看对不上的是哪一处；如果是格式本身改了，请用 nianbao new 重新生成工作簿，把内容填进去。", "See first what does not fit; if the format itself changed, make a new workbook with nianbao new and fill it in."),
    Text(
        "用另一个版本的格式生成的工作簿，只要每张工作表、每一行、每一列都能按标签找到，就照常读入；找不到的不猜测，并说明版本不同。",
        "A workbook made with another version of the format is read if every sheet, row and column is found by its label; else nothing is guessed, and the difference of versions is told as its likely cause.",
    ),
)  # fmt: skip

BREAK_READ_AS_BLANK = Kind(
    "W216", "line-break-read-as-blank", ADVICE,
    Text("“{label}”里有换行或制表符，已当作空格读入：“{text}”。", "“{label}” holds a line break or a tab; it was read as a blank: “{text}”."),
    Text("如果不对，请改成一行。", "If that is wrong, write it in one line."),
    Text("封面上的各项、附件名称以及情况说明的编号、说明人和日期都是一行文字，换行在文档里没有位置；只有情况说明的原因可以分行。", "Entries of the cover, names of attachments, and a slip's token, author and date are one line each; only the reason of a slip may have several."),
)  # fmt: skip

SLIP_WITHOUT_TOKEN = Kind(
    "W217", "slip-without-token", WARNING,
    Text("“{sheet}”里有一条没有写编号，不知道说明的是哪个问题：“{text}”。", "An entry of “{sheet}” has no token, so that nobody knows which finding it explains: “{text}”."),
    Text("请从核对结果复制编号，写在这一条的左边；不需要就删掉。", "Copy the finding's token to its left, or delete it."),
    Text("情况说明按编号对应核对时提出的问题，没有编号的不起作用。", "A slip explains the finding whose token it bears; without one it explains nothing."),
)  # fmt: skip

SLIP_WITHOUT_FINDING = Kind(
    "W218", "slip-without-finding", ADVICE,
    Text("情况说明的编号“{token}”没有对应的问题。", "The slip's token “{token}” is that of no finding."),
    Text("如果问题已经改好，可以删掉这一条；如果编号写错了，请从核对结果重新复制。", "If the fault was mended, the slip can be deleted; if the token is wrong, copy it again."),
    Text("问题改好以后，原来的说明就不再需要；编号写错的说明不起作用。", "Once a fault is mended its slip is not needed; one with a wrong token explains nothing."),
)  # fmt: skip

REPEATED_SLIP = Kind(
    "W219", "slip-repeated", WARNING,
    Text("编号“{token}”写了 {count} 条情况说明，只有最后一条起作用。", "There are {count} slips for the token “{token}”; only the last one counts."),
    Text("请合成一条，删掉多余的。", "Make one of them and delete the others."),
    Text("一个问题只有一条说明；写了几条时以最后一条为准。", "A finding has one slip; of several the last one counts."),
)  # fmt: skip

NOT_DATA = Kind(
    "W220", "not-a-data-file", ERROR,
    Text("“{file}”不是有效的数据文件：{reason}", "“{file}” is no valid data file: {reason}"),
    Text("请用 nianbao export 重新导出，或按提示改正这个文件。", "Export it again with nianbao export, or mend the file as told."),
    Text("数据文件是 UTF-8 编码的 JSON，形式与 nianbao export 的输出相同。", "A data file is JSON in UTF-8, of the form that nianbao export writes."),
)  # fmt: skip

UNKNOWN_DATA = Kind(
    "W221", "unknown-key-in-data", WARNING,
    Text("数据里的“{found}”不认识，没有读入。", "“{found}” in the data is unknown and was not read."),
    Text("{suggestion}", "{suggestion}"),
    Text("不认识的键可能是写错了，所以要提出来。", "An unknown key may be a slip of the pen, so it is reported."),
)  # fmt: skip

WRONG_DATA = Kind(
    "W222", "wrong-value-in-data", ERROR,
    Text("数据里“{key}”的内容“{found}”不能用，应为{wanted}。", "In the data, “{found}” cannot stand at “{key}”; {wanted} is needed."),
    Text("请改正数据文件。", "Mend the data file."),
    Text("数据文件里的每一项都有规定的形式。", "Every entry of a data file has a stated form."),
)  # fmt: skip

TOO_LONG_FOR_A_CELL = Kind(
    "W224", "too-long-for-a-cell", ERROR,
    Text("{what}有 {length} 个字符，超过工作簿一格的上限 32767，没有生成工作簿。", "{what} has {length} characters, more than the 32767 of a cell; no workbook was made."),
    Text("请缩短；正文可以分成几段。", "Shorten it; prose can be parted into several paragraphs."),
    Text("Excel 的一个单元格最多存 32767 个字符。", "A cell of Excel holds at most 32767 characters."),
)  # fmt: skip

HIDDEN_SHEET = Kind(
    "W225", "hidden-sheet", WARNING,
    Text("工作表“{sheet}”是隐藏的，里面的内容照样会读入、印出。", "The sheet “{sheet}” is hidden; what stands on it is read and printed all the same."),
    Text(
        "要印的请取消隐藏（右击任意一个工作表标签），看一遍；不要印的请清空内容。",
        "Show it (right-click any sheet's tab) and look it over if it is to be printed; else clear it.",
    ),
    Text(
        "隐藏工作表不等于不要它。各部分的内容从各自的工作表读入，看不看得见都一样，所以要提出来。",
        "Hiding a sheet does not leave it out. Each section is read from its sheet, seen or unseen, so it is reported.",
    ),
)  # fmt: skip

COPY_OF_HIDDEN = Kind(
    "W226", "copy-of-a-hidden-sheet", WARNING,
    Text(
        "读入的是隐藏的工作表“{sheet}”；看得见的“{copy}”像是它的副本，没有读入。",
        "The hidden sheet “{sheet}” was read; the visible “{copy}”, which seems to be a copy of it, was not.",
    ),
    Text(
        "如果改的是“{copy}”，请取消隐藏“{sheet}”并删掉它，再把“{copy}”改名为“{sheet}”；否则删掉“{copy}”。",
        "If “{copy}” is the one that was worked on, show “{sheet}”, delete it and give its name to “{copy}”; else delete “{copy}”.",
    ),
    Text(
        "复制工作表、隐藏原来的一张，以后改的往往是副本，而按名称读入的是原来的一张。",
        "Where a sheet was copied and the original hidden, changes are often made to the copy, and the original is read by its name.",
    ),
)  # fmt: skip

FLOATING = Kind(
    "W227", "floating-content", ADVICE,
    Text("“{sheet}”上有{what}，不在单元格里，没有读入。", "On “{sheet}” there is {what} over the cells; it was not read."),
    Text("里面如果有要报的内容，请写到浅黄色的格里。", "Write it in the pale yellow cells if it belongs to the report."),
    Text(
        "图片、文本框和图表浮在格子上面，不属于任何一格，它们的内容不会进入报告。批注不算。",
        "Pictures, text boxes and charts lie over the cells and belong to none, so they do not enter the report. Comments are another matter.",
    ),
)  # fmt: skip

KINDS = (
    UNKNOWN_FORMAT, NOT_OURS, FORMAT_DIFFERS, OTHER_VERSION, MISSING_SHEET, RENAMED_SHEET,
    MISSING_LINE, MOVED_LINES, LABEL_CHANGED, REPEATED_LINE, STRAY_CONTENT, STATED_OTHERWISE,
    UNKNOWN_LEVEL, EXTRA_SHEET, OTHER_VERSION_UNREAD, BREAK_READ_AS_BLANK,
    SLIP_WITHOUT_TOKEN, SLIP_WITHOUT_FINDING, REPEATED_SLIP,
    NOT_DATA, UNKNOWN_DATA, WRONG_DATA, TOO_LONG_FOR_A_CELL, HIDDEN_SHEET,
    COPY_OF_HIDDEN, FLOATING,
)  # fmt: skip
