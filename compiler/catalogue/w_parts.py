"""What can be wrong inside a workbook's or document's package, W121 to W138.

Values: `name` the file's own name, `part` a member's, `what` and `limit` the measure and its
bound. Must not know how they are found.
"""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values import limits
from compiler.values.findings import Kind, Severity

_LIMITS = limits.listed()
_SAVE_AGAIN = Text(
    "请用 {program} 打开，另存为新的“{saved_as}”。",
    "Open it in {program} and save it as a new “{saved_as}”.",
)
_FETCH_AGAIN = Text(
    "请重新复制或下载该文件；不行则用 {program} 打开并修复，另存为“{saved_as}”。",
    "Copy or download the file again; failing that, open and repair it in {program} and save it "
    "as “{saved_as}”.",
)
_UNTRUSTED = Text(
    "请不要使用此文件，向提供者索取用 {program} 直接保存的原件。",
    "Do not use this file; ask its sender for the original as saved by {program}.",
)

TOO_MANY_MEMBERS = Kind(
    code="W121",
    name="too-many-members",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”内有 {what} 个部件，超过上限 {limit} 个。",
        "“{name}” has {what} parts inside, above the limit of {limit}.",
    ),
    hint=_SAVE_AGAIN,
    page=Text(
        "一份正常的报告只有几十个部件。数量异常多的文件或已损坏，或是有意拖垮程序的。",
        "A normal report has some dozens of parts. One with very many is damaged, or was made to "
        "exhaust the program.",
    ),
)

UNSAFE_MEMBER = Kind(
    code="W122",
    name="unsafe-member-name",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”内有名称不合规的部件：{part}。",
        "“{name}” has a part with an improper name: {part}.",
    ),
    hint=_UNTRUSTED,
    page=Text(
        "部件名称不得以斜杠开头，不得含有“..”或控制字符，否则解包时可能写到别处。"
        "办公软件不会写出这样的名称。",
        "A part's name must not begin with a slash nor contain “..” or control characters, "
        "or unpacking could write elsewhere. Office programs write no such names.",
    ),
)

DUPLICATE_MEMBER = Kind(
    code="W123",
    name="duplicate-member",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”内有两个同名部件：{part}。", "“{name}” has two parts of one name: {part}."
    ),
    hint=_UNTRUSTED,
    page=Text(
        "同名部件会使不同的软件读到不同的内容：看到的与核对的可能不是同一份数据。名称不分大小写。",
        "With two parts of one name different programs read different content: what is seen may "
        "not be what is checked. Upper and lower case are the same name.",
    ),
)

ENCRYPTED_MEMBER = Kind(
    code="W124",
    name="encrypted-member",
    severity=Severity.ERROR,
    message=Text("“{name}”内的部件 {part} 已加密。", "The part {part} of “{name}” is encrypted."),
    hint=_SAVE_AGAIN,
    page=Text(
        "单个部件加密不是办公软件的做法，多半是用压缩软件加了密码。去掉密码后重新保存。",
        "Office programs do not encrypt single parts; an archiver has set a password. Remove it "
        "and save the file again.",
    ),
)

UNKNOWN_COMPRESSION = Kind(
    code="W125",
    name="unknown-compression",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”内的部件 {part} 用了不支持的压缩方式（编号 {what}）。",
        "The part {part} of “{name}” is compressed in an unsupported way (number {what}).",
    ),
    hint=_SAVE_AGAIN,
    page=Text(
        "办公文件的标准只允许不压缩或标准压缩两种方式。用压缩软件重新打包过的文件可能用了别的方式。",
        "The standard of office files allows storing and deflating only. A file repacked by an "
        "archiver may use something else.",
    ),
)

DAMAGED_MEMBER = Kind(
    code="W126",
    name="damaged-member",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”内的部件 {part} 已损坏：内容与校验值或长度不符。",
        "The part {part} of “{name}” is damaged: its content does not agree with its checksum or length.",
    ),
    hint=_FETCH_AGAIN,
    page=Text(
        "每个部件都带有长度和校验值。二者不符说明文件在保存或传输中坏了，其中的数字不可信。",
        "Every part carries its length and a checksum. Where they disagree, saving or copying has "
        "damaged the file and its figures cannot be trusted.",
    ),
)

