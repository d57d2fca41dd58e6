"""Documents whose words and sealed data do not agree, D101 to D117.

Given nothing; gives the kinds that reopening and verifying a document can find.
"""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

FIGURE_ALTERED = Kind(
    code="D101",
    name="visible-figure-altered",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”在文档中为“{now}”，封存的数据为“{was}”。",
        "“{label}” reads “{now}” in the document; the sealed data says “{was}”.",
    ),
    hint=Text(
        "若数字确需更正，请改工作簿并重新编成文档；否则请取回原文档。",
        "If the figure is to be corrected, correct the workbook and compile again; "
        "otherwise restore the original document.",
    ),
    page=Text(
        "文档里带有成文时的数据。核验时逐格比较表中看得见的数字与封存的数据，"
        "任何一格不同都在这里指出。只是用其他软件另存，数字不变，不会出现此项。",
        "The document carries the data it was written from. Verification compares every "
        "visible figure with that data, cell by cell. Saving again with another program "
        "changes no figure and gives no such finding.",
    ),
)

TEXT_ALTERED = Kind(
    code="D102",
    name="visible-text-altered",
    severity=Severity.ERROR,
    message=Text(
        "{label}的文字与封存的数据不同：原为“{was}”，现为“{now}”。",
        "The words of {label} differ from the sealed data: “{was}” became “{now}”.",
    ),
    hint=Text(
        "若文字确需修改，请改工作簿并重新编成文档；否则请取回原文档。",
        "If the words are to be changed, change the workbook and compile again; "
        "otherwise restore the original document.",
    ),
    page=Text(
        "标题、发文字号、各级标题、表中文字、正文、附件说明、署名和成文日期逐段比较，"
        "标题在哪里换行不算；增加、删除或改动的每一段各列一条。"
        "增加的段落原文为空，删除的段落现文为空。改动的字用【】标出，前后略去的文字用“…”代替，"
        "供程序读的结果里是全文。读者看不见的字（隐藏的文字和表行、白纸上的白字、"
        "不足一磅的字）视为删除；软件自动编的号是增加的内容，记作“#.”。页眉、页脚不参加比较。",
        "Title, document number, headings, labels, paragraphs, attachments, signatory and "
        "date are compared one by one, but not where the title is broken; each paragraph "
        "added, removed or changed is one finding, its changed characters in 【 】 and words left out "
        "as …; `changes` of --json holds them whole. What no reader can see (hidden words and "
        "rows, white on white, type of a point or less) counts as removed; a number that a "
        "program adds by itself counts as added and is written “#.”. Headers and footers "
        "take no part.",
    ),
)

SEAL_ALTERED = Kind(
    code="D103",
    name="sealed-data-altered",
    severity=Severity.ERROR,
    message=Text(
        "文档内封存的数据已被改动：摘要与文档属性中记录的不一致。"
        "成文时的数据是什么，从这份文档已无从得知。",
        "The data sealed in the document was altered: its digest is not the one recorded "
        "in the document's properties. What it was when written, this document no longer tells.",
    ),
    hint=Text(
        "请不要再以此文档为依据，改用原文档或工作簿。",
        "Do not rely on this document; use the original or the workbook.",
    ),
    page=Text(
        "成文时，封存数据的摘要记入文档属性。两者不一致，说明数据或属性在成文之后被改动。"
        "有人把看得见的文字、封存的数据和摘要一起改写，各项核对又都相符，这里查不出；"
        "这要用编成时打印的 SHA-256 对照整份文件才能发现。",
        "When the document is written, the digest of the sealed data is recorded in its "
        "properties. If they disagree, one of them was changed afterwards. Someone who rewrites "
        "the visible words, the sealed data and the digests together, every check satisfied, is "
        "not found out here: only the SHA-256 of the whole file, printed when it was compiled, "
        "tells that.",
    ),
)

SEAL_MISSING = Kind(
    code="D104",
    name="sealed-data-missing",
    severity=Severity.ERROR,
    message=Text(
        "文档属性表明它由年报编成，但封存的数据已不在其中。",
        "The properties say that nianbao wrote this document, but its sealed data is gone.",
    ),
    hint=Text(
        "请取回原文档，或由工作簿重新编成；转换格式、“检查文档”等操作会删去封存的数据。",
        "Restore the original or compile the workbook again; converting the file or "
        "“Inspect Document” removes the sealed data.",
    ),
    page=Text(
        "没有封存的数据便无从核验，因此视为改动。",
        "Without the sealed data nothing can be verified: this counts as an alteration.",
    ),
)

