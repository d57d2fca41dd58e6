"""What was to be written and could not be, W170 to W189.

Knows no disk: here stands only what is said about faults found elsewhere.
"""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

DESTINATION_MISSING = Kind(
    code="W170",
    name="destination-missing",
    severity=Severity.ERROR,
    message=Text(
        "没有文件夹“{folder}”，“{file}”没有写出。",
        'There is no folder "{folder}"; "{file}" was not written.',
    ),
    hint=Text(
        "请先建立这个文件夹，或把文件写到已有的文件夹中。",
        "Make the folder first, or write to one that exists.",
    ),
    page=Text(
        "要写出的文件所在的文件夹不存在。文件夹不会自动建立，免得写错一个字就多出一个文件夹。",
        "The folder of the file to be written does not exist. Folders are not made by themselves, so that "
        "a slip of the pen does not leave a new one behind.",
    ),
)

DESTINATION_NOT_A_FILE = Kind(
    code="W171",
    name="destination-not-a-file",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”是文件夹或设备，不能作为文件写出。",
        '"{file}" is a folder or a device and cannot be written as a file.',
    ),
    hint=Text(
        "请给出完整的文件名，例如在文件夹后面加上文件的名字。",
        "Give a whole file name: the folder followed by the name of the file.",
    ),
    page=Text(
        "写出的位置已被同名的文件夹（或设备）占用，没有动它。",
        "The place to write to is taken by a folder (or a device) of that name, which was left alone.",
    ),
)

DESTINATION_NOT_WRITABLE = Kind(
    code="W172",
    name="destination-not-writable",
    severity=Severity.ERROR,
    message=Text(
        "不允许写入“{file}”，原有文件保持不变。",
        '"{file}" may not be written; the old file, if any, is unchanged.',
    ),
    hint=Text(
        "请取消该文件的只读属性，或换一个有写入权限的文件夹。",
        "Take the read-only mark off the file, or choose a folder that you may write to.",
    ),
    page=Text(
        "文件是只读的，或者文件夹没有写入权限。只读的文件不会被替换，因为那多半是有意保护的。",
        "The file is read-only, or the folder may not be written to. A read-only file is not replaced: most "
        "likely it is protected on purpose.",
    ),
)

DESTINATION_HELD_OPEN = Kind(
    code="W173",
    name="destination-held-open",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”正在别的程序中打开{lock}，没有写入，原有文件保持不变。",
        '"{file}" is open in another program{lock}; it was not written and the old file is unchanged.',
    ),
    hint=Text(
        "请先关闭那个程序中的文件再重新运行；若确实没有打开，请删除它旁边遗留的锁文件。",
        "Close the file there and run this again; if it is not open, delete the lock left beside it.",
    ),
    page=Text(
        "要写出的文件正被打开。此时写入，要么被系统拒绝，要么随后被那个程序的保存覆盖，所以不写。"
        "判断的依据是系统的拒绝，或者文件旁边的锁文件（以“~$”或“.~lock.”开头）。",
        "The file to be written is open. Writing now would be refused by the system, or be overwritten when "
        "the other program saves. What tells is the system's refusal, or a lock beside the file whose name "
        'begins with "~$" or ".~lock.".',
    ),
)

DISK_FULL = Kind(
    code="W174",
    name="disk-full",
    severity=Severity.ERROR,
    message=Text(
        "磁盘空间不足，“{file}”没有写出，原有文件保持不变。",
        'The disk is full; "{file}" was not written and the old file, if any, is unchanged.',
    ),
    hint=Text("请腾出空间，或写到别的磁盘。", "Free some space, or write to another disk."),
    page=Text(
        "写到一半时空间（或配额）用尽。写了一半的文件已经删除。",
        "Space (or the quota) ran out while writing. The half-written file has been removed.",
    ),
)

