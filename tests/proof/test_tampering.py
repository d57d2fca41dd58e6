"""What somebody can do to a finished document, and what `nianbao verify` says of each.

One row a deed: its edit, the status it leads to, what is said to have changed and the codes
of all findings. Every edit is one that somebody could make by opening the package, or in Word.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import docx
import pytest

from compiler.document.packing import (
    CUSTOM_PART,
    PACKAGE_DIGEST,
    SEAL_DIGEST,
    custom_properties,
    package_digest,
)
from compiler.document.seal import read_seal
from compiler.output.verification import UNPROVABLE
from tests.support.documents import (
    BODY,
    PROPERTIES,
    ROW,
    SEALED,
    codes,
    edited,
    exchanged,
    good_document,
    packed,
    with_one_more,
    without,
)
from tests.support.office import converted
from tests.support.running import Ran, nianbao
from tests.support.workbooks import GOOD, SAMPLES, good_report, parts_of

Verify = Callable[..., Ran]
Change = tuple[str, str, str]
STYLES, SETTINGS, FOOTER = "word/styles.xml", "word/settings.xml", "word/footer1.xml"
EXIT = {"intact": 0, "resaved": 0, "unproven": 4, "altered": 4}
TITLE = "福州市仓山区司法局2020年政府信息公开工作年度报告"
OTHERS = "其他对外管理服务事项"
INTRODUCTION = [p.text for p in good_report().narrative["introduction"]]
DUTIES = next(p.text for p in good_report().narrative["overview"] if "15条" in p.text)
NUMBER = f"{OTHERS} / 上一年项目数量"


class Deed(NamedTuple):
    """`changes` are (what was, what is, the place's label or paragraph)."""

    what: str
    document: Callable[[], bytes]
    status: str
    codes: list[str]
    changes: list[Change] = []  # noqa: RUF012


def body(edit: Callable[[str], str]) -> Callable[[], bytes]:
    return lambda: edited(good_document(), edit)


def part(name: str, old: str, new: str) -> Callable[[], bytes]:
    return lambda: exchanged(old, new, name)


def lost(*names: str) -> Callable[[], bytes]:
    """Without the parts of these folders, and without what leads to them."""

    def document() -> bytes:
        parts = parts_of(good_document())
        kept = {name: data for name, data in parts.items() if not name.startswith(names)}
        links = "word/_rels/document.xml.rels"
        kept[links] = re.sub(rb"<Relationship [^>]*customXml[^>]*/>", b"", kept[links])
        return packed(kept)

    return document


def other_styles() -> bytes:
    """The style sheet of a plain document in the place of ours."""
    stream = BytesIO()
    docx.Document().save(stream)
    plain = parts_of(stream.getvalue())[STYLES]
    return packed({**parts_of(good_document()), STYLES: plain})


def swapped() -> bytes:
    first, second, aside = ">175<", ">-116<", ">\0<"
    return edited(
        good_document(),
        lambda m: m.replace(first, aside).replace(second, first).replace(aside, second),
    )


def row_deleted(markup: str) -> str:
    return next(markup.replace(row, "") for row in ROW.findall(markup) if OTHERS in row)


def hidden(markup: str) -> str:
    seen, unseen = "<w:r><w:t>175<", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>175<"
    return markup.replace(seen, unseen)


def in_both(old: str = ">175<", new: str = ">176<") -> bytes:
    """The visible figure and the sealed one; the digest of the seal stays."""
    sealed = exchanged('"previous": 175', '"previous": 176', SEALED)
    return exchanged(old, new, data=sealed)


def forged(document: bytes, *, package: bool) -> bytes:
    """The seal's digest reckoned anew, and that of the package too if asked."""
    parts = parts_of(document)
    seal = read_seal(parts).seal
    assert seal is not None
    properties = custom_properties(parts)
    markup = parts[CUSTOM_PART].decode().replace(properties[SEAL_DIGEST], seal.digest)
    if package:
        own = {**properties, SEAL_DIGEST: seal.digest}
        markup = markup.replace(properties[PACKAGE_DIGEST], package_digest(parts, own))
    return packed({**parts, CUSTOM_PART: markup.encode()})


def consistent() -> bytes:
    """The same figure in the table, in the data and among the sealed words."""
    document = in_both()
    cell = f'"{OTHERS}", "175"'
    return exchanged(cell, cell.replace("175", "176"), SEALED, document)


DEEDS = [
    Deed("a digit in a table", part(BODY, ">175<", ">176<"), "altered", ["D101", "P201"],
         [("175", "176", NUMBER)]),
    Deed("a digit in a paragraph", part(BODY, "政府信息15条", "政府信息16条"), "altered",
         ["D102", "P301"], [(DUTIES, DUTIES.replace("15条", "16条"), "4")]),
    Deed("a digit in the data inside", part(SEALED, '"previous": 175', '"previous": 176'),
         "altered", ["D101", "D103"], [("176", "175", NUMBER)]),
    Deed("the same digit in both", in_both, "altered", ["D103", "P201"]),
    Deed("two cells swapped", swapped, "altered",
         ["C110", "D101", "D101", "P201", "P201"],
         [("175", "-116", NUMBER), ("-116", "175", f"{OTHERS} / 本年增/减")]),
    Deed("a row deleted", body(row_deleted), "altered",
         ["C120", "D101", "D101", "D101", "D102"],
         [(OTHERS, "", OTHERS), ("175", "", NUMBER), ("-116", "", f"{OTHERS} / 本年增/减"),
          ("0", "", f"{OTHERS} / 处理决定数量")]),
    Deed("a word in a paragraph", part(BODY, "第五十条编写", "第五十条编制"), "altered", ["D102"],
         [(INTRODUCTION[0], INTRODUCTION[0].replace("编写", "编制"), "1")]),
    Deed("a paragraph removed", body(without(INTRODUCTION[1])), "altered", ["D102"],
         [(INTRODUCTION[1], "", "2")]),
    Deed("a paragraph added", body(with_one_more("另附说明。", INTRODUCTION[0])), "altered",
         ["D102", "D208"], [("", "另附说明。", "2")]),
    Deed("a heading changed", part(BODY, "五、存在的主要问题", "五、主要问题"), "altered", ["D102"],
         [("五、存在的主要问题及改进情况", "五、主要问题及改进情况", "五、存在的主要问题及改进情况")]),
    Deed("a label of a table changed", part(BODY, ">（七）总计<", ">合计<"), "altered", ["D102"],
         [("（七）总计", "合计", "（七）总计")]),
    Deed("the title changed", part(BODY, "司法局</w:t><w:br/>", "</w:t><w:br/>"), "altered",
         ["D102"], [(TITLE, TITLE.replace("司法局", ""), TITLE)]),
    Deed("the title broken elsewhere", part(BODY, "司法局</w:t><w:br/><w:t>", "司法局"), "resaved",
         ["D108"]),
    Deed("the date changed", part(BODY, ">2021年1月15日<", ">2021年1月25日<"), "altered",
         ["D102"], [("2021年1月15日", "2021年1月25日", "成文日期")]),
    Deed("the signature taken out", body(without(">福州市仓山区司法局</w:t></w:r></w:p>")),
         "altered", ["D102"], [("福州市仓山区司法局", "", "署名")]),
    Deed("a figure hidden", body(hidden), "altered", ["C120", "D101", "D112", "T401"],
         [("175", "", NUMBER)]),
    Deed("the seal removed", lost("customXml/"), "altered", ["D104"]),
    Deed("the properties removed",
         lambda: edited(good_document(), lambda m: re.sub("<property .*</property>", "", m), PROPERTIES),
         "altered", ["D103"]),
    Deed("a second seal put in",
         lambda: packed({**parts_of(good_document()),
                         "customXml/item9.xml": parts_of(good_document())[SEALED]}),
         "altered", ["D103"]),
    # Nothing that the report says: told, and named by the audit where it is a matter of layout.
    Deed("a style changed", part(STYLES, '"方正小标宋简体" w:cs', '"宋体" w:cs'), "resaved",
         ["D108", "D205"]),
    Deed("the margins changed", part(BODY, 'w:top="2098"', 'w:top="1440"'), "unproven",
         ["D115", "D202"]),
    Deed("another style sheet", other_styles, "unproven",
         ["D115", "D203", "D205", "D206", "D207", "D207", "D207", "D208", "D208", "D209", "D210", "D215"]),
    Deed("the settings changed", part(SETTINGS, "<w:evenAndOddHeaders/>", ""), "resaved",
         ["D108", "D210"]),
    Deed("the footer changed", part(FOOTER, "— ", "- "), "resaved", ["D108", "D210"]),
    Deed("the core properties changed", part("docProps/core.xml", "2019年试行格式", "another subject"),
         "resaved", ["D108"]),
    Deed("our own properties changed", part(PROPERTIES, ">2020<", ">2021<"), "altered", ["D114"]),
    # What cannot be told from the document alone, however it is looked at.
    Deed("both rewritten, the seal's digest too", lambda: forged(consistent(), package=False),
         "resaved", ["D108", "P201"]),
    Deed("both rewritten, all digests too", lambda: forged(consistent(), package=True),
         "intact", ["P201"]),
]  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.what)
def test_a_deed_is_named(verified: Verify, deed: Deed) -> None:
    ran = verified(deed.document(), "--json")
    changes = [
        (c["was"], c["now"], c["place"]["label"] if c["place"]["paragraph"] is None
         else str(c["place"]["paragraph"]))
        for c in ran.json["changes"]
    ]  # fmt: skip
    told = codes(ran)
    # However many things are not on the list.
    told = [code for n, code in enumerate(told) if code != "D115" or code not in told[:n]]
    assert (ran.json["status"], told, changes) == (deed.status, deed.codes, deed.changes)
    assert ran.code == EXIT[deed.status]


