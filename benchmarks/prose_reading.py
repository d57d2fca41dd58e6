"""How long reading the prose of reports takes in this checkout and in another one, side by side.

    python benchmarks/prose_reading.py OTHER_CHECKOUT [REPORT.json …] [--rounds N]

Each checkout reads by its own `.venv`, in a process of its own, by turns, so that what else
the machine does burdens both alike. Printed are, in milliseconds of CPU: the declaration
with its words (load), the first report of a process (first), every later one (again), and
the ratio of each with its quartiles. Without reports the sample's is read. All modules of
the prose are loaded before, and garbage is looked for as often as the program does.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
SAMPLE = HERE / "sample_workbooks" / "cangshan-justice-2020.json"
PARTS = ("load", "first", "again")

# Runs in either checkout: of both it needs only what both have.
_TIMED = """
import gc, importlib, json, pkgutil, sys, time
from pathlib import Path
import compiler.checks.prose, compiler.cli
for module in pkgutil.iter_modules(compiler.checks.prose.__path__):
    importlib.import_module("compiler.checks.prose." + module.name)
from compiler.checks.prose.verdicts import figure_findings
from compiler.checks.prose.wording import wording_findings
try:
    from compiler.edges.shelf import shelf_of
    from compiler.report.from_data import read_data
    from compiler.report.places import Places
    from compiler.values.origin import Source
except ImportError:  # as the modules were called before they had rooms
    from compiler.data import read_data
    from compiler.model import Source
    from compiler.places import Places

gc.set_threshold(getattr(compiler.cli, "_SWEPT_AFTER", gc.get_threshold()[0]))
path = Path(sys.argv[1])
more = (shelf_of(),) if "shelf_of" in globals() else ()
started = time.process_time()
reading = read_data(path.read_bytes(), Source(str(path), "json", ""), path.name, *more, None)
report = reading.report
form = reading.form if more else reading.declaration
load = time.process_time() - started
places = Places(form, report)

def read():
    started = time.process_time()
    figure_findings(report, form, places, None)
    wording_findings(report, form, places)
    return time.process_time() - started

first = read()
again = min(read() for _ in range(15))
print(json.dumps({"load": load, "first": first, "again": again}))
"""


def timed(checkout: Path, report: Path) -> dict[str, float]:
    """Seconds by part, in a fresh process."""
    python = checkout / ".venv" / "bin" / "python"
    command = [str(python), "-c", _TIMED, str(report)]
    ran = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True)
    return dict(json.loads(ran.stdout))


def compared(other: Path, report: Path, rounds: int) -> None:
    pairs = [(timed(HERE, report), timed(other, report)) for _ in range(rounds)]
    print(report.name)
    for part in PARTS:
        here, there = ([pair[n][part] * 1000 for pair in pairs] for n in (0, 1))
        ratios = [a / b for a, b in zip(here, there, strict=True)]
        low, middle, high = statistics.quantiles(ratios, n=4)
        print(
            f"  {part:<6} here {statistics.median(here):7.2f} ms  other "
            f"{statistics.median(there):7.2f} ms  ratio {middle:.2f}  ({low:.2f}–{high:.2f})"
        )


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("other", type=Path, metavar="OTHER_CHECKOUT")
    options.add_argument("reports", type=Path, nargs="*", metavar="REPORT.json", default=[SAMPLE])
    options.add_argument("--rounds", type=int, default=9)
    asked = options.parse_args()
    for report in asked.reports:
        compared(asked.other.resolve(), report.resolve(), max(2, asked.rounds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