FOREIGN_DOCUMENT = Kind(
    code="D105",
    name="foreign-document",
    severity=Severity.ERROR,
    message=Text(
        "这份文档不是由年报编成的，或者编成之后经过格式转换或与别的文档合并，封存的数据和属性都不在了。",
        "This document was not written by nianbao, or it was converted or joined with another "
        "since, which removes the sealed data and the properties.",
    ),
    hint=Text(
        "请给出由年报编成的文档，或填好的工作簿。",
        "Give a document that nianbao wrote, or a filled workbook.",
    ),
    page=Text(
        "文档里既没有年报的属性，也没有封存的数据，无从读取或核验。用 pandoc、AbiWord 等软件转换，"
        "或者用 docxcompose 之类并入别的文档，会把它们一并去掉，虽然数字还在。",
        "The document has neither nianbao's properties nor its sealed data; there is "
        "nothing to read or to verify. Converting it by pandoc, AbiWord and others, or joining it "
        "with another document (docxcompose), removes them, although the figures are still there.",
    ),
)

PROOF_FAILED = Kind(
    code="D106",
    name="proof-failed",
    severity=Severity.ERROR,
    message=Text(
        "写成的文档重新打开后与报告不符：“{label}”应为“{was}”，读得“{now}”"
        "（报告 {file}，nianbao {version}）。",
        "Opened again, the document written does not agree with the report: “{label}” "
        "should read “{was}”, but reads “{now}” (report {file}, nianbao {version}).",
    ),
    hint=Text(
        "文档没有写出。请把信息中所列的报告与本条信息一并反馈。",
        "No document was written. Please send the report named here with this message.",
    ),
    page=Text(
        "每次写成文档都重新打开，把看得见的每个字与报告比较。不符说明写文档这一步有缺陷，"
        "不是填报的错误。",
        "After writing, every visible word is compared with the report. A difference is a "
        "fault of the writing, not of the report.",
    ),
)

DIFFERS_FROM_REPORT = Kind(
    code="D107",
    name="differs-from-report",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”在文档中为“{now}”，所给的报告为“{was}”。",
        "“{label}” reads “{now}” in the document; the report given says “{was}”.",
    ),
    hint=Text(
        "请确认文档与报告是否为同一稿；若以报告为准，请重新编成文档。",
        "Make sure that both are of the same state; if the report is right, compile it again.",
    ),
    page=Text(
        "核验时另给了一份报告，文档中看得见的内容与它不同。",
        "Verification was given a report to compare with, and the visible document differs.",
    ),
)

RESAVED_DOCUMENT = Kind(
    code="D108",
    name="document-resaved",
    severity=Severity.ADVICE,
    message=Text(
        "文档成文后被其他软件另存过；看得见的内容没有变化。",
        "The document was saved again by another program; nothing visible has changed.",
    ),
    hint=Text(
        "归档时宜用未经另存的原文档；要确认某个文件就是原文档，用编成时打印的 SHA-256 核对（--sha256）。",
        "For the archive, prefer the original that was not saved again; whether a file is that "
        "original, the SHA-256 printed when it was compiled tells (--sha256).",
    ),
    page=Text(
        "文档各部分的摘要与成文时不同，而正文的每个字都相同，封存的数据也未变；其中每个部件、标记和取值，"
        "都是编成时写的，或已知的软件另存时写的，而且不会遮住、截去、移动或换掉一个字。",
        "The parts of the file are not as they were written, but every visible word and "
        "the sealed data are the same, and every part, mark and value in it is one that nianbao "
        "or a known program's saving writes and that cannot hide, cut, move or change a character.",
    ),
)

DRAFT_DOCUMENT = Kind(
    code="D109",
    name="draft-document",
    severity=Severity.ADVICE,
    message=Text(
        "这份文档是草稿，成文时未改正的错误有 {errors} 处。",
        "This document is a draft; the errors open when it was written: {errors}.",
    ),
    hint=Text(
        "改正全部错误后，不加 --draft 重新编成正式文档。",
        "Correct every error and compile the final document, without --draft.",
    ),
    page=Text(
        "草稿每页页眉标有“草稿”，正文之前列出尚未改正之处，不宜公布或归档。",
        "Every page of a draft says so in its header and the open findings stand at its "
        "front; it is not meant for publication or the archive.",
    ),
)

