"""The results of the library `formulas`, by sheet and cell, as text: python calculate.py IN OUT.json."""

import json
import sys
from pathlib import Path

import formulas

if __name__ == "__main__":
    source, target = sys.argv[1:]
    solution = formulas.ExcelModel().loads(source).finish().calculate()
    results: dict[str, dict[str, object]] = {}
    for name, ranges in solution.items():
        sheet, _, cell = name.rpartition("!")
        if "]" in sheet and ":" not in cell and hasattr(ranges, "value"):
            (value,) = ranges.value.ravel()
            shown = value.item() if hasattr(value, "item") else value
            plain = shown if isinstance(shown, int | float | str) else str(shown)
            results.setdefault(sheet.partition("]")[2].strip("'"), {})[cell] = plain
    Path(target).write_text(json.dumps(results, ensure_ascii=False), "utf-8")
