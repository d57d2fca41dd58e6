"""Family D: where the layout of a document departs from GB/T 9704-2012.

Given nothing; gives the kinds of the format audit. A warning is a departure from the words of
the standard, advice is about what it leaves open. It knows no document.
"""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

WRONG_PAPER = Kind(
    code="D201",
    name="wrong-paper",
    severity=Severity.WARNING,
    message=Text(
        zh="{where}纸张为 {found}，标准为 A4（210 × 297 毫米）。",
        en="{where}The paper is {found}; the standard is A4 (210 × 297 mm).",
    ),
    hint=Text(
        zh="在 Word 或 WPS 的“布局 › 纸张大小”里选 A4。",
        en="Choose A4 under Layout › Size.",
    ),
    page=Text(
        zh="公文用纸为 A4，210 毫米 × 297 毫米（GB/T 9704-2012，5.1）。"
        "版式检查读的是文档里写着的数，不管文档是谁编的；它只提醒，不影响查验的结论。",
        en="Official documents are on A4, 210 mm × 297 mm (GB/T 9704-2012, 5.1). The format "
        "audit reads the numbers that the document states, whoever wrote it; it never changes "
        "what verification concludes.",
    ),
)

WRONG_MARGINS = Kind(
    code="D202",
    name="wrong-margins",
    severity=Severity.WARNING,
    message=Text(
        zh="{where}页边距与标准不同：{found}。",
        en="{where}The margins are not the standard's: {found}.",
    ),
    hint=Text(
        zh="在“布局 › 页边距 › 自定义页边距”里设：上 37、下 35、左 28、右 26 毫米，装订线 0。",
        en="Under Layout › Margins › Custom set: top 37, bottom 35, left 28, right 26 mm, "
        "gutter 0.",
    ),
    page=Text(
        zh="天头 37 毫米 ± 1 毫米，订口 28 毫米 ± 1 毫米，版心 156 毫米 × 225 毫米"
        "（GB/T 9704-2012，5.2.1），所以下边距 35、右边距 26 毫米。装订线的宽度算进左边距。"
        "横向的节不查。",
        en="Top 37 mm ± 1 mm, left 28 mm ± 1 mm, type area 156 mm × 225 mm (GB/T 9704-2012, "
        "5.2.1), hence bottom 35 and right 26 mm. A gutter is part of the left margin. Sections "
        "in landscape are not looked at.",
    ),
)

LINES_PER_PAGE = Kind(
    code="D203",
    name="lines-per-page",
    severity=Severity.WARNING,
    message=Text(
        zh="按正文的行距，225 毫米高的版心每面不是 22 行：{found}（{count} 段，首见于“{label}”）。",
        en="With the body's line spacing, 225 mm do not hold 22 lines: {found} (paragraphs: "
        "{count}, first “{label}”).",
    ),
    hint=Text(
        zh="选中正文，在“段落 › 行距”里设固定值 28.95 磅；或在“页面设置 › 文档网格”里设每页 22 行。",
        en="Set the body's line spacing to exactly 28.95 pt, or the document grid to 22 lines a "
        "page.",
    ),
    page=Text(
        zh="一般每面排 22 行并撑满版心，特定情况可以适当调整（GB/T 9704-2012，5.2.3）："
        "差 1 行的是提示，更多的是警告。只看满一行的正文段落；页边距不对的另有一条。",
        en="A page usually has 22 lines that fill it, and may be adjusted (GB/T 9704-2012, "
        "5.2.3): one line more or less is advice, more is a warning. Only paragraphs that fill "
        "a line count; wrong margins are a finding of their own.",
    ),
)

CHARACTERS_PER_LINE = Kind(
    code="D204",
    name="characters-per-line",
    severity=Severity.WARNING,
    message=Text(
        zh="156 毫米宽的版心每行不是 28 个字：{found}（{count} 段，首见于“{label}”）。",
        en="156 mm do not hold 28 characters: {found} (paragraphs: {count}, first “{label}”).",
    ),
    hint=Text(
        zh="选中正文，在“字体 › 高级 › 间距”里设紧缩 0.25 磅；或在“文档网格”里设每行 28 字。",
        en="Condense the body's characters by 0.25 pt, or set the document grid to 28 "
        "characters a line.",
    ),
    page=Text(
        zh="一般每行排 28 个字并撑满版心，特定情况可以适当调整（GB/T 9704-2012，5.2.3）："
        "差 1 个字的是提示，更多的是警告。16 磅的三号字不紧缩只排得下 27 个；字号不对的另有一条。",
        en="A line usually has 28 characters that fill it, and may be adjusted (GB/T 9704-2012, "
        "5.2.3): one more or less is advice, more is a warning. Type of 16 pt makes 27 unless "
        "condensed; a wrong size is a finding of its own.",
    ),
)

