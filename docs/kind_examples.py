"""A real example of every kind of finding: what was given, and what was said of it.

Run, not written: the cases of tests/findings, the mistakes of declarations, the foreign
files and changed workbooks of the tests, and the runs of kind_runs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from kind_runs import RUNS

from compiler.catalogue.all import KINDS
from compiler.values.findings import Finding
from tests.audit import test_audit
from tests.catalogue import test_catalogue
from tests.checks import test_findings
from tests.format import test_declaration
from tests.ooxml import test_package
from tests.support.cases import FINDINGS, Case, cases
from tests.support.documents import edited, examined, good_document
from tests.support.examples import clean_data, declaration_of, findings_of_data, prior_of

OTHER_REPORT = "按 [tests/{0}/test_{1}.py](../../tests/{0}/test_{1}.py) 里的做法改动工作簿或命令。"


@dataclass(frozen=True)
class Example:
    """`given` is Markdown; the finding is the first of its kind in what was given."""

    given: str
    finding: Finding


@cache
def examples() -> Mapping[str, Example]:
    """By code, in the order of the catalogue; a KeyError names the kinds without an example."""
    found: dict[str, Example] = {}
    for source in (
        _of_cases, _of_runs, _of_mistakes, _of_files, _of_documents, _of_layouts, _of_reports,
    ):  # fmt: skip
        for example in source():
            found.setdefault(example.finding.code, example)
    for example in _of_changes(set(found)):
        found.setdefault(example.finding.code, example)
    if missing := [kind.code for kind in KINDS if kind.code not in found]:
        raise KeyError(f"no example of {', '.join(missing)}")
    return {kind.code: found[kind.code] for kind in KINDS}


def _of_cases() -> Iterator[Example]:
    """The simplest case of each kind, as the workbook that staff typed."""
    texts = _texts_of_cases()
    best: dict[str, tuple[int, Case]] = {}
    for case in cases():
        # A report that people know says more than an invented form.
        own_form = FINDINGS in Path(case.form.declaration.path).parents
        weight = own_form * 100_000 + len(case.expected) * 1000 + len(texts[case.file, case.name])
        for expected in case.expected:
            if expected.code not in best or weight < best[expected.code][0]:
                best[expected.code] = weight, case
    for code, (_, case) in best.items():
        finding = next(f for f in _found_in(case) if f.code == code)
        yield Example(texts[case.file, case.name], finding)


def _found_in(case: Case) -> tuple[Finding, ...]:
    given = test_findings._as_typed if case.as_workbook else test_findings._as_data
    return given(case)


def _texts_of_cases() -> dict[tuple[str, str], str]:
    """The Markdown of each case without what the test expects."""
    found = {}
    for path in sorted(FINDINGS.glob("*.md")):
        _, *sections = re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)
        for section in sections:
            name, *lines = section.splitlines()
            kept, finds = [], False
            for line in lines:
                if line.startswith("|"):
                    cells = line.strip().removesuffix("|").split("|")
                    if "finds" in line or not kept or not kept[-1].startswith("|"):
                        finds = cells[-1].strip() == "finds"
                    kept.append("|".join(cells[:-1]) + "|" if finds else line)
                elif not line:
                    kept.append("")
            found[path.stem, name.strip()] = "\n".join(kept).strip()
    return found


def _of_runs() -> Iterator[Example]:
    for code, (given, run) in RUNS.items():
        with TemporaryDirectory() as folder, chdir(folder), _recorded(code) as made:
            run()
        yield Example(given, _nameless(made[-1]))


def _of_mistakes() -> Iterator[Example]:
    for text, _ in test_declaration.MISTAKES.values():
        for finding in test_declaration.mistakes(text)[:1]:
            yield Example(OTHER_REPORT.format("format", "declaration"), finding)


def _of_files() -> Iterator[Example]:
    for name, data, expect, _ in test_package.FOREIGN:
        yield Example(f"文件 `{name}`。", test_package.refused(data, name, expect))


def _of_documents() -> Iterator[Example]:
    changed = edited(good_document(), lambda markup: markup.replace(">175<", ">176<", 1))
    for finding in examined(changed).findings:
        yield Example("把编成的文档里的 175 改成 176，再 `nianbao verify`。", finding)


def _of_layouts() -> Iterator[Example]:
    for _, edit, _, _ in test_audit.WRONG:
        for finding in test_audit.found(test_audit.changed(edit)):
            yield Example("用 Word 另编的文档，查验时检查版式。", _nameless(finding))


def _of_reports() -> Iterator[Example]:
    form = declaration_of()
    data = clean_data(form)
    data["narrative"]["overview"] = [{"level": "body", "text": "依法公开。" * 400}]
    yield from (Example("", f) for f in findings_of_data(data, form) if f.code == "S131")
    figures = dict.fromkeys(form.figures, 0)
    for prior in (
        replace(prior_of(figures), year=2018),
        replace(prior_of(figures), agency="另一县司法局"),
    ):
        given = f"`--prior` 给的是{prior.agency} {prior.year} 年的报告，本报告是某某县司法局 2020 年的。"
        for finding in findings_of_data(clean_data(form), form, prior):
            yield Example(given, finding)


def _of_changes(known: set[str]) -> Iterator[Example]:
    """The examples of test_catalogue, each run with its findings kept."""
    for code, run in test_catalogue.EXAMPLES.items():
        if code in known:
            continue
        with TemporaryDirectory() as folder, _recorded(code) as made:
            run(Path(folder))
        yield Example(OTHER_REPORT.format("catalogue", "catalogue"), _nameless(made[-1]))


@contextmanager
def _recorded(code: str) -> Iterator[list[Finding]]:
    """Every finding of a kind that is made while this is open."""
    made: list[Finding] = []
    original: Callable[..., None] = Finding.__init__

    def recording(self: Finding, *args: Any, **named: Any) -> None:
        original(self, *args, **named)
        if self.code == code:
            made.append(self)

    with patch.object(Finding, "__init__", recording):
        yield made


def _nameless(finding: Finding) -> Finding:
    """Without the folder in which the example was run."""
    return replace(finding, place=replace(finding.place, file=None))


def as_data(example: Example) -> dict[str, dict[str, str]]:
    """What `nianbao explain` shows of it."""
    finding = example.finding
    return {
        language: {"message": finding.message(language), "hint": finding.hint(language)}
        for language in ("zh", "en")
    }


def shipped(found: Mapping[str, Example]) -> str:
    """compiler/catalogue/examples.toml: a JSON string is a basic string of TOML."""
    lines = [
        "# 每种问题的一个真实例子，供 nianbao explain 显示。由 docs/rebuild.py 写出，请勿手改。",
        "# A real example of every kind, for nianbao explain; written by docs/rebuild.py.",
    ]
    for code, example in found.items():
        lines.append(f"\n[{code}]")
        for language, texts in as_data(example).items():
            inside = ", ".join(
                f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in texts.items()
            )
            lines.append(f"{language} = {{ {inside} }}")
    return "\n".join(lines) + "\n"
