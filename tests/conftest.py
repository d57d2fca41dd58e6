"""What every test shares: a test that cannot run here is skipped, but never so in CI.

A test that needs LibreOffice, Node or a package of theirs skips itself with the words
“… is not installed”. Where NIANBAO_CI is set such a skip is a failure, so that nothing
goes untested unnoticed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

from tests.running import Ran, nianbao

_NOT_INSTALLED = "is not installed"


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
