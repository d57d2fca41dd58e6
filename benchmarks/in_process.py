"""Times one report in a process that is warm, beside the plain script, on the same workbooks.

    python benchmarks/in_process.py [--rounds N] [--reports N] [--node FOLDER]
    python benchmarks/in_process.py --growth

Ours reads, checks, writes, opens again and proves; the script of benchmarks/peer reads and
fills; docxtemplater and Carbone, where node is there, fill a template with data that were read
for them. Ours and the script take one after another of ten workbooks that differ in every
paragraph; *one again* is ours with one workbook again and again, whose sentences it knows.

Each is a process of its own that does `--reports` reports after two that warm it up, and all are
run in turn: what counts is the ratio round by round, of processor time. The script is timed in
two ways, for it can be written in more than one:

    usual     load_workbook(path, data_only=True), as it is most often written
    sparing   the workbook is opened read-only

`--growth`: how the cost of a report grows with its paragraphs and with the rows of an open
table, from data; each beside what it would be if it grew with the size alone.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from peers import (
    ENGINES,
    MANNERS,
    NODE_FOLDER,
    ROOT,
    SCRIPTS,
    WORKBOOK,
    BenchmarkError,
    Peers,
    once,
    peers,
    prepare,
    rendering,
)

sys.path.insert(0, str(ROOT))
_TIMED = """
import json, resource, sys, time
from itertools import cycle
from pathlib import Path
reports, folder, template, out = int(sys.argv[1]), *sys.argv[2:5]
{made}
def timed(workbook):
    start = time.process_time()
    one(str(workbook))
    return time.process_time() - start
workbooks = cycle(sorted(Path(folder).glob("*.xlsx")))
timed(next(workbooks)), timed(next(workbooks))
seconds = [timed(next(workbooks)) for _ in range(reports)]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([sum(seconds) / reports, min(seconds), peak]))
"""
_OURS = """
import compiler.commands.unit_work  # as a batch has loaded what it needs, hashlib among it
from compiler.edges.machine import desk_of
from compiler.pipeline import compile_report
def one(workbook):
    document = compile_report(Path(workbook), desk_of("zh")).document
    assert document is not None
    Path(out).write_bytes(document)
"""
_SCRIPT = f"""
sys.path.insert(0, {str(SCRIPTS)!r})
import compile_with_docxtpl as script
def one(workbook):
    script.main(workbook, template, out, {{manner!r}})
"""
TIMES = (1, 2, 4, 8)
# With the sums above them no more lines than the 1,000 that a report may add.
ROWS = (8, 24, 80, 240, 790)


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--reports", type=int, default=10)
    options.add_argument("--growth", action="store_true")
    options.add_argument("--node", type=Path, default=NODE_FOLDER, metavar="FOLDER")
    asked = options.parse_args()
    if asked.growth:
        _print_growth()
        return 0
    with tempfile.TemporaryDirectory(prefix="nianbao-benchmark-") as folder:
        try:
            prepare(Path(folder))
            beside = peers(Path(folder), asked.node)
            commands = _commands(Path(folder), beside, asked.reports)
            rounds = [
                {kind: tuple(json.loads(once(each))) for kind, each in commands.items()}
                for _ in range(asked.rounds)
            ]
        except BenchmarkError as error:
            print(error)
            return 1
    print(
        f"{asked.rounds} rounds of {asked.reports} reports, in turn; {', '.join(beside.versions)}"
    )
    for missing in beside.missing:
        print(f"left out – {missing}")
    _print_table(rounds)
    return 0


def _commands(folder: Path, beside: Peers, reports: int) -> dict[str, list[str]]:
    """By kind; each prints seconds a report in the mean and at least, and its peak in KiB."""
    various, alone = folder / "various", folder / "alone"
    for each in (various, alone):
        each.mkdir()
    once([sys.executable, str(SCRIPTS / "make_reports.py"), str(WORKBOOK), str(various)])
    shutil.copy(WORKBOOK, alone)

    def python(made: str, workbooks: Path) -> list[str]:
        given = map(str, (reports, workbooks, beside.template, folder / "report.docx"))
        return [sys.executable, "-c", _TIMED.replace("{made}", made), *given]

    commands = {"nianbao": python(_OURS, various), "nianbao, one again": python(_OURS, alone)}
    for manner in MANNERS:
        commands[f"the {manner} script"] = python(_SCRIPT.format(manner=manner), various)
    for engine in ENGINES:
        if engine in beside.commands:
            out = str(folder / f"{engine}.docx")
            commands[f"{engine}, render only"] = [*rendering(folder, engine), out, str(reports)]
    return commands


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


def _print_table(rounds: list[dict[str, tuple[float, float, int]]]) -> None:
    print("\n| | a report, ms | at least, ms | peak, MiB | ÷ nianbao |\n|---|---|---|---|---|")
    for kind in rounds[0]:
        mean = statistics.median(each[kind][0] for each in rounds) * 1000
        least = min(each[kind][1] for each in rounds) * 1000
        peak = max(each[kind][2] for each in rounds) / 1024
        ratios = sorted(each[kind][0] / each["nianbao"][0] for each in rounds)
        print(
            f"| {kind} | {mean:.1f} | {least:.1f} | {peak:.1f} | "
            f"{statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f}) |"
        )


if __name__ == "__main__":
    sys.exit(main())
