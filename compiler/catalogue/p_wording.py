"""What sentences say besides figures, P501 to P802: periods, bodies, marks, personal data."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values import limits
from compiler.values.findings import Kind, Severity

WRONG_PERIOD = Kind(
    code="P501",
    name="wrong-period",
    severity=Severity.ERROR,
    message=Text(
        "统计期限或标题里的年度是“{words}”，报告年度是 {expected} 年：{sentence}",
        "The period or title says “{words}”, the report year is {expected}: {sentence}",
    ),
    hint=Text("请把年度改过来。", "Give it the right year."),
    page=Text(
        "统计期限和标题里的年度必须是报告年度；最常见的是照抄上年没有改。",
        "The period of the figures and the title bear the report year; copies of last year's text forget it.",
    ),
)

UNEXPECTED_YEAR = Kind(
    code="P502",
    name="unexpected-year",
    severity=Severity.ADVICE,
    message=Text(
        "这一句从“{words}”说起，报告年度是 {expected} 年：{sentence}",
        "The sentence starts from “{words}”, the report year is {expected}: {sentence}",
    ),
    hint=Text(
        "说的如果是本年，请改年度；确实说的是上年，可以保留。",
        "Mend the year if this year is meant.",
    ),
    page=Text(
        "照抄上年的段落容易忘记改年度。", "Paragraphs copied from last year forget the year."
    ),
)

WRONG_BASIS = Kind(
    code="P503",
    name="wrong-legal-basis",
    severity=Severity.WARNING,
    message=Text(
        "引用的“{words}”已经不适用：{sentence}", "“{words}” no longer applies: {sentence}"
    ),
    hint=Text("应引用 {right}。", "Cite {right}."),
    page=Text(
        "条例修订和格式更新以后，旧的文号不能再作依据。",
        "After the revision of the regulations and the form, the old numbers are no basis.",
    ),
)

PERIOD_CUT_SHORT = Kind(
    code="P504",
    name="period-cut-short",
    severity=Severity.WARNING,
    message=Text(
        "统计期限到“{words}”为止，{expected} 年的年报应到 12月31日：{sentence}",
        "The period ends on “{words}”; the report of {expected} goes to 31 December: {sentence}",
    ),
    hint=Text("请核对统计期限。", "Look up the period of the figures."),
    page=Text(
        "年报统计一整年，从1月1日到12月31日；提前起草的稿子容易忘记改截止日。",
        "A report counts a whole year, to 31 December; a draft made earlier forgets its last day.",
    ),
)

PLACEHOLDER = Kind(
    code="P601",
    name="placeholder-left",
    severity=Severity.WARNING,
    message=Text(
        "有没填的地方“{words}”：{sentence}", "“{words}” was left to be filled in: {sentence}"
    ),
    hint=Text("请填上内容，或者删掉。", "Fill it in or delete it."),
    page=Text(
        "模板里的 XX、空括号、待补充，或代替数字的问号没有改掉。",
        "XX, empty brackets and the like of a template were left, or a question mark for a number.",
    ),
)

OTHER_BODY = Kind(
    code="P602",
    name="another-body",
    severity=Severity.WARNING,
    message=Text(
        "提到的“{words}”不是本报告的机关“{own}”：{sentence}",
        "“{words}” is not the body of this report, “{own}”: {sentence}",
    ),
    hint=Text(
        "如果是从别处抄来的，请改成本机关的名称。",
        "If it was copied from elsewhere, put the right name.",
    ),
    page=Text(
        "编制单位、联系单位、标题应是本机关。",
        "Compiler, contact and title name the report's own body.",
    ),
)

HALF_WIDTH_MARK = Kind(
    code="P701",
    name="half-width-punctuation",
    severity=Severity.ADVICE,
    message=Text(
        "中文里用了半角标点，共 {count} 处，如“{words}”。",
        "Half-width punctuation in Chinese text, {count} times, as in “{words}”.",
    ),
    hint=Text("请改成全角标点。", "Use full-width marks."),
    page=Text(
        "GB/T 15834：中文用全角标点。", "GB/T 15834: Chinese text has full-width punctuation."
    ),
)

DOUBLED_MARK = Kind(
    code="P702",
    name="doubled-punctuation",
    severity=Severity.WARNING,
    message=Text("标点重复“{words}”：{sentence}", "Doubled punctuation “{words}”: {sentence}"),
    hint=Text("请删掉多余的标点。", "Delete the one too many."),
    page=Text("修改文字时容易留下多余的标点。", "Editing leaves marks behind."),
)

DOCUMENT_NUMBER_BRACKETS = Kind(
    code="P703",
    name="document-number-brackets",
    severity=Severity.WARNING,
    message=Text(
        "文号的年份用了“{words}”：{sentence}",
        "The year of a document number stands as “{words}”: {sentence}",
    ),
    hint=Text("请用六角括号，如〔2021〕30号。", "Use 〔〕, as in 〔2021〕30号."),
    page=Text(
        "GB/T 9704-2012：发文字号的年份用六角括号〔〕。",
        "GB/T 9704-2012: the year of a document number stands in 〔〕.",
    ),
)

DOUBLED_WORD = Kind(
    code="P704",
    name="doubled-word",
    severity=Severity.WARNING,
    message=Text("词语重复“{words}”：{sentence}", "Doubled word “{words}”: {sentence}"),
    hint=Text("请删掉重复的词语。", "Delete the repetition."),
    page=Text("修改、粘贴时容易把词语写两遍。", "Editing and pasting repeat words."),
)

LONG_NUMBER = Kind(
    code="P705",
    name="number-too-long",
    severity=Severity.WARNING,
    message=Text(
        f"文中有一个 {{count}} 位的数（开头是“{{words}}”），超过上限 {limits.DIGITS.most} 位，没有与表核对。",
        f"The text has a number of {{count}} digits (it begins “{{words}}”), above the limit of {limits.DIGITS.most}; it was not compared with the tables.",
    ),
    hint=Text(
        "请核对这个数，多半是粘贴时连在了一起。",
        "Look it up; most likely several numbers were pasted together.",
    ),
    page=Text(
        "报告里没有这么长的数。正文照样印出，但这样的数不与表中的数比较。",
        "No report has such a number. The text is printed as it is, but the number is compared with none of the tables.",
    ),
)

IDENTITY_NUMBER = Kind(
    code="P801",
    name="identity-number",
    severity=Severity.WARNING,
    message=Text(
        "文中有身份证号码“{words}”。", "The text contains the identity-card number “{words}”."
    ),
    hint=Text("报告公开发布，请删掉个人信息。", "The report is published: delete personal data."),
    page=Text(
        "申请人的个人信息不得出现在公开的报告里。写明是身份证号的，不论校验位；没有写明的，按校验位辨认。",
        "Applicants' personal data have no place in a published report. A number that is called one is told of whatever its check digit, others by their check digit.",
    ),
)

CARD_NUMBER = Kind(
    code="P803",
    name="bank-card-number",
    severity=Severity.WARNING,
    message=Text("文中有银行卡号“{words}”。", "The text contains the bank card number “{words}”."),
    hint=Text("报告公开发布，请删掉个人信息。", "The report is published: delete personal data."),
    page=Text(
        "申请人的个人信息不得出现在公开的报告里。写明是银行卡号的才提出来，不论校验位。",
        "Applicants' personal data have no place in a published report. Only what is called a bank card's number is told of, whatever its check digit.",
    ),
)

MOBILE_NUMBER = Kind(
    code="P802",
    name="mobile-number",
    severity=Severity.WARNING,
    message=Text(
        "文中有手机号码“{words}”：{sentence}",
        "The text contains the mobile number “{words}”: {sentence}",
    ),
    hint=Text(
        "报告公开发布，请删掉个人信息；办公电话写在“封面”或引言里。",
        "The report is published: delete personal data; contacts stand on the cover or in the introduction.",
    ),
    page=Text(
        "申请人的个人信息不得出现在公开的报告里。",
        "Applicants' personal data have no place in a published report.",
    ),
)