def test_a_column_of_no_width_takes_its_figures_from_under_their_head(verified: Verify) -> None:
    last = '<w:gridCol w:w="2041"/></w:tblGrid>'
    wide = '<w:gridCol w:w="4082"/><w:gridCol w:w="0"/></w:tblGrid>'
    ran = verified(exchanged('<w:gridCol w:w="2041"/>' + last, wide), "--json")
    assert (ran.code, ran.json["status"]) == (4, "altered")
    assert {"D101", "D102"} <= {*codes(ran)}
    assert "对外公开总数量" in {change["place"]["label"] for change in ran.json["changes"]}


def test_a_change_is_a_place_and_what_was_and_is(verified: Verify) -> None:
    ran = verified(exchanged(">175<", ">176<"), "--json")
    [change], [found, said] = ran.json["changes"], ran.json["findings"]
    assert said["code"] == "P201"  # the sentence still tells the figure as it was
    place = change["place"]
    assert place == found["place"]
    assert list(map(place.get, ("section", "table", "row", "column"))) == [
        "proactive", "article20_5", "other_services", "previous",
    ]  # fmt: skip
    assert set(place) - {"section", "table", "row", "column"} == {
        "file", "sheet", "cell", "paragraph", "label",
    }  # fmt: skip
    assert (found["expected"], found["actual"], found["difference"]) == ("175", "176", "1")
    assert found["message"] == f"“{NUMBER}”在文档中为“176”，封存的数据为“175”。"


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (good_document, True),
        (lambda: forged(consistent(), package=True), True),
        (lambda: forged(consistent(), package=False), True),
        (in_both, False),
    ],
    ids=["untouched", "forged whole", "forged and saved again", "altered"],
)
def test_what_cannot_be_proven_is_said(
    verified: Verify, document: Callable[[], bytes], says: bool
) -> None:
    """Of a document that passes; who wants less to read is not told twice."""
    remark = UNPROVABLE.zh
    assert (remark in verified(document()).out.replace("\n", "")) is says
    assert remark not in verified(document(), "--quiet").out.replace("\n", "")
    english = verified(document(), "--lang", "en").out
    assert (UNPROVABLE.en in " ".join(english.split())) is says


