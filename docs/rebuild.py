"""Rebuilds the manual and the examples that `nianbao explain` shows.

    python docs/rebuild.py [--check]

`--check` writes nothing and exits 1 if a file is not what it would be.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]

from kind_examples import examples, shipped  # noqa: E402
from manual_pages import pages  # noqa: E402

from compiler.edges.shelf import shelf_of  # noqa: E402
from compiler.format.declaration import Declaration  # noqa: E402
from compiler.format.form import form_of  # noqa: E402


def products() -> dict[Path, str]:
    """Every file that is rebuilt, with its contents."""
    given = examples()
    shelf = shelf_of({})
    declared = [shelf.asked(id) for id in shelf.known()]
    forms = tuple(form_of(each) for each in declared if isinstance(each, Declaration))
    made = {HERE / "manual" / name: text for name, text in pages(given, forms)}
    return {ROOT / "compiler" / "catalogue" / "examples.toml": shipped(given), **made}


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
