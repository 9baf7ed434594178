"""The `fermata` command. What each of its commands does stands in docs/reference/settings.md."""

import os
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Peer coaching between equals, sealed from the first word."
)
screen = Console(stderr=True, highlight=False, soft_wrap=True)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fermata.site.settings")
    import django  # noqa: PLC0415  # the environment first

    django.setup()


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    processes: Annotated[int, typer.Option(help="Web processes; one serves thousands.")] = 1,
    with_worker: Annotated[bool, typer.Option(help="Also start the worker, which sends letters and tidies up.")] = True,  # noqa: FBT002  # an option
) -> None:
    """Bring the database up to date, then serve web and worker until Ctrl-C."""
    _refuse_taken(host, port)
    os.environ["FERMATA_URL"] = os.environ.get("FERMATA_URL") or f"http://localhost:{port}"
    _set_up()
    from fermata.site.doctor import refuse_to_start  # noqa: PLC0415
    from fermata.site.hosting.turns import hold_here  # noqa: PLC0415
    from fermata.site.processes import worker_beside  # noqa: PLC0415

    hold_here()
    refuse_to_start()
    prepare()
    _say_where()
    with worker_beside() if with_worker else nullcontext():
        _serve(host=host, port=port, processes=processes)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port to listen on; only this computer can reach it.")] = 8000,
    erase: Annotated[bool, typer.Option("--erase", help="Erase the demonstration, and serve nothing.")] = False,  # noqa: FBT002  # an option
) -> None:
    """Serve a living place to look around in: people, partnerships, a programme. It touches nothing else."""
    from fermata.core.places import data_folder  # noqa: PLC0415
    from fermata.site.demo import folder  # noqa: PLC0415  # before the settings are read

    place = data_folder() / "demo"
    if not erase:
        _refuse_taken("127.0.0.1", port)
    try:
        if erase:
            screen.print("Erased." if folder.erase(place) else "There is no demonstration here.")
            return
        folder.settle_in(place, port=port)
    except folder.NotADemonstration as error:
        screen.print(f"{place} holds something else than a demonstration, so it stays as it is.")
        raise typer.Exit(code=1) from error
    except folder.StillServed as error:
        screen.print("The demonstration is still being served. Stop it first (Ctrl+C where it runs), then erase it.")
        raise typer.Exit(code=1) from error
    _set_up()
    from fermata.site.demo.telling import make_unless_made, who_is_here  # noqa: PLC0415
    from fermata.site.doctor import refuse_to_start  # noqa: PLC0415
    from fermata.site.hosting.turns import hold_here  # noqa: PLC0415
    from fermata.site.processes import worker_beside  # noqa: PLC0415

    hold_here()
    refuse_to_start()
    prepare()
    make_unless_made()
    screen.print(who_is_here())
    with worker_beside():
        _serve(host="127.0.0.1", port=port, processes=1)


def _refuse_taken(host: str, port: int) -> None:
    from fermata.site.processes import is_taken  # noqa: PLC0415

    if is_taken(host, port):
        screen.print(f"Something already answers at {host}:{port}. Stop it, or choose another with --port.")
        raise typer.Exit(code=1)