def received(markup: str) -> str:
    """The row of what was granted with a total of 7 where all its figures are 0."""
    row = next(row for row in ROW.findall(markup) if "（一）予以公开" in row)
    upto, _, rest = row.rpartition(">0<")
    return markup.replace(row, f"{upto}>7<{rest}")


def test_every_check_is_run_again(verified: Verify) -> None:
    """Whoever rewrites words, data and digests has to keep every identity as well."""
    data = re.compile(r'("granted": \{[^}]*"total": )0')
    words = re.compile(r'("（一）予以公开"(?:, "0"){6}, )"0"')

    def sealed(markup: str) -> str:
        markup, figures = data.subn(r"\g<1>7", markup)
        markup, cells = words.subn(r'\g<1>"7"', markup)
        assert (figures, cells) == (1, 1)
        return markup

    document = edited(edited(good_document(), received), sealed, SEALED)
    ran = verified(forged(document, package=True), "--json")
    assert (ran.code, ran.json["status"], ran.json["changes"]) == (0, "intact", [])
    [found] = [f for f in ran.json["findings"] if f["code"] == "T201"]
    assert (found["expected"], found["actual"], found["place"]["row"]) == ("0", "7", "granted")


def test_checks_are_of_what_is_visible(verified: Verify) -> None:
    """A total that was changed in the document breaks its row there."""
    ran = verified(edited(good_document(), received), "--json")
    found = {f["code"]: f for f in ran.json["findings"]}
    assert {"D101", "T201"} <= set(found)
    assert (found["T201"]["expected"], found["T201"]["actual"]) == ("0", "7")
    assert (ran.code, ran.json["status"]) == (4, "altered")