DESTINATION_NAME_UNUSABLE = Kind(
    code="W175",
    name="destination-name-unusable",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”不能作为文件名：名字过长，或含有不允许的字符。",
        '"{file}" cannot be a file name: it is too long, or contains a character that is not allowed.',
    ),
    hint=Text(
        '请换一个较短的文件名，不要使用 < > : " / \\ | ? * 这些字符。',
        'Choose a shorter name without any of < > : " / \\ | ? *',
    ),
    page=Text(
        "系统不接受这个文件名。没有写出任何文件。",
        "The system does not accept this name. No file was written.",
    ),
)

OUTPUT_IS_INPUT = Kind(
    code="W176",
    name="output-is-input",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”是读入的文件，或与另一个要写出的文件相同，没有写入。",
        '"{file}" is a file that is read, or another output has this name; it was not written.',
    ),
    hint=Text("请为要写出的文件另取一个名字。", "Give the output another name."),
    page=Text(
        "写出的文件不得覆盖读入的文件，几个要写出的文件也不得互相覆盖；换一种写法、经由快捷链接指向同一个文件也不行。",
        "An output never replaces an input, nor another output, not even by another spelling of its path "
        "or through a link.",
    ),
)

ALREADY_EXISTS = Kind(
    code="W177",
    name="already-exists",
    severity=Severity.ERROR,
    message=Text(
        "文件“{file}”已经存在，没有写入。", 'The file "{file}" exists already; it was not written.'
    ),
    hint=Text(
        "请用 -o 另取一个名字；确要替换它，请加上 --force。",
        "Choose another name with -o, or add --force to replace it.",
    ),
    page=Text(
        "新建工作簿时，同名的文件里可能有已经填好的内容，所以不会替换它，除非加上 --force。",
        "When a workbook is made, a file of the same name may hold what staff already filled in, so it is "
        "not replaced unless --force is given.",
    ),
)

WRITE_FAILED = Kind(
    code="W178",
    name="write-failed",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”写出失败（系统错误号 {number}），原有文件保持不变。",
        'Writing "{file}" failed (system error {number}); the old file, if any, is unchanged.',
    ),
    hint=Text(
        "请确认磁盘或网络位置可用，或写到本机的文件夹。",
        "Check that the disk or network place is at hand, or write to a folder of this computer.",
    ),
    page=Text(
        "写出途中系统报告了错误，例如网络断开或磁盘损坏。写了一半的文件已经删除。",
        "The system reported an error while writing: a network gone, a disk damaged. The half-written file "
        "has been removed.",
    ),
)

NOTHING_TO_MARK = Kind(
    code="W179",
    name="marked-copy-needs-a-workbook",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”不是工作簿，没有可以标出问题的格。",
        'The report "{file}" is no workbook: it has no cells to mark.',
    ),
    hint=Text(
        "请去掉 --marked，或先用 nianbao new --from 把它写成工作簿，再核对工作簿。",
        "Leave out --marked, or write it as a workbook by nianbao new --from and check that.",
    ),
    page=Text(
        "加了 --marked，是要一份标出问题的工作簿副本；给出的报告是数据文件或文档，没有单元格。什么也没有写出。",
        "With --marked a copy of the workbook is asked for in which the mistakes are marked; the report given "
        "is a data file or a document and has no cells. Nothing was written.",
    ),
)

WRONG_ENDING = Kind(
    code="W180",
    name="wrong-ending",
    severity=Severity.ERROR,
    message=Text("“{file}”的名称应以 {wanted} 结尾。", "The name “{file}” must end in {wanted}."),
    hint=Text("请改名后再写。", "Name it so and write again."),
    page=Text(
        "写出的文件按名称的结尾打开；结尾不对的打不开，还可能盖掉别的文件，所以不写。",
        "A file is opened by the ending of its name; with a wrong one it does not open, and it might replace another file.",
    ),
)

