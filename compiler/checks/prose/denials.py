"""Denials found in a skeleton: 未收到申请, 全部办结, and the like, unless they deny something narrower."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from compiler.checks.prose.amounts import Skeleton, since
from compiler.checks.prose.phrases import pattern_of
from compiler.checks.prose.scope import ScopeWords
from compiler.format.prose import Denial

_CAUSE = re.compile("因(.{1,16}?)(?:引起|引发|产生|导致|被|而)")


@lru_cache(maxsize=16)
def _some(subject: tuple[str, ...]) -> re.Pattern[str]:
    """收到的申请全部办结 speaks of all of them, 需会商的申请全部办结 of some."""
    named = "|".join(map(re.escape, subject))
    return re.compile(
        f"(?<!收到)(?<!受理)(?<!新收)(?<!接收)(?<!申请人)的(?:{named})?(?:申请|案件|件)$"
    )


def denied(
    denials: Iterable[Denial], skeleton: Skeleton, words: ScopeWords
) -> Iterator[tuple[Denial, int, int]]:
    """Denials with their spans in the skeleton."""
    for denial in denials:
        for says in denial.says:
            match = next(pattern_of(says).matches(skeleton.text), None)
            if match is None or _is_attribute(skeleton.text, match, words):
                continue
            if _other_cause(match[0], words):
                continue
            sentence = since(skeleton.text, match.start()) + match[0]
            if not any(word in sentence for word in denial.unless):
                yield denial, match.start(), match.end()
                break


def _other_cause(matched: str, words: ScopeWords) -> bool:
    """未发生因收费引起的行政复议: what is denied is narrower than the figure."""
    cause = _CAUSE.search(matched)
    return cause is not None and not any(word in cause[1] for word in words.get("causes", ()))


def _is_attribute(text: str, match: re.Match[str], words: ScopeWords) -> bool:
    """占全部答复的…, 全部办结的申请中: a part of speech that denies nothing.

    没有被纠正的行政复议 denies a kind of case, not every case.
    """
    before, after = text[: match.start()], text[match.end() :]
    if before.endswith("占"):
        return True
    if any(word in match[0] + after[:8] for word in words.get("some_cases", ())):
        return True
    all_of_them = match[0][0] in "全均皆都"
    if all_of_them and not any(word in before for word in words.get("asked_for", ())):
        return True
    return all_of_them and (
        "其中" in since(text, match.start())
        or after.startswith(("的", "中", "件", "案件"))
        or bool(_some(words.get("subject", ())).search(before))
    )
