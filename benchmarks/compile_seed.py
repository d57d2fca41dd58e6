"""Times whole processes of nianbao beside what a user could run instead, on the sample report.

    python benchmarks/compile_seed.py [--runs N]

`compile` and `check` are run beside a plain openpyxl + docxtpl script, `--help` and `explain`
beside `python -c pass`; in turn, after one warm-up of each that also leaves every module
compiled and every declaration worked out, as an installed package is. Before any timing the
two documents are compared: unless every figure and every paragraph stands in both, the
comparison would mean nothing, and the command says so and exits 1. Ratios are of processor
time, which other people's work on the machine burdens least; wall time is printed, too. Needs
the packages of the extra `benchmark`.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

BENCHMARKS = Path(__file__).resolve().parent
ROOT = BENCHMARKS.parent
WORKBOOK = ROOT / "sample_workbooks" / "cangshan-justice-2020.xlsx"
PEER = BENCHMARKS / "peer"


@dataclass(frozen=True, slots=True)
class Run:
    """Times of one whole process, and its peak memory where the system tells it."""

    wall: float
    processor: float
    peak_bytes: int | None


class Compared(NamedTuple):
    """A command beside its peer, and the ratio that is aimed at."""

    name: str
    ours: list[str]
    peer: str
    theirs: list[str]
    aim: float


class BenchmarkError(Exception):
    """A process that should have succeeded did not."""


def main() -> int:
    arguments = _arguments()
    missing = [m for m in ("docx", "docxtpl", "openpyxl") if importlib.util.find_spec(m) is None]
    if missing:
        print(f'not installed: {", ".join(missing)}; pip install -e ".[benchmark]"')
        return 2
    if not WORKBOOK.exists():
        print(f"{WORKBOOK.relative_to(ROOT)} is not there; rebuild the samples first")
        return 2
    with tempfile.TemporaryDirectory(prefix="nianbao-benchmark-") as folder:
        # Whoever switched off the cache of compiled modules would time Python's own compiler.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder, "compiled"))
        try:
            return _benchmark(Path(folder), arguments.runs)
        except BenchmarkError as error:
            print(error)
            return 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time nianbao beside openpyxl + docxtpl.")
    parser.add_argument("--runs", type=int, default=15, metavar="N", help="pairs to time")
    arguments = parser.parse_args()
    if arguments.runs < 1:
        parser.error("--runs must be at least 1")
    return arguments


def _benchmark(folder: Path, runs: int) -> int:
    template, ours, theirs = (folder / f"{name}.docx" for name in ("template", "nianbao", "peer"))
    python = sys.executable
    nianbao = [python, "-m", "compiler"]
    compiling = [*nianbao, "compile", str(WORKBOOK), "-o", str(ours)]
    script = [
        python,
        str(PEER / "compile_with_docxtpl.py"),
        *map(str, (WORKBOOK, template, theirs)),
    ]
    nothing = [python, "-c", "pass"]

    _once([python, "-m", "compiler.edges.ready_made"])
    _once([python, str(PEER / "make_template.py"), str(WORKBOOK), str(template)])
    _once(compiling)
    _once(script)
    # In a process of its own: this one must stay small, see _timed.
    print(_once([python, str(BENCHMARKS / "same_report.py"), str(ours), str(theirs)]), end="")

    print(f"{runs} pairs of whole processes each, in turn")
    for each in (
        Compared("compile", compiling, "openpyxl + docxtpl", script, 0.5),
        Compared("check", [*nianbao, "check", str(WORKBOOK)], "openpyxl + docxtpl", script, 0.35),
        Compared("--help", [*nianbao, "--help"], "python -c pass", nothing, 2.6),
        Compared("explain", [*nianbao, "explain", "T301"], "python -c pass", nothing, 2.6),
    ):
        _once(each.ours)
        _print_results(each, [(_timed(each.ours), _timed(each.theirs)) for _ in range(runs)])
    return 0


def _once(command: list[str]) -> str:
    """Run to the end and give what it printed. Raises BenchmarkError with its words."""
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
        env=_environment(), check=False,
    )  # fmt: skip
    if done.returncode != 0:
        shown = " ".join(command[1:3])
        words = "\n".join(part for part in (done.stdout.strip(), done.stderr.strip()) if part)
        raise BenchmarkError(f"{shown} exited {done.returncode}\n{words}")
    return done.stdout


def _timed(command: list[str]) -> Run:
    # On Linux a child's peak includes that of the process it was forked from, so this
    # process imports no document library itself.
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment()
    )
    if sys.platform == "win32":
        code, peak, processor = process.wait(), None, time.perf_counter() - start
    else:
        _, status, usage = os.wait4(process.pid, 0)
        code = process.returncode = os.waitstatus_to_exitcode(status)
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        processor = usage.ru_utime + usage.ru_stime
    wall = time.perf_counter() - start
    if code != 0:
        raise BenchmarkError(f"{' '.join(command[1:3])} exited {code} while being timed")
    return Run(wall, processor, peak)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1"}


def _print_results(compared: Compared, pairs: list[tuple[Run, Run]]) -> None:
    ratios = sorted(ours.processor / theirs.processor for ours, theirs in pairs)
    low, high = ratios[0], ratios[-1]
    print(
        f"{compared.name}: {statistics.median(ratios):.2f} of {compared.peer}, pair by pair"
        f" ({low:.2f} to {high:.2f}; aim {compared.aim})"
    )
    for name, runs in zip((compared.name, compared.peer), zip(*pairs, strict=True), strict=True):
        processor = statistics.median(run.processor for run in runs)
        wall = statistics.median(run.wall for run in runs)
        print(f"  {name:<20}{processor:7.3f} s of processor{wall:7.3f} s{_peak(runs):>18}")


def _peak(runs: tuple[Run, ...]) -> str:
    peaks = [run.peak_bytes for run in runs if run.peak_bytes is not None]
    return f"peak {max(peaks) / 2**20:.1f} MiB" if peaks else "peak not measured"


if __name__ == "__main__":
    sys.exit(main())
