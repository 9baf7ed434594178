"""What is kept about how people find each other."""

from django.utils.translation import gettext_lazy as _

from fermata.core.data_map import NUMBER, YOU_AND_OPERATOR, YOURS, Kept, Table, about_nobody, keep
from fermata.introductions.models import (
    Companion,
    Entry,
    Interest,
    Introduction,
    NotWith,
    Profile,
    Round,
    Side,
)

TO_FIND = _("so that the matcher can look for somebody with whom both of you gain")
UNTIL_YOU_LEAVE_IT = _("until you leave the programme")
HALF_A_YEAR = _("for half a year, so that you are not put to the same people again at once")
AS_YOU_CHOSE = _("the matcher, whoever runs this site, and those you chose beside the field")
PRIVATE = _("you, and whoever runs this site; the matcher reads it, and shows it to nobody")


def _shown(what: object) -> Kept:
    return Kept(what=str(what), why=TO_FIND, until=UNTIL_YOU_LEAVE_IT, seen_by=AS_YOU_CHOSE)


keep(
    Table(
        model=Profile,
        title=_("What you are looking for"),
        rows=Profile.objects.of,
        why=TO_FIND,
        until=UNTIL_YOU_LEAVE_IT,
        seen_by=PRIVATE,
        fields={
            "id": NUMBER,
            "enrolment": YOURS,
            "place": _("a place in the row when people look around, drawn by lot"),
            "wanted": _shown(_("what you would like to think about")),
            "offered": _shown(_("what you can offer attention to")),
            "wanted_words": _shown(_("the first of these in your own words")),
            "offered_words": _shown(_("the second of these in your own words")),
            "languages": _shown(_("your languages")),
            "rhythm": _shown(_("the rhythm you like")),
            "mediums": _shown(_("how you like to talk")),
            "season": _shown(_("your season of work or life")),
            "work": _shown(_("your work")),
            "wishes": _shown(_("whether you hope for somebody similar or different")),
            "access_needs": Kept(
                what=_("what helps you take part"),
                why=_("so that a partner can make room for it"),
                until=UNTIL_YOU_LEAVE_IT,
                seen_by=_("you, a partner once both have said yes, and whoever runs this site; not the matcher"),
            ),
            "team": _("what your team is called"),
            "is_apart_from_team": _("whether to keep you apart from it"),
            "months_apart": _("how long you are not put to former partners"),
            "shown_to": _("how far each field goes"),
            "found_from": _("since when people who look around may find you, if they may"),
            "changed_at": _("when you last changed it"),
        },
    )
)
keep(
    Table(
        model=NotWith,
        title=_("Whom you keep apart from"),
        rows=NotWith.objects.visible_to,
        why=_("so that you are never put to them, and they cannot reach you here; no reason is kept"),
        until=_("until you take them off, or delete your account"),
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "person": YOURS,
            "mark": _("a mark of their address, which cannot be read back without this site’s secret"),
            "label": _("what you know them by"),
            "made_at": _("when"),
        },
    )
)
keep(
    Table(
        model=Companion,
        title=_("Partners you have or had"),
        rows=lambda person: Companion.objects.filter(person=person),
        why=_("so that you are not put to them again sooner than you both wish"),
        until=_("for two years after a partnership has ended"),
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "person": YOURS,
            "other": _("the partner"),
            "parted_at": _("when it ended"),
        },
    )
)
keep(
    Table(
        model=Interest,
        title=_("Whom you would like to meet"),
        rows=lambda person: Interest.objects.filter(by__enrolment__person=person),
        why=_("so that you both hear when it is mutual"),
        until=_("until you take it back, or it is mutual, or you leave the programme"),
        seen_by=YOU_AND_OPERATOR,
        fields={"id": NUMBER, "by": YOURS, "to": _("whom"), "made_at": _("when")},
    )
)
keep(
    Table(
        model=Introduction,
        title=_("Introductions"),
        rows=Introduction.objects.visible_to,
        why=_("so that you can think about it for fourteen days"),
        until=HALF_A_YEAR,
        seen_by=_("those who are put to each other, and whoever runs this site"),
        fields={
            "id": NUMBER,
            "programme": _("in which programme"),
            "way": _("how it came about"),
            "round": _("in which round"),
            "people": _("who, as numbers"),
            "made_at": _("when"),
            "lapses_at": _("when it lapses"),
            "closed_at": _("when it was put away"),
            "introduced_at": _("when all had said yes"),
            "partnership": _("the partnership it led to"),
            "nothing_came_at": _("when the time after the first talk was over"),
        },
    )
)
keep(
    Table(
        model=Side,
        title=_("Your side of introductions"),
        rows=lambda person: Side.objects.filter(
            person=person, introduction__in=Introduction.objects.visible_to(person)
        ),
        why=_("so that only two yeses have an effect"),
        until=HALF_A_YEAR,
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "introduction": _("which introduction"),
            "person": YOURS,
            "shown": Kept(
                what=_("what the other was shown of you"),
                why=_("so that it stays as it was while they think"),
                until=HALF_A_YEAR,
                seen_by=_("you, the other, and whoever runs this site"),
            ),
            "because": _("the reasons you were told"),
            "has_asked": _("that it was you who asked"),
            "accepted_at": _("when you said yes"),
            "put_aside_at": _("when you said “not now”"),
            "talk_yes_at": _("when you said yes after the first talk"),
        },
    )
)
keep(
    Table(
        model=Entry,
        title=_("Rounds you are in"),
        rows=lambda person: Entry.objects.filter(profile__enrolment__person=person),
        why=_("so that the matcher looks for you"),
        until=UNTIL_YOU_LEAVE_IT,
        seen_by=YOU_AND_OPERATOR,
        fields={
            "id": NUMBER,
            "round": _("which round"),
            "profile": YOURS,
            "entered_at": _("when you entered"),
            "takes_more": _("whether you would take a second partner, or be three"),
            "told_at": _("when a letter was written to you that it is over"),
            "left_over_at": _("when nobody was found for you"),
            "wish": _("what you chose then"),
        },
    )
)
about_nobody(Round, since=_("it is about a programme; who is in it stands in the entries"))
