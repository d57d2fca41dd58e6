"""What the workbook's formulas say is what nianbao says: recalculated by LibreOffice."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import xlsxwriter

from compiler.catalogue.c_cells import NUMBER_AS_TEXT, TOTAL_SKIPS_TEXT
from compiler.checks.every_check import check
from compiler.format.expression import cells as cells_of
from compiler.format.identity import Identity
from compiler.format.judgement import State, judge
from compiler.ooxml.cells.address import parse_cell
from compiler.ooxml.cells.raw import RawCell
from compiler.report.prior import Prior, record_of
from compiler.report.quotes import Quotable
from compiler.report.typed import as_excel_shows
from compiler.text.numerals import plain
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, FigureId, Quantity, Unreadable
from compiler.values.findings import Finding
from compiler.values.report import Report
from compiler.workbook.form.filling import as_kept
from compiler.workbook.form.make import write_form
from compiler.workbook.layout import CHECKS_TOP, LIST_TOP, STATE_COLUMN, layout_of
from tests.support.office import converted
from tests.support.workbooks import (
    FAULTY,
    GOOD,
    SAMPLES,
    blank_form,
    changed,
    form,
    full_form,
    full_report,
    last_year,
    live_checks,
    raw_cells,
    read,
)

STATES = {State.HOLDS: "✓", State.BROKEN: "✗", State.SPOILED: "✗"}  # else 未填
CORRUPTIONS = 20


# The instrument: LibreOffice trusts cached values unless it is told otherwise


def planted() -> bytes:
    """1 + 1 is 3, says the cache."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.add_worksheet("甲").write_formula("A1", "=1+1", None, 3)
    book.close()
    return target.getvalue()


@pytest.mark.parametrize(("recalculating", "shown"), [(True, "2"), (False, "3")])
def test_recalculation_is_switched_on(recalculating: bool, shown: str, tmp_path: Path) -> None:
    source = tmp_path / "planted.xlsx"
    source.write_bytes(planted())
    (saved,) = converted([source], tmp_path / "saved", recalculating=recalculating)
    assert raw_cells(saved.read_bytes())["甲"][1, 1].text == shown


# Fifty corrupted reports

Corruption = Callable[[random.Random], Mapping[FigureId, Quantity]]


def inputs(choice: random.Random, number: int) -> list[FigureId]:
    """Inputs of the tables whose figures are bound by rules, and a few others."""
    free = [each for each in form().figures if each not in form().totals]
    return choice.sample(free, number)


def digits(choice: random.Random) -> Mapping[FigureId, Quantity]:
    return {each: Decimal(choice.randrange(3000)) for each in inputs(choice, 3)}


def blanks(choice: random.Random) -> Mapping[FigureId, Quantity]:
    return dict.fromkeys(inputs(choice, choice.choice((1, 5, 60, 150))), Absent.BLANK)


def a_blank_line(choice: random.Random) -> Mapping[FigureId, Quantity]:
    """A whole row and a whole column: then their totals are blank."""
    table = form().table("requests")
    row, column = choice.choice(table.rows).id, choice.choice(table.columns).id
    line = [each for each in table.figures if each.row == row or each.column == column]
    return {each: Absent.BLANK for each in line if each not in form().totals}


def words(choice: random.Random) -> Mapping[FigureId, Quantity]:
    texts = ("无", "约3", "3件", "#REF!", "=1+1", "十", "2020-01-01", "—")
    return {each: Unreadable(choice.choice(texts)) for each in inputs(choice, 2)}


def numbers_as_text(choice: random.Random) -> Mapping[FigureId, Quantity]:
    """Written as a text, as staff would; nianbao reads it, Excel does not."""
    texts = ("１２", "0", "７", " 5", "1,234", "+3", "00", "96171.6")
    return {each: Unreadable(choice.choice(texts)) for each in inputs(choice, 3)}


def slashes(choice: random.Random) -> Mapping[FigureId, Quantity]:
    return dict.fromkeys(inputs(choice, 2), Absent.NOT_APPLICABLE)


def negatives(choice: random.Random) -> Mapping[FigureId, Quantity]:
    return {each: Decimal(-choice.randrange(1, 5000)) for each in inputs(choice, 3)}


def decimals(choice: random.Random) -> Mapping[FigureId, Quantity]:
    return {each: Decimal(choice.randrange(10**6)) / 1000 for each in inputs(choice, 6)}


def huge(choice: random.Random) -> Mapping[FigureId, Quantity]:
    """Within and beyond the fifteen digits that a spreadsheet keeps."""
    return {
        each: Decimal(choice.randrange(10 ** choice.randrange(9, 18))) for each in inputs(choice, 3)
    }


