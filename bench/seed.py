"""Fill a benchmark's database: so many pairs, each with a room open and both signed in. Prints one JSON line.

Run as a process of its own: python -m bench.seed PAIRS, with the settings of the server in the environment.
"""

import json
import os
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fermata.site.settings")
    django.setup()
    from django.test import Client

    from fermata.core.clock import now
    from fermata.sessions.actions import open_meeting
    from tests.cast import partners, person

    def signed_in(who: object) -> str:
        client = Client()
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.session.session_key

    rooms = []
    for number in range(int(sys.argv[1])):
        amara, ben = person(f"Amara{number}"), person(f"Ben{number}")
        meeting = open_meeting(partners(amara, ben), now=now())
        rooms.append({"meeting": str(meeting.pk), "amara": signed_in(amara), "ben": signed_in(ben)})
    print(json.dumps(rooms))


if __name__ == "__main__":
    main()
