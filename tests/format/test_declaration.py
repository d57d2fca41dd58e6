"""A declaration is read whole or its mistakes are all told at once: file, key, suggestion."""

from __future__ import annotations

import json
import re
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.cli import main
from compiler.edges.files import read_bytes
from compiler.edges.shelf import shipped_folder
from compiler.format.declaration import Declaration, Line
from compiler.format.form import Form
from compiler.format.lexicon import Word, lexicon_of
from compiler.format.load import load
from compiler.format.spellings import Beginning
from compiler.format.words import words_of
from compiler.output.describe import description
from compiler.report.quotes import Quotable
from compiler.text.widths import display_width
from compiler.values.findings import Finding
from compiler.workbook.form.make import write_form
from docs.dialect import EXAMPLES
from tests.support.examples import clean_data, declaration_of, findings_of_data, report_of

GOOD = (EXAMPLES / "across.toml").read_text("utf-8")
NAME = "formats/across.toml"


def mistakes(text: str | bytes) -> tuple[Finding, ...]:
    found = load(text if isinstance(text, bytes) else text.encode(), NAME, read_bytes)
    return () if isinstance(found, Declaration) else found


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


# A figure that divides, to be quoted by name.
RATE = """
[[figure]]
name = "rate"
value = "staff.desk.cases / staff.desk.people"
"""