def totals_typed_over(choice: random.Random) -> Mapping[FigureId, Quantity]:
    values = (Decimal(1), Decimal("0.5"), Absent.BLANK, Unreadable("见附表"), Unreadable("１２"))
    return {each: choice.choice(values) for each in choice.sample(list(form().totals), 3)}


KINDS: tuple[Corruption, ...] = (
    digits, blanks, a_blank_line, words, numbers_as_text, slashes, negatives, decimals, huge,
    totals_typed_over,
)  # fmt: skip


def corrupted(number: int) -> Report:
    """One or two kinds of corruption, every kind as often as any other."""
    choice = random.Random(number)
    first, second = KINDS[number % len(KINDS)], choice.choice(KINDS)
    figures = {**first(choice), **(second(choice) if number % 2 else {})}
    report = changed(full_report(), figures)
    return report if number % 3 else replace(report, prior=year_before(choice))


def year_before(choice: random.Random) -> Mapping[str, Any]:
    """Last year's figures: those from which this year's follow, but for some."""
    figures = dict(full_report().figures)
    for column in form().table("requests").columns:
        carried_in, carried_out = (
            FigureId("requests", row, column.id) for row in ("carried_in", "carried_out")
        )
        figures[carried_out] = figures[carried_in]
    for each in figures:
        if each.column == "change":
            figures[each] = Decimal(0)
    figures.update(KINDS[choice.randrange(3)](choice))
    return record_of(Prior(2019, full_report().name, "", "", figures, {}))


def every_state(report: Report) -> set[tuple[str, str]]:
    judged = [
        judge(each, form(), report.figures, last_year(report)) for each in live_checks(report)
    ]
    return {(j.identity.rule.id, STATES.get(j.state, "未填")) for j in judged}


def test_the_corruptions_bring_every_rule_into_every_state() -> None:
    tried = set().union(*(every_state(corrupted(number)) for number in range(CORRUPTIONS)))
    for each in (i for live in layout_of(form()).checks for i in live.identities):
        # Last year is hardly ever blank where this year is.
        states = {"✓", "✗"} if each.needs_prior else {"✓", "✗", "未填"}
        assert states <= {state for rule, state in tried if rule == each.rule.id}, each.rule.id


# What is compared


class Case(NamedTuple):
    """A workbook as nianbao wrote it and as LibreOffice saved it, recalculated.

    `figures` are those that the formulas work on, by what nianbao says of the second.
    """

    written: bytes
    saved: bytes
    cells: dict[str, Mapping[tuple[int, int], RawCell]]
    findings: tuple[Finding, ...]
    figures: dict[FigureId, Quantity]
    report: Report

    @property
    def checks(self) -> tuple[Identity, ...]:
        return live_checks(self.report)


def case_of(written: bytes, saved: bytes) -> Case:
    cells, reading = raw_cells(saved), read(saved)
    assert reading.report is not None
    findings = check(reading)
    figures = as_excel_sees(reading.report, findings)
    return Case(written, saved, cells, findings, figures, reading.report)


def as_excel_sees(report: Report, findings: tuple[Finding, ...]) -> dict[FigureId, Quantity]:
    """A text where nianbao says that Excel does not see the number, or where the number is
    too long for it; what a total shows where nianbao says that it leaves text out."""
    figures: dict[FigureId, Quantity] = as_kept(report.figures)
    for finding in findings:
        if finding.kind is NUMBER_AS_TEXT:
            figures[_figure(finding)] = Unreadable(finding.involved[0])
        elif finding.kind is TOTAL_SKIPS_TEXT:
            figures[_figure(finding)] = Decimal(finding.actual or 0)
    return figures


def _figure(finding: Finding) -> FigureId:
    place = finding.place
    return FigureId(place.table or "", place.row or "", place.column or "")


def shown(cell: RawCell | None) -> Decimal | str:
    """What a cell shows: a number as Excel shows it, or a text."""
    if cell is None or cell.kind == "empty":
        return ""
    return as_excel_shows(Decimal(cell.text)) if cell.kind == "number" else cell.text


def state_at(case: Case, number: int) -> Decimal | str:
    return shown(case.cells["校验"].get((CHECKS_TOP + number, STATE_COLUMN)))


Differences = list[tuple[object, ...]]


def states_of_checks(case: Case) -> Differences:
    """The state of every check."""
    known = as_kept(last_year(case.report))
    judged = [judge(each, form(), case.figures, known) for each in case.checks]
    return [
        (j.identity.rule.id, j.identity.line, j.state, state_at(case, number))
        for number, j in enumerate(judged)
        if state_at(case, number) != STATES.get(j.state, "未填")
    ]


