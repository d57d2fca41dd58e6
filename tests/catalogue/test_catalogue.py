"""The catalogue of findings: stable codes, words in both languages, an example of each kind.

Examples stand where they can be read: tests/findings for what is wrong in a report,
`MISTAKES` for declarations, `EXAMPLES` below for workbooks and data files. That every kind
has one which brings it up is shown where the manual is made of them.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from compiler.catalogue.all import KINDS
from compiler.checks.every_check import check
from compiler.document.reference.specimen import reference_document
from compiler.edges.desk import desk_of
from compiler.edges.shelf import shelf_of
from compiler.pipeline import read as read_any
from compiler.report.data import read_data
from compiler.text.language import Text
from compiler.values.findings import Finding, Kind, Severity
from compiler.values.origin import Source
from tests.support import documents
from tests.support.cases import FINDINGS
from tests.support.examples import HERE, clean_data, declaration_of, report_of, workbook_of
from tests.support.looks import (
    CELL_PICTURE,
    STRUCK,
    drawn_on,
    merged_over,
    row_with,
    runs,
    sheet_hidden,
    shown_as,
    text_box,
)
from tests.support.running import nianbao
from tests.support.workbooks import (
    GOOD,
    SAMPLES,
    content,
    copied,
    edited,
    moved,
    read,
    renamed,
    replaced,
    without,
)

# What may stand in Chinese words: names of programs, formats, files and what is typed.
NAMES = {
    "nianbao", "new", "export", "Excel", "WPS", "Word", "UTF-8", "TOML", "JSON", "MiB", "F9",
    "NIANBAO_FORMATS", "REF", "VALUE", "XFD1048576", "sum", "o", "GB", "T", "XX", "N", "explain",
    "A4", "SHA-256", "GB2312", "reference-doc", "heading", "docx", "LibreOffice", "PDF", "A-2",
    "DA",
}  # fmt: skip
FILE_OR_OPTION = re.compile(r"(?<!\w)\.[a-z]+|--[a-z]+|\.~lock|~\$")
PLACEHOLDER = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
# Chinese that is itself what an English hint speaks of: how a document's number is written.
QUOTED = re.compile("〔\\d{4}〕\\d+号")
CHINESE = re.compile("[一-鿿]")


def texts(kind: Kind) -> dict[str, Text]:
    return {"message": kind.message, "hint": kind.hint, "page": kind.page}


def blanks(text: str) -> set[str]:
    """The values that a template asks for."""
    return set(PLACEHOLDER.findall(text))


def test_codes_and_names_are_unique_and_well_formed() -> None:
    codes, names = [k.code for k in KINDS], [k.name for k in KINDS]
    assert codes == sorted(set(codes))
    assert len(set(names)) == len(names)
    for kind in KINDS:
        assert re.fullmatch(r"[WSCTXYPDI]\d{3}", kind.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.name), kind.name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_words_of_a_kind(kind: Kind) -> None:
    for part, text in texts(kind).items():
        assert text.zh.strip(), part
        assert text.en.strip(), part
        foreign = set(
            re.findall(r"[A-Za-z][\w\-]*", FILE_OR_OPTION.sub("", bare(text.zh)), re.ASCII)
        )
        assert foreign <= NAMES, part
        assert not CHINESE.search(QUOTED.sub("", bare(text.en))), part
        assert not re.search("(?<=[一-鿿])[,;:!?]", text.zh), part
        if part != "page":  # which is shown as it stands
            assert blanks(text.zh) == blanks(text.en), part
    assert not re.search("请|建议", kind.message.zh), "only the hint advises"
    assert not re.search(r"\b(please|should be changed)\b", kind.message.en, re.IGNORECASE)


def bare(text: str) -> str:
    return PLACEHOLDER.sub("", text)


# Every kind has an example


def reported(found: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in found]


@cache
def clean() -> bytes:
    form = declaration_of()
    return workbook_of(report_of(clean_data(form), form), form)


def workbook(data: bytes, wanted: str | None = None) -> list[str]:
    return reported(read(data, wanted=wanted).findings)


def data_file(**changes: object) -> list[str]:
    data = {**clean_data(declaration_of()), **changes}
    return reported(
        read_data(json.dumps(data).encode(), Source("", "json", ""), "", shelf_of(), None).findings
    )


def unlabelled() -> bytes:
    """A workbook that lost its hidden sheet and properties."""
    return replaced(without(clean(), "_nianbao"), "docProps/custom.xml", "nianbao.format", "format")


def too_long(folder: Path) -> list[str]:
    path = folder / "a.json"
    data = clean_data(declaration_of())
    data["narrative"]["other"] = [{"level": "body", "text": "长" * 32768}]
    path.write_text(json.dumps(data), "utf-8")
    ran = nianbao(
        "new", "--format", "disclosure-2019", "--from", path, "-o", folder / "a.xlsx", "--json"
    )
    return [finding["code"] for finding in ran.json["findings"]]


def styled(folder: Path, edit: Callable[[str], str]) -> list[str]:
    """Compiled with a reference document whose styles were edited."""
    reference = folder / "参考文档.docx"
    reference.write_bytes(documents.edited(reference_document("zh"), edit, "word/styles.xml"))
    good = str(SAMPLES / f"{GOOD}.xlsx")
    return told("compile", good, "--reference-doc", str(reference), "-o", str(folder / "a.docx"))


def locked(folder: Path) -> list[str]:
    path = folder / "a.json"
    path.write_text(json.dumps(clean_data(declaration_of())), "utf-8")
    (folder / "~$a.json").touch()
    return reported(read_any(path, desk_of()).findings)


def below(last: int) -> Callable[[int], int]:
    """A row inserted below this one."""
    return lambda row: row + (row > last)


PROACTIVE, OTHER = "二、主动公开政府信息情况", "六、其他需要报告的事项"
ACROSS = str(FINDINGS / "across.toml")
EXAMPLES: dict[str, Callable[[Path], list[str]]] = {
    "W154": locked,
    "W201": lambda _: reported(refused("disclosure-2091")),
    "D301": lambda folder: archived(folder, fonds=""),
    "D302": lambda folder: archived(folder, retention="很久"),
    "D303": lambda folder: archived(folder, archive={"fonds": "J013"}),
    "D304": lambda folder: archived(folder),
    # Where there is no LibreOffice, D304 is said too.
    "D305": lambda folder: archived(folder, agency={"date": ""})[:1],
    "W185": lambda folder: archived(holding(folder, "包/旧.txt")),
    "W186": lambda folder: archived(holding(folder, "包")),
    "W187": lambda folder: archived(holding(folder, "旧包/bagit.txt"), "旧包/新包"),
    "W179": lambda _: told("check", str(SAMPLES / f"{GOOD}.json"), "--marked", "a.xlsx"),
    "W180": lambda _: told("export", str(SAMPLES / f"{GOOD}.xlsx"), "-o", "a.docx"),
    "W190": lambda _: told("check"),
    "W191": lambda _: told("explain", "T999"),
    "W310": lambda folder: told("formats", NIANBAO_FORMATS=str(folder / "nowhere")),
    "W311": lambda folder: told("formats", NIANBAO_FORMATS=str(twice(folder))),
    "W202": lambda _: workbook(unlabelled()),
    "W203": lambda _: workbook(clean(), ACROSS),
    "W204": lambda _: workbook(replaced(clean(), "xl/sharedStrings.xml", declaration_of().declaration.digest, "0")),
    "W205": lambda _: workbook(without(clean(), OTHER)),
    "W206": lambda _: workbook(renamed(clean(), OTHER, OTHER + " (2)")),
    "W207": lambda _: workbook(edited(clean(), PROACTIVE, {"A6": "其他"})),
    "W208": lambda _: workbook(moved(clean(), PROACTIVE, lambda row: {6: 7, 7: 6}.get(row, row))),
    "W209": lambda _: workbook(edited(clean(), PROACTIVE, {"A11": "其他对外管理服务事"})),
    "W210": lambda _: workbook(edited(moved(clean(), PROACTIVE, below(7)), PROACTIVE, {"A8": "规章"})),
    "W211": lambda _: workbook(edited(clean(), PROACTIVE, {"F9": "另记"})),
    "W212": lambda _: workbook(edited(clean(), "封面", {"B5": "另一县司法局"})),
    "W213": lambda _: workbook(edited(clean(), OTHER, {"A5": "大标题"})),
    "W214": lambda _: workbook(copied(clean(), OTHER, "草稿纸")),
    "W216": lambda _: workbook(edited(clean(), "封面", {"B7": "甲科\n乙科"})),
    "C103": lambda _: workbook(
        edited(clean(), PROACTIVE, {"D10": content("<c><f>B20+1</f></c>")})),
    "C106": lambda _: workbook(
        shown_as(clean(), PROACTIVE, "C21", 961716, '0\\.0,"万"')),
    "C107": lambda _: workbook(
        edited(clean(), PROACTIVE, {"D10": content(runs((STRUCK, "8"), ("", "9")))})),
    "C109": lambda _: workbook(edited(clean(), OTHER, {"B6": content(CELL_PICTURE)})),
    "C141": lambda _: workbook(
        row_with(edited(clean(), OTHER, {"B6": "草稿，勿公开。"}), OTHER, 6, hidden="1")),
    "C142": lambda _: workbook(
        edited(clean(), OTHER, {"B6": content(runs(("", "留下。"), (STRUCK, "删去。")))})),
    "C143": lambda _: workbook(
        merged_over(edited(clean(), OTHER, {"B6": "盖住的一段。"}), OTHER, "B5:B6")),
    "C144": lambda _: workbook(shown_as(clean(), OTHER, "B6", 0.5, "# ?/?")),
    "C145": lambda _: reported(
        check(read(edited(clean(), OTHER, {"B6": "\uf06c做好工作。"})))),
    "W225": lambda _: workbook(sheet_hidden(clean(), OTHER)),
    "W226": lambda _: workbook(sheet_hidden(copied(clean(), OTHER, f"{OTHER} (2)"), OTHER)),
    "W227": lambda _: workbook(drawn_on(clean(), OTHER, text_box("写在框里的话。"))),
    "W220": lambda _: data_file(year=float("nan")),
    "W221": lambda _: data_file(years=2020),
    "W222": lambda _: data_file(year="二〇二〇"),
    "W224": too_long,
    "D401": lambda folder: styled(folder, lambda sheet: sheet.replace('"Body Text"', '"Text"')),
    "D402": lambda folder: styled(folder, lambda sheet: sheet.replace('"000000"', '"FFFFFF"', 1)),
}  # fmt: skip


def told(*words: str, **environment: str) -> list[str]:
    return [
        finding["code"] for finding in nianbao(*words, "--json", **environment).json["findings"]
    ]


def archived(
    folder: Path,
    output: str = "包",
    archive: object = None,
    fonds: str = "J012",
    retention: str = "永久",
    agency: Mapping[str, str] | None = None,
) -> list[str]:
    """What is said of a clean report put into a package, where there is no LibreOffice."""
    source = folder / "年报.json"
    clean = clean_data(declaration_of())
    clean["agency"] = {"date": "2021年1月15日", **clean["agency"], **(agency or {})}
    source.write_text(json.dumps({**clean, "archive": archive or {}}))
    entries = {"--fonds": fonds, "--retention": retention, "--topic": "BGS", "--item": "1"}
    given = [word for option, value in entries.items() if value for word in (option, value)]
    return told("archive", str(source), "-o", str(folder / output), *given, PATH=str(folder))


def holding(folder: Path, taken: str) -> Path:
    """The folder with a file of this name in it."""
    (folder / taken).parent.mkdir(exist_ok=True)
    (folder / taken).touch()
    return folder


def twice(folder: Path) -> Path:
    """An office's folder in which two files declare one id."""
    for name in ("a.toml", "b.toml"):
        (folder / name).write_bytes((FINDINGS / "across.toml").read_bytes())
    return folder


