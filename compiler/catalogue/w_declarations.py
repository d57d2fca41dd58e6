"""Mistakes in a declaration, W301 to W313: for whoever writes or corrects a format."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

NOT_TOML = Kind(
    code="W301",
    name="declaration-not-readable",
    severity=Severity.ERROR,
    message=Text(
        "声明文件 {file}{at}：不是有效的声明文件（{reason}）。",
        "Declaration {file}{at}: not a valid declaration ({reason}).",
    ),
    hint=Text(
        "请用文本编辑器打开，改正这一处的写法。", "Open it in a text editor and mend this place."
    ),
    page=Text(
        "声明文件必须是 UTF-8 编码的 TOML 文本。读不懂的文件不会被部分采用。",
        "A declaration must be TOML text in UTF-8. One that cannot be parsed is not used in part.",
    ),
    about_form=True,
)

UNKNOWN_KEY = Kind(
    code="W302",
    name="declaration-unknown-key",
    severity=Severity.ERROR,
    message=Text(
        "声明文件 {file}{at}：不认识的键“{found}”。",
        "Declaration {file}{at}: unknown key “{found}”.",
    ),
    hint=Text("{suggestion}", "{suggestion}"),
    page=Text(
        "写错的键如果被忽略，勾稽关系就会悄悄失效，所以每个键都必须认识。",
        "A misspelt key that was ignored would switch a rule off in silence, so every key must be known.",
    ),
    about_form=True,
)

MISSING_KEY = Kind(
    code="W303",
    name="declaration-missing-key",
    severity=Severity.ERROR,
    message=Text(
        "声明文件 {file}{at}：缺少“{found}”。", "Declaration {file}{at}: “{found}” is missing."
    ),
    hint=Text("请补上这一项。", "Add it."),
    page=Text("这一项没有默认值，必须写明。", "This entry has no default and must be stated."),
    about_form=True,
)

WRONG_TYPE = Kind(
    code="W304",
    name="declaration-wrong-value",
    severity=Severity.ERROR,
    message=Text(
        "声明文件 {file}{at}：“{found}”不能用在这里，应为{wanted}。",
        "Declaration {file}{at}: “{found}” cannot stand here; what is needed: {wanted}.",
    ),
    hint=Text("{suggestion}", "{suggestion}"),
    page=Text(
        "每一项的取值都有规定的形式，写错的值不会被猜测。",
        "Every entry has a stated form; a wrong value is never guessed at.",
    ),
    about_form=True,
)

UNKNOWN_NAME = Kind(
    code="W305",
    name="declaration-unknown-name",
    severity=Severity.ERROR,
    message=Text(
        "声明文件 {file}{at}：“{found}”没有声明过。",
        "Declaration {file}{at}: “{found}” is not declared.",
    ),
    hint=Text("{suggestion}", "{suggestion}"),
    page=Text(
        "章节、表、行、列、单位都要先声明，再在别处引用。",
        "Sections, tables, rows, columns and units are declared before they are referred to.",
    ),
    about_form=True,
)

BAD_EXPRESSION = Kind(
    code="W306",
    name="declaration-bad-expression",
    severity=Severity.ERROR,
    message=Text(
        "声明文件 {file}{at}：关系式“{found}”读不懂（{reason}）。",
        "Declaration {file}{at}: the expression “{found}” cannot be read ({reason}).",
    ),
    hint=Text(
        "可以用 + - * / ( )、sum(甲 .. 乙 except 丙)、min、max、average、count、round、if 和 == <= >= < > !=，名称用声明过的编号；各单位增加的行没有编号，用 lines、parent、children 称呼。",
        "Use + - * / ( ), sum(a .. b except c), min, max, average, count, round, if and == <= >= < > != over declared ids. Rows that an office adds have none: lines, parent and children speak of them.",
    ),
    page=Text(
        "关系式同时用于核对、工作簿里的实时校验和说明，必须能完整读懂。",
        "The expression serves the check, the live check of the workbook and the manual, so it must parse whole.",
    ),
    about_form=True,
)

DUPLICATE = Kind(
    code="W307",
    name="declaration-duplicate",
    severity=Severity.ERROR,
    message=Text(
        "声明文件 {file}{at}：“{found}”重复。", "Declaration {file}{at}: “{found}” occurs twice."
    ),
    hint=Text("请改用不同的编号、名称或标签。", "Use different ids, names or labels."),
    page=Text(
        "编号、标签和工作表名称必须各不相同，数据才能对上号。",
        "Ids, labels and sheet names must differ, so that data find their place.",
    ),
    about_form=True,
)

REPLACED_KEY = Kind(
    code="W308",
    name="declaration-replaced-key",
    severity=Severity.ERROR,
    message=Text(
        "声明文件 {file}{at}：“{found}”已经不用，现在用的是{instead}。",
        "Declaration {file}{at}: “{found}” is no longer used; its place is taken by {instead}.",
    ),
    hint=Text("请照此改写，或者把这一段删掉。", "Rewrite it so, or delete it."),
    page=Text(
        "句子从前按整串词语去找，现在按词的作用来读；从前的写法如果被忽略，核对就会悄悄变少，所以逐个指出。",
        "Sentences were once searched for whole strings and are now read word by word; old keys that were ignored would switch checks off in silence.",
    ),
    about_form=True,
)

NO_FOLDER = Kind(
    code="W310",
    name="no-folder-of-formats",
    severity=Severity.ERROR,
    message=Text(
        "环境变量 NIANBAO_FORMATS 指定的文件夹“{folder}”不存在，或不允许读取。",
        "The folder “{folder}” named by NIANBAO_FORMATS does not exist or may not be read.",
    ),
    hint=Text("请改正这个环境变量，或把它去掉。", "Correct the variable, or unset it."),
    page=Text(
        "单位自有的声明文件放在这个文件夹里。文件夹找不到时，程序不会悄悄改用自带的格式。",
        "An office's own declarations stand in this folder. Where it is missing, the ones shipped are not taken instead in silence.",
    ),
    about_form=True,
)

REPEATED_ID = Kind(
    code="W311",
    name="format-declared-twice",
    severity=Severity.ERROR,
    message=Text(
        "声明文件“{file}”的编号“{id}”与“{other}”相同，没有采用。",
        "The declaration “{file}” has the id “{id}” of “{other}” and is not used.",
    ),
    hint=Text(
        "请改用不同的编号，或移走其中一个文件。", "Give it another id, or move one of the two away."
    ),
    page=Text(
        "工作簿按编号找声明文件，不看文件名，所以同一文件夹里的编号不能相同。",
        "A workbook finds its declaration by id and not by the file's name, so the ids of one folder must differ.",
    ),
    about_form=True,
)

OPEN_GUESSES = Kind(
    code="W312",
    name="declaration-with-open-guesses",
    severity=Severity.ERROR,
    message=Text(
        "声明文件 {file} 是草稿，还有 {number} 处推测没有核定：{places}。",
        "Declaration {file} is a draft with {number} open guesses: {places}.",
    ),
    hint=Text(
        "请用 nianbao formats 看每处推测，对照正式表样核定后，删去文件里相应的 guess 一项。",
        "Look at each by nianbao formats, compare the official form, and delete its guess from the file.",
    ),
    page=Text(
        "nianbao learn 由正式表样起草声明文件，凡是推测的地方都标上 guess。没有人核定过的推测不能用来做工作簿、核对报告，"
        "只能用 nianbao formats 查看；guess 全部删去后，草稿就是正式的声明文件。",
        "nianbao learn drafts a declaration from an official form and marks what it guessed by `guess`. "
        "What nobody has settled makes no workbook and checks no report; only nianbao formats shows it. "
        "When every guess is deleted the draft is a declaration like any other.",
    ),
    about_form=True,
)

NOTHING_TO_LEARN = Kind(
    code="W313",
    name="no-form-to-learn",
    severity=Severity.ERROR,
    message=Text(
        "“{name}”里没有找到表格，也没有找到标题，起草不出声明文件。",
        "“{name}” has neither a table nor a heading, so no declaration can be drafted.",
    ),
    hint=Text(
        "请给出正式表样的文档；表格若是图片，请先照着做成表格。",
        "Give the document of the official form; where its tables are pictures, make tables of them first.",
    ),
    page=Text(
        "声明文件由表样里的标题和表格起草。扫描件、图片里的表格读不出来，不会去猜。",
        "A declaration is drafted from the headings and tables of a form. Tables in pictures cannot be "
        "read, and are not guessed at.",
    ),
)
