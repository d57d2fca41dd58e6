"""Family D: where type, lines and indents depart from GB/T 9704-2012, D203 to D216.

A warning is a departure from the words of the standard, advice is about what it leaves open.
"""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

LINES_PER_PAGE = Kind(
    code="D203",
    name="lines-per-page",
    severity=Severity.WARNING,
    message=Text(
        "按正文的行距，225 毫米高的版心每面不是 22 行：{found}（{count} 段，首见于“{label}”）。",
        "With the body's line spacing, 225 mm do not hold 22 lines: {found} (paragraphs: "
        "{count}, first “{label}”).",
    ),
    hint=Text(
        "选中正文，在“段落 › 行距”里设固定值 28.95 磅；或在“页面设置 › 文档网格”里设每页 22 行。",
        "Set the body's line spacing to exactly 28.95 pt, or the document grid to 22 lines a page.",
    ),
    page=Text(
        "一般每面排 22 行并撑满版心，特定情况可以适当调整（GB/T 9704-2012，5.2.3）："
        "差 1 行的是提示，更多的是警告。只看满一行的正文段落；页边距不对的另有一条。",
        "A page usually has 22 lines that fill it, and may be adjusted (GB/T 9704-2012, "
        "5.2.3): one line more or less is advice, more is a warning. Only paragraphs that fill "
        "a line count; wrong margins are a finding of their own.",
    ),
)

CHARACTERS_PER_LINE = Kind(
    code="D204",
    name="characters-per-line",
    severity=Severity.WARNING,
    message=Text(
        "156 毫米宽的版心每行不是 28 个字：{found}（{count} 段，首见于“{label}”）。",
        "156 mm do not hold 28 characters: {found} (paragraphs: {count}, first “{label}”).",
    ),
    hint=Text(
        "选中正文，在“字体 › 高级 › 间距”里设紧缩 0.25 磅；或在“文档网格”里设每行 28 字。",
        "Condense the body's characters by 0.25 pt, or set the document grid to 28 "
        "characters a line.",
    ),
    page=Text(
        "一般每行排 28 个字并撑满版心，特定情况可以适当调整（GB/T 9704-2012，5.2.3）："
        "差 1 个字的是提示，更多的是警告。16 磅的三号字不紧缩只排得下 27 个；字号不对的另有一条。",
        "A line usually has 28 characters that fill it, and may be adjusted (GB/T 9704-2012, "
        "5.2.3): one more or less is advice, more is a warning. Type of 16 pt makes 27 unless "
        "condensed; a wrong size is a finding of its own.",
    ),
)

WRONG_TITLE = Kind(
    code="D205",
    name="wrong-title",
    severity=Severity.WARNING,
    message=Text(
        "标题“{label}”为{found}，标准为居中的{asked}。",
        "The title “{label}” is in {found}; the standard is {asked}, centred.",
    ),
    hint=Text(
        "选中标题，字体设为方正小标宋简体，字号二号，居中。",
        "Set the title in FZXiaoBiaoSong-B05S, 22 pt, centred.",
    ),
    page=Text(
        "标题一般用 2 号小标宋体字，居中排布（GB/T 9704-2012，7.3.2）。"
        "没有用“标题”样式的，以正文之前最大的一行为标题；红头不算。",
        "The title is usually in Xiaobiao Song, 22 pt, centred (GB/T 9704-2012, 7.3.2). "
        "Where no style says so, the largest line before the body is the title; a red head is "
        "not.",
    ),
)

WRONG_BODY_TYPE = Kind(
    code="D206",
    name="wrong-body-type",
    severity=Severity.WARNING,
    message=Text(
        "{role}有 {count} 段不是{asked}：{found}，首见于“{label}”。",
        "{role} should be in {asked}; paragraphs in other type: {count} ({found}), first "
        "“{label}”.",
    ),
    hint=Text(
        "选中正文，字体设为仿宋_GB2312 或仿宋，字号三号；最好改样式，不逐段改。",
        "Set the body in FangSong, 16 pt, better in its style than paragraph by paragraph.",
    ),
    page=Text(
        "正文一般用 3 号仿宋体字（GB/T 9704-2012，5.2.2、7.3.3）。各家的仿宋都算；"
        "数字和西文只看字号。标题写在段首的，段首一句不算正文。",
        "The body is usually in Fang Song, 16 pt (GB/T 9704-2012, 5.2.2 and 7.3.3), of any "
        "maker; of digits and Latin letters only the size counts. A heading that begins a "
        "paragraph is not body.",
    ),
)

