"""Prose read against the tables, measured on the labelled sentences of tests/prose.

`pytest -s tests/checks/test_prose.py` prints precision and recall by kind, held_out.toml apart: its
sentences were written before the rules and are never looked at.
"""

from __future__ import annotations

import pytest

from compiler.catalogue.all import family
from compiler.checks.every_check import check
from compiler.checks.prose.marks import placeholders
from compiler.checks.prose.own_name import own_names
from compiler.checks.prose.quoting import sentence_with
from compiler.report.prior import Prior
from compiler.values.dataclass import replace
from compiler.values.figures import Absent, FigureId
from compiler.values.findings import Finding, Kind, Severity
from compiler.values.report import Report
from tests.prose.measure import (
    FILES,
    HELD_OUT,
    SAID,
    SHOWN,
    Score,
    as_last_year,
    main,
    measure,
    read,
    report,
    saying_only,
    told,
)

KINDS = family("P")


def test_all_labelled_sentences() -> None:
    total = sum((measure(file).total for file in FILES), Score())
    for file in FILES:
        print("", *report(file), sep="\n")
    print(f"\nin all: {total}")
    assert total.precision >= 0.95
    assert total.recall >= 0.85


@pytest.mark.parametrize(
    "kind",
    [k for k in KINDS if k.code >= "P2" and k.severity is not Severity.ADVICE],
    ids=lambda kind: kind.code,
)
def test_what_is_more_than_advice_is_hardly_ever_wrong(kind: Kind) -> None:
    """A kind that has not shown it stays advice."""
    score = sum((measure(file).by_code[kind.code] for file in FILES), Score())
    print(f"\n{kind.code} {score}")
    assert score.found > 0
    assert score.precision >= 0.95


@pytest.mark.parametrize("file", SHOWN)
def test_what_is_said_of_sentences_is_on_record(file: str) -> None:
    assert told(file) == (SAID / f"{file}.txt").read_text("utf-8")


def test_held_out_sentences_alone() -> None:
    """Only numbers are compared, so that no failure prints a sentence."""
    score = measure(HELD_OUT).total
    print(f"\nheld out: {score}")
    precision, recall = score.precision, score.recall
    assert precision >= 0.92
    assert recall >= 0.90


def test_held_out_sentences_are_never_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["tests/prose/held_out.toml", "--show"])
    assert capsys.readouterr().out == ""


# Single sentences of the report of 云泽市, whose tables are known to agree


