"""One self-contained page to mail or print: the verdict, the findings, the tables marked.

Given findings and the report they are about; gives the bytes of an HTML file that loads
nothing and runs nothing. What it says is escaped by the template. Must not know the disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from compiler import __version__
from compiler.document.compose import title_of
from compiler.format.declaration import Declaration
from compiler.output.html_diagnosis import diagnosed_views, named_places
from compiler.output.html_findings import WORDS, finding_views, shown
from compiler.output.html_report import Anchors, sections_of
from compiler.output.terminal import verdict_line
from compiler.text.language import Language, Text
from compiler.values.diagnosis import NOTHING, Diagnosis
from compiler.values.findings import Finding, Severity, holds_back
from compiler.values.report import Report

if TYPE_CHECKING:
    from jinja2 import Template

_GROUPS = {
    Severity.ERROR: Text("错误", "Errors"),
    Severity.WARNING: Text("警告", "Warnings"),
    Severity.ADVICE: Text("提示", "Advice"),
}


def page(
    findings: Sequence[Finding],
    report: Report | None,
    declaration: Declaration | None,
    language: Language,
    *,
    source: str = "",
    strict: bool = False,
    diagnosis: Diagnosis = NOTHING,
) -> bytes:
    """The whole page in UTF-8; `report` is None where the input could not be read as one."""
    unreadable = report is None
    title, facts, sections = PurePath(source).name, [], []
    anchors = Anchors(findings, named_places(diagnosis, language))
    if report is not None and declaration is not None:
        title = title_of(report, declaration)
        facts = [declaration.name, declaration.authority, PurePath(source).name]
        sections = sections_of(report, declaration, anchors)
    text = _template().render(
        language="zh-CN" if language == "zh" else "en",
        title=shown(title),
        facts=[shown(fact) for fact in facts if fact],
        verdict=verdict_line(findings, language, unreadable=unreadable, strict=strict),
        good=not unreadable and not holds_back(findings, strict=strict),
        diagnosed=diagnosed_views(diagnosis, language, anchors),
        groups=_groups(finding_views(findings, declaration, language, anchors), language),
        sections=sections,
        words={key: words.in_language(language) for key, words in WORDS.items()},
        version=__version__,
    )
    return text.encode("utf-8", "replace")


def _groups(views: list[dict[str, object]], language: Language) -> list[dict[str, object]]:
    """The findings by severity, most severe first; none that are empty."""
    found: list[dict[str, object]] = []
    for severity, heading in _GROUPS.items():
        own = [view for view in views if view["severity"] == severity.value]
        if own:
            found.append({"heading": heading.in_language(language), "findings": own})
    return found


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(Path(__file__).parent),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.jinja")
