"""Times `nianbao batch` on generated units, and tells its memory; beside a plain script, too.

    python benchmarks/office.py [--units 60,600,2000] [--jobs 1,2] [--keep FOLDER] [--peer N]

Every tenth unit is broken in a known way; each run must find exactly those and compile all
others, and the sums of its overview must be those of the figures that were made up. Memory is
that of the process and of all it started, looked at ten times a second: the most that they held
together, and the most that one of them did. `--peer N`: N good workbooks are
compiled by `batch --jobs 1` and by one process that runs the plain openpyxl + docxtpl script of
benchmarks/peer on each, in turn, *sparing* (read-only) and as it is most often written (*usual*);
told are processor times and their ratios. `--pair`: `--jobs 2` beside two runs of one process
each, side by side, on half of the units each. `--keep`: made units are kept there and used again.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.support import generated  # noqa: E402

PEER = ROOT / "benchmarks" / "peer"
_LOOK = 0.1
_PAGE = resource.getpagesize()
_PEER = """
import sys
sys.path.insert(0, sys.argv[1])
import compile_with_docxtpl as script
from pathlib import Path
for path in sorted(Path(sys.argv[3]).rglob("*.xlsx")):
    script.main(str(path), sys.argv[2], str(Path(sys.argv[4], path.stem + ".docx")), sys.argv[5])
