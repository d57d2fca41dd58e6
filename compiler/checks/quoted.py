"""Every {name} in the prose must name a figure of the declaration that is there, and be printed
as people would write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from compiler.catalogue import p_figures as kinds
from compiler.format.expression import cells
from compiler.format.form import Form
from compiler.report.places import Places
from compiler.report.quotes import Quotable, quotes_in, written_apart
from compiler.text.language import Language, Text
from compiler.text.late_patterns import late
from compiler.text.likeness import suggestion
from compiler.values.findings import Finding, Kind, Values
from compiler.values.report import Paragraph, Report

# Words that tell the direction of the number that follows, and of the one before.
_DIRECTION: Mapping[Language, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "zh": (
        late(
            r"((?:净?增[长加多]?|上升|上涨|升高?|提高|提升|扩大|多|涨|净?减[少小]?|下降|下滑|下跌"
            r"|降低?|回落|压[减缩]|缩[减小]|少)了?(?:幅度?|率)?)(?:[约近达为]|大约|将近)?\s*$"
        ),
        late(r"^(?!)"),
    ),
    "en": (
        late(
            r"\b((?:ris(?:e|es|en|ing)|rose|gr(?:ew|ow|ows|own|owth)|increas\w+|climb\w*|gain\w*|up"
            r"|f[ae]ll(?:s|en|ing)?|drop\w*|declin\w+|decreas\w+|reduc\w+|down|shr[aiu]nk)"
            r"(?: by| of)?)(?: about| some| nearly| almost| over)?\s*$",
            re.IGNORECASE,
        ),
        late(
            r"^\s*(?:%|per cent|percent)?\s*(more|fewer|less|higher|lower|up|down)\b", re.IGNORECASE
        ),
    ),
}


def quote_findings(report: Report, form: Form, places: Places) -> list[Finding]:
    """Unknown names with “did you mean”; names whose figure is blank or unreadable; numbers
    whose sign says what the sentence says otherwise.
    """
    findings = []
    known = tuple(form.quotable)
    known_values = Quotable(form, report)
    for section, paragraphs in report.narrative.items():
        for position, paragraph in enumerate(paragraphs, start=1):
            place = places.paragraph(section, position)
            for written, name in quotes_in(paragraph.text):
                values: dict[str, str | Text] = {"found": written}
                if name not in known:
                    values["suggestion"] = suggestion(name, known)
                    findings.append(Finding(kinds.UNKNOWN_QUOTE, place, values, words=written))
                elif known_values.shown(name) is None:
                    kind = _missing(name, report, form)
                    findings.append(Finding(kind, place, values, words=written))
            for told in _signed(paragraph, known_values, form.language):
                finding = Finding(
                    kinds.SIGNED_QUOTE, place, told, explainable=True,
                    words=str(told["found"]), involved=(str(told["shown"]),),
                )  # fmt: skip
                findings.append(finding)
    return findings


def _signed(paragraph: Paragraph, quotable: Quotable, language: Language) -> Iterator[Values]:
    """Each quote that is printed with its own sign beside a word that tells the direction."""
    before_it, after_it = _DIRECTION[language]
    pieces = list(written_apart(paragraph.text))
    for position, (written, name) in enumerate(pieces):
        shown = None if name is None else quotable.shown(name)
        if name is None or shown is None or not quotable.tells_direction(name):
            continue
        before, after = (
            "".join(quotable.resolved(piece) for piece, _ in side)
            for side in (pieces[:position], pieces[position + 1 :])
        )
        word = before_it.search(before) or after_it.search(after)
        if word is not None:
            told = word.start() if word.string is before else len(before)
            until = word.end() if word.string is after else 0
            printed = f"{before[told:]}{shown}{after[:until]}".strip()
            yield {"found": written, "shown": shown, "word": word[1], "printed": printed}


def _missing(name: str, report: Report, form: Form) -> Kind:
    """Whether a figure of this report's is missing, or only those of last year's."""
    own = [c.figure for c in cells(form.quotable[name]) if not c.prior]
    asks_last_year = any(c.prior for c in cells(form.quotable[name]))
    complete = all(isinstance(report.figures.get(figure), Decimal) for figure in own)
    return kinds.QUOTE_OF_LAST_YEAR if asks_last_year and complete else kinds.BLANK_QUOTE
