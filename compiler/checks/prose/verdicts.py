"""Claims judged against the tables: given a report's prose, gives family P's findings.

A sentence whose scope is narrower is asked about, not accused; a claim that cannot be
bound is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.amounts import ProseNumber, skeleton
from compiler.checks.prose.claims import Growth, Parts, Share, growths_of, parts_of, shares_of
from compiler.checks.prose.denials import denied
from compiler.checks.prose.paragraph import ParagraphReader
from compiler.checks.prose.phrases import Binding, bindings, distributed
from compiler.format.expression import cells
from compiler.format.form import Form
from compiler.format.judgement import Figures
from compiler.report.places import Places
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Severity
from compiler.values.report import Report

_Unit = tuple[str, dict[str, Decimal]]

# Parts that share members need not add up to their whole.
_OVERLAPPING = ("兼有", "交叉", "重叠", "重复计", "同时", "兼")
# Scopes whose figure is another one altogether: nothing in the tables speaks of it.
_OTHERS = frozenset(("last_year", "cumulative", "kind", "plan"))


def figure_findings(
    report: Report, form: Form, places: Places, prior: Figures | None
) -> list[Finding]:
    """Every claim of every paragraph about figures."""
    prose = form.prose
    found: list[Finding] = []
    for section, paragraphs in report.narrative.items():
        for number, paragraph in enumerate(paragraphs, start=1):
            words = distributed(skeleton(paragraph.text))
            found.extend(_judged(ParagraphReader(
                report, form, prose, prior, places, section, number, words
            )))  # fmt: skip
    return found


def _judged(reader: ParagraphReader) -> Iterator[Finding]:
    """Phrases that name a figure, their scope, the claims made of them, and each verdict."""
    bound = bindings(reader.prose.phrases, reader.skeleton)
    scopes = {b.number: reader.scope((b.start, b.end), b.phrase) for b in bound}
    for binding in bound:
        yield from _equal(reader, binding, scopes[binding.number])
    own = tuple(b for b in bound if scopes[b.number] == "own")
    for parts in parts_of(reader.skeleton):
        yield from _parts(reader, parts)
    for share in shares_of(reader.skeleton, own):
        yield from _share(reader, share)
    for growth in growths_of(reader.skeleton, own):
        yield from _growth(reader, growth)
    yield from _denials(reader)


def _equal(reader: ParagraphReader, binding: Binding, scope: str) -> Iterator[Finding]:
    number = binding.number
    if number.approximate or number.ordinal or scope in _OTHERS:
        return
    expected = reader.value(binding.phrase.value)
    if expected is None:
        return
    allowed = [expected, *(v for a in binding.phrase.allows if (v := reader.value(a)) is not None)]
    unit = _unit(reader, binding)
    said = _in_unit(number, unit)
    if said is None or any(_same(said, value, number, unit) for value in allowed):
        return
    words = reader.skeleton.span(binding.start, binding.end)
    values = {
        "said": reader.skeleton.written[number.start : number.end].strip(),
        "figure": plain(expected) + (unit[0] if unit and number.kind == "money" else ""),
        "label": reader.label(binding.phrase.value),
    }
    kind = kinds.CONTRADICTS_TABLE if scope == "own" else kinds.NARROWER_SCOPE
    if scope != "own" and said <= expected:
        return  # a part may well be smaller than the whole
    severity = binding.phrase.severity if scope == "own" else Severity.ADVICE
    yield reader.finding(
        kind, words, values, severity=severity, related=reader.related(binding.phrase.value),
        expected=plain(expected), actual=plain(said), rule=binding.phrase.id,
        involved=(plain(said), plain(expected)),
    )  # fmt: skip


def _unit(reader: ParagraphReader, binding: Binding) -> _Unit | None:
    """The unit the figure is kept in, and the factors of the others."""
    for cell in cells(binding.phrase.value):
        unit = reader.form.unit_of(cell.figure)
        if unit:
            return unit.label, dict(unit.accepts)
    return None


def _in_unit(number: ProseNumber, unit: _Unit | None) -> Decimal | None:
    """The number in the figure's own unit; money for counts and counts for money do not fit."""
    if number.kind == "money":
        factor = unit[1].get(number.unit) if unit else None
        return None if factor is None else number.value * factor
    return None if unit else number.value


