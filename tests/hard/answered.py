"""What nianbao makes of one input: every command that would read it, in a child, within bounds.

Given a path, gives an `Answer`: its fault if it has one. The child is a fork of this process,
in which nianbao is already loaded; it is ended where it goes far beyond the bounds.
"""

from __future__ import annotations

import atexit
import importlib
import io
import json
import os
import pkgutil
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "sample_workbooks" / "cangshan-justice-2020.xlsx"
MOST_SECONDS, MOST_MEGABYTES = 5.0, 250.0
# Beyond these a child is ended, so that a run goes on.
ENDED_AFTER, ENDED_BEYOND = 30, 2 << 30
_HELD = re.compile(r"VmHWM:\s*(\d+)")
_ALONE = "from tests.hard import answered; answered.load(); print(answered.held())"
# How a fault of nianbao names itself: the error, module and line.
_PLACE = re.compile(r"\w+(?:Error|Exception|Exit|Inexact|Operation)? [\w.]+:\d+")


@dataclass(frozen=True, slots=True)
class Answer:
    """`fault` names what went wrong, the same for the same cause; "" where nothing did.

    `read`: the first command took the input for what it is, right or wrong.
    """

    fault: str = ""
    trace: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0
    read: bool = False


def commands(path: Path) -> tuple[tuple[str, ...], ...]:
    """Every command that would read such a file; what they write goes beside it."""
    given, beside = str(path), path.parent
    checked = ("check", given, "--json", "--html", str(beside / "out.html"))
    drafted = ("compile", given, "--draft", "--json", "-o", str(beside / "out.docx"))
    workbook = ("-o", str(beside / "out.xlsx"), "--force", "--json")
    if path.suffix == ".toml":
        return (
            ("formats", given, "--json"),
            ("formats", given, "--coverage"),
            ("formats", given),
            ("new", "--format", given, *workbook),
            ("check", str(beside / "out.xlsx"), "--format", given, "--json"),
            ("compile", str(beside / "out.xlsx"), "--format", given, "--draft", "--json",
             "-o", str(beside / "out.docx")),
        )  # fmt: skip
    after = ("check", str(SAMPLE), "--prior", given, "--json")
    if path.suffix == ".xlsx":
        marked = (*checked, "--marked", str(beside / "out.xlsx"))
        return (marked, drafted, ("export", given), after)
    if path.suffix == ".docx":
        styled = ("compile", str(SAMPLE), "--reference-doc", given, "--json", "-o", drafted[-1])
        return (checked, ("verify", given, "--json"), drafted, after, styled)
    prefilled = ("new", "--format", "disclosure-2019", "--from", given, *workbook)
    continued = ("new", "--format", "disclosure-2021", "--prior", given, *workbook)
    return (checked, drafted, prefilled, ("export", given), after, continued)


def load() -> None:
    """Loads all of nianbao, so that a child need not."""
    import compiler

    for module in pkgutil.walk_packages(compiler.__path__, "compiler."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


@cache
def _held_alone() -> float:
    """Megabytes of a process with nothing in it but nianbao."""
    command, root = [sys.executable, "-c", _ALONE], Path(__file__).parents[2]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=root).stdout)


def answered(path: Path) -> Answer:
    """Raises nothing, whatever the input."""
    alone = _held_alone()
    for name in ("out.html", "out.docx", "out.xlsx"):
        path.with_name(name).unlink(missing_ok=True)
    with tempfile.TemporaryFile() as told:
        child = os.fork()
        if child == 0:
            _in_child(path, told.fileno(), held() - alone)
        _, status, used = os.wait4(child, 0)
        told.seek(0)
        said = told.read()
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
        return Answer(f"{path.suffix} takes too long", "", used.ru_utime + used.ru_stime)
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        return Answer(f"ended by {name}", "", used.ru_utime + used.ru_stime)
    try:
        return Answer(**json.loads(said))
    except ValueError:
        return Answer(f"the process ended with {os.WEXITSTATUS(status)}")


def _in_child(path: Path, told: int, inherited: float) -> None:
    """Runs the commands and writes the answer; the process ends here.

    `inherited`: the megabytes that the parent held of its own, which are none of nianbao's.
    """
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (ENDED_AFTER, ENDED_AFTER))
        resource.setrlimit(resource.RLIMIT_AS, (ENDED_BEYOND, ENDED_BEYOND))
        answer = _answer(path, inherited)
        os.write(told, json.dumps(asdict(answer)).encode())
    except BaseException as fault:  # nothing of the parent's may go on in here
        failed = Answer(f"the watching itself: {type(fault).__name__}", traceback.format_exc())
        os.write(told, json.dumps(asdict(failed)).encode())
    os._exit(0)


def _answer(path: Path, inherited: float) -> Answer:
    slowest, used, read = 0.0, _used(), False
    for number, words in enumerate(commands(path)):
        if not Path(words[1]).exists() and words[0] != "new":
            continue  # the command before it had nothing to write
        code, fault, trace = _fault(words)
        read = read or (number == 0 and code in (0, 1))
        before, used = used, _used()
        slowest = max(slowest, used - before)
        if not fault and slowest > MOST_SECONDS:
            fault = f"{path.suffix} takes too long"
        if fault:
            return Answer(fault, trace, slowest, held() - inherited, read)
    most = held() - inherited
    fault = f"{path.suffix} takes too much memory" if most > MOST_MEGABYTES else ""
    return Answer(fault, "", slowest, most, read)


def _fault(words: tuple[str, ...]) -> tuple[int, str, str]:
    """The exit code of one command, what went wrong in it, and what it said of that."""
    from compiler.cli import main

    out, err = io.BytesIO(), io.BytesIO()
    streams = _console(out), _console(err)  # kept, for they close what they write to
    try:
        with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
            code = main(words)
    except BaseException as fault:
        return -1, f"{words[0]}: {type(fault).__name__} came out", traceback.format_exc()
    printed, logged = out.getvalue(), err.getvalue()
    said = (printed + logged).decode("utf-8", "replace")
    if code not in (0, 1, 2, 3, 4):
        where = _PLACE.search(said)
        return code, f"{words[0]}: exit {code}, {where[0] if where else '?'}", said
    if code == 4 and words[0] == "compile":
        return code, f"compile: the document failed its proof{_codes(printed)}", said
    if b"Traceback" in logged:
        return code, f"{words[0]}: a traceback was printed", said
    if "--json" in words and not _is_json(printed):
        return code, f"{words[0]}: what was printed is no JSON", said
    return code, "", ""


def _console(buffer: io.BytesIO) -> io.TextIOWrapper:
    return io.TextIOWrapper(buffer, "utf-8", newline="\n", write_through=True)


def _codes(printed: bytes) -> str:
    try:
        found = json.loads(printed)["findings"]
    except (ValueError, KeyError):
        return ""
    failed = {finding["code"] for finding in found if finding["code"].startswith("D")}
    return " " + " ".join(sorted(failed))


def _is_json(printed: bytes) -> bool:
    try:
        json.loads(printed.decode("utf-8"))
    except ValueError:
        return False
    return True


def _used() -> float:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


def held() -> float:
    """Peak megabytes of this process."""
    found = _HELD.search(Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


@cache
def sealed_document(workbook: Path) -> Path:
    """The workbook's document, compiled by a process of its own."""
    folder = Path(tempfile.mkdtemp(prefix="nianbao-sealed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / f"{workbook.stem}.docx"
    command = [sys.executable, "-m", "compiler", "compile", str(workbook), "-o", str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=Path(__file__).parents[2])
    return path
