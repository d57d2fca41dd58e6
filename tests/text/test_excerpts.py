"""What differs between two texts, with some words around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.text.excerpts import excerpts

LONG = "本报告依照《中华人民共和国政府信息公开条例》第五十条编写，分六个部分，报告我局一年来公开政府信息、办理申请和接受监督的情况。"


@pytest.mark.parametrize(
    ("was", "now", "shown"),
    [
        ("无。", "有。", ("无。", "有。")),
        ("", "另附说明。", ("", "另附说明。")),
        ("共15条" + LONG, "共16条" + LONG, ("共【15】条本报告依照《中华人…", "共【16】条本报告依照《中华人…")),
        (
            LONG, LONG.replace("编写", "编制"),
            ("本报告依照《中华人民共和国政府信息公开条例》第五十条编【写】，分六个部分，报告我…",
             "本报告依照《中华人民共和国政府信息公开条例》第五十条编【制】，分六个部分，报告我…"),
        ),
        (LONG, LONG + "完。", ("…请和接受监督的情况。【】", "…请和接受监督的情况。【完。】")),
        ("一二三", "一二三", ("一二三", "一二三")),
    ],
)  # fmt: skip
def test_the_change_is_marked(was: str, now: str, shown: tuple[str, str]) -> None:
    assert excerpts(was, now) == shown


def test_two_changes_far_apart_are_both_shown_and_what_is_between_is_cut() -> None:
    was, now = excerpts(LONG, LONG.replace("本报告", "本文").replace("监督", "检查"))
    assert "【文】" in now
    assert "【检查】" in now
    assert "…" in now
    assert len(was) < len(LONG)


TEXT = st.text(alphabet="甲乙丙丁。", max_size=300)


@given(TEXT, TEXT)
def test_no_text_is_long_and_what_changed_is_in_it(was: str, now: str) -> None:
    shown = excerpts(was, now)
    assert max(map(len, shown)) < 600
    if was and now and was != now and max(len(was), len(now)) > 30:
        assert all("【" in text and "】" in text for text in shown)
