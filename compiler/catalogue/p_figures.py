"""Sentences against figures, P101 to P401: quotes, amounts, parts, percentages, changes."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

# A rule starts as advice and warns once the labelled sentences of tests/prose show a precision
# of 0.95 for it; P502 has not shown it yet.

UNKNOWN_QUOTE = Kind(
    code="P101",
    name="unknown-quote",
    severity=Severity.ERROR,
    message=Text("引用了没有的名称：{found}", "The quoted name is unknown: {found}"),
    hint=Text("{suggestion}", "{suggestion}"),
    page=Text(
        "正文里写 {名称} 可以引用表中的数；名称必须是“可引用数据”里列出的。写错的名称不会被猜测，也不会原样印出来。",
        "{name} quotes a figure of the tables; the names stand in “Quotable figures”. A wrong name is neither guessed nor printed.",
    ),
)

BLANK_QUOTE = Kind(
    code="P102",
    name="quote-without-figure",
    severity=Severity.ERROR,
    message=Text(
        "{found} 引用的数没有填，或者除数是 0 算不出来，不能编成文档。",
        "{found} quotes a figure that is not there, or divides by 0.",
    ),
    hint=Text("请先填好表中的数。", "Fill in the figure first."),
    page=Text(
        "被引用的数空着或读不成数字时，正文里没有数可写。",
        "Where the quoted figure is blank or unreadable there is nothing to print.",
    ),
)

QUOTE_OF_LAST_YEAR = Kind(
    code="P103",
    name="quote-needs-last-year",
    severity=Severity.ERROR,
    message=Text(
        "{found} 要用上年报告的数来算，现在没有这个数，不能编成文档。",
        "{found} is computed from last year's report, and its figure is not at hand.",
    ),
    hint=Text(
        "请用 --prior 给出上年报告；没有上年报告的，请直接写出数来。",
        "Give last year's report with --prior; without one, write the number itself.",
    ),
    page=Text(
        "同比增长一类的数由本年和上年两份报告算出。没有给出上年报告，或上年报告里这个数空着、是 0，就算不出来。",
        "A change since last year is computed from two reports. Without last year's, or where its figure is blank or 0, there is none.",
    ),
)

SIGNED_QUOTE = Kind(
    code="P104",
    name="quote-beside-its-direction",
    severity=Severity.ERROR,
    message=Text(
        "{found} 现在是“{shown}”，旁边的“{word}”已经说了是增是减，印出来是“{printed}”。",
        "{found} is now “{shown}”, and the “{word}” beside it tells a direction already: it would be printed as “{printed}”.",
    ),
    hint=Text(
        "请改写这句话；每年都要用的，可以请声明格式的人写明这个数增长、下降、持平各怎样说，正文就不用写“{word}”。",
        "Write the sentence anew; for every year's use the declaration can say rise, fall and same of this figure (how a rise, a fall and no change are told), and the text does without “{word}”.",
    ),
    page=Text(
        "引用的数会变：今年是增长，明年可能是下降。“增长{name}”在下降的年份印成“增长-5.0%”，没有人会这样写。",
        "A quoted figure changes: a rise this year may be a fall the next. “A rise of {name}” is then printed as “a rise of -5.0%”, which nobody would write.",
    ),
)

CONTRADICTS_TABLE = Kind(
    code="P201",
    name="contradicts-table",
    severity=Severity.ERROR,
    message=Text(
        "文中说 {said}，表中“{label}”是 {figure}。此句读作：{reading}：{sentence}",
        "The text says {said}, the table has {figure} for “{label}”; the sentence is read as: {reading}: {sentence}",
    ),
    hint=Text(
        "请核对：以表为准就改文字{quote}；文字说的如果是别的数，请写明是谁的、哪一年的、哪一类的。",
        "Mend the text{quote}, or the table; if the sentence speaks of another figure, say whose, which year's or of what kind it is.",
    ),
    page=Text(
        "文字里的数和表格里的数必须一致，读者会拿两处对照。",
        "A figure in a sentence and in the tables must be the same; readers compare them.",
    ),
)

NARROWER_SCOPE = Kind(
    code="P202",
    name="exceeds-table",
    severity=Severity.ADVICE,
    message=Text(
        "文中说 {said}，比表中“{label}”的 {figure} 还多。此句读作其中一部分：{reading}：{sentence}",
        "The text says {said}, more than the {figure} of “{label}” in the table; the sentence is read as a part of: {reading}: {sentence}",
    ),
    hint=Text(
        "这一句说的好像只是一部分，请看看是否写错。",
        "The sentence seems to speak of a part only; make sure that it is right.",
    ),
    page=Text(
        "一部分不会比全部还多。说的范围程序不能确定，所以只问一问。",
        "A part is not more than the whole. The scope of the sentence is not certain, so this only asks.",
    ),
)

UNLIKE_LAST_YEAR = Kind(
    code="P203",
    name="unlike-last-year",
    severity=Severity.WARNING,
    message=Text(
        "文中说上年是 {said}，上年报告里“{label}”是 {figure}。此句读作：{reading}：{sentence}",
        "The text says {said} of last year, its report has {figure} for “{label}”; the sentence is read as: {reading}: {sentence}",
    ),
    hint=Text(
        "请对照上年报告；上年的数后来更正过的，写情况说明。",
        "Look it up in last year's report; if it was corrected since, explain.",
    ),
    page=Text(
        "说上年的数，应与上年报告公布的一致。只在知道上年报告时核对。",
        "What is told of last year must be what last year's report says. Compared only where that report is known.",
    ),
)

PARTS_DO_NOT_ADD_UP = Kind(
    code="P301",
    name="parts-do-not-add-up",
    severity=Severity.ERROR,
    message=Text(
        "文中说共 {whole}，各部分相加却是 {sum}：{sentence}",
        "The text says {whole} in all, its parts add up otherwise, {sum}: {sentence}",
    ),
    hint=Text(
        "请核对总数和各部分；没有列全的，写明“等”或“其余”。",
        "Look up the whole and its parts; where the list is not complete, say so.",
    ),
    page=Text(
        "“共N件，其中……”里各部分相加应等于总数。",
        "In “N in all, of which …” the parts add up to the whole.",
    ),
)

WRONG_PERCENT = Kind(
    code="P302",
    name="wrong-percentage",
    severity=Severity.WARNING,
    message=Text(
        "文中说占 {said}，{part} 占 {whole} 应为 {expected}%{reading}：{sentence}",
        "The text says {said}, but {part} of {whole} is {expected}%{reading}: {sentence}",
    ),
    hint=Text(
        "请重新计算，或者写明是占什么的比例。", "Compute it again, or say of what it is a share."
    ),
    page=Text(
        "百分比按写出的小数位数四舍五入，应与它的分子、分母相符。",
        "A percentage, rounded as printed, must agree with its operands.",
    ),
)

WRONG_GROWTH = Kind(
    code="P303",
    name="wrong-change",
    severity=Severity.WARNING,
    message=Text(
        "文中说变化 {said}{sign}，由 {whole} 到 {part} 应为 {expected}{sign}{reading}：{sentence}",
        "The text says a change of {said}{sign}, but from {whole} to {part} it is {expected}{sign}{reading}: {sentence}",
    ),
    hint=Text(
        "请用句中的数或上年报告重新计算，并看看增、减是否写反。",
        "Compute it again from the sentence's own numbers or last year's report, and mind the direction.",
    ),
    page=Text(
        "句子自己说了上年的数，按它计算；没有说的，按上年报告计算。",
        "Changes are computed from the sentence's own numbers, else from last year's report.",
    ),
)

TOLD_TWICE = Kind(
    code="P304",
    name="told-twice-otherwise",
    severity=Severity.WARNING,
    message=Text(
        "同一个数说了两次，前面是 {before}，这里是 {said}：{sentence}",
        "The same number is told twice, first as {before} and here as {said}: {sentence}",
    ),
    hint=Text(
        "请看看哪一个对；说的不是一回事的，写情况说明。",
        "See which one is right; where two things are meant, explain.",
    ),
    page=Text(
        "同一件事说两次，数应当一样。说法相同而两个数字对调的，或者后面说的比前面多的，才提出来。",
        "What is told twice is told alike. Only numbers of which two digits changed places are told, or what is more when it is told again.",
    ),
)

WRONG_MULTIPLE = Kind(
    code="P305",
    name="wrong-multiple",
    severity=Severity.WARNING,
    message=Text(
        "文中说 {said}{sign}，{part} 除以 {whole} 应为 {expected}{sign}{reading}：{sentence}",
        "The text says {said}{sign}, but {part} divided by {whole} is {expected}{sign}{reading}: {sentence}",
    ),
    hint=Text("请重新计算。", "Compute it again."),
    page=Text(
        "倍数、月均、日均按写出的小数位数取整，应与句中的两个数相符。",
        "A multiple or an average, rounded as printed, must agree with its operands.",
    ),
)

CONTRADICTION = Kind(
    code="P401",
    name="denied-by-table",
    severity=Severity.ERROR,
    message=Text(
        "文中说“{words}”，表中“{label}”却是 {figure}。此句读作：{reading}为 0：{sentence}",
        "The text says “{words}”, but the table has {figure} for “{label}”; the sentence is read as: {reading} is 0: {sentence}",
    ),
    hint=Text("请核对文字和表格。", "Look up the text and the table."),
    page=Text(
        "“全部办结”而有结转、“未收到申请”而表中有数，是互相矛盾的。",
        "“All were settled” with a carry-over, or “none received” with a figure in the table, contradict each other.",
    ),
)

NOT_ALL = Kind(
    code="P402",
    name="not-all-of-them",
    severity=Severity.WARNING,
    message=Text(
        "文中说“{words}”，表中“{label}”却只有 {figure}。此句读作：{reading}：{sentence}",
        "The text says “{words}”, but the table has no more than {figure} for “{label}”; the sentence is read as: {reading}: {sentence}",
    ),
    hint=Text("请核对文字和表格。", "Look up the text and the table."),
    page=Text(
        "说若干件“均”是哪一类、哪种结果，表里这一类就不会比它少。",
        "Where so many are all said to be of one kind, the table has no fewer of that kind.",
    ),
)

NOT_THE_MOST = Kind(
    code="P403",
    name="not-the-most",
    severity=Severity.WARNING,
    message=Text(
        "文中说“{words}”，表中“{label}”是 {figure}，“{other}”却有 {larger}：{sentence}",
        "The text says “{words}”; the table has {figure} for “{label}” and {larger} for “{other}”: {sentence}",
    ),
    hint=Text("请核对文字和表格。", "Look up the text and the table."),
    page=Text(
        "说哪一类最多、居首，表里并列的各类就都不比它多。",
        "Where one kind is said to be the most, none printed beside it counts more.",
    ),
)
