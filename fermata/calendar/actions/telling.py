"""What follows for each member when an hour is agreed, moved or gone: their calendar, and their reminder."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import prefetch_related_objects

from fermata.calendar import letters
from fermata.calendar.entries import Reader
from fermata.calendar.models import Appointment, CalendarEntry, OwnChoices
from fermata.calendar.rules.reminding import Terms, remind_at
from fermata.people.models import Person


def tell_of_hour(appointment: Appointment, *, now: datetime) -> None:
    """It is agreed, or has moved: into every calendar, and the reminders go along."""
    members = appointment.partnership.memberships.filter(left_at=None).select_related("person")
    readers = readers_of([membership.person for membership in members])
    for reader in readers.values():
        entry, _is_new = CalendarEntry.objects.get_or_create(appointment=appointment, person=reader.person)
        letters.forget_reminder(entry)
        if reader.choices.gets_letters:
            letters.agreed(entry, appointment, reader=reader, now=now)
            entry.sent = appointment.changes
        entry.remind_at = due_at(entry, appointment, reader=reader)
        entry.save(update_fields=["sent", "remind_at"])


def tell_it_is_gone(appointments: Iterable[Appointment], *, now: datetime) -> None:
    """Also to who has just left: their calendar is emptied like everybody's."""
    gone = {one.pk: one for one in appointments}
    found = list(CalendarEntry.objects.filter(appointment__in=gone).select_related("person"))
    readers = readers_of([entry.person for entry in found])
    for entry in found:
        letters.forget_reminder(entry)
        if entry.sent is not None:
            reader = readers[entry.person_id]
            letters.gone(entry, gone[entry.appointment_id], reader=reader, now=now)
    CalendarEntry.objects.filter(pk__in=[entry.pk for entry in found]).update(sent=None, remind_at=None)


def need_no_reminder(appointment: Appointment) -> None:
    """They are there already, before its hour."""
    for entry in appointment.entries.all():
        letters.forget_reminder(entry)
    appointment.entries.update(remind_at=None)


def remind_anew(person: Person, *, now: datetime) -> None:
    """Their terms, or their zone, have changed: every reminder that has not gone out yet is worked out again."""
    reader = readers_of([person])[person.pk]
    coming = CalendarEntry.objects.filter(person=person, reminded_at=None, appointment__starts_at__gt=now)
    for entry in coming.filter(appointment__let_go_at=None, appointment__met_at=None).select_related("appointment"):
        CalendarEntry.objects.filter(pk=entry.pk).update(remind_at=due_at(entry, entry.appointment, reader=reader))


def due_at(entry: CalendarEntry, appointment: Appointment, *, reader: Reader) -> datetime | None:
    choices = reader.choices
    terms = Terms(
        how=choices.reminded,
        lead_minutes=choices.lead_minutes,
        quiet=(choices.quiet_from, choices.quiet_until),
        zone=reader.person.time_zone,
    )
    return remind_at(appointment.starts_at, terms=terms, key=f"{appointment.pk} {entry.person_id}")


def readers_of(people: Iterable[Person]) -> dict[UUID, Reader]:
    """Everybody with how they like it; who never chose has the first of everything."""
    known = list(people)
    prefetch_related_objects(known, "time_choices")
    return {one.pk: Reader(one, getattr(one, "time_choices", None) or OwnChoices(person=one)) for one in known}
