"""When they meet: their own time, an hour offered, agreed, moved and let go."""

from datetime import date, datetime, timedelta

from tests.journeys.walk import Walk

NEXT_YEAR = date.today().year + 1  # noqa: DTZ011  # a day to come, wherever one is
CALENDAR = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/:20301201T090000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


def go(walk: Walk) -> None:
    my_time(walk)
    offering(walk)
    away_in_between(walk)
    agreed(walk)
    moving(walk)


def my_time(walk: Walk) -> None:
    amara = walk.amara
    amara.go("/me/time/")
    walk.stop(amara, "calendar/my_time")
    amara.page.locator("input[name=file]").set_input_files(
        {"name": "hours.ics", "mimeType": "text/calendar", "buffer": CALENDAR}
    )
    amara.press("Look at this calendar")
    amara.sees("A time zone in that calendar is not known.")
    walk.stop(amara, "calendar/my_time", "a calendar that cannot be read")
    amara.go("/me/time/")
    amara.fill("From", f"{NEXT_YEAR}-08-01")
    amara.fill("Until the end of", f"{NEXT_YEAR}-08-21")
    amara.press("I am away then")
    amara.sees(f"1 August {NEXT_YEAR}")
    amara.fill("Or the secret address of a calendar", "https://calendar.example.org/amara.ics")
    amara.press("Look at this calendar")
    amara.sees("calendar.example.org")
    amara.press("Make a secret address")
    amara.sees("It is shown this once")
    walk.stop(amara, "calendar/my_time", "with a feed, days away and a calendar")


def offering(walk: Walk) -> None:
    amara, ben = walk.amara, walk.ben
    amara.go(f"{walk.place}when/")
    walk.stop(amara, "calendar/when", "nothing planned")
    amara.press("Offer this")
    amara.sees("Choose at least one hour")
    walk.stop(amara, "calendar/when", "no hour chosen")
    for number in (0, 1):
        amara.page.locator(".hours label").nth(number).click()
    amara.page.get_by_label("How often").select_option("two_weeks")
    amara.press("Offer this")
    amara.sees("Offered. It is agreed as soon as it suits everybody.")
    walk.stop(amara, "calendar/when", "offered")
    ben.go("/")
    ben.sees("An hour with")
    walk.stop(ben, "site/home", "an hour is offered")
    ben.press("See the hours")
    ben.sees("This hour suits me")
    walk.stop(ben, "calendar/when", "to choose from")


def away_in_between(walk: Walk) -> None:
    """On the second day of the rhythm that has been offered, before it is agreed: that hour is left out."""
    offered = walk.ben.page.locator("section[aria-labelledby=offers] time").first.get_attribute("datetime")
    assert offered
    day = (datetime.fromisoformat(offered) + timedelta(weeks=2)).date().isoformat()
    walk.amara.go("/me/time/")
    walk.amara.fill("From", day)
    walk.amara.fill("Until the end of", day)
    walk.amara.press("I am away then")
    walk.amara.page.wait_for_url("**/me/time/")


def agreed(walk: Walk) -> None:
    amara, ben = walk.amara, walk.ben
    ben.press("This hour suits me")
    ben.sees("Agreed. You get a letter that puts it into your calendar.")
    ben.sees("Left out this time")
    walk.stop(ben, "calendar/when", "agreed, with a rhythm that leaves one out")
    ben.go("/")
    ben.sees("Planned")
    walk.stop(ben, "site/home", "an hour is planned")
    amara.go(walk.place)
    walk.stop(amara, "partnerships/partnership", "an hour is planned")


def moving(walk: Walk) -> None:
    amara = walk.amara
    amara.page.locator("section[aria-labelledby=hours] a").first.click()
    amara.page.locator("section[aria-labelledby=next] a").first.click()
    amara.page.get_by_label("A place or a link, a topic").wait_for()
    walk.stop(amara, "calendar/appointment")
    amara.page.locator(".hours label").first.click()
    amara.press("Offer this")
    amara.sees("To move it, these are offered")
    walk.stop(amara, "calendar/appointment", "another hour is offered")
    amara.press("Let this hour go")
    amara.sees("Let go. The others read that this hour is free again")
    amara.press("End the rhythm")
    walk.stop(amara, "calendar/when", "let go, after a rhythm")