def refused(name: str) -> tuple[Finding, ...]:
    found = shelf_of().asked(name)
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize("code", EXAMPLES)
def test_example_of_a_kind(code: str, tmp_path: Path) -> None:
    assert EXAMPLES[code](tmp_path) == [code]


def test_a_clean_workbook_and_clean_data_are_read_without_a_word() -> None:
    assert workbook(clean()) == []
    assert data_file() == []


def test_every_kind_is_reported_somewhere() -> None:
    """No kind is declared that nothing gives."""
    used = set(chain.from_iterable(
        names(path) for path in (HERE.parent / "compiler").rglob("*.py")
        if path.parent.name != "catalogue"
    ))  # fmt: skip
    assert [kind.code for kind in KINDS if constant_of(kind) not in used] == []


def constant_of(kind: Kind) -> str:
    return constants()[kind.code]


@cache
def constants() -> dict[str, str]:
    """The name under which each kind is declared, by its code."""
    import importlib
    import pkgutil

    from compiler import catalogue

    found = {}
    for module in pkgutil.iter_modules(catalogue.__path__):
        inside = importlib.import_module(f"compiler.catalogue.{module.name}")
        found |= {v.code: name for name, v in vars(inside).items() if isinstance(v, Kind)}
    return found


@cache
def names(path: Path | str) -> frozenset[str]:
    """Every name and string of a file."""
    tree = ast.parse((HERE / path).read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
    return frozenset(found)


def test_warnings_and_advice_never_block() -> None:
    """Families that say the report is wrong are errors unless practice says otherwise: how a
    thing is written, what is only unlikely, and what differs between two years.
    """
    milder = {k.code for k in KINDS if k.severity is not Severity.ERROR}
    assert {code for code in milder if code[0] in "TXYDP"} <= MILDER


MILDER = {
    "D108", "D109", "D112", "D113", "D304", "D305", *(f"D{number}" for number in range(201, 218)), "P202", "P302", "P303", "P502", "P503", "P601", "P602", "P701", "P702", "P703",
    "P704", "P801", "P802", "Y101", "Y102", "Y501", "Y601", "Y602",
}  # fmt: skip
