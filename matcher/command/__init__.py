"""The `matcher` command. Exit codes: 0 done, 1 does not hold, 2 used in a wrong way, 3 cannot be read, 130 stopped."""

import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from matcher.columns import COLUMNS
from matcher.command.screen import aside, complain, say
from matcher.errors import MatcherError, NotValid
from matcher.misread import Misread

DOES_NOT_HOLD, CANNOT_BE_READ, STOPPED = 1, 3, 130

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Pairs people who can help each other grow, from a table of who they are, and proves that nobody could be "
    "paired better. Begin with: matcher pairs people.csv -o pairs.csv",
)

People_ = Annotated[Path, typer.Argument(metavar="PEOPLE", help="CSV or JSON; see: matcher columns.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="The file to write.")]
Seed = Annotated[int, typer.Option(help="Breaks ties; the same seed gives the same answer.")]
Limit = Annotated[
    float | None, typer.Option(min=0, help="Seconds; then the best so far is given, with what is proven.")
]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
Zone = Annotated[str, typer.Option(help="The time zone of whoever gives none.")]
Week = Annotated[str | None, typer.Option(help="A day; hours are compared as in its week (2027-01-11).")]
Hours = Annotated[int, typer.Option(help="Hours a week that partners must share.")]
Column_ = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="HEADING=COLUMN", help="What a heading of your own means. May repeat."),
]
Set = Annotated[
    list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="See: matcher settings. May repeat.")
]


@app.command()
def pairs(
    people: People_,
    output: Output = None,
    certificate: Annotated[Path | None, typer.Option(help="Write the proof into this file.")] = None,
    seed: Seed = 0,
    time_limit: Limit = None,
    zone: Zone = "UTC",
    week: Week = None,
    common_hours: Hours = 2,
    column: Column_ = None,
    settings: Set = None,
    as_json: Json = False,
) -> None:
    """Pair people: as many as possible first, then the fairest, then the best for all."""
    from matcher.command.pairing import pair  # the solver loads only when it is needed

    who = _people(people, zone=zone, week=week, common_hours=common_hours, settings=settings, column=column)
    pair(who, output=output, certificate=certificate, seed=seed, time_limit=time_limit, as_json=as_json)


@app.command()
def circles(
    people: People_,
    output: Output = None,
    size: Annotated[int, typer.Option(min=3, max=8, help="About so many people in each.")] = 5,
    seed: Seed = 0,
    time_limit: Limit = None,
    zone: Zone = "UTC",
    week: Week = None,
    column: Column_ = None,
    settings: Set = None,
    as_json: Json = False,
) -> None:
    """Part people into circles of 3 to 8 who share an hour and a language."""
    from matcher.command.circling import circle

    who = _people(people, zone=zone, week=week, common_hours=1, settings=settings, column=column)
    circle(who, output=output, size=size, seed=seed, time_limit=time_limit, as_json=as_json)


@app.command()
def check(
    people: People_,
    results: Annotated[Path, typer.Argument(metavar="RESULT", help="The table of pairs or circles.")],
    certificate: Annotated[Path | None, typer.Option(help="The proof that came with it.")] = None,
    zone: Zone = "UTC",
    week: Week = None,
    common_hours: Hours = 2,
    column: Column_ = None,
    settings: Set = None,
    as_json: Json = False,
) -> None:
    """Check that pairs or circles keep every rule, and that the proof holds. Give the settings they were made with."""
    from matcher.command.inspecting import check_results

    who = _people(people, zone=zone, week=week, common_hours=common_hours, settings=settings, column=column)
    check_results(who, results, certificate=certificate, as_json=as_json)


@app.command()
def explain(
    people: People_,
    results: Annotated[Path, typer.Argument(metavar="RESULT", help="The table of pairs or circles.")],
    person: Annotated[str, typer.Argument(metavar="ID", help="Whose place to explain.")],
    other: Annotated[str | None, typer.Argument(metavar="OTHER", help="Why not with this one.")] = None,
    zone: Zone = "UTC",
    week: Week = None,
    common_hours: Hours = 2,
    column: Column_ = None,
    settings: Set = None,
    as_json: Json = False,
) -> None:
    """Say why somebody is with their partner, or one sentence on why not with another."""
    from matcher.command.inspecting import explain_results

    who = _people(people, zone=zone, week=week, common_hours=common_hours, settings=settings, column=column)
    explain_results(who, results, person=person, other=other, as_json=as_json)


@app.command()
def sample(
    count: Annotated[int, typer.Argument(min=0, max=2_000_000, help="How many people.")],
    seed: Seed = 0,
    output: Output = None,
) -> None:
    """Make up people, to try things on."""
    from matcher.sample import HEADINGS
    from matcher.sample import sample as made_up
    from matcher.writing import table, write

    text = table(HEADINGS, made_up(count, seed=seed))
    if output is None:
        sys.stdout.write(text.replace("\r\n", "\n"))
    else:
        write(output, text)
        say(f"{count:,} people in {output}.", f"Next: matcher pairs {output} -o pairs.csv")


@app.command()
def columns() -> None:
    """List the columns a table of people may have."""
    for column in COLUMNS:
        say(column.name, f"    {column.meaning}", f"    For example: {column.example}")
        say(f"    Also read: {', '.join(column.also)}", "")
    say("One of “id” and “name” is needed, all others are welcome. Lists: listening; budgets.")


@app.command()
def settings() -> None:
    """List what can be set with --set, and the usual values."""
    from matcher.settings import Settings

    for name, value in Settings().as_words().items():
        say(f"{name} = {value}")


@app.command()
def warm() -> None:
    """Make the solver ready, so that the first round does not wait. Once after installing is enough."""
    from matcher.command.pace import warm_up

    begun = time.monotonic()
    warm_up()
    say(f"Ready, after {time.monotonic() - begun:.0f} s.")


def _people(
    path: Path,
    *,
    zone: str,
    week: str | None,
    common_hours: int,
    settings: list[str] | None,
    column: list[str] | None,
) -> Any:
    from matcher.encoding import people_from_csv
    from matcher.settings import settings_from

    given = [f"zone={zone}", f"common_hours={common_hours}", *([f"week={week}"] if week else []), *(settings or [])]
    told = dict(word.rpartition("=")[::2] for word in column or [])
    return people_from_csv(path, columns=told, **settings_from(given))


def main() -> None:
    """Run the command; say what is wrong in words, never as a traceback."""
    try:
        code = app(standalone_mode=False)
    except typer.Exit as ending:
        code = ending.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = STOPPED
    except Exception as failure:
        code = _exit_code(failure)
    if code == STOPPED:  # which may also be what the framework answers
        complain("Stopped. Nothing was written.")
    sys.exit(code)


def _exit_code(failure: Exception) -> int:
    """Say it, and which code it ends with. What is no failure of ours goes on as it came."""
    if isinstance(failure, Misread):
        complain(f"{failure}\nNothing was used. See “matcher columns” for what the columns hold.")
        return CANNOT_BE_READ
    if isinstance(failure, NotValid):
        complain(f"This does not hold. {failure}")
        return DOES_NOT_HOLD
    if isinstance(failure, MatcherError):
        complain(str(failure))
        return 2
    if isinstance(failure, OSError):
        complain(f"{failure.filename or 'A file'}: {failure.strerror or failure}.")
        return CANNOT_BE_READ
    show = getattr(failure, "show", None)  # typer's own complaints about how it was used
    if show is None:
        raise failure
    show(file=aside.file)
    return int(getattr(failure, "exit_code", 2))
