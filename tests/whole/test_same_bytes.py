"""Same input, same bytes: another clock, zone, locale, hash seed and folder change nothing.

Every command that writes a file runs in a process of its own kind and in a folder of its
own; what it left there is compared with what the others left.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from compiler.document.reference.specimen import reference_document
from tests.support.documents import STYLES, edited
from tests.support.workbooks import FAULTY, GOOD, SAMPLES

ROOT = Path(__file__).parents[2]
CONTEXTS = ROOT / "tests" / "prose" / "contexts"
INPUTS = {
    "good.xlsx": SAMPLES / f"{GOOD}.xlsx",
    "faulty.xlsx": SAMPLES / f"{FAULTY}.xlsx",
    "city.json": CONTEXTS / "city-2024.json",
    "prior.json": CONTEXTS / "city-2024.prior.json",
}
# The page speaks the language of the locale unless one is asked for.
LINES = (
    "compile good.xlsx -o good.docx",
    "compile good.xlsx --reference-doc styles.docx -o restyled.docx",
    "compile faulty.xlsx --draft -o draft.docx --marked draft.xlsx --html draft.html --lang zh",
    "compile city.json --prior prior.json -o city.docx",
    "reference-doc -o reference.docx",
    "new --format disclosure-2019 --year 2020 --agency 某某局 -o blank.xlsx",
    "new --format disclosure-2021 --from city.json --prior prior.json -o city.xlsx",
    "new --format disclosure-2019 --from good.docx -o again.xlsx",
    "export good.xlsx -o good.json",
    "export faulty.xlsx -o faulty.json",
    "check faulty.xlsx --marked marked.xlsx --html page.html --lang en",
    "check city.xlsx --prior prior.json --html city.html --lang zh",
)  # fmt: skip

MOVED = """
import datetime, json, sys, time
moment = float(sys.argv[1])
if moment:
    gone = time.gmtime(moment)
    date = datetime.datetime(*gone[:6])
    time.time = lambda: moment
    time.time_ns = lambda: int(moment) * 10**9
    time.localtime = time.gmtime = lambda *_: gone
    class Moment(datetime.datetime):
        now = utcnow = today = classmethod(lambda cls, tz=None: cls(*gone[:6], tzinfo=tz))
    class Day(datetime.date):
        today = classmethod(lambda cls: cls(*gone[:3]))
    datetime.datetime, datetime.date = Moment, Day
from compiler.cli import main
print(json.dumps([main(line.split()) for line in json.loads(sys.argv[2])]), file=sys.stderr)
"""
HERE_AND_NOW: tuple[int, dict[str, str]] = (0, {"PYTHONHASHSEED": "0"})
ELSEWHERE: dict[str, tuple[int, dict[str, str]]] = {
    "1999, Chinese": (
        946_684_799, {"PYTHONHASHSEED": "1", "LC_ALL": "zh_CN.GB18030", "TZ": "Asia/Shanghai"},
    ),
    "2040, English": (
        2_208_988_800,
        {"PYTHONHASHSEED": "4294967295", "LC_ALL": "en_US.UTF-8", "TZ": "Pacific/Kiritimati"},
    ),
    "2024, no language": (
        1_709_164_800,  # 29 February
        {"PYTHONHASHSEED": "random", "LC_ALL": "C", "TZ": "America/Caracas", "PYTHONOPTIMIZE": "1",
         "PYTHONUTF8": "0", "COLUMNS": "40"},
    ),
}  # fmt: skip


@cache
def styles() -> bytes:
    """A reference document that makes all type bold; packed anew it would bear a new time."""
    return edited(reference_document("zh"), lambda s: s.replace('b w:val="0"', "b"), STYLES)


def made(folder: Path, moment: int, environment: dict[str, str]) -> dict[str, bytes]:
    """What the commands leave in a folder, by name."""
    folder.mkdir()
    for name, source in INPUTS.items():
        shutil.copy(source, folder / name)
    (folder / "styles.docx").write_bytes(styles())
    done = subprocess.run(
        [sys.executable, "-c", MOVED, str(moment), json.dumps(LINES)],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True, check=True,
    )  # fmt: skip
    codes = json.loads(done.stderr.decode().splitlines()[-1])
    assert set(codes) <= {0, 1}, (codes, done.stdout.decode())
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in INPUTS}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return made(tmp_path_factory.mktemp("here") / "年报", *HERE_AND_NOW)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_every_file_is_the_same_byte_for_byte(
    name: str, usual: dict[str, bytes], tmp_path: Path
) -> None:
    found = made(tmp_path / f"elsewhere, {name}", *ELSEWHERE[name])
    assert found.keys() == usual.keys()
    assert [file for file in usual if found[file] != usual[file]] == []


def test_every_command_that_writes_a_file_took_part(usual: dict[str, bytes]) -> None:
    words = [line.split() for line in LINES]
    named = {line[n + 1] for line in words for n, word in enumerate(line) if word in OUTPUTS}
    assert named | {"styles.docx"} == usual.keys()


OUTPUTS = ("-o", "--marked", "--html")
