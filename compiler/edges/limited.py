"""One piece of work under a limit of time and of memory, whoever does it and in what thread.

A watcher raises `TooLong` or `TooMuch` in the thread that works; where that does not help,
because it never comes back from a library, the process is ended.
"""

from __future__ import annotations

import ctypes
import faulthandler
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread, get_ident

# Between two looks at the memory; a library takes no gigabyte in less.
_TICK = 0.05
# After the limit: so long a library may take to come back.
_GRACE = 15.0


class OverLimitError(BaseException):
    """No `except Exception` on its way may take it for a fault of its own."""


class TooLongError(OverLimitError):
    pass


class TooMuchError(OverLimitError):
    pass


class _Watch:
    """Raises in the thread that made it, once, unless that is done before."""

    def __init__(self, seconds: float, most: int) -> None:
        self.thread = get_ident()
        self.until = time.monotonic() + seconds
        self.most = max(most, resident() + most // 4)  # what an earlier unit left is not this one's
        self.over: type[OverLimitError] | None = None
        self.done = Event()
        self.lock = Lock()

    def look(self) -> None:
        while not self.done.wait(_TICK):
            over = self._over()
            if over is not None:
                with self.lock:
                    if not self.done.is_set():
                        self.over = over
                        _raise_in(self.thread, over)
                return

    def _over(self) -> type[OverLimitError] | None:
        if time.monotonic() > self.until:
            return TooLongError
        return TooMuchError if resident() > self.most else None

    def end(self) -> type[OverLimitError] | None:
        """What was raised, be it on its way still: then it is called back."""
        with self.lock:
            self.done.set()
            if self.over is not None:
                _raise_in(self.thread, None)
            return self.over


@contextmanager
def limited(seconds: float, most: int) -> Iterator[None]:
    """Raises `TooLongError` after so many seconds, `TooMuchError` beyond so many bytes."""
    watch = _Watch(seconds, most)
    over: type[OverLimitError] | None = None
    looking = Thread(target=watch.look, daemon=True)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123
        # A thread of C's own, which runs even while a library holds Python's lock.
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=nowhere)
        looking.start()
        try:
            yield
        except OverLimitError as raised:
            over = watch.end() or type(raised)
        except MemoryError:
            watch.end()
            over = TooMuchError
        except BaseException:
            watch.end()
            raise
        else:
            over = watch.end()
        finally:
            faulthandler.cancel_dump_traceback_later()
    looking.join()
    if over is not None:
        raise over


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    raised = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def resident() -> int:
    """The memory of this process in bytes; 0 where the system does not tell."""
    if sys.platform == "linux":
        with suppress(OSError, ValueError), open("/proc/self/statm", "rb") as statm:  # noqa: PTH123
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    if sys.platform == "win32":
        return _working_set()
    return 0


def _working_set() -> int:
    if sys.platform != "win32":
        return 0

    class Counters(ctypes.Structure):
        # PROCESS_MEMORY_COUNTERS of psapi.h.
        _fields_ = (
            ("size", ctypes.c_ulong),
            ("faults", ctypes.c_ulong),
            *(
                (name, ctypes.c_size_t)
                for name in ("peak", "working", "a", "b", "c", "d", "e", "f")
            ),
        )

    counters = Counters()
    counters.size = ctypes.sizeof(counters)
    process = ctypes.c_void_p(ctypes.windll.kernel32.GetCurrentProcess())
    told = ctypes.windll.psapi.GetProcessMemoryInfo(process, ctypes.byref(counters), counters.size)
    return int(counters.working) if told else 0
