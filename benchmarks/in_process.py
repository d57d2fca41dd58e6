"""Times one report in a process that is warm, beside the plain script, both on one workbook.

    python benchmarks/in_process.py [--rounds N] [--reports N]
    python benchmarks/in_process.py --growth

Ours reads, checks, writes, opens again and proves; the script of benchmarks/peer reads and
fills. Each is a process of its own that does `--reports` reports after two that warm it up,
and all are run in turn: what counts is the ratio pair by pair, of processor time. The
script is timed in two ways, for it can be written in more than one:

    sparing   as it stands in benchmarks/peer: the workbook is opened read-only
    usual     load_workbook(path, data_only=True), as it is most often written

`--growth`: how the cost of a report grows with its paragraphs and with the rows of an open
table, from data; each beside what it would be if it grew with the size alone.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent
ROOT = BENCHMARKS.parent
sys.path.insert(0, str(ROOT))
WORKBOOK = ROOT / "sample_workbooks" / "cangshan-justice-2020.xlsx"
PEER = BENCHMARKS / "peer"
_TIMED = """
import json, resource, sys, time
from pathlib import Path
reports, workbook, template, out = int(sys.argv[1]), *sys.argv[2:5]
{made}
def timed():
    start = time.process_time()
    one()
    return time.process_time() - start
timed(), timed()
seconds = [timed() for _ in range(reports)]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([sum(seconds) / reports, min(seconds), peak]))
"""
_OURS = """
from compiler.edges.machine import desk_of
from compiler.pipeline import compile_report
def one():
    document = compile_report(Path(workbook), desk_of("zh")).document
    assert document is not None
    Path(out).write_bytes(document)
"""
_SPARING = f"""
sys.path.insert(0, {str(PEER)!r})
import compile_with_docxtpl as script
def one():
    script.main(workbook, template, out)
"""
_USUAL = f"""{_SPARING}
from openpyxl import load_workbook
script.load_workbook = lambda path, read_only, data_only: load_workbook(path, data_only=data_only)
"""
TIMES = (1, 2, 4, 8)
# With the sums above them no more lines than the 1,000 that a report may add.
ROWS = (8, 24, 80, 240, 790)
KINDS = {"nianbao": _OURS, "sparing": _SPARING, "usual": _USUAL}


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--reports", type=int, default=10)
    options.add_argument("--growth", action="store_true")
    asked = options.parse_args()
    if asked.growth:
        _print_growth()
        return 0
    with tempfile.TemporaryDirectory(prefix="nianbao-benchmark-") as folder:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder, "compiled"))
        template = Path(folder, "template.docx")
        made = [sys.executable, str(PEER / "make_template.py"), str(WORKBOOK), str(template)]
        subprocess.run(made, check=True, cwd=ROOT)
        rounds = [_round(asked.reports, template, Path(folder)) for _ in range(asked.rounds)]
    _print(rounds, asked.reports)
    return 0


def _round(reports: int, template: Path, folder: Path) -> dict[str, tuple[float, float, int]]:
    """By kind: seconds a report in the mean and at least, and the peak of memory in KiB."""
    found: dict[str, tuple[float, float, int]] = {}
    for kind, made in KINDS.items():
        given = map(str, (reports, WORKBOOK, template, folder / f"{kind}.docx"))
        command = [sys.executable, "-c", _TIMED.replace("{made}", made), *given]
        run = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE)
        found[kind] = tuple(json.loads(run.stdout))
    return found


def _paragraphs() -> Iterator[tuple[str, int, bytes]]:
    """The sample's data, its paragraphs once, twice … : what is counted are characters."""
    data = json.loads(WORKBOOK.with_suffix(".json").read_text("utf-8"))
    for times in TIMES:
        told = {section: said * times for section, said in data["narrative"].items()}
        size = sum(len(each["text"]) for said in told.values() for each in said)
        yield f"{times} × its paragraphs", size, json.dumps({**data, "narrative": told}).encode()


def _rows() -> Iterator[tuple[str, int, bytes]]:
    """Accounts that add up."""
    from tests.support.spending import accounts

    for items in ROWS:
        data = accounts(items)
        size = len(data["tables"]["spending"])
        yield f"{size} rows", size, json.dumps(data).encode()


def _print_growth() -> None:
    from compiler.edges.machine import desk_of
    from compiler.pipeline import compile_report
    from compiler.report.desk import Only
    from tests.support.spending import PATH, loaded

    usual = desk_of("zh")
    roomy = loaded(PATH.read_text("utf-8").replace("at_most = 400", "at_most = 1000"))
    with tempfile.TemporaryDirectory(prefix="nianbao-benchmark-") as folder:
        path = Path(folder, "report.json")
        for made, desk in (
            (_paragraphs(), usual),
            (_rows(), usual._replace(shelf=Only(roomy))),
        ):
            first: tuple[float, int] | None = None
            for name, size, data in made:
                path.write_bytes(data)
                seconds = []
                for _ in range(4):  # the first warms it up
                    start = time.process_time()
                    outcome = compile_report(path, desk, draft=True)
                    seconds.append(time.process_time() - start)
                assert outcome.document is not None, name
                least = min(seconds[1:])
                first = first or (least, size)
                print(
                    f"  {name:<22}{size:8}{least * 1000:10.1f} ms"
                    f"{least / first[0]:8.2f} × for{size / first[1]:8.1f} × the size"
                )


def _print(rounds: list[dict[str, tuple[float, float, int]]], reports: int) -> None:
    versions = (f"{name} {version(name)}" for name in ("openpyxl", "docxtpl", "lxml"))
    print(f"Python {platform.python_version()}, {', '.join(versions)}")
    print(f"{len(rounds)} rounds of {reports} reports, in turn; processor time")
    for kind in KINDS:
        means = [each[kind][0] for each in rounds]
        ratios = sorted(each[kind][0] / each["nianbao"][0] for each in rounds)
        print(
            f"  {kind:<9}{statistics.median(means) * 1000:8.1f} ms a report, "
            f"{min(each[kind][1] for each in rounds) * 1000:7.1f} at least, "
            f"peak {max(each[kind][2] for each in rounds) / 1024:5.1f} MiB, "
            f"{statistics.median(ratios):5.2f} × ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        )


if __name__ == "__main__":
    sys.exit(main())
