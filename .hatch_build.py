"""Works out the shipped declarations when the project is built, so that none is parsed at work.

For a wheel the files are made apart and enclosed; for an editable installation they are made
in the checkout, as `python -m compiler.edges.ready_made` does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReadyMadeDeclarations(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            self._made()
            return
        self._apart = tempfile.TemporaryDirectory(prefix="nianbao-build-")
        self._made(self._apart.name)
        build_data["force_include"][self._apart.name] = "compiler/templates/ready"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        del build_data, artifact_path
        if version != "editable":
            self._apart.cleanup()

    def _made(self, *folder: str) -> None:
        # In a process of its own: one seed of Python's hashes, so that the same source gives
        # the same wheel. It needs nothing that is not here: what is built is not installed yet.
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": self.root}
        for module in ("compiler.edges.ready_made", "compiler.commands.explain"):
            command = [sys.executable, "-m", module, *folder]
            subprocess.run(command, cwd=Path(self.root), env=environment, check=True)
