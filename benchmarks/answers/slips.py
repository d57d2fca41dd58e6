"""What goes wrong with a report, done to its data: figures, blanks, words, prose, structure.

Each slip is given the data, which it changes in place, and a source of chance; where the
figures give it no room it says so, and another is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any, NamedTuple

from answers.reports import Data, outcomes_of, settle

Slip = Callable[[Data, Random], bool]
TYPED = (
    "１２３",
    "1,234",
    "12件",
    "三十",
    "十二",
    " 7 ",
    "3.0",
    "1e3",
    "0012",
    "12万元",
    "5 000元",
    "+4",
)
WORDS = ("无", "约5", "—", "#REF!", "N/A", "待定", "见附件", "2件左右", "<1", "1/2", "１,２")


class Cell(NamedTuple):
    row: dict[str, Any]
    table: str
    name: str
    column: str

    @property
    def value(self) -> Any:
        return self.row[self.column]

    def put(self, value: Any) -> bool:
        changed = bool(self.row[self.column] != value)
        self.row[self.column] = value
        return changed


def _cells(data: Data) -> Iterator[Cell]:
    for table, rows in data["tables"].items():
        for name, row in rows.items():
            for column in row:
                yield Cell(row, table, name, column)


def _counts(data: Data, *, totals: bool = False) -> list[Cell]:
    """Whole numbers above 0; of what staff type, or of the totals."""
    return [
        cell
        for cell in _cells(data)
        if type(cell.value) is int and cell.value > 0 and totals == _is_total(cell)
    ]


def _is_total(cell: Cell) -> bool:
    return "total" in (cell.column, cell.name) or cell.name == "handled"


def _one(data: Data, chance: Random, change: Callable[[int, Random], Any]) -> bool:
    cells = _counts(data)
    if not cells:
        return False
    cell = chance.choice(cells)
    return cell.put(change(cell.value, chance))


# Figures


def wrong_total(sign: int) -> Slip:
    """A part left out of a total, or added twice."""

    def plant(data: Data, chance: Random) -> bool:
        totals = [cell for cell in _counts(data, totals=True) if cell.column == "total"]
        if not totals:
            return False
        total = chance.choice(totals)
        parts = [v for c, v in total.row.items() if c != "total" and isinstance(v, int) and v]
        return bool(parts) and total.put(total.value + sign * chance.choice(parts))

    return plant


def misfiled(along: str) -> Slip:
    """Some of a figure stands in the next column, or in the next row."""

    def plant(data: Data, chance: Random) -> bool:
        cells = _counts(data)
        if not cells:
            return False
        one = chance.choice(cells)
        near = [
            c
            for c in _cells(data)
            if c.table == one.table and type(c.value) is int and not _is_total(c)
            and ((c.name == one.name) != (c.column == one.column))
            and (c.name == one.name) == (along == "row")
        ]  # fmt: skip
        if not near:
            return False
        other, moved = chance.choice(near), chance.randint(1, one.value)
        return one.put(one.value - moved) and other.put(other.value + moved)

    return plant


def shifted(data: Data, chance: Random) -> bool:
    """A row of figures stands one column further on."""
    rows = [r for table in data["tables"].values() for r in table.values() if len(r) > 3]
    row = chance.choice([r for r in rows if any(r.values())] or rows)
    columns = [column for column in row if column != "total"]
    values = [row[column] for column in columns]
    row.update(zip(columns, [0, *values[:-1]], strict=True))
    return values[0] != 0 or values != [0, *values[:-1]]


def column_shifted(data: Data, chance: Random) -> bool:
    requests = data["tables"].get("requests")
    if requests is None:
        return False
    outcomes = outcomes_of(data["tables"])
    column = chance.choice(list(requests["granted"])[:-1])
    values = [requests[row][column] for row in outcomes]
    for row, value in zip(outcomes, [0, *values[:-1]], strict=True):
        requests[row][column] = value
    return any(values)


def _transposed(value: int, chance: Random) -> int:
    digits = list(str(value))
    at = chance.randrange(max(1, len(digits) - 1))
    digits[at : at + 2] = reversed(digits[at : at + 2])
    return int("".join(digits)) if len(digits) > 1 else value + 1


def _digit(value: int, chance: Random) -> int:
    return value // 10 if value % 10 == 0 and chance.random() < 0.5 else value * 10


def carried_as_new(data: Data, chance: Random) -> bool:
    requests = data["tables"].get("requests")
    carrying = [c for c, n in (requests or {}).get("carried_in", {}).items() if n and c != "total"]
    if requests is None or not carrying:
        return False
    column = chance.choice(carrying)
    moved = requests["carried_in"][column]
    for name, sign in (("carried_in", -1), ("received", 1)):
        requests[name][column] += sign * moved
        requests[name]["total"] += sign * moved
    return True


def counted_twice(data: Data, chance: Random) -> bool:
    """What was carried in is counted in what was received."""
    del chance
    requests = data["tables"].get("requests")
    if requests is None or not requests["carried_in"]["total"]:
        return False
    for column, carried in requests["carried_in"].items():
        requests["received"][column] += carried
    return True


def unit(data: Data, chance: Random) -> bool:
    """An amount in yuan where ten thousands are asked for, or the other way round."""
    amounts = [c for c in _cells(data) if c.column in ("amount", "received") and c.value]
    amounts = [c for c in amounts if isinstance(c.value, int | float)]
    if not amounts:
        return False
    cell = chance.choice(amounts)
    return cell.put(cell.value * 10_000 if chance.random() < 0.5 else cell.value / 10_000)


def neighbour(data: Data, chance: Random) -> bool:
    """The figure of the cell beside it was typed."""
    cells = _counts(data)
    pairs = [
        (a, b) for a in cells for b in cells
        if a.table == b.table and a.name == b.name and a.value != b.value
    ]  # fmt: skip
    if not pairs:
        return False
    one, other = chance.choice(pairs)
    return one.put(other.value)


def pair(data: Data, chance: Random) -> bool:
    """Two slips at once."""
    return misfiled("row")(data, chance) and wrong_total(1)(data, chance)


def across_tables(data: Data, chance: Random) -> bool:
    """The library's statement: what a branch says in one table is not what another says."""
    branches = data["tables"].get("branches")
    if branches is None:
        return False
    branch = branches[chance.choice(list(branches))]
    branch[chance.choice(("loans", "active", "visits"))] *= 11
    return True


