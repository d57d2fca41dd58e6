"""Makes the corpus of innocent re-saves: documents of ours as known programs save them.

    python tests/proof/corpus/resave.py [--layouts]

`--layouts` makes anew only those of tests/layout. Needs LibreOffice, docxtpl and docxcompose beside the test tools; what they wrote is kept in
saved/, packed, and looked at by test_resaved.py without them. Word and WPS cannot be run here:
what their files are known to hold (rsid, proofErr, _GoBack, smart tags, KSO properties, links
on addresses, other style ids, split grid columns) is put in by `as_word` and `as_wps`.
"""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
from lxml import etree

from compiler.edges.machine import desk_of
from compiler.pipeline import compile_report
from tests.support.laid_out import accounts_document, requests_document
from tests.support.office import converted

ROOT = Path(__file__).resolve().parents[3]
SAVED = Path(__file__).resolve().parent / "saved"
SAMPLES, CONTEXTS = ROOT / "sample_workbooks", ROOT / "tests" / "prose" / "contexts"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
PROPERTIES, LINKS = "docProps/custom.xml", "word/_rels/document.xml.rels"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
ADDRESS = "office@example.cn"
Parts = dict[str, bytes]
Save = Callable[[bytes], bytes]


def originals() -> dict[str, bytes]:
    """Documents of both editions, a draft, and one with styles from elsewhere."""
    desk = desk_of()
    asked: dict[str, tuple[Path, dict[str, object]]] = {
        "good": (SAMPLES / "cangshan-justice-2020.xlsx", {}),
        "second": (CONTEXTS / "city-2024.json", {"prior": CONTEXTS / "city-2024.prior.json"}),
        "draft": (SAMPLES / "cangshan-justice-2020-faults.xlsx", {"draft": True}),
    }
    made: dict[str, bytes] = {}
    for name, (path, options) in asked.items():
        document = compile_report(path, desk, **options).document  # type: ignore[arg-type]
        assert document is not None, name
        made[name] = document
    with TemporaryDirectory() as folder:
        reference = Path(folder, "reference.docx")
        edited = docx.Document(str(ROOT / "templates" / "reference.docx"))
        edited.styles["Body Text"].font.size = docx.shared.Pt(15)
        edited.styles["heading 1"].font.color.rgb = docx.shared.RGBColor(0x1F, 0x4E, 0x79)
        edited.save(str(reference))
        document = compile_report(asked["good"][0], desk, reference=reference).document
        assert document is not None
        made["restyled"] = document
    return made


# Programs that are run


def by_libreoffice(documents: Mapping[str, bytes], to: str = "docx") -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        sources = [Path(folder, f"{name}.docx") for name in documents]
        for source, data in zip(sources, documents.values(), strict=True):
            source.write_bytes(data)
        saved = converted(sources, Path(folder, "saved"), to=to)
        return {path.stem: path.read_bytes() for path in saved}


def by_python_docx(data: bytes) -> bytes:
    target = BytesIO()
    docx.Document(BytesIO(data)).save(target)
    return target.getvalue()


def by_docxtpl(data: bytes) -> bytes:
    from docxtpl import DocxTemplate

    template, target = DocxTemplate(BytesIO(data)), BytesIO()
    template.render({})
    template.save(target)
    return target.getvalue()


def by_docxcompose(data: bytes) -> bytes:
    from docxcompose.composer import Composer

    target = BytesIO()
    Composer(docx.Document(BytesIO(data))).save(target)
    return target.getvalue()


# The same document said otherwise


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED
            )
    return target.getvalue()


def recompressed(data: bytes) -> bytes:
    return packed(parts_of(data))


def _each(change: Callable[[etree._Element], bytes]) -> Save:
    """Every part of markup but the list of types."""
    return lambda data: packed({
        name: change(etree.fromstring(part)) if name.endswith((".xml", ".rels")) else part
        for name, part in parts_of(data).items()
    })  # fmt: skip


def in_utf16(data: bytes) -> bytes:
    return _each(lambda root: etree.tostring(root, encoding="UTF-16", xml_declaration=True))(data)


def attributes_reversed(data: bytes) -> bytes:
    def change(root: etree._Element) -> bytes:
        for element in root.iter(etree.Element):
            attributes = [*element.attrib.items()]
            element.attrib.clear()
            element.attrib.update(reversed(attributes))
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)

    return _each(change)(data)


def other_prefixes(data: bytes) -> bytes:
    def change(root: etree._Element) -> bytes:
        text = etree.tostring(root, encoding="unicode")
        text = re.sub(r"(<|</| )w:", r"\1word:", text).replace("xmlns:w=", "xmlns:word=")
        return text.encode()

    return _each(change)(data)


