"""Two partnerships in different states: Amara and Ben have met six times; Chidi and Grace have words on the table."""

from datetime import datetime, time, timedelta

from fermata.calendar.actions import offers, rhythms
from fermata.calendar.rules.local_time import moment as local_moment
from fermata.introductions.actions import answering, asking
from fermata.introductions.models import Profile
from fermata.partnerships.actions import invitations, life
from fermata.partnerships.models import Partnership
from fermata.site.demo import story
from fermata.site.demo.agreeing import put_side, sign_by_all, usual
from fermata.site.demo.cast import ZONE
from fermata.site.demo.hand import Hand, Sealed, make_key
from fermata.site.demo.meeting import Met, meet

DAY, WEEKS = timedelta(days=1), timedelta(weeks=2)
TIMES_MET = 6
IN_TRIAL = 2
CUT_SHORT = {2: 50}
"""The third time the room was closed after so many minutes."""


def amara_and_ben(amara: Hand, ben: Hand, *, now: datetime) -> None:
    """A pair that found each other by a link, three months on."""
    hours = [_hour(now, weeks=2 * (TIMES_MET - number)) for number in range(TIMES_MET)]
    began_at = hours[0] - 8 * DAY
    partnership = invitations.accept(invitations.invite(by=amara.person, now=began_at), by=ben.person, now=began_at)
    assert partnership is not None  # noqa: S101  # a link for one
    shared = make_key(partnership.space, [amara, ben], by=ben)
    amara.meets(ben, has_read_words=True)
    ben.meets(amara, has_read_words=True)
    _agree(partnership, amara, ben, shared=shared, at=hours[0] - 2 * DAY)
    _find_a_rhythm(partnership, amara, ben, first=hours[0], at=hours[0] - DAY)
    notes = _notes_by_day(amara, ben, now=now)
    for number, hour in enumerate(hours):
        rhythms.fill_all(now=hour - DAY)
        first, other = (amara, ben) if number % 2 == 0 else (ben, amara)
        minutes = CUT_SHORT.get(number, 60)
        met = meet(partnership, (first, other), shared=shared, structure="dx-1", at=hour, minutes=minutes)
        _afterwards(met, amara, ben, shared=shared, number=number)
        if number + 1 == IN_TRIAL:
            for hand in (amara, ben):
                life.answer(partnership, word="carry_on", by=hand.person, now=met.ended_at + timedelta(hours=3))
        _write_notes([one for one in notes if hour < one[0] < hour + WEEKS], shared=shared, about=partnership)
    rhythms.fill_all(now=now)
    for hand in (amara, ben):
        hand.pin(shared, at=now - DAY)


def _hour(now: datetime, *, weeks: int) -> datetime:
    """Five in the afternoon, the day after tomorrow; and so many weeks before that."""
    day = (now + 2 * DAY).date() - timedelta(weeks=weeks)
    return local_moment(day, time(17), zone=ZONE)


def _agree(partnership: Partnership, amara: Hand, ben: Hand, *, shared: Sealed, at: datetime) -> None:
    words = usual() | {"CL-01": story.PURPOSE}
    put_side(partnership, words, by=amara, shared=shared, at=at)
    put_side(partnership, words, by=ben, shared=shared, at=at + timedelta(minutes=20), met=words)
    sign_by_all(partnership, words, hands=[ben, amara], shared=shared, at=at + timedelta(minutes=30))


def _find_a_rhythm(partnership: Partnership, amara: Hand, ben: Hand, *, first: datetime, at: datetime) -> None:
    offered = offers.offer(partnership, hours=[first], minutes=60, by=ben.person, now=at, every="two_weeks")
    offers.say_yes(offered[0], by=amara.person, now=at)


