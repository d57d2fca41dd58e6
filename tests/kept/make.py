"""Makes what a release is remembered by: the files that offices hold from it.

    python tests/kept/make.py OUT

`given/` holds reports of three formats. Two have published figures (cangshan-2020,
yunze-2024); their sentences and contacts are ours, as is all else. From them the `nianbao`
installed beside this Python and LibreOffice make every kind of file, into OUT, a new folder;
`expected.json` there says what each file is read as. The folder of a released version
(0.1.0/) is made once, by that version, and never rebuilt: what offices hold is not rebuilt
either. tests/whole/test_kept.py reads all of them with the nianbao of today.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

GIVEN = Path(__file__).resolve().parent / "given"
FORM = "library-statement.toml"
DOCUMENTS = "documents.zip"  # they are stored uncompressed; packed, their bytes stay the same
REFERENCE = "reference.docx"
ESSENTIAL = (
    "format", "year", "agency", "narrative", "tables", "attachments", "slips", "archive", "prior",
)  # fmt: skip
Data = dict[str, Any]
# One command on a file with --json: its exit code and the document printed.
Run = Callable[..., tuple[int, Data]]

# What is compared


def seen(run: Run, path: Path, asked: Mapping[str, str]) -> Data:
    """What reading a kept file gives: the report, the verdict and, of a document, its proof.

    `asked` are the options that it needs, `format` and `prior`, as names of files beside it.
    Not compared: digests, words of messages, and findings of two kinds. Those of prose (P)
    get better with time; W204 and D120 say that the declaration has since been corrected.
    """
    options: dict[str, list[str | Path]] = {
        key: [f"--{key}", path.parent / asked[key]] if key in asked else []
        for key in ("format", "prior")
    }
    code, report = run("export", path, *options["format"])
    found: Data = {"export": code, "report": _essentials(report)}
    code, said = run("check", path, "--json", *options["format"], *options["prior"])
    findings = sorted(
        [f["code"], _where(f["place"]), *([f["slip"]["state"]] if f["slip"] else [])]
        for f in said["findings"]
        if not f["code"].startswith("P") and f["code"] not in ("W204", "D120")
    )
    found["check"] = {"code": code, "status": said["status"], "findings": findings}
    if path.suffix == ".docx":
        code, said = run("verify", path, "--json", *options["format"])
        changes = [[_where(c["place"]), c["was"], c["now"]] for c in said["changes"]]
        found["verify"] = {"code": code, "status": said["status"], "changes": changes}
    return found


def _essentials(report: Data) -> Data:
    kept = {key: report[key] for key in ESSENTIAL if report.get(key)}
    if prior := kept.get("prior"):
        kept["prior"] = {key: prior[key] for key in ("year", "agency", "tables")}
    return kept


def _where(place: Data) -> str:
    cell = f"{place['sheet']}!{place['cell']}" if place["cell"] else None
    figure = ".".join(place[key] or "" for key in ("table", "row", "column")).strip(".")
    paragraph = place["paragraph"] and f"paragraph {place['paragraph']}"
    return ", ".join(each for each in (cell, place["section"], figure, paragraph) if each)


# What is made


def nianbao(folder: Path, *words: str | Path, codes: Iterable[int] = (0,)) -> tuple[int, str]:
    program = Path(sys.executable).with_name("nianbao")
    done = subprocess.run(
        [program, *words], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode not in codes:
        raise SystemExit(f"{words}\n{done.stdout}{done.stderr}")
    return done.returncode, done.stdout


def saved_again(folder: Path, *names: str) -> None:
    """x.docx as LibreOffice saves it: x-saved.docx."""
    for name in names:
        ending = Path(name).suffix
        with TemporaryDirectory() as there:
            profile = f"-env:UserInstallation={Path(there, 'profile').as_uri()}"
            words = (profile, "--headless", "--convert-to", ending[1:], "--outdir", there)
            subprocess.run(["soffice", *words, folder / name], check=True, capture_output=True)
            shutil.move(Path(there, name), folder / f"{Path(name).stem}-saved{ending}")


def altered(folder: Path, name: str, old: str, new: str) -> None:
    """x.docx with one figure that a table shows exchanged: x-altered.docx."""
    target = folder / f"{Path(name).stem}-altered.docx"
    with zipfile.ZipFile(folder / name) as source, zipfile.ZipFile(target, "w") as package:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "word/document.xml":
                was = f"<w:t>{old}</w:t>".encode()
                assert content.count(was) == 1, old
                content = content.replace(was, f"<w:t>{new}</w:t>".encode())
            package.writestr(member, content)


def reference(folder: Path) -> None:
    """A reference document in which an office has changed every style."""
    import docx

    nianbao(folder, "reference-doc", "-o", REFERENCE)
    document = docx.Document(str(folder / REFERENCE))
    for style in document.styles:
        if hasattr(style, "font"):
            style.font.name, style.font.italic = "Cambria", True
    document.save(str(folder / REFERENCE))


def given(name: str) -> Data:
    report: Data = json.loads((GIVEN / f"{name}.json").read_text("utf-8"))
    return report


def with_figures(report: Data, *changes: tuple[str, object]) -> Data:
    report = deepcopy(report)
    for figure, value in changes:
        table, row, column = figure.split(".")
        report["tables"][table][row][column] = value
    return report


def explained(folder: Path) -> Data:
    """Three findings beside last year's report: two explained, one explanation grown stale."""
    report = given("yunze-2024")
    reasons = {"carried_in": "上年报告发布后更正过。", "carried_out": "年末集中收到一批申请。"}
    stale = with_figures(report, ("article20_1.normative_documents.in_force", 65))
    tokens = {row: token for row, token in _tokens(folder, report) if row in reasons}
    tokens |= {row: token for row, token in _tokens(folder, stale) if row not in reasons}
    lines = {"by": "办公室", "date": "2025年1月10日"}
    report["slips"] = [
        {"token": token, "reason": reasons.get(row, "合并印发过文件。"), **lines}
        for row, token in tokens.items()
    ]
    return report


