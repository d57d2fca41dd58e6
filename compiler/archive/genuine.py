"""真实性 (DA/T 70-2018): is it what it says it is.

Given the evidence, gives the items in order, each computed from the package's own bytes, or
未检测 with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.archive.archival_code import CODE, RETENTIONS
from compiler.archive.bag import (
    DECLARATION,
    MANIFEST,
    PAYLOAD,
    SM3_LIST,
    TAG_MANIFEST,
    layout_faults,
    listed,
    payload_faults,
)
from compiler.archive.digests import sha256, sm3
from compiler.archive.evidence import Evidence, Item, passed, untested
from compiler.archive.names import CATALOGUE_LINE, DOCUMENT, GUIDE, METADATA
from compiler.document.packing import custom_properties
from compiler.proof.verify import against
from compiler.text.characters import illegal
from compiler.text.dates import day_of
from compiler.values.findings import Finding
from compiler.values.seen import SeenParagraph

_ONCE = ("档号", "全宗号", "年度", "保管期限", "机构或问题", "室编件号", "题名", "责任者", "日期")
_FORMS = {
    "年度": r"\d{4}",
    "室编件号": r"(?!0000)\d{4}",
    "日期": r"\d{8}",
    "保管期限": "|".join(RETENTIONS.values()),
    "计算机文件大小": r"[1-9]\d*",
    "件数": "1",
    "页数": r"[1-9]\d*",
}
_LONGEST = 500  # characters; a title and a description are far below


def genuineness(evidence: Evidence) -> Iterator[Item]:
    """真实性."""
    yield _digests(evidence)
    yield _seal(evidence)
    yield untested(
        "固化信息有效性：电子签名、电子印章、时间戳",
        "包里没有电子签名、电子印章和时间戳，无从检测。",
    )
    yield _forms(evidence)
    yield _characters(evidence)
    yield _code(evidence)
    yield _repeats(evidence)
    yield _attributes(evidence)
    yield _titles(evidence)
    yield _figures(evidence)
    yield _listed(evidence)


def _digests(evidence: Evidence) -> Item:
    files = evidence.files
    kept, tags, national = (listed(files[n]) for n in (MANIFEST, TAG_MANIFEST, SM3_LIST))
    wrong = payload_faults(files, files[MANIFEST])
    wrong += [n for n, digest in tags.items() if sha256(files.get(n, b"")) != digest]
    wrong += [n for n, digest in national.items() if sm3(files.get(n, b"")) != digest]
    return passed(
        "固化信息有效性：摘要",
        not wrong,
        f"逐个重算 data 内 {len(kept)} 个文件、旁边 {len(tags)} 个文件的 SHA-256，和其中 {len(national)} 个文件的 "
        "SM3，与清单一致。本表写在检测以后，它的摘要也在清单里，不在这次检测之内。",
        f"与清单不一致的文件：{'、'.join(dict.fromkeys(wrong))}。",
    )


def _seal(evidence: Evidence) -> Item:
    package = evidence.packages[DOCUMENT]
    parts = {} if isinstance(package, Finding) else package.contents
    source = custom_properties(parts).get("source.sha256", "")
    good = evidence.examined.status == "intact" and source == sha256(evidence.material.source)
    return passed(
        "固化信息有效性：文档内封存的数据",
        good,
        "重新打开文档：封存数据和各部件的摘要相符，所记的来源摘要就是包内来源文件的摘要。",
        "文档内封存的数据、各部件或所记的来源摘要不符。",
    )


def _forms(evidence: Evidence) -> Item:
    wrong = [
        name
        for name, text in evidence.described
        if len(text) > _LONGEST
        or not re.fullmatch(_FORMS.get(name, r"(?s:.*)"), text)
        or (name == "日期" and not day_of(f"{text[:4]}-{text[4:6]}-{text[6:]}"))
    ]
    dated = "，日期是历法上有的一天" if evidence.said("日期") else "；没有日期"
    return passed(
        "元数据项数据长度、类型格式、值域、合理性",
        not wrong,
        f"逐项核对 {len(evidence.described)} 个元数据值的长度，年度、件号、日期、保管期限、大小、件数、页数的格式和取值{dated}。",
        f"不合格式的元数据项：{'、'.join(dict.fromkeys(wrong))}。",
    )


def _characters(evidence: Evidence) -> Item:
    wrong = [
        name
        for name, text in evidence.described
        if illegal(text) or re.search("[\ufffd\ue000-\uf8ff\u200b-\u200f\u202a-\u202e]", text)
    ]
    return passed(
        "元数据项特殊字符",
        not wrong,
        "元数据值里没有控制字符、替代字符、自造字和看不见的字符。",
        f"含特殊字符的元数据项：{'、'.join(dict.fromkeys(wrong))}。",
    )


def _code(evidence: Evidence) -> Item:
    code = "".join(evidence.said("档号"))
    match = CODE.fullmatch(code)
    parts = match.groupdict() if match else {}
    said = {
        "fonds": evidence.said("全宗号"),
        "year": evidence.said("年度"),
        "topic": evidence.said("机构或问题"),
        "item": evidence.said("室编件号"),
        "retention": evidence.said("保管期限"),
    }
    agree = bool(parts) and all(
        [RETENTIONS[value] if key == "retention" else value] == said[key]
        for key, value in parts.items()
    )
    return passed(
        "档号规范性",
        agree,
        f"{code} 由全宗号、门类、年度、保管期限、机构或问题、件号组成，各段与元数据一致。",
        f"{code} 的组成或各段与元数据不一致。",
    )


def _repeats(evidence: Evidence) -> Item:
    wrong = [name for name in _ONCE if len(evidence.said(name)) > 1]
    return passed(
        "元数据重复性",
        not wrong,
        "档号及其各段、题名、责任者、日期都没有重复。是否与别的件重复，要对照全部目录。",
        f"重复的元数据项：{'、'.join(wrong)}。",
    )


def _attributes(evidence: Evidence) -> Item:
    root = evidence.xml(METADATA)
    wrong, told = [], []
    for own in root.iter("电子属性") if root is not None else ():
        name = own.findtext("计算机文件名", "")
        told.append(name)
        data = evidence.files.get(PAYLOAD + name)
        if data is None or own.findtext("计算机文件大小") != str(len(data)) or not _is(name, data):
            wrong.append(name)
    kept = [n.removeprefix(PAYLOAD) for n in evidence.files if n.startswith(PAYLOAD)]
    wrong += sorted(set(kept) ^ set(told))
    return passed(
        "内容数据电子属性一致性",
        not wrong,
        f"{len(told)} 个文件的名称、大小和文件头标识与元数据所记一致。",
        f"与元数据所记不一致的文件：{'、'.join(wrong)}。",
    )


def _is(name: str, data: bytes) -> bool:
    """Whether a file begins as its name's ending says."""
    if name.endswith(".json"):
        return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    return data.startswith(b"%PDF-" if name.endswith(".pdf") else b"PK\x03\x04")


