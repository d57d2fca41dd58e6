"""The standardized workbook: what stands where, what may be typed, and that it says the truth."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from compiler.catalogue.c_cells import BLANK_TOTAL
from compiler.catalogue.t_within_tables import WRONG_TOTAL
from compiler.edges.files import read_bytes
from compiler.edges.shelf import shelf_of
from compiler.format.declaration import Declaration
from compiler.format.figure_type import BUILT_IN
from compiler.format.form import form_of
from compiler.format.load import load
from compiler.ooxml.cells.address import parse_cell
from compiler.ooxml.cells.rich_text import CELL_LIMIT
from compiler.report.data import to_json
from compiler.report.from_data import read_data
from compiler.report.prior import Prior, record_of
from compiler.report.reading import Reading
from compiler.report.typed import typed
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, FigureId, Quantity, Unreadable
from compiler.values.origin import Source
from compiler.values.report import AGENCY_KEYS, ARCHIVE_KEYS, LEVELS, Paragraph, Report, Slip
from compiler.workbook.form.make import blank_report, write_form
from compiler.workbook.layout import HIDDEN_SHEET, LINE_ROWS, STATE_COLUMN, layout_of
from tests.support.examples import declaration_of
from tests.support.running import nianbao
from tests.support.validators import audit_errors, sdk_errors
from tests.support.workbooks import (
    DISPUTES,
    PROACTIVE,
    REQUESTS,
    blank_form,
    changed,
    check,
    codes,
    figure,
    findings,
    form,
    full_form,
    full_report,
    good_report,
    line_cells,
    live_checks,
    moved,
    raw_cells,
    read,
    report_of,
)

NARRATIVES = ("引言", "一、总体情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项")
TABLES = (PROACTIVE, REQUESTS, DISPUTES)
STATES = ("✓", "✗", "未填")


@cache
def opened(data: bytes, *, values: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data), data_only=values)


def sheet(name: str, data: bytes | None = None, *, values: bool = False) -> Worksheet:
    found = opened(data or blank_form(), values=values)[name]
    assert isinstance(found, Worksheet)
    return found


def inputs() -> list[tuple[str, str]]:
    """Sheet and address of every figure that staff type."""
    return [
        (ref.sheet, ref.cell)
        for each, ref in layout_of(form()).addresses.items()
        if each not in form().totals
    ]


def totals() -> list[tuple[str, str]]:
    every = layout_of(form()).addresses
    return [(every[each].sheet, every[each].cell) for each in form().totals]


# What stands where


def test_the_sheets_stand_in_the_order_of_the_report() -> None:
    assert opened(blank_form()).sheetnames == [
        "填表说明", "封面", "引言", "一、总体情况", PROACTIVE, REQUESTS, DISPUTES,
        "五、存在的主要问题及改进情况", "六、其他需要报告的事项", "校验", "情况说明", "可引用数据",
        "_nianbao",
    ]  # fmt: skip
    states = {
        name: opened(blank_form())[name].sheet_state for name in opened(blank_form()).sheetnames
    }
    assert states.pop("_nianbao") == "veryHidden"
    assert set(states.values()) == {"visible"}


def test_it_opens_on_the_cover() -> None:
    assert opened(blank_form()).active.title == "封面"


def test_every_figure_has_its_cell() -> None:
    assert len(inputs()) + len(totals()) == 22 + 161 + 15
    assert len(totals()) == 23 + 6 + 3


def test_the_labels_are_those_of_the_form() -> None:
    cells = sheet(REQUESTS)
    assert (
        cells["A4"].value == "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    )
    assert [cells[at].value for at in ("D4", "D5", "E5", "E6", "J5")] == [
        "申请人情况", "自然人", "法人或其他组织", "商业企业", "总计"
    ]  # fmt: skip
    assert [cells[at].value for at in ("A7", "A9", "B11", "C11", "B28", "A29")] == [
        "一、本年新收政府信息公开申请数量", "三、本年度办理结果", "（三）不予公开", "1.属于国家秘密",
        "（七）总计", "四、结转下年度继续办理",
    ]  # fmt: skip
    assert {"A4:C6", "D4:J4", "E5:I5", "A9:A28", "B11:B18"} <= {
        str(r) for r in cells.merged_cells.ranges
    }


def test_nothing_is_prefilled() -> None:
    for name, address in inputs():
        assert sheet(name)[address].value is None
    for name in TABLES:
        numbers = [
            c for row in sheet(name).iter_rows() for c in row if c.data_type == "n" and c.value
        ]
        assert numbers == []


def test_only_inputs_are_unlocked() -> None:
    """Locked without a password; whoever must may unlock it."""
    for name in (*TABLES, "封面", "校验", "可引用数据", "填表说明"):
        protection = sheet(name).protection
        assert (protection.sheet, protection.password) == (True, None)
    lines = {
        (name, address)
        for name in TABLES
        for line in range(1, LINE_ROWS + 1)
        for address in line_cells(blank_form(), name, line)
    }
    unlocked = {
        (name, cell.coordinate)
        for name in TABLES
        for row in sheet(name).iter_rows()
        for cell in row
        if not cell.protection.locked and cell.coordinate not in merged_over(name)
    }
    assert unlocked == {*inputs(), *lines}


def test_a_line_offers_the_places_of_its_sheet() -> None:
    whole = {
        str(area): (rule.formula1, rule.prompt)
        for rule in sheet(TABLES[0]).data_validations.dataValidation
        for area in rule.sqref.ranges
    }
    first, last = (line_cells(blank_form(), TABLES[0], n)[0] for n in (1, LINE_ROWS))
    listed, prompt = whole[f"{first}:{last}"]
    bands = [f"第二十条第（{n}）项后" for n in "一五六八"]
    assert listed.strip('"').split(",") == ["表前", *bands, "表后"]
    assert "空着就是表前" in prompt
    for name in TABLES[1:]:
        first = line_cells(blank_form(), name)[0]
        rules = sheet(name).data_validations.dataValidation
        assert '"表前,表后"' in [r.formula1 for r in rules if first in r.sqref]


def merged_over(name: str) -> set[str]:
    return {
        cell.coordinate for area in sheet(name).merged_cells.ranges for row in area.rows
        for cell in (sheet(name).cell(*at) for at in row)
        if cell.coordinate != area.start_cell.coordinate
    }  # fmt: skip


def test_prose_and_explanations_are_free_to_edit() -> None:
    for name in (*NARRATIVES, "情况说明"):
        assert not sheet(name).protection.sheet


def test_what_may_be_typed_is_said_and_enforced() -> None:
    for name, address in inputs():
        rules = [r for r in sheet(name).data_validations.dataValidation if address in r.sqref]
        assert [r.type for r in rules] == ["custom"]
        assert rules[0].prompt
        assert rules[0].error
        assert rules[0].allowBlank
    for name, address in totals():
        rules = [r for r in sheet(name).data_validations.dataValidation if address in r.sqref]
        assert [r.prompt.endswith("自动相加，不用填写。") for r in rules] == [True]


@pytest.mark.parametrize("edition", ["disclosure-2019", "disclosure-2021"])
def test_each_row_and_each_column_of_the_tables_says_what_it_covers(edition: str) -> None:
    made = declaration_of(edition)
    layout = layout_of(made)
    book = openpyxl.load_workbook(BytesIO(write_form(made, blank_report(made, None, None))))
    rules = {
        (sheet.title, address): rule
        for sheet in book.worksheets
        for rule in sheet.data_validations.dataValidation
        for address in str(rule.sqref).split()
    }
    for at, ref in layout.addresses.items():
        table, rule = made.table(at.table), rules[ref.sheet, ref.cell]
        helps = [table.row(at.row).help, table.column(at.column).help]
        assert all(help in rule.prompt for help in helps)
        # Where there is one line, or one that only adds up, the other says it.
        assert all(helps) or at.table.startswith("article20")
        assert any(helps)
        assert len(rule.prompt) <= 255
        assert len(rule.promptTitle) <= 32
        assert rule.error is None or (rule.error not in helps and len(rule.error) <= 225)
    refused = rules[layout.addresses[FigureId("requests", "refused_internal", "research")]]
    assert "人事管理、后勤管理、内部工作流程" in refused.prompt
    assert "科研机构" in refused.prompt


def test_a_help_too_long_for_a_cell_is_seen_to_go_on() -> None:
    tables = form().declaration.tables
    wordy = (tables[0].rows[0]._replace(help="长" * 300), *tables[0].rows[1:])
    longer = (replace(tables[0], rows=wordy), *tables[1:])
    made = form_of(replace(form().declaration, tables=longer, digest="another"))
    at = layout_of(made).addresses[FigureId("article20_1", "rules", "drafted")]
    book = openpyxl.load_workbook(BytesIO(write_form(made, blank_report(made, None, None))))
    (rule,) = [r for r in book[at.sheet].data_validations.dataValidation if at.cell in r.sqref]
    assert rule.prompt == "长" * 254 + "…"


def test_the_cover_asks_before_it_takes_a_year_or_a_date_that_is_none() -> None:
    rules = {str(r.sqref): r for r in sheet("封面").data_validations.dataValidation}
    labels = {cell.value: f"B{cell.row}" for cell in sheet("封面")["A"] if cell.value}
    year, date, kept = (rules[labels[name]] for name in ("报告年度", "成文日期", "保管期限"))
    within = "VALUE(B4)>=2019,VALUE(B4)<=2020"
    assert year.formula1 == f"AND(LEN(B4)=4,ISNUMBER(VALUE(B4)),{within})"
    assert 'SUBSTITUTE(B9,"年","-")' in date.formula1
    assert (kept.type, kept.formula1) == ("list", '"永久,30年,10年"')
    assert {r.errorStyle for r in (year, date, kept)} == {"warning"}
    for name in ("编制单位", "全宗号", "机构或问题", "件号"):
        assert rules[labels[name]].prompt == sheet("封面")[f"C{labels[name][1:]}"].value


def test_the_example_of_a_year_is_one_of_the_edition() -> None:
    made = declaration_of("disclosure-2021")
    book = openpyxl.load_workbook(BytesIO(write_form(made, blank_report(made, None, None))))
    assert book["封面"]["C4"].value == "四位数字，如 2021"
    assert book["封面"]["C9"].value.startswith("如 2022年1月15日")


def test_a_count_is_whole_a_change_is_signed_an_amount_has_its_unit() -> None:
    rules = {str(r.sqref): r for r in sheet(PROACTIVE).data_validations.dataValidation}
    assert rules["B10"].formula1 == "OR(AND(ISNUMBER(B10),N(B10)>=0,N(B10)=INT(N(B10))))"
    assert rules["C10"].formula1 == "OR(AND(ISNUMBER(C10),N(C10)=INT(N(C10))))"
    assert 'RIGHT(C21,2)="万元"' in rules["C21"].formula1
    assert "减少写 -3" in rules["C10"].prompt
    assert "万元" in rules["C21"].prompt
    assert sheet(PROACTIVE)["C21"].number_format == '[=0]0;General"万元"'


ENGLISH = """
[format]
id = "small"
version = "1"
language = "en"
name = "Small"
title = "{agency} {year}"