WRONG_TITLE = Kind(
    code="D205",
    name="wrong-title",
    severity=Severity.WARNING,
    message=Text(
        zh="标题“{label}”为{found}，标准为居中的{asked}。",
        en="The title “{label}” is in {found}; the standard is {asked}, centred.",
    ),
    hint=Text(
        zh="选中标题，字体设为方正小标宋简体，字号二号，居中。",
        en="Set the title in FZXiaoBiaoSong-B05S, 22 pt, centred.",
    ),
    page=Text(
        zh="标题一般用 2 号小标宋体字，居中排布（GB/T 9704-2012，7.3.2）。"
        "没有用“标题”样式的，以正文之前最大的一行为标题；红头不算。",
        en="The title is usually in Xiaobiao Song, 22 pt, centred (GB/T 9704-2012, 7.3.2). "
        "Where no style says so, the largest line before the body is the title; a red head is "
        "not.",
    ),
)

WRONG_BODY_TYPE = Kind(
    code="D206",
    name="wrong-body-type",
    severity=Severity.WARNING,
    message=Text(
        zh="{role}有 {count} 段不是{asked}：{found}，首见于“{label}”。",
        en="{role} should be in {asked}; paragraphs in other type: {count} ({found}), first "
        "“{label}”.",
    ),
    hint=Text(
        zh="选中正文，字体设为仿宋_GB2312 或仿宋，字号三号；最好改样式，不逐段改。",
        en="Set the body in FangSong, 16 pt, better in its style than paragraph by paragraph.",
    ),
    page=Text(
        zh="正文一般用 3 号仿宋体字（GB/T 9704-2012，5.2.2、7.3.3）。各家的仿宋都算；"
        "数字和西文只看字号。标题写在段首的，段首一句不算正文。",
        en="The body is usually in Fang Song, 16 pt (GB/T 9704-2012, 5.2.2 and 7.3.3), of any "
        "maker; of digits and Latin letters only the size counts. A heading that begins a "
        "paragraph is not body.",
    ),
)

WRONG_HEADING_TYPE = Kind(
    code="D207",
    name="wrong-heading-type",
    severity=Severity.WARNING,
    message=Text(
        zh="{role}有 {count} 处不是{asked}：{found}，首见于“{label}”。",
        en="{role} should be in {asked}; those in other type: {count} ({found}), first “{label}”.",
    ),
    hint=Text(
        zh="改这一级标题的样式：一级黑体、二级楷体、三级仿宋，都是三号。",
        en="Correct the heading's style: level one Hei, level two Kai, level three Fang Song, "
        "all 16 pt.",
    ),
    page=Text(
        zh="结构层次用“一、”“（一）”“1.”标注，第一层用黑体、第二层用楷体、第三层用仿宋"
        "（GB/T 9704-2012，7.3.3），都是 3 号。标题以样式或大纲级别为准，都没有的看序号。",
        en="Levels one to three are set in Hei, Kai and Fang Song (GB/T 9704-2012, 7.3.3), all "
        "16 pt. A heading is known by its style or outline level, else by its number.",
    ),
)

WRONG_INDENT = Kind(
    code="D208",
    name="wrong-indent",
    severity=Severity.WARNING,
    message=Text(
        zh="{role}有 {count} 段不是首行左空二字、回行顶格：{found}，首见于“{label}”。",
        en="{role} should begin two characters in and return to the margin; those that do not: "
        "{count} ({found}), first “{label}”.",
    ),
    hint=Text(
        zh="在“段落 › 特殊格式”里选首行缩进 2 字符，左缩进 0。",
        en="Under Paragraph › Special choose a first line indent of 2 characters, left 0.",
    ),
    page=Text(
        zh="每个自然段左空二字，回行顶格（GB/T 9704-2012，7.3.3），标题也一样。"
        "用两个全角空格空出来的也算；自动编号的段落不查。",
        en="Each paragraph begins two characters in and returns to the margin (GB/T 9704-2012, "
        "7.3.3); so do headings. Two full-width blanks count as well; paragraphs with "
        "automatic numbers are not looked at.",
    ),
)