def findings_on_checks(case: Case) -> Differences:
    """A ✗ between numbers is a finding or follows from one; a ✓ is neither."""
    told = {(f.rule, f.place.table, f.place.row, f.place.column) for f in case.findings}
    told |= {
        (c.rule, c.place.table, c.place.row, c.place.column)
        for f in case.findings for c in f.consequences
    }  # fmt: skip
    skipping = {_figure(f) for f in case.findings if f.kind is TOTAL_SKIPS_TEXT}
    found: Differences = []
    for number, each in enumerate(case.checks):
        state, named = state_at(case, number), (each.rule.id, *each.result) in told
        text = any(isinstance(case.figures[f], Unreadable) for f in each.figures)
        unexplained = state == "✗" and not (named or text or skipping & set(each.figures))
        if unexplained or (state == "✓" and named):
            found.append((each.rule.id, each.line, state, named))
    return found


def live_totals(case: Case) -> Differences:
    """What every total shows, live or typed over."""
    found: Differences = []
    for each in form().totals:
        ref, value = layout_of(form()).addresses[each], case.figures[each]
        words = {Absent.BLANK: "", Absent.NOT_APPLICABLE: "/"}
        told = words[value] if isinstance(value, Absent) else value
        told = told.text if isinstance(told, Unreadable) else told
        live = shown(case.cells[ref.sheet].get(parse_cell(ref.cell) or (0, 0)))
        if live != told:
            found.append((ref, live, told))
    return found


def quotable_figures(case: Case) -> Differences:
    """Where prose can quote it; over blanks only, nothing."""
    found: Differences = []
    quotable = Quotable(form(), replace(case.report, figures=case.figures))
    for number, each in enumerate(form().declaration.key_figures):
        live = shown(case.cells["可引用数据"].get((LIST_TOP + number, 2)))
        parts = [case.figures[c.figure] for c in cells_of(form().quotable[each.name])]
        quoted = quotable.shown(each.name)
        told = plain(live) if isinstance(live, Decimal) else live
        if quoted is not None and told != (quoted if each.suffix else as_shown(quoted)):
            found.append((each.name, live, quoted))
        if not any(isinstance(part, Decimal) for part in parts) and live != "":
            found.append((each.name, live, ""))
    return found


def as_shown(number: str) -> str:
    return plain(as_excel_shows(Decimal(number)))


def cached_values(case: Case) -> Differences:
    """Every formula of every sheet, summaries too: opening the workbook changes nothing."""
    return [
        (name, at, shown(cell), shown(case.cells[name].get(at)))
        for name, cells in raw_cells(case.written).items()
        for at, cell in cells.items()
        if cell.formula and not alike(shown(cell), shown(case.cells[name].get(at)))
    ]


def alike(one: Decimal | str, other: Decimal | str) -> bool:
    """Excel calculates in binary: the last of fifteen digits may differ, or a zero be dust."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return abs(one - other) <= max(abs(one), abs(other)) / 10**14 + Decimal("1e-9")
    return one == other


def what_is_read(case: Case) -> Differences:
    """The same report from both files, and the same findings."""
    one, other = read(case.written), read(case.saved)
    differing = [] if one.report == other.report else [("reports differ",)]
    said = [[(f.code, f.place.cell) for f in check(each)] for each in (one, other)]
    return [*differing, *([] if said[0] == said[1] else [tuple(said)])]


COMPARED = (
    states_of_checks,
    findings_on_checks,
    live_totals,
    quotable_figures,
    cached_values,
    what_is_read,
)


def form_of(name: str) -> bytes:
    if name.isdigit():  # only the tables matter, and prose takes time to lay out
        return write_form(form(), replace(corrupted(int(name)), narrative={}))
    return {
        "blank": blank_form,
        "full": full_form,
        "good": lambda: (SAMPLES / f"{GOOD}.xlsx").read_bytes(),
        "faulty": lambda: (SAMPLES / f"{FAULTY}.xlsx").read_bytes(),
    }[name]()


NAMES = ("blank", "full", "good", "faulty", *map(str, range(CORRUPTIONS)))


# In parts, so that several processors share the work.
@pytest.mark.parametrize("part", range(4))
def test_recalculated_the_workbook_says_what_nianbao_says(part: int, tmp_path: Path) -> None:
    sources = [tmp_path / f"{name}.xlsx" for name in NAMES[part::4]]
    for source in sources:
        source.write_bytes(form_of(source.stem))
    saved = converted(sources, tmp_path / "saved", recalculating=True)
    for source, result in zip(sources, saved, strict=True):
        case = case_of(source.read_bytes(), result.read_bytes())
        differing = {each.__name__: found for each in COMPARED if (found := each(case))}
        assert differing == {}, source.stem
        if source.stem == "blank":
            assert {state_at(case, number) for number, _ in enumerate(case.checks)} == {"未填"}
