"""What kinds of value classes cost in a process that has loaded what `nianbao check` loads.

    python benchmarks/value_classes.py [--rounds N]

Each kind is measured in a process of its own, all in turn: the import of its library after a
`check` was run, the making of a frozen class of five annotated fields, of an instance by
position, and the reading of a field; processor time. Kinds whose library is not installed are named.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from peers import WORKBOOK, BenchmarkError, once, prepare

_FIELDS = "a: int; b: str; c: int; d: str; e: int"
# What is imported, how the class begins, and its library where it is not Python's or ours.
KINDS = {
    "compiler.values.named_tuple": (
        "from compiler.values.named_tuple import NamedTuple", "class Value(NamedTuple):", None,
    ),
    "compiler.values.dataclass, frozen": (
        "from compiler.values.dataclass import dataclass",
        "@dataclass(frozen=True)\nclass Value:", None,
    ),
    "compiler.values.dataclass, frozen, slots": (
        "from compiler.values.dataclass import dataclass",
        "@dataclass(frozen=True, slots=True)\nclass Value:", None,
    ),
    "typing.NamedTuple": ("from typing import NamedTuple", "class Value(NamedTuple):", None),
    "dataclasses, frozen, slots": (
        "from dataclasses import dataclass",
        "@dataclass(frozen=True, slots=True)\nclass Value:", None,
    ),
    "attrs, frozen, slots": ("from attrs import frozen", "@frozen\nclass Value:", "attrs"),
    "msgspec.Struct, frozen": (
        "from msgspec import Struct", "class Value(Struct, frozen=True):", "msgspec",
    ),
}  # fmt: skip
_MEASURED = """
from __future__ import annotations
import sys, time
from compiler import cli
told, sys.stdout = sys.stdout, open("/dev/null", "w")
cli.main(["check", sys.argv[1]])
sys.stdout = told
def timed(code, times):
    start = time.process_time()
    for _ in range(times):
        exec(code, globals())
    return (time.process_time() - start) / times
loaded = timed(compile(sys.argv[2], "imported", "exec"), 1)
import json, timeit  # no sooner: what they load would not be counted
making = compile("from __future__ import annotations\\n" + sys.argv[3], "made", "exec")
first = timed(making, 1)
made = timed(making, 200)
def least(code, times):
    return min(timeit.repeat(code, timer=time.process_time, globals=globals(), number=times, repeat=5)) / times
instance = least("Value(1, '2', 3, '4', 5)", 20000)
value = Value(1, "2", 3, "4", 5)
read = least("value.c", 100000)
print(json.dumps([loaded * 1e3, first * 1e6, made * 1e6, instance * 1e9, read * 1e9]))
"""


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=7)
    asked = options.parse_args()
    there = {name: kind for name, kind in KINDS.items() if kind[2] is None or _found(kind[2])}
    with tempfile.TemporaryDirectory(prefix="nianbao-benchmark-") as folder:
        try:
            prepare(Path(folder))
            for kind in there.values():  # leaves every module compiled
                _measured(*kind)
            rounds = [
                {name: _measured(*kind) for name, kind in there.items()}
                for _ in range(asked.rounds)
            ]
        except BenchmarkError as error:
            print(error)
            return 1
    libraries = [f"{kind[2]} {version(kind[2])}" for kind in there.values() if kind[2]]
    print(f"{asked.rounds} rounds, in turn; {', '.join(libraries)}; medians")
    for name in KINDS.keys() - there.keys():
        print(f"left out – {name} is not installed")
    heads = "import, ms | first class, µs | a class, µs | an instance, ns | a field, ns"
    print(f"\n| | {heads} |\n|---|---|---|---|---|---|")
    for name in there:
        columns = zip(*(each[name] for each in rounds), strict=True)
        load, *rest = (statistics.median(column) for column in columns)
        print(f"| {name} | {load:.2f} | {' | '.join(f'{each:.0f}' for each in rest)} |")
    return 0


def _found(library: str) -> bool:
    return importlib.util.find_spec(library) is not None


def _measured(imported: str, begun: str, _library: str | None) -> list[float]:
    making = f"{begun}\n    {_FIELDS}"
    run = once([sys.executable, "-c", _MEASURED, str(WORKBOOK), imported, making])
    return [float(number) for number in json.loads(run)]


if __name__ == "__main__":
    sys.exit(main())
