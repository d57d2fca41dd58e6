"""Two texts side by side, cut down to what differs and some words around it.

Given what a text was and what it is, gives both with each change in 【 】 and the rest left out
where it is long. It judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

_AROUND = 10
_WHOLE = 30
_LONGEST_CHANGE = 60
_MOST_CHANGES = 4
# Beyond this many pairs of characters only what both begin and end with is taken off.
_PAIRS = 1_000_000
CUT = "…"
Span = tuple[int, int]


def excerpts(was: str, now: str) -> tuple[str, str]:
    """Both in short; a text that is all new or all gone is cut in its middle. What is short can
    be seen at a glance and stays as it is.
    """
    if max(len(was), len(now)) <= _WHOLE:
        return was, now
    if not was or not now or was == now:
        return _middle_cut(was), _middle_cut(now)
    changes = [*_changes(was, now)]
    shown = changes[:_MOST_CHANGES]
    more = len(changes) > len(shown)
    return (
        _marked(was, [old for old, _ in shown], more),
        _marked(now, [new for _, new in shown], more),
    )


def _changes(was: str, now: str) -> Iterator[tuple[Span, Span]]:
    shorter = min(len(was), len(now))
    head = next((n for n in range(shorter) if was[n] != now[n]), shorter)
    most = shorter - head
    tail = next((n for n in range(most) if was[-1 - n] != now[-1 - n]), most)
    old, new = was[head : len(was) - tail], now[head : len(now) - tail]
    if len(old) * len(new) > _PAIRS:
        yield (head, head + len(old)), (head, head + len(new))
        return
    found: list[list[int]] = []
    for kind, i, to, j, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        # A few characters alike between two changes are part of one.
        if found and i - found[-1][1] < 3:
            found[-1][1], found[-1][3] = to, until
        else:
            found.append([i, to, j, until])
    last = 0
    for i, to, j, until in found:
        start, end = _whole_number(was, now, (head + i, head + to), (head + j, head + until), last)
        last = start[1]
        yield start, end


def _whole_number(was: str, now: str, old: Span, new: Span, last: int) -> tuple[Span, Span]:
    """A number of which a digit changed is shown whole."""
    (i, to), (j, until) = old, new
    while i > last and j > 0 and was[i - 1] == now[j - 1] and was[i - 1].isdecimal():
        i, j = i - 1, j - 1
    while to < len(was) and until < len(now) and was[to] == now[until] and was[to].isdecimal():
        to, until = to + 1, until + 1
    return (i, to), (j, until)


def _marked(text: str, changes: list[Span], more: bool) -> str:
    pieces: list[str] = []
    at = 0
    for number, (start, end) in enumerate(changes):
        before = text[at:start]
        room = _AROUND if number == 0 else 2 * _AROUND
        if len(before) > max(room, _WHOLE if number == 0 else room):
            kept = before[-_AROUND:]
            before = (before[:_AROUND] if number else "") + CUT + kept
        pieces += [before, "【", _middle_cut(text[start:end]), "】"]
        at = end
    rest = text[at:]
    pieces.append(rest if len(rest) <= _WHOLE and not more else rest[:_AROUND] + CUT)
    return "".join(pieces)


def _middle_cut(text: str) -> str:
    if len(text) <= _LONGEST_CHANGE:
        return text
    half = _LONGEST_CHANGE // 2
    return f"{text[:half]}{CUT}{text[-half:]}"
