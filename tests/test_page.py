"""The page of `check --html`: what it says, that it is whole by itself, and how it looks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from compiler.findings import Finding, Kind, Place, Severity, Text
from compiler.output.page import page
from tests.chromium import document, screenshot
from tests.examples import clean_data, declaration_of, findings_of_data, put, report_of
from tests.pictures import pixels
from tests.running import nianbao
from tests.workbooks import FAULTY, GOOD, SAMPLES, figure

BROKEN, WORKBOOK = SAMPLES / f"{FAULTY}.xlsx", SAMPLES / f"{GOOD}.xlsx"
HOSTILE = "<script>alert(1)</script>\"'>&amp;<img src=x onerror=alert(2)>{{ 7*7 }}\u202e\x01\ud800"


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "核对.html"
    ran = nianbao("check", BROKEN, "--html", path, "--json")
    assert ran.code == 1
    assert ran.json["outputs"] == [str(path)]
    return path


def tree(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_text("utf-8"))


# What it says


def test_the_verdict_comes_first_then_findings_by_severity(broken: Path) -> None:
    said = nianbao("check", BROKEN).out.splitlines()[0]
    body = tree(broken).body
    text = body.text_content().strip()
    assert text.startswith(said)
    found = nianbao("check", BROKEN, "--json").json["findings"]
    shown = body.xpath("//li[starts-with(@class, 'finding')]")
    assert len(shown) == len(found)
    for element, finding in zip(shown, found, strict=True):
        assert element.get("class") == f"finding {finding['severity']}"
        for words in (finding["code"], finding["message"], finding["hint"]):
            assert words in element.text_content()


def test_every_figure_of_the_report_stands_in_its_table(broken: Path) -> None:
    cells = tree(broken).xpath("//td")
    assert len(cells) == len(declaration_of().figures)


def test_links_lead_to_their_cells_and_back(broken: Path) -> None:
    root = tree(broken)
    names = root.xpath("//@id")
    assert len(names) == len(set(names))
    targets = [href[1:] for href in root.xpath("//a/@href")]
    assert all(href.startswith("#") for href in root.xpath("//a/@href"))
    assert set(targets) <= set(names)
    for name in (name for name in names if name.startswith(("c.", "p."))):
        [place] = root.xpath("//*[@id=$name]", name=name)
        assert place.xpath(".//a[starts-with(@href, '#f')]"), "back to the finding"
    bad = root.xpath("//td[@id='c.requests.granted.total']")
    assert [each.get("class") for each in bad] == ["error"]
    related = root.xpath("//td[@id='c.requests.granted.enterprise']")
    assert [each.get("class") for each in related] == ["related"]


def test_nothing_is_loaded_and_nothing_runs(broken: Path) -> None:
    text = broken.read_text("utf-8")
    root = tree(broken)
    assert not root.xpath("//script | //link | //img | //iframe | //@src | //@onclick | //form")
    assert not re.search(r"https?:|url\(|@import", text)
    assert "default-src 'none'" in text


def test_a_good_report_may_go_out(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    assert nianbao("compile", WORKBOOK, "-o", tmp_path / "a.docx", "--html", path).code == 0
    body = tree(path).body.text_content().strip()
    assert body.startswith("✓ 可以定稿")
    assert not tree(path).xpath("//td[@class]")


def test_it_speaks_english(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    nianbao("check", BROKEN, "--html", path, "--lang", "en")
    root = tree(path)
    assert root.get("lang") == "en"
    assert root.body.text_content().strip().startswith("✗ Not ready to go out")
    assert "Errors (" in root.text_content()


def test_the_same_report_gives_the_same_bytes(tmp_path: Path, broken: Path) -> None:
    again = tmp_path / "again.html"
    nianbao("check", BROKEN, "--html", again)
    assert again.read_bytes() == broken.read_bytes()


def test_what_cannot_be_read_has_a_page_too(tmp_path: Path) -> None:
    source, path = tmp_path / "a.xlsx", tmp_path / "a.html"
    source.write_bytes(b"no workbook")
    assert nianbao("check", source, "--html", path).code == 2
    assert "无法读取，没有核对。" in tree(path).text_content()


# Files


def test_compile_writes_it_beside_the_findings_that_forbid_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    ran = nianbao("compile", BROKEN, "-o", tmp_path / "a.docx", "--html", path, "--json")
    assert (ran.code, ran.json["outputs"]) == (1, [str(path)])
    assert not (tmp_path / "a.docx").exists()


@pytest.mark.parametrize("command", ["check", "compile"])
def test_it_never_replaces_an_input_or_the_document(tmp_path: Path, command: str) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(WORKBOOK.read_bytes())
    ran = nianbao(command, source, "--html", source, "--json")
    assert (ran.code, ran.json["findings"][0]["code"]) == (2, "W176")
    assert source.read_bytes() == WORKBOOK.read_bytes()
    output = tmp_path / "a.docx"
    if command == "compile":
        assert nianbao(command, source, "-o", output, "--html", output).code == 2
        assert not output.exists()


# Hostile texts


def hostile_page() -> bytes:
    declaration = declaration_of()
    data = clean_data(declaration)
    data["agency"]["name"] = HOSTILE.replace("\ud800", "")
    data["narrative"]["overview"] = [{"level": "body", "text": HOSTILE.replace("\ud800", "") * 3}]
    for path in ("requests.received.total", "requests.granted.total"):
        put(data, figure(path), HOSTILE.replace("\ud800", ""))
    report, found = report_of(data, declaration), findings_of_data(data, declaration)
    kind = Kind(
        "C101",
        "x",
        Severity.ERROR,
        Text("{found}", "{found}"),
        Text(HOSTILE, HOSTILE),
        Text("", ""),
    )
    place = Place(HOSTILE, HOSTILE, HOSTILE, label=HOSTILE)
    extra = Finding(kind, place, {"found": HOSTILE}, related=(place,), clause=HOSTILE)
    return page([extra, *found], report, declaration, "zh", source=HOSTILE)


def test_hostile_texts_stay_text() -> None:
    root = html.fromstring(hostile_page().decode("utf-8"))
    assert not root.xpath("//script | //img | //@onerror")
    assert "<script>alert(1)</script>" in root.text_content()
    assert "{{ 7*7 }}" in root.text_content()
    for each in "\u202e\x01\ud800":
        assert each not in root.text_content()


def test_hostile_texts_stay_text_in_a_browser(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(hostile_page())
    root = html.fromstring(document(path))
    assert not root.xpath("//script | //img | //@onerror")
    assert len(root.xpath("//td")) == len(declaration_of().figures)


# How it looks, in Chromium


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)], ids=["phone", "desktop"])
def test_it_is_drawn_from_edge_to_edge(
    tmp_path: Path, broken: Path, width: int, height: int
) -> None:
    picture = tmp_path / "a.png"
    screenshot(broken, picture, width, height)
    rows = list(pixels(picture.read_bytes()))
    assert (len(rows[0]), len(rows)) == (width, height)
    colours = {colour for row in rows for colour in row}
    assert (251, 222, 219) in colours, "the verdict's red"
    assert (255, 255, 255) in colours, "a finding's paper"
    # Nothing runs over the right edge: its last pixels are the ground alone.
    assert {row[-1] for row in rows} == {(244, 244, 241)}