@pytest.mark.parametrize(
    ("sentence", "accused"),
    [
        ("新收政府信息公开申请将近1420件。", []),
        ("新收政府信息公开申请1420件。", [("P201", "1420", "1412")]),
        ("新收申请1412件，予以公开600项。", []),  # counted in another unit
        ("1412件申请当中，自然人1286件、商业企业74件、科研机构2件、其他组织5件、法律服务机构38件、其他9件。",
         [("P301", "1414", "1412")]),
        ("发布300条，其中通知180条、公示120条、其他20条。", [("P301", "320", "300")]),
        ("发布300条，其中通知180条、公示120条、其他20条，有重叠。", []),
        ("全年收到申请1412件，其中自然人1286件，法人或其他组织126件，全部办结。", [("P401", "79", "0")]),
        ("全年收到申请1412件，其中法人或其他组织126件，全部办结。", [("P402", "126", "123")]),
        # Shares told in the order of their parts; one alone is wrong where the others fit one whole.
        ("自然人1286件、商业企业74件、法律服务机构40件，占比依次为91.1%、5.2%、2.8%。", []),
        ("自然人1286件、商业企业74件、法律服务机构40件，占比依次为91.1%、2.5%、2.8%。", [("P302", "2.5", "5.2")]),
        ("自然人1286件、商业企业74件、法律服务机构40件，占比依次为99.1%、2.5%、2.8%。", []),
        ("自然人占比由上年的93.8%升至91.1%。", []),
        ("若剔除上年结转的63件，新收1349件。", []),
        ("科研机构由3件变为零。", []),
        # A line beside the whole's own is none of its parts.
        ("商业企业74件，其中网上50件，自然人1286件。", []),
        ("商业企业74件，其中网上50件、信函30件、其他10件，自然人1286件。", [("P301", "90", "74")]),
        ("法人或其他组织126件，其中自然人1286件。", [("P301", "1286", "126")]),
        ("不予处理126件（发布解读材料30件、行政复议20件、维持76件、其他10件）。",
         [("P301", "136", "126")]),
        ("线上28场、线下26场，合计64场。", [("P301", "64", "54")]),
        ("线上28场、线下26场，星夜合计64场。", []),  # of what else it is the sum is not known
        ("不予处理126件，与上年的105件基本持平。", []),  # a fifth more, and no more than that
        ("不予处理126件，与上年的104件基本持平。", [("P303", "0", "22")]),
        # What has not changed is neither more nor less.
        ("不予处理126件，与上年的126件相比增加0件。", []),
        ("不予处理126件，与上年的126件相比减少0件。", []),
        ("不予处理126件，与上年的126件相比下降0%。", []),
        ("不予处理126件，与上年的120件相比减少6件。", [("P303", "6", "6")]),
        ("自然人1286件，商业企业74件，前者是后者的20倍。", [("P305", "20", "17.4")]),
        ("商业企业74件，自然人1286件，是商业企业的20倍。", [("P305", "20", "17.4")]),
        ("商业企业74件，法律服务机构40件，自然人1286件，是商业企业的20倍。",
         [("P305", "20", "17.4")]),
        ("法律服务机构0件，自然人1286件，商业企业74件，前者是后者的20倍。",
         [("P201", "0", "40"), ("P305", "20", "17.4")]),
        ("公开信息150条，与上年的200条相比，增加50条，增长50%。", [("P303", "50", "50")]),
        # There is no percentage of nothing, and next to nothing is neither more nor less.
        ("新收申请1412件，上年0件，同比增长100%。", []),
        ("科研机构2件，较上年的0件增长100%。", []),
        ("培训3场，较上年0场增长100%。", []),
        ("同比增长100%（上年为0件）。", []),
        ("科研机构2件，较上年的0件增加3件。", [("P303", "3", "2")]),
        ("新收申请1412件，较上年的1413件增长0%。", []),
        ("予以公开和部分公开共729件，均由自然人提出。", [("P402", "729", "660")]),
        ("重复申请32件，均由自然人提出。", [("P402", "32", "31")]),
        ("制发规章2件、规范性文件46件，均现行有效。", []),
        ("自然人1286件，商业企业74件，法律服务机构38件，自然人是法律服务机构的43倍。",
         [("P305", "43", "33.8")]),
        ("自然人1286件，商业企业74件，科研机构2件，法律服务机构38件，自然人是法律服务机构的43倍。",
         [("P305", "43", "33.8")]),
        ("制发规范性文件46件，废止58件，现行有效317件，是制发数的7.9倍。",
         [("P305", "7.9", "6.9")]),
        ("微信发布100条，微博发布300条，是微信的4倍。", [("P305", "4", "3")]),
        ("微信发布300条，微博发布100条，是微信的0.2倍。", [("P305", "0.2", "0.3")]),
        # What a bracket says besides is no part of what the share is of.
        ("自然人（予以公开），占60.9%。", []),
        ("追加予以公开的占50%。", []),
        # Behind a semicolon, of either width, what was told of some is told no more.
        ("商业企业74件，予以公开31件，不予处理2件。", []),
        ("商业企业74件，予以公开31件；不予处理2件。", [("P201", "2", "126")]),
        ("商业企业74件，予以公开31件;不予处理2件。", [("P201", "2", "126"), ("P701", None, None)]),
        # What is put on record is counted for itself.
        ("制发规范性文件2件备案。", []),
        ("通过网络、信函等形式收到申请1411件。", [("P201", "1411", "1412")]),
        ("结转下年79件，办结率100%。", [("P401", "79", "0")]),
        ("予以公开565件，办结率100%。", []),
        ("依据第492号国务院令，编制本报告。", [("P503", None, None)]),
        ("新收的申请当中，由自然人提出的1268件。", [("P201", "1268", "1286")]),
        ("通过网络收到的申请当中，由自然人提出的57件。", []),  # no table tells these apart
        ("通过网络收到的申请中，由自然人提出的57件，由商业企业提出的20件。", []),
        ("通过网络提交的自然人申请57件，商业企业申请20件，科研机构申请1件。", []),
        ("予以公开的申请中，来自外省的自然人57件，商业企业20件。", []),
        ("予以公开的申请中，由自然人提出的512件，由商业企业提出的20件。", [("P201", "20", "31")]),
        ("通过网络收到的自然人57件，予以公开的商业企业20件。", [("P201", "20", "31")]),
        ("通过网络提交的20件，由自然人提出的57件。", [("P201", "57", "1286")]),
        ("商业企业申请20件，通过网络提交的自然人申请57件。", [("P201", "20", "74")]),
        # 来源 is a word of its own that tells nothing apart: digits in another order do.
        ("新收的申请中，来源为商业企业74件，自然人1268件。", [("P201", "1268", "1286")]),
        ("行政复议申请中，由自然人提出的57件，由商业企业提出的20件。", []),  # of another table
        ("行政复议结果维持的案件中，自然人5件、商业企业2件。", []),
        ("行政诉讼结果纠正的案件，由商业企业提出的2件。", []),
        ("行政诉讼纠正的案件，由商业企业提出的2件。", []),
        ("行政复议151件，其中自然人提出130件，商业企业提出21件。", []),
        ("行政复议尚未审结的15件中，自然人13件，商业企业2件。", []),
        ("行政复议151件，申请人为自然人的130件，为商业企业的21件。", []),
        ("被申请行政复议151件，其中自然人130件、商业企业21件，结果维持68件。", []),
        ("全年作出行政许可386452件，其中自然人380000件，商业企业6452件。", []),
        # More than there were, denied, behind a semicolon, or with digits in another order.
        ("行政复议151件，自然人申请1200件。", [("P201", "1200", "1286")]),
        ("全年未发生行政复议、行政诉讼，自然人申请1200件。",
         [("P401", "151", "0"), ("P201", "1200", "1286")]),
        ("行政复议151件；商业企业申请20件。", [("P201", "20", "74")]),
        ("行政复议方面，自然人提出申请1268件。", [("P201", "1268", "1286")]),
        ("共举办培训30场次，其中线上20场次、线下11场次。", [("P301", "31", "30")]),
        # What is not yet known is no number, and is told.
        ("新收申请1412件，自然人、商业企业分别为?、74件。", [("P601", None, None)]),
        ("行政复议纠错率?%。", [("P601", None, None)]),
        ("自然人？件，商业企业74件。", [("P601", None, None)]),
        ("群众为什么满意？件件有回音。条条有着落吗？条例第三条写明了。", []),
    ],
)  # fmt: skip
def test_a_sentence_is_accused_or_not(
    sentence: str, accused: list[tuple[str, str | None, str | None]]
) -> None:
    assert [(f.code, f.actual, f.expected) for f in _of(sentence)] == accused


