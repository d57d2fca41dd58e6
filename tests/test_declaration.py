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
from compiler.findings import Finding
from compiler.format.declaration import Declaration
from compiler.format.describe import description
from compiler.format.find import shipped_folder
from compiler.format.identity import identities_of
from compiler.format.load import load
from compiler.quotes import Quotable
from compiler.text_width import display_width
from compiler.workbook.form.form import write_form
from tests.cases import FINDINGS
from tests.examples import clean_data, declaration_of, report_of

GOOD = (FINDINGS / "across.toml").read_text("utf-8")
NAME = "formats/across.toml"


def mistakes(text: str | bytes) -> tuple[Finding, ...]:
    found = load(text if isinstance(text, bytes) else text.encode(), NAME)
    return () if isinstance(found, Declaration) else found


def told(text: str | bytes, language: str = "zh") -> list[str]:
    """Code, message and hint of each mistake, in one line."""
    return [
        f"{f.code} {f.message(language)} {f.hint(language)}"
        for f in mistakes(text)
    ]  # fmt: skip


def without(line: str) -> str:
    assert GOOD.count(line) == 1
    return GOOD.replace(line, "")


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


# A figure that divides, to be quoted by name.
RATE = """
[[figure]]
name = "rate"
value = "staff.desk.cases / staff.desk.people"
"""

