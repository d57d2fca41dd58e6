"""No input makes nianbao speak to the network, start a program or open a file it was not given.

Whole processes in which Python's own audit events are watched, on inputs that ask for it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.hard.change_package import packed, unpacked
from tests.support.workbooks import GOOD, SAMPLES

ROOT = Path(__file__).parents[2]
_WATCHED = """
import json, os, sys
seen = []
def watch(event, given):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "subprocess.",
                         "os.system", "os.exec", "os.posix_spawn", "os.fork", "webbrowser.")):
        seen.append([event, ""])
    elif event == "open" and isinstance(given[0], (str, bytes)):
        seen.append([event, os.path.realpath(os.fsdecode(given[0]))])
sys.addaudithook(watch)
from compiler.cli import main
code = main(sys.argv[2:])
sys.stdout.flush()
with open(sys.argv[1], "w") as out:
    json.dump([code, seen], out)
"""
_LINKED = (
    '<Relationship Id="rLink" TargetMode="External" Target="{target}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
    "</Relationships>"
)
_ALLOWED = tuple(
    {str(Path(path).resolve()) for path in (*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix)}
    | {str(ROOT.resolve()), "/dev/", "/usr/share/", "/usr/lib/", "/lib", "/etc/ld.so", "/proc/self"}
)  # fmt: skip


def linked(path: Path, part: str, kind: str, target: str) -> bytes:
    """The package with a link that leads out of it."""
    members = unpacked(path.read_bytes())
    assert members
    link = _LINKED.format(kind=kind, target=target).encode()
    return packed(
        [(n, c.replace(b"</Relationships>", link) if n == part else c) for n, c in members]
    )


def happened(folder: Path, *words: str | Path) -> tuple[int, list[str], list[str]]:
    """Exit code, the events that are forbidden, the files opened that nobody named."""
    told = folder / "events.json"
    command = [sys.executable, "-c", _WATCHED, str(told), *map(str, words)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True, timeout=120)
    code, events = json.loads(told.read_text())
    allowed = (*_ALLOWED, str(folder.resolve()))
    opened = [path for event, path in events if event == "open" and not path.startswith(allowed)]
    return code, sorted({event for event, _ in events if event != "open"}), opened


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("externalLinkPath", "http://127.0.0.1:9/a.xlsx"),
        ("externalLinkPath", "file:///etc/hostname"),
        ("image", "\\\\127.0.0.1\\share\\a.png"),
        ("attachedTemplate", "http://127.0.0.1:9/a.dotx"),
    ],
)
def test_links_of_an_input_are_not_followed(kind: str, target: str, tmp_path: Path) -> None:
    workbook = tmp_path / "年报.xlsx"
    workbook.write_bytes(
        linked(SAMPLES / f"{GOOD}.xlsx", "xl/_rels/workbook.xml.rels", kind, target)
    )
    document, page, copy = (tmp_path / f"a.{ending}" for ending in ("docx", "html", "xlsx"))
    for words in (
        ("check", workbook, "--html", page, "--marked", copy),
        ("compile", workbook, "--draft", "-o", document),
        ("export", workbook),
    ):
        code, forbidden, opened = happened(tmp_path, *words)
        assert code in (0, 1, 2)
        assert (forbidden, opened) == ([], [])
    if document.exists():
        document.write_bytes(linked(document, "word/_rels/document.xml.rels", kind, target))
        code, forbidden, opened = happened(tmp_path, "verify", document)
        assert code in (0, 4)
        assert (forbidden, opened) == ([], [])


@pytest.mark.parametrize("format", ["/etc/hostname", "../../etc/hostname", "http://127.0.0.1:9/"])
def test_data_chooses_no_file(format: str, tmp_path: Path) -> None:
    data = json.loads((SAMPLES / f"{GOOD}.json").read_bytes()) | {"format": format}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data))
    assert happened(tmp_path, "check", path) == (2, [], [])


@pytest.mark.parametrize(
    "include", ["/etc/hostname", "../../../../etc/hostname", "http://127.0.0.1:9/"]
)
def test_a_declaration_includes_only_what_stands_beside_it(include: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    declared = (ROOT / "docs" / "examples" / "across.toml").read_text("utf-8")
    path.write_text(f'include = ["{include}"]\n{declared}', "utf-8")
    code, forbidden, opened = happened(tmp_path, "formats", path)
    assert (code, forbidden, opened) == (2, [], [])


def test_what_is_forbidden_would_be_seen(tmp_path: Path) -> None:
    """The one command that may start a program does so: LibreOffice, which the user installed."""
    lines = _WATCHED.replace(
        "from compiler.cli import main",
        "import socket, subprocess\n"
        "main = lambda words: (socket.getaddrinfo('127.0.0.1', 9), open('/etc/hostname'),"
        " subprocess.run(['true']))[0] and 0",
    )
    told = tmp_path / "events.json"
    subprocess.run([sys.executable, "-c", lines, str(told)], check=True, timeout=60)
    events = json.loads(told.read_text())[1]
    assert {"socket.getaddrinfo", "subprocess.Popen"} <= {event for event, _ in events}
    assert ["open", str(Path("/etc/hostname").resolve())] in events
