"""Times nianbao beside what a user could run instead, on the sample report and beyond.

    python benchmarks/side_by_side.py [--rounds N] [--only PART,PART] [--node FOLDER]

The parts, each printed as a table, all by default:

    whole    a process for each report, in turn: nianbao, the openpyxl + docxtpl script in two
             ways, python-docx alone, docxtemplater, Carbone, pandoc; Python doing nothing
    warm     10 and 100 reports in one process, in a third of the rounds: ours, the script,
             docxtemplater and Carbone rendering
    growth   a report with its paragraphs up to eight times, open tables up to what is let in
    batch    1, 60, 600 and 2,000 reports by `nianbao batch`
    classes  what kinds of value classes cost

Before any timing every document is compared with ours: unless every figure and every paragraph
stands in both, the comparison would mean nothing, and the command says so and exits 1. Ratios
are of processor time, round by round; the median is told with the least and the most. Peers
that are not on this machine are named and left out; those of node are installed in a folder
outside the tree. Needs the packages of the extra `benchmark`, and Linux or macOS.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from peers import (
    BENCHMARKS,
    ENGINES,
    NODE_FOLDER,
    ROOT,
    WORKBOOK,
    BenchmarkError,
    Peers,
    add_pandoc,
    once,
    peers,
    prepare,
)

PARTS = ("whole", "warm", "growth", "batch", "classes")
NOTHING = "python -c pass"
LIBRARIES = "import openpyxl, docx"
NAMES = {
    "usual": "openpyxl + docxtpl, usual",
    "sparing": "openpyxl + docxtpl, sparing",
    "python-docx": "openpyxl + python-docx, a cell at a time",
    **{engine: f"{engine}, render only" for engine in ENGINES},
    "pandoc": "pandoc, Markdown to Word only",
}
WARM_REPORTS = ("10", "100")
UNITS = "1,60,600,2000"
MIB = 2**20


class Run(NamedTuple):
    """One whole process: seconds, and the most bytes it held."""

    wall: float
    processor: float
    peak: int


def main() -> int:
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="nianbao-benchmark-") as folder:
        try:
            prepare(Path(folder))
            _print_machine()
            for part in asked.only:
                print(f"\n## {part}\n", flush=True)
                _print_part(part, Path(folder), asked)
        except BenchmarkError as error:
            print(error)
            return 1
    print()
    _print_machine()
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15, metavar="N")
    parser.add_argument("--only", type=lambda text: text.split(","), default=[*PARTS])
    parser.add_argument("--node", type=Path, default=NODE_FOLDER, metavar="FOLDER")
    asked = parser.parse_args()
    if asked.rounds < 1:
        parser.error("--rounds must be at least 1")
    if unknown := set(asked.only) - {*PARTS}:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return asked


def _print_machine() -> None:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{os.cpu_count()} processors, load {load}", flush=True)


def _print_part(part: str, folder: Path, asked: argparse.Namespace) -> None:
    if part == "whole":
        _print_whole(folder, asked.rounds, asked.node)
        return
    rounds = ["--rounds", str(-(-asked.rounds // 3))]
    for name, *given in {
        "warm": [
            ["in_process.py", *rounds, "--reports", reports, "--node", str(asked.node)]
            for reports in WARM_REPORTS
        ],
        "growth": [["in_process.py", "--growth"]],
        "batch": [["office.py", "--units", UNITS, "--jobs", "1"]],
        "classes": [["value_classes.py", *rounds]],
    }[part]:
        command = [sys.executable, str(BENCHMARKS / name), *given]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            raise BenchmarkError(f"{name} failed")
        print()


def _print_whole(folder: Path, rounds: int, node: Path) -> None:
    beside = peers(folder, node)
    add_pandoc(beside, folder)
    commands = {**_ours(folder), **{NAMES[n]: command for n, command in beside.commands.items()}}
    for command in commands.values():  # the first time leaves every module compiled
        once(command)
    _compare(folder / "nianbao.docx", beside)
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(_timed(command))
    print(f"{rounds} rounds, in turn; {', '.join(beside.versions)}")
    for missing in beside.missing:
        print(f"left out – {missing}")
    _print_table(runs)


def _ours(folder: Path) -> dict[str, list[str]]:
    scripts = Path(sys.executable).parent
    nianbao = next((str(path) for path in scripts.glob("nianbao*") if path.is_file()), None)
    if nianbao is None:
        raise BenchmarkError("nianbao is not installed beside this Python: pip install -e .")
    return {
        "nianbao compile": [nianbao, "compile", str(WORKBOOK), "-o", str(folder / "nianbao.docx")],
        "nianbao check": [nianbao, "check", str(WORKBOOK)],
        "nianbao --help": [nianbao, "--help"],
        "nianbao explain T301": [nianbao, "explain", "T301"],
        NOTHING: [sys.executable, "-c", "pass"],
        LIBRARIES: [sys.executable, "-c", LIBRARIES],
    }


def _compare(ours: Path, beside: Peers) -> None:
    """In a process of its own: this one must stay small, see _timed."""
    for name, theirs in beside.documents.items():
        compare = [sys.executable, str(BENCHMARKS / "same_report.py"), str(ours), str(theirs)]
        print(f"{NAMES[name]}: {once(compare)}", end="")


def _timed(command: list[str]) -> Run:
    # On Linux a child's peak is at least what its parent holds when it starts it, so this
    # process imports no document library itself.
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    code = process.returncode = os.waitstatus_to_exitcode(status)
    if code != 0:
        raise BenchmarkError(f"{' '.join(command[:3])} exited {code} while being timed")
    return Run(wall, usage.ru_utime + usage.ru_stime, _bytes(usage.ru_maxrss))


def _bytes(maxrss: int) -> int:
    return maxrss * (1 if sys.platform == "darwin" else 1024)


def _print_table(runs: dict[str, list[Run]]) -> None:
    beside = (NAMES["usual"], NAMES["sparing"], NOTHING)
    heads = ("processor, ms", "wall, ms", "peak, MiB", "÷ usual", "÷ sparing", "÷ pass")
    print("\n| | " + " | ".join(heads) + " |\n|" + "---|" * (len(heads) + 1))
    for name, each in runs.items():
        processor = statistics.median(run.processor for run in each) * 1000
        wall = statistics.median(run.wall for run in each) * 1000
        peak = statistics.median(run.peak for run in each) / MIB
        ratios = (_ratio(each, runs[other]) for other in beside)
        print(f"| {name} | {processor:.0f} | {wall:.0f} | {peak:.1f} | {' | '.join(ratios)} |")
    own = _bytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / MIB
    print(f"\nNo peak below {own:.1f} MiB can be told: that is what the measuring process held.")


def _ratio(runs: list[Run], others: list[Run]) -> str:
    pairs = zip(runs, others, strict=True)
    ratios = sorted(run.processor / other.processor for run, other in pairs)
    return f"{statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f})"


if __name__ == "__main__":
    sys.exit(main())
