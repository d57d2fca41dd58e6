"""What was given: files that cannot be had or seen whole, W150 to W169, and what was typed, W190 to W199.

Knows no disk: here stands only what is said about faults found elsewhere.
"""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values import limits
from compiler.values.findings import Kind, Severity

NO_SUCH_FILE = Kind(
    code="W150",
    name="no-such-file",
    severity=Severity.ERROR,
    message=Text("没有找到文件“{file}”。", 'There is no file "{file}".'),
    hint=Text("{suggestion}", "{suggestion}"),
    page=Text(
        "给出的文件不存在，因此什么也没有做。常见的原因是文件名少了一个字、扩展名不对，或者所在文件夹不对。"
        "同一文件夹里若有名字相近的文件，会一并列出。文件名中有空格时，请用引号括起来。",
        "The file given does not exist, so nothing was done. Usually the name misses a character, has "
        "another extension, or belongs to another folder. A file of a similar name in the same folder is "
        "named. Put a name that contains blanks in quotation marks.",
    ),
)

IS_A_DIRECTORY = Kind(
    code="W151",
    name="is-a-directory",
    severity=Severity.ERROR,
    message=Text("“{file}”是文件夹，不是文件。", '"{file}" is a folder, not a file.'),
    hint=Text("请给出文件夹中某一个文件的名字。", "Give the name of one file inside the folder."),
    page=Text(
        "每次处理一份报告：工作簿（.xlsx）、数据文件（.json）或由本程序写出的文档（.docx）。"
        "给出的却是文件夹。",
        "One report is read at a time: a workbook (.xlsx), a data file (.json) or a document that nianbao "
        "wrote (.docx). A folder was given.",
    ),
)

NO_PERMISSION = Kind(
    code="W152",
    name="no-permission",
    severity=Severity.ERROR,
    message=Text("文件“{file}”不允许读取。", 'The file "{file}" may not be read.'),
    hint=Text(
        "请关闭正在使用它的程序，或请管理员开放读取权限，也可以把文件复制到自己的文件夹后再试。",
        "Close the program that uses it, ask for permission to read it, or copy it to a folder of your own.",
    ),
    page=Text(
        "系统拒绝读取这个文件：要么没有读取权限，要么别的程序正独占着它。文件没有被改动。",
        "The system refused to read the file: the permission is missing, or another program holds it for "
        "itself alone. The file was not touched.",
    ),
)

TOO_LARGE = Kind(
    code="W153",
    name="too-large",
    severity=Severity.ERROR,
    message=Text(
        "文件“{file}”超过 {limit} 兆字节，没有读取。",
        'The file "{file}" is larger than {limit} MiB and was not read.',
    ),
    hint=Text(
        "请检查是不是选错了文件；工作簿里若粘贴了图片，请删去图片后另存。",
        "Check that it is the right file; if pictures were pasted into the workbook, remove them and save it again.",
    ),
    page=Text(
        f"一份报告通常不到一兆字节。超过 {limits.FILE.most} 兆字节的文件不会是填好的报告，为避免耗尽内存，不予读取。",
        f"A report rarely reaches one MiB. A file larger than {limits.FILE.most} MiB is no filled report and is not read, "
        "so that it cannot use up the memory.",
    ),
)

OPEN_ELSEWHERE = Kind(
    code="W154",
    name="open-elsewhere",
    severity=Severity.ADVICE,
    message=Text(
        "文件“{file}”正在别的程序中打开，读取的是最后一次保存的内容。",
        'The file "{file}" is open in another program; what was last saved has been read.',
    ),
    hint=Text(
        "若有尚未保存的修改，请先保存，再重新运行。",
        "If there are changes not yet saved, save them and run this again.",
    ),
    page=Text(
        "文件旁边有一个以“~$”开头的锁文件，说明有人正打开着它。没有保存的修改读不到，结果以最后一次保存的内容为准。"
        "程序异常退出后，锁文件也可能遗留下来。",
        'Beside the file stands a lock whose name begins with "~$": somebody has it open. Changes not yet '
        "saved cannot be seen; the results are those of the last saved state. A lock can also be left "
        "behind by a program that ended badly.",
    ),
)

NOT_READABLE = Kind(
    code="W155",
    name="not-readable",
    severity=Severity.ERROR,
    message=Text(
        "文件“{file}”读取失败（系统错误号 {number}）。",
        'Reading the file "{file}" failed (system error {number}).',
    ),
    hint=Text(
        "请确认磁盘或网络位置可用，或把文件复制到本机后再试。",
        "Check that the disk or network place is at hand, or copy the file to this computer and try again.",
    ),
    page=Text(
        "读取途中系统报告了错误，例如网络断开、移动磁盘被拔出或磁盘损坏。没有读到一半就继续处理。",
        "The system reported an error while reading: a network gone, a drive pulled out or damaged. "
        "Nothing goes on from half a file.",
    ),
)

CHANGED_MEANWHILE = Kind(
    code="W156",
    name="changed-meanwhile",
    severity=Severity.ERROR,
    message=Text(
        "文件“{file}”在处理途中被改动了，没有写出。",
        'The file "{file}" was changed while it was worked on; nothing was written.',
    ),
    hint=Text("请等它保存完毕，再重新运行。", "Wait until it is saved, and run this again."),
    page=Text(
        "归档包里的工作簿必须就是核对过的那一份。核对以后、放进包里以前，它又变了，所以不写出。",
        "The workbook in a package must be the very one that was checked. It changed between the check and "
        "the packing, so nothing is written.",
    ),
)

FORMULAS_UNSEEN = Kind(
    code="W157",
    name="formulas-not-seen",
    severity=Severity.ADVICE,
    message=Text(
        "有 {count} 个数是公式，从这种格式的文件里只能读出公式的结果，读不出公式本身。",
        "{count} figures are formulas of which a file of this format gives the results alone.",
    ),
    hint=Text(
        "结果照常核对；要连公式一起核对，请另存为“Excel 工作簿（*.xlsx）”再运行。",
        "The results are checked as ever; to have the formulas checked, save it as an Excel Workbook (*.xlsx) and run this again.",
    ),
    page=Text(
        "旧格式的工作簿（.xls、.et）里，公式存成一串记号。常用的求和都读得出来，引用别的工作表、名称和少见函数的读不出来。"
        "读不出来时以最后一次保存的结果为准，合计是不是随着填写变动就看不出来了。",
        "In old workbooks (.xls, .et) a formula is a string of tokens. The usual sums are read; references to other "
        "sheets, names and rare functions are not. Then the result of the last saving counts, and whether a total "
        "follows what is typed cannot be seen.",
    ),
)

WRONG_USAGE = Kind(
    code="W190",
    name="wrong-usage",
    severity=Severity.ERROR,
    message=Text("{said}", "{said}"),
    hint=Text("{help}", "{help}"),
    page=Text(
        "命令、选项或参数写得不对，因此什么也没有做。",
        "A command, an option or an argument is wrong, so nothing was done.",
    ),
)

UNKNOWN_CODE = Kind(
    code="W191",
    name="unknown-code",
    severity=Severity.ERROR,
    message=Text("没有编号“{found}”。", "There is no code “{found}”."),
    hint=Text("{suggestion}", "{suggestion}"),
    page=Text(
        "编号是核对结果每一条开头的一个字母和三位数字，可以用 nianbao explain 查看它的说明。",
        "A code is the letter and three digits at the head of each finding; nianbao explain tells about it.",
    ),
)
