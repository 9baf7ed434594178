"""The charter: nothing opens with a part empty, nobody signs what they have not read, silence keeps old promises."""

import re
from datetime import timedelta

import pytest

from fermata.core.refusal import Refused
from fermata.programmes import charter_words
from fermata.programmes.actions import announcements, charter, founding
from fermata.programmes.models import Announcement
from tests.cast import MONDAY, person
from tests.hospital import founded, joined, look_after, running, signed, whole

pytestmark = pytest.mark.django_db

LATER = MONDAY + timedelta(days=14)
CHANGED = {"OP_7": "We protect 90 minutes of paid time a month."}


@pytest.fixture
def young(dewi, efua):
    """Founded, and not signed yet."""
    programme = founded(organiser=dewi)
    look_after(programme, efua, kind="sponsor")
    return programme


def test_a_programme_does_not_open_with_a_part_empty(young, dewi):
    with pytest.raises(Refused, match="charter_not_whole"):
        founding.open_up(young, by=dewi, now=MONDAY)


def test_a_programme_does_not_open_unsigned(young, dewi):
    charter.draft(young, words=whole(), by=dewi, now=MONDAY)

    with pytest.raises(Refused, match="charter_not_signed"):
        founding.open_up(young, by=dewi, now=MONDAY)


def test_a_charter_with_a_blank_cannot_be_signed(young, efua):
    words = charter.versions(young).newest.words

    with pytest.raises(Refused, match="charter_not_whole"):
        charter.sign(young, number=1, digest=charter_words.digest(words), by=efua, now=MONDAY)


def test_words_that_changed_meanwhile_are_not_signed(young, dewi, efua):
    read = charter.draft(young, words=whole(), by=dewi, now=MONDAY)
    charter.draft(young, words=whole(**CHANGED), by=dewi, now=MONDAY)

    with pytest.raises(Refused, match="charter_words_changed"):
        charter.sign(young, number=1, digest=charter_words.digest(read.words), by=efua, now=MONDAY)


@pytest.mark.parametrize("who", ["dewi", "amara"])
def test_only_the_sponsor_signs(young, dewi, who, request):
    drafted = charter.draft(young, words=whole(), by=dewi, now=MONDAY)
    digest = charter_words.digest(drafted.words)

    with pytest.raises(Refused, match="sponsors_only"):
        charter.sign(young, number=1, digest=digest, by=request.getfixturevalue(who), now=MONDAY)


def test_nobody_edits_what_will_be_seen(young, dewi):
    drafted = charter.draft(young, words=whole() | {"not_seen": ["Nothing."]}, by=dewi, now=MONDAY)

    assert drafted.words["not_seen"] == charter_words.first_words()["not_seen"]


def test_signed_words_stay_and_a_change_begins_a_new_version(programme, dewi):
    drafted = charter.draft(programme, words=whole(**CHANGED), by=dewi, now=MONDAY)

    assert drafted.number == 2
    assert charter.versions(programme).in_force(at=LATER).number == 1
    assert charter.versions(programme).in_force(at=LATER).words == whole()


def test_saying_the_same_again_is_no_change(programme, dewi):
    with pytest.raises(Refused, match="nothing_changed"):
        charter.draft(programme, words=whole(), by=dewi, now=MONDAY)


def test_a_change_waits_fourteen_days(programme, dewi, efua):
    signed(programme, by=efua, organiser=dewi, **CHANGED)

    assert charter.versions(programme).in_force(at=LATER - timedelta(seconds=1)).number == 1
    assert charter.versions(programme).coming(at=LATER - timedelta(seconds=1)).number == 2
    assert charter.versions(programme).in_force(at=LATER).number == 2
    assert charter.versions(programme).coming(at=LATER) is None


def test_silence_keeps_the_promises_one_has(programme, dewi, efua, amara, ben):
    """A new version counts for nobody who has not said yes to it, however long ago it was signed."""
    hers, his = joined(programme, amara), joined(programme, ben)
    signed(programme, by=efua, organiser=dewi, **CHANGED)
    charter.say_yes(his, number=2, now=MONDAY)

    assert charter.versions(programme).in_force(at=MONDAY + timedelta(days=400)).number == 2
    assert charter.holds_for(his).number == 2
    assert charter.holds_for(hers).number == 1


def test_nobody_says_yes_to_a_draft_or_twice(programme, dewi, amara):
    hers = joined(programme, amara)
    charter.draft(programme, words=whole(**CHANGED), by=dewi, now=MONDAY)

    with pytest.raises(Refused, match="charter_not_signed"):
        charter.say_yes(hers, number=2, now=MONDAY)
    with pytest.raises(Refused, match="yes_already"):
        charter.say_yes(hers, number=1, now=MONDAY)


def test_everybody_who_takes_part_gets_one_letter_about_a_change(programme, dewi, efua, amara, ben):
    from fermata.core.models import Letter

    for who in (amara, ben):
        joined(programme, who)
    signed(programme, by=efua, organiser=dewi, **CHANGED)
    while announcements.write_letters(now=MONDAY):
        pass

    assert sorted(Letter.objects.values_list("to", flat=True)) == [amara.email, ben.email]
    assert not any("90" in re.sub(r"http\S+", "", letter.body) for letter in Letter.objects.all())
    assert Announcement.objects.get().written_at == MONDAY


def test_the_page_shows_what_is_different_word_by_word(programme, dewi, efua, amara, browser):
    joined(programme, amara)
    signed(programme, by=efua, organiser=dewi, **CHANGED)

    page = browser(amara).get(f"/programmes/{programme.pk}/charter/2/changes/").content.decode()

    assert "<del>120</del><ins>90</ins>" in page
    assert page.count("<del>") == 1


def test_a_draft_is_there_for_those_who_look_after_it_only(programme, dewi, efua, amara, browser):
    joined(programme, amara)
    charter.draft(programme, words=whole(**CHANGED), by=dewi, now=MONDAY)
    page = f"/programmes/{programme.pk}/charter/2/"

    assert [browser(who).get(page).status_code for who in (dewi, efua, amara, person("Chidi"))] == [200, 200, 404, 404]


def test_the_charter_is_read_without_an_account_and_before_anything_is_asked(programme, browser):
    page = browser().get(f"/j/{programme.token}/").content.decode()

    for promise in whole()["promises"]:
        assert promise["words"].partition("'")[0].partition("“")[0] in page
    assert "<input" not in page.replace('<input type="hidden"', "")
    for part in ("Farid Rahmani", "112", "Art. 6(1)(b) GDPR.", "They will not see", "may not expect"):
        assert part in page


def test_two_houses_have_charters_of_their_own(programme, dewi):
    other = running(name="Lagos Library", organiser=person("Grace"), sponsor=person("Hana"))

    with pytest.raises(Refused, match="organisers_only"):
        charter.draft(other, words=whole(**CHANGED), by=dewi, now=MONDAY)