def _tokens(folder: Path, report: Data) -> Iterable[tuple[str, str]]:
    written(folder / "asked.json", report)
    words = ("check", "asked.json", "--prior", GIVEN / "yunze-2023.json", "--json")
    _, said = nianbao(folder, *words, codes=(1,))
    (folder / "asked.json").unlink()
    return [(f["place"]["row"], f["token"]) for f in json.loads(said)["findings"]]


def workbook(folder: Path, form: str | Path, name: str, report: Data, *more: str | Path) -> None:
    written(folder / "from.json", report)
    words = ("--format", form, "--from", "from.json", "-o", f"{name}.xlsx")
    nianbao(folder, "new", *words, *more, codes=(0, 1))
    (folder / "from.json").unlink()


def make(folder: Path) -> None:
    old, new = "disclosure-2019", "disclosure-2021"
    nianbao(folder, "new", "--format", old, "-o", "blank-2019.xlsx")
    blank = ("--year", "2024", "--agency", "云泽市人民政府", "-o", "blank-2021.xlsx")
    nianbao(folder, "new", "--format", new, *blank)

    cangshan, yunze = given("cangshan-2020"), given("yunze-2024")
    wrong = with_figures(
        cangshan,
        ("requests.granted.total", 1),
        ("requests.carried_out.enterprise", 1), ("requests.carried_out.total", 1),
        ("article20_5.licences.change", -4), ("article20_6.penalties.decisions", "无"),
        ("article20_9.procurement.items", 1.5), ("requests.refused_internal.research", None),
        ("disputes.litigation_direct.pending", "/"),
    )  # fmt: skip
    wrong["narrative"]["problems"][2]["text"] = "（三）改进措施"
    workbook(folder, old, "cangshan", cangshan)
    workbook(folder, old, "cangshan-wrong", wrong)
    workbook(folder, new, "yunze", yunze)
    wrong = with_figures(yunze, ("requests.granted.natural_person", 1828))  # 1288
    workbook(folder, new, "yunze-wrong", wrong)
    workbook(folder, new, "yunze-2023", given("yunze-2023"))
    last_year = ("--prior", folder / "yunze-2023.xlsx")
    workbook(folder, new, "yunze-explained", explained(folder), *last_year)
    shutil.copy(GIVEN / FORM, folder)
    workbook(folder, folder / FORM, "library", given("library-2023"))
    saved_again(folder, "cangshan.xlsx", "yunze.xlsx")

    reference(folder)
    for name in ("cangshan", "yunze"):
        source, bad = f"{name}.xlsx", f"{name}-wrong.xlsx"
        nianbao(folder, "export", source, "-o", f"{name}.json")
        nianbao(folder, "check", bad, "--marked", f"{name}-marked.xlsx", codes=(1,))
        nianbao(folder, "compile", source, "-o", f"{name}.docx")
        nianbao(folder, "compile", bad, "--draft", "-o", f"{name}-draft.docx", codes=(0, 1))
        restyled = ("--reference-doc", REFERENCE, "-o", f"{name}-restyled.docx")
        nianbao(folder, "compile", source, *restyled)
        saved_again(folder, f"{name}.docx")
    altered(folder, "cangshan.docx", "175", "176")
    altered(folder, "yunze.docx", "3119", "3118")
    nianbao(folder, "compile", "yunze-explained.xlsx", "-o", "yunze-explained.docx")
    nianbao(folder, "compile", "library.xlsx", "--format", FORM, "-o", "library.docx")


