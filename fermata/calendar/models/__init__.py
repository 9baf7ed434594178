"""When people meet, and each one's own time."""

from fermata.calendar.models.appointment import Appointment, CalendarEntry, Offer, OfferYes, Rhythm
from fermata.calendar.models.own_time import Away, BusyCalendar, OwnChoices

__all__ = ["Appointment", "Away", "BusyCalendar", "CalendarEntry", "Offer", "OfferYes", "OwnChoices", "Rhythm"]
