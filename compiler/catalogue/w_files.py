"""Files that are not what they should be, W101 to W114: the wrong kind, locked, or cut short.

Values: `name` the file's own name, `found` what it is, `program` and `saved_as` with what and
as what to save it. Knows no bytes: here stands only what is said of faults found elsewhere.
"""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

ENCRYPTED_FILE = Kind(
    code="W101",
    name="encrypted-file",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”设有打开密码，无法读取。",
        "“{name}” is protected by a password and cannot be read.",
    ),
    hint=Text(
        "请用 {program} 打开，在“文件 → 信息（或文档加密）”中去掉密码，保存后再试。",
        "Open it in {program}, remove the password under File → Info, save it and try again.",
    ),
    page=Text(
        "设有打开密码的文件是整体加密的，不知道密码就读不出任何内容；本程序不询问、不保存密码。"
        "工作表的“保护”不受影响，可以保留。去掉打开密码后另行保存即可。",
        "A file with a password to open is encrypted as a whole. No password is asked for or "
        "stored here. Protection of a sheet is another matter and may stay. Remove the password "
        "to open and save the file.",
    ),
)

OLD_FORMAT = Kind(
    code="W102",
    name="old-office-format",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”是{what}，不能直接读取。", "“{name}” is {what}, which is not read directly."
    ),
    hint=Text(
        "请用 {program} 打开，另存为“{saved_as}”。",
        "Open it in {program} and save it as “{saved_as}”.",
    ),
    page=Text(
        "Excel 97 至 2003 的工作簿（.xls）可以直接核对、编成文档；更早的工作簿和 .doc 文档不能，"
        "只改扩展名没有用。文件的种类由内容判断，不看扩展名。用办公软件打开后另存为现行格式即可，数据不会丢失。",
        "Workbooks of Excel 97 to 2003 (.xls) are read; older ones and documents (.doc) are not, and "
        "renaming does not convert them. What a file is, is decided by its content and not by its "
        "name. Open it and save it in today's format; no data are lost.",
    ),
)

WPS_FORMAT = Kind(
    code="W103",
    name="wps-format",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”是{what}，不能直接读取。", "“{name}” is {what}, which is not read directly."
    ),
    hint=Text("请用 WPS 打开，另存为“{saved_as}”。", "Open it in WPS and save it as “{saved_as}”."),
    page=Text(
        "WPS 表格的 .et 文件与 .xls 构造相同的，可以直接核对、编成文档。其余的自有格式（.ett、.wps 等）"
        "没有公开的标准；WPS 可以把它另存为通用格式，内容不变。",
        "Spreadsheets of WPS (.et) that are built like .xls are read. Its other formats (.ett, .wps) "
        "have no published standard; WPS saves them in the common format without loss.",
    ),
)

OPEN_DOCUMENT = Kind(
    code="W104",
    name="open-document",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”是{what}，不能直接读取。", "“{name}” is {what}, which is not read directly."
    ),
    hint=Text(
        "请用 {program} 打开，另存为“{saved_as}”。",
        "Open it in {program} and save it as “{saved_as}”.",
    ),
    page=Text(
        "开放文档表格（.ods）可以直接核对、编成文档；文档（.odt）和模板不直接读取，另存一次即可。"
        "要往里写的（标出问题、写进引用、作为文档的样式），也要先另存。",
        "OpenDocument spreadsheets (.ods) are read; documents (.odt) and templates are not: save them "
        "once in the other format. So must be what is to be written into: for marks, quotes, styles.",
    ),
)

MACRO_FILE = Kind(
    code="W105",
    name="macro-file",
    severity=Severity.ERROR,
    message=Text("“{name}”带有宏，不予读取。", "“{name}” contains macros and is not read."),
    hint=Text(
        "请用 {program} 打开（不要启用宏），另存为“{saved_as}”。",
        "Open it in {program} without enabling macros and save it as “{saved_as}”.",
    ),
    page=Text(
        "宏可以在打开文件时改动数据，也常被用来传播病毒；上报和归档的文件不应带宏。"
        "带宏的文件改了扩展名也认得出。填报工作簿本身不需要宏。",
        "Macros can change data when a file is opened and often carry viruses; files that are "
        "handed in or archived should have none. A renamed file is recognised too. The workbook "
        "itself needs no macros.",
    ),
)

BINARY_WORKBOOK = Kind(
    code="W106",
    name="binary-workbook",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”是{what}，不能直接读取。", "“{name}” is {what}, which is not read directly."
    ),
    hint=Text(
        "请用 {program} 打开，另存为“{saved_as}”。",
        "Open it in {program} and save it as “{saved_as}”.",
    ),
    page=Text(
        "二进制工作簿（.xlsb）的内容不是文本，不便核对。另存为普通工作簿即可，数据和公式不变。",
        "The content of a binary workbook (.xlsb) is not text and cannot be inspected as well. "
        "Save it as an ordinary workbook; data and formulas stay.",
    ),
)

TEMPLATE_FILE = Kind(
    code="W107",
    name="template-file",
    severity=Severity.ERROR,
    message=Text("“{name}”是{what}，不是填好的文件。", "“{name}” is {what}, not a filled file."),
    hint=Text(
        "请用 {program} 打开，另存为“{saved_as}”，填好后再试。",
        "Open it in {program}, save it as “{saved_as}”, fill it in and try again.",
    ),
    page=Text(
        "模板文件（.xltx、.dotx）用来新建文件，不用来保存填报内容。双击模板会新建一份，保存的是那一份。",
        "Templates (.xltx, .dotx) are for making new files, not for keeping what was filled in. "
        "Opening one makes a new file; that one is to be saved.",
    ),
)