EXPANDS_TOO_FAR = Kind(
    code="W127",
    name="expands-too-far",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”解压后过大：{part} 达到 {what}，超过上限 {limit}。",
        "“{name}” expands too far: {part} reaches {what}, above the limit of {limit}.",
    ),
    hint=Text(
        "如确是自己的文件，请删去数据区以外的空行空列和图片，再用 {program} 另存；否则不要使用。",
        "If it is your own, remove blank rows and columns and pictures outside the data and save "
        "it again in {program}; otherwise do not use it.",
    ),
    page=Text(
        "很小的文件解压出极大的内容，是常见的攻击手法，也可能因整张表设了格式。"
        f"上限：全部 {limits.EXPANDED.most} MiB；大于 1 MiB 的部件，压缩比 {limits.RATIO.most} 比 1。按实际解出的字节计算。",
        "A tiny file that expands hugely is a known attack, or a sheet formatted to its last row. "
        f"Limits: {limits.EXPANDED.most} MiB in all; for a part above 1 MiB, {limits.RATIO.most} to 1. "
        "Bytes are counted as they come out.",
    ),
)

DOCUMENT_TYPE = Kind(
    code="W128",
    name="document-type-declaration",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”内的部件 {part} 带有文档类型声明。",
        "The part {part} of “{name}” carries a document type declaration.",
    ),
    hint=_UNTRUSTED,
    page=Text(
        "文档类型声明可以让程序读取本机文件或访问网络，办公文件的标准禁止使用它。",
        "Such a declaration can make a program read local files or the network; the standard of "
        "office files forbids it.",
    ),
)

MALFORMED_PART = Kind(
    code="W129",
    name="malformed-part",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”内的部件 {part} 无法解析。", "The part {part} of “{name}” cannot be parsed."
    ),
    hint=_FETCH_AGAIN,
    page=Text(
        "部件的标记文本不合语法。文件已损坏，或由不合格的程序写出；猜着读会读错数字，所以不读。",
        "The markup of the part is not well formed. The file is damaged or was written by a faulty "
        "program; guessing would misread figures, so it is not read.",
    ),
)

MISSING_PART = Kind(
    code="W130",
    name="missing-part",
    severity=Severity.ERROR,
    message=Text("“{name}”内缺少主要部件：{part}。", "“{name}” lacks an essential part: {part}."),
    hint=_FETCH_AGAIN,
    page=Text(
        "文件的目录指向的主要部件不在文件里，或不是它应有的内容。文件不完整，或被其他程序改动过。",
        "An essential part to which the file refers is not there, or is not what it should be. The "
        "file is incomplete or was altered by another program.",
    ),
)

MISSING_SHEET = Kind(
    code="W131",
    name="missing-sheet-part",
    severity=Severity.ERROR,
    message=Text(
        "工作表“{sheet}”列在目录中，文件里却没有它的内容。",
        "The sheet “{sheet}” is listed, but its content is not in the file.",
    ),
    hint=_FETCH_AGAIN,
    page=Text(
        "有的程序遇到这种文件会悄悄略过该表，使整张表的数据消失而无人察觉，所以这里不予读取。",
        "Some programs silently skip such a sheet, and its data vanish unnoticed; so it is refused.",
    ),
)

DUPLICATE_SHEET = Kind(
    code="W132",
    name="duplicate-sheet-name",
    severity=Severity.ERROR,
    message=Text("有两张工作表都叫“{sheet}”。", "Two sheets are both named “{sheet}”."),
    hint=Text(
        "请用 {program} 打开，给其中一张改名或删去，再保存。",
        "Open it in {program}, rename or delete one of them and save.",
    ),
    page=Text(
        "工作表按名称查找，同名时无法判断哪一张是填好的。名称不分大小写。",
        "Sheets are found by name; with two of one name it cannot be said which was filled in. "
        "Upper and lower case are the same name.",
    ),
)

