"""完整性 (DA/T 70-2018): is all of it there.

Given the evidence, gives the items in order, each computed from the package's own bytes, or
未检测 with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.archive.bag import INFORMATION, PAYLOAD, oxum
from compiler.archive.evidence import Evidence, Item, passed, untested
from compiler.archive.names import PREMIS, RECORD, SLIPS
from compiler.archive.premis import PREMIS_NAMESPACE
from compiler.document.compose import compose
from compiler.document.tree import TableBlock, TextBlock
from compiler.values.seen import SeenParagraph, SeenTable

_REQUIRED = (
    "聚合层次", "立档单位名称", "档号", "全宗号", "年度", "保管期限", "机构或问题", "室编件号", "题名",
    "责任者", "日期", "文种", "件数", "语种", "稿本", "格式信息", "计算机文件名", "计算机文件大小", "业务行为",
)  # fmt: skip


def completeness(evidence: Evidence) -> Iterator[Item]:
    """完整性."""
    yield _amounts(evidence)
    yield _required(evidence)
    yield untested("连续编号不漏号", "要对照全年的归档文件目录，包里只有一件。")
    yield _process(evidence)
    yield _sections(evidence)
    yield _attachments(evidence)
    yield untested("归档范围", "要对照本单位的归档范围和保管期限表。")


def _amounts(evidence: Evidence) -> Item:
    information = evidence.files[INFORMATION].decode()
    said = re.search(r"^Payload-Oxum: (\d+)\.(\d+)$", information, re.MULTILINE)
    amount = oxum(evidence.files)
    good = said is not None and f"{said[1]}.{said[2]}" == amount
    octets, _, count = amount.partition(".")
    return passed(
        "总件数、总字节数",
        good,
        f"1 件，data 内 {count} 个文件，共 {octets} 字节，与 {INFORMATION} 所记一致。",
        f"文件数或字节数与 {INFORMATION} 所记不一致。",
    )


def _required(evidence: Evidence) -> Item:
    lacking = [name for name in _REQUIRED if not evidence.said(name)]
    cover = evidence.material.report.agency.get("date", "")
    undated = "" if cover else "封面没有写成文日期，归档文件目录的日期一栏也空着。"
    return passed(
        "元数据项完整性、必填项",
        not lacking,
        f"必填的 {len(_REQUIRED)} 项都有值。不知道的项不填，也不代填。",
        f"没有值的必填项：{'、'.join(lacking)}。{undated}",
    )


def _process(evidence: Evidence) -> Item:
    wanted = [RECORD] + ([SLIPS] if evidence.material.report.slips else [])
    lacking = [name for name in wanted if PAYLOAD + name not in evidence.files]
    root = evidence.xml(PREMIS)
    events = [] if root is None else root.findall(f"{{{PREMIS_NAMESPACE}}}event")
    return passed(
        "过程信息完整性",
        not lacking and bool(events),
        f"校验记录{'、情况说明' if SLIPS in wanted else ''}在包内，{PREMIS} 记有 {len(events)} 次处理。",
        f"缺少过程信息：{'、'.join(lacking) or '处理记录'}。",
    )


def _sections(evidence: Evidence) -> Item:
    seen, form = evidence.examined.seen, evidence.material.form
    shown = {block.text for block in seen if isinstance(block, SeenParagraph)}
    tree = compose(evidence.material.report, form)
    headings = [b.text for b in tree.blocks if isinstance(b, TextBlock) and b.role == "heading1"]
    lacking = [heading for heading in headings if heading not in shown]
    wanted = sum(1 for block in tree.blocks if isinstance(block, TableBlock))
    drawn = sum(1 for block in seen if isinstance(block, SeenTable))
    return passed(
        "内容数据完整性",
        not lacking and drawn == wanted,
        f"格式规定的 {len(headings)} 个部分和 {wanted} 张表，文档里都有。",
        f"文档里缺少：{'、'.join(lacking) or '表格'}。",
    )


def _attachments(evidence: Evidence) -> Item:
    count = len(evidence.material.report.attachments)
    if count:
        return untested(
            "附件完整性", f"封面列有 {count} 个附件，程序没有得到附件文件，请另行归入本件。"
        )
    return passed("附件完整性", not count, "封面没有列附件。", "")