# What a cell may hold besides the right number


def several(values: tuple[Any, ...], most: int = 4) -> Slip:
    def plant(data: Data, chance: Random) -> bool:
        cells = chance.sample(list(_cells(data)), chance.randint(1, most))
        return _put([(cell, chance.choice(values)) for cell in cells])

    return plant


def blank_table(data: Data, chance: Random) -> bool:
    table = chance.choice(list(data["tables"]))
    return _put([(cell, None) for cell in _cells(data) if cell.table == table])


def blank_totals(data: Data, chance: Random) -> bool:
    totals = [cell for cell in _cells(data) if _is_total(cell)]
    return _put([(cell, None) for cell in totals if chance.random() < 0.3])


def _put(changes: list[tuple[Cell, Any]]) -> bool:
    """All of them are made; whether that changed anything."""
    return sum(cell.put(value) for cell, value in changes) > 0


# Prose


FAULTS = (
    "经办人张某，身份证号码110101191003074514，手机13800000000。",
    "全年共受理XX件，其中     件已答复。",
    "依据国务院令第492号和国办公开办函〔2019〕60号、国办公开办函〔2021〕30号编制.",
    "全年没有收到政府信息公开申请,全部按时办结,没有结转下年度的申请。",
    "共公开信息50条，其中网站20条、公众号20条、其他5条。",
    "新收申请同比增长250%，占全部申请的百分之一百二十。",
    "统计期限为2018年1月1日至2018年12月31日。",
    "收到申请{新收申请总数目}件，办结{办理总数}件，予以公开{予以公开数}件。",
    "全年收到政府信息公开申请一千零三件，行政复议二十件，行政诉讼３件。",
    "行政事业性收费金额100万元，行政许可处理决定999件。",
    "没有发生行政复议，也没有发生行政诉讼，没有不予公开的。",
    "（三） 其他情况。",
    "此处待补充……（领导审阅后定）",
    "We received 12 requests (草稿) \u200b and \ufb01nished them。。",
    "\uf06c 公开目录；\n\n第二段\t缩进",
    "2020年度、2021年度、2023年度分别收到3件、4件、5件。",
    "制发规章3件，废止规章10件，现行有效规章1件。",
)