@pytest.mark.parametrize(
    ("old", "new", "key", "words"),
    [
        ('corner = "岗位"', 'corner = "岗位"\nlabel_widths = [20, 30]', "table.staff.label_widths", "one number"),
        ('corner = "岗位"', 'corner = "{year}"', "table.staff.corner", "Only in title, heading, variants, caption, above, notes and when_empty are {agency} and {year} filled in; here they would be printed as they stand: take them out."),
        ('short = "表二"', 'short = "表二"\nwhen_empty = "{body}没有。"', "section[petitions].when_empty", "{agency} and {year}"),
        ('corner = "岗位"', 'corner = "岗位"\nunit_line = "单位：{unit}"', "table.staff.unit_line", "text without braces"),
        ('holds = "closed <= received"', 'holds = "closed < received"\nwithin = "1"', "rule[closed-within-received].within", "an allowance for == <= >= only"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_english_too(old: str, new: str, key: str, words: str) -> None:
    [told] = mistakes(changed(old, new))
    assert told.place.label == key
    assert words in told.message("en") or words == told.hint("en")


@pytest.mark.parametrize(
    ("says", "kind"), [("decimals = 2", "amount"), ('like = "change"', "change")]
)  # fmt: skip
def test_a_type_is_an_amount_unless_it_says_what_it_is_like(says: str, kind: str) -> None:
    typed = changed('corner = "岗位"', 'corner = "岗位"\ntype = "own"')
    declared = load(f"{typed}\n[type.own]\n{says}\n".encode(), NAME, read_bytes)
    assert isinstance(declared, Declaration), [f.message("zh") for f in declared]
    [staff] = [table for table in declared.tables if table.id == "staff"]
    assert staff.type is not None
    assert staff.type.kind == kind


def test_a_type_like_none_that_there_is_is_one_mistake() -> None:
    [told] = mistakes(f'{GOOD}\n[type.own]\nlike = "sum"\n')
    assert told.place.label == "type.own.like"


@pytest.mark.parametrize("key", ["decimals = 1", "signed = true", 'unit = "件"', "adds = false"])
def test_what_is_said_of_numbers_alone_is_no_key_of_words(key: str) -> None:
    text = f'{GOOD}\n[unit."件"]\nlabel = "件"\n[type.own]\nlike = "text"\n{key}\n'
    assert [told.place.label for told in mistakes(text)] == [f"type.own.{key.split()[0]}"]


@pytest.mark.parametrize(
    ("old", "name", "zh", "en"),
    [
        ("closed <= received", "staff.nobody", "staff 的行是：staff.desk、staff.field。",
         "the rows of staff are: staff.desk, staff.field."),
        ("total == letters + visits", "staff.nothing",
         "staff 的列是：staff.people、staff.cases、staff.each、staff.absent。",
         "the columns of staff are: staff.people, staff.cases, staff.each, staff.absent."),
    ],
)  # fmt: skip
def test_of_another_table_what_there_is_along_the_rule_is_told(
    old: str, name: str, zh: str, en: str
) -> None:
    side = old.split()[0]
    [told] = mistakes(changed(f'holds = "{old}"', f'holds = "{side} == {name}"'))
    assert (told.hint("zh"), told.hint("en").lower()) == (zh, en)


def test_every_line_of_the_guide_is_a_whole_sentence() -> None:
    for language, end in (("zh", "。"), ("en", ".")):
        lines = words_of(language).guide_lines
        assert [line[: line.index(".")] for line in lines] == list(
            map(str, range(1, 1 + len(lines)))
        )
        assert all(line.endswith(end) for line in lines)


def test_what_may_stand_for_nothing_is_told_by_example() -> None:
    [told] = mistakes(f'{GOOD}\n[type.dash]\nlike = "count"\nzero = "12"\n')
    assert told.place.label == "type.dash.zero"
    assert "表示零的写法，如 0.00 或 –。" in told.hint("zh") + told.message("zh")


def test_a_line_is_called_by_its_short_name_or_by_all_of_its_label() -> None:
    label = ("行政复议", "结果维持")
    assert Line("upheld", label).name == "行政复议 结果维持"
    assert Line("upheld", label, short="复议维持").name == "复议维持"


def test_a_label_over_lines_of_which_one_is_a_part_of_the_other_says_no_sum() -> None:
    """预算数 stands over what is planned in all and over what of it is for cars."""
    beginning = lexicon_of(declaration_of("final-accounts")).words
    words: dict[str, Word | None] = {}
    for label in ("预算数", "决算数"):
        at: Beginning | None = beginning
        for character in label:
            at = None if at is None else at[character]
        words[label] = None if at is None else at.word
    assert words["预算数"] is None
    assert words["决算数"] is not None


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    text = GOOD
    for old, new in (
        ('version = "1"', "version = 1"),
        ('language = "zh"', ""),
        ('corner = "渠道"', 'korner = "渠道"'),
        ('type = "amount"', 'type = "money"'),
        ("not_applicable = true", 'not_applicable = "ja"'),
        ('holds = "closed <= received"', 'holds = "closed <="'),
        ('words = "收到 ≠ 未办结 ＋ 7"', ""),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    assert [(f.code, f.place.label) for f in mistakes(text)] == [
        ("W302", "table.petitions"),
        ("W305", "table.staff.columns[each].type"),
        ("W304", "table.staff.columns[absent].not_applicable"),
        ("W304", "format.version"),
        ("W303", "format.language"),
        ("W306", "rule[closed-within-received].holds"),
        ("W303", "rule[not-the-same].words"),
    ]
    between = GOOD.replace("closed <= received", "closd <= received")
    between = between.replace('"staff.rows"', '"staf.rows"').replace(
        'id = "people-h', 'id = "same-cases"\n#'
    )
    assert [(f.code, f.place.label) for f in mistakes(between)] == [
        ("W307", "rule"),
        ("W305", "rule[closed-within-received].holds"),
        ("W305", "rule[each-person].each"),
    ]  # fmt: skip


def test_a_quotient_with_decimals_is_quoted_and_by_nothing_is_not(tmp_path: Path) -> None:
    path = tmp_path / "across.toml"
    path.write_text(GOOD + RATE + "decimals = 1\nsuffix = '%'", "utf-8")
    form = declaration_of(str(path))
    data = clean_data(form)
    report = report_of(data, form)
    assert Quotable(form, report).shown("rate") is None
    assert write_form(form, report)
    data["tables"]["staff"]["desk"] |= {"cases": 2, "people": 3}
    assert Quotable(form, report_of(data, form)).shown("rate") == "0.7%"


CHANGE = """
[[figure]]
name = "增减"
value = "(petitions.received.total - petitions.closed.total) * 100 / petitions.closed.total"
decimals = 1
suffix = "%"
rise = "增长"
fall = "下降"
same = "与上年持平"
"""


@pytest.mark.parametrize(
    ("received", "closed", "printed"),
    [
        (521, 500, "增长4.2%"), (475, 500, "下降5.0%"), (500, 500, "与上年持平"),
        (10001, 10000, "与上年持平"), (9999, 10000, "与上年持平"), (1, 0, None),
    ],
)  # fmt: skip
def test_a_change_is_told_in_words_of_its_own(
    received: int, closed: int, printed: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "across.toml"
    path.write_text(GOOD + CHANGE, "utf-8")
    form = declaration_of(str(path))
    data = clean_data(form)
    data["tables"]["petitions"]["received"]["total"] = received
    data["tables"]["petitions"]["closed"]["total"] = closed
    said = {"level": "body", "text": "同比{增减}，增长了 {增减}。"}
    data["narrative"]["overview"] = [said]
    assert Quotable(form, report_of(data, form)).shown("增减") == printed
    told = [f.message("zh") for f in findings_of_data(data, form) if f.code == "P104"]
    assert [f"印出来是“增长了 {printed}”" in message for message in told] == [True] * bool(printed)
    assert "增长…% | 下降…% | 与上年持平" in description(form, "zh")


def test_a_change_is_told_in_all_its_ways() -> None:
    found = mistakes(GOOD + CHANGE.replace('fall = "下降"', ""))
    assert [(f.code, f.place.label) for f in found] == [("W303", "figure[增减].fall")]


@pytest.mark.parametrize("name", ["长" * 61, " 增减", "增\\n减"])
def test_a_name_that_no_quote_can_say_is_a_mistake(name: str) -> None:
    found = mistakes(GOOD + CHANGE.replace('name = "增减"', f'name = "{name}"'))
    assert [f.code for f in found] == ["W304"]


@pytest.mark.parametrize("text", ['"\\t"', '"　"', '"a\\u0000b"', '"岗\\r位"', '"\\uffff"'])
@pytest.mark.parametrize(
    ("old", "label"),
    [
        ('"岗位"', "table.staff.corner"),
        ('"窗口"', "table.staff.rows[desk].label"),
        ('"三、队伍"', "section[staff].heading"),
        ('"请核对经办件数。"', "rule[same-cases].hint"),
    ],
)
def test_a_text_that_nobody_could_see_is_a_mistake(old: str, label: str, text: str) -> None:
    """A document would show it as nothing, or not at all."""
    first = mistakes(changed(old, text))[0]
    assert (first.code, first.place.label) == ("W304", label)


def test_a_text_of_several_lines_is_none() -> None:
    assert mistakes(changed('"请核对经办件数。"', '"请核对\\n经办件数。"')) == ()


@pytest.mark.parametrize(
    "name", ["../a.toml", "/etc/passwd", "C:a.toml", "b/../../a.toml", "\0", "link.toml"]
)
def test_an_include_stays_inside_the_declarations_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    (tmp_path / "a.toml").write_text("", "utf-8")
    (folder / "link.toml").symlink_to(tmp_path / "a.toml")
    text = f"include = [{json.dumps(name)}]\n{GOOD}"
    found = load(text.encode(), str(folder / "mine.toml"), read_bytes)
    assert isinstance(found, tuple)
    assert [(f.code, f.place.label) for f in found] == [("W304", "include")]


def test_an_include_that_cannot_be_read_is_told_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    for name, code in (("nowhere.toml", "W150"), ("folder.toml", "W151")):
        found = load(
            f'include = ["{name}"]\n{GOOD}'.encode(), str(tmp_path / "mine.toml"), read_bytes
        )
        assert isinstance(found, tuple)
        assert [f.code for f in found] == [code]
        assert name in found[0].message("zh")


@pytest.mark.parametrize(
    "written", ['["a b?", "c", "d|e"]', "'a b?, c, d|e'", "'''\n  a b?, c,\n  d|e,\n'''"]
)
def test_words_are_a_list_or_one_text_with_commas_between_them(
    written: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"{GOOD}\n[roles]\nplain = {written}\n", "utf-8")
    assert declaration_of(str(path)).prose.roles["plain"] == ("a b?", "c", "d|e")


def test_words_that_are_neither_are_a_mistake(tmp_path: Path) -> None:
    found = load(f"{GOOD}\n[roles]\nplain = 3\n".encode(), str(tmp_path / "m.toml"), read_bytes)
    assert isinstance(found, tuple)
    assert [f.place.label for f in found] == ["roles.plain"]


def digest(text: str) -> str:
    found = load(text.encode(), NAME, read_bytes)
    assert isinstance(found, Declaration)
    return found.digest


@pytest.mark.parametrize(
    "same",
    [
        GOOD.replace("\n", "\r\n"),
        "# 另加一句说明\n" + GOOD,
        GOOD + "\n\n# 末尾\n",
        GOOD.replace(" = ", "   =  "),
    ],
    ids=["line ends", "a comment", "an end", "blanks"],
)
def test_the_digest_is_of_what_is_declared(same: str) -> None:
    assert same != GOOD
    assert digest(same) == digest(GOOD)


def test_the_digest_of_another_label_is_another() -> None:
    assert digest(changed('label = "来访"', 'label = "走访"')) != digest(GOOD)


FORMER = """
[[phrase]]
id = "received"
near = ["收到"]
unlike = ["办结"]
value = "petitions.total.received"
says = ["收到N件"]

[[phrase]]
id = "closed"
near = ["办结"]
allows = ["petitions.total.closed"]
says = ["办结N件"]

[scope]
kinds = ["抽查"]
last_year = ["上年"]
"""


def test_keys_of_earlier_versions_are_each_named_once_with_what_came_instead() -> None:
    found = mistakes(GOOD + FORMER)
    assert {f.code for f in found} == {"W308"}
    told = {str(f.values["found"]): f.message("zh").partition("现在用的是")[2] for f in found}
    assert list(told) == ["phrase", "near", "unlike", "value", "allows", "scope", "kinds"]
    assert len(found) == len(told)
    assert told["allows"] == "[[word]] 里的 also。"
    assert told["kinds"] == "[roles] 里的 matter、aside。"


def test_a_former_key_carried_over_to_the_new_tables_is_named_too() -> None:
    word = '[[word]]\nsays = ["收到"]\nline = "petitions.received"\nnear = ["来信"]\n'
    found = mistakes(GOOD + word + '[roles]\nchannels = ["来信"]\n')
    assert [(f.code, f.values["found"]) for f in found] == [("W308", "near"), ("W308", "channels")]


def test_an_empty_file_says_what_is_missing() -> None:
    assert {f.place.label for f in mistakes("")} >= {"format", "section"}
    assert {f.code for f in mistakes("")} == {"W303"}


@settings(deadline=None, max_examples=150)
@given(
    st.integers(0, len(GOOD) - 1),
    st.integers(0, 12),
    st.sampled_from(["", "x", '"', "]", "9", "。"]),
)
def test_no_damage_makes_loading_fail(start: int, length: int, instead: str) -> None:
    """Whatever is cut or typed into a declaration, it loads or says what is wrong."""
    text = GOOD[:start] + instead + GOOD[start + length :]
    for finding in mistakes(text):
        assert finding.message("zh")
        assert finding.hint("zh")
        assert finding.message("en")


# What only a whole file can get wrong


@pytest.mark.parametrize("names", ["3", '"a.toml"', "[1]", '["a.toml", 2]'])
def test_what_is_included_is_a_list_of_names(names: str) -> None:
    assert [f.code for f in mistakes(f"include = {names}\n{GOOD}")] == ["W304"]


def test_a_link_that_leads_in_a_circle_is_not_included(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to("b.toml")
    (tmp_path / "b.toml").symlink_to("a.toml")
    text = f'include = ["a.toml/x"]\n{GOOD}'
    found = load(text.encode(), str(tmp_path / "across.toml"), read_bytes)
    assert isinstance(found, tuple)
    assert {f.code for f in found} <= {"W304", "W150"}


def test_a_file_nested_too_deeply_is_no_declaration() -> None:
    deep = "a = " + "[" * 100_000
    assert [f.code for f in mistakes(deep)] == ["W301"]
    assert mistakes(deep)[0].message("en").endswith("(it is nested too deeply).")


def test_a_unit_is_read_by_factors_that_are_numbers() -> None:
    unit = '[unit.yuan]\nlabel = "元"\naccepts = { "万元" = "一万" }\n'
    assert [(f.code, f.place.label) for f in mistakes(GOOD + unit)] == [
        ("W304", "unit.yuan.accepts")
    ]


@pytest.mark.parametrize(
    ("counted", "label"),
    [
        ('table = "petitons"', "counted[petitons].table"),
        ('table = "petitions"\nrow = "lost"', "counted[petitions].row"),
    ],
)
def test_what_is_counted_is_a_line_of_the_form(counted: str, label: str) -> None:
    text = f"{GOOD}\n[[counted]]\n{counted}\n"
    assert ("W305", label) in [(f.code, f.place.label) for f in mistakes(text)]


# `nianbao formats`


def test_formats_tells_the_mistakes_of_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(changed("severity = ", "severty = "), "utf-8")
    assert main(["formats", str(path), "--lang", "zh"]) == 2
    printed = capsys.readouterr().out
    assert "不认识的键“severty”" in printed
    assert "是不是“severity”？" in printed


def test_formats_prints_a_file_in_full(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD, "utf-8")
    assert main(["formats", str(path), "--lang", "zh"]) == 0
    printed = capsys.readouterr().out
    assert_in_full(printed, declaration_of(str(path)))
    assert "办结 ≤ 收到  [closed-within-received; 警告; 3 个]" in printed
    assert "例外  办结了上年收到的。" in printed


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_shipped_editions_are_printed_in_full(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in sorted(shipped_folder().glob("*.toml")):
        assert main(["formats", path.stem, "--lang", language]) == 0
        assert_in_full(capsys.readouterr().out, declaration_of(path.stem))


def assert_in_full(printed: str, form: Form) -> None:
    """Every sheet, every label (what fits of it), every rule in words, every quotable name."""
    squeezed = re.sub(r"\s+", "", printed)
    for section in form.sections:
        assert (section.heading or section.sheet) in printed
    for line in chain.from_iterable((*t.rows, *t.columns) for t in form.tables):
        for label in line.label:
            assert re.sub(r"\s+", "", label)[:4] in squeezed, label
    for rule in form.declaration.rules:
        assert rule.words in printed
        assert f"[{rule.id};" in printed
    for figure in form.declaration.key_figures:
        assert f"{{{figure.name}" in printed


def test_a_drawn_table_is_as_wide_in_every_row() -> None:
    for path in sorted(shipped_folder().glob("*.toml")):
        lines = description(declaration_of(path.stem), "zh").splitlines()
        block: set[int] = set()
        for line in [*lines, ""]:
            if line.startswith("  |"):
                block.add(display_width(line))
                continue
            assert len(block) <= 1, line
            block = set()


def test_the_2019_edition_has_its_forty_equations() -> None:
    bound = declaration_of().identities
    counts = {
        rule.id: sum(i.rule is rule for i in bound) for rule in declaration_of().declaration.rules
    }
    assert counts == {
        "requests-row-total": 23,
        "requests-handled": 7,
        "requests-balance": 7,
        "disputes-total": 3,
        "items-not-negative": 5,
        "published-within-total": 2,
        "carried-from-last-year": 7,
        "items-from-last-year": 5,
    }
    assert sum(i.holds.relation == "==" and not i.needs_prior for i in bound) == 40


# What is told of names


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'holds = "total == letters + visits"', 'holds = "total == letters + staff.people"',
            "“staff.people”没有声明过。 这是另一张表的数，staff 没有“received”这一行，它的行是：desk、field。",
        ),
        (
            'holds = "total == letters + visits"', 'holds = "total == letters + staff.peple"',
            "“staff.peple”没有声明过。 staff 的列是：staff.people、staff.cases、staff.each、staff.absent。",
        ),
        (
            'holds = "total == letters + visits"', 'holds = "total == letters + staf.people"',
            "“staf.people”没有声明过。 没有“staf”这张表，each 写的是 petitions.rows，名称只能是 petitions 的列，或“另一张表.列”：letters、visits、total。",
        ),
        (
            'holds = "total == letters + visits"', 'holds = "total == letters + staff"',
            "“staff”没有声明过。 这是表的编号，each 写的是 petitions.rows，名称只能是 petitions 的列：letters、visits、total。",
        ),
        (
            'holds = "total == letters + visits"', 'holds = "total == letters + closed"',
            "“closed”没有声明过。 这是行的编号，each 写的是 petitions.rows，名称只能是 petitions 的列：letters、visits、total。",
        ),
        (
            'result = "staff.desk.people"', 'result = "people"',
            "“people”没有声明过。 没有 each 的关系里，名称要写全：表.行.列：staff.desk.people、staff.field.people。",
        ),
        (
            'result = "staff.desk.people"', 'result = "staff.zzzz.people"',
            "“staff.zzzz.people”没有声明过。 是不是“staff.desk.people”？",
        ),
        (
            'holds = "petitions.received.total == staff.desk.cases', 'holds = "sum(staff.field.cases .. staff.desk.cases) == staff.desk.cases',
            "“staff.field.cases .. staff.desk.cases”没有声明过。 要按表里的顺序，staff.desk.cases 排在 staff.field.cases 前面：desk、field。",
        ),
    ],
)  # fmt: skip
def test_what_a_name_can_be_is_told_of_its_place(old: str, new: str, told: str) -> None:
    found = mistakes(changed(old, new))
    said = [f"{f.message('zh').partition('：')[2]} {f.hint('zh')}" for f in found]
    assert said == [told]


def test_help_is_of_a_line_of_the_form() -> None:
    said = '{}\n[[help]]\nline = "{}"\nsays = "说明"\n'
    assert not mistakes(said.format(GOOD, "petitions.closed"))
    (found,) = mistakes(said.format(GOOD, "petitions.closd"))
    assert (found.code, found.place.label) == ("W305", "help.line")
    assert "petitions.closed" in found.hint("zh")


def test_references_are_told_together_with_mistakes_of_shape() -> None:
    """Each by itself, and none that only follows from another."""
    text = GOOD
    for old, new in (
        ('version = "1"', "version = 1"),
        ('language = "zh"', ""),
        ('holds = "closed <= received"', 'holds = "closed <="'),  # its names are not judged
        ('holds = "total == letters + visits"', 'holds = "total == leters + vists"'),
        ("each * people == cases", "each * peple == cases"),
        ('value = "petitions.closed.total', 'value = "petitions.closd.total'),
        ('{ id = "desk", label', '{ idd = "desk", label'),  # rules on staff are not judged
    ):
        assert old in text
        text = text.replace(old, new, 1)
    text += '\n[[counted]]\ntable = "petitions"\nalso = ["received + opened"]\nstock = ["pen"]\n'
    text += (
        '[[word]]\nsays = ["甲"]\nline = "petitions.lost"\n[[word]]\nsays = ["乙"]\nline = "无"\n'
    )
    assert [(f.code, f.place.label, f.values["found"]) for f in mistakes(text)] == [
        ("W303", "table.staff.rows[1].id", "id"),
        ("W302", "table.staff.rows[1]", "idd"),
        ("W304", "format.version", "1"),
        ("W303", "format.language", "language"),
        ("W306", "rule[closed-within-received].holds", "closed <="),
        ("W305", "rule[petitions-total].holds", "leters"),
        ("W305", "rule[petitions-total].holds", "vists"),
        ("W305", "figure[办结与收到之差].value", "petitions.closd.total"),
        ("W305", "counted[petitions].also", "opened"),
        ("W305", "counted[petitions].stock", "pen"),
        ("W305", "word[1].line", "petitions.lost"),
    ]  # fmt: skip


@pytest.mark.parametrize("id", ["visits_2", "VISITS", "sum", "prior", "_v", "each", "rows"])
def test_an_id_is_any_word_that_the_message_allows(id: str) -> None:
    text = GOOD.replace('id = "visits"', f'id = "{id}"').replace("+ visits", f"+ {id}")
    text = text.replace("received.visits", f"received.{id}")
    assert mistakes(text) == ()
    assert mistakes(text.replace('"petitions-total"', '"Petitions_2-Total"')) == ()


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ('id = "visits"', 'id = "in-force"', "由英文字母、数字和下划线组成、不以数字开头的编号"),
        ('id = "visits"', 'id = "201"', "由英文字母、数字和下划线组成、不以数字开头的编号"),
        (
            'id = "across"',
            'id = "Across"',
            "由小写字母、数字、下划线或短横组成、以字母或数字开头的编号",
        ),
        ("[table.staff]", "[table.prior]", "prior 以外的编号：规则里它指上年"),
        ("[[rule]]", '[[deadline]]\ndate = "March"\n[[rule]]', "月-日，如 3-31"),
    ],
)
def test_what_an_id_may_be_is_said_as_it_is(old: str, new: str, wanted: str) -> None:
    assert f"应为{wanted}。" in mistakes(changed(old, new))[0].message("zh")
