"""What a cell shows and what it holds, where they differ: C106–C109, C141–C144."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

_PRINTED_ALL_THE_SAME = Text(
    "程序读的是格里存的内容。看不见的、划掉的内容也在其中，会印进报告，所以要提出来。",
    "What is read is what the cells hold. What cannot be seen, or is crossed out, is among it and will be printed, so it is reported.",
)

SHOWN_OTHERWISE = Kind(
    code="C106",
    name="figure-shown-otherwise",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”显示 {shown}，存的是 {stored}。",
        "“{label}” shows {shown}, and {stored} is stored.",
    ),
    hint=Text(
        "{suggestion}",
        "{suggestion}",
    ),
    page=Text(
        "数字格式可以把数除以一千或一万、加上小数点、添上“万”“元”“%”，屏幕上看到的就不是存着的数；程序读的是存着的数，两者不同时不猜测哪一个是真的。只差四舍五入的不算。",
        "A number format can divide by a thousand, put in a point, add a word for ten thousand, a unit or a per cent sign; then what is seen is not what is stored and read. Where the two differ by more than rounding, nothing is guessed.",
    ),
)

STRUCK_FIGURE = Kind(
    code="C107",
    name="struck-or-raised-figure",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”里的“{found}”是{look}，看到的是“{seen}”，不能确定是哪个数。",
        "“{label}” holds “{found}”, which is {look}; what is seen is “{seen}”, and the number cannot be told.",
    ),
    hint=Text(
        "请清除删除线、上标和下标，只留下要报的数。",
        "Clear the crossing out, superscript or subscript and leave only the number that is meant.",
    ),
    page=Text(
        "划掉的数字、上标或下标的数字（例如注脚）仍然存在格里，连起来读会成为另一个数，所以不读。",
        "Digits crossed out, raised or lowered (a note's mark, say) are still in the cell; read together with the others they would make another number, so nothing is read.",
    ),
)

FORMULA_AS_TEXT = Kind(
    code="C108",
    name="formula-as-text",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”写的是“{found}”，以等号开头，却是文本，不会计算。",
        "“{label}” holds “{found}”, which begins with an equals sign but is text and is never calculated.",
    ),
    hint=Text(
        "请直接写要报的内容；确实要用公式的，先把格式改为“常规”，再重新输入。",
        "Write what is meant; if a formula is meant, set the format to General first and type it again.",
    ),
    page=Text(
        "格式是“文本”的格里，公式不计算，原样显示。报告里没有以等号开头的内容，所以不照印。",
        "In a cell of the format Text a formula is not calculated but shown as it is. Nothing in a report begins with an equals sign, so it is not printed.",
    ),
)

PICTURE = Kind(
    code="C109",
    name="picture-in-cell",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”这一格是图片，不是文字或数字。",
        "“{label}” holds a picture, neither words nor a number.",
    ),
    hint=Text(
        "请删掉图片，把里面的内容写成文字或数字。",
        "Delete the picture and write what it shows in words or as a number.",
    ),
    page=Text(
        "WPS 和 Excel 可以把图片放进格里。图片里的内容读不出来，也不能编入报告。",
        "WPS and Excel can place a picture in a cell. What it shows cannot be read, nor can it enter the report.",
    ),
)

HIDDEN_CELLS = Kind(
    code="C141",
    name="hidden-cells",
    severity=Severity.WARNING,
    message=Text(
        "“{sheet}”的{where}看不见，里面的“{found}”照样会读入、印出。",
        "On “{sheet}” {where} cannot be seen; what stands there, “{found}”, is read and printed all the same.",
    ),
    hint=Text(
        "要印的请取消隐藏，看一遍；不要印的请删掉内容，隐藏不等于不印。",
        "Show it and look it over if it is to be printed; else delete it: hiding does not keep it out.",
    ),
    page=_PRINTED_ALL_THE_SAME,
)

STRUCK_TEXT = Kind(
    code="C142",
    name="struck-or-raised-text",
    severity=Severity.WARNING,
    message=Text(
        "“{sheet}”的 {cell} 格里“{found}”是{look}，印出来和其他字一样。",
        "On “{sheet}” in {cell} “{found}” is {look}; it will be printed like the rest.",
    ),
    hint=Text(
        "不要印的请删掉；要印的请清除这种样式。",
        "Delete it if it is not to be printed; else clear that look.",
    ),
    page=_PRINTED_ALL_THE_SAME,
)

COVERED_CELL = Kind(
    code="C143",
    name="covered-by-a-merge",
    severity=Severity.WARNING,
    message=Text(
        "“{sheet}”的 {cell} 格被合并的单元格盖住，里面的“{found}”照样会读入、印出。",
        "On “{sheet}” the cell {cell} is covered by merged cells; what it holds, “{found}”, is read and printed all the same.",
    ),
    hint=Text(
        "请取消合并，看一遍被盖住的内容，不要的删掉。",
        "Undo the merge, look at what was covered and delete what is not meant.",
    ),
    page=_PRINTED_ALL_THE_SAME,
)

NOT_AS_SHOWN = Kind(
    code="C144",
    name="not-printed-as-shown",
    severity=Severity.WARNING,
    message=Text(
        "“{label}”用了少见的数字格式（{code}），印出的是存着的“{found}”，可能和看到的不同。",
        "“{label}” has an uncommon number format ({code}); what is stored, “{found}”, is printed and may differ from what is seen.",
    ),
    hint=Text(
        "请把格式改为“文本”，照要印的样子写。",
        "Set the format to Text and write it as it is to be printed.",
    ),
    page=Text(
        "日期、百分数、补零的号码照屏幕上的样子印出。分数、大写数字等少数格式不能照样印出，印的是存着的数。",
        "Dates, percentages and padded numbers are printed as they are shown. A few formats, such as fractions, are not; then what is stored is printed.",
    ),
)
