"""Slips that explain nothing, and reports that come as data, W217 to W232."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

SLIP_WITHOUT_TOKEN = Kind(
    code="W217",
    name="slip-without-token",
    severity=Severity.WARNING,
    message=Text(
        "“{sheet}”里有一条没有写编号，不知道说明的是哪个问题：“{text}”。",
        "An entry of “{sheet}” has no token, so that nobody knows which finding it explains: “{text}”.",
    ),
    hint=Text(
        "请从核对结果复制编号，写在这一条的左边；不需要就删掉。",
        "Copy the finding's token to its left, or delete it.",
    ),
    page=Text(
        "情况说明按编号对应核对时提出的问题，没有编号的不起作用。",
        "A slip explains the finding whose token it bears; without one it explains nothing.",
    ),
)

SLIP_WITHOUT_FINDING = Kind(
    code="W218",
    name="slip-without-finding",
    severity=Severity.ADVICE,
    message=Text(
        "情况说明的编号“{token}”没有对应的问题。",
        "The slip's token “{token}” is that of no finding.",
    ),
    hint=Text(
        "如果问题已经改好，可以删掉这一条；如果编号写错了，请从核对结果重新复制。",
        "If the fault was mended, the slip can be deleted; if the token is wrong, copy it again.",
    ),
    page=Text(
        "问题改好以后，原来的说明就不再需要；编号写错的说明不起作用。",
        "Once a fault is mended its slip is not needed; one with a wrong token explains nothing.",
    ),
)

REPEATED_SLIP = Kind(
    code="W219",
    name="slip-repeated",
    severity=Severity.WARNING,
    message=Text(
        "编号“{token}”写了 {count} 条情况说明，只有最后一条起作用。",
        "There are {count} slips for the token “{token}”; only the last one counts.",
    ),
    hint=Text("请合成一条，删掉多余的。", "Make one of them and delete the others."),
    page=Text(
        "一个问题只有一条说明；写了几条时以最后一条为准。",
        "A finding has one slip; of several the last one counts.",
    ),
)

NOT_DATA = Kind(
    code="W220",
    name="not-a-data-file",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”不是有效的数据文件：{reason}", "“{file}” is no valid data file: {reason}"
    ),
    hint=Text(
        "请用 nianbao export 重新导出，或按提示改正这个文件。",
        "Export it again with nianbao export, or mend the file as told.",
    ),
    page=Text(
        "数据文件是 UTF-8 编码的 JSON，形式与 nianbao export 的输出相同。",
        "A data file is JSON in UTF-8, of the form that nianbao export writes.",
    ),
)

UNKNOWN_DATA = Kind(
    code="W221",
    name="unknown-key-in-data",
    severity=Severity.WARNING,
    message=Text(
        "数据里的“{found}”不认识，没有读入。", "“{found}” in the data is unknown and was not read."
    ),
    hint=Text("{suggestion}", "{suggestion}"),
    page=Text(
        "不认识的键可能是写错了，所以要提出来。",
        "An unknown key may be a slip of the pen, so it is reported.",
    ),
)

NO_PLACE = Kind(
    code="W232",
    name="no-place-in-the-form",
    severity=Severity.ERROR,
    message=Text(
        "{found}在这个格式里没有位置，不能读入；照样编出的文档会缺少它。",
        "{found} has no place in the form and cannot be read in; a document made all the same would lack it.",
    ),
    hint=Text("{suggestion}", "{suggestion}"),
    page=Text(
        "多出来的表、行、列、部分往往装着要报的数和文字：名称写错了，或者是另一版格式的。如果不读也不拦，文档会一声不响地缺一块，所以是错误。",
        "A table, row, column or section too many mostly holds what is to be reported, under a wrong name or from another edition. Left out in silence it would be missing from the document, so it is an error.",
    ),
)

WRONG_DATA = Kind(
    code="W222",
    name="wrong-value-in-data",
    severity=Severity.ERROR,
    message=Text(
        "数据里“{key}”的内容“{found}”不能用，应为{wanted}。",
        "In the data, “{found}” cannot stand at “{key}”; {wanted} is needed.",
    ),
    hint=Text("请改正数据文件。", "Mend the data file."),
    page=Text(
        "数据文件里的每一项都有规定的形式。", "Every entry of a data file has a stated form."
    ),
)
