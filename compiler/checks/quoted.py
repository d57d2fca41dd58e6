"""Every {name} in the prose must name a figure of the declaration that is there."""

from __future__ import annotations

from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.format.expression import cells
from compiler.format.form import Form
from compiler.report.places import Places
from compiler.report.quotes import Quotable, quotes_in
from compiler.text.language import Text
from compiler.text.likeness import suggestion
from compiler.values.findings import Finding, Kind
from compiler.values.report import Report


def quote_findings(report: Report, form: Form, places: Places) -> list[Finding]:
    """Unknown names with “did you mean”; names whose figure is blank or unreadable."""
    findings = []
    known = tuple(form.quotable)
    known_values = Quotable(form, report)
    for section, paragraphs in report.narrative.items():
        for position, paragraph in enumerate(paragraphs, start=1):
            for written, name in quotes_in(paragraph.text):
                place = places.paragraph(section, position)
                values: dict[str, str | Text] = {"found": written}
                if name not in known:
                    values["suggestion"] = suggestion(name, known)
                    findings.append(Finding(kinds.UNKNOWN_QUOTE, place, values, words=written))
                elif known_values.shown(name) is None:
                    kind = _missing(name, report, form)
                    findings.append(Finding(kind, place, values, words=written))
    return findings


def _missing(name: str, report: Report, form: Form) -> Kind:
    """Whether a figure of this report's is missing, or only those of last year's."""
    own = [c.figure for c in cells(form.quotable[name]) if not c.prior]
    asks_last_year = any(c.prior for c in cells(form.quotable[name]))
    complete = all(isinstance(report.figures.get(figure), Decimal) for figure in own)
    return kinds.QUOTE_OF_LAST_YEAR if asks_last_year and complete else kinds.BLANK_QUOTE
