"""What would take days, or many people: done by hand, where whoever runs the server could."""

import os
import subprocess
import sys
from typing import Any

from tests.journeys.walk import ROOT

BEGIN = "import django; django.setup()\n"
LAPSE = """
from datetime import timedelta
from django.utils import timezone
from fermata.partnerships.models import Invitation
assert Invitation.objects.filter(pk={pk!r}).update(lapses_at=timezone.now() - timedelta(days=1))
"""
MANY = """
from tests.cast import partners, person
from fermata.people.models import Person
amara = Person.objects.get(email={address!r})
for number, name in enumerate({names!r}):
    partners(amara, person(name, email=f"partner{{number}}.{address}"))
"""
NAMES = [
    "Dewi",
    "W" + "underschönweidenlaubwaldwegsängerinnenvereinsvorsitzende" + "n" * 23,
    "محمد عبد الرحمن السيد",
    "Nguyễn Thị Minh Khai",
    "Ærøskøbing",
    "李小龍",
    "Efua",
    "Farid Bin Abdullah Al-Mutairi von und zu Hohenlohe",
    "Ọlá",
    "שרה לוי",
]


def lapse(server: Any, page: str) -> None:
    """Two weeks later. `page`: the invitation's own page."""
    run(server, LAPSE.format(pk=page.rstrip("/").rsplit("/", 1)[1]))


def find_many_partners(server: Any, *, address: str) -> None:
    run(server, MANY.format(address=address, names=NAMES))


def found_organisation(server: Any, *, name: str, programme: str) -> str:
    """As whoever runs the server does it. Answers the link for its first organiser."""
    command = [sys.executable, "-m", "fermata", "organisation", name, "--programme", programme]
    done = subprocess.run(command, env=server.environment, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def run(server: Any, script: str) -> str:
    """What it prints."""
    environment = server.environment | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    command = [sys.executable, "-c", BEGIN + script]
    return subprocess.run(command, env=environment, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE).stdout
