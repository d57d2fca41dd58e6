"""One self-contained page to mail or print: the verdict, the findings, the tables marked.

Given findings and the report they are about; gives the bytes of an HTML file that loads
nothing and runs nothing. What it says is escaped by the template. Must not know the disk.
"""

from __future__ import annotations

from pathlib import Path, PurePath

from compiler import __version__
from compiler.document.compose import title_of
from compiler.output.html_diagnosis import diagnosed_views, named_places
from compiler.output.html_findings import WORDS, finding_views, shown
from compiler.output.html_report import Anchors, sections_of
from compiler.output.page_template import template_at
from compiler.output.sentences import verdict_line
from compiler.output.year_drawn import WIDTH, View, drawn_places, year_drawn
from compiler.report.order import ordered
from compiler.report.outcome import Outcome
from compiler.text.language import Language, Text
from compiler.values.findings import Severity, holds_back

_GROUPS = {
    Severity.ERROR: Text("错误", "Errors"),
    Severity.WARNING: Text("警告", "Warnings"),
    Severity.ADVICE: Text("提示", "Advice"),
}


def page(outcome: Outcome, language: Language, *, source: str = "", strict: bool = False) -> bytes:
    """The whole page in UTF-8, also of an input that could not be read as a report."""
    report, form, diagnosis = outcome.report, outcome.form, outcome.diagnosis
    findings, unreadable = ordered(outcome.findings, form), report is None
    title, facts, sections, drawn = PurePath(source).name, [], [], list[View]()
    anchors = Anchors(
        findings,
        named_places(diagnosis, language),
        drawn_places(form) if form else (),
        diagnosis.likely,
    )
    if report is not None and form is not None:
        title = title_of(report, form)
        facts = [form.declaration.name, form.declaration.authority, PurePath(source).name]
        sections = sections_of(report, form, anchors)
        drawn = year_drawn(report, form, anchors, language)
    text = template_at(Path(__file__).with_name("page.html.jinja")).render(
        language="zh-CN" if language == "zh" else "en",
        title=shown(title),
        facts=[shown(fact) for fact in facts if fact],
        verdict=verdict_line(findings, language, unreadable=unreadable, strict=strict),
        good=not unreadable and not holds_back(findings, strict=strict),
        diagnosed=diagnosed_views(diagnosis, language, anchors),
        groups=_groups(finding_views(findings, form, language, anchors), language),
        sections=sections,
        drawn=drawn,
        drawing_width=WIDTH,
        words={key: words.in_language(language) for key, words in WORDS.items()},
        version=__version__,
    )
    return text.encode("utf-8", "replace")


def _groups(views: list[dict[str, object]], language: Language) -> list[dict[str, object]]:
    """The findings by severity, most severe first; none that are empty."""
    groups: list[dict[str, object]] = []
    for severity, heading in _GROUPS.items():
        own = [view for view in views if view["severity"] == severity.value]
        if own:
            groups.append({"heading": heading.in_language(language), "findings": own})
    return groups
