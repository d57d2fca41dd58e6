"""A report of docs/examples/windows.toml, in which each function stands in a rule."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from docs.dialect import EXAMPLES
from tests.support.examples import declaration_of

PATH = EXAMPLES / "windows.toml"
FORM = declaration_of(str(PATH))
DATA: Mapping[str, Any] = {
    "format": "windows",
    "year": 2023,
    "agency": {"name": "青山县政务服务中心"},
    "narrative": {"notes": [{"level": "body", "text": "最长{最长天数}天，平均支出{平均支出}。"}]},
    "tables": {
        "windows": {
            "general": {"received": 1200, "done": 1180, "on_time": 1100, "rate": 93.2, "share": 60, "shortest": 1, "longest": 20, "days": 4.5},
            "tax": {"received": 500, "done": 490, "on_time": 490, "rate": 100, "share": 25, "shortest": 0, "longest": 9, "days": 2},
            "social": {"received": 300, "done": 299, "on_time": 270, "rate": 90.3, "share": 15, "shortest": 2, "longest": 31, "days": 6.3},
            "total": {"received": 2000, "done": 1969, "on_time": 1860, "rate": 94.5, "share": 100, "shortest": 0, "longest": 31, "days": 4.27},
        },
        "costs": {
            "general": {"budget": 100, "spent": 120.33, "over": 20.33, "each": 0.1},
            "tax": {"budget": 80.5, "spent": 60.67, "over": 0, "each": 0.12},
            "social": {"budget": 50, "spent": 50, "over": 0, "each": 0.17},
            # 231.00 by the windows, 231.01 by the accounts.
            "total": {"budget": 230.5, "spent": 231.01, "over": 20.33, "each": 0.12},
            "open": {"budget": 0, "spent": 3, "over": 0, "each": 0},
        },
        "projects": {
            "hall": {"stage": "完工", "started": "2022-03-01", "finished": "2023-05-10", "share": 100},
            "lift": {"stage": "在建", "started": "2023-06-01", "finished": "2023-06-01", "share": 40.5},
        },
    },
}  # fmt: skip


def with_figures(changes: Mapping[str, object]) -> dict[str, Any]:
    """The report with these figures, each by table.row.column, changed."""
    data = deepcopy(dict(DATA))
    for path, value in changes.items():
        table, row, column = path.split(".")
        data["tables"][table][row][column] = value
    return data
