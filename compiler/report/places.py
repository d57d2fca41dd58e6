"""Where a figure or a paragraph stands, as findings say it: in the user's words and cells.

Given a declaration and a report, gives places. A report that came as data has no cells.
"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.format.form import Form
from compiler.format.identity import Identity
from compiler.format.words import words_of
from compiler.values.figures import FigureId, Said
from compiler.values.findings import Consequence, Place
from compiler.values.origin import CellRef
from compiler.values.report import SLIP_KEYS, OpenLine, Report


class Places:
    """The places of one report."""

    def __init__(self, form: Form, report: Report) -> None:
        self._form = form
        self._report = report
        self._file = report.origin.source.path or None

    def report(self) -> Place:
        return Place(file=self._file)

    def agency(self, key: str, label: str) -> Place:
        """An entry of the cover, which archive and attachments are too."""
        return self._entry(self._report.origin.agency_refs.get(key), label)

    def slip(self, position: int) -> Place:
        """`position` counts the report's slips from 0."""
        words = words_of(self._form.language)
        return self._entry(self._report.slips[position].ref, words.slips)

    def _entry(self, ref: CellRef | None, label: str) -> Place:
        return Place(
            file=self._file,
            sheet=ref.sheet if ref else None,
            cell=ref.cell if ref else None,
            label=label,
        )

    def texts(self) -> Iterator[tuple[Place, str, str]]:
        """Every text of the report but what stands for numbers: place, a key of its own, and
        the text.
        """
        report, words = self._report, words_of(self._form.language)
        for section, paragraphs in report.narrative.items():
            for number, paragraph in enumerate(paragraphs, start=1):
                yield self.paragraph(section, number), f"{section} {number}", paragraph.text
        for known, entries in ((words.agency, report.agency), (words.archive, report.archive)):
            for key, text in entries.items():
                yield self.agency(key, known[key]), key, text
        for number, text in enumerate(report.attachments, start=1):
            key = f"attachments{number}"
            yield self.agency(key, f"{words.attachments} {number}"), key, text
        yield from self._texts_of_tables(report)
        for position, slip in enumerate(report.slips):
            for key in SLIP_KEYS:
                yield self.slip(position), f"slip {position + 1} {key}", getattr(slip, key)

    def _texts_of_tables(self, report: Report) -> Iterator[tuple[Place, str, str]]:
        for table, lines in report.lines.items():
            for line in lines:
                for key in ("key", "label"):
                    yield self.line(table, line), f"{table} {line.id} {key}", getattr(line, key)
        for figure, quantity in report.figures.items():
            if isinstance(quantity, Said):
                yield self.figure(figure), ".".join(figure), quantity.text

    def figure(self, figure: FigureId) -> Place:
        ref = self._report.origin.refs.get(figure)
        return Place(
            file=self._file,
            sheet=ref.sheet if ref else None,
            cell=ref.cell if ref else None,
            section=self._form.section_of[figure.table].id,
            table=figure.table,
            row=figure.row,
            column=figure.column,
            label=self._form.label_of(figure),
        )

    def line(self, table: str, line: OpenLine) -> Place:
        """A line that the office added."""
        named = self.table(table)
        said = dict.fromkeys((line.key, line.label))
        return named._replace(
            sheet=line.ref.sheet if line.ref else named.sheet,
            cell=line.ref.cell if line.ref else None,
            row=line.id,
            label=" ".join(filter(None, said)) or named.label,
        )

    def table(self, table: str) -> Place:
        section = self._form.section_of[table]
        return Place(
            file=self._file,
            sheet=self._report.origin.sheets.get(section.id),
            section=section.id,
            table=table,
            label=self._form.table(table).name or section.title,
        )

    def section(self, section: str) -> Place:
        declared = self._form.section(section)
        return Place(
            file=self._file,
            sheet=self._report.origin.sheets.get(section),
            section=section,
            label=declared.title,
        )

    def paragraph(self, section: str, number: int) -> Place:
        """`number` counts from 1 within the section."""
        declared = self._form.section(section)
        ref = self._report.narrative[section][number - 1].ref
        sheet = ref.sheet if ref else self._report.origin.sheets.get(section)
        return Place(
            file=self._file,
            sheet=sheet,
            cell=ref.cell if ref else None,
            section=section,
            paragraph=number,
            label=declared.title,
        )

    def consequence(self, identity: Identity) -> Consequence:
        return Consequence(identity.rule.id, self.figure(identity.result))
