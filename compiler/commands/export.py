"""`nianbao export`: a report as data, right or wrong."""

from __future__ import annotations

import sys
from pathlib import Path

from compiler.commands.answer import answer, deliver, exit_code, rendered
from compiler.commands.arguments import Arguments
from compiler.commands.exit_codes import UNUSABLE
from compiler.pipeline import read
from compiler.report.data import to_json
from compiler.report.desk import Desk
from compiler.report.outcome import Outcome
from compiler.text.language import Text

_DONE = Text("数据已写出。", "The data is written.")


def run(asked: Arguments, desk: Desk) -> int:
    source = Path(asked.report)
    reading = read(source, desk, asked.format)
    report, outcome = reading.report, Outcome(reading, reading.findings)
    if report is None:
        return _unreadable(asked, outcome)
    data = to_json(report).encode("utf-8", "backslashreplace")
    if asked.output:
        output = Path(asked.output)
        return deliver(asked, output, data, outcome, [source], ending=".json", done=_DONE)
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    if outcome.findings:  # standard output is for data alone, with --json too
        sys.stderr.write(rendered(asked, outcome, sys.stderr))
    return exit_code(asked, outcome.findings)


def _unreadable(asked: Arguments, outcome: Outcome) -> int:
    """Without -o, standard output is for data alone."""
    if asked.json or asked.output:
        return answer(asked, outcome, unreadable=True)
    sys.stderr.write(rendered(asked, outcome, sys.stderr, unreadable=True))
    return UNUSABLE
