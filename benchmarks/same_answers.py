"""Whether two checkouts of the project give the same answers, byte for byte.

    python benchmarks/same_answers.py OTHER [--inputs N] [--seed S] [--keep FOLDER]
                                      [--shared FOLDER] [--same-version]

OTHER is the folder of another checkout that has its own .venv, or the Python in it; it is
compared with the checkout that this file stands in. Samples, blank workbooks, real reports
and workbooks of --shared (../shared, where it is there), and for the rest reports made by
rule with something done to them are checked, compiled, exported, verified and made into
workbooks by both, one after the other in the same folder; help, editions and explanations
are asked for once. Compared are exit codes, both streams and every file written. A checkout
is known by its commands alone: its modules may be laid out in any way.

Prints every difference on a line of its own, then what was compared; exits 1 if anything
differs. 300 inputs take some three minutes of processor for each checkout. --same-version
takes the two version strings for the same; what is computed from them (digests) still differs.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from answers.checkout import Checkout, CheckoutError, Worker, checkout_at
from answers.compare import Comparison, Side, compared
from answers.inputs import Input, Maker
from answers.questions import GENERAL, Question, codes_told, general_questions, questions

ROOT = Path(__file__).resolve().parents[1]
CODE = re.compile(rb'"code": "([A-Z][0-9]{3})"')


@dataclass(frozen=True)
class Asked:
    """What a checkout left, how its commands ended, and what they took."""

    side: Side
    version: str
    ended: Counter[str]
    seconds: float
    processor: float  # of these, on the processor; the rest is other people's


def main() -> int:
    options = _options()
    try:
        # Two seeds of Python's hashes: no answer may hang on the order of a set.
        other = checkout_at(options.other, "other", hash_seed="0")
        this = checkout_at(ROOT, "this", hash_seed="1")
        with _folder(options.keep) as folder:
            return _run(other, this, folder, options)
    except CheckoutError as fault:
        print(fault, file=sys.stderr)
        return 2


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser()
    options.add_argument("other", type=Path, metavar="OTHER_CHECKOUT_PYTHON_OR_FOLDER")
    options.add_argument("--inputs", type=int, default=300)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--keep", type=Path, metavar="FOLDER", help="keep inputs and answers")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--same-version", action="store_true")
    return options.parse_args()


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    """Where everything is done: one that is kept, and must be empty, or one that is not."""
    if kept is None:
        with tempfile.TemporaryDirectory(prefix="nianbao-answers-") as folder:
            yield Path(folder).resolve()
        return
    kept.mkdir(parents=True, exist_ok=True)
    if any(kept.iterdir()):
        raise CheckoutError(f"{kept} is not empty")
    yield kept.resolve()


def _run(other: Checkout, this: Checkout, folder: Path, options: argparse.Namespace) -> int:
    home = folder / "home"
    home.mkdir()
    started = time.perf_counter()
    with Worker(other, home) as worker:
        maker = Maker(other, worker, folder / "inputs", options.shared.resolve(), options.seed)
        inputs = maker.inputs(options.inputs)
    _told(f"{len(inputs)} inputs made", started)
    declarations = maker.general(folder / "inputs" / GENERAL)
    general = [*general_questions(codes_told([other.folder, this.folder]), declarations)]
    asked = [
        _asked(checkout, folder, inputs, general, options.same_version)
        for checkout in (other, this)
    ]
    comparison = compared(asked[0].side, asked[1].side, maker.folder)
    _print_summary(inputs, asked, comparison)
    return 1 if comparison.differences else 0


def _asked(
    checkout: Checkout,
    folder: Path,
    inputs: list[Input],
    general: list[Question],
    same_version: bool,
) -> Asked:
    """Asks one checkout everything, in a folder that has the same name for both."""
    run, ended = folder / "run", Counter[str]()
    started, taken = time.perf_counter(), _processor()
    with Worker(checkout, folder / "home") as worker:
        worker.ask(folder, folder / "version" / checkout.name, ["--version"])
        shutil.copytree(folder / "inputs" / GENERAL, run / "files" / GENERAL)
        ended.update(_answers(worker, run, GENERAL, general))
        for each in inputs:
            shutil.copytree(each.folder, run / "files" / each.name)
            ended.update(_answers(worker, run, each.name, questions(each)))
    seconds = time.perf_counter() - started
    _told(f"{checkout.name}: {ended.total()} commands", started)
    run.rename(folder / checkout.name)
    said = Path(folder / "version" / f"{checkout.name}.stdout").read_text("utf-8").split()
    side = Side(folder / checkout.name, checkout.folder, said[-1] if same_version else None)
    return Asked(side, said[-1], ended, seconds, _processor() - taken)


def _processor() -> float:
    """What the processes that have ended took of the processor (Windows does not tell)."""
    times = os.times()
    return times.children_user + times.children_system


def _answers(worker: Worker, run: Path, name: str, asked: Iterator[Question]) -> Iterator[str]:
    folder = run / "files" / name
    for question in asked:
        if question.needs is None or (folder / question.needs).is_file():
            yield worker.ask(folder, run / "said" / name / question.name, question.words)


def _told(words: str, since: float) -> None:
    print(f"{words}, {time.perf_counter() - since:.0f} s", file=sys.stderr, flush=True)


def _print_summary(inputs: list[Input], asked: list[Asked], comparison: Comparison) -> None:
    differences = comparison.differences
    for difference in differences:
        print(difference)
    other, this = asked
    ways = ", ".join(f"{ended} {n} times" for ended, n in sorted(other.ended.items()))
    print(f"{len(inputs)} inputs")
    for name, each in (("other", other), ("this", this)):
        took = f"{each.seconds:.0f} s, {each.processor:.0f} s of processor"
        print(f"{name}: {each.ended.total()} commands in {took}")
    print(f"in the other checkout they exited {ways}, and found {_kinds_seen(other.side)}")
    if other.version != this.version:
        taken = "taken for the same where they stand as text" if other.side.version else "compared"
        print(f"versions {other.version} and {this.version}: {taken}")
    print(f"{comparison.compared} answers compared: exit codes, streams, files written")
    for what, number in Counter(d.what for d in differences).most_common(20):
        print(f"  {number} different in {what}")
    print(f"{comparison.compared - len(differences)} equal, {len(differences)} different")


def _kinds_seen(side: Side) -> str:
    """How much of what can be said the inputs made the program say."""
    answers = side.answers.glob("said/*/*json.stdout")
    found = {code for path in answers for code in CODE.findall(path.read_bytes())}
    explained = {path.name for path in side.answers.glob(f"said/{GENERAL}/*-explain.stdout")}
    return f"{len(found)} kinds of findings ({len(explained) // 4} explanations were compared)"


if __name__ == "__main__":
    sys.exit(main())