ANSWER_NOT_WRITTEN = Kind(
    code="W181",
    name="answer-not-written",
    severity=Severity.ERROR,
    message=Text(
        "结果没有写完整（系统错误号 {number}），可能是磁盘空间不足。",
        "The answer could not be written out (system error {number}); the disk may be full.",
    ),
    hint=Text(
        "请腾出空间，或把结果写到别的地方，再运行一次。",
        "Make room or send the answer elsewhere, and run it again.",
    ),
    page=Text(
        "核对结果要写到的地方写不下去，例如磁盘满了或网络断了，因此已写出的那部分不完整，不能作为依据。",
        "The place the answer goes to takes no more, the disk being full or the network gone: what is there is not whole and is not to be relied on.",
    ),
)

NOTHING_TO_QUOTE = Kind(
    code="W182",
    name="quotes-need-a-workbook",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”不是工作簿，没有可以写进引用的格。",
        'The report "{file}" is no workbook: it has no cells to write quotes in.',
    ),
    hint=Text(
        "请先用 nianbao new --from 把它写成工作簿，再对工作簿运行。",
        "Write it as a workbook by nianbao new --from and run this on that.",
    ),
    page=Text(
        "nianbao quote 写出工作簿的一份副本，把文字里与表相符的数换成 {名称}；给出的报告是数据文件或文档，没有单元格。什么也没有写出。",
        "nianbao quote writes a copy of a workbook in which numbers that agree with the tables are quotes; the report given is a data file or a document and has no cells. Nothing was written.",
    ),
)

READ_ONLY_FORMAT = Kind(
    code="W183",
    name="format-is-only-read",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”可以核对，也可以编成文档，但这种格式的工作簿里不能写入标记或引用。",
        "“{file}” can be checked and compiled, but marks and quotes are not written into workbooks of its format.",
    ),
    hint=Text(
        "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”，再对它运行。",
        "Open it in Excel or WPS, save it as an Excel Workbook (*.xlsx) and run this on that.",
    ),
    page=Text(
        ".xls、.et 和 .ods 的工作簿只读取。要标出问题的副本（--marked）或写好引用的副本（nianbao quote），先另存为 .xlsx。什么也没有写出。",
        "Workbooks of the formats .xls, .et and .ods are only read. For a copy with marks (--marked) or quotes (nianbao quote), "
        "save it as .xlsx first. Nothing was written.",
    ),
)

FOLDER_NOT_EMPTY = Kind(
    code="W185",
    name="folder-not-empty",
    severity=Severity.ERROR,
    message=Text(
        "文件夹“{file}”里已经有内容，没有写入。",
        'The folder "{file}" is not empty; nothing was written.',
    ),
    hint=Text(
        "请用 -o 给出一个还不存在的文件夹，或先把原来的移走。",
        "Name a folder with -o that does not exist yet, or move the old one away first.",
    ),
    page=Text(
        "归档包要么完整，要么没有。写进已有内容的文件夹，会与原来的文件混在一起；已经归档的包也不应被替换。",
        "A package is there whole or not at all. In a folder that holds something already it would mix with "
        "what is there; and a package once filed is not to be replaced.",
    ),
)

NOT_A_FOLDER = Kind(
    code="W186",
    name="not-a-folder",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”是文件，不能作为文件夹写出。",
        '"{file}" is a file and cannot be written as a folder.',
    ),
    hint=Text(
        "请用 -o 给出一个还不存在的文件夹的名字。", "Name a folder with -o that does not exist yet."
    ),
    page=Text(
        "归档包是一个文件夹，写出的位置已被同名的文件占用，没有动它。",
        "A package is a folder. The place to write to is taken by a file of that name, which was left alone.",
    ),
)

INSIDE_A_PACKAGE = Kind(
    code="W187",
    name="inside-a-package",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”在另一个归档包“{folder}”里面，没有写入。",
        '"{file}" lies inside another package, "{folder}"; nothing was written.',
    ),
    hint=Text("请写到归档包以外的文件夹。", "Write to a folder outside of any package."),
    page=Text(
        "归档包里多出一个文件，校验就不能通过。所以不往已有的包里写。",
        "A package with a file too many fails its own check, so nothing is written into one.",
    ),
)
