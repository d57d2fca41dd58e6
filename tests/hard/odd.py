"""Values that a person, a program or an attacker might leave where others belong."""

from __future__ import annotations

from random import Random

NUMBERS = (
    "0", "-0", "1", "-1", "007", "1.0", "0.1", "1e5", "1E400", "-1e-400", "1e999999999", "NaN", "INF",
    "-Infinity", "1_000", "1,000", "１２", "十二", "0x10", "9" * 29, "9" * 31, "9" * 4000, "." + "1" * 40,
    "96171.60000000001", "2147483648", "-2147483649", "18446744073709551616", "1.7976931348623157E308",
    "5E-324", "60", "-1.5", "45667", "2958466", "0.99999999999999999", "", " ", " 1 ", "1 2", "+1", "--1",
)  # fmt: skip
TEXTS = (
    "", " ", "　", "\t", "\n", "\r\n", "无", "/", "／", "-", "—", "N/A", "<1", "=1+1", "=cmd|' /C calc'!A0",
    "@SUM(1)", "'12", "12件", "约12件", "一、", "（一）", "(一）", "{新收申请总数}", "{不存在}", "{", "}", "{{}}",
    "_x000D_", "_x0000_", "\u200b", "\u202e反", "\ufeff", "\ud7ff", "\ue000", "\uffff", "𠮷", "é", "e\u0301",
    "<w:t>", "&amp;", "]]>", "' or 1=1", "../../x", "C:\\x", "\\\\host\\x", "http://x/", "年" * 300,
    "某" * 33_000, "九" * 60, "2020年", "二〇二〇年", "共3条，其中A1条、B2条", "同比增长100%", "比上年减少-5件",
    "收到申请99999999999999999999999999999999件", "1" * 500 + "件", "，" * 200, "（" * 200, "《" * 50 + "》" * 50,
    "十百千万亿" * 20, "１２３．４５％", "0.0.0.0", "3/0", "1-2-3-4", "（其中（其中（其中", "合计合计合计",
)  # fmt: skip
REFERENCES = (
    "", "A1", "a1", "$A$1", "A0", "A01", "XFD1048576", "XFE1", "A1048577", "AAAA1", "1A", "A", "1", "A-1",
    "A1:B2", "A1:A1", "B2:A1", "A1:XFD1048576", "A:A", "1:1", "A1 B2", "A1,B2", "#REF!", "Sheet1!A1", "甲1",
    "A" + "9" * 40, "A１",
)  # fmt: skip
FORMULAS = (
    "1+1", "SUM(A1:B2)", "SUM(", "=SUM(A1)", "A1", "1/0", "_xlfn.DISPIMG(\"ID_1\",1)", "INDIRECT(\"A1\")",
    "HYPERLINK(\"http://x\")", "WEBSERVICE(\"http://x\")", "[1]Sheet!A1", "(" * 300, "\"" * 9, "", "SUM(D7:I7)",
)  # fmt: skip
FORMAT_CODES = (
    "General", "0", "0.00", "#,##0", "#,##0,", "0!.0,", "0\\.0,\"万\"", "0%", "0.00E+00", "yyyy-mm-dd",
    "[h]:mm:ss", "000000", "@", ";;;", "0;0;0;@;0", "[<1]\"少\";0", "[红色]0", "[$-804]0", "\"", "\\", "[", "_",
    "*", "# ?/?", "G/通用格式", "0" * 300, "\"年\"0\"件\"", "[DBNum1]0", "", "mmmmm", "e\"年\"", "0.0." , "?" * 40,
)  # fmt: skip


def text(rng: Random) -> str:
    """An odd text, one put together of several, or a number as text."""
    drawn = rng.random()
    if drawn < 0.6:
        return rng.choice(TEXTS)
    if drawn < 0.8:
        return rng.choice(NUMBERS)
    return "".join(rng.choice((*TEXTS[:-1], *NUMBERS))[:40] for _ in range(rng.randint(2, 8)))


def attribute(rng: Random) -> str:
    return rng.choice((rng.choice(NUMBERS), rng.choice(REFERENCES), text(rng)))
