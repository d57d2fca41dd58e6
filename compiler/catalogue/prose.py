"""What can be wrong in what sentences say, P1xx to P8xx."""

from __future__ import annotations

from compiler.findings import Kind, Severity, Text

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

# A rule starts as advice and warns once the labelled sentences of tests/prose show a precision
# of 0.95 for it; P502 and P602 have not shown it yet.

UNKNOWN_QUOTE = Kind(
    "P101", "unknown-quote", ERROR,
    Text("引用了没有的名称：{found}", "The quoted name is unknown: {found}"),
    Text("{suggestion}", "{suggestion}"),
    Text(
        "正文里写 {名称} 可以引用表中的数；名称必须是“可引用数据”里列出的。写错的名称不会被猜测，也不会原样印出来。",
        "{name} quotes a figure of the tables; the names stand in “Quotable figures”. A wrong name is neither guessed nor printed.",
    ),
)  # fmt: skip

BLANK_QUOTE = Kind(
    "P102", "quote-without-figure", ERROR,
    Text("{found} 引用的数没有填，或者除数是 0 算不出来，不能编成文档。", "{found} quotes a figure that is not there, or divides by 0."),
    Text("请先填好表中的数。", "Fill in the figure first."),
    Text("被引用的数空着或读不成数字时，正文里没有数可写。", "Where the quoted figure is blank or unreadable there is nothing to print."),
)  # fmt: skip

QUOTE_OF_LAST_YEAR = Kind(
    "P103", "quote-needs-last-year", ERROR,
    Text("{found} 要用上年报告的数来算，现在没有这个数，不能编成文档。", "{found} is computed from last year's report, and its figure is not at hand."),
    Text("请用 --prior 给出上年报告；没有上年报告的，请直接写出数来。", "Give last year's report with --prior; without one, write the number itself."),
    Text(
        "同比增长一类的数由本年和上年两份报告算出。没有给出上年报告，或上年报告里这个数空着、是 0，就算不出来。",
        "A change since last year is computed from two reports. Without last year's, or where its figure is blank or 0, there is none.",
    ),
)  # fmt: skip

CONTRADICTS_TABLE = Kind(
    "P201", "contradicts-table", ERROR,
    Text("文中说 {said}，表中“{label}”是 {figure}。此句读作：{reading}：{sentence}", "The text says {said}, the table has {figure} for “{label}”; the sentence is read as: {reading}: {sentence}"),
    Text("请核对：以表为准就改文字，也可以写成 {{名称}} 引用；文字说的如果是别的数，请写明是谁的、哪一年的、哪一类的。", "Mend the text or the table; if the sentence speaks of another figure, say whose, which year's or of what kind it is."),
    Text("文字里的数和表格里的数必须一致，读者会拿两处对照。", "A figure in a sentence and in the tables must be the same; readers compare them."),
)  # fmt: skip

NARROWER_SCOPE = Kind(
    "P202", "exceeds-table", ADVICE,
    Text("文中说 {said}，比表中“{label}”的 {figure} 还多：{sentence}", "The text says {said}, more than the {figure} of “{label}” in the table: {sentence}"),
    Text("这一句说的好像只是一部分，请看看是否写错。", "The sentence seems to speak of a part only; make sure that it is right."),
    Text("一部分不会比全部还多。说的范围程序不能确定，所以只问一问。", "A part is not more than the whole. The scope of the sentence is not certain, so this only asks."),
)  # fmt: skip

PARTS_DO_NOT_ADD_UP = Kind(
    "P301", "parts-do-not-add-up", ERROR,
    Text("文中说共 {whole}，各部分相加却是 {sum}：{sentence}", "The text says {whole} in all, its parts add up otherwise, {sum}: {sentence}"),
    Text("请核对总数和各部分；没有列全的，写明“等”或“其余”。", "Look up the whole and its parts; where the list is not complete, say so."),
    Text("“共N件，其中……”里各部分相加应等于总数。", "In “N in all, of which …” the parts add up to the whole."),
)  # fmt: skip

WRONG_PERCENT = Kind(
    "P302", "wrong-percentage", WARNING,
    Text("文中说占 {said}%，{part} 占 {whole} 应为 {expected}%：{sentence}", "The text says {said}%, but {part} of {whole} is {expected}%: {sentence}"),
    Text("请重新计算，或者写明是占什么的比例。", "Compute it again, or say of what it is a share."),
    Text("百分比按写出的小数位数四舍五入，应与它的分子、分母相符。", "A percentage, rounded as printed, must agree with its operands."),
)  # fmt: skip

WRONG_GROWTH = Kind(
    "P303", "wrong-change", WARNING,
    Text("文中说变化 {said}{sign}，由 {whole} 到 {part} 应为 {expected}{sign}：{sentence}", "The text says a change of {said}{sign}, but from {whole} to {part} it is {expected}{sign}: {sentence}"),
    Text("请用句中的数或上年报告重新计算，并看看增、减是否写反。", "Compute it again from the sentence's own numbers or last year's report, and mind the direction."),
    Text("句子自己说了上年的数，按它计算；没有说的，按上年报告计算。", "Changes are computed from the sentence's own numbers, else from last year's report."),
)  # fmt: skip

CONTRADICTION = Kind(
    "P401", "denied-by-table", ERROR,
    Text("文中说“{words}”，表中“{label}”却是 {figure}：{sentence}", "The text says “{words}”, but the table has {figure} for “{label}”: {sentence}"),
    Text("请核对文字和表格。", "Look up the text and the table."),
    Text("“全部办结”而有结转、“未收到申请”而表中有数，是互相矛盾的。", "“All were settled” with a carry-over, or “none received” with a figure in the table, contradict each other."),
)  # fmt: skip