WRONG_KIND = Kind(
    code="W108",
    name="wrong-kind-of-file",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”是{what}，而这里需要的是“{saved_as}”。",
        "“{name}” is {what}, but “{saved_as}” is needed here.",
    ),
    hint=Text("请检查是否选错了文件。", "Check whether the wrong file was chosen."),
    page=Text(
        "需要工作簿的地方给了文档，或者相反。文件的种类由内容判断；扩展名与内容不符时以内容为准。",
        "A document was given where a workbook is needed, or the reverse. What a file is, is "
        "decided by its content; where the name says otherwise, the content counts.",
    ),
)

WEB_PAGE = Kind(
    code="W109",
    name="web-page-file",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”的内容是{what}，不是“{saved_as}”。",
        "The content of “{name}” is {what}, not “{saved_as}”.",
    ),
    hint=Text(
        "请用 {program} 打开，核对数字无误后另存为“{saved_as}”。",
        "Open it in {program}, check the figures and save it as “{saved_as}”.",
    ),
    page=Text(
        "有些系统导出的“表格”其实是网页或旧式标记文本，只是起了表格文件的扩展名。"
        "这种文件里数字与文字不分，前导零、长数字容易走样，另存后务必核对。",
        "Some systems export web pages or old markup under the name of a workbook. In such files "
        "numbers and text are not told apart; leading zeros and long numbers suffer. Check the "
        "figures after saving.",
    ),
)

PLAIN_TEXT = Kind(
    code="W110",
    name="plain-text-file",
    severity=Severity.ERROR,
    message=Text("“{name}”是{what}，不是“{saved_as}”。", "“{name}” is {what}, not “{saved_as}”."),
    hint=Text(
        "请把数据填入本程序生成的空白工作簿，再提交该工作簿。",
        "Put the data into the blank workbook made by this program and give that one.",
    ),
    page=Text(
        "纯文本（.csv、.txt）没有工作表、行列名称和单元格类型，无法判断数字属于哪一项。"
        "请用空白工作簿填报。",
        "Plain text (.csv, .txt) has no sheets, labels or types of cells, so it cannot be said "
        "which figure is which. Use the blank workbook.",
    ),
)

ZIP_ARCHIVE = Kind(
    code="W111",
    name="zip-archive",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”是压缩包，不是“{saved_as}”。", "“{name}” is a ZIP archive, not “{saved_as}”."
    ),
    hint=Text(
        "请先解压，再选择其中的工作簿或文档。",
        "Unpack it first and choose the workbook or document inside.",
    ),
    page=Text(
        "压缩包里可能有多份文件，本程序不替您选择。解压后逐份处理，或用批量处理命令处理整个文件夹。",
        "An archive may hold many files, and none is chosen for you. Unpack it and treat them one "
        "by one, or the whole folder with the batch command.",
    ),
)

FOREIGN_FILE = Kind(
    code="W112",
    name="foreign-file",
    severity=Severity.ERROR,
    message=Text("“{name}”是{what}，不是“{saved_as}”。", "“{name}” is {what}, not “{saved_as}”."),
    hint=Text(
        "请选择填报时保存的“{saved_as}”原件。",
        "Choose the original that was saved as “{saved_as}”.",
    ),
    page=Text(
        "版式文件、图片等只保存外观，不保存单元格和数据，不能作为报告的来源。请找回原来的文件。",
        "Page files, pictures and the like keep appearances and no cells or data; they cannot be "
        "the source of a report. Find the original file.",
    ),
)

EMPTY_FILE = Kind(
    code="W113",
    name="empty-file",
    severity=Severity.ERROR,
    message=Text("“{name}”是空文件，长度为 0。", "“{name}” is empty, 0 bytes long."),
    hint=Text(
        "请重新复制或下载该文件；如在网盘中，请等待同步完成。",
        "Copy or download the file again; on a synchronised drive wait until it has arrived.",
    ),
    page=Text(
        "长度为 0 的文件多半是复制中断、磁盘已满或网盘尚未同步造成的，原件一般完好。",
        "A file of length 0 mostly comes from an interrupted copy, a full disk or a drive not yet "
        "synchronised; the original is usually whole.",
    ),
)

TRUNCATED_FILE = Kind(
    code="W114",
    name="truncated-file",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”不完整：文件末尾的目录缺失或损坏。",
        "“{name}” is incomplete: the directory at its end is missing or damaged.",
    ),
    hint=Text(
        "请重新复制或下载；如原件也打不开，请用 {program} 的“打开并修复”，再另存为“{saved_as}”。",
        "Copy or download it again; if the original does not open either, use “Open and Repair” of "
        "{program} and save it as “{saved_as}”.",
    ),
    page=Text(
        "现行办公文件的目录在文件末尾。传输中断时开头还在、末尾没了，文件看似正常，其实读不出来。",
        "The directory of today's office files is at their end. After an interrupted transfer the "
        "beginning is there and the end is not: the file looks right and cannot be read.",
    ),
)
