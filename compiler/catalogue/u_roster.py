"""Units beside the roster of those that report, U121 to U129."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

MISSING_UNIT = Kind(
    code="U121",
    name="missing-unit",
    severity=Severity.WARNING,
    message=Text("{unit}没有交来报告{due}。", "There is no report of {unit}{due}."),
    hint=Text(
        "请催报；成批处理时会写好通知的文字。", "Remind them; nianbao batch writes the letter."
    ),
    page=Text(
        "名册上应当报送的单位，文件夹里没有它的工作簿（按封面上的机关全称和名册上的别名对照）。在总览里写作“没有交”。"
        "名册上写明免报的不算。",
        "A unit that the roster obliges to report, and of which there is no workbook (by the agency's name on the "
        "cover and the aliases in the roster). Its status is missing. Units that are not obliged do not count.",
    ),
    of_report=False,
)

UNKNOWN_UNIT = Kind(
    code="U122",
    name="unknown-unit",
    severity=Severity.WARNING,
    message=Text(
        "名册上没有“{unit}”。{suggestion}", 'The roster does not have "{unit}". {suggestion}'
    ),
    hint=Text(
        "请核对封面上的机关全称；没有写错，只是另有叫法的，由收报告的办公室写进名册的别名一栏。",
        "Mend the agency's name on the cover; if it is right, the office puts it among the aliases of its roster.",
    ),
    page=Text(
        "交来的报告封面上的机关全称，既不是名册上的单位名称，也不是别名。照样核对、编文档，但名册上的那一家仍算没有交。",
        "The agency's name on the cover is neither a name nor an alias of the roster. The report is checked and "
        "compiled all the same, but the unit of the roster still counts as missing.",
    ),
    of_report=False,
)

LATE = Kind(
    code="U123",
    name="late-unit",
    severity=Severity.WARNING,
    message=Text(
        "{unit}应在 {due} 以前报送，这份工作簿是 {saved} 保存的。",
        "{unit} was due by {due}; this workbook was saved on {saved}.",
    ),
    hint=Text("以后请按期报送。", "Please be in time the next time."),
    page=Text(
        "按名册的期限一栏与工作簿自己记的保存时间比较（没有记的看文件时间）。同一单位先前交过一份按时的，不算迟。"
        "只有迟于期限当天的才算。",
        "The roster's due day is compared with the time of saving that the workbook tells (else that of the file). "
        "A unit of which an earlier version was in time is not late; nor is one saved on the day itself.",
    ),
    of_report=False,
)

ROSTER_UNREADABLE = Kind(
    code="U124",
    name="roster-unreadable",
    severity=Severity.ERROR,
    message=Text("名册“{file}”不能用：{reason}。", 'The roster "{file}" cannot be used: {reason}.'),
    hint=Text(
        "名册是一张表（.xlsx 或 .csv），一行一家，第一行写栏名：单位名称、别名、联系人、是否报送、期限、区县，"
        "只有单位名称必须有。",
        "A roster is one table (.xlsx or .csv), a unit a row, with these headings in its first row: name, aliases, "
        "contact, obliged, due, district. Only the name is required.",
    ),
    page=Text(
        "栏名可以用：单位名称（单位、机关全称、名称）、别名（简称）、联系人（电话）、是否报送（应报）、期限（截止日期）、区县（地区）。"
        "别名用顿号或分号隔开；是否报送写“否”“免报”的不催；期限写成 2021-01-31 或 2021年1月31日。",
        "Headings may be name (unit, agency), aliases, contact (telephone), obliged, due (deadline), district. Aliases "
        "are parted by semicolons; obliged is yes or no; a due day is written 2021-01-31.",
    ),
)

LISTED_TWICE = Kind(
    code="U125",
    name="listed-twice",
    severity=Severity.WARNING,
    message=Text(
        "名册上“{name}”出现了两次（第 {one} 行、第 {other} 行），按前一行算。",
        'The roster has "{name}" twice (rows {one} and {other}); the first counts.',
    ),
    hint=Text("请改名册。", "Mend the roster."),
    page=Text(
        "两家单位不能同名，一家的别名也不能是另一家的名称：分不清报告是谁的。",
        "Two units cannot bear one name, nor one the other's alias: whose report it is could not be told.",
    ),
    of_report=False,
)

WRONG_DUE = Kind(
    code="U126",
    name="wrong-due-day",
    severity=Severity.WARNING,
    message=Text(
        "名册第 {row} 行的期限“{found}”不是日期，没有用它。",
        'The due day "{found}" in row {row} of the roster is no date, and was not used.',
    ),
    hint=Text(
        "请写成 2021-01-31、2021/1/31 或 2021年1月31日。", "Write it as 2021-01-31 or 2021/1/31."
    ),
    page=Text(
        "期限读不出来的单位，不判断是不是迟报。",
        "Of a unit whose due day cannot be read it is not said whether it is late.",
    ),
    of_report=False,
)
