"""A mutant meets tests: put in place in a loaded process, or standing in a copy of the tree.

Given the source of a mutant and a file of tests (with “ -k ” and what pytest chooses by), gives
whether one of them fails. Every meeting is a fork, so that none leaves a trace.
"""

from __future__ import annotations

import compileall
import contextlib
import importlib
import json
import os
import re
import resource
import shutil
import signal
import sys
import tempfile
import threading
import time
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_SECONDS = 150
_SLOW = "not the_optimum_is_the_solvers"
_OURS = ("compiler", "tests", "docs", "benchmarks")
_COPIED = (*_OURS, "templates", "sample_workbooks", "pyproject.toml")
# Loaded before the first mutant, so that each begins where the tests begin.
_PRELOADED = (
    "pytest", "hypothesis", "hypothesis.extra", "lxml.etree", "openpyxl", "docx", "xlsxwriter",
    "msoffcrypto.format.ooxml", "jinja2", "python_calamine", "jsonschema", "pulp", "openxml_audit",
)  # fmt: skip
_SURVIVED, _KILLED, _UNSEEN = 0, 1, 2
_NONE_CHOSEN = 5  # pytest's exit code


def preload() -> None:
    for name in _PRELOADED:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def copy_tree(folder: Path) -> None:
    for name in _COPIED:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", ".pytest_cache")
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy2(source, folder / name)
    compileall.compile_dir(folder, quiet=2)  # but for the mutant's, a child compiles nothing


# In a copy of the tree


def outcome(folder: Path, test: str, deselected: Sequence[str], *, first: bool) -> str:
    """`killed`, `survived` or `timed out`, of a file of tests run in a child of this process."""
    child = os.fork()
    if child == 0:
        more = ["-x"] if first else ["-rfE"]
        _run(folder, test, [*more, *(f"--deselect={each}" for each in deselected)], [])
    status = _status(child, 4 * _SECONDS)
    if status is None or os.WIFSIGNALED(status):
        return "timed out"
    return "survived" if os.WEXITSTATUS(status) in (0, _NONE_CHOSEN) else "killed"


def failing(folder: Path, test: str) -> list[str]:
    """The tests that fail without any mutant: they cannot tell anything."""
    outcome(folder, test, (), first=False)
    lines = (folder / "log.txt").read_text("utf-8", "replace").splitlines()
    return [
        line.split(" ", 1)[1].split(" - ")[0]
        for line in lines
        if line.startswith(("FAILED ", "ERROR "))
    ]


def _status(child: int, seconds: float) -> int | None:
    """How the child ended; None if it had to be ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _run(folder: Path, test: str, more: Sequence[str], plugins: list[object]) -> None:
    """In a child: loads everything of ours from the folder, runs pytest, and ends here."""
    import pytest
    from hypothesis import HealthCheck, Phase, settings

    if not plugins:
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    sys.dont_write_bytecode = True
    for name in [n for n in sys.modules if n.partition(".")[0] in _OURS]:
        del sys.modules[name]
    importlib.invalidate_caches()
    os.chdir(folder)
    sys.path[:] = [str(folder), *(p for p in sys.path if p not in ("", str(ROOT)))]
    settings.register_profile(
        "few", max_examples=20, deadline=None, derandomize=True, database=None,
        phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    with (folder / "log.txt").open("w") as stream:
        os.dup2(stream.fileno(), 1)
        os.dup2(stream.fileno(), 2)
    path, _, chosen = test.partition(" -k ")
    chosen = f"({chosen}) and {_SLOW}" if chosen else _SLOW
    asked = ["-q", "-s", "--tb=no", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist"]
    code = 3
    try:
        asked += ["--hypothesis-profile=few", "-k", chosen, *more, path]
        code = int(pytest.main(asked, plugins=plugins))
    finally:
        sys.stdout.flush()
        os._exit(code)


# In place


def met_in_place(
    folder: Path, test: str, sources: Sequence[tuple[str, str]]
) -> Iterator[tuple[int, float, bool]]:
    """The numbers of the mutants that could be put in place, as they meet a test, each with its
    seconds and whether it fell.

    `sources` are theirs, each with the path of its module. Tests and nianbao are loaded once; each
    mutant gets a fork in which the functions of its module have the mutant's code, and meets the
    tests that enter one of them. What a module does when it is loaded is not seen so, and who
    changes nothing else has still to be met in a copy.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _run(folder, test, [], [_InPlace(sources, writing)])
    os.close(writing)
    with os.fdopen(reading) as lines:
        for line in lines:
            number, seconds, ended = line.split()
            yield int(number), float(seconds), int(ended) == _KILLED
    os.waitpid(child, 0)


class _InPlace:
    """Takes the place of pytest's own loop over the tests."""

    def __init__(self, sources: Sequence[tuple[str, str]], told: int) -> None:
        self._sources = sources
        self._told = told

    def pytest_runtestloop(self, session: Any) -> bool:
        modules = {_name_of(path) for path, _ in self._sources}
        telling = sorted(_telling(session.items, modules))  # the quickest first
        patience = 2 + 3 * int(sum(seconds for seconds, *_ in telling))  # no loop need be long
        for number, (path, source) in enumerate(self._sources):
            started = time.monotonic()

            def meet(module: str = _name_of(path), source: str = source) -> int:
                changed = put_in_place(importlib.import_module(module).__name__, source)
                _forget()
                some = [session.items[n] for _, n, names in telling if names & changed]
                return _first_failure(some) if changed else _UNSEEN

            if (ended := _forked(meet, patience)) != _UNSEEN:
                line = f"{number} {time.monotonic() - started:.2f} {ended}\n"
                os.write(self._told, line.encode())
        return True


