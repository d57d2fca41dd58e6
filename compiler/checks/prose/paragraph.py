"""One paragraph read: its sentences taken apart, and how findings about it are said.

Given the report and its form, gives each sentence's slots in order; what is claimed
and whether it is true stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compiler.checks.prose.amounts import ProseNumber, Skeleton
from compiler.checks.prose.crossings import Candidate
from compiler.checks.prose.quoting import sentence_with
from compiler.checks.prose.reader import Reader
from compiler.checks.prose.stretches import taken_apart
from compiler.checks.prose.thread import Spoken, Thread
from compiler.format.expression import EXACT
from compiler.report.quotes import Quotable
from compiler.text.language import Text
from compiler.text.late_patterns import late
from compiler.text.numerals import plain
from compiler.values.findings import Finding, Kind, Place, Severity, Values
from compiler.values.named_tuple import NamedTuple

_PRINTED = late(
    "^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.．])|（[^）]*）$"
)


# What is said of quoting a figure that has no name.
NO_QUOTE = Text("", "")


class Paragraph(NamedTuple):
    """One paragraph as it was read, at its place."""

    reader: Reader
    section: str
    number: int
    skeleton: Skeleton
    spoken: tuple[Spoken, ...]

    @property
    def place(self) -> Place:
        return self.reader.places.paragraph(self.section, self.number)

    def label(self, candidate: Candidate) -> str:
        """The form's own words for a figure, or for the sum of several."""
        labels = [self.reader.form.label_of(f) for f in candidate.figures]
        return " ＋ ".join(labels) if len(labels) <= 2 else f"{labels[0]} ＋ … ＋ {labels[-1]}"

    def reading(self, candidate: Candidate) -> str:
        """The figure as a sentence would name it: row and column, without the form's numbering."""
        form = self.reader.form
        lines = dict.fromkeys(
            (form.table(f.table).row(f.row).leaf, form.table(f.table).column(f.column).leaf)
            for f in candidate.figures
        )
        comma, opening, closing = ("、", "（", "）") if form.language == "zh" else (", ", " (", ")")
        rows = comma.join(dict.fromkeys(_PRINTED.sub("", row) for row, _ in lines))
        columns = comma.join(dict.fromkeys(_PRINTED.sub("", column) for _, column in lines))
        return f"{rows}{opening}{columns}{closing}"

    def read_as(self, candidate: Candidate | None) -> Text:
        """What a message says of the figure that it took a number for; nothing if for none."""
        if candidate is None:
            return Text("", "")
        reading = self.reading(candidate)
        return Text(f"。此句读作：{reading}", f"; the sentence is read as: {reading}")

    def related(self, candidate: Candidate) -> tuple[Place, ...]:
        return tuple(self.reader.places.figure(f) for f in candidate.figures)

    def written(self, number: ProseNumber) -> str:
        return self.skeleton.written[number.start : number.end].strip()

    def finding(
        self, kind: Kind, start: int, end: int, values: Values, *, severity: Severity | None = None,
        related: tuple[Place, ...] = (), expected: str | None = None, actual: str | None = None,
        involved: tuple[str, ...] = (),
    ) -> Finding:  # fmt: skip
        words = self.skeleton.span(start, end)
        sentence = sentence_with(self.skeleton.written, words)
        shown = {"words": words, "sentence": sentence, "quote": NO_QUOTE, **values}
        gap = EXACT.subtract(Decimal(actual), Decimal(expected)) if expected and actual else None
        return Finding(
            kind, self.place, shown, severity=severity, related=related, expected=expected,
            actual=actual, difference=None if gap is None else plain(gap), words=words,
            involved=involved, explainable=True,
        )  # fmt: skip


def paragraphs(reader: Reader) -> Iterator[Paragraph]:
    """Every paragraph of the report's prose, as it is printed: a quote counts as its number."""
    report, form = reader.report, reader.form
    quotable = Quotable(form, report)
    for section, texts in report.narrative.items():
        thread = Thread(reader, home_of(reader, section))
        for number, text in enumerate(texts, start=1):
            printed = quotable.resolved(text.text)
            words, stretches = taken_apart(printed, report.year, form, report.name)
            yield Paragraph(reader, section, number, words, thread.read(stretches))
            thread.end_paragraph(heading=text.level != "body")


def home_of(reader: Reader, section: str) -> str:
    """The table that a section's sentences stand beside, if it has no other."""
    tables = reader.form.section(section).tables
    return tables[0] if len(tables) == 1 else ""