# Saved again by other programs


def test_saved_again_by_python_docx(verified: Verify) -> None:
    stream = BytesIO()
    docx.Document(BytesIO(good_document())).save(stream)
    ran = verified(stream.getvalue(), "--json")
    assert (ran.code, ran.json["status"], ran.json["changes"]) == (0, "resaved", [])
    assert codes(ran) == ["D108"]


def test_saved_again_by_libreoffice(verified: Verify, tmp_path: Path) -> None:
    sources = tmp_path / "good.docx", tmp_path / "changed.docx"
    sources[0].write_bytes(good_document())
    sources[1].write_bytes(exchanged(">175<", ">176<"))
    good, changed = converted(sources, tmp_path / "saved", to="docx")
    ran = verified(good.read_bytes(), "--json")
    assert (ran.code, ran.json["status"], ran.json["changes"]) == (0, "resaved", [])
    assert codes(ran) == ["D108"]
    ran = verified(changed.read_bytes(), "--json")
    assert (ran.code, ran.json["status"]) == (4, "altered")
    [change] = ran.json["changes"]
    assert (change["was"], change["now"], change["place"]["label"]) == ("175", "176", NUMBER)
    assert ran.json["report"]["agency"] == "福州市仓山区司法局"


# The digest that is kept elsewhere


def test_the_digest_printed_when_compiled_names_the_file(verified: Verify, tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    said = nianbao("compile", SAMPLES / f"{GOOD}.xlsx", "-o", path).out
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert f"SHA-256：{digest}\n" in said
    kept = verified(path.read_bytes(), "--sha256", digest.upper())
    assert kept.code == 0
    assert "一个字节也不差" in kept.out
    assert "查不出的" not in kept.out
    quiet = nianbao("compile", SAMPLES / f"{GOOD}.xlsx", "-o", path, "--quiet").out
    assert f"SHA-256：{digest}\n" in quiet


def test_saved_again_it_is_not_that_file(verified: Verify) -> None:
    digest = hashlib.sha256(good_document()).hexdigest()
    stream = BytesIO()
    docx.Document(BytesIO(good_document())).save(stream)
    ran = verified(stream.getvalue(), "--sha256", digest, "--json")
    assert (ran.code, ran.json["status"], ran.json["changes"]) == (4, "altered", [])
    (found,) = (f for f in ran.json["findings"] if f["code"] == "D110")
    assert digest in found["message"]
    assert verified(stream.getvalue(), "--sha256", digest).out.startswith(
        "✗ 文档内容与封存的数据一致，但不是"
    )


def test_a_digest_that_is_none_is_wrong_usage(verified: Verify) -> None:
    ran = verified(good_document(), "--sha256", "abc")
    assert ran.code == 2
    assert "64 位十六进制数" in ran.err
