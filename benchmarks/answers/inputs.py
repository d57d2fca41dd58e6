"""The inputs: files that are at hand, and reports made by rule with something done to them.

Everything is taken from the other checkout, whose commands also make the workbooks and
documents: what is asked stays the same while this checkout changes. The same seed gives the
same inputs.
"""

from __future__ import annotations

import copy
import json
import shutil
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, cycle
from pathlib import Path
from random import Random
from typing import Any

from answers.checkout import Checkout, Worker
from answers.packages import DOCUMENT_EDITS, STYLE_EDITS, WORKBOOK_EDITS, edited
from answers.reports import Data, Tables, generated, last_year, tables_of
from answers.slips import FIGURES, PRIOR, PROSE, STRUCTURE, Slip, across_tables
from answers.strange import (
    STRANGE_DATA,
    STRANGE_DECLARATIONS,
    STRANGE_WORKBOOKS,
    strange_declaration,
)

EDITIONS = ("disclosure-2019", "disclosure-2021")
_STRANGE = tuple(f"file-{name}" for name in (*STRANGE_WORKBOOKS, *STRANGE_DATA))
# Each turn of the planted inputs goes through these once; what is many-sided comes oftener.
# What is never a report is asked about once: the first turn ends with it.
_MANY_SIDED = ("sentences", "workbook", "document", "years", "library", "explained")
_KINDS = ("sound", *FIGURES, *PROSE, *STRUCTURE, *_MANY_SIDED * 4)
_ATTEMPTS = 20


@dataclass(frozen=True)
class Input:
    """A folder of files of which `subject` is asked about; the rest is how it is asked."""

    name: str
    folder: Path
    subject: str
    format: str
    third: bool = False  # the edition is none that the program knows by its id
    prior: str | None = None
    reference: str | None = None
    asked: frozenset[str] = frozenset()  # which of the questions that not every input is asked

    @property
    def ending(self) -> str:
        return Path(self.subject).suffix.lower()


