"""What can be wrong with the report as a whole, S1xx."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

MISSING_AGENCY = Kind(
    code="S101",
    name="missing-agency",
    severity=Severity.ERROR,
    message=Text("没有填机关全称。", "The name of the body is missing."),
    hint=Text(
        "请在“封面”填写机关全称，它用在标题里。", "Write it on the cover; the title needs it."
    ),
    page=Text(
        "标题由机关全称和年度组成，缺一不可。",
        "The title is made of the body's full name and the year.",
    ),
)

MISSING_YEAR = Kind(
    code="S102",
    name="missing-year",
    severity=Severity.ERROR,
    message=Text("没有填报告年度。", "The report year is missing."),
    hint=Text("请在“封面”填写四位数字的年度。", "Write the four-digit year on the cover."),
    page=Text(
        "标题由机关全称和年度组成，缺一不可。",
        "The title is made of the body's full name and the year.",
    ),
)

WRONG_YEAR = Kind(
    code="S103",
    name="unreadable-year",
    severity=Severity.ERROR,
    message=Text(
        "报告年度写的是“{found}”，不是四位数字的年度。",
        "The report year “{found}” is no four-digit year.",
    ),
    hint=Text("请填四位数字，如 2020。", "Write four digits, such as 2020."),
    page=Text(
        "年度用于标题，也用于与上年报告对照，必须明确。",
        "The year stands in the title and decides which report is last year's.",
    ),
)

UNUSUAL_YEAR = Kind(
    code="S104",
    name="unusual-year",
    severity=Severity.ADVICE,
    message=Text(
        "报告年度是 {year} 年，而这一格式一般用于 {years}。",
        "The report year is {year}; this format is usually for {years}.",
    ),
    hint=Text("请确认年度和格式没有拿错。", "Make sure that neither year nor format was mistaken."),
    page=Text(
        "格式按年度更换，用错格式的报告需要重做。",
        "Formats change with the years; a report in the wrong one must be done again.",
    ),
)

EMPTY_SECTION = Kind(
    code="S110",
    name="empty-section",
    severity=Severity.ERROR,
    message=Text("“{section}”没有内容。", "“{section}” is empty."),
    hint=Text("请填写这一部分。{help}", "Write this section. {help}"),
    page=Text(
        "规定的各个部分都要有，不能只有标题。",
        "Each prescribed section must have contents, not just a heading.",
    ),
)

SKIPPED_NUMBER = Kind(
    code="S120",
    name="heading-number-skipped",
    severity=Severity.WARNING,
    message=Text(
        "小标题“{text}”的序号应为“{expected}”。",
        "The heading “{text}” should be numbered “{expected}”.",
    ),
    hint=Text(
        "请检查小标题的序号是否连续；程序不会自动编号。",
        "Make the numbers of the headings run on; nothing is numbered automatically.",
    ),
    page=Text(
        "同一部分的小标题按（一）（二）（三）、1. 2. 3. 依次编号，跳号、重号都不合规范。",
        "Headings of a section are numbered in turn; gaps and repeats are faults.",
    ),
)

MISSING_NUMBER = Kind(
    code="S121",
    name="heading-number-missing",
    severity=Severity.WARNING,
    message=Text(
        "小标题“{text}”前面没有序号，应为“{expected}”。",
        "The heading “{text}” has no number; “{expected}” is due.",
    ),
    hint=Text(
        "请在小标题前面写上序号；程序不会自动编号。",
        "Write the number before the heading; nothing is numbered automatically.",
    ),
    page=Text(
        "小标题的序号写在文字里，（一）用于第二级，1. 用于第三级。",
        "Numbers are part of a heading's text.",
    ),
)

SECTION_NUMBER_INSIDE = Kind(
    code="S122",
    name="section-number-inside-section",
    severity=Severity.WARNING,
    message=Text(
        "“{text}”单独成段，用的是各部分标题的序号“{found}”。",
        "“{text}” stands alone with “{found}”, a number of the report's own sections.",
    ),
    hint=Text(
        "部分以内的小标题请从“（一）”写起，级别选小标题（一）；不是小标题的，写成句子。",
        "Within a section, headings begin one level lower: number it so and choose that level; if it is no heading, write a sentence.",
    ),
    page=Text(
        "“一、”是第一层，只用于规定的各个部分；部分以内第一层小标题是“（一）”（GB/T 9704-2012，7.3.3）。写成“一、”，读的人会以为另起了一个部分。",
        "Level one is that of the prescribed sections only; within them headings begin with level two (GB/T 9704-2012, 7.3.3). Numbered as level one, it reads as another section.",
    ),
)

MISSING_ASPECT = Kind(
    code="S130",
    name="missing-aspect",
    severity=Severity.ADVICE,
    message=Text("“{section}”里没有写到：{missing}。", "“{section}” does not speak of: {missing}."),
    hint=Text("请看看是否遗漏。", "Make sure that nothing was forgotten."),
    page=Text(
        "这一部分应写到规定的几个方面；程序按词语查找，只作提示。",
        "The section is to cover certain aspects; they are looked for by their words, so this only advises.",
    ),
)

TOO_LONG = Kind(
    code="S131",
    name="section-too-long",
    severity=Severity.ADVICE,
    message=Text(
        "“{section}”有 {length} 字，一般不超过 {limit} 字。",
        "“{section}” has {length} characters; {limit} are usual at most.",
    ),
    hint=Text("请精简。", "Shorten it."),
    page=Text("各地通知要求聚焦主题、简明客观。", "Local notices ask for brevity."),
)

MISSING_NEED = Kind(
    code="S132",
    name="section-lacks",
    severity=Severity.WARNING,
    message=Text("“{section}”里好像没有写{missing}。", "“{section}” seems to lack {missing}."),
    hint=Text("请补上，写得具体一些。", "Add it, and be concrete."),
    page=Text(
        "既要写问题，也要写改进，不能只有一样，也不能泛泛而谈。",
        "Both the problem and the measure are to be written.",
    ),
)

TOKEN_SECTION = Kind(
    code="S133",
    name="section-too-short",
    severity=Severity.WARNING,
    message=Text("“{section}”只写了“{text}”。", "“{section}” says no more than “{text}”."),
    hint=Text("请写具体内容。", "Write what there is to say."),
    page=Text("这一部分不能只写“无”或几个字。", "This section cannot be a word or two."),
)

PADDED_DATE = Kind(
    code="S140",
    name="padded-date",
    severity=Severity.ADVICE,
    message=Text(
        "成文日期“{found}”的月、日前面多了 0。", "The date “{found}” has a padded month or day."
    ),
    hint=Text("请写成 {expected}。", "Write {expected}."),
    page=Text(
        "GB/T 9704-2012：月、日不编虚位，1 不写成 01。",
        "GB/T 9704-2012: months and days are not padded.",
    ),
)

LATE_DATE = Kind(
    code="S141",
    name="late-date",
    severity=Severity.ADVICE,
    message=Text(
        "成文日期“{found}”晚于 {deadline}。", "The date “{found}” is later than {deadline}."
    ),
    hint=Text(
        "请核对日期；各地规定的时间可能更早。", "Look up the date; local deadlines may be earlier."
    ),
    page=Text(
        "《条例》第四十九条：部门每年1月31日前公布上年度报告，政府3月31日前。",
        "The Regulations, article 49: departments publish by 31 January, governments by 31 March.",
    ),
)

NO_SUCH_DATE = Kind(
    code="S142",
    name="no-such-date",
    severity=Severity.WARNING,
    message=Text(
        "成文日期“{found}”读不出是哪一天。", "No day can be read from the date “{found}”."
    ),
    hint=Text(
        "请写成 2021年1月15日 的样子，并看看有没有这一天。",
        "Write year, month and day in Arabic digits, and see that there is such a day.",
    ),
    page=Text(
        "成文日期用阿拉伯数字写全年、月、日（GB/T 9704-2012，7.3.5.4）。日历上没有的日子，或用汉字、两位年份写的，归档时无法填入元数据。",
        "The date has year, month and day in full, in Arabic digits (GB/T 9704-2012, 7.3.5.4). A day that no calendar has, or one in other numerals, cannot stand in the archive's metadata.",
    ),
)

DATE_AS_TEXT = Kind(
    code="S143",
    name="date-typed-as-text",
    severity=Severity.ADVICE,
    message=Text("最后一段“{found}”只是日期。", "The last paragraph “{found}” is only a date."),
    hint=Text(
        "成文日期写在“封面”，印在文末，位置按公文格式；这一段请删掉。",
        "Write the date on the cover: it is printed at the end, where the standard has it. Delete this paragraph.",
    ),
    page=Text(
        "写在正文里的日期按正文编排，不在成文日期的位置，归档时也读不到。",
        "A date among the paragraphs is set as one of them, not as the document's date, and the archive does not know it.",
    ),
)
