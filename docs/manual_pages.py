"""The manual's pages as Markdown: one a family of findings, one an edition, and an index.

Given the catalogue's examples and the forms; gives text. Chinese first, English
below. Nothing is said here that does not stand in the catalogue or in a declaration.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from compiler.catalogue.all import KINDS
from compiler.checks.clauses import grades, rules_behind, when_to_explain
from compiler.checks.coverage import coverage
from compiler.format.declaration import Section
from compiler.format.form import Form
from compiler.format.grid import GridCell
from compiler.format.words import words_of
from compiler.output.coverage_map import LEGEND, mark, unguarded_labels
from compiler.values.findings import SEVERITY_NAMES, Kind


@dataclass(frozen=True)
class Shown:
    """A kind's example: what was given as Markdown, what was said of it in each language."""

    given: str
    hints: Mapping[str, str]
    terminal: Mapping[str, str]


FAMILIES = {
    "S": ("报告整体", "the report as a whole"), "C": ("单元格", "cells"),
    "T": ("表内关系", "within a table"), "X": ("表间关系", "across tables"),
    "Y": ("跨年关系", "across years"), "P": ("文字", "prose"), "D": ("文档", "documents"),
    "U": ("成批处理的各单位", "units and rosters"),
    "W": ("文件、工作簿、格式声明", "files, workbooks, declarations"), "I": ("程序故障", "internal"),
}  # fmt: skip
_MADE = "<!-- docs/rebuild.py 由目录和格式声明生成，请勿手改。Made by docs/rebuild.py. -->\n"


def pages(found: Mapping[str, Shown], forms: tuple[Form, ...]) -> Iterator[tuple[str, str]]:
    """(file name, contents) of every page."""
    yield "README.md", _index(forms)
    for family in FAMILIES:
        yield f"{family}.md", _family(family, found, forms)
    for form in forms:
        yield f"{form.id}.md", _edition(form)


def _index(forms: tuple[Form, ...]) -> str:
    lines = [_MADE, "# 手册 Manual", "", "## 报告格式 Editions", ""]
    lines += [
        f"- [{f.id}]({f.id}.md) {f.declaration.name}，{f.declaration.authority}" for f in forms
    ]
    lines += ["", "## 声明一种格式 Declaring a format", ""]
    lines += [
        "- [一步一步写](../declaring-a-format.md) 英文，图书馆年报；step by step, a library",
        "- [增加的行和金额](../declaring-open-rows.md) 中文，专项资金",
        "- [声明文件的每一个键](../keys.md) every key of a declaration",
    ]
    lines += ["", "## 读入 Reading", ""]
    lines += [
        "- [格里的内容和样子](../cells.md) 每一种读成什么、怎么说；cells, what they hold and show"
    ]
    lines += [
        "- [其他程序对工作簿做什么](../other-programs.md) 另存以后丢什么、变什么，读入对不对；other programs"
    ]
    lines += ["", "## 许多家单位 Many units", ""]
    lines += [
        "- [一次收许多家单位的报告](../office.md) 成批核对、总览、名册、通知；many units at once"
    ]
    lines += ["", "## 归档 For the archive", ""]
    lines += ["- [归档包](../archive.md) 包里有什么，每一项核对证明什么、不证明什么"]
    lines += ["- [正式文档在别的软件里](../programs.md) 另存、转换、合并、读取以后，还剩下什么"]
    lines += ["", "## 各种问题 Findings", ""]
    for family, (zh, en) in FAMILIES.items():
        lines += [
            f"### [{family} {zh}]({family}.md) {en}",
            "",
            "| 编号 | 级别 | 说明 | |",
            "|---|---|---|---|",
        ]
        for kind in _of(family):
            page = kind.page.zh.split("。")[0]
            link = f"[{kind.code}]({family}.md#{kind.code.lower()})"
            lines.append(
                f"| {link} | {SEVERITY_NAMES[kind.severity].zh} | {_cell(page)} | {kind.name} |"
            )
        lines.append("")
    return "\n".join(lines)


def _family(family: str, found: Mapping[str, Shown], forms: tuple[Form, ...]) -> str:
    zh, en = FAMILIES[family]
    lines = [_MADE, f"# {family} {zh} {en}", "", "[手册 Manual](README.md)"]
    for kind in _of(family):
        lines += _kind(kind, found[kind.code], forms)
    return "\n".join(lines) + "\n"