def _paragraphs(data: Data) -> list[dict[str, Any]]:
    return [p for section in data["narrative"].values() for p in section]


def number_in_prose(data: Data, chance: Random) -> bool:
    """One number of one sentence is another."""
    told = [p for p in _paragraphs(data) if any(ch.isdigit() for ch in p["text"])]
    if not told:
        return False
    paragraph = chance.choice(told)
    text = paragraph["text"]
    at = chance.choice([n for n, ch in enumerate(text) if ch.isdigit()])
    digit = chance.choice([d for d in "0123456789" if d != text[at]])
    paragraph["text"] = text[:at] + digit + text[at + 1 :]
    return True


def year_in_prose(data: Data, chance: Random) -> bool:
    wrong = str(int(data["year"]) + chance.choice((-1, 1, -10)))
    for paragraph in _paragraphs(data):
        if str(data["year"]) in paragraph["text"]:
            paragraph["text"] = paragraph["text"].replace(str(data["year"]), wrong, 1)
            return True
    return False


def faulty_sentences(data: Data, chance: Random) -> bool:
    section = data["narrative"][chance.choice(list(data["narrative"]))]
    for text in chance.sample(FAULTS, 4):
        level = chance.choice(("body", "body", "heading3"))
        section.insert(chance.randint(0, len(section)), {"level": level, "text": text})
    return True


def rearranged(data: Data, chance: Random) -> bool:
    """A section is empty, or its headings are out of order, or its marks are half width."""
    sections = [s for s in data["narrative"].values() if s]
    section = chance.choice(sections)
    way = chance.randrange(5)
    if way == 0:
        section.clear()
    elif way == 4:
        data["narrative"][list(data["narrative"])[-2]] = [{"level": "body", "text": "无。"}]
    elif way == 1:
        section.reverse()
    elif way == 2:
        for paragraph in section:
            paragraph["text"] = paragraph["text"].translate(str.maketrans("，。（）：", ",.():"))
    else:
        section[:] = [p for p in section if p["level"] == "body"] * 2
    return True