def _titles(evidence: Evidence) -> Item:
    shown = [
        block.text.replace("\n", "")
        for block in evidence.examined.seen
        if isinstance(block, SeenParagraph) and block.role == "title"
    ]
    package = evidence.packages[DOCUMENT]
    parts = {} if isinstance(package, Finding) else package.contents
    agency = custom_properties(parts).get("agency", "")
    good = evidence.said("题名") == ["".join(shown)] and evidence.said("责任者") == [agency]
    return passed(
        "元数据与内容关联一致性",
        good,
        "元数据的题名、责任者与文档看得见的标题、文档属性里的机关一致。",
        "元数据的题名、责任者与文档不一致。",
    )


def _figures(evidence: Evidence) -> Item:
    material = evidence.material
    different = against(evidence.examined, material.report, material.form)
    count = len(material.report.figures)
    return passed(
        "内容数据与来源一致性",
        bool(evidence.examined.seen) and not different,
        f"从来源读出的 {count} 个数和全部文字，与文档看得见的内容逐项相同。",
        f"文档与来源不同之处有 {len(different)} 处。",
    )


def _listed(evidence: Evidence) -> Item:
    guide = evidence.files[GUIDE].decode("utf-8", "replace")
    unnamed = [n for n in evidence.files if n.removeprefix(PAYLOAD) not in guide]
    lines = evidence.files[CATALOGUE_LINE].decode("utf-8-sig").splitlines()
    code = "".join(evidence.said("档号"))
    faults = [f"说明里没有交代的文件：{'、'.join(unnamed)}"] if unnamed else []
    if len(lines) != 2 or code not in lines[1]:
        faults.append("归档文件目录不是一行，或者档号与元数据不一致")
    if misplaced := layout_faults(evidence.files):
        faults.append(f"目录结构不合 BagIt 1.0：{'、'.join(misplaced)}")
    return passed(
        "说明文件、目录文件和信息包目录结构规范性",
        not faults,
        "包内每个文件在说明里都有交代；归档文件目录一行，档号与元数据一致；目录结构合于 BagIt 1.0："
        f"{DECLARATION} 的两行不差，{MANIFEST} 列全 data 内的文件，{TAG_MANIFEST} 列全旁边的文件，都不多不少、不重复。",
        f"{'；'.join(faults)}。",
    )
