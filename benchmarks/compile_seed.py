"""Times `nianbao compile` on the sample report beside a plain openpyxl + docxtpl script.

    python benchmarks/compile_seed.py [--runs N]

Both are run as whole processes, in turn, after one warm-up of each that also leaves every
module compiled, as an installed package is. Before any timing the two documents are
compared: unless every figure and every paragraph stands in both, the comparison would mean
nothing, and the command says so and exits 1. Needs the packages of the extra `benchmark`.
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

BENCHMARKS = Path(__file__).resolve().parent
ROOT = BENCHMARKS.parent
WORKBOOK = ROOT / "sample_workbooks" / "cangshan-justice-2020.xlsx"
PEER = BENCHMARKS / "peer"


@dataclass(frozen=True, slots=True)
class Run:
    """Wall time of one whole process, and its peak memory where the system tells it."""

    seconds: float
    peak_bytes: int | None


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
    nianbao = [python, "-m", "compiler", "compile", str(WORKBOOK), "-o", str(ours)]
    peer = [python, str(PEER / "compile_with_docxtpl.py"), *map(str, (WORKBOOK, template, theirs))]

    _once([python, str(PEER / "make_template.py"), str(WORKBOOK), str(template)])
    _once(nianbao)
    _once(peer)
    # In a process of its own: this one must stay small, see _timed.
    print(_once([python, str(BENCHMARKS / "same_report.py"), str(ours), str(theirs)]), end="")

    pairs = [(_timed(nianbao), _timed(peer)) for _ in range(runs)]
    _print_results(pairs)
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
        code, peak = process.wait(), None
    else:
        _, status, usage = os.wait4(process.pid, 0)
        code = process.returncode = os.waitstatus_to_exitcode(status)
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    seconds = time.perf_counter() - start
    if code != 0:
        raise BenchmarkError(f"{' '.join(command[1:3])} exited {code} while being timed")
    return Run(seconds, peak)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1"}


def _print_results(pairs: list[tuple[Run, Run]]) -> None:
    ratios = sorted(ours.seconds / theirs.seconds for ours, theirs in pairs)
    print(f"{len(pairs)} pairs of whole processes, in turn")
    for name, runs in zip(("nianbao", "openpyxl + docxtpl"), zip(*pairs, strict=True), strict=True):
        seconds = statistics.median(run.seconds for run in runs)
        print(f"  {name:<20}{seconds:7.3f} s median{_peak(runs):>22}")
    median = statistics.median(ratios)
    print(f"  ratio pair by pair  {median:7.2f}   median ({ratios[0]:.2f} to {ratios[-1]:.2f})")


def _peak(runs: tuple[Run, ...]) -> str:
    peaks = [run.peak_bytes for run in runs if run.peak_bytes is not None]
    return f"peak {max(peaks) / 2**20:.1f} MiB" if peaks else "peak not measured"


if __name__ == "__main__":
    sys.exit(main())
