"""A pair with a rhythm, in the database that FERMATA_DATA names: `python -m tests.calendar.a_meeting`, under any clock."""

import os

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "fermata.site.settings"
    django.setup()
    from fermata.calendar.actions import offers
    from fermata.calendar.tests.cast import FRIDAY
    from fermata.core.clock import now
    from tests.cast import partners, person

    amara, ben = person("Amara"), person("Ben")
    ben.time_zone = "Europe/Berlin"
    ben.save()
    partnership = partners(amara, ben)
    made = offers.offer(partnership, hours=[FRIDAY], minutes=60, by=ben, now=now(), every="week")[0]
    offers.say_yes(made, by=amara, now=now())


if __name__ == "__main__":
    main()
