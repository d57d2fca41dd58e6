"""Faults of nianbao itself, I1xx: never the user's doing."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

FAULT = Kind(
    "I101", "internal-fault", Severity.ERROR,
    Text("程序本身出了故障（{fault}），没有做完。", "nianbao itself failed ({fault}) and did not finish."),
    Text("这不是您的错。请把这一行和所用的文件发给维护人员。", "This is not your doing. Send this line and the file to the maintainers."),
    Text("遇到没有预料到的情况时，程序停下来，不写半成品。", "Where something unforeseen happens nianbao stops and writes nothing half-done."),
)  # fmt: skip

KINDS = (FAULT,)