NOT_JUSTIFIED = Kind(
    code="D209",
    name="not-justified",
    severity=Severity.ADVICE,
    message=Text(
        zh="正文有 {count} 段不是两端对齐：{found}，首见于“{label}”。",
        en="Paragraphs of the body that are not justified: {count} ({found}), first “{label}”.",
    ),
    hint=Text(zh="选中正文，设为两端对齐。", en="Justify the body."),
    page=Text(
        zh="标准要求文字撑满版心（GB/T 9704-2012，5.2.3），没有写明对齐方式；两端对齐才撑得满。",
        en="Lines are to fill the type area (GB/T 9704-2012, 5.2.3); how is left open, but only "
        "justified lines do.",
    ),
)

WRONG_PAGE_NUMBER = Kind(
    code="D210",
    name="wrong-page-number",
    severity=Severity.WARNING,
    message=Text(
        zh="{where}页码与标准不同：{found}。",
        en="{where}The page number is not the standard's: {found}.",
    ),
    hint=Text(
        zh="在“页眉和页脚”里勾选“奇偶页不同”，不勾“首页不同”；页码写成“— 1 —”，四号宋体，"
        "单页居右、双页居左，各空一字。",
        en="Under Header & Footer tick Different Odd & Even Pages, not Different First Page; "
        "write the number as — 1 — in SimSun, 14 pt, right on odd and left on even pages.",
    ),
    page=Text(
        zh="页码一般用 4 号半角宋体阿拉伯数字，左右各放一条一字线，单页码居右空一字，"
        "双页码居左空一字（GB/T 9704-2012，7.5）。页脚在文本框里的也读；用制表位排的不判断左右。",
        en="Page numbers are in half-width Song, 14 pt, a dash on each side, right on odd and "
        "left on even pages (GB/T 9704-2012, 7.5). Those in text boxes are read too; where tabs "
        "place them, the side is not judged.",
    ),
)

PAGE_NUMBER_DISTANCE = Kind(
    code="D211",
    name="page-number-distance",
    severity=Severity.ADVICE,
    message=Text(
        zh="{where}页码的一字线距版心下边缘约 {found}，一般为 7 毫米。",
        en="{where}The dash of the page number stands about {found} below the type area; 7 mm is "
        "usual.",
    ),
    hint=Text(
        zh="在“页面设置 › 版式”里把页脚距边界设为 25 毫米左右（下边距 35 毫米时）。",
        en="Set the footer about 25 mm from the edge (with a bottom margin of 35 mm).",
    ),
    page=Text(
        zh="一字线上距版心下边缘 7 毫米。由页脚距边界的距离推算，差半行以内不提示；"
        "放在文本框里的和横向的节不查。",
        en="The dash stands 7 mm below the type area. It is reckoned from the footer's distance; "
        "half a line is no difference. Numbers in text boxes and landscape sections are not "
        "looked at.",
    ),
)

TABLE_TOO_WIDE = Kind(
    code="D212",
    name="table-too-wide",
    severity=Severity.WARNING,
    message=Text(
        zh="“{label}”一表宽出版心：{found}。",
        en="The table “{label}” is wider than the type area: {found}.",
    ),
    hint=Text(
        zh="选中表格，在“表格属性 › 表格”里把宽度设为 156 毫米，并改小各列。",
        en="Set the table's width to 156 mm and narrow its columns.",
    ),
    page=Text(
        zh="版心宽 156 毫米（GB/T 9704-2012，5.2.1），表格不应超出。单元格的左右边距"
        "（各 1.9 毫米）伸出版心不算超出。横向的节按该节的版心。",
        en="The type area is 156 mm wide (GB/T 9704-2012, 5.2.1). Cell margins of 1.9 mm may "
        "stand out on both sides. In landscape the section's own type area counts.",
    ),
)

TABLE_CLIPPED = Kind(
    code="D213",
    name="table-clipped",
    severity=Severity.WARNING,
    message=Text(
        zh="表中有 {count} 格的字会被切去一截：{found}，首见于“{label}”。",
        en="Cells of tables in which words are cut off: {count} ({found}), first “{label}”.",
    ),
    hint=Text(
        zh="行高改为“最小值”，表中行距改为单倍。",
        en="Let the row's height be “at least”, and the lines in tables be single.",
    ),
    page=Text(
        zh="行距固定得比字还矮，或行高固定得放不下格里的字，印出来就缺一截。"
        "标准对表格没有规定，但看得见全部内容是起码的。",
        en="Lines fixed lower than their type, or rows fixed too low for their words, lose part "
        "of them in print. The standard prescribes nothing for tables, but all must be seen.",
    ),
)

