"""The bar of long work: on a terminal and nowhere else."""

from __future__ import annotations

from io import StringIO

import pytest

from compiler.edges.progress import progress


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: StringIO, *, quiet: bool = False) -> str:
    with progress(stream, "zh", quiet=quiet) as told:
        told("", 3)
        for name in ("甲局", "[bold]乙局", "丙局"):
            told(name, 3)
    return stream.getvalue()


def test_it_says_which_how_many_and_how_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm")
    said = shown(_Terminal())
    assert "3/3" in said
    assert "家/秒" in said
    assert "丙局" in said


@pytest.mark.parametrize(("stream", "quiet"), [(StringIO(), False), (_Terminal(), True)])
def test_elsewhere_it_says_nothing(stream: StringIO, quiet: bool) -> None:
    assert shown(stream, quiet=quiet) == ""
