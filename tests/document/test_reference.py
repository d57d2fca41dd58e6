"""The reference document: written with every style, edited as an office would, taken over.

What is not a style stays where it was; what cannot serve is refused and named.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from lxml import etree

from compiler.catalogue.all import BY_CODE
from compiler.catalogue.w_files import ENCRYPTED_FILE, MACRO_FILE, TEMPLATE_FILE, TRUNCATED_FILE
from compiler.document.packing import custom_properties
from compiler.document.reference import values as style_values
from compiler.document.reference.read_reference import read_reference
from compiler.document.reference.restyle import Reference, restyle, shown_styles
from compiler.document.reference.specimen import reference_document
from compiler.document.reference.uses import USES
from compiler.document.reference.values import StyleValues
from compiler.document.seal import Seal, read_seal
from compiler.document.style import UNCOMMON_ROLES, style_sheet
from compiler.edges.shelf import shipped_folder
from compiler.ooxml.markup import W
from compiler.text.language import Language
from docs.dialect import told, written
from tests.support.documents import (
    BODY,
    STYLES,
    counted,
    edited,
    good_document,
    packed,
    paragraphs,
    tables,
)
from tests.support.office import converted
from tests.support.running import Ran, nianbao
from tests.support.ways import contents
from tests.support.workbooks import GOOD, SAMPLES, parts_of

WORKBOOK = SAMPLES / f"{GOOD}.xlsx"
# Differ whenever another reference document is used: they name it.
RECORDS = {"customXml/item1.xml", "docProps/custom.xml"}
Compile = Callable[..., Ran]


@pytest.fixture
def compiled(tmp_path: Path) -> Compile:
    """`nianbao compile` of the good sample with this reference document."""

    def run(reference: bytes, *words: str) -> Ran:
        path = tmp_path / "参考文档.docx"
        path.write_bytes(reference)
        line = ["compile", WORKBOOK, "--reference-doc", path, "-o", tmp_path / "年报.docx"]
        return nianbao(*line, *words)

    return run


@pytest.fixture
def result(compiled: Compile, tmp_path: Path) -> Callable[[bytes], bytes]:
    """The document so compiled."""

    def run(reference: bytes) -> bytes:
        ran = compiled(reference)
        assert ran.code == 0, ran.out
        return (tmp_path / "年报.docx").read_bytes()

    return run


Result = Callable[[bytes], bytes]


def reference() -> bytes:
    return reference_document("zh")


def differing(one: bytes, other: bytes) -> set[str]:
    """The parts in which two documents differ."""
    first, second = parts_of(one), parts_of(other)
    assert first.keys() == second.keys()
    return {name for name in first if first[name] != second[name]}


def in_word(change: Callable[[Any], None], data: bytes | None = None) -> bytes:
    """The document opened, its styles changed by name, and saved, as Word would."""
    document = docx.Document(BytesIO(data or reference()))
    change(document)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def said(data: bytes, style: str) -> dict[str, str]:
    """What holds for a style of a document, by element and attribute."""
    sheet = docx.Document(BytesIO(data)).styles.element
    known = StyleValues(sheet)
    found = next(element for _, name, element in shown_styles(sheet) if name == style)
    values = known.said(found).values
    return {f"{p.path[-1]}.{p.attribute}": value for p, value in values.items()}


def styles_in(data: bytes) -> list[str]:
    sheet = docx.Document(BytesIO(data)).styles.element
    return [name for _, name, _ in shown_styles(sheet)]


def codes(ran: Ran) -> list[str]:
    return [finding["code"] for finding in ran.json["findings"]]


# What is written


def test_the_shipped_one_is_what_the_command_writes(tmp_path: Path) -> None:
    target = tmp_path / "参考文档.docx"
    assert nianbao("reference-doc", "-o", target).code == 0
    assert target.read_bytes() == (shipped_folder() / "reference.docx").read_bytes()


def test_one_that_an_office_edited_is_not_written_over(tmp_path: Path) -> None:
    target = tmp_path / "参考文档.docx"
    target.write_bytes(b"edited")
    assert nianbao("reference-doc", "-o", target).code == 2
    assert target.read_bytes() == b"edited"
    assert nianbao("reference-doc", "-o", target, "--force").code == 0
    assert target.read_bytes() == reference()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_style_is_shown_by_an_example(language: Language) -> None:
    data = reference_document(language)
    known = {name for _, name, _ in shown_styles(style_sheet(language, UNCOMMON_ROLES))}
    assert set(USES) == known
    document = docx.Document(BytesIO(data))
    body = document.element.body
    used = {e.get(qn("w:val")) for tag in ("w:pStyle", "w:tblStyle") for e in body.iter(qn(tag))}
    sheet = document.styles.element
    assert used == {style.get(qn("w:styleId")) for _, _, style in shown_styles(sheet)}
    text = "\n".join(p.text for p in paragraphs(data))
    for name, use in USES.items():
        assert f"{name}）：" in text if language == "zh" else f"{name}: " in text
        assert use.purpose.in_language(language) in text


def test_it_is_no_report(tmp_path: Path) -> None:
    path = tmp_path / "参考文档.docx"
    path.write_bytes(reference())
    assert nianbao("verify", path, "--json").json["status"] == "foreign"


def test_for_an_edition_in_english_it_is_in_english(tmp_path: Path) -> None:
    target = tmp_path / "reference.docx"
    form = Path(__file__).parents[1] / "library" / "library-statement.toml"
    assert nianbao("reference-doc", "--format", form, "-o", target).code == 0
    assert target.read_bytes() == reference_document("en") != reference()


# What is taken


def test_untouched_it_changes_nothing_but_the_record_of_its_use(result: Result) -> None:
    document = result(reference())
    assert differing(document, good_document()) == RECORDS


def test_styles_changed_in_word_come_out_and_all_else_stays(result: Result) -> None:
    def change(document: Any) -> None:
        title, body = document.styles["Title"], document.styles["Body Text"]
        title.element.rPr.rFonts.set(qn("w:eastAsia"), "华文中宋")
        body.font.size = Pt(15)
        body.paragraph_format.line_spacing = Pt(28)
        document.styles["Table Header"].font.bold = True

    document = result(in_word(change))
    assert differing(document, good_document()) == {*RECORDS, STYLES, "word/fontTable.xml"}
    styles = docx.Document(BytesIO(document)).styles
    fonts = styles["Title"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "华文中宋"
    assert (styles["Body Text"].font.size, styles["Table Header"].font.bold) == (Pt(15), True)
    assert styles["Body Text"].paragraph_format.line_spacing == Pt(28)
    assert styles["Table Label"].font.bold is False
    assert '<w:font w:name="华文中宋">' in parts_of(document)["word/fontTable.xml"].decode()
    # What is said in the end, style by style: only what was changed.
    before, after = good_document(), document
    changed = {
        (name, key)
        for name in styles_in(good_document())
        for key, value in said(after, name).items()
        if said(before, name)[key] != value
    }
    assert changed == {
        ("Title", "rFonts.eastAsia"), ("Body Text", "sz.val"), ("Body Text", "spacing.line"),
        ("Body Text", "spacing.lineRule"), ("Table Header", "b.val"),
    }  # fmt: skip


def test_what_stands_round_tables_looks_as_it_was_edited(tmp_path: Path) -> None:
    """A form in parts has the reference document of such forms; one of before says nothing."""
    given, target = tmp_path / "参考文档.docx", tmp_path / "决算.docx"
    assert nianbao("reference-doc", "--format", "final-accounts", "-o", given).code == 0

    def change(document: Any) -> None:
        document.styles["Caption"].font.size = Pt(20)
        document.styles["Table Note"].font.bold = True

    edited_one = in_word(change, given.read_bytes())
    given.write_bytes(edited_one)
    source = SAMPLES / "qinghe-culture-2023.json"
    assert nianbao("compile", source, "-o", target).code == 0
    plain = target.read_bytes()
    again = ("compile", source, "--reference-doc", given, "-o", target)
    assert nianbao(*again).code == 0
    changed = {
        (name, key)
        for name in styles_in(plain)
        for key, value in said(target.read_bytes(), name).items()
        if said(plain, name)[key] != value
    }
    assert changed == {("caption", "sz.val"), ("Table Note", "b.val")}
    assert nianbao("verify", target).code == 0

    def before(sheet: str) -> str:
        return re.sub('<w:style [^>]*w:styleId="TableLine".*?</w:style>', "", sheet)

    given.write_bytes(edited(edited_one, before, STYLES))
    assert nianbao(*again).code == 0
    assert said(target.read_bytes(), "caption") == said(plain, "caption")


def test_the_document_still_proves_itself_and_names_its_reference(
    result: Result, tmp_path: Path
) -> None:
    data = in_word(lambda document: setattr(document.styles["Title"].font, "size", Pt(24)))
    parts = parts_of(result(data))
    digest = hashlib.sha256(data).hexdigest()
    assert custom_properties(parts)["reference.sha256"] == digest
    seal = read_seal(parts)
    assert seal.seal is not None
    assert (seal.seal.reference_sha256, seal.holds, seal.untouched) == (digest, True, True)
    ran = nianbao("verify", tmp_path / "年报.docx", "--against", WORKBOOK, "--json")
    assert ran.json["status"] == "intact"


def test_a_seal_of_before_reference_documents_is_read_and_holds() -> None:
    seal = read_seal(parts_of(good_document())).seal
    assert seal is not None
    assert b"reference_sha256" not in parts_of(good_document())["customXml/item1.xml"]
    old = {name: value for name, value in seal._asdict().items() if name != "reference_sha256"}
    written = json.dumps(old, ensure_ascii=True, sort_keys=True)
    assert hashlib.sha256(written.encode()).hexdigest() == seal.digest
    assert Seal(**old, reference_sha256="ab").digest != seal.digest


def test_a_compiled_document_whose_styles_were_edited_serves_too(result: Result) -> None:
    change = in_word(
        lambda document: setattr(document.styles["Body Text"].font, "size", Pt(14)), good_document()
    )
    assert said(result(change), "Body Text")["sz.val"] == "28"


def test_where_the_lines_from_the_cover_stand_is_not_taken(result: Result) -> None:
    """Their place is counted from their length (GB/T 9704-2012, 7.3.5); their type is taken."""

    def change(document: Any) -> None:
        signature = document.styles["Signature"]
        signature.paragraph_format.alignment, signature.font.bold = 0, True

    document = result(in_word(change))
    assert differing(document, good_document()) == {*RECORDS, STYLES}
    assert said(document, "Signature")["b.val"] == "1"
    [line] = [p for p in paragraphs(document) if p.style and p.style.name == "Signature"]
    assert line._p.pPr.ind.get(qn("w:left")) > "0"


def test_lines_and_margins_of_the_tables_are_taken(result: Result) -> None:
    def change(sheet: str) -> str:
        head, style = sheet.split('w:styleId="ReportTable"')
        style = style.replace('<w:top w:val="single" w:sz="4"', '<w:top w:val="double" w:sz="12"')
        margins = '<w:tblCellMar><w:left w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        return f'{head}w:styleId="ReportTable"{style.replace("</w:tblPr>", margins, 1)}'

    document = result(edited(reference(), change, STYLES))
    found = said(document, "Report Table")
    assert (found["top.val"], found["top.sz"], found["left.w"]) == ("double", "12", "113")
    assert found["insideH.val"] == "single"
    assert differing(document, good_document()) == {*RECORDS, STYLES}


def test_saved_by_libreoffice_it_says_the_same(result: Result, tmp_path: Path) -> None:
    path = tmp_path / "样式.docx"
    path.write_bytes(in_word(lambda d: setattr(d.styles["Title"].font, "size", Pt(26))))
    [saved] = converted([path], tmp_path / "saved", to="docx")
    document = result(saved.read_bytes())
    assert said(document, "Title")["sz.val"] == "52"
    for name in styles_in(good_document()):
        before, after = said(good_document(), name), said(document, name)
        # It writes no lengths in characters and lines, only those beside them.
        own = {
            "beforeLines",
            "afterLines",
            "firstLineChars",
            "rightChars",
            *(["sz"] if name == "Title" else []),
        }
        assert {
            key for key in before if after[key] != before[key] and not own & set(key.split("."))
        } == set()


# How a style is found and what holds for it


NAMED = {
    '"heading 1"': '"Heading 1"',
    '"heading 2"': '"标题 2"',
    '"heading 3"': '"标题3"',
    '"Body Text"': '"正文文本"',
    '"Title"/>': '"TITLE"/>',
    '"footer"': '"页脚"',
}


def test_styles_go_by_the_names_that_word_and_wps_know(result: Result) -> None:
    def rename(sheet: str) -> str:
        for old, new in NAMED.items():
            assert sheet.count(f"<w:name w:val={old}") == 1
            sheet = sheet.replace(f"<w:name w:val={old}", f"<w:name w:val={new}")
        return sheet

    # Whatever their ids are.
    data = edited(reference(), rename, STYLES)
    assert differing(result(data), good_document()) == RECORDS


def sheet_of(styles: str, defaults: str = "") -> StyleValues:
    root = f'<w:styles xmlns:w="{W}"><w:docDefaults>{defaults}</w:docDefaults>{styles}</w:styles>'
    return StyleValues(etree.fromstring(root), {"majorEastAsia": "等线 Light"})


def style(id: str, inside: str, base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{id}"/>{based}'
        f"{inside}</w:style>"
    )


HOLDS = {
    "its own": ("", style("a", '<w:rPr><w:sz w:val="30"/></w:rPr>'), "sz.val", "30"),
    "of the style it is based on": (
        "",
        style("a", "<w:rPr><w:b/></w:rPr>", "b") + style("b", '<w:rPr><w:sz w:val="30"/></w:rPr>'),
        "sz.val", "30",
    ),
    "of the defaults": (
        '<w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault>', style("a", ""),
        "sz.val", "21",
    ),
    "its own over the defaults": (
        '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259"/></w:pPr></w:pPrDefault>',
        style("a", '<w:pPr><w:spacing w:after="0"/></w:pPr>'), "spacing.after", "0",
    ),
    "attribute by attribute": (
        '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259"/></w:pPr></w:pPrDefault>',
        style("a", '<w:pPr><w:spacing w:after="0"/></w:pPr>'), "spacing.line", "259",
    ),
    "Word's own where nobody says anything": ("", style("a", ""), "sz.val", "20"),
    "a switch without a value": ("", style("a", "<w:rPr><w:b/></w:rPr>"), "b.val", "1"),
    "a switch taken back": (
        "", style("a", '<w:rPr><w:b w:val="false"/></w:rPr>', "b") + style("b", "<w:rPr><w:b/></w:rPr>"),
        "b.val", "0",
    ),
    "a font by its theme": (
        "", style("a", '<w:rPr><w:rFonts w:eastAsiaTheme="majorEastAsia" w:eastAsia="宋体"/></w:rPr>'),
        "rFonts.eastAsia", "等线 Light",
    ),
    "a font over that of a theme": (
        "",
        style("a", '<w:rPr><w:rFonts w:eastAsia="宋体"/></w:rPr>', "b")
        + style("b", '<w:rPr><w:rFonts w:eastAsiaTheme="majorEastAsia"/></w:rPr>'),
        "rFonts.eastAsia", "宋体",
    ),
    "a border as a whole": (
        "",
        style("a", '<w:pPr><w:pBdr><w:top w:val="single"/></w:pBdr></w:pPr>', "b")
        + style("b", '<w:pPr><w:pBdr><w:top w:val="single" w:sz="12"/></w:pBdr></w:pPr>'),
        "top.sz", "0",
    ),
    "a hanging indent takes the other back": (
        "",
        style("a", '<w:pPr><w:ind w:hanging="420"/></w:pPr>', "b")
        + style("b", '<w:pPr><w:ind w:firstLine="640"/></w:pPr>'),
        "ind.firstLine", "0",
    ),
    "the strict standard's names": (
        "", style("a", '<w:pPr><w:ind w:start="99"/><w:jc w:val="end"/></w:pPr>'), "ind.left", "99",
    ),
    "styles based on one another": (
        "", style("a", "", "b") + style("b", '<w:rPr><w:sz w:val="30"/></w:rPr>', "a"), "sz.val", "30",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HOLDS.values(), ids=HOLDS)
def test_what_holds_for_a_style(case: tuple[str, str, str, str]) -> None:
    defaults, styles, key, expected = case
    known = sheet_of(styles, defaults)
    values = known.said(known.styles[0]).values
    assert {f"{p.path[-1]}.{p.attribute}": value for p, value in values.items()}[key] == expected


def test_deep_styles_are_each_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    deepest = 1000
    last = style(f"s{deepest}", '<w:rPr><w:sz w:val="30"/></w:rPr>')
    known = sheet_of("".join(style(f"s{n}", "", f"s{n + 1}") for n in range(deepest)) + last)
    asked = counted(monkeypatch, style_values, "element_at")
    sizes = {
        value
        for each in known.styles[:20]
        for p, value in known.said(each).values.items()
        if p.path == ("rPr", "sz")
    }
    assert sizes == {"30"}
    # Once for each property of each style and of the defaults.
    assert len(asked) <= (deepest + 2) * len(style_values.TAKEN)
    assert known.depth(known.styles[0]) == deepest


def test_a_font_that_may_stand_in_for_one_of_the_standards_is_named_with_its_kin(
    result: Result,
) -> None:
    def change(document: Any) -> None:
        document.styles["Body Text"].element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
        document.styles["Title"].element.rPr.rFonts.set(qn("w:eastAsia"), "某某体")

    table = parts_of(result(in_word(change)))["word/fontTable.xml"].decode()
    others = "仿宋_GB2312,FangSong,FandolFang,Noto Serif CJK SC"
    assert f'<w:font w:name="仿宋"><w:altName w:val="{others}"/>' in table
    # Of which nothing is known but its name.
    assert '<w:font w:name="某某体"><w:family w:val="auto"/>' in table


def test_theme_fonts_come_out_by_their_names(result: Result) -> None:
    def themed(sheet: str) -> str:
        fonts = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="majorEastAsia" w:cstheme="minorBidi"/>'
        title = sheet.index('<w:name w:val="Title"/>')
        return sheet[:title] + re.sub(r"<w:rFonts [^>]*/>", fonts, sheet[title:], count=1)

    data = edited(reference(), themed, STYLES)
    theme = parts_of(data)["word/theme/theme1.xml"].decode()
    latin = re.search(r'<a:minorFont>\s*<a:latin typeface="([^"]+)"', theme)
    simplified = re.search(r'<a:majorFont>.*?script="Hans" typeface="([^"]+)"', theme, re.DOTALL)
    assert latin
    assert simplified
    document = result(data)
    found = said(document, "Title")
    expected = (latin[1], latin[1], simplified[1])
    assert tuple(found[f"rFonts.{each}"] for each in ("ascii", "hAnsi", "eastAsia")) == expected
    assert "Theme" not in parts_of(document)[STYLES].decode()
    assert "cstheme" not in parts_of(document)[STYLES].decode()


def test_a_sheet_restyled_says_what_the_reference_says() -> None:
    """Whatever the styles of a document are based on, here on nothing of ours."""
    given = style_sheet("en")
    known = StyleValues(given)
    wanted = {(type_, name): known.said(s).values for type_, name, s in shown_styles(given)}
    sheet = style_sheet("zh")
    restyle(sheet, Reference("", wanted))
    after = StyleValues(sheet)
    for type_, name, element in shown_styles(sheet):
        found = after.said(element).values
        kept = {p: v for p, v in found.items() if (p.path[0] == "tblPr") == (type_ == "table")}
        assert {p: wanted[type_, name][p] for p in kept} == kept, name


# What is not taken


def as_an_office_left_it(data: bytes) -> bytes:
    """With text, a header, names, revision marks, numbering, links and fonts of its own."""
    secret = "机密张三"

    def body(markup: str) -> str:
        link = '<w:p><w:hyperlink r:id="rIdLink"><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>'
        tracked = f'<w:p><w:ins w:id="901" w:author="{secret}" w:date="2024-01-01T00:00:00Z"><w:r><w:t>{secret}</w:t></w:r></w:ins></w:p>'
        markup = markup.replace("<w:sectPr", f"{link}{tracked}<w:sectPr", 1)
        return re.sub(r'w:top="\d+"', 'w:top="1440"', markup)

    def sheet(markup: str) -> str:
        latent = (
            '<w:latentStyles w:count="376"><w:lsdException w:name="heading 1"/></w:latentStyles>'
        )
        markup = markup.replace("</w:docDefaults>", f"</w:docDefaults>{latent}", 1)
        title = markup.index('<w:name w:val="heading 1"/>')
        head, tail = markup[:title], markup[title:]
        tail = tail.replace("<w:qFormat/>", '<w:qFormat/><w:rsid w:val="00AB12CD"/>', 1)
        tail = tail.replace(
            "<w:outlineLvl", '<w:numPr><w:numId w:val="7"/></w:numPr><w:outlineLvl', 1
        )
        change = f'<w:rPrChange w:id="902" w:author="{secret}"><w:rPr><w:b/></w:rPr></w:rPrChange>'
        tail = tail.replace("</w:rPr>", f'<w:vanish/><w:lang w:val="fr-FR"/>{change}</w:rPr>', 1)
        own = style("Secret", "<w:rPr><w:b/></w:rPr>").replace('"Secret"/>', f'"{secret}"/>')
        return head + tail.replace("</w:styles>", f"{own}</w:styles>")

    def links(markup: str) -> str:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        link = f'<Relationship Id="rIdLink" Type="{kind}" Target="http://example.org/{secret}" TargetMode="External"/>'
        return markup.replace("</Relationships>", f"{link}</Relationships>")

    def fonts(markup: str) -> str:
        return markup.replace(
            "</w:fonts>",
            f'<w:font w:name="{secret}体"><w:embedRegular r:id="rId9" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></w:font></w:fonts>',
        )

    def core(markup: str) -> str:
        return markup.replace("nianbao<", f"{secret}<")

    for part, edit in (
        (BODY, body), (STYLES, sheet), ("word/_rels/document.xml.rels", links),
        ("word/fontTable.xml", fonts), ("docProps/core.xml", core),
    ):  # fmt: skip
        data = edited(data, edit, part)
    return data


def test_nothing_but_styles_comes_out(result: Result) -> None:
    left = as_an_office_left_it(reference())
    assert "机密张三".encode() in b"".join(parts_of(left).values())
    document = result(left)
    assert differing(document, good_document()) == RECORDS
    assert "机密张三".encode() not in b"".join(parts_of(document).values())
    texts = [p.text for p in paragraphs(document)]
    assert texts == [p.text for p in paragraphs(good_document())]
    assert tables(document) == tables(good_document())


def test_the_same_report_and_reference_give_the_same_bytes(result: Result) -> None:
    data = in_word(lambda document: setattr(document.styles["Title"].font, "bold", True))
    assert result(data) == result(data)


# What cannot serve


def test_styles_that_are_missing_are_named_and_nothing_is_written(
    compiled: Compile, tmp_path: Path
) -> None:
    target = BytesIO()
    docx.Document().save(target)
    ran = compiled(target.getvalue(), "--json")
    assert (ran.code, ran.json["status"], ran.json["outputs"]) == (2, "unreadable", [])
    assert codes(ran) == ["D401"]
    message = ran.json["findings"][0]["message"]
    assert "表头（Table Header）" in message
    assert "报告表格（Report Table）" in message
    assert "标题 1" not in message
    assert not (tmp_path / "年报.docx").exists()


def test_a_style_of_another_kind_is_none(compiled: Compile) -> None:
    """Word keeps a character style beside a heading; a paragraph needs its own."""

    def change(sheet: str) -> str:
        name = sheet.index('<w:name w:val="heading 2"/>')
        start = sheet.rindex("<w:style ", 0, name)
        return sheet[:start] + sheet[start:].replace('"paragraph"', '"character"', 1)

    ran = compiled(edited(reference(), change, STYLES), "--json")
    assert codes(ran) == ["D401"]
    assert "标题 2（heading 2）" in ran.json["findings"][0]["message"]


def by_style(name: str, old: str, new: str) -> bytes:
    def change(sheet: str) -> str:
        at = sheet.index(f'<w:name w:val="{name}"/>')
        return sheet[:at] + re.sub(old, new, sheet[at:], count=1)

    return edited(reference(), change, STYLES)


def coloured(ink: str) -> bytes:
    def change(document: Any) -> None:
        document.styles["heading 2"].font.color.rgb = RGBColor.from_string(ink)

    return in_word(change)


def with_type(element: str) -> bytes:
    """A heading of sixteen points that says this of its letters too."""
    return by_style("heading 2", r"(<w:sz )", element + r"\1")


UNUSABLE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "white": (lambda: coloured("FFFFFF"), "标题 2（heading 2）", "白色"),
    "tiny": (lambda: by_style("Table Label", r'<w:sz w:val="\d+"', '<w:sz w:val="2"'), "表内项目", "字号"),
    "nearly white": (lambda: coloured("FEFEFE"), "标题 2", "近于白色的（FEFEFE）"),
    "yellow": (lambda: coloured("FFFF00"), "标题 2", "近于白色的（FFFF00）"),
    "one and a half points": (
        lambda: by_style("Table Label", r'<w:sz w:val="\d+"', '<w:sz w:val="3"'),
        "表内项目", "字号是 1.5 磅，不在 5 磅 到 1638 磅 之间",
    ),
    "narrow": (lambda: with_type('<w:w w:val="29"/>'), "标题 2", "字符缩放是 29%，不在 30% 到 600% 之间"),
    "wider than the schema": (lambda: with_type('<w:w w:val="601"/>'), "标题 2", "字符缩放是 601%"),
    "raised": (lambda: with_type('<w:position w:val="17"/>'), "标题 2", "升降超过字号的一半"),
    "lowered": (lambda: with_type('<w:position w:val="-17"/>'), "标题 2", "升降超过字号的一半"),
    "pressed together": (lambda: by_style("heading 2", r'<w:spacing w:val="-?\d+"', '<w:spacing w:val="-161"'), "标题 2", "紧缩超过字号的一半"),
    "a space below nothing": (
        lambda: by_style("Title", r'w:after="\d+"', 'w:after="-20"'), "标题（Title）", "段前或段后是 -1 磅",
    ),
    "flat lines": (lambda: by_style("Title", r'w:line="\d+"', 'w:line="20"'), "标题（Title）", "行距不到字高的一半"),
    "beside the page": (
        lambda: by_style("Body Text", r'<w:ind ', '<w:ind w:left="9000" '), "正文文本", "缩进是 450 磅",
    ),
    "meaningless": (lambda: by_style("Title", r'w:line="\d+"', 'w:line="x1"'), "标题（Title）", "x1"),
    "no font": (
        lambda: edited(reference(), lambda s: re.sub(r'w:eastAsia="(?!zh)[^"]*"', "", s), STYLES),
        "正文（Normal）", "中文字体",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNUSABLE.values(), ids=UNUSABLE)
def test_a_style_that_would_lose_words_is_named(
    case: tuple[Callable[[], bytes], str, str], compiled: Compile, tmp_path: Path
) -> None:
    data, name, reason = case
    ran = compiled(data(), "--json")
    assert ran.code == 2
    assert set(codes(ran)) == {"D402"}
    messages = [f["message"] for f in ran.json["findings"]]
    assert any(name in message and reason in message for message in messages), messages
    assert not (tmp_path / "年报.docx").exists()


BARELY = {
    "grey": lambda: coloured("C0C0C0"),
    "the smallest type": lambda: by_style("Table Label", r'<w:sz w:val="\d+"', '<w:sz w:val="10"'),
    "narrow": lambda: with_type('<w:w w:val="30"/>'),
    "wide": lambda: with_type('<w:w w:val="600"/>'),
    "raised": lambda: with_type('<w:position w:val="16"/>'),
    "as Word's own style for signatures": lambda: by_style(
        "Body Text", r"<w:ind [^>]*/>", '<w:ind w:leftChars="2500" w:left="100"/>'
    ),
}


@pytest.mark.parametrize("data", BARELY.values(), ids=BARELY)
def test_what_is_odd_but_can_be_read_is_taken(data: Callable[[], bytes], result: Result) -> None:
    assert STYLES in differing(result(data()), good_document())


def test_what_is_no_document_is_refused_by_what_it_is() -> None:
    documents = [
        (written(row.cells[0]), contents(row.cells[1]), BY_CODE[row.codes[0]])
        for row in told()
        if row.way == "文件" and row.cells[2] == "文档" and row.codes
    ]
    assert {ENCRYPTED_FILE, MACRO_FILE, TEMPLATE_FILE} <= {kind for _, _, kind in documents}
    whole = reference()
    for name, data, kind in [*documents, ("半.docx", whole[: len(whole) // 2], TRUNCATED_FILE)]:
        found = read_reference(data, name)
        assert isinstance(found, tuple), name
        assert [finding.kind for finding in found] == [kind], name


def test_one_that_is_not_there_or_is_a_workbook_stops_everything(
    tmp_path: Path, compiled: Compile
) -> None:
    target = tmp_path / "年报.docx"
    ran = nianbao("compile", WORKBOOK, "--reference-doc", tmp_path / "无.docx", "-o", target)
    assert (ran.code, target.exists()) == (2, False)
    assert "没有找到文件" in ran.out
    assert compiled(WORKBOOK.read_bytes()).code == 2
    assert not target.exists()


def test_it_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "参考文档.docx"
    path.write_bytes(reference())
    line: list[str | Path] = ["compile", WORKBOOK, "--reference-doc", path]
    assert nianbao(*line, "-o", path).code == 2
    assert nianbao(*line, "-o", tmp_path / "a.docx", "--html", path).code == 2
    assert path.read_bytes() == reference()


def test_a_macro_in_it_is_refused(compiled: Compile) -> None:
    data = packed({**parts_of(reference()), "word/vbaProject.bin": b"\xd0\xcf"})
    ran = compiled(data, "--json")
    assert (ran.code, ran.json["outputs"]) == (2, [])
