"""The overview of many units as one self-contained page: a table, a heat map, what stands apart.

Given lines, gives the bytes of an HTML file that loads nothing. Its one script is named by its
digest, and shows a page of the units at a time. What it says stands in the page as data.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from compiler import __version__
from compiler.office.overview import (
    STATUS_WORDS,
    Context,
    Line,
    check_words,
    tallied,
    verdict,
)
from compiler.office.result import NAMES
from compiler.office.spread import outliers, sums
from compiler.output.page_template import template_at
from compiler.text.characters import one_line, printable
from compiler.text.language import Text

# A heat map of more columns shows nothing.
MOST_CHECKS = 40
WORDS: Mapping[str, Text] = {
    "title": Text("报送总览", "Overview"),
    "units": Text("各单位", "Units"),
    "heat": Text("哪家有哪些问题", "Units and checks"),
    "heat_help": Text(
        "一行一家，一列一种问题；颜色越深次数越多。把鼠标停在编号上看它查什么。",
        "A row a unit, a column a check; the darker, the more often. Rest on a code to see what it is about.",
    ),
    "legend": Text("各编号查什么", "What the codes are about"),
    "apart": Text("与各家相差很大的数", "Figures that stand apart"),
    "apart_help": Text(
        "和其他单位自己的分布相比相差很大的数，不一定错，请看一看是不是填错了位数、单位。",
        "Far from the other units' own spread. It need not be wrong: look for a slipped digit or unit.",
    ),
    "none": Text("没有。", "None."),
    "search": Text("搜索单位、问题编号", "Search units or codes"),
    "all_districts": Text("全部地区", "All districts"),
    "all_states": Text("全部状态", "Every status"),
    "figure": Text("显示的数", "Figure shown"),
    "name": Text("单位", "Unit"),
    "district": Text("地区", "District"),
    "status": Text("状态", "Status"),
    "errors": Text("错误", "Errors"),
    "warnings": Text("警告", "Warnings"),
    "outputs": Text("文件", "Files"),
    "letter": Text("通知", "letter"),
    "document": Text("文档", "document"),
    "marked": Text("标出问题", "marked copy"),
    "result": Text("全部结果", "all results"),
    "late": Text("迟报", "late"),
    "unlisted": Text("不在册", "not listed"),
    "value": Text("数", "Value"),
    "median": Text("各家的中位数", "Median"),
    "sum": Text("可以定稿的各家合计", "Sum of the units that are ready"),
    "shown": Text("共 {n} 家，显示第 {a}—{b} 家", "{a}–{b} of {n}"),
    "before": Text("上一页", "Back"),
    "after": Text("下一页", "Next"),
    "nothing": Text("没有符合的单位。", "No unit matches."),
    "script": Text(
        "下面的表要用浏览器的脚本显示；关掉了脚本，请看 overview.xlsx。",
        "The tables below need the browser's scripts; without them see overview.xlsx.",
    ),
    "made": Text("由年报成批处理", "Made by nianbao batch"),
}


def overview_page(lines: Sequence[Line], context: Context) -> bytes:
    language = context.language
    script = _script()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    counts = tallied(lines)
    states = [
        {"id": status, "words": context.word(status), "count": number}
        for status, number in counts.items()
        if number
    ]
    text = template_at(Path(__file__).with_name("overview.html.jinja")).render(
        language="zh-CN" if language == "zh" else "en",
        words={key: words.in_language(language) for key, words in WORDS.items()},
        verdict=verdict(lines, context),
        good=all(status in (*context.good, "superseded") or not n for status, n in counts.items()),
        states=states,
        data=_data(lines, context),
        script=script,
        digest=digest,
        version=__version__,
    )
    return text.encode("utf-8", "replace")


def _data(lines: Sequence[Line], context: Context) -> str:
    """What the script shows, as JSON that no markup can be closed by."""
    language, shown = context.language, context.shown
    checks = columns_of(lines)
    place = {check: at for at, check in enumerate(checks)}
    content = {
        "words": {key: words.in_language(language) for key, words in WORDS.items()},
        "states": {key: context.word(key) for key in STATUS_WORDS},
        "checks": [
            [check.partition(" ")[0], check_words(check, context.form, language)]
            for check in checks
        ],
        "result": NAMES["result"].in_language(language),
        "figures": [[each.name, each.unit] for each in shown],
        "sums": sums_by_district(lines, len(shown), context.good),
        "units": [_row(line, place) for line in lines],
        "apart": outliers(lines, len(shown)),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def columns_of(lines: Sequence[Line]) -> list[str]:
    """The checks of errors and warnings that most units fail, most first."""
    counted = Counter(
        check
        for line in lines
        for check in dict.fromkeys(c for c, severity, _ in line.checks if severity != "advice")
    )
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return [check for check, _ in ordered[:MOST_CHECKS]]


def sums_by_district(
    lines: Sequence[Line], figures: int, good: Sequence[str]
) -> dict[str, list[str]]:
    """Exact sums, of all under ""."""
    districts: dict[str, list[Line]] = {"": list(lines)}
    for line in lines:
        if line.district:
            districts.setdefault(line.district, []).append(line)
    return {name: sums(own, figures, good) for name, own in districts.items()}


def _row(line: Line, place: Mapping[str, int]) -> list[object]:
    """One unit for the script, in the order that it knows."""
    checks = [
        [place[check], 0 if severity == "error" else 1, number]
        for check, severity, number in line.checks
        if severity != "advice" and check in place
    ]
    return [
        printable(one_line(line.name)),
        line.folder,
        printable(one_line(line.district)),
        line.status,
        line.counts[0],
        line.counts[1],
        checks,
        line.figures if any(line.figures) else [],
        line.outputs,
        line.letter,
        printable(one_line(line.source)),
        int(line.late),
        printable(one_line(line.unlisted)),
    ]


@lru_cache(maxsize=1)
def _script() -> str:
    return Path(__file__).with_name("overview.js").read_text("utf-8")