@dataclass
class Maker:
    """Makes inputs in a folder of their own; `worker` answers for the other checkout."""

    checkout: Checkout
    worker: Worker
    folder: Path
    shared: Path
    seed: int
    shapes: dict[str, Tables] = field(default_factory=dict)
    sentences: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    contexts: dict[str, Path] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)

    def inputs(self, wanted: int) -> list[Input]:
        self._learn()
        found = [self._at_hand(n, *each) for n, each in enumerate(self._files()) if n < wanted]
        kinds = chain(_KINDS, _STRANGE, cycle(_KINDS))
        while len(found) < wanted:
            found.append(self._planted(len(found), next(kinds)))
        return found

    def general(self, folder: Path) -> list[str]:
        """What the questions in general are asked about; the names of its declarations."""
        folder.mkdir()
        for sample in sorted((self.checkout.folder / "sample_workbooks").glob("*-2020.*")):
            shutil.copy(sample, folder / f"sample{sample.suffix}")
            shutil.copy(sample, folder / f"open{sample.suffix}")
        (folder / "~$open.xlsx").write_bytes(b"\x04User".ljust(165, b" "))
        for path in sorted(self.checkout.folder.glob("tests/library/*.toml")):
            shutil.copy(path, folder)
            for name in STRANGE_DECLARATIONS:
                said = strange_declaration(path.read_text("utf-8"), name)
                (folder / f"{path.stem}-{name}.toml").write_text(said, "utf-8")
        return sorted(path.name for path in folder.glob("*.toml"))

    def ask(self, folder: Path, *words: str) -> tuple[str, bytes]:
        """How a command of the other checkout ended, and what it printed."""
        answer = self.folder.parent / "made" / "answer"
        ended = self.worker.ask(folder, answer, words)
        return ended, Path(f"{answer}.stdout").read_bytes()

    def _learn(self) -> None:
        self.folder.mkdir(parents=True)
        for edition in EDITIONS:
            _, said = self.ask(self.folder, "formats", edition, "--json")
            self.shapes[edition] = tables_of(json.loads(said)["schema"])
        tests = self.checkout.folder / "tests"
        for path in sorted(tests.glob("prose/contexts/*.json")):
            self.contexts[path.stem] = path
        for path in sorted(tests.glob("prose/*.toml")):
            for case in tomllib.loads(path.read_text("utf-8")).get("case", []):
                if case.get("context") in self.contexts:
                    self.sentences.setdefault(case["context"], []).append(case)

    # Files at hand

    def _files(self) -> Iterator[tuple[Path, Path | None]]:
        """Each with the declaration it needs, where the program has none of that id."""
        root = self.checkout.folder
        library = next(iter(sorted(root.glob("tests/library/*.toml"))), None)
        for folder in ("sample_workbooks", "templates"):
            for pattern in ("*.xlsx", "*.json"):
                yield from ((path, None) for path in sorted((root / folder).glob(pattern)))
        for pattern in ("reports/*.json", "cases/workbooks/*.xlsx"):
            yield from ((path, None) for path in sorted(self.shared.glob(pattern)))
        yield from ((path, None) for n, path in self.contexts.items() if ".prior" not in n)
        if library is not None:
            yield from ((path, library) for path in sorted(library.parent.glob("*.json")))

    def _at_hand(self, number: int, path: Path, declaration: Path | None) -> Input:
        chance = Random(f"{self.seed} {number}")
        folder = self._folder(f"{number:03}-{path.stem[:40]}-{path.suffix[1:]}")
        shutil.copy(path, folder / path.name)
        prior = path.with_name(f"{path.stem}.prior.json")
        if prior.is_file():
            shutil.copy(prior, folder / "prior.json")
        if declaration is not None:
            shutil.copy(declaration, folder / declaration.name)
        edition = declaration.name if declaration else _edition_of(path)
        return Input(
            folder.name, folder, path.name, edition, declaration is not None,
            "prior.json" if prior.is_file() else None, self._reference(folder, chance),
            _asked(chance),
        )  # fmt: skip

    def _folder(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir()
        return folder

    # Reports made by rule

    def _planted(self, number: int, kind: str) -> Input:
        chance = Random(f"{self.seed} {number} {kind}")
        data, before, declaration = self._report(kind, chance)
        edition = data["format"]
        folder = self._folder(f"{number:03}-{kind}-{edition}")
        form = edition
        if declaration is not None:
            said = declaration.read_text("utf-8")
            said = strange_declaration(said, "more-rules") if chance.random() < 0.4 else said
            form = declaration.name
            (folder / form).write_text(said, "utf-8")
        prior = self._prior(folder, before, form, chance) if before else None
        if kind == "explained":
            self._explain(folder, data, prior, chance)
        subject = self._subject(folder, kind, data, form, chance)
        return Input(
            folder.name, folder, subject, form, declaration is not None, prior,
            self._reference(folder, chance), _asked(chance),
        )  # fmt: skip

    def _report(self, kind: str, chance: Random) -> tuple[Data, Data | None, Path | None]:
        """The report with what is planted in it, last year's report, and a third format's file."""
        library = sorted((self.checkout.folder / "tests" / "library").glob("*.json"))
        if kind == "library" and library:
            return self._of_a_library(chance.choice(library), chance)
        if kind == "sentences" and self.sentences:
            return self._with_sentences(chance)
        edition = chance.choice(EDITIONS)
        for _ in range(_ATTEMPTS):
            data = generated(edition, self.shapes[edition], chance)
            before = last_year(data, chance)
            if _planted(data, {**FIGURES, **PROSE, **STRUCTURE}.get(kind), chance):
                break
        if kind in ("explained", "document", "workbook") and chance.random() < 0.7:
            _planted(data, _any(FIGURES, chance), chance)
        if kind in ("years", "explained"):
            _planted(before, chance.choice(PRIOR), chance)
            return data, before, None
        return data, _sometimes(before, chance), None

    def _of_a_library(self, path: Path, chance: Random) -> tuple[Data, Data | None, Path]:
        """A report of an edition that the program does not know by its id."""
        data = json.loads(path.read_text("utf-8"))
        before = {**copy.deepcopy(data), "year": data["year"] - 1}
        slip = across_tables if chance.random() < 0.3 else _any(FIGURES, chance)
        _planted(data, slip, chance)
        if chance.random() < 0.3:
            quoting = {"level": "body", "text": "Loans grew by {growth of loans}, or {loan}."}
            data["narrative"]["summary"].append(quoting)
        return data, _sometimes(before, chance), next(path.parent.glob("*.toml"))

    def _with_sentences(self, chance: Random) -> tuple[Data, Data | None, None]:
        """A real report's data with labelled sentences, true and wrong ones, added to its prose."""
        context = chance.choice(sorted(self.sentences))
        data = json.loads(self.contexts[context].read_text("utf-8"))
        cases = self.sentences[context]
        for case in chance.sample(cases, min(16, len(cases))):
            paragraphs = data["narrative"].setdefault(case["section"], [])
            paragraphs.append({"level": "body", "text": case["text"]})
        before = self.contexts.get(f"{context}.prior")
        return data, json.loads(before.read_text("utf-8")) if before else None, None

    def _prior(self, folder: Path, before: Data, form: str, chance: Random) -> str:
        """Mostly data, at times the workbook or the document of last year."""
        ending = chance.choice(("json", "json", "json", "xlsx", "docx"))
        _write(folder / "prior.json", before)
        if ending != "json" and self._made(folder, "prior.json", f"prior.{ending}", form):
            (folder / "prior.json").unlink()
            return f"prior.{ending}"
        return "prior.json"

    def _made(self, folder: Path, source: str, target: str, form: str) -> bool:
        """A workbook or a document out of data; whether there is one."""
        if target.endswith(".xlsx"):
            words = ["new", "--format", form, "--from", source, "-o", target]
        else:
            words = ["compile", source, "--format", form, "-o", target]
            if self.ask(folder, *words)[0] != "0":
                words.append("--draft")
        self.ask(folder, *words)
        return (folder / target).is_file()

    def _explain(self, folder: Path, data: Data, prior: str | None, chance: Random) -> None:
        """Slips for what is found: one in force, one that is stale, one for nothing."""
        _write(folder / "data.json", data)
        more = ("--prior", prior) if prior else ()
        _, said = self.ask(folder, "check", "data.json", "--json", *more)
        tokens = [f["token"] for f in json.loads(said)["findings"] if f["severity"] != "advice"]
        chance.shuffle(tokens)
        stale = [f"{token[:-6]}000000" for token in tokens[4:5]]
        tokens = [*tokens[:4], *stale, *tokens[:1], "T201-0-0", ""]
        data["slips"] = [
            {"token": token, "reason": "上年报告发布后更正", "by": "李某", "date": "2025年1月9日"}
            for token in tokens
        ]

    def _subject(self, folder: Path, kind: str, data: Data, form: str, chance: Random) -> str:
        """The report as a file: data, a workbook, a workbook that was edited, a document."""
        _write(folder / "data.json", data)
        if kind in _STRANGE:
            return self._strange(folder, kind.removeprefix("file-"), form)
        ways = ("json", "json", "json", "xlsx", "xlsx", "edited", "edited", "docx")
        way = {"workbook": "edited", "document": "docx"}.get(kind) or chance.choice(ways)
        subject = "report.docx" if way == "docx" else "report.xlsx"
        if way == "json" or not self._made(folder, "data.json", subject, form):
            return "data.json"
        edits: Mapping[str, Callable[..., None]] = {"docx": DOCUMENT_EDITS}.get(way, WORKBOOK_EDITS)
        if way != "xlsx":
            names = self._next(way, edits, chance.choice((1, 1, 2)))
            path = folder / subject
            path.write_bytes(edited(path.read_bytes(), [edits[name] for name in names], chance))
        return subject

    def _strange(self, folder: Path, name: str, form: str) -> str:
        data = folder / "data.json"
        if name in STRANGE_DATA:
            data.write_bytes(STRANGE_DATA[name](data.read_text("utf-8")))
            return data.name
        self._made(folder, data.name, "report.xlsx", form)
        subject, way = STRANGE_WORKBOOKS[name]
        (folder / subject).write_bytes(way((folder / "report.xlsx").read_bytes()))
        return subject

    def _next(self, way: str, edits: Mapping[str, Any], number: int) -> list[str]:
        """In turn, so that every edit is tried before one is tried again."""
        names = sorted(edits)
        self.done[way] += number
        return [names[(self.done[way] - n) % len(names)] for n in range(number)]

    def _reference(self, folder: Path, chance: Random) -> str | None:
        """A reference document beside some, its styles changed."""
        if chance.random() > 0.15:
            return None
        self.ask(folder, "reference-doc", "-o", "styles.docx")
        path = folder / "styles.docx"
        [name] = self._next("styles", STYLE_EDITS, 1)
        path.write_bytes(edited(path.read_bytes(), [STYLE_EDITS[name]], chance))
        return path.name


def _planted(data: Data, slip: Slip | None, chance: Random) -> bool:
    return slip is None or slip(data, chance)


def _any(slips: Mapping[str, Slip], chance: Random) -> Slip:
    return slips[chance.choice(sorted(slips))]


def _sometimes(before: Data, chance: Random) -> Data | None:
    return before if chance.random() < 0.3 else None


def _asked(chance: Random) -> frozenset[str]:
    likely = {
        "en": 0.2, "strict": 0.2, "draft": 0.5, "quiet": 0.1, "named": 0.2, "words": 0.3,
        "file": 0.15, "archive": 0.08, "marked-compile": 0.1, "forced": 0.05,
    }  # fmt: skip
    return frozenset(what for what, share in likely.items() if chance.random() < share)


def _edition_of(path: Path) -> str:
    """Of a file at hand: what its data says, else what its name says."""
    if path.suffix == ".json":
        return str(json.loads(path.read_text("utf-8"))["format"])
    return EDITIONS[0] if "2019" in path.stem or "2020" in path.stem else EDITIONS[1]


def _write(path: Path, data: Data) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