# What is written down


def expected(folder: Path) -> Data:
    """Of each file the options it needs and what is seen; a report that several hold, once."""

    def run(*words: str | Path) -> tuple[int, Data]:
        code, out = nianbao(folder, *words, codes=(0, 1, 4))
        return code, json.loads(out)

    files = sorted(folder.iterdir(), key=lambda path: (path.stem, path.suffix))
    options = [(path, _asked(path)) for path in files if path.name not in (FORM, REFERENCE)]
    # A workbook beside last year's report, which knows nothing of it without.
    options.append((folder / "yunze.xlsx", {"prior": "yunze-2023.xlsx"}))
    reports: dict[str, Data] = {}
    read = []
    for path, asked in options:
        answer = seen(run, path, asked)
        same = (name for name, report in reports.items() if report == answer["report"])
        name = next(same, path.stem)
        reports[name] = answer["report"]
        read.append({"file": path.name, "asked": asked, **answer, "report": name})
    _, version = nianbao(folder, "--version")
    return {"made by": version.strip(), "read": read, "reports": reports}


def _asked(path: Path) -> dict[str, str]:
    return {"format": FORM} if path.name.startswith("library") else {}


def written(path: Path, content: Data) -> None:
    path.write_text(_lines(content, "") + "\n", "utf-8", newline="\n")


def _lines(value: Any, margin: str) -> str:
    """JSON with a row of figures or a paragraph a line."""
    parts = value.values() if isinstance(value, dict) else value
    if not isinstance(value, dict | list) or not any(isinstance(p, dict | list) for p in parts):
        return json.dumps(value, ensure_ascii=False)
    inner = [_lines(part, margin + " ") for part in parts]
    if isinstance(value, dict):
        inner = [f"{json.dumps(key)}: {part}" for key, part in zip(value, inner, strict=True)]
    left, right = "{}" if isinstance(value, dict) else "[]"
    return f"{left}\n{margin} " + f",\n{margin} ".join(inner) + f"\n{margin}{right}"


def main(out: str) -> None:
    target = Path(out).resolve()
    target.mkdir()  # what is there was made by a release, and stays
    make(target)
    written(target / "expected.json", expected(target))
    with zipfile.ZipFile(target / DOCUMENTS, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for document in sorted(target.glob("*.docx")):
            member = zipfile.ZipInfo(document.name)
            packed.writestr(member, document.read_bytes(), zipfile.ZIP_DEFLATED)
            document.unlink()


if __name__ == "__main__":
    main(*sys.argv[1:])
