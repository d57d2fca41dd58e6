"""`nianbao explain`: what a code means, why it is checked and how to mend it."""

from __future__ import annotations

import difflib
import sys

from compiler.catalogue.all import BY_CODE
from compiler.command_line.arguments import Arguments
from compiler.command_line.console import terminal_width, wrap
from compiler.commands.answer import DONE, UNUSABLE, print_json
from compiler.findings import Kind, Language

_GRADES = {"error": "错误", "warning": "警告", "advice": "提示"}


def run(asked: Arguments) -> int:
    kind = BY_CODE.get(asked.code.strip().upper())
    if kind is None:
        return _unknown(asked)
    if asked.json:
        return print_json(_record(kind, asked.lang), DONE)
    sys.stdout.write(_page(kind, asked.lang, terminal_width(sys.stdout)))
    return DONE


def _unknown(asked: Arguments) -> int:
    close = difflib.get_close_matches(asked.code.upper(), list(BY_CODE), n=3, cutoff=0.5)
    if asked.lang == "zh":
        tail = (
            f"相近的有：{'、'.join(close)}。"
            if close
            else "编号形如 T201，见核对结果每一条的开头。"
        )
        text = f"没有编号“{asked.code}”。{tail}"
    else:
        tail = f" Close to it: {', '.join(close)}." if close else " A code looks like T201."
        text = f"There is no code “{asked.code}”.{tail}"
    sys.stderr.write(text + "\n")
    return UNUSABLE


def _page(kind: Kind, language: Language, width: int) -> str:
    zh = language == "zh"
    grade = _GRADES[kind.severity.value] if zh else kind.severity.value
    labels = ("消息", "怎么改", "说明") if zh else ("Message", "To mend it", "Why")
    texts = (kind.message, kind.hint, kind.page)
    lines = [f"{kind.code}  {grade}" if zh else f"{kind.code}  {kind.name}  ({grade})", ""]
    for label, text in zip(labels, texts, strict=True):
        lines += wrap(_spoken(text.in_language(language), zh=zh), width, f"{label}  ", "    ")
    return "\n".join(lines) + "\n"


def _spoken(template: str, *, zh: bool) -> str:
    """A message with its blanks shown as …, for a reader who knows no format strings."""
    import re

    shown = re.sub(r"\{\w+\}", "…", template)
    bare = shown.strip("… ")
    return shown if bare else ("随具体情况给出。" if zh else "depends on the case.")


def _record(kind: Kind, language: Language) -> dict[str, object]:
    return {
        "code": kind.code,
        "name": kind.name,
        "severity": kind.severity.value,
        "message": kind.message.in_language(language),
        "hint": kind.hint.in_language(language),
        "page": kind.page.in_language(language),
    }
