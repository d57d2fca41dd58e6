"""`nianbao formats`: the editions known, or one of them in full."""

from __future__ import annotations

import sys
from typing import Any

from compiler.command_line.arguments import Arguments
from compiler.command_line.console import padded
from compiler.commands.answer import DONE, UNUSABLE, answer, print_json
from compiler.findings import Language
from compiler.format.declaration import Declaration
from compiler.format.describe import description
from compiler.format.find import find_format, known_formats
from compiler.format.schema import json_schema


def run(asked: Arguments) -> int:
    if asked.edition is None:
        return _list(asked)
    declaration = find_format(asked.edition)
    if isinstance(declaration, tuple):
        return answer(asked, None, None, declaration, unreadable=True)
    if asked.json:
        content = {**_record(declaration), "schema": json_schema(declaration)}
        return print_json(content, DONE)
    sys.stdout.write(description(declaration, asked.lang))
    return DONE


def _list(asked: Arguments) -> int:
    found = [find_format(name) for name in known_formats()]
    good = [each for each in found if not isinstance(each, tuple)]
    bad = [finding for each in found if isinstance(each, tuple) for finding in each]
    if asked.json:
        return print_json({"formats": [_record(d) for d in good]}, UNUSABLE if bad else DONE)
    sys.stdout.write("".join(_line(d, asked.lang) for d in good))
    return answer(asked, None, None, bad, unreadable=True) if bad else DONE


def _line(declaration: Declaration, language: Language) -> str:
    years = "–".join("" if year is None else str(year) for year in declaration.years)
    note = f"{years}年度" if language == "zh" else years
    return f"{padded(declaration.id, 20)}{declaration.name}  {declaration.authority}  {note}\n"


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
