"""What the files of a package are called, each said here alone.

The names are fixed and short: ASCII and Chinese characters that have one form in Unicode
(NFC and NFD alike) and stand in GBK, so that zip programs, Windows, macOS and old discs
all keep them. The lists that RFC 8493 names are the bag's.
"""

from __future__ import annotations

# The payload, under data/.
DOCUMENT = "报告.docx"
RENDERING = "报告.pdf"
DATA = "数据.json"
RECORD = "校验记录.json"
READABLE_RECORD = "校验记录.docx"
SLIPS = "情况说明.json"
PRIOR = "上年数据.json"
# The source, by its kind; what it was called before is told in premis.xml.
SOURCES = {
    "xlsx": "工作簿.xlsx", "xls": "工作簿.xls", "ods": "工作簿.ods", "json": "来源数据.json",
    "docx": "来源文档.docx",
}  # fmt: skip

# Beside it, what describes the payload.
GUIDE = "说明.txt"
NATURES_FORM = "四性检测.docx"
CATALOGUE_LINE = "归档文件目录.csv"
METADATA = "metadata.xml"
PREMIS = "premis.xml"