def prepare() -> None:
    """Tables and static files as this version wants them. No connection stays open for the web processes to share."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from fermata.site.hosting.commands import hold_up_to_date  # noqa: PLC0415

    hold_up_to_date()
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    connections.close_all()


def _say_where() -> None:
    from django.conf import settings  # noqa: PLC0415

    settings.ADDRESS.write_text(f"{settings.URL}\n")  # for commands that are told no address
    screen.print(f"\n  [bold]Fermata[/bold] is at [bold]{settings.URL}[/bold]")
    if not settings.SMTP_URL:
        screen.print(f"  Letters (sign-in codes) are kept on this machine: {settings.URL}/outbox/")
    screen.print("  Stop with Ctrl-C. Your data is in " + str(settings.DATA) + "\n")


def _serve(*, host: str, port: int, processes: int) -> None:
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415

    from fermata.core.places import HOUSE  # noqa: PLC0415
    from fermata.site.logs import end_quietly  # noqa: PLC0415
    from fermata.site.processes import make_room_for_streams  # noqa: PLC0415

    end_quietly()
    Granian(
        "fermata.site.asgi:application",
        working_dir=HOUSE.parent,  # where its processes look first: for us, and not for what lies where we stand
        address=host,
        port=port,
        workers=processes,
        interface=Interfaces.ASGI,
        websockets=False,
        backlog=2048,
        backpressure=make_room_for_streams(),  # unsaid, the backlog: with so many rooms open nobody else gets in
        workers_kill_timeout=5,
        respawn_failed_workers=True,
        log_access=False,
        log_level="warning",
    ).serve()


@app.command()
def worker(
    parent: Annotated[int, typer.Option(hidden=True)] = 0,
) -> None:
    """Send letters and tidy up, until stopped. Several may run; they share the work."""
    _set_up()
    from fermata.site.hosting.turns import hold_here  # noqa: PLC0415
    from fermata.site.processes import end_with  # noqa: PLC0415
    from fermata.site.worker import work  # noqa: PLC0415

    if parent:
        end_with(parent)
    hold_here()
    work()


@app.command()
def rounds(
    parent: Annotated[int, typer.Option(hidden=True)] = 0,
) -> None:
    """Run the rounds of introductions that are due, then end. The worker starts this when there are any."""
    _set_up()
    from fermata.introductions.matching import run_what_is_due  # noqa: PLC0415
    from fermata.site.processes import end_with  # noqa: PLC0415

    if parent:
        end_with(parent)
    run_what_is_due()


@app.command()
def calendars(
    parent: Annotated[int, typer.Option(hidden=True)] = 0,
) -> None:
    """Ask the calendars and the mailbox that are due, then end. The worker starts this when there are any."""
    _set_up()
    from fermata.calendar.tasks import ask_all  # noqa: PLC0415
    from fermata.core.clock import now  # noqa: PLC0415
    from fermata.site.processes import end_with  # noqa: PLC0415

    if parent:
        end_with(parent)
    ask_all(clock=now)


@app.command()
def doctor() -> None:
    """Check what must hold on this machine, and say how to mend what does not."""
    _set_up()
    from fermata.site.doctor import examine  # noqa: PLC0415

    findings = examine()
    for finding in findings:
        mark = (
            "[green]good[/green]"
            if finding.is_well
            else "[red]mend[/red]"
            if finding.is_grave
            else "[yellow]look[/yellow]"
        )
        screen.print(f"{mark}  {finding.what}" + ("" if finding.is_well else f"\n      {finding.remedy}"))
    raise typer.Exit(code=1 if any(f.is_grave and not f.is_well for f in findings) else 0)


@app.command()
def letter(address: Annotated[str, typer.Argument(help="Who gets it, such as yourself.")]) -> None:
    """Send one letter now, and say what the mail server answered: ends with 0, or with 1."""
    _set_up()
    from fermata.site.hosting import commands  # noqa: PLC0415

    commands.try_mail(to=address)


@app.command()
def backup(
    folder: Annotated[Path | None, typer.Argument(help="Where to; without it, backups/ in the data folder.")] = None,
    keep_days: Annotated[int | None, typer.Option(help="Remove this folder's backups that are older.")] = None,
) -> None:
    """Write everything into one private file, while Fermata runs, and print its name."""
    _set_up()
    from fermata.site.hosting.commands import back_up  # noqa: PLC0415

    back_up(folder, keep_days=keep_days)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup, or a snapshot an upgrade has kept.")],
    replace: Annotated[bool, typer.Option("--replace", help="Keep what is here aside, and take its place.")] = False,  # noqa: FBT002  # an option
    check: Annotated[bool, typer.Option("--check", help="Only say whether the file is whole.")] = False,  # noqa: FBT002  # an option
) -> None:
    """Bring an installation back from a file. Fermata must not run meanwhile."""
    _set_up()
    from fermata.site.hosting import commands  # noqa: PLC0415

    if check:
        commands.look(file)
    else:
        commands.restore(file, is_replacing=replace)


@app.command()
def upgrade() -> None:
    """Bring the database up to date without serving; `serve` does the same at its start."""
    _set_up()
    from fermata.site.hosting.commands import hold_up_to_date  # noqa: PLC0415

    hold_up_to_date()


@app.command()
def health(port: Annotated[int, typer.Option(help="The port `serve` listens on.")] = 8000) -> None:
    """Ask the server on this machine whether all is well: ends with 0, or with 1. For whatever watches over it."""
    _set_up()
    from fermata.site.hosting import commands  # noqa: PLC0415

    raise typer.Exit(code=0 if commands.health(port=port) else 1)


@app.command()
def organisation(
    name: Annotated[str, typer.Argument(help="What the organisation is called.")],
    programme: Annotated[str, typer.Option(help="What its first programme is called.")] = "Peer coaching",
) -> None:
    """Found an organisation. Prints a link: whoever opens it first becomes its organiser."""
    _set_up()
    from fermata.site.hosting import founding  # noqa: PLC0415

    founding.found(name, programme=programme)


@app.command()
def organiser(
    programme: Annotated[str, typer.Argument(help="The programme: the long number in its address.")],
) -> None:
    """Print a link for one more organiser of a programme, such as one that has none left. Everybody is told."""
    _set_up()
    from fermata.site.hosting import founding  # noqa: PLC0415

    founding.make_organiser(programme)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True}, add_help_option=False)
def manage(context: typer.Context) -> None:
    """Any of Django's own management commands."""
    if context.args[:1] == ["migrate"] and os.environ.get("FERMATA_DEVELOPMENT") != "1":
        screen.print("Use `fermata upgrade`: killed in the middle, it can go on; Django's own command cannot.")
        raise typer.Exit(code=1)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fermata.site.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["fermata manage", *context.args])


def main() -> None:
    app(prog_name="fermata")
