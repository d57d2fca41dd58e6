"""What can be wrong with a reference document, D401 onwards. Knows no document."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

REFERENCE_STYLES_MISSING = Kind(
    code="D401",
    name="reference-styles-missing",
    severity=Severity.ERROR,
    message=Text(
        "参考文档“{file}”里没有这些样式：{styles}。",
        "The reference document “{file}” has no style named {styles}.",
    ),
    hint=Text(
        "请用 nianbao reference-doc 写出一份样式齐全的，在它上面改；"
        "或在自己的文档里按括号里的名称新建这些样式。",
        "Write one that has them all by nianbao reference-doc and edit that, "
        "or add styles of these names to your own document.",
    ),
    page=Text(
        "参考文档里的样式按名称找，不分大小写；“标题 1”这样的内置样式在文件里的名称是 heading 1，"
        "Word 和 WPS 都认得。每个样式都要有，缺了的不用别的样式代替。Word 不把从未用过的内置样式存进文件，"
        "所以自己新建的文档常常缺少正文文本等样式。参考文档没有采用，什么也没有写出。",
        "Styles are found by their names, whatever their case. All must be there; none is replaced by "
        "another. Word does not save built-in styles that were never used, so a new document often "
        "lacks Body Text and others. Nothing was taken from the reference document or written.",
    ),
)

REFERENCE_STYLE_UNUSABLE = Kind(
    code="D402",
    name="reference-style-unusable",
    severity=Severity.ERROR,
    message=Text(
        "参考文档“{file}”的样式“{style}”不能采用：{reason}。",
        "The style {style} of the reference document “{file}” cannot be used: {reason}.",
    ),
    hint=Text(
        "请在 Word 或 WPS 里打开参考文档，修改这个样式的字体和段落设置，保存后再试。",
        "Open the reference document in Word or WPS, set the font and paragraph of this style, save it and try again.",
    ),
    page=Text(
        "样式要写明中文和西文字体（写在它所依据的样式、文档默认值或主题里也可以），字要看得见。"
        "字号从八号（5 磅）到 48 磅，表格里不超过三号；颜色不能是白色或近于白色，字符缩放不小于 30%，"
        "字符位置升降不超过字号的一半，字符间距紧缩不超过十分之一，行距不低于字高，缩进和段前段后不超出版心，"
        "表格里不超过 6 磅。编成的文档里每个字都要能读到，否则无法与报告核对。"
        "参考文档没有采用，什么也没有写出。",
        "A style must name its East Asian and Latin fonts (in what it is based on, in the defaults of "
        "the document or by its theme) and its letters must be seen: of 5 to 48 points, in tables of 16 at most, not white or nearly white, not narrower than "
        "30%, not raised or lowered by more than half nor pressed together by more than a tenth of "
        "their size, on lines no lower than they are, with indents and spaces that stay within the page. "
        "Every word of the document must be readable, or it could not be compared with the report. "
        "Nothing was taken from the reference document or written.",
    ),
)
