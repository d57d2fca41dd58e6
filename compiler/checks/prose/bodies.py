"""Names of bodies where only the report's own may stand: compiler, contact, subject, title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from compiler.catalogue import prose as kinds
from compiler.checks.prose.faults import CJK, Fault
from compiler.format.prose import Prose
from compiler.labels import folded
from compiler.model import Report

_BODY = rf"[{CJK}]{{2,20}}?(?:人民政府|街道办事处|管理委员会|管委会|委员会|局|厅)(?:办公室|办公厅)?"
_WAYS = "将|认真|严格|积极|坚持|深入|高度|切实|围绕|按照|持续|全面|扎实|继续|以|着力|不断"


@lru_cache(maxsize=16)
def _name(duties: tuple[str, ...], subject: tuple[str, ...]) -> re.Pattern[str]:
    duty, title = ("|".join(map(re.escape, words)) for words in (duties, subject))
    ways = [
        rf"(?:本报告|报告)由(?P<by>{_BODY})(?:负责|根据|按照|依据|依照|编制|编写|起草)",
        rf"(?:请|可)[与向](?P<with>{_BODY})(?:联系|咨询|反映)",
        rf"(?:^|[，。])(?P<subject>{_BODY})(?=(?:{_WAYS})[^。；]{{0,30}}(?:{duty or '(?!)'}))",
        rf"(?P<title>{_BODY})\s*\d{{4}}\s*年度?\s*(?:{title or '(?!)'})",
    ]
    return re.compile("|".join(ways))


def other_bodies(text: str, report: Report, prose: Prose) -> Iterator[Fault]:
    own = [folded(n) for n in (report.name, report.agency.get("compiled_by", "")) if n]
    if not own:
        return
    pattern = _name(prose.roles.get("duties", ()), prose.roles.get("subject", ()))
    for match in pattern.finditer(text):
        name = next(group for group in match.groups() if group)
        # A government's report speaks of all its bureaux.
        if match["subject"] and _has_bureaux(report.name) and _is_bureau(name):
            continue
        if not any(_same_body(folded(name), mine) for mine in own):
            yield kinds.OTHER_BODY, name, {"own": report.name}


def _is_bureau(name: str) -> bool:
    return bool(re.search("(?:局|委员会|(?<!办公)厅|街道办事处|管委会)$", name))


def _has_bureaux(name: str) -> bool:
    """Governments of a county and above, and their offices."""
    own = re.sub("办公室|办公厅", "", name)
    return own.endswith("政府") and not re.search("(?:镇|乡)(?:人民)?政府$", own)


def _same_body(name: str, own: str) -> bool:
    """本局's own offices and shorter forms of its name are the same body."""
    if name in own or own in name:
        return True
    stem = re.sub("人民政府|政府|办公室|办公厅", "", name)
    return bool(stem) and stem in re.sub("人民政府|政府|办公室|办公厅", "", own)
