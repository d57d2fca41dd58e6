"""Arguments in, exit code out; what a command does stands in its own module."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from compiler.commands.arguments import Answer, Arguments, parse
from compiler.commands.exit_codes import DONE, INTERNAL, INTERRUPTED, UNUSABLE
from compiler.edges.console import prepare_streams

if TYPE_CHECKING:
    from compiler.report.desk import Desk
    from compiler.text.language import Language


# So many new objects have no command but on the largest inputs.
_SWEPT_AFTER = 100_000


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command: the one in `argv`, else the program's own, and then the program ends."""
    if argv is not None:
        return _command(argv)
    # What a command makes it needs to its end: to look for garbage among it on the way, and
    # once more when the program ends, takes longer than to read the report.
    gc.set_threshold(_SWEPT_AFTER)
    try:
        return _command(sys.argv[1:])
    finally:
        gc.freeze()


def _command(argv: Sequence[str]) -> int:
    """Never a traceback, whatever the input."""
    prepare_streams()
    asked = parse(argv)
    try:
        code = _say(asked) if isinstance(asked, Answer) else _run(asked)
        sys.stdout.flush()  # here, and not at exit, where nothing could be caught
    except BrokenPipeError:
        # The reader of our output went away; there is nobody left to tell.
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):
                stream.close()
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as fault:
        # Files are read and written where faults become findings: this is our own output.
        return _unsaid(fault, asked)
    except Exception as fault:
        if isinstance(asked, Answer):
            return _fault(fault, asked.language, as_data=asked.as_data)
        return _fault(fault, asked.lang, as_data=asked.json)
    return code


def _unsaid(fault: OSError, asked: Arguments | Answer) -> int:
    """The answer could not be written down; what can be is said on the other stream."""
    from compiler.catalogue.w_outputs import ANSWER_NOT_WRITTEN
    from compiler.text.characters import one_line
    from compiler.values.findings import Finding

    language = asked.language if isinstance(asked, Answer) else asked.lang
    finding = Finding(ANSWER_NOT_WRITTEN, values={"number": str(fault.errno)})
    line = f"{finding.code} {finding.message(language)} {finding.hint(language)}"
    with suppress(OSError):
        sys.stderr.write(one_line(line) + "\n")
    with suppress(OSError):
        sys.stdout.close()  # else what is left would fail again at exit
    return UNUSABLE


def _say(answer: Answer) -> int:
    """Help or the version; else what is wrong with the command line, as data if that was asked."""
    if answer.as_data:
        from compiler.catalogue.w_inputs import WRONG_USAGE
        from compiler.commands.answer import print_json
        from compiler.output.record import refusal_record
        from compiler.values.findings import Finding

        said, _, help_on = answer.text.strip().rpartition("\n")
        finding = Finding(WRONG_USAGE, values={"said": said, "help": help_on})
        return print_json(refusal_record(finding, answer.language), answer.status)
    (sys.stderr if answer.status else sys.stdout).write(answer.text)
    return answer.status


def _fault(fault: Exception, language: Language, *, as_data: bool) -> int:
    from compiler.commands.own_faults import fault_finding
    from compiler.text.characters import one_line

    finding = fault_finding(fault)
    if as_data:
        from compiler.commands.answer import print_json
        from compiler.output.record import refusal_record

        return print_json(refusal_record(finding, language), INTERNAL)
    line = one_line(f"{finding.code} {finding.message(language)} {finding.hint(language)}")
    sys.stderr.write(line + "\n")
    return INTERNAL


def _run(asked: Arguments) -> int:
    """The command's own module, loaded only when it is asked for, with a desk to work at."""
    if asked.command == "explain":
        from compiler.commands.told_at_once import told_at_once

        if (code := told_at_once(asked)) is not None:
            return code
    from importlib import import_module

    from compiler.edges.machine import desk_of

    module = asked.command.replace("-", "_") or "dropped"
    run: Callable[[Arguments, Desk], int] = import_module(f"compiler.commands.{module}").run
    return run(asked, desk_of(asked.lang))
