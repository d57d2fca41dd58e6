"""`python -m tests.hard.fuzz`: changed inputs, each answered in time or kept as a find.

    python -m tests.hard.fuzz [--of KIND] [--seconds S | --inputs N] [--seed N] [--out FOLDER]
    python -m tests.hard.fuzz --again FILE…          what an input, a find for instance, does today

Takes the sample workbook (as .xls and .ods, too), its data and document and the shipped declarations, changes each in
one to four places (of the ZIP, the markup, the cells, the JSON, the TOML, the sealed data) and
gives it to every command that would read it, in a child process. A find is a traceback, a fault
of nianbao (exit 70), a document that failed its own proof (exit 4 of compile), output that is no
JSON, more than 5 seconds of processor time or 250 MB. It is brought down to the fewest changes
and saved in FOLDER (fuzz/), where a text beside it says what happened. Exits 1 if there was one.

The same seed gives the same inputs. Finds that are mended live on in tests/hard/finds/.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

from tests.hard import change_biff, change_markup, change_package, change_seal, change_text
from tests.hard.answered import SAMPLE, Answer, answered, load, sealed_document
from tests.hard.change_package import Change

ROOT = Path(__file__).parents[2]
_FAULTY = ROOT / "sample_workbooks" / "cangshan-justice-2020-faults.xlsx"
_SAVED = ROOT / "tests" / "readers" / "saved" / "saved.zip"
_TEMPLATES = ROOT / "templates"
_OTHER_FORM = ROOT / "docs" / "examples" / "across.toml"
_INCLUDED = re.compile(rb'^include = \["([\w./-]+)"\]$', re.MULTILINE)
_BYTES = {name: do for name, do in change_package.CHANGES.items() if "byte" in name}
# By the ending of a file: what may be done to it. A level is as likely as another.
LEVELS: dict[str, tuple[dict[str, Change], ...]] = {
    ".xlsx": (change_package.CHANGES, change_markup.CHANGES, *[change_markup.CELLS] * 3),
    ".docx": (change_package.CHANGES, *[change_markup.CHANGES] * 3, change_seal.CHANGES),
    ".xls": (_BYTES, *[change_biff.CHANGES] * 3),
    ".ods": (change_package.CHANGES, *[change_markup.CHANGES] * 3),
    ".json": (change_text.JSON,),
    ".toml": (change_text.TOML,),
}
KINDS = tuple(LEVELS)
# A declaration with one mistake is refused, so that more changes say less.
_MOST_CHANGES = {".xlsx": 4, ".docx": 4, ".xls": 4, ".ods": 4, ".json": 4, ".toml": 2}
_LARGEST = 20 << 20

Steps = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Input:
    """A sample and the changes made of it, each with the seed of its chance."""

    sample: str
    ending: str
    steps: Steps

    @property
    def data(self) -> bytes:
        changes = {name: do for level in LEVELS[self.ending] for name, do in level.items()}
        data = samples(self.ending)[self.sample]
        for name, seed in self.steps:
            data = changes[name](data, Random(seed))[:_LARGEST]
        return data

    def __str__(self) -> str:
        return f"{self.sample}: " + "; ".join(f"{name} ({seed})" for name, seed in self.steps)


@cache
def samples(ending: str) -> dict[str, bytes]:
    """The files that are changed, by name."""
    if ending in (".xls", ".ods"):
        with zipfile.ZipFile(_SAVED) as saved:
            return {f"sample{ending}": saved.read(f"sample{ending}")}
    more = {"merged.xlsx": _merged()} if ending == ".xlsx" else {}
    paths = {
        ".xlsx": (SAMPLE, _FAULTY, _TEMPLATES / "disclosure-2021.xlsx"),
        ".json": (SAMPLE.with_suffix(".json"),),
        ".toml": (*sorted(_TEMPLATES.glob("*.toml")), _OTHER_FORM),
        ".docx": (sealed_document(SAMPLE),),
    }[ending]
    return {path.name: _alone(path.read_bytes()) for path in paths} | more


def _merged() -> bytes:
    """A workbook of two units, each with its figures beside the sums."""
    from compiler.workbook.form.make import write_form
    from tests.support.merging import of, unit_data

    whole = of(unit_data("甲局"), unit_data("乙局"))
    return write_form(whole.form, whole.report)


def _alone(data: bytes) -> bytes:
    """A declaration with what it includes written out: it is changed apart from its folder."""
    included = _INCLUDED.search(data)
    if included is None:
        return data
    return data.replace(included[0], b"") + (_TEMPLATES / included[1].decode()).read_bytes()


def inputs(seed: int, endings: Sequence[str] = KINDS) -> Iterator[Input]:
    """Without end; kinds take turns."""
    for number in count():
        ending = endings[number % len(endings)]
        rng = Random(f"{seed} {number}")
        levels = LEVELS[ending]
        names = [
            rng.choice(list(rng.choice(levels)))
            for _ in range(rng.randint(1, _MOST_CHANGES[ending]))
        ]
        steps = tuple((name, rng.randrange(1 << 32)) for name in names)
        yield Input(rng.choice(list(samples(ending))), ending, steps)


def smallest(found: Input, fault: str, folder: Path) -> Input:
    """The fewest of its changes that still do the same."""
    for step in found.steps:
        less = Input(found.sample, found.ending, tuple(s for s in found.steps if s != step))
        if less.steps and asked(less, folder).fault == fault:
            found = less
    return found


def asked(given: Input, folder: Path) -> Answer:
    path = folder / f"input{given.ending}"
    path.write_bytes(given.data)
    return answered(path)


def _kept(found: Input, answer: Answer, folder: Path, number: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{number:03}{found.ending}"
    path.write_bytes(found.data)
    said = f"{found}\n{answer.fault}\n{answer.trace}"
    path.with_name(f"{path.name}.txt").write_text(said, "utf-8")
    return path


def _again(paths: Sequence[Path]) -> int:
    """Says of each input what it does, in a copy: its folder stays as it is."""
    worst = 0
    for path in paths:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, f"input{path.suffix}")
            copy.write_bytes(path.read_bytes())
            answer = answered(copy)
        print(
            f"{path.name}: {answer.fault or 'answered'} ({answer.seconds:.1f} s, {answer.megabytes:.0f} MB)"
        )
        if answer.trace:
            print(answer.trace)
        worst = max(worst, 1 if answer.fault else 0)
    return worst


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.hard.fuzz")
    parser.add_argument("--of", choices=[kind[1:] for kind in KINDS], help="only this kind of file")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--inputs", type=int, help="so many, however long they take")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("fuzz"))
    parser.add_argument("--again", type=Path, nargs="+", metavar="FILE")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    asked_for = _arguments(words)
    load()
    if asked_for.again:
        return _again(asked_for.again)
    endings = (f".{asked_for.of}",) if asked_for.of else KINDS
    until = time.monotonic() + asked_for.seconds
    finds: dict[str, Path] = {}
    slowest, largest, given, read = 0.0, 0.0, 0, 0
    with tempfile.TemporaryDirectory(prefix="nianbao-fuzz-") as scratch:
        for given, each in enumerate(inputs(asked_for.seed, endings)):
            if given == asked_for.inputs or (not asked_for.inputs and time.monotonic() > until):
                break
            answer = asked(each, Path(scratch))
            slowest, largest = max(slowest, answer.seconds), max(largest, answer.megabytes)
            read += answer.read
            if answer.fault and answer.fault not in finds:
                small = smallest(each, answer.fault, Path(scratch))
                path = _kept(small, asked(small, Path(scratch)), asked_for.out, len(finds) + 1)
                finds[answer.fault] = path
                print(f"{path}: {answer.fault}\n    {small}", flush=True)
    print(
        f"{given} inputs, {read} of them read as what they are, {len(finds)} finds; slowest {slowest:.1f} s, largest {largest:.0f} MB"
    )
    return 1 if finds else 0


if __name__ == "__main__":
    sys.exit(main())
