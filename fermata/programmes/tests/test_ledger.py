"""How promises fare: what is said stays; a dispute shows from three people on, and never who."""

import csv
import io
from datetime import timedelta

import pytest

from fermata.core.refusal import Refused
from fermata.programmes.actions import announcements, enrolment, ledger
from fermata.programmes.models import Announcement, Dispute
from tests.cast import MONDAY, person
from tests.hospital import joined

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(programme, amara, ben):
    return [joined(programme, who) for who in (amara, ben, person("Chidi"))]


def read(browser, who, programme, page="promises/OP-8/"):
    return browser(who).get(f"/programmes/{programme.pk}/{page}").content.decode()


def test_one_or_two_disputes_show_to_nobody(programme, dewi, efua, three, browser):
    before = {who: read(browser, who, programme, "promises/") for who in (dewi, efua)}
    for each in three[:2]:
        ledger.dispute(each, promise="OP-8", now=MONDAY)

    for who in (dewi, efua):
        assert _same(read(browser, who, programme, "promises/"), before[who])
        assert "Disputed" not in read(browser, who, programme)


def _same(one, other):
    import re

    tokens = r'(name="csrf" content|name="csrfmiddlewaretoken" value)="[^"]*"'
    return re.sub(tokens, "", one) == re.sub(tokens, "", other)


def test_three_show_without_a_name(programme, efua, three, browser):
    for each in three:
        ledger.dispute(each, promise="OP-8", now=MONDAY)
    page = read(browser, efua, programme)

    assert "Disputed since 23 November 2026, by three people or more" in page
    assert not [each for each in three if each.person.display_name in page.partition("<main")[2]]


def test_a_fourth_and_a_change_of_mind_change_nothing_that_shows(programme, efua, three, browser):
    for each in three:
        ledger.dispute(each, promise="OP-8", now=MONDAY)
    before = read(browser, efua, programme)
    ledger.dispute(joined(programme, person("Grace")), promise="OP-8", now=MONDAY)
    for each in three[:2]:
        ledger.take_back(each, promise="OP-8")
    enrolment.leave(programme, by=three[2].person, now=MONDAY)

    assert _same(read(browser, efua, programme), before)


def test_whoever_disputes_counts_once(programme, three):
    ledger.dispute(three[0], promise="OP-8", now=MONDAY)

    with pytest.raises(Refused, match="disputed_already"):
        ledger.dispute(three[0], promise="OP-8", now=MONDAY)


def test_an_answer_is_public_and_closes_the_dispute(programme, efua, amara, three, browser):
    for each in three:
        ledger.dispute(each, promise="OP-8", now=MONDAY)
    ledger.write(programme, promise="OP-8", standing="answer", words="We have asked them to stop.", by=efua, now=MONDAY)
    page = read(browser, amara, programme)

    assert "We have asked them to stop." in page
    assert "Disputed on 23 November 2026" in page
    assert "Disputed since" not in read(browser, amara, programme, "promises/")


def test_after_an_answer_it_takes_three_again_so_that_nobody_shows_alone(programme, efua, three, browser):
    for each in three:
        ledger.dispute(each, promise="OP-8", now=MONDAY)
    ledger.dispute(three[0], promise="OP-7", now=MONDAY)
    ledger.write(programme, promise="OP-8", standing="answer", words="We have asked them to stop.", by=efua, now=MONDAY)
    before = read(browser, efua, programme)
    for each in (joined(programme, person("Grace")), three[0]):
        ledger.dispute(each, promise="OP-8", now=MONDAY + timedelta(days=1))
    ledger.take_back(three[0], promise="OP-8")
    ledger.dispute(three[0], promise="OP-8", now=MONDAY + timedelta(days=2))
    assert _same(read(browser, efua, programme), before)

    ledger.dispute(three[1], promise="OP-8", now=MONDAY + timedelta(days=3))

    assert "Disputed since 26 November 2026" in read(browser, efua, programme)
    assert Dispute.objects.filter(promise="OP-7").exists()


def test_an_answer_before_three_have_spoken_changes_nothing_that_counts(programme, efua, three, browser):
    """Nobody who answers then can know that anybody has spoken."""
    for each in three[:2]:
        ledger.dispute(each, promise="OP-8", now=MONDAY)
    ledger.write(programme, promise="OP-8", standing="kept", words="So it is.", by=efua, now=MONDAY)
    ledger.dispute(three[2], promise="OP-8", now=MONDAY)

    assert "Disputed since" in read(browser, efua, programme)


def test_only_those_who_promised_write_into_the_ledger(programme, three):
    with pytest.raises(Refused, match="sponsor_or_organisers_only"):
        ledger.write(programme, promise="OP-8", standing="kept", words="x", by=three[0].person, now=MONDAY)


def test_the_history_keeps_every_word(programme, efua, amara, three, browser):
    for standing, words in (("kept", "In spring it was."), ("not_kept", "In summer it was not.")):
        ledger.write(programme, promise="OP-7", standing=standing, words=words, by=efua, now=MONDAY)
    page = read(browser, amara, programme, "promises/OP-7/")

    assert page.index("In summer it was not.") < page.index("In spring it was.")


def test_switching_disputes_off_is_said_at_once_to_everybody(programme, dewi, three, browser):
    from fermata.core.models import Letter

    ledger.turn_disputes(programme, is_on=False, by=dewi, now=MONDAY)
    pages = [read(browser, each.person, programme, page) for each in three for page in ("", "promises/OP-8/")]
    newcomers = browser().get(f"/j/{programme.token}/").content.decode()
    while announcements.write_letters(now=MONDAY):
        pass

    assert all("Disputing promises is switched off" in page for page in [*pages, newcomers])
    assert sorted(Letter.objects.values_list("to", flat=True)) == sorted(each.person.email for each in three)
    with pytest.raises(Refused, match="ledger_shut"):
        ledger.dispute(three[0], promise="OP-8", now=MONDAY)


def test_turning_it_where_it_stands_is_no_news(programme, dewi, three):
    ledger.turn_disputes(programme, is_on=True, by=dewi, now=MONDAY)

    assert not Announcement.objects.exists()


def test_a_letter_to_everybody_is_written_once_each_also_when_the_worker_is_killed(programme, dewi, three, monkeypatch):
    from fermata.core.models import Letter

    monkeypatch.setattr(announcements, "AT_A_TIME", 2)
    ledger.turn_disputes(programme, is_on=False, by=dewi, now=MONDAY)
    announcements.write_letters(now=MONDAY)
    assert Letter.objects.count() == 2
    while announcements.write_letters(now=MONDAY):
        pass

    assert Letter.objects.values("to").distinct().count() == Letter.objects.count() == 3


def test_the_ledger_leaves_as_a_file_in_which_nothing_runs(programme, efua, amara, three, browser):
    ledger.write(programme, promise="OP-7", standing="kept", words='=HYPERLINK("x")', by=efua, now=MONDAY)
    content = browser(amara).get(f"/programmes/{programme.pk}/promises/promises.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))

    assert rows[1] == ["OP-7", "2026-11-23", "Kept", '\'=HYPERLINK("x")']


def test_who_disputed_is_in_no_table_after_leaving(programme, three):
    ledger.dispute(three[0], promise="OP-8", now=MONDAY)
    enrolment.leave(programme, by=three[0].person, now=MONDAY)

    assert not Dispute.objects.exists()
