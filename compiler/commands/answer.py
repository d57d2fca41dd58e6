"""What every command says at its end, in the form asked for and in order, and its exit code."""

from __future__ import annotations

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
from compiler.values.findings import Finding, Place, holds_back, status
from compiler.values.named_tuple import NamedTuple
from compiler.values.sha256 import sha256

_DIGEST = Text("SHA-256：{0}\n", "SHA-256: {0}\n")
_KEEP = Text(
    "（请记下；以后用 nianbao verify --sha256 可以查对是不是这个文件。）\n",
    "(Keep it: nianbao verify --sha256 tells later whether a file is this one.)\n",
)
_LANGUAGES: tuple[Language, ...] = ("zh", "en")
NOT_WRITTEN = Text("没有写出。", "Nothing was written.")
_NO_FILE_WRITTEN = Text("没有写出任何文件。", "No file was written.")
_NOT_ALL_WRITTEN = Text("要的文件没有全部写出。", "Not every file asked for was written.")


class Verdict(NamedTuple):
    """One line of what is said first, and whether it is good news."""

    said: Text
    good: bool


def answer(
    manner: Manner,
    outcome: Outcome,
    *,
    outputs: Sequence[str] = (),
    unreadable: bool = False,
    verdicts: Sequence[Verdict] = (),
    sha256: str | None = None,
    told: Sequence[tuple[str, str]] = (),
    keys: Mapping[str, object] = MappingProxyType({}),
) -> int:
    """Prints the findings and gives the exit code they mean.

    `verdicts` are said instead of whether the report can go out; `sha256` is that of a finished
    document, by which it can be told from any other for good. `told` is what a command says
    besides, as openings and texts; `keys` is the same as data.
    """
    code = UNUSABLE if unreadable else exit_code(manner, outcome.findings)
    if manner.as_data:
        from compiler.output.record import record

        content = record(outcome, manner.language, outputs=outputs, unreadable=unreadable)
        return print_json({**content, **keys}, code)
    text = rendered(
        manner,
        outcome,
        sys.stdout,
        unreadable=unreadable,
        verdicts=verdicts,
        outputs=outputs,
        told=() if manner.quiet else told,
    )
    sys.stdout.write(text + (_digest_told(manner, sha256) if sha256 else ""))
    return code


def _digest_told(manner: Manner, sha256: str) -> str:
    return "".join(
        words.in_language(manner.language).format(sha256)
        for words in (_DIGEST, *(() if manner.quiet else (_KEEP,)))
    )


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
    told: Sequence[tuple[str, str]] = (),
) -> int:
    """Writes an output, unless it would harm a file, and answers; `beside` was written before.

    `told` is what is said besides of what was written, as openings and texts. `done` is said where
    no document but something else was wanted and nothing is wrong; then nothing is said of whether
    the report can go out.
    """
    refused = wrong_ending(output, ending)
    refused = refused or write_atomically(output, data, inputs, replace=replacing)
    if refused is not None:
        only = NOT_WRITTEN if done else None
        return refuse(manner, outcome, refused, beside=beside, only=only)
    good = exit_code(manner, outcome.findings) == DONE
    finished = ending == ".docx" and outcome.report is not None
    digest = sha256(data).hexdigest() if finished else None
    outputs = [str(output), *beside]
    verdicts = [Verdict(done, good)] if done and good else []
    return answer(manner, outcome, outputs=outputs, verdicts=verdicts, sha256=digest, told=told)


def refuse(
    manner: Manner,
    outcome: Outcome,
    refused: Finding,
    *,
    beside: Sequence[str] = (),
    only: Text | None = None,
    keys: Mapping[str, object] = MappingProxyType({}),
) -> int:
    """Answers that an output was refused: no fault of the report, whose own status is told.

    `only` is all that is said where it is no matter whether the report can go out.
    """
    unreadable = outcome.report is None and only is None
    if manner.as_data:
        from compiler.output.record import record

        content = record(
            outcome, manner.language, outputs=beside, unreadable=unreadable, besides=[refused]
        )
        return print_json({**content, **keys}, UNUSABLE)
    missing = _NOT_ALL_WRITTEN if beside else _NO_FILE_WRITTEN
    own = verdict_of(manner, outcome.findings, unreadable=unreadable)
    verdicts = [Verdict(only, good=False)] if only else failed(missing, own)
    told = outcome._replace(findings=(refused, *outcome.findings))
    sys.stdout.write(rendered(manner, told, sys.stdout, outputs=beside, verdicts=verdicts))
    return UNUSABLE


def failed(what: Text, own: Verdict) -> list[Verdict]:
    """What failed, and what is to be said of the report: on one line where both are bad news."""
    bad = Verdict(what, good=False)
    return [bad, own] if own.good else [Verdict(joined(own.said, what), good=False)]


def unreadable(manner: Manner, *findings: Finding, verdict: Text | None = None) -> int:
    """Answers that an input, or what was asked for besides, cannot be read."""
    verdicts = [Verdict(verdict, good=False)] if verdict else []
    return answer(manner, Outcome.refused(*findings), unreadable=True, verdicts=verdicts)


def wrong_ending(output: Path, *endings: str) -> Finding | None:
    """Why a file of this name would not open; the first ending is the one to be told."""
    if output.suffix.lower() in endings:
        return None
    values = {"file": output.name, "wanted": endings[0]}
    return Finding(WRONG_ENDING, Place(file=str(output)), values)


def verdict_of(manner: Manner, findings: Sequence[Finding], *, unreadable: bool = False) -> Verdict:
    """Whether the report can go out."""
    zh, en = (
        verdict_line(findings, language, unreadable=unreadable, strict=manner.strict)
        for language in _LANGUAGES
    )
    good = not unreadable and not holds_back(findings, strict=manner.strict)
    return Verdict(Text(zh, en), good)


def joined(one: Text, other: Text) -> Text:
    """Two sentences as one line."""
    return Text(one.zh + other.zh, f"{one.en} {other.en}")


def rendered(
    manner: Manner,
    outcome: Outcome,
    stream: TextIO,
    *,
    unreadable: bool = False,
    verdicts: Sequence[Verdict] = (),
    outputs: Sequence[str] = (),
    told: Sequence[tuple[str, str]] = (),
) -> str:
    """The findings as this stream can show them; `told` comes before them, as openings and texts."""
    verdicts = verdicts or [verdict_of(manner, outcome.findings, unreadable=unreadable)]
    return render(
        ordered(outcome.findings, outcome.form),
        manner.language,
        [(verdict.said.in_language(manner.language), verdict.good) for verdict in verdicts],
        colour=uses_colour(stream),
        width=terminal_width(stream),
        quiet=manner.quiet,
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
