"""LibreOffice asked for a PDF/A-2 of a document, where it is installed.

Given the bytes of a .docx; gives those of a PDF, or why there are none. It runs in a
profile and a folder of its own, under a time limit, and leaves nothing behind. Whether
the PDF is what was asked for is judged by others.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from compiler.text.language import Text

# A first start with a new profile takes some seconds, a tired machine far longer.
SECONDS = 180
_USUAL_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
# 2 is PDF/A-2b, ISO 19005-2.
_FILTER = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'


def office_program() -> str | None:
    """Where LibreOffice is, if anywhere."""
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    return on_path or next((p for p in _USUAL_PLACES if Path(p).is_file()), None)


def rendered_pdf(document: bytes) -> bytes | Text:
    """The PDF, or the words that say why there is none."""
    program = office_program()
    if program is None:
        return Text("这台机器上没有装 LibreOffice", "LibreOffice is not installed here")
    failed = Text("用 LibreOffice 转换没有成功", "LibreOffice could not convert the document")
    try:
        with TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as folder:
            source = Path(folder, "document.docx")
            source.write_bytes(document)
            profile = Path(folder, "profile").as_uri()
            finished = _run(
                [
                    program,
                    f"-env:UserInstallation={profile}",
                    "--headless",
                    "--norestore",
                    "--convert-to",
                    _FILTER,
                    "--outdir",
                    folder,
                    str(source),
                ]
            )
            if not finished:
                minutes = str(SECONDS // 60)
                return Text(
                    f"LibreOffice 转换超过 {minutes} 分钟，已经停止",
                    f"LibreOffice took longer than {minutes} minutes and was stopped",
                )
            made = source.with_suffix(".pdf")
            return made.read_bytes() if made.is_file() else failed
    except OSError:
        return failed


def _run(command: Sequence[str]) -> bool:
    """Whether it ended in time; else it is stopped with all that it started."""
    # In a group of its own, for the program that is started starts another.
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=os.name == "posix",
    )
    try:
        process.wait(SECONDS)
    except BaseException as stopped:
        _stop(process)
        if isinstance(stopped, subprocess.TimeoutExpired):
            return False
        raise
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        killer = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(killer, check=False, capture_output=True)
    process.wait()
