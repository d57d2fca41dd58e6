"""What became of one unit, as the file that stands beside its outputs.

Given an outcome, gives a record and its bytes; given such bytes, the record again. It is
written last: while its key is that of the inputs, the unit need not be done again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from compiler import __version__
from compiler.office.shown_figures import figures_record
from compiler.output.record import Record, record
from compiler.report.outcome import Outcome
from compiler.text.language import Language, Text
from compiler.values.named_tuple import NamedTuple

NAMES = {
    "result": Text("核对结果.json", "result.json"),
    "marked": Text("标出问题.xlsx", "marked.xlsx"),
    "letter": Text("通知.txt", "letter.txt"),
}
STATUSES = ("clean", "warnings", "errors", "unreadable", "failed", "missing", "superseded")


class Setting(NamedTuple):
    """What holds for all units; `formats` is the office's own folder of declarations."""

    language: Language = "zh"
    wanted: str | None = None
    strict: bool = False
    pdf: bool = False
    formats: str | None = None


class Work(NamedTuple):
    """One unit to be done: `folder` is where its outputs go, `digest` that of its declaration,
    so that a mended one does everything again.
    """

    source: str
    sha256: str
    folder: str
    name: str
    digest: str = ""
    prior: str = ""
    prior_sha256: str = ""


def key_of(work: Work, setting: Setting) -> str:
    """All that decides what is written, as one digest."""
    parts = (__version__, *work, *setting)
    text = json.dumps(parts, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def result_record(
    outcome: Outcome, key: str, status: str, outputs: Sequence[str], language: Language
) -> Record:
    """As `check --json` prints it, with the unit's own status, and what the overview shows."""
    told = record(outcome, language, unreadable=outcome.report is None)
    return {
        **told,
        "status": status,
        "outputs": list(outputs),
        "key": key,
        "title": outcome.title,
        "figures": figures_record(outcome),
    }


def opened(data: bytes) -> Mapping[str, Any] | None:
    """A record that was written whole; None for anything else."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return None
    known = isinstance(content, dict) and content.keys() >= {"key", "status", "outputs", "findings"}
    return content if known else None