NOT_THE_FILE = Kind(
    code="D110",
    name="not-the-file",
    severity=Severity.ERROR,
    message=Text(
        "这不是编成时的那个文件：所给的 SHA-256 是 {expected}，这个文件的是 {actual}。",
        "This is not the file that was compiled: the SHA-256 given is {expected}, this file's "
        "is {actual}.",
    ),
    hint=Text(
        "若只是另存过，请取回编成时的原文件；否则请不要以此文档为依据。",
        "If it was only saved again, restore the original file; otherwise do not rely on it.",
    ),
    page=Text(
        "编成时打印的 SHA-256 对整个文件一个字节不差地成立，它另外保存着，不在文件里。"
        "连封存的数据和摘要都一起改写的文档，只有用它才查得出；另存过的文件也会不同。",
        "The SHA-256 printed when the document was compiled holds for every byte of the file and "
        "is kept elsewhere. It alone tells a document whose sealed data and digests were rewritten "
        "together with its words; a file that was saved again differs as well.",
    ),
)

CONTENT_NOT_OURS = Kind(
    code="D111",
    name="content-not-ours",
    severity=Severity.ERROR,
    message=Text(
        "正文里有编成时没有的{what}（{count} 处{first}），看到的可能与存着的文字不同。",
        "The body holds {what} that was not written ({count}{first}); what is seen "
        "may differ from the words that are stored.",
    ),
    hint=Text(
        "请取回原文档，或由工作簿重新编成。", "Restore the original or compile the workbook again."
    ),
    page=Text(
        "编成的正文只有文字和表格。域更新后显示另外的数，图片可以盖住数字，图文框可以移走文字，"
        "所以正文里出现这些，就算存着的文字一字未动，也是改动。",
        "A compiled body holds words and tables only. A field shows another number when updated, "
        "a picture may cover figures, a frame may move words away: where they stand in the body it "
        "is altered, though every stored word is the same.",
    ),
)

BESIDE_THE_WORDS = Kind(
    code="D112",
    name="beside-the-words",
    severity=Severity.ERROR,
    message=Text(
        "文档里有编成时没有的{what}（{count} 处{first}）。",
        "The document holds what was not written: {what} ({count}{first}).",
    ),
    hint=Text(
        "请确认来历；归档宜用编成时的原文档。",
        "Find out where they come from; for the archive, prefer the original document.",
    ),
    page=Text(
        "批注、修订痕迹、隐藏的文字、通往文档以外的链接和嵌入的字体不改动正文的文字，"
        "但不是编成时有的，看到的可能因此不同，所以逐种列出，文档不算得到证明。"
        "软件在网址、邮箱上自动加的链接，通往它自己的，不在此列。",
        "Comments, tracked changes, hidden words, links that lead out and embedded fonts change "
        "no word of the body, but were not written and may change what is seen: the document is "
        "not proven. A link that a program put on an address, to that very address, is none of "
        "them.",
    ),
)

RUNNING_WORDS = Kind(
    code="D113",
    name="running-words-added",
    severity=Severity.ERROR,
    message=Text(
        "页眉或页脚里有编成时没有的文字：“{now}”。",
        "A header or footer says what was not written: “{now}”.",
    ),
    hint=Text(
        "请确认来历；确需页眉的，以发布的版本为准另存一份。",
        "Find out where it comes from; keep the original beside a version with running heads.",
    ),
    page=Text(
        "编成的文档页眉空着（草稿写“草稿”），页脚只有页码。多出来的文字在这里列出，文档不算得到证明。",
        "A compiled document has empty headers (a draft says so) and page numbers only. Words added "
        "there are told here, and the document is not proven.",
    ),
)

PROPERTIES_ALTERED = Kind(
    code="D114",
    name="properties-contradict-the-seal",
    severity=Severity.ERROR,
    message=Text(
        "文档属性“{label}”与封存的数据不符：封存的是“{was}”，现在写着“{now}”。",
        "The document's property “{label}” contradicts the sealed data: “{was}” was sealed, "
        "“{now}” is written.",
    ),
    hint=Text(
        "请取回原文档；不要以属性里的来源和版本为依据。",
        "Restore the original; do not rely on what the properties say of source and edition.",
    ),
    page=Text(
        "题目、机关、年度、格式、程序版本和来源文件的 SHA-256 既写在文档属性里，又在封存的数据里，两处应当一样。",
        "Title, agency, year, edition, program version and the source's SHA-256 stand in the "
        "document's properties and in the sealed data; both say the same.",
    ),
)