WRONG_PERIOD = Kind(
    "P501", "wrong-period", ERROR,
    Text("统计期限或标题里的年度是“{words}”，报告年度是 {expected} 年：{sentence}", "The period or title says “{words}”, the report year is {expected}: {sentence}"),
    Text("请把年度改过来。", "Give it the right year."),
    Text("统计期限和标题里的年度必须是报告年度；最常见的是照抄上年没有改。", "The period of the figures and the title bear the report year; copies of last year's text forget it."),
)  # fmt: skip

UNEXPECTED_YEAR = Kind(
    "P502", "unexpected-year", ADVICE,
    Text("这一句从“{words}”说起，报告年度是 {expected} 年：{sentence}", "The sentence starts from “{words}”, the report year is {expected}: {sentence}"),
    Text("说的如果是本年，请改年度；确实说的是上年，可以保留。", "Mend the year if this year is meant."),
    Text("照抄上年的段落容易忘记改年度。", "Paragraphs copied from last year forget the year."),
)  # fmt: skip

WRONG_BASIS = Kind(
    "P503", "wrong-legal-basis", WARNING,
    Text("引用的“{words}”已经不适用：{sentence}", "“{words}” no longer applies: {sentence}"),
    Text("应引用 {right}。", "Cite {right}."),
    Text("条例修订和格式更新以后，旧的文号不能再作依据。", "After the revision of the regulations and the form, the old numbers are no basis."),
)  # fmt: skip

PLACEHOLDER = Kind(
    "P601", "placeholder-left", WARNING,
    Text("有没填的地方“{words}”：{sentence}", "“{words}” was left to be filled in: {sentence}"),
    Text("请填上内容，或者删掉。", "Fill it in or delete it."),
    Text("模板里的 XX、空括号、待补充等没有改掉。", "XX, empty brackets and the like of a template were left."),
)  # fmt: skip

OTHER_BODY = Kind(
    "P602", "another-body", WARNING,
    Text("提到的“{words}”不是本报告的机关“{own}”：{sentence}", "“{words}” is not the body of this report, “{own}”: {sentence}"),
    Text("如果是从别处抄来的，请改成本机关的名称。", "If it was copied from elsewhere, put the right name."),
    Text("编制单位、联系单位、标题应是本机关。", "Compiler, contact and title name the report's own body."),
)  # fmt: skip

HALF_WIDTH_MARK = Kind(
    "P701", "half-width-punctuation", ADVICE,
    Text("中文里用了半角标点，共 {count} 处，如“{words}”。", "Half-width punctuation in Chinese text, {count} times, as in “{words}”."),
    Text("请改成全角标点。", "Use full-width marks."),
    Text("GB/T 15834：中文用全角标点。", "GB/T 15834: Chinese text has full-width punctuation."),
)  # fmt: skip

DOUBLED_MARK = Kind(
    "P702", "doubled-punctuation", WARNING,
    Text("标点重复“{words}”：{sentence}", "Doubled punctuation “{words}”: {sentence}"),
    Text("请删掉多余的标点。", "Delete the one too many."),
    Text("修改文字时容易留下多余的标点。", "Editing leaves marks behind."),
)  # fmt: skip

DOCUMENT_NUMBER_BRACKETS = Kind(
    "P703", "document-number-brackets", WARNING,
    Text("文号的年份用了“{words}”：{sentence}", "The year of a document number stands as “{words}”: {sentence}"),
    Text("请用六角括号，如〔2021〕30号。", "Use 〔〕, as in 〔2021〕30号."),
    Text("GB/T 9704-2012：发文字号的年份用六角括号〔〕。", "GB/T 9704-2012: the year of a document number stands in 〔〕."),
)  # fmt: skip

DOUBLED_WORD = Kind(
    "P704", "doubled-word", WARNING,
    Text("词语重复“{words}”：{sentence}", "Doubled word “{words}”: {sentence}"),
    Text("请删掉重复的词语。", "Delete the repetition."),
    Text("修改、粘贴时容易把词语写两遍。", "Editing and pasting repeat words."),
)  # fmt: skip

IDENTITY_NUMBER = Kind(
    "P801", "identity-number", WARNING,
    Text("文中有身份证号码“{words}”。", "The text contains the identity-card number “{words}”."),
    Text("报告公开发布，请删掉个人信息。", "The report is published: delete personal data."),
    Text("申请人的个人信息不得出现在公开的报告里。号码按校验位辨认。", "Applicants' personal data have no place in a published report. Numbers are recognised by their check digit."),
)  # fmt: skip

MOBILE_NUMBER = Kind(
    "P802", "mobile-number", WARNING,
    Text("文中有手机号码“{words}”：{sentence}", "The text contains the mobile number “{words}”: {sentence}"),
    Text("报告公开发布，请删掉个人信息；办公电话写在“封面”或引言里。", "The report is published: delete personal data; contacts stand on the cover or in the introduction."),
    Text("申请人的个人信息不得出现在公开的报告里。", "Applicants' personal data have no place in a published report."),
)  # fmt: skip

KINDS = (
    UNKNOWN_QUOTE, BLANK_QUOTE, QUOTE_OF_LAST_YEAR, CONTRADICTS_TABLE, NARROWER_SCOPE, PARTS_DO_NOT_ADD_UP,
    WRONG_PERCENT, WRONG_GROWTH, CONTRADICTION, WRONG_PERIOD, UNEXPECTED_YEAR, WRONG_BASIS,
    PLACEHOLDER, OTHER_BODY, HALF_WIDTH_MARK, DOUBLED_MARK, DOCUMENT_NUMBER_BRACKETS,
    DOUBLED_WORD, IDENTITY_NUMBER, MOBILE_NUMBER,
)  # fmt: skip
