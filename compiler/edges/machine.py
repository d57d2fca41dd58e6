"""The desk of a command: shelf, files, clock and language of this machine."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from compiler.catalogue.w_inputs import WRONG_USAGE
from compiler.edges.files import open_elsewhere, read_bytes
from compiler.edges.shelf import shelf_of
from compiler.report.desk import Desk
from compiler.text.language import Language, Text
from compiler.values.findings import Finding

_EPOCH_HELP = Text(
    "请改成 1970 年以来的秒数（0 至 253402300799 的整数），或者去掉这个变量，用现在的时间。",
    "Set it to seconds since 1970 (a whole number from 0 to 253402300799), or unset it.",
)
_LAST_SECOND = 253_402_300_799  # of the year 9999


def desk_of(language: Language = "zh") -> Desk:
    """What a command works with; its language is the one it answers in."""
    return Desk(shelf_of(), read_bytes, open_elsewhere, local_time, language)


def local_time() -> datetime | Finding:
    """The time of the act; SOURCE_DATE_EPOCH, where it is set, so that a package can be made
    again to the byte (https://reproducible-builds.org/specs/source-date-epoch).
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now().astimezone()
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 13 and int(epoch) <= _LAST_SECOND:
        return datetime.fromtimestamp(int(epoch), UTC)
    said = Text(
        f"环境变量 SOURCE_DATE_EPOCH 的值“{epoch[:60]}”不能用。",
        f"The environment variable SOURCE_DATE_EPOCH is “{epoch[:60]}”, which is no time.",
    )
    return Finding(WRONG_USAGE, values={"said": said, "help": _EPOCH_HELP})
