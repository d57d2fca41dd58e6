"""`nianbao formats`: the editions known, or one of them in full."""

from __future__ import annotations

import sys
from typing import Any

from compiler.commands.answer import answer, print_json
from compiler.commands.arguments import Arguments
from compiler.commands.exit_codes import DONE, UNUSABLE
from compiler.edges.shelf import find_format, folder_findings, known_formats
from compiler.format.declaration import Declaration
from compiler.output.describe import description, years_of
from compiler.output.record import finding_record
from compiler.report.schema import json_schema
from compiler.text.language import Language
from compiler.text.widths import padded


def run(asked: Arguments) -> int:
    if asked.edition is None:
        return _list(asked)
    declaration = find_format(asked.edition)
    if isinstance(declaration, tuple):
        return answer(asked, None, None, declaration, unreadable=True)
    if asked.coverage:
        return _coverage(asked, declaration)
    if asked.json:
        content = {**_record(declaration), "schema": json_schema(declaration)}
        return print_json(content, DONE)
    sys.stdout.write(description(declaration, asked.lang))
    return DONE


def _coverage(asked: Arguments, declaration: Declaration) -> int:
    from compiler.checks.coverage import coverage
    from compiler.output.coverage_map import coverage_record, coverage_text

    found = coverage(declaration)
    if asked.json:
        return print_json(coverage_record(found), DONE)
    sys.stdout.write(coverage_text(found, declaration, asked.lang))
    return DONE


def _list(asked: Arguments) -> int:
    found = [find_format(str(path)) for path in known_formats().values()]
    good = [each for each in found if not isinstance(each, tuple)]
    bad = [finding for each in found if isinstance(each, tuple) for finding in each]
    bad += folder_findings()
    if asked.json:
        content = {
            "formats": [_record(d) for d in good],
            "findings": [finding_record(finding, asked.lang) for finding in bad],
        }
        return print_json(content, UNUSABLE if bad else DONE)
    sys.stdout.write("".join(_line(d, asked.lang) for d in good))
    return answer(asked, None, None, bad, unreadable=True) if bad else DONE


def _line(declaration: Declaration, language: Language) -> str:
    years = years_of(declaration)
    note = f"{years}年度" if years and language == "zh" else years
    facts = filter(None, (declaration.name, declaration.authority, note))
    return f"{padded(declaration.id, 20)}{'  '.join(facts)}\n"


def _record(declaration: Declaration) -> dict[str, Any]:
    return {
        "id": declaration.id,
        "version": declaration.version,
        "language": declaration.language,
        "name": declaration.name,
        "authority": declaration.authority,
        "years": list(declaration.years),
        "digest": declaration.digest,
        "path": declaration.path,
    }
