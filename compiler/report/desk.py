"""What a reader may ask of the world around it; made at the edge and handed in.

Nothing below the edges looks for a file, the time or a setting by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Protocol

from compiler.format.declaration import Declaration
from compiler.text.language import Language
from compiler.values.findings import Finding
from compiler.values.named_tuple import NamedTuple


class Shelf(Protocol):
    """Where declarations are found; what cannot be found or read gives findings."""

    def asked(self, wanted: str, *, drafts: bool = False) -> Declaration | tuple[Finding, ...]:
        """What a person asks for: an edition's id, or a declaration's path.

        One with guesses open is given only to who would look at it (`drafts`).
        """

    def named(self, id: str) -> Declaration | tuple[Finding, ...]:
        """The edition that a report names; a path is no id."""

    def known(self) -> Mapping[str, Path]:
        """Declaration files by id."""

    def faults(self) -> tuple[Finding, ...]:
        """What is wrong with the shelf itself."""


class Desk(NamedTuple):
    """`read` gives a file's bytes or why it cannot be read, `noticed` what is to be said of a
    file that was read (another program has it open); `now` is the local time with its zone.
    """

    shelf: Shelf
    read: Callable[[Path], bytes | Finding]
    noticed: Callable[[Path], Finding | None]
    now: Callable[[], datetime | Finding]
    language: Language = "zh"


class Only(NamedTuple):
    """A shelf on which one declaration stands, whatever is asked for."""

    declaration: Declaration

    def asked(self, wanted: str, *, drafts: bool = False) -> Declaration:  # noqa: ARG002
        return self.declaration

    def named(self, id: str) -> Declaration:  # noqa: ARG002
        return self.declaration

    def known(self) -> Mapping[str, Path]:
        return {self.declaration.id: Path(self.declaration.path)}

    def faults(self) -> tuple[Finding, ...]:
        return ()


def declaration_of(own: str, shelf: Shelf, wanted: str | None) -> Declaration | tuple[Finding, ...]:
    """The edition of an input that says `own` of itself, unless another was asked for."""
    return shelf.asked(wanted) if wanted else shelf.named(own)
