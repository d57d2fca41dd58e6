"""校验记录.docx: the check record as a person reads it, the verdict first.

Given the material and the rows of identities, gives the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from compiler import __version__
from compiler.archive.check_record import Checked, unasked
from compiler.archive.digests import sha256
from compiler.archive.material import Material
from compiler.archive.names import SOURCES
from compiler.archive.printed import Column, heading, line, paper, table
from compiler.document.tree import Block
from compiler.format.declaration import Picture
from compiler.format.judgement import State
from compiler.output.sentences import signed_reason, verdict_line, where_parts
from compiler.report.prior import own_prior
from compiler.report.quotes import Quotable, quotable_before
from compiler.text.dates import moment_in_words
from compiler.values.findings import SEVERITY_NAMES, Finding, Severity, counted

_STATES = {
    State.HOLDS: "相符",
    State.BROKEN: "不相符",
    State.UNFILLED: "未填",
    State.UNCOMPUTED: "未计算",
    State.SPOILED: "未计算",
    State.NOT_ASKED: "不适用",
}
_COLUMNS: tuple[Column, ...] = (
    ("序号", 10.0, "figure"),
    ("表", 13.0, "figure"),
    ("项目", 43.0, "label"),
    ("核对内容", 48.0, "label"),
    ("左边", 14.0, "figure"),
    ("右边", 14.0, "figure"),
    ("结果", 14.0, "figure"),
)
_YEAR_COLUMNS: tuple[Column, ...] = (
    ("项目", 58.0, "label"),
    ("本年", 24.0, "figure"),
    ("上年", 24.0, "figure"),
    ("本年的多少", 50.0, "label"),
)
# In every font of GB 2312; so many are the longest bar of a picture.
_SQUARE, _LONGEST = "■", 12
_DIGEST_COLUMNS: tuple[Column, ...] = (("文件", 34.0, "label"), ("SHA-256", 122.0, "figure"))


def readable_record(material: Material, rows: Sequence[Checked]) -> bytes:
    return paper("校验记录", _blocks(material, rows), material)


def _blocks(material: Material, rows: Sequence[Checked]) -> Iterator[Block]:
    yield heading("一、结论")
    yield from map(line, _verdict(material, rows))
    yield from _year(material)
    yield heading("二、发现的问题和情况说明")
    yield from map(line, _found(material) or ["没有发现问题。"])
    yield heading("三、勾稽关系逐项核对")
    yield line(_scope(material, rows))
    yield table("rules", _COLUMNS, [_row(n, row) for n, row in enumerate(rows, start=1)])
    yield heading("四、上年数据")
    yield from map(line, _last_year(material))
    yield heading("五、所依据的文件和它们的摘要")
    form = material.form
    yield line(f"格式：{form.declaration.name}，{form.declaration.authority}。")
    yield table("digests", _DIGEST_COLUMNS, _digests(material))


def _verdict(material: Material, rows: Sequence[Checked]) -> Iterator[str]:
    yield verdict_line(material.findings, "zh")
    numbers = "、".join(f"{SEVERITY_NAMES[s].zh} {counted(material.findings, s)}" for s in Severity)
    passed = sum(1 for finding in material.findings if finding.explained)
    yield f"未说明的：{numbers}；已写情况说明而通过的 {passed}。"
    held = sum(1 for row in rows if row.state is State.HOLDS)
    yield f"勾稽关系核对 {len(rows)} 项，相符 {held} 项。"
    yield f"核对时间：{moment_in_words(material.at)}"
    yield f"核对程序：nianbao {__version__}"


def _year(material: Material) -> Iterator[Block]:
    """What the page of a check draws, as a table with bars; nothing where nothing is drawn."""
    pictures = material.form.declaration.pictures
    if not pictures:
        return
    report, form = material.report, material.form
    prior = own_prior(report, form)
    last = quotable_before(form, report, prior) if prior else None
    now = Quotable(form, report)
    shown = [
        (
            name,
            now.shown(name) or "未填",
            (last.shown(name) or "—") if last else "没有给出",
            bar,
        )
        for picture in pictures
        for name, bar in zip(picture.figures, _bars(picture, pictures, now), strict=True)
    ]
    yield line("本年概况：")
    yield table("year", _YEAR_COLUMNS, shown)


def _bars(picture: Picture, pictures: Sequence[Picture], now: Quotable) -> Iterator[str]:
    """They stand in one column: of what is counted alike, as titles say, as long for as many."""
    alike = [name for each in pictures if _unit(each) == _unit(picture) for name in each.figures]
    most = max([Decimal(1), *(now.value(name) or Decimal(0) for name in alike)])
    for name in picture.figures:
        value = now.value(name) or Decimal(0)
        yield _SQUARE * max(round(value / most * _LONGEST), int(value > 0))


def _unit(picture: Picture) -> str:
    """What the brackets at the end of its title say: 办理结果（件）."""
    return picture.title.rpartition("（")[2]


def _found(material: Material) -> list[str]:
    headings = material.form.section_titles
    lines = []
    for number, finding in enumerate(material.findings, start=1):
        where = " ".join(where_parts(finding.place, headings, "zh"))
        opening = f"{number}. {SEVERITY_NAMES[finding.level].zh} {finding.code}"
        lines.append(f"{opening}{f'〔{where}〕' if where else ''}{finding.message('zh')}")
        lines += _explanation(finding)
    return lines


def _explanation(finding: Finding) -> Iterator[str]:
    if finding.slip is None:
        return
    state = "情况说明" if finding.explained else "情况说明（数值已变，说明失效）"
    yield f"{state}：{signed_reason(finding, 'zh')}"


def _scope(material: Material, rows: Sequence[Checked]) -> str:
    said = f"格式“{material.form.declaration.name}”的每一条关系，在本报告上的两边各是多少。"
    left_out = unasked(rows, material.form)
    if left_out:
        said += f"另有 {left_out} 项要用上年数据，没有给出，未核对。"
    return said + "文字、结构和填写方面的核对不列两边，发现的问题见第二部分。"


def _row(number: int, row: Checked) -> tuple[str, ...]:
    item = " ".join(filter(None, (row.line or row.place.label, row.place.cell)))
    return (
        str(number),
        row.short,
        item,
        row.rule.words,
        row.left or "—",
        row.right or "—",
        _STATES[row.state],
    )


def _last_year(material: Material) -> Iterator[str]:
    prior = own_prior(material.report, material.form)
    if prior is None:
        yield "没有给出上年数据。"
        return
    year = f"{prior.year}年" if prior.year else "年度不详"
    yield f"{prior.agency or '机关不详'}，{year}，来源文件 {prior.source or '不详'}，摘要见下表。"


def _digests(material: Material) -> list[tuple[str, str]]:
    """The files that the record rests on; 64 digits fit a line of the table, not of the text."""
    report, form = material.report, material.form
    source = SOURCES[report.origin.source.kind]
    prior = own_prior(report, form)
    rows = [
        ("正式文档", material.document_sha256),
        (f"{source}（原名 {material.source_name}）", sha256(material.source)),
        (f"格式声明 {form.id}，第 {form.declaration.version} 版", form.declaration.digest),
    ]
    if prior is not None:
        rows.append((f"上年数据的来源 {prior.source}", prior.sha256 or "不详"))
    return rows
