"""`nianbao` in tests: one command in this process, and what it printed.

The streams have an encoding, as a console has; the locale is Chinese unless a test says
otherwise.
"""

from __future__ import annotations

import json
import os
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from compiler.cli import main


class Ran(NamedTuple):
    """`raw` is standard output as bytes, `out` and `err` are what a person reads."""

    code: int
    raw: bytes
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Standard output as the one JSON document it must be, in UTF-8."""
        content = json.loads(self.raw.decode("utf-8"))
        assert isinstance(content, dict)
        return content


def nianbao(*words: str | Path, encoding: str = "utf-8", **environment: str) -> Ran:
    """Run one command to its end."""
    out, err = (TextIOWrapper(BytesIO(), encoding, newline="\n") for _ in range(2))
    changed = {"LC_ALL": "zh_CN.UTF-8", **environment}
    with patch.dict(os.environ, changed), redirect_stdout(out), redirect_stderr(err):
        code = main([str(word) for word in words])
    raw, told = (_contents(stream) for stream in (out, err))
    return Ran(code, raw, raw.decode(encoding, "replace"), told.decode(encoding, "replace"))


def _contents(stream: TextIOWrapper) -> bytes:
    stream.flush()
    assert isinstance(stream.buffer, BytesIO)
    return stream.buffer.getvalue()
