"""metadata.xml: what is known of the document, in the element names of DA/T 46-2009.

Given the material and the payload, gives the XML. An element stands only where its value
is known: what the office did not say (档案馆, 分类号, …) is left out, and a published
report has no 密级. The same scheme's business entities tell who did what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from compiler import __version__
from compiler.archive.archival_code import RETENTIONS
from compiler.archive.material import Holding, Material
from compiler.archive.names import DOCUMENT, RENDERING, SOURCES
from compiler.archive.pdf import Rendering
from compiler.text.characters import printable
from compiler.text.dates import day_of
from compiler.values.dataclass import dataclass

STANDARD = "DA/T 46-2009"


@dataclass(frozen=True, slots=True)
class Element:
    """A name of the scheme with its text, or with the elements inside it.

    `text` stands before the elements inside: 档号 is a value and has parts that are elements.
    """

    name: str
    content: str | tuple[Element, ...]
    text: str = ""


def metadata(material: Material, held: Iterable[Holding]) -> bytes:
    root = etree.Element("文书类电子文件元数据", 方案=STANDARD)
    entities = (
        Element("文件实体", tuple(_document(material, held))),
        Element("机构人员实体", tuple(_agency(material))),
        *(Element("业务实体", tuple(elements)) for elements in _business(material)),
        *(Element("实体关系", tuple(elements)) for elements in _relations(material)),
    )
    for entity in entities:
        _add(root, entity)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def eight_digits(written: str) -> str:
    """A date as catalogues write it (20210115); "" where no day is written."""
    day = day_of(written)
    return day.isoformat().replace("-", "") if day else ""


def _add(parent: etree._Element, element: Element) -> None:
    if not element.content:
        return
    if isinstance(element.content, str):
        etree.SubElement(parent, element.name).text = printable(element.content)
        return
    own = etree.SubElement(parent, element.name)
    own.text = printable(element.text) or None
    for inner in element.content:
        _add(own, inner)
    if not len(own):
        parent.remove(own)


def _document(material: Material, held: Iterable[Holding]) -> Iterator[Element]:
    report, code, archive = material.report, material.archival_code, material.report.archive
    yield Element("聚合层次", "件")  # DA/T 22-2015: the unit of arrangement
    yield _group(
        "来源",
        Element("档案馆名称", archive.get("archive_name", "")),
        Element("档案馆代码", archive.get("archive_code", "")),
        Element("全宗名称", archive.get("fonds_name", "")),
        Element("立档单位名称", report.name),
    )
    yield _group(
        "档号",
        Element("全宗号", code.fonds),
        Element("年度", str(code.year)),
        Element("保管期限", RETENTIONS[code.retention]),
        Element("机构或问题", code.topic),
        Element("室编件号", code.item),
        text=code.text,
    )
    yield _group(
        "内容描述",
        Element("题名", material.title),
        Element("文件编号", report.agency.get("document_number", "")),
        Element("责任者", report.name),
        Element("日期", eight_digits(report.agency.get("date", ""))),
        Element("文种", "报告"),
    )
    yield _form_of(material)
    yield from (_file(holding, material) for holding in held)


def _group(name: str, *inside: Element, text: str = "") -> Element:
    return Element(name, inside, text)


def _form_of(material: Material) -> Element:
    pages = material.rendering.pages if isinstance(material.rendering, Rendering) else None
    return _group(
        "形式特征",
        Element("件数", "1"),
        Element("页数", "" if pages is None else str(pages)),
        Element("语种", material.form.language),
        Element("稿本", "正本"),
    )


def _file(holding: Holding, material: Material) -> Element:
    return _group(
        "电子属性",
        Element("格式信息", holding.format),
        Element("计算机文件名", holding.name),
        Element("计算机文件大小", str(len(holding.data))),
        Element("文档创建程序", _maker(holding, material)),
    )


def _maker(held: Holding, material: Material) -> str:
    """What wrote the file, where it is known: staff's workbook could be saved by anything."""
    if held.original:
        return ""
    if held.name == RENDERING and isinstance(material.rendering, Rendering):
        return material.rendering.producer
    return f"nianbao {__version__}"


def _agency(material: Material) -> Iterator[Element]:
    yield Element("机构人员类型", "机构")
    yield Element("机构人员名称", material.report.name)


def _business(material: Material) -> Iterator[tuple[Element, ...]]:
    """编制 has no time here: when staff filled in the workbook, nobody recorded."""
    report, basis = material.report, material.form.declaration.authority
    at = material.at.isoformat(timespec="seconds")
    compiled_by = report.agency.get("compiled_by") or report.name
    program = f"nianbao {__version__}"
    yield _act("编制", "", basis, f"{compiled_by}填报工作簿")
    yield _act("校验", at, basis, f"{program} 核对，结果见校验记录")
    yield _act("形成", at, basis, f"{program} 由来源编成正式文档，并组成归档包")


def _act(name: str, at: str, basis: str, described: str) -> tuple[Element, ...]:
    return (
        Element("业务行为", name),
        Element("行为时间", at),
        Element("行为依据", basis),
        Element("行为描述", described),
    )


def _relations(material: Material) -> Iterator[tuple[Element, ...]]:
    source = SOURCES[material.report.origin.source.kind]
    yield _relation(DOCUMENT, "来源关系", source, f"{DOCUMENT} 由 {source} 编成")
    if isinstance(material.rendering, Rendering):
        yield _relation(RENDERING, "格式转换", DOCUMENT, f"{RENDERING} 是 {DOCUMENT} 的版式文件")


def _relation(one: str, name: str, other: str, described: str) -> tuple[Element, ...]:
    return (
        Element("实体标识符", one),
        Element("关系类型", "文件与文件"),
        Element("关系", name),
        Element("实体标识符", other),
        Element("关系描述", described),
    )
