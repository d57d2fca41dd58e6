"""`python -m tests.hard.branches`: how many branches of checks, format and readers the tests take.

    python -m tests.hard.branches [TEST…]

Runs the tests that speak of these rooms in one process under coverage.py, prints every module
with lines or branches that none takes, then each room, and exits 1 if one is below 95 %.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from coverage import Coverage
from coverage.exceptions import NoDataError

ROOT = Path(__file__).parents[2]
ROOMS = ("compiler/checks", "compiler/format", "compiler/readers")
LEAST = 95.0
TESTS = (
    "tests/catalogue/test_examples.py", "tests/format", "tests/checks", "tests/readers",
    "tests/report", "tests/commands", "tests/office", "tests/whole/test_compile.py",
    "tests/whole/test_second_edition.py", "tests/whole/test_third_format.py",
    "tests/whole/test_seed.py", "tests/whole/test_kept.py",
)  # fmt: skip
# They take minutes and no branch that others do not take.
_WITHOUT = (
    "not the_optimum_is_the_solvers and not office_actions"
    # Under coverage.py it was seen not to end; it waits for what one thread raises in another.
    " and not a_limit_that_was_kept"
)
_NEVER_RUN = ("if TYPE_CHECKING:", "raise AssertionError", "pragma: no cover")


def measured(tests: Sequence[str]) -> Coverage:
    watching = Coverage(branch=True, data_file=None, source=list(ROOMS))
    for line in _NEVER_RUN:
        watching.exclude(line)
    watching.start()
    pytest.main(["-q", "--tb=short", "-p", "no:xdist", "-k", _WITHOUT, *tests])
    watching.stop()
    return watching


def share_of(room: str, watching: Coverage, *, quietly: bool) -> float:
    """Percent of the lines and branches of a room that were taken; printed by module."""
    with Path("/dev/null").open("w") as nowhere:
        out = nowhere if quietly else sys.stdout
        try:
            return watching.report(
                include=[f"{room}/*"], show_missing=True, skip_covered=True, file=out
            )
        except NoDataError:
            return 0.0


def main(words: Sequence[str] | None = None) -> int:
    tests = list(sys.argv[1:] if words is None else words) or list(TESTS)
    watching = measured(tests)
    shares = {room: share_of(room, watching, quietly=False) for room in ROOMS}
    for room, share in shares.items():
        print(f"{room}: {share:.1f} %")
    return 0 if all(share >= LEAST for share in shares.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
