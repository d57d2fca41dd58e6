"""What other programs make of a document: each program's way, and what is seen of the result.

Given a document as a file, gives what a program made of it; given that, what `verify` says, how
many figures stand in their cell, the bookmarks and the page numbers. It knows no page.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html

# The versions that are installed into a folder of their own; the page names them, too.
PINNED = {
    "docxcompose": "2.2.0",
    "mammoth": "1.13.0",
    "docx2txt": "0.9",
    "docx2python": "3.7.1",
    "markitdown": "0.1.9",
    "pypandoc-binary": "1.17",
}
EXTRAS = {"markitdown": "markitdown[docx]"}
SECONDS = 300

Rows = list[list[str]]
# What a document shows: for each table its figures by row and column.
Expected = Sequence[Mapping[tuple[int, int], str]]


class MissingError(Exception):
    """A program is not there or did nothing with the document."""


@dataclass(frozen=True, slots=True)
class Tools:
    """`python` has the pinned packages; `folder` is emptied after the run."""

    python: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Way:
    """How one program is asked; `made` gives its file, or its tables where it writes no .docx."""

    program: str
    done: str
    version: Callable[[Tools], str]
    made: Callable[[Tools, Path, Path], Path | list[Rows]]


def _run(*command: str | Path) -> str:
    try:
        done = subprocess.run(
            [str(word) for word in command], capture_output=True, text=True, encoding="utf-8",
            timeout=SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise MissingError(str(fault)) from fault
    if done.returncode:
        raise MissingError(done.stderr.strip()[-300:])
    return done.stdout


def _first_number(text: str) -> str:
    found = re.search(r"\d+(\.\d+)+", text)
    return found[0] if found else text.strip()


def _of_program(*command: str) -> Callable[[Tools], str]:
    return lambda _: _first_number(_run(*command))


def _pinned(name: str) -> Callable[[Tools], str]:
    said = "import sys, importlib.metadata as m; print(m.version(sys.argv[1]))"
    return lambda tools: _run(tools.python, "-c", said, name).strip()


def _office(tools: Tools, source: Path, *kinds: str) -> Path:
    """Saved by LibreOffice as one kind after another."""
    for number, kind in enumerate(kinds):
        target = tools.folder / f"office-{'-'.join(kinds)}-{number}"
        _run(
            "soffice", f"-env:UserInstallation={(tools.folder / 'profile').as_uri()}", "--headless",
            "--norestore", "--convert-to", kind, "--outdir", target, source,
        )  # fmt: skip
        source = target / f"{source.stem}.{kind}"
        if not source.is_file():
            raise MissingError(f"LibreOffice wrote no {kind}")
    return source


def _saved(*kinds: str) -> Callable[[Tools, Path, Path], Path]:
    return lambda tools, document, _: _office(tools, document, *kinds)


def _pandoc_program(tools: Tools) -> str:
    """The one that its package brings along."""
    return _run(tools.python, "-c", "import pypandoc; print(pypandoc.get_pandoc_path())").strip()


def _pandoc_version(tools: Tools) -> str:
    return _first_number(_run(_pandoc_program(tools), "--version"))


def _pandoc(tools: Tools, document: Path, _: Path) -> Path:
    target = tools.folder / "pandoc.docx"
    _run(_pandoc_program(tools), document, "-o", target)
    return target


def _pandoc_html(tools: Tools, document: Path, _: Path) -> list[Rows]:
    return tables_of_html(_run(_pandoc_program(tools), document, "-t", "html"))


def _abiword(tools: Tools, document: Path, _: Path) -> Path:
    target = tools.folder / "abiword.docx"
    _run("abiword", "--to=docx", f"--to-name={target}", document)
    return target


_JOIN = """
import sys, docx
from docxcompose.composer import Composer
first, second, target = sys.argv[1:]
master = docx.Document(first) if first else docx.Document()
joined = Composer(master)
joined.append(docx.Document(second))
joined.save(target)
"""


def _joined(first: bool) -> Callable[[Tools, Path, Path], Path]:
    """Ours behind an empty document, or another report behind ours."""

    def made(tools: Tools, document: Path, other: Path) -> Path:
        target = tools.folder / f"joined-{first}.docx"
        words = (str(document), other) if first else ("", document)
        _run(tools.python, "-c", _JOIN, *words, target)
        return target

    return made


_READ = {
    "mammoth": "import mammoth; out = mammoth.convert_to_html(open(sys.argv[1], 'rb')).value",
    "markitdown": (
        "import markitdown; out = markitdown.MarkItDown().convert(sys.argv[1]).text_content"
    ),
    "docx2txt": "import docx2txt; out = docx2txt.process(sys.argv[1])",
    "docx2python": (
        "from docx2python import docx2python; out = [[[' '.join(cell) for cell in row] "
        "for row in table] for table in docx2python(sys.argv[1]).body]"
    ),
}


def _read(name: str, tools: Tools, document: Path) -> object:
    said = f"import sys, json; {_READ[name]}; print(json.dumps(out))"
    return json.loads(_run(tools.python, "-c", said, document))


def _reading(
    name: str, tables: Callable[[object], list[Rows]]
) -> Callable[[Tools, Path, Path], list[Rows]]:
    return lambda tools, document, _: tables(_read(name, tools, document))


def _of_python(told: object) -> list[Rows]:
    """Text between tables is a table of one cell there."""
    assert isinstance(told, list)
    return [table for table in told if len(table) > 1]


def _of_markdown(told: object) -> list[Rows]:
    tables: list[Rows] = []
    inside = False
    for line in str(told).splitlines():
        if not line.startswith("|"):
            inside = False
            continue
        if not inside:
            tables.append([])
            inside = True
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not all(re.fullmatch(":?-+:?", cell) for cell in cells):
            tables[-1].append(cells)
    # A table without a head comes with an empty one.
    return [[row for row in table if any(row)] for table in tables]


def _of_text(told: object) -> list[Rows]:
    """Plain text has no cells: one table of one column, every line a row."""
    return [[[line.strip()] for line in str(told).splitlines() if line.strip()]]


WAYS = (
    Way("LibreOffice", "docx → docx", _of_program("soffice", "--version"), _saved("docx")),
    Way("LibreOffice", "docx → doc → docx", _of_program("soffice", "--version"), _saved("doc", "docx")),
    Way("LibreOffice", "docx → odt → docx", _of_program("soffice", "--version"), _saved("odt", "docx")),
    Way("pandoc", "docx → docx", _pandoc_version, _pandoc),
    Way("pandoc", "docx → html", _pandoc_version, _pandoc_html),
    Way("AbiWord", "docx → docx", _of_program("abiword", "--version"), _abiword),
    Way("docxcompose", "并入空白文档", _pinned("docxcompose"), _joined(first=False)),
    Way("docxcompose", "后面接上另一份年报", _pinned("docxcompose"), _joined(first=True)),
    Way("mammoth", "docx → html", _pinned("mammoth"), _reading("mammoth", lambda t: tables_of_html(str(t)))),
    Way("docx2txt", "docx → 纯文本", _pinned("docx2txt"), _reading("docx2txt", _of_text)),
    Way("docx2python", "docx → 列表", _pinned("docx2python"), _reading("docx2python", _of_python)),
    Way("markitdown", "docx → Markdown", _pinned("markitdown"), _reading("markitdown", _of_markdown)),
)  # fmt: skip


def tables_of_html(text: str) -> list[Rows]:
    """Tables with their spans filled in."""
    root = html.fromstring(f"<div>{text}</div>")
    return [_expanded(table) for table in root.iter("table")]


def _expanded(table: etree._Element) -> Rows:
    held: dict[tuple[int, int], str] = {}
    rows = list(table.iter("tr"))
    for at, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (at, column) in held:
                column += 1
            text = "".join(str(part) for part in cell.itertext()).strip()
            for below in range(int(cell.get("rowspan", "1"))):
                for beside in range(int(cell.get("colspan", "1"))):
                    held[at + below, column + beside] = text
            column += int(cell.get("colspan", "1"))
    width = 1 + max((column for _, column in held), default=0)
    return [[held.get((at, column), "") for column in range(width)] for at in range(len(rows))]


@dataclass(frozen=True, slots=True)
class Seen:
    """As the page says it; "—" where there is nothing of the kind."""

    verified: str
    figures: str
    bookmarks: str
    numbers: str


def seen(made: Path | list[Rows], expected: Expected, root: Path) -> Seen:
    if isinstance(made, list):
        return Seen("—", _in_place(made, expected), "—", "—")
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
                 if name.endswith(".xml")}  # fmt: skip
    tables = _of_docx(made)
    return Seen(
        _verified(made, root), _in_place(tables, expected), _bookmarks(parts), _numbers(parts)
    )


def _verified(document: Path, root: Path) -> str:
    command = [sys.executable, "-m", "compiler", "verify", str(document), "--json"]
    done = subprocess.run(command, capture_output=True, cwd=root, check=False)
    told = json.loads(done.stdout)
    codes = dict.fromkeys(f["code"] for f in told["findings"] if f["code"].startswith("D1"))
    return " ".join((told["status"], *codes))


def _of_docx(document: Path) -> list[Rows]:
    import docx

    return [
        [[cell.text.strip() for cell in row.cells] for row in table.rows]
        for table in docx.Document(str(document)).tables
    ]


def _bookmarks(parts: Mapping[str, str]) -> str:
    names = re.findall(
        r'<w:bookmarkStart[^>]*w:name="(表[^"]*_[A-Z]+[0-9]+)"', parts["word/document.xml"]
    )
    twice = sum(1 for count in Counter(names).values() if count > 1)
    return f"{len(set(names))}" + (f"，{twice} 个重名" if twice else "")


def _numbers(parts: Mapping[str, str]) -> str:
    feet = [text for name, text in parts.items() if name.startswith("word/footer")]
    if any(re.search(r"\bPAGE\b", text) for text in feet):
        return "域"
    return "固定的字" if any(re.search(r"<w:t[^>]*>[^<]*\d", text) for text in feet) else "没有"


def _in_place(tables: list[Rows], expected: Expected) -> str:
    wanted = sum(map(len, expected))
    if len(tables) == 1 and all(len(row) == 1 for row in tables[0]):
        return f"{_in_order([row[0] for row in tables[0]], expected)}/{wanted}"
    found = 0
    for table, figures in zip(tables, expected, strict=False):
        for (row, column), text in figures.items():
            found += row < len(table) and column < len(table[row]) and table[row][column] == text
    return f"{found}/{wanted}"


def _in_order(lines: list[str], expected: Expected) -> int:
    """How many figures follow one another as they do in the document."""
    left: Iterator[str] = iter(lines)
    figures = [text for table in expected for _, text in sorted(table.items())]
    return sum(1 for text in figures if any(line == text for line in left))
