"""What each checkout is asked: of every input, and once in general."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from answers.inputs import EDITIONS, Input

COMMANDS = (
    "formats", "new", "check", "compile", "reference-doc", "export", "verify", "archive", "explain",
)  # fmt: skip
GENERAL = "general"
_CODE = re.compile(r"\b[A-Z][0-9]{3}\b")


class Question(NamedTuple):
    """The words of a command; asked only where the file that it `needs` was written."""

    name: str
    words: tuple[str, ...]
    needs: str | None = None


def questions(about: Input) -> Iterator[Question]:
    form = ("--format", about.format) if about.third else ()
    prior = ("--prior", about.prior) if about.prior else ()
    speech = ("--lang", "en") if "en" in about.asked else ()
    strict = ("--strict",) if "strict" in about.asked else ()
    quiet = ("--quiet",) if "quiet" in about.asked else ()
    styles = ("--reference-doc", about.reference) if about.reference else ()
    marked = ("--marked", "marked.xlsx") if about.ending == ".xlsx" else ()
    common = (about.subject, *form, *prior, *strict, *speech)
    yield Question("check-json", ("check", *common, "--json", "--html", "page.html", *marked))
    yield Question("check", ("check", *common, *quiet))
    final = ("compile", *common, *styles)
    yield Question("compile-json", (*final, "--json", "-o", "final.docx"))
    if "draft" in about.asked:
        yield Question("draft-json", (*final, "--json", "--draft", "-o", "draft.docx"))
    if "named" in about.asked:
        yield Question("compile", (*final, *quiet))
    if "marked-compile" in about.asked and marked:
        beside = ("--marked", "compiled-marked.xlsx", "--html", "compiled.html")
        yield Question("compile-marked", (*final, *beside, "-o", "beside.docx"))
    if "forced" in about.asked:
        other = EDITIONS[about.format == EDITIONS[0]]
        yield Question("check-as-another", ("check", about.subject, "--format", other, *speech))
    yield Question("export", ("export", about.subject, *form, *speech, *strict))
    if "file" in about.asked:
        yield Question("export-file", ("export", about.subject, *form, "-o", "exported.json"))
    yield from _verifying(about, (*form, *speech))
    known = ("new", "--format", about.format, "--from", about.subject, *prior, *speech)
    yield Question("new", (*known, "-o", "again.xlsx"))
    if "archive" in about.asked:
        yield Question("archive", ("archive", *common, *styles, "-o", "package", *_LABELS))


def _verifying(about: Input, common: tuple[str, ...]) -> Iterator[Question]:
    for name in ("final", "draft"):
        document = f"{name}.docx"
        yield Question(f"verify-{name}-json", ("verify", document, "--json", *common), document)
        if "words" in about.asked:
            against = ("verify", document, "--against", about.subject, *common)
            yield Question(f"verify-{name}", against, document)
            digest = ("verify", document, "--sha256", "0" * 64, *common)
            yield Question(f"verify-{name}-sha256", digest, document)
    if about.ending == ".docx":
        document = about.subject
        yield Question("verify-json", ("verify", document, "--json", *common))
        yield Question("verify", ("verify", document, "--against", "data.json", *common))


def general_questions(codes: Iterable[str], declarations: Iterable[str]) -> Iterator[Question]:
    """Of the program itself; asked in a folder that holds the declarations."""
    for speech in ("zh", "en"):
        asked: list[tuple[str, ...]] = [
            *((name, "--help") for name in COMMANDS), ("--help",), ("formats",), ("formats", "--json"),
            *(("explain", code) for code in codes), *(("explain", code, "--json") for code in codes),
            ("reference-doc", "-o", f"styles-{speech}.docx"), ("reference-doc", "-o", "a.xlsx"),
        ]  # fmt: skip
        for form in (*EDITIONS, *declarations):
            asked += [("formats", form), ("formats", form, "--json")]
            asked += [("formats", form, "--coverage"), ("formats", form, "--coverage", "--json")]
            blank = ("new", "--format", form, "--year", "2021", "--agency", "某某局")
            asked += [(*blank, "-o", f"{Path(form).stem}-{speech}.xlsx"), blank, blank]
        asked += [*_MISUSES, *_MISPLACED]
        for number, words in enumerate(asked):
            yield Question(f"{number:03}-{speech}-{words[0][:20]}", (*words, "--lang", speech))


_MISUSES: tuple[tuple[str, ...], ...] = (
    ("chek",), ("check",), ("check", "none.xlsx"), ("check", "none.xlsx", "--json"),
    ("check", "a.xls", "b.xls"), ("compile", "none.json", "-o", "none.docx"), ("explain", "T999"),
    ("explain", "t２０１"), ("explain", "wrong-total"), ("formats", "disclosure-2020"),
    ("formats", "none.toml", "--json"), ("new", "--year", "2021"), ("verify", "none.docx", "--json"),
    ("new", "--format", "disclosure-2021", "--year", "21"), ("check", "--strct", "x.json"),
    ("verify", "x.docx", "--sha256", "12"), ("archive", "none.xlsx"), ("check", "x.json", "--json=1"),
)  # fmt: skip


# Outputs that cannot be written or would do harm, and archives that lack something; of
# `sample.xlsx`, `sample.json` and `open.xlsx`, which stand there.
_SAMPLE = ("compile", "sample.xlsx")
_LABELS = ("--fonds", "J012", "--retention", "永久", "--topic", "BGS", "--item", "1")
_MISPLACED: tuple[tuple[str, ...], ...] = (
    (*_SAMPLE, "-o", "nowhere/final.docx"), (*_SAMPLE, "-o", "sample.xlsx"), (*_SAMPLE, "-o", "final.doc"),
    (*_SAMPLE, "-o", "."), (*_SAMPLE, "-o", "final.docx", "--marked", "final.docx"),
    (*_SAMPLE, "-o", "final.docx", "--html", "page.txt", "--json"), (*_SAMPLE, "--prior", "sample.xlsx"),
    (*_SAMPLE, "-o", "final.docx", "--reference-doc", "sample.xlsx"), (*_SAMPLE, "--format", EDITIONS[1]),
    ("check", "sample.json", "--marked", "marked.xlsx"), ("check", "."), ("check", "sample.json", "--prior", "."),
    ("export", "sample.json", "-o", "sample.json"), ("export", "sample.xlsx", "-o", "x" * 300 + ".json"),
    ("archive", "sample.xlsx", "-o", "package"), ("archive", "sample.xlsx", "-o", ".", *_LABELS),
    ("archive", "sample.xlsx", "-o", "package", *_LABELS[:-1], "0"), ("archive", "sample.xlsx", "-o", "sample.json", *_LABELS),
    ("archive", "sample.xlsx", "-o", "package", *_LABELS), ("archive", "sample.xlsx", "-o", "package/more", *_LABELS, "--json"),
    ("check", "open.xlsx"), ("verify", "sample.xlsx"), ("verify", "sample.json", "--json"), ("new", "--format", EDITIONS[0], "--from", "none.json"),
    ("new", "--format", EDITIONS[1], "--from", "sample.json", "-o", "other.xlsx"),
)  # fmt: skip


def codes_told(checkouts: Iterable[Path]) -> list[str]:
    """Every code that either manual has a page for."""
    manuals = [path for folder in checkouts for path in folder.glob("docs/manual/*.md")]
    return sorted({code for path in manuals for code in _CODE.findall(path.read_text("utf-8"))})
