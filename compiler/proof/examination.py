"""What is found out about a finished document: values that verify gives and others add to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from compiler.document.seal import SealReading
from compiler.format.form import Form
from compiler.text.language import Text
from compiler.values.findings import Finding, Place
from compiler.values.named_tuple import NamedTuple
from compiler.values.report import Report
from compiler.values.seen import Seen

if TYPE_CHECKING:
    from compiler.proof.prove import Pair

Status = Literal["intact", "resaved", "unproven", "altered", "foreign"]
# What a good status rests on, the strongest first: compiled again, it is equal byte for byte;
# its digest holds; its words are those sealed, and nothing stands in it that is not listed.
Evidence = Literal["recompiled", "digest", "words"]


class PlacedChange(NamedTuple):
    """A change at its place: what the sealed data says and what is visible."""

    place: Place
    was: str
    now: str


class Examination(NamedTuple):
    """`report` is what is visible, `sealed` what was compiled; both None if foreign.

    `seen` is everything visible, `notes` those at the front of a draft. `evidence` is None
    where the status is not a good one; `prevented` is why it was not compiled again. `seal` is
    what was read of the seal, if it is one of ours; `pairs` what was compared.
    """

    status: Status
    report: Report | None
    sealed: Report | None
    form: Form | None
    changes: tuple[PlacedChange, ...]
    findings: tuple[Finding, ...]
    seen: Seen = ()
    notes: tuple[str, ...] | None = None
    evidence: Evidence | None = None
    prevented: Text | None = None
    seal: SealReading | None = None
    pairs: tuple[Pair, ...] = ()