def long_text(data: Data, chance: Random) -> bool:
    """Longer than a section should be, at times than a cell can be."""
    paragraph = chance.choice(_paragraphs(data))
    paragraph["text"] *= chance.choice((5, 20, 40_000 // len(paragraph["text"]) + 1))
    return True


def unlawful_characters(data: Data, chance: Random) -> bool:
    paragraph = chance.choice(_paragraphs(data))
    at = chance.randint(0, len(paragraph["text"]))
    mark = chance.choice(("\x01", "\x0b", "\ufffe", "\u202e", "\u00ad"))
    paragraph["text"] = paragraph["text"][:at] + mark + paragraph["text"][at:]
    return True


# Structure


def _without_agency(data: Data, _: Random) -> None:
    data["agency"].pop("name", None)


def _other_year(data: Data, chance: Random) -> None:
    data["year"] = chance.choice((None, 1999, "二〇二〇", "2021年", 20201, 2035, True))


def _unknown_keys(data: Data, _: Random) -> None:
    data["remark"] = "x"
    data["agency"]["fex"] = "1"
    data["narrative"]["summery"] = [{"level": "body", "text": "多出的部分"}]
    data["tables"].setdefault("request", {})["received"] = {"total": 1}


def _lost_row(data: Data, chance: Random) -> None:
    table = data["tables"][chance.choice(list(data["tables"]))]
    table.pop(chance.choice(list(table)))


def _lost_table(data: Data, chance: Random) -> None:
    data["tables"].pop(chance.choice(list(data["tables"])))


def _strange_values(data: Data, chance: Random) -> None:
    cell = chance.choice(list(_cells(data)))
    cell.put(chance.choice((True, [], {"value": 1}, "", " ", "9" * 20, 12345678901234567890)))


def _strange_prose(data: Data, chance: Random) -> None:
    section = data["narrative"][chance.choice(list(data["narrative"]))]
    section.append(
        chance.choice(({"level": "heading1", "text": "一、"}, "句子", {"text": "没有级别"}))
    )


def _long_cover(data: Data, _: Random) -> None:
    data["agency"].update(
        name="某某省某某市某某县人民政府办公室（某某县政务公开领导小组办公室、某某县大数据管理局）",
        document_number="某政办〔2024〕3号", date="2024年02月03日", website="example",
    )  # fmt: skip
    data["attachments"] = ["1.附件一", "附件二：统计表。", ""]


def _wrong_cover(data: Data, _: Random) -> None:
    data["agency"].update(
        name="某某县\n司法局", date="2024年2月30日", document_number="某政办[2024]3号"
    )


def _to_archive(data: Data, _: Random) -> None:
    data["archive"] = {"fonds": "J012", "retention": "永久", "topic": "BGS", "item": "x"}


_STRUCTURE: tuple[Callable[[Data, Random], None], ...] = (
    _without_agency, _other_year, _unknown_keys, _lost_row, _lost_table, _strange_values,
    _strange_prose, _long_cover, _wrong_cover, _to_archive,
)  # fmt: skip


def structure(data: Data, chance: Random) -> bool:
    for change in chance.sample(_STRUCTURE, chance.randint(1, 2)):
        change(data, chance)
    return True


# Last year's report


def jump(before: Data, chance: Random) -> bool:
    """Last year's figures are far from this year's."""
    factor = chance.choice((0, 20, 1000))
    for cell in _cells(before):
        if isinstance(cell.value, int | float) and chance.random() < 0.4:
            cell.put(cell.value * factor + (factor == 0))
    return True


def other_body(before: Data, _: Random) -> bool:
    before["agency"]["name"] = "别的县财政局"
    return True


def other_year(before: Data, chance: Random) -> bool:
    before["year"] = chance.choice((None, 2010, before["year"] + 1))
    return True


def settled_anew(before: Data, chance: Random) -> bool:
    """A few of last year's inputs are others; its own totals are right."""
    changed = several((0, 3, 17), 6)(before, chance)
    settle(before["tables"])
    return changed


PRIOR: tuple[Slip | None, ...] = (None, None, jump, other_body, other_year, settled_anew)

FIGURES: Mapping[str, Slip] = {
    "omitted": wrong_total(-1),
    "doubled": wrong_total(1),
    "wrong-applicant": misfiled("row"),
    "wrong-result": misfiled("column"),
    "transposed": lambda data, chance: _one(data, chance, _transposed),
    "digit": lambda data, chance: _one(data, chance, _digit),
    "row-shifted": shifted,
    "column-shifted": column_shifted,
    "carried-as-new": carried_as_new,
    "counted-twice": counted_twice,
    "unit": unit,
    "typo": lambda data, chance: _one(data, chance, lambda v, c: c.randint(0, 2 * v + 9)),
    "off-by-one": lambda data, chance: _one(data, chance, lambda v, c: v + c.choice((-1, 1))),
    "neighbour": neighbour,
    "pair": pair,
    "across-tables": across_tables,
    "blanks": several((None,), 12),
    "blank-table": blank_table,
    "blank-totals": blank_totals,
    "not-applicable": several(("/", "／"), 6),
    "typed": several(TYPED),
    "unreadable": several(WORDS),
    "negative": several((-1, -12, -3.5)),
    "fraction": several((1.5, 0.25, 12.345678, 3.10)),
    "huge": several((10**12, 123456789012345, "1234567890123456789", 0.1 + 0.2)),
}
PROSE: Mapping[str, Slip] = {
    "prose-number": number_in_prose,
    "prose-year": year_in_prose,
    "prose-faults": faulty_sentences,
    "prose-rearranged": rearranged,
    "prose-characters": unlawful_characters,
    "prose-long": long_text,
}
STRUCTURE: Mapping[str, Slip] = {"structure": structure}
