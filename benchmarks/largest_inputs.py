"""Measures `nianbao check` on one harmless input of every shape that costs much.

    python benchmarks/largest_inputs.py [WORD…]

Prints time and peak memory of each whole process, what was answered, and whether both are
within what is promised: 5 seconds of processor time and 250 MB. With words, only shapes
whose names contain one. Exits 1 if one is beyond it, or ended as a fault of nianbao.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.support.shapes import SHAPES  # noqa: E402

MOST_SECONDS, MOST_MB = 5.0, 250.0
_ANSWERS = (0, 1, 2, 3)
# The system's figure of a child begins at what its parent held: the child tells its own peak.
_NIANBAO = """
import sys
from compiler.cli import main
code = main()
sys.stderr.write("".join(line for line in open("/proc/self/status") if line.startswith("VmHWM")))
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Processor seconds and peak megabytes of one process; `said` its first finding."""

    seconds: float
    megabytes: float
    code: int
    said: str

    @property
    def kept(self) -> bool:
        return self.seconds <= MOST_SECONDS and self.megabytes <= MOST_MB and self.code in _ANSWERS


def made(name: str, folder: Path) -> Path:
    """The file of a shape, made in another process: a child's peak counts its parent's."""
    code = (
        "import sys, pathlib; from tests.support.shapes import SHAPES; "
        "name, data = SHAPES[sys.argv[1]](); path = pathlib.Path(sys.argv[2], name); "
        "path.write_bytes(data); print(path)"
    )
    command = [sys.executable, "-c", code, name, str(folder)]
    run = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    return Path(run.stdout.strip())


def measured(path: Path, limit: int = 60) -> Measured:
    """`nianbao check --json` on a file, in a process of its own."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as peak:
        command = [sys.executable, "-c", _NIANBAO, "check", "--json", str(path)]
        process = subprocess.Popen(
            ["timeout", str(limit), *command] if os.name == "posix" else command,
            stdout=output, stderr=peak, cwd=ROOT,
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = _first(output.read())
        peak.seek(0)
        kilobytes = re.search(rb"VmHWM:\s*(\d+)", peak.read())
    held = int(kilobytes[1]) if kilobytes else used.ru_maxrss
    return Measured(used.ru_utime + used.ru_stime, held / 1024, process.returncode, said)


def _first(output: bytes) -> str:
    try:
        findings = json.loads(output)["findings"]
    except (ValueError, KeyError):
        return "?"
    return f"{findings[0]['code']} {findings[0]['message']}" if findings else ""


def main() -> int:
    words = sys.argv[1:]
    wanted = [name for name in SHAPES if not words or any(word in name for word in words)]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            path = made(name, Path(folder))
            found = measured(path)
            size = path.stat().st_size / (1 << 20)
            failed += not found.kept
            print(
                f"{'' if found.kept else '!':1} {found.seconds:6.2f} s {found.megabytes:6.0f} MB"
                f"  {size:6.2f} MiB  exit {found.code:3}  {name}  {found.said[:90]}",
                flush=True,
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
