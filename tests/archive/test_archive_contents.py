"""What a package says: metadata, PREMIS, the check record, the four natures, the rendering."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from compiler.archive.digests import pure_sm3, sm3
from compiler.archive.pdf import Rendering, rendering_of
from compiler.archive.substitutes import substitutes
from compiler.document.gbt9704 import FONTS
from compiler.edges import libreoffice as rendering
from compiler.edges.machine import desk_of
from compiler.pipeline import compile_report
from compiler.report.data import to_data
from compiler.text.language import Text
from tests.support.documents import good_document, paragraphs, tables, whole_text
from tests.support.examples import clean_data, declaration_of
from tests.support.packages import CODE, ENTRIES, archived, contents, form_rows, pdf
from tests.support.running import nianbao
from tests.support.validators import audit_errors, sdk_errors
from tests.support.workbooks import GOOD, SAMPLES

WORKBOOK = SAMPLES / f"{GOOD}.xlsx"
TITLE = "福州市仓山区司法局2020年政府信息公开工作年度报告"
AGENCY = "福州市仓山区司法局"
PREMIS = "{http://www.loc.gov/premis/v3}"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "归档包"
    assert archived(WORKBOOK, folder).code == 0
    return folder


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its rendering."""
    if rendering.office_program() is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("archive") / "归档包"
    assert archived(WORKBOOK, folder, office=True).code == 0
    return folder


def explained_report(folder: Path) -> tuple[Path, Path]:
    """A report with a slip, and last year's, whose figures it disagrees with."""
    data = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    last = json.loads(json.dumps(data))
    last["year"] = 2019
    last["tables"]["requests"]["carried_out"]["natural_person"] = 2
    last["tables"]["requests"]["carried_out"]["total"] = 2
    report, prior = folder / "年报.json", folder / "上年.json"
    prior.write_text(json.dumps(last), "utf-8")
    report.write_text(json.dumps(data), "utf-8")
    found = nianbao("check", report, "--prior", prior, "--json").json["findings"]
    data["slips"] = [
        {
            "token": f["token"],
            "reason": "上年报告发布后更正过。",
            "by": "王某",
            "date": "2021年1月4日",
        }
        for f in found
        if f["severity"] == "error"
    ]
    assert data["slips"]
    report.write_text(json.dumps(data), "utf-8")
    return report, prior


# SM3