TABLE_ROWS = Kind(
    code="D214",
    name="table-rows-part",
    severity=Severity.ADVICE,
    message=Text(
        zh="“{label}”一表跨页时不便阅读：{found}。",
        en="The table “{label}” is hard to read across pages: {found}.",
    ),
    hint=Text(
        zh="在“表格属性 › 行”里勾选“在各页顶端以标题行形式重复出现”，不勾“允许跨页断行”。",
        en="Under Table Properties › Row tick Repeat as header row, not Allow row to break "
        "across pages.",
    ),
    page=Text(
        zh="标准没有规定；长表（10 行以上）跨页时，重复标题行、不拆开一行，读的人才对得上。"
        "读屏软件也靠标题行的标记认出表头。",
        en="Not of the standard: in tables of more than ten rows, repeated headers and whole rows "
        "keep columns legible on the next page, and screen readers know the header by its mark.",
    ),
)

NOT_BLACK = Kind(
    code="D215",
    name="not-black",
    severity=Severity.WARNING,
    message=Text(
        zh="有 {count} 处文字不是黑色：{found}，首见于“{label}”。",
        en="Places with words that are not black: {count} ({found}), first “{label}”.",
    ),
    hint=Text(
        zh="选中这些文字，字体颜色设为自动或黑色；最好改样式。",
        en="Set the colour of these words to automatic or black, better in their style.",
    ),
    page=Text(
        zh="如无特殊说明，公文中文字的颜色均为黑色（GB/T 9704-2012，5.2.4）。标题之前的红头不查。",
        en="Words are black unless stated otherwise (GB/T 9704-2012, 5.2.4). What stands before "
        "the title, as a red head, is not looked at.",
    ),
)

WRONG_DATE_FORM = Kind(
    code="D216",
    name="wrong-date-form",
    severity=Severity.WARNING,
    message=Text(
        zh="成文日期的写法与标准不同：{found}。",
        en="The date is not written as the standard asks: {found}.",
    ),
    hint=Text(
        zh="用阿拉伯数字把年、月、日写全，月、日不编虚位，例如“2021年1月5日”。",
        en="Write year, month and day in Arabic digits without leading zeros.",
    ),
    page=Text(
        zh="成文日期用阿拉伯数字将年、月、日标全，年份标全称，月、日不编虚位"
        "（1 不编为 01）（GB/T 9704-2012，7.3.5）。只看文末单独成行的日期。",
        en="The date has Arabic digits, a year in full, months and days without leading zeros "
        "(GB/T 9704-2012, 7.3.5). Only a line at the end that is a date is looked at.",
    ),
)

LANDSCAPE_SECTION = Kind(
    code="D217",
    name="landscape-section",
    severity=Severity.ADVICE,
    message=Text(
        zh="{where}纸张方向为{found}，页码位置和表头朝向未作检查。",
        en="{where}The pages are {found}; where their number stands and the table's head points "
        "was not checked.",
    ),
    hint=Text(
        zh="翻看打印件：页码与其他页在同一处，表头单页在订口一边、双页在切口一边。",
        en="Look at the print: the number stands where other pages have it, the table's head is "
        "at the binding on odd pages and at the cut on even ones.",
    ),
    page=Text(
        zh="A4 横排表格的页码位置与其他页一致，单页表头在订口一边，双页表头在切口一边。"
        "这要看印出来的纸，软件从文档里读不出。",
        en="A landscape table keeps the page number where other pages have it; its head is at "
        "the binding on odd and at the cut on even pages. Only the printed page shows it.",
    ),
)

KINDS = (
    WRONG_PAPER,
    WRONG_MARGINS,
    LINES_PER_PAGE,
    CHARACTERS_PER_LINE,
    WRONG_TITLE,
    WRONG_BODY_TYPE,
    WRONG_HEADING_TYPE,
    WRONG_INDENT,
    NOT_JUSTIFIED,
    WRONG_PAGE_NUMBER,
    PAGE_NUMBER_DISTANCE,
    TABLE_TOO_WIDE,
    TABLE_CLIPPED,
    TABLE_ROWS,
    NOT_BLACK,
    WRONG_DATE_FORM,
    LANDSCAPE_SECTION,
)
