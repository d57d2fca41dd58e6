"""Many reports at once, U101 to U119: what stopped a unit, and what was found among the files."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity
from compiler.values.limits import UNIT_MEMORY, UNIT_SECONDS

WORKER_DIED = Kind(
    code="U101",
    name="worker-died",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”两次使处理它的进程中断，没有做完。",
        '"{file}" ended the process that worked on it twice, and was left out.',
    ),
    hint=Text(
        "请单独用 nianbao check 核对这一份；仍然中断的，把文件发给维护人员。",
        "Check it alone by nianbao check; if it ends again, send the file to the maintainers.",
    ),
    page=Text(
        "成批处理时，每份工作簿在别的进程里做。进程中断了（程序库崩溃、被系统终止），这一批里没有做完的各份一份一份重做；"
        "同一份再中断一次，就不再做它，其余的照做。它在总览里写作“没有做完”。",
        "Each workbook of a batch is worked on in another process. Where that process dies (a crash in a "
        "library, or ended by the system), what was unfinished is done again one by one; a workbook that "
        "ends its process again is left out, and the others go on. Its status is failed.",
    ),
)

TOOK_TOO_LONG = Kind(
    code="U102",
    name="took-too-long",
    severity=Severity.ERROR,
    message=Text(
        "“{file}”处理了 {limit} 还没有做完，已经停止。",
        '"{file}" was not done after {limit} and was stopped.',
    ),
    hint=Text(
        "请打开看一看是不是填报用的工作簿，有没有粘贴进大量别的内容；另存一份再交。",
        "Look whether it is the workbook to be filled in, or much else was pasted into it; save it anew.",
    ),
    page=Text(
        f"一份报告通常不到一秒。超过 {UNIT_SECONDS.most} 秒的停下来，不耽误其余各份。它在总览里写作“没有做完”。",
        f"A report takes less than a second. One that takes more than {UNIT_SECONDS.most} seconds is stopped, "
        "so that the others need not wait. Its status is failed.",
    ),
)

TOOK_TOO_MUCH = Kind(
    code="U103",
    name="took-too-much-memory",
    severity=Severity.ERROR,
    message=Text(
        "处理“{file}”用的内存超过 {limit}，已经停止。",
        '"{file}" needed more than {limit} of memory and was stopped.',
    ),
    hint=Text(
        "请打开看一看是不是填报用的工作簿，有没有粘贴进大量别的内容；另存一份再交。",
        "Look whether it is the workbook to be filled in, or much else was pasted into it; save it anew.",
    ),
    page=Text(
        f"一份报告通常只要几十兆字节内存。超过 {UNIT_MEMORY.most} 兆字节的停下来，免得拖垮整台机器。它在总览里写作“没有做完”。",
        f"A report needs some dozen megabytes. One that takes more than {UNIT_MEMORY.most} MiB is stopped before it "
        "brings the machine down. Its status is failed.",
    ),
)

NEWER_VERSION = Kind(
    code="U104",
    name="newer-version",
    severity=Severity.WARNING,
    message=Text(
        "“{file}”没有采用：{unit}另有保存得更晚的一份“{other}”。",
        '"{file}" was not used: of {unit} there is "{other}", saved later.',
    ),
    hint=Text(
        "请与报送单位确认以哪一份为准，把另一份移出文件夹。",
        "Ask the unit which one counts, and take the other out of the folder.",
    ),
    page=Text(
        "同一单位、同一格式、同一年度有几份工作簿时，采用保存得最晚的一份（按工作簿自己记的保存时间，相同的再看文件时间），"
        "其余的列出来，写作“没有采用”，不编文档。标出问题的副本改过又交回来的，同样算一份。",
        "Where there are several workbooks of one unit, edition and year, the one saved last is used (by the "
        "time that the workbook itself tells, then by that of the file); the others are listed as superseded, "
        "and no document is made of them. A marked copy that was mended and sent back counts like any other.",
    ),
    of_report=False,
)

SAME_AGAIN = Kind(
    code="U105",
    name="same-again",
    severity=Severity.ADVICE,
    message=Text(
        "“{file}”与“{other}”是同一个文件，一个字节也不差，只处理了一份。",
        '"{file}" is the very same file as "{other}"; it was done once.',
    ),
    hint=Text("不用处理；要整理文件夹，删去其中一份即可。", "Nothing need be done."),
    page=Text(
        "同一个附件存了两次（文件名常带“副本”“(2)”）。内容完全相同，采用哪一份都一样。",
        "The same attachment was saved twice. It makes no difference which of them is used.",
    ),
)

SENT_TWICE = Kind(
    code="U106",
    name="sent-twice",
    severity=Severity.ADVICE,
    message=Text(
        "{unit}交来了几份不同的工作簿，采用保存得最晚的“{file}”；没有采用的：{others}。",
        'Of {unit} there are several workbooks; "{file}", saved last, was used, and not {others}.',
    ),
    hint=Text("请与报送单位确认以这一份为准。", "Confirm with the unit that this one counts."),
    page=Text(
        "写在采用的那一份上，没有采用的各份另外列出。",
        "It is told of the one that was used; the others are listed besides.",
    ),
)

NO_WORKBOOKS = Kind(
    code="U107",
    name="no-workbooks",
    severity=Severity.ERROR,
    message=Text("“{folder}”里没有找到工作簿。", 'No workbook was found in "{folder}".'),
    hint=Text(
        "请核对文件夹；压缩包（.zip、.rar）要先解开。",
        "Check the folder; unpack archives (.zip, .rar) first.",
    ),
    page=Text(
        "成批处理找的是文件夹和各级子文件夹里的工作簿（.xlsx，以及 .xls、.et、.ods、.xlsm）。锁文件（~$ 开头）、隐藏的文件、"
        "nianbao 自己写出的结果不算。",
        "A batch looks for workbooks (.xlsx; also .xls, .et, .ods, .xlsm) in the folder and the folders in it. "
        "Locks (~$), hidden files and what nianbao itself wrote do not count.",
    ),
)

NO_LAST_YEAR = Kind(
    code="U108",
    name="no-last-year",
    severity=Severity.ADVICE,
    message=Text(
        "“{folder}”里没有找到{unit} {year} 年的报告，跨年关系没有核对。",
        'There is no report of {unit} for {year} in "{folder}"; the years were not compared.',
    ),
    hint=Text(
        "请把上年的报告放进这个文件夹，封面上的机关全称要与今年的一致。",
        "Put last year's report into that folder; the agency's name on its cover must be the same.",
    ),
    page=Text(
        "用 --prior 给出上年报告的文件夹时，按机关全称、格式、年度减一逐家去找；同一格式的没有，找同一种报告的前一版格式。",
        "With --prior, last year's report of each unit is looked for by the agency's name, the edition and the "
        "year before; where there is none of this edition, one of the edition before it is taken.",
    ),
)

OTHER_YEAR = Kind(
    code="U109",
    name="other-year",
    severity=Severity.WARNING,
    message=Text(
        "这份报告是 {year} 年的（{format}），其余各家大多是 {usual} 年的（{most}）。",
        "This report is of {year} ({format}), most of the others are of {usual} ({most}).",
    ),
    hint=Text(
        "请核对封面的年度，以及填的是不是今年发的工作簿。",
        "Check the year on the cover, and that it is this year's workbook that was filled in.",
    ),
    page=Text(
        "同一次收上来的报告一般是同一年度、同一格式。不同的多半是年度填错，或者用了去年的工作簿；汇总不收。",
        "Reports collected at one time are usually of one year and edition. One of another year is mostly a slip "
        "on the cover, or last year's workbook; it cannot be summed with the others.",
    ),
    of_report=False,
)

NO_PDF = Kind(
    code="U110",
    name="no-pdf",
    severity=Severity.WARNING,
    message=Text("没有写出 PDF：{reason}。", "No PDF was written: {reason}."),
    hint=Text(
        "请安装 LibreOffice 后再运行，只补这些；或者用 Word、WPS 打开文档另存。",
        "Install LibreOffice and run this again, or save the document as PDF from Word or WPS.",
    ),
    page=Text(
        "加 --pdf 时，每份文档由这台机器上的 LibreOffice 转成 PDF。文档本身已经写出，不受影响。",
        "With --pdf each document is converted by the LibreOffice of this machine. The document itself is there.",
    ),
    of_report=False,
)

LEFT_FROM_BEFORE = Kind(
    code="U111",
    name="left-from-before",
    severity=Severity.ADVICE,
    message=Text(
        "“{folder}”是以前写出的，现在没有对应的单位。",
        '"{folder}" was written before; no unit belongs to it now.',
    ),
    hint=Text(
        "请看一看是不是单位改了名、撤回了报告；不要的可以删去。",
        "See whether the unit changed its name or took its report back; delete what is not wanted.",
    ),
    page=Text(
        "上一次处理写出的文件夹，这一次没有同名的单位。里面的文件没有动，总览里也没有它。",
        "A folder that an earlier run wrote, and to which no unit belongs this time. Its files were left as they "
        "are, and the overview does not show them.",
    ),
)

NO_CLUSTER = Kind(
    code="U112",
    name="no-cluster",
    severity=Severity.ERROR,
    message=Text(
        "“{address}”上没有能用的集群：{reason}。",
        'No cluster can be used at "{address}": {reason}.',
    ),
    hint=Text(
        "请核对地址；不用集群时去掉 --dask，在本机上做。",
        "Check the address; without --dask the work is done on this machine.",
    ),
    page=Text(
        "--dask 后面是一个已经在运行的集群的地址（它启动时自己会显示）。各台机器要装有本程序，看到的文件夹要是同样的路径。",
        "After --dask stands the address of a running Dask cluster, such as tcp://10.0.0.5:8786. Its machines need "
        "nianbao, and must see the folders under the same paths.",
    ),
)

SUM_OF_OTHERS = Kind(
    code="U113",
    name="sum-of-others",
    severity=Severity.WARNING,
    message=Text(
        "“{file}”由 {count} 家单位合并而成，其中 {number} 家的工作簿也在这里（{named}），没有把它再算作一家。",
        '"{file}" adds up {count} units, and the workbooks of {number} of them are here too ({named}); it was not '
        "taken for a unit itself.",
    ),
    hint=Text(
        "自己合并写出的，请移到别的文件夹；下级合并后交来的，请把它的各家移出文件夹，再运行一次。",
        "If you merged it yourself, move it to another folder; if a district sent it, take the workbooks of its "
        "units out, and run again.",
    ),
    page=Text(
        "合并写出的工作簿带着各单位的数。它和其中的单位放在一起时，两样都算就重复了，所以只算各家单位。其中的单位都不在这里的（如各县合并后交给市里），照样是一家。",
        "A workbook that nianbao merge wrote carries the figures of its units. Where it lies beside them, both would "
        "count twice, so only the units count. If none of them is here, as when districts send what they merged, "
        "it is a unit like any other.",
    ),
    of_report=False,
)