SEALED_BY_ANOTHER_VERSION = Kind(
    code="D120",
    name="sealed-by-another-version",
    severity=Severity.ADVICE,
    message=Text(
        "文档是本程序 {compiler} 用格式“{id}”的另一个版本（{found}，现为 {wanted}）编成的，已按当时封存的文字查验。",
        "The document was compiled by nianbao {compiler} with another version of “{id}” ({found}, "
        "now {wanted}); it was verified by the words that were sealed then.",
    ),
    hint=Text("不需要处理。", "Nothing needs to be done."),
    page=Text(
        "格式的说明、标签改正以后，以前编成的文档不因此算作改动过：看得见的内容与编成时封存的文字比较。"
        "括号里是格式的版本和内容摘要的前八位。",
        "A label or a hint corrected since alters no document made before: what is visible is "
        "compared with the words that were sealed when it was compiled. In brackets stand the "
        "version of the format and the first eight digits of its digest.",
    ),
)

NOT_LISTED = Kind(
    code="D115",
    name="not-on-the-list",
    severity=Severity.ERROR,
    message=Text(
        "{part}里有{what}（{count} 处{first}）：编成时不写，已知的软件另存时也不写，看到的可能因此不同。",
        "In {part} stands what neither nianbao nor a known program's saving writes, and what is seen "
        "may be another thing: {what} ({count}{first}).",
    ),
    hint=Text(
        "请取回原文档，或由工作簿重新编成；只想换软件保存的，请从原文档另存，不作其他改动。",
        "Restore the original or compile the workbook again; to save it by another program, save "
        "the original and change nothing else.",
    ),
    page=Text(
        "文字一字未动，看到的也可能不同：缩进能把字移出纸面，固定的行高能切去半个数，字体能把数字"
        "画成别的样子。隐藏的办法列举不完，所以反过来：本程序写什么，已知的软件另存时添什么，都有清单；"
        "清单之外的每一样列在这里，文档不算得到证明，退出码为 4。",
        "With every word in place something else may be seen: an indent moves words off the paper, "
        "an exact height cuts a figure in half, a font draws other digits. Ways to hide cannot all "
        "be named; so there is a list of what nianbao writes and what known programs add when they "
        "save (compiler/proof/listed). Whatever is not on it is named here, and the document is "
        "not proven: exit code 4.",
    ),
)

BOOKMARK_MOVED = Kind(
    code="D116",
    name="bookmark-moved",
    severity=Severity.ERROR,
    message=Text(
        "“{label}”上的书签应是 {was}，现在是 {now}（这样的数字 {count} 个）。",
        "The bookmark on “{label}” should be {was}; there is {now} (figures like it: {count}).",
    ),
    hint=Text(
        "请取回原文档；按书签查数的人会找错格子。",
        "Restore the original; whoever looks figures up by bookmark finds another cell.",
    ),
    page=Text(
        "每个数字上有一个书签，名称是它在工作簿里的表和格子，Word 的“定位”用它找数。"
        "书签不在原来的数字上，或同一名称有两处，按它找到的就是别的数；文字虽没有改动，文档也不算得到证明。",
        "Each figure has a bookmark named by its sheet and cell in the workbook; Word's Go To "
        "finds figures by it. Where a bookmark stands elsewhere, or twice, it leads to another "
        "figure: though no word was changed, the document is not proven.",
    ),
)

LAID_OUT_OTHERWISE = Kind(
    code="D117",
    name="laid-out-otherwise",
    severity=Severity.ERROR,
    message=Text(
        "LibreOffice 排出的第 {page} 页与重新编成的不同：{what}。",
        "Page {page} as LibreOffice lays it out is not that of the document compiled again: {what}.",
    ),
    hint=Text(
        "请用 -o 文件夹 取得两者的图片，对照着看；拿不准的，取回原文档。",
        "Take the pictures of both by -o FOLDER and compare them; when in doubt, restore the original.",
    ),
    page=Text(
        "加了 --render，就把文档和由封存的数据重新编成的一份都交给 LibreOffice 排版，逐页比较文字、位置和画面。"
        "这是另一个程序的看法，与清单无关：哪一页不同就列出哪一页，文档不算得到证明。"
        "其他软件另存有时也会使个别行换行不同，那也是不同。没有装 LibreOffice 和读取版式文件的工具的机器上不能做（退出码 2）。",
        "With --render the document and the one compiled again from its sealed data are laid out by "
        "LibreOffice and compared page by page, as text with positions and as pictures. It is another "
        "program's opinion, independent of the list: each page that differs is named, and the document "
        "is not proven. Saving by another program may break a line elsewhere; that is a difference too. "
        "Where LibreOffice and poppler are not installed it is refused (exit code 2).",
    ),
)
