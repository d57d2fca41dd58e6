"""What a batch writes when its units are done: the overview of all, a letter to each.

Given a round, reads each unit's result once, in order, and holds only a line of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from compiler.catalogue.u_work import LEFT_FROM_BEFORE
from compiler.commands.batch_round import Batch, Round
from compiler.commands.unit_work import record_in, result_path
from compiler.edges.files import write_atomically
from compiler.format.declaration import Declaration
from compiler.format.form import Form, form_of
from compiler.office.found import Unit, usual_of
from compiler.office.letter import letter
from compiler.office.overview import (
    Context,
    Line,
    besides,
    head_of,
    line_of,
    superseded_records,
    unit_record,
)
from compiler.office.overview_book import overview_book
from compiler.office.overview_page import overview_page
from compiler.office.result import NAMES, Setting
from compiler.output.record import Record, dumps, finding_record
from compiler.report.desk import Desk, declaration_of
from compiler.text.language import Language
from compiler.values.findings import Finding, Place
from compiler.values.named_tuple import NamedTuple

OVERVIEW, PAGE, BOOK = "overview.json", "overview.html", "overview.xlsx"
_BLOCK = 1 << 16


class Written(NamedTuple):
    """The lines of the overview, what was written, and what stood in the way."""

    lines: tuple[Line, ...]
    outputs: tuple[Path, ...]
    refused: tuple[Finding, ...] = ()


def context_of(batch: Batch, round_: Round, desk: Desk, today: str) -> Context:
    usual = usual_of(round_.units)
    named = usual or next(((u.whose.format, None) for u in round_.units if u.whose.format), None)
    form: Form | None = None
    if named is not None:
        declared = declaration_of(named[0], desk.shelf, batch.setting.wanted)
        form = form_of(declared) if isinstance(declared, Declaration) else None
    prior = str(batch.prior) if batch.prior else ""
    setting = batch.setting
    return Context(setting.language, usual, batch.roster, prior, today, form, setting.strict)


def write_overview(
    batch: Batch, round_: Round, context: Context, findings: Sequence[Finding]
) -> Written:
    """`findings` are those of the batch as a whole."""
    with TemporaryFile() as spool:
        lines = tuple(_lines(batch, round_, context, spool))
        told = [finding_record(each, context.language) for each in findings]
        refused = write_atomically(batch.output / OVERVIEW, _pieces(lines, told, spool))
    became = {OVERVIEW: refused}
    # The page before the book, whose cells all stand in memory at once: it takes their room.
    for name, made in ((PAGE, overview_page), (BOOK, overview_book)):
        became[name] = write_atomically(batch.output / name, made(lines, context))
    written = tuple(batch.output / name for name in (PAGE, BOOK, OVERVIEW) if not became[name])
    failed = (became[name] for name in (OVERVIEW, BOOK, PAGE))
    return Written(lines, written, tuple(filter(None, failed)))


def _lines(batch: Batch, round_: Round, context: Context, spool: IO[bytes]) -> Iterator[Line]:
    """Each line, after its record was put among the others."""
    shown = context.shown
    for unit in round_.units:
        result = record_in(result_path(str(batch.output / unit.folder), batch.setting))
        if unit.source is None:
            result = None
        has_prior = unit.folder in round_.priors
        record = unit_record(
            unit, result, besides(unit, context, has_prior=has_prior), context.language
        )
        folder = batch.output / unit.folder
        sent = _letter(unit, record, folder, context.language)
        for each in (record, *superseded_records(unit, context.language)):
            outputs = sent if each is record else ()
            spool.write(_indented(_with_paths(each, folder, outputs)))
            own = result if each is record else None
            yield line_of(unit, each, own, shown)._replace(letter="".join(outputs))


def _letter(unit: Unit, record: Record, folder: Path, language: Language) -> tuple[str, ...]:
    """The name of the letter that was written, if it could be."""
    name = NAMES["letter"].in_language(language)
    data = b"\xef\xbb\xbf" + letter(unit, record, language).encode("utf-8", "replace")
    path = folder / name
    with suppress(OSError):
        if path.read_bytes() == data:
            return (name,)
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
    return () if write_atomically(path, data) else (name,)


def _with_paths(record: Record, folder: Path, sent: Sequence[str]) -> Record:
    outputs: Any = record["outputs"]
    return {**record, "outputs": [str(folder / name) for name in (*outputs, *sent)]}


def _indented(record: Record) -> bytes:
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return f",\n{text}".encode("utf-8", "backslashreplace")


def _pieces(lines: Sequence[Line], findings: Sequence[Record], spool: IO[bytes]) -> Iterator[bytes]:
    """One JSON document of which no more than a block is held; a unit a line."""
    head = dumps({**head_of(lines), "findings": findings}).rstrip()[:-1].rstrip()
    yield head + b',\n  "units": ['
    spool.seek(1)  # the comma before the first
    while block := spool.read(_BLOCK):
        yield block
    yield b"\n]}\n"


def left_from_before(output: Path, units: Sequence[Unit], setting: Setting) -> Iterator[Finding]:
    """Of each folder that an earlier run wrote for a unit that is no more."""
    own = {unit.folder for unit in units}
    with suppress(OSError):
        for folder in sorted(path for path in output.iterdir() if path.is_dir()):
            if folder.name not in own and _has_ours(folder, setting):
                place, values = Place(file=str(folder)), {"folder": str(folder)}
                yield Finding(LEFT_FROM_BEFORE, place, values, words=folder.name)


def _has_ours(folder: Path, setting: Setting) -> bool:
    names = (NAMES[name].in_language(setting.language) for name in ("result", "letter"))
    return any((folder / name).is_file() for name in names)
