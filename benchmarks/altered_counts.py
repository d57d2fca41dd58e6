"""How many altered counts are noticed: each count of a sentence that stands in a table, plus 7.

    python benchmarks/altered_counts.py [CHECKOUT] [--reports FOLDER] [--add N] [--least N] [--show]

Every number with a counter in the prose of the reports (JSON, of FOLDER) that is a figure of
the same report's tables is made wrong by itself, and the report is checked by the command
line of CHECKOUT (this one if none is given) in one process of its `.venv`. Noticed is a
count of whose report an error or a warning of family P is told that the honest report does
not have; advice is counted apart. So two checkouts can be told apart by what they notice.
Counts under `--least` (10) are left out: a 3 stands in every table, whatever it counts.
`--show` prints what passed without a word.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
COUNT = re.compile("(?<![第0-9.,])([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?=[件条项宗份起个次例封])")
AROUND = 24

# Runs in either checkout: checks the paths it is given, a line of findings each.
_CHECKED = """
import contextlib, io, json, sys
from compiler.cli import main

for path in sys.stdin.read().splitlines():
    printed = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\\n")
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        try:
            main(["check", path, "--json"])
        except SystemExit:
            pass
    printed.flush()
    found = json.loads(printed.buffer.getvalue().decode())["findings"]
    print(json.dumps([[f["code"], f["severity"], f["message"]] for f in found]))
"""


@dataclass(frozen=True)
class Altered:
    """A report with one count changed, and what it said there."""

    report: str
    words: str
    data: dict[str, Any]


def altered(path: Path, add: int, least: int) -> Iterator[Altered]:
    data = json.loads(path.read_text("utf-8"))
    known = set(_figures(data["tables"]))
    for section, paragraphs in data["narrative"].items():
        for number, paragraph in enumerate(paragraphs):
            text = paragraph["text"]
            for match in COUNT.finditer(text):
                value = Decimal(match[1].replace(",", ""))
                if value >= least and value in known:
                    made = deepcopy(data)
                    wrong = f"{text[: match.start()]}{value + add}{text[match.end() :]}"
                    made["narrative"][section][number]["text"] = wrong
                    start = max(0, match.start() - AROUND)
                    yield Altered(path.name, text[start : match.end() + AROUND], made)


def _figures(tables: Any) -> Iterator[Decimal]:
    if isinstance(tables, dict):
        for inner in tables.values():
            yield from _figures(inner)
    elif isinstance(tables, list):
        for inner in tables:
            yield from _figures(inner)
    elif isinstance(tables, int | float):
        yield Decimal(str(tables))


def checked(checkout: Path, reports: list[dict[str, Any]]) -> list[set[tuple[str, str, str]]]:
    """The findings of family P of each report: code, severity, message."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.json" for number in range(len(reports))]
        for path, report in zip(paths, reports, strict=True):
            path.write_text(json.dumps(report, ensure_ascii=False), "utf-8")
        command = [str(checkout / ".venv" / "bin" / "python"), "-c", _CHECKED]
        asked = "\n".join(map(str, paths))
        ran = subprocess.run(
            command, cwd=checkout, input=asked, capture_output=True, text=True, check=True
        )
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    return [{(c, s, m) for c, s, m in found if c.startswith("P")} for found in lines]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("checkout", type=Path, nargs="?", default=HERE, metavar="CHECKOUT")
    options.add_argument("--reports", type=Path, default=HERE.parent / "shared" / "reports")
    options.add_argument("--add", type=int, default=7)
    options.add_argument("--least", type=int, default=10)
    options.add_argument("--show", action="store_true")
    asked = options.parse_args()
    told: Counter[str] = Counter()
    for path in sorted(asked.reports.glob("*.json")):
        cases = list(altered(path, asked.add, asked.least))
        honest = json.loads(path.read_text("utf-8"))
        before, *after = checked(asked.checkout.resolve(), [honest, *(c.data for c in cases)])
        for case, found in zip(cases, after, strict=True):
            severities = {severity for _, severity, _ in found - before}
            how = next((s for s in ("error", "warning", "advice") if s in severities), "nothing")
            told[how] += 1
            if asked.show and how in ("advice", "nothing"):
                print(f"{how:<8} {case.report}: …{case.words}…")
    noticed, total = told["error"] + told["warning"], told.total()
    print(
        f"{total} counts altered: {noticed} noticed ({noticed / max(1, total):.2f}; "
        f"{told['error']} errors, {told['warning']} warnings), {told['advice']} by advice only, "
        f"{told['nothing']} passed"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
