"""What lies in deploy/: it names files that exist, and commands and settings that there are."""

import re
import shutil
import subprocess
import sys
from collections import ChainMap
from fnmatch import fnmatch
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.main import get_command

from fermata.site.command import app

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = ["compose.yaml", "compose.postgresql.yaml"]
COMMANDS = get_command(app).commands
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()


def copied():
    lines = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.M)
    return [name for line in lines for name in line.split()[:-1]]


def test_the_container_copies_what_exists_and_what_is_not_ignored():
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    allowed = [line[1:] for line in ignored if line.startswith("!")]

    assert [name for name in copied() if not (ROOT / name).exists()] == []
    assert [name for name in copied() if not any(fnmatch(name, each) for each in allowed)] == []


def test_the_container_holds_all_the_wheel_is_built_from():
    wanted = set(re.findall(r'^"([^"]+)" = "fermata/carried', (ROOT / "pyproject.toml").read_text(), re.M))
    wanted |= {"pyproject.toml", "README.md", "LICENSE", "NOTICE", "fermata", "matcher"}

    assert wanted <= set(copied())


def test_the_container_runs_without_rights_on_one_volume_and_says_how_it_is():
    last = DOCKERFILE.rpartition("FROM ")[2]
    user = re.search(r"^USER (\d+)$", last, re.M)[1]

    assert int(user) > 0
    assert f"--uid {user} " in last
    assert "FERMATA_DATA=/var/lib/fermata" in last
    assert "VOLUME /var/lib/fermata\n" in last
    assert 'CMD ["fermata", "health"]' in last


@pytest.mark.parametrize(
    "name", ["fermata.service", "fermata-backup.service", "compose.yaml", "compose.postgresql.yaml", "Dockerfile"]
)
def test_every_command_and_option_is_one_there_is(name):
    text = (DEPLOY / name).read_text()
    lines = [line.split("-m fermata ")[1].split() for line in text.splitlines() if "ExecStart" in line]
    lists = re.findall(r"^\s*(?:CMD|command:|HEALTHCHECK .* CMD) \[(.+)\]", text, re.M)
    lines += [[word.strip(' "') for word in each.split(",")] for each in lists]
    lines = [words[1:] if words[0] == "fermata" else words for words in lines]

    assert lines or name == "compose.yaml"
    for command, *arguments in lines:
        known = {
            each for parameter in COMMANDS[command].params for each in (*parameter.opts, *parameter.secondary_opts)
        }
        assert {word for word in arguments if word.startswith("--")} <= known


def test_the_database_is_one_the_container_can_back_up():
    """pg_dump must not be older than the server: trixie brings 17."""
    assert "slim-trixie" in DOCKERFILE
    assert int(re.search(r"image: postgres:(\d+)", (DEPLOY / "compose.postgresql.yaml").read_text())[1]) <= 17


@pytest.mark.parametrize("name", COMPOSE)
def test_what_is_composed_keeps_to_the_published_schema(name):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(DEPLOY / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("names", [COMPOSE[:1], COMPOSE])
def test_what_is_composed_names_only_what_there_is(names):
    """What docker compose asks beyond its schema: services, volumes and images that are named somewhere."""
    parts = [YAML(typ="safe").load(DEPLOY / name) for name in names]
    services, volumes = ChainMap(*(part["services"] for part in parts)), ChainMap(*(part["volumes"] for part in parts))
    each = [service for part in parts for service in part["services"].values()]
    mounted = {volume.partition(":")[0] for service in each for volume in service.get("volumes", [])}
    built = {service["image"] for service in each if "build" in service}
    fetched = {service["image"] for service in each if "image" in service and "build" not in service}

    assert {name for service in each for name in service.get("depends_on", {})} <= services.keys()
    assert mounted == volumes.keys()
    assert all(image in built or ":" in image for image in fetched)


@pytest.mark.parametrize("name", ["fermata.service", "fermata-backup.service", "fermata-backup.timer"])
def test_systemd_understands_its_units(name, tmp_path):
    """All but the programs' paths, which are those of an installation."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not installed")
    for path in DEPLOY.glob("fermata*.*"):
        text = re.sub(r"/opt/fermata/\.venv/bin/python.*", "/bin/true", path.read_text())
        (tmp_path / path.name).write_text(text)

    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / name)], capture_output=True, text=True, check=False
    )

    assert not [line for line in done.stderr.splitlines() if "fermata" in line], done.stderr
