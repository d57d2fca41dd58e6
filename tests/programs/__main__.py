"""What other programs do to our workbooks, run and compared with the manual's page.

    python -m tests.programs [--tools FOLDER] [--write]

Installs the programs at the versions of `installed.py` in FOLDER, else in a temporary one,
re-saves the samples with each, reads them back, has each engine calculate the formulas, and
prints where docs/other_programs.toml no longer holds; exits 1 if it does not. `--write` puts
down what was found; `python docs/rebuild.py` makes the page of it. Takes a few minutes and
the network, and so is no part of the tests.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.programs.installed import NotRunError, Tools
from tests.programs.measured import measure
from tests.programs.samples import samples

DATA = Path(__file__).parents[2] / "docs" / "other_programs.toml"
_MADE = """\
# 其他程序对工作簿做什么，实测。由 python -m tests.programs --write 写出，请勿手改。
# What other programs do to our workbooks, measured; written by tests/programs.
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.programs", description=__doc__)
    parser.add_argument("--tools", type=Path, help="where the programs are, or will be, installed")
    parser.add_argument("--write", action="store_true", help="put down what was found")
    asked = parser.parse_args()
    known = on_the_page()
    with TemporaryDirectory(prefix="nianbao-programs-") as temporary:
        tools = Tools((asked.tools or Path(temporary, "tools")).resolve())
        tools.folder.mkdir(parents=True, exist_ok=True)
        tools.install()
        folder = Path(temporary, "workbooks")
        folder.mkdir()
        found = dict(known)
        stale = 0
        for name, result in measure(tools, samples(), folder):
            if isinstance(result, NotRunError):
                stale += 1
                print(f"{name}: not compared, {result}")
                continue
            lines = list(differences(known.get(name), result))
            stale += bool(lines)
            verdict = "the page no longer holds" if lines else "as on the page"
            print(f"{name} {result['version']}: {verdict}")
            print("".join(f"  {line}\n" for line in lines), end="", flush=True)
            found[name] = result
    if asked.write:
        DATA.write_text(as_toml(found), "utf-8", newline="\n")
        return 0
    return 1 if stale else 0


def on_the_page() -> dict[str, Any]:
    """By `saved.<program>` and `calculated.<program>`; nothing where nothing was measured yet."""
    kept = tomllib.loads(DATA.read_text("utf-8")) if DATA.exists() else {}
    return {f"{did}.{program}": told for did, by in kept.items() for program, told in by.items()}


def differences(known: Any, found: Any, at: str = "") -> Iterator[str]:
    """Each value that is another, by its path; one line for what the page does not know."""
    if known is None and isinstance(found, dict):
        yield f"{at or 'all of it'}: not on the page"
        return
    if isinstance(known, dict) and isinstance(found, dict):
        for key in sorted({*known, *found}):
            yield from differences(known.get(key), found.get(key), f"{at}.{key}" if at else key)
    elif known != found:
        yield f"{at}: {_told(known)} on the page, {_told(found)} now"


def _told(value: object) -> str:
    return "nothing" if value is None else str(value)


def as_toml(data: dict[str, dict[str, Any]]) -> str:
    """A table a program, in it a line a value; a JSON string is a basic string of TOML."""
    lines = [_MADE]
    for name, values in data.items():
        lines.append(f"\n[{name}]\n")
        parts = values.get("parts", {})
        lines += [f"{key} = {_value(value)}\n" for key, value in values.items() if key != "parts"]
        lines += [f"parts.{id} = {_value(fact)}\n" for id, fact in parts.items()]
    return "".join(lines)


def _value(value: object) -> str:
    if isinstance(value, dict):
        inside = ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    return json.dumps(value, ensure_ascii=False)


def _key(text: str) -> str:
    return text if re.fullmatch(r"\w+", text, re.ASCII) else json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
