"""What every command says at its end, in the form asked for and in order, and its exit code."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from compiler.catalogue.w_outputs import WRONG_ENDING
from compiler.commands.arguments import Manner
from compiler.commands.exit_codes import DONE, ERRORS, STRICT_WARNINGS, UNUSABLE
from compiler.edges.console import terminal_width, uses_colour
from compiler.edges.files import write_atomically
from compiler.output.diagnosed import diagnosis_lines
from compiler.output.sentences import verdict_line
from compiler.output.terminal import render
from compiler.report.order import ordered
from compiler.report.outcome import Outcome
from compiler.text.language import Language, Text
from compiler.values.findings import Finding, Place, status

_DIGEST = Text(
    "SHA-256：{0}\n（请记下；以后用 nianbao verify --sha256 可以查对是不是这个文件。）\n",
    "SHA-256: {0}\n(Keep it: nianbao verify --sha256 tells later whether a file is this one.)\n",
)
_LANGUAGES: tuple[Language, ...] = ("zh", "en")
NOT_WRITTEN = Text("没有写出。", "Nothing was written.")
_NO_FILE_WRITTEN = Text("没有写出任何文件。", "No file was written.")
_NOT_ALL_WRITTEN = Text("要的文件没有全部写出。", "Not every file asked for was written.")


def answer(
    manner: Manner,
    outcome: Outcome,
    *,
    outputs: Sequence[str] = (),
    unreadable: bool = False,
    verdict: Text | None = None,
    besides: Text | None = None,
    sha256: str | None = None,
    told: Sequence[tuple[str, str]] = (),
    keys: Mapping[str, object] = MappingProxyType({}),
) -> int:
    """Prints the findings and gives the exit code they mean.

    `verdict` is said instead of whether the report can go out, `besides` after it; `sha256`
    is that of a finished document, by which it can be told from any other for good. `told` is
    what a command says besides, as openings and texts; `keys` is the same as data.
    """
    findings = outcome.findings
    code = UNUSABLE if unreadable else exit_code(manner, findings)
    if manner.as_data:
        from compiler.output.record import record

        content = record(outcome, manner.language, outputs=outputs, unreadable=unreadable)
        return print_json({**content, **keys}, code)
    said = verdict or verdict_of(manner, findings, unreadable=unreadable)
    said = joined(said, besides) if besides else said
    text = rendered(
        manner,
        outcome,
        sys.stdout,
        outputs=outputs,
        unreadable=unreadable,
        verdict=said.in_language(manner.language),
        told=() if manner.quiet else told,
    )
    if sha256 and not manner.quiet:
        text += _DIGEST.in_language(manner.language).format(sha256)
    sys.stdout.write(text)
    return code


def deliver(
    manner: Manner,
    output: Path,
    data: bytes,
    outcome: Outcome,
    inputs: Sequence[Path],
    *,
    ending: str,
    replacing: bool = True,
    done: Text | None = None,
    beside: Sequence[str] = (),
) -> int:
    """Writes an output, unless it would harm a file, and answers; `beside` was written before.

    `done` is said where no document but something else was wanted and nothing is wrong; then
    nothing is said of whether the report can go out.
    """
    refused = wrong_ending(output, ending)
    refused = refused or write_atomically(output, data, inputs, replace=replacing)
    if refused is not None:
        verdict = NOT_WRITTEN if done else None
        return refuse(manner, outcome, refused, beside=beside, verdict=verdict)
    verdict = done if exit_code(manner, outcome.findings) == DONE else None
    finished = ending == ".docx" and outcome.report is not None
    digest = hashlib.sha256(data).hexdigest() if finished else None
    outputs = [str(output), *beside]
    return answer(manner, outcome, outputs=outputs, verdict=verdict, sha256=digest)


def refuse(
    manner: Manner,
    outcome: Outcome,
    refused: Finding,
    *,
    beside: Sequence[str] = (),
    verdict: Text | None = None,
) -> int:
    """Answers that an output was refused, after what is to be said of the report itself."""
    unreadable = outcome.report is None and verdict is None
    if verdict is None:
        missing = _NOT_ALL_WRITTEN if beside else _NO_FILE_WRITTEN
        said = verdict_of(manner, outcome.findings, unreadable=unreadable)
        verdict = joined(said, missing)
    told = outcome._replace(findings=(refused, *outcome.findings))
    answer(manner, told, outputs=beside, unreadable=unreadable, verdict=verdict)
    return UNUSABLE


def unreadable(manner: Manner, *findings: Finding, verdict: Text | None = None) -> int:
    """Answers that an input, or what was asked for besides, cannot be read."""
    return answer(manner, Outcome.refused(*findings), unreadable=True, verdict=verdict)


def wrong_ending(output: Path, *endings: str) -> Finding | None:
    """Why a file of this name would not open; the first ending is the one to be told."""
    if output.suffix.lower() in endings:
        return None
    values = {"file": output.name, "wanted": endings[0]}
    return Finding(WRONG_ENDING, Place(file=str(output)), values)


def verdict_of(manner: Manner, findings: Sequence[Finding], *, unreadable: bool = False) -> Text:
    """Whether the report can go out."""
    zh, en = (
        verdict_line(findings, language, unreadable=unreadable, strict=manner.strict)
        for language in _LANGUAGES
    )
    return Text(zh, en)


def joined(one: Text, other: Text) -> Text:
    """Two sentences as one line."""
    return Text(one.zh + other.zh, f"{one.en} {other.en}")


def rendered(
    manner: Manner,
    outcome: Outcome,
    stream: TextIO,
    *,
    outputs: Sequence[str] = (),
    unreadable: bool = False,
    verdict: str | None = None,
    good: bool | None = None,
    told: Sequence[tuple[str, str]] = (),
) -> str:
    """The findings as this stream can show them; `told` comes before them, as openings and texts."""
    return render(
        ordered(outcome.findings, outcome.form),
        manner.language,
        colour=uses_colour(stream),
        width=terminal_width(stream),
        unreadable=unreadable,
        strict=manner.strict,
        quiet=manner.quiet,
        verdict=verdict,
        good=good,
        outputs=outputs,
        headings=outcome.form.section_titles if outcome.form else {},
        diagnosed=(*diagnosis_lines(outcome.diagnosis, manner.language), *told),
    )


def exit_code(manner: Manner, findings: Sequence[Finding]) -> int:
    verdict = status(findings)
    if verdict == "errors":
        return ERRORS
    return STRICT_WARNINGS if verdict == "warnings" and manner.strict else DONE


def print_json(content: Mapping[str, object], code: int) -> int:
    """One document in UTF-8 on standard output, whatever the console's encoding."""
    from compiler.output.record import dumps

    sys.stdout.flush()
    sys.stdout.buffer.write(dumps(content))
    sys.stdout.buffer.flush()
    return code


def optional_path(text: str | None) -> Path | None:
    return Path(text) if text else None