def _same(said: Decimal, value: Decimal, number: ProseNumber, unit: _Unit | None) -> bool:
    """Equal, or equal as rounded to the last digit that was written."""
    step = number.step
    if number.kind == "money" and unit is not None:
        step *= unit[1].get(number.unit, Decimal(1))
    if said == value or step <= 0:
        return said == value
    if number.kind == "count" and step == 1:
        return False
    return (value / step).to_integral_value(ROUND_HALF_UP) * step == said


def _parts(reader: ParagraphReader, parts: Parts) -> Iterator[Finding]:
    total = sum((p.value for p in parts.parts), Decimal(0))
    whole = parts.whole.value
    rest = re.split("[。！？\n]", reader.skeleton.text[parts.start :], maxsplit=1)[0]
    if any(word in rest for word in _OVERLAPPING):
        return
    if total == whole or (total < whole and not parts.exhaustive):
        return
    words = reader.skeleton.span(parts.start, parts.end)
    sum_ = " ＋ ".join(plain(p.value) for p in parts.parts)
    values = {"whole": plain(whole), "sum": f"{sum_} ＝ {plain(total)}"}
    # Fewer than the whole may be some of it; only more than all is surely wrong.
    severity = None if total > whole or parts.exhaustive else Severity.ADVICE
    yield reader.finding(
        kinds.PARTS_DO_NOT_ADD_UP, words, values, severity=severity, expected=plain(whole),
        actual=plain(total), involved=(plain(whole), plain(total)),
    )  # fmt: skip


def _share(reader: ParagraphReader, share: Share) -> Iterator[Finding]:
    stated, decimals = share.percent.value, share.percent.decimals
    wholes = [v for w in reader.prose.wholes if (v := reader.value(w))]
    number = share.part.number
    wholes += [n.value for n in reader.skeleton.numbers if n.kind == number.kind and n.value]
    part = number.value
    possible = {_percent(part, whole, decimals) for whole in wholes}
    if stated in possible or not wholes:
        return
    expected = _percent(part, wholes[0], decimals)
    words = reader.skeleton.span(share.part.start, share.end)
    values = {
        "said": format(stated, "f"), "expected": format(expected, "f"),
        "part": plain(part), "whole": plain(wholes[0]),
    }  # fmt: skip
    yield reader.finding(
        kinds.WRONG_PERCENT, words, values, expected=plain(expected), actual=plain(stated),
        related=reader.related(share.part.phrase.value), involved=(plain(part), plain(stated)),
    )  # fmt: skip


def _percent(part: Decimal, whole: Decimal, decimals: int) -> Decimal:
    return (part * 100 / whole).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _growth(reader: ParagraphReader, growth: Growth) -> Iterator[Finding]:
    if reader.prior is None:
        return
    phrase = growth.figure.phrase
    now, last = growth.figure.number.value, reader.value(phrase.value, reader.prior)
    if not last:
        return
    expected = _percent(abs(now - last), last, growth.percent.decimals)
    if (now >= last) == growth.more and expected == growth.percent.value:
        return
    words = reader.skeleton.span(growth.start, growth.end)
    values = {
        "said": format(growth.percent.value, "f"), "expected": format(expected, "f"),
        "part": plain(now), "whole": plain(last),
    }  # fmt: skip
    yield reader.finding(
        kinds.WRONG_GROWTH, words, values, expected=plain(expected),
        actual=plain(growth.percent.value), related=reader.related(phrase.value),
        involved=(plain(now), plain(last)),
    )  # fmt: skip


def _denials(reader: ParagraphReader) -> Iterator[Finding]:
    for denial, start, end in denied(reader.prose.denials, reader.skeleton, reader.prose.scope):
        value = reader.value(denial.value)
        if not value or reader.scope((start, end), denial) != "own":
            continue
        words = reader.skeleton.span(start, end)
        values = {"label": reader.label(denial.value), "figure": plain(value)}
        yield reader.finding(
            kinds.CONTRADICTION, words, values, severity=denial.severity,
            related=reader.related(denial.value), expected="0", actual=plain(value),
            rule=denial.id, involved=(plain(value),),
        )  # fmt: skip