@pytest.mark.parametrize("digest", [sm3, pure_sm3])
@pytest.mark.parametrize(
    ("text", "expected"),
    [  # GB/T 32905-2016, annex A
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_the_examples_of_the_standard(
    digest: Callable[[bytes], str], text: bytes, expected: str
) -> None:
    assert digest(text) == expected


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_both_ways_to_a_digest_agree(data: bytes) -> None:
    if "sm3" not in hashlib.algorithms_available:
        pytest.skip("OpenSSL's SM3 is not installed")
    assert pure_sm3(data) == hashlib.new("sm3", data).hexdigest()


def test_without_openssl_the_digest_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*_: object) -> None:
        raise ValueError("unsupported hash type sm3")

    expected = sm3(b"nianbao")
    monkeypatch.setattr(hashlib, "new", absent)
    assert sm3(b"nianbao") == expected


# Metadata


def said(package: Path) -> dict[str, str]:
    root = etree.parse(package / "metadata.xml").getroot()
    return {str(e.tag): e.text for e in root.iter() if e.text and e.text.strip()}


def test_the_metadata_say_what_the_report_says_under_the_standard_s_names(package: Path) -> None:
    found = said(package)
    expected = {
        "立档单位名称": AGENCY, "档号": CODE, "全宗号": "J012", "年度": "2020", "保管期限": "永久",
        "机构或问题": "BGS", "室编件号": "0007", "题名": TITLE, "责任者": AGENCY, "日期": "20210115",
        "文种": "报告", "语种": "zh", "稿本": "正本", "机构人员名称": AGENCY,
    }  # fmt: skip
    assert {key: found.get(key) for key in expected} == expected


def test_what_nobody_said_is_left_out(package: Path) -> None:
    found = said(package)
    for name in ("密级", "文件编号", "档案馆名称", "全宗名称", "页数", "主题词", "保密期限"):
        assert name not in found
    assert not re.search(r"<(\S+)/>|<(\S+)></\2>", (package / "metadata.xml").read_text("utf-8"))


def test_what_the_office_said_stands_in_it(tmp_path: Path) -> None:
    data = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    data["archive"] = {"archive_name": "某县档案馆", "archive_code": "435001", "fonds_name": AGENCY}
    data["agency"]["document_number"] = "仓司〔2021〕2号"
    (tmp_path / "a.json").write_text(json.dumps(data))
    assert archived(tmp_path / "a.json", tmp_path / "包").code == 0
    found = said(tmp_path / "包")
    assert [found[name] for name in ("档案馆名称", "档案馆代码", "全宗名称", "文件编号")] == [
        "某县档案馆", "435001", AGENCY, "仓司〔2021〕2号",
    ]  # fmt: skip


def test_every_file_of_the_payload_is_described_as_it_is(rendered: Path) -> None:
    root = etree.parse(rendered / "metadata.xml").getroot()
    told = {e.findtext("计算机文件名"): e.findtext("计算机文件大小") for e in root.iter("电子属性")}
    assert told == {p.name: str(p.stat().st_size) for p in (rendered / "data").iterdir()}


def test_the_parts_of_the_code_are_inside_it(package: Path) -> None:
    """DA/T 46-2009: 全宗号, 年度, 保管期限 … are elements of 档号."""
    [code] = etree.parse(package / "metadata.xml").getroot().iter("档号")
    assert (code.text or "").strip() == CODE
    assert [(part.tag, part.text) for part in code] == [
        ("全宗号", "J012"), ("年度", "2020"), ("保管期限", "永久"), ("机构或问题", "BGS"),
        ("室编件号", "0007"),
    ]  # fmt: skip


def test_of_a_name_that_is_a_formula_typed_as_text_no_package_is_made(tmp_path: Path) -> None:
    data = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    data["agency"]["name"] = "=1+1局"
    (tmp_path / "a.json").write_text(json.dumps(data))
    ran = archived(tmp_path / "a.json", tmp_path / "包")
    assert ran.code == 1
    assert "C108" in ran.out
    assert not (tmp_path / "包").exists()


@pytest.mark.parametrize("sign", ["+", "-", "@", "＝"])
def test_a_name_that_a_spreadsheet_would_compute_is_text_in_the_line(
    tmp_path: Path, sign: str
) -> None:
    data = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    data["agency"]["name"] = f"{sign}1+1局"
    data["agency"]["signatory"] = AGENCY
    (tmp_path / "a.json").write_text(json.dumps(data))
    assert archived(tmp_path / "a.json", tmp_path / "包").code == 0
    text = (tmp_path / "包" / "归档文件目录.csv").read_text("utf-8-sig")
    line = list(csv.reader(StringIO(text)))[1]
    assert line[3] == f"'{sign}1+1局"
    assert line[4].startswith(f"'{sign}1+1局2020年")
    assert "加了撇号" in (tmp_path / "包" / "说明.txt").read_text("utf-8")
    assert form_rows(tmp_path / "包")["元数据与内容关联一致性"] == "通过"


@pytest.mark.skipif(os.name != "posix", reason="such a name is refused elsewhere")
def test_a_line_break_in_the_source_s_name_makes_no_line(tmp_path: Path) -> None:
    source = tmp_path / "年\n报\r.xlsx"
    shutil.copy(WORKBOOK, source)
    assert archived(source, tmp_path / "包").code == 0
    told = "年\\x0a报\\x0d.xlsx"
    assert f"原名 {told}）\r\n" in (tmp_path / "包/说明.txt").read_bytes().decode()
    details = [e.text or "" for e in premis(tmp_path / "包").iter(f"{PREMIS}eventDetail")]
    assert f"来源文件放进包里，原名 {told}，改名 工作簿.xlsx" in details


def test_the_line_for_the_catalogue(rendered: Path, package: Path) -> None:
    raw = (rendered / "归档文件目录.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "Excel reads it as GBK otherwise"
    head, line = csv.reader(StringIO(raw.decode("utf-8-sig")))
    assert head == ["序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"]
    pages = said(rendered)["页数"]
    assert line == ["1", CODE, "", AGENCY, TITLE, "20210115", "", pages, ""]
    assert (package / "归档文件目录.csv").read_text("utf-8-sig").splitlines()[1].endswith(",,,")


# PREMIS 3

# What each element may hold, in order; + at least once, ? at most once, * any number of times.
# From premis-v3-0.xsd, as far as this program writes it.
SCHEMA = {
    "premis": "object+ event* agent*",
    "object": "objectIdentifier+ objectCharacteristics+ originalName? relationship* linkingEventIdentifier*",
    "objectIdentifier": "objectIdentifierType objectIdentifierValue",
    "objectCharacteristics": "compositionLevel? fixity* size? format+ creatingApplication*",
    "fixity": "messageDigestAlgorithm messageDigest messageDigestOriginator?",
    "format": "formatDesignation formatRegistry",
    "formatRegistry": "formatRegistryName formatRegistryKey formatRegistryRole?",
    "formatDesignation": "formatName formatVersion?",
    "creatingApplication": "creatingApplicationName? creatingApplicationVersion? dateCreatedByApplication?",
    "relationship": "relationshipType relationshipSubType relatedObjectIdentifier+",
    "relatedObjectIdentifier": "relatedObjectIdentifierType relatedObjectIdentifierValue",
    "linkingEventIdentifier": "linkingEventIdentifierType linkingEventIdentifierValue",
    "event": "eventIdentifier eventType eventDateTime eventDetailInformation* "
    "eventOutcomeInformation* linkingAgentIdentifier* linkingObjectIdentifier*",
    "eventIdentifier": "eventIdentifierType eventIdentifierValue",
    "eventDetailInformation": "eventDetail?",
    "eventOutcomeInformation": "eventOutcome? eventOutcomeDetail*",
    "eventOutcomeDetail": "eventOutcomeDetailNote?",
    "linkingAgentIdentifier": "linkingAgentIdentifierType linkingAgentIdentifierValue linkingAgentRole*",
    "linkingObjectIdentifier": "linkingObjectIdentifierType linkingObjectIdentifierValue linkingObjectRole*",
    "agent": "agentIdentifier+ agentName* agentType? agentVersion?",
    "agentIdentifier": "agentIdentifierType agentIdentifierValue",
}  # fmt: skip


def premis(package: Path) -> etree._Element:
    return etree.parse(package / "premis.xml").getroot()


def children(element: etree._Element) -> str:
    return "".join(f"{str(child.tag).removeprefix(PREMIS)} " for child in element)


@pytest.mark.parametrize("which", ["package", "rendered"])
def test_every_element_stands_where_the_schema_wants_it(
    which: str, request: pytest.FixtureRequest
) -> None:
    root = premis(request.getfixturevalue(which))
    assert root.get("version") == "3.0"
    for element in root.iter():
        name = str(element.tag).removeprefix(PREMIS)
        assert "}" not in name
        if name in SCHEMA:
            order = re.sub(r"(\w+)([+?*]?)", r"(\1 )\2", SCHEMA[name]).replace(" (", "(")
            assert re.fullmatch(order, children(element)), (name, children(element))
        else:
            assert len(element) == 0, name
            assert element.text, name


def test_every_reference_leads_to_something(rendered: Path) -> None:
    root = premis(rendered)
    values = {kind: [e.text for e in root.iter(f"{PREMIS}{kind}IdentifierValue")] for kind in (
        "object", "event", "agent", "linkingObject", "linkingEvent", "linkingAgent", "relatedObject",
    )}  # fmt: skip
    for kind in ("object", "event", "agent"):
        assert len(set(values[kind])) == len(values[kind])
        assert set(values[f"linking{kind.title()}"]) <= set(values[kind])
    assert set(values["relatedObject"]) <= set(values["object"])


def test_objects_carry_their_digests_and_the_events_who_did_them(rendered: Path) -> None:
    root = premis(rendered)
    for held in root.iter(f"{PREMIS}object"):
        data = (rendered / held.findtext(f"{PREMIS}originalName", "")).read_bytes()
        digests = [e.text for e in held.iter(f"{PREMIS}messageDigest")]
        assert digests == [hashlib.sha256(data).hexdigest(), sm3(data)]
        assert held.findtext(f".//{PREMIS}size") == str(len(data))
    kinds = [e.text for e in root.iter(f"{PREMIS}eventType")]
    assert kinds == [
        "validation", "creation", "migration", "filename change", "message digest calculation",
    ]  # fmt: skip
    names = [e.text for e in root.iter(f"{PREMIS}agentName")]
    assert names[:2] == ["nianbao", AGENCY]
    assert names[2].startswith("LibreOffice")
    renamed = [e.text or "" for e in root.iter(f"{PREMIS}eventDetail")][3]
    assert renamed.endswith(f"原名 {WORKBOOK.name}，改名 工作簿.xlsx")


# The check record


def test_the_record_is_what_check_prints_and_every_rule_with_both_sides(package: Path) -> None:
    record = json.loads((package / "data" / "校验记录.json").read_text("utf-8"))
    checked = nianbao("check", WORKBOOK, "--json").json
    assert {key: record[key] for key in checked} == checked
    assert record["document"]["sha256"] == hashlib.sha256(good_document()).hexdigest()
    assert record["source"]["sha256"] == hashlib.sha256(WORKBOOK.read_bytes()).hexdigest()
    assert len(record["rules"]) == 47
    assert {row["state"] for row in record["rules"]} == {"holds"}
    balance = [r for r in record["rules"] if r["rule"] == "requests-balance"]
    assert [(r["place"]["column"], r["left"], r["right"]) for r in balance][-1][0] == "total"
    assert all(row["left"] is not None and row["right"] is not None for row in record["rules"])


def test_the_readable_record_opens_with_the_year_in_bars(tmp_path: Path) -> None:
    data = clean_data(declaration_of("disclosure-2021"), 2024)
    figures = {"received": 12, "carried_in": 1, "granted": 9, "partly_granted": 4, "handled": 13}
    for row, number in figures.items():
        data["tables"]["requests"][row] |= {"natural_person": number, "total": number}
    source = tmp_path / "年报.json"
    source.write_text(json.dumps(data, ensure_ascii=False, default=str), "utf-8")
    folder = tmp_path / "归档包"
    codes = ("--fonds", "J012", "--retention", "永久", "--topic", "BGS", "--item", "1")
    assert nianbao("archive", source, "-o", folder, *codes).code == 0
    year, *_ = tables((folder / "data" / "校验记录.docx").read_bytes())
    bars = {row[0]: (row[1], len(row[3])) for row in year[1:]}
    assert bars["办理总数"] == ("13", 12)
    assert bars["新收申请总数"] == ("12", 11)
    assert bars["上年结转申请总数"] == ("1", 1)
    assert bars["结转下年度总数"] == ("0", 0)
    # As long for as many, whichever picture of the page it stands in.
    assert bars["予以公开数"] == ("9", 8)
    assert bars["部分公开数"] == ("4", 4)


def test_the_readable_record_says_the_same_verdict_first(package: Path) -> None:
    document = (package / "data" / "校验记录.docx").read_bytes()
    texts = [p.text for p in paragraphs(document)]
    # The title is broken by meaning, which is no word of it.
    assert texts[0].replace("\n", "") == f"{TITLE}校验记录"
    assert texts[1:3] == ["一、结论", "可以定稿：没有发现问题。"]
    record = json.loads((package / "data" / "校验记录.json").read_text("utf-8"))
    year, rules, digests = tables(document)
    assert year[1] == ["新收申请总数", "0", "没有给出", ""]
    assert len(year) == 11
    assert [(row[4], row[5]) for row in rules[1:]] == [
        (row["left"], row["right"]) for row in record["rules"]
    ]
    assert {row[6] for row in rules[1:]} == {"相符"}
    assert record["document"]["sha256"] in [row[1] for row in digests]


def test_findings_their_explanations_and_last_year_are_in_it(tmp_path: Path) -> None:
    report, prior = explained_report(tmp_path)
    assert archived(report, tmp_path / "包", *ENTRIES, "--prior", prior).code == 0
    data = tmp_path / "包" / "data"
    text = whole_text((data / "校验记录.docx").read_bytes())
    assert "错误 Y301" in text
    assert "情况说明：上年报告发布后更正过。（王某，2021年1月4日）" in text
    assert "不相符" in text
    digest = hashlib.sha256(prior.read_bytes()).hexdigest()
    assert digest in text
    last = json.loads((data / "上年数据.json").read_text("utf-8"))
    assert (last["source"], last["sha256"]) == ("上年.json", digest)
    assert last["tables"]["requests"]["carried_out"]["total"] == 2
    slips = json.loads((data / "情况说明.json").read_text("utf-8"))
    assert slips == json.loads(report.read_text("utf-8"))["slips"]
    record = json.loads((data / "校验记录.json").read_text("utf-8"))
    explained = [f for f in record["findings"] if f["slip"]]
    assert [f["slip"]["state"] for f in explained] == ["valid"] * len(slips)


def test_without_slips_and_last_year_there_are_no_such_files(package: Path) -> None:
    assert not {"情况说明.json", "上年数据.json"} & {p.name for p in (package / "data").iterdir()}


# The guide


def test_the_guide_names_every_file_and_the_tools(rendered: Path) -> None:
    text = (rendered / "说明.txt").read_bytes().decode("utf-8")
    for name in contents(rendered):
        assert name.removeprefix("data/") in text, name
    for tool in ("sha256sum -c", "certutil -hashfile", "bagit --validate", "cksum -a sm3 -c"):
        assert tool in text
    for words in ("方正小标宋简体", "没有密码", CODE, TITLE, WORKBOOK.name):
        assert words in text
    assert "\n" not in text.replace("\r\n", "")
    [fonts] = re.findall("指定的字体是：(.*)。", text)
    assert set(fonts.split("、")) == {font.name for font in FONTS}


def test_the_guide_says_when_there_is_no_rendering_and_why(package: Path, rendered: Path) -> None:
    words = "没有版式文件：这台机器上没有装 LibreOffice。"
    assert words in (package / "说明.txt").read_text("utf-8")
    assert "没有版式文件" not in (rendered / "说明.txt").read_text("utf-8")


# The papers


@pytest.mark.parametrize("name", ["data/校验记录.docx", "四性检测.docx", "data/报告.docx"])
def test_the_papers_pass_both_validators(package: Path, name: str) -> None:
    assert audit_errors(package / name) == []
    assert sdk_errors(package / name) == []


@pytest.mark.parametrize("name", ["data/校验记录.docx", "四性检测.docx"])
def test_a_paper_does_not_claim_to_be_a_report(package: Path, name: str) -> None:
    assert nianbao("verify", package / name, "--json").json["status"] == "foreign"
    properties = docx.Document(str(package / name)).core_properties
    assert (properties.author, properties.language) == ("nianbao", "zh-CN")


# The rendering


def test_the_rendering_is_a_pdf_a_with_every_font_in_it(rendered: Path) -> None:
    path = rendered / "data" / "报告.pdf"
    found = rendering_of(path.read_bytes())
    assert isinstance(found, Rendering)
    assert found.flavour == "PDF/A-2B"
    if shutil.which("pdffonts") is None:
        pytest.skip("poppler is not installed")
    lines = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    fonts = [line.split() for line in lines.splitlines()[2:]]
    assert {font[-5] for font in fonts} == {"yes"}, lines
    assert {font[0].partition("+")[2] for font in fonts} == set(found.fonts)
    told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert f"Pages:           {found.pages}\n" in told


def test_a_reader_s_machine_finds_its_language_its_heads_and_no_internal_id(
    rendered: Path,
) -> None:
    pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")
    with pikepdf.open(rendered / "data" / "报告.pdf") as opened:
        assert str(opened.Root.Lang) == "zh-CN"
        assert opened.Root.MarkInfo.Marked
        assert "disclosure" not in str(opened.docinfo["/Subject"])
        assert "政府信息公开工作年度报告" in str(opened.docinfo["/Subject"])
        tags = [tags_of(table) for table in tables_of(opened.Root.StructTreeRoot)]
    assert len(tags) == 3
    # The first is of blocks with heads of their own, none of which is said again on each page.
    assert all(tag.count("/TH") >= 5 for tag in tags[1:])


def tags_of(element: Any) -> list[str]:
    """What the elements inside are tagged as, in order."""
    kids = element.get("/K", [])
    inside = kids if hasattr(kids, "append") else [kids]
    named = [kid for kid in inside if hasattr(kid, "keys") and "/S" in kid]
    return [tag for kid in named for tag in (str(kid.S), *tags_of(kid))]


def tables_of(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    inside = kids if hasattr(kids, "append") else [kids]
    found: list[Any] = []
    for kid in inside:
        if hasattr(kid, "keys") and "/S" in kid:
            found += [kid] if str(kid.S) == "/Table" else tables_of(kid)
    return found


def test_fonts_that_stand_for_others_are_told_on_the_terminal_and_in_the_guide(
    rendered: Path, tmp_path: Path
) -> None:
    ran = archived(WORKBOOK, tmp_path / "包", office=True)
    found = substitutes(
        (rendered / "data" / "报告.docx").read_bytes(),
        rendering_read(rendered / "data" / "报告.pdf"),
    )
    guide = (rendered / "说明.txt").read_text("utf-8")
    assert ("D306" in ran.out) is bool(found.instead)
    assert ("代用的是" in guide) is bool(found.instead)
    assert all(name in guide and name in ran.out for name in found.instead)


def rendering_read(path: Path) -> Rendering:
    found = rendering_of(path.read_bytes())
    assert isinstance(found, Rendering)
    return found


OFFICE_FONTS = {
    "FZXBSJW--GB1-0", "FangSong_GB2312", "KaiTi_GB2312", "SimHei", "SimSun", "TimesNewRomanPSMT",
}  # fmt: skip


@pytest.mark.parametrize(
    ("fonts", "missing", "instead"),
    [
        (OFFICE_FONTS, set(), set()),
        ({"TimesNewRomanPS-BoldMT", *OFFICE_FONTS}, set(), {"TimesNewRomanPS-BoldMT"}),
        (OFFICE_FONTS | {"DejaVuSans"}, set(), {"DejaVuSans"}),
        (
            OFFICE_FONTS - {"SimHei"} | {"NotoSansCJKjp-Regular"},
            {"黑体"},
            {"NotoSansCJKjp-Regular"},
        ),
        (OFFICE_FONTS - {"SimHei"}, {"黑体"}, set()),
    ],
)
def test_which_fonts_stand_for_others(
    fonts: set[str], missing: set[str], instead: set[str]
) -> None:
    rendering = Rendering(b"", "PDF/A-2B", 1, tuple(sorted(fonts)), "")
    found = substitutes(good_document(), rendering)
    assert (set(found.missing), set(found.instead)) == (missing, instead)


def test_its_pages_are_counted_and_its_format_passes(rendered: Path) -> None:
    assert int(said(rendered)["页数"]) >= 4
    assert form_rows(rendered)["内容数据格式合规性"] == "通过"


def test_what_a_pdf_says_of_itself() -> None:
    found = rendering_of(pdf())
    assert isinstance(found, Rendering)
    assert (found.flavour, found.pages, found.fonts) == ("PDF/A-2B", 3, ("FangSong",))
    assert found.producer == "LibreOffice 24.2"


def test_objects_that_are_kept_compressed_are_looked_at() -> None:
    import zlib

    inside = zlib.compress(b"<</Type/FontDescriptor/FontName/Loose>>")
    data = pdf() + b"5 0 obj <</Type/ObjStm/N 1>> stream\n" + inside + b"\nendstream endobj\n"
    found = rendering_of(data)
    assert isinstance(found, Text)
    assert "Loose" in found.zh


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no pdf", "不是版式文件"),
        (pdf(declared="1"), "没有声明是 PDF/A-2"),
        (pdf(embedded=""), "字体没有嵌入：FangSong"),
        (pdf(rest="<</Encrypt 5 0 R>>"), "加密"),
        (pdf().replace(b"/Count", b"/Other"), "没有页"),
    ],
)
def test_what_is_no_archival_copy_is_told_and_left_out(data: bytes, words: str) -> None:
    found = rendering_of(data)
    assert isinstance(found, Text)
    assert words in found.zh


@pytest.mark.skipif(os.name != "posix", reason="the stand-ins for LibreOffice are shell scripts")
@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("exit 1", "没有成功"),
        ("sleep 60 & wait", "超过"),
        ('while [ $# -gt 1 ]; do shift; done; echo x > "${1%.docx}.pdf"', "不是版式文件"),
    ],
    ids=["fails", "hangs", "lies"],
)
def test_a_conversion_that_goes_wrong_costs_only_the_rendering(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, words: str
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(rendering, "SECONDS", 2)
    ran = archived(WORKBOOK, tmp_path / "包", *ENTRIES, "--json", office=True)
    assert ran.code == 0
    [finding] = ran.json["findings"]
    assert finding["code"] == "D304"
    assert words in finding["message"]
    assert not (tmp_path / "包" / "data" / "报告.pdf").exists()
    assert form_rows(tmp_path / "包")["内容数据格式合规性"] == "未通过"


def test_the_data_hold_what_the_report_holds(package: Path) -> None:
    report = compile_report(WORKBOOK, desk_of()).reading.report
    assert report is not None
    assert json.loads((package / "data" / "数据.json").read_text("utf-8")) == to_data(report)


# The manual's chapter


def test_the_chapter_for_archivists_names_every_file(rendered: Path) -> None:
    chapter = (Path(__file__).parents[2] / "docs" / "archive.md").read_text("utf-8")
    for name in contents(rendered):
        assert f"`{name}`" in chapter, name


@pytest.mark.parametrize("page", ["archive.md", "programs.md"])
def test_every_link_of_the_chapters_leads_somewhere(page: str) -> None:
    docs = Path(__file__).parents[2] / "docs"
    for target in re.findall(r"\]\(([^)#]+)(?:#\w+)?\)", (docs / page).read_text("utf-8")):
        assert (docs / target).is_file(), target