def in_strict(data: bytes) -> bytes:
    names = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }

    def change(name: str, part: bytes) -> bytes:
        if name.startswith("customXml/"):
            return part
        for old, new in names.items():
            part = part.replace(old, new)
        if name == BODY:
            part = part.replace(b"<w:document ", b'<w:document w:conformance="strict" ', 1)
        for old, new in (
            (b"custom-properties", b"customProperties"),
            (b"extended-properties", b"extendedProperties"),
        ):
            part = part.replace(b"relationships/" + old, b"relationships/" + new)
        return part

    return packed({name: change(name, part) for name, part in parts_of(data).items()})


# What Word and WPS are known to add


def _edited(data: bytes, **edits: Callable[[str], str]) -> bytes:
    parts = parts_of(data)
    names = {
        "body": BODY,
        "styles": STYLES,
        "settings": SETTINGS,
        "links": LINKS,
        "properties": PROPERTIES,
    }
    for key, edit in edits.items():
        before = parts[names[key]].decode()
        after = edit(before)
        assert before != after, key
        parts[names[key]] = after.encode()
    return packed(parts)


def as_word(data: bytes) -> bytes:
    """Marks of editing, spelling and pages; runs split at them; the settings of Word."""
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"

    def body(text: str) -> str:
        text = text.replace(
            "<w:document ", f'<w:document xmlns:w14="{w14}" xmlns:mc="{mc}" mc:Ignorable="w14" ', 1
        )
        text = text.replace(
            "<w:p>",
            '<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD" w14:paraId="0A1B2C3D" w14:textId="77777777">',
        )
        text = text.replace(
            "<w:r><w:t>",
            '<w:r w:rsidRPr="00AB12CD"><w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:val="en-US"/></w:rPr><w:t>',
        )
        text = text.replace("<w:tr>", '<w:tr w:rsidR="00AB12CD">')
        text = text.replace(
            f"{ADDRESS}。",
            f'</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>{ADDRESS}</w:t></w:r><w:proofErr w:type="spellEnd"/><w:r><w:lastRenderedPageBreak/><w:t>。',
        )
        before, last, after = text.replace(
            "<w:sectPr>", '<w:sectPr w:rsidR="00AB12CD">'
        ).rpartition("<w:sectPr ")
        mark = '<w:bookmarkStart w:id="900" w:name="_GoBack"/><w:bookmarkEnd w:id="900"/>'
        return f"{before}{mark}{last}{after}"

    def settings(text: str) -> str:
        added = (
            '<w:proofState w:spelling="clean" w:grammar="clean"/><w:rsids><w:rsidRoot w:val="00AB12CD"/><w:rsid w:val="00AB12CD"/></w:rsids>'
            '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        )
        return text.replace("</w:settings>", f"{added}</w:settings>")

    def styles(text: str) -> str:
        latent = '<w:latentStyles w:defLockedState="0" w:count="1"><w:lsdException w:name="Normal" w:qFormat="1"/></w:latentStyles>'
        return text.replace("</w:docDefaults>", f"</w:docDefaults>{latent}", 1)

    return _edited(data, body=body, settings=settings, styles=styles)


def with_smart_tags(data: bytes) -> bytes:
    tag = '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate">'
    told = '<w:smartTagPr><w:attr w:name="Year" w:val="2021"/></w:smartTagPr>'
    date = re.compile(r"<w:r><w:t>(20\d\d年1月1\d日)</w:t></w:r>")
    return _edited(
        data, body=lambda t: date.sub(rf"{tag}{told}<w:r><w:t>\1</w:t></w:r></w:smartTag>", t)
    )


def with_links(data: bytes) -> bytes:
    """The address made a link, as AutoFormat does."""

    def body(text: str) -> str:
        link = f'</w:t></w:r><w:hyperlink r:id="rId77" w:history="1"><w:r><w:t>{ADDRESS}</w:t></w:r></w:hyperlink><w:r><w:t>'
        return text.replace(ADDRESS, link)

    link = (
        f'<Relationship Id="rId77" Type="{_LINK}" Target="mailto:{ADDRESS}" TargetMode="External"/>'
    )
    return _edited(
        data, body=body, links=lambda t: t.replace("</Relationships>", f"{link}</Relationships>")
    )


def with_link_fields(data: bytes) -> bytes:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = (
        f'<w:r><w:instrText xml:space="preserve"> HYPERLINK "mailto:{ADDRESS}" </w:instrText></w:r>'
    )
    field = f"</w:t></w:r>{mark('begin')}{code}{mark('separate')}<w:r><w:t>{ADDRESS}</w:t></w:r>{mark('end')}<w:r><w:t>"
    return _edited(data, body=lambda t: t.replace(ADDRESS, field))


def as_wps(data: bytes) -> bytes:
    """Its own property, other ids for the styles, and a grid of more columns than are used."""
    ids = {
        "BodyText": "4",
        "Title": "12",
        "Heading1": "2",
        "Heading2": "3",
        "Heading3": "5",
        "Normal": "1",
    }

    def renamed(text: str) -> str:
        for old, new in ids.items():
            text = re.sub(rf'(w:(?:styleId|val)=)"{old}"(?=/?>| )', rf'\1"{new}"', text)
        for new, old in ((new, old) for old, new in ids.items()):
            text = text.replace(f'<w:name w:val="{new}"/>', f'<w:name w:val="{old}"/>')
        return text

    def body(text: str) -> str:
        grid = re.compile(r'<w:tblGrid><w:gridCol w:w="(\d+)"/>')
        first = re.compile(
            r"(<w:tr>.*?<w:tc><w:tcPr><w:tcW [^>]*/>)(<w:gridSpan w:val=\"(\d+)\"/>)?", re.S
        )

        def split(match: re.Match[str]) -> str:
            return f'<w:tblGrid><w:gridCol w:w="{int(match[1]) - 100}"/><w:gridCol w:w="100"/>'

        def wider(match: re.Match[str]) -> str:
            return f'{match[1]}<w:gridSpan w:val="{int(match[3] or 1) + 1}"/>'

        return renamed(first.sub(wider, grid.sub(split, text)))

    own = '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="99" name="KSOProductBuildVer"><vt:lpwstr>2052-12.1.0.15712</vt:lpwstr></property>'
    return _edited(
        data,
        body=body,
        styles=renamed,
        properties=lambda t: t.replace("</Properties>", f"{own}</Properties>"),
    )


SAVES: dict[str, Save] = {
    "python-docx": by_python_docx,
    "docxtpl": by_docxtpl,
    "docxcompose": by_docxcompose,
    "recompressed": recompressed,
    "utf-16": in_utf16,
    "attributes": attributes_reversed,
    "prefixes": other_prefixes,
    "strict": in_strict,
    "word": as_word,
    "wps": as_wps,
}
OF_ADDRESSES: dict[str, Save] = {
    "word-links": with_links,
    "word-link-fields": with_link_fields,
    "word-smart-tags": with_smart_tags,
}


def corpus() -> Iterator[tuple[str, bytes]]:
    """(program and document, what it saved)."""
    made = originals()
    first = by_libreoffice(made)
    for name, data in first.items():
        yield f"libreoffice-{name}", data
    for name, data in by_libreoffice(first).items():
        yield f"libreoffice-twice-{name}", data
    for name, data in by_libreoffice(made, "docx:Office Open XML Text").items():
        yield f"libreoffice-ooxml-{name}", data
    through = by_libreoffice({name: by_python_docx(data) for name, data in made.items()})
    for name, data in through.items():
        yield f"python-docx-libreoffice-{name}", data
    for name, data in made.items():
        for program, save in SAVES.items():
            yield f"{program}-{name}", save(data)
    for program, save in OF_ADDRESSES.items():
        yield f"{program}-good", save(made["good"])
    for program in ("python-docx", "strict", "utf-16"):
        yield f"libreoffice-{program}-good", SAVES[program](first["good"])
    yield from of_layouts()


def of_layouts() -> Iterator[tuple[str, bytes]]:
    """Of every layout of tables and pages what a program may save otherwise."""
    made = {"accounts": accounts_document(), "requests": requests_document()}
    once = by_libreoffice(made)
    for program, saved in (("libreoffice", once), ("libreoffice-twice", by_libreoffice(once))):
        for name, data in saved.items():
            yield f"{program}-{name}", data
    for name, data in made.items():
        for program in ("python-docx", "word", "wps"):
            yield f"{program}-{name}", SAVES[program](data)


if __name__ == "__main__":
    layouts = "--layouts" in sys.argv
    kept = dict(of_layouts() if layouts else corpus())
    if not layouts:
        shutil.rmtree(SAVED, ignore_errors=True)
        SAVED.mkdir()
    for name, data in kept.items():
        (SAVED / f"{name}.docx").write_bytes(recompressed(data))
    sys.stdout.write(f"{len(kept)} documents\n")
