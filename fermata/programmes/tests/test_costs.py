"""How many questions a page asks the database. The number does not grow with who takes part."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fermata.programmes.actions import ledger
from tests.cast import MONDAY, person
from tests.hospital import joined

MOST = 14

pytestmark = pytest.mark.django_db

PAGES = ["", "what-organisers-see/", "charter/", "promises/", "promises/OP-8/", "roles/"]


def queries(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200, path
    return len(asked)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_few_questions_and_no_more_with_more_people(programme, amara, efua, browser, page):
    joined(programme, amara)
    client, path = browser(amara), f"/programmes/{programme.pk}/{page}"
    client.get(path)
    alone = queries(client, path)
    for name in ("Ben", "Chidi", "Grace"):
        ledger.dispute(joined(programme, person(name)), promise="OP-8", now=MONDAY)
        ledger.write(programme, promise="OP-7", standing="kept", words="So it is.", by=efua, now=MONDAY)

    assert alone <= MOST
    assert queries(client, path) == alone


def test_reading_the_charter_signed_out_asks_few_questions(programme, browser):
    assert queries(browser(), f"/j/{programme.token}/") <= 8
