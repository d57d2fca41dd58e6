"""A finding is a value: what is wrong, where, what was expected and how to mend it.

A `Kind` is one row of the catalogue (code, name, severity, messages, manual page); a
`Finding` is one occurrence of it. Findings carry their message's values, not the
message, so that one finding speaks Chinese on the terminal and English in a test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Literal

from compiler.text.language import Language, Text
from compiler.values.dataclass import dataclass, field, replace
from compiler.values.figures import FigureId
from compiler.values.named_tuple import NamedTuple
from compiler.values.report import Slip
from compiler.values.sha256 import sha256


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        return ("error", "warning", "advice").index(self.value)


SEVERITY_NAMES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.ADVICE: Text("提示", "advice"),
}


class Kind(NamedTuple):
    """What can be wrong, said once: `explain`, the manual and the tests walk these.

    `of_report`: it is of one report, and not of the pile in which this lies; `about_form`: not
    the input but the edition cannot serve.
    """

    code: str
    name: str
    severity: Severity
    message: Text
    hint: Text
    page: Text
    of_report: bool = True
    about_form: bool = False


class Place(NamedTuple):
    """Where: the file, the cell as the user sees it, and the ids of the declaration."""

    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    section: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    paragraph: int | None = None
    label: str | None = None

    @property
    def figure(self) -> FigureId:
        """The figure's ids, empty where the place is no figure's."""
        return FigureId(self.table or "", self.row or "", self.column or "")


class Consequence(NamedTuple):
    """A check that fails, or cannot be made, only because of the finding that holds it."""

    rule: str
    place: Place


Values = Mapping[str, "str | Text"]


@dataclass(frozen=True)
class Finding:
    """One fault at one place.

    `values` fill the kind's message and hint; `expected`, `actual` and `difference` are
    exact decimals as text (difference = actual − expected) or None: words belong in
    `values`. `words` is the digest's share of a finding on prose; `involved` are the
    further values, numbers or words, that a slip against it explains.
    """

    kind: Kind
    place: Place = field(default_factory=Place)
    values: Values = field(default_factory=dict)
    severity: Severity | None = None
    related: tuple[Place, ...] = ()
    expected: str | None = None
    actual: str | None = None
    difference: str | None = None
    rule: str | None = None
    clause: str | None = None
    words: str = ""
    involved: tuple[str, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    explainable: bool = False
    slip: Slip | None = None
    slip_state: Literal["valid", "stale"] | None = None

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def level(self) -> Severity:
        return self.severity or self.kind.severity

    @property
    def id(self) -> str:
        """A fingerprint that survives renaming the file and moving the sheet."""
        place = self.place
        parts = (self.rule, place.section, place.table, place.row, place.column, self.words)
        return f"{self.code}-{_digest(*(part or '' for part in parts))[:8]}"

    @property
    def token(self) -> str:
        """The id and the values involved: it changes when what was explained changes."""
        values = (self.expected or "", self.actual or "", *self.involved)
        return f"{self.id}-{_digest(*values)[:6]}"

    @property
    def about_figures(self) -> bool:
        """Whether it is of a family that speaks of cells or of what must add up."""
        return self.code[0] in "CTXY"

    @property
    def can_be_explained(self) -> bool:
        """Whether a slip may be written against it: any warning, an error whose rule allows it.

        A slip is part of the report: it explains nothing about the document made from it, nor
        about the pile in which it lies.
        """
        if self.code.startswith("D") or not self.kind.of_report:
            return False
        return self.level is Severity.WARNING or (self.level is Severity.ERROR and self.explainable)

    @property
    def open_token(self) -> str:
        """What a slip must name to let this finding pass; empty where none may, or one does."""
        return self.token if self.can_be_explained and not self.explained else ""

    @property
    def explained(self) -> bool:
        """Whether a valid slip lets this finding pass."""
        return self.slip_state == "valid"

    def message(self, language: Language) -> str:
        return _fill(self.kind.message, self.values, language)

    def hint(self, language: Language) -> str:
        return _fill(self.kind.hint, self.values, language)

    def following(self, consequences: Iterable[Consequence]) -> Finding:
        return replace(self, consequences=(*self.consequences, *consequences))


def counted(findings: Iterable[Finding], severity: Severity) -> int:
    """How many findings of this severity no valid slip explains."""
    return sum(1 for f in findings if f.level is severity and not f.explained)


def holds_back(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Whether a final document must not be written; if `strict`, for warnings as well."""
    known = tuple(findings)
    holding = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return any(counted(known, severity) for severity in holding)


def status(findings: Iterable[Finding]) -> Literal["clean", "warnings", "errors"]:
    known = tuple(findings)
    if holds_back(known):
        return "errors"
    return "warnings" if counted(known, Severity.WARNING) else "clean"


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _fill(template: Text, values: Values, language: Language) -> str:
    spoken = {
        key: value.in_language(language) if isinstance(value, Text) else value
        for key, value in values.items()
    }
    return template.in_language(language).format_map(spoken)
