"""The fixed words of workbooks and documents, by the declaration's own language.

What an edition says stands in its declaration; what every workbook says stands here.
"""

from __future__ import annotations

from collections.abc import Mapping

from compiler.values.named_tuple import NamedTuple
from compiler.values.report import Level


class FixedWords(NamedTuple):
    """Sheet names, labels of the cover, states of a live check, and the lines of help."""

    guide: str
    cover: str
    checks: str
    slips: str
    quotable: str
    year: str
    agency: Mapping[str, str]
    archive: Mapping[str, str]
    attachments: str
    kinds_of_agency: tuple[str, ...]
    retentions: tuple[str, ...]
    levels: Mapping[Level, str]
    level: str
    text: str
    characters: str
    holds: str
    broken: str
    unfilled: str
    checks_header: tuple[str, ...]
    slips_header: tuple[str, ...]
    quotable_header: tuple[str, ...]
    all_hold: str
    some_broken: str
    some_unfilled: str
    some_broken_tail: str
    see_checks: str
    cover_help: Mapping[str, str]
    for_archive: str
    guide_lines: tuple[str, ...]
    guide_unlocked: str
    narrative_help: str
    place: str
    before_table: str
    after_table: str
    after_named: str
    beside_tables_help: str
    when_empty_help: str
    place_help: str
    level_help: str
    text_help: str
    lines_begin: str
    lines_end: str
    key_help: str
    name_help: str
    nesting_help: str
    total_help: str
    count_help: str
    change_help: str
    amount_help: str
    number_help: str
    decimals_help: str
    negative_help: str
    percent_help: str
    not_applicable_help: str
    other_words_help: str
    words_help: str
    date_help: str
    choice_help: str
    listed: str
    input_title: str
    wrong_title: str
    slips_help: str
    quotable_help: str
    checks_help: str
    draft: str
    draft_intro: str
    go_to: str
    last_year: str
    results: str
    units: str
    unit: str
    units_title: str
    units_help: str
    units_total: str
    units_end: str
    not_added: str

    @property
    def fixed_sheets(self) -> tuple[str, ...]:
        return (self.guide, self.cover, self.checks, self.slips, self.quotable)

    @property
    def unread_sheets(self) -> tuple[str, ...]:
        """Those that only tell: nothing of a report is read from them."""
        return (self.guide, self.checks, self.quotable)


def words_of(language: str) -> FixedWords:
    return CHINESE if language == "zh" else ENGLISH


