"""Reports as data, made by rule: figures that keep every identity, and prose that says them.

Given the shape of an edition's tables (its JSON Schema says it) and a source of chance;
gives the data form. What is known of the editions is what the contract fixes: the ids, and
which figure is the sum of which.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from random import Random
from typing import Any

Data = dict[str, Any]
Tables = dict[str, dict[str, dict[str, Any]]]

AUTHORITY = {
    "disclosure-2019": "国办公开办函〔2019〕60号",
    "disclosure-2021": "国办公开办函〔2021〕30号",
}
YEARS = {"disclosure-2019": (2019, 2020), "disclosure-2021": (2021, 2022, 2023, 2024)}
_BODIES = (
    ("某某县司法局", "部门"), ("临江市人民政府", "人民政府"), ("东岭镇人民政府", "人民政府"),
    ("青河市教育局", "部门"), ("云阳区人民政府办公室", "部门"), ("南坪市市场监督管理局", "部门"),
)  # fmt: skip


def tables_of(schema: Mapping[str, Any]) -> Tables:
    """Every figure of the edition, blank, in the order of its declaration."""
    found: Tables = {}
    for table, rows in schema["properties"]["tables"]["properties"].items():
        found[table] = {
            row: dict.fromkeys(columns["properties"]) for row, columns in rows["properties"].items()
        }
    return found


def generated(edition: str, shape: Tables, chance: Random) -> Data:
    """A sound report of a small, middling or large body."""
    agency, kind = chance.choice(_BODIES)
    year = chance.choice(YEARS[edition])
    data: Data = {
        "format": edition,
        "year": year,
        "agency": {
            "name": agency, "kind": kind, "compiled_by": f"{agency}办公室", "signatory": agency,
            "date": f"{year + 1}年1月{chance.randint(5, 28)}日", "postcode": "350000",
            "telephone": "0591-00000000", "email": "office@example.cn",
        },
        "narrative": {},
        "tables": _consistent(shape, chance),
    }  # fmt: skip
    data["narrative"] = _narrative(data, chance)
    return data


# Figures


def _consistent(shape: Tables, chance: Random) -> Tables:
    scale = chance.choice(("small", "middling", "large"))
    tables = copy.deepcopy(shape)
    for rows in tables.values():
        for row in rows.values():
            row.update({column: _count(scale, chance) for column in row})
    requests = tables["requests"]
    for column in requests["received"]:
        for name in ("carried_in", "carried_out"):
            requests[name][column] = chance.choice((0, chance.randint(1, 9)))
    _proactive(tables, chance)
    settle(tables)
    return tables


def _count(scale: str, chance: Random) -> int:
    if scale == "small":
        return chance.choice((0, 0, 0, 0, 1, 2, 3))
    few = (0, 0, 0, 1, 2, 4, chance.randint(3, 90))
    return chance.choice(few if scale == "middling" else (*few, chance.randint(100, 900)))


def _proactive(tables: Tables, chance: Random) -> None:
    """Part two, whose rules are bounds; amounts have decimals."""
    for row in tables["article20_1"].values():
        if "published" in row:
            row["total_public"] = row["published"] + chance.randint(0, 400)
        else:
            row["in_force"] = row["made"] + chance.randint(0, 60)
    for table in ("article20_5", "article20_6", "article20_8"):
        for row in tables[table].values():
            if "change" in row:
                row["change"] = chance.randint(-row["previous"], 9)
            if "amount" in row:
                row["amount"] = chance.randint(0, 400_000) / 100
    for row in tables.get("article20_9", {}).values():
        row["amount"] = chance.randint(1, 900_000) / 100 if row["items"] else 0


def outcomes_of(tables: Tables) -> list[str]:
    rows = list(tables["requests"])
    return rows[rows.index("granted") : rows.index("handled")]


def settle(tables: Tables) -> None:
    """Adds up every total of requests and disputes; what was received is made to balance."""
    requests = tables["requests"]
    for column in list(requests["received"])[:-1]:
        handled = sum(requests[row][column] for row in outcomes_of(tables))
        requests["handled"][column] = handled
        requests["carried_in"][column] = min(
            requests["carried_in"][column], handled + requests["carried_out"][column]
        )
        requests["received"][column] = (
            handled + requests["carried_out"][column] - requests["carried_in"][column]
        )
    for row in (*requests.values(), *tables["disputes"].values()):
        row["total"] = sum(value for column, value in row.items() if column != "total")


def last_year(data: Data, chance: Random) -> Data:
    """The report of the year before, which this one continues; figures must all be numbers."""
    before = copy.deepcopy(data)
    before["year"] = data["year"] - 1
    before["agency"]["date"] = f"{data['year']}年1月20日"
    now, then = data["tables"], before["tables"]
    for column in now["requests"]["received"]:
        then["requests"]["carried_out"][column] = now["requests"]["carried_in"][column]
    settle(then)
    for row, figures in now["article20_1"].items():
        if "in_force" in figures:
            earlier = figures["in_force"] - figures["made"] + figures["repealed"]
            then["article20_1"][row]["in_force"] = earlier
    for table in ("article20_5", "article20_6", "article20_8"):
        for row, figures in now[table].items():
            if "previous" in figures:
                change = chance.choice((0, min(1, figures["previous"])))
                then[table][row].update(change=change, previous=figures["previous"] - change)
    before["narrative"] = _narrative(before, chance)
    return before


# Prose


def _narrative(data: Data, chance: Random) -> dict[str, list[dict[str, str]]]:
    year, tables = data["year"], data["tables"]
    return {
        "introduction": [
            _body(
                "本报告依照《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条和"
                f"{AUTHORITY[data['format']]}文件编制，统计期限为{year}年1月1日至12月31日。"
                "电话0591-00000000，电子邮箱office@example.cn。"
            )
        ],
        "overview": [
            _heading("（一）主动公开情况"),
            _body(_proactive_words(tables, year)),
            _heading("（二）依申请公开情况"),
            *map(_body, _request_words(tables, year, chance)),
            _heading("（三）政府信息管理情况"),
            _body("发布前逐件进行保密审查，清理过时的信息，有误的更正并注明日期。"),
            _heading("（四）政府信息公开平台建设情况"),
            _body("门户网站的专栏集中存放指南、目录和历年报告，政务新媒体同步更新。"),
            _heading("（五）监督保障情况"),
            _body(_dispute_words(tables)),
        ],
        "problems": [
            _heading("（一）存在的主要问题"),
            _body("一是办事类内容偏少，条件和材料写得不够细。二是人员兼职，交接不够紧密。"),
            _heading("（二）改进措施"),
            _body("明年上半年逐项改写办事说明，固定专责人员，每季度核对各栏目的更新日期。"),
        ],
        "other": [_body(chance.choice(("无。", "无其他需要报告的事项。")))],
    }


def _proactive_words(tables: Tables, year: int) -> str:
    documents = tables["article20_1"]["normative_documents"]
    said = f"{year}年作出行政许可决定{tables['article20_5']['licences']['decisions']}件"
    said += f"，行政处罚决定{tables['article20_6']['penalties']['decisions']}件。"
    if "made" in documents:
        return f"{said}本年制发行政规范性文件{documents['made']}件，现行有效{documents['in_force']}件。"
    bought = tables["article20_9"]["procurement"]
    said += (
        f"新公开规范性文件{documents['published']}件，对外公开总数量{documents['total_public']}件。"
    )
    return f"{said}政府集中采购项目{bought['items']}个，采购总金额{bought['amount']}万元。"


def _request_words(tables: Tables, year: int, chance: Random) -> list[str]:
    requests = tables["requests"]
    total = {row: figures["total"] for row, figures in requests.items()}
    if not total["received"]:
        return ["本年没有收到政府信息公开申请。"]
    person = requests["received"]["natural_person"]
    quoted = chance.random() < 0.3
    first = "{新收申请总数}" if quoted else total["received"]
    share = round(100 * person / total["received"], 1)
    said = [
        f"{year}年新收政府信息公开申请{first}件，其中自然人申请{person}件，占{share:g}%；"
        f"上年结转{total['carried_in']}件。",
        f"{'本年度' if chance.random() < 0.1 else f'{year}年'}办结政府信息公开申请{total['handled']}件：予以公开{total['granted']}件，"
        f"部分公开{total['partly_granted']}件；结转下年度继续办理{total['carried_out']}件。",
    ]
    refused = sum(n for row, n in total.items() if row.startswith("refused"))
    unavailable = sum(n for row, n in total.items() if row.startswith("unavailable"))
    if chance.random() < 0.5:
        said.append(f"不予公开{refused}件，无法提供{unavailable}件。")
    return said


def _dispute_words(tables: Tables) -> str:
    disputes = tables["disputes"]
    review = disputes["reconsideration"]
    suits = sum(disputes[row]["total"] for row in disputes if row.startswith("litigation"))
    said = "开展考核评议，加强监督保障。"
    if not review["total"] and not suits:
        return f"{said}全年没有发生因政府信息公开引起的行政复议和行政诉讼。"
    return (
        f"{said}政府信息公开行政复议案件{review['total']}件，其中结果维持{review['upheld']}件、"
        f"结果纠正{review['corrected']}件；行政诉讼案件{suits}件。"
    )


def _heading(text: str) -> dict[str, str]:
    return {"level": "heading2", "text": text}


def _body(text: str) -> dict[str, str]:
    return {"level": "body", "text": text}
