"""`nianbao export`: a report as data, right or wrong."""

from __future__ import annotations

import sys
from pathlib import Path

from compiler.commands.answer import answer, deliver, exit_code, rendered
from compiler.commands.arguments import Arguments
from compiler.commands.exit_codes import UNUSABLE
from compiler.pipeline import read
from compiler.report.data import to_json
from compiler.report.reading import Reading
from compiler.text.language import Text

_DONE = Text("数据已写出。", "The data is written.")


def run(asked: Arguments) -> int:
    source = Path(asked.report)
    reading = read(source, asked.format)
    report, declaration, findings = reading.report, reading.declaration, reading.findings
    if report is None:
        return _unreadable(asked, reading)
    data = to_json(report).encode("utf-8", "backslashreplace")
    if asked.output:
        output = Path(asked.output)
        return deliver(asked, output, data, report, declaration, findings, [source],
            ending=".json", done=_DONE,
        )  # fmt: skip
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    if findings:  # standard output is for data alone, with --json too
        sys.stderr.write(rendered(asked, declaration, findings, sys.stderr))
    return exit_code(asked, findings)


def _unreadable(asked: Arguments, reading: Reading) -> int:
    """Without -o, standard output is for data alone."""
    if asked.json or asked.output:
        return answer(asked, None, reading.declaration, reading.findings, unreadable=True)
    text = rendered(asked, reading.declaration, reading.findings, sys.stderr, unreadable=True)
    sys.stderr.write(text)
    return UNUSABLE
