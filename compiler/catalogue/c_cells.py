"""What can be wrong with what stands in one cell, C1xx."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values import limits
from compiler.values.findings import Kind, Severity

_NUMBERS_ONLY = Text(
    "填数字的格里只能有数字。读不成数字的内容不会当作 0，也不会猜，用到它的勾稽关系暂不计算。",
    "A number cell holds a number. What cannot be read as one is not taken for 0 nor guessed at, and the identities that need it wait.",
)

NOT_A_NUMBER = Kind(
    code="C101",
    name="not-a-number",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”填的是“{found}”，不是数字。", "“{label}” holds “{found}”, which is not a number."
    ),
    hint=Text("请只填数字；没有发生的填 0。", "Write a number only; 0 where there was nothing."),
    page=_NUMBERS_ONLY,
)

ERROR_VALUE = Kind(
    code="C102",
    name="error-value",
    severity=Severity.ERROR,
    message=Text("“{label}”显示错误值 {found}。", "“{label}” shows the error value {found}."),
    hint=Text(
        "这一格的公式坏了，请直接填{wanted}，或恢复原来的公式。",
        "Its formula is broken: write the {wanted}, or restore the formula.",
    ),
    page=Text(
        "公式引用的格被删除或内容不对时，Excel 显示 #REF!、#VALUE! 等错误值，这样的格没有数。",
        "Where a formula refers to a deleted or unsuitable cell Excel shows #REF!, #VALUE! and the like; such a cell has no number.",
    ),
)

NEVER_CALCULATED = Kind(
    code="C103",
    name="formula-never-calculated",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”是公式 {found}，文件里没有它的计算结果。",
        "“{label}” holds the formula {found}, whose result is not in the file.",
    ),
    hint=Text(
        "请用 Excel 或 WPS 打开，保存后再核对；也可以直接填{wanted}。",
        "Open it in Excel or WPS, save it and check again; or write the {wanted}.",
    ),
    page=Text(
        "有的软件保存工作簿时不计算公式。程序自己的合计公式可以按格式声明算出来，其他公式不代为计算。",
        "Some programs save formulas without calculating them. Our own totals can be computed from the declaration; other formulas are not.",
    ),
)

NEVER_CALCULATED_CELLS = Kind(
    code="C137",
    name="formulas-never-calculated",
    severity=Severity.ERROR,
    message=Text(
        "“{sheet}”有 {count} 格是公式，文件里没有它们的计算结果：{cells}。",
        "“{sheet}” has formulas whose results are not in the file ({count}): {cells}.",
    ),
    hint=Text(
        "请用 Excel 或 WPS 打开，保存后再核对。",
        "Open it in Excel or WPS, save it and check again.",
    ),
    page=Text(
        "有的软件保存工作簿时不计算公式。程序自己的合计公式可以按格式声明算出来，其他公式不代为计算。一张工作表里有几格的，合成一条。",
        "Some programs save formulas without calculating them. Our own totals can be computed from the declaration; other formulas are not. Those of a sheet make one finding.",
    ),
)

DATE = Kind(
    code="C104",
    name="date-for-a-number",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”是日期 {found}，不是数字。", "“{label}” holds the date {found}, not a number."
    ),
    hint=Text(
        "输入 3/4 之类的内容时，Excel 会变成日期。请把格式改为“常规”，重新填数字。",
        "Excel turns entries such as 3/4 into dates. Set the format to General and write the number again.",
    ),
    page=_NUMBERS_ONLY,
)

PERCENT = Kind(
    code="C105",
    name="percent-for-a-number",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”是百分数 {found}，不是件数或金额。",
        "“{label}” holds the percentage {found}, not a count or an amount.",
    ),
    hint=Text(
        "请把格式改为“常规”，重新填数字。", "Set the format to General and write the number again."
    ),
    page=_NUMBERS_ONLY,
)

BEYOND_THE_LIMITS = Kind(
    code="C113",
    name="number-beyond-the-limits",
    severity=Severity.ERROR,
    message=Text(
        f"“{{label}}”填的是“{{found}}”，超出了能读的范围：最多 {limits.DIGITS.most} 位数字，小数点前最多 {limits.EXPONENT.most + 1} 位。",
        f"“{{label}}” holds “{{found}}”, which is beyond what is read: {limits.DIGITS.most} digits at most, {limits.EXPONENT.most + 1} of them before the point.",
    ),
    hint=Text(
        "请核对这个数，多半是多输了几位，或者格里是公式算剩的极小的数。",
        "Look this figure up; most likely too many digits were typed, or a formula left a tiny remainder.",
    ),
    page=_NUMBERS_ONLY,
)

NEGATIVE = Kind(
    code="C110",
    name="negative-figure",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”是 {found}，不能小于 0。", "“{label}” is {found}; it cannot be less than 0."
    ),
    hint=Text("请核对这个数。", "Look this figure up again."),
    page=Text(
        "件数和金额不会小于 0；只有“增/减”一类的格可以是负数。",
        "Counts and amounts are never below 0; only changes may be negative.",
    ),
)

NOT_WHOLE = Kind(
    code="C111",
    name="not-a-whole-number",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”是 {found}，件数应为整数。", "“{label}” is {found}; a count is a whole number."
    ),
    hint=Text(
        "请核对这个数，看看是不是把金额填到了件数的格里。",
        "Look this figure up again; perhaps an amount was written for a count.",
    ),
    page=Text(
        "件数、项数只能是整数；金额可以有小数。",
        "Counts are whole numbers; amounts may have decimals.",
    ),
)

TOO_MANY_DECIMALS = Kind(
    code="C114",
    name="too-many-decimals",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”是 {found}，小数最多 {decimals} 位。",
        "“{label}” is {found}; it has {decimals} decimals at most.",
    ),
    hint=Text(
        "请按要求四舍五入后填写，相加的数一并核对。",
        "Round it as the form asks, and look at what it is added up with.",
    ),
    page=Text(
        "格式声明里写明小数位数的数，印出来就是那几位。程序不代为四舍五入：印出的数和填的数不能不同。",
        "Where the declaration says how many decimals a figure has, so many are printed. Nothing is rounded in silence: what is printed is what was written.",
    ),
)

_AS_DECLARED = Text(
    "格式声明里写明一列或一行填日期，或者只能填几个词里的一个。填了别的不会当作空白，也不会猜。",
    "The declaration says that a column or row holds dates, or one of a few words. What else stands there is not taken for a blank, nor guessed at.",
)

NOT_A_DATE = Kind(
    code="C115",
    name="not-a-date",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”填的是“{found}”，不是年、月、日俱全的日期。",
        "“{label}” holds “{found}”, which is no date with its year, month and day.",
    ),
    hint=Text("请写成 2023-03-01 或 2023年3月1日。", "Write it as 2023-03-01 or 1 March 2023."),
    page=_AS_DECLARED,
)

NOT_A_CHOICE = Kind(
    code="C116",
    name="not-in-the-list",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”填的是“{found}”，只能填：{choices}。",
        "“{label}” holds “{found}”; it may hold: {choices}.",
    ),
    hint=Text("{suggestion}请从下拉列表选。", "{suggestion} Choose from the list."),
    page=_AS_DECLARED,
)

NOT_APPLICABLE = Kind(
    code="C112",
    name="slash-not-allowed",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”填的是“/”，这一格不能写不适用。", "“{label}” holds “/”, which cannot stand here."
    ),
    hint=Text("没有发生的请填 0。", "Write 0 where there was nothing."),
    page=Text(
        "只有格式声明里写明可以不适用的格，才能填“/”。",
        "“/” is accepted only where the declaration says so.",
    ),
)

BLANKS = Kind(
    code="C120",
    name="blank-cells",
    severity=Severity.WARNING,
    message=Text(
        "“{table}”有 {count} 格空着：{cells}。", "“{table}” has blank cells ({count}): {cells}."
    ),
    hint=Text(
        "没有发生的请填 0，空着不等于 0。", "Write 0 where there was nothing; a blank is not 0."
    ),
    page=Text(
        "空白可能是没有发生，也可能是漏填，看的人分不清，所以每一格都要填。勾稽关系里空白不计数。一张表的空白合成一条。",
        "A blank may mean nothing or may have been forgotten, and nobody can tell; so every cell is to be filled in. Blanks count as nothing in identities. The blanks of a table make one finding.",
    ),
)

BLANK_WORDS = Kind(
    code="C122",
    name="blank-words",
    severity=Severity.WARNING,
    message=Text(
        "“{table}”里写文字、日期的格有 {count} 格空着：{cells}。",
        "“{table}” has blank cells for words or dates ({count}): {cells}.",
    ),
    hint=Text("请补上；没有的，请写明没有。", "Fill them in; where there is nothing, say so."),
    page=Text(
        "格式声明里写明可以空着的不提。一张表的空白合成一条。",
        "Where the declaration says so (optional), they may stay blank. Those of a table make one finding.",
    ),
)

BLANK_TOTAL = Kind(
    code="C121",
    name="blank-total",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”空着，各项相加为 {expected}。",
        "“{label}” is blank; its parts add up to {expected}.",
    ),
    hint=Text("请填 {expected}，或者先核对各项。", "Write {expected}, or look up its parts first."),
    page=Text(
        "合计空着而各项有数时，用到它的勾稽关系不能计算（不是不成立）。",
        "Where a total is blank and its parts are not, the identities that need it are not computed; they are not broken.",
    ),
)

NUMBER_AS_TEXT = Kind(
    code="C130",
    name="number-as-text",
    severity=Severity.ADVICE,
    message=Text(
        "“{label}”写的是文本“{found}”，按 {read} 读入。",
        "“{label}” holds the text “{found}”, read as {read}.",
    ),
    hint=Text(
        "请改成数字 {read}：Excel 相加时不计文本。",
        "Write it as the number {read}: Excel leaves text out of its sums.",
    ),
    page=Text(
        "全角数字、千位分隔符、前后空格、增减字样、带单位的金额，意思只有一个时照样读入，并作说明。",
        "Full-width digits, thousands separators, blanks around, words for more and fewer, amounts with their unit are read where they have one meaning, and that is said.",
    ),
)

TOTALS_EVALUATED = Kind(
    code="C131",
    name="totals-never-calculated",
    severity=Severity.ADVICE,
    message=Text(
        "“{sheet}”有 {count} 个自动合计没有计算结果，已按各项相加算出。",
        "On “{sheet}” {count} totals had no result in the file; they were added up from their parts.",
    ),
    hint=Text(
        "不需要处理；用 Excel 或 WPS 打开再保存，就会有计算结果。",
        "Nothing needs to be done; opening and saving it in Excel or WPS stores the results.",
    ),
    page=Text(
        "有的软件保存时不计算公式。自动合计的公式是已知的，可以照格式声明算出。",
        "Some programs save without calculating. Our own totals are known and computed from the declaration.",
    ),
)

TOTALS_TYPED = Kind(
    code="C135",
    name="totals-typed",
    severity=Severity.ADVICE,
    message=Text(
        "“{sheet}”有 {count} 个合计是直接填的数，不是公式，改了下面的数它不会跟着变。",
        "On “{sheet}” {count} totals are typed numbers and no formulas: they will not follow their parts.",
    ),
    hint=Text(
        "数目不对的会另外指出。想让它自动相加，可以从上下同类的格复制公式。",
        "A wrong one is told besides. To have it add itself up, copy the formula of a like cell above or below.",
    ),
    page=Text(
        "可以自行增加行的工作表没有锁定，合计的公式可能被数字盖掉，新插入的行也没有公式。数仍按各项核对。",
        "A sheet to which rows may be added is not locked: a formula can be typed over, and a row that was put in has none. The numbers are checked all the same.",
    ),
)

ABOVE_THE_USUAL = Kind(
    code="C136",
    name="amount-above-the-usual",
    severity=Severity.ADVICE,
    message=Text(
        "“{label}”是 {found}，超过 {limit}，少有这么大的数。",
        "“{label}” is {found}, more than {limit}: few are as large.",
    ),
    hint=Text("请看看是不是按{others}填的。", "See whether it was typed in {others}."),
    page=Text(
        "金额按元填进以万元计的格，就大了一万倍。格式的声明可以写明多大的数要问一问；属实的不必改。",
        "An amount in yuan typed where ten thousands of yuan are asked for is ten thousand times too much. A declaration may say of which numbers it is asked; what is so may stay.",
    ),
)

TOTAL_SKIPS_TEXT = Kind(
    code="C132",
    name="total-leaves-text-out",
    severity=Severity.WARNING,
    message=Text(
        "“{label}”的自动合计是 {found}，没有计入写成文本的数字；计入后为 {read}，已按 {read} 读入。",
        "The total “{label}” shows {found} because it leaves out numbers stored as text; with them it is {read}, which was read.",
    ),
    hint=Text(
        "请把写成文本的数字改成数字，合计会随之更新。",
        "Turn the numbers stored as text into numbers; the total follows.",
    ),
    page=Text(
        "Excel 的合计不计文本。工作簿里显示的合计与实际相加不同，所以要提出来。",
        "Excel's sums leave text out, so the workbook shows another total than its parts have.",
    ),
)

STALE_TOTAL = Kind(
    code="C133",
    name="stale-total",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”的自动合计存的是 {actual}，按公式应为 {expected}，相差 {difference}。",
        "The stored result of the total “{label}” is {actual}; by its formula it is {expected}, a difference of {difference}.",
    ),
    hint=Text(
        "请用 Excel 或 WPS 打开，按 F9 重新计算并保存。",
        "Open it in Excel or WPS, recalculate with F9 and save.",
    ),
    page=Text(
        "改了数而没有重新计算，合计就是旧的。",
        "Where figures changed without recalculation, the total is an old one.",
    ),
)

PERCENT_CELL = Kind(
    code="C134",
    name="percent-format",
    severity=Severity.ADVICE,
    message=Text(
        "“{label}”的格式是百分数：存的是 {stored}，显示 {read}%，按 {read} 读入。",
        "“{label}” has a percentage format: {stored} is stored, {read}% shown, and {read} was read.",
    ),
    hint=Text(
        "请把格式改为“常规”，填 {read}：自动合计和“校验”按存的数计算。",
        "Set the format to General and write {read}: totals and live checks count what is stored.",
    ),
    page=Text(
        "声明为百分数的格填百分号前面的数。输入 12.5% 时 Excel 存的是 0.125，看起来一样，算起来是百分之一。",
        "A cell declared as a percentage holds the number before the sign. Of 12.5% Excel stores 0.125, which looks the same and counts a hundredth.",
    ),
)

ILLEGAL_CHARACTER = Kind(
    code="C140",
    name="illegal-character",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”里有文档不能保存的控制字符（{found}）。",
        "“{label}” contains a control character that no document can hold ({found}).",
    ),
    hint=Text(
        "请删掉这个看不见的字符，或重新输入这一段。",
        "Delete the invisible character, or type the passage again.",
    ),
    page=Text(
        "从别的系统复制的文字有时带有看不见的控制字符，Word 文档不能保存它们，程序也不会悄悄删掉。",
        "Text copied from other systems sometimes carries invisible control characters; a document cannot hold them, and they are not removed in silence.",
    ),
)

PRIVATE_CHARACTER = Kind(
    code="C150",
    name="private-use-character",
    severity=Severity.WARNING,
    message=Text(
        "“{label}”里有 {count} 个没有标准编码的符号（{found}），印出来多半是方框。",
        "“{label}” contains symbols without a standard code ({found}, in all: {count}); most likely they print as boxes.",
    ),
    hint=Text("{suggestion}", "{suggestion}"),
    page=Text(
        "Word 的项目符号常用 Wingdings、Symbol 等字体里的私用区字符（U+F000 至 U+F0FF），离开那种字体就不成样子；"
        "有的生僻字也存成私用区字符。它们照样印出，但要提出来。",
        "Bullets of Word are often private-use characters of Wingdings or Symbol (U+F000 to U+F0FF), "
        "which are nothing without those fonts; some rare characters are kept so, too. They are "
        "printed as they are, and that is said.",
    ),
)
