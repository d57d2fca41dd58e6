"""Rebuilds the manual, of the catalogue, the declarations and the examples, the list of keys and the
manual page of the command.

    python docs/rebuild.py [--check]

What is said of each example stands in two files that a run of all of them renews
(`python -m tests.support.said`), what other programs do in one that running them renews
(`python -m tests.programs --write`). `--check` writes nothing and exits 1 if a file is not what it would be.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]

from dialect import EXAMPLES, chosen  # noqa: E402
from man_page import man_page  # noqa: E402
from manual_pages import Shown, pages  # noqa: E402
from programs_page import programs_page  # noqa: E402
from reference_page import reference_page  # noqa: E402

from compiler.catalogue.all import KINDS  # noqa: E402
from compiler.edges.shelf import shelf_of  # noqa: E402
from compiler.format.declaration import Declaration  # noqa: E402
from compiler.format.form import form_of  # noqa: E402
from compiler.format.load import TOP  # noqa: E402


def products() -> dict[Path, str]:
    """Every file that is rebuilt, with its contents."""
    said = tomllib.loads((ROOT / "compiler/catalogue/examples.toml").read_text("utf-8"))
    terminal = tomllib.loads((EXAMPLES / "terminal.toml").read_text("utf-8"))
    shown = {
        kind.code: Shown(
            chosen()[kind.code].given,
            {language: words["hint"] for language, words in said[kind.code].items()},
            {language: "\n".join(lines) for language, lines in terminal[kind.code].items()},
        )
        for kind in KINDS
    }
    shelf = shelf_of({})
    declared = [shelf.asked(id) for id in shelf.known()]
    forms = tuple(form_of(each) for each in declared if isinstance(each, Declaration))
    measured = tomllib.loads((HERE / "other_programs.toml").read_text("utf-8"))
    return {
        **{HERE / "manual" / name: text for name, text in pages(shown, forms)},
        HERE / "other-programs.md": programs_page(measured),
        HERE / "keys.md": reference_page(TOP),
        HERE / "nianbao.1": man_page("zh"),
        HERE / "nianbao.en.1": man_page("en"),
    }


def main() -> int:
    checking = "--check" in sys.argv[1:]
    made = products()
    stale = 0
    for path, text in made.items():
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale += 1
        print(f"{'not current' if checking else 'rebuilt'}: {path.relative_to(ROOT)}")
        if not checking:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
    for path in set((HERE / "manual").glob("*.md")) - set(made):
        stale += 1
        print(f"{'not current' if checking else 'removed'}: {path.relative_to(ROOT)}")
        if not checking:
            path.unlink()
    return 1 if checking and stale else 0


if __name__ == "__main__":
    sys.exit(main())
