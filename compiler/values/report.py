"""A report as a value: its figures, its paragraphs, and what it says of itself.

Frozen values, exact decimals and tuples. Nothing here knows a file format, an
edition or a language; ids are those of the declaration.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from compiler.values.dataclass import dataclass, field
from compiler.values.figures import FigureId, Quantity
from compiler.values.origin import CellRef, Origin

Level = Literal["heading2", "heading3", "body"]
LEVELS: tuple[Level, ...] = ("heading2", "heading3", "body")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as staff wrote it, quotes unresolved.

    `after`: in a section of tables, the table that it stands below; None is before the first.
    """

    level: Level
    text: str
    ref: CellRef | None = field(default=None, compare=False)
    after: str | None = None


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One line that the office added to a table with open rows, as its source said it.

    `id` is the row of its figures: its key, made unlike the others' where it is not. `level`
    is what was said of its place in the nesting, None where nothing was.
    """

    id: str
    key: str
    label: str
    level: int | None = None
    ref: CellRef | None = field(default=None, compare=False)


Lines = Mapping[str, tuple[OpenLine, ...]]


@dataclass(frozen=True, slots=True)
class Slip:
    """A reason written beside a finding's token in the sheet of explanations."""

    token: str
    reason: str
    by: str = ""
    date: str = ""
    ref: CellRef | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """What one unit contributes to a report that was put together from several.

    `figures` are those of the whole report's form that it filled in; what is not there was
    left blank.
    """

    name: str
    figures: Mapping[FigureId, Quantity]


@dataclass(frozen=True)
class Report:
    """One agency's report of one year, right or wrong, exactly as its source said it.

    `figures` holds every figure of the form; `narrative` every prose section, and of the
    sections of tables those in which something is written; `lines` every table with open rows; `units`
    those of which the report is put together, if it is.
    `origin` takes no part in equality, so that data and workbook compare as reports.
    """

    format: str
    year: int | None
    agency: Mapping[str, str]
    narrative: Mapping[str, tuple[Paragraph, ...]]
    figures: Mapping[FigureId, Quantity]
    attachments: tuple[str, ...] = ()
    slips: tuple[Slip, ...] = ()
    archive: Mapping[str, str] = field(default_factory=dict)
    prior: Mapping[str, object] | None = None
    lines: Lines = field(default_factory=dict)
    units: tuple[UnitFigures, ...] = ()
    origin: Origin = field(default=Origin(), compare=False)

    @property
    def name(self) -> str:
        return self.agency.get("name", "")


# The keys of `agency` in the order in which the cover sheet asks for them; `name` is required.
AGENCY_KEYS = (
    "name", "kind", "compiled_by", "signatory", "date", "document_number",
    "address", "postcode", "telephone", "fax", "email", "website",
)  # fmt: skip

SLIP_KEYS = ("token", "reason", "by", "date")

# What the records archive asks for; none of it has a default.
ARCHIVE_KEYS = (
    "archive_name", "archive_code", "fonds_name", "fonds", "retention",
    "organisation_or_topic", "item_number",
)  # fmt: skip
