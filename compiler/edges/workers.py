"""Work done elsewhere, in chunks: other processes of this machine, or a cluster of Dask.

Given items and a function of a chunk of them, gives each item with its result as chunks are
done, or without one where whoever worked on it died twice. Must not know what is done.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from importlib import import_module
from itertools import islice
from threading import Thread
from typing import Any, Generic, TypeVar

from compiler.values.named_tuple import NamedTuple

Item = TypeVar("Item")
Result = TypeVar("Result")
Task = Callable[[Sequence[Item]], Sequence[Result]]
# A cluster sends each task through its scheduler: 3 ms, whatever it is.
OF_A_PROCESS, OF_A_CLUSTER = 8, 25
# Beyond this no allocation succeeds, so that no library can take all there is.
_MOST_ADDRESSES = 4 << 30
# A report leaves circles of markup behind, small in number and large in bytes.
_SWEPT_AFTER = 5_000
_DEATHS = 2
_MOST_PROCESSES = 61  # of Windows: what it can wait for at once


class Lost(NamedTuple):
    """Instead of a result: whoever worked on the item died, twice."""

    said: str = ""


class Crew:
    """Who does the work: `jobs` chunks of at most `chunk` items go on at once.

    An executor is opened when there is work, kept for more of it, and opened anew when it broke.
    """

    def __init__(
        self,
        opening: Callable[[], Executor],
        jobs: int,
        chunk: int,
        ending: Callable[[], object] | None = None,
    ) -> None:
        self.opening, self.jobs, self.chunk, self.ending = opening, jobs, chunk, ending
        self._executor: Executor | None = None

    @property
    def executor(self) -> Executor:
        if self._executor is None:
            self._executor = self.opening()
        return self._executor

    def close(self, *, wait: bool = True) -> None:
        if self._executor is not None:
            if self.ending is None:
                self._executor.shutdown(wait=wait, cancel_futures=True)
            else:  # that of a cluster cancels without being told, and may not be told
                self._executor.shutdown(wait=wait)
            self._executor = None

    def end(self) -> None:
        """No work is to come, and what is under way need not be waited for."""
        self.close(wait=False)
        if self.ending is not None:
            self.ending()


def processes(jobs: int | None = None) -> Crew:
    """So many processes of this machine; as many as there are processors if it is not said."""
    count = min(jobs or _processors(), _MOST_PROCESSES)
    context = multiprocessing.get_context("spawn")

    def opened() -> Executor:
        return ProcessPoolExecutor(count, mp_context=context, initializer=begin_work)

    return Crew(opened, count, OF_A_PROCESS)


def cluster(address: str) -> Crew:
    """The workers of a running Dask cluster; its paths must be those of this machine.

    Raises ImportError where the package is missing, OSError where nobody answers.
    """
    distributed: Any = import_module("distributed")
    client = distributed.Client(address, timeout=10, set_as_default=False)
    jobs = max(1, sum(client.nthreads().values()))
    return Crew(lambda: _executor_of(client), jobs, OF_A_CLUSTER, client.close)


def _executor_of(client: Any) -> Executor:
    executor: Executor = client.get_executor(pure=False, retries=0)
    return executor


def _processors() -> int:
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Run(Generic[Item, Result]):
    """One pass over the items with one executor after another."""

    def __init__(self, crew: Crew, task: Task[Item, Result]) -> None:
        self.crew, self.task = crew, task
        self.pending: dict[Future[Sequence[Result]], Sequence[Item]] = {}
        self.suspects: list[Item] = []

    def submit(self, chunk: Sequence[Item]) -> None:
        try:
            self.pending[self.crew.executor.submit(tidied, self.task, chunk)] = chunk
        except RuntimeError:  # it broke since the last that was handed in
            self.suspects += chunk

    def done(self) -> Iterator[tuple[Item, Result]]:
        """The results of the chunks that are done now; those that died become suspects."""
        finished, _ = wait(self.pending, return_when=FIRST_COMPLETED)
        broken = False
        for future in finished:
            chunk = self.pending.pop(future)
            try:
                yield from zip(chunk, future.result(), strict=True)
            except Exception:  # whatever an executor says when whoever worked for it died
                self.suspects += chunk
                broken = True
        if broken:
            self.reopen()

    def reopen(self) -> None:
        """All that was handed to a broken executor is lost with it."""
        for chunk in self.pending.values():
            self.suspects += chunk
        self.pending.clear()
        self.crew.close(wait=False)

    def alone(self) -> Iterator[tuple[Item, Result | Lost]]:
        """The suspects one by one: who dies twice now is to blame."""
        for item in self.suspects:
            yield item, self._alone(item)

    def _alone(self, item: Item) -> Result | Lost:
        lost = Lost()
        for _ in range(_DEATHS):
            try:
                [result] = self.crew.executor.submit(tidied, self.task, [item]).result()
            except Exception as died:  # as above
                self.crew.close(wait=False)
                lost = Lost(type(died).__name__)
            else:
                return result
        return lost


def worked(
    items: Sequence[Item], task: Task[Item, Result], crew: Crew
) -> Iterator[tuple[Item, Result | Lost]]:
    """Every item once, in the order in which they are done; little is held at any time."""
    if not items:
        return
    # So that at the end nobody waits long for one last chunk.
    size = max(1, min(crew.chunk, -(-len(items) // (crew.jobs * 2))))
    left = iter(items)
    run: _Run[Item, Result] = _Run(crew, task)
    chunk = list(islice(left, size))
    while chunk or run.pending:
        while chunk and len(run.pending) <= crew.jobs:
            run.submit(chunk)
            chunk = list(islice(left, size))
        if run.pending:
            yield from run.done()
    yield from run.alone()


# In a process that works


def tidied(task: Task[Item, Result], chunk: Sequence[Item]) -> Sequence[Result]:
    """The task done, and what it left in circles thrown away: memory stays flat."""
    results = task(chunk)
    gc.collect()
    if not gc.get_freeze_count():
        gc.freeze()  # what is there now stays, and need not be gone through each time
    return results


def begin_work() -> None:
    """Ctrl-C is for who started us; without them we end; no library takes all the memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_SWEPT_AFTER)
    Thread(target=_end_with_parent, daemon=True).start()
    if sys.platform == "linux":
        import resource

        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (_MOST_ADDRESSES, hard))


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
