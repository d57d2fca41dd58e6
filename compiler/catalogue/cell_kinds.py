"""What can be wrong with what stands in one cell, C1xx."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

_NUMBERS_ONLY = Text(
    "填数字的格里只能有数字。读不成数字的内容不会当作 0，也不会猜，用到它的勾稽关系暂不计算。",
    "A number cell holds a number. What cannot be read as one is not taken for 0 nor guessed at, and the identities that need it wait.",
)

NOT_A_NUMBER = Kind(
    "C101", "not-a-number", ERROR,
    Text("“{label}”填的是“{found}”，不是数字。", "“{label}” holds “{found}”, which is not a number."),
    Text("请只填数字；没有发生的填 0。", "Write a number only; 0 where there was nothing."),
    _NUMBERS_ONLY,
)  # fmt: skip

ERROR_VALUE = Kind(
    "C102", "error-value", ERROR,
    Text("“{label}”显示错误值 {found}。", "“{label}” shows the error value {found}."),
    Text("这一格的公式坏了，请直接填数字，或恢复原来的公式。", "Its formula is broken: write the number, or restore the formula."),
    Text(
        "公式引用的格被删除或内容不对时，Excel 显示 #REF!、#VALUE! 等错误值，这样的格没有数。",
        "Where a formula refers to a deleted or unsuitable cell Excel shows #REF!, #VALUE! and the like; such a cell has no number.",
    ),
)  # fmt: skip

NEVER_CALCULATED = Kind(
    "C103", "formula-never-calculated", ERROR,
    Text("“{label}”是公式 {found}，文件里没有它的计算结果。", "“{label}” holds the formula {found}, whose result is not in the file."),
    Text("请用 Excel 或 WPS 打开，保存后再核对；也可以直接填数字。", "Open it in Excel or WPS, save it and check again; or write the number."),
    Text(
        "有的软件保存工作簿时不计算公式。程序自己的合计公式可以按格式声明算出来，其他公式不代为计算。",
        "Some programs save formulas without calculating them. Our own totals can be computed from the declaration; other formulas are not.",
    ),
)  # fmt: skip

DATE = Kind(
    "C104", "date-for-a-number", ERROR,
    Text("“{label}”是日期 {found}，不是数字。", "“{label}” holds the date {found}, not a number."),
    Text("输入 3/4 之类的内容时，Excel 会变成日期。请把格式改为“常规”，重新填数字。", "Excel turns entries such as 3/4 into dates. Set the format to General and write the number again."),
    _NUMBERS_ONLY,
)  # fmt: skip

PERCENT = Kind(
    "C105", "percent-for-a-number", ERROR,
    Text("“{label}”是百分数 {found}，不是件数或金额。", "“{label}” holds the percentage {found}, not a count or an amount."),
    Text("请把格式改为“常规”，重新填数字。", "Set the format to General and write the number again."),
    _NUMBERS_ONLY,
)  # fmt: skip

SHOWN_OTHERWISE = Kind(
    "C106", "figure-shown-otherwise", ERROR,
    Text("“{label}”显示 {shown}，存的是 {stored}。", "“{label}” shows {shown}, and {stored} is stored."),
    Text("{suggestion}", "{suggestion}"),
    Text(
        "数字格式可以把数除以一千或一万、加上小数点、添上“万”“元”“%”，屏幕上看到的就不是存着的数；程序读的是存着的数，两者不同时不猜测哪一个是真的。只差四舍五入的不算。",
        "A number format can divide by a thousand, put in a point, add 万, a unit or a per cent sign; then what is seen is not what is stored and read. Where the two differ by more than rounding, nothing is guessed.",
    ),
)  # fmt: skip

STRUCK_FIGURE = Kind(
    "C107", "struck-or-raised-figure", ERROR,
    Text("“{label}”里的“{found}”是{look}，看到的是“{seen}”，不能确定是哪个数。", "“{label}” holds “{found}”, which is {look}; what is seen is “{seen}”, and the number cannot be told."),
    Text("请清除删除线、上标和下标，只留下要报的数。", "Clear the crossing out, superscript or subscript and leave only the number that is meant."),
    Text(
        "划掉的数字、上标或下标的数字（例如注脚）仍然存在格里，连起来读会成为另一个数，所以不读。",
        "Digits crossed out, raised or lowered (a note's mark, say) are still in the cell; read together with the others they would make another number, so nothing is read.",
    ),
)  # fmt: skip

FORMULA_AS_TEXT = Kind(
    "C108", "formula-as-text", ERROR,
    Text("“{label}”写的是“{found}”，以等号开头，却是文本，不会计算。", "“{label}” holds “{found}”, which begins with an equals sign but is text and is never calculated."),
    Text("请直接写要报的内容；确实要用公式的，先把格式改为“常规”，再重新输入。", "Write what is meant; if a formula is meant, set the format to General first and type it again."),
    Text(
        "格式是“文本”的格里，公式不计算，原样显示。报告里没有以等号开头的内容，所以不照印。",
        "In a cell of the format Text a formula is not calculated but shown as it is. Nothing in a report begins with an equals sign, so it is not printed.",
    ),
)  # fmt: skip

PICTURE = Kind(
    "C109", "picture-in-cell", ERROR,
    Text("“{label}”这一格是图片，不是文字或数字。", "“{label}” holds a picture, neither words nor a number."),
    Text("请删掉图片，把里面的内容写成文字或数字。", "Delete the picture and write what it shows in words or as a number."),
    Text(
        "WPS 和 Excel 可以把图片放进格里。图片里的内容读不出来，也不能编入报告。",
        "WPS and Excel can place a picture in a cell. What it shows cannot be read, nor can it enter the report.",
    ),
)  # fmt: skip

NEGATIVE = Kind(
    "C110", "negative-figure", ERROR,
    Text("“{label}”是 {found}，不能小于 0。", "“{label}” is {found}; it cannot be less than 0."),
    Text("请核对这个数。", "Look this figure up again."),
    Text("件数和金额不会小于 0；只有“增/减”一类的格可以是负数。", "Counts and amounts are never below 0; only changes may be negative."),
)  # fmt: skip

NOT_WHOLE = Kind(
    "C111", "not-a-whole-number", ERROR,
    Text("“{label}”是 {found}，件数应为整数。", "“{label}” is {found}; a count is a whole number."),
    Text("请核对这个数，看看是不是把金额填到了件数的格里。", "Look this figure up again; perhaps an amount was written for a count."),
    Text("件数、项数只能是整数；金额可以有小数。", "Counts are whole numbers; amounts may have decimals."),
)  # fmt: skip

NOT_APPLICABLE = Kind(
    "C112", "slash-not-allowed", ERROR,
    Text("“{label}”填的是“/”，这一格不能写不适用。", "“{label}” holds “/”, which cannot stand here."),
    Text("没有发生的请填 0。", "Write 0 where there was nothing."),
    Text("只有格式声明里写明可以不适用的格，才能填“/”。", "“/” is accepted only where the declaration says so."),
)  # fmt: skip

BLANKS = Kind(
    "C120", "blank-cells", WARNING,
    Text("“{table}”有 {count} 格空着：{cells}。", "“{table}” has blank cells ({count}): {cells}."),
    Text("没有发生的请填 0，空着不等于 0。", "Write 0 where there was nothing; a blank is not 0."),
    Text(
        "空白可能是没有发生，也可能是漏填，看的人分不清，所以每一格都要填。勾稽关系里空白不计数。一张表的空白合成一条。",
        "A blank may mean nothing or may have been forgotten, and nobody can tell; so every cell is to be filled in. Blanks count as nothing in identities. The blanks of a table make one finding.",
    ),
)  # fmt: skip

BLANK_TOTAL = Kind(
    "C121", "blank-total", ERROR,
    Text("“{label}”空着，各项相加为 {expected}。", "“{label}” is blank; its parts add up to {expected}."),
    Text("请填 {expected}，或者先核对各项。", "Write {expected}, or look up its parts first."),
    Text("合计空着而各项有数时，用到它的勾稽关系不能计算（不是不成立）。", "Where a total is blank and its parts are not, the identities that need it are not computed; they are not broken."),
)  # fmt: skip

NUMBER_AS_TEXT = Kind(
    "C130", "number-as-text", ADVICE,
    Text("“{label}”写的是文本“{found}”，按 {read} 读入。", "“{label}” holds the text “{found}”, read as {read}."),
    Text("请改成数字 {read}：Excel 相加时不计文本。", "Write it as the number {read}: Excel leaves text out of its sums."),
    Text(
        "全角数字、千位分隔符、前后空格、增减字样、带单位的金额，意思只有一个时照样读入，并作说明。",
        "Full-width digits, thousands separators, blanks around, words for more and fewer, amounts with their unit are read where they have one meaning, and that is said.",
    ),
)  # fmt: skip

TOTALS_EVALUATED = Kind(
    "C131", "totals-never-calculated", ADVICE,
    Text("“{sheet}”有 {count} 个自动合计没有计算结果，已按各项相加算出。", "On “{sheet}” {count} totals had no result in the file; they were added up from their parts."),
    Text("不需要处理；用 Excel 或 WPS 打开再保存，就会有计算结果。", "Nothing needs to be done; opening and saving it in Excel or WPS stores the results."),
    Text("有的软件保存时不计算公式。自动合计的公式是已知的，可以照格式声明算出。", "Some programs save without calculating. Our own totals are known and computed from the declaration."),
)  # fmt: skip

TOTAL_SKIPS_TEXT = Kind(
    "C132", "total-leaves-text-out", WARNING,
    Text("“{label}”的自动合计是 {found}，没有计入写成文本的数字；计入后为 {read}，已按 {read} 读入。", "The total “{label}” shows {found} because it leaves out numbers stored as text; with them it is {read}, which was read."),
    Text("请把写成文本的数字改成数字，合计会随之更新。", "Turn the numbers stored as text into numbers; the total follows."),
    Text("Excel 的合计不计文本。工作簿里显示的合计与实际相加不同，所以要提出来。", "Excel's sums leave text out, so the workbook shows another total than its parts have."),
)  # fmt: skip

STALE_TOTAL = Kind(
    "C133", "stale-total", ERROR,
    Text("“{label}”的自动合计存的是 {actual}，按公式应为 {expected}，相差 {difference}。", "The stored result of the total “{label}” is {actual}; by its formula it is {expected}, a difference of {difference}."),
    Text("请用 Excel 或 WPS 打开，按 F9 重新计算并保存。", "Open it in Excel or WPS, recalculate with F9 and save."),
    Text("改了数而没有重新计算，合计就是旧的。", "Where figures changed without recalculation, the total is an old one."),
)  # fmt: skip

ILLEGAL_CHARACTER = Kind(
    "C140", "illegal-character", ERROR,
    Text("“{label}”里有文档不能保存的控制字符（{found}）。", "“{label}” contains a control character that no document can hold ({found})."),
    Text("请删掉这个看不见的字符，或重新输入这一段。", "Delete the invisible character, or type the passage again."),
    Text("从别的系统复制的文字有时带有看不见的控制字符，Word 文档不能保存它们，程序也不会悄悄删掉。", "Text copied from other systems sometimes carries invisible control characters; a document cannot hold them, and they are not removed in silence."),
)  # fmt: skip

_PRINTED_ALL_THE_SAME = Text(
    "程序读的是格里存的内容。看不见的、划掉的内容也在其中，会印进报告，所以要提出来。",
    "What is read is what the cells hold. What cannot be seen, or is crossed out, is among it and will be printed, so it is reported.",
)

HIDDEN_CELLS = Kind(
    "C141", "hidden-cells", WARNING,
    Text("“{sheet}”的{where}看不见，里面的“{found}”照样会读入、印出。", "On “{sheet}” {where} cannot be seen; what stands there, “{found}”, is read and printed all the same."),
    Text("要印的请取消隐藏，看一遍；不要印的请删掉内容，隐藏不等于不印。", "Show it and look it over if it is to be printed; else delete it: hiding does not keep it out."),
    _PRINTED_ALL_THE_SAME,
)  # fmt: skip

STRUCK_TEXT = Kind(
    "C142", "struck-or-raised-text", WARNING,
    Text("“{sheet}”的 {cell} 格里“{found}”是{look}，印出来和其他字一样。", "On “{sheet}” in {cell} “{found}” is {look}; it will be printed like the rest."),
    Text("不要印的请删掉；要印的请清除这种样式。", "Delete it if it is not to be printed; else clear that look."),
    _PRINTED_ALL_THE_SAME,
)  # fmt: skip

COVERED_CELL = Kind(
    "C143", "covered-by-a-merge", WARNING,
    Text("“{sheet}”的 {cell} 格被合并的单元格盖住，里面的“{found}”照样会读入、印出。", "On “{sheet}” the cell {cell} is covered by merged cells; what it holds, “{found}”, is read and printed all the same."),
    Text("请取消合并，看一遍被盖住的内容，不要的删掉。", "Undo the merge, look at what was covered and delete what is not meant."),
    _PRINTED_ALL_THE_SAME,
)  # fmt: skip

NOT_AS_SHOWN = Kind(
    "C144", "not-printed-as-shown", WARNING,
    Text("“{label}”用了少见的数字格式（{code}），印出的是存着的“{found}”，可能和看到的不同。", "“{label}” has an uncommon number format ({code}); what is stored, “{found}”, is printed and may differ from what is seen."),
    Text("请把格式改为“文本”，照要印的样子写。", "Set the format to Text and write it as it is to be printed."),
    Text(
        "日期、百分数、补零的号码照屏幕上的样子印出。分数、大写数字等少数格式不能照样印出，印的是存着的数。",
        "Dates, percentages and padded numbers are printed as they are shown. A few formats, such as fractions, are not; then what is stored is printed.",
    ),
)  # fmt: skip

PRIVATE_CHARACTER = Kind(
    "C145", "private-use-character", WARNING,
    Text("“{label}”里有字体专用的符号（{found}），换一种字体就成了方框。", "“{label}” contains a font's private symbol ({found}), which other fonts show as a box."),
    Text("多半是从 Word 粘来的项目符号：请删掉，或者改成“（一）”“1.”一类的序号。", "Probably a bullet pasted from Word: delete it, or write a number instead."),
    Text("Word 的项目符号用的是字体专用的字符，在仿宋等字体里没有字形。", "Word's bullets are characters private to their font; the report's fonts have no shapes for them."),
)  # fmt: skip

KINDS = (
    NOT_A_NUMBER, ERROR_VALUE, NEVER_CALCULATED, DATE, PERCENT, SHOWN_OTHERWISE,
    STRUCK_FIGURE, FORMULA_AS_TEXT, PICTURE, NEGATIVE, NOT_WHOLE, NOT_APPLICABLE, BLANKS, BLANK_TOTAL, NUMBER_AS_TEXT, TOTALS_EVALUATED, TOTAL_SKIPS_TEXT,
    STALE_TOTAL, ILLEGAL_CHARACTER, HIDDEN_CELLS, STRUCK_TEXT, COVERED_CELL, NOT_AS_SHOWN,
    PRIVATE_CHARACTER,
)  # fmt: skip
