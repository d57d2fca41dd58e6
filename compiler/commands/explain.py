"""`nianbao explain`: what a code means, why it is checked and how to mend it.

python -m compiler.commands.explain      works all pages out, as the build does
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Mapping

from compiler.catalogue.declared import declared
from compiler.checks.clauses import EditionRule, grades, rules_behind, when_to_explain
from compiler.commands.arguments import Arguments
from compiler.commands.exit_codes import DONE, UNUSABLE
from compiler.commands.told_at_once import tell
from compiler.edges.explained import Page
from compiler.format.declaration import Declaration
from compiler.format.form import Form, form_of
from compiler.report.desk import Desk, Shelf
from compiler.text.characters import one_line
from compiler.text.language import Language, Text
from compiler.values.findings import Kind


def run(asked: Arguments, desk: Desk) -> int:
    if not asked.code:
        return _index(asked)
    wanted = _folded(asked.code)
    kind = _kind(wanted)
    if kind is None:
        return _unknown(asked)
    if asked.json:
        from compiler.commands.answer import print_json

        return print_json(_record(kind, asked.lang, desk.shelf), DONE)
    return tell(page_of(kind, asked.lang, desk.shelf))


def _kind(wanted: str) -> Kind | None:
    """By its code or its name; a code's letter tells where it stands."""
    families = (wanted[0], "") if wanted[1:].isdecimal() else ("",)
    kinds = (kind for family in families for kind in declared(family))
    return next((k for k in kinds if wanted in (k.code.casefold(), k.name)), None)


def _index(asked: Arguments) -> int:
    """Every code with what it is called, family by family."""
    titles, known = _titles(), declared()
    if asked.json:
        from compiler.commands.answer import print_json

        kinds = [
            {"code": k.code, "name": k.name, "title": titles[k.code], "severity": k.severity.value}
            for k in known
        ]
        return print_json({"kinds": kinds}, DONE)
    lines: list[str] = []
    for letter, family in _FAMILIES.items():
        lines += ["", f"{letter}  {family.in_language(asked.lang)}"]
        lines += [
            f"  {k.code}  {titles[k.code] if asked.lang == 'zh' else k.name}"
            for k in known
            if k.code.startswith(letter)
        ]
    more = _MORE.in_language(asked.lang)
    sys.stdout.write("\n".join([*lines[1:], "", more]) + "\n")
    return DONE


_FAMILIES = {
    "W": Text("文件和工作簿", "files and workbooks"),
    "S": Text("报告的结构", "the structure of the report"),
    "C": Text("单元格", "cells"),
    "T": Text("表内关系", "within a table"),
    "X": Text("表间关系", "across tables"),
    "Y": Text("与上年对照", "across years"),
    "P": Text("文字", "prose"),
    "D": Text("编成的文档", "the document"),
    "U": Text("多家单位", "many units"),
    "I": Text("程序自身", "nianbao itself"),
}
_MORE = Text(
    "看其中一个：nianbao explain 编号，如 nianbao explain T301。",
    "One of them in full: nianbao explain CODE, such as nianbao explain T301.",
)


def _titles() -> Mapping[str, str]:
    """What each kind is called in Chinese, by its code."""
    lines = _of_catalogue("titles.toml").splitlines()
    return {code: title.strip('"') for code, _, title in (line.partition(" = ") for line in lines)}