def _name_of(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".")


def _telling(items: Sequence[Any], modules: set[str]) -> Iterator[tuple[float, int, set[str]]]:
    """Of each test that passes: its seconds, its place, and the functions of these modules that it
    enters, each behind its module, with the modules themselves. What one test has had worked out
    another may find there, and so not be met.
    """
    codes: set[types.CodeType] = set()

    def run() -> int:
        threading.settrace(lambda frame, *_: codes.add(frame.f_code))
        for place, item in enumerate(items):
            codes.clear()
            began = time.process_time()
            sys.settrace(lambda frame, *_: codes.add(frame.f_code))
            failed = _first_failure([item])
            sys.settrace(None)
            if not failed:
                seconds = time.process_time() - began
                print(json.dumps([seconds, place, _names(codes, modules)]), file=told, flush=True)
        return _SURVIVED

    with tempfile.TemporaryFile("w+") as told:
        _forked(run, _SECONDS * 4)
        told.seek(0)
        for seconds, place, names in map(json.loads, told):
            yield seconds, place, {*names, *modules}


def _names(codes: Iterable[types.CodeType], modules: set[str]) -> list[str]:
    files = {sys.modules[name].__file__: name for name in modules & sys.modules.keys()}
    return [
        f"{files[code.co_filename]} {code.co_qualname}"
        for code in codes
        if code.co_filename in files
    ]


def _forked(run: Callable[[], int], seconds: int) -> int:
    """How it ended within so many seconds of processor time; who has used them up is killed, who
    only waits for them on a busy machine is not.
    """
    child = os.fork()
    if child == 0:
        code = _KILLED
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            code = run()
        finally:
            os._exit(code)
    status = _status(child, 20 * seconds)
    if status is None:
        return _SURVIVED
    return _KILLED if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def _first_failure(items: Sequence[Any]) -> int:
    from _pytest.runner import runtestprotocol

    for item, following in zip(items, [*items[1:], None], strict=False):
        if any(report.failed for report in runtestprotocol(item, nextitem=following, log=False)):
            return _KILLED
    return _SURVIVED


def _forget() -> None:
    """What was worked out before the mutant came is worked out again."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in _OURS:
            for each in list(vars(module).values()):
                if hasattr(each, "cache_clear"):
                    each.cache_clear()


def put_in_place(module: str, source: str) -> set[str]:
    """The functions of the loaded module that are others now, as those of the source are, each
    behind its module; the module itself where a constant is another.
    """
    code = compile(source, sys.modules[module].__file__ or "", "exec")
    codes = dict(_codes(code))
    changed = {module} if _put_constants(module, code) else set()
    for name, function in _functions(vars(sys.modules[module]), module):
        code = codes.get(name)
        if code is not None and len(code.co_freevars) == len(function.__code__.co_freevars):
            if _differ(code, function.__code__):
                changed.add(f"{module} {name}")
            function.__code__ = code
    return changed


def _put_constants(module: str, code: types.CodeType) -> bool:
    """Whether a constant of plain values differs; it is put wherever it was imported to."""
    other: dict[str, Any] = {"__name__": module}
    exec(code, other)
    changed = False
    for name, value in list(vars(sys.modules[module]).items()):
        if _is_plain(value) and value != other.get(name, value):
            changed = True
            for each in list(sys.modules.values()):
                if getattr(each, "__dict__", {}).get(name) is value:
                    setattr(each, name, other[name])
    return changed


def _is_plain(value: object) -> bool:
    if isinstance(value, Mapping):
        return all(map(_is_plain, (*value, *value.values())))
    if isinstance(value, tuple | frozenset | list):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, str | int | Decimal | re.Pattern)


def _codes(code: types.CodeType) -> Iterator[tuple[str, types.CodeType]]:
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            yield inner.co_qualname, inner
            yield from _codes(inner)


def _functions(names: Mapping[str, Any], module: str) -> Iterable[tuple[str, types.FunctionType]]:
    for each in names.values():
        within = each
        if isinstance(within, property):
            within = within.fget
        elif isinstance(within, cached_property):
            within = within.func
        within = getattr(within, "__wrapped__", within)  # as a cache keeps it
        if isinstance(within, types.FunctionType) and within.__module__ == module:
            yield within.__qualname__, within
        elif isinstance(each, type) and each.__module__ == module:
            yield from _functions(vars(each), module)


def _differ(one: types.CodeType, other: types.CodeType) -> bool:
    """Whether they do other things; where they stand does not matter."""
    if (one.co_code, one.co_names) != (other.co_code, other.co_names):
        return True
    if len(one.co_consts) != len(other.co_consts):
        return True
    return any(
        _differ(a, b)
        if isinstance(a, types.CodeType) and isinstance(b, types.CodeType)
        else repr(a) != repr(b)
        for a, b in zip(one.co_consts, other.co_consts, strict=True)
    )