def _afterwards(met: Met, amara: Hand, ben: Hand, *, shared: Sealed, number: int) -> None:
    """What each takes along, a thank-you, a line for both, and now and then something to try."""
    at, about = met.ended_at + timedelta(minutes=5), str(met.meeting.pk)
    for hand, words in zip((amara, ben), story.LEARNED[number], strict=True):
        item = met.item(f"harvest/learning/{hand.id}")
        hand.keep(words, into=hand.own, kind="harvest", at=at, about=about, item=item)
    author = (amara, ben)[number % 2]
    thanks, item = story.THANKS[number % len(story.THANKS)], met.item(f"appreciation/{author.id}")
    author.keep(f"Thank you {thanks}.", into=shared, kind="appreciation", at=at, about=about, item=item)
    author.keep(story.TOGETHER[number], into=shared, kind="note", at=at, about=about, item=met.item("note"))
    if number + 1 == TIMES_MET:
        for hand, (when, will) in zip((ben, amara), story.TRY, strict=True):
            _try(met, hand, shared=shared, when=when, will=will, at=at)


def _try(met: Met, hand: Hand, *, shared: Sealed, when: str, will: str, at: datetime) -> None:
    made_at = int(at.timestamp() * 1000)
    tried = {"when": when, "will": will, "made_at": made_at, "state": "open", "outcome": "", "given": True}
    places = ((hand.own, "experiment"), (shared, "experiment-given"))
    for into, name in places:
        item = met.item(f"{name}/{hand.id}")
        hand.keep(tried, into=into, kind="experiment", at=at, about=str(shared.space.pk), item=item)


Note = tuple[datetime, Hand, bool, str]


def _notes_by_day(amara: Hand, ben: Hand, *, now: datetime) -> list[Note]:
    hands = {"Amara": amara, "Ben": ben}
    return [(now - days * DAY, hands[name], readers == "me", words) for days, name, readers, words in story.NOTES]


def _write_notes(notes: list[Note], *, shared: Sealed, about: Partnership) -> None:
    for at, hand, is_mine, words in notes:
        into = hand.own if is_mine else shared
        hand.keep(words, into=into, kind="note", at=at, about=str(about.pk))


def chidi_and_grace(chidi: Hand, grace: Hand, *, profiles: dict[str, Profile], now: datetime) -> None:
    """Introduced in the programme, met once for a short talk, and now finding their words."""
    asked_at = now - 9 * DAY
    introduction = asking.ask(profiles["Grace"], by=profiles["Chidi"], now=asked_at)
    answering.accept(introduction, by=grace.person, now=asked_at + DAY)
    partnership = Partnership.objects.of_exactly([chidi.person, grace.person]).get()
    shared = make_key(partnership.space, [chidi, grace], by=chidi)
    chidi.meets(grace, has_read_words=False)
    grace.meets(chidi, has_read_words=False)
    talked_at = now - 5 * DAY
    meet(partnership, (grace, chidi), shared=shared, structure="dx-5", at=talked_at, minutes=20)
    for hand in (chidi, grace):
        answering.say_yes_after_talk(introduction, by=hand.person, now=talked_at + timedelta(hours=2))
    _negotiate(partnership, chidi, grace, shared=shared, now=now)
    chidi.keep(story.PRIVATE_OF_CHIDI, into=chidi.own, kind="note", at=now - 2 * DAY, about=str(partnership.pk))
    for hand in (chidi, grace):
        hand.pin(shared, at=now - DAY)


def _negotiate(partnership: Partnership, chidi: Hand, grace: Hand, *, shared: Sealed, now: datetime) -> None:
    """Chidi begins with the usual words. Grace stands behind most of them, and would have two otherwise."""
    words = usual() | {"CL-01": "We would both like to think aloud with somebody who does not work on our ward."}
    put_side(partnership, words, by=chidi, shared=shared, at=now - 4 * DAY)
    hers = words | {"CL-08": story.COUNTER, "CL-03": story.RHYTHM}
    put_side(
        partnership,
        hers,
        by=grace,
        shared=shared,
        at=now - 3 * DAY,
        met=words,
        why={"CL-08": story.WHY, "CL-03": story.WHY_RHYTHM},
        talk=("CL-03",),
        remarks={"CL-03": story.REMARK},
    )
