"""Arguments in, exit code out; what a command does stands in its own module."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from compiler.command_line.arguments import Answer, Arguments, parse
from compiler.command_line.console import prepare_streams
from compiler.command_line.exit_codes import DONE, INTERNAL, INTERRUPTED


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; never a traceback, whatever the input."""
    prepare_streams()
    asked = parse(sys.argv[1:] if argv is None else argv)
    if isinstance(asked, Answer):
        return _say(asked)
    try:
        return _run(asked.command)(asked)
    except BrokenPipeError:
        # The reader of our output went away; there is nobody left to tell.
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as fault:
        return _fault(asked, fault)


def _say(answer: Answer) -> int:
    """Help or the version; else what is wrong with the command line, as data if that was asked."""
    if answer.as_data:
        from compiler.catalogue.output import WRONG_USAGE
        from compiler.commands.answer import print_json
        from compiler.findings import Finding
        from compiler.output.record import refusal_record

        said, _, help_on = answer.text.strip().rpartition("\n")
        finding = Finding(WRONG_USAGE, values={"said": said, "help": help_on})
        return print_json(refusal_record(finding, answer.language), answer.status)
    (sys.stderr if answer.status else sys.stdout).write(answer.text)
    return answer.status


def _fault(asked: Arguments, fault: Exception) -> int:
    from compiler.catalogue.internal import FAULT
    from compiler.findings import Finding
    from compiler.output.terminal import plain

    last = fault.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    where = f"{last.tb_frame.f_globals.get('__name__')}:{last.tb_lineno}" if last else ""
    finding = Finding(FAULT, values={"fault": f"{type(fault).__name__} {where}"})
    if asked.json:
        from compiler.commands.answer import print_json
        from compiler.output.record import refusal_record

        return print_json(refusal_record(finding, asked.lang), INTERNAL)
    line = plain(f"{finding.code} {finding.message(asked.lang)} {finding.hint(asked.lang)}")
    sys.stderr.write(line + "\n")
    return INTERNAL


def _run(command: str) -> Callable[[Arguments], int]:
    """The command's own module, loaded only when it is asked for."""
    from importlib import import_module

    run: Callable[[Arguments], int] = import_module(f"compiler.commands.{command}").run
    return run
