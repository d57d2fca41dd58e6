"""A report of another kind, in English, declared outside the package: all the way to .docx.

`library/` holds the declaration and a filled report; no line of Python knows of them.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from compiler.ooxml.cells.raw import RawCell
from tests.support import workbooks
from tests.support.documents import whole_text
from tests.support.office import converted
from tests.support.running import Ran, nianbao

LIBRARY = Path(__file__).parents[1] / "library"
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
Edit = Callable[[dict[str, Any]], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(LIBRARY / "library-statement.toml", tmp_path)
    return tmp_path


def _english(folder: Path, *words: str | Path) -> Ran:
    ran = nianbao(*words, "--lang", "en", NIANBAO_FORMATS=str(folder))
    assert not CHINESE.search(ran.out + ran.err), ran.out + ran.err
    return ran


def _report(folder: Path, edit: Edit | None = None, name: str = "report.json") -> Path:
    data = json.loads((LIBRARY / "statement-2023.json").read_text("utf-8"))
    if edit:
        edit(data)
    path = folder / name
    path.write_text(json.dumps(data), "utf-8")
    return path


def _workbook(folder: Path, edit: Edit | None = None) -> Path:
    source, made = _report(folder, edit), folder / "report.xlsx"
    form = folder / "library-statement.toml"
    ran = _english(folder, "new", "--format", form, "--from", source, "-o", made, "--force")
    assert ran.code == 0, ran.out
    return made


def _found(folder: Path, report: Path, *more: str | Path) -> set[tuple[str, str | None, str]]:
    """(code, rule, cell) of every error and warning."""
    shown = _english(folder, "check", report, "--json", *more).json["findings"]
    return {
        (f["code"], f["rule"], f"{f['place']['sheet']} {f['place']['cell']}")
        for f in shown
        if f["severity"] != "advice"
    }


def test_it_goes_all_the_way_to_a_verified_document(folder: Path) -> None:
    book, document = _workbook(folder), folder / "report.docx"
    assert _english(folder, "check", book, "--strict").code == 0
    assert _english(folder, "compile", book, "-o", document).code == 0
    assert _english(folder, "verify", document, "--against", book).code == 0
    exported = _english(folder, "export", document).json
    given = json.loads((LIBRARY / "statement-2023.json").read_text("utf-8"))
    assert {key: exported[key] for key in given} == given


def test_a_path_does_as_well_as_the_folder_of_formats(folder: Path) -> None:
    form, source = folder / "library-statement.toml", _report(folder)
    book = folder / "by-path.xlsx"
    made = nianbao("new", "--format", form, "--from", source, "--prior", source, "-o", book)
    assert made.code == 0, made.out
    ran = nianbao("compile", book, "--format", form, "--draft", "-o", folder / "by-path.docx")
    assert (folder / "by-path.docx").exists(), ran.out


def test_nothing_in_the_workbook_is_chinese(folder: Path) -> None:
    with zipfile.ZipFile(_workbook(folder)) as package:
        # The theme is Office's own list of fonts for every script.
        for name in set(package.namelist()) - {"xl/theme/theme1.xml"}:
            assert not CHINESE.search(package.read(name).decode()), name


def test_nothing_visible_in_the_document_is_chinese(folder: Path) -> None:
    document = folder / "report.docx"
    _english(folder, "compile", _workbook(folder), "-o", document)
    text = whole_text(document.read_bytes())
    assert not CHINESE.search(text)
    assert text.startswith("Annual statement of Ashford Vale Public Library, 2023")
    # {loans}, {visits}, {loans per visit}, {income}
    assert "lent 101803 items to its readers and counted 77256 visits" in text
    assert "1.32 loans a visit" in text
    assert "£652.17 thousand" in text


def test_a_draft_is_english_too(folder: Path) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["tables"]["stock"]["books"]["withdrawn"] = None

    document = folder / "draft.docx"
    _english(folder, "compile", _workbook(folder, edit), "--draft", "-o", document)
    text = whole_text(document.read_bytes())
    assert "This is a draft" in text
    assert not CHINESE.search(text)


GIFTS_WITHIN_CHARGES = """
[[rule]]
id = "gifts-within-charges"
each = ["income.columns"]
holds = "gifts <= charges"
result = "charges"
words = "Gifts ≤ Charges and sales"

[[figure]]
name = "growth"
value = "(stock.total.closing - stock.total.opening) * 100 / stock.total.opening"
decimals = 1
suffix = "%"
rise = "up "
fall = "down "
same = "as \\"large\\" as before"

