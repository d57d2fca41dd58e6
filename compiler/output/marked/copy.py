"""A marked copy of what was checked: its findings, its verdict and its causes, in the workbook.

Given an outcome and the bytes that were read, gives the copy's bytes.
"""

from __future__ import annotations

from collections.abc import Mapping

from compiler.ooxml.package import open_package
from compiler.output.diagnosed import diagnosis_lines
from compiler.output.marked.book import lists_sheets
from compiler.output.marked.mark import marked
from compiler.output.marked.said import Told
from compiler.output.sentences import verdict_line
from compiler.report.order import ordered
from compiler.report.outcome import Outcome
from compiler.values.findings import Finding


def marked_copy(
    outcome: Outcome,
    data: bytes,
    name: str,
    fills: Mapping[tuple[str, str], str],
    *,
    strict: bool = False,
) -> bytes | None:
    """None where the input is no workbook of a known form, or one that lists no sheets: its
    findings are told, but there is nothing that they could be marked in. `fills` are the form's
    own colours.
    """
    if outcome.form is None:
        return None
    package = open_package(data, name, "xlsx")
    if isinstance(package, Finding) or not lists_sheets(package):
        return None
    language, diagnosis = outcome.form.language, outcome.diagnosis
    findings = ordered(outcome.findings, outcome.form)
    unreadable = outcome.report is None
    verdict = verdict_line(findings, language, unreadable=unreadable, strict=strict)
    told = Told(
        verdict, tuple(diagnosis_lines(diagnosis, language)), diagnosis.causes, diagnosis.likely
    )
    return marked(data, package, findings, language, told, fills)