DUPLICATE_CELL = Kind(
    code="W133",
    name="duplicate-cell",
    severity=Severity.ERROR,
    message=Text(
        "工作表“{sheet}”的单元格 {cell} 在文件里出现了两次。",
        "The cell {cell} of the sheet “{sheet}” occurs twice in the file.",
    ),
    hint=_SAVE_AGAIN,
    page=Text(
        "同一单元格存了两个内容，不同的软件会显示不同的数字。另存后请核对该单元格。",
        "One cell is stored with two contents, and different programs show different figures. "
        "After saving, check that cell.",
    ),
)

BAD_ADDRESS = Kind(
    code="W134",
    name="bad-cell-address",
    severity=Severity.ERROR,
    message=Text(
        "工作表“{sheet}”中有不合规的单元格位置：{what}。",
        "The sheet “{sheet}” has an improper cell position: {what}.",
    ),
    hint=_SAVE_AGAIN,
    page=Text(
        "单元格位置应为列字母加行号，最大为 XFD1048576，并与所在的行一致。位置不对，数字就会读错行列。",
        "A cell's position is letters and a row number, XFD1048576 at most, and agrees with its "
        "row. Where it does not, figures would be read in the wrong place.",
    ),
)

BAD_SHARED_TEXT = Kind(
    code="W135",
    name="bad-shared-text",
    severity=Severity.ERROR,
    message=Text(
        "工作表“{sheet}”的单元格 {cell} 指向第 {what} 条文字，而文件里没有这一条。",
        "The cell {cell} of the sheet “{sheet}” refers to text number {what}, which is not in the file.",
    ),
    hint=_FETCH_AGAIN,
    page=Text(
        "单元格的文字存放在公用的文字表里，单元格只记序号。序号超出范围，说明文件已损坏。",
        "The text of cells is kept in one common list and a cell holds its number only. A number "
        "outside the list means that the file is damaged.",
    ),
)

OVER_A_LIMIT = Kind(
    code="W136",
    name="over-a-limit",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”太大，没有读：{what}最多 {limit}{found}。",
        "“{name}” is too large and was not read: {what} may be {limit} at most{found}.",
    ),
    hint=Text(
        "请先看是不是选错了文件；如是自己填的，请删去用不着的工作表、行列或文字，再用 {program} 另存。",
        "See first whether it is the right file; if you filled it in, remove the sheets, rows or "
        "words that are not needed and save it again in {program}.",
    ),
    page=Text(
        f"每个文件都要在几秒钟内答复，所以凡是能把程序拖慢的都有上限，远远大于任何一份报告：{_LIMITS.zh}。"
        "超过上限的文件不读，也不读一半。本程序自己写出的文件都在上限以内。",
        "Every file is to be answered within seconds, so whatever can slow the program down has a "
        f"limit, far beyond any report: {_LIMITS.en}. A file over a limit is not read, nor half "
        "read. What nianbao writes is within all of them.",
    ),
)

BACKSLASH_MEMBER = Kind(
    code="W137",
    name="backslash-in-member-name",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”的部件名称用了反斜杠：{part}。",
        "The names of the parts of “{name}” have backslashes: {part}.",
    ),
    hint=_SAVE_AGAIN,
    page=Text(
        "有些程序（多为旧的打包组件）写部件名称时用反斜杠代替斜杠，各种软件对它的理解不一样，所以不读。"
        "文件本身多半是好的，打开后另存一次就改过来了。",
        "Some programs, mostly old packing components, write backslashes for slashes in the names "
        "of parts. Programs differ in how they understand them, so it is not read; the file is "
        "mostly sound, and opening and saving it mends the names.",
    ),
)

SECOND_PART = Kind(
    code="W138",
    name="second-part-of-a-kind",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”里有两个{what}：{part}。", "“{name}” has a second part that is {what}: {part}."
    ),
    hint=_UNTRUSTED,
    page=Text(
        "一份文件只有一个主要部件、一套样式。有两个的，不同的软件读到的是不同的一个，看到的与核对的可能不是同一份。",
        "A file has one main part and one set of styles. Of two, different programs read a "
        "different one: what is seen may not be what is checked.",
    ),
)
