"""One of each kind of file that nianbao makes: sound, durable, and opened by another program.

That both validators accept each of them is seen when a test ends (tests/support/produced.py); here
stands that they would be heard.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest

from compiler.document.gbt9704 import FONTS
from compiler.document.reference.specimen import reference_document
from compiler.document.reference.uses import USES
from tests.support import produced
from tests.support.documents import (
    BODY,
    PROPERTIES,
    draft_document,
    edited,
    good_document,
    packed,
)
from tests.support.office import converted
from tests.support.produced import Product, invalid, structure, unlawful
from tests.support.running import nianbao
from tests.support.workbooks import FAULTY, GOOD, SAMPLES, blank_form, full_form, parts_of

HERE = Path(__file__).parents[1]
CITY = HERE / "prose" / "contexts" / "city-2024.json"
CITY_PRIOR = CITY.with_suffix(".prior.json")
LIBRARY = HERE / "library"


def made(*words: str | Path, ending: str, codes: tuple[int, ...] = (0,)) -> bytes:
    """What one command writes; OUT stands for the path."""
    with TemporaryDirectory() as folder:
        target = Path(folder, f"out{ending}")
        ran = nianbao(*(target if word == "OUT" else word for word in words))
        assert ran.code in codes, ran.out
        return target.read_bytes()


def form_of_2021() -> bytes:
    line = ("new", "--format", "disclosure-2021", "--from", CITY, "--prior", CITY_PRIOR)
    return made(*line, "-o", "OUT", ending=".xlsx")


def marked_of_2021() -> bytes:
    with TemporaryDirectory() as folder:
        book = Path(folder, "年报.xlsx")
        data = CITY.read_text("utf-8")
        # The first figure that is wrong afterwards.
        broken = Path(folder, "年报.json")
        broken.write_text(re.sub(r'("total": )\d+', r"\g<1>9999999", data, count=1), "utf-8")
        new = ("new", "--format", "disclosure-2021", "--from", broken, "-o", book)
        assert nianbao(*new).code in (0, 1)
        return made("check", book, "--marked", "OUT", ending=".xlsx", codes=(1,))


def marked_of_2019() -> bytes:
    book = SAMPLES / f"{FAULTY}.xlsx"
    return made("check", book, "--marked", "OUT", ending=".xlsx", codes=(1,))


def restyled(draft: bool = False) -> bytes:
    with TemporaryDirectory() as folder:
        document = docx.Document(BytesIO(reference_document("zh")))
        for style in document.styles:
            if style.name in USES and hasattr(style, "font"):
                style.font.name, style.font.italic = "Cambria", True
        reference = Path(folder, "参考文档.docx")
        document.save(str(reference))
        source = SAMPLES / f"{FAULTY if draft else GOOD}.xlsx"
        line = ("compile", source, "--reference-doc", reference, "-o", "OUT")
        return made(*line, *["--draft"] * draft, ending=".docx", codes=(int(draft),))


def english(*words: str) -> bytes:
    line = ("compile", LIBRARY / "statement-2023.json", "-o", "OUT", *words)
    return made(*line, "--format", LIBRARY / "library-statement.toml", ending=".docx")


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "2019": good_document,
    "draft": draft_document,
    "2021": lambda: made("compile", CITY, "--prior", CITY_PRIOR, "-o", "OUT", ending=".docx"),
    "English": english,
    "English draft": lambda: english("--draft"),
    "reference": lambda: reference_document("zh"),
    "English reference": lambda: reference_document("en"),
    "restyled": restyled,
    "restyled draft": lambda: restyled(draft=True),
}
WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "2019 blank": blank_form,
    "2019 filled": full_form,
    "2019 marked": marked_of_2019,
    "2021 with last year": form_of_2021,
    "2021 marked": marked_of_2021,
}


@cache
def product(name: str) -> Product:
    if name in DOCUMENTS:
        return Product(DOCUMENTS[name](), ".docx")
    return Product(WORKBOOKS[name](), ".xlsx")


@pytest.mark.parametrize("name", [*DOCUMENTS, *WORKBOOKS])
def test_both_validators_accept_it(name: str) -> None:
    assert invalid(product(name)) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_it_holds_nothing_that_an_archive_refuses(name: str) -> None:
    assert unlawful(product(name).data) == []


@pytest.mark.parametrize("name", ["2019", "2021", "draft"])
def test_the_fonts_are_named_with_what_may_stand_in_for_them(name: str) -> None:
    table = parts_of(product(name).data)["word/fontTable.xml"].decode()
    for font in FONTS:
        others = ",".join(font.alternatives)
        assert f'<w:font w:name="{font.name}"><w:altName w:val="{others}"/>' in table


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_has_no_macros_and_goes_nowhere(name: str) -> None:
    parts = parts_of(product(name).data)
    assert not [part for part in parts if part.endswith(".bin") or "externalLink" in part]
    for part, content in parts.items():
        assert not (part.endswith(".rels") and b"TargetMode" in content), part


def test_another_program_opens_each_and_gives_it_pages(tmp_path: Path) -> None:
    paths = []
    for number, name in enumerate([*DOCUMENTS, *WORKBOOKS]):
        path = tmp_path / f"{number}{product(name).ending}"
        path.write_bytes(product(name).data)
        paths.append(path)
    for path, opened in zip(paths, converted(paths, tmp_path / "opened", to="pdf"), strict=True):
        assert re.findall(rb"/Type\s*/Page\b", opened.read_bytes()), path.name


# They would be heard


def exchanged(old: str, new: str, part: str = BODY) -> bytes:
    return edited(good_document(), lambda markup: markup.replace(old, new, 1), part)


def run(properties: str) -> bytes:
    return exchanged("<w:r><w:t>", f"<w:r><w:rPr>{properties}</w:rPr><w:t>")


NOTHING = "http://example.org/a"
UNLAWFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "hidden": (lambda: run("<w:vanish/>"), "vanish"),
    "theme": (lambda: run('<w:rFonts w:asciiTheme="minorHAnsi"/>'), "asciiTheme"),
    "changed": (
        lambda: exchanged("<w:r><w:t>", '<w:ins w:id="1" w:author="a"/><w:r><w:t>'), "ins",
    ),
    "outside": (
        lambda: exchanged("</Relationships>", f'<Relationship Id="x" Type="{NOTHING}" Target="{NOTHING}" TargetMode="External"/></Relationships>', "word/_rels/document.xml.rels"),
        "goes outside",
    ),
    "macro": (
        lambda: packed({**parts_of(good_document()), "word/vbaProject.bin": b""}), "vbaProject",
    ),
    "person": (
        lambda: exchanged("<dc:creator>", "<dc:creator>张三", "docProps/core.xml"), "names 张三",
    ),
    "other agency": (
        lambda: exchanged("福州市仓山区司法局<", "另一县司法局<", PROPERTIES), "names 福州市",
    ),
    "company": (
        lambda: exchanged("</Properties>", "<Company>a</Company></Properties>", "docProps/app.xml"),
        "Company",
    ),
    "font": (
        lambda: exchanged('w:eastAsia="黑体"', 'w:eastAsia="某体"', "word/styles.xml"), "font 某体",
    ),
    "language": (
        lambda: exchanged("zh-CN</dc:language>", "</dc:language>", "docProps/core.xml"), "no language",
    ),
    "bookmarks": (
        lambda: exchanged("<w:r><w:t>", '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkStart w:id="2" w:name="a"/><w:r><w:t>'),
        "bookmarkStart a twice",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNLAWFUL.values(), ids=UNLAWFUL)
def test_what_no_document_may_hold_is_seen(case: tuple[Callable[[], bytes], str]) -> None:
    data, expected = case
    assert any(expected in fault for fault in unlawful(data())), unlawful(data())


def test_what_the_schema_forbids_is_seen_even_where_only_the_order_is_wrong() -> None:
    data = exchanged("<w:trPr><w:cantSplit/>", "<w:tblHeader/><w:trPr><w:cantSplit/>")
    assert structure(data) != structure(good_document())
    assert invalid(Product(data, ".docx"))


def test_a_copy_of_an_invalid_workbook_is_forgiven_what_it_copies() -> None:
    parts = parts_of(blank_form())
    sheet = parts["xl/worksheets/sheet2.xml"].replace(b"<sheetData>", b"<sheetData><a/>", 1)
    broken = packed({**parts, "xl/worksheets/sheet2.xml": sheet})
    assert invalid(Product(broken, ".xlsx"))
    assert invalid(Product(broken, ".xlsx", blank_form))
    assert invalid(Product(broken, ".xlsx", lambda: broken)) == []


def test_what_is_made_in_a_test_is_kept_until_it_ends() -> None:
    produced.faults()
    made_now = [reference_document("zh"), blank_form.__wrapped__()]
    assert [product.data for product in produced.waiting] == made_now


def test_packages_that_differ_only_in_words_have_one_structure() -> None:
    other = exchanged(">175<", ">176<")
    assert other != good_document()
    assert structure(other) == structure(good_document())
    assert structure(run("<w:b/>")) != structure(good_document())
