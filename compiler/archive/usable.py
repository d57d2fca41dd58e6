"""可用性 and 安全性 (DA/T 70-2018): can it be opened and read, and does it carry no harm.

Given the evidence, gives the items of both in order, each computed from the package's
own bytes, or 未检测 with the reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from compiler import __version__
from compiler.archive.bag import PAYLOAD
from compiler.archive.evidence import Evidence, Item, passed, untested
from compiler.archive.material import fonts_of
from compiler.archive.names import DOCUMENT, GUIDE, METADATA, PREMIS, READABLE_RECORD, RENDERING
from compiler.archive.pdf import Rendering, rendering_of
from compiler.archive.premis import PREMIS_NAMESPACE
from compiler.ooxml.members import is_unlocked, visible
from compiler.ooxml.package import Package
from compiler.ooxml.relations import Relationship
from compiler.text.characters import printable
from compiler.values.findings import Finding

RENDERING_ITEM = "内容数据格式合规性"
# By the names of relation types, of content types and, for parts that nothing refers to, of
# parts (ISO/IEC 29500-1, 11 to 15; [MS-OFFMACRO2]).
_EMBEDDED_RELATIONS = {
    "oleobject", "package", "control", "activexcontrolbinary", "vbaproject", "wordvbadata",
    "afchunk", "subdocument", "xlmacrosheet", "xlintlmacrosheet", "externallink", "dialogsheet",
    "externallinkpath", "xlexternallinkpath", "connections", "attachedtoolbars", "keymapcustomizations",
}  # fmt: skip
_EMBEDDED_TYPES = re.compile(
    "oleobject|activex|vbaproject|vbadata|macroenabled|macrosheet|externallink|dialogsheet"
)
_EMBEDDED_PARTS = re.compile(
    "oleobject|embeddings/|activex|vbaproject|altchunk|externallinks/", re.IGNORECASE
)
# What a reader follows only by a click of his own; opening the file loads nothing.
_CLICKED = ("http:", "https:", "mailto:")


def usability(evidence: Evidence) -> Iterator[Item]:
    """可用性."""
    yield _metadata(evidence)
    yield _opens(evidence)
    yield _archival_copy(evidence)
    yield _environment(evidence)
    yield _open_to_all(evidence)


def safety(evidence: Evidence) -> Iterator[Item]:
    """安全性."""
    yield untested("病毒", "程序不查病毒，请用杀毒软件检测。")
    yield _harmless(evidence)
    yield _nothing_else(evidence)
    yield untested("载体中多余文件、读取速度、外观", "程序接触不到载体。")
    yield untested("归档过程安全性", "交接、传输的过程不在程序之内。")


def _metadata(evidence: Evidence) -> Item:
    names = (METADATA, PREMIS)
    broken = [name for name in names if evidence.xml(name) is None]
    return passed(
        "元数据可读性",
        not broken,
        f"{'、'.join(names)} 都能完整解析。",
        f"不能解析：{'、'.join(broken)}。",
    )


def _opens(evidence: Evidence) -> Item:
    broken = [name for name, opened in evidence.packages.items() if isinstance(opened, Finding)]
    for name, data in evidence.files.items():
        if name.startswith(PAYLOAD) and name.endswith(".json") and not _is_json(data):
            broken.append(name.removeprefix(PAYLOAD))
    pdf = evidence.files.get(PAYLOAD + RENDERING)
    if pdf is not None and not isinstance(rendering_of(pdf), Rendering):
        broken.append(RENDERING)
    return passed(
        "内容数据可打开、可浏览",
        not broken,
        "办公文件的每个部件都已解开，校验值相符，标记文本完整；数据文件能解析；版式文件（如有）能读出页数。没有逐页人工浏览。",
        f"打不开的文件：{'、'.join(broken)}。",
    )


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return True


def _archival_copy(evidence: Evidence) -> Item:
    pdf = evidence.files.get(PAYLOAD + RENDERING)
    rendering = evidence.material.rendering if pdf is None else rendering_of(pdf)
    if not isinstance(rendering, Rendering):
        return passed(RENDERING_ITEM, False, "", f"没有版式文件：{rendering.zh}。")
    return passed(
        RENDERING_ITEM,
        True,
        f"{RENDERING} 声明为 {rendering.flavour}，{rendering.pages} 页，{len(rendering.fonts)} 种字体全部嵌入，"
        f"名称见{GUIDE}。按文件自身的声明核对，没有用专门的版式验证软件。",
        "",
    )


def _environment(evidence: Evidence) -> Item:
    guide = evidence.files[GUIDE].decode("utf-8", "replace")
    makers = _makers(evidence)
    own = [h.name for h in evidence.held if not h.original and h.name != RENDERING]
    unsaid = [name for name in own if makers.get(name) != ("nianbao", __version__)]
    pdf = makers.get(RENDERING, ("", ""))[0]
    if PAYLOAD + RENDERING in evidence.files and not pdf:
        unsaid.append(RENDERING)
    fonts = [name for name in fonts_of(evidence.document) if name not in guide]
    faults = [f"{PREMIS} 没有记下写出程序的文件：{'、'.join(unsaid)}"] if unsaid else []
    faults += [f"{GUIDE} 没有列出的字体：{'、'.join(fonts)}"] if fonts else []
    source = "、".join(h.name for h in evidence.held if h.original)
    converted = f"{RENDERING} 记有转换它的程序（{pdf}）；" if pdf else ""
    return passed(
        "软硬件环境信息",
        not faults,
        f"{PREMIS} 记有写出程序和版本的，是本程序（nianbao {__version__}）写出的 {len(own)} 个文件；{converted}"
        f"{source} 由什么程序存成，无从知道，没有记。{GUIDE} 列有文档所用的字体。",
        f"{'；'.join(faults)}。",
    )


def _makers(evidence: Evidence) -> dict[str, tuple[str, str]]:
    """Name and version of the program that wrote each file, as premis.xml says."""
    root = evidence.xml(PREMIS)
    tag = f"{{{PREMIS_NAMESPACE}}}"
    makers = {}
    for described in () if root is None else root.iter(f"{tag}object"):
        name = described.findtext(f"{tag}originalName", "").removeprefix(PAYLOAD)
        by = described.find(f".//{tag}creatingApplication")
        if by is not None:
            makers[name] = (
                by.findtext(f"{tag}creatingApplicationName", ""),
                by.findtext(f"{tag}creatingApplicationVersion", ""),
            )
    return makers


def _open_to_all(evidence: Evidence) -> Item:
    locked = []
    for name, data in evidence.files.items():
        if name.endswith((".docx", ".xlsx")) and not is_unlocked(data):
            locked.append(name.removeprefix(PAYLOAD))
        if name.endswith(".pdf") and re.search(rb"/Encrypt\b", data):
            locked.append(name.removeprefix(PAYLOAD))
    return passed(
        "信息包无加密、无非公开压缩",
        not locked,
        "包是普通文件夹，没有压缩；办公文件只用公开的压缩方式，没有加密；版式文件（如有）没有加密。",
        f"加密或用了非公开压缩的文件：{'、'.join(locked)}。",
    )


def _harmless(evidence: Evidence) -> Item:
    harmful = [name for name, opened in evidence.packages.items() if _harm(opened)]
    clicked = [
        f"{name} 有 {len(links)} 处网址或邮件地址的超链接（{printable(visible(links[0]))}"
        f"{' 等' if len(links) > 1 else ''}）"
        for name, opened in evidence.packages.items()
        if not isinstance(opened, Finding) and (links := _clicked(opened))
    ]
    told = f"{'；'.join(clicked)}，打开文件时不会自行读取，不算外部链接。" if clicked else ""
    return passed(
        "宏、嵌入对象、外部链接",
        not harmful,
        f"按各部件的关系、内容类型和名称逐个检查：{'、'.join(evidence.packages)} "
        f"里没有宏、嵌入对象和打开时要读取的外部链接。{told}",
        f"含有宏、嵌入对象或外部链接：{'、'.join(harmful)}。{told}",
    )


def _harm(package: Package | Finding) -> bool:
    if isinstance(package, Finding):  # the door lets no macro in
        return True
    if any(_EMBEDDED_PARTS.search(name) for name in package.names):
        return True
    if any(_EMBEDDED_TYPES.search(kind) for kind in package.content_types().values()):
        return True
    return any(
        r.type.lower() in _EMBEDDED_RELATIONS or (r.external and not _is_clicked(r))
        for r in package.all_relationships()
    )


def _clicked(package: Package) -> list[str]:
    return [r.target for r in package.all_relationships() if r.external and _is_clicked(r)]


def _is_clicked(link: Relationship) -> bool:
    return link.type.lower() == "hyperlink" and link.target.strip().lower().startswith(_CLICKED)


def _nothing_else(evidence: Evidence) -> Item:
    known = {PAYLOAD + holding.name for holding in evidence.held}
    extra = sorted(n for n in evidence.files if n.startswith(PAYLOAD) and n not in known)
    lacking = sorted({PAYLOAD + DOCUMENT, PAYLOAD + READABLE_RECORD} - evidence.files.keys())
    return passed(
        "信息包多余文件",
        not extra and not lacking,
        f"data 内的 {len(known)} 个文件都是本件的文件，没有别的。",
        f"不属于本件的文件：{'、'.join(extra) or '无'}。",
    )