CHINESE = FixedWords(
    guide="填表说明",
    cover="封面",
    checks="校验",
    slips="情况说明",
    quotable="可引用数据",
    year="报告年度",
    agency={
        "name": "机关全称", "kind": "机关类型", "compiled_by": "编制单位", "signatory": "署名",
        "date": "成文日期", "document_number": "发文字号", "address": "地址", "postcode": "邮政编码",
        "telephone": "联系电话", "fax": "传真", "email": "电子邮箱", "website": "网址",
    },
    archive={
        "archive_name": "档案馆名称", "archive_code": "档案馆代码", "fonds_name": "全宗名称",
        "fonds": "全宗号", "retention": "保管期限", "organisation_or_topic": "机构或问题",
        "item_number": "件号",
    },
    attachments="附件",
    kinds_of_agency=("人民政府", "部门", "办公厅（室）", "乡镇、街道"),
    retentions=("永久", "30年", "10年"),
    levels={"heading2": "小标题（一）", "heading3": "小标题1.", "body": "正文"},
    level="级别",
    text="内容（一行一段）",
    characters="字数",
    holds="✓",
    broken="✗",
    unfilled="未填",
    checks_header=("序号", "表", "项目", "核对内容", "左边", "右边", "相差", "结果", "查看"),
    slips_header=("编号（从核对结果复制）", "情况说明", "说明人", "日期"),
    quotable_header=("名称", "现在的数", "在正文里这样写"),
    all_hold="核对情况：全部相符",
    some_broken="核对情况：不相符的有 ",
    some_unfilled="核对情况：还没有填完",
    some_broken_tail=" 处",
    see_checks="，详见“校验”",
    cover_help={
        "year": "四位数字，如 {year}",
        "name": "写全称，用在标题里",
        "kind": "可从下拉列表选择",
        "compiled_by": "实际填写、编制这份报告的单位或处室；不印在报告里，归档时写进编制过程",
        "signatory": "填了才印在文末",
        "date": "如 {after}年1月15日；填了才印在文末",
        "document_number": "没有可不填；填了印在标题下面",
        "attachments": "没有可不填；一行一个附件名称，印在正文后",
        "fonds_name": "本机关在档案馆的全宗叫什么，一般就是机关全称",
        "fonds": "档案馆给本机关的编号，字母和数字，如 J012；不知道的问本机关档案人员",
        "retention": "从下拉列表选，按本机关的文件材料归档范围和保管期限表",
        "organisation_or_topic": "归档时分类用的代码或名称：按机构分的写处室，按问题分的写问题，如 BGS",
        "item_number": "这份报告在同一年度、同一保管期限、同一机构（问题）里排第几件，1 至 9999",
    },
    for_archive="以下供归档使用，可以不填",
    guide_lines=(
        "1. 先填“封面”：机关全称和报告年度。",
        "2. 浅黄色的格可以填写，其他格锁定（无密码）。表格里没有发生的填 0，不要留空。",
        "3. 总计自动相加，不用手算。填完看“校验”：✓ 是相符，✗ 是不相符，“未填”是还没有填。",
        "4. 文字部分一行写一段，左边选级别：小标题（一）、小标题1.、正文；级别空着就是正文。可以插入、删除行，也可以从 Word 一次粘贴多段。表格下面也有几行，写标题和表之间的话、表下面的说明。",
        "5. 小标题的序号（一）、1. 自己写在文字里，程序不会自动编号。",
        "6. 正文里需要引用表中数字的，可以写成 {名称}，名称见“可引用数据”，编成文档时自动换成表中的数。",
        "7. 核对时提出、而实际无误的问题，在“情况说明”里按编号写明原因。",
        "8. 填完后保存为 .xlsx，交办公室核对、编成 Word 文档。",
    ),
    guide_unlocked="可以增加行的表没有锁定：标签和公式请不要改，改了会提出来。",
    narrative_help="一行写一段；左边选级别，空着就是正文。",
    place="位置",
    before_table="表前",
    after_table="表后",
    after_named="{name}后",
    beside_tables_help="标题和表之间的话、表下面的说明写在这里；没有可不填，空行不印。",
    when_empty_help="（没有的可以整张空着不填，文档里就写：{sentence}）",
    place_help="印在哪里：从下拉列表选。空着就是表前（标题和表之间）。",
    level_help="从下拉列表选。空着就是正文。",
    text_help="一行写一段，照原样印在表前或表后。没有可不填。",
    lines_begin="↓ 从下一行起，一项填一行；空行不印。可以插入、删除整行。",
    lines_end="↑ 行不够时，在本行上面插入整行；不要填在本行下面。",
    key_help="填编码，不要有空格。同一编码只填一行。",
    name_help="填名称，照原样印出来。",
    nesting_help="填级次：1 是最上一级，2 是它的下一级，依次类推。下级紧跟在上级下面。这一列不印。",
    total_help="自动相加，不用填写。",
    count_help="填 0 或正整数；没有发生的填 0。",
    change_help="增加写 3 或 +3，减少写 -3，没有增减写 0。",
    amount_help="填数字，单位{unit}，可以有小数；没有发生的填 0。{others}",
    number_help="填数字，可以有小数；没有发生的填 0。{others}",
    decimals_help="小数最多 {decimals} 位。",
    negative_help="可以是负数。",
    percent_help="只填百分号前面的数，如 12.5。",
    not_applicable_help="不适用的可以填 /。",
    other_words_help="也可以写：{words}。",
    words_help="写文字。",
    date_help="写日期，如 2023-03-01。",
    choice_help="从下拉列表选：{choices}。",
    listed="、",
    input_title="怎么填",
    wrong_title="这里填的不对",
    slips_help="核对结果里的问题如果属实但有正当原因，把编号复制到左边，写明原因。数字改动以后，原来的说明自动失效。",
    quotable_help="在文字部分写第三列的内容（连同花括号），编成文档时换成表中的数。",
    checks_help="这里的结果随填写自动更新。单击“查看”跳到对应的格。",
    draft="草稿",
    draft_intro="本文是草稿，尚有下列问题没有解决，不能作为正式报告：",
    go_to="查看",
    last_year="上年（{year}年）的数，供对照",
    results="校验结果",
    units="各单位",
    unit="单位",
    units_title="各单位的数：{table}",
    units_help="一家单位一行。改了某家的数，合计和表里的数跟着变；表里的数也可以直接改（如扣除重复计算的），改了就不再跟着变。",
    units_total="合计",
    units_end="↑ 增加单位，请在本行上面插入整行。",
    not_added="不相加",
)  # fmt: skip