[[figure]]
name = "more loans"
value = "loans.total.total - loans.total.total"
rise = "more by "
fall = "fewer by "
same = "as many"
"""


def _not_applicable(folder: Path) -> Path:
    """Of another declaration: no gifts were budgeted, and nobody knows the opening stock.

    The total of all income adds what there is; the bound and the closing stock rest on what
    does not apply.
    """
    changed = folder / "changed"
    changed.mkdir()
    declared = (LIBRARY / "library-statement.toml").read_text("utf-8")
    opening = '{ id = "opening", label = "On 1 January"'
    assert opening in declared
    declared = declared.replace(opening, opening + ", not_applicable = true")
    closing = declared.index('{ id = "closing", label = "On 31 December"')
    at = declared.index("}", closing)
    declared = f"{declared[:at]}, not_applicable = true {declared[at:]}"
    (changed / "library-statement.toml").write_text(declared + GIFTS_WITHIN_CHARGES, "utf-8")

    def edit(data: dict[str, Any]) -> None:
        tables = data["tables"]
        tables["income"]["gifts"]["budgeted"] = "/"
        tables["income"]["total"]["budgeted"] = sum(
            tables["income"][row]["budgeted"] for row in ("grant", "charges")
        )
        tables["stock"]["local"] = dict.fromkeys(tables["stock"]["local"], 0)
        tables["stock"]["local"] |= {"opening": "/", "closing": "/"}
        tables["stock"]["total"] = {
            column: sum(tables["stock"][row][column] for row in ("books", "media"))
            for column in tables["stock"]["total"]
        }

    return _workbook(changed, edit)


def test_what_does_not_apply_is_no_number_in_any_rule(folder: Path) -> None:
    book = _not_applicable(folder)
    assert _found(folder / "changed", book) == set()
    shown = workbooks.raw_cells(book.read_bytes())
    states = Counter(cell.text for (_, column), cell in shown["Checks"].items() if column == 8)
    assert states["/"] == 2  # the closing stock of 0 and the bound of no gifts
    assert "✗" not in states
    quoted = {cells[1].text for cells in _rows(shown["Quotable figures"]) if len(cells) > 1}
    assert {"as many", "down 0.6%"} <= quoted, sorted(quoted)
    assert [shown["Checks"][3, 1].text, shown["3. Collection"][3, 1].text] == [
        "Checks: all hold"
    ] * 2
    exported = _english(folder / "changed", "export", book).json
    assert exported["tables"]["stock"]["local"]["closing"] == "/"

    def wrong(data: dict[str, Any]) -> None:
        data["tables"]["income"]["gifts"]["received"] = "/"

    found = _english(folder, "check", _report(folder, wrong), "--json").json
    assert [f["rule"] for f in found["findings"] if f["severity"] == "error"] == ["income-total"]
    changed = {(c["place"]["row"], c["to"]) for repair in found["repairs"] for c in repair}
    assert changed
    assert "gifts" not in {row for row, _ in changed}


def test_libreoffice_opens_both_and_its_checks_hold(folder: Path) -> None:
    book, document = _workbook(folder), folder / "report.docx"
    slashed = _not_applicable(folder).replace(folder / "slashed.xlsx")
    _english(folder, "compile", book, "-o", document)
    saved, other = converted([book, slashed], folder / "saved", recalculating=True)
    assert _shown(other) == _shown(slashed)
    assert _found(folder, saved) == set()
    cells = workbooks.raw_cells(saved.read_bytes())["Checks"].values()
    states = [cell.text for cell in cells if cell.text in ("✓", "✗", "blank")]
    assert states == ["✓"] * 23
    assert converted([document], folder / "saved", to="pdf")


def _shown(book: Path) -> dict[str, list[str]]:
    """What stands on each sheet, cell by cell."""
    sheets = workbooks.raw_cells(book.read_bytes())
    return {
        name: [cell.text for _, cell in sorted(cells.items()) if cell.text]
        for name, cells in sheets.items()
        if name in ("Checks", "3. Collection", "5. Income", "Quotable figures")
    }


def _rows(cells: Mapping[tuple[int, int], RawCell]) -> list[list[RawCell]]:
    rows = sorted({row for row, _ in cells})
    return [[cell for at, cell in sorted(cells.items()) if at[0] == row] for row in rows]


def test_a_heading_may_name_the_year_and_the_body(folder: Path) -> None:
    form = folder / "library-statement.toml"
    declared = form.read_text("utf-8")
    for old, new in (
        ("2. Lending", '2. Lending in {year}"\nsheet = "Lending'),
        ("6. Problems and plans", '6. Plans of {agency}"\nsheet = "Plans'),
    ):
        declared = declared.replace(f'heading = "{old}', f'heading = "{new}')
    form.write_text(declared, "utf-8")
    book, document, again = _workbook(folder), folder / "report.docx", folder / "again.json"
    assert {"Lending", "Plans"} <= set(workbooks.raw_cells(book.read_bytes()))
    assert _english(folder, "compile", book, "--strict", "-o", document).code == 0
    text = whole_text(document.read_bytes())
    assert "2. Lending in 2023" in text
    assert "6. Plans of Ashford Vale Public Library" in text
    assert "{" not in text
    assert _english(folder, "verify", document, "--against", book).code == 0
    assert _english(folder, "export", document, "-o", again).code == 0
    given = json.loads((LIBRARY / "statement-2023.json").read_text("utf-8"))
    exported = json.loads(again.read_text("utf-8"))
    assert {key: exported[key] for key in given} == given


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("loans.young.total", 11093, ("T201", "loans-by-branch", "2. Lending F7")),
        ("stock.media.closing", 7867, ("T201", "stock-closing", "3. Collection E6")),
        ("branches.northgate.loans", 27659, ("X301", "loans-of-all-branches", "2. Lending F9")),
        ("branches.mobile.active", 755, ("T401", "active-within-registered", "4. Branches E7")),
        ("income.total.received", 652.18, ("T201", "income-total", "5. Income C9")),
    ],
)
def test_a_wrong_figure_is_found_at_its_cell(
    folder: Path, path: str, value: float, expected: tuple[str, str, str]
) -> None:
    table, row, column = path.split(".")
    book = _workbook(folder, lambda data: data["tables"][table][row].update({column: value}))
    assert expected in _found(folder, book)
    rule = next(r for r in _rules() if r["id"] == expected[1])
    if hint := rule.get("hint"):
        assert hint in " ".join(_english(folder, "check", book).out.split())


def _rules() -> list[dict[str, str]]:
    import tomllib

    declared = tomllib.loads((LIBRARY / "library-statement.toml").read_text("utf-8"))
    rules: list[dict[str, str]] = declared["rule"]
    return rules


def test_money_is_read_in_every_unit_declared(folder: Path) -> None:
    for written in ("£35,620", "35,620 pounds", "35.62 £ thousand", "0.03562 £ million"):
        book = _report(
            folder, lambda d, w=written: d["tables"]["income"]["charges"].update(received=w)
        )
        assert _english(folder, "export", book).json["tables"]["income"]["charges"][
            "received"
        ] == pytest.approx(35.62)


def test_the_text_is_held_to_what_the_sections_need(folder: Path) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["narrative"] = {
            "summary": [{"level": "body", "text": "A year of {visit} like others."}],
            "outlook": [{"level": "body", "text": "The roof leaks."}],
        }

    found = _english(folder, "check", _report(folder, edit), "--json").json["findings"]
    assert {"P101", "S132"} <= {f["code"] for f in found}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The library lent 101,803 items to its readers.", None),
        ("In 2023 the library lent 101,903 items to its readers.", "lent 101,903"),
        ("Adults borrowed 61,075 items, children 29,663.", "Adults borrowed 61,075"),
        ("The Central branch counted 52,310 visits.", None),
        ("The Central branch counted 52,319 visits.", "Central branch counted 52,319"),
        ("It acquired 3,875 books and withdrew 4,120.", None),
        ("It acquired 3,857 books and withdrew 4,120.", "acquired 3,857"),
        ("The collection stood at 74,198 items.", "collection stood at 74,198"),
        ("The council grant received was £621,500.", "council grant received was £621,500"),
        ("No books were withdrawn.", "No books were withdrawn"),
        ("No local history items were withdrawn.", None),
        # another year, a plan, another thing, roughly, an unknown word
        ("In 2022 the library lent 98,000 items.", None),
        ("Next year we plan to lend 120,000 items.", None),
        ("The library lent 12 computers.", None),
        ("About 100,000 items were lent.", None),
        ("Talented children borrowed 29,000 items.", None),
    ],
)
def test_its_sentences_are_held_to_its_tables(folder: Path, text: str, wrong: str | None) -> None:
    def edit(data: dict[str, Any]) -> None:
        data["narrative"]["summary"][0]["text"] = text

    shown = _english(folder, "check", _report(folder, edit), "--json").json["findings"]
    accused = [f for f in shown if f["code"][0] == "P" and f["severity"] != "advice"]
    marked = [words for f in accused for words in re.findall(r"\[(.+?)\]", f["message"])]
    assert marked == ([] if wrong is None else [wrong])


def test_last_year_is_carried_over_and_compared(folder: Path) -> None:
    last = _report(folder, lambda d: d.update(year=2022), "last.json")
    found = _found(folder, _workbook(folder), "--prior", last)
    assert ("Y301", "opening-from-last-year", "3. Collection B5") in found
    following = folder / "next.xlsx"
    _english(folder, "new", "--format", "library-statement", "--prior", last, "-o", following)
    stock = _english(folder, "export", following).json["tables"]["stock"]
    assert stock["books"]["opening"] == 63965
    # A total of totals follows what was carried over.
    assert stock["total"]["opening"] == stock["total"]["closing"] == 74189
