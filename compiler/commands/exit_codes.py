"""The exit codes of nianbao, for every command; what each means is told by `usage`."""

from __future__ import annotations

DONE = 0
ERRORS = 1
UNUSABLE = 2
STRICT_WARNINGS = 3
UNPROVEN = 4
INTERNAL = 70
INTERRUPTED = 130
