"""Faults of nianbao itself, I1xx: never the user's doing."""

from __future__ import annotations

from compiler.text.language import Text
from compiler.values.findings import Kind, Severity

FAULT = Kind(
    code="I101",
    name="internal-fault",
    severity=Severity.ERROR,
    message=Text(
        "程序本身出了故障（{fault}），没有做完。",
        "nianbao itself failed ({fault}) and did not finish.",
    ),
    hint=Text(
        "这不是您的错。请把这一行和所用的文件发给维护人员。",
        "This is not your doing. Send this line and the file to the maintainers.",
    ),
    page=Text(
        "遇到没有预料到的情况时，程序停下来，不写半成品。",
        "Where something unforeseen happens nianbao stops and writes nothing half-done.",
    ),
)
