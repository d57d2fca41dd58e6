"""What is found out about a finished document: values that verify gives and others add to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from compiler.format.form import Form
from compiler.values.findings import Finding, Place
from compiler.values.report import Report
from compiler.values.seen import Seen

Status = Literal["intact", "resaved", "altered", "foreign"]


class PlacedChange(NamedTuple):
    """A change at its place: what the sealed data says and what is visible."""

    place: Place
    was: str
    now: str


@dataclass(frozen=True)
class Examination:
    """`report` is what is visible, `sealed` what was compiled; both None if foreign.

    `seen` is everything visible, `notes` those at the front of a draft.
    """

    status: Status
    report: Report | None
    sealed: Report | None
    form: Form | None
    changes: tuple[PlacedChange, ...]
    findings: tuple[Finding, ...]
    seen: Seen = ()
    notes: tuple[str, ...] | None = None
