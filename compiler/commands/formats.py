"""`nianbao formats`: the editions known, or one of them in full."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from compiler.commands.answer import print_json, unreadable
from compiler.commands.arguments import Arguments, Manner
from compiler.commands.exit_codes import DONE, UNUSABLE
from compiler.edges.console import terminal_width
from compiler.format.form import Form, form_of, specimen_form
from compiler.output.describe import description, guess_lines, years_of
from compiler.output.record import finding_record
from compiler.report.desk import Desk, Shelf
from compiler.report.schema import json_schema
from compiler.text.language import Language, Text
from compiler.text.widths import padded

_UNUSABLE = Text("没有能用的声明。", "There is no declaration that can be used.")
_NOT_ALL = Text("有的声明不能用。", "Not every declaration can be used.")
_DRAFT = Text("草稿，推测待核定", "a draft, with guesses to settle")


def run(asked: Arguments, desk: Desk) -> int:
    if asked.edition is None:
        return _list(asked.manner, desk.shelf)
    declaration = desk.shelf.asked(asked.edition, drafts=True)
    if isinstance(declaration, tuple):
        return unreadable(asked.manner, *declaration, verdict=_UNUSABLE)
    form = specimen_form(declaration)
    if asked.coverage:
        return _coverage(asked.manner, form)
    if asked.form:
        return _beside(asked.manner, form, Path(asked.form), desk)
    if asked.json:
        content = {**_record(form), "schema": json_schema(form)}
        return print_json(content, DONE)
    sys.stdout.write(description(form, asked.lang))
    return DONE


def _coverage(manner: Manner, form: Form) -> int:
    from compiler.checks.coverage import coverage
    from compiler.output.coverage_map import coverage_record, coverage_text

    covered = coverage(form)
    if manner.as_data:
        return print_json(coverage_record(covered), DONE)
    sys.stdout.write(coverage_text(covered, form, manner.language, terminal_width(sys.stdout)))
    return DONE


def _beside(manner: Manner, form: Form, path: Path, desk: Desk) -> int:
    from compiler.output.form_beside import beside_record, beside_text
    from compiler.pipeline import beside_form

    beside = beside_form(form, path, desk)
    if isinstance(beside, tuple):
        return unreadable(manner, *beside)
    if manner.as_data:
        return print_json({**_record(form), **beside_record(beside)}, DONE)
    sys.stdout.write(beside_text(beside, manner.language, terminal_width(sys.stdout)))
    sys.stdout.write("".join(f"{line}\n" for line in guess_lines(form, manner.language)))
    return DONE


def _list(manner: Manner, shelf: Shelf) -> int:
    declared = [shelf.asked(str(path), drafts=True) for path in shelf.known().values()]
    good = [form_of(declaration) for declaration in declared if not isinstance(declaration, tuple)]
    bad = [finding for refused in declared if isinstance(refused, tuple) for finding in refused]
    bad += shelf.faults()
    if manner.as_data:
        content = {
            "formats": [_record(d) for d in good],
            "findings": [finding_record(finding, manner.language) for finding in bad],
        }
        return print_json(content, UNUSABLE if bad else DONE)
    sys.stdout.write("".join(_line(d, manner.language) for d in good))
    return unreadable(manner, *bad, verdict=_NOT_ALL) if bad else DONE


def _line(form: Form, language: Language) -> str:
    years = years_of(form)
    note = f"{years}年度" if years and language == "zh" else years
    draft = _DRAFT.in_language(language) if form.declaration.guesses else ""
    facts = filter(None, (form.declaration.name, form.declaration.authority, note, draft))
    return f"{padded(form.id, 20)}{'  '.join(facts)}\n"


def _record(form: Form) -> dict[str, Any]:
    return {
        "id": form.id,
        "version": form.declaration.version,
        "language": form.language,
        "name": form.declaration.name,
        "authority": form.declaration.authority,
        "years": list(form.declaration.years),
        "digest": form.declaration.digest,
        "path": form.declaration.path,
        "guesses": [guess._asdict() for guess in form.declaration.guesses],
    }
