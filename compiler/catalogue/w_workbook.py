"""Filled workbooks that are not laid out as their declaration says, W201 to W216, W224, W230 and W231."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

UNKNOWN_FORMAT = Kind(
    code="W201",
    name="unknown-format",
    severity=Severity.ERROR,
    message=Text("没有名为“{found}”的报告格式。", "There is no report format named “{found}”."),
    hint=Text(
        "{suggestion}也可以用 --format 给出声明文件的路径，或把它放进 NIANBAO_FORMATS 指定的文件夹。",
        "{suggestion} Or give the path of its declaration with --format, or put it into the folder named by NIANBAO_FORMATS.",
    ),
    page=Text(
        "报告格式按编号查找，也可以给出声明文件（.toml）的路径；单位自有的声明文件放在环境变量 NIANBAO_FORMATS 指定的文件夹里。",
        "A format is found by its id, or by the path of its declaration (.toml); an office's own stand in the folder named by NIANBAO_FORMATS.",
    ),
    about_form=True,
)

NOT_OURS = Kind(
    code="W202",
    name="not-our-workbook",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”不是由本程序生成的工作簿，看不出它用的是哪一种报告格式。",
        "“{file}” was not made by nianbao, and its report format cannot be told.",
    ),
    hint=Text(
        "请用 nianbao new 生成空白工作簿，把内容填进去；如果确实是本程序的工作簿，用 --format 指明格式。",
        "Make a blank workbook with nianbao new and fill it in; if this is one, name its format with --format.",
    ),
    page=Text(
        "工作簿里有一张隐藏的工作表，记着它所用的格式、版本和内容摘要。没有它，就不能确定每个数该对到哪里，程序不猜测。",
        "A hidden sheet records the workbook's format, version and digest. Without it no figure's place is certain, and nothing is guessed.",
    ),
)

FORMAT_DIFFERS = Kind(
    code="W203",
    name="made-for-another-format",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”用的是格式“{found}”，而指定的是“{wanted}”。",
        "“{file}” was made for the format “{found}”, not “{wanted}”.",
    ),
    hint=Text(
        "请去掉 --format，或者换用对应的工作簿。",
        "Leave out --format, or take the workbook made for it.",
    ),
    page=Text(
        "两种格式的表格不同，不能互相代替。",
        "The two formats have different tables; one cannot stand for the other.",
    ),
    about_form=True,
)

OTHER_VERSION = Kind(
    code="W204",
    name="made-with-another-version",
    severity=Severity.ADVICE,
    message=Text(
        "工作簿用的是格式“{id}”的另一个版本（{found}，现为 {wanted}），各表的行、列都能对上，已照常读入。",
        "The workbook was made with another version of “{id}” ({found}, now {wanted}); every row and column was found, and it was read.",
    ),
    hint=Text("不需要处理。", "Nothing needs to be done."),
    page=Text(
        "格式的说明文字改动后，已经发出去的工作簿仍可使用，只要需要的每一行、每一列都能按标签找到。",
        "A corrected hint does not strand workbooks already handed out, so long as every row and column is found by its label.",
    ),
)

MISSING_SHEET = Kind(
    code="W205",
    name="missing-sheet",
    severity=Severity.ERROR,
    message=Text("缺少工作表“{sheet}”。", "The sheet “{sheet}” is missing."),
    hint=Text("{suggestion}", "{suggestion}"),
    page=Text(
        "每个部分一张工作表。名称略有改动的能认出来；删掉的或改得认不出来的，需要改回原名。",
        "Each section has its sheet. A slightly changed name is recognised; one deleted or renamed beyond recognition must get its name back.",
    ),
)

RENAMED_SHEET = Kind(
    code="W206",
    name="renamed-sheet",
    severity=Severity.ADVICE,
    message=Text("工作表“{found}”按“{sheet}”读入。", "The sheet “{found}” was read as “{sheet}”."),
    hint=Text(
        "如果不对，请把工作表改回原来的名称。", "If that is wrong, give the sheet its old name."
    ),
    page=Text(
        "工作表的名称改动不大、内容又对得上时，照常读入并作说明。",
        "A sheet whose name changed little and whose contents fit is read, and that is said.",
    ),
)

MISSING_LINE = Kind(
    code="W207",
    name="missing-row-or-column",
    severity=Severity.ERROR,
    message=Text(
        "工作表“{sheet}”里找不到“{label}”这一{axis}。",
        "On the sheet “{sheet}” the {axis} “{label}” cannot be found.",
    ),
    hint=Text("{suggestion}", "{suggestion}"),
    page=Text(
        "表里的行、列按标签认。移动过位置的可以找到；标签删掉或改得认不出来的，需要改回原来的文字。",
        "Rows and columns are known by their labels. Moved ones are found; where a label was deleted or changed beyond recognition, it must get its words back.",
    ),
)

MOVED_LINES = Kind(
    code="W208",
    name="moved-rows-or-columns",
    severity=Severity.ADVICE,
    message=Text(
        "工作表“{sheet}”里有行或列移动过，已按标签找到。",
        "Rows or columns of the sheet “{sheet}” were moved; they were found by their labels.",
    ),
    hint=Text(
        "请看一眼读入的数是否对得上。", "Please make sure that the figures are those you meant."
    ),
    page=Text(
        "工作表里插入、移动过行或列时，按标签对应，不按位置。",
        "Where rows or columns were inserted or moved, labels decide, not positions.",
    ),
)

LABEL_CHANGED = Kind(
    code="W209",
    name="label-changed",
    severity=Severity.WARNING,
    message=Text(
        "标签“{label}”被改成了“{found}”。", "The label “{label}” was changed to “{found}”."
    ),
    hint=Text(
        "请把标签改回正式文本的写法；Word 文档里用的是正式文本。",
        "Give the label its official words back; the document prints those.",
    ),
    page=Text(
        "表格的标签是规定的文字，不能改动。改动不大时照常读入，但要提出来。",
        "The form's labels are prescribed. A small change is read but reported.",
    ),
)

REPEATED_LINE = Kind(
    code="W210",
    name="repeated-row-or-column",
    severity=Severity.ERROR,
    message=Text(
        "工作表“{sheet}”里“{label}”出现了两次（{cells}），不能确定以哪个为准。",
        "On the sheet “{sheet}” “{label}” occurs twice ({cells}); which one counts cannot be told.",
    ),
    hint=Text("请删掉多出来的一处。", "Delete the one too many."),
    page=Text(
        "同一标签出现两次时，程序不猜测哪一处是真的。",
        "Where a label occurs twice, nothing is guessed.",
    ),
)

STRAY_CONTENT = Kind(
    code="W211",
    name="content-outside-the-form",
    severity=Severity.WARNING,
    message=Text(
        "“{sheet}”的 {cell} 格里写了“{found}”，不在填写范围内，没有读入。",
        "On “{sheet}” the cell {cell} holds “{found}”, which lies outside the form and was not read.",
    ),
    hint=Text(
        "如果是需要的内容，请移到浅黄色的格里；不需要就清除。",
        "Move it to a pale yellow cell if it is needed, else clear it.",
    ),
    page=Text(
        "填写范围以外的内容不会进入报告，所以要提出来，免得遗漏。",
        "What lies outside the form does not enter the report, so it is reported lest it be missed.",
    ),
)

STATED_OTHERWISE = Kind(
    code="W212",
    name="stated-otherwise",
    severity=Severity.WARNING,
    message=Text(
        "生成工作簿时{what}是“{given}”，封面上现在写的是“{typed}”。",
        "When the workbook was made, {what} was “{given}”; the cover now says “{typed}”.",
    ),
    hint=Text(
        "以封面上写的为准；如果不对，请改回来。", "The cover counts; change it back if it is wrong."
    ),
    page=Text(
        "办公室发下的工作簿已经写明机关和年度，填报时改动了，可能拿错了工作簿。",
        "The office handed out the workbook for one body and year; a change may mean that the wrong workbook was taken.",
    ),
)

UNKNOWN_LEVEL = Kind(
    code="W213",
    name="unknown-level",
    severity=Severity.ERROR,
    message=Text("级别“{found}”不认识。", "The level “{found}” is unknown."),
    hint=Text(
        "请从下拉列表选：{known}；空着就是正文。",
        "Choose from the list: {known}; blank means text.",
    ),
    page=Text(
        "级别决定一段文字在文档里的样子，认不出来的不猜测。",
        "The level decides how a paragraph looks; what is unknown is not guessed.",
    ),
)

UNKNOWN_PLACE = Kind(
    code="W231",
    name="unknown-place",
    severity=Severity.ERROR,
    message=Text("位置“{found}”不认识。", "The place “{found}” is unknown."),
    hint=Text(
        "请从下拉列表选：{known}；空着就是表前。",
        "Choose from the list: {known}; blank means before the table.",
    ),
    page=Text(
        "表下面几行里的文字，由“位置”决定印在表前还是哪张表的后面，认不出来的不猜测。",
        "The place decides before or below which table the words on the lines below the tables are "
        "printed; what is unknown is not guessed.",
    ),
)

EXTRA_SHEET = Kind(
    code="W214",
    name="extra-sheet",
    severity=Severity.ADVICE,
    message=Text(
        "工作表“{sheet}”不属于这份报告，没有读入。",
        "The sheet “{sheet}” does not belong to the report and was not read.",
    ),
    hint=Text(
        "如果里面有报告的内容，请移到对应的工作表。",
        "Move its contents to the sheet where they belong, if they do.",
    ),
    page=Text("自己加的工作表不会进入报告。", "Sheets that staff add do not enter the report."),
)

OTHER_VERSION_UNREAD = Kind(
    code="W215",
    name="another-version-does-not-fit",
    severity=Severity.ADVICE,
    message=Text(
        "工作簿用的是格式“{id}”的另一个版本（{found}，现为 {wanted}），其中的工作表、行或列对不上，没有读入。",
        "The workbook was made with another version of “{id}” ({found}, now {wanted}); its sheets, rows or columns do not fit, and it was not read.",
    ),
    hint=Text(
        "先看对不上的是哪一处；如果是格式本身改了，请用 nianbao new 重新生成工作簿，把内容填进去。",
        "See first what does not fit; if the format itself changed, make a new workbook with nianbao new and fill it in.",
    ),
    page=Text(
        "用另一个版本的格式生成的工作簿，只要每张工作表、每一行、每一列都能按标签找到，就照常读入；找不到的不猜测，并说明版本不同。",
        "A workbook made with another version of the format is read if every sheet, row and column is found by its label; else nothing is guessed, and the difference of versions is told as its likely cause.",
    ),
    about_form=True,
)

BREAK_READ_AS_BLANK = Kind(
    code="W216",
    name="line-break-read-as-blank",
    severity=Severity.ADVICE,
    message=Text(
        "“{label}”里有换行或制表符，已当作空格读入：“{text}”。",
        "“{label}” holds a line break or a tab; it was read as a blank: “{text}”.",
    ),
    hint=Text("如果不对，请改成一行。", "If that is wrong, write it in one line."),
    page=Text(
        "封面上的各项、附件名称以及情况说明的编号、说明人和日期都是一行文字，换行在文档里没有位置；只有情况说明的原因可以分行。",
        "Entries of the cover, names of attachments, and a slip's token, author and date are one line each; only the reason of a slip may have several.",
    ),
)

TOO_LONG_FOR_A_CELL = Kind(
    code="W224",
    name="too-long-for-a-cell",
    severity=Severity.ERROR,
    message=Text(
        "{what}有 {length} 个字符，超过工作簿一格的上限 32767，没有生成工作簿。",
        "{what} has {length} characters, more than the 32767 of a cell; no workbook was made.",
    ),
    hint=Text(
        "请缩短；正文可以分成几段。", "Shorten it; prose can be parted into several paragraphs."
    ),
    page=Text(
        "Excel 的一个单元格最多存 32767 个字符。", "A cell of Excel holds at most 32767 characters."
    ),
)

ANOTHER_HEADING = Kind(
    code="W230",
    name="heading-of-another-sheet",
    severity=Severity.WARNING,
    message=Text(
        "工作表“{sheet}”的首行标题是“{found}”，与表名不符。",
        "The sheet “{sheet}” bears the heading “{found}”, which is another's.",
    ),
    hint=Text(
        "请核对是表名改错了，还是内容粘到了别的工作表里，改成一致。",
        "See whether the sheet was misnamed or its contents pasted into the wrong sheet, and make them agree.",
    ),
    page=Text(
        "工作表按名称对应报告的各部分。表名与首行标题说的不是同一部分时，仍按表名读入，但要提出来，免得内容印到别的部分里。",
        "Sheets are matched with the report's sections by name. Where the name and the first heading "
        "speak of two sections, the name counts, and that is said, lest contents be printed in "
        "the wrong section.",
    ),
)
