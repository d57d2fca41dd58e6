"""`nianbao export`: a report as data, right or wrong."""

from __future__ import annotations

import sys
from pathlib import Path

from compiler.command_line.arguments import Arguments
from compiler.commands.answer import answer, deliver, exit_code, rendered
from compiler.data import to_json
from compiler.pipeline import read


def run(asked: Arguments) -> int:
    source = Path(asked.report)
    reading = read(source, asked.format)
    report, declaration, findings = reading.report, reading.declaration, reading.findings
    if report is None:
        return answer(asked, None, declaration, findings, unreadable=True)
    data = to_json(report).encode("utf-8", "backslashreplace")
    if asked.output:
        return deliver(asked, Path(asked.output), data, report, declaration, findings, [source])
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    if findings and not asked.json:
        sys.stderr.write(rendered(asked, declaration, findings, sys.stderr))
    return exit_code(asked, findings)
