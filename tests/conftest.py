"""What every test shares: skips that must not be in CI, and the packages that it makes.

A test that needs LibreOffice, Node or a package of theirs skips itself with the words
“… is not installed”. Where NIANBAO_CI is set such a skip is a failure, so that nothing
goes untested unnoticed. A test that makes a package which a validator rejects, or which
holds what none may hold, fails when it ends (tests/support/produced.py).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.support import produced
from tests.support.running import Ran, nianbao

# How long a machine takes to draw an example says nothing about the law that is tested.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")
_NOT_INSTALLED = "is not installed"
produced.watch()


def pytest_configure(config: pytest.Config) -> None:
    if produced.SEEN not in os.environ:  # else another process of the same run began it
        folder = TemporaryDirectory(prefix="nianbao-produced-")
        os.environ[produced.SEEN] = folder.name
        config.add_cleanup(lambda: os.environ.pop(produced.SEEN, None))
        config.add_cleanup(folder.cleanup)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    yield
    if item.get_closest_marker("unexamined"):
        produced.waiting.clear()
    if found := produced.faults():
        pytest.fail("\n".join(found), pytrace=False)


@pytest.fixture
def verified(tmp_path: Path) -> Callable[..., Ran]:
    """`nianbao verify` of these bytes."""

    def run(data: bytes, *words: str | Path) -> Ran:
        path = tmp_path / "年报.docx"
        path.write_bytes(data)
        return nianbao("verify", path, *words)

    return run


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if os.environ.get("NIANBAO_CI") and report.skipped and _NOT_INSTALLED in _reason(report):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {_reason(report)}"
    return report


def _reason(report: pytest.TestReport) -> str:
    longrepr: Any = report.longrepr
    return str(longrepr[2]) if isinstance(longrepr, tuple) else ""
