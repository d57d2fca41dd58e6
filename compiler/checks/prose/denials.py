"""Denials found in a skeleton: 未收到申请, 全部办结, and the like, unless they deny something narrower."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from compiler.checks.prose.amounts import Skeleton
from compiler.checks.prose.phrases import pattern_of
from compiler.format.prose import Denial

_CAUSE = re.compile("因(.{1,16}?)(?:引起|引发|产生|导致|被|而)")
# 收到的申请全部办结 speaks of all of them, 需会商的申请全部办结 of some.
_SOME = re.compile(
    "(?<!收到)(?<!受理)(?<!新收)(?<!接收)(?<!申请人)的(?:政府信息公开)?(?:申请|案件|件)$"
)
# 没有被纠正的行政复议: a kind of case is denied, not every case.
_SOME_CASES = (
    "败诉", "纠正", "撤销", "超期", "逾期", "积压", "违法", "投诉", "举报", "责令",
    "确认", "理由", "不当", "复议后", "再", "进入",
)  # fmt: skip


def denied(denials: Iterable[Denial], skeleton: Skeleton) -> Iterator[tuple[Denial, int, int]]:
    """Denials with their spans in the skeleton."""
    for denial in denials:
        for says in denial.says:
            match = next(pattern_of(says).matches(skeleton.text), None)
            if match is None or _is_attribute(skeleton.text, match) or _other_cause(match[0]):
                continue
            if not any(word in _sentence_of(skeleton.text, match) for word in denial.unless):
                yield denial, match.start(), match.end()
                break


def _sentence_of(text: str, match: re.Match[str]) -> str:
    start = max(text.rfind(stop, 0, match.start()) for stop in "。；;！!？?\n") + 1
    return text[start : match.end()]


def _other_cause(matched: str) -> bool:
    """未发生因收费引起的行政复议: what is denied is narrower than the figure."""
    cause = _CAUSE.search(matched)
    return cause is not None and "公开" not in cause[1]


def _is_attribute(text: str, match: re.Match[str]) -> bool:
    """占全部答复的…, 全部办结的申请中: a part of speech that denies nothing."""
    before, after = text[: match.start()], text[match.end() :]
    if before.endswith("占"):
        return True
    if any(word in match[0] + after[:8] for word in _SOME_CASES):
        return True
    all_of_them = match[0][0] in "全均皆都"
    if all_of_them and not re.search("申请|公开", before):
        return True
    return all_of_them and (
        after.startswith(("的", "中", "件", "案件")) or bool(_SOME.search(before))
    )
