"""Every {name} in the prose must name a figure of the declaration that is there."""

from __future__ import annotations

from compiler.catalogue import prose as kinds
from compiler.findings import Finding
from compiler.format.declaration import Declaration
from compiler.format.entry import suggestion
from compiler.model import Report
from compiler.places import Places
from compiler.quotes import Quotable, quotable, quotes_in


def quote_findings(report: Report, declaration: Declaration, places: Places) -> list[Finding]:
    """Unknown names with “did you mean”; names whose figure is blank or unreadable."""
    found = []
    known = tuple(quotable(declaration))
    known_values = Quotable(declaration, report)
    for section, paragraphs in report.narrative.items():
        for position, paragraph in enumerate(paragraphs, start=1):
            for written, name in quotes_in(paragraph.text):
                place = places.paragraph(section, position)
                values = {"found": written}
                if name not in known:
                    hint = suggestion(name, known)
                    found.append(
                        Finding(
                            kinds.UNKNOWN_QUOTE,
                            place,
                            {**values, "suggestion": hint},
                            words=written,
                        )
                    )
                elif known_values.shown(name) is None:
                    found.append(Finding(kinds.BLANK_QUOTE, place, values, words=written))
    return found