WRONG_HEADING_TYPE = Kind(
    code="D207",
    name="wrong-heading-type",
    severity=Severity.WARNING,
    message=Text(
        "{role}有 {count} 处不是{asked}：{found}，首见于“{label}”。",
        "{role} should be in {asked}; those in other type: {count} ({found}), first “{label}”.",
    ),
    hint=Text(
        "改这一级标题的样式：一级黑体、二级楷体、三级仿宋，都是三号；不是标题的，改掉段首的序号。",
        "Correct the heading's style: level one Hei, level two Kai, level three Fang Song, "
        "all 16 pt; of what is no heading, change the number.",
    ),
    page=Text(
        "结构层次用“一、”“（一）”“1.”标注，第一层用黑体、第二层用楷体、第三层用仿宋"
        "（GB/T 9704-2012，7.3.3），都是 3 号。标题以样式或大纲级别为准，都没有的看序号。",
        "Levels one to three are set in Hei, Kai and Fang Song (GB/T 9704-2012, 7.3.3), all "
        "16 pt. A heading is known by its style or outline level, else by its number.",
    ),
)

WRONG_INDENT = Kind(
    code="D208",
    name="wrong-indent",
    severity=Severity.WARNING,
    message=Text(
        "{role}有 {count} 段不是首行左空二字、回行顶格：{found}，首见于“{label}”。",
        "{role} should begin two characters in and return to the margin; those that do not: "
        "{count} ({found}), first “{label}”.",
    ),
    hint=Text(
        "在“段落 › 特殊格式”里选首行缩进 2 字符，左缩进 0。",
        "Under Paragraph › Special choose a first line indent of 2 characters, left 0.",
    ),
    page=Text(
        "每个自然段左空二字，回行顶格（GB/T 9704-2012，7.3.3），标题也一样。"
        "用两个全角空格空出来的也算；自动编号的段落不查。",
        "Each paragraph begins two characters in and returns to the margin (GB/T 9704-2012, "
        "7.3.3); so do headings. Two full-width blanks count as well; paragraphs with "
        "automatic numbers are not looked at.",
    ),
)

NOT_JUSTIFIED = Kind(
    code="D209",
    name="not-justified",
    severity=Severity.ADVICE,
    message=Text(
        "正文有 {count} 段不是两端对齐：{found}，首见于“{label}”。",
        "Paragraphs of the body that are not justified: {count} ({found}), first “{label}”.",
    ),
    hint=Text("选中正文，设为两端对齐。", "Justify the body."),
    page=Text(
        "标准要求文字撑满版心（GB/T 9704-2012，5.2.3），没有写明对齐方式；两端对齐才撑得满。",
        "Lines are to fill the type area (GB/T 9704-2012, 5.2.3); how is left open, but only "
        "justified lines do.",
    ),
)

NOT_BLACK = Kind(
    code="D215",
    name="not-black",
    severity=Severity.WARNING,
    message=Text(
        "有 {count} 处文字不是黑色：{found}，首见于“{label}”。",
        "Places with words that are not black: {count} ({found}), first “{label}”.",
    ),
    hint=Text(
        "选中这些文字，字体颜色设为自动或黑色；最好改样式。",
        "Set the colour of these words to automatic or black, better in their style.",
    ),
    page=Text(
        "如无特殊说明，公文中文字的颜色均为黑色（GB/T 9704-2012，5.2.4）。标题之前的红头不查。",
        "Words are black unless stated otherwise (GB/T 9704-2012, 5.2.4). What stands before "
        "the title, as a red head, is not looked at.",
    ),
)

WRONG_DATE_FORM = Kind(
    code="D216",
    name="wrong-date-form",
    severity=Severity.WARNING,
    message=Text(
        "成文日期的写法与标准不同：{found}。",
        "The date is not written as the standard asks: {found}.",
    ),
    hint=Text(
        "用阿拉伯数字把年、月、日写全，月、日不编虚位，例如“2021年1月5日”。",
        "Write year, month and day in Arabic digits without leading zeros.",
    ),
    page=Text(
        "成文日期用阿拉伯数字将年、月、日标全，年份标全称，月、日不编虚位"
        "（1 不编为 01）（GB/T 9704-2012，7.3.5）。只看文末单独成行的日期。",
        "The date has Arabic digits, a year in full, months and days without leading zeros "
        "(GB/T 9704-2012, 7.3.5). Only a line at the end that is a date is looked at.",
    ),
)