[type.more]
like = "count"
signed = true

[[section]]
id = "t"
heading = "1 Table"
tables = ["t"]

[table.t]
corner = "-"
columns = [{ id = "a", label = "A" }, { id = "b", label = "B", type = "more" }]
rows = [{ id = "x", label = "X" }, { id = "y", label = "Y" }]
"""


def test_a_form_in_english_helps_in_english() -> None:
    declaration = load(ENGLISH.encode(), "small.toml", read_bytes)
    assert isinstance(declaration, Declaration)
    english = form_of(declaration)
    book = opened(write_form(english, blank_report(english, None, None)))
    rules = [rule for each in book for rule in each.data_validations.dataValidation]
    told = {rule.prompt for rule in rules}
    assert "3 or +3 for more, -3 for fewer, 0 for no change." in told
    assert '"Government,Department,Office"' in {rule.formula1 for rule in rules}
    assert "Place" in {cell.value for each in book for row in each.rows for cell in row}


def test_what_may_be_quoted_has_its_head_and_an_added_line_its_help() -> None:
    assert [c.value for c in sheet("可引用数据")[3]][:3] == ["名称", "现在的数", "在正文里这样写"]
    accounts = declaration_of("final-accounts")
    book = opened(write_form(accounts, blank_report(accounts, None, None)))
    rules = [rule for each in book for rule in each.data_validations.dataValidation]
    assert "填名称，照原样印出来。" in {rule.prompt for rule in rules}


def test_levels_are_chosen_from_a_list() -> None:
    for name in NARRATIVES:
        (rule,) = sheet(name).data_validations.dataValidation
        assert rule.type == "list"
        assert rule.formula1 == '"小标题（一）,小标题1.,正文"'
        assert str(rule.sqref) == "A4:A304"  # from the header: no row above escapes it


def test_headers_stay_in_sight_and_are_printed_again() -> None:
    assert [sheet(name).freeze_panes for name in (PROACTIVE, REQUESTS, DISPUTES)] == [
        "A4",
        "D7",
        "A7",
    ]
    assert sheet(REQUESTS).print_title_rows == "$4:$6"
    assert [sheet(name).freeze_panes for name in NARRATIVES] == ["A5"] * 4
    assert sheet("校验").freeze_panes == "A5"


@pytest.mark.parametrize("edition", ["disclosure-2019", "disclosure-2021"])
def test_a_label_over_several_rows_is_clear_of_its_borders(edition: str) -> None:
    form = declaration_of(edition)
    book = openpyxl.load_workbook(BytesIO(write_form(form, blank_report(form, None, None))))
    width = book[REQUESTS].column_dimensions["A"].width
    assert width >= 2 * len("三、本年度")


def test_every_sheet_prints_on_a4_one_page_wide() -> None:
    for name in opened(blank_form()).sheetnames[:-1]:
        page = sheet(name).page_setup
        assert (page.paperSize, page.fitToWidth or 1, page.fitToHeight) == (9, 1, 0)
        assert sheet(name).sheet_properties.pageSetUpPr.fitToPage
    for name in TABLES:
        assert sheet(name).page_setup.orientation == "landscape"
    assert sheet(REQUESTS).print_area == f"'{REQUESTS}'!$A$1:$J$29"


def test_totals_are_live() -> None:
    for name, address in totals():
        assert str(sheet(name)[address].value).startswith("=IF(COUNTBLANK(")
    assert sheet(REQUESTS)["J7"].value == '=IF(COUNTBLANK(D7:I7)=6,"",SUM(D7:I7))'


def test_it_names_its_edition_and_version() -> None:
    hidden = {r[0]: r[1] for r in sheet(HIDDEN_SHEET).iter_rows(values_only=True)}
    assert hidden["format"] == "disclosure-2019"
    assert hidden["digest"] == form().declaration.digest
    properties = {p.name: p.value for p in opened(blank_form()).custom_doc_props.props}
    assert properties["nianbao.format"] == "disclosure-2019"
    assert properties["nianbao.format.version"] == form().declaration.version


# Live checks


def test_one_state_cell_for_each_check() -> None:
    checks = live_checks(report_of(blank_form()))
    assert len(checks) == 40 + 7
    states = [
        sheet("校验", values=True).cell(5 + n, STATE_COLUMN).value for n in range(len(checks))
    ]
    assert states == ["未填"] * len(checks)
    assert sheet("校验", values=True).cell(5 + len(checks), STATE_COLUMN).value is None


@pytest.mark.parametrize("data", [blank_form, full_form])
def test_states_stand_nowhere_else_on_that_sheet(data: Any) -> None:
    for row in sheet("校验", data(), values=True).iter_rows():
        for cell in row:
            if cell.column != STATE_COLUMN:
                assert not any(state in str(cell.value or "") for state in STATES), cell.coordinate


def test_each_check_leads_to_its_cells() -> None:
    links = [cell.hyperlink.location for (cell,) in sheet("校验")["I5:I51"]]
    checks = live_checks(report_of(blank_form()))
    targets = [layout_of(form()).addresses[each.result] for each in checks]
    assert links == [f"'{target.sheet}'!{target.cell}" for target in targets]


def test_states_and_wrong_figures_are_coloured() -> None:
    rules = sheet("校验").conditional_formatting
    assert {r.formula[0] for area in rules for r in area.rules} == {f'"{s}"' for s in STATES}
    marked = {str(area.sqref) for area in sheet(REQUESTS).conditional_formatting}
    assert {address for name, address in (*inputs(), *totals()) if name == REQUESTS} <= marked


def test_cached_values_are_the_truth() -> None:
    """A reader that does not calculate sees numbers as numbers."""
    cells = sheet(REQUESTS, full_form(), values=True)
    wrong = {
        each: cells[ref.cell].value
        for each, ref in layout_of(form()).addresses.items()
        if each.table == "requests" and cells[ref.cell].value != full_report().figures[each]
    }
    assert wrong == {}
    checks = sheet("校验", full_form(), values=True)
    assert [checks.cell(5 + n, STATE_COLUMN).value for n in range(47)] == ["✓"] * 47
    assert [type(checks.cell(5, column).value) for column in (5, 6, 7)] == [int, int, int]
    assert checks["A3"].value == "核对情况：全部相符"
    quotable = sheet("可引用数据", full_form(), values=True)
    figures = {row[0]: row[1] for row in quotable.iter_rows(min_row=4, values_only=True)}
    assert figures["新收申请总数"] == full_report().figures[figure("requests.received.total")]
    assert (
        figures["政府集中采购总金额"]
        == full_report().figures[figure("article20_9.procurement.amount")]
    )


def test_no_formula_is_left_without_a_value() -> None:
    """What shows nothing is told from what was never calculated."""
    for data in (blank_form(), full_form()):
        for name, cells in raw_cells(data).items():
            empty = [at for at, cell in cells.items() if cell.formula and cell.kind == "empty"]
            assert empty == [], name


# From a report


def test_a_typed_total_stands_where_the_data_differ_from_the_sum() -> None:
    total = figure("requests.granted.total")
    data = write_form(form(), changed(full_report(), {total: Decimal(1)}))
    assert sheet(REQUESTS, data)["J9"].value == 1
    assert str(sheet(REQUESTS, data)["J10"].value).startswith("=")
    assert report_of(data).figures[total] == 1
    assert WRONG_TOTAL.code in codes(findings(data))


def test_a_total_that_the_data_leave_blank_stays_blank() -> None:
    total = figure("requests.granted.total")
    data = write_form(form(), changed(full_report(), {total: Absent.BLANK}))
    assert sheet(REQUESTS, data)["J9"].value is None
    assert BLANK_TOTAL.code in codes(findings(data))


def test_a_number_too_long_for_excel_stands_as_text_and_is_kept() -> None:
    """So does a total of it: Excel could not add it up."""
    part, total = figure("requests.granted.other"), figure("requests.granted.total")
    report = changed(full_report(), {part: Decimal("123456789012345.6789012345")})
    data = write_form(form(), report)
    assert sheet(REQUESTS, data)["I9"].value == "123456789012345.6789012345"
    assert sheet(REQUESTS, data)["J9"].value == str(report.figures[total])
    assert report_of(data) == report
    states = [
        c.value
        for (c,) in sheet("校验", data, values=True).iter_rows(min_row=5, min_col=8, max_col=8)
    ]
    # Three checks on the way of this figure into its total, three on that into the grand total.
    assert states.count("✗") == 6


def test_a_year_and_a_name_may_be_left_for_staff() -> None:
    blank = report_of(blank_form())
    assert (blank.year, blank.name) == (None, "")
    given = report_of(write_form(form(), replace(blank, year=2020, agency={"name": "甲局"})))
    assert (given.year, given.name) == (2020, "甲局")


PARAGRAPHS = (
    "=1+1", "+1", "-1", "@甲", "'甲", '"乙"“丙”', "  前有空格", "后有空格 ", "\t制表", "a&b<c>",
    "_x0041_", "_x005F_x0041_", "<r><t>甲</t></r>", "<r>甲 & 乙</r>", "😀👍🏽", "𠀀", "e\u0301",
    "零\u200b宽", "\ufeff", "2020-01-01", "1/2", "TRUE", "#REF!", "https://example.cn/?a=1&b=2",
    "{新收申请总数}", "甲" * CELL_LIMIT, "控制\x01字符", "\ufffe", "0012",
)  # fmt: skip


def test_prose_is_kept_to_the_letter() -> None:
    paragraphs = tuple(Paragraph("body", text) for text in PARAGRAPHS)
    report = replace(good_report(), narrative={**good_report().narrative, "overview": paragraphs})
    assert report_of(write_form(form(), report)).narrative["overview"] == paragraphs


def test_half_a_character_does_not_stop_it() -> None:
    report = replace(good_report(), agency={"name": "\ud800局"}, prior={"甲\udfff": 1})
    assert report_of(write_form(form(), report)).name == "\ufffd局"


# Valid ones


def _variant(name: str) -> Report:
    faulty = changed(
        full_report(),
        {
            figure("requests.granted.total"): Decimal(1),
            figure("article20_6.penalties.decisions"): Unreadable("无"),
            figure("article20_9.procurement.items"): Decimal("-1.5"),
            figure("article20_1.rules.drafted"): Absent.NOT_APPLICABLE,
        },
    )
    huge = {each: Decimal(10) ** 30 + n for n, each in enumerate(form().figures)}
    huge[figure("requests.granted.total")] = Decimal(10) ** 40
    huge[figure("requests.handled.total")] = Decimal(1).scaleb(-40)
    long = tuple(Paragraph(LEVELS[n % 3], f"（{n}）" + "长" * 2000) for n in range(400))
    return {
        "blank": report_of(blank_form()),
        "good": good_report(),
        "faulty": faulty,
        "huge numbers": replace(full_report(), figures=huge),
        "English agency": replace(good_report(), agency={"name": "A & B \"Bureau\" <of> 'C'"}),
        "long prose": replace(
            good_report(), narrative={**good_report().narrative, "overview": long}
        ),
        "last year": replace(
            full_report(),
            prior=record_of(Prior(2019, "甲局", "上年.xlsx", "", full_report().figures, {})),
        ),
        "odd characters": replace(
            good_report(),
            agency={"name": "控\x01制\ufffe"},
            narrative={"overview": tuple(Paragraph("body", t) for t in PARAGRAPHS)},
        ),
    }[name]


@pytest.mark.parametrize(
    "name",
    [
        "blank",
        "good",
        "faulty",
        "huge numbers",
        "English agency",
        "long prose",
        "last year",
        "odd characters",
    ],
)
@pytest.mark.parametrize("errors", [audit_errors, sdk_errors])
def test_both_validators_find_nothing(name: str, errors: Any, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(write_form(form(), _variant(name)))
    assert errors(path) == []


# The law: data → workbook → data


TEXTS = st.one_of(
    st.sampled_from(PARAGRAPHS[:25]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
    st.text(st.sampled_from("_x0041F5 ='\"<>&\r\x01\x0b甲{}"), max_size=20),
)
NUMBERS = st.one_of(
    st.sampled_from([Decimal(0), Decimal(1), Decimal(-3), Decimal("96171.6"), Decimal("0.1")]),
    st.integers(-1000, 10**6).map(Decimal),
    st.integers(-(10**25), 10**25).map(Decimal),
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9
    ),
    st.builds(
        lambda digits, scale: Decimal(digits).scaleb(-scale),
        st.integers(-(10**25), 10**25),
        st.integers(0, 25),
    ),
)
UNREADABLE = st.sampled_from(
    ["无", "=1+1", "约3", "3件", "1.2.3", "2021-01-15", "50%", "#REF!", "十", "--", "\x01"]
).map(Unreadable)
QUANTITIES = st.one_of(
    st.just(Absent.BLANK), st.just(Absent.NOT_APPLICABLE), NUMBERS, NUMBERS, UNREADABLE
)
# Entries of one line, in which staff put breaks, tabs and blanks all the same.
LINE = TEXTS | st.text(st.sampled_from("甲乙a\n\r\t \u3000\u2028\x85"), max_size=12)
FILLED = LINE.filter(str.strip)
# Beside tables too: an introduction of the section, or what stands below one of them.
SAID = st.fixed_dictionaries(
    {},
    optional={
        section.id: st.lists(
            st.builds(
                lambda level, text, after: Paragraph(level, text, after=after),
                st.sampled_from(LEVELS),
                TEXTS,
                st.sampled_from((None, *section.tables)),
            ),
            max_size=4,
        )
        for section in form().sections
    },
)


def _from_data(report: Report) -> Reading:
    return read_data(
        to_json(report).encode("utf-8", "backslashreplace"),
        Source("", "json", ""),
        "",
        shelf_of(),
        None,
    )


@given(
    base=st.sampled_from([full_report, lambda: report_of(blank_form())]),
    figures=st.dictionaries(st.sampled_from(form().figures), QUANTITIES, max_size=40),
    adding=st.booleans(),
    narrative=SAID,
    year=st.sampled_from([None, 2019, 2020, 9999]),
    agency=st.dictionaries(st.sampled_from(AGENCY_KEYS), FILLED, max_size=5),
    attachments=st.lists(FILLED, max_size=7),
    slips=st.lists(st.tuples(FILLED, LINE, LINE, LINE), max_size=3),
    archive=st.dictionaries(st.sampled_from(ARCHIVE_KEYS), FILLED, max_size=3),
    prior=st.none() | st.dictionaries(TEXTS, st.integers() | TEXTS, max_size=2),
)
@settings(max_examples=25, deadline=None)
def test_data_to_workbook_to_data_gives_the_same_report_and_findings(
    base: Callable[[], Report],
    figures: dict[FigureId, Quantity],
    adding: bool,
    narrative: dict[str, list[Paragraph]],
    slips: list[tuple[str, str, str, str]],
    attachments: list[str],
    **entries: Any,
) -> None:
    """`adding`: the totals are the sums of what is there, else what they were."""
    report = replace(
        changed(base(), figures) if adding else base(),
        narrative={key: tuple(value) for key, value in narrative.items()},
        slips=tuple(Slip(*each) for each in slips),
        attachments=tuple(attachments),
        **entries,
    )
    report = replace(report, figures={**report.figures, **figures})
    once = _from_data(report)
    assert once.report is not None
    given = _from_data(once.report)
    assert given.report is not None
    assert differences(given.report, once.report) == []
    assert "W216" not in [f.code for f in given.findings]
    back = read(write_form(form(), given.report))
    assert back.report is not None
    assert differences(back.report, given.report) == []
    assert differences(_from_data(back.report).report or back.report, given.report) == []
    assert _told(check(back)) == _told(check(given))


def differences(one: Report, other: Report) -> list[tuple[object, object]]:
    """What differs, small enough to be read."""
    names = ("year", "agency", "narrative", "attachments", "slips", "archive", "prior")
    found = [(getattr(one, name), getattr(other, name)) for name in names]
    found += [(one.figures[each], other.figures[each]) for each in one.figures]
    return [(mine, theirs) for mine, theirs in found if mine != theirs]


def _told(found: Any) -> list[tuple[str, ...]]:
    return [(f.code, f.id, f.token, str(f.expected), str(f.actual)) for f in found]


def test_the_law_is_tried_on_texts_that_are_no_numbers() -> None:
    """A text that means a number is one in the data, and is written as one."""
    assert isinstance(typed("１２", BUILT_IN["count"]).quantity, Decimal)
    for text in ("无", "=1+1", "约3", "3件", "十"):
        assert isinstance(typed(text, BUILT_IN["count"]).quantity, Unreadable)


# The form after last year's report


def _after_last_year(folder: Path) -> bytes:
    """`nianbao new --prior` on the full report."""
    last, output = folder / "上年.json", folder / "今年.xlsx"
    last.write_text(to_json(full_report()), "utf-8")
    made = nianbao("new", "--format", "disclosure-2019", "--prior", last, "-o", output)
    assert made.code == 0, made.out
    return output.read_bytes()


def test_what_is_carried_over_is_filled_in_and_last_year_stands_beside_it(tmp_path: Path) -> None:
    data = _after_last_year(tmp_path)
    reading = read(data)
    assert reading.report is not None
    assert (reading.findings, reading.report.year) == ((), 2021)
    last = full_report().figures
    for column in form().table("requests").columns:
        carried_in = FigureId("requests", "carried_in", column.id)
        assert reading.report.figures[carried_in] == last[carried_in._replace(row="carried_out")]
    layout, cells = layout_of(form()), raw_cells(data)
    book = openpyxl.load_workbook(BytesIO(data))
    for each, ref in layout.prior_addresses.items():
        assert Decimal(cells[ref.sheet][parse_cell(ref.cell) or (0, 0)].text) == last[each]
        shown = book[ref.sheet][ref.cell]
        assert shown.font.color.rgb == "FFA6A6A6"
        printed = str(book[ref.sheet].print_area).replace("$", "").rpartition("!")[2]
        assert ref.cell not in [c.coordinate for row in book[ref.sheet][printed] for c in row]


def test_the_live_checks_across_years_are_there_only_with_last_year(tmp_path: Path) -> None:
    data = _after_last_year(tmp_path)
    checks = live_checks(report_of(data))
    assert sum(i.needs_prior for i in checks) > 0
    assert not any(i.needs_prior for i in live_checks(report_of(blank_form())))
    states = openpyxl.load_workbook(BytesIO(data), data_only=True)["校验"]
    shown = [states.cell(5 + n, STATE_COLUMN).value for n in range(len(checks))]
    carried = [
        mark for mark, i in zip(shown, checks, strict=True)
        if i.needs_prior and i.result.row == "carried_in"
    ]  # fmt: skip
    assert set(carried) == {"✓"}


def test_rows_may_move_beside_last_year(tmp_path: Path) -> None:
    data = _after_last_year(tmp_path)
    below = moved(data, REQUESTS, lambda row: row + (row > 8))
    assert report_of(below) == report_of(data)
    assert [f.code for f in read(below).findings] == ["W208"]
