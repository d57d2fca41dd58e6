"""A document that is not proven: what is said of it, and what becomes of it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.document.finish import finished_again
from compiler.document.packing import CUSTOM_PART, PACKAGE_DIGEST, custom_properties, package_digest
from compiler.edges.shelf import shelf_of
from compiler.ooxml.package import Package, open_package
from compiler.output.verification import EXAMINED
from compiler.proof.inside import SealedIn, sealed_in
from compiler.proof.laid_out import page_differences
from compiler.text.language import Text
from compiler.values.laid import Page
from compiler.values.origin import Source
from compiler.workbook.layout import layout_of
from tests.support.documents import BODY, codes, edited, examined, exchanged, good_document, packed
from tests.support.running import Ran, nianbao
from tests.support.workbooks import GOOD, SAMPLES, parts_of

Verify = Callable[..., Ran]
WORKBOOK = SAMPLES / f"{GOOD}.xlsx"


def out_of_the_page() -> bytes:
    return exchanged('w:gutter="0"', 'w:gutter="9000"')


def test_it_is_said_and_each_thing_is_named(verified: Verify) -> None:
    ran = verified(out_of_the_page(), "--json")
    assert (ran.code, ran.json["status"], ran.json["evidence"]) == (4, "unproven", None)
    [found] = [f for f in ran.json["findings"] if f["code"] == "D115"]
    assert (found["severity"], "页边距（gutter=9000）" in found["message"]) == ("error", True)
    text = verified(out_of_the_page()).out
    assert text.startswith("✗ 不能证明")
    assert "没有变化" not in text


def test_two_things_are_two_findings_and_the_same_thing_twice_is_one() -> None:
    document = edited(
        out_of_the_page(),
        lambda m: m.replace("<w:r><w:t>0<", "<w:r><w:rPr><w:caps/></w:rPr><w:t>0<", 2),
    )
    told = [f.message("zh") for f in examined(document).findings if f.code == "D115"]
    assert len(told) == 2
    assert any("2 处" in message for message in told)


def test_as_a_report_it_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(out_of_the_page())
    checked = nianbao("check", path, "--json")
    assert (checked.code, codes(checked)) == (1, ["D115"])
    target = tmp_path / "新的.docx"
    assert nianbao("compile", path, "-o", target).code == 1
    assert not target.exists()


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (out_of_the_page, ["D115"]),
        (lambda: exchanged(">175<", ">176<"), ["D101"]),
        (good_document, []),
    ],
    ids=["unproven", "altered", "intact"],
)
def test_as_last_years_report_it_is_one_too(
    tmp_path: Path, document: Callable[[], bytes], found: list[str]
) -> None:
    path = tmp_path / "去年.docx"
    path.write_bytes(document())
    ran = nianbao("check", WORKBOOK, "--prior", path, "--json")
    assert [code for code in codes(ran) if code.startswith("D")] == found
    assert (ran.code == 1) or not found


# The evidence


def test_what_is_compiled_again_is_the_strongest(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    assert nianbao("compile", WORKBOOK, "-o", path).code == 0
    assert nianbao("verify", path, "--json").json["evidence"] == "recompiled"
    assert EXAMINED["recompiled"].zh[:12] in nianbao("verify", path).out


def test_repacked_its_digest_holds(verified: Verify) -> None:
    ran = verified(packed(parts_of(good_document())), "--json")
    assert (ran.json["status"], ran.json["evidence"]) == ("intact", "digest")
    said = verified(packed(parts_of(good_document()))).out.replace("\n", "")
    assert "没有重新编成来比对：同一版本" in said


def reckoned(document: bytes) -> bytes:
    """With the digest of its parts reckoned anew, as anybody can."""
    parts = parts_of(document)
    properties = custom_properties(parts)
    new = package_digest(parts, properties)
    markup = parts[CUSTOM_PART].decode().replace(properties[PACKAGE_DIGEST], new)
    return packed({**parts, CUSTOM_PART: markup.encode()})


def test_a_digest_that_was_reckoned_anew_does_not_hide_what_is_not_on_the_list(
    verified: Verify,
) -> None:
    ran = verified(reckoned(out_of_the_page()), "--json")
    assert (ran.code, ran.json["status"]) == (4, "unproven")


def test_with_styles_from_elsewhere_it_is_compiled_again_too(tmp_path: Path) -> None:
    reference, path = tmp_path / "参考.docx", tmp_path / "年报.docx"
    assert nianbao("reference-doc", "-o", reference).code == 0
    styles = edited(
        reference.read_bytes(),
        lambda m: re.sub(
            r'(styleId="Title".*?<w:sz w:val=)"44"', r'\1"40"', m, count=1, flags=re.S
        ),
        "word/styles.xml",
    )
    reference.write_bytes(styles)
    assert nianbao("compile", WORKBOOK, "--reference-doc", reference, "-o", path).code == 0
    assert nianbao("verify", path, "--json").json["evidence"] == "recompiled"
    coloured = edited(
        path.read_bytes(),
        lambda m: m.replace('w:color w:val="000000"', 'w:color w:val="C00000"'),
        "word/styles.xml",
    )
    assert examined(coloured).status == "unproven"


def inside(document: bytes) -> SealedIn:
    package = open_package(document, "年报.docx", "docx")
    assert isinstance(package, Package)
    found = sealed_in(package, Source("", "docx", ""), shelf_of())
    assert isinstance(found, SealedIn)
    return found


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"compiler_version": "0.0.1"}, "另一版本（0.0.1）"),
        ({"edition_digest": "0"}, "格式声明"),
        ({"made_with": ""}, "没有记下"),
        ({"made_with": "{"}, "没有记下"),
        ({"reference_sha256": "ab"}, "没有记下"),
    ],
)
def test_what_prevents_compiling_again_is_named(changed: dict[str, str], why: str) -> None:

    found = inside(good_document())
    cells = layout_of(found.form).addresses
    again = finished_again(found.report, found.form, None, found.seal._replace(**changed), cells)
    assert isinstance(again, Text)
    assert why in again.zh


# Bookmarks


def test_a_bookmark_at_another_figure_is_named_by_the_figure(verified: Verify) -> None:
    one, other = "表二_B6", "表二_C6"
    swapped = edited(
        good_document(), lambda m: m.replace(one, "\1").replace(other, one).replace("\1", other)
    )
    ran = verified(swapped, "--json")
    assert (ran.code, ran.json["status"], codes(ran)) == (4, "unproven", ["D116", "D116"])
    assert {f["place"]["row"] for f in ran.json["findings"]} == {"rules"} or len(
        {f["place"]["column"] for f in ran.json["findings"]}
    ) == 2


def test_a_bookmark_that_stands_twice_or_nowhere_is_named() -> None:
    twice = edited(good_document(), lambda m: m.replace("表二_B6", "表二_C6"))
    gone = edited(good_document(), lambda m: re.sub("<w:bookmark[^>]*>", "", m))
    assert {f.code for f in examined(twice).findings} == {"D116"}
    [found] = examined(gone).findings
    assert (found.code, "198 个" in found.message("zh")) == ("D116", True)


# The pages as they are laid out


def page(*words: tuple[str, float, float], picture: bytes = b"") -> Page:
    return Page(words, picture)


def test_pages_are_compared_by_words_positions_and_pictures() -> None:
    same, moved = page(("一", 72.0, 72.0)), page(("一", 72.0, 90.0))
    assert page_differences([same], [page(("一", 72.2, 72.0))]) == ()
    told = page_differences(
        [same, same, same, same],
        [page(("二", 72.0, 72.0)), moved, page(("一", 72.0, 72.0), picture=b"x")],
    )
    assert [(d.number, d.what.zh) for d in told] == [
        (1, "文字不同"), (2, "文字的位置不同"), (3, "文字和位置相同，画出来不同"), (4, "这一页只有一方有"),
    ]  # fmt: skip


def test_without_the_programs_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(packed(parts_of(good_document())))
    ran = nianbao("verify", path, "--render", PATH=str(tmp_path))
    assert ran.code == 2
    assert "--render" in ran.out


def test_the_body_is_where_it_is_looked_for() -> None:
    assert 'w:gutter="0"' in parts_of(good_document())[BODY].decode()
