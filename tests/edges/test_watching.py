"""What is looked at again and again: told when it is new and stands still."""

from __future__ import annotations

from contextlib import suppress

import pytest

from compiler.edges.watching import changes


class _OverError(Exception):
    pass


@pytest.mark.parametrize(
    ("looks", "told"),
    [
        ("aaaa", "a"),
        ("aabbb", "ab"),
        ("aabcccc", "ac"),  # being saved: beside, then renamed
        ("aabaaa", "a"),  # as it was
        ("aabbccaa", "abca"),
    ],
)
def test_what_stands_still_and_is_new_is_told(looks: str, told: str) -> None:
    left, found = list(looks), []

    def look() -> str:
        if not left:
            raise _OverError
        return left.pop(0)

    with suppress(_OverError):
        for seen in changes(look, lambda _: None):
            found.append(seen)
    assert "".join(found) == told
