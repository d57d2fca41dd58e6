"""Family D: where paper, margins and page numbers depart from GB/T 9704-2012, D201 to D217.

A warning is a departure from the words of the standard, advice is about what it leaves open.
"""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

WRONG_PAPER = Kind(
    code="D201",
    name="wrong-paper",
    severity=Severity.WARNING,
    message=Text(
        "{where}纸张为 {found}，标准为 A4（210 × 297 毫米）。",
        "{where}The paper is {found}; the standard is A4 (210 × 297 mm).",
    ),
    hint=Text("在 Word 或 WPS 的“布局 › 纸张大小”里选 A4。", "Choose A4 under Layout › Size."),
    page=Text(
        "公文用纸为 A4，210 毫米 × 297 毫米（GB/T 9704-2012，5.1）。"
        "版式检查读的是文档里写着的数，不管文档是谁编的；它只提醒，不影响查验的结论。",
        "Official documents are on A4, 210 mm × 297 mm (GB/T 9704-2012, 5.1). The format "
        "audit reads the numbers that the document states, whoever wrote it; it never changes "
        "what verification concludes.",
    ),
)

WRONG_MARGINS = Kind(
    code="D202",
    name="wrong-margins",
    severity=Severity.WARNING,
    message=Text(
        "{where}页边距与标准不同：{found}。", "{where}The margins are not the standard's: {found}."
    ),
    hint=Text(
        "在“布局 › 页边距 › 自定义页边距”里设：上 37、下 35、左 28、右 26 毫米，装订线 0。",
        "Under Layout › Margins › Custom set: top 37, bottom 35, left 28, right 26 mm, gutter 0.",
    ),
    page=Text(
        "天头 37 毫米 ± 1 毫米，订口 28 毫米 ± 1 毫米，版心 156 毫米 × 225 毫米"
        "（GB/T 9704-2012，5.2.1），所以下边距 35、右边距 26 毫米。装订线的宽度算进左边距。"
        "横向的节不查。",
        "Top 37 mm ± 1 mm, left 28 mm ± 1 mm, type area 156 mm × 225 mm (GB/T 9704-2012, "
        "5.2.1), hence bottom 35 and right 26 mm. A gutter is part of the left margin. Sections "
        "in landscape are not looked at.",
    ),
)

WRONG_PAGE_NUMBER = Kind(
    code="D210",
    name="wrong-page-number",
    severity=Severity.WARNING,
    message=Text(
        "{where}页码与标准不同：{found}。", "{where}The page number is not the standard's: {found}."
    ),
    hint=Text(
        "在“页眉和页脚”里勾选“奇偶页不同”，不勾“首页不同”；页码写成“— 1 —”，四号宋体，"
        "单页居右、双页居左，各空一字。",
        "Under Header & Footer tick Different Odd & Even Pages, not Different First Page; "
        "write the number as — 1 — in SimSun, 14 pt, right on odd and left on even pages.",
    ),
    page=Text(
        "页码一般用 4 号半角宋体阿拉伯数字，左右各放一条一字线，单页码居右空一字，"
        "双页码居左空一字（GB/T 9704-2012，7.5）。页脚在文本框里的也读；用制表位排的不判断左右。",
        "Page numbers are in half-width Song, 14 pt, a dash on each side, right on odd and "
        "left on even pages (GB/T 9704-2012, 7.5). Those in text boxes are read too; where tabs "
        "place them, the side is not judged.",
    ),
)

PAGE_NUMBER_DISTANCE = Kind(
    code="D211",
    name="page-number-distance",
    severity=Severity.ADVICE,
    message=Text(
        "{where}页码的一字线距版心下边缘约 {found}，一般为 7 毫米。",
        "{where}The dash of the page number stands about {found} below the type area; 7 mm is "
        "usual.",
    ),
    hint=Text(
        "在“页面设置 › 版式”里把页脚距边界设为 25 毫米左右（下边距 35 毫米时）。",
        "Set the footer about 25 mm from the edge (with a bottom margin of 35 mm).",
    ),
    page=Text(
        "一字线上距版心下边缘 7 毫米。由页脚距边界的距离推算，差半行以内不提示；"
        "放在文本框里的和横向的节不查。",
        "The dash stands 7 mm below the type area. It is reckoned from the footer's distance; "
        "half a line is no difference. Numbers in text boxes and landscape sections are not "
        "looked at.",
    ),
)

LANDSCAPE_SECTION = Kind(
    code="D217",
    name="landscape-section",
    severity=Severity.ADVICE,
    message=Text(
        "{where}纸张方向为{found}，页码位置和表头朝向未作检查。",
        "{where}The pages are {found}; where their number stands and the table's head points "
        "was not checked.",
    ),
    hint=Text(
        "翻看打印件：页码与其他页在同一处，表头单页在订口一边、双页在切口一边。",
        "Look at the print: the number stands where other pages have it, the table's head is "
        "at the binding on odd pages and at the cut on even ones.",
    ),
    page=Text(
        "A4 横排表格的页码位置与其他页一致，单页表头在订口一边，双页表头在切口一边。"
        "页码竖放在纸的左侧的，就是这样，不再提；别的摆法要看印出来的纸。",
        "A landscape table keeps the page number where other pages have it; its head is at "
        "the binding on odd and at the cut on even pages. A number set on its side at the left "
        "of the page stands so and is not mentioned; of others only the printed page tells.",
    ),
)