# (the text of a declaration with one mistake, what is told of it, where it says it is)
MISTAKES = {
    "W301 not TOML": (
        changed('id = "across"', "id = across"),
        "W301 声明文件 formats/across.toml：不是有效的声明文件（第 4 行第 6 个字符处写法不对）。"
        " 请用文本编辑器打开，改正这一处的写法。",
    ),
    "W301 cut off": (
        GOOD + '[[rule]]\nid = "',
        "W301 声明文件 formats/across.toml：不是有效的声明文件（结尾处写法不对）。"
        " 请用文本编辑器打开，改正这一处的写法。",
    ),
    "W301 not UTF-8": (
        GOOD.encode("gb18030"),
        "W301 声明文件 formats/across.toml：不是有效的声明文件（不是 UTF-8 编码）。"
        " 请用文本编辑器打开，改正这一处的写法。",
    ),
    "W302 misspelt key": (
        changed("severity = ", "severty = "),
        "W302 声明文件 formats/across.toml，rule[closed-within-received]：不认识的键“severty”。"
        " 是不是“severity”？",
    ),
    "W302 misspelt part": (
        changed("[[rule]]", "[[rules]]\n[[rule]]"),
        "W302 声明文件 formats/across.toml：不认识的键“rules”。 是不是“rule”？",
    ),
    "W303 no title": (
        without('title = "{agency}{year}年信访工作年度报告"'),
        "W303 声明文件 formats/across.toml，format.title：缺少“title”。 请补上这一项。",
    ),
    "W303 a column without its id": (
        changed('{ id = "people", label', "{ label"),
        "W303 声明文件 formats/across.toml，table.staff.columns[1].id：缺少“id”。 请补上这一项。",
    ),
    "W303 a table that stands in no section": (
        GOOD + '[table.lost]\nrows = [{ id = "a", label = "甲" }]\ncolumns = [{ id = "b", label = "乙" }]',
        "W303 声明文件 formats/across.toml，section.tables[lost]：缺少“lost”。 请补上这一项。",
    ),
    "W304 a language that is none": (
        changed('language = "zh"', 'language = "fr"'),
        "W304 声明文件 formats/across.toml，format.language：“fr”不能用在这里，应为zh、en之一。"
        " 可以用的有：zh、en。",
    ),
    "W304 a list for a text": (
        changed('short = "表三"', 'short = ["表三"]'),
        "W304 声明文件 formats/across.toml，section[staff].short：“['表三']”不能用在这里，应为文字。"
        " 请改为文字。",
    ),
    "W304 a rule's grade": (
        changed('severity = "warning"', 'severity = "warnings"'),
        "W304 声明文件 formats/across.toml，rule[closed-within-received].severity："
        "“warnings”不能用在这里，应为error、warning、advice之一。 是不是“warning”？",
    ),
    "W304 a name in the title": (
        changed("{agency}{year}", "{agency}{yaer}"),
        "W304 声明文件 formats/across.toml，format.title：“yaer”不能用在这里，应为{agency} 和 {year}。"
        " 是不是“year”？",
    ),
    "W304 a sheet's name": (
        changed('heading = "三、队伍"', 'heading = "三、队伍"\nsheet = "三/队伍"'),
        "W304 声明文件 formats/across.toml，section[staff].sheet：“三/队伍”不能用在这里，"
        r"应为31 个字以内、不含 [ ] : * ? / \ 且两头没有单引号的文字。"
        r" 请改为31 个字以内、不含 [ ] : * ? / \ 且两头没有单引号的文字。",
    ),
    "W304 a scope": (
        changed('each = ["petitions.rows"]', 'each = ["petitions.row"]'),
        "W304 声明文件 formats/across.toml，rule[petitions-total].each："
        "“petitions.row”不能用在这里，应为“表.rows”或“表.columns”。 请改为“表.rows”或“表.columns”。",
    ),
    "W304 a total that does not stand alone": (
        changed('holds = "total == letters + visits"', 'holds = "total + 0 == letters + visits + total"'),
        "W304 声明文件 formats/across.toml，rule[petitions-total].defines：“total”不能用在这里，"
        "应为形如“它 == 其他各项”的等式的左边。 请把被计算的那一项单独写在等号左边。",
    ),
    "W304 totals in a circle": (
        GOOD
        + """
        [[rule]]
        id = "round"
        holds = "petitions.received.letters == petitions.received.total"
        defines = "petitions.received.letters"
        words = "绕回来"
        """,
        "W304 声明文件 formats/across.toml，rule.defines：“petitions.received.total”不能用在这里，"
        "应为不从自己算出的数。 请检查各条 defines，看哪一条绕了回来。",
    ),
    "W304 a quotient without decimals": (
        GOOD + RATE,
        "W304 声明文件 formats/across.toml，figure[rate].value：“staff.desk.cases / staff.desk.people”"
        "不能用在这里，应为不含除法的关系式，或者写明 decimals（保留几位小数）。"
        " 请改为不含除法的关系式，或者写明 decimals（保留几位小数）。",
    ),
    "W304 more decimals than anyone prints": (
        GOOD + RATE + "decimals = 400",
        "W304 声明文件 formats/across.toml，figure[rate].decimals：“400”不能用在这里，"
        "应为0 到 10 的整数。 请改为0 到 10 的整数。",
    ),
    "W304 an include outside the folder": (
        'include = ["../other.toml"]\n' + GOOD,
        "W304 声明文件 formats/across.toml，include：“../other.toml”不能用在这里，"
        "应为声明文件所在文件夹里的文件（相对路径，不含 ..）。"
        " 请改为声明文件所在文件夹里的文件（相对路径，不含 ..）。",
    ),
    "W305 a row that is not declared": (
        changed('holds = "closed <= received"', 'holds = "closd <= received"'),
        "W305 声明文件 formats/across.toml，rule[closed-within-received].holds：“closd”没有声明过。"
        " 是不是“closed”？",
    ),
    "W305 a figure that is not declared": (
        changed("staff.desk.cases", "staff.desc.cases"),
        "W305 声明文件 formats/across.toml，rule[same-cases].holds：“staff.desc.cases”没有声明过。"
        " 是不是“staff.desk.cases”？",
    ),
    "W305 a result that is not declared": (
        changed('result = "closed"', 'result = "close"'),
        "W305 声明文件 formats/across.toml，rule[closed-within-received].result：“close”没有声明过。"
        " 是不是“closed”？",
    ),
    "W305 a table that is not declared": (
        changed('tables = ["staff"]', 'tables = ["staf"]'),
        "W305 声明文件 formats/across.toml，section[staff].tables：“staf”没有声明过。 是不是“staff”？",
    ),
    "W305 a unit that is not declared": (
        changed('label = "人数"', 'label = "人数", unit = "people"'),
        "W305 声明文件 formats/across.toml，table.staff.columns[people].unit：“people”没有声明过。"
        " 没有可用的名称。",
    ),
    "W305 a sum the wrong way round": (
        changed('holds = "total == letters + visits"', 'holds = "total == sum(visits .. letters)"'),
        "W305 声明文件 formats/across.toml，rule[petitions-total].holds：“visits .. letters”没有声明过。"
        " 可以用的有：letters、visits、total。",
    ),
    "W306 no comparison": (
        changed('holds = "closed <= received"', 'holds = "closed < = received"'),
        "W306 声明文件 formats/across.toml，rule[closed-within-received].holds："
        "关系式“closed < = received”读不懂（第 10 个字符处不认识“= received”）。"
        " 可以用 + - * / ( ) sum(甲 .. 乙) 和 == <= >= < > !=，名称用声明过的编号。",
    ),
    "W307 two columns of one id": (
        changed('id = "visits", label', 'id = "letters", label'),
        "W307 声明文件 formats/across.toml，table.petitions.columns：“letters”重复。"
        " 请改用不同的编号、名称或标签。",
    ),
    "W307 two columns of one label": (
        changed('label = "来访"', 'label = "来信"'),
        "W307 声明文件 formats/across.toml，table.petitions.columns.label：“来信”重复。"
        " 请改用不同的编号、名称或标签。",
    ),
    "W307 a sheet named as one of ours": (
        changed('heading = "三、队伍"', 'heading = "三、队伍"\nsheet = "校验"'),
        "W307 声明文件 formats/across.toml，section.sheet：“校验”重复。 请改用不同的编号、名称或标签。",
    ),
    "W308 phrases": (
        GOOD + '\n[[phrase]]\nid = "received"\nsays = ["收到N件"]\n',
        "W308 声明文件 formats/across.toml：“phrase”已经不用，现在用的是[[word]]（词和它指的行或列）。"
        " 请照此改写，或者把这一段删掉。",
    ),
    "W308 denials": (
        GOOD + '\n[[denial]]\nsays = ["未收到"]\n',
        "W308 声明文件 formats/across.toml：“denial”已经不用，现在用的是[[word]] 和 [roles] 里的 none、every。"
        " 请照此改写，或者把这一段删掉。",
    ),
    "W308 a scope": (
        GOOD + '\n[scope]\nlast_year = ["上年"]\n',
        "W308 声明文件 formats/across.toml：“scope”已经不用，现在用的是[roles]（词的作用）。"
        " 请照此改写，或者把这一段删掉。",
    ),
    "W308 tables by their labels": (
        GOOD + '\n[[labelled]]\ntable = "petitions"\n',
        "W308 声明文件 formats/across.toml：“labelled”已经不用，现在用的是行标签、列标签本身（不必另写）。"
        " 请照此改写，或者把这一段删掉。",
    ),
    "W308 wholes": (
        GOOD + '\n[[whole]]\nvalue = "petitions.total.received"\n',
        "W308 声明文件 formats/across.toml：“whole”已经不用，现在用的是句子自己说的总数（不必另写）。"
        " 请照此改写，或者把这一段删掉。",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_key_and_a_suggestion(name: str) -> None:
    text, line = MISTAKES[name]
    # A mistake that has another in its train is told first.
    assert told(text)[0] == line
    assert line.startswith(name[:4])
    assert all(f.place.file == NAME for f in mistakes(text))
    assert not re.search("[一-鿿]", re.sub("“.*?”|（.*?）", "", told(text, "en")[0]))


def test_the_example_itself_has_no_mistakes() -> None:
    assert mistakes(GOOD) == ()
    assert mistakes(b"\xef\xbb\xbf" + GOOD.encode()) == ()


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
        ("W304", "table.staff.columns[each].type"),
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
    declaration = declaration_of(str(path))
    data = clean_data(declaration)
    report = report_of(data, declaration)
    assert Quotable(declaration, report).shown("rate") is None
    assert write_form(declaration, report)
    data["tables"]["staff"]["desk"] |= {"cases": 2, "people": 3}
    assert Quotable(declaration, report_of(data, declaration)).shown("rate") == "0.7%"


@pytest.mark.parametrize(
    "name", ["../a.toml", "/etc/passwd", "C:a.toml", "b/../../a.toml", "\0", "link.toml"]
)
def test_an_include_stays_inside_the_declarations_folder(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    (tmp_path / "a.toml").write_text("", "utf-8")
    (folder / "link.toml").symlink_to(tmp_path / "a.toml")
    text = f"include = [{json.dumps(name)}]\n{GOOD}"
    found = load(text.encode(), str(folder / "mine.toml"))
    assert isinstance(found, tuple)
    assert [(f.code, f.place.label) for f in found] == [("W304", "include")]


def test_an_include_that_cannot_be_read_is_told_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    for name, code in (("nowhere.toml", "W150"), ("folder.toml", "W151")):
        found = load(f'include = ["{name}"]\n{GOOD}'.encode(), str(tmp_path / "mine.toml"))
        assert isinstance(found, tuple)
        assert [f.code for f in found] == [code]
        assert name in found[0].message("zh")


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


def assert_in_full(printed: str, declaration: Declaration) -> None:
    """Every sheet, every label (what fits of it), every rule in words, every quotable name."""
    squeezed = re.sub(r"\s+", "", printed)
    for section in declaration.sections:
        assert (section.heading or section.sheet) in printed
    for line in chain.from_iterable((*t.rows, *t.columns) for t in declaration.tables):
        for label in line.label:
            assert label[:4] in squeezed, label
    for rule in declaration.rules:
        assert rule.words in printed
        assert f"[{rule.id};" in printed
    for figure in declaration.key_figures:
        assert f"{{{figure.name}}}" in printed


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
    bound = identities_of(declaration_of())
    counts = {rule.id: sum(i.rule is rule for i in bound) for rule in declaration_of().rules}
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
