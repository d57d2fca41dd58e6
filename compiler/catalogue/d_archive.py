"""Family D, from D301: what a transfer package needs of the office and could not have.

Given nothing; gives the kinds. It knows no package: who asks for the entries fills in the
values of a message.
"""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

ENTRY_MISSING = Kind(
    code="D301",
    name="archive-entry-missing",
    severity=Severity.ERROR,
    message=Text(
        "归档需要“{label}”，封面和命令里都没有写。",
        "The archive needs “{label}”; neither the cover nor the command says it.",
    ),
    hint=Text(
        "请填在{where}，或在命令里加上 {option}，例如 {example}。",
        "Fill it in at {where}, or add {option} to the command, such as {example}.",
    ),
    page=Text(
        "档号由全宗号、年度、保管期限、机构或问题、件号组成（DA/T 22-2015），这几项由单位的保管期限表和"
        "归档目录决定，程序无从得知，也不代填。缺的各项一次列全，补齐以前不生成归档包。",
        "An archival code is made of fonds, year, retention, body or topic, and item (DA/T 22-2015). The "
        "office's own schedule decides them; nothing here can know them, and nothing is filled in. All "
        "that is missing is told at once; no package is made before it is there.",
    ),
)

ENTRY_WRONG = Kind(
    code="D302",
    name="archive-entry-wrong",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”写的是“{found}”，不是{wanted}。",
        "“{label}” says “{found}”, which is not {wanted}.",
    ),
    hint=Text("请改成{wanted}，例如“{example}”。", "Write {wanted}, such as “{example}”."),
    page=Text(
        "档号各段有规定的写法：全宗号是字母和数字，保管期限是永久、30年、10年之一，机构或问题是汉字、字母和数字，"
        "不含分隔号和别的符号，前后两项都不超过 20 个字；件号是 1 至 9999 的整数（档号里写成四位）。"
        "成文日期要转成八位数字写进元数据和归档文件目录，所以须用阿拉伯数字写全年、月、日，而且历法上要有这一天。"
        "写法不对的不猜测，也不生成归档包。",
        "Each part of an archival code has its form: the fonds is letters and digits, the retention is "
        "permanent, 30 or 10 years, the body or topic is characters, letters and digits without separators or "
        "other signs, both of at most 20 characters; the item is a whole number from 1 to 9999 (four digits "
        "in the code). The date goes into metadata and catalogue as eight digits, so it must have year, month "
        "and day in Arabic digits, and the calendar must have that day. Nothing else is guessed at, and no "
        "package is made.",
    ),
)

ENTRIES_DISAGREE = Kind(
    code="D303",
    name="archive-entries-disagree",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”封面写的是“{cover}”，命令里写的是“{given}”，两处不同。",
        "“{label}” is “{cover}” on the cover and “{given}” in the command.",
    ),
    hint=Text("请改封面，或去掉 {option}。", "Correct the cover, or leave out {option}."),
    page=Text(
        "工作簿原样放进归档包，封面与包上的档号说法不一，以后无从判断哪个是对的。所以命令里的值可以补上封面"
        "没有写的，不能改掉封面写了的。写法不同而意思相同的（1 与 0001、30年与定期30年）不算不同。",
        "The workbook goes into the package as it is. If its cover and the package's code differed, nobody "
        "could tell later which is right. So the command may supply what the cover leaves blank but not "
        "overrule it. Two spellings of the same value (1 and 0001) do not differ.",
    ),
)

NO_ARCHIVAL_COPY = Kind(
    code="D304",
    name="no-archival-copy",
    severity=Severity.ADVICE,
    message=Text(
        "归档包里没有版式文件：{reason}；四性检测的“内容数据格式合规性”一项因此未通过。",
        "The package has no PDF/A copy: {reason}; so its test of file formats failed.",
    ),
    hint=Text(
        "请在装有 LibreOffice 的机器上重新归档，或请档案部门另行转换。",
        "Make the package on a machine with LibreOffice, or have the archive convert the document.",
    ),
    page=Text(
        "电子公文归档宜有版式文件（GB/T 18894-2016）。机器上装有 LibreOffice 时，由它把文档转成 PDF/A-2，"
        "转成以后再看文件自己声明的类型和字体是否全部嵌入；没有装、转换失败或者不合要求的，不放进包里，"
        "并在说明和四性检测表里写明。",
        "An archive wants a fixed-layout copy (GB/T 18894-2016). Where LibreOffice is installed it converts "
        "the document to PDF/A-2, and the result is looked at: what it declares itself to be, and whether "
        "every font is embedded. Without it, or if that fails, the package is made without the copy, and "
        "its guide and its form of tests say so.",
    ),
)

NATURE_FAILED = Kind(
    code="D305",
    name="four-natures-failed",
    severity=Severity.WARNING,
    message=Text(
        "四性检测第 {number} 项“{item}”未通过：{done}",
        "Test {number} of the four natures (“{item}”) failed: {done}",
    ),
    hint=Text(
        "请对照归档包里的四性检测.docx 处理，再重新归档；属实而不必改的，移交时向档案部门说明。",
        "Look at the form of tests in the package, mend it and make the package again; what is "
        "so and must stay so is to be told to the archive.",
    ),
    page=Text(
        "归档时程序按 DA/T 70-2018 的次序自检，写在四性检测.docx 里。未通过的各项在命令的回答里也逐项说出，"
        "免得没有人翻看表就移交。没有版式文件的一项另有一条提示。常见的有：封面没有写成文日期，元数据的必填项就缺"
        "“日期”；工作簿里有嵌入对象、外部链接。有未通过的项，归档包仍然生成；加 --strict 时不生成。",
        "The package is tested in the order of DA/T 70-2018, and its form tells the results. What "
        "failed is also told here, item by item, so that nothing is handed over because nobody opened the "
        "form; the missing PDF/A copy has an advice of its own. Usual causes: the cover has no date, which the metadata "
        "require; the workbook has embedded objects or links to other files. The package is made all the "
        "same, but not with --strict.",
    ),
)

FONTS_SUBSTITUTED = Kind(
    code="D306",
    name="fonts-substituted",
    severity=Severity.ADVICE,
    message=Text(
        "版式文件的字形与正式文档不同：{missing}，代用的是 {instead}。",
        "The PDF/A copy looks other than the document: {missing} and has {instead} instead.",
    ),
    hint=Text(
        "版式文件长期保存，宜在装有公文字体的机器上重新归档；就这样移交的，换行和分页以版式文件为准还是以文档为准，"
        "请先与档案部门说好。",
        "The copy is kept for good: better make the package on a machine with the fonts. If it is handed "
        "over so, agree with the archive which of the two holds for lines and pages.",
    ),
    page=Text(
        "版式文件由 LibreOffice 转换，转换的机器上没有文档指定的字体时，用别的字体代替并嵌进文件：文字不变，"
        "字形、换行和分页可能不同。程序把有字用到的字体与版式文件里嵌入的字体按名称对照，说明.txt 里也写明。"
        "只认得常见公文字体在 PDF 里的名称，其他字体逐字比较名称，名称不同就列出。",
        "LibreOffice makes the copy. Where the document's fonts are not installed it embeds others: the words "
        "are the same, but shapes, lines and pages may differ. The fonts in which letters are set are "
        "compared with those embedded, by name; the guide tells the same. The PDF's names of the "
        "usual fonts are known; other names are compared letter by letter, and told where they differ.",
    ),
)
