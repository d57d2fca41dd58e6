"""What is put into a finished document besides words, and what each of it is called.

In the body it may show other words than are stored and is an alteration; beside the words it
leaves the document unproven. Every edit is one that a program or a forger can make in the package.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from compiler.document.packing import PACKAGE_DIGEST, SEAL_DIGEST, custom_properties, package_digest
from compiler.document.seal import read_seal
from tests.support.documents import (
    BODY,
    PROPERTIES,
    SEALED,
    codes,
    edited,
    examined,
    exchanged,
    good_document,
    packed,
)
from tests.support.running import Ran
from tests.support.workbooks import parts_of

Verify = Callable[..., Ran]
RUN = "<w:r><w:t>175</w:t></w:r>"
STYLES = "word/styles.xml"


def run(new: str) -> bytes:
    """The run of one figure replaced."""
    return edited(good_document(), lambda markup: markup.replace(RUN, new, 1))


def looking(properties: str) -> bytes:
    return run(f"<w:r><w:rPr>{properties}</w:rPr><w:t>175</w:t></w:r>")


def styled(properties: str) -> bytes:
    """The look of all figures of the larger tables."""
    return edited(
        good_document(),
        lambda m: re.sub(
            r'(w:styleId="TableFigure">.*?<w:rPr>)', rf"\1{properties}", m, count=1, flags=re.S
        ),
        STYLES,
    )


# Other words may be seen than are stored.


@pytest.mark.parametrize(
    ("new", "what"),
    [
        (f'<w:fldSimple w:instr=" =999 ">{RUN}</w:fldSimple>', "域"),
        ('<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText> =999 </w:instrText></w:r>'
         f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{RUN}<w:r><w:fldChar w:fldCharType="end"/></w:r>', "域"),
        (f"{RUN}<w:r><w:drawing/></w:r>", "图片、图形或对象"),
        (f'<w:bdo w:val="rtl">{RUN}</w:bdo>', "改变方向的文字或表格"),
        (f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent>{RUN}</w:sdtContent></w:sdt>',
         "取自别处的内容控件"),
        (f'<x:gone xmlns:x="urn:x">{RUN}</x:gone>', "来历不明的标记"),
    ],
    ids=["field", "dirty field", "drawing", "turned", "bound", "unknown"],
)  # fmt: skip
def test_what_may_show_something_else_is_an_alteration(
    verified: Verify, new: str, what: str
) -> None:
    ran = verified(run(new), "--json")
    assert (ran.code, ran.json["status"], codes(ran)) == (4, "altered", ["D111"])
    assert [(c["was"], c["now"], c["place"]["label"]) for c in ran.json["changes"]] == [
        ("", what, "175")
    ]
    assert what in ran.json["findings"][0]["message"]


@pytest.mark.parametrize(
    "document",
    [
        lambda: looking("<w:strike/>"),
        lambda: looking("<w:dstrike/>"),
        lambda: looking('<w:w w:val="1"/>'),
        lambda: looking('<w:position w:val="-3000"/>'),
        lambda: looking('<w:sz w:val="3"/>'),
        lambda: looking('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
        lambda: looking('<w:highlight w:val="black"/>'),
        lambda: looking('<w:shd w:val="clear" w:fill="000000"/>'),
        lambda: looking('<w:color w:val="FEFEFE"/>'),
        lambda: styled("<w:strike/>"),
    ],
    ids=["struck", "struck twice", "pressed", "moved", "tiny", "symbols", "marked black",
         "shaded black", "nearly white", "struck by its style"],
)  # fmt: skip
def test_a_figure_that_cannot_be_read_is_gone(document: Callable[[], bytes]) -> None:
    found = examined(document())
    assert found.status == "altered"
    assert ("175", "") in {(change.was, change.now) for change in found.changes}


@pytest.mark.parametrize(
    "properties",
    ['<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>', '<w:highlight w:val="yellow"/>',
     '<w:strike w:val="0"/>', '<w:w w:val="90"/>', '<w:color w:val="C00000"/>'],
)  # fmt: skip
def test_a_figure_that_can_be_read_is_there(properties: str) -> None:
    assert examined(looking(properties)).changes == ()


# Figures under another head.


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # The row's label takes one column more: every figure stands under the next head.
        ('<w:gridSpan w:val="3"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableLabelSmall"/><w:keepNext/></w:pPr>'
         "<w:r><w:t>一、本年新收", '<w:gridSpan w:val="4"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableLabelSmall"/>'
         "<w:keepNext/></w:pPr><w:r><w:t>一、本年新收"),
        ("<w:trPr><w:cantSplit/>", '<w:trPr><w:gridBefore w:val="1"/><w:cantSplit/>'),
    ],
    ids=["a wider label", "a row moved"],
)  # fmt: skip
def test_figures_moved_under_another_head_are_named(verified: Verify, old: str, new: str) -> None:
    def edit(markup: str) -> str:
        bare = re.sub('<w:vAlign w:val="center"/>', "", markup)
        return bare.replace(old, new, 1)

    ran = verified(edited(good_document(), edit), "--json")
    assert (ran.code, ran.json["status"]) == (4, "altered")
    moved = [change for change in ran.json["changes"] if "[R" in change["now"]]
    assert moved
    assert all(change["was"] != change["now"] for change in moved)


def test_a_table_turned_around_is_an_alteration() -> None:
    turned = edited(
        good_document(), lambda m: m.replace("<w:tblPr>", "<w:tblPr><w:bidiVisual/>", 1)
    )
    assert [f.code for f in examined(turned).findings] == ["D111"]


# Beside the words.


def linked(target: str) -> bytes:
    """A template on another machine that Word would open with the document."""
    part = "word/_rels/settings.xml.rels"
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="http://x/attachedTemplate" Target="{target}" TargetMode='
        "'External'/></Relationships>"
    )
    return packed({**parts_of(good_document()), part: relation.encode()})


@pytest.mark.parametrize(
    ("document", "what"),
    [
        (lambda: run('<w:r><w:commentReference w:id="1"/></w:r>' + RUN), "批注"),
        (lambda: run(f'<w:ins w:id="9" w:author="张三">{RUN}</w:ins>'), "修订痕迹"),
        (lambda: run(f"{RUN}<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>"), "隐藏的文字"),
        (lambda: linked("http://example.com/a.dotx"), "指向文档以外的链接"),
    ],
    ids=["comment", "tracked", "hidden", "linked"],
)
def test_what_stands_beside_the_words_is_told(
    verified: Verify, document: Callable[[], bytes], what: str
) -> None:
    ran = verified(document(), "--json")
    assert (ran.code, ran.json["status"], ran.json["changes"]) == (4, "unproven", [])
    told = [f for f in ran.json["findings"] if f["code"] == "D112"]
    assert [what in f["message"] for f in told] == [True] * len(told) != []
    assert {f["severity"] for f in told} == {"error"}


def test_words_in_a_footer_are_told(verified: Verify) -> None:
    added = edited(
        good_document(),
        lambda m: m.replace("</w:ftr>", "<w:p><w:r><w:t>本报告作废</w:t></w:r></w:p></w:ftr>"),
        "word/footer1.xml",
    )
    ran = verified(added, "--json")
    assert (ran.code, ran.json["status"]) == (4, "unproven")
    (found,) = (f for f in ran.json["findings"] if f["code"] == "D113")
    assert "本报告作废" in found["message"]


# The sealed words and the properties against the sealed data.


def resealed(document: bytes) -> bytes:
    """With the digests reckoned anew, as somebody could who read the code."""
    parts = parts_of(document)
    custom = custom_properties(parts)
    digest = read_seal(parts).seal
    assert digest is not None
    custom[SEAL_DIGEST] = digest.digest
    del custom[PACKAGE_DIGEST]
    markup = parts[PROPERTIES].decode()
    for name, value in {**custom, PACKAGE_DIGEST: package_digest(parts, custom)}.items():
        markup = re.sub(
            rf'(name="nianbao\.{re.escape(name)}"><vt:lpwstr>)[^<]*', rf"\g<1>{value}", markup
        )
    return packed({**parts, PROPERTIES: markup.encode()})


def test_a_label_changed_in_the_sealed_words_too_is_an_alteration() -> None:
    """Of the edition and version at hand: of others it may have been another when it was made."""
    label, other = "行政强制", "行政处罚"
    words = edited(
        edited(good_document(), lambda m: m.replace(f">{label}<", f">{other}<")),
        lambda m: m.replace(label, other),
        SEALED,
    )
    found = examined(resealed(words))
    assert found.status == "altered"
    assert [f.code for f in found.findings][:2] == ["D103", "D102"]


def test_sealed_words_that_contradict_the_sealed_data_are_an_alteration() -> None:
    """The figure is changed where it is seen and in the words, but not in the data."""
    words = edited(
        exchanged(">175<", ">999<"),
        lambda m: m.replace("&quot;175&quot;", "&quot;999&quot;").replace('"175"', '"999"', 1),
        SEALED,
    )
    found = examined(resealed(words))
    assert found.status == "altered"
    assert [f.code for f in found.findings] == ["D103", "D101"]
    assert ("175", "999") in {(change.was, change.now) for change in found.changes}


@pytest.mark.parametrize(
    ("old", "new"),
    [(">2020<", ">1999<"), (">disclosure-2019<", ">disclosure-2021<"), (">0.2.0<", ">9.9.9<")],
)
def test_properties_that_contradict_the_seal_are_an_alteration(
    verified: Verify, old: str, new: str
) -> None:
    ran = verified(exchanged(old, new, PROPERTIES), "--json")
    assert (ran.code, ran.json["status"], codes(ran)) == (4, "altered", ["D114"])
    assert new.strip("<>") in ran.json["findings"][0]["message"]


def test_the_body_is_where_it_is_looked_for() -> None:
    assert RUN in parts_of(good_document())[BODY].decode()
    assert json.loads(read_seal(parts_of(good_document())).seal.resolved)  # type: ignore[union-attr]
