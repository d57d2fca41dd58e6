"""The year as a picture: the figures that the declaration names as bars, last year's beside.

Given a report through its form and the anchors of the page; gives plain values for its
template, in the units of a drawing `WIDTH` wide. Must not know HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from compiler.format.declaration import Picture
from compiler.format.expression import cells
from compiler.format.form import Form
from compiler.output.html_report import Anchors
from compiler.report.prior import own_prior
from compiler.report.quotes import Quotable, quotable_before
from compiler.text.language import Language, Text
from compiler.values.findings import Place
from compiler.values.report import Report

WIDTH = 360
# Beside the longest bar its number must have room.
_LONGEST = 280
_THIS_YEAR, _LAST_YEAR, _NAME = 16, 10, 20
_BETWEEN = 8

_BLANK = Text("未填", "blank")
_NOT_GIVEN = "—"
_OF_YEAR = Text("{0}年", "{0}")
_THIS, _LAST = Text("本年", "this year"), Text("上年", "last year")
_SAID = Text("{0}：{1}", "{0}: {1}")
_BESIDE = Text("{0}，{1} {2}", "{0}; {1} {2}")
_AND = Text("；", "; ")
View = dict[str, object]


def drawn_places(form: Form) -> list[Place]:
    """The cells that the bars lead to."""
    names = [name for picture in form.declaration.pictures for name in picture.figures]
    return [place for name in names if (place := _place(form, name))]


def year_drawn(report: Report, form: Form, anchors: Anchors, language: Language) -> list[View]:
    """Each picture that is declared; none of a form that declares none."""
    prior = own_prior(report, form)
    now = Quotable(form, report)
    before = prior and quotable_before(form, report, prior)
    this = _year(report.year, _THIS, language)
    last = _year(prior.year if prior else None, _LAST, language)
    drawn: list[View] = []
    for number, picture in enumerate(form.declaration.pictures, start=1):
        # Of last year a report may carry only the figures that its rules ask for.
        known = before and any(before.value(name) is not None for name in picture.figures)
        quoted, years = ([now, before], [this, last]) if before and known else ([now], [this])
        bars = _bars(picture, form, quoted, years, anchors, language)
        drawn.append({"number": number, "title": picture.title, "years": years, **bars})
    return drawn


def _bars(
    picture: Picture,
    form: Form,
    quoted: Sequence[Quotable],
    years: Sequence[str],
    anchors: Anchors,
    language: Language,
) -> View:
    values = [[each.value(name) for each in quoted] for name in picture.figures]
    most = max([Decimal(1), *(v for row in values for v in row if v is not None)])
    high = _NAME + _THIS_YEAR + (_LAST_YEAR if len(quoted) > 1 else 0) + _BETWEEN
    bars: list[View] = []
    for number, (name, row) in enumerate(zip(picture.figures, values, strict=True)):
        blanks = (_BLANK.in_language(language), _NOT_GIVEN)
        texts = [each.shown(name) or blank for each, blank in zip(quoted, blanks, strict=False)]
        place = _place(form, name)
        bars.append(
            {
                "name": name,
                "top": number * high,
                "texts": texts,
                "widths": [_width(value, most) for value in row],
                "anchor": anchors.of(place) if place else "",
                "said": _said(name, texts, years, language),
            }
        )
    told = _AND.in_language(language).join(str(bar["said"]) for bar in bars)
    return {"bars": bars, "height": high * len(bars), "told": told}


def _width(value: Decimal | None, most: Decimal) -> float:
    """What is blank or below nothing has no length; what is more than nothing is seen."""
    if value is None or value <= 0:
        return 0
    return max(1.0, round(float(value / most) * _LONGEST, 1))


def _said(name: str, texts: Sequence[str], years: Sequence[str], language: Language) -> str:
    said = _SAID.in_language(language).format(name, texts[0])
    if len(texts) == 1:
        return said
    return _BESIDE.in_language(language).format(said, years[1], texts[1])


def _year(year: int | None, otherwise: Text, language: Language) -> str:
    return (_OF_YEAR if year else otherwise).in_language(language).format(year)


def _place(form: Form, name: str) -> Place | None:
    """The cell of a figure; of several that are added, the first."""
    node = form.quotable.get(name)
    first = next(iter(cells(node)), None) if node else None
    if first is None:
        return None
    figure = first.figure
    return Place(table=figure.table, row=figure.row, column=figure.column)
