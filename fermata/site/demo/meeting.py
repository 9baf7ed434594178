"""Meetings that have been: an hour in the room by one of the structures, and what remained of it."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fermata.core.places import ROOT
from fermata.partnerships.models import Partnership
from fermata.sessions import actions
from fermata.sessions.models import Meeting
from fermata.site.demo import envelopes
from fermata.site.demo.hand import Hand, Sealed

MINUTE = 60_000  # milliseconds


@dataclass(frozen=True)
class Met:
    """A meeting that is over: its seed places what is written afterwards."""

    meeting: Meeting
    seed: str
    ended_at: datetime

    def item(self, name: str) -> str:
        return envelopes.meeting_item(seed=self.seed, name=name)


def meet(
    partnership: Partnership,
    hands: Sequence[Hand],
    *,
    shared: Sealed,
    structure: str,
    at: datetime,
    minutes: int,
) -> Met:
    """Open the room, begin, stay as long as this, and end. The first of `hands` begins, and the other ends it."""
    first, other = hands
    meeting = actions.open_meeting(partnership, now=at)
    met = Met(meeting, os.urandom(16).hex(), at + timedelta(minutes=minutes))
    state = _begun(met, hands, structure=structure, at=at)
    _move(met, state, by=first, shared=shared, at=at)
    over = _ms(met.ended_at)
    _move(
        met,
        state | {"touchedAt": over, "ended": {"by": other.id, "at": over}},
        by=other,
        shared=shared,
        at=met.ended_at,
    )
    actions.end_meeting(meeting, now=met.ended_at)
    had = _minutes_had(hands, structure=structure, minutes=minutes)
    kept = {"structure": structure, "first": first.id, "began_at": _ms(at), "ended_at": over, **had}
    other.keep(kept, into=shared, kind="minutes", at=met.ended_at, about=str(meeting.pk), item=met.item("minutes"))
    return met


def _begun(met: Met, hands: Sequence[Hand], *, structure: str, at: datetime) -> dict[str, Any]:
    members = sorted(hand.id for hand in hands)
    return {
        "v": 1,
        "structure": structure,
        "members": members,
        "first": hands[0].id,
        "away": [],
        "came": [{"who": hand.id, "clock": 0} for hand in hands],
        "seed": met.seed,
        "startedAt": _ms(at),
        "touchedAt": _ms(at),
        **{name: [] for name in ("changes", "pauses", "stays", "moves")},
        "card": None,
        "ended": None,
    }


def _move(met: Met, state: dict[str, Any], *, by: Hand, shared: Sealed, at: datetime) -> None:
    item = str(met.meeting.pk)
    base, file = by.seal(json.dumps(state), into=shared, item=item, kind="meeting", at=at, is_counted=False)
    actions.move(met.meeting, former=base, file=file)


def _minutes_had(hands: Sequence[Hand], *, structure: str, minutes: int) -> dict[str, Any]:
    """How long each had when the room was closed after so many minutes, by the plan alone."""
    plan = json.loads((ROOT / "content" / "structures" / f"{structure}.json").read_text("utf-8"))
    owners = {"first": hands[0].id, "second": hands[1].id}
    had, planned = dict.fromkeys(owners.values(), 0), dict.fromkeys(owners.values(), 0)
    clock = 0
    for phase in plan["phases"]:
        if owner := owners.get(phase["lead"]):
            planned[owner] += phase["minutes"] * MINUTE
            had[owner] += max(0, min(phase["minutes"], minutes - clock)) * MINUTE
        clock += phase["minutes"]
    return {"had": had, "planned": planned, "borrowed": dict.fromkeys(had, 0), "one_sided": False}


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