"""


class Measured(NamedTuple):
    """`processor` are the seconds that all processes worked."""

    seconds: float
    processor: float
    megabytes: float
    largest: float


def measured(*commands: Sequence[str], codes: Sequence[int] = (0, 1)) -> Measured:
    """Processes run side by side to their end, with all they started."""
    together, largest = 0.0, 0.0
    before, start = _worked(), time.perf_counter()
    running = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)
        for command in commands
    ]
    while any(process.poll() is None for process in running):
        held = [_held(pid) for process in running for pid in _tree(process.pid)]
        together, largest = max(together, sum(held)), max(largest, *held)
        time.sleep(_LOOK)
    seconds = time.perf_counter() - start
    for process in running:
        assert process.stderr is not None
        if process.returncode not in codes:
            raise SystemExit(process.stderr.read().decode())
    return Measured(seconds, _worked() - before, together, largest)


def _worked() -> float:
    """The processor time of all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _held(pid: int) -> float:
    """The memory of a process in MB; where /proc is missing, nothing."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1]) * _PAGE / 1e6
    except OSError:
        return 0.0


def _tree(root: int) -> list[int]:
    found = [root]
    for pid in found:
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
        except OSError:
            continue
        found += map(int, children)
    return found


def batch(units: Path, output: Path, jobs: int) -> list[str]:
    shutil.rmtree(output, ignore_errors=True)
    asked = ["batch", str(units), "-o", str(output), "--jobs", str(jobs), "--quiet"]
    return [sys.executable, "-m", "compiler", *asked]


def made(number: int, folder: Path) -> list[generated.Made]:
    """The units in the folder; written unless they are there."""
    own, listed = folder / str(number), folder / f"{number}.json"
    if not listed.exists():
        shutil.rmtree(own, ignore_errors=True)
        units = generated.written(number, own)
        rows = [
            (u.name, u.district, u.status, [[*f, n] for f, n in u.figures.items()]) for u in units
        ]
        listed.write_text(json.dumps(rows), "utf-8")
    rows = json.loads(listed.read_text("utf-8"))
    return [
        generated.Made(name, district, b"", status, {generated.figure(*f): n for *f, n in figures})
        for name, district, status, figures in rows
    ]


def wrong(output: Path, units: Sequence[generated.Made]) -> list[str]:
    """What an overview says otherwise than the units were made."""
    overview = json.loads((output / "overview.json").read_bytes())
    told = {unit["name"]: unit["status"] for unit in overview["units"]}
    expected = {unit.name: unit.status for unit in units}
    found = [f"{name}: {told.get(name)}" for name in expected if told.get(name) != expected[name]]
    for unit in overview["units"]:
        document = any(path.endswith(".docx") and Path(path).is_file() for path in unit["outputs"])
        found += (
            []
            if document == (unit["status"] == "clean")
            else [f"{unit['name']}: document {document}"]
        )
    return found + generated.wrong_sums(output, units)


def main() -> int:
    asked = _asked()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="nianbao-office-") as temporary:
        folder = Path(asked.keep or temporary)
        folder.mkdir(exist_ok=True)
        output = Path(temporary, "out")
        for number in asked.units:
            units = made(number, folder)
            for jobs in asked.jobs:
                found = measured(batch(folder / str(number), output, jobs))
                amiss = wrong(output, units)
                failed += bool(amiss)
                print(
                    f"{number:6} units, {jobs} process{'es' if jobs > 1 else '  '} {found.seconds:8.2f} s "
                    f"{number / found.seconds:7.1f} a second   peak {found.megabytes:6.0f} MB in all, "
                    f"{found.largest:5.0f} MB the largest   {'; '.join(amiss[:5]) or 'as made'}",
                    flush=True,
                )
        if asked.pair:
            _pair(folder, max(asked.units), output)
        if asked.peer:
            _beside_the_peer(folder, asked.peer, output, asked.runs)
    return 1 if failed else 0


def _asked() -> argparse.Namespace:
    def numbers(text: str) -> list[int]:
        return [int(part) for part in text.split(",")]

    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--units", type=numbers, default=[60, 600, 2000])
    options.add_argument("--jobs", type=numbers, default=[1, 2])
    options.add_argument("--keep", default="")
    options.add_argument("--peer", type=int, default=0, metavar="N")
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--pair", action="store_true")
    return options.parse_args()


def _pair(folder: Path, number: int, output: Path) -> None:
    """Two processes of one run beside two runs of one process, each on half of the units."""
    halves = [folder / f"{number}-{part}" for part in "ab"]
    if not halves[0].exists():
        for at, path in enumerate(sorted((folder / str(number)).rglob("*.xlsx"))):
            target = halves[at % 2] / path.parent.name / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
    apart = measured(*(batch(half, output.with_name(half.name), 1) for half in halves))
    together = measured(batch(folder / str(number), output, 2))
    print(
        f"{number:6} units: two runs of one process {apart.seconds:.2f} s, one run of two "
        f"{together.seconds:.2f} s, throughput {apart.seconds / together.seconds:.2f}"
    )


def _beside_the_peer(folder: Path, number: int, output: Path, runs: int) -> None:
    """Good workbooks alone: the plain script would stumble over a broken one."""
    good = folder / f"good-{number}"
    if not good.exists():
        good.mkdir()
        units = (unit for unit in generated.made(number * 2) if unit.status == "clean")
        for unit, _ in zip(units, range(number), strict=False):
            (good / f"{unit.name}.xlsx").write_bytes(unit.data)
    template, theirs = folder / "template.docx", output.with_name("peer")
    shutil.rmtree(theirs, ignore_errors=True)
    theirs.mkdir()
    first = next(iter(sorted(good.glob("*.xlsx"))))
    subprocess.run(
        [sys.executable, str(PEER / "make_template.py"), str(first), str(template)], check=True
    )
    kinds = ("sparing", "usual")
    peers = [
        [sys.executable, "-c", _PEER, *map(str, (PEER, template, good, theirs)), kind]
        for kind in kinds
    ]
    rounds = []
    for run in range(runs + 1):
        times = [measured(command).processor for command in (batch(good, output, 1), *peers)]
        if run:  # the first compiles every module
            rounds.append(times)
    ours, *others = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"{number:6} good units: batch --jobs 1 {ours:.2f} s of processor time")
    for at, (kind, other) in enumerate(zip(kinds, others, strict=True), 1):
        ratios = sorted(times[at] / times[0] for times in rounds)
        print(
            f"       the {kind} script {other:.2f} s, {statistics.median(ratios):.2f} × "
            f"({ratios[0]:.2f} to {ratios[-1]:.2f})"
        )


if __name__ == "__main__":
    os.environ["PYTHONUTF8"] = "1"
    sys.exit(main())