@pytest.mark.parametrize(
    ("sentence", "accused"),
    [
        ("上年新收申请1421件。", [("P203", "1421", "1412")]),
        ("2022年度新收申请900件，上年新收申请1421件。", []),  # of which year it speaks is not sure
        ("2022年新收申请900件，上年新收申请1421件。", []),
        # Reasons of one line are no things added together.
        ("上年因不掌握、需制作等原因无法提供312件。", [("P203", "312", "321")]),
    ],
)
def test_a_number_of_last_year_is_compared_where_no_other_year_is_named(
    sentence: str, accused: list[tuple[str, str, str]]
) -> None:
    found = _of(sentence, prior=as_last_year(read("city-2024")))
    assert [(f.code, f.actual, f.expected) for f in found] == accused


GAPS = """
| 群众满意吗？全年共受理申请？件。 | 年共受理申请？件 |
| 受理申请？件，办结？件，受理申请？件。 | 受理申请？件 办结？件 |
| 收到申请？个，培训？次、？人，访问量？万人次，增长？百分点。 | 收到申请？个 培训？次 ？人 访问量？万人次 增长？百分点 |
| 占比为？。 | 占比为？ |
| 分别为？、98%。 | 分别为？ |
| 同比增长??%。 | 同比增长??% |
| 《补贴怎么领？条件有哪些？》 | |
| 哪些信息可以申请公开？份数有没有限制？ | |
| 围绕“补贴怎么领？条目清不清？”开展解读。 | |
| 办理时限多长？件多时怎么办？件件有着落吗？ | |
| 满意吗？100%的受访者满意。这是因为？ | |
| 详见https://www.example.cn/s?%E6%94%BF和https://www.example.cn/zwgk?条目=2。 | |
"""


