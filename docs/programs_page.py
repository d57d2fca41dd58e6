"""The manual's page of other programs, of what was measured (other_programs.toml).

Which part of a workbook is lost or changed, and how we read it, stands in the data; here are
the names of the parts, what their loss means, and how each program was called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple


class Words(NamedTuple):
    zh: str
    en: str


class PartWords(NamedTuple):
    """A part of a workbook, and what follows where it is lost or changed."""

    name: Words
    loss: Words
    shows_change: bool = False


class ProgramWords(NamedTuple):
    name: str
    called: Words


PARTS: Mapping[str, PartWords] = {
    "values": PartWords(
        Words("填的数字和文字", "typed numbers and texts"),
        Words("多出来的是公式算成的常数，或合并的标签拆开后在每格重复。", "What is new are constants where formulas were, or the label of a merge repeated in each cell."),
    ),
    "formulas": PartWords(
        Words("公式", "formulas"),
        Words("合计和校验不再跟着数字变；读入时照样核对。", "Totals and checks no longer follow the figures; they are checked when read."),
    ),
    "results": PartWords(
        Words("公式的计算结果", "stored results of formulas"),
        Words("合计按各项相加算出，并说明（C131）。用 Excel、WPS 打开再保存就有了。", "Totals are added up, which is said (C131). Open and save once to have them again."),
    ),
    "protection": PartWords(
        Words("工作表保护", "protection of sheets"),
        Words("标签和公式可能被误改。", "Labels and formulas can be changed by mistake."),
    ),
    "unlocked": PartWords(
        Words("填数的格不锁定", "unlocked input cells"),
        Words("重新保护以后，要填的格也锁住了。", "Protected again, the inputs are locked, too."),
    ),
    "validations": PartWords(
        Words("数据有效性", "data validation"),
        Words("填错时当场不提醒，下拉列表没有了；读入时照样查出。变了的，是同一格有了两份规则。", "Nothing is said while typing, and lists to choose from are gone; it is found when read. Changed: two rules for one cell."),
    ),
    "prompts": PartWords(
        Words("填写提示", "prompts"),
        Words("选中一格时，看不到怎么填。", "Nothing says what to type in a selected cell."),
    ),
    "conditional": PartWords(
        Words("条件格式", "conditional formats"),
        Words("颜色提示没有了，文字还在。", "The colours are gone, the words stay."),
    ),
    "stop_if_true": PartWords(
        Words("条件格式的“如果为真则停止”", "“stop if true” of conditional formats"),
        Words("一格有几条规则时，颜色可能不同。", "Where a cell has several rules, colours may differ."),
    ),
    "hidden": PartWords(
        Words("工作表的隐藏", "hiding of sheets"),
        Words("程序自己用的表（_nianbao）显示出来，或者可以在菜单里取消隐藏。不要改它，也不要删。", "The program's own sheet (_nianbao) is seen, or can be shown from the menu. Leave it as it is."),
        shows_change=True,
    ),
    "merges": PartWords(
        Words("合并的格", "merged cells"),
        Words("表头散成单格；读入不受影响。", "Headers fall into single cells; they are read as before."),
    ),
    "panes": PartWords(
        Words("冻结的窗格", "frozen panes"),
        Words("往下翻时看不到表头。", "Headers scroll out of sight."),
    ),
    "widths": PartWords(
        Words("列宽", "widths of columns"),
        Words("列太窄，要自己调。", "Columns are narrow."),
    ),
    "fonts": PartWords(
        Words("字体", "fonts"),
        Words("只影响看。LibreOffice 把没有安装的中文字体写成安装了的。", "Of looks only. LibreOffice writes an installed font for a Chinese one that is not."),
        shows_change=True,
    ),
    "looks": PartWords(
        Words("字的大小粗细和底色", "sizes and weights and fills"),
        Words("看不出哪些格要填。", "Input cells no longer stand out."),
    ),
    "number_formats": PartWords(
        Words("数字格式", "number formats"),
        Words("“万元”等单位不再显示，数字不变。", "Units such as 万元 are no longer shown; numbers are the same."),
    ),
    "print_titles": PartWords(
        Words("每页重复的表头", "header rows repeated in print"),
        Words("打印的第二页起没有表头。", "Printed pages after the first have no header."),
    ),
    "print_areas": PartWords(
        Words("打印区域", "print areas"),
        Words("打印出表以外的内容。", "More than the table is printed."),
    ),
    "page": PartWords(
        Words("纸张和方向", "paper and orientation"),
        Words("打印时宽表断成几页。", "Wide tables break over pages in print."),
    ),
    "properties": PartWords(
        Words("文件的自定义属性", "custom properties"),
        Words("格式编号在隐藏的表里还有一份，照样认得。", "The edition stands in the hidden sheet as well."),
    ),
    "full_calculation": PartWords(
        Words("打开时全部重算", "calculation of everything on opening"),
        Words("打开时显示存着的结果；与各项相加不符的合计，读入时会查出。", "Stored results are shown; a total that is not the sum is found when read."),
    ),
}  # fmt: skip

SAVED: Mapping[str, ProgramWords] = {
    "libreoffice": ProgramWords("LibreOffice", Words("不开窗口转换（`soffice --headless --convert-to xlsx`）", "converted headless (`soffice --headless --convert-to xlsx`)")),
    "gnumeric": ProgramWords("Gnumeric", Words("`ssconvert`", "`ssconvert`")),
    "sheetjs": ProgramWords("SheetJS", Words("npm 的 `xlsx`，`readFile` 后 `writeFile`，没有选项", "`xlsx` of npm, `readFile` and `writeFile` without options")),
    "exceljs": ProgramWords("ExcelJS", Words("npm 的 `exceljs`，`readFile` 后 `writeFile`", "`exceljs` of npm, `readFile` and `writeFile`")),
    "xlsx-populate": ProgramWords("xlsx-populate", Words("npm 的 `xlsx-populate`，`fromFileAsync` 后 `toFileAsync`", "`xlsx-populate` of npm, `fromFileAsync` and `toFileAsync`")),
    "openpyxl": ProgramWords("openpyxl", Words("`load_workbook` 后 `save`", "`load_workbook` and `save`")),
    "pyexcel": ProgramWords("pyexcel", Words("`save_book_as`，没有选项", "`save_book_as` without options")),
    "pyexcel-all": ProgramWords("pyexcel，连隐藏的表和合并的格 with hidden sheets and merges", Words("`save_book_as`，加 `skip_hidden_sheets=False, detect_merged_cells=True`", "`save_book_as` with `skip_hidden_sheets=False, detect_merged_cells=True`")),
}  # fmt: skip

CALCULATED: Mapping[str, ProgramWords] = {
    "libreoffice": ProgramWords("LibreOffice", Words("设为总是重算，不开窗口转换", "set to recalculate always, converted headless")),
    "gnumeric": ProgramWords("Gnumeric", Words("`ssconvert --recalc`", "`ssconvert --recalc`")),
    "hyperformula": ProgramWords("HyperFormula", Words("npm 的 `hyperformula`，`buildFromSheets`，数组公式写成 `ARRAYFORMULA(…)`", "`hyperformula` of npm, `buildFromSheets`, formulas of arrays as `ARRAYFORMULA(…)`")),
    "formulas": ProgramWords("formulas", Words("PyPI 的 `formulas`，`ExcelModel().loads(…).finish().calculate()`", "`formulas` of PyPI, `ExcelModel().loads(…).finish().calculate()`")),
}  # fmt: skip

_MADE = "<!-- docs/rebuild.py 由 docs/other_programs.toml 生成，请勿手改。Made by docs/rebuild.py. -->\n"
_HEAD = """\
# 其他程序对工作簿做什么 What other programs do to our workbooks