def _kind(kind: Kind, example: Shown, forms: tuple[Form, ...]) -> Iterator[str]:
    rules = rules_behind(kind, forms)
    explaining = when_to_explain(kind, rules)
    yield f'\n<a id="{kind.code.lower()}"></a>\n\n## {kind.code} {grades(kind, rules).zh}\n'
    yield f"**查什么，为什么**　{_spoken(kind.page.zh)}"
    if rules:
        yield "\n**有哪些关系，出自哪里**\n"
        for id, rule in rules:
            yield f"- {rule.words}（{rule.clause or '格式自定'}，[{id}]({id}.md)）"
    yield f"\n**什么时候可以说明而不改**　{explaining.zh}"
    yield f"\n**怎么改**　{_spoken(example.hints['zh'])}"
    yield "\n**例**\n"
    if example.given:
        yield f"{example.given}\n"
    yield _output(example, "zh")
    yield "\n<details><summary>English</summary>\n"
    yield f"**{kind.name}** ({grades(kind, rules).en})\n"
    yield f"**What and why.** {_spoken(kind.page.en)}\n"
    if rules:
        clauses = dict.fromkeys(rule.clause or "the edition's own" for _, rule in rules)
        yield f"**Clause.** {'; '.join(clauses)}.\n"
    yield f"**When to explain instead.** {explaining.en}\n"
    yield f"**To mend it.** {_spoken(example.hints['en'])}\n"
    yield _output(example, "en")
    yield "\n</details>"


def _output(example: Shown, language: str) -> str:
    return f"```text\n{example.terminal[language]}\n```"


def _edition(form: Form) -> str:
    words = words_of(form.language)
    found = coverage(form)
    lines = [_MADE, f"# {form.declaration.name}", "", "[手册 Manual](README.md)", ""]
    lines += [f"`{form.id}`，依据{form.declaration.authority}。", "", "## 工作表 Sheets", ""]
    sheets = [words.guide, words.cover, *(s.sheet for s in form.sections)]
    lines += [f"{n}. {name}" for n, name in enumerate((*sheets, *words.fixed_sheets[2:]), start=1)]
    lines += ["", "## 各部分、表格和核对覆盖 Sections, tables and what is guarded", ""]
    lines += [LEGEND.zh, "", LEGEND.en, ""]
    for section in form.sections:
        lines += [f"### {section.title}", "", section.help, ""]
        if not section.is_prose:
            lines += [_drawn(section, form), ""]
    lines += ["## 没有勾稽关系核对的格 Cells that no rule guards", ""]
    lines += [f"- {label}" for label in unguarded_labels(found, form)] or ["没有。None."]
    lines += [
        "",
        "## 勾稽关系 Rules",
        "",
        "| 关系 | 级别 | 核对几格 | 出处 | 例外 |",
        "|---|---|---|---|---|",
    ]
    for rule in form.declaration.rules:
        count = sum(rule.id in rules for rules in found.rules.values())
        grade = SEVERITY_NAMES[rule.severity].zh + ("（可以说明）" if rule.explainable else "")
        cells = rule.words, grade, str(count), rule.clause, rule.exceptions
        lines.append(f"| {' | '.join(map(_cell, cells))} |")
    lines += ["", "## 可引用数据 Quotable figures", ""]
    lines.append("、".join(f"`{{{figure.name}}}`" for figure in form.declaration.key_figures))
    return "\n".join(lines) + "\n"


def _drawn(section: Section, form: Form) -> str:
    """The section's table with what guards each figure; merged cells need HTML."""
    grid = form.grid(section)
    found = coverage(form)

    def drawn(cell: GridCell) -> str:
        tag = "td" if cell.figure else "th"
        text = mark(found, cell.figure, "zh") if cell.figure else html.escape(cell.text)
        spans = f' rowspan="{cell.height}"' if cell.height > 1 else ""
        spans += f' colspan="{cell.width}"' if cell.width > 1 else ""
        return f"<{tag}{spans}>{text}</{tag}>"

    rows = [f"<tr>{''.join(map(drawn, row))}</tr>" for row in grid.by_row()]
    return "\n".join(["<table>", *rows, "</table>"])


def _of(family: str) -> list[Kind]:
    return [kind for kind in KINDS if kind.code[0] == family]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _spoken(text: str) -> str:
    """Words as Markdown shows them."""
    return html.escape(text, quote=False).replace("*", "\\*").replace("`", "\\`")
