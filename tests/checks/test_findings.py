"""Every example of tests/findings gives exactly the findings that it shows, none more.

Each report is given as data, as a workbook typed by hand, and as a workbook made from the
data: the findings are the same, down to their tokens.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.catalogue.c_cells import BLANK_WORDS, BLANKS, NUMBER_AS_TEXT
from compiler.format.figure_type import BUILT_IN
from compiler.format.form import Form
from compiler.report.typed import typed
from compiler.text.numerals import plain
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, FigureId, Quantity, Unreadable
from compiler.values.findings import Finding, Place
from docs.dialect import EXAMPLES, tables_of, written
from tests.support.cases import Case, Expected, Where, as_data, as_new_from, as_typed, cases
from tests.support.examples import (
    clean_data,
    declaration_of,
    findings_of_data,
    findings_of_workbook,
    full_data,
    put,
    report_of,
    workbook_of,
)

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.name}")
def test_example(case: Case) -> None:
    by_data = as_data(case) if case.as_data else None
    by_workbook = as_typed(case) if case.as_workbook else None
    for found in (by_data, by_workbook):
        if found is not None:
            _assert_expected(case, found)
    if by_data is not None and by_workbook is not None:
        assert _told(by_data) == _told(by_workbook)
        if case.typed:  # else the two workbooks are the same
            by_new_from = as_new_from(case)
            assert _told(by_new_from) == _told(_without_notes(by_data))


FAULTS = st.one_of(
    st.none(),
    st.integers(-3, 99),
    st.sampled_from(
        ["/", "／", "３件", "6０", "1,000", "减3", "251000元", "#REF!", "=A1", "5%", " "]
    ),
)


@settings(deadline=None, max_examples=12)
@given(st.dictionaries(st.sampled_from(declaration_of().figures), FAULTS, min_size=1, max_size=12))
def test_data_and_workbook_give_the_same_findings(faults: dict[FigureId, object]) -> None:
    form = declaration_of()
    data = full_data()
    for figure, value in faults.items():
        put(data, figure, value)
    typed_in = {f: text for f, text in faults.items() if isinstance(text, str)}
    case = Case("", "", form, data, typed_in)
    by_data = as_data(case)
    assert _told(as_typed(case)) == _told(by_data)
    assert _told(as_new_from(case)) == _told(_without_notes(by_data))


def test_numbers_as_they_are_typed(tmp_path: Path) -> None:
    """The table of numbers.md: each text means the same in data and in a workbook."""
    form = _typing_declaration(tmp_path, len(_WRITINGS))
    data = clean_data(form)
    expected = {}
    figures: dict[FigureId, Quantity] = {}
    for position, (text, *readings) in enumerate(_WRITINGS):
        for column, reading in zip(("count", "change", "amount"), readings, strict=True):
            figure = FigureId("typed", f"row{position}", column)
            expected[figure] = None if reading == "—" else reading
            figures[figure] = Unreadable(text)
            data["tables"]["typed"][figure.row][column] = text
    report = replace(report_of(clean_data(form), form), figures=figures)
    workbook = workbook_of(report, form)
    for found in (
        findings_of_data(data, form), findings_of_workbook(workbook, form)
    ):  # fmt: skip
        noted = {_figure(f.place): f.actual for f in found if f.kind is NUMBER_AS_TEXT}
        refused = {_figure(f.place) for f in found if f.code in ("C101", "C104", "C105")}
        for figure, reading in expected.items():
            text = written(_WRITINGS[int(figure.row.removeprefix("row"))][0])
            if reading is None:
                assert figure in refused, (text, figure.column)
            else:
                assert noted.get(figure, reading) == reading, (text, figure.column)
                assert figure not in refused, (text, figure.column)


@pytest.mark.parametrize(
    ("text", "quantity", "is_plain"),
    [
        ("", Absent.BLANK, True),
        ("  \u3000", Absent.BLANK, False),
        ("/", Absent.NOT_APPLICABLE, True),
        ("／", Absent.NOT_APPLICABLE, True),
        ("0", Decimal(0), True),
        ("-0", Decimal(0), True),
        ("62", Decimal(62), True),
        (" 62", Decimal(62), False),
        ("６２", Decimal(62), False),
        ("1,000", Decimal(1000), False),
        ("1" * 16, Decimal("1" * 16), True),
        ("1" * 17, Unreadable("1" * 17), False),
        ("-" + "1" * 16 + "." + "2" * 14, Decimal("-" + "1" * 16 + "." + "2" * 14), True),
        ("-" + "1" * 16 + "." + "2" * 15, Unreadable("-" + "1" * 16 + "." + "2" * 15), False),
        ("+0." + "1" * 30, Decimal("0." + "1" * 30), True),
        ("0." + "0" * 15 + "1", Unreadable("0." + "0" * 15 + "1"), False),
    ],
)
def test_absence_and_size(text: str, quantity: Quantity, is_plain: bool) -> None:
    """Blank, “/”, 0 and text are four things; long numbers stay exact."""
    found = typed(text, BUILT_IN["change"])
    assert (found.quantity, found.plain) == (quantity, is_plain)


def _writings() -> list[list[str]]:
    lines = (EXAMPLES / "numbers.md").read_text("utf-8").splitlines()
    found = [rows for header, rows in tables_of(lines) if header[0] == "写法"]
    return [[written(row[0]), *row[1:]] for row in chain.from_iterable(found)]


_WRITINGS = _writings()


def _typing_declaration(folder: Path, rows: int) -> Form:
    lines = ",\n".join(f'{{ id = "row{n}", label = "第{n}行" }}' for n in range(rows))
    path = folder / "typing.toml"
    path.write_text(
        f"""
        [format]
        id = "typing"
        version = "1"
        language = "zh"
        name = "填数"
        title = "{{agency}}{{year}}"
        [unit.wan_yuan]
        label = "万元"
        accepts = {{ "元" = "0.0001", "亿元" = "10000" }}
        [[section]]
        id = "numbers"
        heading = "一、数"
        tables = ["typed"]
        [table.typed]
        columns = [
          {{ id = "count", label = "件数" }},
          {{ id = "change", label = "增减数", type = "change" }},
          {{ id = "amount", label = "金额", type = "amount", unit = "wan_yuan" }},
        ]
        rows = [{lines}]
        """,
        "utf-8",
    )
    return declaration_of(str(path))


# What is compared


def _assert_expected(case: Case, found: tuple[Finding, ...]) -> None:
    assert sorted(_line(f.code, _where(f.place)) for f in found) == sorted(
        _line(e.code, e.where) for e in case.expected
    )
    for expected in case.expected:
        match = next(
            f for f in found if (f.code, _where(f.place)) == (expected.code, expected.where)
        )
        _assert_stated(expected, match)
    following = [(f.code, c.rule, _figure(c.place)) for f in found for c in f.consequences]
    assert sorted(following) == sorted(case.following)
    words = [(finding.message("zh"), finding.hint("zh")) for finding in found]
    said = [*(message for message, _ in words), *map(" ".join, words)]
    assert [message for message in case.messages if message not in said] == [], said
    _assert_slips(case, found)
    for finding in found:
        assert finding.message("en")
        assert finding.hint("zh")
        assert finding.hint("en")
        if finding.code[0] in "TX" or finding.code in ("Y301", "Y401"):
            assert finding.rule in [rule.id for rule in case.form.declaration.rules]


def _assert_stated(expected: Expected, found: Finding) -> None:
    assert found.level == (expected.severity or found.kind.severity)
    assert {key: getattr(found, key) for key in expected.stated} == expected.stated
    if found.kind.code[0] in "TXY" and None not in (found.expected, found.actual):
        gap = Decimal(found.actual or 0) - Decimal(found.expected or 0)
        assert found.difference == plain(gap)


def _assert_slips(case: Case, found: tuple[Finding, ...]) -> None:
    states = {f.slip.token: f.slip_state for f in found if f.slip is not None}
    assert states == {slip.token: slip.state for slip in case.slips if slip.state}


def _line(code: str, where: Where) -> str:
    return f"{code} {' '.join(str(part) for part in where)}"


def _where(place: Place) -> Where:
    if place.table is not None:
        return (place.table, place.row, place.column)
    if place.section is not None:
        return (place.section, place.paragraph)
    return (place.label,)


def _figure(place: Place) -> FigureId:
    return FigureId(place.table or "", place.row or "", place.column or "")


def _without_notes(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """A number read from text stands in the new workbook as the number."""
    return tuple(f for f in found if f.kind is not NUMBER_AS_TEXT)


def _told(found: tuple[Finding, ...]) -> list[object]:
    """All that is said of each finding but where in a file it stands."""
    return [
        (
            f.token, f.level, f.expected, f.actual, f.difference, f.rule, f.clause,
            "" if f.kind in (BLANKS, BLANK_WORDS) else f.message("zh"), f.hint("zh"), _bare(f.place),
            [_bare(place) for place in f.related],
            [(c.rule, _bare(c.place)) for c in f.consequences], f.slip, f.slip_state,
        )
        for f in found
    ]  # fmt: skip


def _bare(place: Place) -> Place:
    return place._replace(file=None, sheet=None, cell=None)