[手册 Manual](manual/README.md)

三份工作簿（2019 年格式填好的、2021 年格式填好的和空白的）用下面的程序打开、另存，什么也不改，再逐格比较、用 nianbao 读入。丢了什么、变了什么、算出什么，都是运行所得；Excel 和 WPS 没有这样试过。括号里是处数，例如 3/12 是 12 处里有 3 处；没有括号的是全部。

Three workbooks (one of the form of 2019, filled in; two of 2021, filled in and blank) were opened and saved again, nothing else done, compared cell by cell and read by nianbao. What was lost, changed and calculated was measured; Excel and WPS were not tried. 3/12 is 3 places of 12; without a number, all of them.

再量一遍 To measure again: `python -m tests.programs`；更新 to renew: `python -m tests.programs --write && python docs/rebuild.py`

## 另存以后 Saved again
"""


def programs_page(data: Mapping[str, Any]) -> str:
    """The page as Markdown."""
    lines = [_MADE, _HEAD]
    for id, words in SAVED.items():
        if id in data["saved"]:
            lines += _saved(words, data["saved"][id])
    lines += [
        "## 变了、丢了会怎样 What a loss means",
        "",
        "| 什么 | 会怎样 | | |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {part.name.zh} | {part.loss.zh} | {part.name.en} | {part.loss.en} |"
        for part in PARTS.values()
    ]
    lines += ["", "## 公式用别的程序计算 Formulas in other engines", ""]
    lines += [
        "同样三份工作簿去掉存着的结果，由别的程序算出，再与去掉的比较。"
        "The same workbooks without stored results, calculated, and compared with these.",
        "",
    ]
    for id, words in CALCULATED.items():
        if id in data["calculated"]:
            lines += _calculated(words, data["calculated"][id])
    return "\n".join(lines) + "\n"


def _saved(words: ProgramWords, found: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {words.name} {found['version']}\n"
    yield f"{words.called.zh}。\n"
    parts, read = found["parts"], found["read"]
    lost, changed, more = (list(_amounts(parts, what)) for what in ("lost", "changed", "added"))
    untouched = [id for id, fact in parts.items() if fact["kept"] == fact["had"]]
    same = read["same"] == read["had"]
    for head, amounts in (("丢了", lost), ("变了", changed), ("别处多出", more)):
        if amounts:
            yield f"- {head}：{'、'.join(each.zh for each in amounts)}。"
    yield f"- 没变：{'、'.join(PARTS[id].name.zh for id in untouched) or '没有'}。"
    yield (
        f"- nianbao 读来：{read['had']} 项（数字、封面、各段文字）"
        + ("全部相同" if same else f"里有 {read['same']} 项相同")
        + f"；{_findings(found, '多提出 ', '不再提出 ', '提出的问题不变')}。"
    )
    yield f"\n<details><summary>English</summary>\n\n{words.called.en}.\n"
    for head, amounts in (("Lost", lost), ("Changed", changed), ("New elsewhere", more)):
        if amounts:
            yield f"- {head}: {', '.join(each.en for each in amounts)}."
    yield f"- Untouched: {', '.join(PARTS[id].name.en for id in untouched) or 'nothing'}."
    yield (
        f"- Read by nianbao: {'all' if same else read['same']} of {read['had']} contents the same"
        f"; {_findings(found, 'found besides: ', 'no longer found: ', 'findings as before')}."
    )
    yield "\n</details>\n"


def _amounts(parts: Mapping[str, Any], what: str) -> Iterator[Words]:
    """Each part of which something was lost, changed or added; how much, where it is not all."""
    for id, fact in parts.items():
        if number := fact.get(what):
            amount = str(number) if what == "added" else f"{number}/{fact['had']}"
            told = [amount] if number != fact["had"] or what == "added" else []
            if what == "changed" and PARTS[id].shows_change:
                told.append(fact["example"])
            yield Words(
                PARTS[id].name.zh + (f"（{'，'.join(told)}）" if told else ""),
                PARTS[id].name.en + (f" ({', '.join(told)})" if told else ""),
            )


def _findings(found: Mapping[str, Any], more: str, fewer: str, none: str) -> str:
    told = [
        head + ", ".join(f"[{code}](manual/{code[0]}.md#{code.lower()}) ×{n}" for code, n in by.items())
        for head, by in ((more, found["more"]), (fewer, found["fewer"]))
        if by
    ]  # fmt: skip
    return "; ".join(told) or none


def _calculated(words: ProgramWords, found: Mapping[str, Any]) -> Iterator[str]:
    same, formulas = found["same"], found["formulas"]
    yield f"### {words.name} {found['version']}\n"
    yield f"{words.called.zh}。" + (
        f"{formulas} 个公式的结果全部相同。\n"
        if same == formulas
        else f"{formulas} 个公式里 {same} 个的结果相同，其余：\n"
    )
    if same != formulas:
        yield "| 存着的 → 它算的 stored → its own | 个 |\n|---|---|"
        yield from (f"| {pair} | {number} |" for pair, number in found["differ"].items())
        yield ""
    yield f"{words.called.en}: {'all' if same == formulas else same} of {formulas} the same.\n"
