"""`nianbao explain`: what a code means, why it is checked and how to mend it."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Mapping

from compiler.catalogue.all import BY_CODE
from compiler.catalogue.output import UNKNOWN_CODE
from compiler.command_line.arguments import Arguments
from compiler.command_line.console import terminal_width
from compiler.command_line.exit_codes import DONE, UNUSABLE
from compiler.commands.answer import print_json
from compiler.findings import SEVERITY_NAMES, Finding, Kind, Language, Text
from compiler.output.record import refusal_record
from compiler.output.terminal import plain
from compiler.text_width import wrap


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
    near = (
        Text(f"相近的有：{'、'.join(close)}。", f"Close to it: {', '.join(close)}.")
        if close
        else Text("编号形如 T201，见核对结果每一条的开头。", "A code looks like T201.")
    )
    finding = Finding(UNKNOWN_CODE, values={"found": asked.code, "suggestion": near})
    if asked.json:
        return print_json(refusal_record(finding, asked.lang), UNUSABLE)
    space = "" if asked.lang == "zh" else " "
    said = f"{finding.message(asked.lang)}{space}{finding.hint(asked.lang)}"
    sys.stderr.write(plain(said) + "\n")
    return UNUSABLE


def _page(kind: Kind, language: Language, width: int) -> str:
    """What is checked and why, and a real example of what is said of it."""
    zh = language == "zh"
    grade = SEVERITY_NAMES[kind.severity].in_language(language)
    example = _example(kind, language)
    labels = ("例如", "怎么改", "说明") if zh else ("Example", "To mend it", "Why")
    texts = (example["message"], example["hint"], kind.page.in_language(language))
    lines = [f"{kind.code}  {grade}" if zh else f"{kind.code}  {kind.name}  ({grade})", ""]
    for label, text in zip(labels, texts, strict=True):
        lines += wrap(plain(text).translate(_QUOTABLE), width, f"{label}  ", "    ")
    return "\n".join(lines) + "\n"


# Full-width brackets quote a figure as well, and look like no format string.
_QUOTABLE = str.maketrans("{}", "｛｝")


def _example(kind: Kind, language: Language) -> Mapping[str, str]:
    """The message and the hint of a finding that was really made."""
    import tomllib
    from pathlib import Path

    from compiler import catalogue

    text = Path(catalogue.__path__[0], "examples.toml").read_text("utf-8")
    example: Mapping[str, str] = tomllib.loads(text)[kind.code][language]
    return example


def _record(kind: Kind, language: Language) -> dict[str, object]:
    return {
        "code": kind.code,
        "name": kind.name,
        "severity": kind.severity.value,
        **_example(kind, language),
        "page": kind.page.in_language(language),
    }
