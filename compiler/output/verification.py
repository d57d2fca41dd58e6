"""What `verify` says of a document: its verdict in words, and the whole as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from compiler import __version__
from compiler.proof.examination import Examination, PlacedChange
from compiler.report.order import ordered
from compiler.text.language import Language, Text
from compiler.values.findings import Finding

if TYPE_CHECKING:
    from compiler.output.record import Record

VERDICTS = {
    "intact": Text("文档完好：看得见的内容与封存的数据一致，文件没有改动过。", "Intact: what is visible is what was sealed, and the file is untouched."),
    "resaved": Text("文档内容完好：重新保存过，看得见的内容与封存的数据一致。", "Content intact: the file was saved again, and what is visible is what was sealed."),
    "unproven": Text("不能证明：文字与封存的数据一致，但文档里有编成时没有的东西，看到的可能不同。", "Not proven: the words are those sealed, but something stands in it that was not written and may change what is seen."),
    "differs": Text("文档与所给的报告不一致。", "It is not what the report given says."),
    "other": Text("文档内容与封存的数据一致，但不是所给 SHA-256 的那个文件。", "Its content is what was sealed, but it is not the file of the SHA-256 given."),
    "altered": Text("文档改动过：与编成时的内容不一致。", "Altered: it is not what was compiled."),
    "foreign": Text("这不是本程序编成的文档。", "This document was not written by nianbao."),
}  # fmt: skip
# Whoever rewrites the words, the sealed data and its digests leaves nothing to compare with.
UNPROVABLE = Text(
    "查不出的：有人把文字和封存的数据一起改写，摘要重新算过，各项核对也都相符。"
    "这要用编成时打印的 SHA-256 对照才能发现。",
    "What this cannot tell: whether someone rewrote the words and the sealed data together, "
    "digests and all, so that every check holds. Only the SHA-256 printed when the document "
    "was compiled tells that.",
)


# What a good verdict rests on, and what was not looked at for it.
EXAMINED = {
    "recompiled": Text(
        "依据：用封存的数据重新编成了一份，与它每个字节都相同。",
        "Examined: what is compiled again from its sealed data is the same byte for byte.",
    ),
    "digest": Text(
        "依据：各部件的摘要与编成时记下的一致；逐字比较过正文，每个部件、标记和取值都在清单上。",
        "Examined: the digest of its parts is the one recorded when it was compiled; its words were "
        "compared, and every part, mark and value is on the list.",
    ),
    "words": Text(
        "依据：逐字比较过正文，每个部件、标记和取值都是编成时写的，或已知的软件另存时写的。"
        "没有看的：文档属性里别人写的内容。",
        "Examined: its words were compared, and every part, mark and value is one that nianbao or a "
        "known program's saving writes. Not looked at: what others wrote into the properties.",
    ),
}
LAID_OUT = {
    True: Text(
        "LibreOffice 排出的各页与重新编成的相同。",
        "Its pages as LibreOffice lays them out are those of the document compiled again.",
    ),
    False: Text(
        "没有看的还有：排出来的版面（可用 --render）。",
        "Nor were its pages looked at as they are laid out (--render does).",
    ),
}


def not_compiled_again(why: Text) -> Text:
    return Text(
        f"没有重新编成来比对：{why.zh}。", f"It was not compiled again to compare: {why.en}."
    )


DRAFT = Text("这是草稿，不是正式文档。", " This is a draft and no final document.")
SAME_FILE = Text(
    "SHA-256 与所给的一致：这就是编成时的那个文件，一个字节也不差。",
    "The SHA-256 is the one given: it is the file that was compiled, byte for byte.",
)


def verification_record(
    examined: Examination | None,
    status: str,
    changes: Iterable[PlacedChange],
    findings: Iterable[Finding],
    language: Language,
) -> Record:
    """The whole answer; `examined` is None where the document could not be read."""
    from compiler.output.record import finding_record, identity, place_record

    report = (examined.report or examined.sealed) if examined else None
    known = ordered(findings, examined.form if examined else None)
    return {
        "nianbao": __version__,
        "report": identity(report),
        "evidence": examined.evidence if examined and status in ("intact", "resaved") else None,
        "status": status,
        "changes": [{"place": place_record(c.place), "was": c.was, "now": c.now} for c in changes],
        "findings": [finding_record(finding, language) for finding in known],
    }