ENGLISH = FixedWords(
    guide="How to fill in",
    cover="Cover",
    checks="Checks",
    slips="Explanations",
    quotable="Quotable figures",
    year="Report year",
    agency={
        "name": "Name of the body", "kind": "Kind of body", "compiled_by": "Compiled by",
        "signatory": "Signatory", "date": "Date", "document_number": "Document number",
        "address": "Address", "postcode": "Postcode", "telephone": "Telephone", "fax": "Fax",
        "email": "E-mail", "website": "Website",
    },
    archive={
        "archive_name": "Archive", "archive_code": "Archive code", "fonds_name": "Fonds name",
        "fonds": "Fonds number", "retention": "Retention period",
        "organisation_or_topic": "Body or topic", "item_number": "Item number",
    },
    attachments="Attachments",
    kinds_of_agency=("Government", "Department", "Office"),
    retentions=("permanent", "30 years", "10 years"),
    levels={"heading2": "Heading", "heading3": "Subheading", "body": "Text"},
    level="Level",
    text="Text (one paragraph a row)",
    characters="Characters",
    holds="✓",
    broken="✗",
    unfilled="blank",
    checks_header=("No.", "Table", "Item", "Check", "Left", "Right", "Difference", "Result", "Go to"),
    slips_header=("Token (copied from the findings)", "Explanation", "By", "Date"),
    quotable_header=("Name", "Value now", "Write in the text"),
    all_hold="Checks: all hold",
    some_broken="Checks: broken ",
    some_unfilled="Checks: some cells are still to be filled in",
    some_broken_tail="",
    see_checks=", see “Checks”",
    cover_help={
        "year": "four digits, such as {year}",
        "name": "the full name, used in the title",
        "kind": "choose from the list",
        "signatory": "printed at the end, if given",
        "compiled_by": "who filled in the workbook; not printed, kept in the archive's record",
        "date": "such as {after}-01-15; printed at the end, if given",
        "document_number": "may stay blank; printed below the title",
        "attachments": "may stay blank; one name a row, printed after the text",
        "fonds": "the archive's number for this body, letters and digits, such as J012",
        "retention": "choose from the list",
        "organisation_or_topic": "the code or name that papers are filed under, such as BGS",
        "item_number": "which item it is within its year, retention and topic, 1 to 9999",
    },
    for_archive="For the archive",
    guide_lines=(
        "1. Fill in “Cover” first: the name of the body and the report year.",
        "2. Pale yellow cells are for you; the others are locked (without a password). Write 0 where there was nothing; leave no cell blank.",
        "3. Totals add themselves up. When done, look at “Checks”: ✓ holds, ✗ does not, blank means not filled in yet.",
        "4. Write one paragraph a row and choose its level beside it; no level means text. Rows may be inserted and removed, and several paragraphs pasted at once. Below each table are a few rows for text that stands beside it.",
        "5. Numbers of headings are yours to write; nothing is numbered automatically.",
        "6. To quote a figure of the tables write {name}; the names stand in “Quotable figures”.",
        "7. Where a finding is right but has a good reason, write it in “Explanations” beside its token.",
        "8. Save as .xlsx and hand it in.",
    ),
    guide_unlocked=" Sheets to which rows may be added are not locked: leave labels and formulas as they are; what was written over is found.",
    narrative_help="One paragraph a row; choose its level beside it, blank means text. ",
    place="Place",
    before_table="before the table",
    after_table="after the table",
    after_named="after {name}",
    when_empty_help=" (Where there is nothing leave all of it blank; the document then says: {sentence})",
    beside_tables_help="Text between heading and table, or below a table; may stay blank, blank rows are not printed.",
    place_help="Where it is printed; choose from the list. Blank means before the table.",
    level_help="Choose from the list. Blank means text.",
    text_help="One paragraph a row, printed as it stands. May stay blank.",
    lines_begin="↓ One item a row from here on; blank rows are not printed. Rows may be inserted and deleted.",
    lines_end="↑ If you need more rows, insert them above this one; write nothing below it.",
    key_help="The key, without blanks; each key has one row.",
    name_help="The name, printed as it stands.",
    nesting_help="The level: 1 at the top, 2 below it, and so on, each right below its parent. This column is not printed.",
    total_help="Adds itself up.",
    count_help="0 or a whole number; 0 where there was nothing.",
    change_help="3 or +3 for more, -3 for fewer, 0 for no change.",
    amount_help="A number, in {unit}, decimals allowed; 0 where there was nothing.{others}",
    number_help="A number, decimals allowed; 0 where there was nothing.{others}",
    decimals_help=" At most {decimals} decimals.",
    negative_help=" It may be negative.",
    percent_help=" Only the number before the per cent sign, such as 12.5.",
    not_applicable_help="/ where it does not apply.",
    other_words_help=" Or: {words}.",
    words_help="Words.",
    date_help="A date, such as 2023-03-01.",
    choice_help="Choose from the list: {choices}.",
    listed=", ",
    input_title="What to write",
    wrong_title="This cannot stand here",
    slips_help="Copy a finding's token to the left and write the reason. An explanation lapses by itself when the figures change.",
    quotable_help="Write what the third column says, braces included; it is replaced by the figure.",
    checks_help="These results follow what you write. “Go to” leads to the cell.",
    draft="DRAFT",
    draft_intro="This is a draft. The following is still open, and it must not go out as a report:",
    go_to="Go to",
    last_year="Last year ({year}), for comparison",
    results="Check results",
    units="Units",
    unit="Unit",
    units_title="Figures of the units: {table}",
    units_help="A row a unit. Totals, and the figures of the table, follow what is changed here; a figure of the table may be typed over (for what was counted twice), and then follows no more.",
    units_total="Total",
    units_end="↑ To add a unit insert a row above this one.",
    not_added="not added",
)  # fmt: skip