def _folded(typed: str) -> str:
    """Without regard to full width or capitals, as an input method leaves them."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def every_page(shelf: Shelf) -> Iterator[tuple[str, Language, Page]]:
    """Those of all kinds, by code and language."""
    for kind in declared():
        for language in _LANGUAGES:
            yield kind.code, language, page_of(kind, language, shelf)


def _unknown(asked: Arguments) -> int:
    from compiler.catalogue.all import BY_CODE, KINDS
    from compiler.catalogue.w_inputs import UNKNOWN_CODE
    from compiler.commands.answer import print_json
    from compiler.output.record import refusal_record
    from compiler.text.likeness import alike
    from compiler.values.findings import Finding

    wanted, names = _folded(asked.code), [kind.name for kind in KINDS]
    close = alike(wanted.upper(), BY_CODE, most=3, cutoff=0.5) or alike(wanted, names, most=3)
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
    sys.stderr.write(one_line(said) + "\n")
    return UNUSABLE


def page_of(kind: Kind, language: Language, shelf: Shelf) -> Page:
    """What is checked and why, by which clause, and a real example of what is said of it."""
    zh = language == "zh"
    example = _example(kind, language)
    rules = _rules(kind, shelf)
    grade = grades(kind, rules).in_language(language)
    clauses = "；".join(dict.fromkeys(rule.clause for _, rule in rules if rule.clause))
    said = (
        (Text("例如", "Example"), example["message"]),
        (Text("怎么改", "To mend it"), example["hint"]),
        (Text("说明", "Why"), kind.page.in_language(language)),
        (Text("依据", "Clause"), clauses),
        (Text("能否说明", "A slip"), when_to_explain(kind, rules).in_language(language)),
    )
    title = f"{_titles()[kind.code]}（{grade}）" if zh else f"{kind.name}  ({grade})"
    paragraphs = (
        (label.in_language(language), one_line(text).translate(_QUOTABLE))
        for label, text in said
        if text
    )
    return Page(f"{kind.code}  {title}", tuple(paragraphs))


def _rules(kind: Kind, shelf: Shelf) -> list[EditionRule]:
    """Those that give it: other families speak of no rule, and no edition is asked."""
    return rules_behind(kind, _at_hand(shelf)) if kind.code[0] in "TXY" else []


def _at_hand(shelf: Shelf) -> Iterator[Form]:
    """Every edition at hand that can be read: what a rule's clause is, only they say."""
    for id in shelf.known():
        declaration = shelf.named(id)
        if isinstance(declaration, Declaration):
            yield form_of(declaration)


# Full-width brackets quote a figure as well, and look like no format string.
_QUOTABLE = str.maketrans("{}", "｛｝")


def _example(kind: Kind, language: Language) -> Mapping[str, str]:
    """The message and the hint of a finding that was really made."""
    import tomllib

    text = _of_catalogue("examples.toml")
    # All of them take longer to parse than the rest of the command: this one's table alone.
    own = text.partition(f"\n[{kind.code}]\n")[2].partition("\n[")[0]
    example: Mapping[str, str] = tomllib.loads(own)[language]
    return example


def _of_catalogue(name: str) -> str:
    from pathlib import Path

    from compiler import catalogue

    return Path(catalogue.__path__[0], name).read_text("utf-8")


def _record(kind: Kind, language: Language, shelf: Shelf) -> dict[str, object]:
    rules = _rules(kind, shelf)
    return {
        "code": kind.code,
        "name": kind.name,
        "title": _titles()[kind.code],
        "severity": kind.severity.value,
        **_example(kind, language),
        "page": kind.page.in_language(language),
        "clauses": [
            {"format": id, "rule": rule.id, "clause": rule.clause or None} for id, rule in rules
        ],
        "explaining": when_to_explain(kind, rules).in_language(language),
    }


def main() -> int:
    """For this checkout, or for a wheel in the folder that is named."""
    from pathlib import Path

    from compiler.edges.at_hand import at_hand
    from compiler.edges.explained import FILE, file_of
    from compiler.edges.files import write_atomically
    from compiler.edges.shelf import shelf_of

    at, for_wheel = at_hand(), sys.argv[1:]
    folder = Path(for_wheel[0] if for_wheel else at.ready)
    folder.mkdir(parents=True, exist_ok=True)
    made = file_of(at._replace(installed=bool(for_wheel)), every_page(shelf_of({})))
    if refused := write_atomically(folder / FILE, made):
        sys.stderr.write(refused.message("en") + "\n")
        return 1
    return DONE


if __name__ == "__main__":
    sys.exit(main())
