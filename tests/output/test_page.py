"""The page of `check --html`: what it says, that it is whole by itself, and how it looks."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html

from compiler.catalogue import c_cells, t_within_tables
from compiler.output.html import page
from compiler.output.html_report import Anchors
from compiler.report.outcome import Outcome
from compiler.report.places import Places
from compiler.report.reading import Reading
from compiler.text.language import Text
from compiler.values.diagnosis import Cause, Change, Diagnosis, Repair
from compiler.values.findings import Finding, Kind, Place, Severity
from tests.support.chromium import document, measured, screenshot
from tests.support.examples import clean_data, declaration_of, findings_of_data, put, report_of
from tests.support.marks import with_a_cause
from tests.support.pictures import dots, pixels
from tests.support.running import nianbao
from tests.support.workbooks import FAULTY, GOOD, SAMPLES, figure

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
    cells = tree(broken).xpath("//td[not(ancestor::figure)]")
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
        if not place.get("class"):
            assert root.xpath("//svg//a[@href=$to]", to=f"#{name}"), "a bar leads there"
            continue
        back = place.xpath(".//a[starts-with(@href, '#f') or @href='#diagnosed']")
        assert back, "back to the finding, or to the cause"
    bad = root.xpath("//td[@id='c.requests.granted.total']")
    assert [each.get("class") for each in bad] == ["error"]
    related = root.xpath("//td[@id='c.requests.granted.enterprise']")
    assert [each.get("class") for each in related] == ["related"]


# The year


def _year(tmp_path: Path, *words: str | Path) -> html.HtmlElement:
    """The picture of a year in which much was handled, its last year beside it where asked for."""
    data = clean_data(declaration_of())
    requests = data["tables"]["requests"]
    last = tmp_path / "上年.json"
    last.write_text(json.dumps({**data, "year": 2019}), "utf-8")
    for row, number in (("received", 40), ("granted", 30), ("handled", 30), ("carried_out", 10)):
        requests[row] |= {"natural_person": number, "total": number}
    requests["partly_granted"]["total"] = None
    report, path = tmp_path / "本年.json", tmp_path / "核对.html"
    report.write_text(json.dumps(data), "utf-8")
    nianbao("check", report, "--html", path, *[last if word == "last" else word for word in words])
    return tree(path)


def test_the_year_is_drawn_each_bar_as_long_as_its_figure(tmp_path: Path) -> None:
    root = _year(tmp_path)
    first, second = root.xpath("//svg")
    widths = [float(width) for width in first.xpath(".//rect/@width")]
    assert [round(width / widths[0], 3) for width in widths] == [1, 0, 0.75, 0.25]
    assert first.xpath(".//text/text()")[:2] == ["新收申请总数", "40"]
    assert second.xpath(".//a/@aria-label")[:2] == ["予以公开数：30", "部分公开数：未填"]
    assert second.xpath(".//rect/@width")[1] == "0"
    assert not root.xpath("//rect[@class='before']")
    leads = first.xpath(".//a/@href")
    assert leads[:2] == ["#c.requests.received.total", "#c.requests.carried_in.total"]
    assert all(root.xpath("//td[@id=$id]", id=lead[1:]) for lead in leads)


def test_last_year_stands_beside_it_where_it_is_given(tmp_path: Path) -> None:
    root = _year(tmp_path, "--prior", "last")
    assert root.xpath("//figcaption")[0].text_content().endswith("2020年2019年")
    [now, *_], [last, *_] = (root.xpath(f"//rect[@class='{name}']") for name in ("now", "before"))
    assert float(now.get("width")) > float(last.get("width")) == 0
    assert root.xpath("//svg//a/@aria-label")[0] == "新收申请总数：40，2019年 0"


def test_who_does_not_see_it_is_told_the_same(tmp_path: Path) -> None:
    root = _year(tmp_path)
    for svg in root.xpath("//svg"):
        title, told = svg.xpath("./title | ./desc")
        assert svg.get("aria-labelledby").split() == [title.get("id"), told.get("id")]
        rows = svg.getparent().xpath(".//table//tr")[1:]
        listed = ["：".join(row.xpath("./*/text() | ./*/a/text()")) for row in rows]
        assert told.text == "；".join(listed)
        assert listed == svg.xpath(".//a/@aria-label")


def test_what_is_not_declared_is_not_drawn(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    nianbao("check", SAMPLES / "qinghe-culture-2023.xlsx", "--html", path)
    assert not tree(path).xpath("//svg | //figure")


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


# Causes and repairs


@pytest.fixture(scope="module")
def caused(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cause")
    (folder / "a.xlsx").write_bytes(with_a_cause())
    nianbao("check", folder / "a.xlsx", "--html", folder / "a.html")
    return folder / "a.html"


def test_causes_and_repairs_stand_below_the_verdict(caused: Path) -> None:
    told = nianbao("check", caused.with_suffix(".xlsx"), "--json").json
    [box] = tree(caused).xpath("//*[@id='diagnosed']")
    before = box.xpath("preceding-sibling::*")
    assert [each.get("role") for each in before] == ["status"]
    said = [line.text_content() for line in box]
    assert said[0] == f"可能的原因：{told['causes'][0]['message']}"
    assert said[1].startswith("最少改动：")
    assert "由 60 改为 62" in said[1]


def test_the_cells_of_causes_and_repairs_are_links(caused: Path) -> None:
    root = tree(caused)
    links = [each.get("href") for each in root.xpath("//*[@id='diagnosed']//a")]
    total, left_out = "#c.requests.received.total", "#c.requests.received.enterprise"
    assert links == [total, left_out, total]
    assert {link[1:] for link in links} <= set(root.xpath("//@id"))


def test_a_cell_that_only_a_cause_names_leads_back_to_it() -> None:
    form = declaration_of()
    data = clean_data(form)
    report = report_of(data, form)
    place = Places(form, report).figure(figure("requests.received.enterprise"))
    cause = Cause("omitted", Text(f"漏了“{place.label}”。", ""), (place,), ())
    root = html.fromstring(page(Outcome(Reading(report, form, ()), (), Diagnosis((cause,))), "zh"))
    [link] = root.xpath("//*[@id='diagnosed']//a/@href")
    [cell] = root.xpath("//*[@id=$name]", name=link[1:])
    assert (cell.get("class"), cell.xpath("./a/@href")) == ("related", ["#diagnosed"])


def test_marks_of_direction_do_not_reach_the_page() -> None:
    form = declaration_of()
    report = report_of(clean_data(form), form)
    turned = Place(sheet="表\u202e三", cell="C5", label="收\u202e到", section="requests")
    cause = Cause("omitted", Text("表\u202e三漏了“收\u202e到”。", ""), (turned,), ())
    data = page(Outcome(Reading(report, form, ()), (), Diagnosis((cause,))), "zh")
    assert "\u202e" not in data.decode()
    assert "表三漏了“收到”。" in html.fromstring(data.decode()).text_content()


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
    form = declaration_of()
    data = clean_data(form)
    data["agency"]["name"] = HOSTILE.replace("\ud800", "")
    data["narrative"]["overview"] = [{"level": "body", "text": HOSTILE.replace("\ud800", "") * 3}]
    for path in ("requests.received.total", "requests.granted.total"):
        put(data, figure(path), HOSTILE.replace("\ud800", ""))
    report, found = report_of(data, form), findings_of_data(data, form)
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
    return page(Outcome(Reading(report, form, ()), (extra, *found)), "zh", source=HOSTILE)


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
    assert len(root.xpath("//td[not(ancestor::figure)]")) == len(declaration_of().figures)


# How it looks, in Chromium


def test_on_a_phone_the_first_finding_is_on_the_first_screen(broken: Path) -> None:
    """The picture is there when it is asked for; wider pages open with it."""
    top = "document.querySelector('.finding').getBoundingClientRect().top"
    assert float(measured(broken, 390, top)) < 844
    height = "document.querySelector('.year').offsetHeight"
    assert measured(broken, 390, height) == "0"
    asked = f"[document.querySelector('input.fold').click(), {height}].at(-1)"
    assert int(measured(broken, 390, asked)) > 400
    assert int(measured(broken, 1280, height)) > 200


@pytest.mark.parametrize(("width", "height"), [(390, 1400), (1280, 900)], ids=["phone", "desktop"])
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


def test_it_is_dark_where_the_reader_likes_it_dark(tmp_path: Path, broken: Path) -> None:
    picture = tmp_path / "a.png"
    screenshot(broken, picture, 390, 844, dark=True)
    seen = dots(picture.read_bytes())
    assert seen.most_common(1)[0][0] in {(20, 21, 19), (30, 31, 29)}, "the ground or the paper"
    assert (90, 28, 24) in seen, "the verdict's dark red"
    assert not {(244, 244, 241), (251, 222, 219)} & set(seen)


SHOWN = "[...document.querySelectorAll('{}')].map(e => +(e.offsetHeight > 0)).join('')"
MOVES = (
    "[...document.querySelectorAll('.scroll')].map(e => +(e.scrollWidth > e.clientWidth)).join('')"
)


def test_a_wide_table_says_that_it_moves_only_where_it_does(broken: Path) -> None:
    """Of three tables the first is narrow."""
    assert measured(broken, 390, MOVES) == "011"
    assert measured(broken, 390, SHOWN.format(".sideways")) == "11"
    assert measured(broken, 1280, MOVES) == "000"
    assert measured(broken, 1280, SHOWN.format(".sideways")) == "00"


def test_a_linked_cell_does_not_come_to_lie_under_the_column_that_stays(broken: Path) -> None:
    """The table was moved to its right end; the link leads to the left one."""
    name = "c.requests.granted.natural_person"
    away = f"document.getElementById('{name}').closest('.scroll').scrollLeft = 9999"
    cell = f"document.getElementById('{name}').getBoundingClientRect().left"
    stays = f"document.getElementById('{name}').parentNode.querySelector('.leaf')"
    gap = f"{cell} - {stays}.getBoundingClientRect().right"
    under, beside = (
        float(measured(broken, 390, f"[{away}, {go} {gap}].at(-1)"))
        for go in ("", f"document.getElementById('{name}').scrollIntoView({{inline: 'nearest'}}),")
    )
    assert under < 0 <= beside


def test_on_a_phone_one_alternative_is_enough(tmp_path: Path) -> None:
    form = declaration_of()
    report = report_of(clean_data(form), form)
    figures = [figure(f"requests.received.{c}") for c in ("natural_person", "enterprise", "other")]
    repairs = tuple(Repair((Change(each, Decimal(0), Decimal(1)),)) for each in figures)
    places = {each: Places(form, report).figure(each) for each in figures}
    diagnosis = Diagnosis(parts=(repairs, repairs), places=places)
    path = tmp_path / "a.html"
    path.write_bytes(page(Outcome(Reading(report, form, ()), (), diagnosis), "zh"))
    assert measured(path, 390, SHOWN.format(".diagnosed p")) == "11000"
    assert measured(path, 1280, SHOWN.format(".diagnosed p")) == "11111"


def test_cells_that_a_finding_on_a_whole_table_names_are_the_bad_ones() -> None:
    """As in the marked copy; those beside a finding on one cell are only related to it."""
    cell = Place(section="requests", table="requests", row="received", column="total")
    other = cell._replace(row="carried_in")
    whole = Finding(c_cells.NEVER_CALCULATED_CELLS, Place(section="requests"), related=(cell,))
    single = Finding(t_within_tables.UNBALANCED, other, related=(cell,))
    name = "c.requests.received.total"
    assert Anchors([whole]).show(name)["mark"] == "error"
    assert Anchors([single]).show(name)["mark"] == "related"
