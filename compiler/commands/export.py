"""`nianbao export`: a report as data, right or wrong."""

from __future__ import annotations

import sys
from pathlib import Path

from compiler.commands.answer import answer, deliver, exit_code, rendered
from compiler.commands.arguments import Arguments, Manner
from compiler.commands.exit_codes import UNUSABLE
from compiler.document.compose import title_of
from compiler.edges.files import default_output, output_at
from compiler.pipeline import read
from compiler.report.data import to_json
from compiler.report.desk import Desk
from compiler.report.outcome import Outcome
from compiler.text.language import Text

_DONE = Text("数据已写出。", "The data is written.")


def run(asked: Arguments, desk: Desk) -> int:
    source = Path(asked.report)
    reading = read(source, desk, asked.format)
    report, form, outcome = reading.report, reading.form, Outcome(reading, reading.findings)
    if report is None:
        return _unreadable(asked.manner, outcome, to_file=bool(asked.output))
    data = to_json(report).encode("utf-8", "backslashreplace")
    if asked.output:
        named = default_output(source, title_of(report, form) if form else "", ".json")
        output = output_at(asked.output, named)
        return deliver(asked.manner, output, data, outcome, [source], ending=".json", done=_DONE)
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    if outcome.findings:  # standard output is for data alone, with --json too
        sys.stderr.write(rendered(asked.manner, outcome, sys.stderr))
    return exit_code(asked.manner, outcome.findings)


def _unreadable(manner: Manner, outcome: Outcome, *, to_file: bool) -> int:
    """Without -o, standard output is for data alone."""
    if manner.as_data or to_file:
        return answer(manner, outcome, unreadable=True)
    sys.stderr.write(rendered(manner, outcome, sys.stderr, unreadable=True))
    return UNUSABLE
