"""`python -m tests.hard.office`: a batch that is killed, and one that is done by a cluster.

    python -m tests.hard.office [--units N] [--kills N] [--seed N] [--dask N]

N units (60) are made, every tenth broken in a known way, and done undisturbed: each broken one
must be found, each good one compiled, the sums be those that were made up. Then the batch is
killed (kill -9) at random moments and run again: at no moment may a file stand under its own
name that is not whole, and in the end every byte must be that of the undisturbed run. With
`--dask N`, N units go through a local cluster of two workers, of which one is killed half-way:
again the same bytes (needs `pip install distributed`). Exits 1 where it is not so.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from threading import Timer
from typing import Any

from compiler.office.result import NAMES
from tests.support import generated

ROOT = Path(__file__).parents[2]
Tree = dict[str, bytes]


def command(inbox: Path, output: Path, *words: str) -> list[str]:
    asked = ["batch", str(inbox), "-o", str(output), "--quiet", *words]
    return [sys.executable, "-m", "compiler", *asked]


def run(inbox: Path, output: Path, *words: str) -> int:
    return subprocess.run(
        command(inbox, output, *words), cwd=ROOT, stdout=subprocess.DEVNULL, check=False
    ).returncode


def tree(folder: Path) -> Tree:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def amiss(output: Path, units: Sequence[generated.Made]) -> list[str]:
    """What an overview says otherwise than the units were made."""
    told = json.loads((output / "overview.json").read_bytes())["units"]
    status = {unit["name"]: unit["status"] for unit in told}
    found = [f"{u.name}: {status.get(u.name)}" for u in units if status.get(u.name) != u.status]
    for unit in told:
        documents = [path for path in unit["outputs"] if path.endswith(".docx")]
        if bool(documents) != (unit["status"] == "clean") or not all(
            map(os.path.isfile, documents)
        ):
            found.append(f"{unit['name']}: {documents}")
    return found + generated.wrong_sums(output, units)


def stopped(found: Tree) -> list[str]:
    """Units that were not finished, and why: on a busy machine one may take more than its time."""
    units = json.loads(found.get("overview.json", b'{"units": []}'))["units"]
    return [
        f"{unit['name']} {' '.join(f['code'] for f in unit['findings'])}"
        for unit in units
        if unit["status"] == "failed"
    ]


def partial(found: Tree, whole: Tree) -> list[str]:
    """Files under their own names that are not what they must become; a result that says that
    its unit is under way, and what is half-written beside its name, are no such files.
    """
    wrong = []
    for name, data in found.items():
        base = name.rpartition("/")[2]
        if base.startswith(".nianbao-") or data == whole.get(name):
            continue
        if base == NAMES["result"].zh and json.loads(data)["key"] == "":
            continue
        wrong.append(name)
    return wrong


def killed(inbox: Path, output: Path, after: float) -> bool:
    """Whether it was still at work; its workers end by themselves."""
    process = subprocess.Popen(
        command(inbox, output, "--jobs", "2"),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        time.sleep(0.5)
        return True
    return False


def kills(
    inbox: Path, output: Path, whole: Tree, seconds: float, number: int, random: Random
) -> int:
    failed = done = 0
    while done < number:
        shutil.rmtree(output, ignore_errors=True)
        after = random.uniform(0.2, seconds)
        at_work = killed(inbox, output, after)
        done += at_work
        left = tree(output)
        wrong = partial(left, whole)
        run(inbox, output, "--jobs", "2")
        again = tree(output)
        differing = sorted(
            name for name in again.keys() | whole.keys() if again.get(name) != whole.get(name)
        )
        failed += bool(wrong or differing)
        print(
            f"killed after {after:5.2f} s{'' if at_work else ' (done)'}: {len(left):4} files there, "
            f"{len(wrong)} partial, then {len(differing)} differ "
            f"{[*wrong, *stopped(again), *differing][:5] or ''}",
            flush=True,
        )
    return failed


def through_a_cluster(inbox: Path, output: Path, whole: Tree) -> int:
    """Once undisturbed, once with a worker killed half-way."""
    from distributed import LocalCluster

    failed = 0
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:  # type: ignore[no-untyped-call]
        seconds = 6.0
        for kill in (False, True):
            shutil.rmtree(output, ignore_errors=True)
            timer = Timer(seconds / 2, _kill_one, [cluster])
            if kill:
                timer.start()
            start = time.monotonic()
            run(inbox, output, "--dask", cluster.scheduler_address)
            seconds = time.monotonic() - start
            timer.cancel()
            found = tree(output)
            differing = sorted(
                name for name in found.keys() | whole.keys() if found.get(name) != whole.get(name)
            )
            failed += bool(differing)
            print(
                f"cluster{', a worker killed' if kill else ''}: {seconds:.1f} s, "
                f"{len(differing)} differ {[*stopped(found), *differing][:5] or ''}",
                flush=True,
            )
    return failed


def _kill_one(cluster: Any) -> None:
    worker = next(iter(cluster.workers.values()))
    os.kill(worker.pid, signal.SIGKILL)
    print(f"killed worker {worker.pid}", flush=True)


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--units", type=int, default=60)
    options.add_argument("--kills", type=int, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--dask", type=int, default=0)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="nianbao-office-") as temporary:
        folder = Path(temporary)
        inbox, output = folder / "inbox", folder / "out"
        units = generated.written(max(asked.units, asked.dask), inbox, asked.seed)
        start = time.monotonic()
        run(inbox, output, "--jobs", "2")
        seconds, wrong = time.monotonic() - start, amiss(output, units)
        print(
            f"{len(units)} units in {seconds:.1f} s: {wrong[:5] or 'each as it was made, sums too'}",
            flush=True,
        )
        whole = tree(output)
        failed = bool(wrong) + kills(inbox, output, whole, seconds, asked.kills, Random(asked.seed))
        if asked.dask:
            failed += through_a_cluster(inbox, output, whole)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
