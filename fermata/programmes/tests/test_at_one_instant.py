"""Two organisers at the same instant. On SQLite whoever writes has the database alone, so this is PostgreSQL's."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from fermata.programmes.actions import guests
from fermata.programmes.models import GuestList
from tests.cast import MONDAY, person
from tests.hospital import running

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite nobody writes beside another"),
]


def test_of_two_lists_read_at_once_one_is_kept():
    dewi = person("Dewi")
    programme, line = running(organiser=dewi), Barrier(2)

    def keep(number):
        line.wait()
        try:
            guests.keep_list(programme, addresses=[f"{number}@example.org", "ben@example.org"], by=dewi, now=MONDAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as crowd:
        for _ in range(20):
            list(crowd.map(keep, range(2)))

            assert GuestList.objects.count() == 1