@pytest.mark.parametrize("row", GAPS.strip().splitlines())
def test_a_question_mark_is_a_gap_where_a_number_should_stand(row: str) -> None:
    text, gaps = (cell.strip() for cell in row.strip("|").split("|"))
    assert [words for _, words, _ in placeholders(text, "")] == gaps.split()


def test_a_long_run_of_question_marks_is_gone_through_once() -> None:
    assert list(placeholders("?" * 500_000 + " " * 500_000, "")) == []


def test_a_change_told_the_wrong_way_round_is_told_so() -> None:
    [found] = _of("不予处理126件，与上年的120件相比减少6件。")
    assert "文中说变化 6件，由 120 到 126 应为 6件，增减写反了。此句读作：" in found.message("zh")
    assert "from 120 to 126 it is 6件, the other way round; the sentence" in found.message("en")


def test_a_body_may_be_called_by_its_short_name() -> None:
    reading = read("city-2024")
    assert reading.report
    agency = {**reading.report.agency, "name": "某县教育委员会"}
    own = replace(reading.report, agency=agency)
    sentence = "县教委新收申请1411件。"
    assert [(f.code, f.actual, f.expected) for f in _of(sentence, own)] == [
        ("P201", "1411", "1412")
    ]
    assert _of(sentence) == []  # of another body


def test_a_body_that_is_no_government_is_called_none() -> None:
    governments = ("人民政府", "政府")
    assert not [n for n in own_names("云泽市司法局", governments) if n.endswith("政府")]
    assert "市人民政府" in own_names("云泽市人民政府", governments)


def test_a_report_without_a_year_has_no_wrong_one() -> None:
    period = "统计期限为2021年1月1日至11月30日。"
    assert [f.code for f in _of(period)] == ["P501", "P504"]
    reading = read("city-2024")
    assert reading.report is not None
    assert _of(period, report=replace(reading.report, year=None)) == []


def test_a_rate_of_what_was_not_filled_in_is_neither_right_nor_wrong() -> None:
    rate = "行政复议纠错率5%。"
    assert [(f.code, f.expected) for f in _of(rate)] == [("P302", "14")]
    reading = read("city-2024")
    assert reading.report is not None
    total = FigureId("disputes", "reconsideration", "total")
    figures = {**reading.report.figures, total: Absent.BLANK}
    assert _of(rate, report=replace(reading.report, figures=figures)) == []


def test_words_at_fault_are_marked_in_the_manner_of_the_language() -> None:
    assert sentence_with("All was done. Nothing is left.", "Nothing") == "[Nothing] is left."
    assert sentence_with("全部办结。没有结转。", "没有") == "【没有】结转。"


def _of(sentence: str, report: Report | None = None, prior: Prior | None = None) -> list[Finding]:
    alone = saying_only(read("city-2024"), sentence, report=report)
    return [f for f in check(alone, prior) if f.code[0] == "P"]
